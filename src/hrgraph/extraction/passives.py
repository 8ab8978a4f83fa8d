"""Clauses whose subject is not who speaks: "concerns were raised by X", "it was recommended that", "according to X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hrgraph.extraction.anaphors import GOVERNMENT, PRONOUN
from hrgraph.extraction.clause import Clause, mentions_within
from hrgraph.extraction.issuers import IssuerMention
from hrgraph.extraction.verbs import NAME
from hrgraph.models import StatementKind

_HOW: dict[str, StatementKind] = {
    **dict.fromkeys((
        "recommended", "urged", "encouraged", "called upon", "called for", "invited", "advised", "proposed",
    ), "recommendation"),
    **dict.fromkeys(("requested", "asked"), "request"),
    **dict.fromkeys(("welcomed", "commended", "praised"), "commendation"),
    **dict.fromkeys(("condemned", "criticized", "criticised", "deplored", "regretted", "denounced"), "concern"),
    **dict.fromkeys((
        "made", "raised", "sent", "issued", "expressed", "highlighted", "noted", "reported", "stressed", "underlined",
        "transmitted", "shared", "provided", "echoed", "documented", "received", "submitted", "voiced", "emphasized",
        "confirmed",
    ), "finding"),
}  # fmt: skip
_BY = r"by:?\ (?:the\ (?:[\w-]+\ ){1,6}of\ )?"
_NAMES = rf"(?P<subject>(?:[Tt]he\ )?{NAME}+(?:(?:,?\ and\ |,\ )(?:by\ )?(?:the\ )?{NAME}+)*)"
_AGENT = re.compile(
    rf"(?:was|were|is|are|been)\ (?:\w+ly\ |also\ |further\ )*(?P<how>{'|'.join(_HOW)})\ (?:\w+ly\ |(?:in"
    rf"|on)\ (?:\d\d?\ )?(?:\w+\ )?(?:19|20)\d\d\ )*{_BY}{_NAMES}",
    re.VERBOSE,
)
_RELATIVE_AGENT = re.compile(
    rf",\ which\ (?:was|were)\ (?:also\ )?(?P<how>{'|'.join(_HOW)})\ by\ (?P<subject>{NAME}+)", re.VERBOSE
)
_ADDRESSED = re.compile(
    rf"""(?P<addressee>{NAME}+|\b[Tt]he\ (?:[A-Z]\w+\ )?(?:State\ party|country|authorities|Government|leadership)
    |\b[Ii]t)
    \ (?:was|were|is|are|has\ been|had\ been)\ (?:also\ |further\ |therefore\ |now\ |again\ |\w+ly\ )*
    (?P<how>recommended|urged|encouraged|invited|called\ upon|requested|asked|advised|suggested)\ (?:,\ |to\b|that\b
    |by\b)""",
    re.VERBOSE,
)
_THING_ASKED = re.compile(
    r"\b(?:reforms?|efforts|measures|steps|ratification|adoption|improvements?)\b[^.;]{0,40}\b(?:are|is|was|were)"
    r" (?:\w+ )?(?P<how>encouraged|recommended|called for)\b(?! by)"
)
_CONCERN_HEARD = re.compile(
    r"^(?:\w+ )?[Cc]oncerns? (?:was|were) (?:also |further |\w+ly )*(?P<how>expressed|raised|voiced)\b(?! by\b)"
)
_ACCORDING = re.compile(
    rf"""(?:\b[Aa]ccording\ to\ (?:the\ |an?\ )?(?:[\w-]+\ (?:reports?\ )?(?:of|by|from)\ (?:the\ )?)?
      | \b[Ii]n\ the\ (?:view|opinion|words)\ of\ | ^As\ (?:\w+ly\ )?(?:noted|stated|reported|indicated|highlighted
      |observed|pointed\ out|mentioned|documented)\ by\ )
    (?P<subject>{NAME}+(?:\ and\ (?:the\ )?{NAME}+)*)""",
    re.VERBOSE,
)
_OWN_VIEW = re.compile(rf"^In (?P<subject>{NAME}+)['’]s? (?:view|opinion)\b")
_POSSESSIVE = re.compile(
    rf"(?:(?P<owner>{NAME}+)['’]s?\ (?:\w+\ ){{0,4}}|(?:[Rr]ecommendations|[Rr]equests)\ (?:made\ )?(?:of"
    rf"|by)\ (?P<of>{NAME}+)\ )"
    r"(?:recommendations\ )?(?:\w+ly\ )?(?:includ(?:e|ed)|concern(?:ed)?|relat(?:e|ed)\ to|focus(?:ed)?\ on)\b",
    re.VERBOSE,
)
_INFORMATION = re.compile(
    r"(?:\S+\s){0,8}?(?:to )?\b(?:information|provide|submit|report|inform|respond|reply|comment|updates?"
    r"|documentation)\b"
)


def attributed_clauses(shadow: str, mentions: Sequence[IssuerMention], clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that name who speaks elsewhere than in the subject, and not within one of `clauses`."""
    found: list[Clause] = []
    for match in (*_ACCORDING.finditer(shadow), *_OWN_VIEW.finditer(shadow)):
        subject = mentions_within(mentions, match.span("subject"))
        if subject and not any(c.start <= match.start() < c.end for c in clauses):
            found.append(Clause(0, len(shadow), "finding", match.span("subject"), subject))
    for match in _POSSESSIVE.finditer(shadow):
        span = match.span("owner" if match["owner"] else "of")
        subject = mentions_within(mentions, span)
        if subject and not clauses and not found and re.search(r"recommendations|requests", match.group(), re.I):
            found.append(Clause(0, len(shadow), "recommendation", span, subject))
    return found


