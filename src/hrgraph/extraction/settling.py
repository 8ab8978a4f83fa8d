"""Statements as they leave the extraction: quotes without interruptions, and no facts that tell nothing.

Norms are read in the whole of a statement before; only its quote stops where a page ends. Guarantees: what is quoted stands
in one stretch of the text, unless less than half of the statement would be left of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from hrgraph.models import Document, Statement
from hrgraph.text import collapse, view_of

_FINITE = re.compile(
    r"""
      \b(?:is|are|was|were|am|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|cannot)\b
    | \b[a-z]{2,}ed\b                                                                  # a past tense
    | \b(?:made|took|gave|held|began|became|rose|fell|said|came|went|led|built|put|set|won|lost|met|saw|found|brought
      |sought|kept|left|stood|told|got|paid|sent|wrote|chose|drew|grew|knew|ran|sat|spoke|spent|understood|withdrew)\b
    """,
    re.VERBOSE,
)
# A verb of the present and a noun of the plural end alike; only in a whole sentence is one of them taken for a verb.
_PRESENT = re.compile(r"\b[a-z]{2,}s\b")
_WHOLE_SENTENCE = re.compile(r"[.!?;][^A-Za-z]{0,8}$")
_LEADS_IN = re.compile(r":[\s*_“”\"]*$")
_LONGEST_LEAD_IN = 12


def settle_statements(document: Document, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements with their quotes cut at the first interruption, without headings, lead-ins and signatures.

    Args:
        statements: In text order, with the norms they mention.
    """
    interruptions = _interruptions(document)
    starts = [start for start, _ in interruptions]
    kept = [index for index, statement in enumerate(statements) if not _tells_nothing(document, statement)]
    place = {index: position for position, index in enumerate(kept)}
    settled = []
    for index in kept:
        statement = _cut(document, statements[index], interruptions, starts)
        similar_to = None if statement.similar_to is None else place.get(statement.similar_to)
        settled.append(replace(statement, similar_to=similar_to))
    return settled


def _interruptions(document: Document) -> list[tuple[int, int]]:
    """Return the stretches of the document that belong to no running text, in order."""
    gaps = [gap for block in document.blocks for gap in block.gaps]
    return sorted([*gaps, *((block.start, block.end) for block in document.of_kind("furniture", "note"))])


def _cut(
    document: Document, statement: Statement, interruptions: Sequence[tuple[int, int]], starts: Sequence[int]
) -> Statement:
    anchor = statement.anchor
    if statement.number or statement.key:  # a recommendation of a review is known by all of its words
        return statement
    first = bisect_right(starts, anchor.start)
    if first == len(interruptions) or starts[first] >= anchor.end:
        return statement
    quote = collapse(document.text[anchor.start : starts[first]])
    whole = view_of(document, anchor.start, anchor.end).text
    if 2 * len(quote.split()) < len(whole.split()):
        return statement
    end = anchor.start + len(document.text[anchor.start : starts[first]].rstrip())
    return replace(statement, anchor=replace(anchor, end=end, quote=quote))


def _tells_nothing(document: Document, statement: Statement) -> bool:
    """Whether a fact is a heading, a lead-in or a signature that stands as a paragraph."""
    if statement.kind != "fact":
        return False
    text = view_of(document, statement.anchor.start, statement.anchor.end).text
    if _LEADS_IN.search(text):
        return len(text.split()) <= _LONGEST_LEAD_IN
    return not _FINITE.search(text) and not (_WHOLE_SENTENCE.search(text) and _PRESENT.search(text))
