"""Plain records that the stages pass to each other. No input or output, no knowledge of a later stage.

Offsets count code points of `Document.text`, from 0, end excluded. For a text file that text is the file as decoded,
unchanged, so an offset into it is an offset into the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

DocumentKind = Literal[
    "NationalReport", "UnitedNationsCompilation", "StakeholderSummary", "StakeholderSubmission", "WorkingGroupReport",
    "Addendum", "ThematicList", "CouncilDecision", "ConcludingObservations", "Letter", "IndependentReport", "ActionPlan",
    "RecommendationTable", "AdvanceQuestions", "Document",
]  # fmt: skip
BlockKind = Literal["heading", "paragraph", "bullet", "note", "table", "furniture"]
StatementKind = Literal["recommendation", "request", "concern", "commendation", "assessment", "finding", "fact", "pledge"]
PositionValue = Literal["supported", "supported in part", "implemented", "pending", "noted"]
Scheme = Literal["ohchr-theme", "affected-group", "sdg", "upr-info-issues", "action-category"]
TreatyAct = Literal["sign", "ratify", "withdraw-reservation", "accept-procedure", "implement"]
ActModality = Literal["asked", "pledged", "reported", "mentioned"]


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a file before it is read: its name, and what `corpus.toml` says of it.

    Every field but `name` may be None; the document itself is asked then.
    """

    name: str
    symbol: str | None = None
    slug: str | None = None
    kind: DocumentKind | None = None
    state: str | None = None
    title: str | None = None
    author: str | None = None
    year: int | None = None
    date: str | None = None
    cycle: int | None = None
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text that is one thing: a heading, a paragraph, a bullet, a note, a table.

    Attributes:
        start, end: Trimmed of white space at both ends.
        number: Printed number of a paragraph ("12") or note ("7"); None where none is printed. A bullet has that of its
            paragraph.
        path: Headings above the block, outermost first; a heading's own text is not in its path.
        depth: Level of a heading (1 = outermost) or of a bullet (0 = outermost).
        gaps: Stretches inside that belong to something else (page numbers, running headers, notes at the foot of a
            page), in order. They are not part of the block's text.
        page: Page it begins on, from 1, where pages are known.
    """

    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    path: tuple[str, ...] = ()
    depth: int = 0
    gaps: tuple[tuple[int, int], ...] = ()
    page: int | None = None

    @property
    def heading(self) -> str | None:
        """The nearest heading above, or None."""
        return self.path[-1] if self.path else None

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """The stretches of the block's own text: from start to end without the gaps."""
        edges = [self.start, *(offset for gap in self.gaps for offset in gap), self.end]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]

    @property
    def paragraph(self) -> str | None:
        """How people cite the block: its printed number, or the nearest heading where it has none."""
        return self.number if self.kind in ("paragraph", "bullet") and self.number else self.heading


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A call for a note in the running text: the digits `text[start:end]` stand for note `number`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read and divided.

    Attributes:
        identifier: The symbol of a United Nations document, or a slug. Exports and IRIs name the document by it.
        symbol: None where the document has none.
        state: ISO 3166 alpha-3 of the State that the document is about, or None.
        sha256: Hash of `text` in UTF-8; offsets mean nothing without it.
        file_sha256: Hash of the bytes that were read.
        blocks: In text order, not overlapping except that a gap of one block may be another block.
        marks: Calls for notes in blocks that are not notes, in text order.
    """

    identifier: str
    kind: DocumentKind
    text: str
    sha256: str
    file_sha256: str
    name: str
    symbol: str | None = None
    state: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None
    cycle: int | None = None
    session: int | None = None
    blocks: tuple[Block, ...] = ()
    marks: tuple[NoteMark, ...] = ()

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """Blocks of these kinds, in text order."""
        return (block for block in self.blocks if block.kind in kinds)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a document a record rests, and which rule made it.

    Attributes:
        document: `Document.identifier`.
        paragraph: As printed, or the nearest heading, or "" where there is neither.
        quote: `text[start:end]` with each run of white space turned into one space.
        rule: Name of the rule, e.g. "statements.reporting-clause".
    """

    document: str
    paragraph: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A mention that was found and could not be resolved. Kept, counted and reported.

    Attributes:
        what: "issuer", "instrument", "provision", "document", "recommendation" or "note".
        printed: The words of the document.
        reason: Why not, for a person.
        candidates: Codes that were possible, if any.
    """

    what: str
    printed: str
    anchor: Anchor
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An institution as a document names it, for those that are not in the reference data.

    Attributes:
        code: The acronym that the document gives ("HRIC", "JS4"), or the name where it gives none.
        name: In full, as printed first; the reference data's spelling where a slip of the pen is all that differs.
        kind: Local name of the actor's class ("NonGovernmentalOrganization", "JointSubmission", "GovernmentBody", ...).
    """

    code: str
    name: str
    kind: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Tag:
    """A concept of a scheme that somebody, or a program, gave to a statement.

    Attributes:
        concept: Its preferred label, or its notation where the scheme has figures ("16", "5").
        method: Who or what gave it: "ohchr" and "upr-info" are people, any other is a program.
        version: Of the program; None for people.
        score: From 0 to 1, how sure the program is; None for people.
        anchor: Where the document gives it; None where a program read the statement alone.
    """

    scheme: Scheme
    concept: str
    method: str
    version: str | None = None
    score: float | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed (or, for a fact, unattributed) statement; see the annotation guide's definition of the unit.

    Attributes:
        issuers: Codes, in the order of the text; empty for a fact or where the text does not say.
        addressee: ISO 3166 alpha-3 of the State addressed, or None.
        instruments: Codes of international instruments ("CAT", "ILO-C190", "other:...").
        instrument_actions: Pairs of act and code, whether the act is asked for, reported or only mentioned.
        provisions: "CAT:1", "KAZ:Criminal Code:164".
        notes: Numbers of the notes called in the statement.
        upr_refs: Printed numbers of UPR recommendations ("95.53").
        similar: Says only that the issuer asked or observed the same as somebody before.
        similar_to: Index, in the document's list of statements, of the one it is similar to; None if unknown.
        number: Printed number of a UPR recommendation.
        key: Stands for the number where a table of recommendations prints none: a digest of State, session, recommending
            State and words.
        cycle, session: Of the review; None: those of the document, which is of one review.
        tags: What a source or a program classed it under.
        act_modalities: For each of `instrument_actions` what is said of it; see `modalities`.
        about: Numbers of the recommendations that a comment of the State under review is about.
    """

    kind: StatementKind
    anchor: Anchor
    issuers: tuple[str, ...] = ()
    addressee: str | None = None
    instruments: tuple[str, ...] = ()
    instrument_actions: tuple[tuple[TreatyAct, str], ...] = ()
    provisions: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    upr_refs: tuple[str, ...] = ()
    similar: bool = False
    similar_to: int | None = None
    number: str | None = None
    key: str | None = None
    cycle: int | None = None
    session: int | None = None
    tags: tuple[Tag, ...] = ()
    act_modalities: tuple[ActModality, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def modalities(self) -> tuple[ActModality, ...]:
        """What is said of each of `instrument_actions`."""
        return self.act_modalities or (self.open_modality,) * len(self.instrument_actions)

    @property
    def open_modality(self) -> ActModality:
        """What is said of an act that is not reported as done: requests ask for it, pledges promise it, others mention it."""
        asks = self.kind in ("recommendation", "request")
        return "asked" if asks else "pledged" if self.kind == "pledge" else "mentioned"


@dataclass(frozen=True, slots=True)
class Position:
    """What the State under review says of one recommendation in one place.

    Attributes:
        number: Printed number of the recommendation ("95.53"; "53" where a document prints no more), or its `key`.
        anchor: The paragraph that says so, which may speak of many recommendations.
        state: ISO 3166 alpha-3 of the State that takes it; None: the State that the document is about.
        of: Where the recommendation stands in the same document, if it has no number; `number` is then what the position
            calls it ("23 (b)").
    """

    number: str
    value: PositionValue
    anchor: Anchor
    state: str | None = None
    of: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited by a document, once for each place.

    Attributes:
        printed: The words that name it, as printed.
        symbol: United Nations symbol, OCR damage repaired, or None.
        title: For what has no symbol.
        url: As printed, line breaks taken out.
        pinpoint: Paragraphs, pages or recommendation numbers cited, as printed ("paras. 9 (a) and 10").
        note: Number of the note it stands in, where known.
        kind: "un_symbol" or "source".
        recommendations: Numbers of UPR recommendations in the pinpoint.
    """

    printed: str
    anchor: Anchor
    symbol: str | None = None
    title: str | None = None
    url: str | None = None
    pinpoint: str | None = None
    note: int | None = None
    kind: str = "un_symbol"
    recommendations: tuple[str, ...] = ()


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
    """A UPR recommendation that a document lists as noted, without its number. Shorter items of one row, joined by "/", are one."""

    state: str
    cycle: int | None
    theme: str
    text: str
    anchor: Anchor
    instruments: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpGrade:
    """A treaty body's grade for the follow-up to one paragraph (or part of it) of its concluding observations."""

    state: str
    body: str
    paragraph: int
    grade: str
    anchor: Anchor
    part: str | None = None


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


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was found in one document, each list in text order."""

    document: Document
    statements: tuple[Statement, ...] = ()
    facts: tuple[Fact, ...] = ()
    citations: tuple[Citation, ...] = ()
    parties: tuple[Party, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    positions: tuple[Position, ...] = ()
    warnings: tuple[str, ...] = field(default=())
