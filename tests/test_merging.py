"""The graph that says which rows are which recommendations, and where sources differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from docx_writer import paragraph, write_docx

from hrgraph import iris, terms
from hrgraph.exports import export_records
from hrgraph.joins.contributions import read_contribution
from hrgraph.joins.merging import merge_recommendations
from hrgraph.joins.reconciliation import Account
from hrgraph.pipeline import build
from hrgraph.queries import find_query
from hrgraph.store import NamedGraph, Store

REPORT = (
    paragraph("A/HRC/15/7")
    + paragraph("Report of the Working Group on the Universal Periodic Review", bold=True)
    + paragraph("Fiji", bold=True)
    + paragraph("I. Introduction", bold=True)
    + paragraph("1.\tThe Working Group held its seventh session from 8 to 19 February 2010. The review of Fiji was held at the 6th meeting, on 11 February 2010.")
    + paragraph("II. Conclusions and/or recommendations", bold=True)
    + paragraph("71.\tThe following recommendations will be examined by Fiji, which will provide responses in due time:")
    + paragraph("71.1\tRatify the Convention on enforced disappearance (Chile, Norway);")
    + paragraph("71.2\tBuild clinics on the outer islands (Peru);")
)
ADDENDUM = """A/HRC/15/7/Add.1

Views on conclusions and/or recommendations

Fiji

1. Fiji accepts the recommendation.

2. Fiji cannot accept this recommendation.
"""
TABLE = """To,Text,From,Response,Action,Issue,Session
Fiji,Ratify the Convention on enforced disappearance,Norway,Noted,5,Enforced disappearances,7
Fiji,Build clinics on the outer islands,Tuvalu,Noted,4,Right to health,7
Fiji,Abolish the death penalty,Peru,Noted,5,Death penalty,7
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("merging")
    for name, text in (("addendum.txt", ADDENDUM), ("table.csv", TABLE)):
        (folder / name).write_text(text, encoding="utf-8")
    write_docx(folder / "report.docx", REPORT)
    report = build([folder], folder / "store", workers=1)
    assert [graph.quarantined for graph in report.documents] == [{}, {}, {}] and not report.problems
    return folder


@pytest.fixture(scope="module")
def records(folder: Path) -> dict[str | None, dict]:
    return {record["number"]: record for record in export_records(Store.open(folder / "store"), "recommendations")}


def test_every_source_says_its_part_of_one_record(records: dict[str | None, dict]) -> None:
    assert set(records) == {"71.1", "71.2", None}
    first, second, alone = records["71.1"], records["71.2"], records[None]
    assert (first["document"], first["position"], first["response"]) == ("A/HRC/15/7", "pending", "supported")
    assert (first["issuers"], first["issues"], first["action_category"]) == (["CHL", "NOR"], ["Enforced disappearances"], 5)
    assert (second["response"], second["issues"], second["action_category"]) == ("noted", ["Right to health"], 4)
    assert (alone["document"], alone["issues"], alone["response"]) == ("table", ["Death penalty"], "noted")


def test_differences_are_in_the_graph(folder: Path) -> None:
    merged = Store.open(folder / "store").graph(terms.GRAPH_RECOMMENDATIONS)
    found: dict[str, set[str]] = {}
    for quad in ox.parse(merged.lines, format=ox.RdfFormat.N_QUADS):
        if quad.predicate.value in (terms.HR + "disagreementOn", terms.HR + "disagreeingRecord"):
            found.setdefault(quad.subject.value, set()).add(quad.object.value)
    on_response, on_issuers = sorted(found.values(), key=lambda values: "issuers" in values)
    # The table says noted of 71.1, which the addendum accepts; it says Tuvalu of 71.2, which the report gives to Peru.
    assert "response" in on_response and len(on_response) == 3
    assert all("/id/position/" in value for value in on_response - {"response"})
    assert on_issuers >= {"issuers", iris.upr_recommendation("FJI", 1, "71.2")} and len(on_issuers) == 3


def test_the_order_of_graphs_does_not_matter(folder: Path) -> None:
    store = Store.open(folder / "store")
    accounts = [account for iri in store.graphs if "/document/" in iri for account in read_contribution(store.graph(iri)).accounts]
    assert merge_recommendations(accounts) == merge_recommendations(accounts[::-1]) == store.graph(terms.GRAPH_RECOMMENDATIONS)


def test_documents_without_recommendations_merge_to_nothing() -> None:
    assert read_contribution(NamedGraph(terms.GRAPH + "document/x", b"")).accounts == ()
    assert merge_recommendations([]).triples == 0


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            {"state": "FJI", "point": "response"},
            {("71.1", "response", "A/HRC/15/7/Add.1", "supported"), ("71.1", "response", "table", "noted")},
        ),
        (
            {"point": "issuers"},
            {("71.2", "issuers", "A/HRC/15/7", "PER"), ("71.2", "issuers", "table", "TUV")},
        ),
        ({"state": "Chile"}, set()),
    ],
)
def test_where_sources_disagree(folder: Path, values: dict[str, str], expected: set[tuple[str, ...]]) -> None:
    answer = find_query("disagreements").ask(Store.open(folder / "store"), values).records()
    assert {(row["number"], row["point"], row["document"], row["says"]) for row in answer} == expected


def test_two_documents_of_one_record_that_differ_are_told_apart(tmp_path: Path) -> None:
    account = Account("urn:x:report", "WorkingGroupReport", "urn:x:FJI", 1, "71.1", issuers=("urn:x:state/CHL",), record="urn:x:71.1", review="urn:x:r")
    other = replace(account, document="urn:x:list", kind="ThematicList", issuers=("urn:x:state/PER",))
    merged = merge_recommendations([account, other])
    said = {triple.object.value for triple in merged.matching({terms.HR + "saidValue"})}
    assert said == {"CHL", "PER"}
    assert merged == merge_recommendations([other, account])
    (received,) = merge_recommendations([account, replace(other, issuers=account.issuers)]).matching({terms.HR + "receivedRecommendation"})
    assert (received.subject.value, received.object.value) == ("urn:x:r", "urn:x:71.1")
