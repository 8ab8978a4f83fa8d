"""Find the statements of a document: who said what, of what kind, in which words.

Sentences are read by `sentence_reader`, lists by `lists`; this module walks through the blocks in text order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

from hrgraph.extraction.drafts import finished
from hrgraph.extraction.lists import ListReader
from hrgraph.extraction.parties import find_parties
from hrgraph.extraction.sections import Sections
from hrgraph.extraction.sentence_reader import SentenceReader
from hrgraph.models import Block, Document, Party, Statement, Unresolved
from hrgraph.registry import Registry
from hrgraph.structure.assemble import heading_text
from hrgraph.text import view_of, view_of_block

# A cell that can hold a sentence.
_LONG_CELL = re.compile(r"[^\t\n]{60,}")


@dataclass(frozen=True, slots=True)
class Found:
    """The statements of a document, the institutions it names itself, and what stayed unresolved."""

    statements: tuple[Statement, ...]
    parties: tuple[Party, ...]
    unresolved: tuple[Unresolved, ...]


def find_statements(document: Document, registry: Registry) -> Found:
    """Return the statements of a document in text order, without the norms they mention (see `norms`)."""
    reader = SentenceReader(document, registry)
    lists, sections = ListReader(reader), Sections(registry)
    running = [block for block in document.blocks if block.kind not in ("note", "furniture")]
    for block, following in zip_longest(running, running[1:]):
        reader.resolver.section = None if reader.reports else sections.speaker(block.path)
        if block.kind == "heading":
            sections.enter((*block.path, heading_text(document.text[block.start : block.end])))
            lists.enter_section(block.path)
        elif block.kind == "paragraph":
            before_table = following is not None and following.kind == "table"
            lists.read_paragraph(block, view_of_block(document, block), before_table=before_table)
        elif block.kind == "bullet":
            lists.read_bullet(block, view_of_block(document, block))
        elif block.kind == "table":
            _read_table(document, block, reader)
    statements = finished(reader.drafts, document)
    parties = find_parties(statements, document, reader.resolver, reader.author)
    return Found(tuple(statements), tuple(parties), tuple(reader.unresolved))


def _read_table(document: Document, block: Block, reader: SentenceReader) -> None:
    if "\t" not in document.text[block.start : block.end]:
        return
    for match in _LONG_CELL.finditer(document.text[block.start : block.end]):
        start, end = block.start + match.start(), block.start + match.end()
        reader.read_cell(Block("paragraph", start, end, path=block.path), view_of(document, start, end))
