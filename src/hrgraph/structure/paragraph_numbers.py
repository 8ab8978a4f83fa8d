"""Where numbered paragraphs begin.

Headings carry numbers too, and so do lists. What tells paragraphs apart is that their numbers go on through the whole
document, and that sentences follow them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hrgraph.structure.assemble import ends_sentence
from hrgraph.structure.headings import could_be_heading, match_enumerator
from hrgraph.structure.lines import Line
from hrgraph.text import collapse

_NUMBER = re.compile(r"(\d{1,4})\s*[.,]\s*(?=[^\s\d]|$)")
# What ends a stretch of text for certain; four figures before a full stop are more often a year.
_SHORT_NUMBER = re.compile(r"\d{1,3}\s*[.,]\s*(?=[^\s\d]|$)")
# "2.3", as organisations number the paragraphs of a section.
_SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?=[“\"‘']?[A-Z])")
_FEWEST_PARAGRAPHS = 4
_LOST_NUMBERS = 2
# A line of running text fills at least this much of the width, the last line of a paragraph excepted.
_FULL_LINE = 0.75
HAS_SENTENCE = re.compile(r"[a-z]{2}[.!?][”\"’)]?\s?\d{0,3}\s+[A-Z]")
ENUMERATOR_ALONE = re.compile(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})\.")


@dataclass(frozen=True, slots=True)
class Start:
    """A numbered paragraph begins: on this line, with this number as printed; what follows it is at offset `body`."""

    line: int
    number: str
    body: int


def _chunk(lines: list[Line], index: int, width: int) -> str:
    """Return the text from a line to the next blank line or number; a full line goes on after a blank one."""
    parts: list[str] = []
    full = False
    for position in range(index, len(lines)):
        line = lines[position]
        if line.furniture:
            continue
        if line.blank:
            open_ended = bool(parts) and not ends_sentence(parts[-1]) and (full or _goes_on_lower(lines, position))
            if parts and not open_ended and not ENUMERATOR_ALONE.fullmatch(parts[-1]):
                break
            continue
        if parts and (match_enumerator(line.text) or _SHORT_NUMBER.match(line.text)) and len(" ".join(parts)) > 5:
            break
        parts.append(line.text)
        full = len(line.text) > _FULL_LINE * width
    return collapse(" ".join(parts))


def _goes_on_lower(lines: list[Line], index: int) -> bool:
    """Whether the next line of text begins without a capital."""
    following = next((line for line in lines[index:] if not line.blank and not line.furniture), None)
    return following is not None and following.text[0].islower()


def find_paragraph_starts(lines: list[Line], width: int) -> list[Start]:
    """Return where the numbered paragraphs begin: the chain 1, 2, 3 or 1.1, 1.2, 2.1 of numbers before sentences.

    Up to two numbers in a row may be lost to OCR. Empty if the document is not numbered in one of these ways.
    """
    return _counted(_candidates(lines, width, _NUMBER)) or _by_section(_candidates(lines, width, _SECTION_NUMBER))


def _candidates(lines: list[Line], width: int, pattern: re.Pattern[str]) -> list[Start]:
    """Return the lines that begin with such a number and a sentence."""
    found: list[Start] = []
    for index, line in enumerate(lines):
        match = None if line.furniture else pattern.match(line.text)
        if match:
            chunk = _chunk(lines, index, width)
            if len(chunk) > len(match.group()) and (HAS_SENTENCE.search(chunk) or not could_be_heading(chunk)):
                found.append(Start(index, match[1], line.start + match.end()))
    return found


def _counted(candidates: list[Start]) -> list[Start]:
    last = {int(candidate.number): position for position, candidate in enumerate(candidates)}
    chain: list[Start] = []
    expected = 1
    for position, candidate in enumerate(candidates):
        number = int(candidate.number)
        lost = range(expected, number)
        if number >= expected and len(lost) <= _LOST_NUMBERS and all(last.get(n, 0) <= position for n in lost):
            chain.append(replace(candidate, number=str(number)))
            expected = number + 1
    return chain if len(chain) >= _FEWEST_PARAGRAPHS else []


def _by_section(candidates: list[Start]) -> list[Start]:
    """The numbers rise, and no section of more than the lost numbers is left out."""
    chain: list[Start] = []
    before = (0,)
    for candidate in candidates:
        number = tuple(int(part) for part in candidate.number.split("."))
        if before < number and number[0] <= before[0] + 1 + _LOST_NUMBERS:
            chain.append(candidate)
            before = number
    return chain if len(chain) >= _FEWEST_PARAGRAPHS else []
