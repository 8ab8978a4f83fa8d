"""Join the facts that a document's tables and prose tell of its State: treaties, reporting, reviews, follow-up, plans.

Guarantees: facts are in text order; each rests on a place whose words it quotes; what a torn table leaves open is
returned beside them with the reason. A document whose State is not known has no facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hrgraph.extraction.facts.competences import find_competences
from hrgraph.extraction.facts.compilations import find_compilation_participations
from hrgraph.extraction.facts.followup import find_follow_up_grades
from hrgraph.extraction.facts.noted import find_noted
from hrgraph.extraction.facts.plan import find_planned_measures
from hrgraph.extraction.facts.reporting import find_reporting
from hrgraph.extraction.facts.review_totals import find_review_totals
from hrgraph.extraction.facts.reviews import find_reviews
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.extraction.facts.treaty_prose import find_prose_participations
from hrgraph.extraction.facts.treaty_tables import find_table_participations
from hrgraph.extraction.norms.annotation import annotate_norms
from hrgraph.models import Document, Fact, NotedRecommendation, Statement, Unresolved
from hrgraph.registry import Registry


def find_facts(document: Document, registry: Registry) -> tuple[list[Fact], list[Unresolved]]:
    """Return the facts of a document, in text order, and what was found and could not be made one.

    Args:
        document: Divided into blocks; its `state` is the one that the facts are about.
    """
    state = document.state
    if state is None:
        return [], []
    tables = find_tables(document)
    participations, unresolved = find_compilation_participations(document, registry, state)
    competences, left_of_competences = find_competences(document, registry, tables)
    reporting, left_of_reporting = find_reporting(document, registry)
    grades, left_of_grades = find_follow_up_grades(document, registry, tables)
    noted, left_of_noted = _with_norms(document, registry, find_noted(document, tables))
    facts: list[Fact] = [
        *participations,
        *find_table_participations(document, registry, state, tables),
        *find_prose_participations(document, registry, state),
        *competences,
        *reporting,
        *find_reviews(document, tables),
        *find_review_totals(document, registry),
        *noted,
        *grades,
        *find_planned_measures(document, tables),
    ]
    left = [*unresolved, *left_of_competences, *left_of_reporting, *left_of_grades, *left_of_noted]
    return sorted(facts, key=lambda fact: fact.anchor.start), sorted(left, key=lambda record: record.anchor.start)


def _with_norms(
    document: Document, registry: Registry, noted: Sequence[NotedRecommendation]
) -> tuple[list[NotedRecommendation], list[Unresolved]]:
    """Return noted recommendations with the norms that they name, read as in any recommendation."""
    if not noted:
        return [], []
    statements = [Statement("recommendation", record.anchor, addressee=record.state) for record in noted]
    annotated, unresolved = annotate_norms(document, statements, registry)
    pairs = zip(noted, annotated, strict=True)
    named = [
        replace(record, instruments=s.instruments, provisions=s.provisions, acts=_asked(s)) for record, s in pairs
    ]
    return named, list(unresolved)


def _asked(statement: Statement) -> tuple[tuple[str, str], ...]:
    pairs = zip(statement.instrument_actions, statement.modalities, strict=True)
    return tuple(act for act, modality in pairs if modality == "asked")
