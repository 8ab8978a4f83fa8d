"""Curated queries: one question a file in `queries/`, with a `#+` header that says all that is needed to ask it.

    #+ title: Treaty status of a State
    #+ question: Which treaties is the State a party to, since when, and which document says so?
    #+ tags: [treaties]
    #+ parameters:
    #+   - {name: state, type: code, vocabulary: states, example: KAZ, required: true, meaning: State under review}
    #+ columns:
    #+   - {name: treaty, type: code, meaning: code of the treaty}
    #+ sample: {state: KAZ}
    #+ worked_out: true

The header is YAML, as grlc writes it. With the last entry, which may be left out, the whole answer for all values of the
parameters is worked out when a version is published, and rows are picked from that: for what engines take long for.
Values are bound as RDF terms, never pasted into the text; a parameter that is not given leaves its variable free. Every
query selects its parameters, so each row says what it answers, and is ordered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from hrgraph import resources
from hrgraph.curated import COLUMN_TYPES, Column, CuratedQuery
from hrgraph.errors import ParameterError, ResourceError
from hrgraph.parameters import Parameter, suggestion

RESERVED = ("limit", "offset", "format")
# Seventy headers are read before the first answer.
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
_HEADER_KEYS = {"title", "question", "tags", "parameters", "columns", "sample"}


@cache
def load_queries() -> Mapping[str, CuratedQuery]:
    """Return the curated queries by name, sorted.

    Raises:
        ResourceError: A query file is broken.
    """
    files = [path for path in resources.files("queries", pattern="*.rq") if path.parent.name == "queries"]
    return {path.stem: read_query(path) for path in sorted(files, key=lambda path: path.stem)}


def find_query(name: str) -> CuratedQuery:
    """Return a curated query by its name.

    Raises:
        ParameterError: There is none of that name.
    """
    queries = load_queries()
    if name not in queries:
        raise ParameterError(
            f"There is no curated query {name!r}{suggestion(name, queries)} `hrgraph query` lists them."
        )
    return queries[name]


def read_query(path: Path) -> CuratedQuery:
    """Return the query in a file.

    Raises:
        ResourceError: The header is missing, incomplete or wrong; the message says which entry.
    """
    text = path.read_text(encoding="utf-8")
    header = "\n".join(line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+"))
    try:
        entries = yaml.load(header, _YAML)  # noqa: S506 - a safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise ResourceError(f"{path.name}: the #+ header is not YAML: {error}") from error
    if not isinstance(entries, dict) or set(entries) - {"worked_out"} != _HEADER_KEYS:
        found = ", ".join(sorted(entries)) if isinstance(entries, dict) else "nothing"
        raise ResourceError(f"{path.name}: the #+ header has {found}; expected {', '.join(sorted(_HEADER_KEYS))}.")
    try:
        query = CuratedQuery(
            name=path.stem,
            title=entries["title"],
            question=entries["question"],
            tags=tuple(entries["tags"]),
            parameters=tuple(_read_parameter(entry) for entry in entries["parameters"]),
            columns=tuple(Column(**entry) for entry in entries["columns"]),
            sample={name: str(value) for name, value in entries["sample"].items()},
            text=text,
            worked_out=bool(entries.get("worked_out")),
        )
    except TypeError as error:
        raise ResourceError(f"{path.name}: an entry of the #+ header is wrong: {error}") from error
    _check_query(path.name, query)
    return query


def _read_parameter(entry: Mapping[str, Any]) -> Parameter:
    return Parameter(**{**entry, **{key: tuple(entry.get(key, ())) for key in ("values", "over", "among")}})


def _check_query(file: str, query: CuratedQuery) -> None:
    names = [parameter.name for parameter in query.parameters]
    picked_by = [(p.name, name) for p in query.parameters for name in (p.among or (p.name,))]
    columns = [column.name for column in query.columns]
    problems = [f"{name!r} is not a name" for name in (*names, *columns) if not _VARIABLE.fullmatch(str(name))]
    problems += [
        f"parameter {name!r} has a name that the service keeps for itself" for name in names if name in RESERVED
    ]
    problems += [f"parameter {name!r} picks by {column!r}, which is not a column" for name, column in picked_by if column not in columns]
    problems += [
        f"column {c.name} has the unknown type {c.type!r}" for c in query.columns if c.type not in COLUMN_TYPES
    ]
    problems += [f"sample has {name!r}, which is no parameter" for name in query.sample if name not in names]
    problems += [f"sample lacks {p.name!r}" for p in query.parameters if p.required and p.name not in query.sample]
    problems += [
        f"parameter {p.name!r} searches {name!r}, which is no column"
        for p in query.parameters
        for name in p.over
        if name not in columns
    ]
    problems += [
        f"parameter {p.name!r} is not the first column" for p in query.parameters[:1] if p.over and p.name != columns[0]
    ]
    problems += [f"parameter {p.name!r} searches and is not the first" for p in query.parameters[1:] if p.over]
    problems += [
        f"parameter {p.name!r} searches nothing" for p in query.parameters if p.type == "search" and not p.over
    ]
    if not _NAME.fullmatch(query.name):
        problems.append("the file's name is not in kebab-case")
    if "ORDER BY" not in query.text:
        problems.append("there is no ORDER BY")
    if problems:
        raise ResourceError(f"{file}: {'; '.join(problems)}.")
