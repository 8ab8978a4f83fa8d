"""The ontology: complete, documented, OWL 2 DL, consistent, and the same vocabulary that the rest of hrgraph uses.

Whether it is consistent is HermiT's to say, through owlready2; it needs Java.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import owlready2
import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS

from hrgraph import resources, terms

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)

# What the design of the graph fixes, by subject.
DESIGN = """
    Actor State TreatyBody SpecialProcedure UnitedNationsEntity IntergovernmentalOrganization
    NonGovernmentalOrganization JointSubmission NationalHumanRightsInstitution GovernmentBody ReviewMechanism
    Instrument Treaty OptionalProtocol SoftLawInstrument DomesticLaw Provision provisionOf monitors
    Document NationalReport UnitedNationsCompilation StakeholderSummary StakeholderSubmission WorkingGroupReport
    Addendum ThematicList CouncilDecision ConcludingObservations Letter IndependentReport ActionPlan symbol Passage
    Statement Recommendation UprRecommendation InformationRequest Concern Commendation Assessment Finding
    FactualStatement issuedBy addressedTo inPassage quote mentions callsFor cites theme issue affectedGroup goal
    actionCategory similarTo
    Review number Position statedIn
    Participation Declaration RecognisedCompetence ReportingStatus FollowUpGrade PlannedMeasure
    Thread Fulfilment CitationProblem
"""

PREFIXES = """
    @prefix hr: <https://w3id.org/hrgraph/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix dcterms: <http://purl.org/dc/terms/> . @prefix ex: <https://example.org/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def denied(subject: str, property_: str, value: str) -> str:
    return (
        f"[] a owl:NegativePropertyAssertion ; owl:sourceIndividual {subject} ;"
        f" owl:assertionProperty {property_} ; owl:targetIndividual {value} ."
    )


# Facts that the ontology must exclude, and why. Where something is denied, the ontology entails it.
CONTRADICTIONS = {
    "a State is no committee": "ex:a a hr:State, hr:TreatyBody .",
    "an actor is no record": "ex:a a hr:JointSubmission ; hr:inPassage ex:p .",
    "a provision belongs to one instrument": "ex:p hr:provisionOf ex:i, ex:j . ex:i owl:differentFrom ex:j .",
    "a factual statement has no issuer": "ex:f a hr:FactualStatement ; hr:issuedBy ex:a .",
    "States make voluntary pledges": "ex:v a hr:VoluntaryPledge ; hr:issuedBy ex:b . ex:b a hr:TreatyBody .",
    "a pledge asks nobody": "ex:v a hr:VoluntaryPledge, hr:Recommendation .",
    "States make up the troika": "ex:a a hr:ReviewAccount ; hr:troikaMember ex:b . ex:b a hr:TreatyBody .",
    "States issue UPR recommendations": "ex:r a hr:UprRecommendation ; hr:issuedBy ex:b . ex:b a hr:TreatyBody .",
    "a statement mentions norms": "ex:s hr:mentions ex:a . ex:a a hr:State .",
    "a State is known by its code": (
        'ex:s hr:iso3 "XAA" ; a hr:State . ex:t hr:iso3 "XAA" ; a hr:State ; owl:differentFrom ex:s .'
    ),
    "similar is true or false": 'ex:s hr:similar "perhaps" .',
    "who monitors the treaty of a mentioned article has the mandate": (
        "ex:s hr:mentions ex:p . ex:p hr:provisionOf ex:t . ex:b hr:monitors ex:t ."
        + denied("ex:s", "hr:withinMandateOf", "ex:b")
    ),
    "a paragraph's article is concerned": (
        "ex:s hr:mentions ex:p . ex:p hr:withinProvision ex:a ." + denied("ex:s", "hr:concerns", "ex:a")
    ),
    "the instrument of an act is concerned": (
        "ex:s hr:callsFor ex:c . ex:c hr:ofInstrument ex:t ." + denied("ex:s", "hr:concerns", "ex:t")
    ),
    "a UPR recommendation speaks to the State under review": (
        "ex:r hr:inReview ex:v . ex:v hr:reviewOf ex:k ." + denied("ex:r", "hr:addressedTo", "ex:k")
    ),
    "the addressee takes the position": (
        "ex:x hr:positionOf ex:r . ex:r hr:addressedTo ex:k ." + denied("ex:x", "hr:statedBy", "ex:k")
    ),
    "a record is in its passage's document": (
        "ex:s hr:inPassage ex:p . ex:p dcterms:isPartOf ex:d ." + denied("ex:s", "hr:inDocument", "ex:d")
    ),
}

