"""Search expressions: what they mean, that the index and the SPARQL filter agree, and what is said of wrong ones."""

from __future__ import annotations

import sqlite3

import pyoxigraph as ox
import pytest
from fixture_documents import SUMMARY
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hrgraph.errors import ParameterError
from hrgraph.queries import find_query
from hrgraph.search import (
    MOST_CHARACTERS,
    AllOf,
    AnyOf,
    Term,
    filter_expression,
    fold_words,
    index_expression,
    parse_search,
)
from hrgraph.store import Store

TEXTS = (
    "Ratify the Optional Protocol to the Convention against Torture (OP-CAT).",
    "The Committee recommends that the State protect women’s rights | CEDAW | women",
    "Women and girls in Łódź and SÃO TOMÉ; the cafe\u0301s closed",
    "Free, prior and informed consent",
    "free | prior",
    "Свобода слова й права",
    "Article 2, paragraph 1 of A/HRC/14/10",
    "",
)


def found(expression: str) -> list[int]:
    """Return which of the texts a SPARQL engine finds, having made sure that the index finds the same ones."""
    return agreed(expression, TEXTS)


def agreed(expression: str, texts: tuple[str, ...]) -> list[int]:
    search = parse_search(expression)
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE t USING fts5(words, content='', tokenize=\"ascii tokenchars '|'\")")
    index.executemany(
        "INSERT INTO t (rowid, words) VALUES (?, ?)", [(n, " ".join(fold_words(text))) for n, text in enumerate(texts)]
    )
    by_index = [
        n for (n,) in index.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (index_expression(search),))
    ]
    data = ox.Store()
    data.extend(ox.Quad(ox.NamedNode(f"a:{n}"), ox.NamedNode("a:p"), ox.Literal(text)) for n, text in enumerate(texts))
    rows = data.query(f"SELECT ?s {{ ?s ?p ?o FILTER({filter_expression(search, '?o')}) }}")
    by_filter = sorted(int(row["s"].value[2:]) for row in rows)
    assert by_index == by_filter, expression
    return by_index


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("torture", [0]),
        ("TORTURE", [0]),
        ("tortur", []),  # a word is found whole
        ("tortur*", [0]),
        ("ortur*", []),
        ("women", [1, 2]),
        ("women girls", [2]),
        ("women AND girls", [2]),
        ("and", [2, 3]),  # a word, for it is not in capitals
        ("torture OR girls", [0, 2]),
        ("women NOT girls", [1]),
        ("NOT girls women", [1]),
        ("women NOT (girls OR rights)", []),
        ("free OR torture NOT convention", [3, 4]),  # OR binds least
        ("(free OR torture) NOT convention", [3, 4]),
        ("NOT convention AND (free OR torture)", [3, 4]),
        ('"free prior"', [3]),  # punctuation is no word, but no phrase goes across a bar
        ("“free prior”", [3]),
        ('"prior free"', []),
        ('"free and informed"', []),
        ('"prior and inf"*', [3]),
        ("op-cat", [0]),
        ("OP-C*", [0]),
        ("A/HRC/14/10", [6]),
        ("A/HRC/14/1", []),
        ("women's", [1]),
        ("lodz", [2]),
        ("Łódź", [2]),
        ("sao tome", [2]),
        ("cafés", [2]),
        ("cafes", [2]),
        ("cafe", []),  # an accent of its own is part of the word
        ("СВОБОДА", [5]),
        ("и", [5]),
        ("women OR rights AND girls", [1, 2]),
        ("((women)) (rights OR ((girls)))", [1, 2]),
    ],
)
def test_what_is_found(expression: str, expected: list[int]) -> None:
    assert found(expression) == expected


WORDS = st.sampled_from(
    ["and", "free", "women", "girls", "wom", "cafe", "cafés", "éa", "a", "2", "op-cat", "l'eau", "ß", "İ", "Ж"]
)
TERMS = st.one_of(
    WORDS,
    WORDS.map(lambda word: f"{word}*"),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
)
EXPRESSIONS = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) ({pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"{pair[0]} OR {pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) NOT ({pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} AND {pair[1]})"),
    ),
    max_leaves=5,
)
PIECES = [
    "and",
    "free",
    "women",
    "Girls",
    "womb",
    "cafe",
    "CAFE\u0301S",
    "\u0301",
    "éa",
    "A",
    "2",
    "op",
    "cat",
    "eau",
    "ß",
    "İ",
    "ж",
    " ",
    " ",
    "-",
    ", ",
    " | ",
    "’",
    "\n",
]


