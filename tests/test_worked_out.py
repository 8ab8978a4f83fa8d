"""Whole answers worked out at publication: they are what SPARQL answers, and nothing depends on their being there."""

from __future__ import annotations

import random
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from math import prod
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running_service import RunningService

from hrgraph import facets
from hrgraph.curated import CuratedQuery
from hrgraph.endpoint import Endpoint
from hrgraph.errors import StoreError
from hrgraph.pages import AnswerCache, Page, cell_of
from hrgraph.publication import open_for_build
from hrgraph.queries import find_query, load_queries
from hrgraph.store import TABLES, NamedGraph, Store
from hrgraph.tables import AnswerTable, open_table, table_name, write_table
from hrgraph.vocabularies import load_vocabulary, vocabulary_text
from hrgraph.worked_out import work_out

WORKED_OUT = [query for query in load_queries().values() if query.worked_out]
NAMES = [query.name for query in WORKED_OUT]
VOCABULARIES = sorted({p.vocabulary for query in load_queries().values() for p in query.parameters if p.vocabulary})
EXPRESSIONS = ("torture", "the* OR a*", "ratif* NOT chile", '"optional protocol"', "zyzzyva")
MOST_QUESTIONS = 20
SHARE = 0.3  # of the optional parameters, that are given


def values_of(query: CuratedQuery, store: Store) -> list[dict[str, str]]:
    """Return every value of every parameter that is in the answer, with those of the others; some, where there are many."""
    rows = list(store.query(query.text))
    choices: list[tuple[str, ...]] = []
    for parameter in query.parameters:
        if parameter.over:
            choices.append(EXPRESSIONS)
            continue
        cells = {row[name].value for row in rows for name in parameter.among or (parameter.name,) if row[name] is not None}
        known = {value for cell in cells for value in facets.values_of(cell)} if parameter.among else cells
        allowed = load_vocabulary(store, parameter.vocabulary).values if parameter.vocabulary else parameter.values
        known &= set(allowed) or known
        choices.append((*sorted(known), *(() if parameter.required else ("",))))
    names = [parameter.name for parameter in query.parameters]
    if not all(choices):
        return []
    if prod(map(len, choices)) <= MOST_QUESTIONS:
        return [dict(zip(names, chosen, strict=True)) for chosen in product(*choices)]
    chance = random.Random(7)
    # Not every optional parameter has a value: with all of them, nothing is left.
    return [
        {
            name: chance.choice(known) if "" not in known or chance.random() < SHARE else ""
            for name, known in zip(names, choices, strict=True)
        }
        for _ in range(MOST_QUESTIONS)
    ]


def in_order(query: CuratedQuery, page: Page) -> list[tuple[object, ...]]:
    """Return rows as they come; those of a search by statement, and what has no order in them without one."""
    names = [column.name for column in query.columns]
    if not any(parameter.over for parameter in query.parameters):
        return [tuple(row) for row in page.solutions()]
    loose = [name for name in names if name == "names"]
    rows = [
        tuple(frozenset(row[n].value.split(" | ")) if n in loose and row[n] else str(row[n]) for n in names)
        for row in page.solutions()
    ]
    return sorted(rows, key=lambda row: str(row[:7]) + str(row[-1]))


@pytest.mark.parametrize("query", WORKED_OUT, ids=NAMES)
def test_a_table_gives_what_sparql_gives_for_all_values(query: CuratedQuery, store: Store) -> None:
    assert store.worked_out(query.text) is not None
    by_sparql = replace(query, worked_out=False)
    found = 0
    for values in values_of(query, store):
        page = query.page(store, values)
        assert in_order(query, page) == in_order(query, by_sparql.page(store, values)), values
        found += page.total
    assert found or not list(store.query(query.text))


@pytest.mark.parametrize("query", WORKED_OUT, ids=NAMES)
def test_pages_of_a_table_are_parts_of_the_whole(query: CuratedQuery, store: Store) -> None:
    asked = values_of(query, store)
    if not asked:
        pytest.skip("the fixture has no answer to it")
    values = max(asked, key=lambda values: query.page(store, values).total)
    whole = query.page(store, values)
    for limit, offset in ((1, 0), (2, 1), (1, whole.total), (None, 1)):
        page = query.page(store, values, limit=limit, offset=offset)
        assert page.total == whole.total
        assert page.lines == whole.part(limit, offset).lines


@pytest.mark.parametrize("name", VOCABULARIES)
def test_vocabularies_are_worked_out(store: Store, name: str) -> None:
    table = store.worked_out(vocabulary_text(name))
    assert table is not None
    assert [tuple(row) for row in table.page({}).solutions()] == [
        tuple(row) for row in store.query(vocabulary_text(name))
    ]


@pytest.fixture
def copy(store_dir: Path, tmp_path: Path) -> Path:
    """A store of its own, to be damaged."""
    shutil.copytree(store_dir, tmp_path / "store")
    return tmp_path / "store"


def tables_of(directory: Path) -> Path:
    return Store.open(directory).path / TABLES


def asked_of(directory: Path, store: Store) -> None:
    """Make sure that a store answers as another one does."""
    opened = Store.open(directory)
    for query in WORKED_OUT:
        for values in values_of(query, store)[:2]:
            assert in_order(query, query.page(opened, values)) == in_order(query, query.page(store, values)), query.name
    for name in VOCABULARIES:
        assert load_vocabulary(opened, name) == load_vocabulary(store, name)


def test_without_tables_the_graph_is_asked(copy: Path, store: Store) -> None:
    shutil.rmtree(tables_of(copy))
    assert Store.open(copy).worked_out(WORKED_OUT[0].text) is None
    asked_of(copy, store)


