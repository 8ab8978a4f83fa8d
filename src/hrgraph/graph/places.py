"""The passages of a document that records refer to: a numbered paragraph, a note, or the section under a heading."""

from __future__ import annotations

import re

from hrgraph import iris
from hrgraph.anchors import block_at
from hrgraph.graph.writer import GraphWriter, shorten
from hrgraph.models import Anchor, Block, Document

_NUMBER = re.compile(r"[0-9]+[A-Za-z]?(?:\.[0-9]+)*")

# How a row of a list of recommendations is cited: by the recommendation's number, or by its place in the table.
_ROW = re.compile(r"[0-9]+(?:\.[0-9]+)+|row [0-9]+")

# What numbers a heading: "II.", "B.", "3.", "(a)".
_ENUMERATOR = re.compile(r"\(?(?:[IVX]+|[A-Za-z]|[0-9]+)[.)]\s+")


def paragraph_ranges(document: Document) -> list[str]:
    """Return the numbers of a document's paragraphs as ranges without a gap, lowest first: ["1-74", "76-80"].

    Only paragraphs count that are numbered 1, 2, 3: recommendations and notes have numbers of their own.
    """
    numbers = sorted({int(block.number) for block in document.of_kind("paragraph") if (block.number or "").isdecimal()})
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return [f"{first}-{last}" for first, last in ranges]


class Places:
    """Finds the passage of an anchor and describes each passage once it is asked for."""

    def __init__(self, document: Document, writer: GraphWriter) -> None:
        self._document, self._writer = document, writer
        self._numbers = {block.number for block in document.of_kind("paragraph") if block.number}
        self._blocks: dict[int, Block | None] = {}

    def _block(self, anchor: Anchor) -> Block | None:
        if anchor.start not in self._blocks:
            self._blocks[anchor.start] = block_at(self._document, anchor.start)
        return self._blocks[anchor.start]

    def _place(self, anchor: Anchor) -> tuple[str, str]:
        """Return the kind of passage ("para", "note", "section", "row") and its number or heading."""
        block = self._block(anchor)
        if block is not None and block.kind == "note" and block.number and block.number.isdigit():
            return "note", block.number
        if block is not None and block.kind == "table" and _ROW.fullmatch(anchor.paragraph):
            return "row", anchor.paragraph
        known = anchor.paragraph in self._numbers if self._document.blocks else _NUMBER.fullmatch(anchor.paragraph)
        return ("para" if known else "section"), anchor.paragraph

    def label(self, anchor: Anchor) -> str:
        """Return how people cite the place, e.g. "A/HRC/WG.6/1/FJI/2, para. 12"."""
        return self._label(*self._place(anchor))

    def _label(self, kind: str, name: str) -> str:
        where = {"para": "para. {}", "note": "note {}", "row": "{}", "section": "section “{}”"}[kind]
        return f"{self._document.identifier}, {where.format(shorten(name)) if name else 'before the first heading'}"

    def heading(self, anchor: Anchor) -> str | None:
        """Return the heading that a numbered paragraph stands under, without its number; None for other places."""
        block = self._block(anchor)
        if block is None or block.heading is None or self._place(anchor)[0] != "para":
            return None
        return shorten(
            _ENUMERATOR.sub("", block.heading, count=1) if _ENUMERATOR.match(block.heading) else block.heading
        )

    def passage(self, anchor: Anchor) -> str:
        """Return the IRI of the passage that an anchor lies in, which is described in the graph from now on."""
        kind, name = self._place(anchor)
        block = self._block(anchor)
        if kind == "note":
            return self.note(int(name))
        if kind in ("para", "row"):
            iri = iris.passage(self._document.identifier, kind, name)
        else:
            iri = iris.section(
                self._document.identifier, block.path if block is not None else (name,) if name.strip() else ()
            )
        self._describe(iri, kind, name)
        if kind == "para":
            self._writer.text(iri, "hr:paragraphNumber", name)
            numbered = block is not None and block.number == name
            self._writer.name(iri, "hr:heading", block.heading if numbered else None)
            self._writer.number(iri, "hr:page", block.page if numbered else None)
        elif kind == "section":
            self._writer.name(iri, "hr:heading", name)
        return iri

    def note(self, number: int) -> str:
        """Return the IRI of a note, which is described in the graph from now on, whether or not its text was found."""
        iri = iris.passage(self._document.identifier, "note", str(number))
        self._describe(iri, "note", str(number))
        self._writer.number(iri, "hr:noteNumber", number)
        return iri

    def _describe(self, iri: str, kind: str, name: str) -> None:
        kinds = {"para": "hr:Paragraph", "note": "hr:Note", "section": "hr:Section", "row": "hr:TableRow"}
        self._writer.describe(iri, kinds[kind], self._label(kind, name))
        self._writer.link(iri, "dcterms:isPartOf", iris.document(self._document.identifier))
