"""Work out, from the graph of a version, the whole answers that its readers pick rows from.

These are the curated queries that say so and the vocabularies of parameters. They follow from the graph and from the
text of the queries alone, so they are no part of a version's name; those of another text are no longer there afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from hrgraph.processes import process_pool
from hrgraph.queries import load_queries
from hrgraph.store import TABLES, Store
from hrgraph.tables import table_name, write_table
from hrgraph.vocabularies import vocabulary_text

# A version of fewer triples takes less time than processes take to start.
_WORTH_PROCESSES = 200_000


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query whose whole answer is worked out, with the columns of `write_table`."""

    text: str
    keys: Sequence[str] = ()
    searched: Sequence[str] = ()
    among: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def write(self, store: Store, folder: Path) -> None:
        answer = store.query(self.text)
        write_table(folder / table_name(self.text), answer, keys=self.keys, searched=self.searched, among=self.among)


def work_out(version_path: Path, *, workers: int = 1) -> None:
    """Write the whole answers that a version lacks, and remove those that no query of this program has.

    Args:
        workers: Processes that share the work on a large version: an answer is written in Python, where threads would wait
            for each other.

    Raises:
        OSError: They cannot be written.
        QueryError: A query fails.
    """
    folder = version_path / TABLES
    folder.mkdir(exist_ok=True)
    wanted = {table_name(entry.text): entry for entry in _wanted()}
    there = {path.name for path in folder.iterdir()}
    for name in sorted(there - wanted.keys()):
        (folder / name).unlink(missing_ok=True)
    missing = [entry for name, entry in wanted.items() if name not in there]
    write = partial(_write, version_path)
    if missing and workers > 1 and Store.open_version(version_path).triples >= _WORTH_PROCESSES:
        with process_pool(workers, preload="hrgraph.worked_out") as pool:
            list(pool.map(write, missing))
    else:
        for entry in missing:
            write(entry)
        _open.cache_clear()


def _write(version_path: Path, entry: _Wanted) -> None:
    entry.write(_open(version_path), version_path / TABLES)


@cache
def _open(version_path: Path) -> Store:
    return Store.open_version(version_path)


def _wanted() -> list[_Wanted]:
    queries = load_queries().values()
    vocabularies = sorted({p.vocabulary for query in queries for p in query.parameters if p.vocabulary})
    found = []
    for query in queries:
        if query.worked_out:
            searched = [name for parameter in query.parameters for name in parameter.over]
            keys = [parameter.name for parameter in query.parameters if not (parameter.over or parameter.among)]
            among = {parameter.name: parameter.among for parameter in query.parameters if parameter.among}
            found.append(_Wanted(query.text, keys, searched, among))
    # The ones with an index of words take longest, and come first.
    return [
        *sorted(found, key=lambda entry: not entry.searched),
        *(_Wanted(vocabulary_text(name)) for name in vocabularies),
    ]
