"""Exports: the fields and conventions that programs rely on, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
from fixture_documents import COMPILATION, FIRST_REPORT, NATIONAL_REPORT, REPORT, SUMMARY, WORKING_GROUP, publish_fixture

from hrgraph import iris, terms
from hrgraph.exports import FACTS, document_graphs, export_records, fields_of, write_graph, write_records
from hrgraph.store import Store

STATEMENT_FIELDS = [
    "iri", "document", "kind", "paragraph", "quote", "issuers", "addressee", "instruments", "instrument_actions",
    "provisions", "notes", "upr_refs", "similar", "themes", "issues", "persons", "sdgs", "rule", "start", "end",
]  # fmt: skip
TAG_FIELDS = ["tagged_by", "tag_scores"]
RECOMMENDATION_FIELDS = ["number", "cycle", "session", "year", "state", "position", "response", "action_category"]
FACT_FIELDS = {
    "participation": ["state", "treaty", "printed", "act", "date", "status", "status_printed", "role", "where"],
    "competence": ["state", "treaty", "kind", "article", "value", "date", "printed"],
    "followup": ["state", "body", "paragraph", "part", "grade"],
    "plan": ["state", "no", "section", "measure", "completion_form", "timeline", "deadline", "responsible", "steps"],
    "review": [
        "state", "cycle", "period", "review_date", "session", "wg_report_date", "wg_report_symbol", "replies_date",
        "replies_symbol", "decision_date", "decision_symbol", "received", "supported", "noted", "delegations", "troika",
        "national_report_symbol", "compilation_symbol", "summary_symbol", "noted_derived",
        "meeting", "without_vote", "outcome_parts", "outcome_documents",
    ],
    "reporting": [
        "state", "body", "latest_report_considered", "latest_concluding_observations", "follow_up", "reporting_status",
    ],
    "noted": ["state", "theme", "text", "instruments", "provisions", "cycle"],
    "implementation": ["state", "cycle", "number", "answered_in", "printed"],
}  # fmt: skip


def test_a_statement_with_everything(store: Store) -> None:
    records = {(r["document"], r["paragraph"]): r for r in export_records(store, "statements")}
    withdraw = records[COMPILATION, "9"]
    assert list(withdraw) == STATEMENT_FIELDS + TAG_FIELDS
    assert {name: withdraw[name] for name in STATEMENT_FIELDS[1:13] if name != "quote"} == {
        "document": COMPILATION,
        "kind": "recommendation",
        "paragraph": "9",
        "issuers": ["CERD"],
        "addressee": "FJI",
        "instruments": ["ICERD"],
        "instrument_actions": [["accept-procedure", "ICERD"], ["withdraw-reservation", "ICERD"]],
        "provisions": ["ICERD:14"],
        "notes": [13],
        "upr_refs": [],
        "similar": False,
    }
    ratify = records[COMPILATION, "10"]
    assert "International instruments" in ratify["issues"]
    assert ratify["tagged_by"]["issues"].startswith("hrgraph-learned ")
    assert withdraw["rule"] == "test.sentence"
    assert withdraw["end"] - withdraw["start"] == len(withdraw["quote"])


def test_conventions(store: Store) -> None:
    records = {(r["document"], r["paragraph"]): r for r in export_records(store, "statements")}
    assert records[COMPILATION, "12"]["issuers"] == []
    assert records[COMPILATION, "12"]["kind"] == "fact"
    assert records[SUMMARY, "3"]["similar"] is True
    assert records[SUMMARY, "4"]["provisions"] == ["FJI:Public Order Act:12", "ICCPR:21"]
    assert records[SUMMARY, "6"]["upr_refs"] == ["71.8"]
    assert records[REPORT, "7"]["instruments"] == ["other:Island Charter"]
    assert records[WORKING_GROUP, "99.2"]["issuers"] == ["CHL", "DNK"]


def test_records_are_in_the_order_of_the_text(store: Store) -> None:
    places = [(record["document"], record["start"]) for record in export_records(store, "statements")]
    assert places == sorted(places)
    assert [
        record["paragraph"] for record in export_records(store, "statements") if record["document"] == SUMMARY
    ] == list("234567")


def test_every_statement_of_the_documents_is_there_and_no_fact(store: Store) -> None:
    records = list(export_records(store, "statements"))
    counted = Counter(record["document"] for record in records)
    # The report of the second review has a pledge besides, which is of no kind that the contract knows.
    assert counted == {SUMMARY: 6, COMPILATION: 5, FIRST_REPORT: 1, WORKING_GROUP: 5, REPORT: 2, NATIONAL_REPORT: 1}
    assert len({record["iri"] for record in records}) == 20
    assert not [record for record in records if "/noted/" in record["iri"]]


def test_recommendations_are_the_numbered_ones(store: Store) -> None:
    records = list(export_records(store, "recommendations"))
    assert [list(record) for record in records] == [STATEMENT_FIELDS + RECOMMENDATION_FIELDS + TAG_FIELDS] * 3
    second = next(record for record in records if record["number"] == "99.2")
    assert {name: second[name] for name in RECOMMENDATION_FIELDS} == {
        "number": "99.2",
        "cycle": 2,
        "session": 20,
        "year": 2014,
        "state": "FJI",
        "position": "supported",
        "response": "supported",
        "action_category": 5,
    }
    assert second["tagged_by"]["action_category"].startswith("hrgraph-learned ")


def test_facts_have_the_fields_of_their_kind(store: Store) -> None:
    records = list(export_records(store, "facts"))
    assert {record["fact"] for record in records} == set(FACTS) == set(FACT_FIELDS)
    for record in records:
        assert {"iri", "doc", "start", *FACT_FIELDS[record["fact"]]} <= set(record)


def test_facts(store: Store) -> None:
    records = list(export_records(store, "facts"))

    def found(fact: str, *names: str) -> list[tuple[object, ...]]:
        return [tuple(record[name] for name in names) for record in records if record["fact"] == fact]

    assert found("participation", "doc", "treaty", "act", "date") == [
        (COMPILATION, "ICCPR", "not_party", None),
        (COMPILATION, "ICERD", "party", "1973-01-11"),
        (COMPILATION, "OP-CAT", "signature_only", "2008"),
        (COMPILATION, "CAT", "party", "2006-03-14"),
        (REPORT, "CAT", "accession", "2006-04-14"),
    ]
    assert found("competence", "treaty", "kind", "value", "article") == [
        ("ICERD", "individual_complaints", "no", "14"),
        ("CAT", "inquiry", "yes", "20"),
    ]
    assert found("followup", "body", "paragraph", "part", "grade") == [("CAT", 17, "(a)", "C")]
    assert found("plan", "no", "timeline", "deadline", "responsible") == [
        ("1.2", "by the end of 2023", "2023-12-31", ["Ministry of Justice"])
    ]
    assert found("review", "doc", "troika", "national_report_symbol")[:2] == [
        (WORKING_GROUP, ["CHL", "DNK", "KEN"], None),
        (WORKING_GROUP, [], "A/HRC/WG.6/20/FJI/1"),
    ]
    assert found("review", "cycle", "review_date", "wg_report_symbol", "received")[2:] == [
        (2, "2014-10-29", WORKING_GROUP, None),
        (2, None, None, 138),
    ]
    assert found("reporting", "body", "latest_report_considered", "latest_concluding_observations") == [
        ("CERD", "2007", "2008-03")
    ]
    assert found("noted", "theme", "instruments", "provisions", "cycle") == [
        ("Freedom of opinion", ["ICCPR"], ["ICCPR:19"], 2)
    ]


def test_json_lines_and_csv_say_the_same(store: Store) -> None:
    records = list(export_records(store, "statements"))
    lines = list(write_records(iter(records), "jsonl", fields_of("statements")))
    assert [json.loads(line) for line in lines] == records
    table = list(csv.DictReader(io.StringIO("".join(write_records(iter(records), "csv", fields_of("statements"))))))
    assert [row["iri"] for row in table] == [record["iri"] for record in records]
    cells = {(row["issuers"], row["instrument_actions"]) for row in table}
    assert {("CHL; DNK", "ratify OP-CAT"), ("RW", "ratify ICRMW; ratify OP-CAT")} <= cells
    facts = list(csv.DictReader(io.StringIO("".join(write_records(export_records(store, "facts"), "csv", fields_of("facts"))))))
    assert len(facts) == len(list(export_records(store, "facts")))


def test_a_table_of_nothing_has_a_header() -> None:
    for what, some in (("statements", STATEMENT_FIELDS), ("recommendations", RECOMMENDATION_FIELDS), ("facts", ["fact", "doc"])):
        assert list(write_records([], "jsonl", fields_of(what))) == []
        (header,) = write_records([], "csv", fields_of(what))
        assert set(some) <= set(header.rstrip("\n").split(","))


def test_every_record_has_fields_of_the_header(store: Store) -> None:
    for what in ("statements", "recommendations", "facts"):
        for record in export_records(store, what):
            assert set(record) <= set(fields_of(what))


def test_the_graph_comes_out_as_it_was_published(store: Store) -> None:
    nquads = b"".join(write_graph(store, "nq", graphs=document_graphs(store)))
    found = {quad.graph_name.value for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS)}
    documents = {iris.document_graph(name) for name in (SUMMARY, COMPILATION, FIRST_REPORT, WORKING_GROUP, REPORT, NATIONAL_REPORT)}
    assert documents < found <= documents | set(map(iris.tags_of, documents))
    for iri in document_graphs(store):
        lines = store.graph(iri).lines.splitlines()
        assert lines == sorted(lines)
    assert b"_:" not in nquads, "no blank nodes in what documents say"
    everything = b"".join(write_graph(store, "nq", graphs=store.graphs))
    assert terms.GRAPH_REFERENCE.encode() in everything
    assert everything.count(b"\n") == sum(store.graphs.values())
    turtle = b"".join(write_graph(store, "ttl", graphs=document_graphs(store)))
    triples = {quad.triple for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS)}
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == triples


def test_two_stores_of_the_same_content_give_the_same_bytes(tmp_path: Path, store: Store) -> None:
    publish_fixture(tmp_path / "again")
    again = Store.open(tmp_path / "again")
    for what in ("statements", "recommendations", "facts"):
        assert list(export_records(again, what)) == list(export_records(store, what))
    for form in ("nq", "ttl"):
        first, second = (b"".join(write_graph(one, form, graphs=one.graphs)) for one in (store, again))
        assert first == second
