"""The High Commissioner's letter after a review: what it asks for, under which themes; and no person in the graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_writer import paragraph, write_docx
from drafts import check_anchors
from pdf_writer import Piece, write_pdf

from hrgraph.exports import document_graphs, export_records
from hrgraph.extraction import extract
from hrgraph.models import Source
from hrgraph.pipeline import build
from hrgraph.reading import read_document
from hrgraph.registry import load_registry
from hrgraph.store import Store

# Kind of line: m masthead and signature, s salutation, p paragraph, h heading, b bullet.
LINES = (
    ("m", "UNITED NATIONS HUMAN RIGHTS OFFICE OF THE HIGH COMMISSIONER"),
    ("m", "REFERENCE: UPR/99"),
    ("m", "12 October 2020"),
    ("s", "Excellency,"),
    ("p", "I write further to the universal periodic review of Fiji, in the thirty-third session of the working group."),
    ("p", "I welcome the opening of two shelters. I encourage Fiji to adopt a plan for human rights."),
    ("p", "I urge the Government to ratify the Convention against Torture, as recommendations 139.4 and 139.7-139.9 ask."),
    ("p", "I am concerned about the prisons. I would be grateful for a mid-term report by 2022."),
    ("c", "Please accept, Excellency, the assurances of my highest consideration."),
    ("m", "Jane Q. Sampleperson"),
    ("m", "High Commissioner for Human Rights"),
    ("m", "H.E. Mr. John Z. Testminister"),
    ("m", "Minister for Foreign Affairs of Fiji"),
    ("h", "Annex"),
    ("h", "Equality and non-discrimination"),
    ("b", "Continuing efforts to end discrimination against women."),
    ("b", "Repealing article 17 of the Crimes Act."),
    ("h", "Prohibition of torture and cruel, inhuman or degrading treatment"),
    ("b", "Ratify the Optional Protocol to the Convention against Torture."),
)
EXPECTED = [
    ("finding", LINES[4][1]),
    ("commendation", "I welcome the opening of two shelters."),
    ("recommendation", "I encourage Fiji to adopt a plan for human rights."),
    ("recommendation", LINES[6][1]),
    ("concern", "I am concerned about the prisons."),
    ("request", "I would be grateful for a mid-term report by 2022."),
    ("recommendation", LINES[15][1]),
    ("recommendation", LINES[16][1]),
    ("recommendation", LINES[18][1]),
]
PERSONS = ("Sampleperson", "Testminister")


def as_text(path: Path) -> Path:
    path.write_text("\n\n".join(("- " if kind == "b" else "") + words for kind, words in LINES) + "\n", encoding="utf-8")
    return path


def as_docx(path: Path) -> Path:
    body = (paragraph(("\N{BULLET}\t" if kind == "b" else "") + words, bold=kind == "h") for kind, words in LINES)
    return write_docx(path, "".join(body))


def as_pdf(path: Path) -> Path:
    pieces = [
        Piece(100 if kind == "b" else 80, 50 + 28 * number, ("\N{BULLET} " if kind == "b" else "") + words, 9, "bold" if kind == "h" else "plain")
        for number, (kind, words) in enumerate(LINES)
    ]
    path.write_bytes(write_pdf([pieces]))
    return path


@pytest.mark.parametrize(
    ("make", "name"), [(as_text, "letter.txt"), (as_docx, "letter.docx"), (as_pdf, "letter.pdf")], ids=["text", "docx", "pdf"]
)
def test_what_a_letter_asks_for(make, name: str, tmp_path: Path) -> None:
    found = extract(read_document(make(tmp_path / name)), load_registry())
    document = found.document
    check_anchors(document, list(found.statements))
    assert (document.kind, document.state, document.cycle, document.session) == ("Letter", "FJI", 3, 33)
    assert [(s.kind, s.anchor.quote) for s in found.statements] == EXPECTED
    assert {s.issuers for s in found.statements} == {("UNHCHR",)} and {s.addressee for s in found.statements} == {"FJI"}
    assert found.statements[3].upr_refs == ("139.4", "139.7", "139.8", "139.9")
    assert found.statements[7].provisions == ("FJI:Crimes Act:17",)
    assert [[tag.concept for tag in s.tags] for s in found.statements[-3:-1]] == [["Equality and non-discrimination"]] * 2


def test_the_cycle_is_said_in_words_where_no_session_is(tmp_path: Path) -> None:
    text = as_text(tmp_path / "letter.txt").read_text(encoding="utf-8")
    (tmp_path / "letter.txt").write_text(text.replace("thirty-third session of the working group", "fourth cycle"), encoding="utf-8")
    document = read_document(tmp_path / "letter.txt")
    assert (document.cycle, document.session) == (4, None)


def test_no_person_is_in_the_graph(tmp_path: Path) -> None:
    build([as_text(tmp_path / "letter.txt")], tmp_path / "store", workers=1)
    store = Store.open(tmp_path / "store")
    assert len(list(export_records(store, "statements"))) == len(EXPECTED)
    for iri in document_graphs(store):
        text = store.graph(iri).lines.decode()
        assert not [name for name in PERSONS if name in text]


def test_a_letter_of_somebody_else_keeps_its_words(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Letter\n\nReef Watch asks Fiji to close the reef.\n", encoding="utf-8")
    document = read_document(path, Source("letter.txt", kind="Letter", state="FJI", author="Reef Watch"))
    assert [s.anchor.quote for s in extract(document, load_registry()).statements] == ["Reef Watch asks Fiji to close the reef."]


def test_who_is_called_excellency_in_a_report_makes_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Submission by Reef Watch\n\nFiji\n\nHis Excellency the President received the High Commissioner before the universal "
        "periodic review.\n",
        encoding="utf-8",
    )
    assert read_document(path).kind == "StakeholderSubmission"
