"""Read the questions that States submit before a review: each sentence with the State that it stands below.

Guarantees: a question, or a sentence that asks to be told something, is a request; what leads to it is a statement of its
own, of the kind that its words are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hrgraph.anchors import build_anchor
from hrgraph.extraction.own_voice import kind_in_own_voice
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Block, Document, Statement, StatementKind, Unresolved
from hrgraph.registry import Registry
from hrgraph.structure.correspondence import match_speakers
from hrgraph.text import view_of_block

_SOME_WORDS = re.compile(r"[^\W\d]{2,}.*\s.*[^\W\d]{2,}", re.DOTALL)


def find_advance_questions(document: Document, registry: Registry) -> OwnFindings:
    """Return what States ask, and say before they ask, in text order.

    Args:
        document: Divided by `structure.correspondence.divide_by_speakers`.
    """
    statements: list[Statement] = []
    unresolved: list[Unresolved] = []
    asked = registry.by_code(document.state, "State") if document.state else None
    names = asked.names if asked else ()
    open_list: Statement | None = None
    for block in document.of_kind("paragraph", "bullet"):
        view = view_of_block(document, block)
        issuers = match_speakers(block.heading or "", registry)
        if open_list and block.kind == "bullet" and issuers == open_list.issuers:
            statements.append(_statement(document, block, 0, len(view.text), open_list.kind, issuers))
            continue
        open_list = None
        for start, end in split_sentences(view.text):
            if _SOME_WORDS.search(view.text[start:end]):
                statements.append(_statement(document, block, start, end, kind_in_own_voice(view.text[start:end], names), issuers))
        # What ends in a colon is said with each item below it.
        if statements and view.text.endswith(":") and statements[-1].kind in ("request", "recommendation"):
            open_list = statements.pop()
    if document.state is None and statements:
        reason = "neither the document nor corpus.toml says which State is asked"
        unresolved.append(Unresolved("addressee", "", statements[0].anchor, reason))
    rest = replace(document, blocks=tuple(block for block in document.blocks if block.kind == "note"))
    return OwnFindings(rest, tuple(statements), unresolved=tuple(unresolved))


def _statement(document: Document, block: Block, start: int, end: int, kind: StatementKind, issuers: tuple[str, ...]) -> Statement:
    anchor = build_anchor(document, *view_of_block(document, block).source_span(start, end), rule="advance-questions.sentence")
    notes = tuple(mark.number for mark in document.marks if anchor.start <= mark.start < anchor.end)
    return Statement(kind, anchor, issuers, document.state, notes=notes)
