"""Put the text of a DOCX together: headings, paragraphs with their numbers, bullets, tables and notes.

Guarantees: see `hrgraph.reading.docx`. The first lines of the running head come first, as furniture: OHCHR's lists say in
it, and nowhere else, what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from hrgraph.models import NoteMark
from hrgraph.reading.divided import DividedText
from hrgraph.reading.docx_styles import WORD, Styles, read_styles
from hrgraph.structure.assemble import Assembler
from hrgraph.text import collapse

# Parts the paragraphs of a cell. It is white space to all rules, and no end of line to those that read rows.
LINE_BREAK = "\N{LINE SEPARATOR}"
_CHARACTERS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": "\t"}
# Held in the file and not part of the text as it stands: deletions, what a move left behind, a second drawing of a shape.
_NOT_READ = {WORD + "del", WORD + "moveFrom", WORD + "instrText", WORD + "rPr", WORD + "pPr"}
_NOT_READ.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
# What may stand around paragraphs, rows and cells: content controls, insertions, markup of forms.
_WRAPPERS = {WORD + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_NOTES = (("word/footnotes.xml", WORD + "footnote"), ("word/endnotes.xml", WORD + "endnote"))
_NUMBER = re.compile(
    r"""
    (?P<number> \d{1,3} (?:\.\d{1,3}){0,2} )
    (?: [.)]?\t\s*                                                    # "12.<tab>", "122.4<tab>"
      | [.)]\s+                                                       # "12. ", "12) "
      | (?: (?<=\.\d) | (?<=\.\d\d) | (?<=\.\d\d\d) ) \s+ (?=[A-Z])  # "122.4 Ratify", not "3.5 million"
    )
    (?=\S)
    """,
    re.VERBOSE,
)
_BULLET = re.compile(r"(?:[-*\N{BULLET}\N{EN DASH}\N{BLACK SQUARE}\uf0b7])\s+(?=\S)")
_LONGEST_HEADING = 200


@dataclass
class _Words:
    """The text of a paragraph or a cell, and the calls for notes in it."""

    text: str = ""
    calls: list[tuple[int, str]] = field(default_factory=list)
    bold: bool = True


@dataclass
class _Writer:
    """Collects the text; knows which notes were called, and in which order."""

    styles: Styles
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    drafts: list[tuple] = field(default_factory=list)
    marks: list[NoteMark] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)

    def put(self, text: str) -> tuple[int, int]:
        """Add text to what was written; return where it stands."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start, self.length

    def put_words(self, words: _Words) -> tuple[int, int]:
        """Add words with the digits of the notes that they call; return where they stand."""
        start, position = self.length, 0
        for offset, note in words.calls:
            self.put(words.text[position:offset])
            number = self.notes.setdefault(note, len(self.notes) + 1)
            if words.text[:offset][-1:].isdigit():
                self.put(" ")
            self.marks.append(NoteMark(number, *self.put(str(number))))
            position = offset
        self.put(words.text[position:])
        return start, self.length


def build_text(parts: Mapping[str, Element]) -> DividedText:
    """Return the text of a document.

    Args:
        parts: The XML of the parts by name; "word/document.xml" is there.
    """
    writer = _Writer(read_styles(parts.get("word/styles.xml"), parts.get("word/numbering.xml")))
    for name in sorted(part for part in parts if part.startswith("word/header")):
        words = _Words()
        _read(parts[name], words)
        if line := collapse(words.text):
            _write_block(writer, "furniture", _Words(line))
            break
    body = parts["word/document.xml"].find(WORD + "body")
    for element in _content(body if body is not None else ()):
        if element.tag == WORD + "p":
            _write_paragraph(writer, element)
        else:
            _write_table(writer, element)
    _write_notes(writer, parts)
    return _finish(writer)


