"""Views of a document's text that extraction rules can be written for, each position of which leads back to the source.

Rules are written for clean sentences; PDF extraction leaves wrapped lines, note digits stuck to words, page furniture
and markup. A `View` is the clean sentence, with the way back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from hrgraph.models import Block, Document

MARKUP = re.compile(
    r"""
      </?(?:u|b|i|p|em|strong|ul|ol|sup|sub|br|span)\b[^<>]*>  # inline HTML
    | </?li\b[^<>]*>                                           # list items inside a table cell
    | \*{1,3}(?=\S) | (?<=\S)\*{1,3}                           # Markdown emphasis
    | \\(?=[_*\[\]])                                           # Markdown escapes
    """,
    re.VERBOSE,
)
# A line broken after a hyphen: the word goes on ("self-\ndetermination", "OP-\nCAT"); "pre-\nand post" are two.
_BROKEN_WORD = re.compile(
    r"(?<=[a-z]-)[ \t]*\r?\n\s*(?=[a-z])(?!(?:and|or|to)\b) | (?<=[A-Z]-)[ \t]*\r?\n\s*(?=[A-Z])", re.VERBOSE
)

# Characters that stand in a view as they are: words with one ordinary space between them.
_WORDS = re.compile(r"\S+(?: \S+)*")


def collapse(text: str) -> str:
    """Return `text` with each run of white space turned into one space, trimmed."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class View:
    """A clean string and, for each of its characters, where it stands in `Document.text`.

    Attributes:
        text: White space collapsed; gaps, calls for notes, markup and line breaks inside words left out.
        offsets: As long as `text`, ascending.
    """

    text: str
    offsets: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of `text[start:end]`, which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def view_position(self, offset: int) -> int:
        """Return the first position whose character stands at or after `offset` of the document."""
        return bisect_left(self.offsets, offset)


def view_of(document: Document, start: int, end: int, gaps: Iterable[tuple[int, int]] | None = None) -> View:
    """Return the clean view of `document.text[start:end]` without gaps, note marks and markup.

    Args:
        gaps: Stretches to leave out; None for those of the blocks that hold `start`.
    """
    if gaps is None:
        gaps = [gap for block in document.blocks if block.start <= start < block.end for gap in block.gaps]
    hidden = [(*gap, True) for gap in gaps]
    hidden += [(mark.start, mark.end, False) for mark in document.marks if start <= mark.start < end]
    hidden += [(*match.span(), False) for match in MARKUP.finditer(document.text, start, end)]
    hidden += [(*match.span(), False) for match in _BROKEN_WORD.finditer(document.text, start, end)]
    hidden.sort()
    pieces: list[str] = []
    offsets: list[int] = []

    def space(offset: int) -> None:
        if pieces and pieces[-1] != " ":
            pieces.append(" ")
            offsets.append(offset)

    position = start
    for hidden_start, hidden_end, divides in [*hidden, (end, end, False)]:
        stop = min(hidden_start, end)
        for words in _WORDS.finditer(document.text, position, stop):
            if words.start() > position:
                space(position)
            position = words.end()
            pieces.append(words[0])
            offsets.extend(range(words.start(), position))
        if position < stop:
            space(position)
        if divides and position <= hidden_start < end:
            space(hidden_start)
        position = max(position, hidden_end)
    if pieces and pieces[-1] == " ":
        pieces.pop()
        offsets.pop()
    return View("".join(pieces), tuple(offsets))


def view_of_block(document: Document, block: Block) -> View:
    """Return the clean view of a block."""
    return view_of(document, block.start, block.end, block.gaps)
