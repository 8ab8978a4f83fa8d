"""The curated queries: each is complete, is SPARQL for two engines, answers on the fixture, and binds values as terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from fixture_documents import COMPILATION, REPORT, SUMMARY
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery

from hrgraph import iris, resources, terms
from hrgraph.curated import CuratedQuery
from hrgraph.errors import ParameterError, ResourceError
from hrgraph.exports import export_records
from hrgraph.facets import values_of
from hrgraph.parameters import Parameter, Vocabulary, parse_parameter
from hrgraph.pipeline import build
from hrgraph.queries import find_query, load_queries, read_query
from hrgraph.querytext import bind_terms
from hrgraph.store import Store

NAMES = sorted(load_queries())
CONCERN = "SELECT ?s { ?s a <https://w3id.org/hrgraph/ontology#Concern> } ORDER BY ?s LIMIT 1"
# What the sample call asks of Kazakhstan, asked of the fixture.
FIXTURE_VALUES = {
    "citation-network": {"document": REPORT},
    "calls-and-answers": {"state": "FJI", "treaty": "OP-CAT"},
    "compare-states": {"state": "FJI", "other": "CHL", "scheme": "issue"},
    "issuer-profile": {"issuer": "RW"},
    "issues-of-a-recommender": {"issuer": "CHL"},
    "recommendations": {"state": "FJI", "issue": "International instruments"},
    "state-as-recommender": {"issuer": "CHL"},
    "citations-of-a-document": {"cited": "CAT/C/FJI/CO/1"},
    "cited-recommendations": {"document": REPORT},
    "dialogue-of-a-review": {"state": "FJI", "speaker": "CHL"},
    "thread": {"thread": terms.ID + "thread/FJI/become-party/OP-CAT"},
    "thread-claims": {"state": "FJI"},
    "voluntary-pledges": {"state": "FJI"},
    "search": {"text": "\"optional protocol\" AND ratif*", "state": "FJI"},
    "machine-tags": {"recommendation": iris.upr_recommendation("FJI", 2, "99.1"), "scheme": "issue"},
    "recommendations-by-issuer": {"state": "FJI", "issuer": "CAT"},
    "reported-implementations": {"state": "FJI"},
    "statements-of-a-document": {"document": SUMMARY},
}


def values_for(query: CuratedQuery, store: Store) -> Mapping[str, str]:
    """Return values for which a query has an answer on the fixture."""
    if query.name == "provenance-of-a-record":
        return {"record": next(iter(store.query(CONCERN)))["s"].value}
    return FIXTURE_VALUES.get(query.name) or {name: value.replace("KAZ", "FJI") for name, value in query.sample.items()}


# The invented documents have reviews of one State, and it recommends nothing.
WITHOUT_ANSWER = {"reciprocal-recommendations"}
# The documents that come with hrgraph have no words of the plan, nor States that both speak and are reviewed.
WITHOUT_ANSWER_THERE = {"plan-against-recommendations", "reciprocal-recommendations", "thread-claims"}


@pytest.fixture(params=NAMES)
def query(request: pytest.FixtureRequest) -> CuratedQuery:
    return load_queries()[request.param]


def test_there_are_enough_questions() -> None:
    assert len(NAMES) >= 16


def test_the_header_is_complete(query: CuratedQuery) -> None:
    assert query.title[0].isupper()
    assert not query.title.endswith(".")
    assert query.question.endswith("?")
    assert query.tags
    assert query.columns
    for parameter in query.parameters:
        assert parameter.meaning
        assert parameter.example
        assert (parameter.vocabulary is None) == (parameter.type != "code")
        assert (parameter.type == "choice") == bool(parameter.values)


def test_it_is_sparql_for_two_engines(query: CuratedQuery) -> None:
    ox.Store().query(query.text)
    prepareQuery(query.text)


@pytest.mark.parametrize("path", resources.files("queries", pattern="*.rq"), ids=lambda path: path.stem)
def test_every_query_file_is_sparql_for_two_engines_and_ordered(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    ox.Store().query(text)
    prepareQuery(text)
    assert "ORDER BY" in text


def test_it_selects_its_columns_in_their_order(query: CuratedQuery, store: Store) -> None:
    selected = [variable.value for variable in store.query(query.text).variables]
    assert selected == [column.name for column in query.columns]


def test_it_answers_on_the_fixture(query: CuratedQuery, store: Store) -> None:
    values = values_for(query, store)
    table = query.ask(store, values)
    assert table.total == len(table.rows)
    assert bool(table.rows) == (query.name not in WITHOUT_ANSWER)
    for record in table.records():
        assert list(record) == [column.name for column in query.columns]
        for name, value in values.items():
            (parameter,) = (parameter for parameter in query.parameters if parameter.name == name)
            found = [value for column in parameter.among for value in values_of(record[column] or "")]
            assert value in (found if parameter.among else [str(record[name])]), "each row says what it answers"
    for position, column in enumerate(query.columns):
        found = {type(row[position]) for row in table.rows if row[position] is not None}
        assert found <= {{"integer": int, "decimal": float, "boolean": bool}.get(column.type, str)}


def test_no_row_is_told_twice(query: CuratedQuery, store: Store) -> None:
    rows = query.ask(store, values_for(query, store)).rows
    assert len(set(rows)) == len(rows)


def test_values_joined_into_the_text_give_the_same_rows(query: CuratedQuery, store: Store) -> None:
    values = values_for(query, store)
    columns = {column.name for column in query.columns}
    bound = {name: term for name, term in query.bind(values, {}).items() if name in columns}
    text = bind_terms(query.text, {name: str(term) for name, term in bound.items()})
    prepareQuery(text)
    substituted = [tuple(row) for row in store.query(query.text, substitutions=bound)]
    assert [tuple(row) for row in store.query(text)] == substituted


def test_pages_put_together_are_the_whole(query: CuratedQuery, store: Store) -> None:
    values = values_for(query, store)
    whole = query.ask(store, values)
    pages = [query.ask(store, values, limit=2, offset=offset) for offset in range(0, whole.total, 2)]
    assert [row for page in pages for row in page.rows] == whole.rows
    assert {page.total for page in pages} <= {whole.total}
    native = query.page(store, values, limit=2).solutions()
    assert len(list(native)) == min(2, whole.total)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What `./run demo` serves: the sample documents and the facts graph of Kazakhstan."""
    directory = tmp_path_factory.mktemp("demonstration") / "store"
    root = Path(__file__).parent.parent
    report = build([root / "samples", root / "facts" / "kazakhstan.nq.gz"], directory, workers=1)
    assert not report.problems
    return Store.open(directory)


