"""Collect the quads of one named graph, from CURIEs and plain values.

Guarantees: no blank nodes, no quad twice, and an order that depends only on what the quads say. A value that is None is
not written, so callers need not ask.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from hrgraph import terms

# A name has so many words at most; what is longer is a phrase of the document.
NAME_WORDS = 8
_BOOLEAN, _INTEGER, _DECIMAL = (NamedNode(terms.XSD + name) for name in ("boolean", "integer", "decimal"))


@cache
def term(curie: str) -> NamedNode:
    """Return the term that a CURIE such as "hr:issuedBy" stands for, by the prefixes of `terms.PREFIXES`."""
    prefix, _, name = curie.partition(":")
    return NamedNode(terms.PREFIXES[prefix] + name)


def shorten(text: str) -> str:
    """Return `text`, or its first words and an ellipsis where it is longer than a name."""
    words = text.split()
    return text if len(words) <= NAME_WORDS else " ".join(words[:NAME_WORDS]) + " …"


def date_literal(iso: str) -> Literal:
    """Return a date as precise as it is written: "2008", "2008-10" or "2008-10-22".

    What is not a date stays a plain string; a shape finds it then, and the record that holds it goes to quarantine.
    """
    datatype = ""
    if re.fullmatch(r"\d{4}", iso):
        datatype = "gYear"
    elif re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", iso):
        datatype = "gYearMonth"
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", iso) and _is_day(iso):
        datatype = "date"
    return Literal(iso, datatype=NamedNode(terms.XSD + datatype)) if datatype else Literal(iso)


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


class GraphWriter:
    """The quads of one named graph.

    Attributes:
        words: Whether words of the document may be written. Without, `words_of` writes nothing and names are shortened.
    """

    def __init__(self, graph: str, *, words: bool) -> None:
        self.words = words
        self._graph = NamedNode(graph)
        self._quads: set[Quad] = set()

    def _add(self, subject: str, curie: str, value: NamedNode | Literal) -> None:
        self._quads.add(Quad(NamedNode(subject), term(curie), value, self._graph))

    def describe(self, subject: str, kind: str, label: str) -> None:
        """Say of what class (a CURIE) a thing is, and what it is in words."""
        self._add(subject, "rdf:type", term(kind))
        self._add(subject, "rdfs:label", Literal(label, language="en"))

    def also_called(self, subject: str, *names: str) -> None:
        """Write the names by which a document calls a thing."""
        for name in names:
            self._add(subject, "skos:altLabel", Literal(name, language="en"))

    def link(self, subject: str, curie: str, *targets: str | None) -> None:
        """Say that a thing is related to other things, by their IRIs."""
        for target in targets:
            if target is not None:
                self._add(subject, curie, NamedNode(target))

    def text(self, subject: str, curie: str, *values: str | None) -> None:
        """Write strings that are not the document's words: codes, numbers as printed, hashes."""
        for value in values:
            if value:
                self._add(subject, curie, Literal(value))

    def named(self, name: str) -> str:
        """Return a name or title that the document prints; without words, only as much as `shorten` leaves of it."""
        return name if self.words else shorten(name)

    def name(self, subject: str, curie: str, *values: str | None) -> None:
        """Write names and titles that the document prints, as `named` leaves them."""
        self.text(subject, curie, *(self.named(value) for value in values if value))

    def words_of(self, subject: str, curie: str, *values: str | None) -> None:
        """Write sentences and phrases of the document; nothing without words."""
        for value in values:
            if value and self.words:
                self._add(subject, curie, Literal(value))

    def number(self, subject: str, curie: str, value: int | None) -> None:
        """Write a whole number."""
        if value is not None:
            self._add(subject, curie, Literal(str(value), datatype=_INTEGER))

    def decimal(self, subject: str, curie: str, value: float | None) -> None:
        """Write a decimal number."""
        if value is not None:
            self._add(subject, curie, Literal(str(Decimal(str(value))), datatype=_DECIMAL))

    def flag(self, subject: str, curie: str, *, value: bool) -> None:
        """Write true; what is false is not said."""
        if value:
            self._add(subject, curie, Literal("true", datatype=_BOOLEAN))

    def date(self, subject: str, curie: str, iso: str | None) -> None:
        """Write a date, typed by its precision; see `date_literal`."""
        if iso:
            self._add(subject, curie, date_literal(iso))

    def quads(self) -> list[Quad]:
        """Return what was written, sorted."""
        return sorted(self._quads, key=str)
