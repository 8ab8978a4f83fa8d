"""Write the index of a version: each graph under its name, and each triple once in the default graph."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from hrgraph.kept_graphs import GraphFolder, KeptGraph

_NQ = ox.RdfFormat.N_QUADS
# Bytes that are loaded at once: more needs much memory and saves little time.
_PORTION = 16 * 2**20
# Threads that load: the engine works without Python, and more than two wait for each other.
_LOADERS = 2


def load_index(folder: Path, source: GraphFolder, graphs: Iterable[KeptGraph]) -> None:
    """Write an index of graphs that are kept in a folder.

    Raises:
        OSError: A graph is not there, or the folder cannot be written.
    """
    folder.mkdir()
    data = ox.Store(str(folder))
    with ThreadPoolExecutor(_LOADERS) as pool:
        loading: deque[Future[None]] = deque()
        for portion in _portions(source, graphs):
            loading.append(pool.submit(data.bulk_load, portion, _NQ, lenient=True))
            if len(loading) > _LOADERS:
                loading.popleft().result()
        for future in loading:
            future.result()
    data.optimize()
    data.flush()
    del data  # closes the files


def _portions(source: GraphFolder, graphs: Iterable[KeptGraph]) -> Iterator[bytes]:
    """Yield lines of named graphs and of the default graph, so many at once as are loaded at once."""
    portion: list[bytes] = []
    for graph in graphs:
        for piece in source.read_pieces(graph, _PORTION // 2):
            portion += [piece.lines, piece.default_lines()]
            if sum(map(len, portion)) >= _PORTION:
                yield b"".join(portion)
                portion = []
    yield b"".join(portion)


def change_index(
    before: Path, folder: Path, graphs: GraphFolder, changes: Sequence[tuple[KeptGraph | None, KeptGraph | None]]
) -> None:
    """Write an index that differs from another one by some graphs. The files of the other one are shared, and not changed.

    Args:
        changes: Pairs of a graph as it was and as it is; None where it was not, or is not, there.

    Raises:
        OSError: The other index cannot be read, or the folder cannot be written.
    """
    ox.Store.read_only(str(before)).backup(str(folder))
    data = ox.Store(str(folder))
    gone: list[ox.Triple] = []
    for old, new in changes:
        removed, added = _difference(graphs, old, new)
        for quad in ox.parse(b"".join(removed), _NQ):
            data.remove(quad)
            gone.append(quad.triple)
        for quad in ox.parse(b"".join(added), _NQ):
            data.add(quad)
            data.add(ox.Quad(*quad.triple))
    for triple in gone:
        if all(isinstance(quad.graph_name, ox.DefaultGraph) for quad in data.quads_for_pattern(*triple, None)):
            data.remove(ox.Quad(*triple))
    data.flush()
    del data  # closes the files


def _difference(graphs: GraphFolder, old: KeptGraph | None, new: KeptGraph | None) -> tuple[list[bytes], list[bytes]]:
    """Return the lines that a graph lost, and those that it got."""
    if old and new:
        return graphs.changes(old, new)
    lines = [graphs.read(graph).lines.splitlines(keepends=True) if graph else [] for graph in (old, new)]
    return lines[0], lines[1]
