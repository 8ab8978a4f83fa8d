"""Machine tags: who gets them, where people's word wins, and that they are the same however a graph is built."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from docx_writer import paragraph, write_docx
from fixture_documents import COMPILATION, SUMMARY, WORKING_GROUP, make_extractions

from hrgraph import iris, terms
from hrgraph.classification.model import FILE, VARIABLE, load_model
from hrgraph.classification.speakers import without_speaker
from hrgraph.cli import main
from hrgraph.errors import ResourceError
from hrgraph.exports import document_graphs, export_records, fields_of, write_graph, write_records
from hrgraph.graph import build_graph
from hrgraph.graph.machine_tags import build_tags, divide_tags, kept_texts, quoted_texts
from hrgraph.joins.contributions import read_contribution
from hrgraph.models import Extraction, Tag
from hrgraph.pipeline import build
from hrgraph.queries import find_query
from hrgraph.registry import load_registry
from hrgraph.revalidation import validate_store
from hrgraph.shacl_sparql import Validator
from hrgraph.store import NamedGraph, Store
from hrgraph.tag_selection import choose_tags, keep_only

EXTRACTIONS = {one.document.identifier: one for one in make_extractions()}
RECOMMENDATION = iris.upr_recommendation("FJI", 2, "99.1")


def tag_quads(extraction: Extraction, *, words: bool = True) -> list[ox.Quad]:
    iri = iris.document_graph(extraction.document.identifier)
    return build_tags(build_graph(extraction, load_registry(), words=words), quoted_texts(extraction), iri)


def tagged(quads: list[ox.Quad]) -> dict[str, set[str]]:
    """Return the concepts of each statement's tags, as "scheme/concept"."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == terms.HR + "tagOf":
            statement, concept = iris.parse_tag(quad.subject.value)  # type: ignore[misc]
            assert statement == quad.object.value
            found[statement].add(concept.removeprefix(terms.SCHEME))
    return dict(found)


def quotes(extraction: Extraction) -> dict[str, str]:
    """Return the quote of each statement in the graph of a document."""
    quads = build_graph(extraction, load_registry())
    return {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == terms.HR + "quote"}


# --- who gets tags -------------------------------------------------------------------------------


def test_recommendations_of_all_kinds_are_tagged_and_nothing_else() -> None:
    texts = {
        quotes(extraction)[iri]: concepts
        for extraction in EXTRACTIONS.values()
        for iri, concepts in tagged(tag_quads(extraction)).items()
    }
    assert set(texts) == {
        "Ratify ICRMW (Chile);",
        "Ratify OP-CAT (Denmark, Chile);",
        "Reef Watch (RW) recommended that Fiji ratify ICRMW and OP-CAT.4",
        "JS1 called on Fiji to repeal article 12 of the Public Order Act.",
        "It recommended that Fiji withdraw them and make the declaration under article 14.13",
        "CAT urged Fiji to ratify OP-CAT.14",
        "Decriminalise defamation",
        "Fiji must repeal article 12 of the Public Order Act.",
    }
    assert texts["Ratify ICRMW (Chile);"] >= {
        "upr-info-issues/migrants", "upr-info-issues/international-instruments", "ohchr-theme/acceptance-of-international-norms",
    }  # fmt: skip


def test_every_tag_says_what_how_sure_and_by_what() -> None:
    quads = tag_quads(EXTRACTIONS[WORKING_GROUP])
    triples = {(q.subject.value, q.predicate.value.removeprefix(terms.HR)): q.object for q in quads}
    tags = {q.subject.value for q in quads if q.predicate.value == terms.HR + "tagOf"}
    assert tags
    for tag in tags:
        score, method = triples[tag, "score"], triples[tag, "taggedBy"].value
        assert score.datatype.value == terms.XSD + "decimal" and 0 < float(score.value) <= 1
        assert triples[method, "version"].value == load_model().version
        assert triples[method, "code"].value in ("hrgraph-learned", "hrgraph-rules")
        assert iris.tag(triples[tag, "tagOf"].value, triples[tag, "concept"].value) == tag
    assert {q.graph_name.value for q in quads} == {iris.tags_of(iris.document_graph(WORKING_GROUP))}


