from __future__ import annotations

import pytest
from drafts import check_anchors, report

from hrgraph.extraction.facts.plan import find_planned_measures
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.models import PlannedMeasure

HEADER = "No\tMeasure\tForm of completion\tTimeline\tResponsible bodies\n1\t2\t3\t4\t5\n"


def measures(rows: str) -> list[PlannedMeasure]:
    document = report(HEADER + rows)
    found = find_planned_measures(document, find_tables(document))
    check_anchors(document, found)
    return found


def test_a_measure_has_its_number_section_form_and_bodies() -> None:
    (first, second) = measures(
        "<b>1. Prisons</b>\t\t\t\t\n"
        "1.1.\tTrain the guards in\torder of the\t2021-2023\tMoJ, Prison Service (by agreement,\n\n"
        "\tfirst aid\tminister\t\tif funded), mayors of the capital, of towns and islands\n"
        "<b>2. Courts</b>\t\t\t\t\n2.1\tPay judges\t\tpermanently\tMoJ\n"
    )
    assert (first.no, first.section, first.measure) == ("1.1", "1. Prisons", "Train the guards in first aid")
    assert (first.completion_form, first.timeline, first.deadline) == (
        "order of the minister",
        "2021-2023",
        "2023-12-31",
    )
    assert first.responsible == (
        "MoJ", "Prison Service (by agreement, if funded)", "mayors of the capital, of towns and islands",
    )  # fmt: skip
    assert (second.section, second.completion_form, second.deadline) == ("2. Courts", None, None)


@pytest.mark.parametrize(
    ("timeline", "deadline"),
    [
        ("until the end of 2021", "2021-12-31"),
        ("2022", "2022-12-31"),
        ("2021-2023", "2023-12-31"),
        ("1st half of 2022", "2022-06-30"),
        ("second half of 2022", "2022-12-31"),
        ("II quarter of 2022", "2022-06-30"),
        ("Q3 2022", "2022-09-30"),
        ("February 2024", "2024-02-29"),
        ("by 1 March 2022", "2022-03-01"),
        ("July 2021 until the end of 2022", "2022-12-31"),
        ("annually", None),
        ("", None),
    ],
)
def test_the_deadline_is_the_last_day_of_the_time_line(timeline: str, deadline: str | None) -> None:
    (measure,) = measures(f"1\tTrain guards\torder\t{timeline}\tMoJ\n")
    assert (measure.timeline, measure.deadline) == (timeline, deadline)


@pytest.mark.parametrize("row", ["Total\tAll\tlaw\t2022\tMoJ\n", "see 1.1\tTrain\tlaw\t2022\tMoJ\n"])
def test_rows_without_a_number_are_no_measures(row: str) -> None:
    assert measures(row) == []


def test_a_table_of_other_columns_is_no_plan() -> None:
    document = report("No\tTreaty\tDate\n1\tCAT\t2016\n")
    assert find_planned_measures(document, find_tables(document)) == []
