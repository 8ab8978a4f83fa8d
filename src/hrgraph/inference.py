"""Work out what follows from the ontology: superclasses, superproperties, inverses, transitive properties and chains.

Guarantees: the same graph gives the same result; nothing in it is asserted in that graph or in the background; everything
in it follows by OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), rules cax-sco, prp-spo1, prp-spo2, prp-inv1,
prp-inv2, prp-symp and prp-trp, from the graph and the background.

Each graph is closed by itself, with the background (ontology, schemes, reference data): an inference rests on one document,
a changed document changes its own inferences, and memory does not grow with the number of documents. A graph therefore
says of the shared things that it links to what chains need: whose review it is, which instrument a provision is of.

Left out on purpose: classes and properties of other vocabularies, which would repeat each record as a prov:Entity and
each link as a prov:wasDerivedFrom while the ontology says the same once; types by domain and range, which would make a
wrong link look right, and are for the shapes to judge; owl:sameAs, since identifiers are made so that it is not needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from hrgraph import terms
from hrgraph.background import load_background
from hrgraph.store import NamedGraph

# Terms are the bytes that N-Quads writes for them: they are compared and copied, never looked into.
Term = bytes
Fact = tuple[Term, Term, Term]

_TYPE = terms.RDF + "type"
_FIRST, _REST = (ox.NamedNode(terms.RDF + name) for name in ("first", "rest"))


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """An axiom of the ontology: a path of links from one thing to another makes a link between them.

    Attributes:
        writes: IRI of the link that follows.
        path: IRIs of the links, each with whether it is gone along (or against, as for an inverse).
    """

    writes: str
    path: tuple[tuple[str, bool], ...]


class Reasoner:
    """The rules of one ontology, and a background that is closed once."""

    def __init__(self, background: Iterable[NamedGraph]) -> None:
        """Compile the rules and close the background, in which the ontology is one graph."""
        graphs = list(background)
        ontology = next(graph for graph in graphs if graph.iri == terms.GRAPH_ONTOLOGY)
        axioms = ox.Store()
        axioms.bulk_load(ontology.default_lines(), ox.RdfFormat.N_QUADS)
        self._above = _superclasses(axioms)
        self._rules = compile_rules(axioms)
        self._uses: dict[Term, list[tuple[Term, tuple[tuple[Term, bool], ...], int]]] = defaultdict(list)
        for rule in self._rules:
            path = tuple((_term(iri), along) for iri, along in rule.path)
            for place, (predicate, _) in enumerate(path):
                self._uses[predicate].append((_term(rule.writes), path, place))
        self._known = {_term(_TYPE), *self._uses, *(_term(rule.writes) for rule in self._rules)}
        self._base = _Index()
        self.of_background = self._close([fact for graph in graphs for fact in self._facts(graph)], self._base)

    def infer(self, graph: NamedGraph) -> NamedGraph:
        """Return what follows from a graph and the background and is in neither."""
        return self._close(list(self._facts(graph)), _Index(self._base))

    def _close(self, asserted: list[Fact], index: _Index) -> NamedGraph:
        """Add facts and what follows from them to an index; return what follows."""
        inferred: list[Fact] = []
        waiting = [fact for fact in asserted if index.add(fact)]
        while waiting:
            fresh = [fact for fact in self._follow(waiting.pop(), index) if index.add(fact)]
            inferred += fresh
            waiting += fresh
        end = b" <" + terms.GRAPH_INFERRED.encode() + b"> .\n"
        own = set(asserted)
        return NamedGraph(terms.GRAPH_INFERRED, b"".join(sorted(b" ".join(fact) + end for fact in inferred if fact not in own)))

    def _facts(self, graph: NamedGraph) -> Iterator[Fact]:
        """Yield the triples that a rule may look at."""
        for line in graph.lines.splitlines():
            subject, predicate, rest = line.split(b" ", 2)
            if predicate in self._known:
                yield subject, predicate, rest.rpartition(b" <")[0]

    def _follow(self, fact: Fact, index: _Index) -> Iterator[Fact]:
        """Yield what follows from a fact, together with the facts in the index."""
        subject, predicate, value = fact
        if predicate == _term(_TYPE):
            yield from ((subject, predicate, above) for above in self._above.get(value, ()))
        for writes, path, place in self._uses.get(predicate, ()):
            one, other = (subject, value) if path[place][1] else (value, subject)
            starts = index.walk(one, [(link, not along) for link, along in reversed(path[:place])])
            ends = index.walk(other, path[place + 1 :])
            for start in starts:
                if not start.startswith(b'"'):
                    yield from ((start, writes, end) for end in ends)


class _Index:
    """Facts by subject and by value, on top of an index that stays as it is."""

    def __init__(self, below: _Index | None = None) -> None:
        self._below = below
        self._links: dict[tuple[Term, Term, bool], set[Term]] = defaultdict(set)

    def add(self, fact: Fact) -> bool:
        """Add a fact; return whether it is new."""
        subject, predicate, value = fact
        if value in self.reach(subject, predicate, True):
            return False
        self._links[subject, predicate, True].add(value)
        self._links[value, predicate, False].add(subject)
        return True

    def reach(self, place: Term, link: Term, along: bool) -> set[Term] | frozenset[Term]:
        """Return where a link leads to from a place, or from where it comes."""
        own = self._links.get((place, link, along), _NOWHERE)
        below = self._below.reach(place, link, along) if self._below else _NOWHERE
        return own | below if own and below else own or below

    def walk(self, place: Term, path: Iterable[tuple[Term, bool]]) -> Collection[Term]:
        """Return where a path leads to from a place."""
        places = {place}
        for link, along in path:
            places = {reached for one in places for reached in self.reach(one, link, along)}
        return places


_NOWHERE: frozenset[Term] = frozenset()


@cache
def reasoner() -> Reasoner:
    """Return the reasoner over what comes with hrgraph."""
    return Reasoner(load_background())


def compile_rules(axioms: ox.Store) -> list[Rule]:
    """Return the rules that the axioms on hrgraph's own properties make, sorted."""
    rules = [Rule(over, ((sub, True),)) for sub, over in _pairs(axioms, terms.RDFS + "subPropertyOf")]
    for one, other in _pairs(axioms, terms.OWL + "inverseOf"):
        rules += [Rule(one, ((other, False),)), Rule(other, ((one, False),))]
    rules += [Rule(name, ((name, False),)) for name in _members(axioms, "SymmetricProperty")]
    rules += [Rule(name, ((name, True), (name, True))) for name in _members(axioms, "TransitiveProperty")]
    rules += [Rule(name, tuple((link, True) for link in links)) for name, links in _chains(axioms)]
    return sorted(rules)


