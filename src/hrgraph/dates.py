"""Read dates as documents print them, as precise as they are printed.

A date is a string of ISO 8601: a day (2008-10-22), a month (2008-10) or a year (2008). What no calendar holds (30
February) is not a date. Days come first where figures alone are printed (01/06/2010 is in June), as in documents of
the United Nations.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
# Two figures of a year belong to this century up to here, to the last one after it, unless the caller knows better.
_LAST_YEAR_OF_TWO_FIGURES = 2049

_DATE = re.compile(
    rf"""
    (?<![\w/.-])
    (?:
      (?P<iso>{_YEAR}-\d\d-\d\d) (?![\w-])  # 2008-10-22
    | (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b\.?,?\s*(?P<y1>{_YEAR}) (?!\d)   # 22 Oct. 2008
    | (?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,\s*(?P<y2>{_YEAR}) (?!\d)  # October 22, 2008
    | (?P<d3>\d{{1,2}})(?P<s3>[/.])(?P<m3>\d{{1,2}})(?P=s3)(?P<y3>{_YEAR}) (?!\d)  # 22/10/2008
    | (?P<d4>\d{{1,2}})-(?P<m4>{_MONTH})-(?P<y4>(?:{_YEAR})|\d\d) (?!\d)  # 22-Oct-08
    | (?P<m5>{_MONTH})\b\.?,?\s*(?P<y5>{_YEAR}) (?!\d)  # October 2008
    | (?P<y6>{_YEAR}) (?![\w-]|/\d)  # 2008
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A date in a text: `text[start:end]`, and what it says in ISO 8601."""

    start: int
    end: int
    value: str


def find_dates(text: str, *, latest_year: int = _LAST_YEAR_OF_TWO_FIGURES) -> list[FoundDate]:
    """Return the dates in `text`, in order, the longest reading of each ("22 Oct 2008" is one, not also "2008").

    Args:
        text: Any text; line breaks within a date do not matter.
        latest_year: Year of the document, where known: two figures that would be later are of the century before.
    """
    found = []
    for match in _DATE.finditer(text):
        value = _value(match, latest_year)
        if value:
            found.append(FoundDate(match.start(), match.end(), value))
    return found


def is_date(value: str) -> bool:
    """Say whether `value` is a day, month or year in ISO 8601 that the calendar holds."""
    if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?", value):
        return False
    try:
        date.fromisoformat(first_day(value))
    except ValueError:
        return False
    return True


def first_day(value: str) -> str:
    """Return the first day of the day, month or year that `value` is in ISO 8601."""
    return value + "-01-01"[len(value) - 10 :] if len(value) < 10 else value


def last_day(value: str) -> str:
    """Return the last day of the day, month or year that `value` is in ISO 8601."""
    if len(value) == 4:
        return f"{value}-12-31"
    if len(value) == 7:
        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]:02d}"
    return value


def _value(match: re.Match[str], latest_year: int) -> str | None:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return _day(year, month, day)
    if match["y6"]:
        return match["y6"]
    if match["y5"]:
        return f"{match['y5']}-{_month(match['m5']):02d}"
    for form in "1234":
        if match[f"d{form}"]:
            month = int(match["m3"]) if form == "3" else _month(match[f"m{form}"])
            return _day(_year(match[f"y{form}"], latest_year), month, int(match[f"d{form}"]))
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _year(figures: str, latest_year: int) -> int:
    if len(figures) == 4:
        return int(figures)
    year = 2000 + int(figures)
    return year if year <= latest_year else year - 100


def _day(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02d}-{day:02d}"
