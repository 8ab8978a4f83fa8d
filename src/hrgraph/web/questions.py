"""The curated queries over HTTP: /queries lists them, /queries/{name} answers one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from hrgraph.curated import CuratedQuery
from hrgraph.pages import Page
from hrgraph.parameters import Parameter, suggestion
from hrgraph.queries import RESERVED, load_queries
from hrgraph.web.backends import Backend
from hrgraph.web.formats import RESULT_FORMATS, Format, match_format
from hrgraph.web.problems import ProblemError
from hrgraph.web.sparql import backend_of

DEFAULT_ROWS = 100
MAX_ROWS = 10_000
# Records first: what dashboards read. The rest is for SPARQL clients and spreadsheets.
_RECORDS = Format("application/json", ox.QueryResultsFormat.JSON)
_SOURCE = Format("application/sparql-query", ox.QueryResultsFormat.JSON, charset=True)
_FORMATS = (_RECORDS, *(f for f in RESULT_FORMATS if f.media_type != "application/json"), _SOURCE)
_SHORT_NAMES = {
    "json": _RECORDS,
    "csv": RESULT_FORMATS[2],
    "tsv": RESULT_FORMATS[3],
    "xml": RESULT_FORMATS[1],
    "rq": _SOURCE,
}
_JSON_TYPES = {"integer": "integer", "decimal": "number", "boolean": "boolean"}


def create_router() -> APIRouter:
    """Return the routes: one for each curated query, so that the OpenAPI document says what each takes and gives."""
    router = APIRouter(tags=["Questions"])
    router.add_api_route("/queries", _list_queries, methods=["GET"], summary="The questions that can be asked")
    for query in load_queries().values():
        router.add_api_route(
            f"/queries/{query.name}",
            _route(query),
            methods=["GET"],
            summary=query.title,
            description=query.question,
            operation_id=query.name,
            openapi_extra={"parameters": [_parameter_schema(parameter) for parameter in query.parameters]},
            responses={200: {"content": {"application/json": {"schema": _answer_schema(query)}, "text/csv": {}}}},
        )
    router.add_api_route("/queries/{name}", _unknown, methods=["GET"], include_in_schema=False)
    return router


def describe(query: CuratedQuery, base_url: str) -> dict[str, Any]:
    """Return what a client needs to ask a question, as JSON."""
    address = f"{base_url}queries/{query.name}"
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "tags": list(query.tags),
        "parameters": [
            {
                "name": parameter.name, "type": parameter.type, "meaning": parameter.meaning,
                "required": parameter.required, "example": parameter.example,
                **({"values": list(parameter.values)} if parameter.values else {}),
            }
            for parameter in query.parameters
        ],
        "columns": [{"name": c.name, "type": c.type, "meaning": c.meaning} for c in query.columns],
        "url": address,
        "example": sample_url(query, base_url),
    }  # fmt: skip


def sample_url(query: CuratedQuery, base_url: str) -> str:
    """Return the address that asks a question with its sample values."""
    return f"{base_url}queries/{query.name}" + (f"?{urlencode(query.sample)}" if query.sample else "")


def _list_queries(request: Request) -> JSONResponse:
    base_url = str(request.base_url)
    return JSONResponse({"queries": [describe(query, base_url) for query in load_queries().values()]})


def _unknown(name: str) -> Response:
    raise ProblemError(404, f"There is no question {name!r}{suggestion(name, load_queries())} /queries lists them.")


def _route(query: CuratedQuery) -> Callable[..., Awaitable[Response]]:
    async def answer(
        request: Request,
        backend: Annotated[Backend, Depends(backend_of)],
        limit: Annotated[int, Query(ge=1, le=MAX_ROWS, description="Rows in the answer, at most")] = DEFAULT_ROWS,
        offset: Annotated[int, Query(ge=0, le=10**9, description="Rows to leave out before the first")] = 0,
        form: Annotated[
            str | None, Query(alias="format", description=f"{', '.join(_SHORT_NAMES)}; wins over Accept")
        ] = None,
    ) -> Response:
        return await run_in_threadpool(_answer, request, backend, query, limit, offset, _choose(request, form))

    return answer


def _choose(request: Request, short_name: str | None) -> Format:
    if short_name is not None:
        if short_name not in _SHORT_NAMES:
            raise ProblemError(400, f"format={short_name!r} is not one of {', '.join(_SHORT_NAMES)}.")
        return _SHORT_NAMES[short_name]
    accept = request.headers.get("accept")
    chosen = match_format(accept, _FORMATS)
    if chosen is None:
        raise ProblemError(
            406,
            f"None of the accepted types ({accept}) can be made. There are: "
            f"{', '.join(choice.media_type for choice in _FORMATS)}.",
        )
    return chosen


def _answer(request: Request, backend: Backend, query: CuratedQuery, limit: int, offset: int, form: Format) -> Response:
    if form is _SOURCE:
        return Response(query.text, media_type=form.content_type)
    repeated = [name for name in request.query_params if len(request.query_params.getlist(name)) > 1]
    if repeated:
        raise ProblemError(
            400, f"Given more than once: {', '.join(sorted(set(repeated)))}. Each parameter has one value."
        )
    values = {name: value for name, value in request.query_params.items() if name not in RESERVED}
    ask = query.ask if form is _RECORDS else query.page
    answer = ask(backend.engine, values, limit=limit, offset=offset)
    following = offset + len(answer)
    next_url = str(request.url.include_query_params(limit=limit, offset=following)) if following < answer.total else None
    headers = {"X-Total-Count": str(answer.total), "Vary": "Accept"}
    if next_url:
        headers["Link"] = f'<{next_url}>; rel="next"'
    if isinstance(answer, Page):
        body = answer.solutions().serialize(format=form.writer)
        return Response(body, media_type=form.content_type, headers=headers)
    return JSONResponse(
        {
            "query": query.name, "title": query.title, "question": query.question, "version": backend.version,
            "parameters": values, "total": answer.total, "limit": limit, "offset": offset, "next": next_url,
            "rows": list(answer.records()),
        },
        headers=headers,
    )  # fmt: skip


def _parameter_schema(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer" if parameter.type in ("integer", "year") else "string"}
    if parameter.type == "date":
        schema["pattern"] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
    if parameter.values:
        schema["enum"] = list(parameter.values)
    return {
        "name": parameter.name, "in": "query", "required": parameter.required, "description": parameter.meaning,
        "example": parameter.example, "schema": schema,
    }  # fmt: skip


def _answer_schema(query: CuratedQuery) -> dict[str, Any]:
    row = {
        column.name: {"type": [_JSON_TYPES.get(column.type, "string"), "null"], "description": column.meaning}
        for column in query.columns
    }
    return {
        "type": "object",
        "required": ["query", "version", "total", "rows"],
        "properties": {
            "query": {"type": "string"},
            "version": {"type": "string", "description": "dataset version"},
            "total": {"type": "integer", "description": "rows of the whole answer"},
            "next": {"type": ["string", "null"], "description": "address of the rows that follow"},
            "rows": {"type": "array", "items": {"type": "object", "properties": row}},
        },
    }
