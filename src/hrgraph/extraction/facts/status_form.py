"""Read the status of treaties in compilations of the second cycle: what was done before, since, and not at all.

The table has three columns ("Status during previous cycle", "Action after review", "Not ratified/not accepted") and
three rows (ratification; reservations and declarations; complaint procedures). Extraction tears the columns apart, but
the form of an entry tells its column and row: a year in brackets is printed only of what was done, articles only of
competences.

Guarantees: every entry that is returned names its treaty by acronym; what the form leaves open is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.dates import find_dates
from hrgraph.extraction.facts.acronyms import find_acronyms
from hrgraph.extraction.facts.masking import masked_text
from hrgraph.models import Document
from hrgraph.registry import Registry
from hrgraph.text import collapse

_HEADING = re.compile(r"^[ \t]*Status\s+during\s+(?:the\s+)?previous\s+(?:UPR\s+)?cycle\b", re.MULTILINE)
_BELOW = re.compile(
    r"""
    ^[ \t]* (?:
      (?:\d\.\s+)? Other\s+main\s+relevant\s+international\s+instruments\b
    | \d{1,3}\.(?:[ \t]|$)           # the first numbered paragraph
    | [A-Z]\.\s+[A-Z][a-z]           # a heading
    )""",
    re.VERBOSE | re.MULTILINE,
)
_LONGEST_TABLE = 5000
# What may follow an acronym: brackets, and articles with brackets of their own.
_TAIL = re.compile(
    r"""
    (?: \s*,?\s* (?P<articles> arts?\.?\s* \d+
          (?: \s*(?:,\s*and|,|and|to|\N{EN DASH}|-)\s*\d+ | \s*\(\d{1,2}\) | \s*\([a-z]\) )* ) )?
    (?: \s* \( (?P<brackets> [^()]* (?:\([^()]*\)[^()]*)* ) \) )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SIGNED = re.compile(r"signature|signed", re.IGNORECASE)
_WORDS_OF_DECLARATION = re.compile(
    r"reservation|declaration|understanding|withdra|minimum\s+age|age\s+of", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """One entry: `document.text[start:end]`.

    Attributes:
        articles: Numbers of the articles named before the brackets; empty where none are.
        date: Of the brackets, or None.
        signed: The brackets say that it was only signed.
        declaration: The words of the brackets where they tell of a reservation or declaration, or None.
    """

    treaty: str
    start: int
    end: int
    articles: tuple[str, ...] = ()
    date: str | None = None
    signed: bool = False
    declaration: str | None = None


def find_status_entries(document: Document, registry: Registry) -> list[StatusEntry]:
    """Return the entries of the table, in text order; none where the document has no such table."""
    heading = _HEADING.search(document.text)
    if not heading:
        return []
    below = _BELOW.search(document.text, heading.end(), heading.start() + _LONGEST_TABLE)
    end = below.start() if below else min(len(document.text), heading.start() + _LONGEST_TABLE)
    text = masked_text(document, heading.end(), end)
    entries = []
    acronyms = find_acronyms(text, registry)
    for index, acronym in enumerate(acronyms):
        limit = acronyms[index + 1].start if index + 1 < len(acronyms) else len(text)
        entries.append(_entry(acronym.code, heading.end(), acronym.start, _TAIL.match(text, acronym.end, limit)))
    return entries


def _entry(treaty: str, offset: int, start: int, tail: re.Match[str] | None) -> StatusEntry:
    if tail is None:
        raise ValueError("the pattern of what follows an acronym must match the empty string")
    brackets = collapse(tail["brackets"] or "")
    dates = find_dates(brackets)
    return StatusEntry(
        treaty,
        offset + start,
        offset + tail.end(),
        tuple(_articles(tail["articles"] or "")),
        dates[-1].value if dates else None,
        bool(_SIGNED.search(brackets)),
        brackets if _WORDS_OF_DECLARATION.search(brackets) else None,
    )


def _articles(printed: str) -> list[str]:
    """Return the numbers in "arts. 20, 21 and 22" or "arts. 20-22", without those of paragraphs in brackets."""
    numbers: list[str] = []
    plain = re.sub(r"\([^()]*\)", "", printed)
    for first, last in re.findall(r"(\d+)(?:\s*(?:to|-|\N{EN DASH})\s*(\d+))?", plain):
        numbers += [str(n) for n in range(int(first), min(int(last or first), int(first) + 20) + 1)]
    return numbers
