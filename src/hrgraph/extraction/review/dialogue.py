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
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hrgraph.extraction.anaphors import PLURAL_PRONOUN, PRONOUN
from hrgraph.extraction.clause import Clause
from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.drafts import Draft, finished
from hrgraph.extraction.issuers import IssuerMention
from hrgraph.extraction.kinds import directs, refined, says_should
from hrgraph.extraction.review.delegations import DELEGATION, OFFICIAL, UNNAMED, find_delegations
from hrgraph.extraction.review.opening import names_head
from hrgraph.extraction.review.recommending_states import resembling_state
from hrgraph.extraction.review.report_parts import part_of
from hrgraph.extraction.sentences import split_sentences
from hrgraph.extraction.verbs import VERB, kind_of
from hrgraph.models import Anchor, Block, Document, Statement, StatementKind, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import View, collapse, view_of_block

_VERB = re.compile(VERB, re.VERBOSE)
_SEVERAL = ("several sources",)
# Who speaks is said at the beginning; a list may go on for pages.
_SPEAKERS_WITHIN = 2500
# "made recommendations", without what they are. "The following" ones follow.
_ANNOUNCED = re.compile(
    r"(?:made|offered|presented|put\s+forward|formulated|issued|submitted)\s+"
    r"(?:(?:a|an|one|two|three|four|five|six|seven|some|several|a\s+number\s+of|many|its|specific|further|other|additional|various|concrete)\s+)*"
    r"(?:\w+\s+)?recommendations?(?:\s+(?:in\s+(?:this|that|these)\s+(?:regard|respect|connection|areas?)|to\s+[A-Z]\w+(?:\s[A-Z]\w+)*|accordingly|thereon))?\s*[.;]?\s*$"
)
_PROCEDURE = re.compile(
    r"\b(?:\d{1,3}|following|other|remaining)\s+(?:delegations|speakers)\b|\bdelegations\s+(?:took\s+the\s+floor|made\s+statements)\b|\binteractive\s+dialogue\b"
    r"|\b(?:statements?|interventions?)\b.{0,60}\b(?:could\s+not|were\s+(?:made|not|posted)|(?:is|are|can\s+be)\s+(?:found|posted))\b"
    r"|\bsection\s+II\b|\b(?:posted|available)\s+on\s+the\s+(?:extranet|website|UPR)\b|\bThe\s+President\s+of\s+the\s+(?:Human\s+Rights\s+)?Council\b",
    re.IGNORECASE,
)
# A verb in the past tense behind a State's name: whatever it did in the dialogue, it did with words.
_ACTS = re.compile(
    r",?(?:\s(?:also|further|then|finally|additionally|in\s+addition|moreover|equally|likewise)\b,?)*\s"
    r"(?!need|speed|seed|indeed|hundred|embed|was\b|were\b|had\b)(?:\w{2,}ed|took|gave|made|paid|drew|sought|put|spoke|said|felt|held|found|saw|understood|shared)\b"
)
_OWNS = re.compile(r"['’]s?\b|\s(?:and|or)\b|,\s[A-Z]")
# What may stand before who speaks: "In its intervention, ".
_CIRCUMSTANCE = re.compile(
    r"(?:In|On|At|As|With|Regarding|Concerning|Turning|Noting|Welcoming|Referring|Recalling|Following|During|After|While|Although|Like|For"
    r"|Similarly|Finally|Also|By|Since|Having|Under|Given|Further(?:more)?|Moreover|To|Responding|Replying|\w+ly)\b[^.;]{0,220}?(?P<comma>,)?\s"
)
_GOVERNED = re.compile(r"\b(?:of|with|on|for|to|from|in|between|against|under|about|towards|than|by|and|that|which|as|at)\s$")
# A name of a State that is printed wrong, where one takes the floor.
_UNKNOWN = re.compile(
    r"^(?:The\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+(?:of|the|and|[A-Z][\w’'-]+)){0,5})\s+(?:also\s+)?"
    r"(?:noted|welcomed|commended|recommended|asked|congratulated|thanked|praised|encouraged|urged|expressed|appreciated|enquired|inquired"
    r"|acknowledged|applauded|hailed|stated|highlighted|recogni[sz]ed|made|observed|requested|expressed)\b"
)
_NO_NAMES = re.compile(r"^(?:The\s+)?(?:It|They|He|She|This|These|That|Those|As|Recommendations?|Head|Delegations?|Speakers?|Government|State|National|Law|Act|Constitution|Ministry|Parliament|Council|Committee)\b")
_APPROVES = re.compile(r"\b(?:positively|favourably|appreciatively|with\s+(?:appreciation|satisfaction|interest))\s*,?\s*$")
# "The adoption of a law against torture was urged": its verb says what the delegation does with what stands before.
_PASSIVES: dict[str, StatementKind] = {
    "urged": "recommendation", "recommended": "recommendation", "encouraged": "recommendation", "requested": "request",
    "commended": "commendation", "welcomed": "commendation", "praised": "commendation", "regretted": "concern",
    "deplored": "concern", "condemned": "concern", "congratulated": "commendation", "thanked": "commendation",
    "acknowledged": "commendation", "appreciated": "commendation",
}  # fmt: skip
_PASSIVE = re.compile(
    rf"(?!It\b|They\b)(?:(?!\b(?:that|which|who|whose|when|if)\b)[^.;:]){{3,240}}?\b(?:was|were)\s(?:also\s|further\s|\w+ly\s)*"
    rf"(?P<verb>{'|'.join(_PASSIVES)})\b(?!\sby\b)"
)
# What a delegation asks of others than the State under review.
_ASKS_OTHERS = re.compile(
    r"\b(?:call(?:ed|ing)\s+(?:up)?on|call(?:ed)?\s+for|urg(?:ed|ing)|encourag(?:ed|ing)|invit(?:ed|ing)|request(?:ed|ing)|ask(?:ed|ing)|appeal(?:ed|ing)\s+to"
    r"|recommend(?:ed)?(?:\s+(?:that|to))?|\w+(?:ed|aid|elt)\s+that)\s+"
    r"(?:the\s+)?(?:(?:support|assistance|attention|help)\s+(?:of|from|by)\s+)?(?:the\s+)?(?:international\s+(?:community|organizations|partners|financial\s+institutions)|donors?|donor\s+countries|development\s+partners"
    r"|United\s+Nations|OHCHR|High\s+Commissioner|(?:Human\s+Rights\s+)?Council|other\s+(?:States|countries|delegations)|(?:brother|friendly|neighbouring|donor|developed|rich)\s+countries|all\s+States|member\s+States|Working\s+Group|developed\s+countries)\b"
)
_TOLD_ELSEWHERE = re.compile(r"(?:The\s|All\s)?(?:[Rr]ecommendations?|[Ss]tatements?)\b[^.;]{0,120}\b(?:found|listed|contained|posted|set\sout)\b")
_CHAIR = re.compile(r"(?:The\s)?(?:President|Vice-President|Secretar(?:y|iat)|Chair\w*)\sof\sthe\s(?:Human\sRights\s)?(?:Council|Working\sGroup)\b|The\sSecretariat\b")
_WISHES = re.compile(r"\b(?:it|they|we)\swould\s(?:like|welcome|encourage|recommend|wish|suggest|urge)\b(?!\sto\s(?:know|hear|learn|receive))")
_REPLIES = re.compile(r"(?:In|By\s+way\s+of)\s+(?:its\s+|a\s+)?(?:response|reply|answer)\b|(?:Responding|Replying|Answering)\b")
# The letter of an item, not of a paragraph or article that is named.
_NEXT_LETTER = re.compile(r"(?<![\w)])(?<!\d\s)(?<!graph\s)\((?P<letter>[a-z])\)\s?(?!(?:and(?!\sthat)|or|of|above|below)\b|to\s\()(?=\w)")
_JOINS_NEXT = re.compile(r"[\s,;]*\b(?:and|or)\s*$|\s+$")


