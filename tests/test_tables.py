from __future__ import annotations

from drafts import report
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.facts.tables import Table, find_tables


def only_table(body: str) -> Table:
    """Return the one table of a report with this body."""
    (table,) = find_tables(report(body))
    return table


def words(table: Table) -> list[list[str]]:
    """Return the cells of the rows below the header."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_cells_lose_markup_entities_and_calls_for_notes() -> None:
    table = only_table(
        "<b>Theme</b>\t<u>Status</u>\n<b>Law &amp; order</b>\t**open** <sup>4</sup>\n\n<sup>4</sup> Seen on 3 May.\n"
    )
    assert table.header == ("Theme", "Status")
    assert words(table) == [["Law & order", "open"]]


def test_each_cell_knows_where_it_stands() -> None:
    document = report("Treaty\tDate\nWater Convention\t3 May 1999\n")
    (table,) = find_tables(document)
    ((start, end),) = table.rows[0].cells[1].parts
    assert document.text[start:end] == "3 May 1999"


def test_a_row_torn_by_a_page_break_is_one_row_again() -> None:
    table = only_table(
        "Treaty\tSigned\tRatified\n"
        "Convention on the Rights of Rivers and of\t3 May 1999\t4 June\n\n"
        "the Sea, 1996\t\t2003\n"
        "Convention on Reefs\t/\t2004\n"
    )
    assert words(table) == [
        ["Convention on the Rights of Rivers and of the Sea, 1996", "3 May 1999", "4 June 2003"],
        ["Convention on Reefs", "/", "2004"],
    ]


def test_a_table_goes_on_behind_the_notes_of_a_page() -> None:
    table = only_table(
        "Treaty\tSigned\tRatified\n"
        "Convention on Rivers\t1999 <sup>7</sup>\t2003\n\n"
        "<sup>7</sup> As deposited.\n\n"
        "Convention on Reefs\t2001\t2004\n"
    )
    assert words(table) == [["Convention on Rivers", "1999", "2003"], ["Convention on Reefs", "2001", "2004"]]


def test_a_column_that_a_converter_left_out_below_the_break_is_the_short_one() -> None:
    table = only_table(
        "Paragraph\tRecommendation\tGrade\tExplanation\n"
        "7\tThe State should train the guards, and\t[B]\tThe Committee asks for more on\n\n"
        "\tpublish the results.\tthe training that was given.\n"
    )
    assert words(table) == [
        [
            "7",
            "The State should train the guards, and publish the results.",
            "[B]",
            "The Committee asks for more on the training that was given.",
        ]
    ]


def test_headers_printed_again_rules_and_numbers_of_columns_are_left_out() -> None:
    table = only_table(
        "No\tMeasure\tDate\n--\t---\t--\n1\t2\t3\n1.1\tTrain guards\t2022\n\nNo\tMeasure\tDate\n1.2\tPay guards\t2023\n"
    )
    assert words(table) == [["1.1", "Train guards", "2022"], ["1.2", "Pay guards", "2023"]]


def test_a_row_with_only_its_first_cell_heads_a_section_also_after_a_break() -> None:
    table = only_table(
        "No\tMeasure\tDate\n<b>1. Guards</b>\t\t\n1.1\tTrain guards\t2022\n\n"
        "<b>2. Courts</b>\t\t\n2.1\tPay judges\t2023\n"
    )
    assert [row.is_section for row in table.rows] == [True, False, True, False]


def test_other_columns_after_a_break_are_another_table() -> None:
    tables = find_tables(
        report(
            "Treaty\tRatified\tIn force\nWater Convention\t1999\t2001\n\nBody\tStatus\nWater Board\tMember since 2004\n"
        )
    )
    assert [table.header for table in tables] == [("Treaty", "Ratified", "In force"), ("Body", "Status")]


def test_prose_contents_and_a_header_alone_are_no_tables() -> None:
    assert (
        find_tables(report("Fiji signed.\n\nI.\tScope .......... 3\n\nII.\tMethod .......... 4\n\nTreaty\tDate\n"))
        == []
    )


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=8), st.booleans())
def test_no_table_makes_the_reader_fail(rows: list[list[str]], torn: bool) -> None:
    document = report(("\n\n" if torn else "\n").join("\t".join(row) for row in rows))
    for table in find_tables(document):
        for row in table.rows:
            for cell in row.cells:
                assert bool(cell.text) == bool(cell.parts)
                assert all(0 <= start < end <= len(document.text) for start, end in cell.parts)
