"""Work out what follows from the ontology: superclasses, superproperties, inverses, transitive properties and chains.

Guarantees: the same graphs give the same graph, `terms.GRAPH_INFERRED`; nothing in it is asserted already; everything in
it follows by OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), rules cax-sco, prp-spo1, prp-spo2, prp-inv1,
prp-inv2, prp-symp and prp-trp.

Left out on purpose: classes and properties of other vocabularies, which would repeat each record as a prov:Entity and
each link as a prov:wasDerivedFrom while the ontology says the same once; types by domain and range, which would make a
wrong link look right, and are for the shapes to judge; owl:sameAs, since identifiers are made so that it is not needed;
that each machine tag is an hr:Inference, since a sixth of what tags take would say that of all of them alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from hrgraph import terms
from hrgraph.merging import merge_recommendations
from hrgraph.reviews import merge_reviews
from hrgraph.store import NamedGraph
from hrgraph.tag_selection import select_tags

_TYPE = terms.RDF + "type"
_FIRST, _REST = (ox.NamedNode(terms.RDF + name) for name in ("first", "rest"))


@dataclass(frozen=True, slots=True)
class Rule:
    """An axiom of the ontology as an update, to be run until it adds nothing.

    Attributes:
        reads: IRIs of the predicates it looks at.
        writes: IRI of the predicate of what it adds.
        update: SPARQL that adds to the default graph.
    """

    reads: frozenset[str]
    writes: str
    update: str


def work_out(graphs: Sequence[NamedGraph], tags: Iterable[NamedGraph] = ()) -> list[NamedGraph]:
    """Return graphs with those that follow from them; ontology and reference data must be among them.

    Args:
        tags: The machine tags of each document; those that no person's word replaces are among what is returned.
    """
    merged = [*graphs, merge_reviews(graphs), merge_recommendations(graphs)]
    return [*merged, infer(merged), *select_tags(tags, merged)]


def infer(graphs: Iterable[NamedGraph]) -> NamedGraph:
    """Return what follows from some graphs and from the ontology, which is one of them."""
    graphs = list(graphs)
    rules = compile_rules(next(graph for graph in graphs if graph.iri == terms.GRAPH_ONTOLOGY))
    predicates = {predicate for rule in rules for predicate in (*rule.reads, rule.writes)}
    asserted = {triple for graph in graphs for triple in graph.matching(predicates)}
    store = ox.Store()
    store.bulk_extend(ox.Quad(*triple) for triple in asserted)
    size = -1
    while size != len(store):
        size = len(store)
        for rule in rules:
            store.update(rule.update)
    return NamedGraph.of_triples(terms.GRAPH_INFERRED, (quad.triple for quad in store if quad.triple not in asserted))


def compile_rules(ontology: NamedGraph) -> list[Rule]:
    """Return the rules that the axioms on hrgraph's own classes and properties make, sorted."""
    axioms = ox.Store()
    axioms.extend(quad for quad in ontology.quads() if isinstance(quad.graph_name, ox.DefaultGraph))
    rules = [_subclasses(_superclasses(axioms))]
    for sub, over in _pairs(axioms, terms.RDFS + "subPropertyOf"):
        rules.append(_rule(over, f"?s <{sub}> ?o", sub))
    for one, other in _pairs(axioms, terms.OWL + "inverseOf"):
        rules += [_rule(one, f"?o <{other}> ?s", other), _rule(other, f"?o <{one}> ?s", one)]
    for name in _members(axioms, "SymmetricProperty"):
        rules.append(_rule(name, f"?o <{name}> ?s", name))
    for name in _members(axioms, "TransitiveProperty"):
        rules.append(_rule(name, f"?s <{name}> ?m . ?m <{name}> ?o", name))
    for name, links in _chains(axioms):
        nodes = ["?s", *(f"?m{number}" for number in range(1, len(links))), "?o"]
        steps = (f"{nodes[number]} <{link}> {nodes[number + 1]}" for number, link in enumerate(links))
        rules.append(_rule(name, " . ".join(steps), *links))
    return sorted(rules, key=lambda rule: rule.update)


def _rule(writes: str, pattern: str, *reads: str) -> Rule:
    return Rule(frozenset(reads), writes, f"INSERT {{ ?s <{writes}> ?o }} WHERE {{ {pattern} }}")


def _subclasses(pairs: Iterable[tuple[str, str]]) -> Rule:
    """Return one rule for all classes: a hundred rules would take a hundred times as long."""
    table = " ".join(f"(<{one}> <{other}>)" for one, other in pairs)
    pattern = f"VALUES (?class ?over) {{ {table} }} ?s <{_TYPE}> ?class"
    return Rule(frozenset({_TYPE}), _TYPE, f"INSERT {{ ?s <{_TYPE}> ?over }} WHERE {{ {pattern} }}")


def _superclasses(axioms: ox.Store) -> list[tuple[str, str]]:
    """Return each class with each class above it."""
    over: dict[str, set[str]] = {}
    for one, other in _pairs(axioms, terms.RDFS + "subClassOf"):
        over.setdefault(one, set()).add(other)
    found = []
    for name in sorted(over):
        above, waiting = set(), [name]
        while waiting:
            more = over.get(waiting.pop(), set()) - above
            above |= more
            waiting += more
        found += [(name, one) for one in sorted(above - {name})]
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
