"""Read section II of a report of the working group: recommendations with States and positions, the State's comments.

Guarantees: a recommendation has the number under which it is cited ("95.1" where "1." is printed below paragraph 95); a
position rests on the paragraph that states it, and a paragraph that states none, or that no later one looks back at, gives
none; what is printed as an answer of the State is no recommendation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from hrgraph.anchors import build_anchor
from hrgraph.extraction.review.answers import match_answer
from hrgraph.extraction.review.listed_items import split_listed
from hrgraph.extraction.review.number_lists import find_number_lists, match_bare_list
from hrgraph.extraction.review.recommending_states import find_recommending_states
from hrgraph.extraction.review.report_parts import part_of
from hrgraph.extraction.review.upr_positions import find_numbers, match_position
from hrgraph.models import Anchor, Block, Document, Position, PositionValue, Statement, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import view_of_block

_ALL_REFLECT = re.compile(r"^All\s+(?:the\s+)?(?:conclusions|recommendations)\b.*\breflect\b", re.IGNORECASE | re.DOTALL)
# What the State answers is listed like what it was recommended.
_COMMENTS = re.compile(
    r"\b(?:offers?|makes?|made|provide[sd]?|wish(?:es)?\s+to\s+(?:make|offer|provide))\s+the\s+following\s+(?:\w+\s+)?(?:comment|explanation|clarification"
    r"|response|observation|remark|statement)"
    r"|\b(?:considers?|finds?|regards?)\s+(?:that\s+)?the\s+(?:above|foregoing)(?:-mentioned)?\s+recommendations?\b(?!.{0,60}\bimplement)",
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
# Of which list a comment speaks that names no number: "the two recommendations above", "the above recommendations".
_OF_LIST_ABOVE = re.compile(
    r"\b(?:the|these|those)\s+(?:\w+\s+)?recommendations?\s+above\b|\b(?:the\s+)?(?:above|foregoing)(?:-mentioned)?\s+recommendations?\b"
    r"|\b(?:these|those)\s+(?:\w+\s+)?recommendations?\b",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\bin\s+paragraphs?\s+(?P<list>\d{1,3}(?:\s*(?:,|and|-|to)\s*\d{1,3})*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What section II says, each list in text order.

    Attributes:
        comments: What the State says of recommendations beyond its position; `about` names them.
        others: Paragraphs without a list, which may say something of recommendations by the paragraph they stand in.
        read: The blocks that are read here to the end.
    """

    recommendations: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    comments: tuple[Statement, ...] = ()
    others: tuple[Block, ...] = ()
    read: tuple[Block, ...] = ()
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
    comments: list[Block] = field(default_factory=list)


def find_outcome(document: Document, registry: Registry) -> Outcome:
    """Return the recommendations of a report of the working group, and what the State says of them.

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
            name = block.number or ""
            numbered = "(" not in name  # an item with a letter has no number, and is known by its paragraph and letter
            statements.append(
                Statement(
                    "recommendation", anchor, tuple(issuers), document.state, notes=notes,
                    number=name if numbered else None, key=None if numbered else name,
                )  # fmt: skip
            )
            value, said_in = exceptions.get(name, (group.value, group.said_in))
            if value and said_in:
                positions.append(Position(name, value, _anchor(document, said_in, "working-group.position")))
    listed = [block for group in groups if group.items for block in (group.introduction, *group.items)]
    comments = [comment for index in range(len(groups)) for comment in _comments(document, groups, index)]
    positions += _answers(comments, {position.number for position in positions})
    others = [group.introduction for group in groups if not group.items and not group.comments]
    read = [*listed, *(block for group in groups if group.comments for block in (group.introduction, *group.comments))]
    return Outcome(
        tuple(statements), tuple(positions), tuple(comments), tuple(others), tuple(read), tuple(unresolved)
    )


def _anchor(document: Document, block: Block, rule: str, group: _Group | None = None) -> Anchor:
    """Return the anchor of a block; one that was part of a paragraph stands in the paragraph of its group."""
    paragraph = str(group.number) if group and group.split else block.number or ""
    return build_anchor(document, block.start, block.end, rule=rule, paragraph=paragraph)


def _groups(document: Document) -> list[_Group]:
    """Return the paragraphs of section II that introduce recommendations, or say something of them."""
    groups: list[_Group] = []
    for block in document.of_kind("paragraph"):
        if not block.number or part_of(block) != "outcome":
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
            group.comments, group.items = group.items or [group.introduction], []
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


def _comments(document: Document, groups: Sequence[_Group], index: int) -> Iterator[Statement]:
    """Yield what a paragraph comments on recommendations, one statement an item, each with the numbers it is about."""
    group = groups[index]
    before = next((earlier for earlier in reversed(groups[:index]) if earlier.items), None)
    for block in group.comments:
        text = view_of_block(document, block).text
        about = _named(text, before)
        if not about:
            lead = group.text if block is not group.introduction else text
            about = [item.number or "" for item in before.items] if before and _OF_LIST_ABOVE.search(lead) else []
        anchor = _anchor(document, block, "working-group.comment", group)
        issuers = (document.state,) if document.state else ()
        yield Statement("finding", anchor, issuers, about=tuple(about))


def _answers(comments: Sequence[Statement], settled: Collection[str]) -> Iterator[Position]:
    """Yield the positions that comments state on recommendations which no other paragraph settles."""
    for comment in comments:
        value = match_answer(comment.anchor.quote)
        if value:
            yield from (Position(number, value, comment.anchor) for number in comment.about if number not in settled)


def _named(text: str, before: _Group | None) -> list[str]:
    """Return the numbers of the recommendations that a comment names, in full or as items of the list before it."""
    paragraph = before.number if before else 0
    named = [number for numbers, _, _ in find_numbers(text, paragraph) for number in numbers]
    if before and (bare := match_bare_list(text)) and text[bare.end :].lstrip()[:1].isupper():
        named += [f"{paragraph}.{number}" for number in bare.numbers]
    named += [number for found in find_number_lists(text) for number in found.numbers]
    listed = {item.number for item in before.items} if before else set()
    return [number for number in dict.fromkeys(named) if number in listed or "." in number and not number.startswith(f"{paragraph}.")]
