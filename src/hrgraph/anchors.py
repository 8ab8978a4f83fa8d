"""Say where in a document a record rests."""

from __future__ import annotations

from hrgraph.models import Anchor, Block, Document
from hrgraph.text import collapse


def block_at(document: Document, offset: int) -> Block | None:
    """Return the block that holds `offset`, the shortest where one lies in a gap of another; None between blocks."""
    holding = [block for block in document.blocks if block.start <= offset < block.end]
    return min(holding, key=lambda block: block.end - block.start, default=None)


def build_anchor(document: Document, start: int, end: int, *, rule: str, paragraph: str | None = None) -> Anchor:
    """Return the anchor of `document.text[start:end]`, trimmed of white space.

    Args:
        paragraph: By which it is cited; that of the block which it begins in, if None.
    """
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    if paragraph is None:
        block = block_at(document, start)
        paragraph = (block.paragraph if block else None) or ""
    return Anchor(document.identifier, paragraph, start, end, collapse(document.text[start:end]), rule)
