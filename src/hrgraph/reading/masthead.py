"""The symbol that a document prints at the head of its first page."""

from __future__ import annotations

import re

from hrgraph.text import collapse

_SYMBOL = re.compile(r"(?<![\w/])(?:A|E|CAT|CCPR|CEDAW|CERD|CED|CESCR|CMW|CRC|CRPD)/[A-Z0-9][\w.]*(?:/[\w.()-]+)+(?<![.)])")
_BESIDE = re.compile(r"(?:United Nations|Nations Unies|GENERAL|Distr\.?:?|General|Page|[Pp]age|\d{1,3}|\s)*")
# The head of a page, in characters: organization, symbol, organ, date, language.
_HEAD = 1000
# What typesetting does to a symbol: spaces at the strokes, a dash that is no hyphen between two figures.
_STRAY_SPACE = re.compile(r"[ \t]*/[ \t]*")
_HYPHEN = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}]|(?<=\\d)[\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}](?=\\d)")
# Documents of two bodies carry two symbols, joined by a dash.
_JOINED = re.compile("\\s*[-\N{EN DASH}\N{EM DASH}]\\s*")


def own_symbol(first_page: str) -> str | None:
    """The symbol printed first, above all else, is the document's own; one that stands in a sentence is a citation."""
    for match in _SYMBOL.finditer(first_page):
        line_start = first_page.rfind("\n", 0, match.start()) + 1
        line_end = first_page.find("\n", match.end())
        line = first_page[line_start : line_end if line_end >= 0 else len(first_page)]
        beside = collapse(line.replace(match.group(), ""))
        if _BESIDE.fullmatch(beside):
            return match.group()
        if len(beside.split()) > 3:
            return None
    return None


def mend_print(first_page: str) -> str:
    """Return the text with the symbols in it written as the United Nations writes them, not as they were typeset."""
    return _HYPHEN.sub("-", _STRAY_SPACE.sub("/", first_page))


def is_headed(first_page: str, symbol: str) -> bool:
    """Whether a page is headed by `symbol`: no other stands before it, but for one that a dash joins to it."""
    exact = re.compile(rf"(?<![\w/]){re.escape(symbol)}(?![\w/(]|[.-]\w)")
    found = exact.search(first_page, 0, _HEAD)
    first = _SYMBOL.search(first_page)
    if found is None or first is None or found.start() <= first.start():
        return found is not None
    return bool(_JOINED.fullmatch(first_page, first.end(), found.start()))
