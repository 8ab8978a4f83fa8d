"""From files to exported records: an addendum, a thematic list and a table say their part of the same recommendations."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_writer import paragraph, part, table, write_docx

from hrgraph.exports import export_records
from hrgraph.models import Source
from hrgraph.pipeline import build
from hrgraph.reading import read_document
from hrgraph.store import Store
from hrgraph.symbols import cycle_of_council_session

LIST = table(
    ["Recommendation", "Position", "Full list of themes"],
    ["98.1 Ratify the Convention against Torture (Chile)", "Noted", "- Acceptance of international norms\nSDGs:\n- 16 - PEACE"],
    ["98.2 Build clinics (Norway)", "Supported", "- Right to health\nAffected persons:\n- Women"],
)
ADDENDUM = """A/HRC/28/77/Add.1

Views on conclusions and/or recommendations

Fiji

1.  Fiji accepts recommendation 98.1 and takes note of recommendation 98.3.
"""
TABLE = """To,Text,From,Response,Action,Issue,Session
Fiji,Abolish the death penalty,Norway,Noted,5,"Death penalty,Justice",20
Tuvalu,Abolish the death penalty,Norway,Accepted,5,Death penalty,16
"""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str | None], dict]:
    folder = tmp_path_factory.mktemp("sources")
    head = part("hdr", paragraph("UPR of Fiji (2nd Cycle - 20th Session) Thematic list of recommendations"))
    write_docx(folder / "list.docx", LIST, {"word/header1.xml": head})
    (folder / "addendum.txt").write_text(ADDENDUM, encoding="utf-8")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    report = build([folder], folder / "store", workers=1)
    assert [graph.quarantined for graph in report.documents] == [{}, {}, {}] and not report.problems
    found = export_records(Store.open(folder / "store"), "recommendations")
    return {(record["state"], record["number"]): record for record in found}


def test_each_recommendation_is_exported_once(records: dict) -> None:
    assert set(records) == {("FJI", "98.1"), ("FJI", "98.2"), ("FJI", None), ("TUV", None)}


def test_the_state_speaks_before_those_who_tell_of_it(records: dict) -> None:
    assert (records["FJI", "98.1"]["response"], records["FJI", "98.2"]["response"]) == ("supported", "supported")


def test_what_the_list_says(records: dict) -> None:
    first, second = records["FJI", "98.1"], records["FJI", "98.2"]
    assert (first["document"], first["issuers"], first["cycle"], first["session"], first["year"]) == ("list", ["CHL"], 2, 20, 2014)
    assert (first["themes"], first["sdgs"], first["instrument_actions"]) == (["Acceptance of international norms"], [16], [["ratify", "CAT"]])
    assert (second["themes"], second["persons"]) == (["Right to health"], ["Women"])


def test_what_the_table_says(records: dict) -> None:
    row = records["TUV", None]
    assert (row["issuers"], row["cycle"], row["session"], row["year"]) == (["NOR"], 2, 16, 2013)
    assert (row["response"], row["issues"], row["action_category"]) == ("supported", ["Death penalty"], 5)
    assert records["FJI", None]["issues"] == ["Death penalty", "Justice"]
    assert row["iri"] != records["FJI", None]["iri"]


@pytest.mark.parametrize(("session", "cycle"), [(8, 1), (19, 1), (21, 2), (34, 2), (36, 3), (50, 3), (52, 4), (58, 4)])
def test_cycles_by_sessions_of_the_council(session: int, cycle: int) -> None:
    assert cycle_of_council_session(session) == cycle


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        (ADDENDUM, 2),
        ("A/HRC/DEC/43/117\n\nOutcome of the universal periodic review: Fiji\n\nFiji was reviewed.\n", 3),
        ("A/HRC/DEC/43/117\n\nPanel discussion on reefs\n\nFiji spoke.\n", None),
    ],
)
def test_a_document_of_the_council_belongs_to_a_cycle(tmp_path: Path, text: str, cycle: int | None) -> None:
    path = tmp_path / "document.txt"
    path.write_text(text, encoding="utf-8")
    assert read_document(path, Source(name=path.name, state="FJI")).cycle == cycle
