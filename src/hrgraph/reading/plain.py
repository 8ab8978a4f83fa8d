"""Bytes of a text file to characters, unchanged: an offset into the text is an offset into the file."""

from __future__ import annotations

import codecs
import re

from hrgraph.errors import InputError

_UNICODE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Control characters that text extraction leaves in text: tab, line feed, vertical tab, form feed, carriage return.
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode_text(data: bytes, name: str, encoding: str | None = None) -> str:
    """Return the text that the bytes of a file are.

    Args:
        data: Not empty.
        name: Of the file, for messages.

    Raises:
        InputError: They are binary, or not in the encoding.
    """
    if data.startswith(b"PK\x03\x04"):
        raise InputError(
            name, "this is a DOCX or zip file, not text.", advice="Save it as PDF or text first, and build from that."
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
    return text


def _not_text(data: bytes, encoding: str | None) -> str:
    if encoding:
        return f"the file is not in {encoding}, which corpus.toml says it is."
    if data.startswith(_UNICODE_MARKS):
        return "the file is in UTF-16 or UTF-32; expected UTF-8."
    if b"\x00" in data:
        return "the file is binary, not text; expected UTF-8."
    return "the file is not in UTF-8."
