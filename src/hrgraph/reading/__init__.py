"""Read files into documents: decode, find out what the document is, divide it.

Guarantees to the next stage: a `Document` with an identifier, a kind and blocks; or an `InputError` that names the file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from hrgraph.models import Document, Source
from hrgraph.reading.corpus import SourceFile, find_sources
from hrgraph.reading.identify import identify
from hrgraph.reading.plain import decode_text
from hrgraph.structure import segment

__all__ = ["SourceFile", "find_sources", "read_document"]


def read_document(path: Path, source: Source | None = None, *, encoding: str | None = None) -> Document:
    """Return the document in a file, identified and divided into blocks.

    Args:
        path: A text or Markdown file.
        source: What is known of it; wins over what the document says of itself.
        encoding: The file's encoding where it is not UTF-8.

    Raises:
        InputError: The file cannot be read, is empty or not text, or it cannot be told what kind of document it is.
    """
    source = source or Source(name=path.name)
    data, text = decode_text(path, encoding)
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
    return segment(document)
