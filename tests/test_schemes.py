"""The concept schemes: complete where the number is known, named as the sources print them, and well formed."""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from hrgraph import iris, resources, terms

# Every scheme, and how many concepts it has; None where the scheme holds what was seen, and may grow.
SIZES = {
    "action-category": 5,
    "affected-group": None,
    "competence": 4,
    "follow-up-grade": 5,
    "fulfilment-outcome": 7,
    "ohchr-theme": None,
    "outcome-part": 4,
    "participation-act": 14,
    "position": 5,
    "regional-group": 5,
    "sdg": 17,
    "treaty-act": 5,
    "upr-info-issues": 54,
}

# Concepts that other parts of hrgraph link to, as they ask `iris.concept` for them.
LINKED = [
    *(("treaty-act", act) for act in ("sign", "ratify", "withdraw-reservation", "accept-procedure", "implement")),
    *(("participation-act", act) for act in ("party", "not_party", "signature", "signature_only", "ratification")),
    *(("participation-act", act) for act in ("accession", "entry_into_force", "membership")),
    *(("competence", kind) for kind in ("declaration", "individual_complaints", "inter_state_complaints", "inquiry")),
    *(("position", value) for value in ("supported", "supported in part", "implemented", "pending", "noted")),
    *(("outcome-part", part) for part in ("report of the working group", "views of the State", "voluntary commitments", "replies")),
    *(("follow-up-grade", grade) for grade in "ABCDE"),
    *(("action-category", str(number)) for number in range(1, 6)),
    *(("sdg", str(number)) for number in range(1, 18)),
    *(("regional-group", group) for group in ("african-group", "asia-pacific-group", "eastern-european-group")),
    *(
        ("regional-group", group)
        for group in ("latin-american-and-caribbean-group", "western-european-and-others-group")
    ),
]

# Names that documents print, with ampersands, brackets, stray spaces and capitals as they print them.
PRINTED = [
    ("upr-info-issues", "Torture and other CID treatment"),
    ("upr-info-issues", "Women's rights"),
    ("upr-info-issues", "HIV - Aids"),
    ("ohchr-theme", "Right to work and to just & favorable conditions of work & labour rights"),
    ("ohchr-theme", "Budget &resources (for human rights implementation)"),
    ("ohchr-theme", "Children: definition; general principles; protection"),
    ("affected-group", "lesbian, gay, bisexual and transgender and intersex persons (LGBTI)"),
    ("affected-group", "minorities/ racial, ethnic, linguistic, religious or descent-based groups"),
    ("affected-group", "girls"),
]

# Damage to a scheme that the shapes must find: what is deleted or added, and words of the message.
DAMAGE = {
    "no name": ("DELETE { ?c skos:prefLabel ?x } WHERE { ?c skos:prefLabel ?x }", "needs a skos:prefLabel"),
    "two names": ('INSERT { ?c skos:prefLabel "Other"@en } WHERE { ?c skos:notation "1" }', "one a language"),
    "name and label differ": (
        'INSERT { ?c rdfs:label "Other"@en } WHERE { ?c skos:notation "1" }',
        "rdfs:label is its skos:prefLabel",
    ),
    "no scheme": ("DELETE { ?c skos:inScheme ?x } WHERE { ?c skos:inScheme ?x }", "belongs to one scheme"),
    "notation used twice": (
        'INSERT { ?c skos:notation "1" } WHERE { ?c skos:notation "2" }',
        "used more than once in the scheme",
    ),
    "scheme without source": (
        "DELETE { ?s dcterms:source ?x } WHERE { ?s a skos:ConceptScheme ; dcterms:source ?x }",
        "needs a dcterms:source",
    ),
}


