"""Documents with numbered paragraphs, as the Secretariat of the United Nations prints them, and many organisations.

What stands between the numbers is headings, bullets, tables of torn cells, page furniture, and at the end the notes.
"""

from __future__ import annotations

import re

from hrgraph.structure.assemble import Assembler, ends_sentence
from hrgraph.structure.bullets import match_bullet
from hrgraph.structure.endnotes import NOTES_HEADING, add_notes, looks_like_citation
from hrgraph.structure.footnotes import FootnoteReader
from hrgraph.structure.headings import could_be_heading, goes_on, match_enumerator
from hrgraph.structure.lines import Line
from hrgraph.structure.paragraph_numbers import ENUMERATOR_ALONE, HAS_SENTENCE, Start
from hrgraph.text import collapse

# A stretch without numbers is a table when its lines are this short against the document's lines.
_TABLE_LINE = 0.6
_FEWEST_CELLS = 4
# An item of a list within a sentence: its number, and the first letter of its words.
_ITEM = re.compile(r"\(?(?:\d{1,2}|[a-z]{1,4})[.)]\s+\w")
_LIST_OPEN = re.compile(r"(?:[:;,]|\b(?:and|or))$")
_STOPPED = re.compile(r"[.!?][^A-Za-z]{0,12}$")


class _Reader:
    """Walks the lines once; decides for each where it belongs."""

    def __init__(self, text: str, lines: list[Line], starts: list[Start], width: int) -> None:
        self.lines, self.width = lines, width
        self.starts = {start.line: start for start in starts}
        self.last_start = starts[-1].line
        self.out = Assembler(text)
        self.footnotes = FootnoteReader(lines)
        self.in_paragraph = False
        self.loose: list[Line] = []
        self.unnumbered_depth = 3

    def read(self) -> Assembler:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line.furniture:
                self.out.add("furniture", line.start, line.end)
                index += 1
            elif line.blank:
                index += 1
            elif index not in self.starts and self.footnotes.begin_at(index):
                index = self.footnotes.add_notes(self.out, index)
            elif self._notes_begin(index):
                self._flush_loose()
                if NOTES_HEADING.fullmatch(line.text):
                    self.out.heading(line.start, line.end, 1)
                    index += 1
                else:
                    self.out.endnotes()
                add_notes(self.out, self.lines[index:])
                return self.out
            elif index in self.starts:
                self._flush_loose()
                start = self.starts[index]
                body = min(start.body, line.end)
                if body == line.end and index + 1 < len(self.lines):  # the number stands alone on its line
                    following = self._next_filled(index)
                    if following in self.starts:  # and has lost its paragraph
                        index = following
                        continue
                    index, body, line = following, self.lines[following].start, self.lines[following]
                self.out.add("paragraph", body, line.end, number=start.number)
                self.in_paragraph = True
                index += 1
            else:
                heading_end = self._heading_end(index)
                if heading_end:
                    self._flush_loose()
                    self._heading(index, heading_end)
                    index = heading_end
                else:
                    if self.in_paragraph and self._cells_begin(index):
                        self.in_paragraph = False
                    self._continue(line)
                    index += 1
        self._flush_loose()
        return self.out

    def _next_filled(self, index: int) -> int:
        index += 1
        while index + 1 < len(self.lines) and (self.lines[index].blank or self.lines[index].furniture):
            index += 1
        return index

    def _notes_begin(self, index: int) -> bool:
        line = self.lines[index]
        if index <= self.last_start:
            return False
        if NOTES_HEADING.fullmatch(line.text):
            return True
        last = self.out.last_text
        complete = last is None or ends_sentence(self.out.text[last.start : last.end])
        return complete and (line.new_page or self._after_blank(index)) and looks_like_citation(line.text)

    def _after_blank(self, index: int) -> bool:
        return index == 0 or self.lines[index - 1].blank or self.lines[index - 1].furniture

    def _heading_end(self, index: int) -> int | None:
        """Return the index after the last line of a heading that begins here, or None."""
        line = self.lines[index]
        end = index + 1
        if ENUMERATOR_ALONE.fullmatch(line.text):  # the number of a heading, torn from it
            end = self._next_filled(index) + 1
        while end < len(self.lines) and not self.lines[end].blank and end not in self.starts:
            if not goes_on(self.lines[end - 1].text, self.lines[end].text) or match_enumerator(self.lines[end].text):
                break
            end += 1
        text = collapse(" ".join(part.text for part in self.lines[index:end]))
        if not could_be_heading(text) or any(i in self.starts for i in range(index, end)):
            return None
        last = self.out.blocks[-1] if self.out.blocks else None
        before_done = last is None or last.kind != "paragraph" or ends_sentence(self.out.text[last.start : last.end])
        if match_enumerator(text):
            return None if self._goes_on_with(text) else end
        # Without a number: after a finished paragraph, alone between blank lines or before the next number.
        alone = end >= len(self.lines) or self.lines[end].blank or end in self.starts
        apart = self._after_blank(index) or line.new_page or end in self.starts
        single = not self.loose and len(text) < self.width
        return end if before_done and alone and apart and single and self._leads_to_text(end) else None

    def _goes_on_with(self, text: str) -> bool:
        """Whether "(b) adopt ..." or, after "(a) Sign it; and", "(b) Adopt ..." is an item of the list before it."""
        last = self.out.last_text if self.in_paragraph else None
        item = _ITEM.match(text)
        if last is None or not item:
            return False
        before = self.out.text[last.start : last.end]
        return bool(_LIST_OPEN.search(before)) or (item.group()[-1].islower() and not _STOPPED.search(before))

    def _leads_to_text(self, index: int) -> bool:
        """Whether the next filled lines are a numbered paragraph or another heading, not a table's cells."""
        for position in range(index, min(index + 12, len(self.lines))):
            if position in self.starts:
                return True
            line = self.lines[position]
            if not line.blank and not line.furniture and not could_be_heading(line.text):
                return False
        return False

    def _heading(self, index: int, end: int) -> None:
        first, last = self.lines[index], self.lines[end - 1]
        depth = match_enumerator(first.text + " " + last.text)
        if depth is None:
            depth = self.unnumbered_depth
        else:
            self.unnumbered_depth = depth
        self.out.heading(first.start, last.end, depth)
        self.in_paragraph = False

    def _continue(self, line: Line) -> None:
        last = self.out.blocks[-1] if self.out.blocks else None
        while self.in_paragraph and last is not None and last.kind in ("furniture", "note"):
            last = self.out.last_text
        if self.in_paragraph and last is not None and last.kind in ("paragraph", "bullet") and not self.loose:
            bullet = match_bullet(line.text, after=self.out.text[last.start : last.end])
            if bullet:
                self.out.add("bullet", line.start + bullet, line.end, number=last.number)
            else:
                self.out.extend(last, line.start, line.end)
        else:
            self.loose.append(line)

    def _cells_begin(self, index: int) -> bool:
        """Whether a table begins after a finished paragraph: short lines, none of which ends a sentence."""
        last = self.out.last_text
        if not self._after_blank(index) or last is None or not ends_sentence(self.out.text[last.start : last.end]):
            return False
        cells = self.lines[index : index + _FEWEST_CELLS]
        return len(cells) == _FEWEST_CELLS and all(
            not line.blank and not ends_sentence(line.text) and len(line.text) < _TABLE_LINE * self.width
            for line in cells
        )

    def _is_title_page(self, loose: list[Line]) -> bool:
        """Whether lines before the first number hold no sentence."""
        text = collapse(" ".join(line.text for line in loose))
        return len(loose) > 1 and not HAS_SENTENCE.search(text) and not _STOPPED.search(text)

    def _title_page(self, lines: list[Line]) -> None:
        """The last line of a title page, apart from the others, is the heading of the first paragraph."""
        last = lines[-1]
        apart = self.out.text[lines[-2].end : last.start].count("\n") > 1
        if apart and could_be_heading(last.text) and len(last.text) < _TABLE_LINE * self.width:
            lines = lines[:-1]
        self.out.add("table", lines[0].start, lines[-1].end)
        if lines[-1] is not last:
            self.out.heading(last.start, last.end, match_enumerator(last.text) or self.unnumbered_depth)

    def _flush_loose(self) -> None:
        """Give the lines that belong to no number to a table or, where they are sentences, to a paragraph."""
        loose, self.loose = self.loose, []
        if not loose:
            return
        if all(block.kind != "paragraph" for block in self.out.blocks) and self._is_title_page(loose):
            self._title_page(loose)
            return
        if len(loose) <= 2 and could_be_heading(collapse(" ".join(line.text for line in loose))):
            self.out.heading(loose[0].start, loose[-1].end, self.unnumbered_depth + 1)
            return
        short = sum(len(line.text) < _TABLE_LINE * self.width for line in loose)
        is_table = short > 2 and short >= 0.4 * len(loose)
        self.out.add("table" if is_table else "paragraph", loose[0].start, loose[-1].end)


def numbered_blocks(text: str, lines: list[Line], starts: list[Start], width: int) -> Assembler:
    """Return the blocks of a document with numbered paragraphs."""
    return _Reader(text, lines, starts, width).read()
