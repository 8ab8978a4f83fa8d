"""The shapes compiled to SPARQL and pySHACL, the judge, find the same.

Each folder of `shapes/` here is named after a file of the shapes and holds `conforming.ttl` and `violating.ttl`, each
with the SHACL report that is expected of it beside it. The reports are pySHACL's; `--update-golden` writes them anew.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest
from fixture_documents import make_extractions
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from hrgraph import resources, terms
from hrgraph.background import background_quads
from hrgraph.errors import ResourceError
from hrgraph.graph import build_graph
from hrgraph.issues import Issue
from hrgraph.registry import load_registry
from hrgraph.shacl_sparql import Validator
from hrgraph.shapes import Shape, load_shapes, read_shapes, shape_files
from hrgraph.shapes_compiler import compile_shapes
from hrgraph.validation import validate_graph
from hrgraph.validation_report import serialize_report

CASES = Path(__file__).parent / "shapes"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())
GRAPH = NamedNode("https://w3id.org/hrgraph/graph/document/test")
# Shape files that declare what others use, and target nothing themselves.
SHARED = ("prefixes.ttl", "dates.ttl")


def read(path: Path) -> list[Quad]:
    """Return the triples of a Turtle file as quads of one graph."""
    return [Quad(one.subject, one.predicate, one.object, GRAPH) for one in parse(path=path, format=RdfFormat.TURTLE)]


@cache
def small_background() -> tuple[Quad, ...]:
    """The class tree, the schemes, and a little reference data: enough for the cases, and quick for pySHACL."""
    tree = [
        quad
        for quad in read(resources.path("ontology", "hrgraph.ttl"))
        if quad.predicate.value == terms.RDFS + "subClassOf"
    ]
    schemes = [quad for file in resources.files("ontology", "schemes") for quad in read(file)]
    return (*tree, *schemes, *read(CASES / "reference.ttl"))


def files_for(name: str) -> list[Path]:
    """Return the shape file of this name with the shared ones."""
    return [resources.path("shapes", file) for file in (*SHARED, f"{name}.ttl")]


def keys(issues: list[Issue]) -> set[tuple[str, ...]]:
    """What the engines must agree on."""
    return {issue.key for issue in issues}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", ["conforming", "violating"])
def test_both_engines_give_the_expected_report(name: str, case: str, update_golden: bool) -> None:
    data = read(CASES / name / f"{case}.ttl")
    judged = validate_graph(data, small_background(), shapes=files_for(name))
    found = Validator(small_background(), read_shapes(files_for(name))).validate(data)
    assert keys(found) == keys(judged)
    assert bool(judged) == (case == "violating")
    expected = CASES / name / f"{case}.report.ttl"
    if update_golden:
        expected.write_bytes(serialize_report(judged))
    assert serialize_report(judged) == expected.read_bytes()
    assert serialize_report(found) == expected.read_bytes()


def constrained(shape: Shape) -> list[str]:
    """Return the IRIs of a shape's parts that have a constraint of their own."""
    return [one.iri for one in (shape, *shape.properties) if one.parameters or one.queries]


@pytest.mark.parametrize(
    "file", [file for file in shape_files() if file.name not in SHARED], ids=lambda file: file.name
)
def test_every_shape_is_violated_in_a_case(file: Path) -> None:
    shapes = read_shapes(files_for(file.stem))
    violated = {
        issue.shape
        for issue in Validator(small_background(), shapes).validate(read(CASES / file.stem / "violating.ttl"))
    }
    assert sorted(iri for shape in shapes for iri in constrained(shape) if iri not in violated) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_targeted_class_has_a_conforming_case(name: str) -> None:
    data = read(CASES / name / "conforming.ttl")
    above: dict[str, set[str]] = {}
    for quad in small_background():
        if quad.predicate.value == terms.RDFS + "subClassOf" and isinstance(quad.object, NamedNode):
            above.setdefault(quad.subject.value, set()).add(quad.object.value)
    classes = {quad.object.value for quad in data if quad.predicate.value == terms.RDF + "type"}
    for _ in range(4):
        classes |= {parent for one in classes for parent in above.get(one, ())}
    targets = {
        value for shape in read_shapes(files_for(name)) for kind, value in shape.targets if kind == "targetClass"
    }
    assert targets - classes == set()


@pytest.mark.parametrize("extraction", make_extractions(), ids=lambda extraction: extraction.document.identifier)
def test_good_graphs_conform_for_both(extraction, validator: Validator) -> None:
    quads = build_graph(extraction, load_registry())
    assert validator.validate(quads) == []
    assert validate_graph(quads, background_quads()) == []


