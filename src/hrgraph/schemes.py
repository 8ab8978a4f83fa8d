"""Look up concepts of the schemes in `ontology/schemes/` by the words that documents print for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, RdfFormat, parse

from hrgraph import resources, terms
from hrgraph.errors import ResourceError
from hrgraph.names import fold

_LABELS = (terms.SKOS + "prefLabel", terms.SKOS + "altLabel", terms.SKOS + "hiddenLabel")
_NOTATION = terms.SKOS + "notation"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its IRI, its preferred label, and its notation ("16", "D5") where it has one."""

    iri: str
    label: str
    notation: str | None = None


class Scheme:
    """The concepts of one scheme, found by label."""

    def __init__(self, concepts: dict[str, Concept], labels: list[tuple[str, str]]) -> None:
        """Index the concepts.

        Args:
            concepts: By IRI.
            labels: Pairs of a label and the IRI of its concept; preferred labels first.
        """
        self.concepts = tuple(sorted(concepts.values(), key=lambda concept: concept.iri))
        self._exact: dict[str, Concept] = {}
        self._close: dict[str, Concept] = {}
        for label, iri in labels:
            self._exact.setdefault(_exact_key(label), concepts[iri])
            self._close.setdefault(_close_key(label), concepts[iri])
        self._notations = {concept.notation: concept for concept in self.concepts if concept.notation}

    def match(self, printed: str) -> Concept | None:
        """Return the concept with this label, or None.

        Case and white space do not matter. Where no label is the same, one that differs in "&" for "and", in accents and
        in punctuation is taken.
        """
        return self._exact.get(_exact_key(printed)) or self._close.get(_close_key(printed))

    def by_notation(self, notation: str) -> Concept | None:
        """Return the concept with this notation, or None."""
        return self._notations.get(notation)


def _exact_key(label: str) -> str:
    return " ".join(label.casefold().split())


def _close_key(label: str) -> str:
    return " ".join(re.findall(r"\w+", fold(label.replace("&", " and "))))


@cache
def load_scheme(name: str) -> Scheme:
    """Return a scheme, the same object each time.

    Args:
        name: Of its file ("ohchr-theme").

    Raises:
        ResourceError: The file is missing or is not Turtle.
    """
    path = resources.path("ontology", "schemes", f"{name}.ttl")
    preferred: dict[str, str] = {}
    notations: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    try:
        for triple in parse(path=path, format=RdfFormat.TURTLE):
            if not isinstance(triple.object, Literal):
                continue
            iri, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
            if predicate == _LABELS[0]:
                preferred[iri] = value
            elif predicate in _LABELS:
                others.append((value, iri))
            elif predicate == _NOTATION:
                notations[iri] = value
    except (OSError, SyntaxError) as error:
        raise ResourceError(f"{path}: the scheme cannot be read: {error}. Install hrgraph again.") from error
    concepts = {iri: Concept(iri, label, notations.get(iri)) for iri, label in preferred.items()}
    labels = [(label, iri) for iri, label in sorted(preferred.items())]
    return Scheme(concepts, labels + sorted(pair for pair in others if pair[1] in concepts))
