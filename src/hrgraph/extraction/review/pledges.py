"""Read the voluntary pledges of the State under review, which some reports print in a section of their own.

Each sentence that promises something is a pledge of the State, with the sentences that explain it; one that only refers to
commitments made elsewhere is a finding of the State: it promises nothing in words.
"""

from __future__ import annotations

import re

from hrgraph.anchors import build_anchor
from hrgraph.extraction.review.report_parts import part_of
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Block, Document, Statement, StatementKind
from hrgraph.text import View, view_of_block

# "The following pledges and commitments were made by Fiji:" promises nothing itself.
_LEADS_IN = re.compile(r":\W*$")
_REFERS = re.compile(
    r"\breference\s+is\s+made\s+to\b|\b(?:will|would)\s+be\s+(?:ready|in\s+a\s+position)\s+to\s+present\b"
    r"|\bas\s+(?:referred\s+to|contained|set\s+out)\s+in\b",
    re.IGNORECASE,
)
# Who promises begins the sentence, or the promise does ("To ratify ...").
_PROMISES = re.compile(
    r"(?:\S+\s){0,8}?(?:pledg\w+|commits?|committed|undertak\w+|will|shall|would|intends?|plans?|promis\w+|is\s+ready|aims?)\b",
    re.IGNORECASE,
)


def find_pledges(document: Document) -> tuple[list[Statement], list[Block]]:
    """Return the pledges of a report and the blocks that hold them, in text order."""
    pledges: list[Statement] = []
    read: list[Block] = []
    paragraph: str | None = None
    for block in document.of_kind("paragraph", "bullet"):
        if part_of(block) != "pledges" or not document.state:
            continue
        read.append(block)
        view = view_of_block(document, block)
        paragraph = block.number if block.kind == "paragraph" and block.number else paragraph
        if _LEADS_IN.search(view.text):
            continue
        for start, end in _pieces(view):
            kind: StatementKind = "finding" if _REFERS.search(view.text, start, end) else "pledge"
            place = block.number or paragraph or block.heading or ""
            anchor = build_anchor(document, *view.source_span(start, end), rule="working-group.pledge", paragraph=place)
            pledges.append(Statement(kind, anchor, (document.state,)))
    return pledges, read


def _pieces(view: View) -> list[tuple[int, int]]:
    """Return the pledges of a block: each sentence that promises or refers, with those after it that do neither."""
    pieces: list[tuple[int, int]] = []
    for start, end in split_sentences(view.text):
        if not pieces or _PROMISES.match(view.text, start, end) or _REFERS.search(view.text, start, end):
            pieces.append((start, end))
        else:
            pieces[-1] = (pieces[-1][0], end)
    return pieces
