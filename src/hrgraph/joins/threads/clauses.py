"""Cut the words of a recommendation into clauses, each of which asks one thing.

Guarantees: names are folded to their codes, so that a committee or a treaty is never taken for what it is about; who
speaks and which States recommend is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hrgraph.classification.speakers import without_speaker
from hrgraph.classification.wording import JOINING, cut_words, stem
from hrgraph.registry import FoundName, Registry

# What a folded name is, by classes of the ontology; the first that fits.
_KINDS = (
    ("<STATE>", {"State", "Territory"}),
    ("<TREATY>", {"Treaty", "OptionalProtocol", "SoftLawInstrument", "Instrument", "DomesticLaw"}),
    ("<SR>", {"SpecialProcedure"}),
    ("<BODY>", {"TreatyBody", "ReviewMechanism"}),
)
_OTHER = "<OTHER>"
# Names whose own words say what is asked.
_SPOKEN = frozenset({"PARIS-PRINCIPLES", "UPR", "OHCHR", "UN", "SP"})
# Verbs with which a recommendation begins to ask: after "and", a comma or a semicolon they begin another ask.
_DIRECTIVES = frozenset(
    """
    abolish abrogate accede accelerate accept achieve adapt address adhere adjust adopt align allocate allow amend
    analyse analyze apply approve assess assist assure attach avoid ban become begin bring broaden build carry cease
    change clarify collaborate combat combine commence commit commute complete comply conclude conduct consider
    consolidate continue cooperate coordinate create criminalize criminalise decriminalize decriminalise dedicate deepen
    define develop devise devote discontinue disseminate draft draw drop effect elaborate eliminate embark empower
    enable enact encourage end endeavour enforce engage enhance enlarge ensure enter eradicate establish evaluate
    examine execute expand expedite explore extend facilitate favour fight finalize finalise find focus follow formulate
    foster fulfil fully fund further give grant guarantee halt harmonize harmonise hold identify implement improve
    include incorporate increase initiate institute integrate intensify introduce invest investigate invite involve
    issue join keep launch legislate lift limit maintain make mainstream modify monitor move multiply observe offer open
    organize pass pay persevere persist place plan prepare prevent prioritize proceed prohibit promote promulgate
    propose prosecute protect provide publish punish pursue put raise ratify reaffirm realize receive recognize
    recognise reconsider redouble reduce reestablish refrain reform register regulate reinforce reject release remedy
    remove repeal replace report request require resolve respect respond restore review revise revoke safeguard secure
    seek send set share sign simplify solve speed stop streamline strengthen step strive submit support suppress sustain
    tackle take train transform translate treat try undertake update uphold use utilize withdraw work
    """.split()
)
_GERUNDS = frozenset({_verb[:-1] + "ing" if _verb.endswith("e") else _verb + "ing" for _verb in _DIRECTIVES})
_JOINTS = frozenset({"and", ","})
_BEFORE_DIRECTIVE = _JOINTS | {"that", "it", "also", "further", "should"}
_ENDS = frozenset(";:./")
_MARKS = _ENDS | frozenset("(),")
# An aside of so few words is an acronym or a letter of a list.
_SHORT_ASIDE = 2
# Of a treaty: what is asked of it is an act of the statement, told by its facts.
_TREATY_ACTS = frozenset(
    """
    ratify ratified ratification ratifying accede acceding accession sign signing signature adhere adherence party parties
    withdraw withdrawal reservation reservations
    """.split()
)
_BEGINNING = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a recommendation.

    Attributes:
        tokens: Its words in order, in lower case; a folded name is one, "<CAT>".
        names: Codes of its folded names by what they are: "<CAT>" to "<TREATY>".
    """

    tokens: tuple[str, ...]
    names: dict[str, str] = field(hash=False)

    def named(self, kind: str) -> list[str]:
        """Return the codes of its names of a kind, "<TREATY>", sorted."""
        return sorted({one.strip("<>") for one in self.tokens if self.names.get(one) == kind})

    @property
    def stems(self) -> list[str]:
        """Of its words that say something of their own."""
        return [stem(one) for one in self.tokens if one[0].isalpha() and one not in JOINING]

    @property
    def of_treaty(self) -> bool:
        """Whether it asks an act towards a named treaty."""
        return not _TREATY_ACTS.isdisjoint(self.tokens) and bool(self.named("<TREATY>"))

    @property
    def begins_with_treaty(self) -> bool:
        """Whether it begins with that act: what follows is the title of the treaty, or what it is good for."""
        return self.of_treaty and not _TREATY_ACTS.isdisjoint(self.tokens[:_BEGINNING])


def cut_clauses(text: str, registry: Registry) -> list[Clause]:
    """Return the clauses of a recommendation in order."""
    tokens, names = _fold(without_speaker(text, registry), registry)
    return [Clause(tuple(part), names) for part in _divide(tokens, names) if part]


def _fold(text: str, registry: Registry) -> tuple[list[str], dict[str, str]]:
    tokens: list[str] = []
    names: dict[str, str] = {}
    position = 0
    for name in registry.find_names(text):
        tokens += _words(text[position : name.start])
        code, kind = _named(name)
        if code in _SPOKEN:
            tokens += _words(text[name.start : name.end])
        tokens.append(f"<{code}>")
        names[f"<{code}>"] = kind
        position = name.end
    tokens += _words(text[position:])
    return tokens, names


def _words(text: str) -> list[str]:
    """Return words, and commas and other marks, in order."""
    found: list[str] = []
    for part in re.split(r"([,;:()]|\.(?=\s|$)|/(?=\s))", text):
        found += [part] if part and part in _MARKS else cut_words(part)
    return found


def _named(name: FoundName) -> tuple[str, str]:
    kinds = {entry.kind for entry in name.entries}
    kind = next((kind for kind, classes in _KINDS if kinds & classes), _OTHER)
    return min(entry.code for entry in name.entries if kind == _OTHER or entry.kind in dict(_KINDS)[kind]), kind


def _divide(tokens: list[str], names: dict[str, str]) -> Iterator[list[str]]:
    """Yield the parts: between marks and recommending States, and before a verb that asks another thing."""
    part: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token == "(":
            end = index + 1
            while end < len(tokens) and tokens[end] not in "()":
                end += 1
            inside = [one for one in tokens[index + 1 : end] if one not in (",", "and", "the", "of")]
            if inside and all(names.get(one) == "<STATE>" for one in inside):
                yield part
                part = []
                index = end
            elif len(inside) <= _SHORT_ASIDE:
                part += [one for one in inside if one in names]
                index = end
        elif token in _ENDS or _begins_ask(tokens, index):
            yield part
            part = []
        if token not in _MARKS:
            part.append(token)
        index += 1
    yield part


def _begins_ask(tokens: list[str], index: int) -> bool:
    """Return whether a word begins another ask: a verb that directs, after a joint."""
    token, before = tokens[index], tokens[index - 1] if index else ""
    if token in _GERUNDS:
        return before in _JOINTS
    if token not in _DIRECTIVES:
        return False
    return before in _BEFORE_DIRECTIVE or (before == "to" and index > 1 and tokens[index - 2] in _JOINTS)