@settings(deadline=None)
@given(
    EXPRESSIONS.filter(lambda text: len(text) <= MOST_CHARACTERS),
    st.lists(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), min_size=1, max_size=6),
)
@example('"a a"', ["a \u0301a", "a\u0301 a", "a|a"])
def test_the_index_and_the_filter_find_the_same(expression: str, texts: list[str]) -> None:
    agreed(expression, tuple(texts))


@settings(deadline=None)
@given(st.text(max_size=60))
@example("NOT NOT")
@example('a "" b')
@example("| *")
def test_any_text_is_read_or_refused(written: str) -> None:
    try:
        search = parse_search(written)
    except ParameterError as error:
        assert str(error)
        return
    assert isinstance(search, Term | AllOf | AnyOf)
    agreed(written, (written, *TEXTS))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("   ", "no word"),
        ("()", "( at character 1 has nothing in it"),
        ("NOT death", "NOT at character 1 stands alone"),
        ("prison (NOT death)", "NOT at character 9 stands alone"),
        ("prison OR NOT death", "NOT at character 11 stands alone"),
        ("prison NOT NOT death", "NOT at character 8 has nothing after it"),
        ("prison AND", "AND at character 8 has nothing after it"),
        ("OR prison", "OR at character 1 has nothing before it"),
        ("prison OR OR death", "OR at character 8 has nothing after it"),
        ("(prison", "( at character 1 is not closed"),
        ("prison (death", "( at character 8 is not closed"),
        ("prison)", ") at character 7 closes nothing"),
        ('"death penalty', '" at character 1 opens a phrase that is not closed'),
        ('death "penalty" "row', '" at character 17 opens a phrase'),
        ("pri*son", "pri*son at character 1 has a * that is not at its end"),
        ("prison *", "* at character 8 has no letter"),
        ("prison - death", "- at character 8 has no letter or digit"),
        ('prison ""', '"" at character 8 has no letter or digit'),
        ("監獄", "has no letter or digit of the Latin, Greek or Cyrillic script"),
        ("(" * 30 + "a" + ")" * 30, "( at character 21 is one inside too many"),
        ("a" * 10_000, "10000 characters, and at most 500"),
    ],
)
def test_what_is_said_of_a_wrong_expression(store: Store, written: str, message: str) -> None:
    with pytest.raises(ParameterError) as raised:
        parse_search(written)
    assert message in str(raised.value)
    if written.strip():
        with pytest.raises(ParameterError, match="search: text=") as raised:
            find_query("search").ask(store, {"text": written})
        assert message in str(raised.value)
        assert len(str(raised.value)) < 500


def test_the_longest_expression_can_be_evaluated() -> None:
    found(" ".join(["women"] * 83))
    found('"' + " ".join(["women"] * 83) + '"')
    found("(" * 20 + "women" + ")" * 20)


def searched(store: Store, text: str, **values: str) -> list[dict[str, object]]:
    return list(find_query("search").ask(store, {"text": text, **values}).records())


def test_statements_are_found_by_words_and_by_names(store: Store) -> None:
    by_words = searched(store, '"optional protocol"', state="Fiji")
    assert by_words
    assert {row["state"] for row in by_words} == {"FJI"}
    by_code = searched(store, "chl", state="FJI")
    assert by_code
    assert all("chl" in fold_words(str(row["names"])) for row in by_code)
    assert not any("chl" in fold_words(str(row["words"])) for row in by_code)


def test_other_parameters_narrow_a_search(store: Store) -> None:
    everything = searched(store, "the* OR a*")
    for name, value in (("kind", "concern"), ("document", SUMMARY), ("state", "FJI")):
        narrowed = searched(store, "the* OR a*", **{name: value})
        assert {row["statement"] for row in narrowed} == {row["statement"] for row in everything if row[name] == value}
        assert narrowed


def test_a_search_that_finds_nothing_is_an_empty_answer(store: Store) -> None:
    assert find_query("search").ask(store, {"text": "zyzzyva"}).total == 0


def test_concepts_of_machine_tags_are_searched(store: Store) -> None:
    tagged = next(iter(store.query(
        "PREFIX hr: <https://w3id.org/hrgraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        "SELECT ?r ?name { ?r a hr:UprRecommendation FILTER NOT EXISTS { ?r a hr:NotedRecommendation } ?tag hr:tagOf ?r ; hr:concept ?c . ?c skos:prefLabel ?name } ORDER BY ?r ?name LIMIT 1"
    )))  # fmt: skip
    rows = searched(store, f'"{tagged["name"].value}"')
    assert tagged["r"].value in {row["statement"] for row in rows}
