"""Tell which cycle of the Universal Periodic Review words or a date speak of."""

from __future__ import annotations

import re

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_WORDS = re.compile(
    rf"""
      \b(?P<ordinal>{'|'.join(_ORDINALS)})\s+
        (?:UPR\b | universal\s+periodic\s+review | (?:periodic\s+)?review\b | cycle\b)
    | \bcycle\s+(?P<number>[1-4])\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# The first month in which the working group met in each cycle, from the last cycle back.
_BEGINNINGS = ((4, "2022-11"), (3, "2017-05"), (2, "2012-05"), (1, "2008-04"))


def cycle_in_words(words: str) -> int | None:
    """Return the cycle that words name ("second cycle", "third UPR"), the first one named, or None."""
    return next(iter(cycles_in_words(words)), None)


def cycles_in_words(words: str) -> list[int]:
    """Return the cycles that words name, in text order."""
    return [
        int(match["number"]) if match["number"] else _ORDINALS[match["ordinal"].lower()] for match in _WORDS.finditer(words)
    ]


def cycle_of_year(value: str) -> int | None:
    """Return the cycle in which a review of this date (ISO 8601) took place, or None before the first.

    A bare year in which one cycle followed another is of the cycle that began in it, but for 2022: most of its reviews
    closed the third.
    """
    month = value[:7] if len(value) >= 7 else f"{value}-{'01' if value == '2022' else '12'}"
    return next((cycle for cycle, beginning in _BEGINNINGS if month >= beginning), None)
