"""Where sources differ on a State's participation, and where they only seem to; the graph and the questions that tell of it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pyoxigraph as ox
import pytest
from test_fulfilment import RATIFIED, SIGNED_IN_2009, told

from hrgraph import iris, terms
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.participation_disagreements import find_disagreements
from hrgraph.joins.sources import READ as SOURCE_READ
from hrgraph.joins.sources import Source, read_source
from hrgraph.joins.standings import Told, by_treaty
from hrgraph.joins.treaties import join_treaties
from hrgraph.joins.treaty_records import READ, Call, TreatyRecords, read_treaty_records
from hrgraph.pipeline import build
from hrgraph.plain_records import from_plain
from hrgraph.queries import find_query
from hrgraph.store import NamedGraph, Store


@pytest.mark.parametrize(
    ("tales", "found"),
    [
        ([RATIFIED, told("party", "2019", "2015-02", document="a")], [("participation-date", "ratify", ["party 2015-02", "ratification 2015-04-21"])]),
        ([RATIFIED, told("accession", "2022", "2015-04-12")], [("participation-date", "ratify", ["accession 2015-04-12; ratification 2015-04-21"])]),
        ([told("signature", "2021", "2008-12-11"), told("signature-only", "2009", "2007", document="a")], [("participation-date", "sign", ["signature 2008-12-11", "signature only 2007"])]),
        # The same date, less precisely; another act; a law; the entry into force; a source that is older than the act.
        ([RATIFIED, told("party", "2019", "2015", document="a"), told("party", "2019", "2015-04", document="b")], []),
        ([RATIFIED, told("signature", "2021", "2008-12-11")], []),
        ([RATIFIED, told("domestic-ratification", "2021", "2015-02-20")], []),
        ([RATIFIED, told("entry-into-force", "2021", "2015-05-21")], []),
        ([RATIFIED, SIGNED_IN_2009], []),
        ([RATIFIED, told("not-party", "2015", document="a")], []),
        ([RATIFIED, told("ratification", "2021", "2012-01-01", of="urn:x:OP-CRPD")], []),
        ([told("signature-only", "2021", "2008"), told("not-party", "2021")], []),
        # One says signed only, another ratified.
        ([told("signature-only", "2022", "2008", document="a"), RATIFIED], [("participation-status", "ratify", ["ratification 2015-04-21", "signature only 2008"])]),
        ([told("not-party", "2022", document="a"), told("ratification", "2021")], [("participation-status", "ratify", ["not party", "ratification"])]),
        # Within one document both, also of a law, which binds nobody.
        ([told("not-party", "2021"), told("ratification", "2021")], [("participation-status", "ratify", ["not party; ratification"])]),
        ([told("not-party", "2021"), told("domestic-ratification", "2021", "2021-01-02")], [("participation-status", "ratify", ["domestic law on ratification 2021-01-02; not party"])]),
        # Who left the treaty is no party, and was one.
        ([told("accession", "2021", "1990"), told("denunciation", "2021", "2000-05"), told("not-party", "2021")], []),
    ],
)  # fmt: skip
def test_what_sources_differ_on(tales: list[Told], found: list[tuple[str, str, list[str]]]) -> None:
    differing = list(find_disagreements(by_treaty(tales)))
    assert [(one.on, one.act, sorted(one.said().values())) for one in differing] == found
    assert list(find_disagreements(by_treaty(tales[::-1]))) == differing


CORPUS = """
[[document]]
file = "table.txt"
slug = "reefs-2009"
kind = "IndependentReport"
state = "FJI"
date = "2009-05"

[[document]]
file = "letter.txt"
slug = "islands-2019"
kind = "IndependentReport"
state = "FJI"
date = "2019-03"

[[document]]
file = "report.txt"
slug = "reefs-2021"
kind = "IndependentReport"
state = "FJI"
date = "2021"
"""
TABLE = """# I. Treaties

Fiji has signed but not ratified the CRPD. Fiji is not a party to the ICRMW. Fiji is not a party to the Rome Statute of the International Criminal Court.

# II. Advice

The Committee against Torture recommended that Fiji ratify the CRPD, the ICRMW and the Rome Statute of the International Criminal Court.
"""
LETTER = """# I. Progress

Fiji ratified the CRPD in February 2015. The Committee on the Rights of the Child recommended that Fiji ratify the ICRMW.
"""
REPORT = """# I. Progress

The Human Rights Committee welcomed the ratification of the CRPD, on 21 April 2015. The European Union welcomed Fiji's ratification of the Rome Statute of the International Criminal Court.

# II. Treaties

