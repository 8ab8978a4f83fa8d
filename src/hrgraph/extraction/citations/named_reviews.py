"""Which review a sentence speaks of that cites a report: "during its second review", with the report in a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hrgraph.extraction.facts.cycles import cycles_in_words
from hrgraph.models import Citation, Document, Statement
from hrgraph.text import view_of

# Only these have a review: reports of the working group, their addenda, and decisions.
_OF_A_REVIEW = re.compile(r"A/HRC/(?:DEC/)?\d+/\d+(?:/Add\.\d+)?")


def name_reviews(document: Document, statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Citation]:
    """Return the citations, those of reports with the cycle that the sentence which cites them names, if it names one."""
    by_note: dict[int, list[Statement]] = {}
    for statement in statements:
        for note in statement.notes:
            by_note.setdefault(note, []).append(statement)
    return [_named(document, citation, statements, by_note) for citation in citations]


def _named(
    document: Document, citation: Citation, statements: Sequence[Statement], by_note: dict[int, list[Statement]]
) -> Citation:
    if not citation.symbol or not _OF_A_REVIEW.fullmatch(citation.symbol):
        return citation
    if citation.note is not None:
        citing = by_note.get(citation.note, [])
    else:
        start = citation.anchor.start
        citing = [statement for statement in statements if statement.anchor.start <= start < statement.anchor.end]
    texts = [view_of(document, statement.anchor.start, statement.anchor.end).text for statement in citing]
    cycles = {cycle for text in texts for cycle in cycles_in_words(text)}
    return replace(citation, cycle=cycles.pop()) if len(cycles) == 1 else citation
