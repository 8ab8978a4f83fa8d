"""Fetching a document: what is kept is the document, and what does not come is told with its reason."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from document_server import (
    ETAG,
    PDF,
    Answer,
    DocumentServer,
    Exchange,
    broken_off,
    dripping,
    make_pdf,
    not_found,
    redirect,
    status,
    whole,
)
from docx_writer import paragraph, table, write_docx
from fetching_fixture import DOCUMENT, FILE, HASTY, SYMBOL, fetch, names, records

from hrgraph.errors import InputError
from hrgraph.fetching.client import USER_AGENT
from hrgraph.fetching.documents import Fetching, fetch_documents
from hrgraph.symbols import parse_symbol

HTML = b"<!DOCTYPE html><html><body>Search the documents</body></html>"


def test_a_document_comes_with_a_record_of_where_it_is_from(document_server: DocumentServer, tmp_path: Path) -> None:
    modified = "Tue, 06 Jan 2015 10:00:00 GMT"
    document_server.on(SYMBOL, whole(DOCUMENT, ETag=ETAG, **{"Last-Modified": modified}))
    (outcome,) = fetch(document_server, tmp_path / "new" / "folder")
    assert (outcome.result, outcome.remark) == ("fetched", "")
    folder = tmp_path / "new" / "folder"
    assert (folder / FILE).read_bytes() == DOCUMENT
    assert names(folder) == {FILE, "fetched.json"}
    entry = records(folder)[FILE]
    assert entry["address"] == f"{document_server.url}/api/symbol/access?s=A%2FHRC%2F28%2F10&l=en&t=pdf"
    assert (entry["symbol"], entry["language"], entry["format"]) == (SYMBOL, "en", "pdf")
    assert (entry["size"], entry["etag"], entry["last_modified"]) == (len(DOCUMENT), ETAG, modified)
    assert entry["symbol_read"] is True
    ((_, headers),) = document_server.requests
    assert headers["User-Agent"] == USER_AGENT
    assert USER_AGENT.startswith("hrgraph/")
    assert "https://" in USER_AGENT


def test_the_language_and_the_format_are_asked_for_and_in_the_name(
    document_server: DocumentServer, tmp_path: Path
) -> None:
    content = table(("United Nations", SYMBOL)) + paragraph("The islands of the State were counted.")
    docx = write_docx(tmp_path / "made.docx", content).read_bytes()
    document_server.on(SYMBOL, lambda exchange: exchange.say(200, {"Content-Type": "application/octet-stream"}, docx))
    (outcome,) = fetch(document_server, tmp_path / "d", form="docx", language="fr")
    assert outcome.result == "fetched", outcome.remark
    assert (tmp_path / "d" / "A_HRC_28_10.fr.docx").read_bytes() == docx
    assert "l=fr&t=docx" in document_server.requests[0][0]


REFUSED: list[tuple[str, Answer, str, int]] = [
    # (what the service does, what is told, how often it is asked)
    ("not found", not_found, "no such document", 1),
    ("gone", status(410), "no such document", 1),
    ("forbidden", status(403, {"Content-Type": "text/html"}, HTML), "with a browser", 1),
    ("login", status(401), "with a browser", 1),
    ("challenge for browsers", status(202), "with a browser", 1),
    ("teapot", status(418), "418", 1),
    ("redirect without an address", status(302), "302", 1),
    ("page with status 200", lambda e: e.say(200, {"Content-Type": "text/html; charset=utf-8"}, HTML), "text/html", 1),
    ("page that calls itself a PDF", whole(HTML), "page for browsers", 1),
    ("redirect to a page for searching", redirect("/search?q=A/HRC/28/10"), "text/html", 2),
    (
        "problem in JSON",
        lambda e: e.say(200, {"Content-Type": "application/json"}, b'{"error": 1}'),
        "application/json",
        1,
    ),
    ("empty body", whole(b""), "empty", 1),
    ("other document", whole(make_pdf("A/HRC/28/11")), "headed A/HRC/28/11", 1),
    ("addendum to the document", whole(make_pdf("A/HRC/28/10/Add.1")), "headed A/HRC/28/10/Add.1", 1),
    ("document with a longer number", whole(make_pdf("A/HRC/28/100")), "headed A/HRC/28/100", 1),
    ("PDF cut in the middle", whole(DOCUMENT[: len(DOCUMENT) // 2]), "a part of it is missing", 1),
    ("nothing but the head of a PDF", whole(b"%PDF-1.4\n" + b"\0" * 500 + b"\n%%EOF\n"), "damaged", 1),
    ("picture", whole(b"\x89PNG\r\n\x1a\n" + b"\0" * 100), "not a PDF", 1),
    ("Word file", whole(b"PK\x03\x04" + b"\0" * 100), "Word file", 1),
    ("always busy", status(503), "attempt 4 of 4", 4),
    ("always broken off", broken_off(DOCUMENT, 300), "broke off", 4),
    ("length told too small", lambda e: e.say(200, PDF, DOCUMENT, length=900), "a part of it is missing", 1),
    ("length told too large", lambda e: e.say(200, PDF, DOCUMENT, length=len(DOCUMENT) + 9), "broke off", 4),
    ("size too large", whole(DOCUMENT, **{"Content-Length": "99999999999"}), "64 MiB", 1),
]


@pytest.mark.parametrize(("answer", "told", "asked"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_not_the_document_is_not_kept(
    document_server: DocumentServer, tmp_path: Path, answer: Answer, told: str, asked: int
) -> None:
    document_server.on(SYMBOL, answer)
    document_server.on("/search", status(200, {"Content-Type": "text/html"}, HTML))
    document_server.on("A/HRC/28/8", whole(make_pdf("A/HRC/28/8")))
    failed, fetched = fetch(document_server, tmp_path, SYMBOL, "A/HRC/28/8")
    assert (failed.result, failed.record) == ("failed", None)
    assert told in failed.remark
    assert fetched.result == "fetched", fetched.remark
    assert len(document_server.requests) == asked + 1
    assert {name for name in names(tmp_path) if not name.startswith(".")} == {"A_HRC_28_8.pdf", "fetched.json"}
    assert set(records(tmp_path)) == {"A_HRC_28_8.pdf"}


def in_gzip(body: bytes, *, length: int | None = None, **headers: str) -> Answer:
    """A body that says it is compressed."""
    return lambda exchange: exchange.say(200, PDF | {"Content-Encoding": "gzip"} | headers, body, length=length)


def not_said(body: bytes) -> Answer:
    """A body without Content-Length, as of HTTP 1.0: its end is that of the connection."""

    def answer(exchange: Exchange) -> None:
        exchange.begin(200, PDF | {"Connection": "close"})
        exchange.wfile.write(body)

    return answer


def in_chunks(body: bytes) -> Answer:
    """A body in chunks, the last of which does not come."""

    def answer(exchange: Exchange) -> None:
        exchange.begin(200, PDF | {"Transfer-Encoding": "chunked"})
        exchange.wfile.write(f"{len(body):x}\r\n".encode() + body + b"\r\n")

    return answer


SETTLED: list[tuple[str, list[Answer]]] = [
    ("busy twice", [status(500), status(502), whole(DOCUMENT)]),
    ("closed before a word", [lambda exchange: None, whole(DOCUMENT)]),
    ("broken off, no version told", [broken_off(DOCUMENT, 300), whole(DOCUMENT)]),
    ("broken off, only a weak version told", [broken_off(DOCUMENT, 300, ETag='W/"1"'), whole(DOCUMENT)]),
    ("length not told, broken off", [not_said(DOCUMENT[:900]), not_said(DOCUMENT)]),
    ("chunks broken off", [in_chunks(DOCUMENT[:900]), whole(DOCUMENT)]),
    ("a type of the browser's", [lambda e: e.say(200, {"Content-Type": "application/octet-stream"}, DOCUMENT)]),
    ("no type", [lambda e: e.say(200, {}, DOCUMENT)]),
    ("redirect", [redirect("/elsewhere/café.pdf")]),
    ("broken off, the version told not in ASCII", [broken_off(DOCUMENT, 300, ETag='"é"'), whole(DOCUMENT)]),
    ("headers that are not ASCII", [
        whole(DOCUMENT, ETag='"é"', **{"Content-Disposition": 'inline; filename="rapport é.pdf"'}),
    ]),
    ("compressed", [in_gzip(gzip.compress(DOCUMENT))]),
    ("compressed, and broken off", [in_gzip(gzip.compress(DOCUMENT)[:500], length=900, ETag=ETAG), whole(DOCUMENT)]),
    ("not compressed as it says", [in_gzip(DOCUMENT), whole(DOCUMENT)]),
]  # fmt: skip


@pytest.mark.parametrize("answers", [row[1] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_what_can_be_had_is_had(document_server: DocumentServer, tmp_path: Path, answers: list[Answer]) -> None:
    document_server.on(SYMBOL, *answers)
    document_server.on("/elsewhere/caf%C3%A9.pdf", whole(DOCUMENT))
    (outcome,) = fetch(document_server, tmp_path)
    assert (outcome.result, outcome.remark) == ("fetched", "")
    assert (tmp_path / FILE).read_bytes() == DOCUMENT
    assert names(tmp_path) == {FILE, "fetched.json"}
    assert not any(document_server.ranges())


SCAN = make_pdf(SYMBOL).replace(b"Tj", b"  ")  # the pages draw no letters


def test_a_document_whose_symbol_cannot_be_read_is_kept_and_told(
    document_server: DocumentServer, tmp_path: Path
) -> None:
    document_server.on(SYMBOL, whole(SCAN))
    (outcome,) = fetch(document_server, tmp_path)
    assert outcome.result == "fetched"
    assert "cannot be read" in outcome.remark
    assert "corpus.toml" in outcome.remark
    assert records(tmp_path)[FILE]["symbol_read"] is False


@pytest.mark.parametrize(
    ("symbol", "printed", "read"),  # None: it is another document
    [
        ("A/HRC/28/10", "A/HRC/28/10*", True),
        ("A/HRC/28/10", "A/HRC/28/10 /Add.1", None),
        ("CRC/C/FJI/2-4", "CRC/C/FJI/2–4", True),  # a dash that is no hyphen
        ("CRC/C/FJI/2", "CRC/C/FJI/2-4", None),
        ("S/2008/431", "A/63/281–S/2008/431", True),  # a document of two bodies
        ("A/63/281", "A/63/281–S/2008/431", True),
        ("A/HRC/28/10", "A/HRC/28/1O", False),  # damaged by scanning: no symbol of another document
    ],
)
def test_the_symbol_at_the_head_decides(
    document_server: DocumentServer, tmp_path: Path, symbol: str, printed: str, read: bool | None
) -> None:
    document_server.on(symbol, whole(make_pdf(printed)))
    (outcome,) = fetch(document_server, tmp_path, symbol)
    assert (outcome.record.symbol_read if outcome.record else None) is read, outcome.remark


def test_a_document_that_cites_the_wanted_one_is_another(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, whole(make_pdf("A/HRC/28/11", text=f"See {SYMBOL}, and A/HRC/28/9.")))
    (outcome,) = fetch(document_server, tmp_path)
    assert "headed A/HRC/28/11" in outcome.remark


def test_a_body_that_grows_beyond_the_limit_is_not_kept(document_server: DocumentServer, tmp_path: Path) -> None:
    chunk = b"%PDF-1.4\n" + b"0" * 100_000

    def endless(exchange: Exchange) -> None:
        exchange.begin(200, PDF | {"Connection": "close"})
        while True:  # until the client has had enough, and closes the connection
            exchange.wfile.write(chunk)

    document_server.on(SYMBOL, endless)
    (outcome,) = fetch(document_server, tmp_path, manner=replace(HASTY, most_bytes=1_000_000))
    assert "larger than 0.95" in outcome.remark
    assert names(tmp_path) == set()


def test_a_service_that_sends_a_byte_now_and_then_is_left(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, dripping(DOCUMENT, 0.02))
    (outcome,) = fetch(document_server, tmp_path, manner=replace(HASTY, timeout_s=0.2, attempts=2))
    assert "sends less than 1024 bytes in 0.2 s" in outcome.remark


def test_a_service_that_falls_silent_is_left(document_server: DocumentServer, tmp_path: Path) -> None:
    finished = Event()
    document_server.on(SYMBOL, lambda exchange: finished.wait(20) and None)
    (outcome,) = fetch(document_server, tmp_path, manner=replace(HASTY, timeout_s=0.1, attempts=2))
    finished.set()
    assert "fell silent" in outcome.remark


def test_what_is_there_is_not_fetched_again(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, whole(DOCUMENT))
    fetch(document_server, tmp_path)
    before = (tmp_path / "fetched.json").read_bytes()
    (outcome,) = fetch(document_server, tmp_path)
    assert (outcome.result, len(document_server.requests)) == ("there", 1)
    assert (tmp_path / "fetched.json").read_bytes() == before


def test_a_file_that_somebody_else_put_there_is_looked_at(document_server: DocumentServer, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(DOCUMENT)
    (outcome,) = fetch(document_server, tmp_path)
    assert (outcome.result, document_server.requests) == ("there", [])
    entry = records(tmp_path)[FILE]
    assert (entry["address"], entry["fetched"], entry["size"]) == (None, None, len(DOCUMENT))


@pytest.mark.parametrize("spoilt", [b"", DOCUMENT[:700], make_pdf("A/HRC/28/11"), HTML])
def test_a_file_that_is_not_the_document_is_replaced_when_that_has_come(
    document_server: DocumentServer, tmp_path: Path, spoilt: bytes
) -> None:
    (tmp_path / FILE).write_bytes(spoilt)
    document_server.on(SYMBOL, not_found, whole(DOCUMENT))
    (failed,) = fetch(document_server, tmp_path)
    assert failed.result == "failed"
    assert (tmp_path / FILE).read_bytes() == spoilt
    (fetched,) = fetch(document_server, tmp_path)
    assert fetched.result == "fetched"
    assert (tmp_path / FILE).read_bytes() == DOCUMENT


def test_a_record_that_the_file_no_longer_fits_is_written_anew(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, whole(DOCUMENT))
    fetch(document_server, tmp_path)
    recognised = make_pdf(SYMBOL, text="Text that somebody recognised in a scan.")
    (tmp_path / FILE).write_bytes(recognised)
    (outcome,) = fetch(document_server, tmp_path)
    assert (outcome.result, len(document_server.requests)) == ("there", 1)
    assert records(tmp_path)[FILE]["size"] == len(recognised)


@pytest.mark.parametrize("text", ["", "[]", '{"documents": 3}', '{"documents": [{"file": 1}]}', "\0"])
def test_a_record_file_of_something_else_is_told(document_server: DocumentServer, tmp_path: Path, text: str) -> None:
    (tmp_path / "fetched.json").write_text(text)
    with pytest.raises(InputError, match="fetched.json: this is not a list of what was fetched"):
        fetch(document_server, tmp_path)
    assert document_server.requests == []


def test_links_do_not_lead_out_of_the_folder(document_server: DocumentServer, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.write_text("mine")
    for name in (FILE, f".{FILE}.partial", f".{FILE}.partial.json", ".fetched.json.partial"):
        (folder / name).symlink_to(outside)
    document_server.on(SYMBOL, whole(DOCUMENT))
    (outcome,) = fetch(document_server, folder)
    assert outcome.result == "fetched", outcome.remark
    assert outside.read_text() == "mine"
    assert not (folder / FILE).is_symlink()


def test_two_fetches_do_not_write_into_one_folder(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, whole(DOCUMENT))
    first = fetch_documents(
        [parse_symbol(SYMBOL)], tmp_path, Fetching(base_urls=(document_server.url,), manner=HASTY), print
    )
    next(first)  # it holds the folder until it ends
    with pytest.raises(InputError, match="another fetch is running"):
        fetch(document_server, tmp_path)
    assert list(first) == []
    assert fetch(document_server, tmp_path)[0].result == "there"


def test_a_folder_that_cannot_be_made_is_told(document_server: DocumentServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        fetch(document_server, tmp_path / "file" / "folder")
