"""Fit the classifiers. The only module that needs scikit-learn (`pip install "hrgraph[train]"`).

Guarantees: equal examples give equal weights. Scores are calibrated on sessions that the weights were not fitted on:
recommendations to one State repeat each other, and drafting changes from year to year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from hrgraph.classification.examples import Example, ListedExample
from hrgraph.classification.features import Features
from hrgraph.classification.model import Linear, Model, probability
from hrgraph.classification.phrases import RULED, Wording, load_wordings
from hrgraph.classification.tagging import find_evidence, read_features
from hrgraph.models import Scheme

_FOLDS = 5
_SEED = 20080407  # the first day of the first session of the review
# A feature of fewer recommendations or States is chance, or a name.
_LEAST_EXAMPLES = 2
_LEAST_STATES = 2
_LEAST_PAIR_EXAMPLES = 3
# How far a feature's scale follows its log-count ratio (naive Bayes features: Wang and Manning, 2012).
_RATIO_SHARE = 0.5
_ISSUE_COST, _ACTION_COST, _RULE_COST = 0.5, 0.7, 1.0
# Weights below this many hundredths of a label's largest are left out of the file.
_LEAST_WEIGHT = 0.01
# Of a rule's weights, how much a concept may have of its own, next to what all concepts share.
_OWN_SHARE = 0.7

Rows = Sequence[Features]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Weights of one classifier: by label, over features; not yet calibrated."""

    features: tuple[str, ...]
    weights: np.ndarray
    biases: np.ndarray

    def values(self, matrix: csr_matrix) -> np.ndarray:
        return matrix @ self.weights.T + self.biases


def fit_model(examples: Sequence[Example], listed: Sequence[ListedExample], version: str) -> Model:
    """Return the model of these examples.

    Args:
        examples: For issues and action categories.
        listed: For themes, groups of persons and goals; may be empty, and those schemes are not rated then.
        version: Of the model.
    """
    read = [read_features(example.text) for example in examples]
    folds = _folds([example.session for example in examples])
    issues = sorted({issue for example in examples for issue in example.issues})
    issue_tags = np.array([[issue in example.issues for issue in issues] for example in examples])
    actions = sorted({example.action for example in examples})
    action_tags = np.array([[action == example.action for action in actions] for example in examples])
    states = [example.state for example in examples]
    linear_issues = _fit_linear(
        [row for _, row, _ in read], issue_tags, issues, states, folds, cost=_ISSUE_COST, share=_RATIO_SHARE,
        calibrate=_calibrate_each,
    )  # fmt: skip
    linear_actions = _fit_linear(
        [row for _, _, row in read], action_tags, actions, states, folds, cost=_ACTION_COST, share=0.0,
        calibrate=_calibrate_together,
    )  # fmt: skip
    rules = fit_rules(listed, linear_issues) if listed else {}
    return Model(version, linear_issues, linear_actions, rules)


def _folds(sessions: Sequence[int]) -> np.ndarray:
    """Return a fold a row, the same for all rows of a session."""
    order = {session: place for place, session in enumerate(sorted(set(sessions)))}
    return np.array([order[session] % _FOLDS for session in sessions])


def _fit_linear(
    rows: Rows,
    tags: np.ndarray,
    labels: Sequence[str],
    states: Sequence[str],
    folds: np.ndarray,
    *,
    cost: float,
    share: float,
    calibrate: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]],
) -> Linear:
    features = _common_features(rows, states)
    matrix = _matrix(rows, features)
    unseen = np.zeros(tags.shape)
    for fold in range(_FOLDS):
        held = folds == fold
        if held.any() and not held.all():
            unseen[held] = _fit(matrix[~held], tags[~held], features, cost, share).values(matrix[held])
    slopes, intercepts = calibrate(unseen, tags)
    return _quantise(_fit(matrix, tags, features, cost, share), labels, slopes, intercepts)


def _common_features(rows: Rows, states: Sequence[str]) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    places: dict[str, set[str]] = defaultdict(set)
    for row, state in zip(rows, states, strict=True):
        for name in row:
            counts[name] += 1
            if len(places[name]) < _LEAST_STATES:
                places[name].add(state)
    return tuple(
        sorted(
            name
            for name, count in counts.items()
            if count >= (_LEAST_PAIR_EXAMPLES if name.startswith(("k ", "HA ")) else _LEAST_EXAMPLES)
            and len(places[name]) >= _LEAST_STATES
        )
    )


def _matrix(rows: Rows, features: Sequence[str]) -> csr_matrix:
    columns = {name: column for column, name in enumerate(features)}
    found = [[(columns[name], value) for name, value in row.items() if name in columns] for row in rows]
    ends = np.cumsum([0, *map(len, found)])
    indices = np.array([column for row in found for column, _ in row], dtype=np.int32)
    values = np.array([value for row in found for _, value in row])
    return csr_matrix((values, indices, ends), shape=(len(rows), len(features)))


