"""The graphs that come with hrgraph: ontology, schemes and reference data, as every store holds them."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from hrgraph import iris, resources, terms
from hrgraph.errors import ResourceError
from hrgraph.issues import GENID
from hrgraph.store import NamedGraph

_FILES = {
    terms.GRAPH_ONTOLOGY: ("ontology", "hrgraph.ttl"),
    terms.GRAPH_SCHEMES: ("ontology", "schemes"),
    terms.GRAPH_REFERENCE: ("ontology", "reference"),
}


@cache
def load_background() -> tuple[NamedGraph, ...]:
    """Return the graphs, the same bytes each time and without blank nodes: those of OWL's class expressions get names.

    Raises:
        ResourceError: A file is missing or is not Turtle.
    """
    return tuple(_read(iri, parts) for iri, parts in _FILES.items())


def background_quads() -> list[ox.Quad]:
    """Return all of it as quads, for validation."""
    return [quad for graph in load_background() for quad in ox.parse(graph.lines, format=ox.RdfFormat.N_QUADS)]


def _read(iri: str, parts: tuple[str, ...]) -> NamedGraph:
    place = resources.path(*parts)
    dataset = ox.Dataset()
    for file in [place] if place.is_file() else resources.files(*parts):
        try:
            for quad in ox.parse(path=str(file), base_iri=terms.ID, rename_blank_nodes=True):
                dataset.add(ox.Quad(quad.subject, quad.predicate, quad.object))
        except SyntaxError as error:
            raise ResourceError(f"{file.name}: not Turtle: {error}") from error
    return NamedGraph.of_triples(iri, _skolemised(dataset))


def _skolemised(dataset: ox.Dataset) -> list[ox.Triple]:
    """Return a graph with a name for each blank node: its canonical label, below a digest of the whole graph.

    Labels are canonical within one graph only, so without the digest another version of it would give a name to
    something else. Source: https://www.w3.org/TR/rdf11-concepts/#section-skolemization.
    """
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    place = f"{GENID}{iris.digest(*sorted(map(str, dataset)))}/"

    def named(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.NamedNode | ox.Literal:
        return ox.NamedNode(place + term.value) if isinstance(term, ox.BlankNode) else term

    return [ox.Triple(named(quad.subject), quad.predicate, named(quad.object)) for quad in dataset]
