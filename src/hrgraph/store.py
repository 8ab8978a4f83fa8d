"""The store: immutable versions of the graph on disk, of which one is served.

    DIR/hrgraph-store.json              says that DIR is a store, and in which layout
    DIR/current                         name of the version that is served; replaced in one step
    DIR/versions/VERSION/data/          the graph (RocksDB), opened read-only by everybody
    DIR/versions/VERSION/quarantine.nq  records that violate a shape; no query sees them
    DIR/versions/VERSION/version.json   what is in it: graphs, numbers of triples, digests
    DIR/versions/.tmp-*                 a build that has not ended, or was killed; the next build removes it
    DIR/lock                            held by the build that runs

Guarantees: a version is a digest of its content, so the same input gives the same version; a reader sees one version
or the other, never a mixture, whenever a build is killed. The default graph of a version holds each triple of its
named graphs once (a union made by the engine at query time repeats a triple that stands in two graphs, and hides FROM).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hrgraph import querytext, terms
from hrgraph.errors import QuerySyntaxError, StoreError
from hrgraph.querytext import DatasetClause

_MARKER = "hrgraph-store.json"
_LAYOUT = 1
_KEPT_VERSIONS = 2  # the one served and the one before it, which a reader may still have open


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A named graph as sorted, distinct N-Quads lines: the form in which graphs pass between processes.

    Attributes:
        lines: UTF-8, one quad of graph `iri` a line.
    """

    iri: str
    lines: bytes

    @classmethod
    def of_triples(cls, iri: str, triples: Iterable[ox.Triple | ox.Quad]) -> NamedGraph:
        """Return the graph `iri` of these triples; the graph name of a quad is not looked at."""
        graph = ox.NamedNode(iri)
        quads = (ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
        return cls(iri, b"".join(sorted(set(written.splitlines(keepends=True)))))

    @property
    def triples(self) -> int:
        """How many triples the graph has."""
        return self.lines.count(b"\n")

    @property
    def digest(self) -> str:
        """SHA-256 of the lines."""
        return hashlib.sha256(self.lines).hexdigest()

    def quads(self) -> Iterator[ox.Quad]:
        """Yield each triple twice: in the named graph, and in the default graph."""
        for quad in ox.parse(self.lines, format=ox.RdfFormat.N_QUADS):
            yield quad
            yield ox.Quad(quad.subject, quad.predicate, quad.object)


class Store:
    """One version of a store, open for reading; any number of readers and threads may use it at once."""

    def __init__(self, version_path: Path, *, data: ox.Store, manifest: Mapping[str, Any]) -> None:
        """Use `Store.open` or `Store.open_version`."""
        self.path = version_path
        self._data = data
        self._manifest = manifest

    @classmethod
    def open(cls, directory: str | os.PathLike[str]) -> Store:
        """Open the version that `directory` serves now.

        Raises:
            StoreError: The folder is missing, is not a store, has nothing published, or cannot be read.
        """
        path = version_path(directory)
        try:
            return cls.open_version(path)
        except StoreError:
            newer = version_path(directory)
            if newer == path:
                raise
            return cls.open_version(newer)  # the version was replaced, and removed, between the two steps

    @classmethod
    def open_version(cls, path: Path) -> Store:
        """Open one version by its folder.

        Raises:
            StoreError: It is damaged, or was removed.
        """
        try:
            manifest = json.loads((path / "version.json").read_text(encoding="utf-8"))
            return cls(path, data=ox.Store.read_only(str(path / "data")), manifest=manifest)
        except (OSError, ValueError) as error:
            raise StoreError(f"{path}: this version cannot be opened ({error}). Build the store again.") from error

    @property
    def version(self) -> str:
        """Digest of the content, the same for the same content."""
        return str(self._manifest["version"])

    @property
    def graphs(self) -> dict[str, int]:
        """IRIs of the named graphs that are served, sorted, and how many triples each has."""
        return {iri: entry["triples"] for iri, entry in self._manifest["graphs"].items()}

    @property
    def quarantined(self) -> int:
        """How many records are in quarantine."""
        return int(self._manifest["quarantined"])

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        dataset: DatasetClause | None = None,
        base_iri: str | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Evaluate a query over the store; write its answer with `answer.serialize(format=...)`.

        Args:
            text: A SELECT, ASK, CONSTRUCT or DESCRIBE query.
            substitutions: Variable name without "?" -> term. A SELECT must select these variables.
            dataset: Graphs that take the place of the query's own FROM and FROM NAMED. A graph that the store does
                not have is empty; nothing is ever fetched.
            base_iri: What relative IRIs of the query are relative to.

        Raises:
            QuerySyntaxError: The query is not SPARQL 1.1.
            QueryRefused: It is an update or calls SERVICE.
        """
        querytext.check_allowed(text)
        clause = dataset or querytext.match_dataset_clause(text, base_iri=base_iri or terms.BASE)
        options: dict[str, Any] = {}
        data = self._data
        if clause is not None:
            default = [ox.NamedNode(iri) for iri in clause.default]
            if len(default) > 1:
                data, default = self._merged(clause), [ox.DefaultGraph()]
            options = {"default_graph": default, "named_graphs": [ox.NamedNode(iri) for iri in clause.named]}
        try:
            return data.query(
                text,
                base_iri=base_iri,
                substitutions={ox.Variable(name): term for name, term in (substitutions or {}).items()},
                **options,
            )
        except SyntaxError as error:
            raise QuerySyntaxError(f"The query is not SPARQL 1.1: {error}") from error

    def _merged(self, clause: DatasetClause) -> ox.Store:
        """Return a scratch store whose default graph is the merge of several, which the engine would not merge."""
        scratch = ox.Store()
        for iri in dict.fromkeys(clause.default):
            quads = self._data.quads_for_pattern(None, None, None, ox.NamedNode(iri))
            scratch.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
        for iri in dict.fromkeys(clause.named):
            scratch.extend(self._data.quads_for_pattern(None, None, None, ox.NamedNode(iri)))
        return scratch

    def graph(self, iri: str) -> NamedGraph:
        """Return a named graph; it is empty where the store does not have it."""
        return NamedGraph.of_triples(iri, self._data.quads_for_pattern(None, None, None, ox.NamedNode(iri)))

    def quarantine(self) -> bytes:
        """Return what is in quarantine, as N-Quads."""
        return (self.path / "quarantine.nq").read_bytes()


def version_path(directory: str | os.PathLike[str]) -> Path:
    """Return the folder of the version that `directory` serves.

    Raises:
        StoreError: The folder is missing, is not a store, or has nothing published.
    """
    root = Path(directory)
    build_it = f"Make one with: hrgraph build SOURCE... --store {directory}"
    if not root.exists():
        raise StoreError(f"{directory}: no such folder, so no store. {build_it}")
    if not (root / _MARKER).is_file():
        raise StoreError(f"{directory}: not a store of hrgraph (there is no {_MARKER} in it). {build_it}")
    try:
        layout = json.loads((root / _MARKER).read_text(encoding="utf-8"))["layout"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{directory}: {_MARKER} cannot be read ({error}). {build_it}") from error
    if layout != _LAYOUT:
        raise StoreError(
            f"{directory}: a store of layout {layout}, and this hrgraph reads layout {_LAYOUT}. {build_it}"
        )
    try:
        name = (root / "current").read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise StoreError(f"{directory}: nothing has been published in this store yet. {build_it}") from error
    return root / "versions" / name


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
            graphs: What is served, in any order, each IRI once.
            describe: Gives one more graph to serve, from the version's name.
            quarantine: Records that violate a shape.
            quarantined: How many records these are.

        Returns:
            The version's name.

        Raises:
            StoreError: It could not be written; nothing is changed then.
        """
        served = sorted(graphs, key=lambda graph: graph.iri)
        kept_apart = sorted(quarantine, key=lambda graph: graph.iri)
        version = _content_digest(served, kept_apart)
        if describe is not None:
            served.append(describe(version))
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
    if not (root / _MARKER).exists():
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            what = "a folder with other things in it" if root.is_dir() else "a file"
            raise StoreError(f"{root}: {what}, not a store of hrgraph. Name a new folder or an empty one.")
        root.mkdir(parents=True, exist_ok=True)
        _replace_file(root / _MARKER, json.dumps({"format": "hrgraph-store", "layout": _LAYOUT}) + "\n")
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
