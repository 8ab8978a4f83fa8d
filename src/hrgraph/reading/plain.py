"""Bytes of a text file to characters, unchanged: an offset into the text is an offset into the file."""

from __future__ import annotations

import codecs
import re

from hrgraph.errors import InputError

# That of UTF-32 begins as that of UTF-16 does, so it is looked for first.
_UNICODE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# Text in Latin letters has a zero byte in most pairs of bytes when it is in UTF-16.
_WIDE_PAIRS = 0.4
_FEWEST_PAIRS = 4
_BEGINNING = 4096
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
        problem, advice = _not_text(data, encoding)
        raise InputError(name, problem, place=f"byte {error.start}", advice=advice) from error
    if _BINARY.search(text) and not encoding:
        wide = match_wide_encoding(data)
        if wide:
            raise InputError(name, f"the file is in {wide.upper()}; expected UTF-8.", advice=_convert(wide))
        raise InputError(name, "the file is binary, not text.", advice="Expected UTF-8 text, Markdown or HTML.")
    return text


def match_wide_encoding(data: bytes) -> str | None:
    """Return "utf-16", "utf-16-le", "utf-16-be" or "utf-32" where bytes are text in it, or None."""
    for mark, encoding in _UNICODE_MARKS:
        if data.startswith(mark):
            return encoding
    beginning = data[:_BEGINNING]
    pairs = len(beginning) // 2
    for encoding, zeros, others in (("utf-16-le", beginning[1::2], beginning[::2]), ("utf-16-be", beginning[::2], beginning[1::2])):
        if pairs >= _FEWEST_PAIRS and zeros.count(0) > _WIDE_PAIRS * pairs and not others.count(0):
            return encoding
    return None


def _not_text(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Return what is wrong with bytes that are not in the encoding, and what to do."""
    if encoding:
        return f"the file is not in {encoding}, which corpus.toml says it is.", "Correct `encoding` in corpus.toml."
    wide = match_wide_encoding(data)
    if wide:
        return f"the file is in {wide.upper()}; expected UTF-8.", _convert(wide)
    if b"\x00" in data:
        return "the file is binary, not text; expected UTF-8.", "Expected UTF-8 text, Markdown or HTML."
    return "the file is not in UTF-8.", _convert("windows-1252")


def _convert(encoding: str) -> str:
    return f"Convert it (iconv -f {encoding} -t utf-8), or give its encoding in corpus.toml."
