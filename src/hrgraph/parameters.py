"""Parameters of curated queries: read what a person wrote, check it, and return an RDF term."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from hrgraph.dates import is_date
from hrgraph.errors import ParameterError
from hrgraph.names import match_key
from hrgraph.search import parse_search

TYPES = ("code", "text", "integer", "year", "date", "iri", "choice", "search")
_SHOWN_CHARACTERS = 80  # of a value in a message
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a curated query.

    Attributes:
        type: One of `TYPES`: "code" is a value of the vocabulary, "choice" one of `values`, "date" a year, month or day,
            "search" an expression that the rows are searched by (see `search`). Any other one picks the rows that have
            the value in its column.
        meaning: What it is, in plain words.
        vocabulary: Name of a file in `queries/vocabularies/`, for type "code".
        over: Columns that are searched, for type "search".
        among: Columns with several values in a cell (see `facets`), of which the value is one in the rows that are picked;
            the parameter is no column itself.
    """

    name: str
    type: str
    meaning: str
    example: str | int
    required: bool = False
    vocabulary: str | None = None
    values: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The values that a parameter may take, with the names by which people know them."""

    name: str
    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def _by_key(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        for value, label in self.pairs:
            keys.setdefault(match_key(label), value)
        for value, _ in self.pairs:
            keys[match_key(value)] = value
        return keys

    @cached_property
    def values(self) -> frozenset[str]:
        """Every value."""
        return frozenset(value for value, _ in self.pairs)

    def match(self, written: str) -> str | None:
        """Return the value that is meant: the value itself, or else without regard to case, or by its name."""
        return written if written in self.values else self._by_key.get(match_key(written))

    def names(self) -> set[str]:
        """Every value and every name, to suggest from."""
        return {text for pair in self.pairs for text in pair}


def parse_parameter(parameter: Parameter, written: str, vocabulary: Vocabulary | None) -> ox.NamedNode | ox.Literal:
    """Return the RDF term for a value as a person wrote it.

    Raises:
        ParameterError: It is not of the parameter's type, or not in its vocabulary.
    """
    shown = written if len(written) <= _SHOWN_CHARACTERS else written[: _SHOWN_CHARACTERS - 1] + "…"
    problem = f"{parameter.name}={shown!r} is not"
    if parameter.type == "code":
        value = vocabulary.match(written) if vocabulary else written
        if value is None:
            kind = vocabulary.name.replace("-", " ") if vocabulary else ""
            raise ParameterError(f"{problem} among the {kind} of this graph{suggestion(written, vocabulary.names())}")
        return ox.Literal(value)
    if parameter.type == "choice":
        value = next((value for value in parameter.values if value.lower() == written.lower()), None)
        if value is None:
            raise ParameterError(
                f"{problem} one of {', '.join(parameter.values)}{suggestion(written, parameter.values)}"
            )
        return ox.Literal(value)
    if parameter.type in ("integer", "year"):
        if not re.fullmatch(r"[0-9]{1,9}" if parameter.type == "integer" else r"[0-9]{4}", written):
            expected = "a whole number" if parameter.type == "integer" else "a year of four digits"
            raise ParameterError(f"{problem} {expected}, e.g. {parameter.example}.")
        return ox.Literal(int(written))
    if parameter.type == "date" and not is_date(written):
        expected = "a year, a month or a day that the calendar holds"
        raise ParameterError(f"{problem} {expected}, in the form 2014, 2014-10 or 2014-10-30.")
    if parameter.type == "iri":
        if not _IRI.fullmatch(written):
            raise ParameterError(f"{problem} an absolute IRI, e.g. {parameter.example}.")
        return ox.NamedNode(written)
    if parameter.type == "search":
        try:
            parse_search(written)
        except ParameterError as error:
            raise ParameterError(f"{problem} what can be searched for: {error}. E.g. {parameter.example}.") from error
    return ox.Literal(written)


def suggestion(written: str, known: Iterable[str]) -> str:
    """Return ". Did you mean ...?" for values close to what was written, or "." where none is close."""
    folded = {text.casefold(): text for text in sorted(known)}
    close = [folded[key] for key in difflib.get_close_matches(written.casefold(), folded, n=3, cutoff=0.6)]
    return f". Did you mean {' or '.join(repr(text) for text in close)}?" if close else "."
