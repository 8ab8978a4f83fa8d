"""Divide a paragraph that holds its list of recommendations into the sentence that introduces them and the items.

For documents whose blocks are whole paragraphs, as text files have them. The numbers of a list rise by one from 1, each at
the beginning of a line; what does not follow is a figure in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hrgraph.models import Block, Document

_LINE = re.compile(r"[^\n\f]+")
# A list of one item has no number.
_ONLY_ONE = re.compile(r"\bfollowing\s+recommendation\b[^\n]*(?:\n[^\n]+?)*?:\s*\n\s*(?=[A-Z])")


def split_listed(document: Document, block: Block) -> tuple[Block, list[Block]]:
    """Return the introduction and the items of a numbered paragraph; the paragraph itself and no items if it has none.

    An item is cited by the numbers of the paragraph and its own, "95.1"; one with a letter by both, "95(a)".
    """
    starts = list(_item_starts(document, block))
    if not starts:
        starts = list(_letter_starts(document, block))
    if not starts:
        alone = _ONLY_ONE.search(document.text, block.start, block.end)
        starts = [(alone.end(), alone.end(), ".1")] if alone else []
    if not starts:
        return block, []
    edges = [printed for printed, _, _ in starts[1:]] + [block.end]
    items = [
        _part(document, block, body, edge, f"{block.number}{own}") for (_, body, own), edge in zip(starts, edges, strict=True)
    ]
    return _part(document, block, block.start, starts[0][0], block.number), [item for item in items if item.start < item.end]


def _item_starts(document: Document, block: Block) -> Iterator[tuple[int, int, str]]:
    """Yield for each item where its number stands, where its text begins, and the number as it is cited."""
    expected = 1
    for start, end in block.pieces:
        for line in _LINE.finditer(document.text, start, end):
            if line.start() == block.start:
                continue
            dotted = rf"{block.number}\s?\.\s?{expected}\.?"
            match = re.compile(rf"\s*(?:{dotted}|{expected}\.)(?!\d)\s*").match(document.text, line.start(), end)
            if match:
                yield line.start(), match.end(), f".{expected}"
                expected += 1


def _letter_starts(document: Document, block: Block) -> Iterator[tuple[int, int, str]]:
    """Yield the same for items with letters: "(a)", "(b)", ..., each at the beginning of a line, the first behind a colon."""
    expected = "a"
    for start, end in block.pieces:
        for line in _LINE.finditer(document.text, start, end):
            match = re.compile(rf"\s*\({expected}\)\s+").match(document.text, line.start(), end)
            if match and (expected > "a" or document.text[block.start : line.start()].rstrip().endswith(":")):
                yield line.start(), match.end(), f"({expected})"
                expected = chr(ord(expected) + 1)


def _part(document: Document, block: Block, start: int, end: int, number: str | None) -> Block:
    """Return a stretch of a block as a block of its own, without white space at its ends."""
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    gaps = tuple((a, b) for a, b in block.gaps if start <= a and b <= end)
    while gaps and gaps[-1][1] == end:  # a page ends behind the item
        end = start + len(document.text[start : gaps[-1][0]].rstrip())
        gaps = gaps[:-1]
    return Block(block.kind, start, end, number, block.path, block.depth, gaps, block.page)
