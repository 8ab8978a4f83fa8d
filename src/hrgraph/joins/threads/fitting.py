"""Fit the weights of `similarity` to judged pairs of recommendations.

    python -m hrgraph.joins.threads.fitting STORE PAIRS

Guarantees: the same store and pairs give the same weights. Pairs of the States of the development set count. A pair of
recommendations is as alike as those two of their asks are that are most alike; pairs that a key joins say how sure keys
are, and no more.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.sources import READ as SOURCE_READ
from hrgraph.joins.sources import read_source
from hrgraph.joins.threads.asks import READ, Ask, read_asks
from hrgraph.joins.threads.similarity import FEATURES, FILE, Features, Profile, compare
from hrgraph.store import Store
from hrgraph import terms

# Strength of the penalty that keeps weights small.
_RIDGE = 0.3
_ROUNDS = 12
_STEPS = 30

Asks = Mapping[str, Sequence[Ask]]


def read_all(store: Store) -> dict[str, list[Ask]]:
    """Return the asks of all recommendations of a store, by IRI; where several documents tell one, of all of them."""
    asks: dict[str, list[Ask]] = {}
    for graph in sorted(store.graphs):
        if graph.startswith(terms.GRAPH + "document/"):
            facts = DocumentFacts(store.graph(graph), {*SOURCE_READ, *READ})
            for asking in read_asks(facts, read_source(facts)):
                asks.setdefault(asking.iri, []).extend(asking.asks)
    return asks


def divide(pairs: Iterable[Mapping], asks: Asks) -> tuple[list[bool], list[tuple[list[Features], bool]]]:
    """Return the judgements of the pairs that a key joins, and features and judgement of the other ones."""
    keyed, others = [], []
    for pair in pairs:
        one, other = (asks.get(pair[side], ()) for side in ("a", "b"))
        if {ask.key for ask in one if ask.key} & {ask.key for ask in other if ask.key}:
            keyed.append(pair["same"])
            continue
        profiles = [[Profile.of(ask) for ask in own if not ask.key] for own in (one, other)]
        candidates = [compare(first, second) for first in profiles[0] for second in profiles[1]]
        if candidates:
            others.append((candidates, pair["same"]))
    return keyed, others


def fit(pairs: Sequence[tuple[Sequence[Features], bool]]) -> list[float]:
    """Return bias and weights, from the features of all pairs of asks of each pair of recommendations."""
    vector = [0.0, *(float(name in ("terms", "topics")) for name in FEATURES)]
    for _ in range(_ROUNDS):
        best = [max(candidates, key=lambda one: _value(vector, (1.0, *one))) for candidates, _ in pairs]
        vector = _newton([((1.0, *features), same) for features, (_, same) in zip(best, pairs, strict=True)])
    return vector


def _value(vector: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(vector, values, strict=True))


def _newton(rows: Sequence[tuple[Sequence[float], bool]]) -> list[float]:
    """Return the weights of least penalised logistic loss, by Newton's method."""
    size = len(rows[0][0])
    vector = [0.0] * size
    for _ in range(_STEPS):
        gradient = [_RIDGE * weight for weight in vector]
        hessian = [[_RIDGE * float(i == j) for j in range(size)] for i in range(size)]
        for values, same in rows:
            chance = 1 / (1 + math.exp(-_value(vector, values)))
            for i, value in enumerate(values):
                if value:
                    gradient[i] += (chance - same) * value
                    weight = chance * (1 - chance) * value
                    hessian[i] = [old + weight * other for old, other in zip(hessian[i], values, strict=True)]
        step = _solve(hessian, gradient)
        vector = [weight - change for weight, change in zip(vector, step, strict=True)]
    return vector


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Return the solution of a system of linear equations, by Gauss's elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for index in range(len(rows)):
        pivot = max(range(index, len(rows)), key=lambda place: abs(rows[place][index]))
        rows[index], rows[pivot] = rows[pivot], rows[index]
        head = rows[index][index]
        rows[index] = [value / head for value in rows[index]]
        for place, row in enumerate(rows):
            if place != index and row[index]:
                rows[place] = [value - row[index] * own for value, own in zip(row, rows[index], strict=True)]
    return [row[-1] for row in rows]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m hrgraph.joins.threads.fitting", description=__doc__)
    parser.add_argument("store", type=Path, help="a store built from the documents that the pairs are of")
    parser.add_argument("pairs", type=Path, help="tests/evaluation/thread_pairs.jsonl")
    options = parser.parse_args(arguments)
    pairs = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    keyed, others = divide([pair for pair in pairs if pair["set"] != "evaluation"], read_all(Store.open(options.store)))
    bias, *weights = fit(others)
    sure = (sum(keyed) + 1) / (len(keyed) + 2)  # Laplace's rule of succession
    written = {
        "bias": round(bias, 4),
        "key": round(sure, 3),
        "weights": {name: round(weight, 4) for name, weight in zip(FEATURES, weights, strict=True)},
    }
    FILE.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
