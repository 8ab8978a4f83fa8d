"""Read files into documents: decode, find out what the document is, divide it.

Guarantees to the next stage: a `Document` with an identifier, a kind and blocks; or an `InputError` that names the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from hrgraph.models import Document, Source
from hrgraph.reading.corpus import SourceFile, find_sources
from hrgraph.reading.divided import DividedText
from hrgraph.reading.docx import is_docx, read_docx
from hrgraph.reading.files import read_bytes
from hrgraph.reading.identify import identify
from hrgraph.reading.pdf import is_pdf, read_pdf
from hrgraph.reading.plain import decode_text
from hrgraph.reading.upr_info import is_recommendation_table, read_recommendation_table
from hrgraph.registry import load_registry
from hrgraph.structure import segment
from hrgraph.structure.correspondence import divide_by_speakers, without_address

__all__ = ["SourceFile", "find_sources", "read_document"]


def read_document(path: Path, source: Source | None = None, *, encoding: str | None = None) -> Document:
    """Return the document in a file, identified and divided into blocks.

    Args:
        path: A text, Markdown, PDF or DOCX file, or a table of recommendations (CSV); what it is, its content says.
        source: What is known of it; wins over what the document says of itself.
        encoding: The encoding of a text file where it is not UTF-8.

    Raises:
        InputError: The file cannot be read, is empty or holds no text, or it cannot be told what kind of document it is.
    """
    source = source or Source(name=path.name)
    data = read_bytes(path)
    divided = _read_divided(data, path.name, encoding)
    text = divided.text if divided else decode_text(data, path.name, encoding)
    if divided and divided.kind and source.kind is None:
        source = replace(source, kind=divided.kind)
    known = identify(text, source)
    document = Document(
        identifier=known.symbol or known.slug or path.stem,
        kind=known.kind or "Document",
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        file_sha256=hashlib.sha256(data).hexdigest(),
        name=source.name,
        symbol=known.symbol,
        state=known.state,
        title=known.title,
        author=known.author,
        date=known.date or (str(known.year) if known.year else None),
        cycle=known.cycle,
        session=known.session,
    )
    document = replace(document, blocks=divided.blocks, marks=divided.marks) if divided else segment(document)
    if document.kind == "AdvanceQuestions":
        return divide_by_speakers(document, load_registry())
    return without_address(document) if document.kind == "Letter" else document


def _read_divided(data: bytes, name: str, encoding: str | None) -> DividedText | None:
    """Return the text of a file whose format says where its blocks are, or None for plain text."""
    if is_pdf(data):
        return read_pdf(data, name)
    if is_docx(data):
        return read_docx(data, name)
    return read_recommendation_table(data, name, encoding) if is_recommendation_table(data) else None
