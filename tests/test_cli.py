"""The command line: exit codes, messages that name the file and the remedy, and that the other documents are built."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result
from fixture_documents import REPORT, SUMMARY
from running_service import RunningService

from hrgraph import __version__, iris, terms
from hrgraph.cli import main
from hrgraph.store import Store

SUBMISSION = """Reef Watch

Submission to the Universal Periodic Review of {state}

{state} has {number} islands. Reef Watch welcomes that.

Reef Watch recommends that {state} ratify the International Covenant on Civil and Political Rights.

Reef Watch is concerned that divers are held without charge.
"""
ENTRY = """[[document]]
file = "{name}.txt"
slug = "{name}-2021"
kind = "StakeholderSubmission"
state = "{code}"
author = "Reef Watch"
year = 2021
"""


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)


def run_process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hrgraph", *(str(argument) for argument in arguments)]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=120, env={**os.environ, **environment}
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two good documents and their corpus.toml."""
    folder = tmp_path / "documents"
    folder.mkdir()
    entries = []
    for name, state, code in (("fiji", "Fiji", "FJI"), ("tonga", "Tonga", "TON")):
        (folder / f"{name}.txt").write_text(SUBMISSION.format(state=state, number=len(name)))
        entries.append(ENTRY.format(name=name, code=code))
    (folder / "corpus.toml").write_text("\n".join(entries))
    return folder


def documents_of(store: Path) -> set[str]:
    table = run("query", "documents", "--store", store, "--format", "json")
    return {record["document"] for record in json.loads(table.stdout)}


def test_build_export_query_validate(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "s"
    built = run("build", folder, "--store", store, "--workers", "1")
    assert (built.exit_code, built.stdout) == (0, "")
    assert "fiji-2021" in built.stderr
    assert "Published version" in built.stderr
    exported = run("export", "statements", "--store", store)
    records = [json.loads(line) for line in exported.stdout.splitlines()]
    assert {record["document"] for record in records} == {"fiji-2021", "tonga-2021"}
    assert ["ratify", "ICCPR"] in [pair for record in records for pair in record["instrument_actions"]]
    asked = run("query", "treaty-acts-asked", "--store", store, "--param", "state=Tonga")
    assert asked.exit_code == 0
    assert "ICCPR" in asked.stdout
    validated = run("validate", "--store", store, "--report", tmp_path / "report.ttl")
    assert validated.exit_code == 0, validated.stdout
    assert "ValidationReport" in (tmp_path / "report.ttl").read_text()


def make_empty(folder: Path) -> Path:
    (folder / "bad.txt").write_bytes(b"")
    return folder / "bad.txt"


def make_binary(folder: Path) -> Path:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 8)
    return folder / "bad.txt"


def make_latin(folder: Path) -> Path:
    (folder / "bad.txt").write_bytes("République de l’été".encode("cp1252"))
    return folder / "bad.txt"


def make_of_unknown_kind(folder: Path) -> Path:
    (folder / "bad.txt").write_text("Dear aunt,\n\nThe weather is fine.\n")
    return folder / "bad.txt"


def make_broken_list(folder: Path) -> Path:
    (folder / "corpus.toml").write_text((folder / "corpus.toml").read_text() + "\n[[document]\n")
    return folder / "corpus.toml"


def make_entry_of_no_file(folder: Path) -> Path:
    (folder / "corpus.toml").write_text((folder / "corpus.toml").read_text() + '\n[[document]]\nfile = "gone.txt"\n')
    return folder / "corpus.toml"


def make_wrong_entry(folder: Path) -> Path:
    (folder / "third.txt").write_text("On Samoa.")
    wrong = ENTRY.format(name="third", code="ZZZ")
    (folder / "corpus.toml").write_text((folder / "corpus.toml").read_text() + "\n" + wrong)
    return folder / "corpus.toml"


def make_utf_16(folder: Path) -> Path:
    (folder / "bad.txt").write_text("Report on Fiji", encoding="utf-16")
    return folder / "bad.txt"


def make_name_too_long(folder: Path) -> Path:
    return folder / ("x" * 300)


def make_folder_of_folders(folder: Path) -> Path:
    (folder / "outer" / "inner").mkdir(parents=True)
    return folder / "outer"


def make_missing_folder(folder: Path) -> Path:
    return folder / "nowhere"


