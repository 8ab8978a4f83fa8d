"""Facts that documents tell of treaties, reviews and plans."""

from __future__ import annotations

from dataclasses import dataclass

from hrgraph.models.documents import Anchor


@dataclass(frozen=True, slots=True)
class Participation:
    """What a document says of a State and a treaty.

    Attributes:
        treaty: Code.
        printed: The treaty's name as printed.
        act: "party", "not_party", "signature", "ratification", "accession", "entry_into_force", ...;
            "domestic_ratification" is a law by which the State approves the ratification, and does not bind it.
        date: ISO 8601, as precise as the source (2008, 2008-10, 2008-10-22), or None.
        status: e.g. "signature only", "in force", or None.
    """

    state: str
    treaty: str
    printed: str
    act: str
    anchor: Anchor
    date: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Competence:
    """A declaration, reservation or recognised competence of a treaty body.

    Attributes:
        kind: "declaration", "individual_complaints", "inter_state_complaints" or "inquiry".
        article: As printed ("14", "8 and 9"), or None.
        value: "yes", "no", or the words of the declaration.
    """

    state: str
    treaty: str
    kind: str
    value: str
    printed: str
    anchor: Anchor
    article: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where a State stands in its reporting to a treaty body. Dates ISO 8601, months where the source gives months."""

    state: str
    body: str
    anchor: Anchor
    latest_report_considered: str | None = None
    latest_concluding_observations: str | None = None
    follow_up: str | None = None
    reporting_status: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewFact:
    """What a document says of one Universal Periodic Review of a State: its dates and documents, its outcome, or its totals.

    Attributes:
        troika: ISO 3166 alpha-3 of the States chosen as rapporteurs, in the order of the text.
        meeting: Number of the Council's meeting that adopted the outcome.
        without_vote: Whether it was adopted without a vote; None where that is not printed.
        outcome_parts: What constitutes the outcome: labels of the scheme outcome-part.
        outcome_documents: Symbols of the documents in which it is.
    """

    state: str
    cycle: int
    anchor: Anchor
    period: str | None = None
    review_date: str | None = None
    session: int | None = None
    wg_report_date: str | None = None
    wg_report_symbol: str | None = None
    replies_date: str | None = None
    replies_symbol: str | None = None
    decision_date: str | None = None
    decision_symbol: str | None = None
    received: int | None = None
    supported: int | None = None
    noted: int | None = None
    delegations: int | None = None
    troika: tuple[str, ...] = ()
    national_report_symbol: str | None = None
    compilation_symbol: str | None = None
    summary_symbol: str | None = None
    meeting: int | None = None
    without_vote: bool | None = None
    outcome_parts: tuple[str, ...] = ()
    outcome_documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotedRecommendation:
    """A UPR recommendation that a document lists as noted, without its number. Shorter items of one row, joined by "/", are one.

    Attributes:
        acts: Pairs of act and code of an instrument that it asks for.
    """

    state: str
    cycle: int | None
    theme: str
    text: str
    anchor: Anchor
    instruments: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpGrade:
    """A treaty body's grade for the follow-up to one paragraph (or part of it) of its concluding observations.

    Attributes:
        graded: Where the words of that paragraph stand beside the grade, or None.
    """

    state: str
    body: str
    paragraph: int
    grade: str
    anchor: Anchor
    part: str | None = None
    graded: Anchor | None = None


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure of a State's action plan.

    Attributes:
        no: As printed ("1.1").
        deadline: Last day of the time line, ISO 8601, where it can be read.
        responsible: As printed.
    """

    state: str
    no: str
    section: str
    measure: str
    timeline: str
    anchor: Anchor
    completion_form: str | None = None
    deadline: str | None = None
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedImplementation:
    """What a State says in its report: that a part of it answers a recommendation of an earlier review. A claim, no outcome.

    Attributes:
        cycle: Of the review that made the recommendation.
        number: Of the recommendation, as the report of that review has it ("115.1").
        anchor: The list of numbers, or the words with the number.
        answers: The paragraphs that answer it, in text order.
    """

    state: str
    cycle: int
    number: str
    anchor: Anchor
    answers: tuple[Anchor, ...] = ()


Fact = (
    Participation
    | Competence
    | Reporting
    | ReviewFact
    | NotedRecommendation
    | FollowUpGrade
    | PlannedMeasure
    | ReportedImplementation
)
