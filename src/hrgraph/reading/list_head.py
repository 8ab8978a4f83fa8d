"""Which review a thematic list of OHCHR belongs to: its running head says so, or the name of its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.registry import load_registry
from hrgraph.sittings import parse_ordinal
from hrgraph.symbols import cycle_of_session
from hrgraph.text import collapse

_REVIEWED = (
    r"""
    (?P<state>[^\n]{2,80}?)
    \s*[(,\[\N{EN DASH}-]\s*
    (?P<cycle>\w+)\s+cycle
    (?: [\s,\N{EN DASH}-]+ (?P<session>[\w-]+)\s+session )?
    """
)
# With the name of the review, or else at the very beginning.
_HEADS = (
    re.compile(r"\b(?:UPR|Universal\s+Periodic\s+Review)\s+of\s+(?:the\s+)?" + _REVIEWED, re.VERBOSE | re.IGNORECASE),
    re.compile(r"^(?:the\s+)?" + _REVIEWED, re.VERBOSE | re.IGNORECASE),
)
_FILE_NAME = re.compile(r"UPR[ _-]?(?P<session>\d{1,2})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListHead:
    """State (ISO 3166 alpha-3), cycle and session of a review; None for what is not said."""

    state: str | None
    cycle: int | None
    session: int | None


def match_list_head(text: str) -> ListHead | None:
    """Return the review that a running head names, or None.

    >>> match_list_head("UPR of Chile (3rd Cycle - 32nd Session) Thematic list of recommendations")
    ListHead(state='CHL', cycle=3, session=32)
    """
    match = next((match for pattern in _HEADS if (match := pattern.search(collapse(text)))), None)
    state = load_registry().match(match["state"], "State") if match else None
    if match is None or (match.re is _HEADS[1] and state is None):
        return None
    session = _ordinal(match["session"])
    return ListHead(state.code if state else None, _ordinal(match["cycle"]) or _cycle(session), session)


def match_list_file_name(name: str) -> ListHead | None:
    """Return the review that the name of a file names ("UPR34_Slovenia_Thematic_list"), or None."""
    words = re.sub(r"[_.]+", " ", name)
    states = {entry.code for found in load_registry().find_names(words, "State") for entry in found.entries}
    match = _FILE_NAME.search(name)
    session = int(match["session"]) if match else None
    if len(states) != 1 and session is None:
        return None
    return ListHead(states.pop() if len(states) == 1 else None, _cycle(session), session)


def _ordinal(words: str | None) -> int | None:
    try:
        return parse_ordinal(words) if words else None
    except ValueError:
        return None


def _cycle(session: int | None) -> int | None:
    return cycle_of_session(session) if session else None
