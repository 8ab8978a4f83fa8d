"""Bytes of a text file to characters, unchanged: an offset into the text is an offset into the file."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from hrgraph.errors import InputError

_UNICODE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Control characters that text extraction leaves in text: tab, line feed, vertical tab, form feed, carriage return.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LARGEST_BYTES = 64 * 1024 * 1024


def decode_text(path: Path, encoding: str | None = None) -> tuple[bytes, str]:
    """Return a file's bytes and its text.

    Raises:
        InputError: No such file, not readable, empty, too large, binary, or not in the encoding.
    """
    name = path.name
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise InputError(name, f"the file is larger than {_LARGEST_BYTES // 2**20} MiB.", advice="Divide it.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            str(path), f"the file cannot be read ({error.strerror}).", advice="Check the name and the permissions."
        ) from error
    if not data.strip():
        raise InputError(name, "the file is empty.", advice="Expected the text of a document; extract it again.")
    if data.startswith(b"%PDF") or data.startswith(b"PK\x03\x04"):
        kind = "PDF" if data.startswith(b"%PDF") else "DOCX or zip"
        raise InputError(
            name, f"this is a {kind} file, not text.", advice="Extract its text first (pdftotext), and build from that."
        )
    try:
        text = data.decode(encoding or "utf-8")
    except LookupError as error:
        raise InputError(
            name, f"the encoding {encoding!r} is not known.", advice="Expected a name such as windows-1252."
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(
            name,
            _not_text(data, encoding),
            place=f"byte {error.start}",
            advice="Convert it (iconv -f windows-1252 -t utf-8), or give its encoding in corpus.toml.",
        ) from error
    if _BINARY.search(text) and not encoding:
        raise InputError(name, "the file is binary, not text.", advice="Expected UTF-8 text, Markdown or HTML.")
    return data, text


def _not_text(data: bytes, encoding: str | None) -> str:
    if encoding:
        return f"the file is not in {encoding}, which corpus.toml says it is."
    if data.startswith(_UNICODE_MARKS):
        return "the file is in UTF-16 or UTF-32; expected UTF-8."
    if b"\x00" in data:
        return "the file is binary, not text; expected UTF-8."
    return "the file is not in UTF-8."
