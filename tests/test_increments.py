"""A build that finds most of its work done gives what a build from nothing gives, and does only what changed."""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph import pipeline, terms
from hrgraph.kept_graphs import GraphFolder, KeptGraph
from hrgraph.pipeline import build
from hrgraph.processes import process_pool, run_all
from hrgraph.publication import open_for_build
from hrgraph.store import NamedGraph, Store

SAMPLES = Path(__file__).parents[1] / "samples"
GRAPHS = [f"http://example.org/graph/{number}" for number in range(4)]
EVERYTHING = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def triple(number: int) -> ox.Triple:
    """One of a few triples, so that graphs share some."""
    value = ox.Literal(f'"{number}" <x> .\n') if number % 2 else ox.NamedNode(f"http://example.org/{number}")
    return ox.Triple(ox.NamedNode(f"http://example.org/{number % 5}"), ox.NamedNode("http://example.org/p"), value)


def contents(directory: Path) -> list[str]:
    answer = Store.open(directory).query(EVERYTHING)
    return sorted(str([solution[name] for name in "gspo"]) for solution in answer)


# Which triples each graph has; a graph without any is not there.
VERSION = st.dictionaries(st.sampled_from(GRAPHS), st.sets(st.integers(0, 60), max_size=40), min_size=1)


@settings(max_examples=40, deadline=None)
@given(st.lists(VERSION, min_size=2, max_size=4), st.floats(0, 1.5))
def test_a_changed_index_is_the_index_made_anew(tmp_path_factory, versions: list[dict], share: float) -> None:
    folder = tmp_path_factory.mktemp("stores")
    from hrgraph import publication

    whole = publication._LARGEST_CHANGE
    for version in versions:
        graphs = [NamedGraph.of_triples(iri, map(triple, numbers)) for iri, numbers in version.items()]
        names = []
        for name, largest in (("changed", share), ("anew", 0.0)):
            publication._LARGEST_CHANGE = largest
            try:
                with open_for_build(folder / name) as opened:
                    names.append(opened.publish(graphs))
            finally:
                publication._LARGEST_CHANGE = whole
        assert names[0] == names[1]
        assert contents(folder / "changed") == contents(folder / "anew")


def test_the_version_before_is_not_changed(tmp_path: Path) -> None:
    many = NamedGraph.of_triples(GRAPHS[0], map(triple, range(60)))
    few = [NamedGraph.of_triples(GRAPHS[1], map(triple, numbers)) for numbers in (range(3), range(3, 6))]
    with open_for_build(tmp_path / "s") as opened:
        opened.publish([many, few[0]])
    before = Store.open(tmp_path / "s")
    size = len(list(before.query(EVERYTHING)))
    with open_for_build(tmp_path / "s") as opened:
        opened.publish([many, few[1]])
    assert len(list(before.query(EVERYTHING))) == size
    assert before.version != Store.open(tmp_path / "s").version


def test_graphs_are_kept_by_content(tmp_path: Path) -> None:
    folder = GraphFolder(tmp_path / "graphs")
    first, second = (NamedGraph.of_triples(GRAPHS[0], map(triple, numbers)) for numbers in (range(9), range(5, 14)))
    kept = [folder.keep(graph) for graph in (first, second, first)]
    assert kept[0] == kept[2] == KeptGraph(GRAPHS[0], 9, first.digest)
    assert [folder.read(one) for one in kept] == [first, second, first]
    merged = folder.keep_merged(GRAPHS[0], kept)
    assert folder.read(merged) == NamedGraph.of_triples(GRAPHS[0], map(triple, range(14)))
    gone, come = folder.changes(kept[0], kept[1])
    assert (len(gone), len(come)) == (5, 5)
    assert sorted({*first.lines.splitlines(keepends=True)} - {*gone} | {*come}) == second.lines.splitlines(keepends=True)
    (folder.path / ".killed").write_bytes(b"half a gra")
    folder.remove_all_but({kept[1].digest})
    assert [file.name for file in folder.path.iterdir()] == [f"{kept[1].digest}.nq"]


