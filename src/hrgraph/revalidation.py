"""Check again what is in a store, or in files that somebody else made, against the shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from hrgraph import iris, terms
from hrgraph.background import background_quads
from hrgraph.errors import InputError
from hrgraph.exports import document_graphs
from hrgraph.issues import Issue
from hrgraph.store import NamedGraph, Store
from hrgraph.validation_report import labels_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, the labels of the nodes it was found on, and how many nodes were looked at."""

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
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    for iri in document_graphs(store):
        graphs[iris.document_graph_of(iri)] += _quads(store.graph(iri))
    return _validate(list(graphs.values()), engine)


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
    return _validate([graphs[name] for name in sorted(graphs) if name not in ours], engine)


def _quads(graph: NamedGraph) -> list[ox.Quad]:
    return list(ox.parse(graph.lines, format=ox.RdfFormat.N_QUADS))


def _validate(graphs: Sequence[list[ox.Quad]], engine: str) -> Checked:
    background = background_quads()
    if engine == "sparql":
        from hrgraph.shacl_sparql import Validator

        validate = Validator(background).validate
    else:
        from hrgraph.validation import validate_graph

        validate = partial(validate_graph, background=background)
    issues = {issue for quads in graphs for issue in validate(quads)}
    nodes = len({quad.subject for quads in graphs for quad in quads})
    return Checked(sorted(issues), labels_of(quad for quads in graphs for quad in quads), nodes)
