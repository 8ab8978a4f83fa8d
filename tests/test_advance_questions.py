"""Questions that States submit in advance: who asks, in which words, of whom, in text, DOCX and PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_writer import paragraph, write_docx
from drafts import check_anchors
from pdf_writer import Piece, write_pdf

from hrgraph.exports import export_records
from hrgraph.extraction import extract
from hrgraph.extraction.own_voice import kind_in_own_voice
from hrgraph.models import Extraction
from hrgraph.pipeline import build
from hrgraph.reading import read_document
from hrgraph.registry import load_registry
from hrgraph.store import Store
from hrgraph.structure.correspondence import match_speakers

TITLE = "ADVANCE QUESTIONS TO FIJI \N{EN DASH} ADD.1"
SESSION = "Thirty-third session of the Working Group on the Universal Periodic Review"
LINES = (
    ("BELGIUM", "heading"),
    ("When will Fiji ratify the Convention against Torture?", "bullet"),
    ("Belgium welcomes the new shelter. Could the Government inform us how many women use it?", "bullet"),
    ("UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND", "heading"),
    ("We remain concerned about article 17 of the Crimes Act. When will it be repealed?", "number"),
    ("Please provide information on recommendation 99.4.", "number"),
    ("Germany", "heading"),
    ("Germany would like to know:", "text"),
    ("which bodies look into complaints;", "bullet"),
    ("whether guards are trained.", "bullet"),
)
EXPECTED = [
    ("request", ("BEL",), "BELGIUM", "When will Fiji ratify the Convention against Torture?"),
    ("commendation", ("BEL",), "BELGIUM", "Belgium welcomes the new shelter."),
    ("request", ("BEL",), "BELGIUM", "Could the Government inform us how many women use it?"),
    ("concern", ("GBR",), LINES[3][0], "We remain concerned about article 17 of the Crimes Act."),
    ("request", ("GBR",), LINES[3][0], "When will it be repealed?"),
    ("request", ("GBR",), LINES[3][0], "Please provide information on recommendation 99.4."),
    ("request", ("DEU",), "Germany", "which bodies look into complaints;"),
    ("request", ("DEU",), "Germany", "whether guards are trained."),
]


def as_text(path: Path, *, blank: bool = True) -> Path:
    number, lines = 0, [TITLE, SESSION, ""]
    for words, kind in LINES:
        number = number + 1 if kind == "number" else 0
        lines += [{"bullet": "- ", "number": f"{number}. "}.get(kind, "") + words, *([""] if blank or kind == "heading" else [])]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def as_docx(path: Path) -> Path:
    body, number = paragraph(TITLE, bold=True) + paragraph(SESSION), 0
    for words, kind in LINES:
        number = number + 1 if kind == "number" else 0
        mark = {"bullet": "\N{BULLET}\t", "number": f"{number}.\t"}.get(kind, "")
        body += paragraph(mark + words, bold=kind == "heading")
    return write_docx(path, body)


def as_pdf(path: Path) -> Path:
    pieces, y, number = [Piece(80, 60, TITLE, 14, "bold"), Piece(80, 80, SESSION)], 120, 0
    for words, kind in LINES:
        number = number + 1 if kind == "number" else 0
        mark = {"bullet": "\N{BULLET} ", "number": f"{number}. "}.get(kind, "")
        pieces.append(Piece(80 if kind in ("heading", "text") else 100, y, mark + words, 10, "bold" if kind == "heading" else "plain"))
        y += 28
    path.write_bytes(write_pdf([pieces]))
    return path


def read(path: Path) -> Extraction:
    found = extract(read_document(path), load_registry())
    check_anchors(found.document, list(found.statements))
    return found


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: as_text(folder / "questions.txt"),
        lambda folder: as_text(folder / "questions.txt", blank=False),
        lambda folder: as_docx(folder / "questions.docx"),
        lambda folder: as_pdf(folder / "questions.pdf"),
    ],
    ids=["text", "dense-text", "docx", "pdf"],
)
def test_each_question_is_a_request_of_the_state_above_it(make, tmp_path: Path) -> None:
    found = read(make(tmp_path))
    document = found.document
    assert (document.kind, document.state, document.cycle, document.session) == ("AdvanceQuestions", "FJI", 3, 33)
    said = [(s.kind, s.issuers, s.anchor.paragraph, s.anchor.quote) for s in found.statements]
    assert said == EXPECTED
    assert {statement.addressee for statement in found.statements} == {"FJI"}
    assert found.statements[0].instrument_actions == (("ratify", "CAT"),)
    assert found.statements[3].provisions == ("FJI:Crimes Act:17",)
    assert found.statements[5].upr_refs == ("99.4",)


def test_the_graph_has_them(tmp_path: Path) -> None:
    source = as_text(tmp_path / "questions.txt")
    report = build([source], tmp_path / "store", workers=1)
    assert report.problems == ()
    assert [document.quarantined_records for document in report.documents] == [0]
    store = Store.open(tmp_path / "store")
    requests = [record for record in export_records(store, "statements") if record["kind"] == "request"]
    assert sorted((record["paragraph"], *record["issuers"], record["addressee"]) for record in requests) == sorted(
        (heading, *issuers, "FJI") for kind, issuers, heading, _ in EXPECTED if kind == "request"
    )


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("BELGIUM", ("BEL",)),
        ("**Russian Federation**", ("RUS",)),
        ("Questions from the Netherlands:", ("NLD",)),
        ("QUESTIONS SUBMITTED BY CHILE", ("CHL",)),
        ("Belgium and Luxembourg", ("BEL", "LUX")),
        ("Belgium welcomes the shelter", ()),
        ("Belgium and others", ()),
        ("Questions", ()),
        ("", ()),
    ],
)
def test_lines_that_name_who_asks(line: str, states: tuple[str, ...]) -> None:
    assert match_speakers(line, load_registry()) == states


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Which steps are planned?", "request"),
        ("We would be grateful for an update on the reform.", "request"),
        ("Norway would appreciate more information on the reform.", "request"),
        ("Could Fiji elaborate on the plan.", "request"),
        ("Norway asks whether the plan was adopted.", "request"),
        ("Norway is concerned about the prisons.", "concern"),
        ("We commend the plan.", "commendation"),
        ("Norway encourages the Government to adopt the plan.", "recommendation"),
        ("Fiji should adopt the plan.", "recommendation"),
        ("Fiji has not implemented the recommendations.", "assessment"),
        ("The plan was adopted in May.", "finding"),
        ("The Government asked the police to report.", "finding"),
    ],
)
def test_what_a_sentence_to_a_state_is(sentence: str, kind: str) -> None:
    assert kind_in_own_voice(sentence, ("Fiji",)) == kind


def test_the_state_that_is_asked_asks_nothing(tmp_path: Path) -> None:
    path = as_text(tmp_path / "questions.txt")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("BELGIUM", "Fiji\n\nBELGIUM").replace("Germany\n", "FIJI\n\nGermany\n"), encoding="utf-8")
    assert [(s.kind, s.issuers, s.anchor.quote) for s in read(path).statements] == [(k, i, q) for k, i, _, q in EXPECTED]


def test_reports_that_mention_questions_are_none(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "Report of the Working Group on the Universal Periodic Review\n\nFiji\n\nIntroduction\n\n"
        "1. A list of questions prepared in advance by Belgium was transmitted to Fiji.\n",
        encoding="utf-8",
    )
    assert read_document(path).kind == "WorkingGroupReport"
