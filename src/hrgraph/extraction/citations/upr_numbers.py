"""Numbers of UPR recommendations in running text: "recommendations nos. 95.65 and 95.67", "122.1-122.14".

A number counts only after a word that announces recommendations; percentages, dates, decimals and section numbers give
nothing. Written for views, from which the digits of note calls are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# More than this many in one range is no range of recommendations of one report.
_LONGEST_RANGE = 200

# "115. 23" is printed now and then for 115.23; of two figures and less it is the end of a sentence.
_NUMBER = r"(?:\d{1,3}\.\d{1,3}(?:\.\d{1,2})?|\d{3}\.\s\d{1,3})"
_ITEM = re.compile(
    rf"""
    (?P<first> {_NUMBER} )
    (?: \s? (?: [-\u2010-\u2014] | to\b | through\b ) \s? (?P<last> {_NUMBER} | \d{{1,3}} (?![\d.]*\d) ) )?  # a range
    (?! \d | \.\d | \s?% | \s per\s?cent | \s (?:million|billion|years?|thousand)\b )
    """,
    re.VERBOSE,
)
# What may stand between the word and the first number.
_ANNOUNCED = re.compile(
    r"""
    \b (?: recommendations? | recs? \. ) \s
    (?: (?: contained | listed | set \s out | reflected | made ) \s )?
    (?: (?:in|under) \s )?
    (?: (?:sub)?paragraphs? \s | paras? \. \s? )?
    (?: (?: nos? \. | numbers? | n[\u00b0\u00ba] | \#  ) \s? )*
    (?= \d )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What may stand between two numbers: the recommending States in brackets, a comma, "and".
_BETWEEN = re.compile(
    r"""
    (?: \s? \( [^()\d]{2,120} (?: \( [^()\d]{2,60} \) [^()\d]{0,120} )? \) )?
    (?: \s? [,;] (?: \s? (?:and|or) \b )? | \s (?:and|or|as \s well \s as) \b | \s? & )
    \s? (?: (?: recommendations? \s )? nos? \. \s? | recommendations? \s )?
    (?= \d )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_upr_references(view_text: str) -> list[tuple[str, int, int]]:
    """Return the numbers of UPR recommendations that a text refers to.

    Args:
        view_text: Clean text of a passage.

    Returns:
        Number as printed, start and end in `view_text`, in text order. Each number of a range is given, with the place
        of the range.

    >>> find_upr_references("fulfilled recommendations nos. 88.4 and 88.7.")
    [('88.4', 31, 35), ('88.7', 40, 44)]
    """
    found: list[tuple[str, int, int]] = []
    for announcement in _ANNOUNCED.finditer(view_text):
        if not found or announcement.end() >= found[-1][2]:
            found += list_upr_numbers(view_text, announcement.end())
    return found


def list_upr_numbers(text: str, start: int) -> list[tuple[str, int, int]]:
    """Return the numbers of UPR recommendations in the list that begins at `start`, as `find_upr_references` does."""
    found: list[tuple[str, int, int]] = []
    position = start
    while item := _ITEM.match(text, position):
        found += [(number, *item.span()) for number in _numbers(item["first"], item["last"])]
        between = _BETWEEN.match(text, item.end())
        if not between:
            break
        position = between.end()
    return found


def _numbers(first: str, last: str | None) -> Iterator[str]:
    """Yield the numbers from `first` to `last`, which may leave out what it shares with `first` ("122.1-14")."""
    first = first.replace(" ", "")
    yield first
    if last is None:
        return
    last = last.replace(" ", "")
    prefix, _, low = first.rpartition(".")
    last_prefix, _, high = last.rpartition(".")
    if last_prefix not in ("", prefix) or not 0 < int(high) - int(low) <= _LONGEST_RANGE:
        if last_prefix:
            yield last
        return
    yield from (f"{prefix}.{number}" for number in range(int(low) + 1, int(high) + 1))
