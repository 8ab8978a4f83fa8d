"""What follows from the ontology is worked out, and nothing else; owlrl, the reference for OWL 2 RL, agrees."""

from __future__ import annotations

import random

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from fixture_documents import SUMMARY, make_graphs, work_out

from hrgraph import iris, terms
from hrgraph.answers import answer_question
from hrgraph.background import load_background
from hrgraph.exports import RECORDS, export_records
from hrgraph.inference import Reasoner, compile_rules, reasoner
from hrgraph.joins.contributions import combine, read_contribution
from hrgraph.publication import open_for_build
from hrgraph.queries import find_query, load_queries
from hrgraph.store import NamedGraph, Store

PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in terms.PREFIXES.items()) + "@prefix : <urn:x:> .\n"


def graph_of(turtle: str, iri: str = "urn:x:graph") -> NamedGraph:
    return NamedGraph.of_triples(iri, ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))


def triples(graph: NamedGraph) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(graph.lines, format=ox.RdfFormat.N_QUADS)}


@pytest.mark.parametrize(
    ("ontology", "data", "expected"),
    [
        # Superclasses, over several steps.
        ("hr:A rdfs:subClassOf hr:B . hr:B rdfs:subClassOf hr:C .", ":x a hr:A .", ":x a hr:B, hr:C ."),
        ("hr:A rdfs:subClassOf hr:B .", ":x a hr:B .", ""),
        ("hr:A rdfs:subClassOf hr:B . hr:B rdfs:subClassOf hr:A .", ":x a hr:A .", ":x a hr:B ."),
        # What is asserted is not repeated.
        ("hr:A rdfs:subClassOf hr:B .", ":x a hr:A, hr:B .", ""),
        # Superproperties.
        ("hr:p rdfs:subPropertyOf hr:q .", ":x hr:p :y .", ":x hr:q :y ."),
        ("hr:p rdfs:subPropertyOf hr:q . hr:q rdfs:subPropertyOf hr:r .", ":x hr:p 'y' .", ":x hr:q 'y' ; hr:r 'y' ."),
        ("hr:p rdfs:subPropertyOf hr:q .", ":x hr:q :y .", ""),
        # Inverses, in both directions; a literal is no subject.
        ("hr:p owl:inverseOf hr:q .", ":x hr:p :y .", ":y hr:q :x ."),
        ("hr:p owl:inverseOf hr:q .", ":x hr:q :y .", ":y hr:p :x ."),
        ("hr:p owl:inverseOf hr:q .", ":x hr:p 'y' .", ""),
        # Symmetric and transitive properties.
        ("hr:p a owl:SymmetricProperty .", ":x hr:p :y .", ":y hr:p :x ."),
        ("hr:p a owl:TransitiveProperty .", ":w hr:p :x . :x hr:p :y . :y hr:p :z .", ":w hr:p :y, :z . :x hr:p :z ."),
        # Chains, also through other vocabularies, of three links, and through what is itself inferred.
        ("hr:r owl:propertyChainAxiom ( hr:p org:of ) .", ":x hr:p :y . :y org:of :z .", ":x hr:r :z ."),
        ("hr:s owl:propertyChainAxiom ( hr:p hr:q hr:p ) .", ":w hr:p :x . :x hr:q :y . :y hr:p :z .", ":w hr:s :z ."),
        ("hr:r owl:propertyChainAxiom ( hr:p hr:q ) .", ":x hr:p :y . :z hr:q :y .", ""),
        (
            "hr:m rdfs:subPropertyOf hr:c . hr:c owl:propertyChainAxiom ( hr:c hr:of ) . hr:of owl:inverseOf hr:has .",
            ":x hr:m :y . :z hr:has :y .",
            ":x hr:c :y, :z . :y hr:of :z .",
        ),
        # Classes and properties of others, domains, ranges and sameness are left out.
        ("hr:A rdfs:subClassOf prov:Entity, [ a owl:Restriction ] .", ":x a hr:A .", ""),
        ("hr:p rdfs:subPropertyOf dcterms:subject .", ":x hr:p :y .", ""),
        ("hr:p rdfs:domain hr:A ; rdfs:range hr:B .", ":x hr:p :y .", ""),
        ("hr:p a owl:FunctionalProperty .", ":x hr:p :y, :z .", ""),
    ],
)
def test_rules(ontology: str, data: str, expected: str) -> None:
    found = Reasoner([graph_of(ontology, terms.GRAPH_ONTOLOGY)]).infer(graph_of(data))
    assert found.iri == terms.GRAPH_INFERRED
    assert triples(found) == triples(graph_of(expected))


