"""Read from the schemes by which words texts speak of a concept, and which concepts of other schemes are close to it.

In `ontology/schemes/`, `skos:example` gives a concept's wordings, `skos:closeMatch` and `skos:relatedMatch` lead from a
theme, a group of persons or a goal to UPR Info's issues.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from hrgraph import resources, terms
from hrgraph.classification.wording import cut_words, stem
from hrgraph.errors import ResourceError
from hrgraph.models import Scheme

ISSUES: Scheme = "upr-info-issues"
ACTION: Scheme = "action-category"
RULED: tuple[Scheme, ...] = ("ohchr-theme", "affected-group", "sdg")

Phrase = tuple[str, ...]
LONGEST_PHRASE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Wording:
    """How texts speak of one concept.

    Attributes:
        concept: As a tag names it: the notation of a figure, the preferred label of anything else.
        phrases: Stems.
        close, related: Labels of UPR Info's issues.
    """

    concept: str
    phrases: frozenset[Phrase]
    close: frozenset[str]
    related: frozenset[str]


@cache
def load_wordings(scheme: Scheme) -> tuple[Wording, ...]:
    """Return the wordings of a scheme's concepts, sorted by concept.

    Raises:
        ResourceError: The scheme's file is missing or is not Turtle.
    """
    values = _read(scheme)
    issues = {iri: found["prefLabel"][0] for iri, found in (_read(ISSUES) if scheme != ISSUES else values).items()}
    # A figure ("16", "5") is what people name a goal or an action category by; a theme's code is not.
    named_by_figure = scheme in ("sdg", "action-category")
    return tuple(
        sorted(
            (
                Wording(
                    (found["notation"] if named_by_figure else found["prefLabel"])[0],
                    frozenset(tuple(map(stem, cut_words(phrase))) for phrase in found["example"]),
                    frozenset(issues[iri] for iri in found["closeMatch"] if iri in issues),
                    frozenset(issues[iri] for iri in found["relatedMatch"] if iri in issues),
                )
                for found in values.values()
            ),
            key=lambda wording: wording.concept,
        )
    )


def _read(scheme: Scheme) -> dict[str, dict[str, list[str]]]:
    """Return what a scheme's file says of each concept, by IRI and by local name of the property."""
    wanted = {
        terms.SKOS + name: name
        for name in ("prefLabel", "notation", "example", "closeMatch", "relatedMatch")
    }
    path = resources.path("ontology", "schemes", f"{scheme}.ttl")
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in parse(path=path, format=RdfFormat.TURTLE):
            name = wanted.get(triple.predicate.value)
            if name and isinstance(triple.object, Literal | NamedNode):
                values[triple.subject.value][name].append(triple.object.value)
    except (OSError, SyntaxError) as error:
        raise ResourceError(f"{path}: the scheme cannot be read: {error}. Install hrgraph again.") from error
    return values


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """The phrases of some wordings.

    Attributes:
        concepts: Which concepts each phrase speaks of.
        by_first: The phrases that begin with a stem, the shortest first.
    """

    concepts: Mapping[Phrase, tuple[str, ...]]
    by_first: Mapping[str, tuple[Phrase, ...]]

    def find(self, stems: Sequence[str]) -> list[Phrase]:
        """Return the phrases that occur in a text, in text order, each once."""
        found: dict[Phrase, None] = {}
        for start, first in enumerate(stems):
            for phrase in self.by_first.get(first, ()):
                if tuple(stems[start : start + len(phrase)]) == phrase:
                    found[phrase] = None
        return list(found)


def index_phrases(wordings: Iterable[Wording]) -> PhraseIndex:
    """Return the phrases of wordings, to be found in texts."""
    concepts: dict[Phrase, list[str]] = defaultdict(list)
    for wording in wordings:
        for phrase in sorted(wording.phrases):
            concepts[phrase].append(wording.concept)
    by_first: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(concepts, key=lambda phrase: (len(phrase), phrase)):
        by_first[phrase[0]].append(phrase)
    return PhraseIndex(
        {phrase: tuple(named) for phrase, named in sorted(concepts.items())},
        {first: tuple(phrases) for first, phrases in by_first.items()},
    )
