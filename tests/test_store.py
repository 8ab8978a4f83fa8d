"""The store: immutable versions, published in one step, whatever happens to the build."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrgraph.errors import QueryRefused, QuerySyntaxError, StoreError
from hrgraph.publication import open_for_build
from hrgraph.querytext import DatasetClause
from hrgraph.store import NamedGraph, Store

A, B, C, P = (ox.NamedNode(f"http://example.org/{name}") for name in "abcp")
FIRST, SECOND = "http://example.org/graph/1", "http://example.org/graph/2"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def graph(iri: str, *objects: object) -> NamedGraph:
    """Return a graph that says of A that it has these values."""
    terms = (value if isinstance(value, ox.NamedNode) else ox.Literal(value) for value in objects)
    return NamedGraph.of_triples(iri, [ox.Triple(A, P, term) for term in terms])


def publish(directory: Path, *graphs: NamedGraph, **options: object) -> str:
    with open_for_build(directory) as publication:
        return publication.publish(graphs, **options)  # type: ignore[arg-type]


def count(store: Store, text: str = COUNT, **options: object) -> int:
    (row,) = store.query(text, **options)  # type: ignore[arg-type]
    return int(row["n"].value)


def test_what_is_published_is_served(tmp_path: Path) -> None:
    version = publish(tmp_path / "s", graph(FIRST, "x", "y"), graph(SECOND, B))
    store = Store.open(tmp_path / "s")
    assert store.version == version
    assert store.graphs == {FIRST: 2, SECOND: 1}
    assert store.graph(FIRST) == graph(FIRST, "y", "x")
    assert store.graph("http://example.org/graph/none").triples == 0


def test_the_version_is_a_digest_of_the_content(tmp_path: Path) -> None:
    graphs = [graph(FIRST, "x", "y"), graph(SECOND, B)]
    version = publish(tmp_path / "one", *graphs)
    assert publish(tmp_path / "two", *reversed(graphs)) == version
    assert publish(tmp_path / "one", *graphs) == version, "published again"
    assert publish(tmp_path / "three", graphs[0], graph(SECOND, C)) != version
    assert publish(tmp_path / "four", graphs[0], graph("http://example.org/graph/3", B)) != version
    assert publish(tmp_path / "five", graphs[0], quarantine=[graphs[1]]) != version


def test_a_triple_of_two_graphs_is_one_triple_of_the_default_graph(tmp_path: Path) -> None:
    publish(tmp_path / "s", graph(FIRST, "x", "y"), graph(SECOND, "y", "z"))
    store = Store.open(tmp_path / "s")
    assert count(store) == 3
    assert count(store, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == 4


@pytest.mark.parametrize(
    ("text", "dataset", "expected"),
    [
        (f"SELECT (COUNT(*) AS ?n) FROM <{FIRST}> {{ ?s ?p ?o }}", None, 2),
        (f"SELECT (COUNT(*) AS ?n) FROM <{FIRST}> FROM <{SECOND}> {{ ?s ?p ?o }}", None, 3),
        (f"SELECT (COUNT(*) AS ?n) FROM NAMED <{FIRST}> {{ ?s ?p ?o }}", None, 0),
        (f"SELECT (COUNT(*) AS ?n) FROM NAMED <{FIRST}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", None, 2),
        (f"SELECT (COUNT(*) AS ?n) FROM <{FIRST}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", None, 0),
        ("SELECT (COUNT(*) AS ?n) FROM <http://example.org/none> { ?s ?p ?o }", None, 0),
        # What the request names wins over what the query names.
        (f"SELECT (COUNT(*) AS ?n) FROM <{FIRST}> {{ ?s ?p ?o }}", DatasetClause((SECOND,), ()), 1),
        (COUNT, DatasetClause((FIRST, SECOND), ()), 3),
        (COUNT, DatasetClause((), (FIRST,)), 0),
        ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", DatasetClause((FIRST, FIRST, SECOND), (SECOND,)), 1),
        (COUNT, DatasetClause(("http://127.0.0.1:9/never-fetched",), ()), 0),
    ],
)  # fmt: skip
def test_the_dataset_of_a_query(tmp_path: Path, text: str, dataset: DatasetClause | None, expected: int) -> None:
    publish(tmp_path / "s", graph(FIRST, "x", "y"), graph(SECOND, "y") if expected == 1 else graph(SECOND, "y", "z"))
    assert count(Store.open(tmp_path / "s"), text, dataset=dataset) == expected


def test_substitutions_are_terms(tmp_path: Path) -> None:
    publish(tmp_path / "s", graph(FIRST, "x", 'x" . ?a ?b ?c . "'))
    rows = Store.open(tmp_path / "s").query(
        "SELECT ?s ?o { ?s ?p ?o }", substitutions={"o": ox.Literal('x" . ?a ?b ?c . "')}
    )
    assert [row["s"] for row in rows] == [A]


def test_quarantine_is_kept_and_never_served(tmp_path: Path) -> None:
    apart = graph("http://example.org/quarantine/1", "bad")
    publish(tmp_path / "s", graph(FIRST, "good"), quarantine=[apart], quarantined=1)
    store = Store.open(tmp_path / "s")
    assert store.quarantine() == apart.lines
    assert store.quarantined == 1
    assert not store.query('ASK { { ?s ?p "bad" } UNION { GRAPH ?g { ?s ?p "bad" } } }')
    assert not store.query('ASK FROM <http://example.org/quarantine/1> { ?s ?p "bad" }')


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT * {", QuerySyntaxError),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", QueryRefused),
        ("DELETE WHERE { ?s ?p ?o }", QueryRefused),
    ],
)
def test_queries_that_are_not_run(store: Store, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        store.query(text)


def make_file(path: Path) -> None:
    path.write_text("not a folder")


def make_other_folder(path: Path) -> None:
    path.mkdir()
    (path / "letters.txt").write_text("mine")


def make_unpublished(path: Path) -> None:
    path.mkdir()
    with open_for_build(path):
        pass


def make_of_another_layout(path: Path) -> None:
    publish(path, graph(FIRST, "x"))
    (path / "hrgraph-store.json").write_text('{"layout": 99}')


def make_with_broken_marker(path: Path) -> None:
    publish(path, graph(FIRST, "x"))
    (path / "hrgraph-store.json").write_text("{")


def make_without_its_data(path: Path) -> None:
    version = publish(path, graph(FIRST, "x"))
    shutil.rmtree(path / "versions" / version / "data")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "no such folder"),
        (make_file, "not a store"),
        (make_other_folder, "not a store"),
        (make_unpublished, "nothing has been published"),
        (make_of_another_layout, "layout 99"),
        (make_with_broken_marker, "cannot be read"),
        (make_without_its_data, "cannot be opened"),
    ],
)
def test_a_store_that_is_not_one_says_so(tmp_path: Path, make: object, message: str) -> None:
    make(tmp_path / "s")  # type: ignore[operator]
    with pytest.raises(StoreError, match=message) as raised:
        Store.open(tmp_path / "s")
    assert str(tmp_path / "s") in str(raised.value)


@pytest.mark.parametrize("make", [make_file, make_other_folder])
def test_a_build_does_not_touch_what_is_not_a_store(tmp_path: Path, make: object) -> None:
    make(tmp_path / "s")  # type: ignore[operator]
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(StoreError, match="not a store"), open_for_build(tmp_path / "s"):
        pass
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_a_build_without_a_result_leaves_no_folder(tmp_path: Path) -> None:
    with open_for_build(tmp_path / "s"):
        assert (tmp_path / "s").is_dir()
    assert not (tmp_path / "s").exists()


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    publish(tmp_path / "s", graph(FIRST, "x"))
    assert count(Store.open(tmp_path / "s")) == 1


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with open_for_build(tmp_path / "s"), pytest.raises(StoreError, match="another build is running"):
        publish(tmp_path / "s", graph(FIRST, "x"))
    publish(tmp_path / "s", graph(FIRST, "x"))


def test_a_build_that_fails_leaves_the_version_before(tmp_path: Path) -> None:
    version = publish(tmp_path / "s", graph(FIRST, "x"))
    with pytest.raises(ZeroDivisionError), open_for_build(tmp_path / "s"):
        raise ZeroDivisionError
    assert Store.open(tmp_path / "s").version == version


def test_a_full_disk_leaves_the_version_before(tmp_path: Path) -> None:
    version = publish(tmp_path / "s", graph(FIRST, "x"))
    code = """
