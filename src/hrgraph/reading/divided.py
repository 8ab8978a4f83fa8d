"""A text whose file says where its blocks are: what the readers of PDF, DOCX and CSV return."""

from __future__ import annotations

from dataclasses import dataclass

from hrgraph.models import Block, NoteMark


@dataclass(frozen=True, slots=True)
class DividedText:
    """A text, its blocks and the calls for notes in it.

    Attributes:
        kind: A class of document of the ontology, where the form of the file says it.
    """

    text: str
    blocks: tuple[Block, ...]
    marks: tuple[NoteMark, ...] = ()
    kind: str | None = None
