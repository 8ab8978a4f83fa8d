"""Pages of running text in two columns: the left one is read before the right one.

Guarantees: a page is divided only where a strip in its middle is free over many lines of running text on both sides. Rows
that cross the strip (titles, pictures' legends) divide the columns above them from those below. A table, whose rows are
read across, has wide gaps in its columns or short cells, and stays whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from statistics import median

from hrgraph.reading.pdf_spans import Span

Row = list[Span]
# Where the strip is looked for, in widths of the page; how wide it is at least, in points.
_MIDDLE = (0.35, 0.65)
_LEAST_STRIP = 8
# Rows of running text on each side, letters in each, and how many rows may cross the strip.
_FEWEST_ROWS = 12
_FEWEST_LETTERS = 25
_MOST_CROSSING = 0.2
# A gap of so many usual distances parts rows of a table; columns of text have few.
_WIDE_GAP = 2.2
_MOST_WIDE_GAPS = 0.15


def in_reading_order(rows: Sequence[Row], width: float) -> list[list[Row]]:
    """Return the rows of a page in groups that are read one after the other: all in one, or columns.

    The right column is moved beside the left edge of the left one, as if it were a page of its own.

    Args:
        rows: From top to bottom, the spans of each from left to right.
        width: Of the page.
    """
    strip = _find_strip(rows, width)
    if strip is None:
        return [list(rows)]
    groups: list[list[Row]] = []
    left: list[Row] = []
    right: list[Row] = []
    shift = _edge(rows, strip, width) - _edge(rows, 0.0, strip)
    for row in rows:
        if _crosses(row, strip):
            groups += [group for group in (left, right, [row]) if group]
            left, right = [], []
            continue
        left += _side(row, 0.0, strip)
        right += [[replace(s, x0=s.x0 - shift, x1=s.x1 - shift) for s in part] for part in _side(row, strip, width)]
    return groups + [group for group in (left, right) if group]


def _crosses(row: Row, x: float) -> bool:
    return any(span.x0 < x < span.x1 for span in row)


def _side(row: Row, start: float, end: float) -> list[Row]:
    """Return the part of a row between two places, as a list of one row or of none."""
    part = [span for span in row if start <= span.x0 < end]
    return [part] if part else []


def _edge(rows: Sequence[Row], start: float, end: float) -> float:
    """Return where the lines of a column usually begin."""
    return median(min(span.x0 for span in part) for row in rows for part in _side(row, start, end))


def _find_strip(rows: Sequence[Row], width: float) -> float | None:
    """Return the middle of the free strip between two columns of running text, or None."""
    free = _free_places(rows, int(_MIDDLE[0] * width), int(_MIDDLE[1] * width))
    runs: list[list[int]] = []
    for x in free:
        if runs and x == runs[-1][-1] + 1:
            runs[-1].append(x)
        else:
            runs.append([x])
    widest = max(runs, key=len, default=[])
    if len(widest) < _LEAST_STRIP:
        return None
    strip = widest[len(widest) // 2]
    inside = [row for row in rows if not _crosses(row, strip)]
    sides = ([part for row in inside for part in _side(row, *edges)] for edges in ((0.0, strip), (strip, width)))
    return float(strip) if all(_is_running_text(side) for side in sides) else None


def _free_places(rows: Sequence[Row], low: int, high: int) -> list[int]:
    """Return the places between two, in points, that hardly any row crosses."""
    changes = [0] * (high - low + 2)
    for row in rows:
        reached = low
        for span in row:  # from left to right
            start, end = max(int(span.x0), reached), min(int(span.x1), high)
            if start <= end:
                changes[start - low] += 1
                changes[end - low + 1] -= 1
                reached = end + 1
    most = _MOST_CROSSING * len(rows)
    return [low + offset for offset, crossing in enumerate(accumulate(changes[:-1])) if crossing <= most]


def _is_running_text(side: Sequence[Row]) -> bool:
    if len(side) < _FEWEST_ROWS:
        return False
    if median(sum(len(span.text) for span in part) for part in side) < _FEWEST_LETTERS:
        return False
    gaps = [below[0].baseline - above[0].baseline for above, below in pairwise(side)]
    usual = median(gaps)
    return sum(gap > _WIDE_GAP * usual for gap in gaps) <= _MOST_WIDE_GAPS * len(gaps)
