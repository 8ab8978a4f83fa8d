"""Curated queries: one question a file in `queries/`, with a `#+` header that says all that is needed to ask it.

    #+ title: Treaty status of a State
    #+ question: Which treaties is the State a party to, since when, and which document says so?
    #+ tags: [treaties]
    #+ parameters:
    #+   - {name: state, type: code, vocabulary: states, example: KAZ, required: true, meaning: State under review}
    #+ columns:
    #+   - {name: treaty, type: code, meaning: code of the treaty}
    #+ sample: {state: KAZ}

The header is YAML, as grlc writes it. Values are bound as RDF terms, never pasted into the text; a parameter that is not
given leaves its variable free. Every query selects its parameters, so each row says what it answers, and is ordered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox
import yaml

from hrgraph import resources
from hrgraph.errors import ParameterError, ResourceError
from hrgraph.parameters import Parameter, Vocabulary, parse_parameter, suggestion
from hrgraph.querytext import DatasetClause

COLUMN_TYPES = ("text", "code", "iri", "integer", "decimal", "boolean", "date", "pair")
RESERVED = ("limit", "offset", "format")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
_HEADER_KEYS = {"title", "question", "tags", "parameters", "columns", "sample"}


class Engine(Protocol):
    """What evaluates queries: `hrgraph.store.Store` or `hrgraph.endpoint.Endpoint`."""

    @property
    def version(self) -> str: ...

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        dataset: DatasetClause | None = None,
        base_iri: str | None = None,
    ) -> Any: ...


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer.

    Attributes:
        type: One of `COLUMN_TYPES`.
        many: In an export, the values of all rows of a record, as a list.
    """

    name: str
    type: str
    meaning: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer, each as long as `columns`; None where a row has no value. `total` counts all rows of the answer."""

    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    total: int

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row as a dictionary, columns in order."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class CuratedQuery:
    """A question and the SPARQL that answers it.

    Attributes:
        name: File name without suffix; how people ask for it.
        question: The question in plain words.
        sample: Values of parameters for which the query has an answer in the data that comes with hrgraph.
    """

    name: str
    title: str
    question: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sample: Mapping[str, str]
    text: str

    def bind(
        self, values: Mapping[str, str], vocabularies: Mapping[str, Vocabulary]
    ) -> dict[str, ox.NamedNode | ox.Literal]:
        """Return the terms for parameters as a person wrote them.

        Args:
            values: Parameter name -> value; an empty value counts as not given.
            vocabularies: Those that the parameters name.

        Raises:
            ParameterError: A parameter is unknown, missing, or not of its type; every offender is named.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        wrong = [
            f"{name!r} is not a parameter of {self.name}{suggestion(name, known)} It has: {', '.join(known) or 'none'}."
            for name in values
            if name not in known
        ]
        bound: dict[str, ox.NamedNode | ox.Literal] = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, "").strip()
            if not value:
                if parameter.required:
                    wrong.append(f"{parameter.name} is missing: {parameter.meaning}, e.g. {parameter.example}.")
                continue
            try:
                bound[parameter.name] = parse_parameter(parameter, value, vocabularies.get(parameter.vocabulary or ""))
            except ParameterError as error:
                wrong.append(str(error))
        if wrong:
            raise ParameterError(f"{self.name}: " + " ".join(wrong))
        return bound

    def ask(self, engine: Engine, values: Mapping[str, str], *, limit: int | None = None, offset: int = 0) -> Table:
        """Answer the question.

        Args:
            values: See `bind`.
            limit: Rows to return at most; None for all.
            offset: Rows to leave out before the first.

        Raises:
            ParameterError: See `bind`.
            QueryError: The engine fails.
        """
        rows = list(self.solutions(engine, values))
        end = None if limit is None else offset + limit
        picked = [
            tuple(read_term(row[column.name], column.type) for column in self.columns) for row in rows[offset:end]
        ]
        return Table(self.columns, picked, total=len(rows))

    def solutions(self, engine: Engine, values: Mapping[str, str], *, limit: int | None = None, offset: int = 0) -> Any:
        """Return the answer as the engine gives it (`pyoxigraph.QuerySolutions`), to be serialized in a SPARQL format.

        The arguments and errors are those of `ask`.
        """
        needed = {
            parameter.vocabulary for parameter in self.parameters if parameter.vocabulary and values.get(parameter.name)
        }
        bound = self.bind(values, {name: load_vocabulary(engine, name) for name in sorted(needed)})
        page = "" if limit is None else f"\nLIMIT {limit:d} OFFSET {offset:d}"
        return engine.query(self.text + page, substitutions=bound)


