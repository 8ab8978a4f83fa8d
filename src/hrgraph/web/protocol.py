"""Read a request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), query operation.

Pure functions: method, headers and body in, the operation out. Section numbers below are the protocol's.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from hrgraph.querytext import DatasetClause
from hrgraph.web.problems import ProblemError

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class QueryOperation:
    """A query and the graphs that the request names for it; `dataset` is None where it names none."""

    query: str
    dataset: DatasetClause | None


def parse_operation(method: str, query_string: str, content_type: str | None, body: bytes) -> QueryOperation | None:
    """Return the query operation of a request, or None where it asks for the service description (GET without query).

    Args:
        method: "GET", "HEAD" or "POST".
        query_string: Of the URL, without "?".
        content_type: The header, or None.
        body: Of a POST; form bodies are decoded once, here.

    Raises:
        ProblemError: 400 for a malformed request, 415 for a body of another type.
    """
    in_url = _parameters(query_string.encode("ascii", "replace"), "URL")
    if method != "POST":
        if not in_url:
            return None
        return _operation(in_url, _query_of(in_url))
    media_type, charset = _media_type(content_type)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise ProblemError(415, f"The request body is in {charset}; SPARQL is sent in UTF-8.")
    if media_type == FORM:
        parameters = in_url + _parameters(body, "body")
        return _operation(parameters, _query_of(parameters))
    if media_type == DIRECT:
        if any(name == "query" for name, _ in in_url):
            raise ProblemError(400, f"The query is sent twice: as the body ({DIRECT}) and in the URL. Send it once.")
        return _operation(in_url, _decode(body, "body"))
    found = f"of type {media_type}" if media_type else "without a Content-Type"
    raise ProblemError(
        415,
        f"The request body is {found}. A query is sent as {DIRECT}, or as {FORM} with the parameter query."
        " Updates are not accepted: this service only reads.",
        headers={"Accept-Post": f"{DIRECT}, {FORM}"},
    )


def _operation(parameters: list[tuple[str, str]], query: str) -> QueryOperation:
    if not query.strip():
        raise ProblemError(400, "The query is empty.")
    default = tuple(value for name, value in parameters if name == "default-graph-uri")
    named = tuple(value for name, value in parameters if name == "named-graph-uri")
    for iri in default + named:
        if not urlsplit(iri).scheme or any(character in iri for character in ' <>"{}|\\^`'):
            raise ProblemError(400, f"{iri!r} does not name a graph; expected an absolute IRI.")
    return QueryOperation(query, DatasetClause(default, named) if default or named else None)


def _query_of(parameters: list[tuple[str, str]]) -> str:
    """Return the one `query` parameter (section 2.1: exactly one)."""
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) == 1:
        return queries[0]
    if queries:
        raise ProblemError(400, f"There are {len(queries)} query parameters; the protocol has exactly one.")
    if any(name == "update" for name, _ in parameters):
        raise ProblemError(400, "There is an update parameter and no query. This service only reads: send a query.")
    names = ", ".join(sorted({name for name, _ in parameters})) or "none"
    raise ProblemError(400, f"There is no query parameter (found: {names}). Send the query as query=SELECT...")


def _parameters(encoded: bytes, where: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise ProblemError(400, f"The parameters in the {where} are not UTF-8, percent-encoded: {error}.") from error


def _decode(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"The {where} is not UTF-8: {error}.") from error


def _media_type(header: str | None) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type header, in lower case, "" where absent."""
    kind, *parameters = [part.strip() for part in (header or "").lower().split(";")]
    charset = next(
        (value.strip('" ') for name, _, value in (p.partition("=") for p in parameters) if name == "charset"), ""
    )
    return kind, charset
