"""Read the State's answers in an addendum to the report of the working group: a position for each recommendation named.

Guarantees: each position rests on the words that give it. A list in a sentence ("accepts recommendations 122.1 and 122.3")
is told before the answer printed behind a number, and that before the heading above: an explanation may say of a noted
recommendation that the law exists already. A recommendation that is named as one to answer and has no position that can
be read is unresolved. Numbers are as printed: some States print the item without its paragraph ("5." for 111.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hrgraph.anchors import build_anchor
from hrgraph.extraction.facts.tables import Row, find_tables
from hrgraph.extraction.review.answers import match_answer, match_heading
from hrgraph.extraction.review.number_lists import NumberList, find_number_lists, match_bare_list
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.position_words import match_position_word
from hrgraph.models import Block, Document, Position, PositionValue, Unresolved

_BY_LIST, _BY_ANSWER, _BY_HEADING = 3, 2, 1
_INTRODUCES = re.compile(r"\bfollowing\b|\bbelow\b|:\s*$", re.IGNORECASE)
_LEAD = re.compile(r"(?:recommendations?|rec\.|paragraphs?|para\.)\s*(?:nos?\.?|numbers?)?\s*$", re.IGNORECASE)
_BEFORE_ITEM = re.compile(r"(?:[.:;!?)\"\N{RIGHT DOUBLE QUOTATION MARK}\N{LINE SEPARATOR}]|^)\s*$")
_SENTENCE = re.compile(r"(?:(?!(?<=[.!?])\s+[A-Z\"\N{LEFT DOUBLE QUOTATION MARK}(]).)+", re.DOTALL)
_ALL = re.compile(
    r"\b(?:accepts?|supports?|accepted|supported)\s+(?:all\b|the\s+remaining\b)(?!\s+(?:the\s+)?\d+\s+recommendations\s+\d)", re.I
)
_PARTED = re.compile(r"(?:[.!?]\s+|\n\s*)(?=\d{1,3}\.(?:[,\s]))")
_REST = re.compile(r"(?<![\w.])\d{1,3}\.(?:\s*,\s*\d{1,3}\.)+(?=\s|$)")
# How far a bare number may lie from the highest before it; further off it is the number of an article or a year.
_NEAR = 15


@dataclass(frozen=True, slots=True)
class _Claim:
    """One place that speaks of a recommendation; `value` is None where no position can be read in it."""

    number: str
    value: PositionValue | None
    strength: int
    start: int
    end: int
    rule: str


def find_answers(document: Document) -> OwnFindings:
    """Return the positions that an addendum states.

    Args:
        document: Divided into blocks.
    """
    claims = [*_claims_of_tables(document), *_claims_of_prose(document)]
    by_number: dict[str, list[_Claim]] = {}
    for claim in claims:
        by_number.setdefault(claim.number, []).append(claim)
    positions: list[Position] = []
    unresolved: list[Unresolved] = _blanket(document)
    for number, own in by_number.items():
        chosen = _choose(own)
        anchor = build_anchor(document, chosen.start, chosen.end, rule=chosen.rule)
        if chosen.value:
            positions.append(Position(number, chosen.value, anchor))
        else:
            unresolved.append(Unresolved("position", number, anchor, "the answer says neither support nor note"))
    return OwnFindings(
        document,
        positions=tuple(sorted(positions, key=lambda position: (position.anchor.start, _key(position.number)))),
        unresolved=tuple(sorted(unresolved, key=lambda mention: (mention.anchor.start, mention.printed))),
    )


def _key(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _choose(claims: list[_Claim]) -> _Claim:
    """Return the claim that counts. An answer that supports in part makes the support of a list more precise."""
    told = sorted((claim for claim in claims if claim.value), key=lambda claim: (-claim.strength, claim.start))
    if not told:
        return claims[0]
    best = told[0]
    partial = next((claim for claim in told if claim.value == "supported in part" and claim.strength == _BY_ANSWER), None)
    if partial and best.value in ("supported", "implemented"):
        return partial
    heading = next((claim for claim in told if claim.strength == _BY_HEADING), None)
    if heading and heading.value == "implemented" and best.value == "supported":
        return heading
    return best


def _claims_of_tables(document: Document) -> Iterator[_Claim]:
    for table in find_tables(document):
        for row in table.rows:
            yield from _claims_of_row(row)


def _claims_of_row(row: Row) -> Iterator[_Claim]:
    """Yield what a row says of the recommendations that its first filled cells name."""
    named = next((lists for cell in row.cells[:2] if (lists := _leading_lists(cell.text))), [])
    if not named:
        return
    words = [match_position_word(cell.text) for cell in row.cells if len(cell.text.split()) <= 6]
    value = next((word for word in words if word), None)
    strength = _BY_LIST if value else _BY_ANSWER
    for cell in reversed(row.cells):
        value = value or match_answer(cell.text)
    for numbers in named:
        for number in numbers.numbers:
            yield _Claim(number, value, strength, row.start, row.end, "addendum.table-row")


def _leading_lists(text: str) -> list[NumberList]:
    """Return the list that a cell begins with, or the bare numbers that are all it holds."""
    dotted = [found for found in find_number_lists(text)[:1] if not re.sub(_LEAD, "", text[: found.start].strip())]
    bare = match_bare_list(text.strip() + " ") if not dotted else None
    return dotted or ([bare] if bare and bare.end >= len(text.strip()) else [])


def _claims_of_prose(document: Document) -> Iterator[_Claim]:
    regions = [(block, *_region(document, block)) for block in document.of_kind("heading", "paragraph", "bullet")]
    dotted = any(find_number_lists(document.text[start:end]) for _, start, end in regions)
    group: PositionValue | None = None
    highest = 0
    for block, start, end in regions:
        text = document.text[start:end]
        if block.kind == "heading":
            group = match_heading(text)
            if not find_number_lists(text):
                continue
        if dotted:
            lists = find_number_lists(text)
            if not lists and _INTRODUCES.search(text) and "recommendation" in text.lower():
                group = match_answer(text) or match_heading(text) or group
            yield from _claims_of_lists(text, start, lists, group)
        else:
            items = _bare_items(text, highest)
            highest = max([highest, *(int(number) for item in items for number in item.numbers)])
            yield from _claims_of_items(text, start, items, group)


def _region(document: Document, block: Block) -> tuple[int, int]:
    """Return the stretch of a block with the number that is printed before it."""
    if block.number is None:
        return block.start, block.end
    line = document.text.rfind("\n", 0, block.start) + 1
    return (line if block.number in document.text[line : block.start] else block.start), block.end


def _claims_of_lists(text: str, offset: int, lists: list[NumberList], group: PositionValue | None) -> Iterator[_Claim]:
    """Yield what a paragraph says of the recommendations that it names by paragraph and item."""
    items = [found for found in lists if _begins_item(text, found)]
    for found in lists:
        if found not in items:
            yield from _claims_of_sentence(text, offset, found, lists)
    yield from _claims_of_items(text, offset, items, group)


def _begins_item(text: str, found: NumberList) -> bool:
    """Whether a list stands before an answer, and not in a sentence."""
    before = _LEAD.sub("", text[: found.start])
    line = before[before.rfind("\n") + 1 :]
    after = text[found.end :].lstrip(" .:)-\N{EN DASH}\t")
    if line.strip():
        return bool(re.search(r"[.!?]\s+$", before)) and after[:1].isupper() and not _LEAD.search(text[: found.start])
    return bool(_BEFORE_ITEM.search(before)) and (not after or after[0] == "\n" or not after[0].islower())


def _claims_of_sentence(text: str, offset: int, found: NumberList, lists: list[NumberList]) -> Iterator[_Claim]:
    """Yield what the sentence around a list says of it: the words before the list, or else those behind."""
    start, end = _sentence(text, found)
    before = max([start, *(other.end for other in lists if other.end <= found.start)])
    after = min([end, *(other.start for other in lists if other.start >= found.end)])
    value = (
        match_answer(text[before : found.end])
        or match_answer(text[found.start : after])
        or (match_answer(text[start:end]) if before > start else None)
        or _introduced(text[before : found.start])
    )
    if value:
        for number in found.numbers:
            yield _Claim(number, value, _BY_LIST, offset + start, offset + end, "addendum.list")


def _introduced(words: str) -> PositionValue | None:
    """Return the position that a short lead before a list states: "Recommendations accepted:", "Noted:"."""
    words = words.strip()
    return match_heading(words) if words.endswith(":") and len(words.split()) <= 15 else None


def _sentence(text: str, found: NumberList) -> tuple[int, int]:
    for match in _SENTENCE.finditer(text):
        if match.start() <= found.start < match.end():
            return match.span()
    return found.start, found.end


def _claims_of_items(text: str, offset: int, items: list[NumberList], group: PositionValue | None) -> Iterator[_Claim]:
    """Yield what stands behind each number, up to the next one; the heading's position where it says nothing."""
    for position, item in enumerate(items):
        end = items[position + 1].start if position + 1 < len(items) else len(text)
        answer = text[item.end : end]
        value = match_answer(answer.lstrip(" .:)-\N{EN DASH}\t\n"))
        for number in item.numbers:
            if value:
                yield _Claim(number, value, _BY_ANSWER, offset + item.start, offset + end, "addendum.answer")
            if group or not value:
                yield _Claim(number, group, _BY_HEADING, offset + item.start, offset + end, "addendum.heading")


