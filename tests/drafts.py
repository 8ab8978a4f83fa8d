"""Invented documents for tests, read as the real ones are: text in, blocks and note marks out."""

from __future__ import annotations

import hashlib

from hrgraph.models import Document, DocumentKind
from hrgraph.structure import segment
from hrgraph.text import collapse

COMPILATION = "A/HRC/WG.6/7/FJI/2"


def draft(
    text: str,
    *,
    identifier: str = COMPILATION,
    kind: DocumentKind = "UnitedNationsCompilation",
    state: str | None = "FJI",
    author: str | None = None,
) -> Document:
    """Return a document with this text, divided into blocks."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return segment(Document(identifier, kind, text, digest, digest, "draft.txt", state=state, author=author))


def opening(table: str) -> Document:
    """Return a compilation that opens with a table: its headings before, its first numbered paragraphs after."""
    return draft(
        "I. BACKGROUND AND FRAMEWORK\nA. Scope of international obligations1\n"
        + table
        + "\n\n1.\nCEDAW encouraged Fiji in 2008 to consider further treaties of interest to women and to girls.3\n"
        " B. Constitutional and legislative framework\n"
        "2.\nCRC noted that Fiji had adopted a law on the adoption of children.4\n"
        "3.\nIn 2007, CAT took note of a plan for the training of the police.5\n"
        "4.\nCERD asked for figures on the languages that are spoken in the islands.6\n"
        "5.\nUNICEF reported that most children go to school.7\n"
    )


def report(body: str) -> Document:
    """Return an independent report in Markdown: a heading, a sentence and this body."""
    return draft(
        "## Report on Fiji\n\n### Commitments\n\nThis report lists what Fiji has done.\n\n"
        + body
        + "\n\n### The end\n\nThanks.\n",
        identifier="island-watch-2021",
        kind="IndependentReport",
    )


def check_anchors(document: Document, records: list) -> None:
    """Fail unless each record's offsets slice the text to its quote."""
    for record in records:
        anchor = record.anchor
        assert 0 <= anchor.start < anchor.end <= len(document.text)
        assert collapse(document.text[anchor.start : anchor.end]) == anchor.quote != ""
