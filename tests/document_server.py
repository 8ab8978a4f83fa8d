"""A document service on a free port of this machine, which misbehaves as real ones do.

A test gives it, for each symbol, the answers to the first, second, ... request; the last one is given to all that
follow.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from pdf_writer import Piece, write_pdf

PDF = {"Content-Type": "application/pdf"}
ETAG = '"a1"'
Answer = Callable[["Exchange"], None]


def make_pdf(symbol: str, *, pages: int = 1, text: str = "Reef Watch counted the islands of the State.") -> bytes:
    """Return a PDF with the masthead of a document of the United Nations."""
    head = [
        Piece(70, 40, "United Nations", 12),
        Piece(420, 40, symbol, 14),
        Piece(70, 70, "General Assembly", 18, "bold"),
    ]
    body = [
        [Piece(70, 120 + 14 * line, f"{text} Page {page}, line {line}.") for line in range(40)] for page in range(pages)
    ]
    return write_pdf([head + body[0], *body[1:]])


class Exchange(BaseHTTPRequestHandler):
    """One connection; what is sent is what the test said."""

    protocol_version = "HTTP/1.1"
    server: DocumentServer

    def do_GET(self) -> None:
        """Give the answer that is next for the symbol."""
        with self.server.at_work():
            split = urlsplit(self.path)
            symbol = parse_qs(split.query).get("s", [split.path])[0]
            self.server.requests.append((self.path, dict(self.headers)))
            self.server.next_answer(symbol)(self)
        self.close_connection = True

    def say(
        self, status: int, headers: Mapping[str, str] = {}, body: bytes = b"", *, length: int | None = None
    ) -> None:
        """Send a whole answer; `length` is said in place of that of the body."""
        self.begin(status, {"Content-Length": str(len(body) if length is None else length), **headers})
        self.wfile.write(body)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the status line and the headers, these in UTF-8."""
        self.send_response(status)
        for name, value in headers.items():
            self._headers_buffer.append(f"{name}: {value}\r\n".encode())  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


class DocumentServer(ThreadingHTTPServer):
    """A context manager: the service in a thread."""

    daemon_threads = True

    def __init__(self, **answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.answers: dict[str, list[Answer]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.most_at_once = 0
        self._now_at_work = 0
        self._lock = threading.Lock()

    def on(self, symbol: str, *answers: Answer) -> None:
        """Set the answers for a symbol, or for a path."""
        self.answers[symbol] = list(answers)

    def next_answer(self, symbol: str) -> Answer:
        left = self.answers.get(symbol, [not_found])
        return left.pop(0) if len(left) > 1 else left[0]

    def at_work(self) -> _AtWork:
        return _AtWork(self)

    def ranges(self) -> list[str | None]:
        """Return the range that each request asked for."""
        return [headers.get("Range") for _, headers in self.requests]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that closes the connection is no error of the service."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()


class _AtWork:
    """Counts how many requests are answered at once."""

    def __init__(self, server: DocumentServer) -> None:
        self._server = server

    def __enter__(self) -> None:
        server = self._server
        with server._lock:
            server._now_at_work += 1
            server.most_at_once = max(server.most_at_once, server._now_at_work)

    def __exit__(self, *_: object) -> None:
        with self._server._lock:
            self._server._now_at_work -= 1


def whole(body: bytes, **headers: str) -> Answer:
    """The document in one piece, whatever range was asked for."""
    return lambda exchange: exchange.say(200, PDF | headers, body)


def status(code: int, headers: Mapping[str, str] = {}, body: bytes = b"") -> Answer:
    """An answer without a document."""
    return lambda exchange: exchange.say(code, headers, body)


def not_found(exchange: Exchange) -> None:
    """404, with a page that says so."""
    exchange.say(404, {"Content-Type": "text/html"}, b"<html>No such document</html>")


def redirect(location: str, code: int = 302) -> Answer:
    """A redirect."""
    return lambda exchange: exchange.say(code, {"Location": location})


def broken_off(body: bytes, after: int, **headers: str) -> Answer:
    """The document, the connection of which is closed after some bytes."""
    return lambda exchange: exchange.say(200, PDF | headers, body[:after], length=len(body))


def ranged(body: bytes, *, etag: str = ETAG, end: int | None = None, **headers: str) -> Answer:
    """The rest of the document as it was asked for, if it is the rest of this version; `end` breaks it off."""

    def answer(exchange: Exchange) -> None:
        condition, asked = exchange.headers.get("If-Range"), exchange.headers.get("Range", "")
        if not asked or condition != etag:
            exchange.say(200, PDF | {"ETag": etag} | headers, body)
            return
        start = int(asked.removeprefix("bytes=").rstrip("-"))
        said = {"ETag": etag, "Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
        exchange.say(206, PDF | said | headers, body[start:end], length=len(body) - start)

    return answer


def dripping(body: bytes, pause_s: float) -> Answer:
    """The document, a few bytes at a time and for ever."""

    def answer(exchange: Exchange) -> None:
        exchange.begin(200, PDF | {"Content-Length": str(len(body) + 10**6)})
        for byte in body:
            exchange.wfile.write(bytes([byte]))
            exchange.wfile.flush()
            time.sleep(pause_s)

    return answer


class Patient:
    """Says that it is busy, until as long has passed as it asked for; remembers who came too early."""

    def __init__(self, then: Answer, busy_s: float, retry_after: Callable[[], str], code: int = 429) -> None:
        self._then, self._busy_s, self._retry_after, self._code = then, busy_s, retry_after, code
        self._until: float | None = None
        self.too_early = 0

    def __call__(self, exchange: Exchange) -> None:
        now = time.monotonic()
        if self._until is not None and now >= self._until:
            self._then(exchange)
            return
        self.too_early += self._until is not None
        self._until = self._until or now + self._busy_s
        exchange.say(self._code, {"Retry-After": self._retry_after()})
