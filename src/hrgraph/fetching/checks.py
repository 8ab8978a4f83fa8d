"""Whether a file is the document that was asked for: its format, that it is whole, and the symbol at its head."""

from __future__ import annotations

from hrgraph.errors import IdentifierError, InputError
from hrgraph.fetching.addresses import Wanted
from hrgraph.fetching.failures import Failure
from hrgraph.reading.docx import is_docx, read_docx
from hrgraph.reading.masthead import is_headed, mend_print, own_symbol
from hrgraph.reading.pdf import is_pdf, read_first_page
from hrgraph.symbols import parse_symbol

# A PDF ends in this mark; servers add a few line feeds at most. Readers mend a PDF without its end in silence.
_END_OF_PDF = b"%%EOF"
_TAIL = 2048
_FIRST_PAGE = 6000


def require_document(data: bytes, wanted: Wanted) -> bool:
    """Return whether the symbol at the head of the document can be read; it is the one that was asked for then.

    Args:
        data: The whole file.

    Raises:
        Failure: The bytes are not of that format or not whole, or are another document.
    """
    name = wanted.file_name
    try:
        first_page = mend_print(
            _first_page_of_pdf(data, name) if wanted.form == "pdf" else _first_page_of_docx(data, name)
        )
    except InputError as error:
        raise Failure(error.problem) from error
    if is_headed(first_page, wanted.symbol):
        return True
    other = own_symbol(first_page)
    if other is not None and other != wanted.symbol and _is_symbol(other):
        raise Failure(f"the document that came is headed {other}: it is another one.")
    return other == wanted.symbol


def _first_page_of_pdf(data: bytes, name: str) -> str:
    if not is_pdf(data):
        raise Failure(f"what came is not a PDF, {_description(data)}.")
    if _END_OF_PDF not in data[-_TAIL:]:
        raise Failure("the PDF has no end: a part of it is missing.")
    return read_first_page(data, name)


def _first_page_of_docx(data: bytes, name: str) -> str:
    if not is_docx(data):
        raise Failure(f"what came is not a DOCX, {_description(data)}.")
    return read_docx(data, name).text[:_FIRST_PAGE]


def _description(data: bytes) -> str:
    start = data[:1024].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<script")):
        return "but a page for browsers: the service has no such document, or wants a login"
    if is_pdf(data):
        return "but a PDF"
    if is_docx(data):
        return "but a Word file"
    return f"it begins with {data[:8]!r}"


def _is_symbol(text: str) -> bool:
    """Scanning damages symbols: what is none says nothing about whose document this is."""
    try:
        parse_symbol(text)
    except IdentifierError:
        return False
    return True
