"""What joins need to know of citations: what a document cites, and what it has that others can cite.

Numbers are as printed ("124.4", "12"); documents, recommendations, passages and actors are IRIs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.sources import Source, read_source

READ = (
    "hr:number", "hr:issuedBy", "hr:addressedTo", "hr:inReview", "hr:cycle", "hr:uprReference", "hr:hasCitation", "hr:inPassage",
    "hr:noteNumber", "hr:paragraphNumber", "hr:paragraphRange", "hr:citedDocument", "hr:citedRecommendationNumber",
    "hr:citedParagraph", "hr:namedCycle", "hr:namesIssuers", "hr:namedIssuer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A numbered recommendation that a document lists or answers, and the actors that it says make it."""

    number: str
    recommendation: str
    issuers: tuple[str, ...] = ()
    state: str | None = None
    cycle: int | None = None


@dataclass(frozen=True, slots=True)
class Citable:
    """A document, and what it has that others can cite.

    Attributes:
        listed: Its recommendations that have a whole number.
        passages: Number and IRI of its paragraphs in which a record lies.
        ranges: First and last number of its paragraphs, without a gap, lowest first.
    """

    source: Source
    listed: tuple[Listed, ...] = ()
    passages: tuple[tuple[str, str], ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place where a document cites another one, or refers to recommendations by number alone.

    Attributes:
        record: The citation; or the statement, where `cited` is None.
        document: Where it stands.
        place: Where in the document, in words ("note 2"), or "".
        cited: The document that it names, or None.
        numbers: Of recommendations.
        paragraphs: Numbers of paragraphs.
        issuers: By number, the States named beside it.
        statements: Those that it stands in, or that call its note.
        state: The State that the statement speaks of, or None.
        cycle: Of the review that the citing sentence names, or None.
    """

    record: str
    document: str
    place: str
    cited: str | None = None
    numbers: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    issuers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    statements: tuple[str, ...] = ()
    state: str | None = None
    cycle: int | None = None


def numeric(number: str) -> tuple[int, ...]:
    """Return what numbers of recommendations and paragraphs are sorted by."""
    return tuple(int(part) for part in number.split("."))


def read_citable(facts: DocumentFacts) -> Citable:
    """Return what a document has that others can cite."""
    listed = []
    for recommendation in facts.of_type("UprRecommendation"):
        number = facts.value(recommendation, "hr:number")
        if number and "." in number:
            review = facts.value(recommendation, "hr:inReview")
            cycle = facts.value(review, "hr:cycle") if review else None
            issuers = tuple(facts.values(recommendation, "hr:issuedBy"))
            state = facts.value(recommendation, "hr:addressedTo")
            listed.append(Listed(number, recommendation, issuers, state, int(cycle) if cycle else None))
    passages = [(number, passage) for passage, number in facts.pairs("hr:paragraphNumber")]
    ranges = [
        (int(first), int(last)) for _, (first, _, last) in ((one, text.partition("-")) for one, text in facts.pairs("hr:paragraphRange"))
    ]
    return Citable(
        read_source(facts),
        tuple(sorted(listed, key=lambda one: (numeric(one.number), one.recommendation))),
        tuple(sorted(passages)),
        tuple(sorted(ranges)),
    )


def read_cited_places(facts: DocumentFacts) -> Iterator[CitedPlace]:
    """Yield the places where a document cites another by symbol or title, or a recommendation by its number."""
    statements: dict[str, list[str]] = defaultdict(list)
    for statement, citation in facts.pairs("hr:hasCitation"):
        statements[citation].append(statement)
    for citation in facts.of_type("Citation"):
        issuers = {}
        for node in facts.values(citation, "hr:namesIssuers"):
            number = facts.value(node, "hr:citedRecommendationNumber")
            if number:
                issuers[number] = tuple(facts.values(node, "hr:namedIssuer"))
        cycle = facts.value(citation, "hr:namedCycle")
        yield CitedPlace(
            citation,
            facts.document,
            _place(facts, citation),
            facts.value(citation, "hr:citedDocument"),
            tuple(sorted(facts.values(citation, "hr:citedRecommendationNumber"), key=numeric)),
            tuple(sorted(facts.values(citation, "hr:citedParagraph"), key=numeric)),
            tuple(sorted(issuers.items())),
            tuple(statements[citation]),
            cycle=int(cycle) if cycle else None,
        )
    for statement in sorted({subject for subject, _ in facts.pairs("hr:uprReference")}):
        cited = {
            number
            for citation in facts.values(statement, "hr:hasCitation")
            for number in facts.values(citation, "hr:citedRecommendationNumber")
        }
        numbers = sorted({*facts.values(statement, "hr:uprReference")} - cited, key=numeric)
        if numbers:
            state = facts.value(statement, "hr:addressedTo")
            yield CitedPlace(statement, facts.document, _place(facts, statement), numbers=tuple(numbers), state=state)


def _place(facts: DocumentFacts, record: str) -> str:
    """Return where in its document a record is, as people cite it."""
    for passage in facts.values(record, "hr:inPassage"):
        for name, curie in (("note", "hr:noteNumber"), ("para.", "hr:paragraphNumber")):
            if number := facts.value(passage, curie):
                return f"{name} {number}"
    return ""
