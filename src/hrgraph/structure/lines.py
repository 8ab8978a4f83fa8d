"""Lines of a plain text, and which of them are page furniture (running headers, footers, page numbers, job numbers)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# A document symbol alone on its line, as a running header prints it, with or without the page number.
_RUNNING_SYMBOL = re.compile(
    r"(?:\d{1,3}\s+)?[A-Z][A-Za-z.]*(?:/[A-Za-z0-9.()-]+){2,}(?:\s+\d{1,3})?(?:\s+[Pp]age\s+\d+)?"
)
_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?|[-–]\s*\d{1,3}\s*[-–]|[xvi]{1,6}")
_PAGE_WORD = re.compile(r"[Pp]age \d{1,3}")
# "GE.14-12345", "14-12345 (E)", with the bar-code digits that some extractors keep.
_JOB_NUMBER = re.compile(r"GE\.?\s?\d\d-\d{4,6}.*|\d\d-\d{5}\s*\([EFSRAC]\).*|\*(?:\s?\d){5,}\s?\*|Please recycle.*")
# A remark on the document at the foot of its first page.
_STARRED = re.compile(r"\*{1,3} ?(?=[A-Z])(?:The (?:present|annex|information|original)|Reissued|Late|In accordance).*")
# A rule between text and notes.
_RULE = re.compile(r"_{5,}")
# A number or letter is set apart from what it numbers.
_ENUMERATOR = re.compile(r"^\(?\w{1,4}[.)]\s+")
# Punctuation that a line of text may consist of; lines of other signs are bar codes and ornaments.
_MEANT = "–-—*_•/|.…"
_REPEATS = 3
_LONG_REPEAT = 12
_NEIGHBOURS = 3
_FEWEST_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text.

    Attributes:
        start, end: Offsets of the line without the white space at its ends; equal for a blank line.
        text: `text[start:end]`.
        indent: White space before the text; all of a blank line.
        new_page: It is the first line after a form feed.
        furniture: It belongs to the page and not to the text.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    new_page: bool = False
    furniture: bool = False

    @property
    def blank(self) -> bool:
        """There is nothing on the line."""
        return self.start == self.end


def _raw_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    position, fed = 0, False
    for piece in re.split(r"(\r\n|\n|\r|\f)", text):
        if piece == "\f":
            fed = True
        elif piece not in ("\r\n", "\n", "\r"):
            stripped = piece.strip()
            start = position + (len(piece) - len(piece.lstrip()) if stripped else 0)
            indent = len(piece) - len(piece.lstrip())
            lines.append(Line(start, start + len(stripped), stripped, indent, fed))
            if stripped:
                fed = False
        position += len(piece)
    return lines


def _is_footer_beside(lines: list[Line], index: int) -> bool:
    """A line with columns of its own (title left, date right) beside a page number is a footer or header."""
    text = _ENUMERATOR.sub("", lines[index].text)
    if not re.search(r"\S\s{4,}\S", text):
        return False
    around = [line.text for line in lines[max(0, index - 4) : index + 5] if not line.blank]
    return any(_PAGE_NUMBER.fullmatch(text) for text in around)


def _edges(lines: list[Line], index: int) -> tuple[bool, bool]:
    """Whether a line has no text directly before it, and after it, but a blank line, a page's edge or a page number."""

    def outside(position: int) -> bool:
        if not 0 <= position < len(lines):
            return True
        return lines[position].blank or bool(_PAGE_NUMBER.fullmatch(lines[position].text))

    after = index + 1 < len(lines) and lines[index + 1].new_page
    return outside(index - 1) or lines[index].new_page, outside(index + 1) or after


def _at_page_edge(lines: list[Line], index: int) -> bool:
    """Whether a page break, a page number or the beginning of the text stands within three lines."""
    near = range(max(0, index - 3), min(len(lines), index + 4))
    return index < 3 or any(
        (lines[i].new_page and i >= index) or (i != index and bool(_PAGE_NUMBER.fullmatch(lines[i].text))) for i in near
    )  # fmt: skip