import resource, signal, sys
import pyoxigraph as ox
from hrgraph.errors import StoreError
from hrgraph.publication import open_for_build
from hrgraph.store import NamedGraph
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
a = ox.NamedNode("http://example.org/a")
big = NamedGraph.of_triples("http://example.org/g", [ox.Triple(a, a, ox.Literal("%d" % i * 20)) for i in range(20000)])
with open_for_build(sys.argv[1]) as publication:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        publication.publish([big])
    except StoreError as error:
        print(error)
"""
    command = [sys.executable, "-c", code, str(tmp_path / "s")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert "could not be written" in done.stdout, done.stderr
    assert Store.open(tmp_path / "s").version == version
    assert not list((tmp_path / "s" / "versions").glob(".tmp-*"))


def test_old_versions_go_and_the_one_before_stays(tmp_path: Path) -> None:
    versions = [publish(tmp_path / "s", graph(FIRST, str(number))) for number in range(4)]
    opened = Store.open(tmp_path / "s")
    publish(tmp_path / "s", graph(FIRST, "last"))
    assert count(opened) == 1, "a reader keeps what it has open"
    assert versions[3] in {path.name for path in (tmp_path / "s" / "versions").iterdir()}
    assert len(list((tmp_path / "s" / "versions").iterdir())) == 2


BUILDER = """
import sys
import pyoxigraph as ox
from hrgraph.publication import open_for_build
from hrgraph.store import NamedGraph
a = ox.NamedNode("http://example.org/a")
for round in range(1000):
    value = sys.argv[2] + str(round)
    triples = [ox.Triple(a, a, ox.Literal(f"{value} {number}")) for number in range(2000)]
    with open_for_build(sys.argv[1]) as publication:
        publication.publish([NamedGraph.of_triples("http://example.org/g", triples)])