def test_the_sample_call_has_an_answer(query: CuratedQuery, demonstration: Store) -> None:
    table = query.ask(demonstration, query.sample)
    assert bool(table.total) == (query.name not in WITHOUT_ANSWER_THERE)
    assert len(set(table.rows)) == table.total


def rows(store: Store, name: str, *columns: str, **values: str) -> list[tuple[object, ...]]:
    return [tuple(record[column] for column in columns) for record in find_query(name).ask(store, values).records()]


def test_who_asked_to_ratify(store: Store) -> None:
    found = rows(store, "treaty-acts-asked", "treaty", "issuer", "document", "paragraph", state="FJI", act="ratify")
    assert found == [
        ("ICRMW", "CHL", "A/HRC/28/99", "99.1"),
        ("ICRMW", "RW", SUMMARY, "2"),
        ("OP-CAT", "CAT", "A/HRC/WG.6/7/FJI/2", "10"),
        ("OP-CAT", "CHL", "A/HRC/28/99", "99.2"),
        ("OP-CAT", "DNK", "A/HRC/28/99", "99.2"),
        ("OP-CAT", "NOR", "A/HRC/15/98", "71.1"),
        ("OP-CAT", "RW", SUMMARY, "2"),
    ]
    assert len(rows(store, "treaty-acts-asked", "treaty", state="FJI")) == 11


def test_optional_parameters_narrow_the_answer(store: Store) -> None:
    assert rows(store, "treaty-acts-asked", "issuer", state="FJI", act="ratify", treaty="ICRMW") == [("CHL",), ("RW",)]
    assert rows(store, "statements-of-a-document", "paragraph", document=SUMMARY, kind="concern") == [("4",)]
    assert rows(store, "treaty-status", "act", state="FJI", treaty="CAT") == [("party",), ("accession",)]
    assert rows(store, "upr-recommendations", "number", state="FJI", cycle="3") == []


def test_the_dialogue_of_a_review_is_told_by_who_speaks(store: Store) -> None:
    told = ("paragraph", "speaker", "kind", "norm")
    assert rows(store, "dialogue-of-a-review", *told, state="FJI", cycle="2") == [
        ("20", "CHL", "request", "CAT"),
        ("21", "FJI", "finding", "CAT"),
        ("98", "FJI", "finding", None),
    ]
    assert rows(store, "dialogue-of-a-review", "paragraph", state="FJI", speaker="CHL") == [("20",)]


def test_pledges_say_which_treaty_acts_they_promise(store: Store) -> None:
    assert rows(store, "voluntary-pledges", "paragraph", "promised", state="FJI") == [("100", "sign CAT")]


