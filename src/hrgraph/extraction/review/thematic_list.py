"""Read OHCHR's thematic list: each recommendation with States, position, themes, groups of persons and goals.

Guarantees: a recommendation that stands under several themes is one statement, with every theme; what the list prints and
no scheme knows is unresolved and in no tag. The layouts differ in their columns and in what leads a recommendation or a
list of themes, so both are read by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hrgraph.anchors import build_anchor
from hrgraph.extraction.facts.tables import Cell, Row, find_row_runs
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.position_words import match_position_word
from hrgraph.extraction.review.recommending_states import find_recommending_states, match_states
from hrgraph.models import Document, Position, Scheme, Statement, Tag, Unresolved
from hrgraph.registry import Registry
from hrgraph.schemes import Concept, load_scheme
from hrgraph.text import view_of

METHOD = "ohchr"
_COLUMNS: dict[str, re.Pattern[str]] = {
    "text": re.compile(r"^(?:text\s+of\s+(?:the\s+)?)?recommendations?\b(?!\s*(?:no|number|#))", re.I),
    "number": re.compile(r"^(?:(?:rec(?:ommendation)?\b\.?|para(?:graph)?)?\s*(?:no\b\.?|n[\N{DEGREE SIGN}\N{MASCULINE ORDINAL INDICATOR}]|number|#)|#|para(?:graph)?\.?$)", re.I),
    "states": re.compile(r"^(?:recommending|issuing)\s+(?:states?|countr)|^(?:states?|countr(?:y|ies))$", re.I),
    "position": re.compile(r"\b(?:position|response|status)\b", re.I),
    "ohchr-theme": re.compile(r"\bthemes?\b|^rights?\s+(?:or|/)\s*areas?|^topics?$", re.I),
    "affected-group": re.compile(r"\b(?:affected\s+)?(?:persons?|groups?)\b|\brights?.?holders?\b", re.I),
    "sdg": re.compile(r"\bSDGs?\b|\bgoals?\b", re.I),
}  # fmt: skip
_NUMBER = re.compile(r"(?P<number>\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)\s*[.)]?\s*")
# What heads the rows below it, where it is no more than the theme's name.
_SECTION = re.compile(r"^(?:themes?|rights?\s*(?:or|/)\s*areas?|topic|cluster)\s*:\s*", re.IGNORECASE)
# What leads a list inside a cell, and of which scheme its lines are.
_LEADS: tuple[tuple[re.Pattern[str], Scheme | None], ...] = (
    (re.compile(r"^(?:SDGs?|sustainable\s+development\s+goals?)\b\s*:?\s*", re.I), "sdg"),
    (re.compile(r"^(?:affected\s+(?:persons?|groups?)|(?:groups?\s+of\s+)?persons?\s+affected|rights?.?holders?)\s*:?\s*", re.I), "affected-group"),
    (re.compile(r"^(?:full\s+list\s+of\s+)?(?:themes?|rights?\s*(?:or|/)\s*areas?)\s*:\s*", re.I), "ohchr-theme"),
)  # fmt: skip
_ASIDE = re.compile(r"^(?:source\s+of\s+(?:the\s+)?position|source|comments?|language)\s*:", re.IGNORECASE)
_ITEM_MARK = re.compile(r"^\s*(?:[-*\N{BULLET}\N{EN DASH}\N{EM DASH}\N{MIDDLE DOT}]\s*)+")
# The codes before a theme's name: "A12", "B31 -", "2.1.", "14.".
_CODE = re.compile(r"^(?:[A-Z]{1,2}\d{0,3}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})*\.?)\s*[-.:\N{EN DASH}]?\s+(?=\S)")
_GOAL = re.compile(r"^(?:(?:SDG|goal)\s*)?(?P<goal>1[0-7]|[1-9])(?![\d])(?:\.\w+)?\b", re.IGNORECASE)
_LINE = re.compile(r"[^\n\N{LINE SEPARATOR}]+")
# Where a list of another kind begins within a line.
_LEADS_WITHIN = re.compile(
    r"(?<=[.;,\s])\b(?=(?:SDGs?|sustainable\s+development\s+goals?|affected\s+(?:persons?|groups?)|persons?\s+affected|rights?.?holders?)\s*:)(?<!^)",
    re.IGNORECASE,
)
_WHOLE, _BETWEEN_SEMICOLONS = re.compile(r"\S.*"), re.compile(r"[^;\s][^;]*")
_BETWEEN_COMMAS = re.compile(r"[^;,\s](?:[^;,]|,(?!\s*\d))*")
# A title may stand above the row that heads the columns.
_HEADER_WITHIN = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line inside a cell: its clean words, and where it stands."""

    text: str
    start: int
    end: int


