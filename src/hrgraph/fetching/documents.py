"""Fetch documents into a folder, one after the other; what fails is told, and the others are fetched."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from hrgraph.errors import InputError
from hrgraph.fetching.addresses import Wanted, addresses_of
from hrgraph.fetching.checks import require_document
from hrgraph.fetching.client import Client
from hrgraph.fetching.failures import Failure
from hrgraph.fetching.pace import Manner
from hrgraph.fetching.partial import Partial
from hrgraph.fetching.records import Record, Records
from hrgraph.fetching.transfer import Arrival, transfer
from hrgraph.symbols import Symbol, format_symbol

_LOCK = ".fetch.lock"
_UNREAD = "Its own symbol cannot be read; look whether it is the document, and give the symbol in corpus.toml."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        wanted: What was asked for.
        result: "fetched", "there" (it was in the folder already) or "failed".
        record: Of the file; None where it failed.
        remark: Why it failed, or what a person should look at; else "".
    """

    wanted: Wanted
    result: Literal["fetched", "there", "failed"]
    record: Record | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Fetching:
    """What to fetch, and how.

    Attributes:
        language, form: Of all documents; see `hrgraph.fetching.addresses`.
        base_urls: Of mirrors to ask, in this order, in place of the United Nations' service.
        manner: How servers are asked.
    """

    language: str = "en"
    form: str = "pdf"
    base_urls: tuple[str, ...] = ()
    manner: Manner = field(default_factory=Manner)


def fetch_documents(
    symbols: Iterable[Symbol], folder: Path, fetching: Fetching, progress: Callable[[str], None]
) -> Iterator[Outcome]:
    """Fetch documents in the order given, each once, and yield what became of each when that is known.

    A file that is there and is the document is not fetched again; one that is damaged or another document is replaced
    when the right one has come. What broke off goes on at the next call.

    Args:
        folder: Made where it is missing.
        progress: Called with a sentence when a document takes more than one request.

    Raises:
        InputError: The folder or its `fetched.json` cannot be used, or another call is fetching into it.
    """
    wanted = [Wanted(format_symbol(symbol), fetching.language, fetching.form) for symbol in dict.fromkeys(symbols)]
    try:
        with _held(folder), Client(fetching.manner) as client:
            worker = _Worker(client, folder, fetching, progress)
            for document in wanted:
                yield worker.fetch(document)
    except OSError as error:
        raise InputError(
            str(folder), f"it cannot be written ({error}).", advice="Check the space on the disk and the rights."
        ) from error


class _Worker:
    """Fetches one document after the other with the same client."""

    def __init__(self, client: Client, folder: Path, fetching: Fetching, progress: Callable[[str], None]) -> None:
        self._client, self._folder, self._fetching, self._progress = client, folder, fetching, progress
        self._records = Records(folder)

    def fetch(self, wanted: Wanted) -> Outcome:
        """Return what became of a document: it is there, it came, or why neither."""
        found = self._there(wanted)
        if found is not None:
            return Outcome(wanted, "there", found, "" if found.symbol_read else _UNREAD)
        reasons: list[str] = []
        for address in addresses_of(wanted, self._fetching.base_urls):
            try:
                record = self._from_address(wanted, address)
            except Failure as failure:
                reasons.append(f"{failure}")
                continue
            return Outcome(wanted, "fetched", record, "" if record.symbol_read else _UNREAD)
        return Outcome(wanted, "failed", None, " ".join(_sentence(reason) for reason in reasons))

    def _there(self, wanted: Wanted) -> Record | None:
        """Return the record of the file that is in the folder, if that is the document."""
        path = self._folder / wanted.file_name
        if not path.is_file():
            return None
        known = self._records.of_file(path.name)
        try:
            if path.stat().st_size > self._fetching.manner.most_bytes:
                raise Failure("the file is too large.")
            data = path.read_bytes()
            if known is not None and known.sha256 == hashlib.sha256(data).hexdigest():
                return known
            record = _record(wanted, data, require_document(data, wanted), None)
        except Failure as failure:
            self._progress(f"{wanted.symbol}: {path.name} is there, but {failure} It is fetched again.")
            return None
        self._records.put(record)
        return record

    def _from_address(self, wanted: Wanted, address: str) -> Record:
        """Fetch a document from one address, in several attempts if need be.

        Raises:
            Failure: It did not come.
        """
        partial = Partial(self._folder, wanted.file_name)
        pace, manner, host = self._client.pace, self._fetching.manner, urlsplit(address).netloc
        for attempt in range(1, manner.attempts + 1):
            try:
                arrival = transfer(self._client, address, partial, manner)
                return self._accept(wanted, partial, arrival)
            except Failure as failure:
                if not failure.again:
                    raise
                pace.hold(host, failure.wait_s if failure.wait_s is not None else pace.back_off(attempt))
                if attempt == manner.attempts:
                    if failure.unreachable:
                        pace.give_up(host, f"{host} could not be reached for another document.")
                    raise Failure(f"{failure} That was attempt {attempt} of {attempt}.") from failure
                self._progress(f"{wanted.symbol}: {failure} Attempt {attempt + 1} of {manner.attempts} follows.")
        raise AssertionError("a manner has at least one attempt")

    def _accept(self, wanted: Wanted, partial: Partial, arrival: Arrival) -> Record:
        """Put what came into its place, and return its record.

        Raises:
            Failure: It is not the document. It is worth another try where it may have been damaged on its way.
        """
        data = partial.read()
        try:
            symbol_read = require_document(data, wanted)
        except Failure as failure:
            partial.discard()
            raise Failure(str(failure), again=arrival.joined or arrival.version.size is None) from failure
        record = _record(wanted, data, symbol_read, arrival)
        partial.move_to(self._folder / wanted.file_name)
        self._records.put(record)
        return record


def _record(wanted: Wanted, data: bytes, symbol_read: bool, arrival: Arrival | None) -> Record:
    """Return the record of a document that came, or that was there before (`arrival` is None)."""
    version = arrival.version if arrival else None
    return Record(
        file=wanted.file_name,
        symbol=wanted.symbol,
        language=wanted.language,
        format=wanted.form,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        address=version.address if version else None,
        fetched=datetime.now(UTC).isoformat(timespec="seconds") if version else None,
        etag=version.etag if version else None,
        last_modified=version.last_modified if version else None,
        symbol_read=symbol_read,
    )


def _sentence(reason: str) -> str:
    return reason[0].upper() + reason[1:]


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder for one call; the lock ends with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InputError(
                str(folder), "another fetch is running into this folder.", advice="Wait until it ends."
            ) from error
        yield
    finally:
        os.close(descriptor)
