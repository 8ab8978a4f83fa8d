"""Lists of recommendations by number, as States print them: "122.1, 122.17-18 and 122.30-122.33", "5., 6., 7."."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DASH = "[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}]"
# Sections with recommendations begin late in a report; what has a smaller first part is a figure or an article.
_LEAST_PARAGRAPH = 30
_MOST = 300
_ONE = r"\d{2,3}\.\d{1,3}(?!\d)"
_DOTTED = re.compile(
    rf"""
    (?<![\w./(-]) {_ONE}
    (?:
        \s* (?: {_DASH} | \bto\b | \bthrough\b ) \s* (?: {_ONE} | \d{{1,3}} ) (?![\d.]*\d)   # a range
      | \s* (?: , | ; | & | \band\b | , \s* and\b )? \s* (?: (?:recommendations?|nos?\.?|numbers?) \s* )? {_ONE}  # the next number
    )*
    (?! [\d.]*\d | \s*% | \s*per\s?cent )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(rf"(?P<first>{_ONE})(?:\s*(?:{_DASH}|to\b|through\b)\s*(?P<last>\d{{1,3}}(?:\.\d{{1,3}})?)(?![\d.]*\d))?", re.I)
_BARE = re.compile(
    rf"""
    (?<![\w./(-]) \d{{1,3}}\.?
    (?: \s* , \s* \d{{1,3}}\.? | \s* (?:and|&) \s* \d{{1,3}}\.? | \s* {_DASH} \s* \d{{1,3}}\.? )*
    (?: (?<=[.)]) | (?<=[.]),) (?=\s)                                # a cell that is torn ends in a comma
    """,
    re.VERBOSE,
)
# Below a paragraph that is named elsewhere: "1\N{EN DASH}5, 14 and 18"; nothing that goes on as a date, a symbol or a decimal.
_PLAIN = re.compile(
    rf"""
    (?<![\w./-]) \d{{1,3}} (?: \s*{_DASH}\s* \d{{1,3}} )?
    (?: (?: \s*[,;]\s*(?:and\s)? | \s*(?:and|&)\s* ) \d{{1,3}} (?: \s*{_DASH}\s* \d{{1,3}} )? )*
    (?! \d | [./(]\s?\w | \s*% | \s*per\s?cent )
    """,
    re.VERBOSE,
)
_BARE_PART = re.compile(rf"(?P<first>\d{{1,3}})(?:\.?\s*{_DASH}\s*(?P<last>\d{{1,3}}))?")


@dataclass(frozen=True, slots=True)
class NumberList:
    """A list of recommendations: their numbers, and where the list stands in the text."""

    numbers: tuple[str, ...]
    start: int
    end: int


def find_number_lists(text: str) -> list[NumberList]:
    """Return the lists of numbers with a full stop in them ("122.4"), ranges written out, in text order.

    >>> find_number_lists("accepts 122.1, 122.17-18 and 122.30")[0].numbers
    ('122.1', '122.17', '122.18', '122.30')
    """
    found = []
    for match in _DOTTED.finditer(text):
        numbers: list[str] = []
        for part in _PART.finditer(match.group()):
            paragraph, _, first = part["first"].partition(".")
            if int(paragraph) >= _LEAST_PARAGRAPH:
                numbers += [f"{paragraph}.{item}" for item in _items(first, part["last"])]
        if numbers:
            found.append(NumberList(tuple(dict.fromkeys(numbers)), *match.span()))
    return found


def match_bare_list(text: str, start: int = 0) -> NumberList | None:
    """Return the list of numbers without a paragraph ("5., 6., 7.") that stands at `start`, or None.

    >>> match_bare_list("33., 34.-36. Fiji accepts").numbers
    ('33', '34', '35', '36')
    """
    match = _BARE.match(text, start)
    if match is None:
        return None
    numbers = [item for part in _BARE_PART.finditer(match.group()) for item in _items(part["first"], part["last"])]
    return NumberList(tuple(dict.fromkeys(numbers)), *match.span())


def match_plain_list(text: str, start: int = 0) -> NumberList | None:
    """Return the list of numbers of which the paragraph is named elsewhere that stands at `start`, or None.

    >>> match_plain_list("Recommendations 1-3, 14 and 18", 16).numbers
    ('1', '2', '3', '14', '18')
    """
    match = _PLAIN.match(text, start)
    if match is None:
        return None
    numbers = [item for part in _BARE_PART.finditer(match.group()) for item in _items(part["first"], part["last"])]
    return NumberList(tuple(dict.fromkeys(numbers)), *match.span())


def _items(first: str, last: str | None) -> list[str]:
    """Return the items of a range; the first alone where there is no range or it does not ascend."""
    low = int(first)
    high = int(last.rpartition(".")[2]) if last else low
    return [str(item) for item in range(low, high + 1)] if low <= high <= low + _MOST else [str(low)]