def find_thematic_list(document: Document, registry: Registry) -> OwnFindings:
    """Return the recommendations of a thematic list, and the positions that it gives.

    Args:
        document: Divided into blocks; the list is in its tables.
    """
    found: dict[str, Statement] = {}
    positions: dict[str, Position] = {}
    unresolved: list[Unresolved] = []
    columns: dict[str, int | None] = {}
    width = 0
    for rows in find_row_runs(document):
        header = next((index for index, row in enumerate(rows[:_HEADER_WITHIN]) if _columns(row)), None)
        if header is not None:
            columns, width = _columns(rows[header]), len(rows[header].cells)
        elif not columns or not 1 < max(len(row.cells) for row in rows) <= width:
            continue  # another table; one of as many columns, empty ones left out, is the list that goes on
        for section, row in _rows(document, rows[0 if header is None else header + 1 :], _theme_above(document, rows[0])):
            statement = _statement(document, registry, row, columns)
            if statement is None:
                continue
            number = statement.number or ""
            tags, left = _tags(document, row, columns, section, number)
            unresolved += left
            if not statement.issuers:
                unresolved.append(Unresolved("issuer", "", statement.anchor, "no recommending State is printed in brackets"))
            known = found.setdefault(number, statement)
            found[number] = replace(known, tags=tuple({(t.scheme, t.concept): t for t in (*tags, *known.tags)}.values()))
            position = _position(document, row.cell(columns["position"]), number)
            if isinstance(position, Unresolved):
                unresolved.append(position)
            elif position:
                positions.setdefault(number, position)
    return OwnFindings(document, tuple(found.values()), tuple(positions.values()), unresolved=tuple(unresolved))


def _columns(row: Row) -> dict[str, int | None]:
    """Return the column of each kind if the row heads the columns of a list; an empty dictionary otherwise."""
    words = [cell.text for cell in row.cells]
    found = {name: next((i for i, one in enumerate(words) if pattern.search(one)), None) for name, pattern in _COLUMNS.items()}
    heads = found["text"] is not None and (found["ohchr-theme"] is not None or found["position"] is not None)
    return found if heads and len(row.cells) > 1 and not any(_NUMBER.match(one) for one in words) else {}


def _theme_above(document: Document, row: Row) -> _Line | None:
    """Return the theme that is printed alone above a table ("Theme: ...")."""
    before = [block for block in document.of_kind("heading", "paragraph") if block.end <= row.start]
    nearest = max(before, key=lambda block: block.end, default=None)
    if nearest is None or any(block.start > nearest.end and block.end <= row.start for block in document.of_kind("table")):
        return None
    text = view_of(document, nearest.start, nearest.end).text
    return _Line(_SECTION.sub("", text), nearest.start, nearest.end) if _SECTION.match(text) else None


def _rows(document: Document, rows: list[Row], section: _Line | None) -> Iterator[tuple[_Line | None, Row]]:
    """Yield the rows with recommendations, each with the theme it stands under.

    Args:
        section: The theme above the table, where one is printed there.
    """
    for row in rows:
        if row.is_section and not _NUMBER.match(row.cells[0].text):
            line = next(_lines(document, row.cells[0]), None)
            section = line and _Line(_SECTION.sub("", line.text), line.start, line.end)
        else:
            yield section, row


def _lines(document: Document, cell: Cell) -> Iterator[_Line]:
    for part_start, part_end in cell.parts:
        for match in _LINE.finditer(document.text, part_start, part_end):
            view = view_of(document, *match.span())
            if view.text:
                yield _Line(view.text, *view.source_span(0, len(view.text)))


def _listed(document: Document, cell: Cell, scheme: Scheme) -> Iterator[_Line]:
    """Yield the lines of a cell that lists concepts; where a line holds several, each for itself."""
    for line in _lines(document, cell):
        view = view_of(document, line.start, line.end)
        start = 0
        for lead in [*_LEADS_WITHIN.finditer(view.text), None]:
            end = lead.start() if lead else len(view.text)
            for match in _apart(view.text[start:end], scheme):
                yield _Line(match.group().strip(), *view.source_span(start + match.start(), start + match.end()))
            start = end


def _apart(words: str, scheme: Scheme) -> Iterator[re.Match[str]]:
    """Yield the items of a line: the whole line where it names one concept, else what semicolons part."""
    lead = next((match for pattern, _ in _LEADS if (match := pattern.match(words))), None)
    goals = scheme == "sdg" or (lead is not None and _LEADS[0][0].match(words) is not None)
    alone = any(_match_concept(one, words[lead.end() if lead else 0 :].strip(" .;-")) for one in ("ohchr-theme", "affected-group"))
    pattern = _WHOLE if alone and not goals else _BETWEEN_COMMAS if goals else _BETWEEN_SEMICOLONS
    return (match for match in pattern.finditer(words) if match.group().strip(" .;,"))


