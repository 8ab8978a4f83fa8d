"""The store: immutable versions of the graph on disk, of which one is served.

    DIR/hrgraph-store.json              says that DIR is a store, and in which layout
    DIR/current                         name of the version that is served; replaced in one step
    DIR/versions/VERSION/data/          the graph (RocksDB), opened read-only by everybody
    DIR/versions/VERSION/quarantine.nq  records that violate a shape; no query sees them
    DIR/versions/VERSION/version.json   what is in it: graphs, numbers of triples, digests
    DIR/versions/VERSION/tables/        whole answers of queries, worked out from the graph (see `tables`)
    DIR/versions/VERSION/report.json    what the build did that published it
    DIR/versions/.tmp-*                 a build that has not ended, or was killed; the next build removes it
    DIR/graphs/DIGEST.nq                each named graph as N-Quads, for the next build
    DIR/made/KEY.json                   what was made of a source, for the next build
    DIR/lock                            held by the build that runs

`publication` writes versions; here they are read. The default graph of a version holds each triple of its named graphs
once: a union made by the engine at query time repeats a triple that stands in two graphs, and hides FROM.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hrgraph import querytext, terms
from hrgraph.errors import QuerySyntaxError, StoreError
from hrgraph.pages import AnswerCache
from hrgraph.querytext import DatasetClause
from hrgraph.tables import AnswerTable, open_table, table_name

MARKER = "hrgraph-store.json"
REPORT = "report.json"
TABLES = "tables"
LAYOUT = 1


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

    def default_lines(self) -> bytes:
        """Return the same triples as lines of the default graph."""
        return self.lines.replace(f" <{self.iri}> .\n".encode(), b" .\n")

    def matching(self, predicates: Collection[str]) -> Iterator[ox.Triple]:
        """Yield the triples with one of these predicates; other lines are not even parsed."""
        wanted = {f"<{predicate}>".encode() for predicate in predicates}
        lines = b"".join(line for line in self.lines.splitlines(keepends=True) if line.split(b" ", 2)[1] in wanted)
        for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS):
            yield quad.triple


class Store:
    """One version of a store, open for reading; any number of readers and threads may use it at once."""

    def __init__(self, version_path: Path, *, data: ox.Store, manifest: Mapping[str, Any]) -> None:
        """Use `Store.open` or `Store.open_version`."""
        self.path = version_path
        self._data = data
        self._manifest = manifest
        self._tables: dict[str, AnswerTable] = {}
        self.answers = AnswerCache()

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
    def triples(self) -> int:
        """How many triples the named graphs have together."""
        return sum(self.graphs.values())

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

    def worked_out(self, text: str) -> AnswerTable | None:
        """Return the whole answer to a query, where it was worked out when this version was published."""
        name = table_name(text)
        if name not in self._tables:
            table = open_table(self.path / TABLES / name)
            if table is None:
                return None
            self._tables[name] = table
        return self._tables[name]

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

    def report(self) -> dict[str, Any] | None:
        """Return what the build did that published this version (`build_report`), or None where that is not known."""
        try:
            return json.loads((self.path / REPORT).read_text(encoding="utf-8"))
        except OSError:
            return None

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
    if not (root / MARKER).is_file():
        raise StoreError(f"{directory}: not a store of hrgraph (there is no {MARKER} in it). {build_it}")
    try:
        layout = json.loads((root / MARKER).read_text(encoding="utf-8"))["layout"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{directory}: {MARKER} cannot be read ({error}). {build_it}") from error
    if layout != LAYOUT:
        raise StoreError(f"{directory}: a store of layout {layout}, and this hrgraph reads layout {LAYOUT}. {build_it}")
    try:
        name = (root / "current").read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise StoreError(f"{directory}: nothing has been published in this store yet. {build_it}") from error
    return root / "versions" / name
