"""Read a PDF: its text as people read it, divided into blocks, with the pages they stand on.

Guarantees: the same file gives the same text. A file that holds no text that can be read is refused with the reason.
"""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from hrgraph.errors import InputError
from hrgraph.reading.divided import DividedText
from hrgraph.reading.pdf_blocks import find_drafts
from hrgraph.reading.pdf_furniture import without_furniture
from hrgraph.reading.pdf_hyphens import Hyphens
from hrgraph.reading.pdf_lines import Line, find_lines
from hrgraph.reading.pdf_spans import LINE_END_HYPHEN, PageError, read_page
from hrgraph.reading.pdf_text import build_text

MOST_PAGES = 3000
# A page of text has hundreds of characters; a scan has none, or a stamp.
_LEAST_CHARACTERS_PER_PAGE = 20


def is_pdf(data: bytes) -> bool:
    """Whether bytes are those of a PDF."""
    return data[:1024].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-")


def read_pdf(data: bytes, name: str) -> DividedText:
    """Return the text, blocks and calls for notes of a PDF.

    Args:
        data: The whole file.
        name: Of the file, for messages.

    Raises:
        InputError: The file has too many pages, is encrypted or damaged, or has no text layer.
    """
    pages = _read_pages(data, name)
    _require_text(pages, name)
    pages = without_furniture(pages)
    hyphens = Hyphens([_printed(line) for page in pages for line in page])
    return build_text(find_drafts(pages), hyphens)


def read_first_page(data: bytes, name: str) -> str:
    """Return the lines of the first page of a PDF, or "" where it has no text layer.

    Every page is read: a PDF of which a part is missing often opens, and shows the pages that are left.

    Raises:
        InputError: The file has too many pages, is encrypted or damaged.
    """
    first, *_ = _read_pages(data, name)
    return "\n".join(_printed(line) for line in first)


def _read_pages(data: bytes, name: str) -> list[list[Line]]:
    """Return the lines of each page; there is at least one page."""
    document = _open(data, name)
    try:
        if len(document) > MOST_PAGES:
            raise InputError(name, f"the file has {len(document)} pages, more than {MOST_PAGES}.", advice="Divide it.")
        return [_lines_of_page(document, index, name) for index in range(len(document))]
    finally:
        document.close()


def _printed(line: Line) -> str:
    return line.text.replace(LINE_END_HYPHEN, "-")


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD:
            raise InputError(
                name, "the PDF is encrypted.", advice="Save it without a password (qpdf --decrypt), and build from that."
            ) from error
        raise InputError(
            name, "the PDF is damaged or not complete.", advice="Fetch it again, or repair it (qpdf, mutool clean)."
        ) from error
    if len(document) == 0:
        document.close()
        raise InputError(name, "the PDF has no pages.", advice="Fetch it again.")
    return document


def _lines_of_page(document: pdfium.PdfDocument, index: int, name: str) -> list[Line]:
    try:
        return find_lines(read_page(document, index))
    except PageError as error:
        raise InputError(
            name,
            str(error),
            place=f"page {index + 1}",
            advice="The file is damaged: fetch it again, or repair it (qpdf, mutool clean).",
        ) from error


def _require_text(pages: list[list[Line]], name: str) -> None:
    characters = sum(len(line.text) for page in pages for line in page)
    if characters >= _LEAST_CHARACTERS_PER_PAGE * len(pages):
        return
    first = next((number for number, page in enumerate(pages, start=1) if not page), 1)
    raise InputError(
        name,
        "the PDF has no text layer: its pages are pictures, or empty.",
        place=f"page {first}",
        advice="Recognise its text first (ocrmypdf), and build from that.",
    )

