"""Find conventions of the International Labour Organization by their number: "Convention No. 29", "ILO-C189"."""

from __future__ import annotations

import re

from hrgraph.extraction.norms.law_titles import (
    formal_title_end,
    phrase_end,
    position_at,
    prefix_title_start,
    split_words,
)
from hrgraph.extraction.norms.mentions import InstrumentMention

# "29", "87 and 98", "29, 105, 138 and 182"; not the day of a date
_NUMBERS = r"""
    \d{1,3}(?!\d) (?: (?:,|\ and|,\ and)\ (?:[Nn]os?\.?\ ?)?\d{1,3}(?!\d|\ (?:[A-Z]\w+\ )?(?:19|20)\d\d) )*
"""
_ILO = r"(?:ILO|International\ Labou?r\ Organi[sz]ation(?:\ \(ILO\))?)"
_NUMBERED = re.compile(
    rf"""
      # "ILO Conventions Nos. 87 and 98", "Convention 29 of the ILO"
      (?P<ilo>\b{_ILO}(?:[’']s)?\ )?
      (?:fundamental\ |core\ )?\b[Cc]onventions?\ \(?(?:(?P<no>[Nn]os?\.?|[Nn]umbers?|\#)\ ?)?(?P<numbers>{_NUMBERS})\)?
      (?P<of>\ of\ (?:the\ )?{_ILO})?
      # the end of "Domestic Workers Convention, 2011 (No. 189)"
    | [Cc]onvention,?\ (?:\(?(?:19|20)\d\d\)?,?\ )?\((?:[Cc]onvention\ )?[Nn]o\.?\ ?(?P<titled>\d{{1,3}})\)
      # "ILO-C189", "ILO C87 and C98"
    | \bILO[-\ ]?C[-\ ]?(?P<code>\d{{1,3}}(?:(?:,|\ and|,\ and)\ C\d{{1,3}})*)\b
    """,
    re.VERBOSE,
)
_TITLE_AFTER = re.compile(r",? (?:\(?(?:19|20)\d\d\)?,? )?(?:on|concerning|regarding|relating to) (?=\w)")
_NUMBER_AFTER_TITLE = re.compile(r",? \(?(?:19|20)\d\d\)?,? \([Nn]o\.? ?(\d{1,3})\)")
# The highest number that a convention bears grows slowly; numbers of other series are far beyond.
_HIGHEST = 199


def ilo_code(number: int) -> str:
    """Return the code of the convention with this number: "ILO-C029"."""
    return f"ILO-C{number:03d}"


def find_ilo_conventions(text: str) -> list[InstrumentMention]:
    """Return the conventions that `text` calls by number, their title included where it is printed too."""
    words = split_words(text)
    found = []
    for match in _NUMBERED.finditer(text):
        if match["numbers"] and not (match["ilo"] or match["no"] or match["of"]):
            continue
        numbers = [int(number) for number in re.findall(r"\d+", match["numbers"] or match["titled"] or match["code"])]
        if not all(0 < number <= _HIGHEST for number in numbers):
            continue
        start, end = match.span()
        if match["titled"]:
            start = words[prefix_title_start(words, position_at(words, start), frozenset())].start
        elif after := _TITLE_AFTER.match(text, end):
            first = position_at(words, after.end())
            last = max(formal_title_end(words, first), phrase_end(words, first))
            end = words[last - 1].end if last > first else end
        found.append(InstrumentMention(start, end, tuple(ilo_code(number) for number in numbers)))
    return found


def number_after_title(text: str, end: int) -> tuple[int, int] | None:
    """Return the number after a title that ends at `end` ("..., 1999 (No. 182)") and where it ends, or None."""
    match = _NUMBER_AFTER_TITLE.match(text, end)
    return (int(match[1]), match.end()) if match else None
