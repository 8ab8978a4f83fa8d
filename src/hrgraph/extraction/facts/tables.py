"""Read tables whose cells are separated by tabs, as converters leave them: torn at page breaks, full of markup.

Guarantees: a row that a page break tore is one row again, and a table that went on over the break is one table; every
cell knows where in the document its parts stand. Rows of column numbers, rules and headers printed again are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hrgraph.models import Document
from hrgraph.text import collapse, view_of

_RULE_CELL = re.compile(r":?-{2,}:?|_{3,}|={3,}|(?:\\?\*)+")
_WHOLLY_BOLD = re.compile(r"\s*(?:<b>.*</b>|\*\*.+\*\*|<strong>.*</strong>)\s*", re.DOTALL)
_SECTION_NUMBER = re.compile(r"(?:\d{1,2}|[IVXLC]{1,6}|[A-Z])[.)]\s+[A-Z]")
# Words that head columns. A fragment that begins with a row of them is a table of its own.
_COLUMN_WORDS = re.compile(
    r"""^(?:the\s+)?(?:
      signature | ratification | accession | succession | dates? | status | entry\s+into\s+force | declaration
    | reservation
    | evaluation | explanation | grade | time\s?(?:line|frame) | deadline | responsib | form\s+of | completion
    | recommendation | (?:specific\s+)?recommendations? | report | position | comments? | remarks?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# How a cell ends that goes on elsewhere.
_OPEN_END = re.compile(
    r"""(?:[,&/(\N{EN DASH}-] | \b(?:a|an|the|of|on|in|to|for|by|from|with|against|and|or|concerning|relating|relative|
    regarding|under|between|its|their|International|Non-International)) $""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: Its words without markup and calls for notes, white space collapsed; "" for an empty cell.
        parts: Where it stands, more than one stretch where a page break tore it; empty for an empty cell.
    """

    text: str
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, and the stretch of the document that its first printed line takes."""

    cells: tuple[Cell, ...]
    start: int
    end: int

    def cell(self, column: int | None) -> Cell:
        """Return the cell of a column; an empty one where the row is shorter or there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else Cell("")

    @property
    def is_section(self) -> bool:
        """Whether only the first cell is filled: such a row heads the rows below it."""
        return bool(self.cells[0].text) and not any(cell.text for cell in self.cells[1:])


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the words that head its columns, and the rows below."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    start: int
    end: int

    def column(self, pattern: re.Pattern[str], *, after: int = -1) -> int | None:
        """Return the first column (after column `after`) in whose heading `pattern` is found, or None."""
        return next((i for i, words in enumerate(self.header) if i > after and pattern.search(words)), None)


@dataclass(slots=True)
class _Fragment:
    """Rows printed without a break; `joined` if only notes and page furniture part them from the ones before."""

    rows: list[Row]
    columns: int
    joined: bool


def find_tables(document: Document) -> list[Table]:
    """Return the tables with tabs between their cells, in text order. A table has a header and at least one row."""
    return [table for rows in find_row_runs(document) for table in _table(rows)]


def find_row_runs(document: Document) -> list[list[Row]]:
    """Return the rows of each table, whatever the first one is, in text order."""
    runs: list[list[Row]] = []
    pending: list[Row] = []
    columns = 0
    for fragment in _fragments(document):
        if pending and (not fragment.joined or _begins_table(document, fragment, pending, columns)):
            runs.append(pending)
            pending = []
        if pending:
            rows = fragment.rows
            if _goes_on(document, pending, rows[0]):
                pending[-1] = _join(pending[-1], rows[0])
                rows = rows[1:]
            pending += rows
        else:
            pending, columns = list(fragment.rows), fragment.columns
    return [*runs, pending] if pending else runs


def _fragments(document: Document) -> Iterator[_Fragment]:
    """Yield the runs of lines with tabs. A line without any goes on with the last cell of the line above."""
    previous_end: int | None = None
    for block in document.of_kind("table"):
        if "\t" not in document.text[block.start : block.end]:
            previous_end = None
            continue
        between = previous_end is not None and _only_notes_between(document, previous_end, block.start)
        rows: list[Row] = []
        for match in re.finditer(r"[^\n]*(?:\n|$)", document.text[block.start : block.end]):
            line = match.group().rstrip("\n")
            start = block.start + match.start()
            if not line.strip():
                if rows and match.group():
                    yield _Fragment(rows, max(len(row.cells) for row in rows), between)
                    rows, between = [], True
            elif "\t" not in line and rows:
                rows[-1] = _lengthen(document, rows[-1], start, start + len(line))
            elif not all(_RULE_CELL.fullmatch(cell.strip()) for cell in line.split("\t")):
                rows.append(_row(document, start, line))
        if rows:
            yield _Fragment(rows, max(len(row.cells) for row in rows), between)
        previous_end = block.end


def _only_notes_between(document: Document, start: int, end: int) -> bool:
    between = (block for block in document.blocks if start <= block.start < end)
    return all(block.kind in ("note", "furniture") for block in between)


def _row(document: Document, start: int, line: str) -> Row:
    cells = []
    position = start
    for printed in line.split("\t"):
        cells.append(_cell(document, position, position + len(printed)))
        position += len(printed) + 1
    return Row(tuple(cells), start, start + len(line))


def _cell(document: Document, start: int, end: int) -> Cell:
    text = collapse(html.unescape(view_of(document, start, end).text))
    return Cell(text, ((start, end),)) if text else Cell("")


def _lengthen(document: Document, row: Row, start: int, end: int) -> Row:
    """Return the row with one more printed line in its last cell."""
    last = _merge(row.cells[-1], _cell(document, start, end))
    return Row((*row.cells[:-1], last), row.start, end)


def _merge(first: Cell, second: Cell) -> Cell:
    return Cell(f"{first.text} {second.text}".strip(), first.parts + second.parts)


def _join(row: Row, rest: Row) -> Row:
    """Return a row and what a page break tore off it. It keeps the place of its first part.

    A converter leaves out a column that is empty below the break. The shortest cells above ended there.
    """
    missing = len(row.cells) - len(rest.cells)
    ended = set(sorted(range(1, len(row.cells)), key=lambda i: len(row.cells[i].text))[: max(missing, 0)])
    below = iter(rest.cells)
    cells = [cell if i in ended else _merge(cell, next(below)) for i, cell in enumerate(row.cells)]
    return Row((*cells, *below), row.start, row.end)


def _begins_table(document: Document, fragment: _Fragment, table: list[Row], columns: int) -> bool:
    """Whether a fragment after a page break is a new table: other columns, or headings of columns."""
    first = fragment.rows[0]
    if _words(first) == _words(table[0]):
        return False
    if fragment.columns != columns and not _goes_on(document, table, first):
        return True
    return sum(bool(_COLUMN_WORDS.match(cell.text)) for cell in first.cells[1:]) * 2 > len(first.cells) - 1


def _goes_on(document: Document, table: list[Row], row: Row) -> bool:
    """Whether the first row after a page break is the rest of the last row before it."""
    last = table[-1]
    first = row.cells[0].text
    if not first:
        return True
    if row.is_section and (_SECTION_NUMBER.match(first) or _is_bold(document, row.cells[0])):
        return False
    if first[0].islower() or first[0] in "(,;)" or _OPEN_END.search(last.cells[0].text):
        return True
    if last.cells[0].text.count("(") > last.cells[0].text.count(")"):
        return True
    above = [r for r in table[1:] if not r.is_section]
    always_filled = (i for i in range(1, len(row.cells)) if above and all(r.cell(i).text for r in above))
    return any(not row.cell(i).text for i in always_filled)


def _is_bold(document: Document, cell: Cell) -> bool:
    return all(_WHOLLY_BOLD.fullmatch(document.text[start:end]) for start, end in cell.parts)


def _words(row: Row) -> tuple[str, ...]:
    return tuple(cell.text.lower() for cell in row.cells)


def _table(rows: list[Row]) -> list[Table]:
    """Return the table that the rows are, as a list of one, or of none where there is nothing below the header."""
    header, *body = rows
    kept = [row for row in body if not _says_nothing(row) and _words(row) != _words(header)]
    if not kept:
        return []
    return [Table(tuple(cell.text for cell in header.cells), tuple(kept), header.start, rows[-1].end)]


def _says_nothing(row: Row) -> bool:
    """Whether a row is empty, or the numbers of the columns."""
    words = [cell.text for cell in row.cells if cell.text]
    return not words or words == [str(i + 1) for i in range(len(row.cells))]