def _content(parent: Iterable[Element]) -> Iterator[Element]:
    """Yield the paragraphs and tables, those in content controls and in insertions included."""
    for element in parent:
        if element.tag in (WORD + "p", WORD + "tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _content(element)


def _read(element: Element, words: _Words) -> None:
    """Add the text inside an element to `words`."""
    for child in element:
        tag = child.tag
        if tag in _NOT_READ:
            continue
        if tag == WORD + "r":
            before = len(words.text)
            _read(child, words)
            if words.text[before:].strip() and not _is_bold(child):
                words.bold = False
        elif tag == WORD + "t":
            words.text += (child.text or "").replace("\n", " ").replace("\r", " ")
        elif tag in (WORD + "footnoteReference", WORD + "endnoteReference"):
            kind = "endnote" if tag == WORD + "endnoteReference" else "footnote"
            words.calls.append((len(words.text), f"{kind} {child.get(WORD + 'id')}"))
        elif tag.startswith(WORD) and tag[len(WORD) :] in _CHARACTERS:
            words.text += _CHARACTERS[tag[len(WORD) :]]
        elif tag == WORD + "p" and words.text.strip():
            words.text += " "
            _read(child, words)
        else:
            _read(child, words)


def _is_bold(run: Element) -> bool:
    bold = run.find(f"{WORD}rPr/{WORD}b")
    return bold is not None and bold.get(WORD + "val", "true") not in ("0", "false")


def _trim(words: _Words) -> _Words:
    """Return words without white space at both ends, calls moved with them."""
    cut = len(words.text) - len(words.text.lstrip())
    text = words.text.strip()
    return _Words(text, [(min(max(offset - cut, 0), len(text)), note) for offset, note in words.calls], words.bold)


def _cut(words: _Words, length: int) -> _Words:
    return _Words(words.text[length:], [(max(offset - length, 0), note) for offset, note in words.calls], words.bold)


def _write_block(writer: _Writer, kind: str, words: _Words, *, number: str | None = None, depth: int = 0) -> None:
    writer.drafts.append((kind, *writer.put_words(words), number, depth))
    writer.put("\n\n")


def _write_paragraph(writer: _Writer, element: Element) -> None:
    words = _Words()
    _read(element, words)
    words = _trim(words)
    style = writer.styles.of(element)
    label = writer.styles.label(element) if words.text else None
    if not words.text:
        return
    depth = style.heading_depth
    if depth is None and words.bold and len(words.text) <= _LONGEST_HEADING and not words.text.endswith((".", ";", ":", ",")):
        depth = 3
    if label is None and (printed := _NUMBER.match(words.text)) and depth is None:
        writer.put(words.text[: printed.end()])
        _write_block(writer, "paragraph", _cut(words, printed.end()), number=printed["number"])
    elif depth is not None:
        if label:
            writer.put(f"{label} ")
        _write_block(writer, "heading", words, depth=depth)
    elif style.is_bullet or label == "" or (bullet := _BULLET.match(words.text)):
        words = _cut(words, bullet.end()) if not style.is_bullet and label != "" else words
        writer.put("\N{BULLET} ")
        _write_block(writer, "bullet", words, depth=style.level)
    elif label and re.fullmatch(r"\d{1,4}(?:\.\d{1,3})*[.)]?", label):
        writer.put(f"{label} ")
        _write_block(writer, "paragraph", words, number=label.rstrip(".)"))
    else:
        if label:
            writer.put(f"{label} ")
        _write_block(writer, "paragraph", words)


def _write_table(writer: _Writer, table: Element) -> None:
    """Write a table: a line for each row, a tab between cells. A cell that goes over several columns leaves empty ones."""
    start = writer.length
    for number, row in enumerate(_members(table, WORD + "tr")):
        if number:
            writer.put("\n")
        for column, cell in enumerate(_members(row, WORD + "tc")):
            if column:
                writer.put("\t")
            writer.put_words(_cell_words(cell))
            writer.put("\t" * (_span(cell) - 1))
    writer.drafts.append(("table", start, writer.length, None, 0))
    writer.put("\n\n")


def _members(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _members(child, tag)


def _span(cell: Element) -> int:
    span = cell.find(f"{WORD}tcPr/{WORD}gridSpan")
    value = span.get(WORD + "val", "1") if span is not None else "1"
    return min(int(value), 64) if value.isdigit() and value != "0" else 1


def _cell_words(cell: Element) -> _Words:
    """Return the words of a cell, its paragraphs parted by line breaks, those of a table in it among them."""
    joined = _Words()
    for paragraph in cell.iter(WORD + "p"):
        words = _Words()
        _read(paragraph, words)
        words = _trim(_Words(words.text.replace("\t", " "), words.calls, words.bold))
        if not words.text:
            continue
        if joined.text:
            joined.text += LINE_BREAK
        joined.calls += [(offset + len(joined.text), note) for offset, note in words.calls]
        joined.text += words.text
    return joined


def _write_notes(writer: _Writer, parts: Mapping[str, Element]) -> None:
    """Write the notes that are called, in the order of their calls."""
    texts: dict[str, _Words] = {}
    for part, tag in _NOTES:
        for note in parts[part].iter(tag) if part in parts else ():
            words = _Words()
            for paragraph in note.iter(WORD + "p"):
                _read(paragraph, words)
                words.text += " "
            texts[f"{tag[len(WORD) :]} {note.get(WORD + 'id')}"] = _Words(collapse(words.text))
    for note, number in list(writer.notes.items()):
        if note in texts and texts[note].text:
            writer.put(f"{number} ")
            _write_block(writer, "note", texts[note], number=str(number))


def _finish(writer: _Writer) -> DividedText:
    text = "".join(writer.pieces).rstrip("\n") + "\n"
    assembler = Assembler(text)
    for kind, start, end, number, depth in writer.drafts:
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start >= end:
            continue
        if kind == "heading":
            assembler.heading(start, end, depth)
        else:
            assembler.add(kind, start, end, number=number, depth=depth)
    return DividedText(text, assembler.finish(), tuple(writer.marks))
