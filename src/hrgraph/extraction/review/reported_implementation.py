"""Find which recommendations of an earlier review a State's report says that it answers, and where.

The numbers are printed as a line below a heading, in the heading, in brackets, in a note, in a sentence, or in a table. Guarantees:
every number is printed, or lies in a range that is; a number whose review or whose paragraph in that review's report
nobody names is unresolved; a sentence on what the State did not accept is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hrgraph.anchors import build_anchor
from hrgraph.errors import IdentifierError
from hrgraph.extraction.citations.upr_numbers import find_upr_references
from hrgraph.extraction.facts.cycles import cycle_in_words
from hrgraph.extraction.review.implementation_tables import find_answering_rows
from hrgraph.extraction.review.number_lists import find_number_lists, match_plain_list
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Anchor, Block, Document, ReportedImplementation, Unresolved
from hrgraph.symbols import cycle_of_council_session, parse_symbol
from hrgraph.text import View, view_of_block

_WORD = r"(?:recommendations?\b|recs?\b\.?)"
_NUMBERED_IN = re.compile(
    r"\bparagraphs?\s(?P<paragraph>\d{2,3})(?!\d|\.\d|\s?(?:,|and|to|-|\N{EN DASH})\s?\d)"
    r".{0,40}?\breport\sof\sthe\sworking\sgroup\b(?P<rest>.{0,160})",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"A/HRC/\d{1,3}/\d{1,3}")
# All that is printed besides the numbers, where a line is a list and nothing else.
_AROUND = re.compile(
    rf"\b(?:accepted|supported|noted|relevant|upr|paragraphs?|paras?\.|nos?\.|numbers?|and)\b|\b{_WORD}|[\W_]", re.IGNORECASE
)
_STATES = re.compile(r"\([^()\d]{2,120}\)")
_ANNOUNCED = re.compile(rf"(?<!general\s)\b{_WORD}\s?:?\s(?:(?:nos?\.|numbers?|\#)\s?)?(?=\d)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]{3,300})[)\]]")
_OF_A_SECTION = re.compile(r"(?:this|the\sfollowing|the\spresent)\s(?:section|chapter|part|subsection|heading)\b", re.IGNORECASE)
_NOT_ACCEPTED = re.compile(
    r"\b(?:not|never)\s(?:been\s|be\s)?(?:accept|support|agree|endorse|enjoy)|\b(?:noted|rejected|refused|declined)\b(?!.*\bimplement)",
    re.IGNORECASE,
)
# Recommendations of others that have numbers too.
_OF_OTHERS = re.compile(r"\s(?:of|by|made\sby)\s(?:the\s)?(?!Universal|UPR|Working|(?:first|second|third)\s)(?=[A-Z])")
_NO_REVIEW = "neither the document nor corpus.toml says of which review the recommendation is"
_NO_PARAGRAPH = "the paragraph of the report that the number stands under is not named"
_NO_EARLIER = "the recommendation would be of this review or a later one"


@dataclass(frozen=True, slots=True)
class _List:
    """Numbers as printed, with or without their paragraph, and where: offsets in a view."""

    numbers: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Numbering:
    """How a document's numbers are to be read.

    Attributes:
        cycles: Cycle of the report in which each paragraph lists recommendations, where the document names it.
        paragraph: The one paragraph that numbers without one stand under, or None.
        previous: The cycle before the document's, or None.
    """

    cycles: dict[str, int]
    paragraph: str | None
    previous: int | None

    def whole(self, number: str) -> str | None:
        return number if "." in number else f"{self.paragraph}.{number}" if self.paragraph else None

    def cycle(self, number: str, words: str) -> int | None:
        return self.cycles.get(number.partition(".")[0]) or cycle_in_words(words) or self.previous


def find_reported_implementations(document: Document) -> tuple[list[ReportedImplementation], list[Unresolved]]:
    """Return what the report of a State says it answers, in text order, and the numbers that could not be read.

    Args:
        document: Divided into blocks; other kinds than a national report have none.
    """
    if document.kind != "NationalReport" or document.state is None:
        return [], []
    blocks = [block for block in document.blocks if block.kind in ("heading", "paragraph", "bullet", "note")]
    views = [view_of_block(document, block) for block in blocks]
    numbering = _numbering(document, views)
    claims: list[ReportedImplementation | Unresolved] = []
    alone = {index for index, view in enumerate(views) if blocks[index].kind != "note" and _is_list_alone(view.text)}
    for index, (block, view) in enumerate(zip(blocks, views, strict=True)):
        for numbers, words in _lists(view.text, numbering, alone=index in alone):
            of_section = index in alone or block.kind == "heading" or bool(_OF_A_SECTION.match(words))
            rule = "section" if of_section else "note" if block.kind == "note" else "paragraph"
            span = view.source_span(numbers.start, numbers.end)
            anchor = build_anchor(document, *span, rule=f"reported-implementation.{rule}")
            answering = _answering(document, blocks, index, alone, of_section=of_section)
            answers = tuple(_anchor(document, answer) for answer in answering)
            said = " ".join((words, *block.path[::-1]))
            claims += [_claim(document, numbering, number, said, anchor, answers) for number in numbers.numbers]
    rows = find_answering_rows(document)
    claims += [_claim(document, numbering, number, words, anchor, (anchor,)) for number, words, anchor in rows]
    claims.sort(key=lambda claim: claim.anchor.start)
    found = [claim for claim in claims if isinstance(claim, ReportedImplementation)]
    return found, [claim for claim in claims if isinstance(claim, Unresolved)]


def _claim(
    document: Document, numbering: _Numbering, printed: str, words: str, anchor: Anchor, answers: tuple[Anchor, ...]
) -> ReportedImplementation | Unresolved:
    number = numbering.whole(printed)
    cycle = numbering.cycle(number, words) if number else None
    if number is None or not cycle:
        return Unresolved("recommendation", printed, anchor, _NO_REVIEW if number else _NO_PARAGRAPH)
    if document.cycle and cycle >= document.cycle:
        return Unresolved("recommendation", printed, anchor, _NO_EARLIER)
    return ReportedImplementation(document.state or "", cycle, number, anchor, answers)


def _numbering(document: Document, views: list[View]) -> _Numbering:
    """Return what the document says of its numbers: "numbered as in paragraph 88 of the report of the Working Group"."""
    cycles: dict[str, int] = {}
    paragraphs: set[str] = set()
    for view in views:
        for match in _NUMBERED_IN.finditer(view.text):
            paragraphs.add(match["paragraph"])
            symbol = _SYMBOL.search(match["rest"])
            if symbol and (session := _council_session(symbol.group())):
                cycles.setdefault(match["paragraph"], cycle_of_council_session(session))
    previous = document.cycle - 1 if document.cycle and document.cycle > 1 else None
    return _Numbering(cycles, paragraphs.pop() if len(paragraphs) == 1 else None, previous)


def _council_session(symbol: str) -> int | None:
    try:
        return parse_symbol(symbol).session
    except IdentifierError:
        return None


def _is_list_alone(text: str) -> bool:
    """Whether a line is a list of numbers, after the word for recommendations or of numbers with their paragraphs."""
    if not any(character.isdigit() for character in text):
        return False
    text = _without_brackets(text)
    dotted = find_number_lists(text)
    announced = re.search(rf"\b{_WORD}", text, re.IGNORECASE)
    if not dotted and not announced:
        return False
    bare = text
    for numbers in find_number_lists(bare)[::-1]:
        bare = bare[: numbers.start] + bare[numbers.end :]
    if announced and not dotted:
        bare = re.sub(r"\d{1,3}", "", bare)
    return not _AROUND.sub("", bare)


def _without_brackets(text: str) -> str:
    """Return a line of the same length without brackets, and without the names of States in them."""
    text = _STATES.sub(lambda match: " " * len(match.group()), text)
    return text.translate(str.maketrans("()[]", "    "))


def _lists(text: str, numbering: _Numbering, *, alone: bool) -> Iterator[tuple[_List, str]]:
    """Yield the lists of a block, each with the sentence that it stands in."""
    for start, end in [(0, len(text))] if alone else split_sentences(text):
        sentence = text[start:end]
        if not alone and _NOT_ACCEPTED.search(sentence):
            continue
        for found in _in_sentence(sentence, numbering, alone=alone):
            yield _List(found.numbers, start + found.start, start + found.end), sentence


def _in_sentence(sentence: str, numbering: _Numbering, *, alone: bool) -> list[_List]:
    if alone and (dotted := find_number_lists(_without_brackets(sentence))):
        numbers = dict.fromkeys(number for one in dotted for number in one.numbers)
        return [_List(tuple(numbers), dotted[0].start, dotted[-1].end)]
    found: list[_List] = []
    references = find_upr_references(sentence)
    if references:
        numbers = dict.fromkeys(number for number, _, _ in references)
        found.append(_List(tuple(numbers), references[0][1], references[-1][2]))
    for brackets in _BRACKETS.finditer(sentence):
        inside = [one for one in find_number_lists(brackets["inside"]) if _is_list_alone(brackets["inside"])]
        numbers = dict.fromkeys(number for one in inside for number in one.numbers)
        known = numbers and (len(numbers) > 1 or next(iter(numbers)).partition(".")[0] in numbering.cycles)
        span = (brackets.start("inside"), brackets.end("inside"))
        if known and not any(one.start < span[1] and span[0] < one.end for one in found):
            found.append(_List(tuple(numbers), *span))
    for word in _ANNOUNCED.finditer(sentence):
        plain = match_plain_list(sentence, word.end())
        if plain and not _OF_OTHERS.match(sentence, plain.end) and not any(one.start <= plain.start < one.end for one in found):
            found.append(_List(plain.numbers, plain.start, plain.end))
    return sorted(found, key=lambda one: one.start)


def _answering(document: Document, blocks: list[Block], index: int, alone: set[int], *, of_section: bool) -> Iterator[Block]:
    """Yield the paragraphs that a list is about: those of its section, or its own, or those that call its note."""
    block = blocks[index]
    if block.kind == "note":
        for mark in document.marks if block.number else ():
            caller = next((i for i, one in enumerate(blocks) if one.start <= mark.start < one.end), None)
            if str(mark.number) == block.number and caller is not None and blocks[caller].kind != "note":
                of_heading = blocks[caller].kind == "heading"
                yield from _answering(document, blocks, caller, alone, of_section=of_heading)
    elif not of_section:
        yield block
    else:
        depth = _depth_of_section(blocks, index, in_itself=block.kind == "heading" and index not in alone)
        for later, one in enumerate(blocks[index + 1 :], start=index + 1):
            if one.kind == "heading" and one.depth <= depth or (later in alone and index in alone):
                return
            if one.kind in ("paragraph", "bullet") and later not in alone:
                yield one


def _depth_of_section(blocks: list[Block], index: int, *, in_itself: bool) -> int:
    """Return the depth of the heading whose section a list stands for; a heading of that depth, or above, ends it."""
    if in_itself:
        return blocks[index].depth
    if index and blocks[index - 1].kind == "heading":
        return blocks[index - 1].depth
    own = blocks[index].depth if blocks[index].kind == "heading" else 99
    return next((one.depth for one in blocks[:index][::-1] if one.kind == "heading" and one.depth < own), 0)


def _anchor(document: Document, block: Block) -> Anchor:
    return build_anchor(document, block.start, block.end, rule="reported-implementation.answer")
