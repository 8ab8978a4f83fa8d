"""Read the rows of a table of recommendations: State under review, recommending State, words, response, action, issues.

Guarantees: each row is one statement or, where its State or session cannot be read, unresolved. Rows have no numbers: a row
is known by a digest of State, session, recommending State and words, so the same row in two exports is the same.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hrgraph.anchors import build_anchor
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.position_words import match_position_word
from hrgraph.iris import digest
from hrgraph.models import Anchor, Document, Position, Scheme, Statement, Tag, Unresolved
from hrgraph.names import fold
from hrgraph.reading.csv_cells import CsvCell, match_delimiter, parse_csv
from hrgraph.reading.upr_info import find_columns
from hrgraph.registry import Registry
from hrgraph.schemes import load_scheme
from hrgraph.symbols import cycle_of_session
from hrgraph.text import collapse

METHOD = "upr-info"
_KINDS = ("State", "Territory")
_ISSUE_BREAK = re.compile(r"\s*[,;|\r\n]\s*")
_NUMBER = re.compile(r"\d{1,3}\.\d{1,3}(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its cells by the name of their column, and how people cite it."""

    cells: Mapping[str, CsvCell]
    name: str

    def cell(self, column: str) -> CsvCell:
        """Return the cell of a column; an empty one where there is none."""
        return self.cells.get(column, CsvCell("", 0, 0))

    def words(self, column: str) -> str:
        """Return the words of a cell, character references of HTML undone."""
        return collapse(html.unescape(self.cell(column).value))


def find_table_recommendations(document: Document, registry: Registry) -> OwnFindings:
    """Return the recommendations of a table, with UPR Info's tags, and the responses that it gives.

    Args:
        document: Its text is the table, as `hrgraph.reading.upr_info` reads it.
    """
    rows = parse_csv(document.text, match_delimiter(document.text) or ",")
    columns = find_columns(next(rows, [])) or {}
    statements: list[Statement] = []
    positions: list[Position] = []
    unresolved: list[Unresolved] = []
    seen: Counter[str] = Counter()
    for number, cells in enumerate(rows, start=2):
        row = _Row({name: cells[at] for name, at in columns.items() if at < len(cells)}, f"row {number}")
        if not row.words("text"):
            continue
        anchor = _anchor(document, row, "text", "upr-info.recommendation")
        state = registry.match(row.words("state"), "State")
        session = row.words("session")
        if state is None or not session.isdigit():
            what = ("State", row.words("state")) if state is None else ("session", session)
            unresolved.append(Unresolved(what[0].lower(), what[1], anchor, f"no {what[0]} is known by this name"))
            continue
        senders, left = _senders(document, row, registry)
        tags, more_left = _tags(document, row)
        unresolved += left + more_left
        key = row_key(state.code, int(session), senders, row.cell("text").value)
        seen[key] += 1
        key = key if seen[key] == 1 else f"{key}-{seen[key]}"
        printed = _NUMBER.fullmatch(row.words("number"))
        statements.append(
            Statement(
                "recommendation",
                anchor,
                senders,
                addressee=state.code,
                number=printed.group() if printed else None,
                key=None if printed else key,
                cycle=cycle_of_session(int(session)),
                session=int(session),
                tags=tags,
            )
        )
        position, left = _position(document, row, printed.group() if printed else key, state.code)
        positions += position
        unresolved += left
    return OwnFindings(document, tuple(statements), tuple(positions), unresolved=tuple(unresolved))


def row_key(state: str, session: int, senders: tuple[str, ...], text: str) -> str:
    """Return what a row is known by: the same for the same words, whatever case, accents and punctuation they have."""
    return digest(state, str(session), *sorted(senders), " ".join(re.findall(r"\w+", fold(html.unescape(text)))))


def _anchor(document: Document, row: _Row, column: str, rule: str) -> Anchor:
    cell = row.cell(column)
    return build_anchor(document, cell.start, cell.end, rule=rule, paragraph=row.name)


def _senders(document: Document, row: _Row, registry: Registry) -> tuple[tuple[str, ...], list[Unresolved]]:
    """Return the States that recommend: one as a rule, and what the cell names that is none."""
    printed = row.words("from")
    if state := registry.match(printed, *_KINDS):
        return (state.code,), []
    names = [name for name in re.split(r"\s*[;|/]\s*", printed) if name]
    found = [registry.match(name, *_KINDS) for name in names]
    if found and all(found):
        return tuple(dict.fromkeys(entry.code for entry in found if entry)), []
    anchor = _anchor(document, row, "from" if printed else "text", "upr-info.recommending-state")
    return (), [Unresolved("issuer", printed, anchor, "no State is known by this name")]


def _tags(document: Document, row: _Row) -> tuple[tuple[Tag, ...], list[Unresolved]]:
    """Return UPR Info's tags, and what it prints that its schemes, as they are known, do not have."""
    issues, actions = load_scheme("upr-info-issues"), load_scheme("action-category")
    printed, action = row.words("issues"), row.words("action")
    names = [printed] if issues.match(printed) else _ISSUE_BREAK.split(printed)
    matches: list[tuple[str, Scheme, str, str | None]] = []
    for name in filter(None, names):
        concept = issues.match(name)
        matches.append(("issues", "upr-info-issues", name, concept.label if concept else None))
    if action:
        category = actions.by_notation(action) or actions.match(action)
        matches.append(("action", "action-category", action, category.notation if category else None))
    tags: list[Tag] = []
    unresolved: list[Unresolved] = []
    for column, scheme, name, found in matches:
        anchor = _anchor(document, row, column, "upr-info.tag")
        if found is None:
            unresolved.append(Unresolved("concept", name, anchor, f"the scheme {scheme} has no such concept"))
        else:
            tags.append(Tag(scheme, found, METHOD, anchor=anchor))
    return tuple(tags), unresolved


def _position(document: Document, row: _Row, number: str, state: str) -> tuple[list[Position], list[Unresolved]]:
    printed = row.words("response")
    if not printed:
        return [], []
    anchor = _anchor(document, row, "response", "upr-info.position")
    value = match_position_word(printed)
    if value is None:
        return [], [Unresolved("position", printed, anchor, "the response is none that a State gives")]
    return [Position(number, value, anchor, state)], []
