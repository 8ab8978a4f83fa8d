"""Build a store from sources: all stages over all documents, in processes of their own, published in one step.

Guarantees: the same sources give the same version, whatever their order, the number of processes and what was built
before; what did not change since the build before is not made again; memory does not grow with the size of the graphs; a
source that cannot be used is reported and the others are built; nothing is published when no document can be served.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from hrgraph import __version__, terms
from hrgraph.assembly import BuiltGraph, Outcome, assemble
from hrgraph.background import load_background
from hrgraph.build_report import BuildReport, report_record
from hrgraph.classification.model import load_model
from hrgraph.errors import InputError
from hrgraph.graph_files import is_graph_file
from hrgraph.inference import reasoner
from hrgraph.joins.contributions import combine
from hrgraph.kept_graphs import GraphFolder, KeptGraph
from hrgraph.made import Made, key_of
from hrgraph.processes import limit_time, process_pool, run_all
from hrgraph.publication import Publication, open_for_build
from hrgraph.reading import SourceFile, find_sources
from hrgraph.store import NamedGraph
from hrgraph.tag_selection import choose_tags, keep_only

Progress = Callable[[int, int, str], None]
# A source, and the name of what is made of it.
_Job = tuple[SourceFile | Path, str | None]

# A file may be made to exhaust a machine. The largest documents that are read need less than a quarter of this.
MOST_MEMORY_BYTES = 4 * 2**30
# For each source, and for each MiB of it: a MiB of a table of recommendations takes a hundred seconds and more.
MOST_SECONDS, MOST_SECONDS_PER_MIB = 120, 600
_DESCRIPTION_TRIPLES = 8  # what `_describe` writes


def build(
    sources: Sequence[str | os.PathLike[str]],
    store: str | os.PathLike[str],
    *,
    workers: int | None = None,
    executor: Executor | None = None,
    words: bool = True,
    inference: bool = True,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a store and serve it from now on.

    Args:
        sources: Files, folders and graph files (see `graph_files`). A document that is read replaces the graph of the
            same document in a graph file.
        store: Folder of the store; a missing one is made.
        workers: Processes; one for each core if None. With 1 everything runs in this process, and nothing limits the time
            and the memory that a source may take. Otherwise a script that calls this does so under
            `if __name__ == "__main__"`, because the processes import it.
        executor: Runs the documents in place of processes of this machine; `workers` does not count then, and the limits
            are its own. Its workers have hrgraph, and see the sources and the store under the same paths.
        words: Without them the graph holds no sentence of the documents.
        inference: Without it the graph holds what documents say and what comes with hrgraph, and nothing worked out:
            no machine tags either.
        progress: Called as progress(done, total, source) after each source.

    Raises:
        StoreError: The store cannot be written, or another build is running in it.
        ResourceError: The model that machine tags are given by is missing or damaged.
    """
    # A fault of the model is told before documents are read, and once.
    model = load_model().version if inference else ""
    with open_for_build(store) as publication:
        todo, problems, warnings = _find(sources)
        run = _Run(publication, {"words": words, "tags": inference}, model, workers, executor)
        outcomes = []
        for outcome in run.outcomes(todo):
            outcomes.append(outcome)
            if progress:
                progress(len(outcomes), len(todo), outcome.source)
        documents, more = _settle(outcomes)
        problems += more
        published = [document for document in documents if not document.refused]
        names = tuple(sorted(map(_name, todo)))
        report = BuildReport(tuple(documents), tuple(problems), tuple(warnings), run.reused, names)
        if not published:
            return report
        graphs = _all_graphs(publication.graphs, published, inference=inference)
        triples = sum(graph.triples for graph in graphs)
        version = publication.publish(
            graphs,
            describe=partial(_describe, triples=triples, documents=len(published)),
            quarantine=[document.quarantine for document in documents if document.quarantine],
            quarantined=sum(document.quarantined_records for document in documents),
            kept=[graph for outcome in outcomes for built in outcome.graphs for graph in built.kept],
            report=report_record(report),
            workers=workers or os.cpu_count() or 1,
        )
        run.forget_others()
        return replace(report, version=version, triples=triples + _DESCRIPTION_TRIPLES)


class _Run:
    """Makes what the sources of one build need to have made, and finds the rest."""

    def __init__(
        self,
        publication: Publication,
        options: Mapping[str, bool],
        model: str,
        workers: int | None,
        executor: Executor | None,
    ) -> None:
        self._made = Made(publication.made_path.resolve(), GraphFolder(publication.graphs.path.resolve()))
        self._task = partial(_make, self._made, partial(assemble, graphs=self._made.graphs.path, **options))
        self._name_key = partial(key_of, model=model, **options)
        self._workers, self._executor = workers, executor
        self._keys: set[str] = set()
        self.reused = 0

    def outcomes(self, todo: Sequence[SourceFile | Path]) -> Iterator[Outcome]:
        """Yield the outcome of each source as it is ready."""
        left: list[_Job] = []
        for source in todo:
            key = self._name_key(source)
            found = self._made.find(key, _name(source)) if key else None
            if key:
                self._keys.add(key)
            if found:
                self.reused += 1
                yield found
            else:
                left.append((source, key))
        yield from self._assembled(left)

    def forget_others(self) -> None:
        """Remove what was made of sources that are not of this build."""
        self._made.remove_all_but(self._keys)

    def _assembled(self, todo: Sequence[_Job]) -> Iterator[Outcome]:
        # The longest documents first, so that no process is left alone with one at the end.
        ordered = sorted(todo, key=lambda job: -_size(job[0]))
        if self._executor:
            yield from run_all(self._task, ordered, self._executor, lost=_lost)
        elif self._workers == 1 or not ordered:
            yield from map(self._task, ordered)
        else:
            pool = partial(process_pool, preload="hrgraph.assembly", most_bytes=MOST_MEMORY_BYTES)
            task = partial(_in_time, self._task, MOST_SECONDS)
            with pool(min(self._workers or os.cpu_count() or 1, len(ordered))) as executor:
                yield from run_all(task, ordered, executor, alone=partial(pool, 1), lost=_exhausting)


