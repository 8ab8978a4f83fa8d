"""Read a DOCX: its text as people read it, divided into blocks, tables as rows of tab-separated cells.

Guarantees: the same file gives the same text. A paragraph is one line; the lines of a cell are parted by `LINE_BREAK`; blocks
are parted by a blank line; notes stand at the end. What was deleted with tracked changes is not read. A file that is not
what it says, or that unpacks to far more than it holds, is refused with the reason.

The format is ECMA-376, Office Open XML, part 1.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hrgraph.errors import InputError
from hrgraph.reading.divided import DividedText
from hrgraph.reading.docx_text import build_text

MAIN_PART = "word/document.xml"
LARGEST_PART_BYTES = 48 * 1024 * 1024
# Of all parts together: a file may have any number of running heads.
LARGEST_BYTES_UNPACKED = 96 * 1024 * 1024
# The longest reports have some hundred thousand tags; each takes ten times its length once it is read.
MOST_TAGS = 3_000_000
# A DOCX has some dozens of files in it; zipfile reads the directory of all before anything can be asked.
_LARGEST_DIRECTORY_BYTES = 4 * 1024 * 1024
_END_OF_DIRECTORY = b"PK\x05\x06"
# Text in XML shrinks to a tenth or a thirtieth; what shrinks to less was made to.
_HIGHEST_RATIO = 400
_ZIP = b"PK\x03\x04"
# Word wraps an encrypted DOCX in the container of the older format.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_docx(data: bytes) -> bool:
    """Whether bytes are to be read as a DOCX: those of any zip file, and of the container of encrypted ones."""
    return data.startswith((_ZIP, _COMPOUND_FILE))


def read_docx(data: bytes, name: str) -> DividedText:
    """Return the text, blocks and calls for notes of a DOCX.

    Args:
        data: The whole file.
        name: Of the file, for messages.

    Raises:
        InputError: The file is encrypted, damaged, no DOCX, or unpacks to too much.
    """
    if data.startswith(_COMPOUND_FILE):
        advice = "Save it as DOCX without a password, and build from that."
        raise InputError(name, "the file is encrypted, or a DOC of the old format.", advice=advice)
    _require_small_directory(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _read_parts(archive, name)
    # A directory of the archive that was damaged makes zipfile seek to before the file, and read names that are no text.
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error) as error:
        raise InputError(name, "the DOCX is damaged or not complete.", advice="Fetch it again.") from error
    except (RuntimeError, NotImplementedError) as error:  # what zipfile raises for a password and for unknown compression
        raise InputError(
            name, "the DOCX is encrypted or packed in an unusual way.", advice="Open it, save it again, and build from that."
        ) from error
    try:
        text = build_text(parts)
    except RecursionError as error:
        raise InputError(name, "the DOCX is nested too deeply to be read.", advice="Save it as text or PDF.") from error
    if not text.text.strip():
        raise InputError(
            name, "the DOCX holds no text.", advice="Its pages may be pictures: recognise their text first (ocrmypdf)."
        )
    return text


def _require_small_directory(data: bytes, name: str) -> None:
    """Refuse an archive whose directory is longer than that of any document (APPNOTE.TXT, section 4.3.16)."""
    end = data.rfind(_END_OF_DIRECTORY)
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    if size > _LARGEST_DIRECTORY_BYTES:
        raise InputError(
            name, f"the zip file lists its contents in {size} bytes, more than a document does.", advice="Expected a DOCX; unpack others."
        )


def _read_parts(archive: zipfile.ZipFile, name: str) -> dict[str, Element]:
    """Return the XML of the parts that hold text, and of those that say what the text looks like, by name."""
    if MAIN_PART not in archive.namelist():
        raise InputError(name, f"this zip file holds no Word document ({MAIN_PART}).", advice="Expected a DOCX; unpack others.")
    wanted = [MAIN_PART, "word/footnotes.xml", "word/endnotes.xml", "word/styles.xml", "word/numbering.xml"]
    wanted += sorted(part for part in archive.namelist() if part.startswith("word/header") and part.endswith(".xml"))
    present = set(archive.namelist())
    wanted = [part for part in wanted if part in present]
    unpacked = sum(archive.getinfo(part).file_size for part in wanted)
    if unpacked > LARGEST_BYTES_UNPACKED:
        raise InputError(
            name, f"its parts unpack to {unpacked} bytes, more than {LARGEST_BYTES_UNPACKED}.",
            advice="The file may be made to fill the memory. If you trust it, save it as PDF and build from that.",
        )  # fmt: skip
    return {part: _read_part(archive, part, name) for part in wanted}


def _read_part(archive: zipfile.ZipFile, part: str, name: str) -> Element:
    information = archive.getinfo(part)
    unpacked, packed = information.file_size, max(information.compress_size, 1)
    if unpacked > LARGEST_PART_BYTES or (unpacked > 1024 * 1024 and unpacked > _HIGHEST_RATIO * packed):
        raise InputError(
            name,
            f"the part unpacks from {packed} to {unpacked} bytes, more than text does.",
            place=part,
            advice="The file may be made to fill the memory. If you trust it, save it as PDF and build from that.",
        )
    with archive.open(part) as stream:
        content = stream.read(LARGEST_PART_BYTES + 1)
    tags = content.count(b"<")
    if tags > MOST_TAGS:
        advice = "The file may be made to fill the memory. If you trust it, save it as PDF and build from that."
        raise InputError(name, f"the part has {tags} tags, more than {MOST_TAGS}.", place=part, advice=advice)
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise InputError(
            name, f"the part is not the XML of a Word document ({type(error).__name__}).", place=part, advice="Fetch it again."
        ) from error
