"""Find the recommendations that a table lists, theme by theme, as noted by the State under review.

Guarantees: an item of the list is one recommendation, also where a page break tore it; its words are given without
list signs and without the punctuation that parts items. Such lists print no numbers, so none is given. The norms that
an item names are left to the reader of norms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from hrgraph.anchors import build_anchor
from hrgraph.extraction.facts.cycles import cycle_in_words
from hrgraph.extraction.facts.tables import Cell, Table
from hrgraph.models import Document, NotedRecommendation
from hrgraph.text import view_of

_THEME_COLUMN = re.compile(r"\bthemes?\b|\bissues?\b|\btopics?\b|\bcategor(?:y|ies)\b", re.IGNORECASE)
_NOTED_COLUMN = re.compile(
    r"""
      \brecommendations?\b .* \b(?:noted|rejected|not\s+(?:supported|accepted))\b
    | \b(?:noted|rejected|not\s+(?:supported|accepted))\b .* \brecommendations?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ITEM = re.compile(r"<li\b[^<>]*>|\N{BULLET}|(?:^|(?<=[;.]))\s*[-\N{EN DASH}]\s")
_SIGNS = " \t\n\N{BULLET}-\N{EN DASH};.,"


def find_noted(document: Document, tables: Iterable[Table]) -> list[NotedRecommendation]:
    """Return the recommendations that the tables list as noted, in text order.

    Args:
        tables: The tables of the document, as `find_tables` returns them.
    """
    if document.state is None:
        return []
    found: list[NotedRecommendation] = []
    for table in tables:
        theme, noted = table.column(_THEME_COLUMN), table.column(_NOTED_COLUMN)
        if theme is None or noted is None or theme == noted:
            continue
        path = next((block.path for block in document.blocks if block.start <= table.start < block.end), ())
        cycle = next((c for words in path[::-1] if (c := cycle_in_words(words))), None)
        for row in table.rows:
            for text, start, end in _items(document, row.cell(noted)):
                anchor = build_anchor(document, start, end, rule="noted.table")
                found.append(NotedRecommendation(document.state, cycle, row.cell(theme).text, text, anchor))
    return found


def _items(document: Document, cell: Cell) -> list[tuple[str, int, int]]:
    """Return the words of each item of a list in a cell, with the place of its first part.

    A part of the cell below a page break goes on with the last item unless it begins with a new one.
    """
    items: list[tuple[str, int, int]] = []
    for first, last in cell.parts:
        printed = document.text[first:last]
        starts = sorted({first + match.start() for match in _ITEM.finditer(printed)} | {first})
        for start, end in pairwise([*starts, last]):
            words = view_of(document, start, end).text.strip(_SIGNS)
            if not words:
                continue
            ends_there = items and re.search(r"[.;]\s*(?:</[^<>]*>\s*)*$", document.text[items[-1][1] : items[-1][2]])
            if items and start == first and not _ITEM.match(printed) and not ends_there:
                items[-1] = (f"{items[-1][0]} {words}", items[-1][1], items[-1][2])
            else:
                items.append((words, start, end))
    return items
