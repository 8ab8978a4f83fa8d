"""Tables of recommendations as UPR Info exports them: encodings, line ends, columns, and what a row says."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.errors import InputError
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.upr_info import find_table_recommendations, row_key
from hrgraph.models import Document, Source
from hrgraph.reading import find_sources, read_document
from hrgraph.reading.csv_cells import match_delimiter, parse_csv
from hrgraph.reading.upr_info import is_recommendation_table
from hrgraph.registry import load_registry
from hrgraph.text import collapse

HEADER = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session"
ROWS = (
    'Fiji,Asia,"PIF, AOSIS","Count the reefs, and say ""how many"" in the caf\N{LATIN SMALL LETTER E WITH ACUTE}s",'
    'Chile,GRULAC,OAS,Accepted,5,"Environment,Right to food",18',
    'Fiji,Asia,"PIF, AOSIS",Ratify what is left,Norway,WEOG,,Noted,3,International instruments,18',
    'Tuvalu,Asia,,Ratify what is left,Norway,WEOG,,Pending,3,International instruments,3',
)


def read(tmp_path: Path, text: str, encoding: str = "utf-8", ends: str = "\n") -> tuple[Document, OwnFindings]:
    path = tmp_path / "table.csv"
    path.write_bytes(text.replace("\n", ends).encode(encoding))
    document = read_document(path)
    return document, find_table_recommendations(document, load_registry())


@pytest.mark.parametrize(
    ("encoding", "ends"),
    [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("mac_roman", "\r"), ("windows-1252", "\r\n")],
)
def test_rows_whatever_the_encoding(tmp_path: Path, encoding: str, ends: str) -> None:
    document, found = read(tmp_path, "\n".join((HEADER, *ROWS)) + "\n", encoding, ends)
    assert (document.kind, document.identifier, document.state) == ("RecommendationTable", "table", None)
    first, second, third = found.statements
    assert "caf\N{LATIN SMALL LETTER E WITH ACUTE}s" in first.anchor.quote
    assert (first.addressee, first.issuers, first.session, first.cycle, first.number) == ("FJI", ("CHL",), 18, 2, None)
    assert (third.addressee, third.session, third.cycle, third.anchor.paragraph) == ("TUV", 3, 1, "row 4")
    assert [(tag.scheme, tag.concept, tag.method) for tag in first.tags] == [
        ("upr-info-issues", "Environment", "upr-info"),
        ("upr-info-issues", "Right to food", "upr-info"),
        ("action-category", "5", "upr-info"),
    ]
    assert [(position.number, position.value) for position in found.positions] == [
        (first.key, "supported"), (second.key, "noted"), (third.key, "pending"),
    ]  # fmt: skip
    assert found.unresolved == ()
    for anchor in [s.anchor for s in found.statements] + [p.anchor for p in found.positions]:
        assert collapse(document.text[anchor.start : anchor.end]) == anchor.quote


def test_other_names_of_columns(tmp_path: Path) -> None:
    text = "State under Review;Recommending State;Recommendation;Response;Session;Issues\nFiji;Chile|Peru;Count;Supported;18;Other; \n"
    _, found = read(tmp_path, text)
    assert found.statements[0].issuers == ("CHL", "PER")
    assert [tag.concept for tag in found.statements[0].tags] == ["Other"]


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("Atlantis,,,Count,Chile,,,Noted,1,Other,18", ("state", "Atlantis")),
        ("Fiji,,,Count,Chile,,,Noted,1,Other,last", ("session", "last")),
        ("Fiji,,,Count,&#40;Unknown&#41;,,,Noted,1,Other,18", ("issuer", "(Unknown)")),
        ("Fiji,,,Count,Chile,,,General response,1,Other,18", ("position", "General response")),
        ("Fiji,,,Count,Chile,,,Noted,9,Other,18", ("concept", "9")),
        ("Fiji,,,Count,Chile,,,Noted,1,Reefs,18", ("concept", "Reefs")),
    ],
)
def test_what_cannot_be_read_is_unresolved(tmp_path: Path, row: str, left: tuple[str, str]) -> None:
    _, found = read(tmp_path, f"{HEADER}\n{row}\n")
    assert [(mention.what, mention.printed) for mention in found.unresolved] == [left]


def test_a_row_is_known_by_its_words() -> None:
    key = row_key("FJI", 18, ("CHL",), "Count the Reefs.")
    assert key == row_key("FJI", 18, ("CHL",), " count  the reefs")
    others = [("TUV", 18, ("CHL",), "Count the reefs"), ("FJI", 19, ("CHL",), "Count the reefs"), ("FJI", 18, ("PER",), "Count the reefs")]
    assert key not in {row_key(*other) for other in others}


def test_a_row_printed_twice_is_two(tmp_path: Path) -> None:
    _, found = read(tmp_path, f"{HEADER}\n{ROWS[1]}\n{ROWS[1]}\n")
    assert len({statement.key for statement in found.statements}) == 2


def test_damaged_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"table.csv, line 3: .* not closed: the table is damaged"):
        read(tmp_path, f'{HEADER}\n{ROWS[1]}\nFiji,,,"Count\n')
    with pytest.raises(InputError, match="no rows"):
        read(tmp_path, HEADER + "\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEADER.encode(), True),
        (b"\xef\xbb\xbf" + HEADER.encode(), True),
        (b"To;Text;From;Session\r\n", True),
        (b"Dear Ms. Minister, to you and from us, a text in session\n", False),
        (b"To,From,Subject\n", False),
        (b"", False),
        (b"%PDF-1.7", False),
    ],
)
def test_what_is_a_table_of_recommendations(data: bytes, expected: bool) -> None:
    assert is_recommendation_table(data) is expected


def test_a_folder_is_searched_for_tables(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(HEADER + "\n" + ROWS[0] + "\n", encoding="utf-8")
    assert [file.source for file in find_sources([tmp_path]).files] == [Source(name="table.csv")]


@given(rows=st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=4), min_size=1, max_size=4))
def test_cells_are_read_as_they_were_written(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    text = written.getvalue()
    read_back = list(parse_csv(text, ","))
    assert [[cell.value for cell in row] for row in read_back] == rows
    for row in read_back:
        for cell in row:
            assert text[cell.start : cell.end].replace('""', '"') == cell.value


@given(st.text(alphabet='a",;\r\n\t', max_size=30))
def test_no_text_makes_the_cells_raise_anything_else(text: str) -> None:
    try:
        list(parse_csv(text, match_delimiter(text) or ","))
    except ValueError as error:
        assert "quotation mark" in str(error)