@pytest.mark.parametrize("left", [0, 40, 4096, 6000])
def test_instead_of_a_torn_table_the_graph_is_asked(copy: Path, store: Store, left: int) -> None:
    for path in tables_of(copy).iterdir():
        path.write_bytes(path.read_bytes()[:left])
    asked_of(copy, store)


def test_instead_of_a_table_of_something_else_the_graph_is_asked(copy: Path, store: Store) -> None:
    for path in tables_of(copy).iterdir():
        path.unlink()
        sqlite3.connect(path).execute("CREATE TABLE other (x)").connection.close()
    asked_of(copy, store)


def test_a_table_of_another_text_is_not_read(store: Store) -> None:
    query = find_query("statistics")
    other = replace(query, text=query.text.replace('"documents" AS', '"sources" AS'))
    assert store.worked_out(other.text) is None
    assert "sources" in {row[0] for row in other.ask(store, {}).rows}


def test_a_version_that_is_published_again_gets_the_tables_of_this_program(tmp_path: Path) -> None:
    graph = NamedGraph.of_triples("http://example.org/g", [ox.Triple(*map(ox.NamedNode, ("a:a", "a:b", "a:c")))])
    names = []
    for _ in range(2):
        with open_for_build(tmp_path / "s") as publication:
            publication.publish([graph])
        folder = tables_of(tmp_path / "s")
        names.append(sorted(path.name for path in folder.iterdir()))
        (folder / names[0][0]).unlink()
        (folder / "of-another-program.sqlite").touch()
    assert names[0] == names[1]
    assert len(names[0]) == len(WORKED_OUT) + len(VOCABULARIES)


def test_the_same_graph_gives_the_same_tables(store: Store, copy: Path) -> None:
    before = {path.name: path.read_bytes() for path in tables_of(copy).iterdir()}
    shutil.rmtree(tables_of(copy))
    work_out(Store.open(copy).path)
    assert {path.name: path.read_bytes() for path in tables_of(copy).iterdir()} == before


def test_a_table_that_cannot_be_written_is_an_error(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        write_table(tmp_path / "missing" / "t.sqlite", store.query("SELECT ?s { ?s ?p ?o } LIMIT 1"))
    (tmp_path / "s" / "versions").mkdir(parents=True)
    with pytest.raises(StoreError, match="not a store"), open_for_build(tmp_path / "s"):
        pass


def test_any_number_of_readers(store_dir: Path) -> None:
    opened = Store.open(store_dir)
    query = find_query("search")

    def ask(number: int) -> list[bytes]:
        fresh = opened if number % 2 else Store.open(store_dir)
        return [line for text in EXPRESSIONS for line in query.page(fresh, {"text": text}).lines]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(24)))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]


TERMS = st.one_of(
    st.text(max_size=30).map(ox.Literal),
    st.text(max_size=10).map(lambda text: ox.Literal(text, language="en")),
    st.integers(-(10**9), 10**9).map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.text("abc/é", min_size=1).map(lambda text: ox.NamedNode("http://example.org/" + text)),
    st.sampled_from(["2014", "2014-02-30", "1.50", "x"]).map(
        lambda text: ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    ),
)


@settings(deadline=None)
@given(st.lists(TERMS, min_size=1, max_size=6))
def test_every_term_is_kept_as_it_is_and_found(
    tmp_path_factory: pytest.TempPathFactory, terms: list[ox.Literal]
) -> None:
    data = ox.Store()
    data.extend(ox.Quad(ox.NamedNode(f"a:{n}"), ox.NamedNode("a:p"), term) for n, term in enumerate(terms))
    text = "SELECT ?s ?value ?none { ?s ?p ?value } ORDER BY ?s"
    path = tmp_path_factory.mktemp("terms") / table_name(text)
    write_table(path, data.query(text), keys=["value"])
    table = AnswerTable(path)
    assert [tuple(row) for row in table.page({}).solutions()] == [tuple(row) for row in data.query(text)]
    for term in terms:
        picked = [tuple(row) for row in table.page({"value": cell_of(term)}).solutions()]
        known = data.query(text, substitutions={ox.Variable("value"): term})
        assert picked == [tuple(row) for row in known]


def test_what_is_not_there_is_no_table(tmp_path: Path) -> None:
    assert open_table(tmp_path / "none.sqlite") is None


def test_answers_are_remembered_within_bounds() -> None:
    cache, made = AnswerCache(most_bytes=100), []

    def ask(key: str, size: int = 20) -> str:
        return cache.get(key, lambda: made.append(key) or key, lambda _: size)

    assert [ask("a"), ask("a")] == ["a", "a"]
    assert made == ["a"]
    for key in "bcdef":
        ask(key)
    ask("f")
    ask("a")
    assert made == [*"abcdef", "a"], "the one that was not asked for the longest time was forgotten"
    ask("large", 50)
    ask("large", 50)
    assert made[-2:] == ["large", "large"], "what takes more than a quarter is not kept"


def test_an_answer_given_again_is_not_the_one_that_a_caller_changed(store: Store) -> None:
    query = find_query("statistics")
    query.ask(store, {}).rows.clear()
    assert query.ask(store, {}).rows


def test_an_endpoint_answers_a_search_as_the_store_does(service: RunningService, store: Store) -> None:
    endpoint, query = Endpoint(f"{service.url}/sparql"), find_query("search")
    for text in EXPRESSIONS:
        values = {"text": text, "state": "FJI"}
        assert in_order(query, query.page(endpoint, values)) == in_order(query, query.page(store, values))