def _statement(document: Document, registry: Registry, row: Row, columns: dict[str, int | None]) -> Statement | None:
    """Return the recommendation of a row, or None where it has no number."""
    lines = [line for line in _lines(document, row.cell(columns["text"])) if not _ASIDE.match(line.text)]
    if not lines:
        return None
    printed = _NUMBER.match(row.cell(columns["number"]).text) if columns["number"] is not None else None
    leading = _NUMBER.match(lines[0].text)
    number = printed or leading
    if number is None:
        return None
    view = view_of(document, lines[0].start, lines[-1].end)
    start = leading.end() if leading else 0
    if start >= len(view.text):
        return None
    span, rule = view.source_span(start, len(view.text)), "thematic-list.recommendation"
    anchor = build_anchor(document, *span, rule=rule, paragraph=number["number"])
    states = row.cell(columns["states"]).text if columns["states"] is not None else ""
    issuers = (match_states(states, registry) or []) if states else find_recommending_states(view.text[start:], registry)
    return Statement(
        "recommendation",
        anchor,
        tuple(dict.fromkeys(issuers)),
        addressee=document.state,
        number=number["number"],
        cycle=document.cycle,
        session=document.session,
    )


def _position(document: Document, cell: Cell, number: str) -> Position | Unresolved | None:
    """Return the position that a cell gives; None where it gives none."""
    if not cell.text:
        return None
    view = view_of(document, *cell.parts[0])
    span = view.source_span(0, len(view.text))
    anchor = build_anchor(document, *span, rule="thematic-list.position", paragraph=number)
    value = match_position_word(cell.text)
    if value is None:
        return Unresolved("position", cell.text, anchor, "no word for a position is known that is this")
    return Position(number, value, anchor)


def _tags(
    document: Document, row: Row, columns: dict[str, int | None], section: _Line | None, number: str
) -> tuple[list[Tag], list[Unresolved]]:
    """Return the tags of a row. The theme above it counts where the list has no column of themes."""
    tags: list[Tag] = []
    unresolved: list[Unresolved] = []
    named: list[tuple[Scheme, _Line]] = []
    for scheme in ("ohchr-theme", "affected-group", "sdg"):
        if columns[scheme] is not None and columns[scheme] != columns["text"]:
            named += _items(list(_listed(document, row.cell(columns[scheme]), scheme)), scheme)
    if columns["ohchr-theme"] is None and section:
        named.append(("ohchr-theme", section))
    for scheme, line in named:
        anchor = build_anchor(document, line.start, line.end, rule="thematic-list.tag", paragraph=number)
        concept = _match_concept(scheme, line.text)
        if concept is None:
            unresolved.append(Unresolved("concept", line.text, anchor, f"the scheme {scheme} has no such concept"))
        else:
            name = (concept.notation or concept.label) if scheme == "sdg" else concept.label
            tags.append(Tag(scheme, name, METHOD, anchor=anchor))
    return tags, unresolved


def _items(lines: list[_Line], scheme: Scheme) -> Iterator[tuple[Scheme, _Line]]:
    """Yield the concepts that a cell lists, with their schemes. A line without a mark goes on with the item above."""
    marked = any(_ITEM_MARK.match(line.text) for line in lines)
    pending: tuple[Scheme, _Line] | None = None
    for line in lines:
        lead = next(((match, own) for pattern, own in _LEADS if (match := pattern.match(line.text))), None)
        if lead and lead[1]:
            if pending:
                yield pending
            scheme, pending = lead[1], None
            line = _Line(line.text[lead[0].end() :], line.start, line.end)
        text = _ITEM_MARK.sub("", line.text).strip(" ;,.")
        if not text:
            continue
        begins = not marked or _ITEM_MARK.match(line.text) or pending is None
        if begins:
            if pending:
                yield pending
            pending = (scheme, _Line(text, line.start, line.end))
        elif pending:
            pending = (pending[0], _Line(f"{pending[1].text} {text}", pending[1].start, line.end))
    if pending:
        yield pending


def _match_concept(scheme: Scheme, printed: str) -> Concept | None:
    """Return the concept that a line names, with or without the code that some layouts print before it."""
    concepts = load_scheme(scheme)
    if scheme == "sdg":
        goal = _GOAL.match(printed)
        return concepts.by_notation(goal["goal"]) if goal else concepts.match(printed)
    return concepts.match(printed) or concepts.match(_CODE.sub("", printed, count=1))
