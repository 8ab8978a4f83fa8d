"""What violates a shape is found, set apart with its reason, never served and never lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fixture_documents import make_extractions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from hrgraph import iris, terms
from hrgraph.background import background_quads
from hrgraph.graph import build_graph
from hrgraph.issues import GENID, Issue, violations
from hrgraph.models import Extraction, FollowUpGrade, Participation
from hrgraph.quarantine import Separation, separate
from hrgraph.quotes import check_quotes
from hrgraph.registry import load_registry
from hrgraph.shacl_sparql import Validator
from hrgraph.validation import validate_graph
from hrgraph.validation_report import format_report, labels_of, serialize_report

SUMMARY, COMPILATION, WORKING_GROUP, REPORT, _ = make_extractions()


def quads_of(extraction: Extraction) -> list[Quad]:
    return build_graph(extraction, load_registry())


def separated(extraction: Extraction, validator: Validator) -> Separation:
    return separate(quads_of(extraction), validator, text=extraction.document.text)


def shapes(issues: list[Issue]) -> set[str]:
    return {issue.shape.rpartition("#")[2] for issue in issues}


def with_fact(extraction: Extraction, kind: type, **fields: object) -> Extraction:
    """Return the extraction with other values in its facts of one kind."""
    return replace(
        extraction,
        facts=tuple(replace(fact, **fields) if isinstance(fact, kind) else fact for fact in extraction.facts),
    )


def with_statement(extraction: Extraction, index: int, **fields: object) -> Extraction:
    """Return the extraction with other values in one statement."""
    statements = list(extraction.statements)
    statements[index] = replace(statements[index], **fields)
    return replace(extraction, statements=tuple(statements))


def test_good_graphs_are_served_whole(validator: Validator) -> None:
    for extraction in make_extractions():
        result = separated(extraction, validator)
        assert result.served == quads_of(extraction)
        assert (result.quarantined, result.issues, result.consequences, result.records) == ([], [], [], ())


@pytest.mark.parametrize(
    ("extraction", "violated"),
    [
        (with_fact(REPORT, Participation, date="1984-12-09"), {"Commitment-notBeforeAdoption"}),
        (with_fact(REPORT, Participation, date="2006-02-30"), {"Commitment-date"}),
        (with_fact(REPORT, Participation, date="2022"), {"Commitment-notAfterDocument"}),
        (with_fact(REPORT, Participation, act="handshake"), {"Participation-act"}),
        (with_fact(REPORT, FollowUpGrade, grade="F"), {"FollowUpGrade-grade"}),
        (with_fact(REPORT, FollowUpGrade, body="OHCHR"), {"FollowUpGrade-treatyBody"}),
        (with_statement(SUMMARY, 0, provisions=("CAT:99",)), {"Provision-exists"}),
        (with_statement(WORKING_GROUP, 0, addressee="DNK", number=None), {"Statement-addressee"}),
        (with_statement(WORKING_GROUP, 0, issuers=("FJI",)), {"Speaker"}),
        (with_statement(SUMMARY, 0, instrument_actions=(("ratify", "UDHR"),)), {"TreatyAct-ofTreaty"}),
        (with_statement(SUMMARY, 0, kind="fact"), {"FactualStatement-issuedBy"}),
        (with_statement(SUMMARY, 0, upr_refs=("71",)), {"Statement-uprReference"}),
        (with_statement(SUMMARY, 0, number="4.1"), {"UprRecommendation-issuedBy"}),  # an NGO makes none
        (with_statement(SUMMARY, 1, similar_to=3), {"Statement-similarToEarlier"}),
    ],
    ids=lambda value: "-".join(sorted(value)) if isinstance(value, set) else "",
)
def test_offending_records_go_to_quarantine(extraction: Extraction, violated: set[str], validator: Validator) -> None:
    quads = quads_of(extraction)
    result = separated(extraction, validator)
    assert shapes(violations(result.issues)) == violated
    assert result.records
    graph = iris.quarantine_of(iris.document_graph(extraction.document.identifier))
    assert {quad.graph_name.value for quad in result.quarantined} == {graph}
    for record in result.records:
        assert not any(NamedNode(record) in (quad.subject, quad.object) for quad in result.served)
        told = {quad.predicate.value for quad in result.quarantined if quad.subject.value == record}
        assert {terms.HR + "quarantineReason", terms.HR + "violatedShape"} <= told
    kept = {(quad.subject, quad.predicate, quad.object) for quad in (*result.served, *result.quarantined)}
    assert {(quad.subject, quad.predicate, quad.object) for quad in quads} <= kept
    assert violations(validator.validate(result.served)) == []


def test_evidence_goes_with_its_record(validator: Validator) -> None:
    result = separated(with_fact(REPORT, Participation, date="1900"), validator)
    (record,) = result.records
    moved = {quad.subject.value for quad in result.quarantined}
    evidence = iris.evidence(record)
    assert moved == {record, evidence, evidence + "/position", evidence + "/quote"}


def test_a_link_to_a_record_in_quarantine_is_kept_with_it(validator: Validator) -> None:
    result = separated(with_statement(SUMMARY, 0, upr_refs=("seventy-one",)), validator)
    (record,) = result.records
    similar_to = terms.HR + "similarTo"
    assert not any(quad.predicate.value == similar_to for quad in result.served)
    (link,) = [quad for quad in result.quarantined if quad.predicate.value == similar_to]
    assert link.object.value == record
    assert any(quad.subject == link.subject for quad in result.served)  # the similar statement itself is served


def test_what_lacks_something_then_goes_too(validator: Validator) -> None:
    quads = quads_of(SUMMARY)
    document = NamedNode(iris.document(SUMMARY.document.identifier))
    symbol = NamedNode(terms.HR + "symbol")
    damaged = [quad for quad in quads if not (quad.subject == document and quad.predicate == symbol)]
    result = separate(damaged, validator)
    assert shapes(result.issues) == {"ReadDocument"}
    assert {"Passage-isPartOf", "Record-evidenceInDocument"} <= shapes(result.consequences)
    served = {quad.object.value for quad in result.served if quad.predicate.value == terms.RDF + "type"}
    assert terms.HR + "Recommendation" not in served


def test_a_warning_is_reported_and_served(validator: Validator) -> None:
    signature = replace(REPORT.facts[0], act="signature", date="2010")
    ratification = replace(REPORT.facts[0], act="ratification", date="2008")
    result = separated(replace(REPORT, facts=(*REPORT.facts, signature, ratification)), validator)
    assert shapes(result.issues) == {"Participation-signedBeforeRatified"}
    assert result.quarantined == []


def test_reference_data_meet_the_shapes(validator: Validator) -> None:
    assert validator.validate(background_quads()) == []


def test_the_judge_finds_the_same() -> None:
    quads = quads_of(with_fact(REPORT, Participation, date="1900"))
    (issue,) = validate_graph(quads, background_quads())
    assert issue.shape.endswith("#Commitment-notBeforeAdoption")
    assert issue.value == f'"1900"^^<{terms.XSD}gYear>'
    assert issue.message.startswith("The date 1900 is before the instrument was adopted (1984-12-10).")


def test_blank_nodes_of_other_graphs_are_found(validator: Validator) -> None:
    rule = Quad(BlankNode("r1"), NamedNode(terms.RDF + "type"), NamedNode(terms.HR + "Rule"))
    for issues in (validator.validate([rule]), validate_graph([rule], background_quads())):
        assert {"Node", "Node-label", "Rule-code", "Rule-version"} == shapes(issues)
        assert {issue.focus for issue in issues} == {GENID + "r1"}


def altered(quads: list[Quad], predicate: str, value: str) -> list[Quad]:
    """Return the quads with another value of one property in one place."""
    index = next(i for i, quad in enumerate(quads) if quad.predicate.value == predicate)
    quad = quads[index]
    datatype = quad.object.datatype
    return [
        *quads[:index],
        Quad(quad.subject, quad.predicate, Literal(value, datatype=datatype), quad.graph_name),
        *quads[index + 1 :],
    ]


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (terms.HR + "quote", "Other words."),
        (terms.HR + "quoteSha256", "0" * 64),
        (terms.OA + "exact", "Other words."),
        (terms.OA + "start", "1"),
        (terms.OA + "end", "100000"),
    ],
)
def test_quotes_are_held_against_the_text(predicate: str, value: str) -> None:
    quads, text = quads_of(SUMMARY), SUMMARY.document.text
    assert check_quotes(quads, text) == []
    (issue,) = check_quotes(altered(quads, predicate, value), text)
    assert issue.shape.endswith("#Record-quoteInText")
    assert issue.severity == "violation"


def test_quotes_in_another_text_are_all_found() -> None:
    quads = quads_of(SUMMARY)
    records = {quad.subject for quad in quads if quad.predicate.value == terms.HR + "quoteSha256"}
    assert len(check_quotes(quads, "x" * len(SUMMARY.document.text))) == len(records)


def test_report_for_people(validator: Validator) -> None:
    extraction = with_statement(with_fact(REPORT, Participation, date="1900"), 0, provisions=("CAT:98", "CAT:99"))
    quads = quads_of(extraction)
    report = format_report(validator.validate(quads), labels_of(quads))
    statement = "Island Watch recommends to Fiji: implement Island Charter (island-watch-fiji-2021, para. 7)"
    assert "CAT, article 98, named by: " + statement + " <https://w3id.org/hrgraph/id/instrument/CAT/art/98>" in report
    assert [re.sub(r" <\S+>$", "", line) for line in report.splitlines()] == [
        "3 records with violations, 2 kinds of problem.",
        "",
        "violation: Provision-exists, 2 records",
        f"  CAT, article 98, named by: {statement}",
        "    The instrument has no article 98. The number or the instrument was misread, or the document errs."
        " Found: <https://w3id.org/hrgraph/id/instrument/CAT>.",
        f"  CAT, article 99, named by: {statement}",
        "    The instrument has no article 99. The number or the instrument was misread, or the document errs."
        " Found: <https://w3id.org/hrgraph/id/instrument/CAT>.",
        "",
        "violation: Commitment-notBeforeAdoption, 1 record",
        "  Fiji: accession to CAT, 1900 (island-watch-fiji-2021, para. 1)",
        "    The date 1900 is before the instrument was adopted (1984-12-10). The date or the instrument was misread,"
        ' or the document errs. Found: "1900"^^<http://www.w3.org/2001/XMLSchema#gYear>.',
    ]
    assert format_report([], {}) == "All records conform to the shapes.\n"


def test_report_shows_a_few_examples_and_counts_the_rest() -> None:
    issues = [
        Issue(
            "https://x.org/#S", f"https://x.org/{n}", "", "", terms.SH + "NodeKindConstraintComponent", "Wrong.", "info"
        )
        for n in range(5)
    ]
    assert "and 2 more" in format_report(issues, {})


def test_shacl_report_is_the_same_in_any_order(validator: Validator) -> None:
    issues = validator.validate(
        quads_of(with_statement(with_fact(REPORT, Participation, act="x"), 0, provisions=("CAT:99",)))
    )
    report = serialize_report(issues)
    assert report == serialize_report([*reversed(issues), *issues])
    triples = list(parse(report, format=RdfFormat.TURTLE))
    assert not any(isinstance(term, BlankNode) for triple in triples for term in (triple.subject, triple.object))
    results = [triple for triple in triples if triple.predicate.value == terms.SH + "result"]
    assert len(results) == len(issues)
    conforms = [triple.object.value for triple in triples if triple.predicate.value == terms.SH + "conforms"]
    assert conforms == ["false"]
    assert b"sh:conforms true" in serialize_report([])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_is_lost_and_nothing_wrong_is_served(data: st.DataObject, validator: Validator) -> None:
    quads = quads_of(COMPILATION)
    dropped = data.draw(st.sets(st.integers(0, len(quads) - 1), max_size=6))
    damaged = [quad for index, quad in enumerate(quads) if index not in dropped]
    result = separate(damaged, validator)
    assert violations(validator.validate(result.served)) == []
    kept = {(quad.subject, quad.predicate, quad.object) for quad in (*result.served, *result.quarantined)}
    assert {(quad.subject, quad.predicate, quad.object) for quad in damaged} <= kept
    assert bool(result.quarantined) == bool(violations(result.issues))
