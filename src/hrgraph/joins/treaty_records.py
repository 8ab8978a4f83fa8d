"""What documents ask of States towards treaties, and what they say of where States stand.

A call is a statement that asks a State for a treaty act (hr:callsFor). A pledge (hr:pledgesAct) is the State's own word and
is kept apart. A standing is what one record says: of a participation, of a declaration or of a procedure. "Implement" is no
act of the law of treaties with a day of its own, and is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hrgraph import terms
from hrgraph.joins.document_facts import DocumentFacts

READ = (
    "hr:callsFor", "hr:pledgesAct", "hr:reportsAct", "hr:mentionsAct", "hr:addressedTo", "hr:issuedBy", "hr:inReview",
    "hr:mentions", "hr:act", "hr:ofInstrument", "hr:participant", "hr:date", "hr:competenceKind", "hr:article",
    "hr:value", "hr:inPassage", "hr:evidence", "oa:hasSelector", "oa:start", "oa:end",
)  # fmt: skip
ACTS = ("sign", "ratify", "withdraw-reservation", "accept-procedure")
_ACT, _PARTICIPATION, _COMPETENCE = (terms.SCHEME + name + "/" for name in ("treaty-act", "participation-act", "competence"))


@dataclass(frozen=True, slots=True)
class Call:
    """A statement that asks for a treaty act, or promises it.

    Attributes:
        statement: IRI.
        document: IRI.
        state: IRI of the State that is asked, or that promises.
        act: One of `ACTS`.
        instrument: IRI.
        treaty_act: IRI of the act towards the instrument.
        review: IRI of the review that a recommendation was made in, or None.
        articles: Numbers of the articles of the instrument that the statement names.
        pledge: Whether the State promises it of its own accord.
    """

    statement: str
    document: str
    state: str
    act: str
    instrument: str
    treaty_act: str
    review: str | None = None
    articles: tuple[str, ...] = ()
    pledge: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What one record of a document says of where a State stands towards an instrument.

    Attributes:
        record: IRI of a participation, a declaration or a recognised competence.
        says: Local name of a concept of the schemes participation-act or competence.
        date: Of the act, in ISO 8601, as precise as the document; "" where it gives none.
        articles: Numbers of the articles that a procedure or declaration is about.
        value: Of a declaration or competence: "yes", "no", or words.
        speakers: IRIs of the actors whose statement the document reports in these words.
    """

    record: str
    document: str
    state: str
    instrument: str
    says: str
    date: str = ""
    articles: tuple[str, ...] = ()
    value: str = ""
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatyRecords:
    """All of one document."""

    calls: tuple[Call, ...] = ()
    standings: tuple[Standing, ...] = ()


def read_treaty_records(facts: DocumentFacts) -> TreatyRecords:
    """Return what a document asks of States towards treaties, and what it says of where they stand."""
    return TreatyRecords(
        tuple(sorted(_calls(facts), key=lambda call: (call.statement, call.treaty_act))),
        tuple(sorted(_standings(facts), key=lambda standing: standing.record)),
    )


def _calls(facts: DocumentFacts) -> Iterator[Call]:
    for relation, whose in (("hr:callsFor", "hr:addressedTo"), ("hr:pledgesAct", "hr:issuedBy")):
        for statement, treaty_act in facts.pairs(relation):
            act = (facts.value(treaty_act, "hr:act") or "").removeprefix(_ACT)
            instrument = facts.value(treaty_act, "hr:ofInstrument")
            if act not in ACTS or instrument is None:
                continue
            named = (value for value in facts.values(statement, "hr:mentions") if value.startswith(instrument + "/art/"))
            articles = {re.split("[/(]", value.removeprefix(instrument + "/art/"))[0] for value in named}
            for state in facts.values(statement, whose):
                if state.startswith(terms.ID + "state/"):
                    yield Call(
                        statement, facts.document, state, act, instrument, treaty_act, facts.value(statement, "hr:inReview"),
                        tuple(sorted(articles)), relation == "hr:pledgesAct",
                    )  # fmt: skip


def _standings(facts: DocumentFacts) -> Iterator[Standing]:
    speakers = _Speakers(facts)
    for record in facts.of_type("Participation", "Declaration", "RecognisedCompetence"):
        state, instrument = facts.value(record, "hr:participant"), facts.value(record, "hr:ofInstrument")
        concept = facts.value(record, "hr:act") or facts.value(record, "hr:competenceKind")
        if state and instrument and concept:
            yield Standing(
                record, facts.document, state, instrument, concept.removeprefix(_PARTICIPATION).removeprefix(_COMPETENCE),
                facts.value(record, "hr:date") or "",
                tuple(re.findall(r"\d+", facts.value(record, "hr:article") or "")),
                facts.value(record, "hr:value") or "",
                speakers.of(record, instrument),
            )  # fmt: skip


class _Speakers:
    """Who is reported as speaking, by the characters of a document."""

    def __init__(self, facts: DocumentFacts) -> None:
        self._facts = facts
        self._said: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for relation in ("hr:reportsAct", "hr:mentionsAct", "hr:callsFor"):
            for statement, act in facts.pairs(relation):
                instrument, span = facts.value(act, "hr:ofInstrument") or "", self._span(statement)
                for passage in facts.values(statement, "hr:inPassage") if span else ():
                    self._said[passage, instrument].append((*span, statement))

    def of(self, record: str, instrument: str) -> tuple[str, ...]:
        """Return the issuers of the statements that speak of an act towards the instrument in the words of a record."""
        span = self._span(record)
        if span is None:
            return ()
        own = [said for passage in self._facts.values(record, "hr:inPassage") for said in self._said.get((passage, instrument), ())]
        told = [statement for start, end, statement in own if start < span[1] and span[0] < end]
        return tuple(sorted({issuer for one in told for issuer in self._facts.values(one, "hr:issuedBy")}))

    def _span(self, record: str) -> tuple[int, int] | None:
        for evidence in self._facts.values(record, "hr:evidence"):
            for selector in self._facts.values(evidence, "oa:hasSelector"):
                start, end = self._facts.value(selector, "oa:start"), self._facts.value(selector, "oa:end")
                if start and end:
                    return int(start), int(end)
        return None