def _page_ends(lines: list[Line], index: int) -> bool:
    """Whether the next line with text begins a page."""
    following = next((line for line in lines[index + 1 :] if not line.blank), None)
    return following is not None and following.new_page


def _running_headers(lines: list[Line]) -> set[str]:
    """Return the texts that stand at page edges again and again, each time beside other text.

    A line that comes back with the lines around it belongs to a passage that is repeated; that is no header.
    """
    filled = [index for index, line in enumerate(lines) if not line.blank]
    places: dict[str, dict[tuple[str, ...], int]] = {}
    for position, index in enumerate(filled):
        if len(lines[index].text) >= _LONG_REPEAT:
            near = filled[max(0, position - _NEIGHBOURS) : position + _NEIGHBOURS + 1]
            places.setdefault(lines[index].text, {}).setdefault(tuple(lines[i].text for i in near), index)
    return {
        text
        for text, indexes in places.items()
        if len(indexes) >= _REPEATS
        and sum(_at_page_edge(lines, index) for index in indexes.values()) > 0.6 * len(indexes)
    }


def split_lines(text: str) -> list[Line]:
    """Return the lines of `text` in order, page starts and furniture marked.

    A number or a symbol alone on its line is furniture only where no text stands directly beside it; the number of an
    endnote, of a paragraph torn from its text, or a symbol at the end of a note also stand alone.
    """
    lines = _single_spaced(_mark_page_starts(_raw_lines(text)))
    headers = _running_headers(lines)
    marked: list[Line] = []
    for index, line in enumerate(lines):
        apart = all(_edges(lines, index))
        furniture = not line.blank and bool(
            not any(character.isalnum() or character in _MEANT for character in line.text)
            or (_PAGE_NUMBER.fullmatch(line.text) and _page_ends(lines, index))
            or _PAGE_WORD.fullmatch(line.text)
            or _JOB_NUMBER.fullmatch(line.text)
            or (apart and (_RUNNING_SYMBOL.fullmatch(line.text) or _PAGE_NUMBER.fullmatch(line.text)))
            or _STARRED.fullmatch(line.text)
            or _RULE.fullmatch(line.text)
            or (
                _RUNNING_SYMBOL.fullmatch(line.text)
                and index + 1 < len(lines)
                and _PAGE_WORD.fullmatch(lines[index + 1].text)
            )
            or (line.text in headers and _at_page_edge(lines, index))
            or _is_footer_beside(lines, index)
        )
        marked.append(replace(line, furniture=furniture))
    return marked


def _mark_page_starts(lines: list[Line]) -> list[Line]:
    """Return the lines with `new_page` also where an extractor turned the form feed into one space before the line.

    That can be told only in a text whose other lines are not indented.
    """
    filled = [line for line in lines if not line.blank]
    single = sum(line.indent == 1 for line in filled)
    flush = sum(line.indent == 0 for line in filled)
    if not single or flush < 10 * single:
        return lines
    return [replace(line, new_page=line.new_page or line.indent == 1) if not line.blank else line for line in lines]


def _single_spaced(lines: list[Line]) -> list[Line]:
    """Return the lines of a double-spaced text without the blank line after each; other texts as they are.

    In a double-spaced text the lines that blank lines divide break off in the middle of sentences.
    """
    alone = [
        line for before, line, after in zip(lines, lines[1:], lines[2:], strict=False) if before.blank and after.blank
    ]
    filled = [line for line in lines if not line.blank and not line.furniture]
    open_ended = sum(line.text[-1].isalpha() or line.text[-1] == "," for line in alone if not line.blank)
    if len(filled) < _FEWEST_LINES or open_ended < 0.5 * len(filled):
        return lines
    kept = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if not line.blank or before is None or before.blank
    ]
    return kept


def usual_width(lines: list[Line]) -> int:
    """Return the length that full lines of running text have: the 90th percentile of the lines that are not blank."""
    lengths = sorted(len(line.text) for line in lines if not line.blank and not line.furniture)
    return lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
