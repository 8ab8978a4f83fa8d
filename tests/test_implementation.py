"""Who says that a recommendation was implemented, who that it was not, and where the two meet. All sentences are invented."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph import iris, terms
from hrgraph.extraction.implementation_verdicts import find_verdicts
from hrgraph.joins.cited_places import CitedPlace, Listed
from hrgraph.joins.citations import Resolution
from hrgraph.joins.implementation import Claim, Verdict, join_implementation
from hrgraph.joins.sources import Source
from hrgraph.models import Anchor, Block, Citation, Document, Statement


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
    assert verdict_of("The UPR recommendations on reefs had not been implemented.", refs=()) == "not implemented"


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
