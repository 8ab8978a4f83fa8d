"""The institutions, States and instruments that hrgraph knows by name, read from `ontology/reference/`.

Guarantees: a name is never guessed. Where two entries bear it ("CAT" is a convention and a committee), the caller says
which kinds are meant, or gets nothing and can ask for the candidates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from hrgraph import resources, terms
from hrgraph.errors import ResourceError
from hrgraph.names import PREFIX, NameFinder, exact_key, is_acronym, match_key

# A class and the kinds of entry it takes in, as `rdfs:subClassOf` says in the ontology.
SUBKINDS = {
    "Actor": frozenset(
        {
            "State", "TreatyBody", "SpecialProcedure", "UnitedNationsEntity", "IntergovernmentalOrganization",
            "NonGovernmentalOrganization", "NationalHumanRightsInstitution", "GovernmentBody", "ReviewMechanism",
        }
    ),
    "Instrument": frozenset({"Treaty", "OptionalProtocol", "SoftLawInstrument"}),
    "Treaty": frozenset({"Treaty", "OptionalProtocol"}),
}  # fmt: skip

# What has names. The other things of the reference data (provisions, cycles and sessions of the review) have numbers.
_KINDS = frozenset({"Territory"}).union(*SUBKINDS.values())
# Texts whose names are remembered: one document has some hundreds of sentences.
_REMEMBERED = 2048


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the reference data.

    Attributes:
        kind: Local name of its class in the ontology ("State", "OptionalProtocol", "TreatyBody", ...).
        names: Every name that documents print, `label` and misprints included, longest first.
    """

    iri: str
    code: str
    kind: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name of the reference data in a text: `text[start:end]`, and whose name it is (more than one if ambiguous)."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Registry:
    """Look-up by code, IRI and name. Immutable; get it from `load_registry`."""

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        monitors: Iterable[tuple[str, str]] = (),
        protocols: Iterable[tuple[str, str]] = (),
        demonyms: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Index the entries.

        Args:
            entries: In any order.
            monitors: IRIs of a treaty body and of a treaty it monitors.
            protocols: IRIs of a protocol and of the treaty it belongs to.
            demonyms: Adjective ("Fijian") and IRI of the State.
        """
        self.entries = tuple(sorted(entries, key=lambda entry: (entry.kind, entry.code)))
        self._by_iri = {entry.iri: entry for entry in self.entries}
        self._by_code = _grouped((entry.code, entry) for entry in self.entries)
        self._by_name = _grouped((match_key(name), entry) for entry, name in self._names() if not is_acronym(name))
        self._by_acronym = _grouped((exact_key(name), entry) for entry, name in self._names() if is_acronym(name))
        self._demonyms = {match_key(word): self._by_iri[iri] for word, iri in demonyms}
        self._protocol_to = {self._by_iri[one].code: self._by_iri[other].code for one, other in protocols}
        self._monitored_by: dict[str, str] = {}
        self._monitors: dict[str, str] = {}
        pairs = [(self._by_iri[body], self._by_iri[treaty]) for body, treaty in monitors]
        # A committee that monitors a treaty and its protocols is the treaty's first of all.
        for body, treaty in sorted(pairs, key=lambda pair: (pair[1].kind == "OptionalProtocol", pair[1].code)):
            self._monitored_by[treaty.code] = body.code
            self._monitors.setdefault(body.code, treaty.code)

    def _names(self) -> Iterator[tuple[Entry, str]]:
        return ((entry, name) for entry in self.entries for name in entry.names)

    def by_iri(self, iri: str) -> Entry | None:
        """Return the entry with this IRI, or None."""
        return self._by_iri.get(iri)

    def by_code(self, code: str, *kinds: str) -> Entry | None:
        """Return the entry with this code, of one of `kinds` if any are given; None if there is none or more than one."""
        return _only(_of(self._by_code.get(code, ()), kinds))

    def of_kind(self, *kinds: str) -> tuple[Entry, ...]:
        """Return the entries of these kinds, sorted by kind and code. "Actor", "Instrument", "Treaty" include subclasses."""
        return _of(self.entries, kinds)

    def candidates(self, name: str, *kinds: str) -> tuple[Entry, ...]:
        """Return every entry (of `kinds`, if any are given) that bears this name, or else this code as it is."""
        found = self._named(name)
        if not found and (prefix := PREFIX.match(name)):
            found = self._named(name[prefix.end() :])
        return _of(found, kinds) or _of(self._by_code.get(name, ()), kinds)

    def _named(self, name: str) -> tuple[Entry, ...]:
        found = self._by_acronym.get(exact_key(name), ()) if is_acronym(name) else ()
        return found or self._by_name.get(match_key(name), ())

    def match(self, name: str, *kinds: str) -> Entry | None:
        """Return the one entry (of `kinds`, if any are given) that bears this name; None if there is none or more than one.

        Case, accents, apostrophes, hyphens, white space and a leading "the" or "United Nations" do not matter; the
        capitals of an acronym do.
        """
        return _only(self.candidates(name, *kinds))

    def match_demonym(self, word: str) -> Entry | None:
        """Return the State whose adjective this is ("Fijian"), or None."""
        return self._demonyms.get(match_key(word))

    def monitored_by(self, code: str) -> str | None:
        """Return the code of the committee that monitors the treaty with this code, or None."""
        return self._monitored_by.get(code)

    def monitors(self, code: str) -> str | None:
        """Return the code of the treaty that the committee with this code monitors, or None. A protocol only if no treaty."""
        return self._monitors.get(code)

    def protocol_to(self, code: str) -> str | None:
        """Return the code of the treaty that the protocol with this code belongs to, or None."""
        return self._protocol_to.get(code)

    def find_names(self, text: str, *kinds: str) -> list[FoundName]:
        """Return the names (of entries of `kinds`, if any are given) that occur in `text`.

        Returns:
            In text order, not overlapping, the longest name at each place. A longer name of another kind hides a shorter
            one inside it: "Georgia" is not found in "South Georgia". A leading "the" is left out. Document symbols and
            addresses hold no names.
        """
        named = ((start, end, _of(entries, kinds)) for start, end, entries in self._find(text))
        return [FoundName(start, end, entries) for start, end, entries in named if entries]

    @cached_property
    def _find(self) -> Callable[[str], list[tuple[int, int, tuple[Entry, ...]]]]:
        """Find names of every kind; a sentence is asked for by one rule after the other."""
        return lru_cache(_REMEMBERED)(NameFinder((name, entry) for entry, name in self._names()).find)


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in pairs:
        if entry not in groups[key]:
            groups[key].append(entry)
    return {key: tuple(group) for key, group in groups.items()}


def _of(entries: tuple[Entry, ...], kinds: tuple[str, ...]) -> tuple[Entry, ...]:
    if not kinds:
        return entries
    wanted = frozenset().union(*(SUBKINDS.get(kind, {kind}) for kind in kinds))
    return tuple(entry for entry in entries if entry.kind in wanted)


def _only(entries: tuple[Entry, ...]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None


@cache
def load_registry() -> Registry:
    """Return the registry of everything in `ontology/reference/`, the same object each time.

    Raises:
        ResourceError: A file is missing or is not Turtle.
    """
    properties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in resources.files("ontology", "reference"):
        _read(file, properties)
    entries: list[Entry] = []
    pairs: dict[str, list[tuple[str, str]]] = {"monitors": [], "protocolTo": [], "demonym": []}
    for iri, values in properties.items():
        if not values["kind"] or values["kind"][0] not in _KINDS:
            continue
        names = {*values["prefLabel"], *values["altLabel"], *values["hiddenLabel"]}
        ordered = tuple(sorted(names, key=lambda name: (-len(name), name)))
        entries.append(Entry(iri, values["code"][0], values["kind"][0], values["prefLabel"][0], ordered))
        for name in ("monitors", "protocolTo"):
            pairs[name] += [(iri, value) for value in values[name]]
        pairs["demonym"] += [(value, iri) for value in values["demonym"]]
    return Registry(entries, monitors=pairs["monitors"], protocols=pairs["protocolTo"], demonyms=pairs["demonym"])


def _read(file: Path, properties: dict[str, dict[str, list[str]]]) -> None:
    """Add what `file` says to `properties`: by subject and by local name, English or language-free values only."""
    wanted = {
        terms.HR + "code": "code", terms.HR + "monitors": "monitors", terms.HR + "protocolTo": "protocolTo",
        terms.HR + "demonym": "demonym", terms.SKOS + "prefLabel": "prefLabel", terms.SKOS + "altLabel": "altLabel",
        terms.SKOS + "hiddenLabel": "hiddenLabel",
    }  # fmt: skip
    rdf_type = terms.RDF + "type"
    try:
        for triple in parse(path=file, format=RdfFormat.TURTLE):
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
            if predicate == rdf_type:
                if isinstance(value, NamedNode) and value.value.startswith(terms.HR):
                    properties[subject]["kind"].append(value.value.removeprefix(terms.HR))
            elif predicate in wanted and (not isinstance(value, Literal) or value.language in (None, "en")):
                properties[subject][wanted[predicate]].append(value.value)
    except SyntaxError as error:
        raise ResourceError(f"{file}: not Turtle: {error}. Install hrgraph again.") from error
