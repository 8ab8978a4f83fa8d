"""DOCX files: what is read of them, and how those that cannot be used are refused."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from docx_writer import paragraph, part, table, write_docx
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.errors import InputError
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.models import Source
from hrgraph.reading import find_sources, read_document
from hrgraph.reading.docx import is_docx, read_docx

LETTER = Source(name="letter.docx", kind="Letter", slug="letter", state="FJI")
STYLES = part(
    "styles",
    '<w:style w:styleId="H1G"><w:name w:val="_ H_1_G"/></w:style>'
    '<w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="B1"><w:name w:val="_ Bullet 1_G"/></w:style>',
)
NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>',
)


def read(path: Path):
    return read_docx(path.read_bytes(), path.name)


def blocks(path: Path) -> list[tuple[str, str | None, str]]:
    found = read(path)
    return [(block.kind, block.number, found.text[block.start : block.end]) for block in found.blocks]


def test_paragraphs_headings_and_bullets(tmp_path: Path) -> None:
    body = (
        paragraph("I.\tScope", style="H1G")
        + paragraph("12.\tThe islands hold a census.")
        + paragraph("122.4 Count the reefs (Chile);")
        + paragraph("3.5 million shells were found.")
        + paragraph("A reef", style="B1")
        + paragraph("What follows", bold=True)
        + paragraph("This sentence is bold.", bold=True)
    )
    assert blocks(write_docx(tmp_path / "a.docx", body, {"word/styles.xml": STYLES})) == [
        ("heading", None, "I.\tScope"),
        ("paragraph", "12", "The islands hold a census."),
        ("paragraph", "122.4", "Count the reefs (Chile);"),
        ("paragraph", None, "3.5 million shells were found."),
        ("bullet", None, "A reef"),
        ("heading", None, "What follows"),
        ("paragraph", None, "This sentence is bold."),
    ]


def test_numbers_that_word_counts(tmp_path: Path) -> None:
    body = "".join(
        paragraph(f"Item {position}", listed=listed)
        for position, listed in enumerate([(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0)])
    )
    path = write_docx(tmp_path / "a.docx", body, {"word/numbering.xml": NUMBERING})
    assert [(kind, number) for kind, number, _ in blocks(path)] == [
        ("paragraph", "3"), ("paragraph", "3.1"), ("paragraph", "3.2"), ("paragraph", None), ("paragraph", "4"),
        ("paragraph", "4.1"), ("bullet", None),
    ]  # fmt: skip
    assert "(i) Item 3" in read(path).text


def test_notes_are_called_and_printed_at_the_end(tmp_path: Path) -> None:
    notes = part("footnotes", f'<w:footnote w:id="5">{paragraph("See the atlas.")}</w:footnote>')
    body = paragraph("The reef of 2019", note=5) + paragraph("Again", note=5)
    found = read(write_docx(tmp_path / "a.docx", body, {"word/footnotes.xml": notes}))
    assert [(mark.number, found.text[mark.start : mark.end]) for mark in found.marks] == [(1, "1"), (1, "1")]
    assert found.text == "The reef of 2019 1\n\nAgain1\n\n1 See the atlas.\n"
    assert [(block.kind, block.number) for block in found.blocks][-1] == ("note", "1")


def test_what_was_deleted_is_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>added</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read(write_docx(tmp_path / "a.docx", body)).text == "kept added\n"


def test_tables_are_rows_with_tabs(tmp_path: Path) -> None:
    body = table(["Recommendation", "Position", "Comment"], [("Theme: reefs", 3)], ["Count\nthem", "Noted", "a\tb"])
    path = write_docx(tmp_path / "letter.docx", body)
    document = read_document(path, LETTER)
    assert document.text == "Recommendation\tPosition\tComment\nTheme: reefs\t\t\nCount\N{LINE SEPARATOR}them\tNoted\ta b\n"
    (found,) = find_tables(document)
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["Theme: reefs", "", ""], ["Count them", "Noted", "a b"]]


def test_a_table_in_a_cell_is_read_once(tmp_path: Path) -> None:
    inner = table(["deep", "water"])
    body = f"<w:tbl><w:tr><w:tc>{paragraph('reef')}{inner}</w:tc></w:tr></w:tbl>"
    assert read(write_docx(tmp_path / "a.docx", body)).text == "reef\N{LINE SEPARATOR}deep\N{LINE SEPARATOR}water\n"


def test_a_folder_is_searched_for_docx(tmp_path: Path) -> None:
    write_docx(tmp_path / "letter.docx", paragraph("Dear Minister"))
    assert [file.path.name for file in find_sources([tmp_path]).files] == ["letter.docx"]


def _truncated(path: Path) -> bytes:
    data = write_docx(path, paragraph("A reef " * 500)).read_bytes()
    return data[: len(data) // 2]


def _bomb(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w>" + " " * 20_000_000 + "</w>")
    return path.read_bytes()


def _many_heads(path: Path) -> bytes:
    write_docx(path, paragraph("A reef"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        # Not a picture of nothing, or the ratio would tell.
        words = " ".join(hashlib.sha256(str(number).encode()).hexdigest() * 20 for number in range(15_000))
        for number in range(6):
            archive.writestr(f"word/header{number}.xml", part("hdr", f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"))
    return path.read_bytes()


def _many_tags(path: Path) -> bytes:
    noise = "".join(f"<a{number % 977}/>" for number in range(3_100_000))
    return write_docx(path, noise).read_bytes()


def _nested(path: Path) -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * 1_000_000)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.docx", inner.getvalue())
    return path.read_bytes()


def _long_directory(path: Path) -> bytes:
    data = write_docx(path, paragraph("A reef")).read_bytes()
    end = data.rfind(b"PK\x05\x06")
    return data[: end + 12] + (200 * 2**20).to_bytes(4, "little") + data[end + 16 :]


def _billion_laughs(path: Path) -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return _main(path, f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]><w>&a9;</w>')


def _entities(path: Path) -> bytes:
    return _main(path, '<!DOCTYPE w [<!ENTITY a "aa">]><w>&a;</w>')


def _main(path: Path, xml: str) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return path.read_bytes()


def _flipped(path: Path) -> bytes:
    data = bytearray(_main(path, part("document", f"<w:body>{paragraph('reef')}</w:body>")))
    data[data.index(b"reef")] ^= 1
    return bytes(data)


def _password(path: Path) -> bytes:
    data = bytearray(_main(path, part("document", "")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    return bytes(data)


def _other_zip(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (_truncated, "damaged"),
        (_bomb, "unpacks from"),
        (_entities, "not the XML"),
        (_billion_laughs, "not the XML"),
        (_many_heads, "its parts unpack to"),
        (_many_tags, "tags, more than"),
        (_nested, "holds no Word document"),
        (_long_directory, "lists its contents in"),
        (lambda path: _main(path, "<w><unclosed></w>"), "not the XML"),
        (_flipped, "damaged"),
        (_password, "encrypted"),
        (_other_zip, "holds no Word document"),
        (lambda path: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or a DOC"),
        (lambda path: write_docx(path, paragraph("")).read_bytes(), "no text"),
        (lambda path: _main(path, part("document", "")), "no text"),
        (lambda path: write_docx(path, "<w:p>" + "<w:r>" * 3000 + "</w:r>" * 3000 + "</w:p>").read_bytes(), "nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_name(tmp_path: Path, make, problem: str) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(make(path))
    assert is_docx(path.read_bytes())
    with pytest.raises(InputError, match=problem) as caught:
        read_document(path, LETTER)
    assert caught.value.source == "broken.docx" and caught.value.advice


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200), cut=st.integers(0, 2000))
def test_no_bytes_raise_anything_else(tmp_path_factory: pytest.TempPathFactory, data: bytes, cut: int) -> None:
    whole = write_docx(tmp_path_factory.mktemp("docx") / "a.docx", paragraph("A reef")).read_bytes()
    for damaged in (b"PK\x03\x04" + data, whole[:cut] + data + whole[cut + len(data) :]):
        if is_docx(damaged):
            try:
                read_docx(damaged, "a.docx")
            except InputError:
                continue
