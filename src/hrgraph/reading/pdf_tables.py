"""Tables without ruled lines: rows of cells, told by the places at which their words stand.

Guarantees: a table has at least two columns and two rows; columns are parted by strips of the page that hardly any of its
lines crosses. A list whose first column holds nothing but numbers or bullets is no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrgraph.reading.pdf_lines import Line
from hrgraph.reading.pdf_spans import Span

Part = tuple[Span, ...]  # what stands of a cell on one line
# Numbers of paragraphs and items, letters of a list, bullets.
_ENUMERATOR = re.compile(r"[\d.,\s]+|\(?[A-Za-z]{1,4}[.)]|\d{1,3}[.)]|[^\w\s]{1,2}")
# A strip between columns is at least this wide, in points, and at most this share of the lines crosses it.
_LEAST_STRIP = 4
_MOST_CROSSING = 0.12
# Lines of one table are not further apart than this, in usual distances of lines; rows are, where they are set apart.
_LARGEST_GAP = 3.2
_ROW_GAP = 1.3
_FEWEST_DIVIDED = 3


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a table, each a list of cells, each cell the parts of its lines; and how many lines of the page it takes."""

    rows: list[list[list[Part]]]
    lines: int


def find_table_rows(lines: Sequence[Line], index: int, leading: float) -> TableRows | None:
    """Return the rows of the table that begins at a line, or None.

    Args:
        lines: The lines of a page, from the top.
        leading: Usual distance of lines.
    """
    if not _is_divided(lines[index]):
        return None
    end = _last_line(lines, index, leading)
    region = lines[index:end]
    while region and not _belongs(region):
        region = region[:-1]
    if sum(_is_divided(line) for line in region) < _FEWEST_DIVIDED:
        return None
    columns = _columns(region)
    if len(columns) < 2:
        return None
    placed = [_place(line, columns) for line in region]
    rows = _rows(region, placed)
    filled = sum(sum(bool(cell) for cell in row) > 1 for row in rows)
    return TableRows(rows, len(region)) if filled > 1 else None


def _is_divided(line: Line) -> bool:
    """Whether a line has cells, and not only a number or a bullet before its text."""
    cells = line.cells
    first = " ".join(span.text for span in cells[0]).strip()
    return len(cells) > 2 or (len(cells) == 2 and not _ENUMERATOR.fullmatch(first))


def _last_line(lines: Sequence[Line], index: int, leading: float) -> int:
    """Return the index after the last line that may belong to the table."""
    widest = max(line.x1 - line.x0 for line in lines)
    end = index + 1
    while end < len(lines):
        line, above = lines[end], lines[end - 1]
        if line.baseline - above.baseline > _LARGEST_GAP * leading:
            break
        running = len(line.cells) == 1 and line.x1 - line.x0 > 0.75 * widest
        numbered = len(line.cells) == 2 and not _is_divided(line)
        if running or numbered:
            break
        end += 1
    return end


def _belongs(region: Sequence[Line]) -> bool:
    """Whether the last line is one of the table: divided, or below a cell of the line above it."""
    last = region[-1]
    if _is_divided(last) or len(region) == 1:
        return True
    starts = [cell[0].x0 for line in region[:-1] for cell in line.cells if _is_divided(line)]
    return any(abs(start - last.x0) < _LEAST_STRIP for start in starts) and not last.bold


def _columns(region: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the left and right edge of each column."""
    left, right = int(min(line.x0 for line in region)), int(max(line.x1 for line in region)) + 1
    covered = [0] * (right - left + 1)
    for line in region:
        for cell in line.cells:
            for x in range(int(cell[0].x0) - left, int(cell[-1].x1) - left + 1):
                covered[x] += 1
    most = _MOST_CROSSING * len(region)
    columns: list[tuple[float, float]] = []
    start = 0
    free = 0
    for x, count in enumerate([*covered, 0, *[0] * _LEAST_STRIP]):
        if count > most:
            if free >= _LEAST_STRIP or x == 0:
                start = x
            free = 0
        else:
            free += 1
            if free == _LEAST_STRIP and x - free >= start:
                columns.append((left + start, left + x - free))
    return columns


def _place(line: Line, columns: Sequence[tuple[float, float]]) -> list[Part]:
    """Return the cells of a line by column; a cell that spans several stands in the first."""
    cells: list[Part] = [() for _ in columns]
    for cell in line.cells:
        column = next((i for i, (_, right) in enumerate(columns) if cell[0].x0 <= right), len(columns) - 1)
        cells[column] += cell
    return cells


def _rows(region: Sequence[Line], placed: Sequence[list[Part]]) -> list[list[list[Part]]]:
    """Join the lines of each row.

    Rows are told by the gaps between them. Where all lines stand equally far apart, a line begins a row if its first cell
    and another one are filled.
    """
    gaps = [below.baseline - above.baseline for above, below in pairwise(region)]
    usual = min((gap for gap in gaps if gap > 1), default=1.0)
    set_apart = sum(gap > _ROW_GAP * usual for gap in gaps) > 0.15 * len(gaps)
    rows: list[list[list[Part]]] = []
    for index, cells in enumerate(placed):
        gap = gaps[index - 1] if index else float("inf")
        begins = gap > _ROW_GAP * usual if set_apart else bool(cells[0]) and sum(map(bool, cells)) > 1
        if begins or not rows:
            rows.append([[] for _ in cells])
        for column, part in enumerate(cells):
            if part:
                rows[-1][column].append(part)
    return rows
