"""When the working group sat: what the first paragraph of its report says of the session and of the review."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.dates import find_dates

_UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80, "ninet": 90}
_ORDINALS = {word: number for number, word in enumerate(_UNITS, start=1)}
for _stem, _ten in _TENS.items():
    _ORDINALS[f"{_stem}ieth"] = _ten
    _ORDINALS |= {f"{_stem}y-{word}": _ten + number for number, word in enumerate(_UNITS[:9], start=1)}

_HELD = re.compile(
    r"""
      \b(?:held|convened|opened) \s (?:its|the) \s
      (?P<session> [a-z]+(?:-\s?[a-z]+)? | \d{1,2}(?:st|nd|rd|th) ) \s session
      (?P<days> .{0,80}? (?:19|20)\d\d )
    """,
    re.VERBOSE,
)
_REVIEWED = re.compile(r"\breview\s+of\s+(?:[^.]|\.(?!\s+(?:The|At|It)\b)){2,120}?\bheld\s+at\b(?P<when>.{0,120}?(?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session of the working group and the day of a review in it.

    Attributes:
        session: Number of the session.
        year: In which the session ended.
        review_date: ISO 8601, or None where it is not printed.
    """

    session: int
    year: int
    review_date: str | None = None


def parse_ordinal(words: str) -> int:
    """Return the number that an ordinal up to ninety-nine is, in words or figures.

    Raises:
        ValueError: It is none.

    >>> parse_ordinal("forty-third")
    43
    """
    key = re.sub(r"\s+", "", words.lower())
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", key):
        return int(match[1])
    if key not in _ORDINALS:
        raise ValueError(f"{words!r} is not an ordinal number")
    return _ORDINALS[key]


def match_sitting(text: str) -> Sitting | None:
    """Return the session that the text of a report says the working group held, or None.

    Args:
        text: With any white space between its words.
    """
    text = " ".join(text.split())
    for match in _HELD.finditer(text):
        try:
            session = parse_ordinal(match["session"])
        except ValueError:
            continue
        reviewed = _REVIEWED.search(text, match.end())
        dates = [date.value for date in find_dates(reviewed["when"]) if len(date.value) == 10] if reviewed else []
        return Sitting(session, int(match["days"][-4:]), dates[0] if dates else None)
    return None
