"""Blank out what does not belong to a stretch of text, so that every offset in it stays what it was."""

from __future__ import annotations

import re

from hrgraph.models import Document

# Digits stuck to a word or a year at the end of a line call a note, even where the numbering of notes has been lost.
_STUCK = re.compile(r"(?<=[a-z])\d{1,3}(?=[ \t]*$) | (?<=\b(?:19|20)\d\d)\d{1,2}(?=[ \t]*$)", re.VERBOSE | re.MULTILINE)


def masked_text(document: Document, start: int, end: int) -> str:
    """Return `document.text[start:end]`, as long as it is, calls for notes and page furniture turned into spaces.

    Line breaks stay. For tables whose lines tell where an entry ends; running text is read through `hrgraph.text`.
    """
    text = document.text[start:end]
    hidden = [(mark.start, mark.end) for mark in document.marks if not _within_number(document.text, mark.start)]
    hidden += [(block.start, block.end) for block in document.of_kind("furniture")]
    for first, last in hidden:
        first, last = max(first, start), min(last, end)
        if first < last:
            blank = re.sub(r"\S", " ", text[first - start : last - start])
            text = text[: first - start] + blank + text[last - start :]
    return _STUCK.sub(lambda digits: " " * len(digits.group()), text)


def _within_number(text: str, position: int) -> bool:
    """Whether digits here are part of a number that tables list ("Nos. 87 and 98"); behind a year they call a note."""
    before = re.search(r"\d+$", text[max(0, position - 8) : position])
    return before is not None and not re.fullmatch(r"(?:19|20)\d\d", before.group())
