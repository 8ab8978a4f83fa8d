"""The SPARQL endpoint: a router that speaks the SPARQL 1.1 Protocol's query operation and describes itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse

from hrgraph import querytext
from hrgraph.web.backends import Backend
from hrgraph.web.description import build_service_description
from hrgraph.web.formats import GRAPH_FORMATS, RESULT_FORMATS, Format, match_format
from hrgraph.web.problems import ProblemError
from hrgraph.web.protocol import DIRECT, FORM, parse_operation

METHODS = "GET, HEAD, POST, OPTIONS"
MAX_BODY_BYTES = 1024 * 1024

router = APIRouter(tags=["SPARQL"])


def backend_of(request: Request) -> Backend:
    """Return what answers this request; the same version for the whole of it."""
    return request.scope["hrgraph.backend"]


@router.get("/sparql", summary="SPARQL 1.1 query, or the service description when there is no query")
@router.head("/sparql", include_in_schema=False)
@router.post(
    "/sparql",
    summary="SPARQL 1.1 query, as a form or as the body",
    openapi_extra={
        "requestBody": {"content": {DIRECT: {"schema": {"type": "string"}}, FORM: {"schema": {"type": "object"}}}}
    },
)
async def sparql(request: Request, backend: Annotated[Backend, Depends(backend_of)]) -> Response:
    """Answer one request of the protocol."""
    body = await _read_body(request) if request.method == "POST" else b""
    operation = parse_operation(request.method, request.url.query, request.headers.get("content-type"), body)
    accept = request.headers.get("accept")
    endpoint = str(request.url.replace(query="", fragment=""))
    if operation is None:
        chosen = _negotiate(accept, GRAPH_FORMATS)
        return Response(build_service_description(endpoint, backend, chosen), media_type=chosen.content_type)
    querytext.check_allowed(operation.query)
    form = querytext.match_form(operation.query)
    chosen = _negotiate(accept, GRAPH_FORMATS if form in ("CONSTRUCT", "DESCRIBE") else RESULT_FORMATS)
    chunks = await _unless_disconnected(
        request, backend.stream(operation.query, chosen, dataset=operation.dataset, base_iri=endpoint)
    )
    if request.method == "HEAD":
        await chunks.aclose()  # type: ignore[attr-defined]
        return Response(media_type=chosen.content_type)
    return StreamingResponse(chunks, media_type=chosen.content_type, headers={"Vary": "Accept"})


@router.options("/sparql", include_in_schema=False)
async def options() -> Response:
    """Say which methods there are."""
    return Response(status_code=204, headers={"Allow": METHODS})


@router.api_route("/sparql", methods=["PUT", "PATCH", "DELETE", "TRACE"], include_in_schema=False)
async def other_method(request: Request) -> Response:
    """Refuse other methods."""
    raise ProblemError(405, f"{request.method} is not a method of this resource.", headers={"Allow": METHODS})


def _negotiate(accept: str | None, offered: tuple[Format, ...]) -> Format:
    chosen = match_format(accept, offered)
    if chosen is None:
        types = ", ".join(dict.fromkeys(choice.media_type for choice in offered))
        raise ProblemError(
            406, f"None of the accepted types ({accept}) can be made of this answer. There are: {types}."
        )
    return chosen


async def _read_body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise ProblemError(413, f"The request body is longer than {MAX_BODY_BYTES} bytes.")
    return bytes(body)


async def _unless_disconnected(request: Request, answer: Awaitable[AsyncIterator[bytes]]) -> AsyncIterator[bytes]:
    """Wait for the first chunk of an answer; stop the query when the client goes away before it."""
    if request.method != "POST":
        await request.body()
    work = asyncio.ensure_future(answer)
    gone = asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
            raise ClientDisconnect
        return work.result()
    finally:
        gone.cancel()
