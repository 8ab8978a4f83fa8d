"""What every answer carries, errors included: the dataset version, and leave for pages of other sites to read it."""

from __future__ import annotations

import logging
from typing import Protocol

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hrgraph.web.backends import Backend
from hrgraph.web.problems import error_response

VERSION_HEADER = "Dataset-Version"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": f"{VERSION_HEADER}, Link, X-Total-Count, Retry-After, Allow",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
_LOG = logging.getLogger(__name__)


class BackendSource(Protocol):
    """Gives the version of the data that serves at the moment."""

    async def backend(self) -> Backend: ...


class ServiceMiddleware:
    """Fixes one version of the data for each request, names it in the answer, and answers what a route did not catch.

    HEAD is answered as GET without a body, and OPTIONS with what there is, on every route but /sparql, which does both
    itself.
    """

    def __init__(self, app: ASGIApp, source: BackendSource) -> None:
        """Wrap an application."""
        self._app = app
        self._source = source

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        extra = dict(_CORS)
        method, own_methods = scope["method"], scope["path"].rstrip("/") != "/sparql"
        if method == "OPTIONS":
            extra |= _PREFLIGHT
        started = False

        async def send_more(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                MutableHeaders(scope=message).update(extra)
            elif method == "HEAD" and own_methods:
                message = {**message, "body": b""}
            await send(message)

        try:
            backend = await self._source.backend()
            extra[VERSION_HEADER] = backend.version
            if method == "OPTIONS" and own_methods:
                await Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS"})(scope, receive, send_more)
                return
            if method == "HEAD" and own_methods:
                scope = {**scope, "method": "GET"}
            await self._app({**scope, "hrgraph.backend": backend}, receive, send_more)
        except ClientDisconnect:
            _LOG.info("the client went away")
        except Exception as error:
            if started:
                raise  # the connection is cut: a shortened answer must not look like a whole one
            await error_response(error)(scope, receive, send_more)