def relative_clauses(shadow: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    """Return the clauses ", which was highlighted by X"."""
    return [
        Clause(match.start() + 2, len(shadow), _HOW[match["how"]], match.span("how"), subject)
        for match in _RELATIVE_AGENT.finditer(shadow)
        if (subject := mentions_within(mentions, match.span("subject")))
    ]


def passive_clauses(shadow: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    """Return the clause of a sentence in the passive, with or without who speaks: at most one."""
    match = _AGENT.search(shadow)
    if match and (subject := _agents(shadow, match, mentions)):
        kind = _HOW[match["how"]]
        head = shadow[: match.start()]
        if re.search(r"\brecommendations?\b", head, re.I):
            kind = "recommendation"
        elif re.search(r"\bconcerns?\b", head, re.I):
            kind = "concern"
        elif (
            kind == "request"
            and not _INFORMATION.match(shadow[match.end() :].lstrip())
            and not re.search(r"\bvisit", head)
        ):
            kind = "recommendation"
        return [Clause(0, len(shadow), kind, match.span("how"), subject)]
    if match := _THING_ASKED.search(shadow):
        return [Clause(0, len(shadow), "recommendation", match.span("how"), passive=True)]
    if match := _CONCERN_HEARD.search(shadow):
        return [Clause(0, len(shadow), "concern", match.span("how"), passive=True)]
    match = _ADDRESSED.search(shadow)
    if match and _can_be_asked(match, mentions):
        asks = match["how"] in ("requested", "asked", "invited") and _INFORMATION.match(shadow[match.end() :].lstrip())
        return [Clause(0, len(shadow), "request" if asks else "recommendation", match.span("how"), passive=True)]
    return []


def _agents(shadow: str, match: re.Match[str], mentions: Sequence[IssuerMention]) -> tuple[IssuerMention, ...]:
    if ":" in match.group():  # "provided by: X on ...; Y on ...; and Z on ..."
        return tuple(m for m in mentions if re.search(r"(?:by:|;|; and) (?:the )?$", shadow[: m.start]))
    return mentions_within(mentions, match.span("subject"))


def _can_be_asked(match: re.Match[str], mentions: Sequence[IssuerMention]) -> bool:
    """Whether the subject of "was recommended" is a State, its authorities, or the "it" of "it was urged that"."""
    named = mentions_within(mentions, match.span("addressee"))
    if not named:
        return True
    if named[0].anaphor:
        return named[0].anaphor == GOVERNMENT or (
            named[0].anaphor == PRONOUN and match.group().rstrip().endswith("that")
        )  # fmt: skip
    return any(re.fullmatch(r"[A-Z]{3}", code) for code in named[0].codes)
