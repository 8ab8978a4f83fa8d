"""Who says what in a review: statements of delegations and of the State under review, paragraph by paragraph.

Every sentence of section I is somebody's. In the presentation the State under review speaks. In the dialogue a paragraph
begins with the delegation that takes the floor, which "It" and sentences without a speaker go on with; a paragraph in
which no delegation takes the floor is an answer of the State under review. What a delegation says of others ("the
Committee had recommended", "the Government recognized") remains its own statement.

Guarantees: nothing is attributed to a State that the paragraph does not name or, for the State under review, by that rule;
a name that is not known leaves its sentence without a speaker, and an unresolved mention. That recommendations were made,
without their words, is a fact that the report tells and no recommendation: section II has the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hrgraph.anchors import build_anchor
from hrgraph.extraction.clause import Clause
from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.drafts import Draft, finished
from hrgraph.extraction.kinds import directs, refined, says_should
from hrgraph.extraction.review import dialogue_words as words
from hrgraph.extraction.review.floor import SEVERAL, SPEAKERS_WITHIN, Floor
from hrgraph.extraction.review.lettered_items import begins_with_letter, split_items
from hrgraph.extraction.review.opening import names_head
from hrgraph.extraction.review.report_parts import part_of
from hrgraph.extraction.sentences import split_sentences
from hrgraph.extraction.verbs import VERB, kind_of
from hrgraph.models import Block, Document, Statement, StatementKind, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import View, view_of_block

_VERB = re.compile(VERB, re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What section I says, each list in text order.

    Attributes:
        read: The blocks that were read.
    """

    statements: tuple[Statement, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    read: tuple[Block, ...] = ()


def find_dialogue(document: Document, registry: Registry) -> Dialogue:
    """Return the statements of section I, and the speakers who are not known.

    What is asked of others than the State under review has no addressee.
    """
    reader = _Reader(document, registry)
    read = []
    for block in document.of_kind("paragraph", "bullet"):
        part = part_of(block)
        if part in ("presentation", "dialogue"):
            reader.read(block, presents=part == "presentation")
            read.append(block)
    statements = [
        replace(statement, addressee=None)
        if statement.kind in ("recommendation", "request") and words.asks_others(statement.anchor.quote)
        else statement
        for statement in finished(reader.drafts, document)
    ]
    return Dialogue(tuple(statements), tuple(reader.unresolved), tuple(read))


class _Reader:
    """Reads the paragraphs of section I in text order.

    Attributes:
        drafts: The statements so far.
        unresolved: The speakers who could not be resolved so far.
    """

    def __init__(self, document: Document, registry: Registry) -> None:
        self._document = document
        self._floor = Floor(registry, document.state)
        entry = registry.by_code(document.state, "State") if document.state else None
        self._state_names = entry.names if entry else ()
        self.drafts: list[Draft] = []
        self.unresolved: list[Unresolved] = []

    def read(self, block: Block, *, presents: bool) -> None:
        """Read a paragraph.

        Args:
            presents: It stands in the part where only the State under review speaks.
        """
        view = view_of_block(self._document, block)
        sentences = split_sentences(view.text)
        self._floor.open_paragraph(view.text, sentences, presents=presents)
        current: Draft | None = None
        for start, end in sentences:
            sentence = view.text[start:end]
            if names_head(sentence):
                continue
            clauses = self._clauses(sentence, presents=presents, opens=not start)
            for clause in clauses:
                current = self._said(block, view, start, sentence, clause)
            if not clauses:
                current = self._went_on(block, view, start, end, current)

    def _clauses(self, sentence: str, *, presents: bool, opens: bool) -> list[Clause]:
        """Return the clauses with which somebody who may speak here says something, touching each other."""
        kept: list[Clause] = []
        for clause in find_clauses(sentence[:SPEAKERS_WITHIN], self._floor.mentions(sentence)):
            if self._floor.may_speak(sentence, clause, presents=presents, after=bool(kept)):
                kept.append(clause)
            elif kept:
                kept[-1] = replace(kept[-1], end=clause.end)
        if not kept and not presents and (opener := self._floor.opener(sentence, opens=opens)):
            kept = [Clause(0, len(sentence), "finding", (opener.end, opener.end), (opener,))]
        if kept:
            kept[0] = replace(kept[0], start=0)
            kept[-1] = replace(kept[-1], end=len(sentence))
        return kept

    def _said(self, block: Block, view: View, offset: int, sentence: str, clause: Clause) -> Draft:
        """Add what one clause says, and give the floor to who says it."""
        issuers = self._floor.give(clause).issuers
        start, end = offset + clause.start, offset + clause.end
        verb, said = sentence[slice(*clause.verb)], sentence[clause.verb[0] : clause.end]
        if words.announces(said) and not self._floor.is_states and not clause.similar:
            return self._fact(block, view, start, end, "dialogue.recommendations-announced")
        kind = refined(_kind_of_verb(clause, sentence), verb, said, self._state_names)
        if self._floor.is_states:
            kind = "assessment" if kind == "assessment" and verb.startswith("claim") else "finding"
        elif kind == "recommendation" and words.grants(said):
            kind = "finding"
        elif kind == "finding" and words.wishes(said):
            kind = "recommendation"
        elif kind == "finding" and words.approves(sentence[clause.start : clause.verb[0]]):
            kind = "commendation"
        rule = "dialogue.reporting-clause"
        return self._add(kind, issuers, block, view, start, end, rule, similar=clause.similar)

    def _went_on(self, block: Block, view: View, start: int, end: int, current: Draft | None) -> Draft | None:
        """A sentence that names no speaker: it goes on with who has the floor."""
        sentence = view.text[start:end]
        issuers = self._floor.turn.issuers
        if self._floor.is_states:
            if current is None or current.issuers != issuers:
                return self._add("finding", issuers, block, view, start, end, "dialogue.state-under-review")
        elif words.points_elsewhere(sentence):
            return self._fact(block, view, start, end, "dialogue.unattributed")
        elif current is None or not issuers or not current.attributed:
            return self._begins(block, view, start, end, current)
        elif current.kind == "recommendation" and begins_with_letter(sentence):
            return self._add("recommendation", issuers, block, view, start, end, "dialogue.listed")
        elif says_should(sentence) and (current.kind == "recommendation" or directs(sentence, self._state_names)):
            return self._add("recommendation", issuers, block, view, start, end, "dialogue.directive-sentence")
        elif kind := words.passive_kind(sentence):
            return self._add(kind, issuers, block, view, start, end, "dialogue.passive-sentence")
        current.end = view.source_span(start, end)[1]
        return current

    def _begins(self, block: Block, view: View, start: int, end: int, current: Draft | None) -> Draft:
        """A sentence that names no speaker and has none before it to go on with."""
        sentence = view.text[start:end]
        issuers = self._floor.turn.issuers
        if unknown := words.unknown_name(sentence):
            span = view.source_span(start + unknown.start("name"), start + unknown.end("name"))
            anchor = build_anchor(self._document, *span, rule="dialogue.speaker", paragraph=block.paragraph or "")
            self.unresolved.append(Unresolved("issuer", unknown["name"], anchor, "no State is known by this name"))
        if issuers == SEVERAL:
            kind = words.passive_kind(sentence) or "finding"
            return self._add(kind, issuers, block, view, start, end, "dialogue.passive-sentence")
        if issuers and current is not None:
            return self._add("finding", issuers, block, view, start, end, "dialogue.continued")
        return self._fact(block, view, start, end, "dialogue.unattributed")

    def _fact(self, block: Block, view: View, start: int, end: int, rule: str) -> Draft:
        """Add what the report tells by itself."""
        first, last = view.source_span(start, start + len(view.text[start:end].rstrip()))
        self.drafts.append(Draft("fact", (), first, last, block, rule, attributed=False))
        return self.drafts[-1]

    def _add(
        self, kind: StatementKind, issuers: tuple[str, ...], block: Block, view: View, start: int, end: int, rule: str,
        *, similar: bool = False,
    ) -> Draft:  # fmt: skip
        """Add a statement; recommendations that are told apart by letters are one each. Return the last."""
        end = start + len(view.text[start:end].rstrip())
        items = split_items(view.text, start, end) if kind == "recommendation" else [(start, end)]
        for a, b in items:
            first, last = view.source_span(a, b)
            own = rule if a == start else "dialogue.listed"
            self.drafts.append(Draft(kind, issuers, first, last, block, own, similar=similar))
        return self.drafts[-1]


def _kind_of_verb(clause: Clause, sentence: str) -> StatementKind:
    """Return the kind by the verb of who speaks: to note what others have recommended is to recommend nothing."""
    if not clause.embedded:
        return clause.kind
    match = _VERB.match(sentence, clause.verb[0])
    return kind_of(match) if match else "finding"
