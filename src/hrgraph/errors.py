"""The exceptions that hrgraph raises.

    HrgraphError
    +-- InputError       a file, folder or setting that the user gave cannot be used
    +-- IdentifierError  a string is not an identifier of the kind it was given as (also a ValueError)
    +-- ResourceError    the ontology, a shape or a query that comes with hrgraph is broken
    +-- StoreError       a store cannot be opened, read or published
    +-- QueryError       a query cannot be run
        +-- QuerySyntaxError
        +-- ParameterError
        +-- QueryRefused
        +-- QueryTimeout

An unresolved mention and a record that violates a shape are results, not exceptions.
"""

from __future__ import annotations


class HrgraphError(Exception):
    """Base of all errors of this package. `str(error)` is a message for people."""


class InputError(HrgraphError):
    """An input cannot be used.

    Attributes:
        source: File or folder name, as the user gave it.
        place: Line, page or entry within it, or "" where the whole input is meant.
        problem: What is wrong.
        advice: What was expected, and what to do.
    """

    def __init__(self, source: str, problem: str, *, place: str = "", advice: str = "") -> None:
        self.source, self.place, self.problem, self.advice = source, place, problem, advice
        where = f"{source}, {place}" if place else source
        super().__init__(f"{where}: {problem}" + (f" {advice}" if advice else ""))


class IdentifierError(HrgraphError, ValueError):
    """A string is not an identifier of the expected kind."""


class ResourceError(HrgraphError):
    """A file that comes with hrgraph is missing or broken."""


class StoreError(HrgraphError):
    """A store cannot be opened, read or published."""


class QueryError(HrgraphError):
    """A query cannot be run."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL 1.1."""


class ParameterError(QueryError):
    """A parameter of a curated query is missing, unknown or of the wrong type."""


class QueryRefused(QueryError):
    """The query asks for something that this service does not do (SERVICE, LOAD, update)."""


class QueryTimeout(QueryError):
    """The query did not end within its time limit."""
