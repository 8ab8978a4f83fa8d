"""Divide a document's text into headings, numbered paragraphs, bullets, notes and tables.

Guarantees to the next stage: blocks are in text order; each begins and ends with a character that is not white space
(tables excepted, whose first cell may be empty); a paragraph torn by a page break is one block with gaps; calls for
notes are marked. Tables are found, not read.
"""

from __future__ import annotations

from dataclasses import replace

from hrgraph.models import Document
from hrgraph.structure.lines import split_lines, usual_width
from hrgraph.structure.markdown import is_markdown, markdown_blocks
from hrgraph.structure.notes import find_note_marks
from hrgraph.structure.numbered import numbered_blocks
from hrgraph.structure.paragraph_numbers import find_paragraph_starts
from hrgraph.structure.unnumbered import unnumbered_blocks


def segment(document: Document) -> Document:
    """Return the document with its blocks and note marks."""
    text = document.text
    lines = split_lines(text)
    if is_markdown(text):
        assembler = markdown_blocks(text, lines)
    else:
        width = usual_width(lines)
        starts = find_paragraph_starts(lines, width)
        assembler = (
            numbered_blocks(text, lines, starts, width) if starts else unnumbered_blocks(text, lines, width)
        )  # fmt: skip
    blocks = assembler.finish()
    running = sorted(piece for b in blocks if b.kind not in ("note", "furniture") for piece in b.pieces)
    numbers = [int(b.number) for b in blocks if b.kind == "note" and b.number]
    return replace(document, blocks=blocks, marks=tuple(find_note_marks(text, running, numbers)))
