"""How servers are asked: when, how often, and where a redirect may lead."""

from __future__ import annotations

import socket
import time
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest
from document_server import DocumentServer, Patient, make_pdf, redirect, status, whole
from fetching_fixture import DOCUMENT, HASTY, SYMBOL, fetch
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.fetching.addresses import LANGUAGES, Wanted, addresses_of, may_be_asked
from hrgraph.fetching.documents import Fetching, fetch_documents
from hrgraph.fetching.pace import retry_after
from hrgraph.symbols import parse_symbol

OTHERS = ("A/HRC/28/8", "A/HRC/28/9")


@pytest.mark.parametrize(
    ("code", "busy_s", "said"),
    [
        (429, 1.0, lambda: "1"),
        (503, 1.0, lambda: " 1 "),
        (429, 1.0, lambda: formatdate(time.time() + 2, usegmt=True)),  # a date has whole seconds: that is 1 s at least
    ],
)
def test_a_server_that_asks_for_time_is_given_it(
    document_server: DocumentServer, tmp_path: Path, code: int, busy_s: float, said: object
) -> None:
    server = Patient(whole(DOCUMENT), busy_s, said, code)  # type: ignore[arg-type]
    document_server.on(SYMBOL, server)
    (outcome,) = fetch(document_server, tmp_path)
    assert outcome.result == "fetched", outcome.remark
    assert server.too_early == 0
    assert len(document_server.requests) == 2


def test_a_server_that_asks_for_much_time_is_asked_no_more(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, status(429, {"Retry-After": "3600"}))
    outcomes = fetch(document_server, tmp_path, SYMBOL, *OTHERS)
    assert [outcome.result for outcome in outcomes] == ["failed"] * 3
    assert all("asks not to be asked again before" in outcome.remark for outcome in outcomes)
    assert len(document_server.requests) == 1


@pytest.mark.parametrize("said", ["soon", "-5", "1.5", "Tue, 99 Foo 2015", "²", ""])
def test_a_retry_after_that_says_nothing_is_none(said: str) -> None:
    assert retry_after({"retry-after": said}) is None


def test_a_date_is_compared_with_the_clock_of_the_server() -> None:
    headers = {"retry-after": "Fri, 02 Jan 2015 10:00:30 GMT", "date": "Fri, 02 Jan 2015 10:00:00 GMT"}
    assert retry_after(headers) == 30
    assert retry_after({"retry-after": "Fri, 02 Jan 2015 10:00:30 GMT"}) == 0


def test_a_host_has_one_request_at_a_time_and_rest_between_them(
    document_server: DocumentServer, tmp_path: Path
) -> None:
    moments: list[float] = []

    def noting(body: bytes) -> object:
        def answer(exchange: object) -> None:
            moments.append(time.monotonic())
            whole(body)(exchange)  # type: ignore[arg-type]

        return answer

    for symbol in OTHERS:
        document_server.on(symbol, noting(make_pdf(symbol)))  # type: ignore[arg-type]
    outcomes = fetch(document_server, tmp_path, *OTHERS, manner=replace(HASTY, delay_s=0.3))
    assert [outcome.result for outcome in outcomes] == ["fetched"] * 2
    assert document_server.most_at_once == 1
    assert moments[1] - moments[0] >= 0.3  # a rest may be longer, and never shorter


def test_each_document_is_asked_for_once(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, whole(DOCUMENT))
    assert len(fetch(document_server, tmp_path, SYMBOL, SYMBOL)) == 1
    assert len(document_server.requests) == 1


