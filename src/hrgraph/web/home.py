"""The first page: what is in the store, and questions to begin with. Plain HTML."""

from __future__ import annotations

from html import escape
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from hrgraph.queries import find_query, load_queries
from hrgraph.web.backends import Backend
from hrgraph.web.questions import sample_url
from hrgraph.web.reports import find_report
from hrgraph.web.sparql import backend_of

FIRST_QUESTIONS = (
    "treaty-status", "treaty-acts-asked", "recommendations-by-article", "laws-criticised", "concerns-on-a-treaty",
)  # fmt: skip

router = APIRouter()


@router.get("/", include_in_schema=False)
async def home(request: Request, backend: Annotated[Backend, Depends(backend_of)]) -> HTMLResponse:
    """Show the page."""
    return HTMLResponse(await run_in_threadpool(_page, backend, str(request.base_url)))


def _page(backend: Backend, base_url: str) -> str:
    counts = find_query("statistics").ask(backend.engine, {}).rows
    documents = find_query("documents").ask(backend.engine, {}).records()
    queries = load_queries()
    first = [queries[name] for name in FIRST_QUESTIONS]
    report = f' · <a href="{escape(base_url)}report">build report</a>' if find_report(backend) else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>hrgraph</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ font-family: sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5 }}
td, th {{ text-align: left; padding: 0.2rem 1rem 0.2rem 0; vertical-align: top }}</style></head>
<body>
<h1>hrgraph</h1>
<p>Who recommended what to which State, in which paragraph of which document, on the ground of which treaty and article.
Dataset version {escape(backend.version)}.</p>
<h2>Five questions to begin with</h2>
<ul>{"".join(f'<li><a href="{escape(sample_url(query, base_url))}">{escape(query.question)}</a></li>' for query in first)}</ul>
<p><a href="{escape(base_url)}queries">All {len(queries)} questions</a> · SPARQL 1.1 at <a href="{escape(base_url)}sparql">/sparql</a>
· <a href="{escape(base_url)}openapi.json">OpenAPI</a>{report} · <a href="{escape(base_url)}health">health</a></p>
<h2>What is in the store</h2>
<table>{"".join(f"<tr><td>{escape(str(what))}</td><td>{count}</td></tr>" for what, count in counts)}</table>
<h2>Documents</h2>
<table><tr><th>Document</th><th>Title</th><th>State</th><th>Statements</th></tr>
{"".join(_document_row(record, base_url) for record in documents)}
</table>
</body></html>
"""


def _document_row(record: dict, base_url: str) -> str:
    link = f"{base_url}queries/statements-of-a-document?document={escape(record['document'])}"
    cells = (
        f'<a href="{link}">{escape(record["document"])}</a>',
        *(escape(str(record[name] if record[name] is not None else "")) for name in ("title", "state", "statements")),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
