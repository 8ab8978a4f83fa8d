"""From the sentences of one block to statements: who speaks in each, of what kind it is, what goes on with another.

In a report of the United Nations every sentence is somebody's: one without a speaker of its own goes on with the one
before, and at the beginning of a paragraph it is a fact told by the document. A submission speaks for its author.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hrgraph.anchors import build_anchor
from hrgraph.extraction.anaphors import NEED_SOMEBODY, PRONOUN
from hrgraph.extraction.authors import author_code
from hrgraph.extraction.clause import Clause
from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.drafts import Draft
from hrgraph.extraction.imperatives import is_imperative
from hrgraph.extraction.issuer_resolution import IssuerResolver
from hrgraph.extraction.issuers import IssuerFinder, IssuerMention
from hrgraph.extraction.kinds import assesses, directs, refined, says_should
from hrgraph.extraction.local_names import find_aliases, find_definitions, find_spellings
from hrgraph.extraction.own_voice import kind_in_own_voice
from hrgraph.extraction.roles import (
    is_personal,
    names_speakers,
    reports_others,
    state_speaks,
    summarises_submissions,
    tells_facts,
)
from hrgraph.extraction.sentences import split_sentences
from hrgraph.extraction.stakeholder_list import find_listed_names, with_listed_names
from hrgraph.models import Block, Document, StatementKind, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import View, view_of_block

_DETACHED = re.compile(r"(?:As at|As of|To date|At the time of writing)\b")
_IT_IS_RECOMMENDED = re.compile(r"\b[Ii]t is (?:\w+ )?(?:recommended|advised|advisable|suggested)\b")
_POSITION = re.compile(r"(?:support|not|accept|endors|reject)(?:ed|es|s|e)?\s(?:[\w-]+\s){0,4}?recommendations?\b")
_SOME_WORDS = re.compile(r"[a-z]{3,}.*\s.*\s")
# A sentence of lists may be longer; who speaks is said before.
_SPEAKERS_WITHIN = 2500
# Verbs with which a State tells of itself, whatever it tells ("highlighted progress", "recognized the need").
_SAYS = re.compile(
    r"(?:highlight|recogni[sz]|acknowledg|stress|underlin|underscor|emphasi[sz]|reiterat|reaffirm|express|not|stat"
    r"|indicat|report|observ|affirm|regret|hop|consider|point|was|were|is|are|remain)(?:t?ed|es|s|e)?\b"
)
# A verb in the past or present, not a passive one.
_ACTS = re.compile(
    r" (?:also |further |then )?(?!was|were|is|are|had|has|have|and|or|as|of|did)"
    r"(?:\w+(?:ed|[^s]s)|wrote|met|sent|took|gave|held)\b"
)
# "RWA the need to ...": the verb was lost.
_NEEDS = re.compile(r" (?:also )?the (?:\w+ )?need (?:to|for)\b")


class SentenceReader:
    """Reads the sentences of one document, block by block, in text order.

    Attributes:
        author: Code of the author, in a document that speaks for one.
        drafts: The statements so far.
        unresolved: The mentions of speakers that could not be resolved so far.
    """

    def __init__(self, document: Document, registry: Registry) -> None:
        self.document, self.registry = document, registry
        self.reports = reports_others(document.kind)
        self.state_speaks = state_speaks(document.kind)
        self.author = None if self.reports else author_code(document, registry)
        self.finder = self._finder()
        self.resolver = IssuerResolver(
            registry, self.finder, document.state, self.author, invents=summarises_submissions(document.kind)
        )
        entry = registry.by_code(document.state, "State") if document.state else None
        self.state_names = entry.names if entry else ()
        self.drafts: list[Draft] = []
        self.unresolved: list[Unresolved] = []

    def _finder(self) -> IssuerFinder:
        """Return a finder that knows the names which the document gives itself."""
        document, registry = self.document, self.registry
        named_in = document.of_kind("paragraph", "bullet", "heading", "table")
        views = [view_of_block(document, block) for block in named_in]
        local, aliases = [], {}
        for view in views:
            defined = find_definitions(view.text, registry)
            aliases |= find_aliases(view.text, defined, registry)
            for name in defined:
                start, end = view.source_span(name.start, name.end)
                local.append(replace(name, start=start, end=end))
        local, words = with_listed_names(local, find_listed_names(document, registry))
        return IssuerFinder(
            registry,
            local,
            spellings=find_spellings("\n".join(view.text for view in views)),
            aliases=aliases | words,
            author=(self.author, document.author) if self.author and document.author else None,
            unnamed=names_speakers(document.kind),
            personal=is_personal(document.kind),
        )

    @property
    def authors(self) -> tuple[str, ...]:
        """The author as issuers."""
        return (self.author,) if self.author else ()

    def read(self, block: Block, view: View, first: int, last: int, *, asked_by: tuple[str, ...] | None = None) -> None:
        """Read the sentences in `view.text[first:last]`.

        Args:
            asked_by: Who recommends what a sentence without a subject says ("Ratify ..."), below a heading or a lead-in
                for recommendations; None elsewhere.
        """
        current: Draft | None = None
        for start, end in ((a + first, b + first) for a, b in split_sentences(view.text[first:last])):
            sentence = view.text[start:end]
            clauses = self.clauses(sentence)
            if not self.reports and not clauses:
                self.resolver.said(())  # "it" after the author's own words is not who was quoted before
            for clause in clauses:
                current = self._reported(block, view, start, sentence, clause, current)
            if clauses:
                continue
            if self.reports:
                current = self._unreported(block, view, start, end, sentence, current)
            else:
                current = self._authored(block, view, start, end, sentence, asked_by)

    def read_cell(self, block: Block, view: View) -> None:
        """Read a cell of a table: only what has a speaker of its own, or says what a State party should do."""
        current: Draft | None = None
        for start, end in split_sentences(view.text):
            sentence = view.text[start:end]
            clauses = self.clauses(sentence)
            for clause in clauses:
                current = self._reported(block, view, start, sentence, clause, current)
            if clauses:
                continue
            if directs(sentence, self.state_names):
                issuers = (self.resolver.section,) if self.resolver.section else self.resolver.last
                span = view.source_span(start, end)
                current = self.add(Draft("recommendation", issuers, *span, block, "statements.table-cell"))
            elif current is not None:
                current.end = view.source_span(start, end)[1]

    def add(self, draft: Draft) -> Draft:
        """Add a statement and return it."""
        self.drafts.append(draft)
        return draft

    def clauses(self, sentence: str) -> list[Clause]:
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
        """A State under review that reports on itself speaks; a pronoun that nobody precedes does not.

        An "it" by which somebody may be meant speaks where it does what things do not: it asks, or is concerned.
        """
        if clause.passive:
            return True
        for mention in clause.subject:
            if mention.anaphor not in NEED_SOMEBODY or (after and mention.anaphor == PRONOUN):
                return True
            meant = self.resolver.resolve((mention,), "")
            candidates = [code for _, _, codes in meant.unresolved for code in codes]
            if meant.codes or (candidates and mention.anaphor == PRONOUN and clause.kind != "finding"):
                return True
        return False

    def _reported(
        self, block: Block, view: View, offset: int, sentence: str, clause: Clause, before: Draft | None
    ) -> Draft:
        words = sentence[clause.verb[0] : clause.end]
        topic = sentence[clause.start : clause.subject[0].start] if clause.subject else ""
        kind = refined(clause.kind, sentence[slice(*clause.verb)], words, self.state_names, topic=topic)
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
                span = view.source_span(offset + mention.start, offset + mention.end)
                anchor = build_anchor(self.document, *span, rule="issuers.anaphor", paragraph=block.paragraph or "")
                self.unresolved.append(
                    Unresolved("issuer", sentence[mention.start : mention.end], anchor, reason, candidates)
                )
            self.resolver.said(issuers)
            rule = "statements.reporting-clause"
            if issuers == (self.document.state,) and kind != "finding":
                claims = sentence.startswith("claim", clause.verb[0])
                kind = "assessment" if kind == "assessment" and claims else "finding"
        return self.add(Draft(kind, issuers, start, end, block, rule, similar=clause.similar))

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
        if summarises_submissions(self.document.kind) and (speaker := self._submitter(sentence)):
            self.resolver.said(speaker.codes)
            needs = _NEEDS.match(sentence, speaker.end)
            kind: StatementKind = "recommendation" if needs else "finding"
            return self.add(Draft(kind, speaker.codes, a, b, block, "statements.submitter"))
        detached = bool(_DETACHED.match(sentence)) or (
            current is not None and self._noted(current) and self._does(sentence, current.issuers)
        )
        if current is None or not current.attributed or detached:
            if not _SOME_WORDS.search(sentence):
                return current
            self.resolver.told()
            return self.add(Draft("fact", (), a, b, block, "statements.unattributed", attributed=False))
        if says_should(sentence) and (current.kind == "recommendation" or directs(sentence, self.state_names)):
            return self.add(Draft("recommendation", current.issuers, a, b, block, "statements.directive-sentence"))
        current.end = b
        return current

    def _submitter(self, sentence: str) -> IssuerMention | None:
        """Who a sentence of a summary begins with, if that is one of those whose submissions it summarises.

        What they did, with whichever verb, they told in their submission.
        """
        first = next(iter(self.finder.find(sentence)), None)
        if first is None or first.start or not first.codes:
            return None
        if not (_ACTS.match(sentence, first.end) or _NEEDS.match(sentence, first.end)):
            return None
        return first if all(code in self.finder.local or code.startswith("JS") for code in first.codes) else None

    def _does(self, sentence: str, speakers: tuple[str, ...]) -> bool:
        """Whether a sentence begins with another institution, which does something and says nothing."""
        first = next(iter(self.finder.find(sentence)), None)
        named = first is not None and first.start == 0 and bool(first.codes) and first.known
        return named and not any(c in speakers or self.registry.by_code(c, "State") for c in first.codes)

    def _authored(
        self, block: Block, view: View, start: int, end: int, sentence: str, asked_by: tuple[str, ...] | None
    ) -> Draft:
        """A sentence that names no speaker, in a document that speaks for its author."""
        issuers = self.authors
        kind: StatementKind = "finding"
        if self.state_speaks:
            kind, issuers = "fact", ()
        elif asked_by is not None and is_imperative(sentence):
            kind, issuers = "recommendation", asked_by
        elif is_personal(self.document.kind):
            kind = kind_in_own_voice(sentence, self.state_names)
        elif directs(sentence, self.state_names) or _IT_IS_RECOMMENDED.search(sentence):
            kind = "recommendation"
        elif assesses(sentence):
            kind = "assessment"
        elif tells_facts(self.document.kind):
            kind, issuers = "fact", ()
        span = view.source_span(start, end)
        return self.add(Draft(kind, issuers, *span, block, "statements.author", attributed=bool(issuers)))