def test_a_host_that_cannot_be_reached_is_given_up(tmp_path: Path) -> None:
    with socket.socket() as nobody:  # it has the port, and does not listen
        nobody.bind(("127.0.0.1", 0))
        first, second = fetch(f"http://127.0.0.1:{nobody.getsockname()[1]}", tmp_path, *OTHERS)
    assert "cannot be reached" in first.remark
    assert "attempt 4 of 4" in first.remark
    assert "could not be reached for another document" in second.remark


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(document_server: DocumentServer, tmp_path: Path, code: int) -> None:
    document_server.on(SYMBOL, redirect("/doc/gen/a.pdf", code))
    document_server.on("/doc/gen/a.pdf", whole(DOCUMENT))
    (outcome,) = fetch(document_server, tmp_path)
    assert outcome.result == "fetched"
    assert outcome.record is not None
    assert "/api/symbol/access" in str(outcome.record.address), "the address that can be asked again"


def test_a_circle_is_left(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, redirect("/a"))
    document_server.on("/a", redirect("/b"))
    document_server.on("/b", redirect("/a"))
    (outcome,) = fetch(document_server, tmp_path)
    assert "leads on more than 5 times" in outcome.remark
    assert len(document_server.requests) == 6


def test_another_host_is_not_asked(document_server: DocumentServer, tmp_path: Path) -> None:
    with DocumentServer() as other:
        other.on("/login", whole(DOCUMENT))
        for location in (f"{other.url}/login", "ftp://127.0.0.1/x", "http://[::1", "//x y/"):
            document_server.on(SYMBOL, redirect(location))
            (outcome,) = fetch(document_server, tmp_path)
            assert outcome.result == "failed", location
        assert other.requests == []


HOSTS = [
    ("https://documents.un.org/doc/a.pdf", True),
    ("https://docs.un.org/en/A/HRC/28/10", True),
    ("https://undocs.org/A/HRC/28/10", True),
    ("https://documents.un.org:443/doc/a.pdf", True),
    ("http://127.0.0.1:8080/other", True),  # the host that was asked
    ("http://documents.un.org/doc/a.pdf", False),  # anybody on the way may change it
    ("https://documents.un.org:8443/doc/a.pdf", False),
    ("http://127.0.0.1/other", False),
    ("https://127.0.0.1:8080/other", False),
    ("https://un.org.example/login", False),
    ("https://evilun.org/", False),
    ("https://documents.un.org@example.org/", False),
    ("https://login.example/?to=documents.un.org", False),
]


@pytest.mark.parametrize(("address", "allowed"), HOSTS)
def test_where_a_redirect_may_lead(address: str, allowed: bool) -> None:
    assert may_be_asked(address, "http://127.0.0.1:8080/api/symbol/access?s=A") is allowed


def test_the_next_address_is_asked_where_the_first_has_it_not(document_server: DocumentServer, tmp_path: Path) -> None:
    document_server.on(SYMBOL, status(404))
    with DocumentServer() as other:
        other.on(SYMBOL, whole(DOCUMENT))
        other.on(OTHERS[0], status(403))
        fetching = Fetching(base_urls=(document_server.url, other.url), manner=HASTY)
        wanted = [parse_symbol(SYMBOL), parse_symbol(OTHERS[0])]
        fetched, failed = fetch_documents(wanted, tmp_path, fetching, print)
    assert fetched.record is not None
    assert str(fetched.record.address).startswith(other.url)
    assert "(404)" in failed.remark, "the reasons of both"
    assert "(403)" in failed.remark


def test_the_public_addresses() -> None:
    first, second = addresses_of(Wanted("A/HRC/28/10/Add.1", "fr", "pdf"))
    assert first == "https://documents.un.org/api/symbol/access?s=A%2FHRC%2F28%2F10%2FAdd.1&l=fr&t=pdf"
    assert second == "https://docs.un.org/fr/A/HRC/28/10/Add.1?direct=true"
    assert len(addresses_of(Wanted("A/HRC/28/10", "en", "docx"))) == 1


@given(st.sampled_from(LANGUAGES), st.booleans())
def test_every_public_address_may_be_asked(language: str, is_pdf: bool) -> None:
    addresses = addresses_of(Wanted("A/RES/217(III)", language, "pdf" if is_pdf else "docx"))
    assert all(may_be_asked(address, addresses[0]) for address in addresses)
