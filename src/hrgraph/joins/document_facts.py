"""The triples of a document's graph that joins read, looked up by subject and property."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from hrgraph import iris, terms
from hrgraph.graph.writer import term
from hrgraph.store import NamedGraph

_TYPE = terms.RDF + "type"


class DocumentFacts:
    """Some of the properties of one graph. Properties are named by CURIE, `hr:number`; classes by local name."""

    def __init__(self, graph: NamedGraph, properties: Collection[str]) -> None:
        """Read the classes of all things, and these properties of them."""
        self.graph = graph.iri
        names = {term(curie).value: curie for curie in properties}
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._typed: dict[str, list[str]] = defaultdict(list)
        self._kinds: dict[str, list[str]] = defaultdict(list)
        for triple in graph.matching({_TYPE, *names}):
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
            if predicate != _TYPE:
                self._values[subject][names[predicate]].append(value)
            elif value.startswith(terms.HR):
                self._typed[value.removeprefix(terms.HR)].append(subject)
                self._kinds[subject].append(value.removeprefix(terms.HR))

    @property
    def document(self) -> str:
        """IRI of the document whose graph this is."""
        return iris.document_of(self.graph)

    def of_type(self, *kinds: str) -> list[str]:
        """Return the things of any of these classes, sorted."""
        return sorted({thing for kind in kinds for thing in self._typed.get(kind, ())})

    def kinds(self, subject: str) -> list[str]:
        """Return the classes of hrgraph that a thing is given, sorted."""
        return sorted(self._kinds.get(subject, ()))

    def values(self, subject: str, curie: str) -> list[str]:
        """Return the values of a property of a thing, sorted."""
        return sorted(self._values[subject].get(curie, ())) if subject in self._values else []

    def value(self, subject: str, curie: str) -> str | None:
        """Return the first value of a property of a thing, or None."""
        return next(iter(self.values(subject, curie)), None)

    def pairs(self, curie: str) -> Iterator[tuple[str, str]]:
        """Yield each thing that has a property, with each value, sorted."""
        for subject in sorted(self._values):
            for value in self.values(subject, curie):
                yield subject, value
