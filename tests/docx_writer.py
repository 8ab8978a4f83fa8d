"""Write small DOCX files for tests, with nothing but the standard library."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def part(tag: str, content: str) -> str:
    """Return a part of a DOCX: `content` inside the element `tag`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{_WORD}">{content}</w:{tag}>'


def paragraph(text: str, *, style: str = "", listed: tuple[int, int] | None = None, bold: bool = False, note: int = 0) -> str:
    """Return a paragraph; `listed` is the list and the level that number it, `note` a footnote called at its end."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        properties += f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    words = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    call = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{look}{words}</w:r>{call}</w:p>"


def table(*rows: Sequence[str | tuple[str, int]]) -> str:
    """Return a table; a cell is its text, lines parted by line feeds, or its text and how many columns it takes."""

    def cell(content: str | tuple[str, int]) -> str:
        text, span = content if isinstance(content, tuple) else (content, 1)
        properties = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
        return f"<w:tc>{properties}{''.join(paragraph(line) for line in text.split(chr(10)))}</w:tc>"

    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def write_docx(path: Path, body: str, parts: Mapping[str, str] | None = None) -> Path:
    """Write a DOCX with this body and these other parts, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return path
