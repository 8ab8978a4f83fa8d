"""What is usual in a PDF: the size of its text, the distance of its lines, the edges of its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrgraph.reading.pdf_lines import Line
from hrgraph.reading.pdf_spans import LINE_END_HYPHEN

# A gap between lines that parts paragraphs, in usual distances of lines.
_PARAGRAPH_GAP = 1.25
# Letters this much larger or smaller begin something new; letters this much smaller than the text are of notes.
_OTHER_SIZE = 0.12
_NOTE_SIZE = 0.94


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in the document: height of the text, distance of lines, edges of the text on even and odd pages."""

    size: float
    leading: float
    left: tuple[float, float]
    right: tuple[float, float]

    def indent(self, line: Line) -> float:
        """Return how far a line begins from the left edge of the text."""
        return line.x0 - self.left[line.page % 2]

    def ended_on_purpose(self, above: Line, below: Line) -> bool:
        """Whether the first word of a line would have fitted on the line above."""
        text = below.text
        if above.text.endswith(("-", LINE_END_HYPHEN)):
            return False
        word = text.partition(" ")[0]
        width = (below.x1 - below.x0) * (len(word) + 1) / max(len(text), 1)
        return above.x1 + 1.2 * width < self.right[above.page % 2]

    def parted(self, above: Line, below: Line) -> bool:
        """Whether a line begins something new: a gap above it, or letters of another size."""
        gap = below.baseline - above.baseline
        wide = gap > _PARAGRAPH_GAP * self.leading * max(below.size / self.size, 0.8)
        return wide or abs(below.size - above.size) > _OTHER_SIZE * self.size

    def is_small(self, line: Line) -> bool:
        """Whether a line is set in the size of notes."""
        return line.size < _NOTE_SIZE * self.size


def measure(pages: Sequence[Sequence[Line]]) -> Measures:
    """Return what is usual on these pages, at least one of which has a line."""
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0]
    gaps: Counter[float] = Counter()
    lefts: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    rights: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for page in pages:
        body = [line for line in page if abs(line.size - size) < 0.6]
        gaps.update(round((b.baseline - a.baseline) * 2) / 2 for a, b in pairwise(body))
        for line in body:
            lefts[line.page % 2][round(line.x0)] += 1
            rights[line.page % 2][-round(line.x1)] += 1
    close = Counter({gap: count for gap, count in gaps.items() if 0.9 * size < gap < 2.6 * size})
    leading = close.most_common(1)[0][0] if close else 1.2 * size
    # The usual distance is the smaller one where paragraphs of one line are common.
    leading = min((gap for gap, count in close.items() if count > 0.3 * close[leading]), default=leading)
    left = [_edge(places) for places in lefts]
    right = [-_edge(places) for places in rights]
    return Measures(size, leading, (left[0] or left[1], left[1] or left[0]), (right[0] or right[1], right[1] or right[0]))


def _edge(places: Counter[int]) -> float:
    """Return the outermost place, the smallest number, at which many lines begin or end."""
    common = [x for x, count in places.items() if count >= max(2, 0.03 * places.total())]
    return float(min(common, default=min(places, default=0)))
