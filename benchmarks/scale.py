"""Measure how a build grows: all documents of a folder, the same again, one of them changed, ten times as many, and validation.

    python benchmarks/scale.py FOLDER [--times N] [--rounds N]

Prints medians, ratios, and the memory of all processes together at its peak. Nothing here asserts anything: figures depend
on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from hrgraph.registry import load_registry
from hrgraph.store import Store

# Cycles, and a session of each.
SESSIONS = {1: 1, 2: 13, 3: 27, 4: 41}


@dataclass(frozen=True)
class Measured:
    """What one run took: seconds, and bytes at the peak."""

    seconds: float
    peak: int


def run(*arguments: object) -> Measured:
    """Run a command of hrgraph as a user does, and watch the memory of its processes."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "hrgraph", *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    seconds = time.perf_counter() - started
    watcher.join()
    return Measured(seconds, peak)


def tree_memory(root: int) -> int:
    """Return the resident memory of a process and of those below it, in bytes; what they share counts once for each."""
    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue  # it ended meanwhile
        pid = int(fields["Pid"])
        parents[pid] = int(fields["PPid"])
        sizes[pid] = int(fields.get("VmRSS", "0 kB").split()[0]) * 1024

    def below(pid: int) -> bool:
        while pid and pid != root:
            pid = parents.get(pid, 0)
        return pid == root

    return sum(size for pid, size in sizes.items() if below(pid))


def show(name: str, found: list[Measured], *, base: float | None = None) -> float:
    """Print the median of some runs; return its seconds."""
    seconds = statistics.median(one.seconds for one in found)
    ratio = f"{seconds / base:8.2f} of the first build" if base else ""
    print(f"{name:44} {seconds:8.1f} s {max(one.peak for one in found) / 2**20:8.0f} MiB {ratio}", flush=True)
    return seconds


def copy(folder: Path, target: Path, times: int) -> None:
    """Copy the documents of a folder so often, each copy as the report of a review that no other copy is of."""
    target.mkdir()
    files = sorted(file for file in folder.iterdir() if file.suffix == ".pdf")
    reviews = itertools.product(SESSIONS, sorted(entry.code for entry in load_registry().of_kind("State")))
    entries = []
    for number, (_, file) in enumerate(itertools.product(range(times), files)):
        cycle, state = next(reviews)
        name = f"{number:05}.pdf"
        # Files of the same bytes are read once.
        (target / name).write_bytes(file.read_bytes() + f"\n% copy {number}\n".encode())
        entries.append(
            f'[[document]]\nfile = "{name}"\nslug = "copy-{number}"\nkind = "WorkingGroupReport"\nstate = "{state}"\n'
            f"cycle = {cycle}\nsession = {SESSIONS[cycle]}\n"
        )
    (target / "corpus.toml").write_text("\n".join(entries), encoding="utf-8")


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=10, help="how many times as many documents; 0 for none")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}")
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        copy(arguments.folder, work / "once", 1)
        stores = [work / f"store-{number}" for number in range(arguments.rounds)]
        first = show("build", [run("build", work / "once", "--store", store) for store in stores])
        store = Store.open(stores[0])
        triples = sum(store.graphs.values())
        print(f"{len(store.graphs)} graphs, {triples} triples, version {store.version}")
        show("again, nothing changed", [run("build", work / "once", "--store", one) for one in stores], base=first)
        changed = []
        for one in stores:
            with (work / "once" / "00000.pdf").open("ab") as file:
                file.write(b"\n% changed\n")
            changed.append(run("build", work / "once", "--store", one))
        show("again, one document changed", changed, base=first)
        validated = show("validate", [run("validate", "--store", stores[0])])
        print(f"{'validate, for a million triples':44} {validated * 1e6 / triples:8.1f} s")
        if arguments.times:
            copy(arguments.folder, work / "many", arguments.times)
            show(f"build of {arguments.times} times as many", [run("build", work / "many", "--store", work / "many-store")], base=first)


if __name__ == "__main__":
    main()
