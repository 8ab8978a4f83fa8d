"""Items of a list in running text that are told apart by letters: "recommended (a) to ..., (b) to ... and (c) to ..."."""

from __future__ import annotations

import re
from itertools import pairwise

# The letter of an item, not of a paragraph or article that is named.
_LETTER = re.compile(
    r"(?<![\w)])(?<!\d\s)(?<!graph\s)\((?P<letter>[a-z])\)\s?"
    r"(?!(?:and(?!\sthat)|or|of|above|below)\b|to\s\()(?=\w)"
)
_JOINS_NEXT = re.compile(r"[\s,;]*\b(?:and|or)\s*$|\s+$")


def first_letter(text: str) -> str | None:
    """Return the letter of the first item of a list in a text, or None."""
    match = _LETTER.search(text)
    return match["letter"] if match else None


def begins_with_letter(text: str) -> bool:
    """Whether a text begins with the letter of an item."""
    return bool(_LETTER.match(text))


def split_items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the items in `text[start:end]`, the first with the words before it; the whole if there are none.

    There are items where two letters at least follow each other; letters out of order are those of something else. What
    joins an item to the next one belongs to neither.
    """
    starts: list[int] = []
    expected: str | None = None
    for match in _LETTER.finditer(text, start, end):
        if expected in (None, match["letter"]):
            starts.append(match.start())
            expected = chr(ord(match["letter"]) + 1)
    if len(starts) < 2:
        return [(start, end)]
    edges = [start, *starts[1:], end]
    return [(a, a + len(_JOINS_NEXT.sub("", text[a:b]))) for a, b in pairwise(edges)]
