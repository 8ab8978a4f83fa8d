"""Measure the classifiers on recommendations that they were not trained on.

    python -m hrgraph.classification.evaluate CORPUS

Trains on UPR Info's sessions 1 to 5, rates sessions 6 to 9 and the later ones; then trains on sessions 1 to 9 and rates
the later ones; then rates the thematic list by cross-validation. Prints one figure a line, `name value`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from hrgraph.classification.examples import Example, read_examples, read_listed_examples
from hrgraph.classification.fitting import fit_model, fit_rules
from hrgraph.classification.model import Model
from hrgraph.classification.phrases import ACTION, ISSUES, RULED
from hrgraph.classification.tagging import choose, rate
from hrgraph.errors import HrgraphError
from hrgraph.models import Scheme

_LIST_FOLDS = 5
Rated = dict[Scheme, dict[str, float]]


def show(name: str, value: float) -> None:
    """Print a figure."""
    print(f"{name} {value:.4f}" if isinstance(value, float) else f"{name} {value}")


def f1(hits: int, found: int, wanted: int) -> float:
    """Return the harmonic mean of precision and recall; 0 where nothing was hit."""
    return 2 * hits / (found + wanted) if hits else 0.0


def show_sets(
    name: str, wanted: Sequence[Iterable[str]], found: Sequence[Iterable[str]], *, labels: bool = False
) -> None:
    """Print precision, recall and F1 over all labels, and each label's own where asked for."""
    pairs = [(set(w), set(f)) for w, f in zip(wanted, found, strict=True)]
    hits = sum(len(w & f) for w, f in pairs)
    n_found, n_wanted = sum(len(f) for _, f in pairs), sum(len(w) for w, _ in pairs)
    show(f"{name}_precision", hits / max(1, n_found))
    show(f"{name}_recall", hits / max(1, n_wanted))
    show(f"{name}_f1", f1(hits, n_found, n_wanted))
    if labels:
        for label in sorted({label for w, f in pairs for label in w | f}):
            own = [(label in w, label in f) for w, f in pairs]
            score = f1(sum(w and f for w, f in own), sum(f for _, f in own), sum(w for w, _ in own))
            print(f"  {label}\t{score:.3f}\t{sum(w for w, _ in own)}")


def show_calibration(name: str, pairs: Sequence[tuple[float, bool]]) -> None:
    """Print how far scores are from the share of true ones, in ten steps; only of scores that may become tags."""
    steps = [[pair for pair in pairs if step / 10 <= pair[0] < (step + 1) / 10 + (step == 9)] for step in range(1, 10)]
    total = sum(map(len, steps))
    gaps = [abs(sum(s for s, _ in step) - sum(t for _, t in step)) for step in steps]
    show(f"{name}_calibration_error", sum(gaps) / max(1, total))
    for number, step in enumerate(steps, 1):
        if step:
            mean, share = sum(s for s, _ in step) / len(step), sum(t for _, t in step) / len(step)
            print(f"  {number / 10:.1f}\tscore {mean:.3f}\ttrue {share:.3f}\t{len(step)}")


def show_examples(name: str, model: Model, examples: Sequence[Example], *, labels: bool = False) -> None:
    """Print how a model does on these examples."""
    show(f"{name}_recommendations", len(examples))
    rated = [rate(example.text, model) for example in examples]
    chosen = [choose(scores) for scores in rated]
    show_sets(f"{name}_issues", [e.issues for e in examples], [c.get(ISSUES, {}) for c in chosen], labels=labels)
    right = sum(example.action in c.get(ACTION, {}) for example, c in zip(examples, chosen, strict=True))
    show(f"{name}_action_accuracy", right / max(1, len(examples)))
    if labels:
        show_calibration(
            f"{name}_issues",
            [(s, x in e.issues) for e, r in zip(examples, rated, strict=True) for x, s in r.get(ISSUES, {}).items()],
        )
        show_calibration(
            f"{name}_action",
            [(s, x == e.action) for e, c in zip(examples, chosen, strict=True) for x, s in c.get(ACTION, {}).items()],
        )


def show_listed(corpus: Path, model: Model) -> None:
    """Print how the rules do on thematic lists, each fifth of a list rated by what the other rows teach."""
    listed = read_listed_examples(corpus)
    rated: list[Rated] = [{} for _ in listed]
    for fold in range(_LIST_FOLDS):
        rules = fit_rules([row for place, row in enumerate(listed) if place % _LIST_FOLDS != fold], model.issues)
        taught = Model(model.version, model.issues, model.actions, rules)
        for place in range(fold, len(listed), _LIST_FOLDS):
            rated[place] = rate(listed[place].text, taught)
    show("list_recommendations", len(listed))
    for scheme in RULED:
        wanted = [row.concepts[scheme] for row in listed]
        show_sets(f"list_{scheme}", wanted, [choose(scores).get(scheme, {}) for scores in rated])
        scores = [(s, c in w) for w, r in zip(wanted, rated, strict=True) for c, s in r.get(scheme, {}).items()]
        show_calibration(f"list_{scheme}", scores)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    summary = "Measure the classifiers on recommendations that they were not trained on."
    parser = argparse.ArgumentParser(prog="python -m hrgraph.classification.evaluate", description=summary)
    parser.add_argument("corpus", type=Path, help="a folder with UPR Info's tables and thematic lists below it")
    options = parser.parse_args(arguments)
    try:
        examples = read_examples(options.corpus)
        early = [example for example in examples if example.session <= 5]
        middle = [example for example in examples if 6 <= example.session <= 9]
        late = [example for example in examples if example.session > 9]
        model = fit_model(early, (), "evaluation")
        show_examples("from_1_to_5_on_6_to_9", model, middle, labels=True)
        show_examples("from_1_to_5_on_later", model, late)
        model = fit_model(early + middle, (), "evaluation")
        show_examples("from_1_to_9_on_later", model, late)
        show_listed(options.corpus, model)
    except HrgraphError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
