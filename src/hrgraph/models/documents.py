"""A document: what is known of it, its text and how that is divided.

Offsets count code points of `Document.text`, from 0, end excluded. For a text file that text is the file as decoded,
unchanged, so an offset into it is an offset into the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DocumentKind = Literal[
    "NationalReport", "UnitedNationsCompilation", "StakeholderSummary", "StakeholderSubmission", "WorkingGroupReport",
    "Addendum", "ThematicList", "CouncilDecision", "ConcludingObservations", "Letter", "IndependentReport", "ActionPlan",
    "RecommendationTable", "AdvanceQuestions", "Document",
]  # fmt: skip
BlockKind = Literal["heading", "paragraph", "bullet", "note", "table", "furniture"]


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of a file before it is read: its name, and what `corpus.toml` says of it.

    Every field but `name` may be None; the document itself is asked then.
    """

    name: str
    symbol: str | None = None
    slug: str | None = None
    kind: DocumentKind | None = None
    state: str | None = None
    title: str | None = None
    author: str | None = None
    year: int | None = None
    date: str | None = None
    cycle: int | None = None
    session: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text that is one thing: a heading, a paragraph, a bullet, a note, a table.

    Attributes:
        start, end: Trimmed of white space at both ends.
        number: Printed number of a paragraph ("12") or note ("7"); None where none is printed. A bullet has that of its
            paragraph.
        path: Headings above the block, outermost first; a heading's own text is not in its path.
        depth: Level of a heading (1 = outermost) or of a bullet (0 = outermost).
        gaps: Stretches inside that belong to something else (page numbers, running headers, notes at the foot of a
            page), in order. They are not part of the block's text.
        page: Page it begins on, from 1, where pages are known.
    """

    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    path: tuple[str, ...] = ()
    depth: int = 0
    gaps: tuple[tuple[int, int], ...] = ()
    page: int | None = None

    @property
    def heading(self) -> str | None:
        """The nearest heading above, or None."""
        return self.path[-1] if self.path else None

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """The stretches of the block's own text: from start to end without the gaps."""
        edges = [self.start, *(offset for gap in self.gaps for offset in gap), self.end]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]

    @property
    def paragraph(self) -> str | None:
        """How people cite the block: its printed number, or the nearest heading where it has none."""
        return self.number if self.kind in ("paragraph", "bullet") and self.number else self.heading


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A call for a note in the running text: the digits `text[start:end]` stand for note `number`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read and divided.

    Attributes:
        identifier: The symbol of a United Nations document, or a slug. Exports and IRIs name the document by it.
        symbol: None where the document has none.
        state: ISO 3166 alpha-3 of the State that the document is about, or None.
        sha256: Hash of `text` in UTF-8; offsets mean nothing without it.
        file_sha256: Hash of the bytes that were read.
        blocks: In text order, not overlapping except that a gap of one block may be another block.
        marks: Calls for notes in blocks that are not notes, in text order.
    """

    identifier: str
    kind: DocumentKind
    text: str
    sha256: str
    file_sha256: str
    name: str
    symbol: str | None = None
    state: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None
    cycle: int | None = None
    session: int | None = None
    blocks: tuple[Block, ...] = ()
    marks: tuple[NoteMark, ...] = ()

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """Blocks of these kinds, in text order."""
        return (block for block in self.blocks if block.kind in kinds)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a document a record rests, and which rule made it.

    Attributes:
        document: `Document.identifier`.
        paragraph: As printed, or the nearest heading, or "" where there is neither.
        quote: `text[start:end]` with each run of white space turned into one space.
        rule: Name of the rule, e.g. "statements.reporting-clause".
    """

    document: str
    paragraph: str
    start: int
    end: int
    quote: str
    rule: str
