"""Tear a table the ways that PDF extraction does: columns run down, in pieces, row by row, dates over two lines."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Rows = Sequence[Sequence[str]]


def by_lines(heads: Sequence[str], rows: Rows) -> str:
    """Print each row on one line, the lines of its last cell below."""
    return " ".join(" ".join(head.split()) for head in heads) + "\n" + "\n".join(" ".join(row) for row in rows)


def by_cells(heads: Sequence[str], rows: Rows) -> str:
    """Print each cell on a line of its own, row after row."""
    return "\n".join(heads) + "\n" + "\n\n".join("\n".join(row) for row in rows)


def by_columns(heads: Sequence[str], rows: Rows) -> str:
    """Print one column below the other, each under its heading."""
    return "\n\n".join(f"{head}\n" + "\n".join(row[i] for row in rows) for i, head in enumerate(heads))


def by_columns_heads_first(heads: Sequence[str], rows: Rows) -> str:
    """Print all headings, then one column below the other."""
    return "\n".join(heads) + "\n\n" + "\n\n".join("\n".join(row[i] for row in rows) for i in range(len(heads)))


def in_pieces(heads: Sequence[str], rows: Rows) -> str:
    """Print some rows column by column, then the next rows."""
    pieces = []
    for start in range(0, len(rows), 3):
        some = rows[start : start + 3]
        pieces += ["\n".join(row[i] for row in some) for i in range(len(heads))]
    return "\n".join(heads) + "\n\n" + "\n\n".join(pieces)


def halves_in_turn(heads: Sequence[str], rows: Rows) -> str:
    """Print the left columns in pieces, then the right headings, then the right columns in other pieces."""
    half = len(heads) // 2

    def columns(first: int, last: int, size: int) -> str:
        return "\n\n".join(
            "\n".join(row[i] for row in rows[start : start + size])
            for start in range(0, len(rows), size)
            for i in range(first, last)
        )

    return "\n\n".join(
        ["\n".join(heads[:half]), columns(0, half, 4), "\n".join(heads[half:]), columns(half, len(heads), 5)]
    )


def dates_over_two_lines(heads: Sequence[str], rows: Rows) -> str:
    """Print columns with some years on a line of their own."""
    chance = random.Random(len(rows))
    split = lambda match: f"{match[1]}\n{match[2]}" if chance.random() < 0.5 else match[0]  # noqa: E731
    return re.sub(r"(\d [A-Z][a-z]+\.?) ((?:19|20)\d\d)", split, by_columns(heads, rows))


WAYS: tuple[Callable[[Sequence[str], Rows], str], ...] = (
    by_lines, by_cells, by_columns, by_columns_heads_first, in_pieces, halves_in_turn, dates_over_two_lines,
)  # fmt: skip