def _bare_items(text: str, highest: int) -> list[NumberList]:
    """Return the items that begin with numbers without a paragraph."""
    items: list[NumberList] = []
    for start in [0, *(match.end() for match in _PARTED.finditer(text))]:
        found = match_bare_list(text, start)
        near = found is not None and abs(int(found.numbers[0]) - highest) <= _NEAR
        if found and near and text[found.end :].lstrip()[:1].isupper():
            items.append(found)
            highest = max(highest, *(int(number) for number in found.numbers))
    ends = [*(item.start for item in items), len(text)][1:]
    return [_with_rest(text, item, end) for item, end in zip(items, ends, strict=True)]


def _with_rest(text: str, item: NumberList, end: int) -> NumberList:
    """Return the list with the numbers of its second line.

    A narrow cell that is printed over two lines ends its first in a comma; the second then stands in the answer.
    """
    rest = _REST.search(text, item.end, end) if text[: item.end].endswith(",") else None
    return replace(item, numbers=item.numbers + tuple(re.findall(r"\d+", rest.group()))) if rest else item


def _blanket(document: Document) -> list[Unresolved]:
    """Return the sentences that accept recommendations without naming them."""
    found = []
    for block in document.of_kind("paragraph"):
        for match in _SENTENCE.finditer(document.text, block.start, block.end):
            if _ALL.search(match.group()) and not find_number_lists(match.group()):
                anchor = build_anchor(document, *match.span(), rule="addendum.blanket")
                found.append(Unresolved("recommendation", anchor.quote, anchor, "recommendations are meant that are not named"))
    return found
