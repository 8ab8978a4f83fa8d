"""Markdown as converters make it of PDF: `#` and bold headings, HTML for raised figures, tables as lines with tabs."""

from __future__ import annotations

import re

from hrgraph.structure.assemble import Assembler, ends_sentence
from hrgraph.structure.headings import LONGEST_HEADING, match_enumerator
from hrgraph.structure.lines import Line

_HEADING = re.compile(r"(#{1,6})\s+\S")
_EMPHASISED = re.compile(r"(\*{1,3})(?!\*)(?P<text>.+?)\1")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,2}\.)\s+(?=\S)")
_NOTE = re.compile(r"<sup>\s*(\d{1,4})\s*</sup>\s*")
_RULE = re.compile(r"(?:-{3,}|\\?\*\s?\\?\*\s?\\?\*[\s*\\]*|_{3,})")
# A line of a table of contents: leaders and a page number, or a heading's number and a page number set apart by tabs.
_CONTENTS = re.compile(r".*(?:\.{5,}|\. ?\.\.)\s*[\divxl]+\s*|.*\.{8,}.*|(?:[IVX]+|[a-z]{1,4})\.\t.*\s[ivxl\d]+")
# Depth of a line that is a heading only by its emphasis: below every `#` heading, bold above italic; one with a roman
# number or a small letter stands above those without.
_EMPHASIS_DEPTH = {1: 7, 4: 8}
_BOLD_DEPTH, _ITALIC_DEPTH = 9, 10


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown: it has several `#` headings, or raised figures in HTML."""
    return len(re.findall(r"^#{1,6} \S", text, re.MULTILINE)) >= 2 or bool(re.search(r"<sup>\d", text))


def _is_table_row(text: str, line: Line, whole: str) -> bool:
    """A row has tabs; a row torn by a page break may begin with the tab."""
    start = whole.rfind("\n", 0, line.start) + 1
    end = whole.find("\n", line.end)
    row = whole[start : end if end >= 0 else len(whole)]
    return "\t" in row and not _CONTENTS.fullmatch(text)


def markdown_blocks(text: str, lines: list[Line]) -> Assembler:
    """Return the blocks of a Markdown text.

    A paragraph that stops without sentence punctuation at a page break goes on after it; the notes of the page between
    are gaps of it.
    """
    out = Assembler(text)
    previous_blank = True
    depths: dict[int, int] = {}  # of `#` headings, by what numbers them (I, A, 1, a, i)
    table: tuple[int, int] | None = None
    for line in lines:
        if line.blank:
            previous_blank = True
            continue
        is_row = _is_table_row(line.text, line, text)
        if table and not is_row and (previous_blank or line.furniture):
            out.add("table", *table)
            table = None
        emphasised = _EMPHASISED.fullmatch(line.text)
        heading = _HEADING.match(line.text)
        note = _NOTE.match(line.text)
        bullet = _BULLET.match(line.text)
        last = out.last_text
        if is_row:
            table = (table[0] if table else _row_start(text, line), _row_end(text, line))
        elif table:
            table = (table[0], line.end)
        elif line.furniture or _RULE.fullmatch(line.text) or _CONTENTS.fullmatch(line.text):
            out.add("furniture", line.start, line.end)
        elif heading:
            # Converters guess the number of signs from the size of the letters; what is numbered alike stands alike.
            enumerator = match_enumerator(_plain(line.text[heading.end() - 1 :]))
            depth = depths.setdefault(enumerator, len(heading[1])) if enumerator else len(heading[1])
            out.heading(line.start + heading.end() - 1, line.end, depth)
        elif (
            emphasised
            and previous_blank
            and len(line.text) < LONGEST_HEADING
            and not ends_sentence(emphasised["text"].rstrip("?:"))
        ):
            out.heading(line.start, line.end, _depth_of_emphasis(emphasised, depths))
        elif note and previous_blank:
            out.add("note", line.start + note.end(), line.end, number=note[1])
        elif not previous_blank and out.blocks and out.blocks[-1].kind == "note":
            out.extend(out.blocks[-1], line.start, line.end)
        elif bullet:
            out.add("bullet", line.start + bullet.end(), line.end, depth=line.indent // 2)
        elif last is not None and (
            (not previous_blank and out.blocks[-1] is last) or not ends_sentence(text[last.start : last.end])
        ):
            out.extend(last, line.start, line.end)
        else:
            out.add("paragraph", line.start, line.end)
        previous_blank = False
    if table:
        out.add("table", *table)
    return out


def _plain(text: str) -> str:
    return text.strip("*_ ")


def _depth_of_emphasis(emphasised: re.Match[str], depths: dict[int, int]) -> int:
    """A bold line numbered as `#` headings are ("VII.", "c.") is one of them that lost its mark."""
    if len(emphasised[1]) == 1:
        return _ITALIC_DEPTH
    enumerator = match_enumerator(_plain(emphasised["text"]))
    if enumerator is None:
        return _BOLD_DEPTH
    return depths.get(enumerator, _EMPHASIS_DEPTH.get(enumerator, _BOLD_DEPTH))


def _row_start(text: str, line: Line) -> int:
    return text.rfind("\n", 0, line.start) + 1


def _row_end(text: str, line: Line) -> int:
    end = text.find("\n", line.end)
    return end if end >= 0 else len(text)
