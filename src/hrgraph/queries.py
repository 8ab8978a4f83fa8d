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

import logging
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

import pyoxigraph as ox
import yaml

from hrgraph import resources
from hrgraph.errors import ParameterError, ResourceError
from hrgraph.facets import filter_among
from hrgraph.pages import AnswerCache, Page, cell_of
from hrgraph.parameters import Parameter, Vocabulary, parse_parameter, suggestion
from hrgraph.querytext import DatasetClause, extend_group
from hrgraph.search import ANY_WORD_BREAK, Expression, filter_expression, index_expression, parse_search
from hrgraph.tables import AnswerTable

COLUMN_TYPES = ("text", "code", "iri", "integer", "decimal", "boolean", "date", "pair")
RESERVED = ("limit", "offset", "format")
# Seventy headers are read before the first answer.
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VARIABLE = re.compile(r"[a-z][a-z0-9_]*")
_HEADER_KEYS = {"title", "question", "tags", "parameters", "columns", "sample"}
_LOG = logging.getLogger(__name__)


Terms = Mapping[str, ox.NamedNode | ox.Literal]
Value = TypeVar("Value")


class Engine(Protocol):
    """What evaluates queries: `hrgraph.store.Store` or `hrgraph.endpoint.Endpoint`."""

    @property
    def version(self) -> str: ...

    @property
    def answers(self) -> AnswerCache | None: ...

    def worked_out(self, text: str) -> AnswerTable | None: ...

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

    def __len__(self) -> int:
        return len(self.rows)

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
        worked_out: The whole answer is worked out when a version is published.
    """

    name: str
    title: str
    question: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sample: Mapping[str, str]
    text: str
    worked_out: bool = False

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
        bound = self._bound(engine, values)

        def make() -> Table:
            page = self._page(engine, bound, limit, offset)
            rows = [
                tuple(read_term(row[column.name], column.type) for column in self.columns) for row in page.solutions()
            ]
            return Table(self.columns, rows, total=page.total)

        key = ("rows", self.text, *_cells(bound).items(), limit, offset)
        found = _remembered(engine, key, make, lambda table: _size(table.rows))
        return replace(found, rows=list(found.rows))

    def page(self, engine: Engine, values: Mapping[str, str], *, limit: int | None = None, offset: int = 0) -> Page:
        """Return the answer with every term as it is, to be serialized in a SPARQL format.

        The arguments and errors are those of `ask`.
        """
        return self._page(engine, self._bound(engine, values), limit, offset)

    def _bound(self, engine: Engine, values: Mapping[str, str]) -> Terms:
        needed = {
            parameter.vocabulary for parameter in self.parameters if parameter.vocabulary and values.get(parameter.name)
        }
        return self.bind(values, {name: load_vocabulary(engine, name) for name in sorted(needed)})

    def _page(self, engine: Engine, bound: Terms, limit: int | None, offset: int) -> Page:
        """Return rows of the table that was worked out, or else of the engine's answer, which is remembered whole."""
        if self.worked_out and (table := engine.worked_out(self.text)):
            key = ("page", self.text, *_cells(bound).items(), limit, offset)
            try:
                return _remembered(
                    engine, key, lambda: self._picked(table, bound, limit, offset), lambda page: page.size
                )
            except OSError as error:
                _LOG.warning("%s. The graph is asked instead; build the store again.", error)
        key = ("answer", self.text, *_cells(bound).items())
        return _remembered(engine, key, lambda: self._evaluated(engine, bound), lambda page: page.size).part(
            limit, offset
        )

    def _picked(self, table: AnswerTable, bound: Terms, limit: int | None, offset: int) -> Page:
        searches, among = self._searches(bound), self._among(bound)
        cells = {name: cell for name, cell in _cells(bound).items() if name not in {*searches, *among}}
        words = " AND ".join(index_expression(search) for search in searches.values()) or None
        page = table.page(cells, among=among, words=words, limit=limit, offset=offset)
        for name in searches:  # it is the first column, which has nothing in it
            page = replace(page, lines=tuple(cell_of(bound[name]).encode() + line for line in page.lines))
        return page

    def _evaluated(self, engine: Engine, bound: Terms) -> Page:
        text, searches, among = self.text, self._searches(bound), self._among(bound)
        for parameter in self.parameters:
            if parameter.name in among:
                text = extend_group(text, f"FILTER({filter_among(among[parameter.name], parameter.among)})")
            if parameter.name in searches:
                searched = f', " {ANY_WORD_BREAK} ", '.join(f'COALESCE(?{name}, "")' for name in parameter.over)
                wanted = filter_expression(searches[parameter.name], f"CONCAT({searched})")
                text = extend_group(text, f"FILTER({wanted}) BIND({bound[parameter.name]} AS ?{parameter.name})")
        substitutions = {name: term for name, term in bound.items() if name not in {*searches, *among}}
        return Page.of_answer(engine.query(text, substitutions=substitutions))

    def _searches(self, bound: Terms) -> dict[str, Expression]:
        return {p.name: parse_search(bound[p.name].value) for p in self.parameters if p.over and p.name in bound}

    def _among(self, bound: Terms) -> dict[str, str]:
        return {p.name: bound[p.name].value for p in self.parameters if p.among and p.name in bound}


def _cells(bound: Terms) -> dict[str, str]:
    return {name: cell_of(term) for name, term in bound.items()}


def _remembered(engine: Engine, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
    return make() if engine.answers is None else engine.answers.get(key, make, size)


def _size(rows: list[tuple[Any, ...]]) -> int:
    """Return about how many bytes rows take: 50 for each value, and the letters of text."""
    return sum(50 * len(row) + sum(len(value) for value in row if isinstance(value, str)) for row in rows)


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


_VOCABULARIES: dict[tuple[str, str], Vocabulary] = {}


def vocabulary_text(name: str) -> str:
    """Return the query for the values of a vocabulary: a file of `queries/vocabularies/`.

    Raises:
        ResourceError: There is no such vocabulary.
    """
    return resources.path("queries", "vocabularies", f"{name}.rq").read_text(encoding="utf-8")


def load_vocabulary(engine: Engine, name: str) -> Vocabulary:
    """Return the values that a parameter may take, as the data have them; asked once for each version of the data.

    Raises:
        ResourceError: There is no such vocabulary.
    """
    key = (engine.version, name)
    if key not in _VOCABULARIES:
        text = vocabulary_text(name)
        pairs = [(row["value"].value, row["label"].value) for row in _whole(engine, text)]
        if len(_VOCABULARIES) > 100:
            _VOCABULARIES.clear()
        _VOCABULARIES[key] = Vocabulary(name, tuple(pairs))
    return _VOCABULARIES[key]


def _whole(engine: Engine, text: str) -> Iterable[Any]:
    """Return the rows of a query without parameters, from the table that was worked out where there is one."""
    if table := engine.worked_out(text):
        try:
            return table.page({}).solutions()
        except OSError as error:
            _LOG.warning("%s. The graph is asked instead; build the store again.", error)
    return engine.query(text)
