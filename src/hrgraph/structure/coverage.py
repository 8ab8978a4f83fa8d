"""What of a document's text is in no block, so that nothing is left out in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.models import Document

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What no rule reads.

    Attributes:
        furniture_lines: Lines taken for page furniture: running headers and footers, page numbers, rules.
        unplaced_words: Words, figures not counted, that stand in no block at all.
    """

    furniture_lines: int
    unplaced_words: int


def measure_coverage(document: Document) -> Coverage:
    """Return what is in no block of a divided document, or in furniture."""
    text = document.text
    furniture = sum(text.count("\n", block.start, block.end) + 1 for block in document.of_kind("furniture"))
    unplaced = 0
    position = 0
    for start, end in [*sorted(piece for block in document.blocks for piece in block.pieces), (len(text), len(text))]:
        if start > position:
            unplaced += sum(1 for _ in _WORD.finditer(text, position, start))
        position = max(position, end)
    return Coverage(furniture, unplaced)
