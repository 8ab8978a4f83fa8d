"""Who has the floor in a review, sentence by sentence.

In the presentation it is the State under review. In the dialogue a paragraph begins with the delegation that takes the
floor; a paragraph in which none does is an answer of the State under review.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hrgraph.extraction.anaphors import PLURAL_PRONOUN, PRONOUN
from hrgraph.extraction.clause import Clause
from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.issuers import IssuerMention
from hrgraph.extraction.review import dialogue_words as words
from hrgraph.extraction.review.delegations import DELEGATION, OFFICIAL, UNNAMED, find_delegations
from hrgraph.extraction.review.recommending_states import resembling_state
from hrgraph.extraction.verbs import VERB
from hrgraph.registry import Registry

SEVERAL = ("several sources",)
# Who speaks is said at the beginning; a list may go on for pages.
SPEAKERS_WITHIN = 2500
_VERB = re.compile(VERB, re.VERBOSE)
_GOVERNED = re.compile(
    r"\b(?:of|with|on|for|to|from|in|between|against|under|about|towards|than|by|and|that|which|as|at)\s$"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Who has the floor.

    Attributes:
        issuers: Empty where nobody is known to have it.
        as_delegation: Was introduced as "the delegation of": "the delegation" may be this one.
    """

    issuers: tuple[str, ...] = ()
    as_delegation: bool = False


class Floor:
    """Follows who has the floor.

    Attributes:
        state: The State under review as issuers; empty where it is not known.
        turn: Who has the floor now.
    """

    def __init__(self, registry: Registry, state: str | None) -> None:
        self._registry = registry
        self.state = (state,) if state else ()
        self.turn = Turn()
        # The mentions of each sentence of the paragraph that is read.
        self._found: dict[str, list[IssuerMention]] = {}

    @property
    def is_states(self) -> bool:
        """Whether the State under review has the floor."""
        return self.turn.issuers == self.state != ()

    def open_paragraph(self, text: str, sentences: Sequence[tuple[int, int]], *, presents: bool) -> None:
        """Give the floor to who has it when a paragraph begins, before anybody takes it in its words.

        Args:
            presents: The paragraph stands where only the State under review speaks.
        """
        self._found.clear()
        self.turn = Turn(self.state) if presents else self._opening_turn(text, sentences)

    def mentions(self, sentence: str) -> list[IssuerMention]:
        """Return who can speak in a sentence. A name with a slip of the pen at its beginning is the only one it resembles."""
        if sentence not in self._found:
            found = find_delegations(sentence[:SPEAKERS_WITHIN], self._registry, self.state[0] if self.state else None)
            unknown = words.unknown_name(sentence) if not found or found[0].start else None
            if unknown and not (found and found[0].start < unknown.end("name")):
                code = resembling_state(unknown["name"], self._registry)
                found = [IssuerMention(*unknown.span("name"), (code,)), *found] if code else found
            self._found[sentence] = found
        return self._found[sentence]

    def opener(self, sentence: str, *, opens: bool) -> IssuerMention | None:
        """Return the delegation that takes the floor in a sentence, whatever its verb is.

        A paragraph begins with it, or with words of circumstance before it; another sentence begins with it and goes on
        with what it did.
        """
        mention = next((mention for mention in self.mentions(sentence) if self._is_other(mention)), None)
        if mention is None:
            return None
        acts = words.acts(sentence, mention.end)
        if not mention.start:
            return mention if acts or (opens and not words.owns(sentence, mention.end)) else None
        before = words.circumstance(sentence, mention.start) if opens else None
        if before:
            return mention if acts else None
        says = _VERB.match(sentence, mention.end + 1) and not _GOVERNED.search(sentence, 0, mention.start)
        return mention if before is not None and says else None

    def may_speak(self, sentence: str, clause: Clause, *, presents: bool, after: bool) -> bool:
        """Whether the subject of a clause may say it here.

        Args:
            after: Another clause of the sentence stands before it.
        """
        issuers = self.turn.issuers
        if clause.passive:  # "A plan against torture was urged", in what a delegation says
            return bool(issuers) and issuers not in (self.state, SEVERAL)
        if not clause.subject:
            return False
        first = clause.subject[0]
        if first.anaphor == PRONOUN:
            return len(issuers) == 1 and issuers != SEVERAL
        if first.anaphor == PLURAL_PRONOUN:
            return len(issuers) > 1 or issuers == SEVERAL
        if first.anaphor == UNNAMED:
            return not self.is_states and not first.start
        if first.anaphor == OFFICIAL or first.codes == self.state:
            return self.is_states or not issuers
        if first.anaphor == DELEGATION:
            answers = (not first.start and clause.kind == "finding") or words.replies(sentence)
            return answers or self.is_states or not issuers or self.turn.as_delegation
        # another delegation: in an answer it takes the floor only where a sentence begins with it
        return not presents and (not self.is_states or (not first.start and not after))

    def give(self, clause: Clause) -> Turn:
        """Give the floor to who says a clause."""
        first = clause.subject[0] if clause.subject and not clause.passive else None
        if first is None or first.anaphor in (PRONOUN, PLURAL_PRONOUN):
            return self.turn
        if first.anaphor == UNNAMED:
            self.turn = Turn(SEVERAL)
        elif first.anaphor == DELEGATION and self.turn.as_delegation and not self.is_states:
            pass
        elif first.anaphor in (DELEGATION, OFFICIAL):
            self.turn = Turn(self.state)
        else:
            codes = dict.fromkeys(code for mention in clause.subject for code in mention.codes)
            others = tuple(code for code in codes if (code,) != self.state)
            self.turn = Turn(others or tuple(codes), as_delegation=first.word is not None)
        return self.turn

    def _is_other(self, mention: IssuerMention) -> bool:
        return bool(mention.codes) and mention.codes != self.state

    def _opening_turn(self, text: str, sentences: Sequence[tuple[int, int]]) -> Turn:
        """Return who has the floor when a paragraph of the dialogue begins.

        It is the State under review, unless another takes it, the report tells of the procedure, or no name is told.
        """
        nobody = Turn()
        if not self.state or not sentences:
            return nobody
        opening = text[slice(*sentences[0])]
        if self._is_taken(opening, opens=True) or words.chairs(opening):
            return nobody
        first = next((m for m in self.mentions(opening) if not m.start or words.circumstance(opening, m.start)), None)
        if not self.is_states and words.passive_kind(opening):
            return Turn(SEVERAL)  # what delegations said is told without their names
        if first is not None and (first.codes == self.state or first.anaphor in (DELEGATION, OFFICIAL)):
            return Turn(self.state)
        if self.turn.issuers == SEVERAL and first is None:
            return self.turn
        unnamed = first is not None and first.anaphor == UNNAMED
        if unnamed or words.tells_procedure(opening) or words.unknown_name(opening):
            return nobody
        taken = any(self._is_taken(text[start:end], opens=False) for start, end in sentences[1:])
        return Turn(self.state) if self.is_states or not taken else nobody

    def _is_taken(self, sentence: str, *, opens: bool) -> bool:
        """Whether another delegation than that of the State under review speaks in a sentence."""
        mentions = self.mentions(sentence)
        if not any(self._is_other(mention) for mention in mentions):
            return False
        if self.opener(sentence, opens=opens):
            return True
        clauses = find_clauses(sentence[:SPEAKERS_WITHIN], mentions)
        return any(self._is_other(mention) for clause in clauses for mention in clause.subject[:1])