def files() -> list[Path]:
    return sorted(resources.path("ontology", "schemes").glob("*.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(resources.path("shapes", "ontology.ttl"))


def test_each_scheme_has_its_file() -> None:
    assert [file.stem for file in files()] == sorted(SIZES)


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_scheme_conforms_to_its_shapes(file: Path, shapes: Graph) -> None:
    conforms, _, report = pyshacl.validate(Graph().parse(file), shacl_graph=shapes)
    assert conforms, report


@pytest.mark.parametrize("damage", DAMAGE)
def test_shapes_find_damage(damage: str, shapes: Graph) -> None:
    update, message = DAMAGE[damage]
    damaged = Graph().parse(resources.path("ontology", "schemes", "action-category.ttl"))
    damaged.update(update, initNs={**terms.PREFIXES})
    conforms, _, report = pyshacl.validate(damaged, shacl_graph=shapes)
    assert not conforms
    assert message in report


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_file_holds_one_scheme_and_its_concepts_only(file: Path) -> None:
    graph = Graph().parse(file)
    scheme = URIRef(terms.SCHEME + file.stem)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {scheme}
    assert set(graph.subjects()) == concepts | {scheme}
    assert set(graph.subjects(SKOS.inScheme, scheme)) == concepts
    assert all(str(concept).startswith(f"{scheme}/") for concept in concepts)
    assert len(concepts) == (SIZES[file.stem] or len(concepts))


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_case_alone_does_not_tell_names_apart(file: Path) -> None:
    names = [str(label).lower() for label in Graph().parse(file).objects(None, SKOS.prefLabel)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_strings_are_tidy(file: Path) -> None:
    graph = Graph().parse(file)
    literals = [o for o in graph.objects() if isinstance(o, Literal)]
    assert [text for text in literals if str(text) != " ".join(text.split())] == []
    sentences = [text for p in (SKOS.definition, SKOS.scopeNote, SKOS.changeNote) for text in graph.objects(None, p)]
    assert [text for text in sentences if not re.fullmatch(r"[A-Z].*\.", text)] == []


@pytest.mark.parametrize(("scheme", "asked"), LINKED)
def test_linked_concept_is_defined(scheme: str, asked: str) -> None:
    graph = Graph().parse(resources.path("ontology", "schemes", f"{scheme}.ttl"))
    concept = URIRef(iris.concept(scheme, asked))
    assert graph.value(concept, RDFS.label) == graph.value(concept, SKOS.prefLabel)
    assert graph.value(concept, SKOS.definition) or graph.value(concept, SKOS.exactMatch)


@pytest.mark.parametrize(("scheme", "printed"), PRINTED)
def test_concept_is_named_as_printed(scheme: str, printed: str) -> None:
    graph = Graph().parse(resources.path("ontology", "schemes", f"{scheme}.ttl"))
    assert graph.value(URIRef(iris.concept(scheme, printed)), SKOS.prefLabel) == Literal(printed, "en")


@pytest.mark.parametrize("scheme", ["upr-info-issues", "ohchr-theme", "affected-group"])
def test_concept_iri_is_made_of_its_name(scheme: str) -> None:
    graph = Graph().parse(resources.path("ontology", "schemes", f"{scheme}.ttl"))
    assert all(str(concept) == iris.concept(scheme, label) for concept, label in graph.subject_objects(SKOS.prefLabel))


@pytest.mark.parametrize("scheme", [scheme for scheme, size in SIZES.items() if size is None])
def test_open_scheme_says_where_each_concept_was_seen(scheme: str) -> None:
    graph = Graph().parse(resources.path("ontology", "schemes", f"{scheme}.ttl"))
    assert graph.value(URIRef(terms.SCHEME + scheme), SKOS.scopeNote)
    assert [c for c in graph.subjects(RDF.type, SKOS.Concept) if not graph.value(c, DCTERMS.source)] == []


def test_goals_match_those_of_the_united_nations() -> None:
    graph = Graph().parse(resources.path("ontology", "schemes", "sdg.ttl"))
    matches = {str(graph.value(c, SKOS.notation)): str(o) for c, o in graph.subject_objects(SKOS.exactMatch)}
    assert matches == {str(number): f"http://metadata.un.org/sdg/{number}" for number in range(1, 18)}