def test_no_recommendation_is_linked_to_what_a_program_says() -> None:
    for extraction in EXTRACTIONS.values():
        statements = set(tagged(tag_quads(extraction)))
        assert not [quad for quad in tag_quads(extraction) if quad.subject.value in statements]


@pytest.mark.parametrize("identifier", EXTRACTIONS)
def test_tags_conform_to_the_shapes(identifier: str, validator: Validator) -> None:
    extraction = EXTRACTIONS[identifier]
    assert validator.validate([*build_graph(extraction, load_registry()), *tag_quads(extraction)]) == []


@pytest.mark.parametrize("identifier", EXTRACTIONS)
def test_without_words_the_tags_are_the_same(identifier: str) -> None:
    assert tag_quads(EXTRACTIONS[identifier], words=False) == tag_quads(EXTRACTIONS[identifier])


def test_a_scheme_in_which_the_document_classes_a_recommendation_gets_no_tags() -> None:
    extraction = EXTRACTIONS[WORKING_GROUP]
    first = next(one for one in extraction.statements if one.number == "99.1")
    others = [one for one in extraction.statements if one is not first]
    given = (Tag("upr-info-issues", "Labour", "upr-info"),)
    by_people = replace(extraction, statements=(replace(first, tags=given), *others))
    before, after = tagged(tag_quads(extraction)), tagged(tag_quads(by_people))
    of_people = {
        concept for concept in before[RECOMMENDATION] if concept.startswith(("upr-info-issues/", "action-category/"))
    }
    assert of_people
    assert after[RECOMMENDATION] == before[RECOMMENDATION] - of_people
    other = RECOMMENDATION.replace("99.1", "99.2")
    assert after[other] == before[other]


def test_what_a_list_leaves_empty_stays_empty() -> None:
    extraction = EXTRACTIONS[WORKING_GROUP]
    first = next(one for one in extraction.statements if one.number == "99.1")
    themed = replace(first, tags=(Tag("ohchr-theme", "Right to education", "ohchr"),))
    found = tagged(tag_quads(replace(extraction, statements=(themed,))))
    schemes = {concept.partition("/")[0] for concept in found[RECOMMENDATION]}
    assert schemes == {"upr-info-issues", "action-category"}


def test_an_addendum_makes_no_recommendations() -> None:
    extraction = EXTRACTIONS[WORKING_GROUP]
    addendum = replace(extraction, document=replace(extraction.document, kind="Addendum"))
    assert tag_quads(addendum) == []


def test_texts_kept_in_a_graph_are_those_that_were_quoted() -> None:
    extraction = EXTRACTIONS[SUMMARY]
    kept = kept_texts(build_graph(extraction, load_registry()))
    assert quoted_texts(extraction).items() <= kept.items()
    assert kept_texts(build_graph(extraction, load_registry(), words=False)) == {}


def test_tags_and_what_they_are_about_divide_without_rest() -> None:
    said, tags = build_graph(EXTRACTIONS[SUMMARY], load_registry()), tag_quads(EXTRACTIONS[SUMMARY])
    assert divide_tags([*said, *tags]) == (said, tags)


# --- who speaks is not what is asked --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("The Committee against Torture recommended that Fiji amend it.", "recommended that Fiji amend it."),
        ("CRC and the Working Group on Reefs urged Fiji to plant trees.", "urged Fiji to plant trees."),
        (
            "CERD, JS4 and CAT recommended, as to cells, that light be let in.",
            "recommended, as to cells, that light be let in.",
        ),
        ("It also encourages adopting a law on nets.", "encourages adopting a law on nets."),
        ("CEDAW urged the speedy repair of wells.", "urged the speedy repair of wells."),
        (
            "Nets tore. The Committee called upon the State to mend them.",
            "Nets tore. called upon the State to mend them.",
        ),
        (
            "Noting the want of wells, CRC recommended digging some.",
            "Noting the want of wells, recommended digging some.",
        ),
    ],
)
def test_the_speaker_is_left_out(text: str, rest: str) -> None:
    assert without_speaker(text, load_registry()) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Ratify the Convention against Torture",
        "Dig wells, as the Committee on the Rights of the Child recommended that Fiji do",
        "Repeal the law on nets, which CEDAW urged Fiji to repeal",
        "Urge the police to respect women",
        "Encourage women to fish and recommend that men cook",
        "Punish officers who asked the prisoners to lie",
        "Fiji was recommended to sign",
        "CAT recommended prisons without walls",
        "CRC invited Amnesty International to speak",
        "",
    ],
)
def test_what_is_asked_stays_whole(text: str) -> None:
    assert without_speaker(text, load_registry()) == text


