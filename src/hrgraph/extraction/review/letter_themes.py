"""Class what a letter asks for under the theme of OHCHR that heads it in the annex.

Guarantees: a heading that no theme is called by gives no tag, and is unresolved once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hrgraph.anchors import block_at, build_anchor
from hrgraph.models import Document, Statement, Tag, Unresolved
from hrgraph.schemes import load_scheme
from hrgraph.text import collapse

METHOD = "ohchr"
_ENUMERATOR = re.compile(r"^\(?(?:[IVX]+|[A-Z]|\d{1,2})[.)]\s+")
_ANNEX = re.compile(r"annex", re.IGNORECASE)


def tag_by_headings(document: Document, statements: Sequence[Statement]) -> tuple[list[Statement], list[Unresolved]]:
    """Return the statements of a letter, those of its annex with the theme that their heading names."""
    if document.kind != "Letter":
        return list(statements), []
    tags: dict[tuple[str, ...], Tag] = {}
    unresolved: list[Unresolved] = []
    for block in document.of_kind("heading"):
        words = collapse(document.text[block.start : block.end])
        if not block.path or not _ANNEX.match(block.path[0]):
            continue
        concept = load_scheme("ohchr-theme").match(_ENUMERATOR.sub("", words))
        anchor = build_anchor(document, block.start, block.end, rule="letter.theme")
        if concept:
            tags[(*block.path, words)] = Tag("ohchr-theme", concept.label, METHOD, anchor=anchor)
        else:
            unresolved.append(Unresolved("concept", words, anchor, "the scheme ohchr-theme has no such concept"))
    tagged = []
    for statement in statements:
        block = block_at(document, statement.anchor.start)
        tag = tags.get(block.path) if block else None
        tagged.append(replace(statement, tags=(*statement.tags, tag)) if tag else statement)
    return tagged, unresolved
