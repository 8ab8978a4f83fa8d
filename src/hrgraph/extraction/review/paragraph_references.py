"""Positions on recommendations that section II names by the paragraph of the dialogue in which they stand.

Reports of 2008 and 2009 print so which recommendations a State does not support: "The recommendations noted in the
report in paragraphs 12 (b), 17 (a, d) and 31, last sentence, above did not enjoy the support of Fiji". Guarantees: a
position is given only to recommendations that the dialogue tells in that paragraph, under that letter where there is one;
what cannot be found there is unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hrgraph.anchors import build_anchor
from hrgraph.extraction.review.lettered_items import first_letter
from hrgraph.extraction.review.report_parts import part_of
from hrgraph.extraction.review.upr_positions import match_position
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Anchor, Block, Document, Position, Statement, Unresolved
from hrgraph.text import View, view_of_block

_LETTERS = r"\(\s?[a-z](?:\s?(?:,|;|and|&|to|-|\N{EN DASH})\s?[a-z])*\s?\)"
_ITEM = (
    rf"\d{{1,3}}(?![.\d])(?:\s?{_LETTERS}(?:\s?(?:,|and|to)?\s?{_LETTERS})*)?"
    r"(?:\s?,?\s(?:last|final)\s(?:sentence|part)\s?,?)?"
)
_JOINED = r"\s?(?:,|;|and|&|,\s?and)\s?(?:in\s+|para(?:graph)?s?\.?\s+)?"
_LIST = re.compile(rf"\bparagraphs?\s+(?P<list>{_ITEM}(?:{_JOINED}{_ITEM})*)", re.IGNORECASE)
_ONE = re.compile(_ITEM, re.IGNORECASE)
# "(a) to (d)" is "(a-d)".
_FROM_TO = re.compile(r"\s?\)\s?to\s?\(\s?")
_LETTER = re.compile(r"(?P<first>[a-z])(?:\s?(?:to|-|\N{EN DASH})\s?(?P<last>[a-z]))?")


@dataclass(frozen=True, slots=True)
class _Reference:
    """One place that a list names: a paragraph, a letter of it, or its last recommendation."""

    printed: str
    paragraph: str
    letter: str | None
    last: bool


def find_paragraph_references(
    document: Document, blocks: Sequence[Block], dialogue: Sequence[Statement]
) -> tuple[list[Position], list[Unresolved]]:
    """Return the positions that paragraphs of section II take on recommendations of the dialogue, and what is not found.

    Args:
        blocks: The paragraphs of section II that list no recommendations.
        dialogue: The statements of the dialogue, in text order.
    """
    positions: list[Position] = []
    unresolved: list[Unresolved] = []
    recommended: dict[str, list[Statement]] = {}
    for statement in dialogue:
        if statement.kind == "recommendation":
            recommended.setdefault(statement.anchor.paragraph, []).append(statement)
    listed = {block.number for block in document.of_kind("paragraph") if part_of(block) == "outcome"}
    for block in blocks:
        view = view_of_block(document, block)
        whole = match_position(view.text)
        for start, end in split_sentences(view.text):
            sentence = view.text[start:end]
            value = match_position(sentence) or whole
            anchor = _anchor(document, block, view, start, end)
            for reference in _references(sentence) if value else ():
                if reference.paragraph in listed:
                    continue  # read with the list of that paragraph
                found = _meant(reference, recommended.get(reference.paragraph, ()))
                positions += [Position(reference.printed, value, anchor, of=statement.anchor) for statement in found]
                if not found:
                    reason = "no recommendation is told there in the dialogue"
                    unresolved.append(Unresolved("recommendation", reference.printed, anchor, reason))
    return positions, unresolved


def _references(sentence: str) -> Iterator[_Reference]:
    for named in _LIST.finditer(sentence):
        for match in _ONE.finditer(named["list"]):
            number = re.match(r"\d+", match.group())
            paragraph = number.group() if number else ""
            rest = _FROM_TO.sub("-", match.group()[len(paragraph) :])
            letters = [letter for group in re.findall(_LETTERS, rest) for letter in _letters(group)]
            if not letters:
                yield _Reference(
                    match.group().strip(" ,"), paragraph, None, bool(re.search(r"last|final", rest, re.IGNORECASE))
                )
            for letter in letters:
                yield _Reference(f"{paragraph} ({letter})", paragraph, letter, False)


def _letters(group: str) -> Iterator[str]:
    words = re.sub(r"\band\b|&", ",", group)
    for match in _LETTER.finditer(words):
        for code in range(ord(match["first"]), ord(match["last"] or match["first"]) + 1):
            yield chr(code)


def _meant(reference: _Reference, told: Sequence[Statement]) -> list[Statement]:
    """Return the recommendations of a paragraph that a reference means."""
    if reference.letter:
        return [statement for statement in told if first_letter(statement.anchor.quote) == reference.letter][:1]
    return list(told[-1:] if reference.last else told)


def _anchor(document: Document, block: Block, view: View, start: int, end: int) -> Anchor:
    rule = "working-group.position-by-paragraph"
    return build_anchor(document, *view.source_span(start, end), rule=rule, paragraph=block.paragraph or "")
