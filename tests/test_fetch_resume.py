"""A download that broke off goes on where it can, and never joins bytes of two versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_server import ETAG, PDF, Answer, DocumentServer, broken_off, make_pdf, ranged, status, whole
from fetching_fixture import DOCUMENT, FILE, HASTY, SYMBOL, fetch, names

MODIFIED = "Tue, 06 Jan 2015 10:00:00 GMT"
OTHER = make_pdf(SYMBOL, pages=4, text="Reef Watch counted the islands of the State anew.")
SIZE = len(DOCUMENT)
REST = {"Content-Range": f"bytes 900-{SIZE - 1}/{SIZE}", "ETag": ETAG}


def rest(body: bytes = DOCUMENT[900:], **said: str) -> Answer:
    """An answer of 206, whatever was asked for."""
    headers = PDF | REST | {name.replace("_", "-"): value for name, value in said.items()}
    return lambda exchange: exchange.say(206, {name: value for name, value in headers.items() if value}, body)


def test_it_goes_on_where_it_broke_off(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, broken_off(DOCUMENT, 900, ETag=ETAG), ranged(DOCUMENT, end=1500), ranged(DOCUMENT))
    (outcome,) = fetch(document_server, tmp_path)
    assert outcome.result == "fetched", outcome.remark
    assert document_server.ranges() == [None, "bytes=900-", "bytes=1500-"]
    assert (tmp_path / FILE).read_bytes() == DOCUMENT
    assert names(tmp_path) == {FILE, "fetched.json"}


def test_it_goes_on_at_the_next_call(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, broken_off(DOCUMENT, 900, ETag=ETAG), status(503))
    (failed,) = fetch(document_server, tmp_path)
    assert failed.result == "failed"
    assert not (tmp_path / FILE).exists()
    document_server.on(SYMBOL, ranged(DOCUMENT))
    (fetched,) = fetch(document_server, tmp_path)
    assert fetched.result == "fetched"
    assert document_server.ranges()[-1] == "bytes=900-"
    assert (tmp_path / FILE).read_bytes() == DOCUMENT


def test_a_date_tells_the_version_where_there_is_no_tag(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, broken_off(DOCUMENT, 900, **{"Last-Modified": MODIFIED}), rest(ETag=""))
    (outcome,) = fetch(document_server, tmp_path)
    assert outcome.result == "fetched", outcome.remark
    assert document_server.requests[1][1]["If-Range"] == MODIFIED
    assert (tmp_path / FILE).read_bytes() == DOCUMENT


BEGUN_ANEW: list[tuple[str, list[Answer]]] = [
    ("the server sends all of it", [whole(DOCUMENT, ETag=ETAG)]),
    ("the version has changed", [ranged(OTHER, etag='"b2"')]),
    ("the version has changed, and the server does not look at the condition", [rest(ETag='"b2"'), whole(OTHER)]),
    ("the version is not told", [rest(ETag=""), whole(OTHER)]),
    ("the rest begins elsewhere", [rest(Content_Range=f"bytes 0-{SIZE - 1}/{SIZE}"), whole(DOCUMENT)]),
    ("the rest is not all of it", [rest(Content_Range=f"bytes 900-999/{SIZE}"), whole(DOCUMENT)]),
    (
        "the whole is of another size",
        [rest(DOCUMENT[900:] + b"\n", Content_Range=f"bytes 900-{SIZE}/{SIZE + 1}"), whole(DOCUMENT)],
    ),
    ("the range is not told", [rest(Content_Range=""), whole(DOCUMENT)]),
    ("the range is nonsense", [rest(Content_Range="bytes ½-1/2"), whole(DOCUMENT)]),
    ("the rest is shorter than told", [rest(DOCUMENT[900:3000] + DOCUMENT[3040:]), whole(DOCUMENT)]),
    ("the rest is of other bytes", [rest(b"0" * (len(DOCUMENT) - 900)), whole(DOCUMENT)]),
    ("there is no such range", [status(416, {"Content-Type": "text/html"}), whole(DOCUMENT)]),
]


@pytest.mark.parametrize("answers", [row[1] for row in BEGUN_ANEW], ids=[row[0] for row in BEGUN_ANEW])
def test_it_begins_anew_where_it_cannot_go_on(
    document_server: DocumentServer, tmp_path: Path, answers: list[Answer]
) -> None:
    document_server.on(SYMBOL, broken_off(DOCUMENT, 900, ETag=ETAG), *answers)
    (outcome,) = fetch(document_server, tmp_path)
    assert outcome.result == "fetched", outcome.remark
    assert (tmp_path / FILE).read_bytes() in (DOCUMENT, OTHER)
    assert outcome.record is not None
    assert outcome.record.size == len((tmp_path / FILE).read_bytes())
    assert len(document_server.requests) == 1 + len(answers)
    assert document_server.ranges()[1] == "bytes=900-"
    assert names(tmp_path) == {FILE, "fetched.json"}


def test_a_part_of_nothing_that_was_asked_for_is_refused(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, rest())
    (outcome,) = fetch(document_server, tmp_path)
    assert "not the rest of what is here" in outcome.remark
    assert names(tmp_path) == set()


def test_the_beginning_from_another_server_is_not_gone_on_with(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, broken_off(DOCUMENT, 900, ETag=ETAG))
    fetch(document_server, tmp_path)
    with DocumentServer() as other:
        other.on(SYMBOL, ranged(OTHER))
        (outcome,) = fetch(other, tmp_path)
        assert other.ranges() == [None]
    assert outcome.result == "fetched"
    assert (tmp_path / FILE).read_bytes() == OTHER


@pytest.mark.parametrize("state", ["", "[]", "{}", '{"address": 1, "etag": 2, "last_modified": 3, "size": 4}'])
def test_a_beginning_of_which_nothing_is_known_is_not_gone_on_with(
    document_server: DocumentServer, tmp_path: Path, state: str
) -> None:
    (tmp_path / f".{FILE}.partial").write_bytes(b"something")
    (tmp_path / f".{FILE}.partial.json").write_text(state)
    document_server.on(SYMBOL, ranged(DOCUMENT))
    (outcome,) = fetch(document_server, tmp_path, manner=HASTY)
    assert outcome.result == "fetched"
    assert document_server.ranges() == [None]
    assert (tmp_path / FILE).read_bytes() == DOCUMENT


def test_a_link_in_place_of_the_beginning_is_not_written_through(
    document_server: DocumentServer, tmp_path: Path
) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    document_server.on(SYMBOL, broken_off(DOCUMENT, 900, ETag=ETAG), status(404), ranged(DOCUMENT))
    fetch(document_server, folder)
    (folder / f".{FILE}.partial").rename(outside)
    (folder / f".{FILE}.partial").symlink_to(outside)
    (outcome,) = fetch(document_server, folder)
    assert outcome.result == "fetched", outcome.remark
    assert outside.read_bytes() == DOCUMENT[:900]
    assert not (folder / FILE).is_symlink()
