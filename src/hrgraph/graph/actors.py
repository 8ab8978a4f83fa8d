"""The institutions that a document names, as nodes of its graph.

Guarantees: an actor is in the reference data, or the document introduces it as an institution, or its code is that of a
special procedure. Whoever else is named, a private person above all, never becomes a node: `resolve` returns None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hrgraph import iris
from hrgraph.graph.writer import GraphWriter, shorten
from hrgraph.models import Document, Party
from hrgraph.registry import Entry, Registry

# Classes that a document may introduce, and the folder of their identifiers.
_FOLDERS = {
    "TreatyBody": "treaty-body",
    "SpecialProcedure": "special-procedure",
    "UnitedNationsEntity": "un-entity",
    "IntergovernmentalOrganization": "organization",
    "NonGovernmentalOrganization": "ngo",
    "NationalHumanRightsInstitution": "nhri",
    "GovernmentBody": "government-body",
    "ReviewMechanism": "review-mechanism",
}
_ORGANIZATIONS = ("IntergovernmentalOrganization", "UnitedNationsEntity")
_ACRONYM_AFTER = re.compile(r"\s*\([^()]{2,20}\)$")
# A quotation mark that closes what was opened before the name; "States’" keeps its apostrophe.
_STRAY_QUOTE = re.compile(r"^(?P<inside>[^‘’“”\"]*[^‘’“”\"s])[’”\"](?=\s)")
# Classes whose codes are fixed, so that a name found in place of a code is not taken for one.
_CODED = ("State", "TreatyBody", "SpecialProcedure")
_NATIONAL = ("NationalHumanRightsInstitution", "GovernmentBody")
# Entities of the United Nations of which every country has one.
_IN_EACH_COUNTRY = ("UNCT",)
# The code of issuers whom a document does not name, "several sources"; nobody stands behind it.
UNNAMED = "several sources"
# Codes that stand for several issuers: these, and several holders of special procedures' mandates.
_MANY = (UNNAMED, "SP")
# What the code of a special procedure begins with, and its title.
_MANDATES = {
    "SR": "Special Rapporteur",
    "IE": "Independent Expert",
    "WG": "Working Group",
    "SRSG": "Special Representative of the Secretary-General",
}


class Actors:
    """Resolves the codes of actors and describes each actor once it is asked for."""

    def __init__(self, document: Document, registry: Registry, parties: Iterable[Party], writer: GraphWriter) -> None:
        self._document, self._registry, self._writer = document, registry, writer
        # The first party wins where two claim a code; sorted by place, so that the order they come in does not matter.
        self._parties: dict[str, Party] = {}
        for party in sorted(parties, key=lambda party: (party.anchor.start, party.anchor.end, party.name)):
            if party.code.strip() and party.name.strip():
                self._parties.setdefault(party.code, party)

    def resolve(self, code: str) -> str | None:
        """Return the IRI of the institution that this document calls `code`, or None if there is none.

        The actor is described in the graph from now on, under this code: an acronym may be local to a document.
        """
        party = self._parties.get(code)
        if party is not None:
            return self._of_party(party)
        entry = self._registry.by_code(code, "Actor") or self._registry.match(code, "Actor")
        if entry is not None:
            return self._of_entry(entry, entry.code if entry.kind in _CODED else code)
        mandate, _, topic = code.partition(":")
        if mandate in _MANDATES and topic:
            iri = iris.thing("special-procedure", iris.slug(code))
            self._describe(iri, "SpecialProcedure", self.name(code), code)
            return iri
        return None

    def name(self, code: str) -> str:
        """Return the short name of an actor for a label: what documents print, not a code of hrgraph's own making."""
        mandate, _, topic = code.partition(":")
        if mandate in _MANDATES and topic:
            return f"{_MANDATES[mandate]} ({topic.replace('-', ' ')})"
        entry = self._registry.by_code(code, "Actor")
        if code in self._parties or entry is None or (entry.kind != "State" and code in entry.names):
            return code
        return shorten(entry.label)

    @staticmethod
    def are_many(codes: Sequence[str]) -> bool:
        """Say whether a verb after these issuers is in the plural."""
        return len(codes) > 1 or any(code in _MANY for code in codes)

    def state(self, code: str | None) -> str | None:
        """Return the IRI of a State, described in the graph from now on; None if no State has this code."""
        entry = self._registry.by_code(code, "State") if code else None
        return self._of_entry(entry, entry.code) if entry is not None else None

    def organization(self, name: str) -> str | None:
        """Return the IRI of an organization of the reference data, described from now on; None if none has this name.

        Args:
            name: With its acronym in brackets after it, or without.
        """
        plain = _ACRONYM_AFTER.sub("", name)
        entry = self._registry.match(name, *_ORGANIZATIONS) or self._registry.match(plain, *_ORGANIZATIONS)
        return self._of_entry(entry, entry.code) if entry is not None else None

    def author(self, name: str) -> str | None:
        """Return the IRI of the institution that wrote a document, described from now on; None if it is not known.

        No code is written for it: what a document calls its author in its statements is for those to say.
        """
        party = next((one for one in self._parties.values() if name in (one.code, one.name)), None)
        if party is not None:
            return self._of_party(party)
        entry = self._registry.by_code(name, "Actor") or self._registry.match(name, "Actor")
        if entry is None:
            return None
        self._writer.describe(entry.iri, "hr:" + entry.kind, entry.label)
        return entry.iri

    def _of_entry(self, entry: Entry, code: str) -> str:
        country = self._registry.by_code(self._document.state, "State") if self._document.state else None
        if entry.code not in _IN_EACH_COUNTRY or country is None:
            self._describe(entry.iri, entry.kind, entry.label, code)
            return entry.iri
        iri = iris.thing(_FOLDERS[entry.kind], entry.code, country.code)
        self._describe(iri, entry.kind, f"{entry.label} ({shorten(country.label)})", code)
        self._writer.link(iri, "org:subOrganizationOf", entry.iri)
        return iri

    def _of_party(self, party: Party) -> str | None:
        entry = self._registry.match(party.name, "Actor")
        if entry is not None:
            return self._of_entry(entry, party.code)
        label = self._writer.named(_STRAY_QUOTE.sub(r"\g<inside>", party.name))
        if party.kind == "JointSubmission":
            iri = iris.joint_submission(self._document.identifier, party.code)
            label = f"{label} ({self._document.identifier})"
        elif party.kind in _FOLDERS:
            # Every State may have an ombudsperson and a ministry of justice.
            of = (self._document.state,) if party.kind in _NATIONAL and self._document.state else ()
            iri = iris.thing(_FOLDERS[party.kind], *of, iris.short_slug(party.name))
        else:
            return None
        self._describe(iri, party.kind, label, party.code)
        return iri

    def _describe(self, iri: str, kind: str, label: str, code: str) -> None:
        self._writer.describe(iri, "hr:" + kind, label)
        self._writer.text(iri, "hr:code", code)