def test_a_committee_does_not_tag_what_it_recommends() -> None:
    extraction = EXTRACTIONS[COMPILATION]
    found = {quotes(extraction)[iri]: concepts for iri, concepts in tagged(tag_quads(extraction)).items()}
    assert "upr-info-issues/treaty-bodies" not in found["CAT urged Fiji to ratify OP-CAT.14"]


# --- which tags are published ---------------------------------------------------------------------

REPORT_IRI, LIST_IRI, TABLE_IRI = (iris.document_graph(name) for name in ("A/HRC/15/7", "list", "table"))
WHOLE = iris.upr_recommendation("FJI", 1, "71.1")
ROW = iris.upr_recommendation_row("FJI", 1, "abc")


def document_graph(iri: str, kind: str, *classed: tuple[str, str, str]) -> NamedGraph:
    """Return a graph of a document in which people give concepts: (statement, property, concept)."""
    lines = [f"<{iris.document_of(iri)}> a hr:{kind} ."]
    lines += [f"<{statement}> hr:{name} <{terms.SCHEME}{concept}> ." for statement, name, concept in classed]
    return NamedGraph.of_triples(
        iri, ox.parse(f"PREFIX hr: <{terms.HR}> " + " ".join(lines), format=ox.RdfFormat.TURTLE)
    )


def tags_graph(iri: str, *tags: tuple[str, str, float]) -> NamedGraph:
    """Return a graph of tags: (statement, concept, score)."""
    method = iris.method("rules", "1")
    lines = [f'<{method}> a hr:Method ; hr:code "rules" ; hr:version "1" .']
    lines += [
        f"<{iris.tag(statement, terms.SCHEME + concept)}> a hr:MachineTag ; hr:tagOf <{statement}> ; hr:score {score} ;"
        f" hr:concept <{terms.SCHEME}{concept}> ; hr:taggedBy <{method}> ."
        for statement, concept, score in tags
    ]
    turtle = f"PREFIX hr: <{terms.HR}> " + " ".join(lines)
    return NamedGraph.of_triples(iris.tags_of(iri), ox.parse(turtle, format=ox.RdfFormat.TURTLE))


ROWS = NamedGraph.of_triples(
    terms.GRAPH_RECOMMENDATIONS, [ox.Triple(ox.NamedNode(ROW), ox.NamedNode(terms.HR + "rowOf"), ox.NamedNode(WHOLE))]
)
PLAIN_REPORT, PLAIN_LIST = document_graph(REPORT_IRI, "WorkingGroupReport"), document_graph(LIST_IRI, "ThematicList")


def select_tags(tags: list[NamedGraph], graphs: list[NamedGraph]) -> list[NamedGraph]:
    """Return the graphs of tags that a build publishes."""
    merged = next((graph for graph in graphs if graph.iri == terms.GRAPH_RECOMMENDATIONS), NamedGraph("urn:x:rows", b""))
    documents = {iris.document_graph_of(graph.iri): NamedGraph(iris.document_graph_of(graph.iri), b"") for graph in tags}
    documents |= {graph.iri: graph for graph in graphs if graph is not merged}
    tags_of = {graph.iri: graph for graph in tags}
    chosen = choose_tags({iri: read_contribution(one, tags_of.get(iris.tags_of(iri))) for iri, one in documents.items()}, merged)
    kept = [keep_only(graph, chosen[iris.document_graph_of(graph.iri)]) for graph in tags]
    return sorted((graph for graph in kept if graph.triples), key=lambda graph: graph.iri)


def selected(tags: list[NamedGraph], graphs: list[NamedGraph]) -> list[tuple[str, str, str]]:
    """Return (document, statement, concept) of what is published, which does not depend on the order of the graphs."""
    found = select_tags(tags, graphs)
    assert found == select_tags(tags[::-1], graphs[::-1])
    pairs = [
        (graph.iri.rpartition("/")[2], *iris.parse_tag(triple.subject.value))  # type: ignore[misc]
        for graph in found
        for triple in graph.matching({terms.HR + "tagOf"})
    ]
    return [
        (document, statement.rpartition("/")[2], concept.removeprefix(terms.SCHEME))
        for document, statement, concept in pairs
    ]


