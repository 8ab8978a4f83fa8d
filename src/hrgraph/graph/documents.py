"""Write what is known of the document itself, and of the documents that it cites."""

from __future__ import annotations

from hrgraph import iris
from hrgraph.errors import IdentifierError
from hrgraph.graph.scope import Scope
from hrgraph.symbols import parse_symbol

# Classes that a symbol alone tells. "A/HRC/28/10" may be any report to the Council, so it tells none.
_CLASSES = {
    "concluding observations": "hr:ConcludingObservations",
    "UPR national report": "hr:NationalReport",
    "UPR compilation": "hr:UnitedNationsCompilation",
    "UPR summary": "hr:StakeholderSummary",
}


def write_document(scope: Scope) -> None:
    """Write the document, its review and the text that was read to its graph."""
    document, writer = scope.document, scope.writer
    iri = iris.document(document.identifier)
    label = f"{document.identifier}: {document.title}" if document.title else document.identifier
    writer.describe(iri, f"hr:{document.kind}", label)
    if document.symbol:
        writer.text(iri, "hr:symbol", document.symbol)
    else:
        writer.text(iri, "hr:slug", document.identifier)
    writer.text(iri, "dcterms:title", document.title)
    writer.text(iri, "hr:author", document.author)
    writer.link(iri, "dcterms:creator", scope.actors.author(document.author) if document.author else None)
    writer.date(iri, "dcterms:issued", document.date)
    writer.number(iri, "hr:cycle", document.cycle)
    writer.number(iri, "hr:session", document.session)
    writer.link(iri, "hr:concernsState", scope.actors.state(document.state))
    if document.state and document.cycle:
        writer.link(iri, "hr:preparedFor", scope.review(document.state, document.cycle))
    scope.provenance.describe_reading()


def cited_document(scope: Scope, symbol: str, *, kind: str | None = None) -> str:
    """Return the IRI of a United Nations document, described in the graph from now on.

    Args:
        kind: Its class, a CURIE, where the text says it; the symbol is asked otherwise.
    """
    iri = iris.document(symbol)
    scope.writer.describe(iri, kind or _class_of(symbol), symbol)
    scope.writer.text(iri, "hr:symbol", symbol)
    return iri


def _class_of(symbol: str) -> str:
    try:
        parsed = parse_symbol(symbol)
    except IdentifierError:
        return "hr:Document"
    if (parsed.body, parsed.kind) == ("HRC", "decision"):
        return "hr:CouncilDecision"
    return _CLASSES.get(parsed.kind, "hr:Document")
