"""Put the text of a PDF together from its drafts: words that line ends divided, calls for notes, blocks with pages.

Guarantees: a paragraph is one line of the text, and so is each of its items; the cells of a row are parted by tabs; blocks
are parted by a blank line. The digits of a call for a note stand after a space where they would stand in a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hrgraph.models import Block, NoteMark
from hrgraph.reading.divided import DividedText
from hrgraph.reading.pdf_blocks import Draft
from hrgraph.reading.pdf_hyphens import Hyphens
from hrgraph.reading.pdf_lines import Line, join_spans
from hrgraph.reading.pdf_spans import LINE_END_HYPHEN, Span
from hrgraph.reading.pdf_tables import Part
from hrgraph.structure.assemble import Assembler

_NUMBER = re.compile(r"\d+")
_MOST_DIGITS = 4
# Square and cubic measures are printed with raised figures that call for no note.
_UNIT = re.compile(r"\b[kcdm]?m$")
_EXPONENTS = {"2": "²", "3": "³"}
# An address that a line end cuts after one of its signs, and how it goes on.
_CUT_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S*[/_=&?%]$")
_REST_OF_ADDRESS = re.compile(r"[\w.~%-]*(?:[/_=&?%\d]|\.\w)")
# Signs that call for a remark at the foot of the title page.
_STARS = "*∗†‡ "


@dataclass
class _Words:
    """A stretch of text that is being put together, with the calls for notes in it."""

    text: str = ""
    marks: list[NoteMark] = field(default_factory=list)

    def append(self, words: _Words, divider: str) -> None:
        """Add words after a divider, if there is something before it to divide from."""
        start = len(self.text) + len(divider) if self.text else 0
        self.text = f"{self.text}{divider}{words.text}" if self.text else words.text
        self.marks += [NoteMark(mark.number, mark.start + start, mark.end + start) for mark in words.marks]

    def add(self, words: _Words, hyphens: Hyphens) -> None:
        """Add the words of a line after a space, or without one where the line before ends within a word or address."""
        before = self.text
        if before.endswith("-") and words.text[:1].isalnum() and before[-2:-1].isalnum():
            self.text = hyphens.join(before, words.text)
        elif _CUT_ADDRESS.search(before) and _REST_OF_ADDRESS.match(words.text):
            self.text = before + words.text
        else:
            self.text = f"{before} {words.text}" if before and words.text else before + words.text
        shift = len(self.text) - len(words.text)
        self.marks += [NoteMark(mark.number, mark.start + shift, mark.end + shift) for mark in words.marks]


def _words(spans: Sequence[Span]) -> _Words:
    """Return the text of the spans of a line."""
    words = _Words()
    run: list[Span] = []
    for span in (*spans, None):
        if span is not None and not (span.raised and _NUMBER.search(span.text)):
            run.append(span)
            continue
        if span is not None and run and _UNIT.search(run[-1].text) and span.text.strip() in _EXPONENTS:
            run.append(replace(span, text=_EXPONENTS[span.text.strip()], x0=run[-1].x1))
            continue
        text = " ".join(join_spans(run).replace(LINE_END_HYPHEN, "-").split()) if run else ""
        if text:
            glued = not words.text or text[0] in ",.;:!?)"
            words.text += text if glued else f" {text}"
        run = []
        if span is not None:
            start = len(words.text)
            words.text += f" {span.text.strip()}" if words.text[-1:].isalnum() else span.text.strip()
            words.marks += [
                NoteMark(int(match.group()), match.start(), match.end())
                for match in _NUMBER.finditer(words.text, start)
                if len(match.group()) <= _MOST_DIGITS
            ]
    return words


def _cells(line: Line) -> _Words:
    """Return the text of a line with a tab where cells of a list stand apart."""
    whole = _Words()
    for cell in line.cells:
        whole.append(_words(cell), "\t")
    return whole


def build_text(drafts: Sequence[Draft], hyphens: Hyphens) -> DividedText:
    """Return the text of a document with its blocks and marks."""
    parts: list[str] = []
    length = 0
    places: list[tuple[Draft, int, int]] = []
    marks: list[NoteMark] = []
    for draft in drafts:
        words = _draft_words(draft, hyphens)
        skipped = len(draft.printed) if words.text.startswith(draft.printed) else 0
        places.append((draft, length + skipped, length + len(words.text)))
        if draft.kind != "note":
            marks += [NoteMark(mark.number, mark.start + length, mark.end + length) for mark in words.marks]
        parts.append(words.text)
        length += len(words.text) + 2
    text = "\n\n".join(parts) + "\n"
    return DividedText(text, _blocks(text, places), tuple(marks))


def _draft_words(draft: Draft, hyphens: Hyphens) -> _Words:
    whole = _Words()
    for row in draft.rows:
        whole.append(_row(row, hyphens), "\n")
    for segment in draft.segments if not draft.rows else ():
        words = _Words()
        for line in segment:
            words.add(_cells(line) if draft.kind == "note" else _words(line.spans), hyphens)
        whole.append(words, "\n")
    if draft.kind == "note" and whole.marks and whole.marks[0].start == 0:  # its own number is no call
        whole.marks = whole.marks[1:]
    return whole


def _row(row: Sequence[Sequence[Part]], hyphens: Hyphens) -> _Words:
    """Return the text of a row, its cells parted by tabs, empty ones included."""
    whole = _Words()
    for position, cell in enumerate(row):
        words = _Words()
        for part in cell:
            words.add(_words(part), hyphens)
        if position:
            whole.text += "\t"
        shift = len(whole.text)
        whole.text += words.text
        whole.marks += [NoteMark(mark.number, mark.start + shift, mark.end + shift) for mark in words.marks]
    return whole


def _blocks(text: str, places: Sequence[tuple[Draft, int, int]]) -> tuple[Block, ...]:
    out = Assembler(text)
    pages: dict[int, int] = {}
    for draft, start, end in places:
        if draft.kind == "note" and draft.number and text.startswith(draft.number, start):
            start += len(draft.number)
        while draft.kind != "table" and start < end and text[start].isspace():
            start += 1
        if start >= end:
            continue
        pages[start] = draft.segments[0][0].page
        if draft.kind == "heading":
            out.heading(start, end, draft.depth, name=draft.text.rstrip(_STARS))
        else:
            out.add(draft.kind, start, end, number=draft.number, depth=draft.depth)
    return tuple(replace(block, page=pages[block.start]) for block in out.finish())
