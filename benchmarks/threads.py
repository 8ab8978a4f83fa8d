"""Measure how threads grow with the number of recommendations.

    python benchmarks/threads.py STORE [--sizes 10000 20000 40000] [--rounds N]

Takes what the recommendations of a store ask, a State's cycle at a time, and gives it to invented States, each of which
gets three cycles of different States, so that States stay as large as they are after three reviews. Prints the processor
seconds to read what they ask (which a build divides among its processes) and to join them (which one process does). Asserts
nothing: figures depend on the machine.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from hrgraph import terms
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.sources import READ as SOURCE_READ
from hrgraph.joins.sources import read_source
from hrgraph.joins.threads.asks import READ, Asking, read_asks
from hrgraph.joins.threads.graph import join_threads
from hrgraph.registry import load_registry
from hrgraph.store import NamedGraph, Store

CYCLES = 3


def read(store: Store) -> tuple[list[list[Asking]], float]:
    """Return what the recommendations of each State in each document ask, and the seconds it took to read that."""
    found: dict[tuple[str, str], list[Asking]] = defaultdict(list)
    seconds = 0.0
    for graph in sorted(store.graphs):
        if graph.startswith(terms.GRAPH + "document/"):
            named = store.graph(graph)
            started = time.process_time()
            facts = DocumentFacts(named, {*SOURCE_READ, *READ})
            askings = list(read_asks(facts, read_source(facts)))
            seconds += time.process_time() - started
            for asking in askings:
                found[graph, asking.state].append(asking)
    return [own for own in found.values() if len(own) > 1], seconds


def multiply(reviews: Sequence[Sequence[Asking]], size: int) -> list[Asking]:
    """Return so many askings: those of reviews, in turn, given to States that have `CYCLES` of them each."""
    made: list[Asking] = []
    for number, review in enumerate(_in_turn(reviews)):
        state = f"{terms.ID}state/invented-{number // CYCLES}"
        made += [replace(one, state=state, iri=f"{one.iri}/{number}", similar=()) for one in review]
        if len(made) >= size:
            break
    return made[:size]


def _in_turn(reviews: Sequence[Sequence[Asking]]) -> Iterator[Sequence[Asking]]:
    """Yield reviews again and again, each time in another order, so that no two States get the same three."""
    for shift in itertools.count(1):
        yield from (reviews[number * (2 * shift + 1) % len(reviews)] for number in range(len(reviews)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 20_000, 40_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    load_registry().find_names("once, so that the names are indexed")
    reviews, seconds = read(Store.open(options.store))
    count = sum(map(len, reviews))
    print(f"Python {platform.python_version()}; {count} recommendations of {len(reviews)} reviews read in {seconds:.1f} s")
    nothing = NamedGraph(terms.GRAPH_RECOMMENDATIONS, b"")
    for size in options.sizes:
        askings = multiply(reviews, size)
        taken = []
        for _ in range(options.rounds):
            started = time.process_time()
            graph = join_threads(askings, nothing)
            taken.append(time.process_time() - started)
        by_state = Counter(asking.state for asking in askings)
        reading = seconds * size / count
        print(
            f"{size} recommendations, {len(by_state)} States, the largest with {max(by_state.values())}: read in {reading:.1f} s,"
            f" joined in {statistics.median(taken):.1f} s, {graph.triples} triples"
        )


if __name__ == "__main__":
    main()
