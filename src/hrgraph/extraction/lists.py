"""Lists: items of enumerations, bullets, and the words that lead them in.

Items below a lead-in take its speaker and kind. In a report of the United Nations an enumeration is part of its
sentence; in a document that speaks for its author each item of what it recommends is a recommendation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.extraction.drafts import Draft
from hrgraph.extraction.enumerations import Item, find_items
from hrgraph.extraction.imperatives import is_imperative
from hrgraph.extraction.kinds import says_should
from hrgraph.extraction.roles import is_personal, tells_facts
from hrgraph.extraction.sentence_reader import SentenceReader
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Block
from hrgraph.text import View, collapse

_RECOMMENDATIONS_HEADING = re.compile(r"\brecommendations?\b", re.IGNORECASE)
# Headings that tell of recommendations instead of opening them.
_TELLS_OF_RECOMMENDATIONS = re.compile(
    r"\b(?:which|implement\w*|follow-?up|status|progress|addressed|resolved|noted|accepted|supported|rejected|received"
    r"|previous|past|made (?:by|in|to|during)|response|fulfil\w*)\b|\?",
    re.IGNORECASE,
)
_TO_BE_DONE = re.compile(
    r"(?:(?:Further|Continued?|\w+ly)\s)?[A-Z]?[a-z]+ing\b|(?:The )?[A-Z]\w+(?:ation|ment|ion|al)\s+of\b"
)
_THESE_RECOMMENDATIONS = re.compile(r"\brecommendations?\b[^.]*:$", re.IGNORECASE)
_ANNEX = re.compile(r"annex", re.IGNORECASE)
_LEADS_IN = re.compile(r"(?::|\b(?:include|following|namely|specifically|including)[^.]{0,40}[:.]?)\W*$")
# A subject that begins a bullet stands near its beginning.
_SUBJECT_WITHIN = 60


@dataclass(frozen=True, slots=True)
class _LeadIn:
    draft: Draft
    path: tuple[str, ...]


class ListReader:
    """Reads blocks that are lists or hold them; remembers the lead-in that is open."""

    def __init__(self, reader: SentenceReader) -> None:
        self._reader = reader
        self._lead_in: _LeadIn | None = None

    def enter_section(self, path: tuple[str, ...]) -> None:
        """Close the lead-in when a heading ends its section."""
        if self._lead_in and path[: len(self._lead_in.path)] != self._lead_in.path:
            self._lead_in = None

    def read_paragraph(self, block: Block, view: View, *, before_table: bool) -> None:
        """Read a paragraph, the items of an enumeration in it one by one where the author recommends them.

        Args:
            before_table: A table follows, which the paragraph leads in instead of bullets.
        """
        reader = self._reader
        if reader.reports or not self._continues_list(view.text):
            self._lead_in = None
        reader.resolver.begin_paragraph()
        self._read(block, view)
        if not before_table:
            self._keep_lead_in(block)

    def _continues_list(self, text: str) -> bool:
        return self._lead_in is not None and (bool(find_items(text)) or is_imperative(text))

    def _read(self, block: Block, view: View) -> None:
        reader, asked_by = self._reader, self._asked_by(block)
        items = [] if reader.reports else find_items(view.text)
        if not items or not self._are_recommendations(block, view, items):
            reader.read(block, view, 0, len(view.text), asked_by=asked_by)
            return
        reader.read(block, view, 0, items[0].mark, asked_by=asked_by)
        lead = self._lead(block)
        for item in items:
            end = item.end
            if item is items[-1]:  # what follows its first sentence is said of something else
                end = item.start + split_sentences(view.text[item.start : item.end])[0][1]
            self._item(block, view, item.start, end, lead)
        reader.read(block, view, end, len(view.text), asked_by=asked_by)

    def _asked_by(self, block: Block) -> tuple[str, ...] | None:
        """Who recommends what a sentence without a subject says in this block; None where nobody does."""
        led = self._lead_in is not None and self._lead_in.draft.kind == "recommendation"
        if not led and not self._below_recommendations(block):
            return None
        return self._lead_in.draft.issuers if self._lead_in else self._reader.authors

    def _are_recommendations(self, block: Block, view: View, items: list[Item]) -> bool:
        """Whether the items of a list are what a lead-in, a heading or their own verbs make recommendations of."""
        asked = sum(is_imperative(view.text[item.start : item.end]) for item in items)
        leads_in = view.text[: items[0].mark].rstrip().endswith(":")
        opened = leads_in or self._lead_in is not None or self._below_recommendations(block)
        return opened and 2 * asked >= len(items) and not self._reader.state_speaks

    def _lead(self, block: Block) -> Draft | None:
        """The lead-in of a list: the last words of its paragraph, or of the one before."""
        drafts = self._reader.drafts
        last = drafts[-1] if drafts and drafts[-1].block is block else None
        return last or (self._lead_in.draft if self._lead_in else None)

    def _item(self, block: Block, view: View, start: int, end: int, lead: Draft | None) -> None:
        led = lead is not None and lead.kind in ("recommendation", "request")
        issuers, kind = (lead.issuers, lead.kind) if lead and led else (self._reader.authors, "recommendation")
        self._reader.add(Draft(kind, issuers, *view.source_span(start, end), block, "statements.item"))
        if lead:
            lead.bullets = True

    def _keep_lead_in(self, block: Block) -> None:
        reader = self._reader
        text = collapse(reader.document.text[block.start : block.end])
        draft = reader.drafts[-1] if reader.drafts and reader.drafts[-1].block is block else None
        if draft is None or not text.endswith(":") or not _LEADS_IN.search(text):
            return
        if draft.rule == "statements.author" and _THESE_RECOMMENDATIONS.search(text):
            section = reader.resolver.section
            draft.kind = "recommendation"
            draft.issuers = reader.resolver.last or ((section,) if section else ()) or reader.authors
        self._lead_in = _LeadIn(draft, block.path)

    def read_bullet(self, block: Block, view: View) -> None:
        """Read a bullet: with a speaker of its own, below a lead-in, or by itself."""
        reader, text = self._reader, view.text
        if not text:
            return
        lead = self._lead_in.draft if self._lead_in else None
        parent = reader.drafts[-1] if reader.drafts and reader.drafts[-1].block.kind == "bullet" else None
        start, end = view.source_span(0, len(text))
        if self._names_speaker(text):
            self._read(block, view)
        elif lead and parent and block.depth > parent.block.depth:
            parent.end = end
        elif lead and lead.kind in ("recommendation", "request"):
            reader.add(Draft(lead.kind, lead.issuers, start, end, block, "statements.bullet"))
            lead.bullets = True
        elif lead and lead.attributed and lead.kind != "assessment" and lead.issuers != reader.authors:
            if lead.kind == "finding" and _is_sentence(text):
                reader.add(Draft("finding", lead.issuers, start, end, block, "statements.bullet"))
                lead.bullets = True
            else:
                lead.end = end
        elif self._recommends_by_itself(block, text):
            reader.add(Draft("recommendation", reader.authors, start, end, block, "statements.bullet"))
        elif not reader.reports:
            self._read(block, view)

    def _names_speaker(self, text: str) -> bool:
        """Whether a bullet begins with a speaker of its own."""
        clauses = self._reader.clauses(text[slice(*split_sentences(text)[0])])
        first = clauses[0] if clauses else None
        return bool(first and first.subject and not first.passive and first.subject[0].start < _SUBJECT_WITHIN)

    def _recommends_by_itself(self, block: Block, text: str) -> bool:
        """Whether a bullet without a lead-in is a recommendation of the author: it asks where recommendations stand."""
        if self._below_recommendations(block):
            return is_imperative(text) or says_should(text) or bool(_TO_BE_DONE.match(text))
        return not self._reader.reports and not tells_facts(self._reader.document.kind) and is_imperative(text)

    def _below_recommendations(self, block: Block) -> bool:
        if self._reader.reports or self._reader.state_speaks:
            return False
        if is_personal(self._reader.document.kind) and any(_ANNEX.match(heading) for heading in block.path):
            return True
        return any(
            _RECOMMENDATIONS_HEADING.search(heading) and not _TELLS_OF_RECOMMENDATIONS.search(heading)
            for heading in block.path[-2:]
        )


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and text[:1].isupper() and len(text.split()) > 5
