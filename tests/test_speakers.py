"""Who speaks, and who only does something: the cases in which a wrong attribution is near at hand."""

from __future__ import annotations

import hashlib

import pytest

from hrgraph.extraction.statements import find_statements
from hrgraph.models import Document, DocumentKind
from hrgraph.registry import load_registry
from hrgraph.structure import segment


def said(text: str, kind: DocumentKind = "IndependentReport", author: str = "Reef Watch Institute") -> list[tuple]:
    """Kind, issuers and first words of the statements in a document about Fiji."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document("doc", kind, text, digest, digest, "doc.md", state="FJI", author=author)
    return [(s.kind, s.issuers, " ".join(s.anchor.quote.split()[:3])) for s in find_statements(segment(document), load_registry()).statements]


PREFACE = "# Report on Fiji\n\n## Overview\n\n"


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        ("The concluding observations of the Human Rights Committee on the first report of Fiji indicate that courts are slow.", ("HRCttee",)),
        ("According to a survey by the Fiji Council on Coastal Affairs, two villages have moved.", ()),
        ("Since 1979, Fiji has observed a moratorium on executions.", ()),
        ("The draft plan was discussed, and Fiji’s recently announced reform of the courts was praised at length.", ()),
        ("Fiji supported all recommendations on the rights of the child.", ()),
        ("Fiji welcomed two special rapporteurs in 2019.", ()),
        ("Fiji reported that two courts had opened.", ("FJI",)),
        ("The Government of Fiji stated that the law was under review.", ("FJI",)),
    ],
)  # fmt: skip
def test_a_state_speaks_only_where_it_says_something(sentence: str, issuers: tuple[str, ...]) -> None:
    ((_, found, _),) = said(PREFACE + sentence + "\n")
    assert found == issuers


def test_a_state_is_not_addressed_by_itself() -> None:
    text = PREFACE + "Fiji reported that two courts had opened.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = segment(Document("doc", "IndependentReport", text, digest, digest, "doc.md", state="FJI", author="X"))
    (statement,) = find_statements(document, load_registry()).statements
    assert (statement.issuers, statement.addressee) == (("FJI",), None)


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Recommendations", ["recommendation", "recommendation"]),
        ("Which of the Recommendations Have Been Addressed?", ["fact", "fact"]),
        ("Implementation of Recommendations", ["fact", "fact"]),
    ],
)
def test_a_heading_opens_recommendations_or_tells_of_them(heading: str, kinds: list[str]) -> None:
    text = PREFACE + f"## {heading}\n\n- Ratify the Convention against Torture.\n- Amend the Police Act without delay.\n"
    assert [kind for kind, _, _ in said(text)] == kinds


def test_what_was_done_is_no_recommendation_below_any_heading() -> None:
    text = PREFACE + "## Recommendations\n\n- On 2 May 2020, Fiji signed the Second Optional Protocol.\n- Ratify it soon.\n"
    assert [kind for kind, _, _ in said(text)] == ["fact", "recommendation"]


def test_it_is_recommended_by_the_author() -> None:
    text = PREFACE + "Courts are slow. It is also recommended to consider acceding to the Convention against Torture.\n"
    assert said(text)[1][:2] == ("recommendation", ("Reef",))


def test_a_heading_that_goes_on_is_about_the_section_before_it() -> None:
    text = PREFACE + (
        "## Treaty bodies\n\n### Committee on the Rights of the Child\n\nThe Committee welcomed the new law.\n\n"
        "### Assessment:\n\nThe Committee urged more speed. Fiji is encouraged to ratify the Convention against Torture.\n\n"
        "### Committee against Torture\n\nThe Committee regretted the delay.\n\n### Assessment:\n\nThe Committee urged speed.\n\n"
        "### Statistics\n\nFiji is encouraged to count again.\n"
    )
    assert [issuers for _, issuers, _ in said(text)] == [("CRC",), ("CRC",), ("CRC",), ("CAT",), ("CAT",), ()]


def test_sentences_below_a_lead_in_are_each_said_by_its_speaker() -> None:
    text = PREFACE + (
        "The OSCE Office for Democratic Institutions and Human Rights concluded that:\n\n"
        "- The vote was calm and well prepared by the commission.\n- Two parties could not register in time for the vote.\n"
    )
    assert [(kind, issuers) for kind, issuers, _ in said(text)] == [("finding", ("OSCE/ODIHR",))] * 2


def test_a_national_report_recommends_nothing_to_its_own_state() -> None:
    text = PREFACE + "## Recommendations accepted\n\n- To reduce unemployment, new courses will open.\n\nFiji should do more, it was felt.\n"
    assert {kind for kind, _, _ in said(text, "NationalReport", "Fiji")} == {"fact"}
