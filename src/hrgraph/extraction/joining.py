"""Join lists of statements of one document into one, in text order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hrgraph.models import Statement


def join_statements(*lists: Sequence[Statement]) -> list[Statement]:
    """Return the statements of all lists in text order.

    A statement that is similar to another of its list, by its place there, still is.
    """
    both: list[Statement] = []
    for statements in lists:
        before = len(both)
        both += [
            statement if statement.similar_to is None else replace(statement, similar_to=statement.similar_to + before)
            for statement in statements
        ]
    order = sorted(range(len(both)), key=lambda index: both[index].anchor.start)
    place = {index: position for position, index in enumerate(order)}
    return [
        statement if statement.similar_to is None else replace(statement, similar_to=place[statement.similar_to])
        for statement in (both[index] for index in order)
    ]
