"""Divide the recommendations of a document into the things that they ask.

Guarantees: an ask holds stems of words, codes and names of concepts, no text. Without words in the graph, what facts
tell remains: acts towards treaties, the laws and provisions that are named, and what is said to be similar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hrgraph import terms
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.sources import Source
from hrgraph.joins.threads.clauses import Clause, cut_clauses
from hrgraph.joins.threads.concepts import Concepts, load_lexicon, merge
from hrgraph.registry import load_registry

READ = ("hr:addressedTo", "hr:quote", "hr:callsFor", "hr:mentions", "hr:similarTo")
# Acts towards a treaty that end in the same thing.
_FAMILIES = {"sign": "become-party", "ratify": "become-party"}
_IMPLEMENT = "implement"
_TORTURE, _PRISONS, _PRISONERS = "torture", "prison conditions", "prisoners"
_OF_CONDITIONS = frozenset("condition conditions overcrowding overcrowded standard standards health medical sanitation".split())
_UNNAMED_TREATIES = "accession to unnamed treaties"
_SEVERAL_TREATIES = re.compile(r"\b(?:treaties|instruments|conventions|protocols|covenants)\b", re.IGNORECASE)
# A clause of fewer words that names no topic says more of what the clause before it asks.
_LEAST_WORDS = 3
# Without a topic, fewer words ask nothing in particular: "continue these efforts".
_LEAST_WORDS_ALONE = 6
_TREATY_WORDS = frozenset("instruments conventions convention treaties protocols instrument".split())
# Laws on so much that who names one of them says little.
_WHOLE_CODES = ("code", "constitution")
# Of a clause that is longer than most; more of them only cost memory.
_MOST_STEMS = 30


_SHARING = "share experience and good practice"
# Who asks to heed what a mandate holder wrote asks for no visit.
_OF_VISITS = frozenset(
    """
    invite inviting invitation visit visits visiting receive mission missions request requests requested access accept
    """.split()
)
_OF_WORK = frozenset(
    """
    recommendation recommendations report reports communication communications findings conclusions suggestions
    """.split()
)

@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a recommendation asks.

    Attributes:
        key: What alone says what is asked, "become-party/CAT"; "" where there is none.
        topics, generic, groups, acts: Names of the lexicon.
        named: Codes and paths of the instruments, laws and provisions that it names.
        stems: Of its words, sorted, joined by spaces.
    """

    key: str
    topics: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    stems: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A recommendation, and what it asks.

    Attributes:
        iri: The statement.
        state: IRI of the State that is asked.
        document, date: Of the source, as `Source` has them.
        similar: IRIs of statements that it repeats by its own word.
    """

    iri: str
    state: str
    document: str
    date: str
    asks: tuple[Ask, ...]
    similar: tuple[str, ...] = ()


def read_asks(facts: DocumentFacts, source: Source) -> Iterator[Asking]:
    """Yield what the recommendations of a document ask."""
    for iri in facts.of_type("Recommendation", "UprRecommendation"):
        state = facts.value(iri, "hr:addressedTo")
        if not state:
            continue
        acts = [act.removeprefix(terms.ID + "treaty-act/") for act in facts.values(iri, "hr:callsFor")]
        named = [one.removeprefix(terms.ID) for one in facts.values(iri, "hr:mentions")]
        quote = facts.value(iri, "hr:quote") or ""
        asks = [*_treaty_asks(acts), *_worded_asks(quote, named)]
        if acts and not _SEVERAL_TREATIES.search(quote):  # "ratify that Convention": it is one of the acts
            asks = [ask for ask in asks if ask.topics or ask.generic != (_UNNAMED_TREATIES,)]
        similar = tuple(facts.values(iri, "hr:similarTo"))
        yield Asking(iri, state, source.iri, source.date, tuple(dict.fromkeys(asks)), similar)


def _treaty_asks(acts: list[str]) -> Iterator[Ask]:
    """Yield the asks that acts towards treaties are, "ratify/CAT"."""
    for act in acts:
        family, _, instrument = act.partition("/")
        if family != _IMPLEMENT:
            yield Ask(f"{_FAMILIES.get(family, family)}/{instrument}")


def _worded_asks(text: str, named: list[str]) -> Iterator[Ask]:
    """Yield the asks of a text. `named`: what the whole statement names, the provisions and laws among it."""
    provisions = tuple(one for one in named if "/art/" in one)
    if not text:
        if provisions:
            yield Ask("", named=provisions)
        return
    laws = (one for one in named if one.startswith("law/") and "/art/" not in one)
    own = (*provisions, *(law for law in laws if not law.endswith(_WHOLE_CODES)))
    lexicon = load_lexicon()
    clauses = cut_clauses(text, load_registry())
    found: list[tuple[list[Clause], Concepts]] = []
    for clause in clauses:
        concepts = lexicon.find(clause.tokens, clause.names)
        bare = not (concepts.asks or concepts.topics or clause.named("<TREATY>") or clause.named("<SR>"))
        if (not clause.stems and found) or _leads_to_treaties(clause):
            continue
        if bare and found and not found[-1][0][-1].of_treaty:
            found[-1] = ([*found[-1][0], clause], merge([found[-1][1], concepts]))
        elif len(clause.stems) >= _LEAST_WORDS or concepts.generic or not bare:
            found.append(([clause], concepts))
    for parts, concepts in found:
        yield from _asks_of(parts, concepts, own)


def _leads_to_treaties(clause: Clause) -> bool:
    """Return whether a clause only says that treaties follow, each of which is an act of the statement."""
    return "following" in clause.tokens and not _TREATY_WORDS.isdisjoint(clause.tokens)


def _asks_of(parts: list[Clause], concepts: Concepts, own: tuple[str, ...]) -> Iterator[Ask]:
    mandates = sorted({code for part in parts for code in part.named("<SR>")} - {"SP"})
    words = {word for part in parts for word in part.tokens}
    # Who asks to tell others of something does not ask to do it.
    told = _SHARING in concepts.generic
    keys = [] if told or parts[0].begins_with_treaty else list(concepts.asks)
    if words & _OF_VISITS and not words & _OF_WORK:
        keys += [f"invite/{code}" for code in mandates]
    for key in keys:
        yield Ask(key)
    if keys or (parts[0].of_treaty and len(parts) == 1):
        return
    topics = tuple(sorted({*concepts.topics, *concepts.asks})) if told else concepts.topics
    groups = concepts.groups
    if _TORTURE in topics and words.isdisjoint(_OF_CONDITIONS):  # "torture in prisons": where it happens, not what else is asked
        topics = tuple(topic for topic in topics if topic != _PRISONS)
        groups = tuple(group for group in groups if group != _PRISONERS)
    stems = sorted({word for part in parts for word in part.stems})
    if not (topics or concepts.generic) and len(stems) < _LEAST_WORDS_ALONE:
        return
    instruments = tuple(sorted({code for part in parts for code in (*part.named("<TREATY>"), *part.named("<SR>"))}))
    named = (*instruments, *own)
    yield Ask("", topics, concepts.generic, groups, concepts.acts, named, " ".join(stems[:_MOST_STEMS]))
