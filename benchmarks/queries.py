"""Measure every curated query with its sample: asked for the first time in a process that has the store open, and again.

    python benchmarks/queries.py STORE... [--rounds N]

Prints a table for each store, the slowest first. A process of its own asks each query in each round, so that nothing is
remembered from another one; files are in the memory of the operating system, as on a server. Nothing here asserts
anything: figures depend on the machine and on what else it does; where it does much else, look at the processor's time.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass

from hrgraph.queries import load_queries
from hrgraph.store import Store

_PAGE_ROWS = 100  # what the service gives where nobody says how many
# Asked where the sample is of documents that are not in the store.
_INSTEAD: Mapping[str, Mapping[str, str]] = {
    "compare-states": {"state": "KAZ", "other": "VNM", "scheme": "issue"},
    "dialogue-of-a-review": {"state": "KAZ"},
    "machine-tags": {"recommendation": "https://w3id.org/hrgraph/id/recommendation/KAZ/2/124.16"},
    "voluntary-pledges": {"state": "KAZ"},
}


@dataclass(frozen=True)
class Measured:
    """Milliseconds, those of the processor alone too, and rows of the whole answer."""

    name: str
    rows: int
    cold: float
    processor: float
    warm: float
    worked_out: bool


def ask_once(directory: str, name: str) -> tuple[int, float, float, float]:
    """Ask a query twice in this process.

    Returns:
        Rows of the whole answer, milliseconds of the first time, those of the processor in it, and of the second time.
    """
    query, store = load_queries()[name], Store.open(directory)
    values = _INSTEAD.get(name, query.sample)
    times, total = [], 0
    for _ in range(2):
        started, worked = time.perf_counter(), time.process_time()
        total = query.ask(store, values, limit=_PAGE_ROWS).total
        times += [1000 * (time.perf_counter() - started), 1000 * (time.process_time() - worked)]
    return total, times[0], times[1], times[2]


def measure(directory: str, rounds: int) -> list[Measured]:
    """Return what was measured of each query, the slowest first."""
    found = []
    for query in load_queries().values():
        answers = []
        for _ in range(rounds):
            command = [sys.executable, __file__, "--one", query.name, directory]
            answers.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        times = (statistics.median(answer[part] for answer in answers) for part in (1, 2, 3))
        found.append(Measured(query.name, answers[0][0], *times, query.worked_out))
    return sorted(found, key=lambda entry: -entry.processor)


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("stores", nargs="+", metavar="STORE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", metavar="NAME", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(ask_once(arguments.stores[0], arguments.one)))
        return
    print(f"Python {platform.python_version()}, {platform.machine()}; milliseconds, medians of {arguments.rounds}")
    for directory in arguments.stores:
        print(f"\n{sum(Store.open(directory).graphs.values()):,} triples\n")
        print("| query | rows | cold | of it processor | warm | |\n|---|---:|---:|---:|---:|---|")
        for entry in measure(directory, arguments.rounds):
            how = "worked out" if entry.worked_out else ""
            print(f"| {entry.name} | {entry.rows:,} | {entry.cold:.1f} | {entry.processor:.1f} | {entry.warm:.2f} | {how} |")


if __name__ == "__main__":
    main()
