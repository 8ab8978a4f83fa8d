"""What joins need to know of a document: what it is, of which State and cycle, and how old."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hrgraph import terms
from hrgraph.background import load_background
from hrgraph.dates import first_day
from hrgraph.joins.document_facts import DocumentFacts

READ = ("hr:symbol", "hr:slug", "hr:concernsState", "hr:cycle", "hr:session", "dcterms:issued")

_BEFORE_THE_SESSION = ("NationalReport", "UnitedNationsCompilation", "StakeholderSummary")


@dataclass(frozen=True, slots=True)
class Source:
    """A document.

    Attributes:
        iri: The document.
        code: Its symbol or slug.
        kind: Local name of its class, "Document" where no other is known.
        state: IRI of the State that it concerns, or None.
        cycle: Of the review that it belongs to, or None.
        date: How old it is, as precisely as is known: the date that it bears, or else the first day of the session that
            it was written for; ISO 8601, a year, a month or a day; "" where neither is known. A document that a review
            rests on is no younger than the session.
    """

    iri: str
    code: str
    kind: str = "Document"
    state: str | None = None
    cycle: int | None = None
    date: str = ""


def read_source(facts: DocumentFacts) -> Source:
    """Return what the graph of a document says of the document itself."""
    iri = facts.document
    cycle = facts.value(iri, "hr:cycle")
    session = facts.value(iri, "hr:session")
    kind = next((kind for kind in facts.kinds(iri) if kind != "Document"), "Document")
    issued, held = facts.value(iri, "dcterms:issued") or "", session_starts().get(session or "", "")
    if kind in _BEFORE_THE_SESSION and held and issued and held < first_day(issued):
        issued = held
    return Source(
        iri,
        facts.value(iri, "hr:symbol") or facts.value(iri, "hr:slug") or iri.removeprefix(terms.ID + "document/"),
        kind,
        facts.value(iri, "hr:concernsState"),
        int(cycle) if cycle else None,
        issued or held,
    )


@cache
def session_starts() -> dict[str, str]:
    """Return when each session of the working group began, by its number, from the reference data."""
    found: dict[str, dict[str, str]] = {}
    reference = next(graph for graph in load_background() if graph.iri == terms.GRAPH_REFERENCE)
    for triple in reference.matching({terms.HR + "session", terms.HR + "startsOn"}):
        found.setdefault(triple.subject.value, {})[triple.predicate.value.removeprefix(terms.HR)] = triple.object.value
    return {one["session"]: one["startsOn"] for one in found.values() if "session" in one and "startsOn" in one}
