"""Items of an enumeration that runs on in a paragraph: "(a) repeal the law; (b) release", "1. Repeal. 2. Release"."""

from __future__ import annotations

import re
from typing import NamedTuple

# An enumerator stands at the beginning, after punctuation or after "and".
_MARK = re.compile(
    r"(?:^|(?<=[:;,.]\s)|(?<=\band\s)|(?<=\bor\s))(?P<open>\(?)(?P<mark>[a-z]|\d{1,2}"
    r"|[ivx]{2,5})(?P<close>[.)])\s+(?=\S)"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_JOINS = re.compile(r"[\s;,]*(?:\b(?:and|or)\b)?\s*$")


class Item(NamedTuple):
    """An item: its words are `text[start:end]`, its enumerator begins at `mark`."""

    mark: int
    start: int
    end: int


def find_items(text: str) -> list[Item]:
    """Return the items of the first enumeration in a text, two at least, in order; the last goes to the text's end.

    Items inside an item are part of it.
    """
    marks = list(_MARK.finditer(text))
    for index, first in enumerate(marks):
        chain = [first] if first["mark"] in ("1", "a", "i") else []
        for match in marks[index + 1 :]:
            if chain and _form(match) == _form(first) and _ordinal(match["mark"], first["mark"]) == len(chain) + 1:
                chain.append(match)
        if len(chain) > 1:
            ends = [*(match.start() for match in chain[1:]), len(text)]
            return [
                Item(m.start(), m.end(), m.end() + len(_JOINS.sub("", text[m.end() : end])))
                for m, end in zip(chain, ends, strict=True)
            ]
    return []


def _form(match: re.Match[str]) -> tuple[bool, str]:
    return bool(match["open"]), match["close"]


def _ordinal(mark: str, first: str) -> int | None:
    """Return the place of an enumerator in the series that `first` begins, from 1, or None."""
    if first == "1":
        return int(mark) if mark.isdigit() else None
    if first == "i":
        return _ROMAN.index(mark) + 1 if mark in _ROMAN else None
    return ord(mark) - ord("a") + 1 if len(mark) == 1 and not mark.isdigit() else None
