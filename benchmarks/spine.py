"""Measure the chain from documents to answers: build, import, curated queries, exports, and requests to the service.

    python benchmarks/spine.py SOURCE... [--rounds N]

Prints medians. Nothing here asserts anything: figures depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from hrgraph.exports import RECORDS, export_records
from hrgraph.pipeline import build
from hrgraph.queries import load_queries
from hrgraph.store import Store


def median_ms(call: Callable[[], object], rounds: int) -> float:
    """Return the median time of a call in milliseconds; it is called once before, so that caches are warm."""
    call()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def show(name: str, value: float, unit: str = "ms") -> None:
    """Print one figure."""
    print(f"{name:45} {value:10.1f} {unit}")


def measure_start(rounds: int) -> None:
    """Measure what a user waits for before anything happens."""
    for label, code in (
        ("python alone", "pass"),
        ("import hrgraph", "import hrgraph"),
        ("import hrgraph.cli", "import hrgraph.cli"),
    ):
        show(label, median_ms(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True), rounds))


def measure_build(sources: list[str], folder: Path, rounds: int) -> Path:
    """Measure builds, each into a store of its own and by a process of its own, as a user runs them."""
    for workers in ("1", "2"):
        times = []
        for number in range(rounds):
            store = folder / f"store-{workers}-{number}"
            started = time.perf_counter()
            command = [sys.executable, "-m", "hrgraph", "build", *sources, "--store", str(store), "--workers", workers]
            subprocess.run(command, check=False, capture_output=True)
            times.append(time.perf_counter() - started)
        show(f"build with {workers} process(es)", statistics.median(times), "s")
    report = build(sources, folder / "store")
    print(f"{len(report.documents)} documents, {report.triples} triples, version {report.version}")
    return folder / "store"


def measure_queries(store: Store, state: str, rounds: int) -> None:
    """Measure each curated query with its sample values."""
    for name, query in load_queries().items():
        values = {key: value.replace("KAZ", state) for key, value in query.sample.items()}
        rows = query.ask(store, values).total
        show(f"query {name} ({rows} rows)", median_ms(lambda q=query, v=values: q.ask(store, v), rounds))
    for what in RECORDS:
        show(f"export {what}", median_ms(lambda what=what: list(export_records(store, what)), 3))


def measure_service(folder: Path, rounds: int) -> None:
    """Measure requests to the real service on loopback, one after the other."""
    command = [sys.executable, "-m", "hrgraph", "serve", "--store", str(folder), "--port", "8931"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        base = "http://127.0.0.1:8931"
        addresses = {
            "/health": f"{base}/health",
            "/queries/statistics": f"{base}/queries/statistics",
            "/queries/treaty-status": f"{base}/queries/treaty-status?state=KAZ",
            "/sparql, ASK in a worker": f"{base}/sparql?query=ASK%20%7B%7D",
        }
        for attempt in range(100):
            try:
                urllib.request.urlopen(addresses["/health"]).read()
                break
            except OSError:
                time.sleep(0.05 + attempt / 1000)
        for label, address in addresses.items():
            show(f"GET {label}", median_ms(lambda address=address: urllib.request.urlopen(address).read(), rounds * 10))
        process.terminate()


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sources", nargs="+", metavar="SOURCE")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--state", default="KAZ", help="ISO 3166 alpha-3 of the State that the sources are about")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}")
    measure_start(arguments.rounds)
    with tempfile.TemporaryDirectory() as folder:
        store = measure_build(arguments.sources, Path(folder), arguments.rounds)
        measure_queries(Store.open(store), arguments.state, arguments.rounds)
        measure_service(store, arguments.rounds)


if __name__ == "__main__":
    main()
