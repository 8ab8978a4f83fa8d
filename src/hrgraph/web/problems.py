"""Turn errors into answers: RFC 9457 problem details, one shape for every route, and no internals in any of them."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from hrgraph import terms
from hrgraph.errors import (
    HrgraphError,
    ParameterError,
    QueryError,
    QueryRefused,
    QuerySyntaxError,
    QueryTimeout,
    StoreError,
)

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger(__name__)

# Exception -> status, the nearest class first. What is not here is a fault of ours: 500.
STATUS: dict[type[HrgraphError], int] = {
    QuerySyntaxError: 400,
    ParameterError: 400,
    QueryRefused: 403,
    QueryTimeout: 504,
    QueryError: 500,
    StoreError: 503,
}


class ProblemError(Exception):
    """A request cannot be answered; raised by a route, answered by `problem_response`.

    Attributes:
        status: HTTP status.
        detail: What is wrong with this request, what was expected, what to do.
        headers: Headers that the status calls for (Allow, Retry-After, Accept).
    """

    def __init__(self, status: int, detail: str, *, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}


def problem_response(status: int, detail: str, *, headers: dict[str, str] | None = None) -> Response:
    """Return a problem document. Its type is named after the status, its title is the status's name."""
    name = HTTPStatus(status)
    problem = {
        "type": f"{terms.BASE}problem/{name.phrase.lower().replace(' ', '-')}",
        "title": name.phrase,
        "status": status,
        "detail": detail,
    }
    return Response(json.dumps(problem, ensure_ascii=False) + "\n", status, headers, media_type=MEDIA_TYPE)


def error_response(error: Exception) -> Response:
    """Return the answer for an exception. One that is not of hrgraph is logged and answered without its text."""
    if isinstance(error, ProblemError):
        return problem_response(error.status, error.detail, headers=error.headers)
    for kind, status in STATUS.items():
        if isinstance(error, kind):
            headers = {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
            return problem_response(status, str(error), headers=headers)
    _LOG.error("a request failed", exc_info=error)
    return problem_response(500, "This is a fault of the service, not of the request. It was logged.")


async def handle_error(request: Request, error: Exception) -> Response:
    """Answer an exception that a route raised; for Starlette's exception handlers."""
    del request
    return error_response(error)
