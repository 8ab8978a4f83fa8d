"""From spans to lines: what stands on one line of a page, from left to right, lines from top to bottom.

Guarantees: each span is in exactly one line; digits raised above the words beside them are marked as such. Columns of
running text that stand side by side come one after the other; cells of a table stay side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hrgraph.reading.pdf_columns import in_reading_order
from hrgraph.reading.pdf_spans import PageSpans, Span

# Baselines this far apart, in heights of the font, are of one line: mastheads mix sizes.
_SAME_LINE = 0.3
# A raised span is smaller than its neighbour by this and stands higher by at least and at most this, in heights of it.
_RAISED_SIZE, _LEAST_RAISE, _MOST_RAISE = 0.85, 0.1, 0.75
_RAISED_TEXT = re.compile(r"[\s\d,*†‡∗§()a-z]{1,8}")
# Words are parted by a space of at least this; cells by at least this.
_WORD_GAP, _CELL_GAP = 0.15, 1.4


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        spans: From left to right, not empty.
        text: The words without raised digits, one space between them.
        size: Height of most of its characters.
        bold, italic: All its letters and digits are, raised ones apart.
        page: From 1.
        page_height: Of the page it stands on.
    """

    spans: tuple[Span, ...]
    text: str
    baseline: float
    size: float
    bold: bool
    italic: bool
    page: int
    page_height: float

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.spans[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.spans[-1].x1

    @property
    def cells(self) -> tuple[tuple[Span, ...], ...]:
        """The spans parted where the gap is wider than any between words."""
        cells: list[list[Span]] = [[self.spans[0]]]
        for span in self.spans[1:]:
            if gap_between(cells[-1][-1], span) > _CELL_GAP * self.size:
                cells.append([span])
            else:
                cells[-1].append(span)
        return tuple(map(tuple, cells))


def gap_between(left: Span, right: Span) -> float:
    """Return the width of what is free between two spans of a line, in points."""
    return right.x0 - left.x1


def join_spans(spans: Sequence[Span]) -> str:
    """Return the text of spans of one line; words that the file parts by a gap get a space."""
    parts: list[str] = []
    for position, span in enumerate(spans):
        if position and not parts[-1][-1:].isspace() and not span.text[0].isspace():
            before = spans[position - 1]
            if gap_between(before, span) > _WORD_GAP * max(before.size, span.size):
                parts.append(" ")
        parts.append(span.text)
    return "".join(parts)


def find_lines(page: PageSpans) -> list[Line]:
    """Return the lines of a page in reading order."""
    if not page.spans:
        return []
    beside = _small_beside_large(page.spans)
    rows = _rows(span for span in page.spans if id(span) not in beside)
    row_of = {id(span): row for row in rows for span in row}
    for span in page.spans:
        if id(span) in beside:
            neighbour = beside[id(span)]
            while id(neighbour) in beside:  # each is larger than the one before
                neighbour = beside[id(neighbour)]
            raised = neighbour.baseline - span.baseline > _LEAST_RAISE * neighbour.size
            is_call = not any(map(str.isalpha, span.text))
            row_of[id(neighbour)].append(replace(span, raised=raised and is_call))
    for row in rows:
        row.sort(key=lambda span: span.x0)
    groups = in_reading_order(rows, page.width)
    return [line for group in groups for line in sorted((_line(row, page) for row in group), key=_place)]


def _place(line: Line) -> tuple[float, float]:
    return line.baseline, line.x0


def _small_beside_large(spans: Sequence[Span]) -> dict[int, Span]:
    """Return, by identity, the span beside which a small figure, sign or letter stands."""
    found: dict[int, Span] = {}
    for span in spans:
        if not _RAISED_TEXT.fullmatch(span.text):
            continue
        neighbours = [n for n in spans if span.size < _RAISED_SIZE * n.size and _is_beside(span, n)]
        if neighbours:
            found[id(span)] = min(neighbours, key=lambda n: min(abs(span.x0 - n.x1), abs(n.x0 - span.x1)))
    return found


def _is_beside(small: Span, large: Span) -> bool:
    raise_ = large.baseline - small.baseline
    if not -_SAME_LINE * large.size < raise_ < _MOST_RAISE * large.size:
        return False
    return -0.5 * large.size < small.x0 - large.x1 < large.size or -0.5 * large.size < large.x0 - small.x1 < 1.5 * large.size


def _rows(spans: Iterable[Span]) -> list[list[Span]]:
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda s: (s.baseline, s.x0)):
        row = rows[-1] if rows else None
        if row and abs(row[0].baseline - span.baseline) <= _SAME_LINE * min(row[0].size, span.size):
            row.append(span)
        else:
            rows.append([span])
    return rows


def _line(row: list[Span], page: PageSpans) -> Line:
    main = [span for span in row if not span.raised] or row
    weights: Counter[float] = Counter()
    for span in main:
        weights[span.size] += len(span.text)
    letters = [span for span in main if any(map(str.isalnum, span.text))]
    return Line(
        tuple(row),
        " ".join(join_spans([span for span in row if not span.raised]).split()),
        Counter(span.baseline for span in main).most_common(1)[0][0],
        round(weights.most_common(1)[0][0], 1),
        bool(letters) and all(span.bold for span in letters),
        bool(letters) and all(span.italic for span in letters),
        page.number,
        page.height,
    )
