"""The graphs that come with hrgraph: ontology, schemes and reference data, as every store holds them."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from hrgraph import resources, terms
from hrgraph.errors import ResourceError
from hrgraph.store import NamedGraph

_FILES = {
    terms.GRAPH_ONTOLOGY: ("ontology", "hrgraph.ttl"),
    terms.GRAPH_SCHEMES: ("ontology", "schemes"),
    terms.GRAPH_REFERENCE: ("ontology", "reference"),
}


@cache
def load_background() -> tuple[NamedGraph, ...]:
    """Return the graphs, the same bytes each time: blank nodes (of OWL's class expressions) have canonical labels.

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
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return NamedGraph.of_triples(iri, dataset)
