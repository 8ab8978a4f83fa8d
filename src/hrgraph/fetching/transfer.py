"""Bring the bytes of a document here: what broke off goes on where the server can, and begins anew where it cannot.

The rest is joined to the beginning only if the server says that it is the rest of the same version: it is asked under
the condition `If-Range`, and what it says of the range, the version and the size is compared, since some servers do not
look at the condition.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import httpx

from hrgraph.fetching.client import Client
from hrgraph.fetching.failures import Failure
from hrgraph.fetching.pace import Manner, retry_after
from hrgraph.fetching.partial import Partial, Version

_OK, _ACCEPTED, _PARTIAL, _RANGE_NOT_SATISFIABLE = 200, 202, 206, 416
_WORTH_ANOTHER_TRY = (408, 425, 429, 500, 502, 503, 504)
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)", re.ASCII)
_PAGES = ("application/xhtml+xml", "application/json", "application/xml")
# Fewer bytes in the time of `Manner.timeout_s` are no transfer.
_LEAST_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a document came.

    Attributes:
        version: Which one it is.
        joined: It was put together from several answers.
    """

    version: Version
    joined: bool


def transfer(client: Client, address: str, partial: Partial, manner: Manner) -> Arrival:
    """Bring what is at `address` into `partial`, whole by what the server says of its size.

    Raises:
        Failure: It did not come, or is no document; `partial` then holds what can go on later, or nothing.
    """
    here = partial.version()
    validator = here.validator if here and here.address == address else None
    headers = {"Range": f"bytes={partial.size}-", "If-Range": validator} if validator else {}
    with client.get(address, headers) as response:
        if response.status_code == _RANGE_NOT_SATISFIABLE:
            raise _anew(partial, "what is here is not the beginning of what the service has")
        _require_document(response)
        answered = _version(address, response)
        if response.status_code == _OK:
            _require_size(answered.size, partial, manner)
            file, version, joined = partial.begin(answered), answered, False
        else:
            rest_of = _rest_of(response, answered, here, partial.size) if here and validator else None
            if rest_of is None:
                raise _anew(partial, "the part that came is not the rest of what is here")
            file, version, joined = partial.go_on(), rest_of, True
        with file:
            for chunk in _steady(response, manner):
                _require_size(partial.size + len(chunk), partial, manner)
                file.write(chunk)
                file.flush()
            os.fsync(file.fileno())
    if partial.size == 0:
        partial.discard()
        raise Failure("the answer is empty: the service has no such document in this language and format.")
    if version.size is not None and partial.size != version.size:
        raise _anew(partial, f"{partial.size} bytes came of {version.size}")
    return Arrival(version, joined)


def _require_document(response: httpx.Response) -> None:
    """Raise a `Failure` unless the answer is that of a document, by its status and type."""
    status, host = response.status_code, response.url.host
    if status in _WORTH_ANOTHER_TRY:
        reason = f"{host} answers {status} {response.reason_phrase}.".replace(" .", ".")
        raise Failure(reason, again=True, wait_s=retry_after(response.headers))
    if status in (404, 410):
        raise Failure(f"{host} has no such document in this language and format ({status}).")
    if status in (401, 403, 407, _ACCEPTED):
        raise Failure(
            f"{host} refuses to give it ({status}): it asks for a login, or takes this program for something else."
            " Fetch the document with a browser, and put it into the folder."
        )
    if status not in (_OK, _PARTIAL):
        raise Failure(f"{host} answers {status}, which is no document.")
    said = response.headers.get("content-type", "").encode("ascii", "replace").decode("ascii")
    kind = said.partition(";")[0].strip().lower()
    if kind in _PAGES or kind.startswith("text/"):
        raise Failure(
            f"{host} answers with a page ({kind}), not with a document: it has no such symbol in this language and"
            " format, or wants a login."
        )


def _version(address: str, response: httpx.Response) -> Version:
    length = response.headers.get("content-length", "")
    compressed = response.headers.get("content-encoding", "identity").lower() != "identity"
    size = int(length) if length.isascii() and length.isdigit() else None
    etag, modified = response.headers.get("etag"), response.headers.get("last-modified")
    # A compressed form has offsets of its own.
    return Version(address, None, None, None) if compressed else Version(address, etag, modified, size)


def _rest_of(response: httpx.Response, answered: Version, here: Version, size: int) -> Version | None:
    """Return the version that an answer is the rest of; None where it does not fit to the `size` bytes of `here`."""
    said = _CONTENT_RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if said is None:
        return None
    first, last, whole = int(said[1]), int(said[2]), here.size if said[3] == "*" else int(said[3])
    # An answer to `If-Range` repeats the entity tag, and may leave out the date.
    same = answered.etag == here.etag and answered.last_modified in (None, here.last_modified)
    if not same or first != size or (whole is not None and last != whole - 1) or (here.size or whole) != whole:
        return None
    return replace(here, size=whole)


def _anew(partial: Partial, reason: str) -> Failure:
    """Remove what is here, and return the failure that lets it be fetched again."""
    partial.discard()
    return Failure(f"{reason}; it is fetched anew.", again=True)


def _require_size(size: int | None, partial: Partial, manner: Manner) -> None:
    if size is not None and size > manner.most_bytes:
        partial.discard()
        raise Failure(f"the document is larger than {manner.most_bytes / 2**20:g} MiB, more than hrgraph reads.")


def _steady(response: httpx.Response, manner: Manner) -> Iterator[bytes]:
    """Yield the body; a server that sends a byte now and then, and so never falls silent, is left."""
    since, arrived = time.monotonic(), 0
    for chunk in response.iter_bytes():
        yield chunk
        arrived += len(chunk)
        now = time.monotonic()
        if now - since >= manner.timeout_s:
            if arrived < _LEAST_BYTES:
                reason = f"{response.url.host} sends less than {_LEAST_BYTES} bytes in {manner.timeout_s:g} s."
                raise Failure(reason, again=True)
            since, arrived = now, 0
