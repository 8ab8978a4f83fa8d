"""The characters of a PDF page, with place, size and weight, as runs of one style on one line.

Guarantees: lengths are in points; a baseline is counted from the top of the page down, so that reading order is ascending.
Nothing is known here of lines, words or paragraphs.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# The library's mark for a hyphen at the end of a line. Whether the word goes on without it is not decided here.
LINE_END_HYPHEN = "\ufffe"
_HYPHEN_CODES = frozenset((0x02, 0xAD, 0xFFFE))
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_BOLD_WEIGHT = 600
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_ITALIC_FLAG = 1 << 6  # ISO 32000-1, table 123
_LONGEST_FONT_NAME = 128
# A page of the smallest print holds some 20,000 characters; what has many more is made to exhaust a machine.
MOST_CHARACTERS = 200_000
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\xa0": " "})


class PageError(Exception):
    """A page cannot be read; `str(error)` says why."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of one font and size on one line.

    Attributes:
        text: Not blank; ligatures dissolved.
        x0, x1: Left and right edge of what can be seen.
        baseline: Distance from the top of the page.
        size: Height of the font.
        raised: It stands higher than the text beside it and is smaller: the number of a note.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool
    italic: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class PageSpans:
    """The spans of one page in the order of the file, and the size of the page in points."""

    number: int
    width: float
    height: float
    spans: tuple[Span, ...]


def read_page(document: pdfium.PdfDocument, index: int) -> PageSpans:
    """Return the spans of the page at `index` (from 0).

    Raises:
        PageError: The page is damaged, or holds too many characters.
    """
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise PageError("the page cannot be read.") from error
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            spans = tuple(_spans(text_page.raw, _Frame(width, height, page.get_rotation())))
        finally:
            text_page.close()
    finally:
        page.close()
    return PageSpans(index + 1, width, height, spans)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a page is shown: its size on the screen, and the quarter turn that it takes clockwise before, in degrees."""

    width: float
    height: float
    turn: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the file, counted from its lower left corner, as distances from the left and from the top."""
        if self.turn == 90:
            return y, x
        if self.turn == 180:
            return self.width - x, y
        if self.turn == 270:
            return self.width - y, self.height - x
        return x, self.height - y


def _spans(raw: ctypes.c_void_p, frame: _Frame) -> Iterator[Span]:
    """Yield the spans of a page. The library is asked once for each run, not for each character."""
    count = pdfium_c.FPDFText_CountChars(raw)
    if count > MOST_CHARACTERS:
        raise PageError(f"the page holds {count} characters, more than {MOST_CHARACTERS}.")
    unicode_of, object_of = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetTextObject
    address_of = ctypes.addressof
    start, held, held_object = 0, 0, None
    codes: list[int] = []
    for index in range(count):
        text_object = object_of(raw, index)
        address = address_of(text_object.contents) if text_object else 0
        if address != held:
            if held:
                yield from _span(raw, start, codes, held_object, frame)
            start, held, held_object, codes = index, address, text_object, []
        codes.append(unicode_of(raw, index))
    if held:
        yield from _span(raw, start, codes, held_object, frame)


def _span(
    raw: ctypes.c_void_p, start: int, codes: list[int], text_object: ctypes.c_void_p, frame: _Frame
) -> Iterator[Span]:
    """Yield the span that a run of characters is, if any of them can be seen."""
    text = "".join(LINE_END_HYPHEN if code in _HYPHEN_CODES else chr(code) for code in codes)
    stripped = text.rstrip()
    first = start + len(text) - len(text.lstrip())
    if not stripped or not stripped.strip():
        return
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(raw, first, origin_x, origin_y)
    pdfium_c.FPDFText_GetCharBox(raw, start + len(stripped) - 1, left, right, bottom, top)
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(text_object, matrix)
    size = pdfium_c.FPDFText_GetFontSize(raw, first) * math.hypot(matrix.c, matrix.d)
    x0, baseline = frame.place(origin_x.value, origin_y.value)
    corners = [frame.place(x.value, y.value)[0] for x, y in ((left, bottom), (right, top))]
    yield Span(
        text.translate(_LIGATURES).strip("\r\n"),
        x0,
        max(x0, *corners),
        baseline,
        size,
        *_style(raw, first),
    )


def _style(raw: ctypes.c_void_p, index: int) -> tuple[bool, bool]:
    """Return whether a character is bold, and whether it is italic, by its font's weight, flags or name."""
    buffer, flags = ctypes.create_string_buffer(_LONGEST_FONT_NAME), ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(raw, index, buffer, _LONGEST_FONT_NAME, flags)
    name = buffer.raw[: length - 1].decode("utf-8", "replace") if 0 < length <= _LONGEST_FONT_NAME else ""
    bold = pdfium_c.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT or bool(_BOLD_NAME.search(name))
    return bold, bool(flags.value & _ITALIC_FLAG) or bool(_ITALIC_NAME.search(name))
