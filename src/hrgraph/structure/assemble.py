"""From classified lines to blocks: joins what page breaks tore apart, keeps the path of headings, leaves gaps."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hrgraph.models import Block, BlockKind
from hrgraph.text import collapse

_ENDS_SENTENCE = re.compile(r"[.!?;:][^A-Za-z]{0,12}$")
# The heading of endnotes that print none.
ENDNOTES = "Endnotes"
_MARKUP = re.compile(r"</?[a-z]+>|\*+|^#+\s*")
_NOTE_DIGITS = re.compile(r"(?<=[^\W\d])\d{1,3}$")


def ends_sentence(text: str) -> bool:
    """Whether a text closes with sentence punctuation, with note digits or OCR debris after it or not."""
    return bool(_ENDS_SENTENCE.search(text))


def heading_text(text: str) -> str:
    """Return a heading as people cite it: white space collapsed, markup and glued note digits left out."""
    return _NOTE_DIGITS.sub("", collapse(_MARKUP.sub("", text)))


@dataclass
class Assembler:
    """Collects blocks in text order; the one place that knows the current path of headings.

    A heading of depth d closes all headings of depth d and more.
    """

    text: str
    blocks: list[Block] = field(default_factory=list)
    _path: list[tuple[int, str]] = field(default_factory=list)

    @property
    def last_text(self) -> Block | None:
        """The last block of running text, for what a page break tore apart; None after a heading or a table."""
        for block in reversed(self.blocks):
            if block.kind in ("paragraph", "bullet"):
                return block
            if block.kind in ("heading", "table"):
                return None
        return None

    def heading(self, start: int, end: int, depth: int, *, name: str | None = None) -> None:
        """Add a heading and make it the end of the path.

        Args:
            name: As people cite it, where the text does not show what is a call for a note.
        """
        while self._path and self._path[-1][0] >= depth:
            self._path.pop()
        path = tuple(name for _, name in self._path)
        self.blocks.append(Block("heading", start, end, path=path, depth=depth))
        self._path.append((depth, name or heading_text(self.text[start:end])))

    def endnotes(self) -> None:
        """Close all headings: what follows are endnotes whose heading is not printed, or was lost."""
        self._path = [(1, ENDNOTES)]

    def add(self, kind: BlockKind, start: int, end: int, *, number: str | None = None, depth: int = 0) -> None:
        """Add a block under the current path."""
        path = tuple(name for _, name in self._path)
        self.blocks.append(Block(kind, start, end, number=number, path=path, depth=depth))

    def extend(self, block: Block, start: int, end: int) -> None:
        """Let `block` go on to `end`; what lies between its end and `start` becomes a gap if anything stands there."""
        gap = (block.end, start)
        gaps = (*block.gaps, gap) if self.text[gap[0] : gap[1]].strip() else block.gaps
        index = next(i for i in range(len(self.blocks) - 1, -1, -1) if self.blocks[i] is block)
        self.blocks[index] = Block(
            block.kind, block.start, end, block.number, block.path, block.depth, gaps, block.page
        )  # fmt: skip

    def finish(self) -> tuple[Block, ...]:
        """Return the blocks that hold something, in text order."""
        filled = (block for block in self.blocks if block.start < block.end)
        return tuple(sorted(filled, key=lambda block: (block.start, block.end)))