def _fit(matrix: csr_matrix, tags: np.ndarray, features: tuple[str, ...], cost: float, share: float) -> _Fit:
    """Fit a linear support vector machine a label, on features scaled by their log-count ratio."""
    weights = np.zeros((tags.shape[1], matrix.shape[1]))
    biases = np.full(tags.shape[1], -1.0)
    present = (matrix > 0).astype(float)
    totals = np.asarray(present.sum(axis=0)).ravel()
    for label in range(tags.shape[1]):
        positive = tags[:, label]
        if positive.all() or not positive.any():
            biases[label] = 1.0 if positive.all() else -1.0
            continue
        scale = np.ones(matrix.shape[1])
        if share:
            with_label = np.asarray(present[positive].sum(axis=0)).ravel() + 1
            without = totals - with_label + 2
            ratio = np.log(with_label / with_label.sum()) - np.log(without / without.sum())
            scale = share * np.abs(ratio) + (1 - share)
        machine = LinearSVC(C=cost, random_state=_SEED).fit(matrix @ diags(scale), positive)
        weights[label] = machine.coef_[0] * scale
        biases[label] = machine.intercept_[0]
    return _Fit(features, weights, biases)


def _calibrate_each(values: np.ndarray, tags: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the slope and intercept by which each label's value becomes the logarithm of its odds (Platt, 1999).

    A rare label follows what holds for all: its own slope and intercept are fitted to what the common ones give.
    """
    common = LogisticRegression(C=1e3).fit(values.reshape(-1, 1), tags.ravel())
    slope, intercept = common.coef_[0, 0], common.intercept_[0]
    slopes, intercepts = np.full(tags.shape[1], slope), np.full(tags.shape[1], intercept)
    for label in range(tags.shape[1]):
        if tags[:, label].sum() >= _FOLDS:
            margins = (slope * values[:, label] + intercept).reshape(-1, 1)
            own = LogisticRegression(C=1.0).fit(margins, tags[:, label])
            slopes[label] = own.coef_[0, 0] * slope
            intercepts[label] = own.coef_[0, 0] * intercept + own.intercept_[0]
    return slopes, intercepts


def _calibrate_together(values: np.ndarray, tags: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return slopes and intercepts for labels of which one is true: one temperature, found by trying."""
    truth = tags.argmax(axis=1)

    def loss(slope: float) -> float:
        scaled = slope * values
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        logarithms = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-logarithms[np.arange(len(truth)), truth].mean())

    best = min((step / 20 for step in range(10, 121)), key=loss)
    return np.full(tags.shape[1], best), np.zeros(tags.shape[1])


def _quantise(fit: _Fit, labels: Sequence[str], slopes: np.ndarray, intercepts: np.ndarray) -> Linear:
    largest = np.maximum(np.abs(fit.weights).max(axis=1), 1e-9)
    units = (largest / 127).astype(np.float32).astype(float)
    whole = np.rint(fit.weights / units[:, None]).astype(int).clip(-127, 127)
    whole[np.abs(fit.weights) < _LEAST_WEIGHT * largest[:, None]] = 0
    weights = {}
    for column, name in enumerate(fit.features):
        pairs = tuple((int(label), int(whole[label, column])) for label in np.flatnonzero(whole[:, column]))
        if pairs:
            weights[name] = pairs
    return Linear(
        tuple(labels), tuple(map(float, units)), tuple(map(float, fit.biases)), tuple(map(float, slopes)),
        tuple(map(float, intercepts)), weights,
    )  # fmt: skip


def fit_rules(listed: Sequence[ListedExample], issues: Linear) -> dict[Scheme, Linear]:
    """Return how much each kind of evidence counts for each concept of the ruled schemes.

    What a wording, a close issue and a related issue are worth is fitted over all concepts together; each concept may
    differ from it, the less the fewer examples it has. Concepts without wordings and matches are never given.
    """
    found: dict[Scheme, Linear] = {}
    read = [read_features(example.text) for example in listed]
    rated = [dict(zip(issues.labels, map(probability, issues.margins(row)), strict=True)) for _, row, _ in read]
    for scheme in RULED:
        wordings = [wording for wording in load_wordings(scheme) if wording.phrases or wording.close or wording.related]
        evidence = [find_evidence(scheme, words, issue) for (words, _, _), issue in zip(read, rated, strict=True)]
        tags = np.array([[wording.concept in example.concepts[scheme] for wording in wordings] for example in listed])
        found[scheme] = _fit_rules(wordings, evidence, tags)
    return found


def _fit_rules(wordings: Sequence[Wording], evidence: Rows, tags: np.ndarray) -> Linear:
    kinds = "ecr"
    size = len(wordings)
    values = np.array(
        [[[row.get(f"{kind} {w.concept}", 0.0) for kind in kinds] for w in wordings] for row in evidence]
    )  # rows, concepts, kinds
    shared = values.reshape(-1, len(kinds))
    own = np.zeros((len(evidence), size, size * (len(kinds) + 1)))
    for concept in range(size):
        first = concept * (len(kinds) + 1)
        own[:, concept, first] = _OWN_SHARE
        own[:, concept, first + 1 : first + 1 + len(kinds)] = _OWN_SHARE * values[:, concept]
    columns = np.hstack([shared, own.reshape(len(evidence) * size, -1)])
    fitted = LogisticRegression(C=_RULE_COST, max_iter=2000).fit(csr_matrix(columns), tags.ravel())
    common = fitted.coef_[0, : len(kinds)]
    each = fitted.coef_[0, len(kinds) :].reshape(size, len(kinds) + 1) * _OWN_SHARE
    features = tuple(f"{kind} {wording.concept}" for wording in wordings for kind in kinds)
    weights = np.zeros((size, len(features)))
    for concept in range(size):
        weights[concept, concept * len(kinds) : (concept + 1) * len(kinds)] = common + each[concept, 1:]
    fit = _Fit(features, weights, each[:, 0] + fitted.intercept_[0])
    return _quantise(fit, [wording.concept for wording in wordings], np.ones(size), np.zeros(size))