def test_a_rule_joins_what_a_document_and_the_background_say() -> None:
    ontology = graph_of("hr:r owl:propertyChainAxiom ( hr:p hr:q ) .", terms.GRAPH_ONTOLOGY)
    background = graph_of(":y hr:q :z . :v hr:p :y .", "urn:x:background")
    found = Reasoner([background, ontology])
    assert triples(found.of_background) == triples(graph_of(":v hr:r :z ."))
    assert triples(found.infer(graph_of(":x hr:p :y ."))) == triples(graph_of(":x hr:r :z ."))
    assert triples(found.infer(graph_of(":w hr:p :y ."))) == triples(graph_of(":w hr:r :z .")), "nothing is left of another"


def test_an_article_leads_to_its_treaty_its_body_and_its_subject() -> None:
    said = ":s hr:mentions <https://w3id.org/hrgraph/id/instrument/CAT/art/2> . :t hr:mentions <https://w3id.org/hrgraph/id/instrument/ICCPR/art/21> ."
    found = triples(reasoner().infer(graph_of(said)))
    assert found == triples(graph_of(
        "@base <https://w3id.org/hrgraph/id/> . @prefix theme: <https://w3id.org/hrgraph/scheme/ohchr-theme/> ."
        ":s hr:concerns <instrument/CAT/art/2>, <instrument/CAT> ; hr:withinMandateOf <treaty-body/CAT> ;"
        " hr:impliedTheme theme:prohibition-of-torture-cruel-inhuman-or-degrading-treatment ."
        ":t hr:concerns <instrument/ICCPR/art/21>, <instrument/ICCPR> ; hr:withinMandateOf <treaty-body/HRCttee> ;"
        " hr:impliedTheme theme:right-to-peaceful-assembly ."
    ))  # fmt: skip


def test_each_document_by_itself_gives_what_all_together_give() -> None:
    graphs = [*make_graphs()[0], *combine(map(read_contribution, make_graphs()[0]))]
    together = NamedGraph("urn:x:all", b"".join(graph.lines for graph in graphs))
    alone = set().union(*(triples(reasoner().infer(graph)) for graph in graphs))
    assert triples(reasoner().infer(together)) == alone - triples(together)
    assert len(alone) > 100


def test_the_order_of_triples_does_not_matter() -> None:
    for graph in make_graphs()[0]:
        lines = graph.lines.splitlines(keepends=True)
        shuffled = NamedGraph(graph.iri, b"".join(random.Random(3).sample(lines, len(lines))))
        assert reasoner().infer(shuffled) == reasoner().infer(graph)


def test_nothing_new_follows_from_what_followed() -> None:
    for graph in make_graphs()[0]:
        inferred = reasoner().infer(graph)
        assert reasoner().infer(NamedGraph(graph.iri, graph.lines + inferred.lines)).triples == 0


def test_axioms_of_a_kind_that_no_rule_knows_are_not_in_the_ontology() -> None:
    unknown = ("equivalentClass", "equivalentProperty", "hasValue", "sameAs", "ReflexiveProperty", "hasSelf")
    (ontology,) = (graph for graph in load_background() if graph.iri == terms.GRAPH_ONTOLOGY)
    assert not [name for name in unknown if f"<{terms.OWL}{name}>".encode() in ontology.lines]
    axioms = ox.Store()
    axioms.bulk_load(ontology.default_lines(), ox.RdfFormat.N_QUADS)
    assert len(compile_rules(axioms)) > 20


def own_entailments(graph: rdflib.Graph) -> set[tuple[str, str, str]]:
    """Return the triples of things of hrgraph with a class or property of hrgraph."""
    found = set()
    for subject, predicate, value in graph:
        term = value if predicate == rdflib.RDF.type else predicate
        if str(subject).startswith(terms.ID) and str(term).startswith(terms.HR):
            found.add((str(subject), str(predicate), str(value)))
    return found


