"""Tag the recommendations of a document that it does not classify itself: issues, action, themes, groups, goals.

Guarantees: the same recommendations get the same tags, with or without words in the graph. A tag is an inference with a
node of its own, which names method, version and score; nothing is said of the recommendation itself, so that hr:issue
and the like remain what people said.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Quad

from hrgraph import iris
from hrgraph.classification import classify
from hrgraph.classification.speakers import without_speaker
from hrgraph.graph.tags import PROPERTIES, classed_with, find_concept
from hrgraph.graph.writer import GraphWriter, term
from hrgraph.models import Extraction, NotedRecommendation, Tag
from hrgraph.registry import load_registry

_TYPE, _QUOTE, _SHA256, _SIMILAR = map(term, ("rdf:type", "hr:quote", "hr:quoteSha256", "hr:similar"))
# A report tells a treaty body's or an organisation's recommendation and names it; the review's stand by themselves.
_REPORTED = term("hr:Recommendation")
_RECOMMENDATIONS = frozenset((_REPORTED, *map(term, ("hr:UprRecommendation", "hr:NotedRecommendation"))))
_ADDENDUM, _TAG, _METHOD = map(term, ("hr:Addendum", "hr:MachineTag", "hr:Method"))
_SCHEMES = {term(curie): classed_with(scheme) for scheme, curie in PROPERTIES.items()}


def quoted_texts(extraction: Extraction) -> dict[str, str]:
    """Return the texts of the recommendations of a document, by their SHA-256."""
    noted = (fact for fact in extraction.facts if isinstance(fact, NotedRecommendation))
    asked = (statement for statement in extraction.statements if statement.kind == "recommendation")
    return _by_sha256(record.anchor.quote for record in (*asked, *noted))


def kept_texts(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the texts that a graph quotes, by their SHA-256; none where it was built without words."""
    return _by_sha256(quad.object.value for quad in quads if quad.predicate == _QUOTE)


def _by_sha256(texts: Iterable[str]) -> dict[str, str]:
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}


def build_tags(quads: Iterable[Quad], texts: Mapping[str, str], graph: str) -> list[Quad]:
    """Return the machine tags of the recommendations in the graph of a document.

    An addendum repeats recommendations and makes none. Who says only that a recommendation is similar to another one
    does not say what it is about. Where people classed a recommendation in a scheme, it gets no tag of that scheme, nor
    of those that the same people use with it.

    Args:
        quads: The document's graph.
        texts: By SHA-256; a recommendation whose text is not among them gets no tag.
        graph: IRI of the document's graph.

    Returns:
        Quads of the graph `iris.tags_of(graph)`, sorted.

    Raises:
        ResourceError: The model, a scheme or the reference data is missing or broken.
    """
    document = iris.document_of(graph)
    asked: dict[str, bool] = {}  # whether it is reported
    left_out: set[str] = set()
    hashes: dict[str, list[str]] = defaultdict(list)
    classed: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        predicate = quad.predicate
        if predicate == _TYPE:
            if quad.object in _RECOMMENDATIONS:
                asked[quad.subject.value] = quad.object == _REPORTED
            elif quad.object == _ADDENDUM and quad.subject.value == document:
                return []
        elif predicate == _SHA256:
            hashes[quad.subject.value].append(quad.object.value)
        elif predicate == _SIMILAR:
            left_out.add(quad.subject.value)
        elif predicate in _SCHEMES:
            classed[quad.subject.value].update(_SCHEMES[predicate])
    writer = GraphWriter(iris.tags_of(graph), words=False)
    methods: set[tuple[str, str]] = set()
    for statement in asked.keys() - left_out:
        # One recommendation may stand in two places of a document; the fuller text says more.
        known = [texts[found] for found in hashes[statement] if found in texts]
        if known:
            text = max(known, key=lambda text: (len(text), text))
            reported = without_speaker(text, load_registry()) if asked[statement] else text
            given = [tag for tag in classify(reported) if tag.scheme not in classed[statement]]
            _write_tags(writer, statement, given)
            methods.update((tag.method, tag.version or "") for tag in given)
    for name, version in methods:
        _describe_method(writer, name, version)
    return writer.quads()


def _write_tags(writer: GraphWriter, statement: str, tags: Iterable[Tag]) -> None:
    for tag in tags:
        concept = find_concept(tag).iri
        iri = iris.tag(statement, concept)
        writer.link(iri, "rdf:type", _TAG.value)
        writer.link(iri, "hr:tagOf", statement)
        writer.link(iri, "hr:concept", concept)
        writer.decimal(iri, "hr:score", tag.score)
        writer.link(iri, "hr:taggedBy", iris.method(tag.method, tag.version or ""))


def _describe_method(writer: GraphWriter, name: str, version: str) -> None:
    iri = iris.method(name, version)
    writer.describe(iri, "hr:Method", f"Method {name}, version {version}")
    writer.text(iri, "hr:code", name)
    writer.text(iri, "hr:version", version)


def divide_tags(quads: Iterable[Quad]) -> tuple[list[Quad], list[Quad]]:
    """Return the quads that are about other things than machine tags and their methods, and those that are."""
    quads = list(quads)
    own = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object in (_TAG, _METHOD)}
    return [quad for quad in quads if quad.subject not in own], [quad for quad in quads if quad.subject in own]
