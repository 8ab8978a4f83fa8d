"""Read the introduction of a report of the working group: sitting, troika, base documents, questions sent before.

Each paragraph gives an account of its own, that rests on its words. Guarantees: the person who headed the delegation is
in none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hrgraph.anchors import build_anchor
from hrgraph.extraction.citations.symbols import find_symbols
from hrgraph.extraction.review.recommending_states import match_states
from hrgraph.extraction.review.report_parts import part_of
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Anchor, Block, Document, ReviewFact, Statement, Unresolved
from hrgraph.registry import Registry
from hrgraph.sittings import match_sitting
from hrgraph.symbols import parse_symbol
from hrgraph.text import View, collapse, view_of_block

_TROIKA = re.compile(r"\bgroup\s+of\s+rapporteurs\b[^:]{0,40}\(?\s*troika\b[^:]*:\s*(?P<States>[^.;]+)", re.IGNORECASE)
_QUESTIONS = re.compile(
    r"\bquestions?\s+(?:was\s+|were\s+)?(?:prepared|submitted|sent|formulated)\s+in\s+advance\s+by\s+(?P<States>.+?)"
    r"\s+(?:and\s+)?(?:was|were|had\s+been)\s+transmitted\b",
    re.IGNORECASE,
)
_BASE_DOCUMENTS = {
    "UPR national report": "national_report_symbol",
    "UPR compilation": "compilation_symbol",
    "UPR summary": "summary_symbol",
}
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
    " nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIGURE = rf"\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(reversed(_UNITS))}"
_STATEMENTS_MADE = re.compile(
    rf"""
      (?<!\w)(?P<first>{_FIGURE})\s+(?:delegations|States|countries)\s+
      (?:made\s+statements|took\s+the\s+floor|participated|delivered\s+statements)
    | \bstatements\b[^.;]{{0,60}}\bmade\s+by\s+(?P<second>{_FIGURE})\s+(?:delegations|States|countries)\b
    | (?<!\w)(?P<third>{_FIGURE})\s+statements\s+were\s+made\s+by\s+the\s+following\s+delegations\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What was not said in the room: "Additional statements by 18 delegations, which could not be delivered".
_NOT_DELIVERED = re.compile(r"\b(?:additional|could\s+not\s+be)\b", re.IGNORECASE)
# "The delegation of Fiji was headed by", "The Fijian delegation, led by".
_HEADED = re.compile(r"\bdelegation\b[^.;]{0,80}?\b(?:headed|led|composed)\s+(?:by|of)\b", re.IGNORECASE)


@dataclass
class Opening:
    """What the introduction says, each list in text order.

    Attributes:
        read: The blocks that were read to the end and hold nothing else to read.
    """

    accounts: list[ReviewFact] = field(default_factory=list)
    questions: list[Statement] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    read: list[Block] = field(default_factory=list)


def find_opening(document: Document, registry: Registry) -> Opening:
    """Return what a report says of the course of the review before the dialogue, and how many delegations spoke in it."""
    found = Opening()
    if not document.state or not document.cycle:
        return found
    for block in document.of_kind("paragraph", "bullet"):
        part = part_of(block)
        if part == "introduction" or (part is None and block.number in ("1", "2", "3", "4")):
            _read_introduction(document, block, registry, found)
        elif part == "dialogue" and not any(account.delegations for account in found.accounts):
            _read_count(document, block, found)
    return found


def _read_introduction(document: Document, block: Block, registry: Registry, found: Opening) -> None:
    view = view_of_block(document, block)
    state, cycle = document.state or "", document.cycle or 0
    before = len(found.accounts) + len(found.questions) + len(found.unresolved)
    if told := _sitting(view.text):
        anchor = _anchor(document, block, view, *told, "working-group.sitting")
        sitting = match_sitting(view.text[slice(*told)])
        if sitting:
            date, session = sitting.review_date, sitting.session
            found.accounts.append(ReviewFact(state, cycle, anchor, review_date=date, session=session))
    if match := _TROIKA.search(view.text):
        anchor = _anchor(document, block, view, *_sentence(view.text, match.start()), "working-group.troika")
        members = match_states(match["States"], registry)
        if members:
            found.accounts.append(ReviewFact(state, cycle, anchor, troika=tuple(dict.fromkeys(members))))
        else:
            reason = "the members of the troika are not all known States"
            found.unresolved.append(Unresolved("state", collapse(match["States"]), anchor, reason))
    if symbols := _base_documents(view.text):
        anchor = _anchor(document, block, view, 0, len(view.text), "working-group.base-documents")
        found.accounts.append(ReviewFact(state, cycle, anchor, **symbols))
    if match := _QUESTIONS.search(view.text):
        anchor = _anchor(document, block, view, *_sentence(view.text, match.start()), "working-group.advance-questions")
        askers = match_states(match["States"], registry)
        if askers:
            found.questions.append(Statement("request", anchor, tuple(dict.fromkeys(askers)), document.state))
        else:
            reason = "who asked is not told by names of States alone"
            found.unresolved.append(Unresolved("issuer", collapse(match["States"]), anchor, reason))
    if len(found.accounts) + len(found.questions) + len(found.unresolved) > before or names_head(view.text):
        found.read.append(block)


def names_head(text: str) -> bool:
    """Whether a text says who headed the delegation: a person, who is kept out of the records."""
    return bool(_HEADED.search(text))


def _sitting(text: str) -> tuple[int, int] | None:
    """Return the sentences that tell session and day of the review, from the beginning of the paragraph."""
    first_hit = None
    for _, end in split_sentences(text):
        sitting = match_sitting(text[:end])
        if sitting and sitting.review_date:
            return 0, end
        if sitting and first_hit is None:
            first_hit = (0, end)
    return first_hit


def _sentence(text: str, offset: int) -> tuple[int, int]:
    return next(((start, end) for start, end in split_sentences(text) if start <= offset < end), (0, len(text)))


def _base_documents(text: str) -> dict[str, str]:
    """Return the symbols of the national report, the compilation and the summary, by field of the account."""
    symbols: dict[str, str] = {}
    for cited in find_symbols(text):
        kind = parse_symbol(cited.symbol).kind if cited.symbol else ""
        if kind in _BASE_DOCUMENTS:
            symbols.setdefault(_BASE_DOCUMENTS[kind], cited.symbol or "")
    return symbols


def _read_count(document: Document, block: Block, found: Opening) -> None:
    view = view_of_block(document, block)
    for start, end in split_sentences(view.text):
        match = _STATEMENTS_MADE.search(view.text, start, end)
        if match and not _NOT_DELIVERED.search(view.text, start, end):
            anchor = _anchor(document, block, view, start, end, "working-group.delegations")
            spoke = _number(match["first"] or match["second"] or match["third"])
            found.accounts.append(ReviewFact(document.state or "", document.cycle or 0, anchor, delegations=spoke))
            return


def _number(words: str) -> int:
    """Return the number that a cardinal below a hundred is, in words or figures."""
    if words.isdigit():
        return int(words)
    ten, _, unit = words.lower().replace(" ", "-").partition("-")
    if ten in _TENS:
        return 20 + 10 * _TENS.index(ten) + (_UNITS.index(unit) + 1 if unit else 0)
    return _UNITS.index(ten) + 1


def _anchor(document: Document, block: Block, view: View, start: int, end: int, rule: str) -> Anchor:
    return build_anchor(document, *view.source_span(start, end), rule=rule, paragraph=block.paragraph or "")
