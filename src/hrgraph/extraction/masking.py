"""Blank out what does not belong to a stretch of text, so that every offset in it stays what it was."""

from __future__ import annotations

import re

from hrgraph.models import Document


def masked_text(document: Document, start: int, end: int) -> str:
    """Return `document.text[start:end]`, as long as it is, calls for notes and page furniture turned into spaces.

    Line breaks stay. For tables whose lines tell where an entry ends; running text is read through `hrgraph.text`.
    """
    text = document.text[start:end]
    hidden = [(mark.start, mark.end) for mark in document.marks]
    hidden += [(block.start, block.end) for block in document.of_kind("furniture")]
    for first, last in hidden:
        first, last = max(first, start), min(last, end)
        if first < last:
            blank = re.sub(r"\S", " ", text[first - start : last - start])
            text = text[: first - start] + blank + text[last - start :]
    return text
