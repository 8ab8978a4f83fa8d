"""The service description (https://www.w3.org/TR/sparql11-service-description/), with absolute addresses."""

from __future__ import annotations

import pyoxigraph as ox

from hrgraph import terms
from hrgraph.web.backends import Backend
from hrgraph.web.formats import Format

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "JSON-LD", "N-Triples", "RDF_XML",
)  # fmt: skip


def build_service_description(endpoint: str, backend: Backend, form: Format) -> bytes:
    """Return the description of the endpoint at the address `endpoint`, written in `form`."""
    a = ox.NamedNode(terms.RDF + "type")
    service, dataset, default = (ox.NamedNode(f"{endpoint}#{name}") for name in ("service", "dataset", "default-graph"))
    triples = [
        ox.Triple(service, a, _sd("Service")),
        ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint)),
        ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query")),
        ox.Triple(service, _sd("defaultDataset"), dataset),
        ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph")),
        *(ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name)) for name in _FORMAT_NAMES),
        ox.Triple(dataset, a, _sd("Dataset")),
        ox.Triple(dataset, ox.NamedNode(terms.DCAT + "version"), ox.Literal(backend.version)),
        ox.Triple(dataset, _sd("defaultGraph"), default),
        ox.Triple(default, a, _sd("Graph")),
    ]
    for iri, size in backend.graphs.items():
        node = ox.NamedNode(f"{endpoint}#graph-{iri.removeprefix(terms.GRAPH)}")
        graph = ox.NamedNode(f"{endpoint}#content-{iri.removeprefix(terms.GRAPH)}")
        triples += [
            ox.Triple(dataset, _sd("namedGraph"), node),
            ox.Triple(node, a, _sd("NamedGraph")),
            ox.Triple(node, _sd("name"), ox.NamedNode(iri)),
            ox.Triple(node, _sd("graph"), graph),
            ox.Triple(graph, a, _sd("Graph")),
            ox.Triple(graph, ox.NamedNode(terms.VOID + "triples"), ox.Literal(size)),
        ]
    assert isinstance(form.writer, ox.RdfFormat)
    return ox.serialize(triples, format=form.writer, prefixes=terms.PREFIXES | {"sd": _SD})


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)