def read_term(term: Any, kind: str) -> Any:
    """Return an RDF term as a Python value of a column's type; None for no term. Dates stay ISO 8601 text."""
    if term is None:
        return None
    if kind == "integer":
        return int(term.value)
    if kind == "decimal":
        return float(term.value)
    if kind == "boolean":
        return term.value in ("true", "1")
    return term.value


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
        entries = yaml.safe_load(header)
    except yaml.YAMLError as error:
        raise ResourceError(f"{path.name}: the #+ header is not YAML: {error}") from error
    if not isinstance(entries, dict) or set(entries) != _HEADER_KEYS:
        found = ", ".join(sorted(entries)) if isinstance(entries, dict) else "nothing"
        raise ResourceError(f"{path.name}: the #+ header has {found}; expected {', '.join(sorted(_HEADER_KEYS))}.")
    try:
        query = CuratedQuery(
            name=path.stem,
            title=entries["title"],
            question=entries["question"],
            tags=tuple(entries["tags"]),
            parameters=tuple(Parameter(**entry) for entry in entries["parameters"]),
            columns=tuple(Column(**entry) for entry in entries["columns"]),
            sample={name: str(value) for name, value in entries["sample"].items()},
            text=text,
        )
    except TypeError as error:
        raise ResourceError(f"{path.name}: an entry of the #+ header is wrong: {error}") from error
    _check_query(path.name, query)
    return query


def _check_query(file: str, query: CuratedQuery) -> None:
    names = [parameter.name for parameter in query.parameters]
    columns = [column.name for column in query.columns]
    problems = [f"{name!r} is not a name" for name in (*names, *columns) if not _VARIABLE.fullmatch(str(name))]
    problems += [
        f"parameter {name!r} has a name that the service keeps for itself" for name in names if name in RESERVED
    ]
    problems += [f"parameter {name!r} is not a column" for name in names if name not in columns]
    problems += [
        f"column {c.name} has the unknown type {c.type!r}" for c in query.columns if c.type not in COLUMN_TYPES
    ]
    problems += [f"sample has {name!r}, which is no parameter" for name in query.sample if name not in names]
    problems += [f"sample lacks {p.name!r}" for p in query.parameters if p.required and p.name not in query.sample]
    if not _NAME.fullmatch(query.name):
        problems.append("the file's name is not in kebab-case")
    if "ORDER BY" not in query.text:
        problems.append("there is no ORDER BY")
    if problems:
        raise ResourceError(f"{file}: {'; '.join(problems)}.")


_VOCABULARIES: dict[tuple[str, str], Vocabulary] = {}


def load_vocabulary(engine: Engine, name: str) -> Vocabulary:
    """Return the values that a parameter may take, as the data have them; asked once for each version of the data.

    Raises:
        ResourceError: There is no such vocabulary.
    """
    key = (engine.version, name)
    if key not in _VOCABULARIES:
        text = resources.path("queries", "vocabularies", f"{name}.rq").read_text(encoding="utf-8")
        pairs = [(row["value"].value, row["label"].value) for row in engine.query(text)]
        if len(_VOCABULARIES) > 100:
            _VOCABULARIES.clear()
        _VOCABULARIES[key] = Vocabulary(name, tuple(pairs))
    return _VOCABULARIES[key]