def test_people_in_any_document_win() -> None:
    tags = [tags_graph(REPORT_IRI, (WHOLE, "sdg/5", 0.9), (WHOLE, "upr-info-issues/labour", 0.8))]
    for name, concept in (("goal", "sdg/16"), ("theme", "ohchr-theme/right-to-education")):
        graphs = [PLAIN_REPORT, document_graph(LIST_IRI, "ThematicList", (WHOLE, name, concept))]
        assert selected(tags, graphs) == [("7", "71.1", "upr-info-issues/labour")]


def test_people_who_class_a_row_class_the_recommendation() -> None:
    table = document_graph(TABLE_IRI, "RecommendationTable", (ROW, "issue", "upr-info-issues/detention"))
    tags = [tags_graph(REPORT_IRI, (WHOLE, "upr-info-issues/labour", 0.8), (WHOLE, "sdg/5", 0.9))]
    assert selected(tags, [PLAIN_REPORT, table, ROWS]) == [("7", "71.1", "sdg/5")]
    assert len(selected(tags, [PLAIN_REPORT, table])) == 2, "a row that is no known recommendation's speaks for itself"


def test_people_who_class_the_recommendation_class_its_rows() -> None:
    report = document_graph(REPORT_IRI, "WorkingGroupReport", (WHOLE, "theme", "ohchr-theme/x"))
    tags = [tags_graph(TABLE_IRI, (ROW, "ohchr-theme/y", 0.8))]
    assert selected(tags, [report, ROWS]) == []


def test_one_document_tags_a_recommendation() -> None:
    tags = [
        tags_graph(LIST_IRI, (WHOLE, "sdg/5", 0.7), (WHOLE, "sdg/8", 0.6)),
        tags_graph(REPORT_IRI, (WHOLE, "sdg/5", 0.9)),
        tags_graph(TABLE_IRI, (ROW, "sdg/1", 0.9)),
    ]
    assert selected(tags, [PLAIN_REPORT, PLAIN_LIST, ROWS]) == [("7", "71.1", "sdg/5")]
    assert selected(tags[:1], [PLAIN_REPORT, PLAIN_LIST, ROWS]) == [
        ("list", "71.1", "sdg/5"),
        ("list", "71.1", "sdg/8"),
    ]
    assert selected(tags[2:], [PLAIN_REPORT, ROWS]) == [("table", "abc", "sdg/1")]


def test_methods_stay_with_the_tags_that_they_gave() -> None:
    (graph,) = select_tags([tags_graph(REPORT_IRI, (WHOLE, "sdg/5", 0.9))], [PLAIN_REPORT])
    assert graph == tags_graph(REPORT_IRI, (WHOLE, "sdg/5", 0.9))
    assert select_tags([tags_graph(REPORT_IRI)], [PLAIN_REPORT]) == []


# --- builds ---------------------------------------------------------------------------------------