"""


def test_a_build_killed_at_any_moment_leaves_a_whole_version(tmp_path: Path) -> None:
    directory = tmp_path / "s"
    seen = {
        publish(directory, NamedGraph.of_triples(FIRST, [ox.Triple(A, P, ox.Literal(str(n))) for n in range(2000)]))
    }
    chance = random.Random(20)
    for attempt in range(8):
        before = (directory / "current").read_text()
        builder = subprocess.Popen([sys.executable, "-c", BUILDER, str(directory), f"{attempt}:"])
        if attempt % 2:  # one that has published, however slowly this machine starts
            while (directory / "current").read_text() == before and builder.poll() is None:
                time.sleep(0.01)
        time.sleep(0.25 + 0.4 * chance.random())
        builder.send_signal(signal.SIGKILL)
        builder.wait()
        store = Store.open(directory)
        seen.add(store.version)
        assert count(store) == 2000
        (values,) = store.query("SELECT (COUNT(DISTINCT ?round) AS ?n) { ?s ?p ?o BIND(STRBEFORE(?o, ' ') AS ?round) }")
        assert values["n"].value == "1", "a mixture of two versions"
    assert len(seen) > 1, "no build was killed after a publication"
    publish(directory, graph(FIRST, "after"))
    assert not list((directory / "versions").glob(".tmp-*"))
    assert count(Store.open(directory)) == 1