@dataclass
class _Turn:
    """Who has the floor.

    Attributes:
        issuers: Empty where nobody is known to have it.
        as_delegation: Was introduced as "the delegation of": "the delegation" may be this one.
    """

    issuers: tuple[str, ...] = ()
    as_delegation: bool = False


class DialogueReader:
    """Reads the paragraphs of section I in text order.

    Attributes:
        drafts: The statements so far.
        unresolved: The speakers who could not be resolved so far.
    """

    def __init__(self, document: Document, registry: Registry) -> None:
        self._document, self._registry = document, registry
        self._state = (document.state,) if document.state else ()
        entry = registry.by_code(document.state, "State") if document.state else None
        self._state_names = entry.names if entry else ()
        self._turn = _Turn()
        # The mentions of each sentence of the paragraph that is read.
        self._found: dict[str, list[IssuerMention]] = {}
        self.drafts: list[Draft] = []
        self.unresolved: list[Unresolved] = []

    def read(self, block: Block, *, presents: bool) -> None:
        """Read a paragraph.

        Args:
            presents: It stands in the part where only the State under review speaks.
        """
        self._found.clear()
        view = view_of_block(self._document, block)
        sentences = split_sentences(view.text)
        self._turn = _Turn(self._state) if presents else self._opening_turn(view.text, sentences)
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

    def statements(self) -> list[Statement]:
        """Return what was read, in text order. What is asked of others than the State under review has no addressee."""
        return [
            replace(statement, addressee=None)
            if statement.kind in ("recommendation", "request") and _ASKS_OTHERS.search(statement.anchor.quote)
            else statement
            for statement in finished(self.drafts, self._document)
        ]

    # Who has the floor

    def _mentions(self, sentence: str) -> list[IssuerMention]:
        """Return who can speak in a sentence; a name with a slip of the pen at its beginning is the only one it resembles."""
        if sentence not in self._found:
            found = find_delegations(sentence[:_SPEAKERS_WITHIN], self._registry, self._document.state)
            unknown = self._unknown(sentence) if not found or found[0].start else None
            if unknown and not (found and found[0].start < unknown.end("name")):
                code = resembling_state(unknown["name"], self._registry)
                found = [IssuerMention(*unknown.span("name"), (code,)), *found] if code else found
            self._found[sentence] = found
        return self._found[sentence]

    def _is_other(self, mention: IssuerMention) -> bool:
        return bool(mention.codes) and mention.codes != self._state

    def _opener(self, sentence: str, mentions: Sequence[IssuerMention], *, opens: bool) -> IssuerMention | None:
        """Return the delegation that takes the floor in a sentence, whatever its verb is.

        A paragraph begins with it, or with words of circumstance before it; another sentence begins with it and goes on
        with what it did.
        """
        for mention in mentions:
            if not self._is_other(mention):
                continue
            acts = bool(_ACTS.match(sentence, mention.end))
            if not mention.start:
                return mention if acts or (opens and not _OWNS.match(sentence, mention.end)) else None
            before = _CIRCUMSTANCE.fullmatch(sentence, 0, mention.start)
            says = bool(_VERB.match(sentence, mention.end + 1)) and not _GOVERNED.search(sentence, 0, mention.start)
            return mention if opens and before and (acts if before["comma"] else says) else None
        return None

    def _opening_turn(self, text: str, sentences: Sequence[tuple[int, int]]) -> _Turn:
        """Return who has the floor when a paragraph of the dialogue begins, before anybody takes it in its words.

        It is the State under review, unless another takes it, the report tells of the procedure, or no name is told.
        """
        nobody, answering = _Turn(), self._turn.issuers == self._state
        if not self._state or not sentences:
            return nobody
        opening = text[slice(*sentences[0])]
        mentions = self._mentions(opening)
        if self._takes_floor(opening, mentions, opens=True) or _CHAIR.match(opening):
            return nobody
        first = next((m for m in mentions if not m.start or _follows_circumstance(opening, m.start)), None)
        if not answering and _PASSIVE.match(opening):
            return _Turn(_SEVERAL)  # what delegations said is told without their names
        if first is not None and (first.codes == self._state or first.anaphor in (DELEGATION, OFFICIAL)):
            return _Turn(self._state)
        if self._turn.issuers == _SEVERAL and first is None:
            return self._turn
        if _PROCEDURE.search(opening) or self._unknown(opening) or (first is not None and first.anaphor == UNNAMED):
            return nobody
        others = any(
            self._takes_floor(text[start:end], self._mentions(text[start:end]), opens=False)
            for start, end in sentences[1:]
        )
        return _Turn(self._state) if answering or not others else nobody

    def _takes_floor(self, sentence: str, mentions: list[IssuerMention], *, opens: bool) -> bool:
        """Whether another delegation than that of the State under review speaks in a sentence."""
        if not any(self._is_other(mention) for mention in mentions):
            return False
        if self._opener(sentence, mentions, opens=opens):
            return True
        clauses = find_clauses(sentence[:_SPEAKERS_WITHIN], mentions)
        return any(self._is_other(mention) for clause in clauses for mention in clause.subject[:1])

    def _unknown(self, sentence: str) -> re.Match[str] | None:
        """Return the name that a sentence begins with, if it speaks and no State is known by it."""
        match = _UNKNOWN.match(sentence)
        return match if match and not _NO_NAMES.match(sentence) else None

    # Clauses

    def _clauses(self, sentence: str, *, presents: bool, opens: bool) -> list[Clause]:
        """Return the clauses with which somebody who may speak here says something, touching each other."""
        mentions = self._mentions(sentence)
        kept: list[Clause] = []
        for clause in find_clauses(sentence[:_SPEAKERS_WITHIN], mentions):
            if self._may_speak(sentence, clause, presents=presents, after=bool(kept)):
                kept.append(clause)
            elif kept:
                kept[-1] = replace(kept[-1], end=clause.end)
        if not kept and not presents and (opener := self._opener(sentence, mentions, opens=opens)):
            verb = (opener.end, opener.end)
            kept = [Clause(0, len(sentence), "finding", verb, (opener,))]
        if kept:
            kept[0] = replace(kept[0], start=0)
            kept[-1] = replace(kept[-1], end=len(sentence))
        return kept

    def _may_speak(self, sentence: str, clause: Clause, *, presents: bool, after: bool) -> bool:
        if clause.passive:  # "A plan against torture was urged", in what a delegation says
            return bool(self._turn.issuers) and self._turn.issuers not in (self._state, _SEVERAL)
        if not clause.subject:
            return False
        first = clause.subject[0]
        answering = self._turn.issuers == self._state != ()
        if first.anaphor == PRONOUN:
            return len(self._turn.issuers) == 1 and self._turn.issuers != _SEVERAL
        if first.anaphor == PLURAL_PRONOUN:
            return len(self._turn.issuers) > 1 or self._turn.issuers == _SEVERAL
        if first.anaphor == UNNAMED:
            return not answering and not first.start
        if first.anaphor == OFFICIAL or first.codes == self._state:
            return answering or not self._turn.issuers
        if first.anaphor == DELEGATION:
            replies = not first.start and clause.kind == "finding" or bool(_REPLIES.match(sentence))
            return replies or answering or not self._turn.issuers or self._turn.as_delegation
        # another delegation: in an answer it takes the floor only where a sentence begins with it
        return not presents and (not answering or (not first.start and not after))

    def _said(self, block: Block, view: View, offset: int, sentence: str, clause: Clause) -> Draft:
        """Add what one clause says, and give the floor to who says it."""
        self._turn = self._speakers(clause)
        issuers = self._turn.issuers
        words = sentence[clause.start : clause.end]
        said = sentence[clause.verb[0] : clause.end]
        start, end = view.source_span(offset + clause.start, offset + clause.start + len(words.rstrip()))
        if _ANNOUNCED.match(said) and issuers != self._state and not clause.similar:
            told = Draft("fact", (), start, end, block, "dialogue.recommendations-announced", attributed=False)
            self.drafts.append(told)
            return told
        verb = sentence[slice(*clause.verb)]
        kind = refined(_kind_of_verb(clause, sentence), verb, said, self._state_names)
        if kind == "finding" and _WISHES.search(said):
            kind = "recommendation"
        if kind == "finding" and _APPROVES.search(sentence, clause.start, clause.verb[0]):
            kind = "commendation"
        if issuers == self._state:
            kind = "assessment" if kind == "assessment" and verb.startswith("claim") else "finding"
        draft = Draft(kind, issuers, start, end, block, "dialogue.reporting-clause", similar=clause.similar)
        return self._add(draft, view, offset + clause.start, offset + clause.end)

    def _speakers(self, clause: Clause) -> _Turn:
        if clause.passive:
            return self._turn
        first = clause.subject[0]
        if first.anaphor in (PRONOUN, PLURAL_PRONOUN):
            return self._turn
        if first.anaphor == UNNAMED:
            return _Turn(_SEVERAL)
        if first.anaphor == DELEGATION and self._turn.as_delegation and self._turn.issuers != self._state:
            return self._turn
        if first.anaphor in (DELEGATION, OFFICIAL):
            return _Turn(self._state)
        codes = dict.fromkeys(code for mention in clause.subject for code in mention.codes)
        if len(codes) > 1:
            codes = {code: None for code in codes if (code,) != self._state}
        return _Turn(tuple(codes), as_delegation=first.word is not None)

    # Sentences without a speaker

    def _went_on(self, block: Block, view: View, start: int, end: int, current: Draft | None) -> Draft | None:
        """A sentence that names no speaker: it goes on with who has the floor."""
        sentence = view.text[start:end]
        issuers = self._turn.issuers
        first, last = view.source_span(start, end)
        if issuers == self._state != ():
            if current is None or current.issuers != self._state:
                return self._put(Draft("finding", self._state, first, last, block, "dialogue.state-under-review"))
            current.end = last
            return current
        if issuers != self._state and _TOLD_ELSEWHERE.match(sentence):
            return self._put(Draft("fact", (), first, last, block, "dialogue.unattributed", attributed=False))
        if current is None or not issuers or not current.attributed:
            if unknown := self._unknown(sentence):
                self._unresolved(block, view, start, unknown)
            if issuers == _SEVERAL:
                passive = _PASSIVE.match(sentence)
                kind = _PASSIVES[passive["verb"]] if passive else "finding"
                return self._put(Draft(kind, issuers, first, last, block, "dialogue.passive-sentence"))
            if issuers and current is not None:
                return self._put(Draft("finding", issuers, first, last, block, "dialogue.continued"))
            return self._put(Draft("fact", (), first, last, block, "dialogue.unattributed", attributed=False))
        if current.kind == "recommendation" and _NEXT_LETTER.match(sentence):
            draft = Draft("recommendation", issuers, first, last, block, "dialogue.listed")
            return self._add(draft, view, start, end)
        if says_should(sentence) and (current.kind == "recommendation" or directs(sentence, self._state_names)):
            return self._put(Draft("recommendation", issuers, first, last, block, "dialogue.directive-sentence"))
        if passive := _PASSIVE.match(sentence):
            kind = _PASSIVES[passive["verb"]]
            return self._put(Draft(kind, issuers, first, last, block, "dialogue.passive-sentence"))
        current.end = last
        return current

    def _unresolved(self, block: Block, view: View, offset: int, name: re.Match[str]) -> None:
        start, end = view.source_span(offset + name.start("name"), offset + name.end("name"))
        quote = collapse(self._document.text[start:end])
        anchor = Anchor(self._document.identifier, block.paragraph or "", start, end, quote, "dialogue.speaker")
        self.unresolved.append(Unresolved("issuer", name["name"], anchor, "no State is known by this name"))

    def _put(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft

    def _add(self, draft: Draft, view: View, start: int, end: int) -> Draft:
        """Add a statement; recommendations that are told apart by letters are one each."""
        starts = _items(view.text, start, end) if draft.kind == "recommendation" else []
        if not starts:
            return self._put(draft)
        for first, last in zip([start, *starts[1:]], [*starts[1:], end], strict=True):
            words = _JOINS_NEXT.sub("", view.text[first:last])
            a, b = view.source_span(first, first + len(words))
            rule = draft.rule if first == start else "dialogue.listed"
            draft = self._put(replace(draft, start=a, end=b, rule=rule))
        return draft


def _follows_circumstance(sentence: str, start: int) -> bool:
    match = _CIRCUMSTANCE.fullmatch(sentence, 0, start)
    return match is not None and match["comma"] is not None


def _kind_of_verb(clause: Clause, sentence: str) -> StatementKind:
    """Return the kind by the verb of who speaks: to note what others have recommended is to recommend nothing."""
    if not clause.embedded:
        return clause.kind
    match = _VERB.match(sentence, clause.verb[0])
    return kind_of(match) if match else "finding"


def first_letter(text: str) -> str | None:
    """Return the letter of the first item of a list in a text, or None."""
    match = _NEXT_LETTER.search(text)
    return match["letter"] if match else None


def _items(text: str, start: int, end: int) -> list[int]:
    """Return where the items "(a)", "(b)", ... begin, if there are two at least; letters out of order are no items."""
    starts: list[int] = []
    expected: str | None = None
    for match in _NEXT_LETTER.finditer(text, start, end):
        if expected in (None, match["letter"]):
            starts.append(match.start())
            expected = chr(ord(match["letter"]) + 1)
    return starts if len(starts) > 1 else []


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
    """Return the statements of section I, and the speakers who are not known."""
    reader = DialogueReader(document, registry)
    read = []
    for block in document.of_kind("paragraph", "bullet"):
        part = part_of(block)
        if part in ("presentation", "dialogue"):
            reader.read(block, presents=part == "presentation")
            read.append(block)
    return Dialogue(tuple(reader.statements()), tuple(reader.unresolved), tuple(read))