def mutated(quads: list[Quad], chance: random.Random) -> list[Quad]:
    """Return a graph with some quads left out, pointing elsewhere, doubled, or with another literal."""
    quads = list(quads)
    subjects = sorted({quad.subject for quad in quads}, key=str)
    for _ in range(25):
        index = chance.randrange(len(quads))
        quad = quads[index]
        other = chance.choice(quads)
        change = chance.choice(["drop", "point elsewhere", "double", "change literal", "exchange"])
        if change == "drop":
            del quads[index]
        elif change == "point elsewhere":
            quads[index] = Quad(quad.subject, quad.predicate, chance.choice(subjects), quad.graph_name)
        elif change == "double":
            quads.append(Quad(quad.subject, quad.predicate, other.object, quad.graph_name))
        elif change == "change literal":
            value = chance.choice(["", "0", "-1", "99(2)", "2014-02-30", "1900-01-01", "JS 3", "x" * 40])
            # No boolean: pySHACL finds that false is at most 9, which SPARQL's comparison does not.
            kind = chance.choice(["string", "integer", "date", "gYear"])
            literal = Literal(value, datatype=NamedNode(terms.XSD + kind))
            quads[index] = Quad(quad.subject, quad.predicate, literal, quad.graph_name)
        else:
            quads[index] = Quad(quad.subject, quad.predicate, other.object, quad.graph_name)
    return quads


@pytest.mark.parametrize("seed", range(12))
def test_both_engines_agree_on_damaged_graphs(seed: int, validator: Validator) -> None:
    chance = random.Random(seed)
    extractions = make_extractions()
    quads = mutated(build_graph(extractions[seed % len(extractions)], load_registry()), chance)
    found = validator.validate(quads)
    assert found
    assert keys(found) == keys(validate_graph(quads, background_quads()))


def test_every_shape_has_a_message_and_a_name() -> None:
    for shape in load_shapes():
        for one in (shape, *shape.properties):
            assert one.iri.startswith("https://w3id.org/hrgraph/shapes#")
            assert one.message or not one.parameters, one.iri
            assert all(query.message for query in one.queries), one.iri


def test_every_class_with_instances_is_targeted() -> None:
    classes = {
        quad.subject.value
        for quad in read(resources.path("ontology", "hrgraph.ttl"))
        if quad.object.value == terms.OWL + "Class" and quad.subject.value.startswith(terms.HR)
    }
    targeted = {value for shape in load_shapes() for kind, value in shape.targets if kind == "targetClass"}
    # The kinds of document differ in nothing that a shape could ask for; the shape of hr:Document sees them all.
    documents = {
        quad.subject.value
        for quad in small_background()
        if quad.predicate.value == terms.RDFS + "subClassOf" and quad.object.value == terms.HR + "Document"
    }
    assert classes - targeted - documents == set()


@pytest.mark.parametrize(
    ("rest", "named"),
    [
        ("sh:closed true .", "t#S"),
        ("sh:property [ sh:path t:p ; sh:minCount 1 ] .", "t#S"),
        ("sh:property t:P . t:P sh:path t:p ; sh:uniqueLang true .", "t#P"),
        ("sh:property t:P . t:P sh:path t:p ; sh:property t:Q . t:Q sh:path t:q .", "t#P"),
        ("sh:property t:P . t:P sh:path [ sh:inversePath t:p ] ; sh:minCount 1 .", "neither a property nor a sequence"),
        ("sh:sparql [ sh:select 'ASK { ?this ?p ?o }' ] .", "t#S"),
    ],
)
def test_what_cannot_be_compiled_is_named(rest: str, named: str, tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    prefixes = f"@prefix sh: <{terms.SH}> . @prefix t: <https://example.org/t#> ."
    file.write_text(f"{prefixes} t:S a sh:NodeShape ; sh:targetClass t:C ; {rest}", encoding="utf-8")
    with pytest.raises(ResourceError, match=named):
        compile_shapes(read_shapes([file]))


def test_a_validator_that_has_seen_much_judges_as_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    graphs = [read(CASES / name / f"{case}.ttl") for name in NAMES for case in ("conforming", "violating")]
    monkeypatch.setattr("hrgraph.shacl_sparql._MOST_REMOVED", 50)
    used = Validator(background_quads())
    for graph in graphs[::5] * 2:
        assert used.validate(graph) == Validator(background_quads()).validate(graph)
