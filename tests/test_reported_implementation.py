"""Which recommendations a State's report says it answers: lists in headings, brackets, notes and sentences, and look-alikes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_writer import paragraph, part, table, write_docx
from drafts import check_anchors
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.exports import export_records
from hrgraph.extraction.review.number_lists import match_plain_list
from hrgraph.extraction.review.reported_implementation import find_reported_implementations
from hrgraph.models import Document, ReportedImplementation
from hrgraph.pipeline import build
from hrgraph.queries import find_query
from hrgraph.store import Store
from hrgraph.structure import segment
from hrgraph.structure.assemble import Assembler

OPENING = "1. Fiji has written this report.\n\n"
NUMBERED = "1. Numbers are those of paragraph 88 of the report of the Working Group on Fiji (A/HRC/28/99).\n\n"


def report(body: str, *, cycle: int | None = 3, kind: str = "NationalReport") -> Document:
    text = "I. Introduction\n\n" + (body if body.startswith("1. ") else OPENING + body)
    last = max(int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE))
    text += "\nZ. Other matters\n\n" + "".join(f"{last + more}. Fiji goes on.\n\n" for more in (1, 2, 3))
    return segment(Document("r", kind, text, "", "", "r.txt", state="FJI", cycle=cycle))  # type: ignore[arg-type]


def read(body: str, **known: object) -> list[tuple[int, str, str, tuple[str, ...]]]:
    """Return cycle, number, rule and answering paragraphs of each claim."""
    document = report(body, **known)  # type: ignore[arg-type]
    found, _ = find_reported_implementations(document)
    check_anchors(document, found)
    return [(c.cycle, c.number, c.anchor.rule.partition(".")[2], tuple(a.paragraph for a in c.answers)) for c in found]


def numbers(body: str, **known: object) -> list[str]:
    return [number for _, number, _, _ in read(body, **known)]


SECTIONS = (
    "A. Torture\n\nRecommendations 88.1, 88.3-88.5 and 88.9\n\n2. Guards are trained.\n\n3. Cells were rebuilt.\n\n"
    "B. Health\n\n4. Clinics were opened.\n\n"
)


def test_a_line_below_a_heading_is_about_its_section() -> None:
    expected = [(2, number, "section", ("2", "3")) for number in ("88.1", "88.3", "88.4", "88.5", "88.9")]
    assert read(SECTIONS) == expected


def divided(*pieces: tuple[str, str]) -> Document:
    """Return a report of these pieces: "1" to "3" is a heading of that depth, "p" a paragraph, "t" a table."""
    text = "\n\n".join(words for _, words in pieces)
    assembler, start, number = Assembler(text), 0, 0
    for kind, words in pieces:
        if kind == "p":
            number += 1
            assembler.add("paragraph", start, start + len(words), number=str(number))
        elif kind == "t":
            assembler.add("table", start, start + len(words))
        else:
            assembler.heading(start, start + len(words), int(kind))
        start += len(words) + 2
    return Document("r", "NationalReport", text, "", "", "r.pdf", state="FJI", cycle=3, blocks=assembler.finish())


@pytest.mark.parametrize(
    ("pieces", "answers"),
    [
        ([("2", "A. Torture (recommendations 88.1 and 88.2)"), ("p", "One."), ("p", "Two."), ("2", "B. Health"), ("p", "Three.")], "12"),
        ([("2", "A. Torture"), ("3", "Recommendation No. 88.1 (Chile, Denmark); 88.2 (Norway)"), ("p", "One."), ("2", "B. Health"), ("p", "Two.")], "1"),
        ([("2", "A. Torture"), ("3", "(88.1, 88.2)"), ("p", "One."), ("3", "Cells"), ("p", "Two."), ("2", "B. Health"), ("p", "Three.")], "12"),
        ([("2", "A. Torture"), ("2", "[88.1\N{EN DASH}88.2]"), ("p", "One."), ("2", "B. Health"), ("p", "Two.")], "1"),
        # One list goes on to the next, within a section.
        ([("2", "A. Torture"), ("3", "Recommendations 88.1-2"), ("p", "One."), ("3", "Cells"), ("p", "Two."), ("3", "Recs. 88.7"), ("p", "Three.")], "12"),
    ],
)  # fmt: skip
def test_layouts_of_sections(pieces: list[tuple[str, str]], answers: str) -> None:
    document = divided(*pieces)
    found, unresolved = find_reported_implementations(document)
    check_anchors(document, found)
    first = [claim for claim in found if claim.number != "88.7"]
    assert [(claim.number, claim.anchor.rule) for claim in first] == [
        (number, "reported-implementation.section") for number in ("88.1", "88.2")
    ]
    assert [tuple(answer.paragraph for answer in claim.answers) for claim in first] == [tuple(answers)] * 2
    assert unresolved == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Guards are trained (rec. 88.5).", ["88.5"]),
        ("Guards are trained (recs. 88.5, 88.7-88.8).", ["88.5", "88.7", "88.8"]),
        ("Guards are trained [88.5, 88.6].", ["88.5", "88.6"]),
        ("Guards are trained in accordance with recommendations 88.5 and 88.6.", ["88.5", "88.6"]),
        ("Fiji noted and implemented recommendation 88.5.", ["88.5"]),
        # What is no answer, and no number of a recommendation.
        ("Fiji did not accept recommendation 88.5.", []),
        ("Fiji noted recommendation 88.5.", []),
        ("The budget grew (88.5).", []),
        ("The budget grew by 88.5 per cent.", []),
        ("General recommendation No. 19 is taught.", []),
        ("Recommendation 7 of the Ombudsman was followed.", []),
        ("Recommendation 1201 (1993) is known.", []),
        ("Article 88 was amended, see paragraph 88.", []),
    ],
)
def test_sentences_are_about_their_paragraph(sentence: str, expected: list[str]) -> None:
    assert read(f"2. {sentence}\n\n3. Nothing else.\n") == [(2, number, "paragraph", ("2",)) for number in expected]


def test_a_section_may_say_what_it_answers() -> None:
    body = "A. Torture\n\n2. This section answers recommendations 88.1 and 88.2.\n\n3. Guards are trained.\n\nB. Health\n\n4. Clinics.\n"
    assert read(body) == [(2, number, "section", ("3",)) for number in ("88.1", "88.2")]


MATRIX = (
    "Recommendation\tPosition\tMeasures taken\n88.1 Close the prison (Chile)\tSupported\tIt was closed.\n"
    "88.3, 88.4-88.5\tSupported\tGuards are trained.\n88.7 Build a school (Peru)\tNoted\t\nTotal 4\t\tTwo"
)


def test_rows_of_a_table_answer_what_they_begin_with() -> None:
    document = divided(("2", "A. Matrix of the second cycle"), ("t", MATRIX))
    found, unresolved = find_reported_implementations(document)
    check_anchors(document, found)
    assert [(claim.number, claim.answers[0].paragraph) for claim in found] == [(n, n) for n in ("88.1", "88.3", "88.4", "88.5")]
    assert unresolved == []


def test_a_table_of_something_else_answers_nothing() -> None:
    found, _ = find_reported_implementations(divided(("2", "A. Budget"), ("t", "Year\tMeasures\n88.1\tNone")))
    assert found == []


def test_numbers_without_their_paragraph_count_where_the_report_names_it() -> None:
    assert numbers(NUMBERED + "A. Torture\n\nRecommendations 1-3, 14\n\n2. Guards are trained.\n") == ["88.1", "88.2", "88.3", "88.14"]
    assert numbers(NUMBERED + "2. Guards are trained, thus implementing recommendation 43.\n") == ["88.43"]


def test_the_cycle_is_that_of_the_report_named_or_of_the_words_or_the_one_before() -> None:
    first = NUMBERED.replace("A/HRC/28/99", "A/HRC/14/99")
    assert [claim[0] for claim in read(first + "2. See recommendation 88.5.\n")] == [1]
    assert [claim[0] for claim in read("2. Recommendation 88.5 of the first cycle was carried out.\n")] == [1]
    assert [claim[0] for claim in read("2. Recommendation 88.5 was carried out.\n", cycle=4)] == [3]


@pytest.mark.parametrize(
    ("body", "cycle", "reason"),
    [
        ("A. Torture\n\nRecommendations 1-3\n\n2. Guards are trained.\n", 3, "the paragraph of the report"),
        ("2. See recommendation 88.5.\n", None, "of which review"),
        ("2. See recommendation 88.5.\n", 1, "of which review"),
        ("2. Recommendation 88.5 of the third cycle was carried out.\n", 3, "of this review or a later one"),
    ],
)
def test_what_cannot_be_read_is_unresolved(body: str, cycle: int | None, reason: str) -> None:
    found, unresolved = find_reported_implementations(report(body, cycle=cycle))
    assert found == []
    assert unresolved and all(mention.what == "recommendation" and reason in mention.reason for mention in unresolved)


def test_other_documents_claim_nothing() -> None:
    assert numbers(SECTIONS, kind="StakeholderSubmission") == []


@given(st.lists(st.integers(1, 199), min_size=1, max_size=12, unique=True))
def test_a_plain_list_gives_its_numbers_and_nothing_else(items: list[int]) -> None:
    text = ", ".join(map(str, items))
    found = match_plain_list(text)
    assert found is not None
    assert (found.numbers, text[found.start : found.end]) == (tuple(map(str, items)), text)


@pytest.mark.parametrize("text", ["1993", "3.5 million", "60/251", "12 per cent", "40%"])
def test_other_figures_are_no_list(text: str) -> None:
    assert match_plain_list(text) is None


def test_who_asks_gets_the_paragraphs(tmp_path: Path) -> None:
    source = tmp_path / "report.txt"
    head = "A/HRC/WG.6/33/FJI/1\n\nNational report submitted in accordance with paragraph 5\n\nFiji\n\nI. Introduction\n\n"
    source.write_text(head + NUMBERED + SECTIONS, encoding="utf-8")
    report = build([source], tmp_path / "store", workers=1)
    assert [document.quarantined_records for document in report.documents] == [0]
    store = Store.open(tmp_path / "store")
    rows = list(find_query("reported-implementations").ask(store, {"state": "FJI"}).records())
    assert {(row["number"], row["cycle"], row["answered_in"], row["section"]) for row in rows} == {
        (number, 2, "2, 3", "A. Torture") for number in ("88.1", "88.3", "88.4", "88.5", "88.9")
    }
    assert {row["recommendation"].rpartition("/id/")[2] for row in rows} >= {"recommendation/FJI/2/88.1"}
    assert len([record for record in export_records(store, "facts") if record["fact"] == "implementation"]) == 5
    # The report lists no recommendation: it only says which it answers.
    assert list(export_records(store, "recommendations")) == []


def test_the_words_come_from_what_lists_the_recommendations(tmp_path: Path) -> None:
    (tmp_path / "national.txt").write_text(
        "A/HRC/WG.6/33/FJI/1\n\nNational report submitted in accordance with paragraph 5\n\nFiji\n\nI. Introduction\n\n" + OPENING + SECTIONS,
        encoding="utf-8",
    )
    rows_of_list = table(["Recommendation", "Position", "Full list of themes"], ["88.1 Close the old prison (Chile);", "Supported", "Right to health"])
    head = {"word/header1.xml": part("hdr", paragraph("UPR of Fiji (2nd Cycle - 20th Session) Thematic list of recommendations"))}
    sources = [tmp_path / "national.txt", write_docx(tmp_path / "earlier.docx", rows_of_list, head)]
    report = build(sources, tmp_path / "store", workers=1)
    assert [document.quarantined_records for document in report.documents] == [0, 0]
    rows = find_query("reported-implementations").ask(Store.open(tmp_path / "store"), {"state": "FJI"}).records()
    assert {row["number"]: row["text"] for row in rows}["88.1"] == "Close the old prison (Chile);"


def test_records_name_what_they_answer() -> None:
    (claim, *_), _ = find_reported_implementations(report(SECTIONS))
    assert isinstance(claim, ReportedImplementation)
    assert claim.anchor.quote == "88.1, 88.3-88.5 and 88.9"
