from __future__ import annotations

import pytest
from drafts import check_anchors, report

from hrgraph.extraction.facts.followup import find_follow_up_grades
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.registry import load_registry

REGISTRY = load_registry()
LEAD_IN = "The Human Rights Committee evaluated the follow-up as follows:\n\n"
HEADER = "Paragraph\tRecommendation\tEvaluation\tExplanation\n"


def grades(rows: str, *, lead_in: str = LEAD_IN) -> tuple[list[tuple[int, str | None, str]], list[str]]:
    document = report(lead_in + HEADER + rows)
    found, unresolved = find_follow_up_grades(document, REGISTRY, find_tables(document))
    check_anchors(document, [*found, *unresolved])
    assert {grade.body for grade in found} <= {"HRCttee"}
    return [(grade.paragraph, grade.part, grade.grade) for grade in found], [mention.reason for mention in unresolved]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Paragraph 12 (reefs)\tProtect them.\t[C]\tNo information was given.\n", [(12, None, "C")]),
        ("para. 12\tProtect them.\tB\tSteps were taken.\n", [(12, None, "B")]),
        ("12\tProtect them.\t[B2]\tSteps were taken.\n", [(12, None, "B")]),
        (
            "Paragraph 8\tPay the guards.\t[A][C]\t[A] (a): Done. [C] (b) to (d): Nothing is known of (e).\n",
            [(8, "(a)", "A"), (8, "(b)", "C"), (8, "(c)", "C"), (8, "(d)", "C")],
        ),
        (
            "Paragraph 8\tPay the guards.\t[B][C]\t(a), (b) and (d): [B] Steps. (c): [C] None.\n",
            [(8, "(a)", "B"), (8, "(b)", "B"), (8, "(d)", "B"), (8, "(c)", "C")],
        ),
        # the page break tore the explanation away from the grades
        (
            "Paragraph 8\tPay the guards and\t[B][C]\t[B] (a): Steps were\n\n\ttrain them.\ttaken. [C] (b): None.\n",
            [(8, "(a)", "B"), (8, "(b)", "C")],
        ),
    ],
)
def test_grades_of_paragraphs_and_of_their_parts(row: str, expected: list[tuple]) -> None:
    assert grades(row) == (expected, [])


def test_several_grades_without_their_parts_are_left_open() -> None:
    found, reasons = grades("Paragraph 8\tPay the guards.\t[B][C]\tSome steps were taken.\n")
    assert found == []
    assert reasons == ["paragraph 8 has the grades B, C, and the explanation does not say for which parts"]


@pytest.mark.parametrize("row", ["Total\tAll\t[B]\tSum\n", "Paragraph 8\tPay them.\tnot yet\tNone.\n"])
def test_rows_without_a_paragraph_or_a_grade_give_nothing(row: str) -> None:
    assert grades(row) == ([], [])


def test_a_table_that_follows_no_treaty_body_has_no_grades() -> None:
    assert grades("Paragraph 8\tPay.\t[C]\tNo.\n", lead_in="Our own view:\n\n") == ([], [])


def test_the_words_that_a_grade_is_for_stand_beside_it() -> None:
    document = report(LEAD_IN + HEADER + "Paragraph 8\tPay the guards.\t[C]\tNo steps.\n")
    ((grade,), _) = find_follow_up_grades(document, REGISTRY, find_tables(document))
    assert grade.graded is not None
    assert grade.graded.quote == "Pay the guards."


def test_a_grade_next_to_its_paragraph_is_for_no_words() -> None:
    document = report(LEAD_IN + "Paragraph\tEvaluation\tExplanation\nParagraph 8\t[C]\tNo steps.\n")
    ((grade,), _) = find_follow_up_grades(document, REGISTRY, find_tables(document))
    assert grade.graded is None
