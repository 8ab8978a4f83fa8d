"""Everything that is found in one document: statements with the norms they mention, facts, citations, institutions.

Guarantees to the next stage: each list is in text order; each record's offsets slice the text to its quote; what could not be
resolved is in `unresolved` and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace

from hrgraph.extraction.citations import find_citations
from hrgraph.extraction.facts import find_facts
from hrgraph.extraction.norms import annotate_norms
from hrgraph.extraction.statements import find_statements
from hrgraph.extraction.upr_numbers import find_upr_references
from hrgraph.models import Document, Extraction, Statement
from hrgraph.registry import Registry
from hrgraph.text import view_of


def extract(document: Document, registry: Registry) -> Extraction:
    """Return what a segmented document says.

    Args:
        document: As `hrgraph.reading.read_document` or `hrgraph.structure.segment` gives it.
        registry: The institutions, States and instruments known by name.
    """
    found = find_statements(document, registry)
    statements, unresolved_norms = annotate_norms(document, found.statements, registry)
    facts, unresolved_facts = find_facts(document, registry)
    citations, unresolved_citations = find_citations(document)
    unresolved = [*found.unresolved, *unresolved_norms, *unresolved_facts, *unresolved_citations]
    return Extraction(
        document,
        statements=tuple(_with_upr_references(document, statement) for statement in statements),
        facts=tuple(facts),
        citations=tuple(citations),
        parties=found.parties,
        unresolved=tuple(sorted(unresolved, key=lambda item: (item.anchor.start, item.anchor.end, item.what, item.printed))),
    )


def _with_upr_references(document: Document, statement: Statement) -> Statement:
    view = view_of(document, statement.anchor.start, statement.anchor.end)
    numbers = dict.fromkeys(number for number, _, _ in find_upr_references(view.text))
    return replace(statement, upr_refs=tuple(numbers)) if numbers else statement
