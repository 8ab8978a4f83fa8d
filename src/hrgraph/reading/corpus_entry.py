"""What one entry of `corpus.toml` may say, and what is wrong with one that says something else.

Guarantees to the next stage: an entry without problems names a file beside it, a State of the reference data, and a kind,
cycle and session that do not contradict its symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hrgraph.errors import IdentifierError
from hrgraph.models import DocumentKind
from hrgraph.registry import load_registry
from hrgraph.symbols import Symbol, cycle_of_session, parse_symbol

STRINGS = ("symbol", "slug", "kind", "state", "title", "author", "date", "encoding")
INTEGERS = ("year", "cycle", "session")
KINDS = (
    "NationalReport", "UnitedNationsCompilation", "StakeholderSummary", "StakeholderSubmission", "WorkingGroupReport",
    "Addendum", "ThematicList", "CouncilDecision", "ConcludingObservations", "Letter", "IndependentReport", "ActionPlan",
    "RecommendationTable", "AdvanceQuestions",
)  # fmt: skip
# What the kinds of documents that a symbol can tell are called here.
KIND_OF_SYMBOL: dict[str, DocumentKind] = {
    "UPR national report": "NationalReport",
    "UPR compilation": "UnitedNationsCompilation",
    "UPR summary": "StakeholderSummary",
    "concluding observations": "ConcludingObservations",
    "decision": "CouncilDecision",
}
# Documents prepared for a session of the working group; others may give the session of another body.
_OF_WORKING_GROUP = ("NationalReport", "UnitedNationsCompilation", "StakeholderSummary")
_CYCLES = range(1, 5)
_SESSIONS = range(1, 200)
_YEARS = range(1945, 2100)
# Symbols have more forms than are known here, but all are parts in capitals and figures joined by strokes.
_SYMBOL = re.compile(r"[A-Z0-9][A-Za-z0-9.()-]*(?:/[A-Za-z0-9.()-]+)+")
_SLUG = re.compile(r"[^\s/]+")


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """What is wrong with one key of an entry, and what was expected; sentences for people."""

    key: str
    problem: str
    expected: str


def check_entry(entry: Mapping[str, Any]) -> list[EntryProblem]:
    """Return what is wrong with an entry: first what single keys say, and only if that is right, what contradicts."""
    return list(_of_keys(entry)) or list(_of_values(entry)) or list(_contradictions(entry))


def as_text(key: str, value: Any) -> Any:
    """TOML knows dates; records keep them as ISO 8601 text."""
    return value.isoformat() if key == "date" and isinstance(value, date) else value


def _of_keys(entry: Mapping[str, Any]) -> Iterator[EntryProblem]:
    name = entry.get("file")
    if not isinstance(name, str) or not name:
        yield EntryProblem("file", "`file` is missing.", "Give the file's name.")
    elif "/" in name or "\\" in name:
        yield EntryProblem(
            "file", f"`file` is {name!r}, a path.", "Expected the name of a file beside corpus.toml; give its folder one too."
        )
    for key, value in entry.items():
        if key in INTEGERS and (not isinstance(value, int) or isinstance(value, bool)):
            yield EntryProblem(key, f"`{key}` is {value!r}.", "Expected a whole number.")
        elif key in STRINGS and not isinstance(as_text(key, value), str):
            yield EntryProblem(key, f"`{key}` is {value!r}.", "Expected a string.")
        elif key not in (*STRINGS, *INTEGERS, "file"):
            known = ", ".join(("file", *STRINGS, *INTEGERS))
            yield EntryProblem(key, f"`{key}` is not a known key.", f"Expected one of {known}.")


def _of_values(entry: Mapping[str, Any]) -> Iterator[EntryProblem]:
    kind, state, symbol, slug = (entry.get(key) for key in ("kind", "state", "symbol", "slug"))
    if kind is not None and kind not in KINDS:
        yield EntryProblem("kind", f"`kind` is {kind!r}, no kind of document.", f"Expected one of {', '.join(KINDS)}.")
    if state is not None and load_registry().by_code(state, "State") is None:
        meant = load_registry().match(state, "State")
        example = f", {meant.code} for {meant.label}" if meant else ", such as FJI"
        yield EntryProblem("state", f"`state` is {state!r}, no State's code.", f"Expected an ISO 3166 alpha-3 code{example}.")
    if symbol is not None and not _SYMBOL.fullmatch(symbol):
        yield EntryProblem(
            "symbol", f"`symbol` is {symbol!r}, no symbol of a document.",
            "Expected parts joined by strokes, such as A/HRC/WG.6/20/FJI/3; give a document without one a slug.",
        )  # fmt: skip
    if slug is not None and not _SLUG.fullmatch(slug):
        yield EntryProblem(
            "slug", f"`slug` is {slug!r}.", "Expected a name without white space and strokes, such as reef-watch-2021."
        )
    if symbol is not None and slug is not None:
        yield EntryProblem("slug", f"`slug` is {slug!r} beside a symbol.", "Expected one of the two.")
    for key, allowed in (("cycle", _CYCLES), ("session", _SESSIONS), ("year", _YEARS)):
        if key in entry and entry[key] not in allowed:
            yield EntryProblem(key, f"`{key}` is {entry[key]}.", f"Expected {allowed[0]} to {allowed[-1]}.")
    if "date" in entry and not _is_date(as_text("date", entry["date"])):
        yield EntryProblem("date", f"`date` is {entry['date']!r}.", "Expected 2021, 2021-06 or 2021-06-30.")


def _contradictions(entry: Mapping[str, Any]) -> Iterator[EntryProblem]:
    symbol = _parsed(entry.get("symbol"))
    cycle, session, kind = entry.get("cycle"), entry.get("session"), entry.get("kind")
    if symbol is not None:
        said = {"state": _state_of(symbol), "cycle": symbol.cycle, "session": symbol.session if symbol.cycle else None}
        said["kind"] = KIND_OF_SYMBOL.get(symbol.kind) if symbol.body in ("UPR-WG", "HRC") else None
        for key, value in said.items():
            if value is not None and entry.get(key) not in (None, value):
                yield EntryProblem(
                    key, f"`{key}` is {entry[key]!r}, and the symbol {entry['symbol']} says {value!r}.", "Correct one of them."
                )
    elif kind in _OF_WORKING_GROUP and cycle and session and cycle_of_session(session) != cycle:
        yield EntryProblem(
            "cycle", f"`cycle` is {cycle}, and session {session} of the working group is in cycle {cycle_of_session(session)}.",
            "Correct one of them.",
        )  # fmt: skip


def _parsed(symbol: str | None) -> Symbol | None:
    try:
        return parse_symbol(symbol) if symbol else None
    except IdentifierError:
        return None


def _state_of(symbol: Symbol) -> str | None:
    """Return the State that a symbol names; None where it uses letters that are not an ISO code."""
    entry = load_registry().by_code(symbol.state, "State") if symbol.state else None
    return entry.code if entry else None


def _is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day, as ISO 8601 writes them."""
    if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "-01" * ((10 - len(text)) // 3))
    except ValueError:
        return False
    return int(text[:4]) in _YEARS