def test_more_graphs_than_files_may_be_open_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hrgraph.kept_graphs._OPEN_FILES", 3)
    folder = GraphFolder(tmp_path)
    kept = [folder.keep(NamedGraph.of_triples(GRAPHS[0], [triple(number)])) for number in range(20)]
    assert folder.read(folder.keep_merged(GRAPHS[0], kept)) == NamedGraph.of_triples(GRAPHS[0], map(triple, range(20)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "documents")
    return tmp_path / "documents"


def text_file(folder: Path) -> Path:
    return next(file for file in sorted(folder.glob("*.txt")))


def test_only_what_changed_is_made_again(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = build([folder], store, workers=1)
    assert first.reused == 0
    again = build([folder], store, workers=1)
    assert (again.reused, again.version, again.triples) == (len(first.documents), first.version, first.triples)
    assert [one.statements for one in again.documents] == [one.statements for one in first.documents]
    changed = text_file(folder)
    changed.write_text(changed.read_text(encoding="utf-8").replace("recommended", "urged"), encoding="utf-8")
    second = build([folder], store, workers=1)
    assert second.reused == len(first.documents) - 1
    assert second.version == build([folder], tmp_path / "other", workers=1).version != first.version
    assert contents(store) == contents(tmp_path / "other")


def test_what_is_told_of_a_file_is_part_of_what_it_is_made_from(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    documents = len(build([folder], store, workers=1).documents)
    told = folder / "corpus.toml"
    text = told.read_text(encoding="utf-8")
    assert "year = " in text
    told.write_text(text.replace("year = 20", "year = 19"), encoding="utf-8")
    changed = build([folder], store, workers=1)
    assert changed.reused < documents
    assert build([folder], store, workers=1, words=False).reused == 0


def test_what_is_kept_and_damaged_is_made_again(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    version = build([folder], store, workers=1).version
    made = sorted((store / "made").iterdir())
    made[0].write_text("{", encoding="utf-8")
    made[1].write_text("[{}]", encoding="utf-8")
    (digest,) = {record["served"]["digest"] for record in json.loads(made[2].read_text(encoding="utf-8"))}
    (store / "graphs" / f"{digest}.nq").unlink()
    again = build([folder], store, workers=1)
    assert (again.version, again.reused) == (version, len(made) - 3)


def test_what_no_version_needs_is_removed(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    build([folder], store, workers=1)
    text_file(folder).unlink()
    for _ in range(2):
        build([folder], store, workers=1)
        folder.joinpath("corpus.toml").write_text(folder.joinpath("corpus.toml").read_text() + "\n")
    named = {json.dumps(record) for file in (store / "made").iterdir() for record in json.loads(file.read_text())}
    kept = {file.stem for file in (store / "graphs").iterdir()}
    manifests = [path.read_text() for path in (store / "versions").glob("*/version.json")]
    assert kept and all(any(digest in text for text in (*named, *manifests)) for digest in kept)


def test_any_executor_runs_a_build(folder: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as executor:
        report = build([folder], tmp_path / "threads", executor=executor)
    assert report.version == build([folder], tmp_path / "alone", workers=1).version


def test_a_build_tells_of_itself(folder: Path, tmp_path: Path) -> None:
    report = build([folder], tmp_path / "store", workers=1)
    told = Store.open(tmp_path / "store").report()
    assert told is not None
    assert (told["version"], told["triples"]) == (report.version, report.triples)
    assert len(told["documents"]) == len(report.documents)
    assert sum(Store.open(tmp_path / "store").graphs.values()) == report.triples
    store = Store.open(tmp_path / "store")
    (row,) = store.query(f"SELECT ?n {{ <{terms.BASE}dataset> <{terms.VOID}triples> ?n }}")
    assert int(row["n"].value) == report.triples


def die_or_double(number: int) -> int:
    if number == 3:
        os._exit(1)
    return 2 * number


def test_a_process_that_dies_takes_only_its_own_item(tmp_path: Path) -> None:
    def pool(workers: int = 1):
        return process_pool(workers, "hrgraph.processes")

    with pool(2) as executor:
        results = list(run_all(die_or_double, range(8), executor, alone=pool, lost=lambda item, error: -item))
    assert sorted(results) == [-3, 0, 2, 4, 8, 10, 12, 14]


def test_a_lost_source_is_reported_and_the_others_are_built(folder: Path, tmp_path: Path) -> None:
    class Losing(ThreadPoolExecutor):
        def submit(self, task, /, *args):
            if args[0][0].path == text_file(folder):
                return super().submit(lambda: (_ for _ in ()).throw(RuntimeError("worker lost")))
            return super().submit(task, *args)

    with Losing(1) as executor:
        report = pipeline.build([folder], tmp_path / "store", executor=executor)
    assert len(report.problems) == 1
    assert str(text_file(folder)) in report.problems[0] and "worker lost" in report.problems[0]
    assert report.version
