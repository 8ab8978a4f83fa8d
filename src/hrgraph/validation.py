"""Validate with pySHACL, the judge of what the shapes mean. The only module that imports pyshacl and rdflib's graphs.

It is slow (rdflib runs each SPARQL constraint once for each node), so the build uses `shacl_sparql.py`; a test holds
the two against each other for every shape.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
import pyshacl
import rdflib

from hrgraph import terms
from hrgraph.errors import ResourceError
from hrgraph.issues import GENID, Issue
from hrgraph.shapes import read_shapes, shape_files

_SH = rdflib.Namespace(terms.SH)


def validate_graph(
    quads: Iterable[pyoxigraph.Quad], background: Iterable[pyoxigraph.Quad], *, shapes: Iterable[Path] | None = None
) -> list[Issue]:
    """Return what violates the shapes in one graph, sorted.

    Args:
        quads: The graph; the graph names of the quads do not matter.
        background: Ontology, schemes and reference data, so that sh:class sees subclasses and the things that the graph
            points at. Issues about nodes of which only the background says something are left out.
        shapes: Turtle files; hrgraph's own shapes if None.

    Raises:
        ResourceError: pySHACL cannot use the shapes.
    """
    files = shape_files() if shapes is None else list(shapes)
    # rdflib logs a traceback for each literal that is not of its datatype; the shapes report them.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    quads = list(quads)
    data = rdflib.Graph()
    for quad in (*_without_idle_types(background, quads), *quads):
        data.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    shape_graph = rdflib.Graph()
    for file in files:
        shape_graph.parse(file, format="turtle")
    _, report, text = pyshacl.validate(data, shacl_graph=shape_graph, inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise ResourceError(f"pySHACL cannot use the shapes: {text}")
    paths = {shape.iri: shape.path or "" for root in read_shapes(files) for shape in (root, *root.properties)}
    described = {quad.subject.value for quad in quads} | {GENID + quad.subject.value for quad in quads}
    issues = {_issue(report, result, paths) for result in report.objects(None, _SH.result)}
    return sorted(issue for issue in issues if issue.focus in described)


def _without_idle_types(
    background: Iterable[pyoxigraph.Quad], quads: Iterable[pyoxigraph.Quad]
) -> list[pyoxigraph.Quad]:
    """Return the background without the types of things that the graph does not lead to.

    pySHACL would validate them as well, which takes a hundred times as long as the graph itself. What the graph names,
    and what that names in turn, keeps its type, so that sh:class sees it.
    """
    background = list(background)
    named = {term for quad in quads for term in (quad.subject, quad.object)}
    led_to = named | {quad.object for quad in background if quad.subject in named}
    return [quad for quad in background if quad.predicate.value != terms.RDF + "type" or quad.subject in led_to]


def _issue(report: rdflib.Graph, result: rdflib.term.Node, paths: dict[str, str]) -> Issue:
    shape = str(report.value(result, _SH.sourceShape))
    value = report.value(result, _SH.value)
    path = report.value(result, _SH.resultPath)
    focus = report.value(result, _SH.focusNode)
    return Issue(
        shape=shape,
        focus=GENID + focus if isinstance(focus, rdflib.BNode) else str(focus),
        path=paths.get(shape) or (f"<{path}>" if isinstance(path, rdflib.URIRef) else ""),
        value="" if value is None else str(_pyoxigraph(value)),
        component=str(report.value(result, _SH.sourceConstraintComponent)),
        message=min(str(message) for message in report.objects(result, _SH.resultMessage)),
        severity=str(report.value(result, _SH.resultSeverity)).removeprefix(terms.SH).lower(),
    )


def _rdflib(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal) -> rdflib.term.Identifier:
    match term:
        case pyoxigraph.NamedNode():
            return rdflib.URIRef(term.value)
        case pyoxigraph.BlankNode():
            return rdflib.BNode(term.value)
        case _ if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        case _ if term.datatype.value == terms.XSD + "string":
            return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def _pyoxigraph(term: rdflib.term.Node) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    match term:
        case rdflib.URIRef():
            return pyoxigraph.NamedNode(str(term))
        case rdflib.BNode():
            return pyoxigraph.BlankNode(str(term))
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    datatype = None if term.datatype is None else pyoxigraph.NamedNode(str(term.datatype))
    return pyoxigraph.Literal(str(term), datatype=datatype)
