"""Build a store from sources: all stages over all documents, in processes of their own, published in one step.

Guarantees: the same sources give the same version, whatever their order and the number of processes; a source that
cannot be used is reported and the others are built; nothing is published when no document can be served.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from hrgraph import __version__, terms
from hrgraph.assembly import BuiltGraph, Outcome, assemble
from hrgraph.background import load_background
from hrgraph.classification.model import load_model
from hrgraph.errors import InputError
from hrgraph.graph_files import is_graph_file
from hrgraph.inference import work_out
from hrgraph.processes import exit_with_parent, forkserver_context
from hrgraph.publication import open_for_build
from hrgraph.reading import SourceFile, find_sources
from hrgraph.store import NamedGraph

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        version: Name of the version that is served now; "" where nothing was published.
        documents: Sorted by identifier.
        problems: Messages about sources that were not used; empty when all went well.
        warnings: Messages about what a person should know though all went well.
        triples: Of the whole graph that is served.
    """

    version: str
    documents: tuple[BuiltGraph, ...]
    problems: tuple[str, ...]
    triples: int = 0
    warnings: tuple[str, ...] = ()


def build(
    sources: Sequence[str | os.PathLike[str]],
    store: str | os.PathLike[str],
    *,
    workers: int | None = None,
    words: bool = True,
    inference: bool = True,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a store and serve it from now on.

    Args:
        sources: Files, folders and graph files (see `graph_files`). A document that is read replaces the graph of the
            same document in a graph file.
        store: Folder of the store; a missing one is made.
        workers: Processes; one for each core if None. With 1 everything runs in this process. With more, a script that
            calls this does so under `if __name__ == "__main__"`, because the processes import it.
        words: Without them the graph holds no sentence of the documents.
        inference: Without it the graph holds what documents say and what comes with hrgraph, and nothing worked out:
            no machine tags either.
        progress: Called as progress(done, total, source) after each source.

    Raises:
        StoreError: The store cannot be written, or another build is running in it.
        ResourceError: The model that machine tags are given by is missing or damaged.
    """
    if inference:
        load_model()  # a fault of it is told before documents are read, and once
    with open_for_build(store) as publication:
        todo, problems, warnings = _find(sources)
        outcomes = []
        for outcome in _run(todo, workers or os.cpu_count() or 1, words=words, tags=inference):
            outcomes.append(outcome)
            if progress:
                progress(len(outcomes), len(todo), outcome.source)
        documents, more = _settle(outcomes)
        problems += more
        published = [document for document in documents if not document.refused]
        if not published:
            return BuildReport("", tuple(documents), tuple(problems), warnings=tuple(warnings))
        graphs = [*load_background(), *(document.served for document in published)]
        graphs = work_out(graphs, [document.tags for document in published if document.tags]) if inference else graphs
        triples = sum(graph.triples for graph in graphs)
        version = publication.publish(
            graphs,
            describe=partial(_describe, triples=triples, documents=published),
            quarantine=[document.quarantine for document in documents if document.quarantine],
            quarantined=sum(document.quarantined_records for document in documents),
        )
        return BuildReport(version, tuple(documents), tuple(problems), triples, tuple(warnings))


def _find(sources: Sequence[str | os.PathLike[str]]) -> tuple[list[SourceFile | Path], list[str], list[str]]:
    """Return what to read, what is wrong with other sources, and warnings."""
    paths = [Path(source) for source in sources]
    graph_files = sorted({path for path in paths if is_graph_file(path)}, key=str)
    found = find_sources([path for path in paths if not is_graph_file(path)])
    return [*found.files, *graph_files], [str(problem) for problem in found.problems], found.warnings


def _run(todo: Sequence[SourceFile | Path], workers: int, *, words: bool, tags: bool) -> Iterator[Outcome]:
    """Yield the outcome of each source as it is ready."""
    task = partial(assemble, words=words, tags=tags)
    workers = min(workers, len(todo))
    if workers <= 1:
        yield from map(task, todo)
        return
    # The longest documents first, so that no process is left alone with one at the end.
    ordered = sorted(todo, key=lambda source: -_size(source))
    context = forkserver_context("hrgraph.assembly")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=exit_with_parent) as pool:
        running = {pool.submit(task, source): source for source in ordered}
        for future in as_completed(running):
            try:
                yield future.result()
            except BrokenProcessPool:
                name = _name(running[future])
                advice = "It may need more memory than there is; build it alone, or with --workers 1."
                yield Outcome(name, error=str(InputError(name, "the process that was reading died.", advice=advice)))


def _name(source: SourceFile | Path) -> str:
    return str(source if isinstance(source, Path) else source.path)


def _size(source: SourceFile | Path) -> int:
    try:
        return Path(_name(source)).stat().st_size
    except OSError:
        return 0


def _settle(outcomes: Iterable[Outcome]) -> tuple[list[BuiltGraph], list[str]]:
    """Return one graph for each document, sorted, and what is wrong with the others."""
    ordered = sorted(outcomes, key=lambda outcome: outcome.source)
    problems = [outcome.error for outcome in ordered if outcome.error is not None]
    chosen: dict[str, BuiltGraph] = {}
    graphs = [graph for outcome in ordered for graph in outcome.graphs]
    for graph in sorted(graphs, key=lambda graph: (graph.prebuilt, graph.source)):
        earlier = chosen.setdefault(graph.served.iri, graph)
        if earlier is not graph and not graph.prebuilt and earlier.served.digest != graph.served.digest:
            problems.append(
                str(
                    InputError(
                        graph.source,
                        f"{graph.identifier} is also the document in {earlier.source}, which was used.",
                        advice="Give one of them another symbol or slug in corpus.toml, or leave one out.",
                    )
                )
            )
    documents = sorted(chosen.values(), key=lambda graph: graph.identifier)
    problems += [
        str(
            InputError(
                document.source,
                f"nothing of {document.identifier} is served: {document.refused}",
                advice="Look at what corpus.toml says of it; `hrgraph build --json` lists the shapes.",
            )
        )
        for document in documents
        if document.refused
    ]
    return documents, problems


def _describe(version: str, *, triples: int, documents: Sequence[BuiltGraph]) -> NamedGraph:
    """Return the graph that describes the dataset: its version and its size; no date, so that the bytes stay the same."""
    dataset = ox.NamedNode(terms.BASE + "dataset")
    plain: dict[str, ox.NamedNode | ox.Literal] = {
        terms.RDF + "type": ox.NamedNode(terms.DCAT + "Dataset"),
        terms.RDFS + "label": ox.Literal("hrgraph", language="en"),
        terms.DCTERMS + "title": ox.Literal("hrgraph: human-rights recommendations as linked data", language="en"),
        terms.DCAT + "version": ox.Literal(version),
        terms.VOID + "triples": ox.Literal(triples),
        terms.VOID + "documents": ox.Literal(len(documents)),
        terms.DCTERMS + "creator": ox.Literal(f"hrgraph {__version__}"),
    }
    statements = [ox.Triple(dataset, ox.NamedNode(predicate), value) for predicate, value in plain.items()]
    statements.append(ox.Triple(dataset, ox.NamedNode(terms.RDF + "type"), ox.NamedNode(terms.VOID + "Dataset")))
    return NamedGraph.of_triples(terms.GRAPH_DATASET, statements)
