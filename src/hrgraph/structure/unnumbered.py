"""Documents without paragraph numbers, as organisations send them: headings, paragraphs, bullets, footnotes.

The width of the lines tells headings: a line that ends although the next word would have fitted was ended on purpose.
"""

from __future__ import annotations

import re

from hrgraph.structure.assemble import Assembler, ends_sentence
from hrgraph.structure.bullets import GLYPH, match_bullet, match_item
from hrgraph.structure.endnotes import NOTES_HEADING, add_notes
from hrgraph.structure.footnotes import FootnoteReader
from hrgraph.structure.headings import could_be_heading, goes_on, match_enumerator
from hrgraph.structure.lines import Line
from hrgraph.text import collapse

# Where another bullet begins inside a line: at a glyph, or after a semicolon and a gap where the glyph was lost.
_NEXT_BULLET = re.compile(rf"{GLYPH}|(?<=;)\s{{2,}}(?=[A-Z][a-z]+ )")
_LIST_HEADING = re.compile(r"\brecommendations?\b|:$", re.IGNORECASE)
# Lines of running text differ in width by about this much where the font is proportional.
_RAGGED = 8


class _Reader:
    def __init__(self, text: str, lines: list[Line], width: int) -> None:
        self.lines, self.width = lines, width
        self.out = Assembler(text)
        self.footnotes = FootnoteReader(lines)
        self.unnumbered_depth = 2
        self.item: str | None = None  # mark of the last item of the list that is being read

    def read(self) -> Assembler:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if line.furniture:
                self.out.add("furniture", line.start, line.end)
                index += 1
            elif line.blank:
                index += 1
            elif NOTES_HEADING.fullmatch(line.text):
                self.out.heading(line.start, line.end, 1)
                add_notes(self.out, self.lines[index + 1 :])
                return self.out
            elif self.footnotes.begin_at(index):
                index = self.footnotes.add_notes(self.out, index)
            else:
                index = self._running_text(index)
        return self.out

    def _running_text(self, index: int) -> int:
        line = self.lines[index]
        bullet = match_bullet(line.text)
        item = self._item(line.text)
        if bullet or item:
            self.out.add("bullet", line.start + (bullet or 0) + (item or 0), line.end, depth=0)
            self._split_glyphs()
            return index + 1
        heading_end = self._heading_end(index)
        if heading_end:
            self.item = None
            text = collapse(" ".join(part.text for part in self.lines[index:heading_end]))
            depth = match_enumerator(text) or (1 if text.upper() == text else self.unnumbered_depth)
            self.out.heading(line.start, self.lines[heading_end - 1].end, depth)
            return heading_end
        last = self.out.last_text
        if last is not None and self._continues(index, last):
            self.out.extend(last, line.start, line.end)
            self._split_glyphs()
        else:
            self.item = None
            self.out.add("paragraph", line.start, line.end)
        return index + 1

    def _item(self, text: str) -> int | None:
        """Return where the words of a line begin that goes on with a list, or begins one after a colon or heading."""
        last = self.out.last_text
        words = self.out.text[last.start : last.end] if last else ""
        opened = words.endswith(":") or (last is None and self.out.blocks and self._heads_list())
        item = match_item(text, self.item) if self.item else None
        item = item or (match_item(text, None) if opened else None)
        if item:
            self.item = item[0]
        return item[1] if item else None

    def _heads_list(self) -> bool:
        block = self.out.blocks[-1]
        return block.kind == "heading" and bool(_LIST_HEADING.search(self.out.text[block.start : block.end]))

    def _continues(self, index: int, last) -> bool:
        line = self.lines[index]
        adjacent = index > 0 and not self.lines[index - 1].blank and not self.lines[index - 1].furniture
        if adjacent and self.out.blocks[-1] is last:
            return True
        return not ends_sentence(self.out.text[last.start : last.end]) and not line.text[0].isupper()

    def _split_glyphs(self) -> None:
        """A bullet's glyph in the middle of a line begins another bullet: the line break before it was lost."""
        block = self.out.last_text
        while block is not None and block.kind == "bullet":
            match = _NEXT_BULLET.search(self.out.text, block.start, block.end)
            if not match or match.end() >= block.end:
                return
            self.out.blocks.remove(block)
            end = len(self.out.text[block.start : match.start()].rstrip()) + block.start
            if end > block.start:
                self.out.add("bullet", block.start, end, depth=block.depth)
            self.out.add("bullet", match.end(), block.end, depth=block.depth)
            block = self.out.last_text

    def _heading_end(self, index: int) -> int | None:
        """Return the index after the last line of a heading that begins here, or None."""
        before = self.lines[index - 1] if index else None
        apart = before is None or before.blank or before.furniture or self.lines[index].new_page
        if not apart and self.out.blocks[-1].kind != "heading" and not ends_sentence(before.text):
            return None
        last = self.out.last_text
        if (
            last is not None
            and not ends_sentence(self.out.text[last.start : last.end])
            and self.lines[index].text[0].islower()
        ):
            return None
        end = index + 1
        while (
            end < len(self.lines)
            and not self.lines[end].blank
            and goes_on(self.lines[end - 1].text, self.lines[end].text)
        ):
            if self._was_full(end - 1):
                break
            end += 1
        if end == index + 1 and self._all_capitals(index) and end < len(self.lines) and self._all_capitals(end):
            end += 1
        text = collapse(" ".join(part.text for part in self.lines[index:end]))
        if not could_be_heading(text) or self._was_full(end - 1):
            return None
        return end

    def _all_capitals(self, index: int) -> bool:
        text = self.lines[index].text
        return text.upper() == text and any(character.isalpha() for character in text)

    def _was_full(self, index: int) -> bool:
        """Whether the first word of the next line would not have fitted on this one."""
        if index + 1 >= len(self.lines) or self.lines[index + 1].blank:
            return False
        word = self.lines[index + 1].text.split()[0]
        return len(self.lines[index].text) + 1 + len(word) > self.width - _RAGGED


def unnumbered_blocks(text: str, lines: list[Line], width: int) -> Assembler:
    """Return the blocks of a document without paragraph numbers."""
    return _Reader(text, lines, width).read()
