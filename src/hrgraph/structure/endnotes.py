"""Where the notes of a plain text stand, and where each begins."""

from __future__ import annotations

import re

from hrgraph.structure.assemble import Assembler
from hrgraph.structure.lines import Line

NOTES_HEADING = re.compile(r"(?:foot|end)?notes?\s*:?", re.IGNORECASE)
_ENTRY = re.compile(r"(\d{1,3})(?:\s+|\.\s+)(?=\S)")
# How a note begins that has lost its number: a symbol, a pinpoint, a reference to an earlier note, an address.
_CITATION = re.compile(
    r"(?:See(?: also)?\b|Ibid|[Pp]aras?\.\s*\d|pp?\.\s*\d|https?:|[A-Z]{1,5}[A-Z.\d]*/[A-Z]"
    r"|\S.{0,80}\bsubmissions?, (?:paras?|pp?)\.)"
)


def looks_like_citation(text: str) -> bool:
    """Whether a line begins as only notes do."""
    return bool(_CITATION.match(text))


def add_notes(assembler: Assembler, lines: list[Line]) -> None:
    """Add a note block for each entry in these lines.

    An entry begins with its number, alone on its line or before its text; the numbers rise. Where OCR has lost the
    numbers, an entry begins after a blank line or, failing that, at a line that begins as a citation after one that is
    complete.
    """
    expected, current = 0, None
    previous: Line | None = None
    for line in lines:
        if line.blank:
            previous = None if current is None or current[2] is None else previous
            continue
        if line.furniture:
            continue
        alone = re.fullmatch(r"\d{1,3}", line.text)
        entry = alone or _ENTRY.match(line.text)
        number = int(entry[0] if alone else entry[1]) if entry else 0
        if entry and expected < number <= expected + 5:
            _close(assembler, current)
            body = line.end if alone else line.start + entry.end()
            current, expected = (body, line.end, str(number)), number
        elif current is None or (current[2] is None and _begins_note(previous, line)):
            _close(assembler, current)
            current = (line.start, line.end, None)
        else:
            current = (current[0], line.end, current[2])
        previous = line
    _close(assembler, current)


def _begins_note(previous: Line | None, line: Line) -> bool:
    return previous is None or (looks_like_citation(line.text) and previous.text.endswith("."))


def _close(assembler: Assembler, current: tuple[int, int, str | None] | None) -> None:
    if current is None:
        return
    start, end, number = current
    while start < end and assembler.text[start].isspace():
        start += 1
    if start < end:
        assembler.add("note", start, end, number=number)
