"""What a clause of a recommendation asks, found by the words of the field: asks, topics, groups of persons and acts.

Guarantees: the same tokens give the same concepts; the lexicon is data, `concepts.txt`, and its names are what people
read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from hrgraph.errors import ResourceError

FILE = Path(__file__).with_name("concepts.txt")
FACETS = ("asks", "topics", "generic", "groups", "acts")
_FALLBACK, _HIDES = "fallback", "hides"
# Words that may stand where a pattern has a gap.
_GAPS = {"~": 5, "~~": 12}
_SHORTEST_PLURAL = 4
_BRITISH = re.compile(r"is(e|ed|ing|ation)$")

# A place of a pattern: words of which one stands there, or the most words that a gap spans.
_Place = frozenset[str] | int


@dataclass(frozen=True, slots=True)
class Concepts:
    """The concepts of a clause, by facet, each sorted."""

    asks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    facet: str
    concept: str
    rest: tuple[_Place, ...]


class Lexicon:
    """The patterns of all concepts, by the word that they begin with."""

    def __init__(self, text: str, source: str) -> None:
        """Read the lexicon.

        Raises:
            ResourceError: A line is neither a heading, a comment nor "name: patterns", or hides what is no concept.
        """
        self._starting: dict[str, list[_Pattern]] = defaultdict(list)
        self._hidden: dict[str, list[str]] = {}
        names: set[str] = set()
        facet = ""
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if line.strip("[]") in (*FACETS, _FALLBACK, _HIDES):
                facet = line.strip("[]")
                continue
            name, colon, patterns = line.partition(": ")
            if not (facet and colon):
                problem = f"{line[:40]!r} is not 'name: pattern; ...' under a heading."
                raise ResourceError(f"{source}, line {number}: {problem}")
            if facet == _HIDES:
                unknown = {name, *patterns.split("; ")} - names
                if unknown:
                    raise ResourceError(f"{source}, line {number}: no concept is called {', '.join(sorted(unknown))}.")
                self._hidden[name] = patterns.split("; ")
                continue
            names.add(name)
            for pattern in patterns.split(";"):
                first, *rest = [_place(word) for word in pattern.split()]
                for start in first:
                    self._starting[start].append(_Pattern(facet, name, tuple(rest)))

    def find(self, words: Sequence[str], kinds: Mapping[str, str]) -> Concepts:
        """Return the concepts of a clause.

        Args:
            words: In lower case; a folded name is one, "<CAT>".
            kinds: Of folded names, "<TREATY>" and so on.
        """
        both = [(singular(one), kinds.get(one, singular(one))) for one in words]
        found: dict[str, set[str]] = {facet: set() for facet in (*FACETS, _FALLBACK)}
        for index, forms in enumerate(both):
            for form in set(forms):
                for pattern in self._starting.get(form, ()):
                    own = found[pattern.facet]
                    if pattern.concept not in own and _follows(pattern.rest, both, index + 1):
                        own.add(pattern.concept)
        for name in sorted(found["asks"] | found["topics"]):
            for facet in ("asks", "topics", "generic"):
                found[facet] -= set(self._hidden.get(name, ()))
        if not (found["topics"] or found["generic"]):
            found["generic"] = found[_FALLBACK]
        return Concepts(*(tuple(sorted(found[facet])) for facet in FACETS))


@lru_cache(maxsize=1 << 14)
def singular(word: str) -> str:
    """Return a lower-case word without its plural ending, and with "-ize" for "-ise"; a folded name as it is.

    Less than a stem: "police" and "policy", "nation" and "nationality" stay apart.
    """
    if word[0] == "<":
        return word
    if len(word) > _SHORTEST_PLURAL and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return _BRITISH.sub(r"iz\1", word)


def _place(words: str) -> _Place:
    forms = (word if word[0] == "<" else word.lower() for word in words.split("/"))
    return _GAPS.get(words) or frozenset(map(singular, forms))


def _follows(places: Sequence[_Place], words: Sequence[tuple[str, str]], index: int) -> bool:
    """Return whether words from an index on are those of a pattern."""
    for number, place in enumerate(places):
        if isinstance(place, int):
            rest = places[number + 1 :]
            return any(_follows(rest, words, start) for start in range(index, min(index + place + 1, len(words))))
        if index >= len(words) or place.isdisjoint(words[index]):
            return False
        index += 1
    return True


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon that comes with hrgraph."""
    return Lexicon(FILE.read_text(encoding="utf-8"), FILE.name)


def merge(concepts: Iterable[Concepts]) -> Concepts:
    """Return the concepts of several clauses together."""
    several = list(concepts)
    return Concepts(*(tuple(sorted({name for one in several for name in getattr(one, facet)})) for facet in FACETS))
