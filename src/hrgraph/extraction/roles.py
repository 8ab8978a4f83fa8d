"""What the sentences of a kind of document are: reports of others' words, its author's own, or facts it tells."""

from __future__ import annotations

from hrgraph.models import DocumentKind

_REPORTS_OTHERS = ("StakeholderSummary", "UnitedNationsCompilation", "WorkingGroupReport")
_NAMES_SPEAKERS = ("StakeholderSummary", "UnitedNationsCompilation")
_TELLS_FACTS = ("IndependentReport", "NationalReport", "ActionPlan", "Document")
_STATE_SPEAKS = ("NationalReport", "Addendum")


def reports_others(kind: DocumentKind) -> bool:
    """Whether documents of this kind report what others said; all other kinds speak for their author."""
    return kind in _REPORTS_OTHERS


def names_speakers(kind: DocumentKind) -> bool:
    """Whether a name that nobody knows may be a speaker: of those that report others, in which States are not."""
    return kind in _NAMES_SPEAKERS


def summarises_submissions(kind: DocumentKind) -> bool:
    """Whether every speaker is one who made a submission, so that an unknown acronym is a new institution."""
    return kind == "StakeholderSummary"


def tells_facts(kind: DocumentKind) -> bool:
    """Whether what the author says, and does not ask or conclude, is a fact told by the document."""
    return kind in _TELLS_FACTS


def state_speaks(kind: DocumentKind) -> bool:
    """Whether the State under review speaks of itself: what it aims at, it recommends to nobody."""
    return kind in _STATE_SPEAKS


def is_personal(kind: DocumentKind) -> bool:
    """Whether "I" is the author, and what an annex lists is what the author asks for."""
    return kind == "Letter"
