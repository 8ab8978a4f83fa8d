"""Everything that is found in one document: statements with the norms they mention, facts, citations, institutions.

Guarantees to the next stage: each list is in text order; each record's offsets slice the text to its quote; what could not be
resolved is in `unresolved` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hrgraph.extraction.citations.documents import find_citations
from hrgraph.extraction.citations.named_reviews import name_reviews
from hrgraph.extraction.citations.named_states import name_states
from hrgraph.extraction.citations.unjoined_notes import find_unjoined_notes
from hrgraph.extraction.citations.upr_numbers import find_upr_references
from hrgraph.extraction.facts.all_facts import find_facts
from hrgraph.extraction.implementation_verdicts import find_verdicts
from hrgraph.extraction.joining import join_statements
from hrgraph.extraction.norms.annotation import annotate_norms
from hrgraph.extraction.review.addendum import find_answers
from hrgraph.extraction.review.advance_questions import find_advance_questions
from hrgraph.extraction.review.council_decision import find_decision
from hrgraph.extraction.review.letter_themes import tag_by_headings
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.reported_implementation import find_reported_implementations
from hrgraph.extraction.review.thematic_list import find_thematic_list
from hrgraph.extraction.review.upr_info import find_table_recommendations
from hrgraph.extraction.review.working_group import find_working_group
from hrgraph.extraction.settling import settle_statements
from hrgraph.extraction.statements import find_statements
from hrgraph.models import Block, Citation, Document, Extraction, Statement, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import view_of

# Documents that are lists of recommendations and hold no prose.
_LISTS = {"ThematicList": find_thematic_list, "RecommendationTable": find_table_recommendations}


def extract(document: Document, registry: Registry) -> Extraction:
    """Return what a segmented document says.

    Args:
        document: As `hrgraph.reading.read_document` or `hrgraph.structure.segment` gives it.
        registry: The institutions, States and instruments known by name.
    """
    if document.kind in _LISTS:
        return _extract_list(document, registry)
    found_citations, unresolved_citations = find_citations(document)
    citations = [name_states(citation, registry) for citation in found_citations]
    own = _read_own(document, registry, citations)
    found = find_statements(own.unread or own.rest, registry)
    joined = join_statements(found.statements, own.statements)
    annotated, unresolved_norms = annotate_norms(document, joined, registry)
    statements = settle_statements(document, [_with_upr_references(document, statement) for statement in annotated])
    statements, unresolved_themes = tag_by_headings(document, statements)
    statements = find_verdicts(document, statements, citations)
    citations = name_reviews(document, statements, citations)
    facts, unresolved_facts = find_facts(own.rest, registry)
    unresolved = [*own.unresolved, *found.unresolved, *unresolved_norms, *unresolved_facts, *unresolved_citations, *unresolved_themes]
    unresolved += find_unjoined_notes(document, statements)
    return Extraction(
        document,
        statements=tuple(statements),
        facts=tuple(sorted((*own.facts, *facts), key=lambda fact: fact.anchor.start)),
        citations=tuple(citations),
        parties=found.parties,
        positions=own.positions,
        unresolved=tuple(sorted(unresolved, key=lambda item: (item.anchor.start, item.anchor.end, item.what, item.printed))),
    )


def _extract_list(document: Document, registry: Registry) -> Extraction:
    """Return what a list of recommendations says."""
    found = _LISTS[document.kind](document, registry)
    statements: list[Statement] = []
    unresolved = list(found.unresolved)
    for statement in found.statements:
        annotated, left = _annotate_alone(document, statement, registry)
        statements.append(annotated)
        unresolved += left
    unresolved.sort(key=lambda item: (item.anchor.start, item.what, item.printed))
    return Extraction(document, tuple(statements), positions=found.positions, unresolved=tuple(unresolved))


def _annotate_alone(document: Document, statement: Statement, registry: Registry) -> tuple[Statement, list[Unresolved]]:
    """Return a statement with the norms it names. Its row is all that it is read in: no row speaks of another."""
    start, end = statement.anchor.start, statement.anchor.end
    row = replace(document, text=document.text[start:end], blocks=(Block("paragraph", 0, end - start),), marks=())
    alone = replace(statement, anchor=replace(statement.anchor, start=0, end=end - start))
    (annotated,), left = annotate_norms(row, [alone], registry)
    moved = [
        replace(mention, anchor=replace(mention.anchor, start=mention.anchor.start + start, end=mention.anchor.end + start))
        for mention in left
    ]
    return replace(annotated, anchor=statement.anchor), moved


def _read_own(document: Document, registry: Registry, citations: Sequence[Citation]) -> OwnFindings:
    """Return what only documents of this kind have, and what is left of the document for the other rules."""
    if document.kind == "WorkingGroupReport":
        return find_working_group(document, registry)
    if document.kind == "Addendum":
        return find_answers(document)
    if document.kind == "CouncilDecision":
        return find_decision(document, registry, citations)
    if document.kind == "AdvanceQuestions":
        return find_advance_questions(document, registry)
    if document.kind == "NationalReport":
        claims, unresolved = find_reported_implementations(document)
        return OwnFindings(document, facts=tuple(claims), unresolved=tuple(unresolved))
    return OwnFindings(document)


def _with_upr_references(document: Document, statement: Statement) -> Statement:
    view = view_of(document, statement.anchor.start, statement.anchor.end)
    numbers = dict.fromkeys(number for number, _, _ in find_upr_references(view.text))
    return replace(statement, upr_refs=tuple(numbers)) if numbers else statement
