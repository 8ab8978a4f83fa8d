"""Find the statements of a document: who said what, sentence by sentence.

In a report of the United Nations every sentence is somebody's: a sentence without a speaker of its own goes on with the one
before, and at the beginning of a paragraph it is a fact told by the document. A submission speaks for its author, sentence by
sentence. Bullets below a lead-in take its speaker and kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from hrgraph.extraction.anaphors import NEED_SOMEBODY, PRONOUN
from hrgraph.extraction.clause import Clause
from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.issuer_resolution import IssuerResolver
from hrgraph.extraction.issuers import NATIONAL_INSTITUTION, OMBUDS, IssuerFinder
from hrgraph.extraction.kinds import assesses, directs, refined, says_should
from hrgraph.extraction.local_names import LocalName, find_aliases, find_definitions, find_spellings
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Anchor, Block, Document, Party, Statement, StatementKind, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import View, collapse, view_of, view_of_block

RULES_VERSION = "1"
# Documents that report what others said; all other kinds speak for their author.
_REPORTS_OTHERS = ("StakeholderSummary", "UnitedNationsCompilation", "WorkingGroupReport")
_AUTHOR_TELLS_FACTS = ("IndependentReport", "NationalReport", "ActionPlan", "Document")
_DETACHED = re.compile(r"(?:As at|As of|To date|At the time of writing)\b")
_RECOMMENDATIONS_HEADING = re.compile(r"\brecommendations?\b", re.IGNORECASE)
_THESE_RECOMMENDATIONS = re.compile(r"\brecommendations?\b[^.]*:$", re.IGNORECASE)
_SAME_NAME = 0.9
_POSITION = re.compile(r"(?:support|not|accept|endors|reject)(?:ed|es|s|e)?\s(?:[\w-]+\s){0,4}?recommendations?\b")
_LEADS_IN = re.compile(r"(?::|\b(?:include|following|namely|specifically|including)[^.]{0,40}[:.]?)\W*$")


@dataclass(frozen=True, slots=True)
class Found:
    """The statements of a document, the institutions it names itself, and what stayed unresolved."""

    statements: tuple[Statement, ...]
    parties: tuple[Party, ...]
    unresolved: tuple[Unresolved, ...]


@dataclass(slots=True)
class _Draft:
    """A statement being put together: a stretch of one view, growing sentence by sentence."""

    kind: StatementKind
    issuers: tuple[str, ...]
    start: int  # offsets in the document
    end: int
    block: Block
    rule: str
    similar: bool = False
    attributed: bool = True
    bullets: bool = False


@dataclass(slots=True)
class _LeadIn:
    draft: _Draft
    path: tuple[str, ...]


class _Walker:
    """Walks the blocks of one document in order."""

    def __init__(self, document: Document, registry: Registry) -> None:
        self.document, self.registry = document, registry
        self.reports = document.kind in _REPORTS_OTHERS
        views = [(b, view_of_block(document, b)) for b in document.blocks if b.kind in ("paragraph", "bullet")]
        aliases = {
            acronym: code
            for _, view in views
            for acronym, code in find_aliases(view.text, find_definitions(view.text, registry), registry).items()
        }
        local = [
            replace(name, start=view.source_span(name.start, name.end)[0], end=view.source_span(name.start, name.end)[1])
            for _, view in views
            for name in find_definitions(view.text, registry)
        ]
        spellings = find_spellings("\n".join(view.text for _, view in views))
        self.author = None if self.reports else self._author_code(local)
        author = (self.author, document.author) if self.author and document.author else None
        invents = document.kind == "StakeholderSummary"
        self.finder = IssuerFinder(
            registry, local, spellings=spellings, aliases=aliases, author=author, unnamed=invents
        )
        self.local = self.finder.local
        self.resolver = IssuerResolver(
            registry, self.finder, document.state, self.author, invents=invents
        )
        entry = registry.by_code(document.state, "State") if document.state else None
        self.state_names = entry.names if entry else ()
        self.views = views
        self.drafts: list[_Draft] = []
        self.unresolved: list[Unresolved] = []
        self.lead_in: _LeadIn | None = None

    def _author_code(self, local: Iterable[LocalName]) -> str | None:
        """The acronym of a known author, the one the document gives itself, or the first word of its name."""
        name = self.document.author
        if not name:
            return None
        entry = self.registry.match(name, "Actor")
        if entry:
            return entry.code
        own = next((item.code for item in local if item.name == name), None)
        return own or name.split()[0]

    def _section_speaker(self, path: tuple[str, ...]) -> str | None:
        """The institution that the nearest heading names which names one, in a document that speaks for its author."""
        if self.reports:
            return None
        for heading in reversed(path):
            names = self.registry.find_names(heading, "TreatyBody", "IntergovernmentalOrganization", "SpecialProcedure")
            if names:
                return names[0].entries[0].code
        return None

    def walk(self) -> None:
        running = [block for block in self.document.blocks if block.kind not in ("note", "furniture")]
        for block, following in zip_longest(running, running[1:]):
            self.resolver.section = self._section_speaker(block.path)
            if block.kind == "heading":
                if self.lead_in and block.path[: len(self.lead_in.path)] != self.lead_in.path:
                    self.lead_in = None
            elif block.kind == "paragraph":
                self.lead_in = None
                self.resolver.begin_paragraph()
                self._block(block, view_of_block(self.document, block))
                if following is None or following.kind != "table":
                    self._keep_lead_in(block)
            elif block.kind == "bullet":
                self._bullet(block, view_of_block(self.document, block))
            elif block.kind == "table" and "\t" in self.document.text[block.start : block.end]:
                self._table(block)

    # -- sentences ---------------------------------------------------------------------------------------------------

    def _block(self, block: Block, view: View) -> None:
        current: _Draft | None = None
        for start, end in split_sentences(view.text):
            sentence = view.text[start:end]
            clauses = self._clauses(sentence)
            if not self.reports and not clauses:
                self.resolver.said(())  # "it" after the author's own words is not who was quoted before
            if clauses:
                for clause in clauses:
                    current = self._reported(block, view, start, sentence, clause, current)
            else:
                current = self._unreported(block, view, start, end, sentence, current)

    def _clauses(self, sentence: str) -> list[Clause]:
        """Return the clauses whose subject can speak; the words of the others stay with the clause before, or after."""
        kept: list[Clause] = []
        for clause in find_clauses(sentence, self.finder.find(sentence)):
            if self._speaks(clause, after=bool(kept)) and not self._takes_position(clause, sentence):
                kept.append(clause)
            elif kept:
                kept[-1] = replace(kept[-1], end=clause.end)
        return [replace(kept[0], start=0), *kept[1:]] if kept else []

    def _takes_position(self, clause: Clause, sentence: str) -> bool:
        """Whether the State under review supports or notes recommendations: others tell of that, it says nothing."""
        codes = {code for mention in clause.subject for code in self.resolver.resolve((mention,), "").codes}
        return codes == {self.document.state} and bool(_POSITION.match(sentence, clause.verb[0]))

    def _speaks(self, clause: Clause, *, after: bool) -> bool:
        """A State under review that reports on itself speaks; a pronoun that nobody precedes does not."""
        if clause.passive:
            return True
        return any(
            m.anaphor not in NEED_SOMEBODY or (after and m.anaphor == PRONOUN) or self.resolver.resolve((m,), "").codes
            for m in clause.subject
        )

    def _reported(
        self, block: Block, view: View, offset: int, sentence: str, clause: Clause, before: _Draft | None
    ) -> _Draft:
        words = sentence[clause.verb[0] : clause.end]
        kind = refined(clause.kind, sentence[slice(*clause.verb)], words, self.state_names)
        start, end = view.source_span(offset + clause.start, offset + self._trimmed(sentence, clause))
        if clause.passive:
            open_attribution = before is not None and before.attributed and not self._noted(before)
            section = (self.resolver.section,) if self.resolver.section else ()
            issuers = before.issuers if open_attribution and before and self.reports else section
            rule = "statements.passive"
        else:
            resolved = self.resolver.resolve((*clause.subject, *clause.embedded), sentence)
            issuers = resolved.codes
            for mention, reason, candidates in resolved.unresolved:
                a, b = view.source_span(offset + mention.start, offset + mention.end)
                anchor = self._anchor(block, a, b, "issuers.anaphor")
                self.unresolved.append(Unresolved("issuer", sentence[mention.start : mention.end], anchor, reason, candidates))
            self.resolver.said(issuers)
            rule = "statements.reporting-clause"
        draft = _Draft(kind, issuers, start, end, block, rule, similar=clause.similar)
        self.drafts.append(draft)
        return draft

    def _trimmed(self, sentence: str, clause: Clause) -> int:
        end = clause.end
        while end > clause.start and sentence[end - 1].isspace():
            end -= 1
        return end

    def _noted(self, draft: _Draft) -> bool:
        """Whether a statement calls for a note: its words rest on that source, and what follows may rest on another."""
        return any(draft.start <= mark.start <= draft.end + 2 for mark in self.document.marks)

    def _unreported(
        self, block: Block, view: View, start: int, end: int, sentence: str, current: _Draft | None
    ) -> _Draft | None:
        """A sentence that names no speaker."""
        a, b = view.source_span(start, end)
        if not self.reports:
            return self._authored(block, a, b, sentence)
        detached = bool(_DETACHED.match(sentence))
        if current is None or not current.attributed or detached:
            if not re.search(r"[a-z]{3,}.*\s.*\s", sentence):
                return current
            draft = _Draft("fact", (), a, b, block, "statements.unattributed", attributed=False)
        elif says_should(sentence) and (current.kind == "recommendation" or directs(sentence, self.state_names)):
            draft = _Draft("recommendation", current.issuers, a, b, block, "statements.directive-sentence")
        else:
            current.end = b
            return current
        self.drafts.append(draft)
        return draft

    def _authored(self, block: Block, start: int, end: int, sentence: str) -> _Draft:
        issuers = (self.author,) if self.author else ()
        kind: StatementKind = "finding"
        if directs(sentence, self.state_names):
            kind = "recommendation"
        elif assesses(sentence):
            kind = "assessment"
        elif self.document.kind in _AUTHOR_TELLS_FACTS:
            kind, issuers = "fact", ()
        draft = _Draft(kind, issuers, start, end, block, "statements.author", attributed=bool(issuers))
        self.drafts.append(draft)
        return draft

    # -- lists -------------------------------------------------------------------------------------------------------

    def _keep_lead_in(self, block: Block) -> None:
        text = collapse(self.document.text[block.start : block.end])
        if self.drafts and self.drafts[-1].block is block and _LEADS_IN.search(text) and text.endswith(":"):
            draft = self.drafts[-1]
            if draft.rule == "statements.author" and _THESE_RECOMMENDATIONS.search(text):
                speakers = self.resolver.last or ((self.resolver.section,) if self.resolver.section else ())
                draft.kind, draft.issuers = "recommendation", speakers or ((self.author,) if self.author else ())
            self.lead_in = _LeadIn(draft, block.path)

    def _bullet(self, block: Block, view: View) -> None:
        sentences = split_sentences(view.text)
        first = view.text[slice(*sentences[0])] if sentences else ""
        own = self._clauses(first) if first else []
        lead = self.lead_in.draft if self.lead_in else None
        parent = self.drafts[-1] if self.drafts and self.drafts[-1].block.kind == "bullet" else None
        start, end = view.source_span(0, len(view.text)) if view.text else (block.start, block.end)
        if own and own[0].subject and own[0].subject[0].start < 60 and not own[0].passive:
            self._block(block, view)
        elif parent and block.depth > parent.block.depth and lead:
            parent.end = end
        elif lead and lead.kind in ("recommendation", "request"):
            issuers, kind = lead.issuers, lead.kind
            self.drafts.append(_Draft(kind, issuers, start, end, block, "statements.bullet"))
            if lead in self.drafts and not lead.bullets:
                lead.bullets = True
        elif lead and lead.attributed and lead.kind in ("commendation", "concern", "finding") and lead.issuers != (self.author,):
            lead.end = end
        elif self._below_recommendations(block):
            issuers = (self.author,) if self.author else ()
            self.drafts.append(_Draft("recommendation", issuers, start, end, block, "statements.bullet"))
        elif not self.reports:
            self._block(block, view)

    def _below_recommendations(self, block: Block) -> bool:
        return not self.reports and any(_RECOMMENDATIONS_HEADING.search(heading) for heading in block.path[-2:])

    def _table(self, block: Block) -> None:
        """Sentences in the cells of a table count only with a speaker of their own or as what a State party should do."""
        text = self.document.text
        for match in re.finditer(r"[^\t\n]{60,}", text[block.start : block.end]):
            start, end = block.start + match.start(), block.start + match.end()
            view = view_of(self.document, start, end)
            cell = Block("paragraph", start, end, path=block.path)
            current: _Draft | None = None
            for a, b in split_sentences(view.text):
                sentence = view.text[a:b]
                clauses = self._clauses(sentence)
                if clauses:
                    for clause in clauses:
                        current = self._reported(cell, view, a, sentence, clause, current)
                elif directs(sentence, self.state_names):
                    span = view.source_span(a, b)
                    issuers = (self.resolver.section,) if self.resolver.section else self.resolver.last
                    current = _Draft("recommendation", issuers, *span, cell, "statements.table-cell")
                    self.drafts.append(current)
                elif current is not None:
                    current.end = view.source_span(a, b)[1]

    # -- results -----------------------------------------------------------------------------------------------------

    def _anchor(self, block: Block, start: int, end: int, rule: str) -> Anchor:
        quote = collapse(self.document.text[start:end])
        return Anchor(self.document.identifier, block.paragraph or "", start, end, quote, rule)

    def results(self) -> Found:
        drafts = [d for d in self.drafts if not (d.bullets and self._only_leads_in(d))]
        statements = [self._statement(draft) for draft in drafts]
        return Found(tuple(_linked(statements)), tuple(self._parties(statements)), tuple(self.unresolved))

    def _only_leads_in(self, draft: _Draft) -> bool:
        """A lead-in whose bullets are statements of their own says nothing itself."""
        return collapse(self.document.text[draft.start : draft.end]).endswith(":")

    def _statement(self, draft: _Draft) -> Statement:
        marks = [m for m in self.document.marks if draft.start <= m.start]
        end = draft.end
        for mark in marks:  # the call for a note after the last word belongs to the statement
            if mark.end > end and not self.document.text[end : mark.start].strip():
                end = mark.end
            elif mark.start >= end:
                break
        notes = tuple(m.number for m in marks if m.end <= end)
        anchor = self._anchor(draft.block, draft.start, end, draft.rule)
        asks = draft.kind in ("recommendation", "request")
        return Statement(
            draft.kind,
            anchor,
            issuers=draft.issuers,
            addressee=self.document.state if asks or draft.issuers else None,
            notes=notes,
            similar=draft.similar,
        )

    def _parties(self, statements: list[Statement]) -> Iterable[Party]:
        used = {code for statement in statements for code in statement.issuers}
        for code in sorted(used):
            if self.registry.by_code(code, "Actor") and code not in self.local:
                continue
            local, mention = self.local.get(code), self.resolver.new.get(code)
            place = next(s.anchor for s in statements if code in s.issuers)
            if re.fullmatch(r"JS\d+", code):
                yield Party(code, f"Joint submission {code[2:]}", "JointSubmission", place)
            elif OMBUDS.match(code):
                yield Party(code, local.name if local else code, "NationalHumanRightsInstitution", place)
            elif local:
                anchor = self._anchor_at(place.paragraph, local.start, local.end)
                national = NATIONAL_INSTITUTION.search(local.name)
                kind = "NationalHumanRightsInstitution" if national else "NonGovernmentalOrganization"
                yield Party(code, local.name, kind, anchor)
            elif code == self.author and self.document.author:
                yield Party(code, self.document.author, "NonGovernmentalOrganization", place)
            elif mention:
                yield Party(code, mention.name or code, "NonGovernmentalOrganization", place)

    def _settled_name(self, code: str, printed: str) -> str:
        """Return the reference data's name of the institution with this acronym, where `printed` is it but for a slip."""
        entry = self.registry.match(code, "Actor")
        if entry and any(SequenceMatcher(None, printed.lower(), n.lower()).ratio() > _SAME_NAME for n in entry.names):
            return entry.label
        return printed

    def _anchor_at(self, paragraph: str, start: int, end: int) -> Anchor:
        quote = collapse(self.document.text[start:end])
        return Anchor(self.document.identifier, paragraph, start, end, quote, "issuers.definition")


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


def find_statements(document: Document, registry: Registry) -> Found:
    """Return the statements of a document in text order, without the norms they mention (see `norms`)."""
    walker = _Walker(document, registry)
    walker.walk()
    return walker.results()