Fiji is not a party to the Rome Statute of the International Criminal Court.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("fulfilment")
    for name, text in (("corpus.toml", CORPUS), ("table.txt", TABLE), ("letter.txt", LETTER), ("report.txt", REPORT)):
        (folder / name).write_text(text, encoding="utf-8")
    report = build([folder], folder / "store", workers=1)
    assert not report.problems and all(not one.quarantined for one in report.documents)
    return Store.open(folder / "store")


def rows(store: Store, name: str, *columns: str, **values: str) -> list[tuple[object, ...]]:
    return [tuple(record[column] for column in columns) for record in find_query(name).ask(store, values).records()]


def test_what_came_of_the_calls(store: Store) -> None:
    found = rows(store, "fulfilment", "treaty", "outcome", "date", "calls", "issuers", "answered_by", "disputed", state="FJI")
    assert found == [
        ("CRPD", "fulfilled", "2015-04-21", 1, "CAT", "islands-2019; reefs-2021 (HRCttee)", "participation-date"),
        ("ICRMW", "not-fulfilled", None, 2, "CAT CRC", None, None),
        ("ROME-STATUTE", "contradicted", None, 1, "CAT", "reefs-2021 (EU)", "participation-status"),
    ]
    assert rows(store, "fulfilment", "first_call", "last_call", "days", "days_at_least", "days_at_most", state="FJI", treaty="CRPD") == [
        ("2009-05", "2009-05", None, 2151, 2181)
    ]
    assert rows(store, "fulfilment", "status_as_of", "as_of", "otherwise", state="FJI", treaty="ICRMW") == [
        ("2009-05", "2019-03", "not party: reefs-2009")
    ]
    assert rows(store, "fulfilment", "treaty", state="FJI", outcome="contradicted", act="ratify") == [("ROME-STATUTE",)]
    assert rows(store, "fulfilment", "treaty", state="FJI", act="sign") == []
    assert rows(store, "fulfilment", "treaty", state="Chile") == []


def test_each_call_leads_to_its_words(store: Store) -> None:
    found = rows(store, "calls-and-answers", "treaty", "date", "how", "issuers", "document", "outcome", "done", state="FJI")
    assert found == [
        ("CRPD", "2009-05", "call", "CAT", "reefs-2009", "fulfilled", "2015-04-21"),
        ("ICRMW", "2009-05", "call", "CAT", "reefs-2009", "not-fulfilled", None),
        ("ICRMW", "2019-03", "call", "CRC", "islands-2019", "not-fulfilled", None),
        ("ROME-STATUTE", "2009-05", "call", "CAT", "reefs-2009", "contradicted", None),
    ]
    texts = {text for (text,) in rows(store, "calls-and-answers", "text", state="FJI", treaty="CRPD")}
    assert all("recommended that Fiji ratify the CRPD" in str(text) for text in texts)


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2009-04", []),
        ("2009", [("signature only", None, "reefs-2009", None)]),
        ("2009-05", [("signature only", None, "reefs-2009", None)]),
        ("2019-03-01", [("signature only", None, "reefs-2009", None)]),
        ("2019-12", [("signature only", None, "reefs-2009", None), ("ratification", "2015-02", "islands-2019", None)]),
        (
            "2021",
            [("signature only", None, "reefs-2009", None), ("ratification", "2015-02", "islands-2019", None), ("ratification", "2015-04-21", "reefs-2021", "HRCttee")],
        ),
    ],
)  # fmt: skip
def test_what_was_known_at_a_date(store: Store, date: str, found: list[tuple[object, ...]]) -> None:
    columns = ("act", "act_date", "document", "word_of")
    assert rows(store, "treaty-status-at-a-date", *columns, state="FJI", date=date, treaty="CRPD") == found


def test_what_is_left_to_do(store: Store) -> None:
    columns = ("treaty", "act", "state", "outcome", "calls", "issuers", "first_call", "last_call", "status_as_of")
    found = [("ICRMW", "ratify", "FJI", "not-fulfilled", 2, 2, "2009-05", "2019-03", "2009-05")]
    assert rows(store, "unfulfilled-calls", *columns) == found == rows(store, "unfulfilled-calls", *columns, treaty="ICRMW", state="FJI")
    assert rows(store, "unfulfilled-calls", *columns, treaty="CRPD") == []


def test_each_say_of_a_disagreement_is_told(store: Store) -> None:
    found = rows(store, "contradictory-participations", "treaty", "point", "act", "date", "document", "word_of", state="FJI")
    assert found == [
        ("CRPD", "participation-date", "ratification", "2015-02", "islands-2019", None),
        ("CRPD", "participation-date", "ratification", "2015-04-21", "reefs-2021", "HRCttee"),
        ("ROME-STATUTE", "participation-status", "not party", None, "reefs-2021", None),
        ("ROME-STATUTE", "participation-status", "ratification", None, "reefs-2021", "EU"),
    ]


