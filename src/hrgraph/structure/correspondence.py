"""Divide what institutions write to a State: questions below the name of the State that asks, letters without their address.

Guarantees: the text is untouched, only its blocks are; no person who signs a letter, or to whom it goes, is left in a
heading or a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hrgraph.models import Block, Document
from hrgraph.registry import Registry
from hrgraph.text import collapse

_LINE = re.compile(r"[^\n]+")
_SAYS_WHO = re.compile(
    r"^(?:(?:advance\s+)?questions?\s+(?:submitted\s+|posed\s+|asked\s+)?(?:by|from)\s+)?(?:the\s+)?", re.IGNORECASE
)
_ITEM = re.compile(r"\s*(?:\d{1,2}[.)]|\(?[a-z]\)|[-*\N{BULLET}\N{MIDDLE DOT}\N{EN DASH}\uf0b7])\s+(?=\S)")
_JOINED = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*", re.IGNORECASE)
_SALUTATION = re.compile(
    r"^(?:your\s+)?excellency\s*[,:]?$|^dear\s+(?:mr|ms|mrs|minister|sir|madam|excellency)\b[^\n]{0,60}$", re.IGNORECASE
)
_CLOSING = re.compile(
    r"^(?:please\s+accept|accept,?\s+excellency|yours\s+(?:sincerely|faithfully)|sincerely|with\s+(?:kind|best)\s+regards)\b",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^annex(?:es)?\b(?:\s+(?:[IVX\d]+|to\b.{0,60}))?\s*[:.]?$", re.IGNORECASE)


def match_speakers(line: str, registry: Registry) -> tuple[str, ...]:
    """Return the States that a line names if it names nothing else, ISO 3166 alpha-3; none otherwise."""
    name = _SAYS_WHO.sub("", collapse(line.strip("#*_ \t:"))).rstrip(" :.")
    if not name or len(name) > 200:
        return ()
    whole = registry.match(name, "State")
    if whole:
        return (whole.code,)
    entries = [registry.match(re.sub(r"^the\s+", "", part, flags=re.IGNORECASE), "State") for part in _JOINED.split(name)]
    return tuple(entry.code for entry in entries if entry) if len(entries) > 1 and all(entries) else ()


def divide_by_speakers(document: Document, registry: Registry) -> Document:
    """Return a document of questions whose lines with nothing but States are the headings of what these ask.

    What stands before the first is the title page. Numbers begin anew with each State and cite nothing, so no block has one.
    """
    blocks: list[Block] = []
    path: tuple[str, ...] | None = None
    for block in _lines_apart(document, registry):
        if block.kind in ("note", "furniture"):
            blocks.append(block)
            continue
        words = collapse(document.text[block.start : block.end])
        named = match_speakers(words, registry)
        if named == (document.state,):  # who is asked, on the title page or at the head of a page
            blocks.append(replace(block, kind="furniture", number=None))
        elif named:
            path = (collapse(words.strip("#*_ :")),)
            blocks.append(replace(block, kind="heading", number=None, path=(), depth=1))
        elif path is None:
            blocks.append(replace(block, kind="furniture", number=None))
        else:
            kind = "paragraph" if block.kind == "heading" else block.kind
            blocks.append(replace(block, kind=kind, number=None, path=path, depth=0 if kind == "paragraph" else block.depth))
    return replace(document, blocks=tuple(blocks))


def _lines_apart(document: Document, registry: Registry) -> Iterator[Block]:
    """Yield the blocks, each divided at a line that names States, and at one that begins an item of a list."""
    for block in document.blocks:
        lines = [match.span() for match in _LINE.finditer(document.text, block.start, block.end)]
        named = [match_speakers(document.text[slice(*span)], registry) for span in lines]
        edges = {block.start, block.end}
        for (start, end), states in zip(lines, named, strict=True):
            if states and len(lines) > 1:
                edges |= {start, end}
            elif _ITEM.match(document.text, start, end):
                edges.add(start)
        ordered = sorted(edges)
        for start, end in zip(ordered, ordered[1:], strict=False):
            mark = _ITEM.match(document.text, start, end)
            words = document.text[start:end]
            first = mark.end() if mark else start + len(words) - len(words.lstrip())
            if document.text[first:end].strip():
                inside = tuple(gap for gap in block.gaps if first <= gap[0] and gap[1] <= end)
                kind = "bullet" if mark and block.kind == "paragraph" else block.kind
                yield replace(block, kind=kind, start=first, end=first + len(document.text[first:end].rstrip()), gaps=inside)


def without_address(document: Document) -> Document:
    """Return a letter whose masthead, and whose signature and address below it, are furniture."""
    opened, closed = False, False
    blocks: list[Block] = []
    path: tuple[str, ...] = ()
    for block in document.blocks:
        words = collapse(document.text[block.start : block.end])
        if block.kind in ("note", "furniture"):
            blocks.append(block)
            continue
        if _ANNEX.match(words) and opened:
            opened, closed, path = True, False, (words,)
            blocks.append(replace(block, kind="heading", number=None, path=(), depth=1))
            continue
        salutes = not opened and bool(_SALUTATION.match(words))
        closed = closed or (opened and bool(_CLOSING.match(words)))
        if salutes or not opened or closed:
            opened = opened or salutes
            blocks.append(replace(block, kind="furniture", number=None, path=()))
        elif block.kind == "heading" and path:
            path = (path[0], words)
            blocks.append(replace(block, path=path[:1], depth=2))
        elif block.kind == "heading":
            blocks.append(replace(block, path=(), depth=1))
        else:
            blocks.append(replace(block, path=path))
    return replace(document, blocks=tuple(blocks)) if opened else document
