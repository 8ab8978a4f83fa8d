"""Requests over HTTP: one at a time, at the pace of the host, through redirects that may be followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import httpx

from hrgraph import __version__, terms
from hrgraph.fetching.addresses import may_be_asked
from hrgraph.fetching.failures import Failure
from hrgraph.fetching.pace import Manner, Pace

USER_AGENT = f"hrgraph/{__version__} (+{terms.BASE})"
_MOST_REDIRECTS = 5


def is_base_url(text: str) -> bool:
    """Whether a text is the address of a service: http or https, a host, and nothing after the path."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        return False
    return url.scheme in ("http", "https") and bool(url.host) and not url.query and not url.fragment


class Client:
    """A context manager that asks servers as `manner` says."""

    def __init__(self, manner: Manner) -> None:
        """Nothing is sent yet."""
        self.pace = Pace(manner)
        # Offsets of a range count what is sent: it must be the file itself, and not a compressed form of it.
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", "Accept": "*/*"}
        limits = httpx.Limits(max_connections=1)
        self._http = httpx.Client(headers=headers, timeout=manner.timeout_s, limits=limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    @contextmanager
    def get(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """Ask for `address`, and for where it redirects to; the body is not read yet.

        Raises:
            Failure: There is no answer, it breaks off while the block reads it, or it redirects too far.
        """
        request = self._http.build_request("GET", address, headers=dict(headers))
        for _ in range(_MOST_REDIRECTS + 1):
            with self._send(request) as response:
                if response.next_request is None:
                    yield response
                    return
                request = response.next_request
            if not may_be_asked(str(request.url), address):
                host = request.url.raw_host.decode("ascii", "replace")
                raise Failure(
                    f"the answer leads to {host}, which is neither the host that was asked nor one of the United"
                    " Nations. Does this network want a login?"
                )
        raise Failure(f"the answer leads on more than {_MOST_REDIRECTS} times, to {request.url} in the end.")

    @contextmanager
    def _send(self, request: httpx.Request) -> Iterator[httpx.Response]:
        host = request.url.netloc.decode("ascii")
        self.pace.wait(host)
        try:
            response = self._http.send(request, stream=True)
            try:
                yield response
            finally:
                response.close()
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise Failure(f"{host} cannot be reached ({error}).", again=True, unreachable=True) from error
        except httpx.TimeoutException as error:
            raise Failure(f"{host} fell silent.", again=True) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise Failure(f"the answer of {host} broke off ({error}).", again=True) from error
        finally:
            self.pace.answered(host)
