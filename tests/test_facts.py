from __future__ import annotations

from drafts import check_anchors, draft, report
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.extraction.facts.all_facts import find_facts
from hrgraph.models import FollowUpGrade, Participation, PlannedMeasure, ReviewFact
from hrgraph.registry import load_registry

REGISTRY = load_registry()
BODY = (
    "Fiji ratified the Convention on the Rights of the Child in August 1993.\n\n"
    "Treaty\tSignature\tRatification\nCRPD\t2 June 2010\t7 June 2017\n\n"
    "In its second UPR, Fiji supported 112 of the 138 recommendations.\n\n"
    "The Human Rights Committee gave these grades:\n\n"
    "Paragraph\tEvaluation\n12\t[B]\n\n"
    "The plan is this:\n\n"
    "No\tMeasure\tTimeline\tResponsible\n1.1\tTrain guards\t2022\tMoJ\n"
)


def test_facts_of_all_kinds_are_joined_in_text_order() -> None:
    document = report(BODY)
    facts, unresolved = find_facts(document, REGISTRY)
    assert [type(fact) for fact in facts] == [
        Participation,
        Participation,
        Participation,
        ReviewFact,
        FollowUpGrade,
        PlannedMeasure,
    ]
    assert [fact.anchor.start for fact in facts] == sorted(fact.anchor.start for fact in facts)
    assert {fact.state for fact in facts} == {"FJI"}
    assert {fact.anchor.paragraph for fact in facts} == {"Commitments"}
    assert unresolved == []
    check_anchors(document, facts)


def test_noted_recommendations_carry_the_norms_they_name() -> None:
    document = report(
        "Theme\tRecommendations noted by Fiji\n"
        "Norms\t<ul> <li>Accede to the Rome Statute;</li> <li>Repeal article 17 of the Crimes Act.</li> </ul>\n"
    )
    facts, _ = find_facts(document, REGISTRY)
    assert [(fact.instruments, fact.provisions) for fact in facts] == [
        (("ROME-STATUTE",), ()),
        ((), ("FJI:Crimes Act:17",)),
    ]


def test_a_document_of_no_state_has_no_facts() -> None:
    assert find_facts(draft(BODY, state=None), REGISTRY) == ([], [])


def test_a_document_that_was_not_divided_has_no_facts_but_does_not_fail() -> None:
    assert find_facts(draft(""), REGISTRY) == ([], [])


PIECES = (
    "Core universal human rights treaties",
    "ICERD",
    "OP-CAT",
    "3 May 1999",
    "None",
    "Yes",
    "No",
    "-",
    "Inquiry procedure (art. 20): Yes",
    "Core treaties to which Fiji is not a party:",
    "CED (signature only, 2007).",
    "Other main relevant international instruments",
    "Rome Statute of the International Criminal Court",
    "Treaty body",
    "Latest report",
    "CERD",
    "Aug. 2008",
    "Initial report due 2010",
    "Reporting status",
    "Status during previous cycle",
    "CAT, arts. 20 and 22 (2016)",
    "Treaty\tDate",
    "CRC\t/\t/",
    "Paragraph\tGrade",
    "12\t[B][C]",
    "No\tMeasure\tTimeline\tResponsible",
    "1.1\tTrain\tQ2 2022\tMoJ",
    "Theme\tRecommendations noted",
    "Norms\t• Ratify;",
    "Fiji ratified the CRC in 1993.",
    "\n",
    "1.",
    "<sup>3</sup>",
    "<b>x</b>\t",
    "\t",
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=15), max_size=25))
def test_no_text_makes_an_extractor_fail_and_every_anchor_slices_to_its_quote(lines: list[str]) -> None:
    for document in (draft("\n".join(lines)), report("\n".join(lines))):
        facts, unresolved = find_facts(document, REGISTRY)
        check_anchors(document, [*facts, *unresolved])
