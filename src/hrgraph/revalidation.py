"""Check again what is in a store, or in files that somebody else made, against the shapes."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import pyoxigraph as ox

from hrgraph import iris, terms
from hrgraph.background import background_quads
from hrgraph.errors import InputError
from hrgraph.exports import document_graphs
from hrgraph.issues import Issue
from hrgraph.processes import process_pool
from hrgraph.store import NamedGraph, Store
from hrgraph.validation_report import labels_of

# Fewer graphs for each process are done before it has begun.
_GRAPHS_FOR_A_PROCESS = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, the labels of the nodes it was found on, and how many nodes were looked at, by graph."""

    issues: list[Issue]
    labels: dict[str, str]
    nodes: int


def validate_store(directory: str, engine: str) -> Checked:
    """Validate the graphs of documents that a store serves, each by itself with its machine tags, as a build does.

    Args:
        engine: "pyshacl" or "sparql".

    Raises:
        StoreError: The store cannot be opened.
    """
    store = Store.open(directory)
    graphs: dict[str, list[str]] = defaultdict(list)
    for iri in document_graphs(store):
        graphs[iris.document_graph_of(iri)].append(iri)
    check = partial(_check_stored, store.path, engine)
    workers = min(os.cpu_count() or 1, len(graphs) // _GRAPHS_FOR_A_PROCESS)
    if workers < 2:
        return _together(map(check, graphs.values()))
    with process_pool(workers, "hrgraph.revalidation") as pool:
        return _together(pool.map(check, graphs.values()))


def _check_stored(version: Path, engine: str, graphs: Iterable[str]) -> Checked:
    store = _open(version)
    return _check([quad for iri in graphs for quad in _quads(store.graph(iri))], engine)


@cache
def _open(version: Path) -> Store:
    return Store.open_version(version)


def validate_files(files: Sequence[Path], engine: str) -> Checked:
    """Validate RDF files: each named graph by itself, and triples without a graph as one more.

    Machine tags are held against the document that they go with.

    Args:
        engine: "pyshacl" or "sparql".

    Raises:
        InputError: A file cannot be read, or is not RDF.
    """
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for file in files:
        try:
            for quad in ox.parse(path=str(file)):
                graphs[iris.document_graph_of(str(quad.graph_name))].append(quad)
        except (OSError, ValueError) as error:
            advice = "Expected RDF, told by the name's ending: .ttl, .nq, .nt, .trig, .rdf, .jsonld."
            raise InputError(str(file), f"the file cannot be read ({error}).", advice=advice) from error
        except SyntaxError as error:
            raise InputError(str(file), f"not RDF: {error}.", advice="Expected what the name's ending says.") from error
    ours = {str(ox.NamedNode(iri)) for iri in terms.SHARED_GRAPHS}
    return _together(_check(graphs[name], engine) for name in sorted(graphs) if name not in ours)


def _quads(graph: NamedGraph) -> list[ox.Quad]:
    return list(ox.parse(graph.lines, format=ox.RdfFormat.N_QUADS))


def _check(quads: list[ox.Quad], engine: str) -> Checked:
    issues = _validator(engine)(quads)
    found_on = {issue.focus for issue in issues}
    labels = {iri: label for iri, label in labels_of(quads).items() if iri in found_on} if issues else {}
    return Checked(sorted(issues), labels, len({quad.subject for quad in quads}))


@cache
def _validator(engine: str) -> Callable[[list[ox.Quad]], Iterable[Issue]]:
    """Return what validates a graph; the background is loaded once."""
    background = background_quads()
    if engine == "sparql":
        from hrgraph.shacl_sparql import Validator

        return Validator(background).validate
    from hrgraph.validation import validate_graph

    return partial(validate_graph, background=background)


def _together(parts: Iterable[Checked]) -> Checked:
    issues: set[Issue] = set()
    labels: dict[str, str] = {}
    nodes = 0
    for part in parts:
        issues.update(part.issues)
        labels.update(part.labels)
        nodes += part.nodes
    return Checked(sorted(issues), labels, nodes)
