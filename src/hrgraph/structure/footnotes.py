"""Notes at the foot of a page: where they begin and end between two pages of running text."""

from __future__ import annotations

import re

from hrgraph.structure.assemble import Assembler
from hrgraph.structure.lines import Line

_FOOTNOTE = re.compile(r"(\d{1,3})\s+(?=\S)")
_RULE = re.compile(r"[_–—-]{5,}")
# A line of so many blanks is a rule that an extractor did not draw.
_SEPARATOR_WIDTH = 30


class FootnoteReader:
    """Finds the notes of a document in text order; they are numbered through."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._number = 0
        self._paged = any(line.new_page for line in lines)

    def begin_at(self, index: int) -> bool:
        """Whether notes begin on a line: with the next number, after a rule or, at the foot of a page, a blank line."""
        match = _FOOTNOTE.match(self._lines[index].text)
        if not match or int(match[1]) != self._number + 1 or not index:
            return False
        before = self._lines[index - 1]
        if _RULE.fullmatch(before.text):
            return True
        return before.blank and (before.indent >= _SEPARATOR_WIDTH or self._page_ends_with(index))

    def _page_ends_with(self, index: int) -> bool:
        """Whether nothing but notes follows on the page."""
        expected = self._number + 1
        for position in range(index, len(self._lines)):
            line = self._lines[position]
            if line.new_page and position > index:
                return True
            if not line.blank and self._lines[position - 1].blank and not line.furniture:
                match = _FOOTNOTE.match(line.text)
                if not match or int(match[1]) != expected:
                    return False
                expected += 1
        return True

    def add_notes(self, out: Assembler, index: int) -> int:
        """Add the notes that begin on a line; return the index of the line after them."""
        end = index
        while end < len(self._lines) and not (end > index and self._ended(end)):
            end += 1
        start: int | None = None
        last = 0
        number = None
        for line in self._lines[index:end]:
            if line.blank or line.furniture:
                continue
            match = _FOOTNOTE.match(line.text)
            if match and int(match[1]) == self._number + 1:
                if start is not None:
                    out.add("note", start, last, number=number)
                self._number, number = int(match[1]), match[1]
                start = line.start + match.end()
            last = line.end
        if start is not None:
            out.add("note", start, last, number=number)
        return end

    def _ended(self, index: int) -> bool:
        """Whether a line after a note is text again: a page begins or, in a text without pages, no note does."""
        line = self._lines[index]
        if self._paged:
            return line.new_page
        return self._lines[index - 1].blank and not line.blank and not _FOOTNOTE.match(line.text)
