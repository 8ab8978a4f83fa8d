"""`hrgraph fetch`: exit codes, what goes to which stream, and that a build reads what came."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner, Result
from document_server import ETAG, PDF, DocumentServer, Exchange, make_pdf, not_found, ranged, whole
from fetching_fixture import DOCUMENT, FILE, SYMBOL, names

from hrgraph.cli import main

SUMMARY = "A/HRC/WG.6/20/FJI/3"


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)


def at(server: DocumentServer, folder: Path) -> list[str]:
    return ["--base-url", server.url, "--delay", "0", "-o", str(folder)]


def test_what_came_and_what_did_not(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, whole(DOCUMENT))
    result = run("fetch", SYMBOL, "A/HRC/28/8", *at(document_server, tmp_path))
    assert result.exit_code == 1
    assert f"[1/2] {SYMBOL}: fetched, {len(DOCUMENT):,} bytes, {FILE}\n" in result.stderr
    assert "[2/2] A/HRC/28/8: failed: 127.0.0.1 has no such document" in result.stderr
    heading, rule, *rows, counts = result.stdout.splitlines()
    assert heading.split() == ["symbol", "result", "file", "bytes", "remark"]
    assert set(rule) == {"-", " "}
    assert [row.split()[:2] for row in rows] == [[SYMBOL, "fetched"], ["A/HRC/28/8", "failed"]]
    assert counts == "(1 fetched, 0 there, 1 failed)"
    document_server.on("A/HRC/28/8", whole(make_pdf("A/HRC/28/8")))
    again = run("fetch", SYMBOL, "A/HRC/28/8", *at(document_server, tmp_path), "--json")
    assert again.exit_code == 0
    report = json.loads(again.stdout)
    assert (report["fetched"], report["there"], report["failed"]) == (1, 1, 0)
    there, fetched = report["documents"]
    assert (there["result"], there["record"]["file"], there["remark"]) == ("there", FILE, None)
    assert fetched["record"]["address"].startswith(document_server.url)


def test_the_symbols_of_a_file_of_standard_input_and_of_the_command_line(
    document_server: DocumentServer, tmp_path: Path
) -> None:
    listed = tmp_path / "symbols.txt"
    listed.write_text(f"# the report and its addendum\n{SYMBOL}\n\n  A/HRC/28/10/Add.1  # its addendum\n")
    for symbol in (SYMBOL, "A/HRC/28/10/Add.1", "A/HRC/28/8", "A/HRC/28/9"):
        document_server.on(symbol, whole(make_pdf(symbol)))
    folder = tmp_path / "d"
    result = run("fetch", "A/HRC/28/8", "-", "--symbols", listed, *at(document_server, folder), stdin="A/HRC/28/9\n")
    assert result.exit_code == 0, result.stderr
    assert {name for name in names(folder) if name.endswith(".pdf")} == {
        "A_HRC_28_8.pdf", "A_HRC_28_9.pdf", FILE, "A_HRC_28_10_Add.1.pdf"
    }  # fmt: skip
    dash = run("fetch", "--symbols", "-", *at(document_server, folder), stdin="A/HRC/28/9\n")
    assert "(0 fetched, 1 there, 0 failed)" in dash.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Give the symbols"),
        (["A/HRC"], "'A/HRC' is not the symbol"),
        (["../../etc/passwd"], "is not the symbol"),
        ([SYMBOL, "a/hrc/28/8"], "Did you mean A/HRC/28/8?"),
        (["https://undocs.org/en/A/HRC/28/8"], "Did you mean A/HRC/28/8?"),
        ([SYMBOL + "/Add.1" * 40], "longer than any symbol"),
        ([SYMBOL, "--symbols", "LISTED"], "symbols.txt, line 2: 'nonsense' is not the symbol"),
        ([SYMBOL, "--symbols", "LATIN"], "not text in UTF-8"),
        ([SYMBOL, "--symbols", "nowhere.txt"], "nowhere.txt"),
        ([SYMBOL, "--language", "de"], "'de' is not one of"),
        ([SYMBOL, "--format", "doc"], "'doc' is not one of"),
        ([SYMBOL, "--delay", "-1"], "--delay"),
        ([SYMBOL, "--timeout", "0"], "--timeout"),
        ([SYMBOL, "--base-url", "documents.un.org"], "is not an address"),
        ([SYMBOL, "--base-url", "file:///etc"], "is not an address"),
        ([SYMBOL, "--base-url", "http://"], "is not an address"),
        ([SYMBOL, "--base-url", "http://[::1"], "is not an address"),
        ([SYMBOL, "--base-url", "http://mirror.example/?a=b"], "is not an address"),
    ],
)
def test_wrong_usage_is_told_before_any_request(
    document_server: DocumentServer, tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "symbols.txt").write_text("A/HRC/28/9\nnonsense\n")
    (tmp_path / "latin.txt").write_bytes("été".encode("cp1252"))
    places = {"LISTED": str(tmp_path / "symbols.txt"), "LATIN": str(tmp_path / "latin.txt")}
    given = [places.get(argument, argument) for argument in arguments]
    result = run("fetch", *at(document_server, tmp_path / "d"), *given)
    assert result.exit_code == 2
    assert told in result.stderr
    assert document_server.requests == []
    assert not (tmp_path / "d").exists()


def test_no_folder_is_wrong_usage(tmp_path: Path) -> None:
    assert run("fetch", SYMBOL).exit_code == 2
    (tmp_path / "file").write_text("")
    assert run("fetch", SYMBOL, "-o", tmp_path / "file").exit_code == 2


def test_a_build_reads_the_folder(document_server: DocumentServer, tmp_path: Path) -> None:
    text = "Reef Watch (RW) recommended that Fiji ratify the International Covenant on Civil and Political Rights."
    document_server.on(SUMMARY, whole(make_pdf(SUMMARY, text=text)))
    document_server.on(SYMBOL, not_found)
    folder = tmp_path / "documents"
    assert run("fetch", SUMMARY, SYMBOL, *at(document_server, folder)).exit_code == 1
    (folder / f".{FILE}.partial").write_bytes(b"%PDF-1.4")  # of a fetch that was ended
    built = run("build", folder, "--store", tmp_path / "store", "--workers", "1", "--json")
    assert built.exit_code == 0, built.stderr
    (document,) = json.loads(built.stdout)["documents"]
    assert document["document"] == SUMMARY


def test_a_fetch_that_is_killed_goes_on_at_the_next(document_server: DocumentServer, tmp_path: Path) -> None:
    begun, ended = Event(), Event()

    def stalling(exchange: Exchange) -> None:
        exchange.begin(200, PDF | {"ETag": ETAG, "Content-Length": str(len(DOCUMENT))})
        exchange.wfile.write(DOCUMENT[:900])
        begun.set()
        ended.wait(60)

    document_server.on(SYMBOL, stalling, ranged(DOCUMENT))
    partial = tmp_path / f".{FILE}.partial"
    command = [sys.executable, "-m", "hrgraph", "fetch", SYMBOL, *at(document_server, tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)) as process:
        assert begun.wait(60)
        while not partial.exists() or partial.stat().st_size < 900:
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    ended.set()
    assert not (tmp_path / FILE).exists()
    result = run("fetch", SYMBOL, *at(document_server, tmp_path))
    assert result.exit_code == 0, result.stderr
    assert document_server.ranges() == [None, "bytes=900-"]
    assert (tmp_path / FILE).read_bytes() == DOCUMENT
