"""Publish a version of a store: written beside the one that is served, and put in its place in one step.

Guarantees: a version is a digest of its content, so the same input gives the same version; whenever a build is killed,
the version before is served whole; only one build writes to a store at a time. `store` shows what lies where.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from hrgraph.errors import StoreError
from hrgraph.store import LAYOUT, MARKER, NamedGraph

_KEPT_VERSIONS = 2  # the one served and the one before it, which a reader may still have open


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
        if is_new and not _current_name(root):
            shutil.rmtree(root)  # nothing was published: no half of a store is left behind
        os.close(lock)  # which also unlocks it, as the end of the process does however it comes


class Publication:
    """A store that is being built; get it from `open_for_build`, which holds the lock."""

    def __init__(self, root: Path) -> None:
        """Use `open_for_build`."""
        self._root = root

    def publish(
        self,
        graphs: Iterable[NamedGraph],
        *,
        describe: Callable[[str], NamedGraph] | None = None,
        quarantine: Iterable[NamedGraph] = (),
        quarantined: int = 0,
    ) -> str:
        """Write a version and serve it from now on; until then, the version before is served whole.

        Args:
            graphs: What is served, in any order, each IRI once; an empty graph is none.
            describe: Gives one more graph to serve, from the version's name.
            quarantine: Records that violate a shape.
            quarantined: How many records these are.

        Returns:
            The version's name.

        Raises:
            StoreError: It could not be written; nothing is changed then.
        """
        served = sorted((graph for graph in graphs if graph.triples), key=lambda graph: graph.iri)
        kept_apart = sorted(quarantine, key=lambda graph: graph.iri)
        version = _content_digest(served, kept_apart)
        if describe is not None:
            served = sorted([*served, describe(version)], key=lambda graph: graph.iri)
        target = self._root / "versions" / version
        before = _current_name(self._root)
        try:
            if not target.is_dir():
                temporary = self._root / "versions" / f".tmp-{os.getpid()}"
                _write_version(temporary, version, served, kept_apart, quarantined)
                os.rename(temporary, target)
                _fsync(target.parent)
            _replace_file(self._root / "current", version + "\n")
        except OSError as error:
            _remove_leftovers(self._root, keep={before, version})
            raise StoreError(
                f"{self._root}: the store could not be written ({error}). It is as it was before."
            ) from error
        _remove_leftovers(self._root, keep={before, version})
        return version


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


def _content_digest(served: Iterable[NamedGraph], quarantine: Iterable[NamedGraph]) -> str:
    content = hashlib.sha256()
    for part, graphs in (("served", served), ("quarantine", quarantine)):
        for graph in graphs:
            content.update(f"{part} {graph.iri} {graph.digest}\n".encode())
    return content.hexdigest()[:16]


def _write_version(
    folder: Path, version: str, served: list[NamedGraph], quarantine: list[NamedGraph], quarantined: int
) -> None:
    (folder / "data").mkdir(parents=True)
    data = ox.Store(str(folder / "data"))
    data.bulk_extend(quad for graph in served for quad in graph.quads())
    data.optimize()
    data.flush()
    del data  # closes the files
    (folder / "quarantine.nq").write_bytes(b"".join(graph.lines for graph in quarantine))
    manifest = {
        "version": version,
        "triples": sum(graph.triples for graph in served),
        "quarantined": quarantined,
        "graphs": {graph.iri: {"triples": graph.triples, "sha256": graph.digest} for graph in served},
    }
    (folder / "version.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    for place, _, files in os.walk(folder):
        for name in files:
            _fsync(Path(place, name))
        _fsync(Path(place))


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
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    _fsync(temporary)
    os.replace(temporary, path)
    _fsync(path.parent)


def _fsync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