def _make(made: Made, task: Callable[[SourceFile | Path], Outcome], job: _Job) -> Outcome:
    """Do a task, and keep what comes of it for the next build."""
    source, key = job
    outcome = task(source)
    if key:
        made.keep(key, outcome)
    return outcome


def _in_time(task: Callable[[_Job], Outcome], seconds: int, job: _Job) -> Outcome:
    """Do a task that ends this process if it takes too long for the size of its source."""
    limit_time(seconds + MOST_SECONDS_PER_MIB * _size(job[0]) // 2**20)
    return task(job)


def _exhausting(job: _Job, error: Exception) -> Outcome:
    """Return the outcome of a source that ended the process that read it."""
    name = _name(job[0])
    problem = f"reading it needed more than {MOST_MEMORY_BYTES / 2**30:g} GiB of memory, took far too long, or crashed ({error})."
    advice = (
        "The file may be damaged, or made to exhaust a machine. If you trust it, save its text and build from that, or build"
        " it alone with --workers 1, which limits nothing."
    )
    return Outcome(name, error=str(InputError(name, problem, advice=advice)))


def _lost(job: _Job, error: Exception) -> Outcome:
    """Return the outcome of a source that an executor of somebody else's did not bring back."""
    name = _name(job[0])
    problem = f"the process that was reading was lost ({type(error).__name__}: {error})."
    advice = "Look at the log of the cluster; build it on this machine to see what is wrong with the file."
    return Outcome(name, error=str(InputError(name, problem, advice=advice)))


def _all_graphs(folder: GraphFolder, documents: Sequence[BuiltGraph], *, inference: bool) -> list[NamedGraph | KeptGraph]:
    """Return everything that is served, but for the description of the dataset."""
    graphs: list[NamedGraph | KeptGraph] = [*load_background(), *(document.served for document in documents)]
    if not inference:
        return graphs
    contributions = {document.identifier: document.contribution for document in documents}
    combined = combine(contributions.values())
    chosen = choose_tags(contributions, next(graph for graph in combined if graph.iri == terms.GRAPH_RECOMMENDATIONS))
    for document in documents:
        if document.tags and chosen[document.identifier] == frozenset(document.contribution.tagged):
            graphs.append(document.tags)
        elif document.tags:
            graphs.append(keep_only(folder.read(document.tags), chosen[document.identifier]))
    of_others = [folder.keep(graph) for graph in (reasoner().of_background, *map(reasoner().infer, combined))]
    inferred = folder.keep_merged(terms.GRAPH_INFERRED, [*of_others, *(document.inferred for document in documents)])
    return [*graphs, *combined, inferred]


def _find(sources: Sequence[str | os.PathLike[str]]) -> tuple[list[SourceFile | Path], list[str], list[str]]:
    """Return what to read, what is wrong with other sources, and warnings."""
    paths = [Path(source) for source in sources]
    graph_files = sorted({path for path in paths if is_graph_file(path)}, key=str)
    found = find_sources([path for path in paths if not is_graph_file(path)])
    return [*found.files, *graph_files], [str(problem) for problem in found.problems], found.warnings


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


def _describe(version: str, *, triples: int, documents: int) -> NamedGraph:
    """Return the graph that describes the dataset: its version and its size; no date, so that the bytes stay the same."""
    dataset = ox.NamedNode(terms.BASE + "dataset")
    plain: dict[str, ox.NamedNode | ox.Literal] = {
        terms.RDF + "type": ox.NamedNode(terms.DCAT + "Dataset"),
        terms.RDFS + "label": ox.Literal("hrgraph", language="en"),
        terms.DCTERMS + "title": ox.Literal("hrgraph: human-rights recommendations as linked data", language="en"),
        terms.DCAT + "version": ox.Literal(version),
        terms.VOID + "triples": ox.Literal(triples + _DESCRIPTION_TRIPLES),
        terms.VOID + "documents": ox.Literal(documents),
        terms.DCTERMS + "creator": ox.Literal(f"hrgraph {__version__}"),
    }
    statements = [ox.Triple(dataset, ox.NamedNode(predicate), value) for predicate, value in plain.items()]
    statements.append(ox.Triple(dataset, ox.NamedNode(terms.RDF + "type"), ox.NamedNode(terms.VOID + "Dataset")))
    return NamedGraph.of_triples(terms.GRAPH_DATASET, statements)
