"""How much one sentence can yield.

A damaged file may repeat a word a hundred thousand times, and every repetition is a mention. Guarantees: no sentence yields
more than `MOST_OF_ONE` records of one sort, the first ones; how many were left out is one unresolved mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TypeVar

from hrgraph.models import Citation, Document, Extraction, Statement, Unresolved

MOST_OF_ONE = 200
_LISTS = tuple(field.name for field in fields(Statement) if str(field.type).startswith("tuple["))
_Found = TypeVar("_Found", Citation, Unresolved)


def limit_findings(extraction: Extraction) -> Extraction:
    """Return the findings without what is beyond the limit of its sentence."""
    places = _Places(extraction.document, extraction.statements)
    statements, left_out = _limited_statements(extraction.statements)
    citations, more = _limited(extraction.citations, places, "document")
    left_out += more
    unresolved, more = _limited(extraction.unresolved, places, "mention")
    left_out += more
    if not left_out:
        return extraction
    return replace(
        extraction,
        statements=tuple(statements),
        citations=tuple(citations),
        unresolved=tuple(sorted([*unresolved, *left_out], key=lambda item: (item.anchor.start, item.anchor.end))),
    )


class _Places:
    """Tells which sentence an offset is in: a statement or, outside of statements, a block. A table is no sentence."""

    def __init__(self, document: Document, statements: Sequence[Statement]) -> None:
        spans = [(statement.anchor.start, statement.anchor.end) for statement in statements]
        self._statements = sorted(spans)
        self._blocks = sorted((block.start, block.end) for block in document.blocks if block.kind != "table")

    def match(self, offset: int) -> tuple[int, int] | None:
        for spans in (self._statements, self._blocks):
            position = bisect_right(spans, (offset, float("inf"))) - 1
            if position >= 0 and offset < spans[position][1]:
                return spans[position]
        return None


def _limited(found: Sequence[_Found], places: _Places, what: str) -> tuple[list[_Found], list[Unresolved]]:
    """Return the records within the limit, and one unresolved mention for each sentence that has more."""
    counts: Counter[tuple[int, int]] = Counter()
    kept: list[_Found] = []
    beyond: dict[tuple[int, int], list[_Found]] = {}
    for item in found:
        place = places.match(item.anchor.start)
        if place is not None:
            counts[place] += 1
        if place is None or counts[place] <= MOST_OF_ONE:
            kept.append(item)
        else:
            beyond.setdefault(place, []).append(item)
    return kept, [_left_out(what, items[0], len(items)) for items in beyond.values()]


def _left_out(what: str, first: Citation | Unresolved | Statement, number: int) -> Unresolved:
    return Unresolved(what, "", first.anchor, f"{number} more in one sentence, which are left out")


def _limited_statements(statements: Sequence[Statement]) -> tuple[list[Statement], list[Unresolved]]:
    """Return the statements with lists within the limit, and one unresolved mention for each that had a longer one."""
    limited: list[Statement] = []
    left_out: list[Unresolved] = []
    for statement in statements:
        long = {name: getattr(statement, name) for name in _LISTS if len(getattr(statement, name)) > MOST_OF_ONE}
        if long:
            number = sum(len(items) - MOST_OF_ONE for items in long.values())
            left_out.append(_left_out("mention", statement, number))
            statement = replace(statement, **{name: items[:MOST_OF_ONE] for name, items in long.items()})
        limited.append(statement)
    return limited, left_out
