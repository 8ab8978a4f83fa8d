"""Named graphs as files, each known by the digest of what is in it: what a build makes of a source, kept for the next build.

Guarantees: a file has its name only when it is whole and on the disk; the same content is one file; what is kept does not
have to fit into memory when graphs are merged.
"""

from __future__ import annotations

import hashlib
import heapq
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from hrgraph.store import NamedGraph

_ENDING = ".nq"
_OPEN_FILES = 200  # at once: systems allow some hundreds


@dataclass(frozen=True, slots=True)
class KeptGraph:
    """A named graph that is kept in a folder of graphs.

    Attributes:
        triples: How many there are.
        digest: SHA-256 of its lines, as `NamedGraph.digest`.
    """

    iri: str
    triples: int
    digest: str


class GraphFolder:
    """A folder of graphs. Any number of processes may add to it at once."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Name the folder; it is made when the first graph is kept."""
        self.path = Path(path)

    def keep(self, graph: NamedGraph) -> KeptGraph:
        """Write a graph, unless it is kept already.

        Raises:
            OSError: The folder cannot be written.
        """
        return self._write(graph.iri, graph.lines.splitlines(keepends=True))

    def keep_merged(self, iri: str, graphs: Iterable[KeptGraph]) -> KeptGraph:
        """Write the union of graphs of one name, line by line.

        Args:
            iri: The name that each of them has.

        Raises:
            OSError: The folder cannot be read or written.
        """
        parts = list(graphs)
        while len(parts) > _OPEN_FILES:
            parts = [self.keep_merged(iri, parts[at : at + _OPEN_FILES]) for at in range(0, len(parts), _OPEN_FILES)]
        with ExitStack() as opened:
            files = [opened.enter_context(self._file(graph).open("rb")) for graph in parts]
            return self._write(iri, _distinct(heapq.merge(*files)))

    def read(self, graph: KeptGraph) -> NamedGraph:
        """Return a graph that is kept.

        Raises:
            OSError: It is not there.
        """
        return NamedGraph(graph.iri, self._file(graph).read_bytes())

    def read_pieces(self, graph: KeptGraph, size: int) -> Iterator[NamedGraph]:
        """Yield a graph that is kept in pieces of about so many bytes.

        Raises:
            OSError: It is not there.
        """
        with self._file(graph).open("rb") as file:
            while lines := file.readlines(size):
                yield NamedGraph(graph.iri, b"".join(lines))

    def has(self, graph: KeptGraph) -> bool:
        """Say whether a graph is kept here."""
        return self._file(graph).is_file()

    def changes(self, before: KeptGraph, after: KeptGraph) -> tuple[list[bytes], list[bytes]]:
        """Return the lines that only the first of two graphs has, and those that only the second has.

        Raises:
            OSError: One of them is not there.
        """
        gone: list[bytes] = []
        come: list[bytes] = []
        with self._file(before).open("rb") as old, self._file(after).open("rb") as new:
            one, other = next(old, None), next(new, None)
            while one is not None or other is not None:
                if one == other:
                    one, other = next(old, None), next(new, None)
                elif other is None or (one is not None and one < other):
                    gone.append(one)  # type: ignore[arg-type]
                    one = next(old, None)
                else:
                    come.append(other)
                    other = next(new, None)
        return gone, come

    def remove_all_but(self, digests: Collection[str]) -> None:
        """Remove the files of all other graphs, and of writers that were killed."""
        if self.path.is_dir():
            for file in self.path.iterdir():
                if file.name.removesuffix(_ENDING) not in digests:
                    file.unlink(missing_ok=True)

    def _file(self, graph: KeptGraph) -> Path:
        return self.path / (graph.digest + _ENDING)

    def _write(self, iri: str, lines: Iterable[bytes]) -> KeptGraph:
        self.path.mkdir(parents=True, exist_ok=True)
        content, count = hashlib.sha256(), 0
        descriptor, temporary = tempfile.mkstemp(dir=self.path, prefix=".")
        try:
            with os.fdopen(descriptor, "wb") as file:
                for line in lines:
                    content.update(line)
                    file.write(line)
                    count += 1
                file.flush()
                os.fsync(file.fileno())
            kept = KeptGraph(iri, count, content.hexdigest())
            os.replace(temporary, self._file(kept))
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return kept


def _distinct(lines: Iterator[bytes]) -> Iterator[bytes]:
    before = None
    for line in lines:
        if line != before:
            yield line
        before = line