def test_the_graph_is_of_its_records_in_any_order_and_conforms(store: Store) -> None:
    graphs = [store.graph(iri) for iri in store.graphs if "/graph/document/" in iri]
    facts = [DocumentFacts(graph, {*READ, *SOURCE_READ}) for graph in graphs]
    stated = [(read_source(one), read_treaty_records(one)) for one in facts]
    assert all(from_plain(TreatyRecords, json.loads(json.dumps(asdict(records)))) == records for _, records in stated)
    joined = join_treaties(stated, {}, {})
    assert joined == join_treaties(stated[::-1], {}, {}) == store.graph(terms.GRAPH_TREATIES)
    assert join_treaties([], {}, {}).triples == 0


def test_a_row_of_a_table_is_the_recommendation_that_it_repeats() -> None:
    state, instrument, act = iris.thing("state", "FJI"), iris.instrument("CAT"), iris.treaty_act("ratify", "CAT")
    whole, row, review = iris.upr_recommendation("FJI", 1, "71.1"), iris.upr_recommendation_row("FJI", 1, "k"), iris.review("FJI", 1)

    def source(name: str, date: str, statement: str) -> tuple[Source, TreatyRecords]:
        call = Call(statement, f"urn:x:{name}", state, "ratify", instrument, act, review)
        return Source(f"urn:x:{name}", name, "ThematicList", state, 1, date), TreatyRecords((call,), ())

    joined = join_treaties([source("report", "2010", whole), source("table", "", row)], {review: "2010-02-11"}, {row: whole})
    told = {(quad.predicate.value.removeprefix(terms.HR), quad.object.value) for quad in ox.parse(joined.lines, format=ox.RdfFormat.N_QUADS)}
    assert {value for name, value in told if name == "answersCall"} == {whole}
    assert {("callCount", "1"), ("firstCalledOn", "2010-02-11"), ("madeOn", "2010-02-11")} <= told


@pytest.mark.parametrize(
    ("kind", "speakers", "word_of"),
    [
        ("NationalReport", (), "id/state/FJI"),
        ("Addendum", (), "id/state/FJI"),
        ("NationalReport", ("urn:x:CAT",), "urn:x:CAT"),
        ("WorkingGroupReport", ("urn:x:CHL",), "urn:x:CHL"),
        ("WorkingGroupReport", (), None),
        ("IndependentReport", (), None),
    ],
)
def test_whose_word_it_is(kind: str, speakers: tuple[str, ...], word_of: str | None) -> None:
    standing = replace(RATIFIED.standing, speakers=speakers)
    source = Source("urn:x:telling", "telling", kind, iris.thing("state", "FJI"), 2, "2014")
    joined = join_treaties([(source, TreatyRecords((), (standing,)))], {iris.review("FJI", 2): "2014-10-29"}, {})
    told = {quad.predicate.value.removeprefix(terms.HR): quad.object.value for quad in ox.parse(joined.lines, format=ox.RdfFormat.N_QUADS)}
    assert told.get("wordOf", "").removeprefix(terms.BASE) == (word_of or "")
    assert told["speaksAsOf"] == ("2014-10-29" if kind == "WorkingGroupReport" else "2014")


@pytest.mark.parametrize(
    ("kind", "issued", "session", "date"),
    [
        ("UnitedNationsCompilation", "2009-11-18", 7, "2009-11-18"),
        ("UnitedNationsCompilation", "2010", 7, "2010"),
        ("UnitedNationsCompilation", None, 7, "2010-02-08"),
        ("StakeholderSummary", "2026", 7, "2010-02-08"),
        ("NationalReport", "2010-02-20", 7, "2010-02-08"),
        ("Addendum", "2010-05-20", 7, "2010-05-20"),
        ("IndependentReport", "2021", None, "2021"),
        ("IndependentReport", None, None, ""),
    ],
)
def test_a_document_that_a_review_rests_on_is_no_younger_than_it(kind: str, issued: str | None, session: int | None, date: str) -> None:
    graph, document = iris.document_graph("x"), iris.document("x")
    writer = GraphWriter(graph, words=True)
    writer.describe(document, f"hr:{kind}", "x")
    writer.date(document, "dcterms:issued", issued)
    writer.number(document, "hr:session", session)
    assert read_source(DocumentFacts(NamedGraph.of_triples(graph, writer.quads()), SOURCE_READ)).date == date
