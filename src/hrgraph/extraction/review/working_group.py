"""Read the report of the working group: the course of the review, the dialogue, the recommendations, the pledges.

Guarantees: every record rests on the words that give it; a recommendation that is told in the dialogue is a statement with
a place in the dialogue, and only what section II lists is a numbered recommendation; of the persons of a delegation, on its
list or at its head, nothing is read.
"""

from __future__ import annotations

from dataclasses import replace

from hrgraph.extraction.joining import join_statements
from hrgraph.extraction.review.dialogue import find_dialogue
from hrgraph.extraction.review.opening import find_opening
from hrgraph.extraction.review.outcome import find_outcome
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.paragraph_references import find_paragraph_references
from hrgraph.extraction.review.pledges import find_pledges
from hrgraph.extraction.review.report_parts import part_of
from hrgraph.models import Document
from hrgraph.registry import Registry


def find_working_group(document: Document, registry: Registry) -> OwnFindings:
    """Return what a report of the working group says.

    Args:
        document: Divided into blocks; paragraphs carry their numbers and headings.
    """
    opening = find_opening(document, registry)
    outcome = find_outcome(document, registry)
    dialogue = find_dialogue(document, registry)
    pledges, pledged = find_pledges(document)
    on_paragraphs, unfound = find_paragraph_references(document, outcome.others, dialogue.statements)
    statements = join_statements(
        opening.questions, dialogue.statements, outcome.recommendations, outcome.comments, pledges
    )  # fmt: skip
    persons = [block for block in document.blocks if part_of(block) == "annex"]
    read = {block.start for block in (*opening.read, *dialogue.read, *outcome.read, *pledged, *persons)}
    lists = {block.start for block in (*outcome.read, *persons)}
    return OwnFindings(
        rest=_without(document, lists),
        unread=_without(document, read),
        statements=tuple(statements),
        positions=outcome.positions + tuple(on_paragraphs),
        facts=tuple(opening.accounts),
        unresolved=(*opening.unresolved, *dialogue.unresolved, *outcome.unresolved, *unfound),
    )


def _without(document: Document, starts: set[int]) -> Document:
    return replace(document, blocks=tuple(block for block in document.blocks if block.start not in starts))
