"""Put the service together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from hrgraph import __version__
from hrgraph.endpoint import Endpoint
from hrgraph.errors import HrgraphError
from hrgraph.web import home, questions, reports, sparql
from hrgraph.web.backends import Backend, CurrentStore, RemoteSource
from hrgraph.web.middleware import ServiceMiddleware
from hrgraph.web.problems import ProblemError, handle_error, problem_response
from hrgraph.web.workers import QueryWorkers

_DESCRIPTION = """
A knowledge graph of human-rights actors, treaties and recommendations, read from documents of the United Nations.

Read-only. Every answer names the version of the data in `Dataset-Version`. Errors are problem details (RFC 9457).
"""


def create_app(
    store: str | Path | None = None, *, endpoint: str | None = None, workers: int = 4, timeout_s: float = 30.0
) -> ASGIApp:
    """Return the service over a store on disk, or over a SPARQL endpoint elsewhere.

    Args:
        store: Folder of a store; what it serves may be replaced while the service runs.
        endpoint: Address of an endpoint, where there is no store.
        workers: Queries that are evaluated at the same time.
        timeout_s: Seconds until a query is stopped.

    Raises:
        StoreError: The store cannot be opened.
        InputError: The endpoint's address is not one.
    """
    pool = QueryWorkers(count=workers, timeout_s=timeout_s)
    source = (
        CurrentStore(store, pool) if store is not None else RemoteSource(Endpoint(endpoint or "", timeout_s=timeout_s))
    )

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        if store is not None:
            pool.warm()
        yield
        pool.close()

    app = FastAPI(
        title="hrgraph", version=__version__, description=_DESCRIPTION, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.include_router(sparql.router)
    app.include_router(questions.create_router())
    app.include_router(home.router)
    app.include_router(reports.router)
    app.add_api_route(
        "/health", health, methods=["GET"], tags=["Service"], summary="Whether the service answers, and from what"
    )
    for kind in (ProblemError, HrgraphError):
        app.add_exception_handler(kind, handle_error)
    app.add_exception_handler(HTTPException, _handle_http_error)
    app.add_exception_handler(RequestValidationError, _handle_validation_error)
    return ServiceMiddleware(app, source)


def health(backend: Annotated[Backend, Depends(sparql.backend_of)]) -> dict[str, Any]:
    """Say which version is served and how large it is."""
    sizes = backend.graphs
    return {
        "status": "ok",
        "software": f"hrgraph {__version__}",
        "version": backend.version,
        "graphs": len(sizes),
        "triples": sum(sizes.values()),
    }


async def _handle_http_error(request: Request, error: Exception) -> Response:
    """Answer an unknown address or a wrong method."""
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    if error.status_code == 404:
        detail = f"There is nothing at {request.url.path}. Begin at /, /queries or /sparql."
    elif error.status_code == 405:
        detail = f"{request.method} is not a method of {request.url.path}: this service only reads."
    return problem_response(error.status_code, detail, headers=dict(error.headers or {}))


async def _handle_validation_error(request: Request, error: Exception) -> Response:
    """Answer a parameter of the wrong type."""
    del request
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{entry['loc'][-1]}: {entry['msg']} (found {entry.get('input')!r})" for entry in error.errors())
    return problem_response(400, f"A parameter is wrong: {wrong}.")
