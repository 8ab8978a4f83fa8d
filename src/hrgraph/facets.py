"""Columns that have several values in one cell, and how rows are picked by one of them.

The values are joined by " | ", each once: names of themes have semicolons in them. One that a program gives says so behind it: "Detention (machine 0.75)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

SEPARATOR = " | "
_BY_MACHINE = " (machine "
_SCORE = re.compile(re.escape(_BY_MACHINE) + r"[0-9.]+\)$")


def values_of(cell: str) -> list[str]:
    """Return the values of a cell, without the scores of those that a program gives.

    >>> values_of("Torture | Detention (machine 0.75)")
    ['Torture', 'Detention']
    """
    return [_SCORE.sub("", value) for value in cell.split(SEPARATOR)] if cell else []


def filter_among(value: str, columns: Iterable[str]) -> str:
    """Return a SPARQL expression that is true where a value is among those of one of the columns."""
    alone, scored = ox.Literal(f"{SEPARATOR}{value}{SEPARATOR}"), ox.Literal(f"{SEPARATOR}{value}{_BY_MACHINE}")
    tests = []
    for column in columns:
        cell = f'CONCAT("{SEPARATOR}", COALESCE(?{column}, ""), "{SEPARATOR}")'
        tests += [f"CONTAINS({cell}, {alone})", f"CONTAINS({cell}, {scored})"]
    return f"({' || '.join(tests)})"
