"""Find declarations, reservations and the competences of treaty bodies that a State has recognised or declined.

From the torn table of core treaties, from the status table of the second cycle, and from tables with a column of
declarations, whose words are read: a State "recognizes the competence of the Committee" to receive communications from
individuals or from States. Guarantees: a competence is given to a treaty only by its article or by its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates
from hrgraph.extraction.facts.instrument_names import resolve_instrument_name
from hrgraph.extraction.facts.procedures import competence_of, treaties_with
from hrgraph.extraction.facts.status_form import find_status_entries
from hrgraph.extraction.facts.tables import Cell, Table
from hrgraph.extraction.facts.torn import CoreTable, Entry, find_core_treaty_table
from hrgraph.models import Competence, Document, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import collapse

_KINDS = (
    ("individual_complaints", re.compile(r"individual", re.IGNORECASE)),
    ("inter_state_complaints", re.compile(r"inter-?\s*state", re.IGNORECASE)),
    ("inquiry", re.compile(r"inquiry", re.IGNORECASE)),
)
_TREATY_COLUMN = re.compile(r"\b(?:treat(?:y|ies)|conventions?|instruments?|covenants?)\b", re.IGNORECASE)
_DECLARATION_COLUMN = re.compile(r"\bdeclarations?\b|\breservations?\b", re.IGNORECASE)
_NOTHING = re.compile(r"[/\N{EN DASH}\N{EM DASH}-]+|none|nil|no|n/?a\.?", re.IGNORECASE)
_ARTICLE = re.compile(r"\barts?(?:icles?|\.)?\s*\[?(?P<number>\d+)\]?", re.IGNORECASE)
# Where one of several declarations in a cell begins: a heading that ends in a colon.
_PART = re.compile(
    r"""
    \b(?:
      (?:in\s+accordance\s+with|under|pursuant\s+to|as\s+regards|with\s+(?:regard|respect)\s+to)\s+
        articles?\s+\[?\d+\]?(?:\s*,?\s*paragraphs?\s+\d+)?\s*:
    | (?:interpretative\s+)?(?:declarations?|reservations?)\s*(?:\([^()]*\))?\s*:
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"](?P<words>.+)[”\"]", re.DOTALL)
_RECOGNISES = re.compile(
    r"(?P<not>\b(?:does|do|did)\s+not\s+)?\brecogni[sz](?:es?|ed|ing)\b[^.;]{0,120}?\bcompetence\b", re.IGNORECASE
)
_FROM_INDIVIDUALS = re.compile(
    r"\bcommunications?\s+from\s+(?:or\s+on\s+behalf\s+of\s+)?(?:individual|person)", re.IGNORECASE
)
_FROM_STATES = re.compile(
    r"\banother\s+state\s+party\s+claims|\bstate\s+party\s+claims\s+that\s+another|\bcommunications?\s+to\s+the\s+effect\s+that",
    re.IGNORECASE,
)
# The date of a declaration stands on a line of its own above it.
_LONGEST_DATE_LINE = 40
_INQUIRY = re.compile(r"\binquir(?:y|ies)\b", re.IGNORECASE)


def find_competences(
    document: Document, registry: Registry, tables: Iterable[Table]
) -> tuple[list[Competence], list[Unresolved]]:
    """Return the declarations and competences of the document's State, and what of them is not certain.

    Args:
        tables: The tables of the document, as `find_tables` returns them.
    """
    state = document.state
    if state is None:
        return [], []
    found: list[Competence] = []
    unresolved: list[Unresolved] = []
    core = find_core_treaty_table(document, registry)
    if core:
        for record in _from_core_table(document, core, state):
            if isinstance(record, Unresolved):
                unresolved.append(record)
            else:
                found.append(record)
    found += _from_status(document, registry, state)
    for table in tables:
        found += _from_table(document, registry, state, table)
    return found, unresolved


def _from_core_table(document: Document, table: CoreTable, state: str) -> Iterator[Competence | Unresolved]:
    rule = "competence.core-treaty-table"
    for row in table.rows:
        entry = row.declaration
        if entry:
            anchor = build_anchor(document, entry.start, entry.end, rule=rule)
            number = _article(entry.value)
            yield Competence(
                state, row.treaty.value, "declaration", _value(entry.value), anchor.quote, anchor, number
            )  # fmt: skip
    listed = {row.treaty.value for row in table.rows}
    for entry in table.competences:
        yield _competence(document, state, entry, listed)
    for entry, reason in table.loose:
        if entry.kind == "declaration":
            anchor = build_anchor(document, entry.start, entry.end, rule=rule)
            yield Unresolved("competence", anchor.quote, anchor, reason)


