"""What is found in a document: who says what of whom, who they are, what is cited, and what could not be resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hrgraph.models.documents import Anchor, Document
from hrgraph.models.facts import Fact

StatementKind = Literal["recommendation", "request", "concern", "commendation", "assessment", "finding", "fact", "pledge"]
PositionValue = Literal["supported", "supported in part", "implemented", "pending", "noted"]
Scheme = Literal["ohchr-theme", "affected-group", "sdg", "upr-info-issues", "action-category"]
TreatyAct = Literal["sign", "ratify", "withdraw-reservation", "accept-procedure", "implement"]
# What somebody says did not become of recommendations: "contested" where only a contrast tells it ("accepted; however, ...").
ImplementationVerdict = Literal["not implemented", "partly implemented", "contested"]
ActModality = Literal["asked", "pledged", "reported", "mentioned"]


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
        verdict: What it says did not become of recommendations of the review.
        verdict_on: Index, in the document's list of statements, of the one that names these recommendations, if not itself.
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
    verdict: ImplementationVerdict | None = None
    verdict_on: int | None = None

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
        paragraphs: Numbers of paragraphs in the pinpoint, ranges written out.
        issuers: Codes of the States named beside a number of `recommendations`: "71.6 (Chad)".
        cycle: Of the review that the citing sentence names ("its second review"), where a document of a review is cited.
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
    paragraphs: tuple[str, ...] = ()
    issuers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cycle: int | None = None


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
