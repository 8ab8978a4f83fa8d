"""Statements being put together, and what becomes of them at the end of a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hrgraph.anchors import build_anchor
from hrgraph.models import Block, Document, Statement, StatementKind
from hrgraph.text import collapse


@dataclass(slots=True)
class Draft:
    """A statement being put together: a stretch of one block that grows sentence by sentence.

    Attributes:
        start, end: Offsets in the document.
        attributed: Somebody says it; a fact is told by the document.
        bullets: It leads in bullets that are statements of their own.
    """

    kind: StatementKind
    issuers: tuple[str, ...]
    start: int
    end: int
    block: Block
    rule: str
    similar: bool = False
    attributed: bool = True
    bullets: bool = False


def finished(drafts: Iterable[Draft], document: Document) -> list[Statement]:
    """Return the statements that drafts have become, in their order, without lead-ins that say nothing themselves."""
    statements = [_statement(d, document) for d in drafts if not (d.bullets and _only_leads_in(d, document))]
    return list(_linked(statements))


def _only_leads_in(draft: Draft, document: Document) -> bool:
    return collapse(document.text[draft.start : draft.end]).endswith(":")


def _statement(draft: Draft, document: Document) -> Statement:
    marks = [m for m in document.marks if draft.start <= m.start]
    end = draft.end
    for mark in marks:  # the call for a note after the last word belongs to the statement
        if mark.end > end and not document.text[end : mark.start].strip():
            end = mark.end
        elif mark.start >= end:
            break
    asks = draft.kind in ("recommendation", "request")
    return Statement(
        draft.kind,
        build_anchor(document, draft.start, end, rule=draft.rule, paragraph=draft.block.paragraph or ""),
        issuers=draft.issuers,
        addressee=document.state if (asks or draft.issuers) and draft.issuers != (document.state,) else None,
        notes=tuple(m.number for m in marks if m.end <= end),
        similar=draft.similar,
    )


def _linked(statements: list[Statement]) -> Iterable[Statement]:
    """Link each "made similar recommendations" to the nearest statement of its kind before it in its paragraph."""
    for index, statement in enumerate(statements):
        target = None
        if statement.similar:
            for position in range(index - 1, -1, -1):
                other = statements[position]
                if other.anchor.paragraph != statement.anchor.paragraph:
                    break
                if other.kind == statement.kind and not other.similar:
                    target = position
                    break
        yield replace(statement, similar_to=target) if target is not None else statement
