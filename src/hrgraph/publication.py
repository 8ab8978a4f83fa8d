"""Publish a version of a store: written beside the one that is served, and put in its place in one step.

Guarantees: a version is a digest of its content, so the same input gives the same version; whenever a build is killed,
the version before is served whole; only one build writes to a store at a time. `store` shows what lies where.

What a version has in common with the one that is served is shared with it on disk: only what differs is written.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hrgraph.errors import StoreError
from hrgraph.index import change_index, load_index
from hrgraph.kept_graphs import GraphFolder, KeptGraph
from hrgraph.store import LAYOUT, MARKER, REPORT, NamedGraph
from hrgraph.whole_files import sync, write_whole
from hrgraph.worked_out import work_out

_KEPT_VERSIONS = 2  # the one served and the one before it, which a reader may still have open
# Share of a version from which on writing all of it anew is faster than changing the one before.
_LARGEST_CHANGE = 0.2


@contextmanager
def open_for_build(directory: str | os.PathLike[str]) -> Iterator[Publication]:
    """Hold a store for one build: nobody else may build in it until the block ends. A missing folder is made.

    Raises:
        StoreError: The folder has other things in it, cannot be written, or another build is running in it.
    """
    root = Path(directory)
    is_new = not root.exists()
    try:
        _make_store(root)
        lock = os.open(root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(
            f"{directory}: cannot be written ({error}). Give another folder, or the right to write."
        ) from error
    try:
        _lock(lock, root)
        _remove_leftovers(root, keep={_current_name(root)})
        yield Publication(root)
    finally:
        if is_new and not _current_name(root) and not (root / "made").exists():
            shutil.rmtree(root)  # nothing came of it: no half of a store is left behind
        os.close(lock)  # which also unlocks it, as the end of the process does however it comes


class Publication:
    """A store that is being built; get it from `open_for_build`, which holds the lock."""

    def __init__(self, root: Path) -> None:
        """Use `open_for_build`."""
        self._root = root
        self.graphs = GraphFolder(root / "graphs")
        self.made_path = root / "made"

    def publish(
        self,
        graphs: Iterable[NamedGraph | KeptGraph],
        *,
        describe: Callable[[str], NamedGraph] | None = None,
        quarantine: Iterable[NamedGraph | KeptGraph] = (),
        quarantined: int = 0,
        kept: Iterable[KeptGraph] = (),
        report: Mapping[str, Any] | None = None,
        workers: int = 1,
    ) -> str:
        """Write a version and serve it from now on; until then, the version before is served whole.

        Args:
            graphs: What is served, in any order, each IRI once; an empty graph is none. A `KeptGraph` is in `self.graphs`.
            describe: Gives one more graph to serve, from the version's name.
            quarantine: Records that violate a shape.
            quarantined: How many records these are.
            kept: What of `self.graphs` the next build may use, beside what is served; all else is removed there.
            report: JSON values that tell of the build; they are no part of the version's name.
            workers: Processes that work out answers to curated queries.

        Returns:
            The version's name.

        Raises:
            StoreError: It could not be written; nothing is changed then.
        """
        before = _current_name(self._root)
        version = ""
        try:
            served, kept_apart = self._kept(graphs), self._kept(quarantine)
            version = _content_digest(served, kept_apart)
            if describe is not None:
                served = sorted([*served, *self._kept([describe(version)])], key=lambda graph: graph.iri)
            target = self._root / "versions" / version
            if not target.is_dir():
                temporary = self._root / "versions" / f".tmp-{os.getpid()}"
                self._write_index(temporary / "data", served, before)
                self._write_rest(temporary, version, served, kept_apart, quarantined)
                work_out(temporary, workers=workers)
                _fsync_all(temporary)
                os.rename(temporary, target)
                sync(target.parent)
            else:
                work_out(target, workers=workers)  # of this program's queries; another one may have published the version
            if report is not None:
                told = {**report, "version": version, "triples": sum(graph.triples for graph in served)}
                _replace_file(target / REPORT, json.dumps(told, ensure_ascii=False, indent=1) + "\n")
            _replace_file(self._root / "current", version + "\n")
        except OSError as error:
            _remove_leftovers(self._root, keep={before, version})
            raise StoreError(
                f"{self._root}: the store could not be written ({error}). It is as it was before."
            ) from error
        _remove_leftovers(self._root, keep={before, version})
        versions = (self._root / "versions").iterdir()
        used = {graph.digest for path in versions for graph in _graphs_of(path).values()}
        self.graphs.remove_all_but(used | {graph.digest for graph in kept})
        return version

    def _kept(self, graphs: Iterable[NamedGraph | KeptGraph]) -> list[KeptGraph]:
        """Return graphs as files, sorted by name, without the empty ones."""
        kept = [graph if isinstance(graph, KeptGraph) else self.graphs.keep(graph) for graph in graphs if graph.triples]
        return sorted(kept, key=lambda graph: graph.iri)

    def _write_index(self, folder: Path, served: list[KeptGraph], before: str) -> None:
        """Write the graph for the engine: what differs from the version before, where that is there and much the same."""
        folder.parent.mkdir(parents=True)
        earlier = self._root / "versions" / before
        known = _graphs_of(earlier) if before else {}
        now = {graph.iri: graph for graph in served}
        changed = sorted(iri for iri in known.keys() | now.keys() if known.get(iri) != now.get(iri))
        pairs = [(known.get(iri), now.get(iri)) for iri in changed]
        size = sum(graph.triples for pair in pairs for graph in pair if graph)
        whole = all(self.graphs.has(graph) for pair in pairs for graph in pair if graph)
        if known and whole and size < _LARGEST_CHANGE * sum(graph.triples for graph in served):
            change_index(earlier / "data", folder, self.graphs, pairs)
        else:
            load_index(folder, self.graphs, served)

    def _write_rest(
        self, folder: Path, version: str, served: list[KeptGraph], quarantine: list[KeptGraph], quarantined: int
    ) -> None:
        with (folder / "quarantine.nq").open("wb") as file:
            for graph in quarantine:
                file.write(self.graphs.read(graph).lines)
        manifest = {
            "version": version,
            "triples": sum(graph.triples for graph in served),
            "quarantined": quarantined,
            "graphs": {graph.iri: {"triples": graph.triples, "sha256": graph.digest} for graph in served},
        }
        (folder / "version.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _graphs_of(version_path: Path) -> dict[str, KeptGraph]:
    """Return the graphs of a version; none of one that cannot be read."""
    try:
        manifest = json.loads((version_path / "version.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {iri: KeptGraph(iri, entry["triples"], entry["sha256"]) for iri, entry in manifest["graphs"].items()}


def _lock(descriptor: int, root: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(descriptor, 20).decode("ascii", "replace").strip() or "unknown"
        raise StoreError(
            f"{root}: another build is running in this store (process {holder}). Wait until it ends, or build into"
            " another folder."
        ) from error
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{os.getpid()}\n".encode("ascii"))


def _make_store(root: Path) -> None:
    if not (root / MARKER).exists():
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            what = "a folder with other things in it" if root.is_dir() else "a file"
            raise StoreError(f"{root}: {what}, not a store of hrgraph. Name a new folder or an empty one.")
        root.mkdir(parents=True, exist_ok=True)
        _replace_file(root / MARKER, json.dumps({"format": "hrgraph-store", "layout": LAYOUT}) + "\n")
    (root / "versions").mkdir(exist_ok=True)


def _content_digest(served: Iterable[KeptGraph], quarantine: Iterable[KeptGraph]) -> str:
    content = hashlib.sha256()
    for part, graphs in (("served", served), ("quarantine", quarantine)):
        for graph in graphs:
            content.update(f"{part} {graph.iri} {graph.digest}\n".encode())
    return content.hexdigest()[:16]


def _fsync_all(folder: Path) -> None:
    for place, _, files in os.walk(folder):
        for name in files:
            sync(Path(place, name))
        sync(Path(place))


def _current_name(root: Path) -> str:
    try:
        return (root / "current").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _remove_leftovers(root: Path, *, keep: set[str]) -> None:
    """Remove builds that did not end and versions beyond the newest ones; a reader's open files stay readable."""
    versions = [path for path in (root / "versions").iterdir() if path.name not in keep]
    older = sorted(
        (p for p in versions if not p.name.startswith(".")), key=lambda p: p.stat().st_mtime_ns, reverse=True
    )
    for path in [p for p in versions if p.name.startswith(".")] + older[max(0, _KEPT_VERSIONS - len(keep)) :]:
        shutil.rmtree(path, ignore_errors=True)


def _replace_file(path: Path, text: str) -> None:
    with write_whole(path) as file:
        file.write(text.encode())
