"""The report of the build that published the version that is served, as a page and as JSON."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse

from hrgraph.build_page import report_page
from hrgraph.web.backends import Backend, LocalBackend
from hrgraph.web.problems import ProblemError
from hrgraph.web.sparql import backend_of

router = APIRouter()


@router.get("/report", include_in_schema=False)
def page(backend: Annotated[Backend, Depends(backend_of)]) -> HTMLResponse:
    """Show the report."""
    return HTMLResponse(report_page(_record(backend)))


@router.get("/report.json", tags=["Service"], summary="What the build did that published this version")
def record(backend: Annotated[Backend, Depends(backend_of)]) -> dict[str, Any]:
    """Return documents, statements, and what was unresolved, quarantined or not read, by reason."""
    return _record(backend)


def find_report(backend: Backend) -> dict[str, Any] | None:
    """Return the report that is kept with the version that is served, or None."""
    return backend.engine.report() if isinstance(backend, LocalBackend) else None


def _record(backend: Backend) -> dict[str, Any]:
    found = find_report(backend)
    if found is None:
        raise ProblemError(404, "No report of a build is kept with this version. Build it again with this version of hrgraph.")
    return found
