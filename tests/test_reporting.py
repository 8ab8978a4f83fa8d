from __future__ import annotations

import random

import pytest
from drafts import check_anchors, opening
from hypothesis import given, settings
from hypothesis import strategies as st
from torn_tables import by_cells, by_columns, by_columns_heads_first, by_lines, in_pieces

from hrgraph.extraction.facts.reporting import find_reporting
from hrgraph.models import Reporting
from hrgraph.registry import load_registry

REGISTRY = load_registry()
HEADS = (
    "Treaty body4",
    "Latest report\nsubmitted and\nconsidered",
    "Latest\nconcluding\nobservations",
    "Follow-up response",
    "Reporting status",
)
ROWS = (
    ("CERD", "July 2006", "Aug. 2008", "Overdue since Aug. 2009", "Eighteenth report due Jan. 2012"),
    ("CESCR", "-", "-", "-", "Initial report overdue since\n1994"),
    ("HR Committee", "-", "-", "-", "Initial report received June 2009"),
    ("CEDAW", "Apr. 2008", "July 2010", "due July 2012", "Fifth and sixth reports due\nJuly 2014"),
    ("CRC", "Mar. 1997", "June 1998", "-", "Second report received in 2009"),
    ("OP-CRC-SC", "May 2007", "Oct. 2009", "-", "Information to be included in the\nsixth report"),
)
EXPECTED = {
    "CERD": ("2006-07", "2008-08", "Overdue since Aug. 2009", "Eighteenth report due Jan. 2012"),
    "CESCR": (None, None, None, "Initial report overdue since 1994"),
    "HRCttee": (None, None, None, "Initial report received June 2009"),
    "CEDAW": ("2008-04", "2010-07", "due July 2012", "Fifth and sixth reports due July 2014"),
    "CRC": ("1997-03", "1998-06", None, "Second report received in 2009"),
    "OP-CRC-SC": ("2007-05", "2009-10", None, "Information to be included in the sixth report"),
}


def read(table: str) -> tuple[list[Reporting], list[str]]:
    document = opening(
        "II. PROMOTION AND PROTECTION\nA. Cooperation with mechanisms\n1. Cooperation with treaty bodies\n\n"
        + table
        + "\n 2. Cooperation with special procedures\nStanding invitation issued\nYes\n"
    )
    found, unresolved = find_reporting(document, REGISTRY)
    check_anchors(document, [*found, *unresolved])
    return found, [mention.printed for mention in unresolved]


def rows(found: list[Reporting]) -> dict[str, tuple]:
    return {
        r.body: (r.latest_report_considered, r.latest_concluding_observations, r.follow_up, r.reporting_status)
        for r in found
    }


@pytest.mark.parametrize(
    "tear", [by_lines, by_cells, by_columns, by_columns_heads_first, in_pieces], ids=lambda way: way.__name__
)
def test_each_body_gets_its_row_however_the_table_is_torn(tear) -> None:
    found, left = read(tear(HEADS, ROWS))
    assert rows(found) == EXPECTED
    assert left == []


def test_blank_lines_are_not_needed() -> None:
    found, _ = read(by_columns(HEADS, ROWS).replace("\n\n", "\n"))
    assert rows(found) == EXPECTED


def test_statuses_printed_below_their_header_belong_to_the_rows_above_the_others() -> None:
    statuses = [row[4] for row in ROWS]
    columns = ["\n".join(row[i] for row in ROWS) for i in range(4)]
    left = [f"{HEADS[0]}\n{columns[0]}", *HEADS[1:4], *columns[1:]]
    found, _ = read("\n\n".join([*left, *statuses[2:], f"{HEADS[4]}\n" + "\n".join(statuses[:2])]))
    assert rows(found) == EXPECTED


@pytest.mark.parametrize("seed", range(8))
def test_lost_dashes_are_made_up_for_by_initial_reports(seed: int) -> None:
    chance = random.Random(seed)
    lines = in_pieces(HEADS, ROWS).split("\n")
    found, left = read("\n".join(line for line in lines if line != "-" or chance.random() < 0.5))
    assert {body: row[:2] + row[3:] for body, row in rows(found).items()} == {
        body: row[:2] + row[3:] for body, row in EXPECTED.items()
    }
    for body, row in rows(found).items():
        assert row[2] in (None, EXPECTED[body][2])
    assert all("20" in printed for printed in left)  # a follow-up that several bodies could have received


def test_a_date_lost_leaves_the_table_open() -> None:
    found, left = read(by_columns(HEADS, ROWS).replace("Aug. 2008\n", "").replace("-\n", "", 1))
    assert found == []
    assert left == ["CERD", "CESCR", "HR Committee", "CEDAW", "CRC", "OP-CRC-SC"]


def test_observations_before_their_report_are_not_believed() -> None:
    found, left = read(by_columns(HEADS, ROWS).replace("Mar. 1997", "Mar. 1999"))
    assert found == []
    assert len(left) == len(ROWS)


def test_the_second_cycle_has_a_column_more() -> None:
    heads = (
        "Treaty body",
        "Concluding observations\nincluded in previous review",
        "Latest report submitted\nsince previous review",
        "Latest concluding\nobservations",
        "Reporting status",
    )
    table = by_columns(
        heads,
        [
            ("CERD", "Aug. 2008", "2011", "Aug. 2012", "Twenty-first report due in 2016"),
            ("CRC", "June 1998", "2009", "-", "Fifth report overdue since 2015"),
        ],
    )
    assert rows(read(table)[0]) == {
        "CERD": ("2011", "2012-08", None, "Twenty-first report due in 2016"),
        "CRC": (None, "1998-06", None, "Fifth report overdue since 2015"),  # the report of 2009 is not considered yet
    }


@pytest.mark.parametrize(
    "text", ["Treaty body experts met in 2008.", "CERD\nAug. 2008\nAug. 2009\nThird report due 2010", ""]
)
def test_text_without_the_table_gives_nothing(text: str) -> None:
    assert read(text) == ([], [])


@settings(max_examples=60)
@given(st.permutations(in_pieces(HEADS, ROWS).split("\n")))
def test_lines_in_any_order_never_fail_and_give_each_body_one_row(lines: list[str]) -> None:
    found, _ = read("\n".join(["Treaty body", "Latest report", *lines]))
    assert len({r.body for r in found}) == len(found)
