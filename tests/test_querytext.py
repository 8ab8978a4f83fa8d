"""Queries read as tokens: their form, what is refused, which graphs they name, values put into them."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.errors import QueryRefused
from hrgraph.querytext import DatasetClause, bind_terms, check_allowed, match_dataset_clause, match_form, tokenize


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("select*{}", "SELECT"),
        ("PREFIX ask: <http://example.org/construct#>\n# DESCRIBE\nASK { ?s ask:select ?o }", "ASK"),
        ('VERSION "1.2" BASE <http://select/> CONSTRUCT WHERE { ?s ?p ?o }', "CONSTRUCT"),
        ("DESCRIBE <http://example.org/>", "DESCRIBE"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", None),
        ("# SELECT", None),
        ("", None),
        ("nonsense SELECT", None),
    ],
)
def test_form_is_the_first_keyword_after_the_prologue(text: str, form: str | None) -> None:
    assert match_form(text) == form


# The engine accepts each of these as a call of another endpoint; 127.0.0.1:9 is nobody.
SERVICE_CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { {}SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } FILTER(2>1) }",
    "SELECT * { ?a ?b 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 1e5SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b <http://b/>SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 'x' SERVICE ?where { ?s ?p ?o } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:foo { ?s ?p ?o } }",
    "PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICEex:foo { ?s ?p ?o } }",
    "PREFIX ex: <http://127.0.0.1:9/> PREFIX serviceex: <http://a/> SELECT * { serviceex:foo { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o # comment\n SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
]


@pytest.mark.parametrize("text", SERVICE_CALLS)
def test_a_call_of_another_endpoint_is_refused_before_the_engine_sees_it(text: str) -> None:
    ox.Store().query(text)  # the engine would take it
    with pytest.raises(QueryRefused, match="SERVICE"):
        check_allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?s ?p ?service }",
        "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1:9/> {}' }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT * { ?s <http://example.org/SERVICE> ?o } # SERVICE",
        "PREFIX service: <http://a/> SELECT * { ?s service:x ?o }",
        "PREFIX service: <http://a/> SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "PREFIX ex: <http://a/> SELECT * { ?s ex:SERVICE ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o<?p && ?s>?p) }",
        "PREFIX insert: <http://a/> SELECT * { ?s insert:load ?o }",
        "SELECT ?load { ?load a ?insert }",
    ],
)
def test_look_alikes_are_let_through(text: str) -> None:
    ox.Store().query(text)
    check_allowed(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <a:> delete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "# read\nCLEAR ALL",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match="only reads"):
        check_allowed(text)


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("SELECT * { ?s ?p ?o }", None),
        ("SELECT ?from { ?from ?p 'FROM <a:b>' }", None),
        ("SELECT * FROM <http://a/1> { ?s ?p ?o }", DatasetClause(("http://a/1",), ())),
        ("PREFIX a: <http://a/> SELECT * FROM a:1 FROM NAMED a:2 FROM <3> { }", DatasetClause(("http://a/1", "http://b/3"), ("http://a/2",))),
        ("BASE <http://c/> ASK FROM NAMED <x> { }", DatasetClause((), ("http://c/x",))),
        ("DESCRIBE <http://d/> FROM <http://a/1>", DatasetClause(("http://a/1",), ())),
    ],
)  # fmt: skip
def test_graphs_named_by_a_query(text: str, clause: DatasetClause | None) -> None:
    assert match_dataset_clause(text, base_iri="http://b/") == clause


@given(st.text(alphabet=st.sampled_from("ab:?<>\"'\\{}()# \n\t1.éSERVIC"), max_size=60))
def test_tokens_joined_are_the_text(text: str) -> None:
    assert "".join(token.text for token in tokenize(text)) == text


def test_values_are_joined_as_terms_and_not_as_text() -> None:
    evil = ox.Literal('x" } INSERT DATA { <a:a> <a:b> "y')
    data = ox.Store()
    data.add(ox.Quad(ox.NamedNode("a:s"), ox.NamedNode("a:p"), evil))
    data.add(ox.Quad(ox.NamedNode("a:t"), ox.NamedNode("a:p"), ox.Literal("other")))
    bound = bind_terms("SELECT ?s ?o WHERE { ?s ?p ?o . FILTER(?o = ?o) }", {"o": str(evil)})
    assert [row["s"] for row in data.query(bound)] == [ox.NamedNode("a:s")]


def test_nothing_is_changed_without_values() -> None:
    assert bind_terms("SELECT * { }", {}) == "SELECT * { }"
