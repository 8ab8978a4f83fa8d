"""Read the report of the working group: when it met, and the recommendations of section II with States and positions.

Guarantees: a recommendation has the number under which it is cited ("95.1" where "1." is printed below paragraph 95); a
position rests on the paragraph that states it; what is printed as an answer of the State is no recommendation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hrgraph.extraction.review.listed_items import split_listed
from hrgraph.extraction.review.recommending_states import find_recommending_states
from hrgraph.extraction.review.upr_positions import find_numbers, match_position
from hrgraph.models import Anchor, Block, Document, Position, PositionValue, ReviewFact, Statement, Unresolved
from hrgraph.registry import Registry
from hrgraph.sittings import match_sitting
from hrgraph.text import collapse, view_of_block

_SECTION = re.compile(r"conclusions?\s+and(?:\s*/\s*or)?\s+recommendations?", re.IGNORECASE)
_ALL_REFLECT = re.compile(r"^All\s+(?:the\s+)?(?:conclusions|recommendations)\b.*\breflect\b", re.IGNORECASE | re.DOTALL)
# What the State answers is listed like what it was recommended.
_COMMENTS = re.compile(
    r"\b(?:offers?|makes?|made|provide[sd]?)\s+the\s+following\s+(?:\w+\s+)?(?:comment|explanation|clarification|response|observation)",
    re.IGNORECASE,
)
# A paragraph behind the lists that says what becomes of them.
_LOOKS_BACK = re.compile(
    r"""
      ^\s*(?:all|these|those|the\s+above|none)\b.{0,60}\brecommendations?\b
    | ^\s*(?:the\s+)?responses?\b.{0,80}\bto\s+(?:these|those|the\s+above|the)\s+recommendations?\b(?!\s+(?:below|listed))
    | \brecommendations?\s+(?:listed\s+|set\s+out\s+|contained\s+)?(?:above|in\s+paragraphs?)\b
    | \b(?:above|foregoing)\s+recommendations?\b
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PARAGRAPHS = re.compile(r"\bin\s+paragraphs?\s+(?P<list>\d{1,3}(?:\s*(?:,|and|-|to)\s*\d{1,3})*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WorkingGroupFindings:
    """What a report says of the review and in section II, each list in text order.

    Attributes:
        rest: The document without the lists of recommendations, for rules about sentences.
    """

    rest: Document
    recommendations: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    reviews: tuple[ReviewFact, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


@dataclass
class _Group:
    """A paragraph that introduces recommendations, and the recommendations it introduces.

    Attributes:
        text: Of the introduction, clean.
        split: The items were parts of the paragraph, not blocks of the document.
    """

    number: int
    introduction: Block
    text: str
    items: list[Block] = field(default_factory=list)
    split: bool = False
    value: PositionValue | None = None
    said_in: Block | None = None


def find_working_group(document: Document, registry: Registry) -> WorkingGroupFindings:
    """Return the recommendations of a report of the working group, and the positions of the State on them.

    Args:
        document: Divided into blocks; paragraphs of section II carry their numbers ("95", "95.1").
    """
    groups = _groups(document)
    exceptions = _settle(document, groups)
    statements: list[Statement] = []
    positions: list[Position] = []
    unresolved: list[Unresolved] = []
    for group in groups:
        for block in group.items:
            view = view_of_block(document, block)
            anchor = _anchor(document, block, "working-group.recommendation", group)
            issuers = find_recommending_states(view.text, registry)
            if not issuers:
                unresolved.append(Unresolved("issuer", "", anchor, "no recommending State is printed in brackets"))
            notes = tuple(mark.number for mark in document.marks if block.start <= mark.start < block.end)
            statements.append(
                Statement("recommendation", anchor, tuple(issuers), document.state, notes=notes, number=block.number)
            )
            value, said_in = exceptions.get(block.number, (group.value, group.said_in))
            if value and said_in:
                positions.append(Position(block.number, value, _anchor(document, said_in, "working-group.position")))
    listed = {block.start for group in groups if group.items for block in (group.introduction, *group.items)}
    rest = replace(document, blocks=tuple(block for block in document.blocks if block.start not in listed))
    return WorkingGroupFindings(
        rest, tuple(statements), tuple(positions), tuple(_reviews(document)), tuple(unresolved)
    )  # fmt: skip


def _reviews(document: Document) -> list[ReviewFact]:
    """Return what the first paragraphs say of the review, as a list of one, or of none."""
    for block in document.of_kind("paragraph"):
        if block.number not in ("1", "2"):
            continue
        sitting = match_sitting(view_of_block(document, block).text)
        if sitting and document.state and document.cycle:
            anchor = _anchor(document, block, "working-group.sitting")
            date = sitting.review_date
            return [ReviewFact(document.state, document.cycle, anchor, review_date=date, session=sitting.session)]
    return []


def _anchor(document: Document, block: Block, rule: str, group: _Group | None = None) -> Anchor:
    """Return the anchor of a block; one that was part of a paragraph stands in the paragraph of its group."""
    quote = collapse(document.text[block.start : block.end])
    paragraph = str(group.number) if group and group.split else block.number or ""
    return Anchor(document.identifier, paragraph, block.start, block.end, quote, rule)


def _groups(document: Document) -> list[_Group]:
    """Return the paragraphs of section II that introduce recommendations, or say something of them."""
    groups: list[_Group] = []
    for block in document.of_kind("paragraph"):
        if not block.number or not any(_SECTION.search(heading) for heading in block.path):
            continue
        if block.number.isdigit():
            introduction, items = split_listed(document, block)
            text = view_of_block(document, introduction).text
            if not _ALL_REFLECT.match(text):
                groups.append(_Group(int(block.number), introduction, text, items, split=bool(items)))
        elif groups:
            groups[-1].items.append(block)
    return groups


def _settle(document: Document, groups: Sequence[_Group]) -> dict[str, tuple[PositionValue, Block]]:
    """Give each group its position; return the positions of single numbers that a paragraph excepts.

    An introduction that says nothing is settled by a later paragraph that looks back.
    """
    exceptions: dict[str, tuple[PositionValue, Block]] = {}
    for index, group in enumerate(groups):
        before = groups[:index]
        if _COMMENTS.search(group.text):
            group.items = []
            continue
        value = match_position(group.text)
        if value and group.items:
            value = _except_numbers(group, group.number, value, exceptions)
            group.value, group.said_in = value, group.introduction
        elif value and before and _LOOKS_BACK.search(group.text):
            _look_back(group, before, value, exceptions)
        elif value and before and find_numbers(group.text, before[-1].number):
            _except_numbers(group, before[-1].number, value, exceptions)
    return exceptions


def _except_numbers(
    group: _Group, paragraph: int, value: PositionValue, exceptions: dict[str, tuple[PositionValue, Block]]
) -> PositionValue:
    """Record the numbers that a paragraph gives a position of their own; return the position of the others."""
    rest = value
    for numbers, start, _ in find_numbers(group.text, paragraph):
        before, after = group.text[:start], group.text[start:]
        own = match_position(after) or match_position(before)
        if own:
            exceptions.update({number: (own, group.introduction) for number in numbers})
            rest = match_position(before) or rest
    return rest


def _look_back(
    group: _Group, before: Sequence[_Group], value: PositionValue, exceptions: dict[str, tuple[PositionValue, Block]]
) -> None:
    if find_numbers(group.text, before[-1].number):
        _except_numbers(group, before[-1].number, value, exceptions)
        return
    named = {int(number) for match in _PARAGRAPHS.finditer(group.text) for number in re.findall(r"\d+", match["list"])}
    for earlier in before:
        if earlier.items and earlier.value is None and (not named or earlier.number in named):
            earlier.value, earlier.said_in = value, group.introduction