def _competence(document: Document, state: str, entry: Entry, listed: set[str]) -> Competence | Unresolved:
    anchor = build_anchor(document, entry.start, entry.end, rule="competence.core-treaty-table")
    if entry.match is None:
        raise ValueError("an entry of a competence carries its match")
    kind = next(kind for kind, pattern in _KINDS if pattern.match(entry.match["name"]))
    articles = collapse(entry.match["articles"])
    treaties = treaties_with(kind, articles)
    candidates = tuple(treaty for treaty in treaties if treaty in listed)
    if len(candidates) != 1:
        reason = "no treaty of the table, or more than one, gives this competence in these articles"
        return Unresolved("competence", anchor.quote, anchor, reason, treaties)
    if not entry.match["answer"]:
        return Unresolved("competence", anchor.quote, anchor, "no answer is printed beside it", candidates)
    return Competence(state, candidates[0], kind, entry.match["answer"].lower(), anchor.quote, anchor, articles)


def _from_status(document: Document, registry: Registry, state: str) -> Iterator[Competence]:
    """Competences with a year are recognised; those without are not, in a table that prints years for the former."""
    rule = "competence.status-during-previous-cycle"
    entries = find_status_entries(document, registry)
    for entry in entries:
        if entry.declaration:
            anchor = build_anchor(document, entry.start, entry.end, rule=rule)
            number = _article(entry.declaration)
            yield Competence(
                state, entry.treaty, "declaration", entry.declaration, anchor.quote, anchor, number, entry.date
            )  # fmt: skip
    called = [entry for entry in entries if entry.articles and not entry.declaration]
    if not any(entry.date for entry in called):
        return
    for entry in called:
        anchor = build_anchor(document, entry.start, entry.end, rule=rule)
        told: set[str] = set()
        for number in entry.articles:
            kind = competence_of(entry.treaty, number)
            if kind and kind not in told:
                told.add(kind)
                value = "yes" if entry.date else "no"
                yield Competence(state, entry.treaty, kind, value, anchor.quote, anchor, number, entry.date)


def _from_table(document: Document, registry: Registry, state: str, table: Table) -> Iterator[Competence]:
    treaty, column = table.column(_TREATY_COLUMN), table.column(_DECLARATION_COLUMN)
    if treaty is None or column is None or column == treaty:
        return
    for row in table.rows:
        name, cell = row.cell(treaty), row.cell(column)
        if name.text and cell.text:
            yield from _from_cell(document, state, resolve_instrument_name(name.text, registry), cell)


def _from_cell(document: Document, state: str, treaty: str, cell: Cell) -> Iterator[Competence]:
    anchor = build_anchor(document, cell.parts[0][0], cell.parts[-1][1], rule="competence.treaty-table")
    if _NOTHING.fullmatch(cell.text):
        yield Competence(state, treaty, "declaration", "no", cell.text, anchor)
        return
    starts = [match.start() for match in _PART.finditer(cell.text)]
    bounds = [*starts, len(cell.text)] if starts else [0, len(cell.text)]
    # A date before the first declaration is that of all.
    general = find_dates(cell.text[: bounds[0]]) or find_dates(cell.text[:_LONGEST_DATE_LINE])
    for start, end in pairwise(bounds):
        words = cell.text[start:end].strip()
        head = _PART.match(words)
        dates = (find_dates(head.group()) if head else []) or general
        date = dates[0].value if dates else None
        number = _article(words)
        quoted = _QUOTED.search(words)
        value = quoted["words"].strip() if quoted else words[head.end() if head else 0 :].strip()
        yield Competence(state, treaty, "declaration", value, words, anchor, number, date)
        for kind, answer in _recognised(treaty, number, words):
            yield Competence(state, treaty, kind, answer, words, anchor, number, date)


def _recognised(treaty: str, article: str | None, words: str) -> list[tuple[str, str]]:
    """Return the competences that a declaration recognises ("yes") or declines ("no")."""
    recognises = _RECOGNISES.search(words)
    if not recognises:
        return []
    answer = "no" if recognises["not"] else "yes"
    named = (
        ("individual_complaints", _FROM_INDIVIDUALS), ("inter_state_complaints", _FROM_STATES), ("inquiry", _INQUIRY),
    )  # fmt: skip
    kinds = [kind for kind, pattern in named if pattern.search(words)]
    by_article = competence_of(treaty, article) if article else None
    return [(kind, answer) for kind in kinds or ([by_article] if by_article else [])]


def _article(words: str) -> str | None:
    match = _ARTICLE.search(words)
    return match["number"] if match else None


def _value(words: str) -> str:
    """Return "yes" and "no" for the usual answers, and other words as they are."""
    if _NOTHING.fullmatch(words):
        return "no"
    return "yes" if words.lower() == "yes" else words
