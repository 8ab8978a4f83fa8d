"""Tag a recommendation with issues, an action category, themes, groups of persons and goals.

Guarantees: the same text gets the same tags, in the same order. A tag's score is the probability, as measured on
recommendations that the program had not seen, that a person gave it too. A text without a known word gets no tag.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hrgraph.classification.features import Features, find_action_features, find_issue_features
from hrgraph.classification.model import Model, load_model, probabilities_of_one, probability
from hrgraph.classification.phrases import ACTION, ISSUES, RULED, PhraseIndex, index_phrases, load_wordings
from hrgraph.classification.wording import cut, stem
from hrgraph.models import Scheme, Tag
from hrgraph.registry import load_registry

# Trained on tags that people gave; ruled by wordings and by issues, weighed by tags that people gave.
LEARNED, RULES = "hrgraph-learned", "hrgraph-rules"
# From here on a tag is more use than harm, where F1 is what counts: somewhat below half of the F1 reached, since low
# scores are too modest about sessions to come.
LEAST_SCORES: dict[Scheme, float] = {
    ISSUES: 0.3, ACTION: 0.3, "ohchr-theme": 0.3, "affected-group": 0.35, "sdg": 0.35
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rules:
    """What speaks for the concepts of a ruled scheme: phrases, and the issues behind each piece of evidence."""

    phrases: PhraseIndex
    issues: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _issue_phrases() -> PhraseIndex:
    return index_phrases(load_wordings(ISSUES))


@cache
def _rules(scheme: Scheme) -> _Rules:
    wordings = load_wordings(scheme)
    named = [(f"{kind} {w.concept}", w.close if kind == "c" else w.related) for w in wordings for kind in "cr"]
    return _Rules(index_phrases(wordings), tuple((name, tuple(sorted(issues))) for name, issues in named if issues))


def read_features(text: str) -> tuple[list[str], Features, Features]:
    """Return a recommendation's words, and the features that speak of its issues and of its action category."""
    words = cut(text, load_registry())
    return words, find_issue_features(words, _issue_phrases()), find_action_features(words)


def find_evidence(scheme: Scheme, words: Sequence[str], issues: dict[str, float]) -> Features:
    """Return what speaks for a concept of a ruled scheme: a wording of it, and issues that are close or related to it.

    Args:
        words: From `read_features`.
        issues: Probability of each issue.
    """
    rules = _rules(scheme)
    phrases = rules.phrases.find([stem(word) for word in words])
    named = {concept for phrase in phrases for concept in rules.phrases.concepts[phrase]}
    evidence: Features = {f"e {concept}": 1.0 for concept in sorted(named)}
    for name, close in rules.issues:
        evidence[name] = max([issues.get(issue, 0.0) for issue in close])
    return evidence


def rate(text: str, model: Model) -> dict[Scheme, dict[str, float]]:
    """Return, of each scheme, the probability of each concept; nothing of a text without a known word."""
    words, issue_features, action_features = read_features(text)
    if not any(name[0] == "w" and name in model.issues.weights for name in issue_features):
        return {}
    issues = dict(zip(model.issues.labels, map(probability, model.issues.margins(issue_features)), strict=True))
    actions = probabilities_of_one(model.actions.margins(action_features))
    rated: dict[Scheme, dict[str, float]] = {
        ISSUES: issues,
        ACTION: dict(zip(model.actions.labels, actions, strict=True)),
    }
    for scheme in RULED:
        if (linear := model.rules.get(scheme)) is not None:
            margins = linear.margins(find_evidence(scheme, words, issues))
            rated[scheme] = dict(zip(linear.labels, map(probability, margins), strict=True))
    return rated


def choose(rated: dict[Scheme, dict[str, float]]) -> dict[Scheme, dict[str, float]]:
    """Return the concepts that are probable enough to be tags: one action category at most, any number of others."""
    chosen = {}
    for scheme, scores in rated.items():
        kept = {concept: score for concept, score in scores.items() if score >= LEAST_SCORES[scheme]}
        if scheme == ACTION and kept:
            best = max(kept, key=lambda concept: kept[concept])
            kept = {best: kept[best]}
        chosen[scheme] = kept
    return chosen


def classify(text: str) -> tuple[Tag, ...]:
    """Return the tags of a recommendation, with the program's name, version and score on each.

    Args:
        text: Of one recommendation; the recommending States in brackets after it do not matter.

    Returns:
        By scheme, the likeliest first.

    Raises:
        ResourceError: The model, a scheme or the reference data is missing or broken.
    """
    model = load_model()
    return tuple(
        Tag(scheme, concept, RULES if scheme in RULED else LEARNED, model.version, round(score, 3))
        for scheme, scores in choose(rate(text, model)).items()
        for concept, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    )
