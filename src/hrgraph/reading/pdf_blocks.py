"""Gather the lines of a PDF into headings, paragraphs, items of lists, notes and tables, by place, size and weight.

Guarantees: each line is in exactly one draft; a paragraph that a page break tore is one draft, and the notes at the foot
of the page come before or after it, not inside. Numbers of paragraphs rise through the document; "1." below paragraph 95
is its item 95.1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from hrgraph.models import BlockKind
from hrgraph.reading.pdf_lines import Line
from hrgraph.reading.pdf_measures import Measures, measure
from hrgraph.reading.pdf_numbers import FEW_NUMBERS, Numbering, PrintedNumber
from hrgraph.reading.pdf_tables import Part, find_table_rows
from hrgraph.structure.assemble import ends_sentence
from hrgraph.structure.endnotes import NOTES_HEADING
from hrgraph.structure.headings import could_be_heading, match_enumerator

# Headings of several lines are set a little wider than text.
_HEADING_GAP = 1.5
_INDENT = 5.0
# Longer than the lines of a masthead.
_SHORT = 40
# Headings in italics without a number stand below numbered ones.
_ITALIC_DEPTH = 4
_CONTENTS = re.compile(r"\.{5,}|(?:\.\s){5,}")
_CONTENTS_HEADING = re.compile(r"contents|paragraphs\s+page|page", re.IGNORECASE)
_BULLET = re.compile(r"[\uf0a7\uf0b7\uf0d8\uf076\uf02d•▪●○◦‣∙]\s*|[-–]\s+(?=\S)")
# "(b)" goes on with what "(a)" began.
_LETTERED = re.compile(r"\([a-z]{1,4}\)\s")
_NOTE_SIGN = re.compile(r"\*{1,3}|[†‡∗]{1,3}|\d{1,3}(?=\s)")


@dataclass
class Draft:
    """What will be a block.

    Attributes:
        segments: Lines that follow each other, parted where a new line of text begins.
        number: Of a paragraph, an item or a note, as people cite it.
        printed: Number as it stands at the beginning of the text, with what follows it; "" if there is none.
        rows: For a table, the cells of each row.
    """

    kind: BlockKind
    segments: list[list[Line]]
    number: str | None = None
    printed: str = ""
    depth: int = 0
    rows: list[list[list[Part]]] = field(default_factory=list)

    @property
    def last(self) -> Line:
        """The last line."""
        return self.segments[-1][-1]

    @property
    def text(self) -> str:
        """Its words, roughly: hyphens at line ends are still there."""
        return " ".join(line.text for segment in self.segments for line in segment)


def find_drafts(pages: Sequence[Sequence[Line]]) -> list[Draft]:
    """Return the drafts of a document, in reading order."""
    if not any(pages):
        return []
    reader = _Reader(measure(pages))
    for lines in pages:
        reader.read_page(list(lines))
    return reader.finish()


class _Reader:
    """Walks the lines once."""

    def __init__(self, usual: Measures) -> None:
        self.usual = usual
        self.drafts: list[Draft] = []
        self.notes: list[Draft] = []
        self.current: Draft | None = None
        self.previous: Line | None = None
        self.numbers = Numbering()
        self.endnotes = False
        self.headed = False

    def finish(self) -> list[Draft]:
        self._close()
        if self.numbers.paragraph:
            self._mark_masthead()
        return self.drafts

    def _mark_masthead(self) -> None:
        """Symbol, date and agenda item on the first page of a numbered document are no paragraphs."""
        for draft in self.drafts:
            if draft.number and draft.kind == "paragraph":
                return
            short = len(draft.text) < _SHORT or not ends_sentence(draft.text)
            if draft.kind == "paragraph" and draft.last.page == 1 and short:
                draft.kind = "furniture"

    def read_page(self, lines: list[Line]) -> None:
        feet = self._notes_at_foot(lines)
        body, notes = lines[: len(lines) - feet], lines[len(lines) - feet :]
        self.previous = None
        index = 0
        while index < len(body):
            index += self._read(body, index)
        for line in notes:
            self._read_note(line, self.notes)
        if not self._torn():
            self._close()

    def _close(self) -> None:
        self.current = None
        self.drafts += self.notes
        self.notes = []

    def _torn(self) -> bool:
        """Whether the paragraph at the end of a page seems to go on on the next one."""
        return self.current is not None and self.current.kind in ("paragraph", "bullet")

    def _add(self, draft: Draft) -> None:
        if self.notes:
            self._close()
        self.drafts.append(draft)
        self.current = draft
        self.headed = self.headed or draft.kind == "heading" or draft.number is not None

    def _read(self, lines: list[Line], index: int) -> int:
        """Read what begins at a line; return how many lines were read."""
        line = lines[index]
        previous, self.previous = self.previous, line
        if previous and line.baseline < previous.baseline:
            previous = None  # the next column begins, as a page does
        apart = previous is None or self.usual.parted(previous, line)
        if _CONTENTS.search(line.text) or (_CONTENTS_HEADING.fullmatch(line.text) and not self.numbers.paragraph):
            self._add(Draft("furniture", [[line]]))
            return 1
        if self.endnotes and apart and line.bold and line.size > self.usual.size:
            self.endnotes = False  # an annex
        if self.endnotes or (self.usual.is_small(line) and self._has_note_sign(line)):
            self._read_note(line, self.drafts)
            return 1
        rows = find_table_rows(lines, index, self.usual.leading) if self.headed else None
        if rows:
            self._add(Draft("table", [lines[index : index + rows.lines]], rows=rows.rows))
            self.previous = lines[index + rows.lines - 1]
            return rows.lines
        heading = self._heading(lines, index, apart)
        if heading:
            self.previous = lines[index + heading - 1]
            return heading
        number = self._number(line, apart)
        if number:
            self._add_numbered(line, number)
        elif _BULLET.match(line.text) and (apart or (self.current and self.current.kind == "bullet")):
            printed = _BULLET.match(line.text)
            self._add(Draft("bullet", [[line]], printed=printed.group()))
        else:
            self._go_on(line, previous)
        return 1

    # Notes

    def _has_note_sign(self, line: Line) -> bool:
        return line.spans[0].raised or (self.usual.is_small(line) and line.text.startswith(("*", "∗", "†")))

    def _notes_at_foot(self, lines: list[Line]) -> int:
        """Return how many lines at the end of a page are notes: smaller than the text, the first one with its sign."""
        feet = 0
        for position, line in enumerate(reversed(lines), start=1):
            if not self.usual.is_small(line) and not _is_rule(line):
                break
            if self._has_note_sign(line) or _is_rule(line):
                feet = position
        return feet if feet < len(lines) or self.notes else 0

    def _read_note(self, line: Line, into: list[Draft]) -> None:
        if _is_rule(line):
            return
        if self._has_note_sign(line) or (self.endnotes and _NOTE_SIGN.match(line.text)):
            first = line.spans[0]
            sign = first.text.strip() if first.raised else _NOTE_SIGN.match(line.text).group()
            printed = "" if first.raised else sign
            number = sign if sign.isdigit() else None
            if into is self.drafts:
                self._close()
            into.append(Draft("note", [[line]], number=number, printed=printed))
        elif into and into[-1].kind == "note":
            above = into[-1].last
            entry = line.page == above.page and (line.x0 < above.x0 - _INDENT or self.usual.ended_on_purpose(above, line))
            if entry:
                into[-1].segments.append([line])
            else:
                into[-1].segments[-1].append(line)
        else:
            into.append(Draft("note", [[line]]))

    # Headings

    def _heading(self, lines: list[Line], index: int, apart: bool) -> int:
        """Add the heading that begins at a line; return how many lines it has, 0 if there is none."""
        line = lines[index]
        if NOTES_HEADING.fullmatch(line.text) and (self.numbers.paragraph or (line.bold and apart)):
            self._add(Draft("heading", [[line]], depth=1))
            self.endnotes = True
            return 1
        if line.italic and not line.bold:
            return self._italic_heading(lines, index, apart)
        if not line.bold or not (apart or line.size > 1.05 * self.usual.size):
            return 0
        end = index + 1
        while end < len(lines) and lines[end].bold and abs(lines[end].size - line.size) < 0.6:
            step = lines[end].baseline - lines[end - 1].baseline
            if step > _HEADING_GAP * line.size or match_enumerator(lines[end].text):
                break
            end += 1
        text = " ".join(part.text for part in lines[index:end])
        if not could_be_heading(text) or self._is_item(text) and self._number(line, apart):
            return 0
        if self.current is not None and not apart and line.size <= 1.05 * self.usual.size:
            return 0
        if end == len(lines) and line.size <= 1.05 * self.usual.size:
            return 0  # bold text that goes on on the next page; headings stand above something
        depth = match_enumerator(text) or (1 if line.size > 1.15 * self.usual.size else 3)
        self._add(Draft("heading", [lines[index:end]], depth=depth))
        self.numbers.item = 0
        return end - index

    def _italic_heading(self, lines: list[Line], index: int, apart: bool) -> int:
        """Add a heading in italics: one line below a finished paragraph, with a gap or a paragraph's number below it."""
        line = lines[index]
        if index + 1 == len(lines) or not could_be_heading(line.text):
            return 0
        following = lines[index + 1]
        below = self.usual.parted(line, following) or self._number(following, True) is not None
        finished = self.current is None or self.current.kind == "heading" or ends_sentence(self.current.text)
        if not finished or not below or following.italic or not (apart or self.numbers.paragraph):
            return 0
        self._add(Draft("heading", [[line]], depth=_ITALIC_DEPTH))
        return 1

    def _is_item(self, text: str) -> bool:
        """Whether a bold text that has a number may be an item of a list, and not a heading.

        The items of a list of recommendations are bold, too; they go on or end with the States in brackets.
        """
        return bool(self.numbers.item or text.endswith(")") or not match_enumerator(text))

    # Numbered paragraphs and items

    def _number(self, line: Line, apart: bool) -> PrintedNumber | None:
        below_heading = self.current is not None and self.current.kind == "heading"
        return self.numbers.match(line, self.usual.indent(line), apart=apart, below_heading=below_heading)

    def _add_numbered(self, line: Line, found: PrintedNumber) -> None:
        if found.anew and self.numbers.paragraph <= FEW_NUMBERS:
            self._forget_numbers()
        self.numbers.accept(found, self.usual.indent(line))
        self._add(Draft("paragraph", [[line]], number=found.number, printed=found.printed))

    def _forget_numbers(self) -> None:
        """Where the numbers begin anew after a few, the first ones were of something else: a list of abbreviations."""
        for draft in self.drafts:
            if draft.kind == "paragraph":
                draft.number, draft.printed = None, ""

    # Running text

    def _go_on(self, line: Line, previous: Line | None) -> None:
        current = self.current
        if current is None or current.kind not in ("paragraph", "bullet"):
            self._add(Draft("paragraph", [[line]]))
            return
        if previous is None:
            if self.numbers.paragraph or not ends_sentence(current.text) or line.text[0].islower():
                current.segments[-1].append(line)
            else:
                self._add(Draft("paragraph", [[line]]))
        elif not self.usual.parted(previous, line):
            if self.usual.ended_on_purpose(previous, line):
                current.segments.append([line])
            else:
                current.segments[-1].append(line)
        elif current.kind == "paragraph" and current.number and (current.number.isdigit() or _LETTERED.match(line.text)):
            current.segments.append([line])
        else:
            self._add(Draft("paragraph", [[line]]))


def _is_rule(line: Line) -> bool:
    return not line.text.strip("_- –—")
