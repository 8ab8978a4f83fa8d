"""Which lines of a PDF belong to the page and not to the text: running headers and footers, page numbers, job numbers.

Guarantees: a line is taken out only at the upper or lower edge of a page, for what it says or because it stands there on
other pages too. The masthead of the first page is text: it says what the document is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from hrgraph.reading.pdf_lines import Line

_SYMBOL = re.compile(r"[A-Z][A-Za-z.]*(?:\s?/\s?[A-Za-z0-9.()-]+){2,}")
_PAGE_FURNITURE = re.compile(
    r"""
      (?:page\s+)?[-–]?\s*\d{1,3}\s*[-–]?            # 14, page 14, - 14 -
    | \d{1,3}\s*(?:/|of)\s*\d{1,3}                   # 3/12, 3 of 12
    | (?:page\s+)?[xvi]{1,5}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOB_NUMBER = re.compile(
    r"""
      GE\.?\s?\d\d-.*                                # GE.14-12345 (E) 080414; the number may be missing
    | \d\d-\d{5}\s*(?:\([EFSRAC]\))?.*
    | [*‡]\s?\d{5,}\s?[*‡]                           # the number below the bar code
    | please\s+recycle.*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EDGE_LINES = 3
# Where the upper edge of a page ends and the lower one begins, in heights of the page.
_TOP, _BOTTOM = 0.11, 0.86
# A running header stands at the same height on at least this many pages.
_REPEATS = 3
_SAME_HEIGHT = 4.0


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page that are text."""
    running = _running(pages)
    return [[line for line in page if not _is_furniture(line, page, running)] for page in pages]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _edges(page: Sequence[Line]) -> list[Line]:
    downward = sorted(page, key=lambda line: line.baseline)  # columns are read one after the other
    edges = [*downward[:_EDGE_LINES], *downward[-_EDGE_LINES:]]
    return [line for line in edges if not _TOP < line.baseline / line.page_height < _BOTTOM]


def _running(pages: Iterable[Sequence[Line]]) -> dict[str, list[float]]:
    """Return the heights at which a text stands at the edges of several pages."""
    heights: dict[str, dict[int, float]] = defaultdict(dict)
    for page in pages:
        for line in _edges(page):
            heights[_key(line)][line.page] = line.baseline
    return {
        key: list(by_page.values())
        for key, by_page in heights.items()
        if len(by_page) >= _REPEATS and any(character.isalpha() for character in key)
    }


def _is_furniture(line: Line, page: Sequence[Line], running: dict[str, list[float]]) -> bool:
    text = line.text
    if not any(character.isalnum() for character in text):
        return not any(character in text for character in "*†‡-–_.") or set(text) <= set("_- ")  # bar codes, rules
    if _JOB_NUMBER.fullmatch(text):
        return True
    if line not in _edges(page):
        return False
    if line.page > 1 and (_SYMBOL.fullmatch(_without_page(text)) or _PAGE_FURNITURE.fullmatch(text)):
        return True
    near = sum(abs(height - line.baseline) < _SAME_HEIGHT for height in running.get(_key(line), ()))
    return near >= _REPEATS


def _without_page(text: str) -> str:
    """Return a running header without the page number beside it."""
    return re.sub(r"^\d{1,3}\s+|\s+(?:page\s+)?\d{1,3}$", "", text, flags=re.IGNORECASE)
