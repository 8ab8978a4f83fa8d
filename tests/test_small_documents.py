"""Small invented documents read to their statements: lists inside paragraphs, lead-ins, positions of the State, institutions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import draft

from hrgraph.extraction.statements import find_statements
from hrgraph.models import Document, DocumentKind, Statement
from hrgraph.registry import load_registry

NUMBERED = """I. Background

1. Fiji has three hundred islands and more, of which one hundred are lived on today.

II. Information provided by stakeholders

A. Life on the islands

{paragraphs}
"""
FILLER = (
    "3. Reef Watch stated that the ferries of the outer islands no longer left the harbours.\n\n"
    "4. Reef Watch stated that the schools of the outer islands had no teachers of history."
)


def summary(paragraph: str) -> Document:
    """Return a summary whose second paragraph is this one."""
    text = NUMBERED.format(paragraphs=f"2. {paragraph}\n\n{FILLER}")
    return draft(text, kind="StakeholderSummary", identifier="A/HRC/WG.6/20/FJI/3")


def statements(document: Document) -> tuple[Statement, ...]:
    return find_statements(document, load_registry()).statements


def second(paragraph: str) -> list[tuple[str, tuple[str, ...], str]]:
    """Return kind, issuers and words of each statement of the second paragraph."""
    return [(s.kind, s.issuers, s.anchor.quote) for s in statements(summary(paragraph)) if s.anchor.paragraph == "2"]


@pytest.mark.parametrize(
    "item",
    ["(b) teach every child", "b) teach every child", "(ii) teach every child"],
)
def test_an_item_of_a_list_in_a_sentence_is_no_heading(item: str) -> None:
    asked = f"Reef Watch (RW) recommended that Fiji: (a) open the harbours of the islands;\n{item} to swim;\nand pay for it."
    assert second(asked) == [("recommendation", ("RW",), " ".join(asked.split()))]


def test_after_a_full_stop_a_letter_and_a_title_are_a_heading() -> None:
    text = "Reef Watch (RW) stated that the harbours were closed.\n\n(b) Teaching of children"
    (found,) = second(text)
    assert found[2] == "Reef Watch (RW) stated that the harbours were closed."
    assert [b.path[-1] for b in summary(text).of_kind("paragraph") if b.number == "3"] == ["(b) Teaching of children"]


@pytest.mark.parametrize(
    ("sentence", "issuers"),
    [
        # a position, of which the author tells
        ("Fiji noted five recommendations on ferries.", ("Reef Watch",)),
        ("Fiji did not support the recommendations on ferries.", ("Reef Watch",)),
        ("Fiji accepted several of these recommendations.", ("Reef Watch",)),
        # what the State says itself
        ("Fiji noted that the ferries were old.", ("FJI",)),
        ("Fiji stated that it had accepted the recommendations.", ("FJI",)),
    ],
)
def test_a_position_of_the_state_is_not_what_it_says(sentence: str, issuers: tuple[str, ...]) -> None:
    text = f"Submission to the Universal Periodic Review of Fiji\n\nFERRIES\n\nThere are few ferries left. {sentence}\n"
    document = draft(text, kind="StakeholderSubmission", identifier="reef-watch-2021")
    document = replace(document, author="Reef Watch")
    named = {code: "Reef Watch" for code in ("Reef", "RW", "Reef Watch")}
    last = statements(document)[-1]
    assert last.anchor.quote == sentence
    assert tuple(named.get(code, code) for code in last.issuers) == issuers


@pytest.mark.parametrize(
    ("below", "kinds"),
    [
        ("- Open the harbours;\n- Teach every child.\n", ["recommendation", "recommendation"]),
        ("Theme\tRecommendation\nFerries\tOpen the harbours\n", ["fact"]),
    ],
)
def test_a_lead_in_leads_in_bullets_and_no_table(below: str, kinds: list[str]) -> None:
    text = f"## Report on Fiji\n\n### Recommendations of others\n\nThe recommendations of the review include these:\n\n{below}"
    document = draft(text, kind="IndependentReport", identifier="reef-watch-2021")
    assert [s.kind for s in statements(replace(document, author="Reef Watch"))] == kinds


@pytest.mark.parametrize(
    ("named", "code", "kind"),
    [
        ("The Fiji Human Rights Ombudsman (FHRO)", "FHRO", "NationalHumanRightsInstitution"),
        ("The National Commission for Human Rights of Fiji (NCHRF)", "NCHRF", "NationalHumanRightsInstitution"),
        ("The Island Human Rights Commission (IHRC)", "IHRC", "NonGovernmentalOrganization"),
        ("Reef Watch (RW)", "RW", "NonGovernmentalOrganization"),
        ("Joint Submission 3 (JS3)", "JS3", "JointSubmission"),
    ],
)
def test_kinds_of_institutions_that_a_document_names(named: str, code: str, kind: DocumentKind) -> None:
    found = find_statements(summary(f"{named} recommended that Fiji open the harbours."), load_registry())
    assert {party.code: party.kind for party in found.parties}[code] == kind