REPORT_BODY = (
    paragraph("A/HRC/15/7")
    + paragraph("Report of the Working Group on the Universal Periodic Review", bold=True)
    + paragraph("Fiji", bold=True)
    + paragraph("I. Introduction", bold=True)
    + paragraph(
        "1.\tThe Working Group held its seventh session from 8 to 19 February 2010. The review of Fiji was held at the 6th"
        " meeting, on 11 February 2010."
    )
    + paragraph("II. Conclusions and/or recommendations", bold=True)
    + paragraph(
        "71.\tThe following recommendations will be examined by Fiji, which will provide responses in due time:"
    )
    + paragraph("71.1\tRatify the Convention against Torture and train the police (Chile, Norway);")
    + paragraph("71.2\tImprove access to health care for women on the outer islands (Peru);")
)
TABLE = """To,Text,From,Response,Action,Issue,Session
Fiji,Ratify the Convention against Torture and train the police,Norway,Noted,5,Torture and other CID treatment,7
Fiji,Give land to indigenous peoples,Peru,Noted,4,Indigenous peoples,7
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tags")
    (folder / "table.csv").write_text(TABLE, encoding="utf-8")
    write_docx(folder / "report.docx", REPORT_BODY)
    report = build([folder], folder / "store", workers=1)
    assert not report.problems
    return folder


@pytest.fixture(scope="module")
def records(folder: Path) -> dict[str, dict]:
    return {record["quote"]: record for record in export_records(Store.open(folder / "store"), "recommendations")}


def tag_lines(store: Path) -> dict[str, bytes]:
    opened = Store.open(store)
    return {iri: opened.graph(iri).lines for iri in opened.graphs if iri.startswith(terms.GRAPH + "tags/")}


def test_a_record_tells_people_from_programs(records: dict[str, dict]) -> None:
    both = next(record for quote, record in records.items() if quote.startswith("Ratify"))
    method = f"hrgraph-rules {load_model().version}"
    assert (both["issues"], both["action_category"]) == (["Torture and other CID treatment"], 5)
    assert both["tagged_by"] == {
        "themes": method, "issues": "source", "persons": None, "sdgs": method, "action_category": "source",
    }  # fmt: skip
    assert set(both["tag_scores"]) == {"themes", "sdgs"}
    assert "Acceptance of international norms" in both["themes"]
    assert set(both["tag_scores"]["themes"]) == set(both["themes"])
    assert set(both["tag_scores"]["sdgs"]) == set(map(str, both["sdgs"]))


def test_a_record_that_nobody_classed_has_tags_in_every_field(records: dict[str, dict]) -> None:
    health = next(record for quote, record in records.items() if quote.startswith("Improve"))
    assert set(health["issues"]) == {"Right to health", "Women's rights"}
    assert (health["persons"], health["sdgs"]) == (["Women"], [3, 5])
    assert health["action_category"] in (4, 5)
    assert set(health["tagged_by"].values()) == {
        f"hrgraph-{kind} {load_model().version}" for kind in ("learned", "rules")
    }
    assert all(0 < score <= 1 for scores in health["tag_scores"].values() for score in scores.values())


def test_statements_of_other_kinds_have_no_tags(folder: Path, store: Store) -> None:
    for record in export_records(store, "statements"):
        if record["kind"] != "recommendation":
            assert (set(record["tagged_by"].values()), record["tag_scores"]) == ({None}, {})


def test_a_table_names_who_says_so(records: dict[str, dict]) -> None:
    text = "".join(write_records(iter(records.values()), "csv", fields_of("recommendations")))
    row = next(row for row in csv.DictReader(io.StringIO(text)) if row["quote"].startswith("Ratify"))
    assert row["tagged_by"].startswith(f"themes: hrgraph-rules {load_model().version}; issues: source; sdgs: hrgraph-")
    assert row["tag_scores"].startswith("themes: Acceptance of international norms 0.")


def test_questions_count_people_and_programs_apart(folder: Path) -> None:
    opened = Store.open(folder / "store")
    rows = {
        (row["classed_by"], row["concept"]): row["recommendations"]
        for row in find_query("recommendations-by-concept").ask(opened, {"state": "FJI", "scheme": "issue"}).records()
    }
    assert rows["source", "Torture and other CID treatment"] == 1
    assert rows["machine", "Right to health"] == 1
    assert ("machine", "Torture and other CID treatment") not in rows
    only = find_query("recommendations-by-concept").ask(opened, {"state": "FJI", "classed_by": "machine"}).records()
    assert {row["classed_by"] for row in only} == {"machine"}


def test_the_tags_of_a_recommendation_are_listed_the_surest_first(folder: Path) -> None:
    opened = Store.open(folder / "store")
    iri = iris.upr_recommendation("FJI", 1, "71.2")
    rows = list(find_query("machine-tags").ask(opened, {"recommendation": iri, "scheme": "goal"}).records())
    assert [row["concept"] for row in rows] and {row["version"] for row in rows} == {load_model().version}
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_bytes_are_the_same_on_every_build(folder: Path, tmp_path: Path, workers: int) -> None:
    build([folder], tmp_path / "store", workers=workers)
    assert tag_lines(tmp_path / "store") == tag_lines(folder / "store") != {}


def test_a_report_without_words_has_the_same_tags(folder: Path, tmp_path: Path) -> None:
    for words in (True, False):
        build([folder / "report.docx"], tmp_path / str(words), workers=1, words=words)
    assert tag_lines(tmp_path / "True") == tag_lines(tmp_path / "False") != {}


@pytest.mark.parametrize("form", ["nq", "ttl"])
def test_a_graph_file_carries_tags_along(folder: Path, tmp_path: Path, form: str) -> None:
    build([folder / "report.docx"], tmp_path / "first", workers=1, words=False)
    opened = Store.open(tmp_path / "first")
    file = tmp_path / f"facts.{form}"
    file.write_bytes(b"".join(write_graph(opened, form, graphs=document_graphs(opened))))
    report = build([file], tmp_path / "second", workers=1)
    assert [document.quarantined for document in report.documents] == [{}]
    (before,), (after,) = (tag_lines(tmp_path / store).values() for store in ("first", "second"))
    without_graph = [{line.rsplit(b" ", 2)[0] for line in lines.splitlines()} for lines in (before, after)]
    assert without_graph[0] == without_graph[1], "triples without a graph are in one that is named after the file"


def test_a_graph_file_with_words_and_no_tags_is_tagged(folder: Path, tmp_path: Path) -> None:
    build([folder / "report.docx"], tmp_path / "plain", workers=1, inference=False)
    opened = Store.open(tmp_path / "plain")
    assert tag_lines(tmp_path / "plain") == {}
    file = tmp_path / "words.nq"
    file.write_bytes(b"".join(write_graph(opened, "nq", graphs=document_graphs(opened))))
    build([file], tmp_path / "second", workers=1)
    build([folder / "report.docx"], tmp_path / "first", workers=1)
    assert tag_lines(tmp_path / "second") == tag_lines(tmp_path / "first") != {}


def test_without_inference_a_graph_file_loses_its_tags(folder: Path, tmp_path: Path) -> None:
    opened = Store.open(folder / "store")
    file = tmp_path / "facts.nq"
    file.write_bytes(b"".join(write_graph(opened, "nq", graphs=document_graphs(opened))))
    build([file], tmp_path / "store", workers=1, inference=False)
    assert tag_lines(tmp_path / "store") == {}


def test_a_bad_tag_in_a_graph_file_is_set_apart(folder: Path, tmp_path: Path) -> None:
    opened = Store.open(folder / "store")
    text = b"".join(write_graph(opened, "nq", graphs=document_graphs(opened))).decode()
    lines = [line for line in text.splitlines(keepends=True) if "/71.2/tag/sdg/3>" in line and "#score>" in line]
    assert len(lines) == 1
    file = tmp_path / "facts.nq"
    file.write_text(text.replace(lines[0], lines[0].replace('"0.', '"7.')), encoding="utf-8")
    report = build([file], tmp_path / "store", workers=1)
    found = [offence for document in report.documents for offence in document.quarantined.items()]
    assert found == [("Inference-score", 1)]
    served = b"".join(tag_lines(tmp_path / "store").values())
    assert b"/71.2/tag/sdg/3>" not in served and b"/71.2/tag/sdg/5>" in served


def test_what_is_served_conforms(folder: Path) -> None:
    checked = validate_store(str(folder / "store"), "sparql")
    assert checked.issues == [] and checked.nodes > 0


# --- the model ------------------------------------------------------------------------------------


@pytest.fixture
def damaged(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "weights.bin"
    path.write_bytes(FILE.read_bytes()[:-40])
    yield path


def test_another_model_is_taken_where_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(FILE.read_bytes())
    monkeypatch.setenv(VARIABLE, str(other))
    assert load_model() == load_model()
    other_model = load_model()
    monkeypatch.delenv(VARIABLE)
    assert other_model == load_model() and other_model is not load_model()


def test_a_damaged_model_is_told_before_anything_is_built(
    monkeypatch: pytest.MonkeyPatch, damaged: Path, folder: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(damaged))
    with pytest.raises(ResourceError, match=r"weights\.bin: .* cannot be read .*HRGRAPH_MODEL names it"):
        build([folder], tmp_path / "store", workers=1)
    assert not (tmp_path / "store").exists()
    assert build([folder], tmp_path / "store", workers=1, inference=False).version


def test_a_missing_model_is_told_on_the_command_line(
    monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.bin"))
    result = CliRunner().invoke(main, ["build", str(folder), "--store", str(tmp_path / "store")])
    assert result.exit_code == 1
    assert "none.bin: the weights of the classifiers cannot be read" in result.output
    assert json.dumps("Traceback") not in result.output and not (tmp_path / "store").exists()
