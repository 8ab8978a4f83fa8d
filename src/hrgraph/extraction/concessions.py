"""Divide "While welcoming A, X was concerned about B, urging the State to do C" into the three things X said."""

from __future__ import annotations

import re
from dataclasses import replace

from hrgraph.extraction.clause import Clause
from hrgraph.extraction.verbs import NAME
from hrgraph.models import StatementKind

_HOW = (
    r"(?:fully |also |further )?(?P<how>welcoming|noting with (?:\w+ )?(?:appreciation|satisfaction|interest|concern"
    r"|regret)|noting"
    r"|acknowledging|recogni[sz]ing|appreciating|commending|prais(?:ing)|regretting|expressing (?:\w+ )?concern)\b"
)
_CONCESSION = rf"(?:[Ww]hile|[Aa]lthough|[Tt]hough|[Ww]hilst) {_HOW}"
_LEADING = re.compile(rf"(?:^|(?<=, )){_CONCESSION}[^;]{{0,400}}?, (?=(?:the |both )?{NAME})")
# "Welcoming A, X asked for B". Words that only take note of a thing give the reason for the act, and are none.
_OPENING = re.compile(
    r"(?P<how>Welcoming|Commending|Praising|Appreciating|Acknowledging|Regretting|Expressing (?:\w+ )?concern"
    r"|Noting with (?:\w+ )?(?:appreciation|satisfaction|concern|regret))\b"
)
_INNER = re.compile(rf"(?<={NAME}), {_CONCESSION}.{{0,400}}?, (?=(?:has |had )?[a-z])", re.DOTALL)
_TRAILING = re.compile(rf" (?=(?:while|whilst|although) {_HOW})")
# "X welcomed A, urging the State to do B": X asks, if nobody else is named in between.
_ASKING = re.compile(
    rf", (?=(?:also |further |strongly )?(?P<how>urging|encouraging|inviting|advising|calling (?:up)?on) "
    rf"(?:{NAME}+|them|the (?:\w+ )?(?:State(?: party)?|[Gg]overnment|[Aa]uthorities|country|[Pp]arliament|[Mm]inistry))"
    r" to )"
)
_KINDS: tuple[tuple[str, StatementKind], ...] = (
    ("noting with concern", "concern"), ("noting with regret", "concern"), ("noting with", "commendation"),
    ("noting", "finding"), ("expressing", "concern"), ("regretting", "concern"), ("", "commendation"),
)  # fmt: skip


def _kind(how: str) -> StatementKind:
    return next(kind for prefix, kind in _KINDS if how.lower().startswith(prefix))


def with_concessions(shadow: str, clauses: list[Clause]) -> list[Clause]:
    """Return the clauses, those with a concession before, inside or after them divided in two."""
    return [part for clause in clauses for part in _parts(shadow, clause)]


def _parts(shadow: str, clause: Clause) -> list[Clause]:
    if not clause.subject:
        return [clause]
    parts = [clause]
    leading = _LEADING.search(shadow, clause.start, clause.verb[0])
    inner = _INNER.search(shadow, clause.start, clause.verb[0] + 1)
    if leading and clause.subject[0].start >= leading.end() - len("the "):
        parts = _divided(clause, clause.start, leading.end(), leading)
    elif inner and inner.end() <= clause.verb[0]:
        parts = _divided(clause, clause.start, inner.end(), inner)
    elif opening := _OPENING.match(shadow, clause.start, clause.subject[0].start):
        parts = _divided(clause, clause.start, clause.subject[0].start, opening)
    trailing = _TRAILING.search(shadow, clause.verb[1], clause.end)
    if trailing:
        span = trailing.span("how")
        parts.append(Clause(trailing.end(), clause.end, _kind(trailing["how"]), span, clause.subject, shares=True))
    asking = _ASKING.search(shadow, clause.verb[1], clause.end)
    if asking and not trailing and NAME not in shadow[clause.verb[1] : asking.start()]:
        span = asking.span("how")
        parts.append(Clause(asking.end(), clause.end, "recommendation", span, clause.subject, shares=True))
    return parts


def _divided(clause: Clause, start: int, end: int, concession: re.Match[str]) -> list[Clause]:
    """Divide a clause at `end`, up to which it says what is conceded."""
    conceded = Clause(start, end, _kind(concession["how"]), concession.span("how"), clause.subject)
    return [conceded, replace(clause, start=end, shares=True)]
