"""Who says that a recommendation was implemented, who that it was not, and where the two meet. All sentences are invented."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph import iris, terms
from hrgraph.extraction.implementation_verdicts import find_verdicts
from hrgraph.joins.citations import Resolution
from hrgraph.joins.cited_places import CitedPlace, Listed
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.graded_claims import READ as READ_OF_GRADES
from hrgraph.joins.graded_claims import ClaimedSubject, read_graded_subjects
from hrgraph.joins.implementation import Claim, Verdict, join_implementation
from hrgraph.joins.sources import Source
from hrgraph.joins.subjects import READ as READ_OF_SUBJECTS
from hrgraph.joins.subjects import Subject, match_subjects, read_subject
from hrgraph.models import Anchor, Block, Citation, Document, Statement
from hrgraph.store import NamedGraph


def document(*sentences: str) -> tuple[Document, list[Anchor]]:
    """Return a document of one paragraph, and where its sentences stand."""
    text = " ".join(sentences)
    digest = hashlib.sha256(text.encode()).hexdigest()
    anchors, start = [], 0
    for sentence in sentences:
        anchors.append(Anchor("x", "7", start, start + len(sentence), sentence, "test"))
        start += len(sentence) + 1
    blocks = (Block("paragraph", 0, len(text), number="7"),)
    return Document("x", "StakeholderSummary", text, digest, digest, "x.txt", state="FJI", blocks=blocks), anchors


def verdict_of(sentence: str, *, refs: tuple[str, ...] = ("7.1",), kind: str = "finding", issuer: str = "RW") -> str | None:
    made, (anchor,) = document(sentence)
    (found,) = find_verdicts(made, [Statement(kind, anchor, (issuer,), upr_refs=refs)], [])
    assert found.verdict_on is None
    return found.verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("RW concluded that recommendations 7.1 and 7.2 had not been implemented.", "not implemented"),
        ("RW said that Fiji did not fulfil recommendation 7.1 on reefs.", "not implemented"),
        ("Recommendation 7.1 has still not been carried out.", "not implemented"),
        ("Fiji has failed to comply with recommendation 7.1.", "not implemented"),
        ("None of the accepted recommendations on reefs (7.1) has been implemented.", "not implemented"),
        ("Recommendation 7.1 remained unfulfilled.", "not implemented"),
        ("Recommendation 7.1 was yet to be implemented.", "not implemented"),
        ("Fiji had not taken measures to implement recommendation 7.1.", "not implemented"),
        ("The law was not changed in line with the recommendations 7.1 and 7.2.", "not implemented"),
        ("RW noted the failure to implement recommendation 7.1.", "not implemented"),
        ("Recommendation 7.1 was only partially implemented.", "partly implemented"),
        ("Recommendations 7.1 and 7.2 were not fully implemented.", "partly implemented"),
        ("Fiji failed to comply fully with recommendation 7.1.", "partly implemented"),
        ("Despite accepting recommendation 7.1, Fiji did not open a register.", "contested"),
        ("Fiji did not open a register despite accepting recommendation 7.1.", "contested"),
        ("Fiji accepted recommendation 7.1 on reefs. Yet, dredging doubled within a year.", "contested"),
        # Nothing of the kind is said.
        ("Fiji implemented recommendation 7.1.", None),
        ("Fiji had fully implemented recommendation 7.1.", None),
        ("Fiji did not accept recommendation 7.1.", None),
        ("Although Fiji had not accepted recommendation 7.1, dredging did not stop.", None),
        ("RW asked how Fiji would implement recommendation 7.1.", None),
        ("Fiji accepted recommendation 7.1 and opened a register.", None),
        ("However, recommendation 7.1 was welcome.", None),
    ],
)
def test_what_a_sentence_says_became_of_recommendations(sentence: str, verdict: str | None) -> None:
    assert verdict_of(sentence) == verdict


def test_only_recommendations_of_the_review_count() -> None:
    sentence = "The Council's recommendation on reefs had not been implemented."
    assert verdict_of(sentence, refs=()) is None
    for verdict, told in {
        "The UPR recommendations on reefs had not been implemented.": "not implemented",
        "Fiji took steps on recommendations of the first review. However, many of them remained unfulfilled.": "not implemented",
        "Chile regretted that recommendations accepted during the review had not yet been fully implemented.": "partly implemented",
        "Despite several UPR recommendations, dredging remained legal.": "contested",
        "Chile welcomed the implementation of recommendations of the first review.": None,
        "Fiji accepted the recommendation of its auditors. However, they left.": None,
    }.items():
        assert verdict_of(verdict, refs=()) == told, verdict


def test_neither_the_state_nor_who_asks_gives_a_verdict() -> None:
    sentence = "Recommendation 7.1 had not been implemented."
    assert verdict_of(sentence, issuer="FJI") is None
    assert verdict_of(sentence, kind="recommendation") is None
    assert verdict_of(sentence, kind="request") is None


@pytest.mark.parametrize(
    ("second", "issuer", "verdict"),
    [
        ("However, dredging went on.", "RW", "contested"),
        ("Yet, the law has not been changed in line with the recommendations.", "RW", "not implemented"),
        ("Dredging went on.", "RW", None),
        ("However, dredging went on.", "JS1", None),
    ],
)
@pytest.mark.parametrize("teller", ["RW", "FJI"])
def test_a_contrast_is_of_the_sentence_before(second: str, issuer: str, verdict: str | None, teller: str) -> None:
    made, (one, other) = document("Fiji accepted two recommendations on reefs.", second)
    cited = Citation("A/HRC/1/1", replace(one, start=0, end=0), "A/HRC/1/1", note=4, recommendations=("7.1",))
    statements = [Statement("finding", one, (teller,), notes=(4,)), Statement("finding", other, (issuer,))]
    if teller == "FJI" and issuer != "RW":
        verdict = "contested"  # anybody may contest what the State claims
    found = find_verdicts(made, statements, [cited])
    assert [statement.verdict for statement in found] == [None, verdict]
    assert found[1].verdict_on == (0 if verdict else None)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_no_text_makes_it_raise(text: str) -> None:
    verdict_of(text)


RECOMMENDATION = iris.upr_recommendation("FJI", 1, "7.1")
FJI = iris.thing("state", "FJI")
WORKING_GROUP = Source("urn:x:report", "report", "WorkingGroupReport", FJI, 1, "2010-02")
NATIONAL = Source("urn:x:national", "national", "NationalReport", FJI, 2, "2014-10")
SUMMARY = Source("urn:x:summary", "summary", "StakeholderSummary", FJI, 2, "2014-10")
EARLIER = Source("urn:x:earlier", "earlier", "StakeholderSubmission", FJI, None, "2009")
LISTED = Listed("7.1", RECOMMENDATION, (), FJI, 1)
IMPLEMENTED = Claim("urn:x:position", "urn:x:report", RECOMMENDATION, "implemented")
REPORTED = Claim("urn:x:claim", "urn:x:national", RECOMMENDATION, "measures reported")


def said(verdict_in: Source, value: str, *claims: Claim) -> dict[str, str]:
    """Return what each document is told to say of the recommendation."""
    place = CitedPlace("urn:x:statement", verdict_in.iri, "para. 7", numbers=("7.1",))
    verdict = Verdict("urn:x:statement", verdict_in.iri, "urn:x:statement", value)
    graph = join_implementation(
        [WORKING_GROUP, NATIONAL, SUMMARY, EARLIER], claims, [verdict], [Resolution(place, verdict_in, (LISTED,))]
    )
    values: dict[str, dict[str, str]] = {}
    for triple in graph.matching({terms.HR + "sayOf", terms.HR + "saidValue"}):
        values.setdefault(triple.subject.value, {})[triple.predicate.value.removeprefix(terms.HR)] = triple.object.value
    return {value["sayOf"].removeprefix("urn:x:"): value["saidValue"] for value in values.values()}


def test_a_claim_meets_a_verdict() -> None:
    assert said(SUMMARY, "not implemented", IMPLEMENTED) == {"report": "implemented", "summary": "not implemented"}
    both = said(SUMMARY, "contested", IMPLEMENTED, REPORTED)
    assert both == {"report": "implemented", "national": "measures reported", "summary": "contested"}


def test_who_speaks_before_the_claim_does_not_contradict_it() -> None:
    assert said(EARLIER, "not implemented", IMPLEMENTED) == {}
    assert said(SUMMARY, "not implemented", REPORTED) != {}, "both were written for one review"
    assert said(WORKING_GROUP, "not implemented", IMPLEMENTED) == {}, "one document"
    assert said(SUMMARY, "not implemented") == {}


INVESTIGATE = "Investigate promptly and impartially all allegations of torture and punish the perpetrators"
TORTURE = (("torture-and-other-cid-treatment", 0.99),)


def subject(words: str, *, issues: tuple[tuple[str, float], ...] = TORTURE, provisions: tuple[str, ...] = ()) -> Subject:
    iri, graph = "urn:x:r", iris.document_graph("x")
    triples = [ox.Triple(ox.NamedNode(iri), ox.NamedNode(terms.HR + "quote"), ox.Literal(words))]
    triples += [ox.Triple(ox.NamedNode(iri), ox.NamedNode(terms.HR + "mentions"), ox.NamedNode(one)) for one in provisions]
    facts = DocumentFacts(NamedGraph.of_triples(graph, triples), READ_OF_SUBJECTS)
    return read_subject(facts, iri, {iri: issues})


ARTICLE = iris.provision(iris.instrument("CAT"), "12")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(subject(INVESTIGATE), subject("Prompt, impartial investigation of allegations of torture; perpetrators are punished"), True, id="issue and words"),
        pytest.param(subject(INVESTIGATE), subject("Criminalize torture in the penal code"), False, id="an issue alone"),
        pytest.param(subject(INVESTIGATE), subject(INVESTIGATE, issues=()), False, id="words alone"),
        pytest.param(subject(INVESTIGATE), subject(INVESTIGATE, issues=((TORTURE[0][0], 0.6),)), False, id="an issue that is not sure"),
        pytest.param(subject(INVESTIGATE), subject(INVESTIGATE, issues=(("justice", 0.99),)), False, id="another issue"),
        pytest.param(
            subject(INVESTIGATE, issues=(), provisions=(ARTICLE,)), subject(INVESTIGATE, issues=(), provisions=(ARTICLE,)), True, id="an article and words"
        ),
        pytest.param(
            subject("Ratify it", issues=(), provisions=(ARTICLE,)), subject("Ratify it", issues=(), provisions=(ARTICLE,)), False, id="an article alone"
        ),
        pytest.param(subject(""), subject(""), False, id="no words"),
    ],
)
def test_when_two_recommendations_have_one_subject(one: Subject, other: Subject, *, same: bool) -> None:
    found = match_subjects(one, other)
    assert bool(found) == same
    assert found == match_subjects(other, one)
    if found:
        assert 0 < found[0] <= 1


def graded(letter: str, *, year: str = "2018", state: str = FJI) -> set[str]:
    """Return what is said where a treaty body graded the follow-up on the subject of a claim."""
    report = replace(WORKING_GROUP, iri=iris.document("A/HRC/1/1"))
    letters = Source(iris.document("letters"), "letters", "IndependentReport", FJI, None, year)
    grade = "urn:x:grade"
    triples = [
        (grade, "gradedRecommendation", ox.NamedNode("urn:x:asked")),
        (grade, "grade", ox.NamedNode(iris.concept("follow-up-grade", letter))),
        (grade, "followUpParagraph", ox.Literal(17)),
        (grade, "part", ox.Literal("(a)")),
        (grade, "participant", ox.NamedNode(state)),
        (grade, "treatyBody", ox.NamedNode(iris.thing("treaty-body", "CAT"))),
        ("urn:x:asked", "quote", ox.Literal(INVESTIGATE)),
    ]
    graph = NamedGraph.of_triples(
        iris.document_graph("letters"), [ox.Triple(ox.NamedNode(s), ox.NamedNode(terms.HR + p), o) for s, p, o in triples]
    )
    facts = DocumentFacts(graph, {*READ_OF_SUBJECTS, *READ_OF_GRADES})
    grades = read_graded_subjects(facts, {"urn:x:asked": TORTURE})
    claim = ClaimedSubject("urn:x:position", report.iri, RECOMMENDATION, "7.1", FJI, subject(INVESTIGATE))
    merged = join_implementation([report, letters], [], [], [], [claim], grades)
    return {triple.object.value for triple in merged.matching({terms.HR + "saidValue"})}


def test_a_bad_grade_meets_a_claim_on_the_same_subject() -> None:
    assert graded("c") == {"implemented", "CAT paragraph 17: grade C on (a)"}
    assert graded("e") == {"implemented", "CAT paragraph 17: grade E on (a)"}
    assert graded("b") == graded("a") == set()
    assert graded("c", year="2009") == set(), "older than the claim"
    assert graded("c", state=iris.thing("state", "TUV")) == set()