# Damage to the ontology that its shapes must find: what is deleted or added, and words of the message.
DAMAGE = {
    "no label": ("DELETE { hr:State rdfs:label ?x } WHERE { hr:State rdfs:label ?x }", "one English rdfs:label"),
    "two labels": ('INSERT DATA { hr:State rdfs:label "country"@en }', "one English rdfs:label"),
    "no definition": (
        "DELETE { hr:quote skos:definition ?x } WHERE { hr:quote skos:definition ?x }",
        "one English skos:definition",
    ),
    "no source": (
        "DELETE { hr:issuedBy dcterms:source ?x } WHERE { hr:issuedBy dcterms:source ?x }",
        "needs a dcterms:source",
    ),
    "no home": ("DELETE { hr:Thread rdfs:isDefinedBy ?x } WHERE { hr:Thread rdfs:isDefinedBy ?x }", "rdfs:isDefinedBy"),
    "no range": ("DELETE { hr:slug rdfs:range ?x } WHERE { hr:slug rdfs:range ?x }", "one rdfs:range"),
    "no version": ("DELETE { ?o owl:versionIRI ?x } WHERE { ?o owl:versionIRI ?x }", "one owl:versionIRI"),
    "no code": ("INSERT DATA { ex:a a hr:Treaty ; rdfs:label 'Treaty' }", "needs one hr:code"),
    "code used twice": (
        "INSERT DATA { ex:a a hr:State ; hr:code 'XAA' . ex:b a hr:State ; hr:code 'XAA' }",
        "The code XAA is borne by two actors",
    ),
    "code of two kinds of instrument": (
        "INSERT DATA { ex:a a hr:Treaty ; hr:code 'X' . ex:b a hr:SoftLawInstrument ; hr:code 'X' }",
        "The code X is borne by two instruments",
    ),
    "protocol to nothing": ("INSERT DATA { ex:a a hr:OptionalProtocol }", "adds to one treaty"),
    "no licence": ("DELETE { ?o dcterms:license ?x } WHERE { ?o dcterms:license ?x }", "one dcterms:license"),
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(resources.path("ontology", "hrgraph.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(resources.path("shapes", "ontology.ttl"))


@pytest.fixture(scope="module")
def context() -> dict[str, object]:
    return json.loads(resources.path("ontology", "context.jsonld").read_text(encoding="utf-8"))["@context"]


def own_terms(ontology: Graph, *kinds: URIRef) -> list[URIRef]:
    found = {s for kind in kinds or KINDS for s in ontology.subjects(RDF.type, kind) if str(s).startswith(terms.HR)}
    return sorted(found)


def name(term: URIRef) -> str:
    return str(term).removeprefix(terms.HR)


# What it says


@pytest.mark.parametrize("term", DESIGN.split())
def test_terms_of_the_design_are_defined(ontology: Graph, term: str) -> None:
    kind = OWL.Class if term[0].isupper() else None
    types = set(ontology.objects(URIRef(terms.HR + term), RDF.type))
    assert kind in types if kind else types & {OWL.ObjectProperty, OWL.DatatypeProperty}


def test_every_term_is_documented(ontology: Graph) -> None:
    missing = [
        (name(term), str(wanted))
        for term in own_terms(ontology)
        for wanted in (RDFS.label, SKOS.definition, DCTERMS.source, RDFS.isDefinedBy)
        if not list(ontology.objects(term, wanted))
    ]
    assert missing == []


def test_names_and_words_are_tidy(ontology: Graph) -> None:
    problems = []
    for term in own_terms(ontology):
        capital = (term, RDF.type, OWL.Class) in ontology
        if not re.fullmatch("[A-Z][A-Za-z]+" if capital else "[a-z][A-Za-z0-9]+", name(term)):
            problems.append(f"{name(term)}: a class is named in UpperCamel, a property in lowerCamel")
        for label in ontology.objects(term, RDFS.label):
            if not re.fullmatch(r"\S+( \S+)*", label) or label[-1] in ".,:;":
                problems.append(f"{name(term)}: label {label!r}")
        for words in ontology.objects(term, SKOS.definition):
            if not re.fullmatch(r"[A-Z]\S*( \S+)*\.", words) or words.lower().rstrip(".") == name(term).lower():
                problems.append(f"{name(term)}: definition {words!r}")
    assert problems == []


@pytest.mark.parametrize("kinds", [(OWL.Class,), KINDS[1:]], ids=["classes", "properties"])
@pytest.mark.parametrize("words", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_no_two_terms_share_their_words(ontology: Graph, kinds: tuple[URIRef, ...], words: URIRef) -> None:
    counted = Counter(
        str(text).lower() for term in own_terms(ontology, *kinds) for text in ontology.objects(term, words)
    )
    assert [text for text, times in counted.items() if times > 1] == []


def test_conforms_to_its_shapes(ontology: Graph, shapes: Graph) -> None:
    conforms, _, report = pyshacl.validate(ontology, shacl_graph=shapes)
    assert conforms, report


def test_conforms_together_with_schemes_and_reference_data(ontology: Graph, shapes: Graph) -> None:
    together = Graph() + ontology
    for folder in ("schemes", "reference"):
        for file in resources.files("ontology", folder):
            together.parse(file)
    conforms, _, report = pyshacl.validate(together, shacl_graph=shapes, inplace=True)
    assert conforms, report


@pytest.mark.parametrize("damage", DAMAGE)
def test_shapes_find_damage(ontology: Graph, shapes: Graph, damage: str) -> None:
    update, message = DAMAGE[damage]
    damaged = Graph() + ontology
    damaged.update(update, initNs={**terms.PREFIXES, "ex": "https://example.org/"})
    conforms, _, report = pyshacl.validate(damaged, shacl_graph=shapes)
    assert not conforms
    assert message in report


# OWL 2 DL (Structural Specification, sections 3.2, 4, 5.8 and 11)


def test_each_name_is_of_one_kind(ontology: Graph) -> None:
    kinds = {
        s: {t for t in ontology.objects(s, RDF.type) if t in KINDS}
        for s in ontology.subjects()
        if isinstance(s, URIRef)
    }
    assert {str(s): found for s, found in kinds.items() if len(found) > 1} == {}


def test_everything_used_is_declared(ontology: Graph) -> None:
    declared = {s for kind in KINDS for s in ontology.subjects(RDF.type, kind)}
    builtin = (str(RDF), str(RDFS), str(OWL), str(XSD))
    used = set(ontology.predicates())
    named = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, OWL.disjointWith)
    for axiom in (*named, OWL.onProperty, OWL.someValuesFrom, OWL.allValuesFrom):
        used |= {o for o in ontology.objects(None, axiom) if isinstance(o, URIRef)}
    for axiom in (OWL.members, OWL.unionOf, OWL.propertyChainAxiom, OWL.hasKey):
        used |= {item for head in ontology.objects(None, axiom) for item in Collection(ontology, head)}
    assert sorted(str(u) for u in used if u not in declared and not str(u).startswith(builtin)) == []


def test_ranges_are_in_the_datatype_map(ontology: Graph) -> None:
    """HermiT refuses xsd:date, xsd:gYear and xsd:gYearMonth: dates have the range rdfs:Literal; shapes check them."""
    ranges = {o for p in own_terms(ontology, OWL.DatatypeProperty) for o in ontology.objects(p, RDFS.range)}
    assert ranges == {XSD.string, XSD.integer, XSD.decimal, XSD.boolean, RDFS.Literal}


def test_properties_with_chains_are_not_restricted(ontology: Graph) -> None:
    """A property that a chain or transitivity entails, or any above it, must not be functional nor irreflexive."""
    above = defaultdict(set)
    for lower, upper in ontology.subject_objects(RDFS.subPropertyOf):
        above[lower].add(upper)
    composite = set(ontology.subjects(OWL.propertyChainAxiom)) | set(
        ontology.subjects(RDF.type, OWL.TransitiveProperty)
    )
    while wider := {upper for lower in composite for upper in above[lower]} - composite:
        composite |= wider
    restricted = {
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.IrreflexiveProperty,
        OWL.AsymmetricProperty,
    }
    counted = (OWL.maxCardinality, OWL.cardinality, OWL.minCardinality, OWL.hasSelf)
    assert composite
    assert [name(p) for p in composite if set(ontology.objects(p, RDF.type)) & restricted] == []
    assert [
        p
        for r, p in ontology.subject_objects(OWL.onProperty)
        if p in composite and any((r, c, None) in ontology for c in counted)
    ] == []


def classes_found_impossible(folder: Path, graph: Graph) -> list[str]:
    """Return the IRIs of the classes that can have no member, by HermiT.

    Raises:
        OwlReadyInconsistentOntologyError: No world agrees with `graph`.
    """
    file = folder / "ontology.nt"
    graph.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    world.get_ontology(file.as_uri()).load()
    owlready2.sync_reasoner_hermit(world, debug=0)
    return sorted(str(found.iri) for found in world.inconsistent_classes() if found is not owlready2.Nothing)


needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="no Java on this machine: HermiT cannot run")


@pytest.mark.reasoner
@needs_java
def test_is_consistent_and_every_class_is_possible(ontology: Graph, tmp_path: Path) -> None:
    together = Graph() + ontology
    for file in resources.files("ontology", "schemes"):
        together.parse(file)
    assert classes_found_impossible(tmp_path, together) == []


@pytest.mark.reasoner
@needs_java
@pytest.mark.parametrize("why", CONTRADICTIONS)
def test_contradictions_are_found(ontology: Graph, tmp_path: Path, why: str) -> None:
    facts = Graph().parse(data=PREFIXES + CONTRADICTIONS[why], format="turtle")
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        classes_found_impossible(tmp_path, ontology + facts)


@pytest.mark.reasoner
@needs_java
def test_an_impossible_class_is_found(ontology: Graph, tmp_path: Path) -> None:
    both = Graph()
    both.add((URIRef("https://example.org/Both"), RDF.type, OWL.Class))
    for above in ("State", "Document"):
        both.add((URIRef("https://example.org/Both"), RDFS.subClassOf, URIRef(terms.HR + above)))
    assert classes_found_impossible(tmp_path, ontology + both) == ["https://example.org/Both"]


# The rest of hrgraph speaks the same vocabulary


def files_that_use_terms() -> list[Path]:
    package = Path(terms.__file__).parent
    found = [*package.rglob("*.py"), *resources.path("ontology", "reference").rglob("*.ttl")]
    return sorted([*found, *resources.path("shapes").rglob("*.ttl"), *resources.path("queries").rglob("*.rq")])


@pytest.mark.parametrize("file", files_that_use_terms(), ids=lambda file: file.name)
def test_terms_used_are_defined(ontology: Graph, file: Path) -> None:
    used = set(re.findall(r"\bhr:([A-Za-z]\w*)", file.read_text(encoding="utf-8")))
    assert sorted(used - {name(term) for term in own_terms(ontology)}) == []


# JSON-LD context


def test_context_has_every_term_with_its_type(ontology: Graph, context: dict[str, object]) -> None:
    problems = []
    for term in own_terms(ontology):
        entry = context.get(name(term))
        entry = {"@id": entry} if isinstance(entry, str) else entry or {}
        if entry.get("@id") != f"hr:{name(term)}":
            problems.append(f"{name(term)}: missing")
        range_ = ontology.value(term, RDFS.range)
        if (term, RDF.type, OWL.ObjectProperty) in ontology and entry.get("@type") != "@id":
            problems.append(f"{name(term)}: its values are IRIs")
        if range_ in (XSD.integer, XSD.boolean, XSD.decimal) and entry.get("@type") != f"xsd:{range_.fragment}":
            problems.append(f"{name(term)}: its values are {range_.fragment}")
        if (term, RDF.type, OWL.FunctionalProperty) in ontology and "@container" in entry:
            problems.append(f"{name(term)}: has one value, so no set")
    assert problems == []


def test_context_has_no_term_that_is_not_defined(ontology: Graph, context: dict[str, object]) -> None:
    named = {
        entry["@id"] if isinstance(entry, dict) else entry for entry in context.values() if not isinstance(entry, float)
    }
    assert {n for n in named if n.startswith("hr:")} == {f"hr:{name(term)}" for term in own_terms(ontology)}


def test_context_takes_a_graph_there_and_back(context: dict[str, object]) -> None:
    graph = Graph().parse(
        data=PREFIXES
        + """
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix oa: <http://www.w3.org/ns/oa#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ex:s a hr:Recommendation ; rdfs:label "One asks another"@en ; hr:issuedBy ex:a, ex:b ; hr:similar true ;
            hr:quote "Join the protocol" ; hr:callsFor ex:act ; hr:evidence ex:e .
        ex:p a hr:Participation ; hr:date "2008-10"^^xsd:gYearMonth ; hr:participant ex:k .
        ex:q a hr:Participation ; hr:date "1998"^^xsd:gYear .
        ex:d a hr:Document ; hr:cycle 2 ; hr:symbol "A/HRC/0/0" .
        ex:e a hr:Evidence ; oa:hasSelector ex:x . ex:x oa:start 3 ; oa:end 20 .
        ex:c a skos:Concept ; skos:prefLabel "Water"@en, "Eau"@fr ; skos:altLabel "Clean water"@en .
        """,
        format="turtle",
    )
    written = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    statement = next(node for node in written["graph"] if node["id"] == "https://example.org/s")
    assert statement["type"] == "Recommendation"
    assert statement["label"] == {"en": "One asks another"}
    assert sorted(statement["issuedBy"]) == ["https://example.org/a", "https://example.org/b"]
    assert statement["callsFor"] == ["https://example.org/act"]
    assert isomorphic(Graph().parse(data=json.dumps({**written, "@context": context}), format="json-ld"), graph)
