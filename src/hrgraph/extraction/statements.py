"""Find the statements of a document: who said what, sentence by sentence.

In a report of the United Nations every sentence is somebody's: a sentence without a speaker of its own goes on with
the one before, and at the beginning of a paragraph it is a fact told by the document. A submission speaks for its
author, sentence by sentence. Bullets below a lead-in take its speaker and kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from hrgraph.extraction.anaphors import NEED_SOMEBODY, PRONOUN
from hrgraph.extraction.authors import author_code
from hrgraph.extraction.clause import Clause
from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.drafts import Draft, finished
from hrgraph.extraction.enumerations import Item, find_items
from hrgraph.extraction.imperatives import is_imperative
from hrgraph.extraction.issuer_resolution import IssuerResolver
from hrgraph.extraction.issuers import IssuerFinder
from hrgraph.extraction.kinds import assesses, directs, refined, says_should
from hrgraph.extraction.local_names import find_aliases, find_definitions, find_spellings
from hrgraph.extraction.parties import find_parties
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Anchor, Block, Document, Party, Statement, StatementKind, Unresolved
from hrgraph.registry import Registry
from hrgraph.structure.assemble import heading_text
from hrgraph.structure.headings import match_enumerator
from hrgraph.text import View, collapse, view_of, view_of_block

RULES_VERSION = "1"
# Documents that report what others said; all other kinds speak for their author.
_REPORTS_OTHERS = ("StakeholderSummary", "UnitedNationsCompilation", "WorkingGroupReport")
# Of these, those in which States are not the speakers, so that a name that nobody knows may be one.
_NAMES_SPEAKERS = ("StakeholderSummary", "UnitedNationsCompilation")
_AUTHOR_TELLS_FACTS = ("IndependentReport", "NationalReport", "ActionPlan", "Document")
_DETACHED = re.compile(r"(?:As at|As of|To date|At the time of writing)\b")
# Documents in which the State under review speaks of itself: what it aims at, it recommends to nobody.
_STATE_SPEAKS = ("NationalReport", "Addendum")
_RECOMMENDATIONS_HEADING = re.compile(r"\brecommendations?\b", re.IGNORECASE)
# Headings that tell of recommendations instead of opening them.
_TELLS_OF_RECOMMENDATIONS = re.compile(
    r"\b(?:which|implement\w*|follow-?up|status|progress|addressed|resolved|noted|accepted|supported|rejected|received"
    r"|previous|past"
    r"|made (?:by|in|to|during)|response|fulfil\w*)\b|\?",
    re.IGNORECASE,
)
_TO_BE_DONE = re.compile(
    r"(?:(?:Further|Continued?|\w+ly)\s)?[A-Z]?[a-z]+ing\b|(?:The )?[A-Z]\w+(?:ation|ment|ion|al)\s+of\b"
)
_IT_IS_RECOMMENDED = re.compile(r"\b[Ii]t is (?:\w+ )?(?:recommended|advised|advisable|suggested)\b")
# A heading that goes on about the one before it.
_GOES_ON = re.compile(
    r"\b(?:assessment|conclusions?|overview|summary|analysis|comments?|observations?|follow-?up)\b", re.IGNORECASE
)
_THESE_RECOMMENDATIONS = re.compile(r"\brecommendations?\b[^.]*:$", re.IGNORECASE)
_SAME_NAME = 0.9
_POSITION = re.compile(r"(?:support|not|accept|endors|reject)(?:ed|es|s|e)?\s(?:[\w-]+\s){0,4}?recommendations?\b")
# A sentence of lists may be longer; who speaks is said before.
_SPEAKERS_WITHIN = 2500
# Verbs with which a State tells of itself, whatever it tells ("highlighted progress", "recognized the need").
_SAYS = re.compile(
    r"(?:highlight|recogni[sz]|acknowledg|stress|underlin|underscor|emphasi[sz]|reiterat|reaffirm|express|not|stat"
    r"|indicat|report|observ"
    r"|affirm|regret|hop|consider|point|was|were|is|are|remain)(?:t?ed|es|s|e)?\b"
)
# A verb in the past or present, not a passive one.
_ACTS = re.compile(
    r" (?:also |further |then )?(?!was|were|is|are|had|has|have|and|or|as|of|did)(?:\w+(?:ed|[^s]s)|wrote|met|sent"
    r"|took|gave|held)\b"
)
_LEADS_IN = re.compile(r"(?::|\b(?:include|following|namely|specifically|including)[^.]{0,40}[:.]?)\W*$")


@dataclass(frozen=True, slots=True)
class Found:
    """The statements of a document, the institutions it names itself, and what stayed unresolved."""

    statements: tuple[Statement, ...]
    parties: tuple[Party, ...]
    unresolved: tuple[Unresolved, ...]


@dataclass(slots=True)
class _LeadIn:
    draft: Draft
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
            replace(
                name, start=view.source_span(name.start, name.end)[0], end=view.source_span(name.start, name.end)[1]
            )
            for _, view in views
            for name in find_definitions(view.text, registry)
        ]
        spellings = find_spellings("\n".join(view.text for _, view in views))
        self.author = None if self.reports else author_code(document, registry)
        author = (self.author, document.author) if self.author and document.author else None
        invents = document.kind == "StakeholderSummary"
        self.finder = IssuerFinder(
            registry,
            local,
            spellings=spellings,
            aliases=aliases,
            author=author,
            unnamed=document.kind in _NAMES_SPEAKERS,
        )
        self.local = self.finder.local
        self.resolver = IssuerResolver(registry, self.finder, document.state, self.author, invents=invents)
        entry = registry.by_code(document.state, "State") if document.state else None
        self.state_names = entry.names if entry else ()
        self.views = views
        self.drafts: list[Draft] = []
        self.unresolved: list[Unresolved] = []
        self.lead_in: _LeadIn | None = None
        self.state_speaks = document.kind in _STATE_SPEAKS
        # Whom the present section of each path is about, and the last section below each heading.
        self._sections: dict[tuple[str, ...], str | None] = {}
        self._beside: dict[tuple[str, ...], str | None] = {}

    def _section_speaker(self, path: tuple[str, ...]) -> str | None:
        """The institution that the nearest heading names which names one, in a document that speaks for its author.

        A heading such as "Assessment:" goes on about the section before it.
        """
        return None if self.reports else self._sections.get(path)

    def _enter_section(self, path: tuple[str, ...]) -> None:
        """Note whom the section below a heading is about, the last of `path`."""
        above = path[:-1]
        names = self.registry.find_names(path[-1], "TreatyBody", "IntergovernmentalOrganization", "SpecialProcedure")
        if names:
            speaker: str | None = names[0].entries[0].code
        elif _GOES_ON.search(path[-1]) and not match_enumerator(path[-1]) and above in self._beside:
            speaker = self._beside[above]
        else:
            speaker = self._sections.get(above)
        self._sections[path] = self._beside[above] = speaker

    def walk(self) -> None:
        running = [block for block in self.document.blocks if block.kind not in ("note", "furniture")]
        for block, following in zip_longest(running, running[1:]):
            self.resolver.section = self._section_speaker(block.path)
            if block.kind == "heading":
                self._enter_section((*block.path, heading_text(self.document.text[block.start : block.end])))
                if self.lead_in and block.path[: len(self.lead_in.path)] != self.lead_in.path:
                    self.lead_in = None
            elif block.kind == "paragraph":
                view = view_of_block(self.document, block)
                if self.reports or not self._continues_list(view.text):
                    self.lead_in = None
                self.resolver.begin_paragraph()
                self._block(block, view)
                if following is None or following.kind != "table":
                    self._keep_lead_in(block)
            elif block.kind == "bullet":
                self._bullet(block, view_of_block(self.document, block))
            elif block.kind == "table" and "\t" in self.document.text[block.start : block.end]:
                self._table(block)

    # -- sentences ---------------------------------------------------------------------------------------------------

    def _block(self, block: Block, view: View) -> None:
        items = [] if self.reports else find_items(view.text)
        if not items or not self._items_are_recommendations(block, view, items):
            self._sentences(block, view, 0, len(view.text))
            return
        self._sentences(block, view, 0, items[0].mark)
        lead = self._lead(block)
        for item in items:
            end = item.end
            if item is items[-1]:  # what follows its first sentence is said of something else
                end = item.start + split_sentences(view.text[item.start : item.end])[0][1]
            self._item(block, view, item.start, end, lead)
        self._sentences(block, view, end, len(view.text))

    def _items_are_recommendations(self, block: Block, view: View, items: list[Item]) -> bool:
        """Whether the items of a list are what a lead-in, a heading or their own verbs make recommendations of."""
        asked = sum(is_imperative(view.text[item.start : item.end]) for item in items)
        opened = self._below_recommendations(block) or view.text[: items[0].mark].rstrip().endswith(":") or self.lead_in
        return bool(opened) and 2 * asked >= len(items) and not self.state_speaks

    def _lead(self, block: Block) -> Draft | None:
        """The lead-in of a list: the last words of its paragraph, or of the one before."""
        last = self.drafts[-1] if self.drafts and self.drafts[-1].block is block else None
        return last or (self.lead_in.draft if self.lead_in else None)

    def _item(self, block: Block, view: View, start: int, end: int, lead: Draft | None) -> None:
        led = lead is not None and lead.kind in ("recommendation", "request")
        issuers, kind = (lead.issuers, lead.kind) if lead and led else (self._authors, "recommendation")
        self.drafts.append(Draft(kind, issuers, *view.source_span(start, end), block, "statements.item"))
        if lead:
            lead.bullets = True

    def _continues_list(self, text: str) -> bool:
        return self.lead_in is not None and (bool(find_items(text)) or is_imperative(text))

    @property
    def _authors(self) -> tuple[str, ...]:
        return (self.author,) if self.author else ()

    def _sentences(self, block: Block, view: View, first: int, last: int) -> None:
        current: Draft | None = None
        for start, end in ((a + first, b + first) for a, b in split_sentences(view.text[first:last])):
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
        head = sentence[:_SPEAKERS_WITHIN]
        for clause in find_clauses(head, self.finder.find(head)):
            if self._speaks(clause, after=bool(kept)) and not self._is_about_itself(clause, sentence):
                kept.append(clause)
            elif kept:
                kept[-1] = replace(kept[-1], end=clause.end)
        if kept:
            kept[0] = replace(kept[0], start=0)
            kept[-1] = replace(kept[-1], end=len(sentence))
        return kept

    def _is_about_itself(self, clause: Clause, sentence: str) -> bool:
        """Whether the State under review does something and says nothing: it notes advice, welcomes a visit."""
        codes = {code for mention in clause.subject for code in self.resolver.resolve((mention,), "").codes}
        return codes == {self.document.state} and (
            bool(_POSITION.match(sentence, clause.verb[0]))
            or (clause.kind != "finding" and not _SAYS.match(sentence, clause.verb[0]))
        )

    def _speaks(self, clause: Clause, *, after: bool) -> bool:
        """A State under review that reports on itself speaks; a pronoun that nobody precedes does not."""
        if clause.passive:
            return True
        return any(
            m.anaphor not in NEED_SOMEBODY or (after and m.anaphor == PRONOUN) or self.resolver.resolve((m,), "").codes
            for m in clause.subject
        )

    def _reported(
        self, block: Block, view: View, offset: int, sentence: str, clause: Clause, before: Draft | None
    ) -> Draft:
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
                self.unresolved.append(
                    Unresolved("issuer", sentence[mention.start : mention.end], anchor, reason, candidates)
                )
            self.resolver.said(issuers)
            rule = "statements.reporting-clause"
            if issuers == (self.document.state,) and kind != "finding":
                claims = sentence.startswith("claim", clause.verb[0])
                kind = "assessment" if kind == "assessment" and claims else "finding"
        draft = Draft(kind, issuers, start, end, block, rule, similar=clause.similar)
        self.drafts.append(draft)
        return draft

    def _trimmed(self, sentence: str, clause: Clause) -> int:
        end = clause.end
        while end > clause.start and sentence[end - 1].isspace():
            end -= 1
        return end

    def _noted(self, draft: Draft) -> bool:
        """Whether a statement calls for a note: its words rest on that source, and what follows may rest on another."""
        return any(draft.start <= mark.start <= draft.end + 2 for mark in self.document.marks)

    def _unreported(
        self, block: Block, view: View, start: int, end: int, sentence: str, current: Draft | None
    ) -> Draft | None:
        """A sentence that names no speaker."""
        a, b = view.source_span(start, end)
        if not self.reports:
            return self._authored(block, a, b, sentence)
        if self.document.kind == "StakeholderSummary" and (speaker := self._submitter(sentence)):
            draft = Draft("finding", speaker, a, b, block, "statements.submitter")
            self.resolver.said(speaker)
            self.drafts.append(draft)
            return draft
        detached = bool(_DETACHED.match(sentence)) or (
            current is not None and self._noted(current) and self._does(sentence, current.issuers)
        )
        if current is None or not current.attributed or detached:
            if not re.search(r"[a-z]{3,}.*\s.*\s", sentence):
                return current
            draft = Draft("fact", (), a, b, block, "statements.unattributed", attributed=False)
        elif says_should(sentence) and (current.kind == "recommendation" or directs(sentence, self.state_names)):
            draft = Draft("recommendation", current.issuers, a, b, block, "statements.directive-sentence")
        else:
            current.end = b
            return current
        self.drafts.append(draft)
        return draft

    def _submitter(self, sentence: str) -> tuple[str, ...]:
        """Who a sentence of a summary begins with, if that is one of those whose submissions it summarises.

        What they did, with whichever verb, they told in their submission.
        """
        first = next(iter(self.finder.find(sentence)), None)
        if first is None or first.start or not _ACTS.match(sentence, first.end):
            return ()
        return first.codes if all(code in self.local or code.startswith("JS") for code in first.codes) else ()

    def _does(self, sentence: str, speakers: tuple[str, ...]) -> bool:
        """Whether a sentence begins with another institution, which does something and says nothing."""
        first = next(iter(self.finder.find(sentence)), None)
        named = first is not None and first.start == 0 and bool(first.codes) and first.known
        return named and not any(c in speakers or self.registry.by_code(c, "State") for c in first.codes)

    def _authored(self, block: Block, start: int, end: int, sentence: str) -> Draft:
        issuers = self._authors
        kind: StatementKind = "finding"
        if self.state_speaks:
            kind, issuers = "fact", ()
        elif self._asks(block, sentence):
            issuers = self.lead_in.draft.issuers if self.lead_in else issuers
            kind = "recommendation"
        elif directs(sentence, self.state_names) or _IT_IS_RECOMMENDED.search(sentence):
            kind = "recommendation"
        elif assesses(sentence):
            kind = "assessment"
        elif self.document.kind in _AUTHOR_TELLS_FACTS:
            kind, issuers = "fact", ()
        draft = Draft(kind, issuers, start, end, block, "statements.author", attributed=bool(issuers))
        self.drafts.append(draft)
        return draft

    def _asks(self, block: Block, sentence: str) -> bool:
        """Whether a sentence without a subject asks, below a heading or a lead-in for recommendations."""
        led = self.lead_in is not None and self.lead_in.draft.kind == "recommendation"
        return (led or self._below_recommendations(block)) and is_imperative(sentence)

    # -- lists -------------------------------------------------------------------------------------------------------

    def _keep_lead_in(self, block: Block) -> None:
        text = collapse(self.document.text[block.start : block.end])
        if self.drafts and self.drafts[-1].block is block and _LEADS_IN.search(text) and text.endswith(":"):
            draft = self.drafts[-1]
            if draft.rule == "statements.author" and _THESE_RECOMMENDATIONS.search(text):
                speakers = self.resolver.last or ((self.resolver.section,) if self.resolver.section else ())
                draft.kind, draft.issuers = "recommendation", speakers or self._authors
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
            self.drafts.append(Draft(kind, issuers, start, end, block, "statements.bullet"))
            if lead in self.drafts and not lead.bullets:
                lead.bullets = True
        elif (
            lead
            and lead.attributed
            and lead.kind == "finding"
            and lead.issuers != self._authors
            and _is_sentence(view.text)
        ):
            self.drafts.append(Draft("finding", lead.issuers, start, end, block, "statements.bullet"))
            lead.bullets = True
        elif (
            lead
            and lead.attributed
            and lead.kind in ("commendation", "concern", "finding")
            and lead.issuers != (self.author,)
        ):
            lead.end = end
        elif self._recommends_by_itself(block, view.text):
            self.drafts.append(Draft("recommendation", self._authors, start, end, block, "statements.bullet"))
        elif not self.reports:
            self._block(block, view)

    def _recommends_by_itself(self, block: Block, text: str) -> bool:
        """Whether a bullet without a lead-in is a recommendation of the author: it asks where recommendations stand."""
        if self._below_recommendations(block):
            return is_imperative(text) or says_should(text) or bool(_TO_BE_DONE.match(text))
        return not self.reports and self.document.kind not in _AUTHOR_TELLS_FACTS and is_imperative(text)

    def _below_recommendations(self, block: Block) -> bool:
        return not self.reports and not self.state_speaks and any(
            _RECOMMENDATIONS_HEADING.search(heading) and not _TELLS_OF_RECOMMENDATIONS.search(heading)
            for heading in block.path[-2:]
        )  # fmt: skip

    def _table(self, block: Block) -> None:
        """Sentences in a table's cells count only with a speaker of their own or as what a State party should do."""
        text = self.document.text
        for match in re.finditer(r"[^\t\n]{60,}", text[block.start : block.end]):
            start, end = block.start + match.start(), block.start + match.end()
            view = view_of(self.document, start, end)
            cell = Block("paragraph", start, end, path=block.path)
            current: Draft | None = None
            for a, b in split_sentences(view.text):
                sentence = view.text[a:b]
                clauses = self._clauses(sentence)
                if clauses:
                    for clause in clauses:
                        current = self._reported(cell, view, a, sentence, clause, current)
                elif directs(sentence, self.state_names):
                    span = view.source_span(a, b)
                    issuers = (self.resolver.section,) if self.resolver.section else self.resolver.last
                    current = Draft("recommendation", issuers, *span, cell, "statements.table-cell")
                    self.drafts.append(current)
                elif current is not None:
                    current.end = view.source_span(a, b)[1]

    # -- results -----------------------------------------------------------------------------------------------------

    def _anchor(self, block: Block, start: int, end: int, rule: str) -> Anchor:
        quote = collapse(self.document.text[start:end])
        return Anchor(self.document.identifier, block.paragraph or "", start, end, quote, rule)

    def results(self) -> Found:
        statements = finished(self.drafts, self.document)
        parties = find_parties(statements, self.document, self.resolver, self.author)
        return Found(tuple(statements), tuple(parties), tuple(self.unresolved))


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith(".") and text[:1].isupper() and len(text.split()) > 5


def find_statements(document: Document, registry: Registry) -> Found:
    """Return the statements of a document in text order, without the norms they mention (see `norms`)."""
    walker = _Walker(document, registry)
    walker.walk()
    return walker.results()
