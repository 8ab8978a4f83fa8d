"""Read which part of a document is cited: "paras. 9 (a) and 10", "p. 7", "recommendations 12.4 (Chad), 12.5 (Fiji)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.extraction.citations.upr_numbers import list_upr_numbers

_DATE = r"(?: ,? \s? (?: of \s )? \(? (?: \d{1,2} \s [A-Z][a-z]+ \s )? (?:19|20)\d\d \)? )"
_VOLUME = r"(?: \s \( (?: [Pp]art | [Vv]ol \. | [Ss]upp \.? ) \s? [^()]{0,12} \) )"
_UNIT = r"""
    (?: paras? [.,]? | paragraphs? | §{1,2} | pp? \. | pages? | arts? \. | articles? | sects? \. | sections?
      | chaps? \. | chapters? | (?:UPR\s)? recommendations? (?: \s nos? \.)? | annex(?:es)? | appendix
      | rules? | principles? | tables? | parts? | (?:foot)? notes? )
"""
_LETTERS = r"(?: \s? \( [a-zA-Z0-9]{0,4} \) )"
_NUMBER = r"(?: \d{3} \.\s \d{1,3} (?! \w ) | \d{1,4} (?: \.\d{1,3} ){0,2} [a-z]? (?! \w ) | [IVXLC]+ \b )"
# "(Chad, Peru)"; names have brackets of their own: "(Iran (Islamic Republic of))".
_STATES = r"(?: \s? \( [A-Z][^()\d]{2,120} (?: \( [^()\d]{2,60} \) [^()\d]{0,120} )? \) )"
_ITEM = rf"(?: {_NUMBER} {_LETTERS}* {_STATES}? )"
_RANGE = rf"(?: {_ITEM} (?: \s? [-\u2010-\u2014] \s? (?: {_ITEM} | {_LETTERS}+ ) )? | {_LETTERS}+ )"
_LIST = rf"{_RANGE} (?: (?: \s?, \s? (?:and\s)? | \s (?:and|to|or|&) \s ) {_RANGE} )*"
_PART = rf"{_UNIT} \s? {_LIST}"

_AFTER = re.compile(
    rf"""
    [”"’*]? {_VOLUME}? {_DATE}? \)? \s? ,? \s?
    (?: (?: at | in \s particular | especially | see ) \s )?
    (?P<pinpoint> {_PART} (?: (?: ,? \s (?:and\s)? | [;,.] \s [Ss]ee \s also \s ) {_PART} )* )
    """,
    re.VERBOSE,
)
_PART_OF = r"(?: (?:the\s)? (?: document | annex \s to (?: \s its )? ) \s )"
_BEFORE = re.compile(rf"(?<! \w ) (?P<pinpoint> {_PART} ) \s (?:of|in) \s {_PART_OF}? $", re.VERBOSE)
_FARTHEST_BEFORE = 120

_RECOMMENDATIONS = re.compile(r"recommendations?(?:\s[Nn]os?\.)?\s?(?=\d{1,3}\.\s?\d)", re.IGNORECASE)
_PLAIN_PARAGRAPHS = re.compile(r"(?:\bpara(?:graph)?s?[.,]?|§{1,2})\s?(?=\d)", re.IGNORECASE)
# A paragraph or a range of them; "71.4" is a recommendation, "7a" no number of its own.
_PLAIN = re.compile(
    rf"""
    (?P<first> \d{{1,4}} ) (?! \d | \w | \.\s?\d ) {_LETTERS}*
    (?: \s? (?: [-\u2010-\u2014] | \bto\b ) \s? (?P<last> \d{{1,4}} ) (?! \d | \w | \.\d ) {_LETTERS}* )?
    """,
    re.VERBOSE,
)
_AND = re.compile(r"(?:\s?[-\u2010-\u2014]\s?\([a-z]+\))?(?:\s?,\s?(?:and\s)?|\s(?:and|or|&)\s)")
_LONGEST_RANGE = 200
_PARAGRAPHS = re.compile(r"para(?:graph)?s?\.?\s?(?=\d{1,3}\.\s?\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """The part of a document that is cited.

    Attributes:
        start, end: Place in the text that was searched.
        printed: As printed.
        recommendations: Numbers of UPR recommendations, ranges written out.
        paragraphs: Paragraphs numbered as such recommendations are ("12.4"), ranges written out.
    """

    start: int
    end: int
    printed: str
    recommendations: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


def match_pinpoint(text: str, start: int, end: int) -> Pinpoint | None:
    """Return the pinpoint of the document named at `text[start:end]`: after it, or "paragraph 5 of" before it."""
    match = _AFTER.match(text, end)
    if not match:
        offset = max(0, start - _FARTHEST_BEFORE)
        match = _BEFORE.search(text[:start], offset)
    if not match:
        return None
    printed = match["pinpoint"]
    return Pinpoint(
        *match.span("pinpoint"), printed, _numbers(_RECOMMENDATIONS, printed), _numbers(_PARAGRAPHS, printed)
    )


def list_paragraphs(pinpoint: str) -> tuple[str, ...]:
    """Return the numbers of the paragraphs that a pinpoint names, ranges written out, each once, in text order.

    >>> list_paragraphs("paras. 9 (a), 11-13 and 20, and recommendation 71.4")
    ('9', '11', '12', '13', '20')
    """
    found: dict[str, None] = {}
    for unit in _PLAIN_PARAGRAPHS.finditer(pinpoint):
        position = unit.end()
        while item := _PLAIN.match(pinpoint, position):
            first, last = int(item["first"]), int(item["last"] or item["first"])
            whole = 0 <= last - first <= _LONGEST_RANGE
            found |= dict.fromkeys(map(str, range(first, last + 1) if whole else (first, last)))
            between = _AND.match(pinpoint, item.end())
            if not between:
                break
            position = between.end()
    return tuple(found)


def _numbers(unit: re.Pattern[str], printed: str) -> tuple[str, ...]:
    numbers = [number for match in unit.finditer(printed) for number, _, _ in list_upr_numbers(printed, match.end())]
    return tuple(dict.fromkeys(numbers))
