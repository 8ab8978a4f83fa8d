"""Show answers to queries on a command line: tables for people, CSV and JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from hrgraph import terms
from hrgraph.curated import CuratedQuery
from hrgraph.engines import Engine
from hrgraph.errors import ParameterError
from hrgraph.parameters import suggestion
from hrgraph.querytext import bind_terms, bindable_variables, check_allowed

# A cell of a table is cut after this many characters; CSV and JSON have all of it.
CELL_CHARACTERS = 60


def list_questions(queries: Iterable[CuratedQuery]) -> str:
    """Return the questions that can be asked, with their parameters."""
    lines: list[str] = []
    for query in queries:
        parameters = " ".join(
            f"{parameter.name}=..." if parameter.required else f"[{parameter.name}=...]"
            for parameter in query.parameters
        )
        lines += [f"{query.name}  {parameters}".rstrip(), f"    {query.question}"]
    return "\n".join(lines) + "\n"


def answer_question(engine: Engine, query: CuratedQuery, values: Mapping[str, str], form: str) -> bytes:
    """Return the answer to a curated question as "table", "csv" or "json" (records).

    Raises:
        ParameterError: A parameter is wrong.
        QueryError: The engine fails.
    """
    if form == "csv":
        return query.page(engine, values).solutions().serialize(format=ox.QueryResultsFormat.CSV)
    table = query.ask(engine, values)
    if form == "json":
        return _json(list(table.records()))
    return _table([column.name for column in table.columns], table.rows)


def answer_text(engine: Engine, text: str, values: Mapping[str, str], form: str) -> bytes:
    """Return the answer to a SPARQL query; a graph comes as Turtle.

    Args:
        values: Bound to variables of the query: as an IRI where written `<...>`, otherwise as a string.

    Raises:
        ParameterError: The query has no such variable that can be bound, or a value is no IRI.
        QueryError: The query is not SPARQL, is refused, or the engine fails.
    """
    check_allowed(text)
    answer = engine.query(bind_terms(text, _bound(text, values)))
    if isinstance(answer, ox.QueryTriples):
        return ox.serialize(answer, format=ox.RdfFormat.TURTLE, prefixes=terms.PREFIXES)
    if form == "csv":
        return answer.serialize(format=ox.QueryResultsFormat.CSV)
    if form == "json":
        return answer.serialize(format=ox.QueryResultsFormat.JSON) + b"\n"
    if isinstance(answer, ox.QueryBoolean):
        return b"true\n" if answer else b"false\n"
    names = [variable.value for variable in answer.variables]
    return _table(names, [tuple(None if term is None else _text(term) for term in row) for row in answer])


def _bound(text: str, values: Mapping[str, str]) -> dict[str, str]:
    """Return the terms of the values in N-Triples, by variable."""
    known = bindable_variables(text) if values else frozenset()
    wrong = [
        f"{name!r} is not a variable that this query can be given a value for{suggestion(name, known)}"
        f" It has: {', '.join(sorted(known)) or 'none'}."
        for name in values
        if name not in known
    ]
    bound: dict[str, str] = {}
    for name, value in values.items():
        is_iri = value.startswith("<") and value.endswith(">")
        try:
            bound[name] = str(ox.NamedNode(value[1:-1]) if is_iri else ox.Literal(value))
        except ValueError as error:
            wrong.append(f"{name}={value!r} is not an absolute IRI ({error}).")
    if wrong:
        raise ParameterError(" ".join(wrong))
    return bound


def _text(term: Any) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def _json(records: list[dict[str, Any]]) -> bytes:
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode()


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    texts = [list(names), *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[index]) for row in texts) for index in range(len(names))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in texts]
    lines.insert(1, "  ".join("-" * width for width in widths))
    lines.append(f"({len(rows)} row{'' if len(rows) == 1 else 's'})")
    return ("\n".join(lines) + "\n").encode()


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    text = text.replace(terms.BASE, "…/") if text.startswith(terms.BASE) else text
    return text if len(text) <= CELL_CHARACTERS else text[: CELL_CHARACTERS - 1] + "…"