def test_a_pledge_is_told_beside_the_calls_and_not_counted(store: Store) -> None:
    found = rows(store, "fulfilment", "act", "outcome", "date", "calls", "pledges", "first_call", state="FJI", treaty="CAT")
    assert found == [("sign", "fulfilled-before-call", "2006-03-14", 0, 1, "2014-10-29")]
    told = rows(store, "calls-and-answers", "how", "issuers", "date", "paragraph", state="FJI", treaty="CAT")
    assert told == [("pledge", "FJI", "2014-10-29", "100")]
    asked = rows(store, "calls-and-answers", "how", "issuers", "date", "number", state="FJI", treaty="ICRMW")
    assert asked == [("call", "RW", "2014", None), ("call", "CHL", "2014-10-29", "99.1")]


def test_the_troika_and_the_base_documents_of_a_review(store: Store) -> None:
    told = {value for row in rows(store, "upr-reviews", "troika", "base_documents", state="FJI") for value in row}
    assert {"CHL; DNK; KEN", "A/HRC/WG.6/20/FJI/1"} <= told


def test_documents_that_disagree(store: Store) -> None:
    found = rows(store, "contradictory-participations", "treaty", "point", "act", "date", "document", state="FJI")
    assert found == [
        ("CAT", "participation-date", "party", "2006-03-14", COMPILATION),
        ("CAT", "participation-date", "accession", "2006-04-14", REPORT),
    ]


def test_a_document_that_contradicts_itself_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "corpus.toml").write_text(
        '[[document]]\nfile = "report.txt"\nslug = "reefs"\nkind = "IndependentReport"\nstate = "FJI"\ndate = "2021-05"\n'
    )
    (tmp_path / "report.txt").write_text(
        "# I. Laws\n\nThe Law on Ratification of the CRPD, dated 4 June 2017, was published. The Law on Ratification of"
        " the CRPD, dated 4 June 2017, is short. Fiji ratified the ICRMW on 5 June 2018.\n\n"
        "# II. Treaties\n\nFiji is not a party to the CRPD. Fiji is a party to the CRC.\n"
    )
    build([tmp_path], tmp_path / "store", workers=1)
    store = Store.open(tmp_path / "store")
    found = rows(store, "contradictory-participations", "treaty", "act", "date", "records", state="FJI")
    assert found == [("CRPD", "not party", None, 1), ("CRPD", "domestic law on ratification", "2017-06-04", 2)]
    assert "2017-06-04" not in [date for (date,) in rows(store, "treaty-acts-and-status", "party_since", state="FJI")]
    acts = [r for r in export_records(store, "facts") if r["fact"] == "participation" and r["treaty"] == "CRPD" and r["date"]]
    assert {(r["act"], r["status"]) for r in acts} == {("ratification", "domestic law on ratification")}


@pytest.mark.parametrize("written", ["2014", "2014-12", "2014-12-31", "2016-02-29"])
def test_a_date_is_a_year_a_month_or_a_day(written: str) -> None:
    date = Parameter("date", "date", "by when", "2014")
    assert parse_parameter(date, written, None) == ox.Literal(written)


@pytest.mark.parametrize("written", ["14", "2014-13", "2014-1", "2015-02-29", "12/2014", "2014-12-31T00:00", "0000", "2014-12-", "today", "\u0662014"])
def test_what_no_calendar_holds_is_not_a_date(written: str) -> None:
    date = Parameter("date", "date", "by when", "2014")
    with pytest.raises(ParameterError, match=re.escape(f"date={written!r} is not a year, a month or a day")):
        parse_parameter(date, written, None)


def test_statements_are_counted_once(store: Store) -> None:
    counted = rows(store, "issuers", "document", "counted", state="FJI")
    for document in {document for document, _ in counted}:
        statements = find_query("statements-of-a-document").ask(store, {"document": str(document)}).total
        assert sum(int(str(number)) for of, number in counted if of == document) == statements


def test_a_law_may_be_named_without_its_state(store: Store) -> None:
    law = str(rows(store, "laws-criticised", "law", state="FJI")[0][0])
    name = law.removeprefix("FJI:")
    assert name != law
    assert set(rows(store, "laws-criticised", "law", state="FJI", law=name)) == {(law,)}


def test_law_that_is_criticised_in_two_documents(store: Store) -> None:
    found = rows(store, "laws-criticised", "article", "kind", "issuer", "document", state="FJI")
    assert found == [
        ("12", "concern", "RW", SUMMARY),
        ("12", "recommendation", "JS1", SUMMARY),
        ("12", "recommendation", "Island Watch", REPORT),
    ]


def test_civil_society_and_united_nations_ask_the_same(store: Store) -> None:
    found = rows(store, "acts-asked-by-ngo-and-un", "treaty", "act", "civil_society", "united_nations", state="FJI")
    assert found == [("OP-CAT", "ratify", "RW", "CAT")]


def test_similar_statements_lead_to_the_first(store: Store) -> None:
    found = rows(store, "similar-recommendations", "issuer", "first_issuer", state="FJI")
    assert found == [("JS1", "RW")]