def make_broken_graph(folder: Path) -> Path:
    (folder / "bad.nq").write_text("<a> <b> nonsense")
    return folder / "bad.nq"


def make_graph_of_nothing(folder: Path) -> Path:
    (folder / "bad.nq").write_text("<http://a/> <http://a/> <http://a/> <http://a/graph> .\n")
    return folder / "bad.nq"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (make_empty, "empty"),
        (make_binary, "binary"),
        (make_latin, "not in UTF-8"),
        (make_of_unknown_kind, "what kind of document"),
        (make_broken_list, "not TOML"),
        (make_entry_of_no_file, "gone.txt"),
        (make_wrong_entry, "entry 3 (third.txt): `state` is 'ZZZ'"),
        (make_utf_16, "iconv -f utf-16 -t utf-8"),
        (make_name_too_long, "cannot be read"),
        (make_folder_of_folders, "Sub-folders are not read"),
        (make_missing_folder, "no such file or folder"),
        (make_broken_graph, "not N-Quads"),
        (make_graph_of_nothing, "no graph of a document"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_built(folder: Path, tmp_path: Path, make: object, message: str) -> None:
    bad = make(folder)  # type: ignore[operator]
    sources = dict.fromkeys([folder, bad])
    built = run("build", *sources, "--store", tmp_path / "s", "--workers", "1")
    assert built.exit_code == 1
    assert re.search(rf"^hrgraph: \S*{bad.name}[:,]", built.stderr, re.MULTILINE)
    assert message in built.stderr
    assert "Traceback" not in built.stderr
    assert len(documents_of(tmp_path / "s")) == 2


def test_nothing_is_published_when_nothing_can_be_used(folder: Path, tmp_path: Path) -> None:
    bad = make_empty(folder)
    failed = run("build", bad, "--store", tmp_path / "s", "--workers", "1")
    assert (failed.exit_code, (tmp_path / "s").exists()) == (1, False)
    run("build", folder / "fiji.txt", "--store", tmp_path / "s", "--workers", "1")
    version = Store.open(tmp_path / "s").version
    assert run("build", bad, "--store", tmp_path / "s", "--workers", "1").exit_code == 1
    assert Store.open(tmp_path / "s").version == version


def test_one_identifier_for_two_documents(folder: Path, tmp_path: Path) -> None:
    entries = (folder / "corpus.toml").read_text()
    (folder / "corpus.toml").write_text(entries.replace("tonga-2021", "fiji-2021"))
    built = run("build", folder, "--store", tmp_path / "s", "--workers", "1")
    assert built.exit_code == 1
    assert "tonga.txt: fiji-2021 is also the document in" in built.stderr
    assert documents_of(tmp_path / "s") == {"fiji-2021"}


def as_nobody(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run hrgraph without the rights of the superuser, who may read everything."""
    command = [sys.executable, "-m", "hrgraph", *(str(argument) for argument in arguments)]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("setpriv is needed to be somebody else than the superuser")
        command = [setpriv, "--bounding-set=-dac_override,-dac_read_search", *command]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("closed", ["folder", "folder/file.txt", "corpus.toml"])
def test_what_may_not_be_read_is_told_and_the_rest_is_built(folder: Path, tmp_path: Path, closed: str) -> None:
    place = folder if closed == "corpus.toml" else tmp_path
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file.txt").write_text("On Samoa.")
    (place / closed).chmod(0)
    built = as_nobody("build", folder, tmp_path / "folder", "--store", tmp_path / "s", "--workers", "1")
    (place / closed).chmod(0o700)
    assert built.returncode == 1
    assert re.search(rf"^hrgraph: \S*{Path(closed).name}: .*Permission denied", built.stderr, re.MULTILINE)
    assert "Traceback" not in built.stderr
    assert len(documents_of(tmp_path / "s")) == 2


def test_warnings_are_told_and_are_no_failure(folder: Path, tmp_path: Path) -> None:
    (folder / "zz.txt").write_bytes((folder / "fiji.txt").read_bytes())
    (folder / "below").mkdir()
    built = run("build", folder, "--store", tmp_path / "s", "--workers", "1", "--json")
    assert built.exit_code == 0, built.stderr
    assert "hrgraph: warning: " in built.stderr
    report = json.loads(built.stdout)
    assert [part for part in ("the same bytes", "below") if part not in " ".join(report["warnings"])] == []
    assert documents_of(tmp_path / "s") == {"fiji-2021", "tonga-2021"}


def test_a_document_that_goes_to_quarantine_as_a_whole(tmp_path: Path, store_dir: Path) -> None:
    graph, good, bad = (tmp_path / name for name in ("all.nq", "good.nq", "bad.nq"))
    run("export", "graph", "--store", store_dir, "--documents-only", "-o", graph)
    lines = graph.read_text().splitlines(keepends=True)
    (version,) = [line for line in lines if "ontology#textVersion>" in line and f"{SUMMARY}> ." in line]
    broken = " ".join([version.split()[0], version.split()[1].replace("textVersion", "cycle"), '"12"', version.split()[3], "."])
    good.write_text("".join(line for line in lines if f"{SUMMARY}>" not in line))
    bad.write_text("".join([*(line for line in lines if f"{SUMMARY}> ." in line), broken + "\n"]))
    both = run("build", good, bad, "--store", tmp_path / "s", "--workers", "1")
    assert both.exit_code == 1
    assert f"{bad}: nothing of {SUMMARY} is served: the document itself violates a shape" in both.stderr
    assert SUMMARY not in documents_of(tmp_path / "s")
    version_name = Store.open(tmp_path / "s").version
    alone = run("build", bad, "--store", tmp_path / "s", "--workers", "1")
    assert alone.exit_code == 1
    assert "Nothing was published" in alone.stderr
    assert Store.open(tmp_path / "s").version == version_name


@pytest.mark.parametrize("command", [["export", "facts"], ["query", "documents"], ["validate"], ["serve"]])
@pytest.mark.parametrize(("make", "message"), [(None, "no such folder"), ("letters.txt", "not a store")])
def test_a_store_that_is_not_one(tmp_path: Path, command: list[str], make: str | None, message: str) -> None:
    store = tmp_path / "s"
    if make:
        store.mkdir()
        (store / make).write_text("mine")
    result = run(*command, "--store", store)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"hrgraph: {store}: ")
    assert message in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], ""),
        (["build"], "SOURCE"),
        (["build", "x"], "--store"),
        (["build", "x", "--store", "s", "--workers", "0"], "--workers"),
        (["export", "everything", "--store", "s"], "statements"),
        (["export", "graph", "--store", "s", "--format", "csv"], "nq or ttl"),
        (["export", "facts", "--store", "s", "--format", "nq"], "jsonl or csv"),
        (["export", "facts", "--store", "s", "--documents-only"], "export graph"),
        (["query", "documents"], "--store"),
        (["query", "documents", "--store", "s", "--endpoint", "http://127.0.0.1:9/"], "either"),
        (["query", "documents", "--store", "s", "--param", "state"], "name=value"),
        (["query", "documents", "--store", "s", "--param", "a=1", "--param", "a=2"], "twice"),
        (["validate"], "--store"),
        (["serve"], "--store"),
        (["serve", "--store", "s", "--port", "99999"], "--port"),
        (["fetch", "A/HRC/14/10"], "--output"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_help_and_version() -> None:
    assert run("--version").stdout == f"hrgraph, version {__version__}\n"
    for command in (["--help"], ["build", "--help"], ["export", "--help"], ["query", "--help"], ["validate", "-h"], ["fetch", "-h"]):
        result = run(*command)
        assert result.exit_code == 0
        assert "hrgraph " in result.stdout, "an example that works"


def test_queries_on_a_command_line(store_dir: Path, tmp_path: Path) -> None:
    assert run("query").stdout.count("?\n") >= 16
    wrong = run("query", "treaty-stats", "--store", store_dir)
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "Did you mean 'treaty-status'" in wrong.stderr
    arguments = ("query", "treaty-status", "--store", store_dir, "--param", "state=FJI")
    assert "(5 rows)" in run(*arguments).stdout
    assert len(run(*arguments, "--format", "csv").stdout.splitlines()) == 6
    assert len(json.loads(run(*arguments, "--format", "json").stdout)) == 5
    text = "SELECT ?s ?code { ?s <https://w3id.org/hrgraph/ontology#code> ?code } ORDER BY ?s"
    (tmp_path / "mine.rq").write_text(text)
    by_file = run("query", tmp_path / "mine.rq", "--store", store_dir, "--param", "code=FJI")
    assert "/id/state/FJI" in by_file.stdout
    by_stdin = run("query", "-", "--store", store_dir, "--param", "code=FJI", stdin=text)
    assert by_stdin.stdout == by_file.stdout
    assert run("query", "-", "--store", store_dir, stdin="ASK {}").stdout == "true\n"
    turtle = run("query", "-", "--store", store_dir, stdin="DESCRIBE <https://w3id.org/hrgraph/id/state/FJI>").stdout
    assert len(list(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))) > 5
    for broken in ("SELECT * {", "CLEAR ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"):
        assert run("query", "-", "--store", store_dir, stdin=broken).exit_code == 1
    missing = run("query", tmp_path / "gone.rq", "--store", store_dir)
    assert (missing.exit_code, "gone.rq" in missing.stderr) == (1, True)


CODES = "PREFIX hr: <https://w3id.org/hrgraph/ontology#> "


@pytest.mark.parametrize(
    ("query", "parameter", "printed"),
    [
        ("SELECT ?s { ?s hr:code ?code } ORDER BY ?s", "code=FJI", "/id/state/FJI"),
        ("SELECT (COUNT(?s) AS ?n) { ?s hr:iso3 ?code }", "code=FJI", "1"),
        ("SELECT ?s { { SELECT ?s ?code { ?s hr:iso3 ?code } } }", "code=FJI", "/id/state/FJI"),
        ("SELECT ?code { ?s hr:iso3 ?code }", "s=<https://w3id.org/hrgraph/id/state/FJI>", "FJI"),
        ("ASK { ?s hr:iso3 ?code }", "code=FJI", "true"),
        ("ASK { ?s hr:iso3 ?code }", "code=XXX", "false"),
        ("CONSTRUCT { ?s a hr:Found } WHERE { ?s hr:iso3 ?code }", "code=FJI", "hr:Found"),
        ("DESCRIBE ?s { ?s hr:iso3 ?code }", "code=FJI", "FJI"),
    ],
)
def test_a_value_for_a_variable_of_a_query_of_ones_own(store_dir: Path, query: str, parameter: str, printed: str) -> None:
    result = run("query", "-", "--store", store_dir, "--param", parameter, stdin=CODES + query)
    assert result.exit_code == 0, result.stderr
    assert printed in result.stdout
    if query.startswith("SELECT"):
        assert "(1 row)" in result.stdout


@pytest.mark.parametrize(
    ("query", "parameter", "message"),
    [
        ("SELECT ?s { ?s hr:code ?code }", "cod=FJI", "Did you mean 'code'"),
        ("SELECT ?s { ?s hr:code 'FJI' }", "x=1", "It has: s"),
        ("SELECT ?s { { SELECT ?s { ?s hr:iso3 ?code } } }", "code=FJI", "'code' is not a variable"),
        ("SELECT (COUNT(*) AS ?n) { ?s hr:iso3 ?code }", "n=1", "'n' is not a variable"),
        ("SELECT ?s { ?s hr:code ?code }", "s=<not an IRI>", "not an absolute IRI"),
        ("CONSTRUCT WHERE { ?s hr:code ?code }", "code=FJI", "It has: none"),
        ("DESCRIBE <https://w3id.org/hrgraph/id/state/FJI>", "s=1", "It has: none"),
    ],
)
def test_a_value_that_a_query_cannot_be_given(store_dir: Path, query: str, parameter: str, message: str) -> None:
    result = run("query", "-", "--store", store_dir, "--param", parameter, stdin=CODES + query)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_endpoint_is_asked_like_a_store(service: RunningService, store_dir: Path) -> None:
    for arguments in (
        ("treaty-status", "--param", "state=FJI"),
        ("documents",),
        ("laws-criticised", "--param", "state=FJI"),
    ):
        local = run("query", *arguments, "--store", store_dir)
        remote = run("query", *arguments, "--endpoint", f"{service.url}/sparql")
        assert remote.stdout == local.stdout
    gone = run("query", "documents", "--endpoint", "http://127.0.0.1:9/sparql")
    assert (gone.exit_code, "did not answer" in gone.stderr) == (1, True)
    assert run("query", "documents", "--endpoint", "ftp://example.org/").exit_code == 1


def test_exports_go_to_files_or_standard_output(store_dir: Path, tmp_path: Path) -> None:
    target = tmp_path / "facts.jsonl"
    assert run("export", "facts", "--store", store_dir, "-o", target).stdout == ""
    assert target.read_text() == run("export", "facts", "--store", store_dir, "-o", "-").stdout
    assert run("export", "facts", "--store", store_dir, "--format", "csv").stdout.startswith("fact,iri,doc,")
    failed = run("export", "facts", "--store", store_dir, "-o", tmp_path / "no" / "folder.jsonl")
    assert (failed.exit_code, "folder.jsonl" in failed.stderr) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.jsonl"]


def test_data_that_do_not_conform_are_exit_code_3(tmp_path: Path, store_dir: Path) -> None:
    good, bad = tmp_path / "good.nq", tmp_path / "bad.nq"
    run("export", "graph", "--store", store_dir, "--documents-only", "-o", good)
    lines = good.read_text().splitlines(keepends=True)
    bad.write_text("".join(line for line in lines if "/ontology#grade>" not in line))
    for engine in ("sparql", "pyshacl"):
        assert run("validate", good, "--engine", engine).exit_code == 0
        report = tmp_path / f"{engine}.ttl"
        found = run("validate", bad, "--engine", engine, "--report", report)
        assert found.exit_code == 3
        assert "with violations" in found.stdout
        results = ox.parse(path=str(report))
        assert [quad for quad in results if quad.predicate.value == "http://www.w3.org/ns/shacl#focusNode"]
    for broken in (tmp_path / "gone.ttl", make_broken_graph(tmp_path)):
        failed = run("validate", broken)
        assert (failed.exit_code, broken.name in failed.stderr) == (1, True)


def test_nothing_to_validate_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("")
    result = run("validate", tmp_path / "empty.ttl")
    assert (result.exit_code, result.stdout) == (0, "0 records.\n")
    assert "warning" in result.stderr


def test_a_violation_names_the_node(tmp_path: Path) -> None:
    node = "https://w3id.org/hrgraph/id/participation/mine"
    lines = f'<{node}> a <https://w3id.org/hrgraph/ontology#Participation> ; <{terms.RDFS}label> "r"@en .'
    (tmp_path / "mine.ttl").write_text(lines)
    result = run("validate", tmp_path / "mine.ttl")
    assert result.exit_code == 3
    assert f"r <{node}>" in result.stdout


@pytest.mark.parametrize("what", ["statements", "recommendations", "facts"])
def test_a_table_of_nothing_has_a_header(folder: Path, tmp_path: Path, what: str) -> None:
    run("build", folder, "--store", tmp_path / "s", "--workers", "1")
    table = run("export", what, "--store", tmp_path / "s", "--format", "csv").stdout.splitlines()
    assert {"statements": "iri,document,kind,", "recommendations": "iri,document,kind,", "facts": "fact,iri,doc,"}[what] in table[0]
    assert (len(table) > 1) == (what == "statements")


def test_a_graph_file_is_a_source(folder: Path, tmp_path: Path, store_dir: Path) -> None:
    graph, packed = tmp_path / "facts.nq", tmp_path / "facts.nq.gz"
    run("export", "graph", "--store", store_dir, "-o", graph)
    packed.write_bytes(gzip.compress(graph.read_bytes()))
    for name, source in (("plain", graph), ("packed", packed)):
        built = run("build", folder, source, "--store", tmp_path / name, "--workers", "1")
        assert built.exit_code == 0, built.stderr
        assert {SUMMARY, REPORT, "fiji-2021", "tonga-2021"} <= documents_of(tmp_path / name)
    merged, original = Store.open(tmp_path / "plain"), Store.open(store_dir)
    for iri in original.graphs:
        if "/document/" in iri:
            assert merged.graph(iri) == original.graph(iri)
    assert merged.version == Store.open(tmp_path / "packed").version


def test_a_document_read_anew_takes_the_place_of_its_graph(folder: Path, tmp_path: Path) -> None:
    run("build", folder, "--store", tmp_path / "bare", "--workers", "1", "--without-words")
    bare = tmp_path / "bare.nq"
    run("export", "graph", "--store", tmp_path / "bare", "--documents-only", "-o", bare)
    assert "divers" not in bare.read_text()
    run("build", bare, folder / "fiji.txt", "--store", tmp_path / "s", "--workers", "1")
    quotes = {}
    for line in run("export", "statements", "--store", tmp_path / "s").stdout.splitlines():
        record = json.loads(line)
        quotes.setdefault(record["document"], []).append(record["quote"])
    assert all(quotes["fiji-2021"])
    assert not any(quotes["tonga-2021"])


WORKED_OUT = {
    terms.GRAPH_INFERRED, terms.GRAPH_REVIEWS, terms.GRAPH_RECOMMENDATIONS, terms.GRAPH_CITATIONS, terms.GRAPH_IMPLEMENTATION,
    terms.GRAPH_TREATIES, terms.GRAPH_THREADS,
}  # fmt: skip


def test_without_inference_nothing_that_is_worked_out_is_served(folder: Path, tmp_path: Path) -> None:
    run("build", folder, "--store", tmp_path / "whole", "--workers", "1")
    run("build", folder, "--store", tmp_path / "plain", "--workers", "1", "--no-inference")
    whole, plain = Store.open(tmp_path / "whole"), Store.open(tmp_path / "plain")
    worked_out = set(whole.graphs) - set(plain.graphs)
    tags = {iris.tags_of(iri) for iri in plain.graphs} & worked_out
    assert terms.GRAPH_INFERRED in worked_out and tags
    assert worked_out - tags <= WORKED_OUT  # a graph with nothing in it is none
    assert all(whole.graph(iri) == plain.graph(iri) for iri in plain.graphs if iri != terms.GRAPH_DATASET)


def test_quarantined_records_are_counted_and_not_served(tmp_path: Path, store_dir: Path) -> None:
    graph = tmp_path / "facts.nq"
    run("export", "graph", "--store", store_dir, "--documents-only", "-o", graph)
    lines = graph.read_text().splitlines(keepends=True)
    (grade,) = {line.split()[0] for line in lines if "ontology#FollowUpGrade>" in line}
    graph.write_text("".join(line for line in lines if not (line.startswith(grade) and "ontology#grade>" in line)))
    built = run("build", graph, "--store", tmp_path / "s", "--workers", "1", "--json")
    assert built.exit_code == 0
    report = json.loads(built.stdout)
    (document,) = [one for one in report["documents"] if one["quarantined_records"]]
    assert document["document"] == REPORT
    assert "Quarantined, by shape" in built.stderr
    store = Store.open(tmp_path / "s")
    assert not store.query(f"ASK {{ {grade} ?p ?o }}")
    assert not store.query(f"ASK {{ ?s ?p {grade} }}")
    assert grade.encode() in store.quarantine()
    assert b"quarantineReason" in store.quarantine()
    assert store.quarantined == 1
    assert run("validate", "--store", tmp_path / "s").exit_code == 0


def test_the_same_version_whatever_the_order_the_processes_and_the_hash_seed(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.glob("*.txt"))
    versions = set()
    for number, seed in enumerate(("0", "1", "4242")):
        random.Random(number).shuffle(files)
        store = tmp_path / f"s{number}"
        built = run_process("build", *files, "--store", store, "--workers", str(number + 1), PYTHONHASHSEED=seed)
        assert built.returncode == 0, built.stderr
        versions.add(Store.open(store).version)
    assert len(versions) == 1


def test_a_reader_that_stops_reading_is_no_traceback(store_dir: Path) -> None:
    command = [sys.executable, "-m", "hrgraph", "export", "graph", "--store", str(store_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_serve_prints_the_port_it_listens_on(store_dir: Path) -> None:
    command = [sys.executable, "-m", "hrgraph", "serve", "--store", str(store_dir), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:([1-9]\d*)/", process.stderr.readline())
        assert address
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
            assert client.get(f"{address.group()}health").json()["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) in (0, -signal.SIGTERM)


def test_serve_answers_and_ends_when_told(store_dir: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "hrgraph", "serve", "--store", str(store_dir)]
    environment = {**os.environ, "HRGRAPH_PORT": port}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}/" in process.stderr.readline()
        client = httpx.Client(transport=httpx.HTTPTransport(retries=8), base_url=f"http://127.0.0.1:{port}")
        with client:
            assert client.get("/health").json()["status"] == "ok"
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) in (0, -signal.SIGTERM)
        assert "Traceback" not in process.stderr.read()
