"""What begins an item of a list: a bullet, as fonts map it, or an enumerator."""

from __future__ import annotations

import re

# The private-use glyphs of Symbol and Wingdings, and the plain ones.
GLYPH = r"[\uf0a7\uf0b7\uf0d8\uf076\uf02d\uf0fc•▪●○◦‣∙■□➢✓]\s*"
_GLYPH = re.compile(GLYPH)
# Dashes and the letter o stand in running text too; they are bullets only where a sentence is complete.
_PLAIN = re.compile(r"[-–*o]\s+(?=\S)")
_COMPLETE = re.compile(r"[.:;,!?]\W{0,3}\d{0,3}$|\b(?:and|or)$")
_ENUMERATOR = re.compile(r"\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def match_bullet(text: str, *, after: str | None = None) -> int | None:
    """Return where the item's words begin in a line that is a bullet, or None.

    Args:
        after: The text that the line follows, where it is known: a dash begins an item only after complete words.
    """
    match = _GLYPH.match(text)
    if not match and (after is None or _COMPLETE.search(after)):
        match = _PLAIN.match(text)
    return match.end() if match and match.end() < len(text) else None


def match_item(text: str, before: str | None) -> tuple[str, int] | None:
    """Return the mark of an enumerated item and where its words begin, or None.

    Args:
        before: Mark of the item before, which this one must follow; None for the first of a list.
    """
    match = _ENUMERATOR.match(text)
    return (match["mark"], match.end()) if match and _follows(before, match["mark"]) else None


def _follows(before: str | None, mark: str) -> bool:
    if before is None:
        return mark in ("1", "a", "i")
    if before.isdigit():
        return mark.isdigit() and int(mark) == int(before) + 1
    if before in _ROMAN[:-1] and mark == _ROMAN[_ROMAN.index(before) + 1]:
        return True
    return len(before) == len(mark) == 1 and ord(mark) == ord(before) + 1
