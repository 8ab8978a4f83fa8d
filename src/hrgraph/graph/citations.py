"""Write the places where a document cites another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hrgraph import iris
from hrgraph.graph.documents import cited_document
from hrgraph.graph.scope import Scope
from hrgraph.graph.writer import shorten
from hrgraph.models import Citation


@dataclass(frozen=True, slots=True)
class WrittenCitation:
    """A citation that was written: its IRI, and that of the document it cites, if that has a name."""

    citation: Citation
    iri: str
    cited: str | None


def write_citations(scope: Scope, citations: Sequence[Citation]) -> list[WrittenCitation]:
    """Write one record for each place, and the documents cited, to the graph; return them in text order."""
    ordered = sorted(citations, key=lambda citation: (citation.anchor.start, citation.anchor.end, citation.printed))
    return [_write(scope, citation) for citation in ordered]


def _write(scope: Scope, citation: Citation) -> WrittenCitation:
    writer, anchor = scope.writer, citation.anchor
    cited = _cited_document(scope, citation)
    named = citation.symbol or shorten(citation.title or _host(citation.url) or "a source")
    iri = scope.record(
        "citation", anchor, iris.digest(citation.symbol, citation.title, citation.printed, citation.pinpoint)
    )
    pinpoint = f", {shorten(citation.pinpoint)}" if citation.pinpoint else ""
    writer.describe(iri, "hr:Citation", f"{scope.places.label(anchor)} cites {named}{pinpoint}")
    writer.link(iri, "hr:citedDocument", cited)
    writer.words_of(iri, "hr:printed", citation.printed)
    writer.name(iri, "hr:pinpoint", citation.pinpoint)
    writer.text(iri, "hr:citedRecommendationNumber", *citation.recommendations)
    writer.text(iri, "hr:citedParagraph", *citation.paragraphs)
    writer.number(iri, "hr:namedCycle", citation.cycle)
    for number, issuers in citation.issuers:
        named_issuers = f"{iri}/number/{number}"
        names = ", ".join(map(scope.actors.name, issuers))
        writer.describe(named_issuers, "hr:NamedIssuers", f"{scope.places.label(anchor)} names {names} beside {number}")
        writer.link(iri, "hr:namesIssuers", named_issuers)
        writer.text(named_issuers, "hr:citedRecommendationNumber", number)
        writer.link(named_issuers, "hr:namedIssuer", *map(scope.actors.state, issuers))
    if citation.note is not None:
        writer.link(iri, "hr:citationNote", scope.places.note(citation.note))
    scope.provenance.attach(iri, anchor)
    return WrittenCitation(citation, iri, cited)


def _cited_document(scope: Scope, citation: Citation) -> str | None:
    """Return the IRI of what is cited: by symbol, else by title, else by address; None if there is none of them."""
    if citation.symbol:
        return cited_document(scope, citation.symbol)
    title = citation.title or citation.url
    if not title or not title.strip():
        return None
    iri = iris.source(title)
    label = scope.writer.named(citation.title) if citation.title else f"Page at {_host(citation.url)}"
    scope.writer.describe(iri, "hr:Document", label)
    scope.writer.name(iri, "dcterms:title", citation.title)
    scope.writer.text(iri, "hr:url", citation.url)
    return iri


def _host(address: str | None) -> str:
    """Return the host of an address as printed, with or without its scheme; "" where there is none."""
    return re.sub(r"^[a-z]+://", "", address or "", flags=re.IGNORECASE).partition("/")[0]