@pytest.mark.parametrize("written", ["FJI", "fji", "Fiji", " FIJI ", "FJ", "Republic of Fiji"])
def test_a_state_may_be_written_as_people_do(store: Store, written: str) -> None:
    assert rows(store, "treaty-status", "state", state=written)[0] == ("FJI",)


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("treaty-status", {}, "state is missing"),
        ("treaty-status", {"state": ""}, "state is missing"),
        ("treaty-status", {"state": "Fijji"}, "Did you mean 'Fiji'"),
        ("treaty-status", {"state": "FJI", "treatie": "CAT"}, "'treatie' is not a parameter.*Did you mean 'treaty'"),
        ("treaty-status", {"stat": "FJI"}, "'stat' is not a parameter.*state is missing"),
        ("treaty-status", {"state": "FJI", "treaty": "no such treaty at all"}, "not among the instruments"),
        ("treaty-acts-asked", {"state": "FJI", "act": "ratfy"}, "not one of sign, ratify.*Did you mean 'ratify'"),
        ("upr-recommendations", {"state": "FJI", "cycle": "two"}, "not a whole number"),
        ("upr-recommendations", {"state": "FJI", "cycle": "-1"}, "not a whole number"),
        ("provenance-of-a-record", {"record": "not an IRI"}, "not an absolute IRI"),
        ("provenance-of-a-record", {"record": "http://a/> ?b ?c . <http://d/"}, "not an absolute IRI"),
        ("statements-of-a-document", {"document": f'{SUMMARY}" }} DELETE {{ ?s ?p ?o . "'}, "not among the documents"),
        ("recommendations-by-issuer", {"state": 'FJI" . ?a ?b ?c . ?d ?e "', "issuer": "CAT"}, "not among the states"),
    ],
)
def test_parameters_that_are_wrong(store: Store, name: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        find_query(name).ask(store, values)


def test_an_unknown_question_is_told_with_the_nearest() -> None:
    with pytest.raises(ParameterError, match="Did you mean 'treaty-status'"):
        find_query("treaty-stats")


@given(st.text(max_size=40).filter(lambda text: text.strip()))
def test_any_text_is_bound_as_one_literal(written: str) -> None:
    term = parse_parameter(Parameter("words", "text", "words", "x"), written, None)
    assert term == ox.Literal(written)
    data = ox.Store()
    data.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), term))
    data.add(ox.Quad(ox.NamedNode("a:t"), ox.NamedNode("a:p"), ox.Literal("another value that nobody wrote, surely")))
    text = "SELECT ?s ?words { ?s ?p ?words }"
    for found in (
        data.query(text, substitutions={ox.Variable("words"): term}),
        data.query(bind_terms(text, {"words": str(term)})),
    ):
        assert [row["s"].value for row in found] == ["a:s"]


def test_a_value_is_found_by_code_before_name() -> None:
    vocabulary = Vocabulary("bodies", (("A", "B"), ("B", "Second")))
    assert [vocabulary.match(written) for written in ("A", "b", "second", "C")] == ["A", "B", "B", None]


GOOD = """#+ title: T
#+ question: Q?
#+ tags: [t]
#+ parameters: [{name: p, type: text, meaning: m, example: e}]
#+ columns: [{name: p, type: text, meaning: m}]
#+ sample: {p: e}
SELECT ?p WHERE { ?s ?o ?p } ORDER BY ?p
"""


@pytest.mark.parametrize(
    ("find", "put", "message"),
    [
        ("#+ title: T\n", "", "expected columns, parameters"),
        ("#+ title: T", "#+ title: [", "not YAML"),
        ("#+ title: T", "#+ title: T\n#+ author: me", "author"),
        ("columns: [{name: p,", "columns: [{name: q,", "'p' picks by 'p', which is not a column"),
        ("type: text, meaning: m}]\n#+ sample", "type: words, meaning: m}]\n#+ sample", "unknown type 'words'"),
        ("meaning: m, example: e", "example: e", "meaning"),
        ("sample: {p: e}", "sample: {x: e}", "'x', which is no parameter"),
        (" ORDER BY ?p", "", "no ORDER BY"),
        ("name: p,", "name: no,", "False is not a name"),
        ("name: p,", "name: limit,", "keeps for itself"),
    ],
)
def test_a_broken_header_says_what_is_wrong(tmp_path: Path, find: str, put: str, message: str) -> None:
    path = tmp_path / "a-question.rq"
    path.write_text(GOOD)
    assert read_query(path).name == "a-question"
    assert find in GOOD
    path.write_text(GOOD.replace(find, put))
    with pytest.raises(ResourceError, match=re.escape(message)) as raised:
        read_query(path)
    assert "a-question.rq" in str(raised.value)