@cache
def _term(iri: str) -> Term:
    return f"<{iri}>".encode()


def _superclasses(axioms: ox.Store) -> dict[Term, list[Term]]:
    """Return the classes above each class."""
    over: dict[str, set[str]] = defaultdict(set)
    for one, other in _pairs(axioms, terms.RDFS + "subClassOf"):
        over[one].add(other)
    found = {}
    for name in sorted(over):
        above, waiting = set(), [name]
        while waiting:
            more = over.get(waiting.pop(), set()) - above
            above |= more
            waiting += more
        found[_term(name)] = [_term(one) for one in sorted(above - {name})]
    return found


def _pairs(axioms: ox.Store, relation: str) -> list[tuple[str, str]]:
    """Return the terms of hrgraph's own that a relation joins, sorted."""
    quads = axioms.quads_for_pattern(None, ox.NamedNode(relation), None)
    return sorted((q.subject.value, q.object.value) for q in quads if _is_own(q.subject) and _is_own(q.object))


def _members(axioms: ox.Store, kind: str) -> list[str]:
    quads = axioms.quads_for_pattern(None, ox.NamedNode(_TYPE), ox.NamedNode(terms.OWL + kind))
    return sorted(quad.subject.value for quad in quads if _is_own(quad.subject))


def _chains(axioms: ox.Store) -> Iterator[tuple[str, list[str]]]:
    for quad in axioms.quads_for_pattern(None, ox.NamedNode(terms.OWL + "propertyChainAxiom"), None):
        links, node = [], quad.object
        while node.value != terms.RDF + "nil":
            links.append(_value(axioms, node, _FIRST).value)
            node = _value(axioms, node, _REST)
        yield quad.subject.value, links


def _value(axioms: ox.Store, node: ox.NamedNode | ox.BlankNode, predicate: ox.NamedNode) -> ox.NamedNode | ox.BlankNode:
    return next(axioms.quads_for_pattern(node, predicate, None)).object


def _is_own(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(terms.HR)
