"""A curated query, and how it is asked: of the table that was worked out, or of the graph; what was answered is remembered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pyoxigraph as ox

from hrgraph.engines import Engine
from hrgraph.errors import ParameterError
from hrgraph.facets import filter_among
from hrgraph.pages import Page, cell_of
from hrgraph.parameters import Parameter, Vocabulary, parse_parameter, suggestion
from hrgraph.querytext import extend_group
from hrgraph.search import ANY_WORD_BREAK, Expression, filter_expression, index_expression, parse_search
from hrgraph.tables import AnswerTable
from hrgraph.vocabularies import load_vocabulary

COLUMN_TYPES = ("text", "code", "iri", "integer", "decimal", "boolean", "date", "pair")
_LOG = logging.getLogger(__name__)

Terms = Mapping[str, ox.NamedNode | ox.Literal]
Value = TypeVar("Value")


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
