"""Find a State's participation in treaties in the tables and lists that open compilations of UN information.

Four forms: the table of core treaties (first cycle); the sentence that lists the core treaties to which a State is not
a party; the table of other main instruments, with "Yes", "No" or "Yes, except ..."; the table of status during and
after the previous cycle (second cycle). Guarantees: where a form is torn so that an entry cannot be given to its
treaty, the entry is returned as unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates
from hrgraph.extraction.facts.acronyms import find_acronyms
from hrgraph.extraction.facts.other_instruments import find_other_instruments
from hrgraph.extraction.facts.status_form import find_status_entries
from hrgraph.extraction.facts.torn import find_core_treaty_table
from hrgraph.models import Document, Participation, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import collapse

_NOT_PARTY = re.compile(
    r"""
    Core\s+treaties\s+to\s+which\s+ (?P<state>[^:.]{3,80}?) \s+is\s+not\s+(?:yet\s+)?(?:a\s+)?(?:State\s+)?party\s*:\s*
    (?P<list>(?:(?!\n\s*\n|\.\d{0,3}\s*(?:\n|$)).){1,900})
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACKETS = re.compile(r"\s*\((?P<words>[^()]{3,60})\)")
_UNKNOWN_ACRONYM = re.compile(r"\b[A-Z][A-Z-]{2,}(?:[- ]?\d)?\b")


def find_compilation_participations(
    document: Document, registry: Registry, state: str
) -> tuple[list[Participation], list[Unresolved]]:
    """Return what the opening tables of a compilation say of the State's participation, and what they leave open."""
    found: list[Participation] = []
    unresolved: list[Unresolved] = []
    for part in (
        _from_core_table(document, registry, state),
        _from_list(document, registry, state),
        _from_status(document, registry, state),
    ):
        for record in part:
            if isinstance(record, Unresolved):
                unresolved.append(record)
            else:
                found.append(record)
    others, left = find_other_instruments(document, registry, state)
    return found + others, unresolved + left


def _from_core_table(document: Document, registry: Registry, state: str) -> Iterator[Participation | Unresolved]:
    table = find_core_treaty_table(document, registry)
    if table is None:
        return
    for row in table.rows:
        if row.date:
            anchor = build_anchor(document, row.date.start, row.date.end, rule="participation.core-treaty-table")
            printed = collapse(document.text[row.treaty.start : row.treaty.end])
            if row.date.kind == "dash":
                yield Participation(state, row.treaty.value, printed, "not_party", anchor)
            else:
                yield Participation(state, row.treaty.value, printed, "party", anchor, row.date.value)
    for entry, reason in table.loose:
        if entry.kind in ("treaty", "date"):
            anchor = build_anchor(document, entry.start, entry.end, rule="participation.core-treaty-table")
            candidates = (entry.value,) if entry.kind == "treaty" else ()
            yield Unresolved("participation", anchor.quote, anchor, reason, candidates)


def _from_list(document: Document, registry: Registry, state: str) -> Iterator[Participation | Unresolved]:
    """Read the list of core treaties to which the State is no party, each with "(signature only, 2008)" or nothing."""
    rule = "participation.not-party-list"
    for match in _NOT_PARTY.finditer(document.text):
        offset = match.start("list")
        words = match["list"]
        position = 0
        for acronym in find_acronyms(words, registry):
            brackets = _BRACKETS.match(words, acronym.end)
            for unknown in _UNKNOWN_ACRONYM.finditer(words, position, acronym.start):
                anchor = build_anchor(document, offset + unknown.start(), offset + unknown.end(), rule=rule)
                yield Unresolved("instrument", unknown.group(), anchor, "no instrument is known by this acronym")
            position = brackets.end() if brackets else acronym.end
            anchor = build_anchor(document, offset + acronym.start, offset + position, rule=rule)
            printed = collapse(words[acronym.start : acronym.end])
            if brackets and re.search(r"\bsign", brackets["words"]):
                dates = find_dates(brackets["words"])
                date = dates[0].value if dates else None
                yield Participation(state, acronym.code, printed, "signature_only", anchor, date)
            else:
                yield Participation(state, acronym.code, printed, "not_party", anchor)


def _from_status(document: Document, registry: Registry, state: str) -> Iterator[Participation]:
    rule = "participation.status-during-previous-cycle"
    entries = [entry for entry in find_status_entries(document, registry) if entry.declaration is None]
    joined = {entry.treaty for entry in entries if entry.date and not entry.signed and not entry.articles}
    told: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.articles:
            continue
        if entry.signed:
            act = "signature" if entry.treaty in joined else "signature_only"
        elif entry.date:
            act = "party"
        elif entry.treaty in joined:
            continue
        else:
            act = "not_party"
        if (entry.treaty, act) not in told:
            told.add((entry.treaty, act))
            anchor = build_anchor(document, entry.start, entry.end, rule=rule)
            printed = re.split(r"\s*[(,]", anchor.quote)[0]
            yield Participation(state, entry.treaty, printed, act, anchor, entry.date)