def test_owlrl_agrees() -> None:
    # Of the ontology, what owlrl needs for the rules in question; all of it would take minutes.
    axioms = {terms.RDFS + "subClassOf", terms.RDFS + "subPropertyOf", terms.OWL + "inverseOf", terms.RDF + "first"}
    axioms |= {terms.OWL + "propertyChainAxiom", terms.RDF + "rest"}
    transitive = ox.NamedNode(terms.OWL + "TransitiveProperty")
    ontology, reference = (
        next(graph for graph in load_background() if graph.iri == iri)
        for iri in (terms.GRAPH_ONTOLOGY, terms.GRAPH_REFERENCE)
    )
    kept = [
        triple
        for triple in ontology.matching({*axioms, terms.RDF + "type"})
        if triple.predicate.value in axioms or triple.object == transitive
    ]
    data = [quad.triple for graph in make_graphs()[0][:1] for quad in ox.parse(graph.lines, format=ox.RdfFormat.N_QUADS)]
    data += [t for t in reference.matching({terms.HR + "monitors", terms.HR + "provisionOf"}) if "/CAT" in str(t)]
    graph = rdflib.Graph()
    written = ox.serialize({*kept, *data}, format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=written.decode(), format="nt")
    asserted = own_entailments(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    expected = own_entailments(graph) - asserted
    inferred = rdflib.Graph()
    found = Reasoner([NamedGraph.of_triples(terms.GRAPH_ONTOLOGY, kept)]).infer(NamedGraph.of_triples("urn:x:data", data))
    inferred.parse(data=b"".join(sorted(f"{t} .\n".encode() for t in triples(found))).decode(), format="nt")
    assert own_entailments(inferred) == expected
    assert len(expected) > 50


def count(store: Store, pattern: str) -> int:
    prefixes = f"PREFIX hr: <{terms.HR}> PREFIX i: <{terms.ID}instrument/>"
    (row,) = store.query(f"{prefixes} SELECT (COUNT(DISTINCT ?s) AS ?n) {{ {pattern} }}")
    return int(row["n"].value)


@pytest.mark.parametrize(
    ("general", "special"),
    [
        ("?s a hr:Statement", "?s a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* hr:Statement"),
        ("?s a hr:Document", "?s a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* hr:Document"),
        ("?s a hr:Actor", "?s a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>* hr:Actor"),
        (
            "?s hr:concerns i:ICCPR",
            "{ ?s hr:mentions i:ICCPR } UNION { ?s hr:mentions/hr:provisionOf i:ICCPR }",
        ),
        ("?s hr:monitoredBy ?body", "?body hr:monitors ?s"),
        ("?s hr:inDocument ?d", "?s hr:inPassage/<http://purl.org/dc/terms/isPartOf> ?d"),
    ],
)
def test_a_store_answers_in_general_terms(store: Store, general: str, special: str) -> None:
    assert count(store, general) == count(store, special) > 0


@pytest.fixture(scope="module")
def plain_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The invented documents without what follows from the ontology."""
    directory = tmp_path_factory.mktemp("plain") / "store"
    with open_for_build(directory) as publication:
        publication.publish(graph for graph in work_out(*make_graphs()) if graph.iri != terms.GRAPH_INFERRED)
    return Store.open(directory)


@pytest.mark.parametrize("what", RECORDS)
def test_exports_have_nothing_twice(what: str, store: Store, plain_store: Store) -> None:
    assert list(export_records(store, what)) == list(export_records(plain_store, what))


# On the invented documents they answer more with superclasses and with the norms that a statement bears on, which follow
# from the ontology; no other question may.
REST_ON_INFERENCE = {
    "articles-invoked", "issuer-profile", "mechanisms", "ngo-and-un-convergence", "plan-against-recommendations", "recommendations",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(load_queries()))
def test_questions_count_nothing_twice(name: str, store: Store, plain_store: Store) -> None:
    question = find_query(name)
    known = {"state": "FJI", "document": SUMMARY, "issuer": "CAT", "cited": "CAT/C/FJI/CO/1"}
    concern = f"SELECT ?s {{ ?s a <{terms.HR}Concern> }} ORDER BY ?s LIMIT 1"
    known |= {"date": "2021", "record": next(iter(store.query(concern)))["s"].value, "text": "protocol"}
    known["recommendation"] = iris.upr_recommendation("FJI", 2, "99.1")
    known["thread"] = terms.ID + "thread/FJI/become-party/OP-CAT"
    known["other"] = "CHL"
    needed = [parameter for parameter in question.parameters if parameter.required]
    values = {p.name: "CHL" if (p.name, p.vocabulary) == ("issuer", "states") else known[p.name] for p in needed}
    answer = answer_question(store, question, values, "json")
    assert (answer == answer_question(plain_store, question, values, "json")) == (name not in REST_ON_INFERENCE)


def test_no_blank_node_is_published(store: Store) -> None:
    assert not any(b"_:" in store.graph(iri).lines for iri in store.graphs)
