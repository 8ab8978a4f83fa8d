"""Merge what documents say of a review, where they agree: its day, its session, its documents.

Guarantees: what two documents tell differently is not decided here; it stays in their accounts (hr:ReviewAccount) and
the review does not have it. Nothing that a document's own graph says is repeated. The same facts give the same graph,
`terms.GRAPH_REVIEWS`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from hrgraph import terms
from hrgraph.joins.sources import session_starts
from hrgraph.store import NamedGraph

# How an account names a document of the review.
_DOCUMENTS = ("workingGroupReport", "replies", "decision", "nationalReport", "compilation", "stakeholderSummary")
_READ = (
    "ofReview", "preparedFor", "reviewOf", "cycle", "session", "reviewDate", "startsOn", "endsOn", "inCycle", *_DOCUMENTS
)  # fmt: skip
_DAY = len("2026-01-31")

# Subject, local name of the property, value.
Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Session:
    """A session of the working group, of the reference data."""

    iri: str
    number: str
    cycle: str
    starts_on: str
    ends_on: str


class _Facts:
    """The triples that reviews are merged from, by subject and predicate and by predicate and object."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._objects: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._subjects: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._all: dict[str, set[str]] = defaultdict(set)
        for subject, name, value in facts:
            self._objects[subject, name].add(value)
            self._subjects[name, value].add(subject)
            self._all[name].add(subject)

    def having(self, name: str) -> list[str]:
        return sorted(self._all[name])

    def of(self, name: str, value: str) -> list[str]:
        return sorted(self._subjects[name, value])

    def values(self, things: str | Collection[str], name: str) -> set[str]:
        return {value for one in ([things] if isinstance(things, str) else things) for value in self._objects[one, name]}


def read_review_facts(graph: NamedGraph) -> Iterator[Fact]:
    """Yield what a graph says of reviews, their documents and sessions."""
    for triple in graph.matching([terms.HR + name for name in _READ]):
        yield triple.subject.value, triple.predicate.value.removeprefix(terms.HR), triple.object.value


def merge_reviews(stated: Iterable[Fact]) -> NamedGraph:
    """Return what documents agree on about reviews.

    Args:
        stated: What is said in any document and in the reference data, in any order.
    """
    facts = _Facts(stated)
    sessions = _sessions(facts)
    merged: list[ox.Triple] = []
    for review in facts.having("reviewOf"):
        accounts = facts.of("ofReview", review)
        date = _agreed_date(facts.values(accounts, "reviewDate"))
        if date and not facts.values(review, "reviewDate"):
            merged.append(_triple(review, "reviewDate", _date(date)))
        session = _agreed_session(facts, sessions, review, date)
        if session:
            merged.append(_triple(review, "heldAt", ox.NamedNode(session.iri)))
            if not facts.values(review, "session"):
                merged.append(_triple(review, "session", ox.Literal(int(session.number))))
        for document in _agreed_documents(facts, review, accounts):
            merged.append(_triple(document, "preparedFor", ox.NamedNode(review)))
    return NamedGraph.of_triples(terms.GRAPH_REVIEWS, merged)


def review_dates(stated: Iterable[Fact]) -> dict[str, str]:
    """Return when each review was held: its day where one is agreed on, or else the first day of its session.

    Args:
        stated: What documents say, and what `merge_reviews` makes of it.
    """
    facts = _Facts(stated)
    found = {}
    for review in facts.having("reviewOf"):
        days, sessions = facts.values(review, "reviewDate"), facts.values(review, "session")
        if len(days) == 1:
            found[review] = days.pop()
        elif len(sessions) == 1 and (start := session_starts().get(sessions.pop())):
            found[review] = start
    return found


def _sessions(facts: _Facts) -> list[_Session]:
    found = []
    for iri in facts.having("inCycle"):
        values = [facts.values(iri, name) for name in ("session", "startsOn", "endsOn")]
        cycles = facts.values(facts.values(iri, "inCycle"), "cycle")
        if all(len(one) == 1 for one in (*values, cycles)):
            number, starts_on, ends_on = (one.pop() for one in values)
            found.append(_Session(iri, number, cycles.pop(), starts_on, ends_on))
    return found


def _agreed_date(dates: Collection[str]) -> str | None:
    """Return the most precise of the dates if the others are the same, less precisely; None if they differ.

    >>> _agreed_date({"2010-02", "2010-02-12"})
    '2010-02-12'
    """
    longest = max(sorted(dates), key=len, default=None)
    return longest if longest and all(longest.startswith(date) for date in dates) else None


def _agreed_session(facts: _Facts, sessions: Collection[_Session], review: str, date: str | None) -> _Session | None:
    """Return the session of a review: that of the documents written for it, and that its day falls in."""
    numbers = facts.values([review, *facts.of("preparedFor", review)], "session")
    cycles = facts.values(review, "cycle")
    if date and len(date) == _DAY:
        numbers |= {session.number for session in sessions if session.starts_on <= date <= session.ends_on}
    found = [session for session in sessions if {session.number} == numbers and {session.cycle} == cycles]
    return found[0] if len(found) == 1 else None


def _agreed_documents(facts: _Facts, review: str, accounts: Collection[str]) -> list[str]:
    """Return the documents that accounts give to this review, no other to the same role, and no account to another one."""
    found = []
    for role in _DOCUMENTS:
        documents = facts.values(accounts, role)
        if len(documents) == 1 and not facts.values(documents, "preparedFor"):
            claims = {account for document in documents for name in _DOCUMENTS for account in facts.of(name, document)}
            found += documents if facts.values(claims, "ofReview") == {review} else []
    return found


def _triple(subject: str, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(terms.HR + name), value)


def _date(iso: str) -> ox.Literal:
    datatype = {4: "gYear", 7: "gYearMonth", _DAY: "date"}[len(iso)]
    return ox.Literal(iso, datatype=ox.NamedNode(terms.XSD + datatype))
