"""Quotes stop where a page ends; headings, lead-ins and signatures are no facts; notes without statements are counted."""

from __future__ import annotations

import pytest
from drafts import draft

from hrgraph.extraction import extract
from hrgraph.models import Extraction
from hrgraph.registry import load_registry
from hrgraph.structure.headings import could_be_heading

FOOT = "\n\n---\n\n<sup>3</sup><https://reefs.example/one>\n\n"


def read(body: str) -> Extraction:
    text = f"# I. Reefs of Fiji\n\n## 1. Law\n\n{body}\n"
    return extract(draft(text, kind="IndependentReport", author="Reef Watch"), load_registry())


def quotes(body: str) -> list[str]:
    return [statement.anchor.quote for statement in read(body).statements]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # more than half stands before the foot of the page
        (f"The islands have a law on reefs that was adopted in{FOOT}2014.", ["The islands have a law on reefs that was adopted in"]),
        # nothing interrupts
        ("The islands have a law on reefs.", ["The islands have a law on reefs."]),
        # what follows a page that ends with a sentence is whole
        (f"The islands have a law.{FOOT}It was adopted in 2014.", ["The islands have a law.", "It was adopted in 2014."]),
    ],
)
def test_a_quote_stops_before_what_interrupts_it(body: str, expected: list[str]) -> None:
    assert quotes(body) == expected


def test_less_than_half_is_no_quote() -> None:
    (quote,) = quotes(f"The islands{FOOT}have a law on reefs that was adopted long ago.")
    assert quote.endswith("adopted long ago.")


def test_norms_after_the_interruption_are_kept() -> None:
    (statement,) = read(f"In the year 2014 the islands have ratified the OP-CAT and also the{FOOT}Rome Statute.").statements
    assert statement.anchor.quote.endswith("also the")
    assert statement.instruments == ("OP-CAT", "ROME-STATUTE")


@pytest.mark.parametrize(
    ("body", "facts"),
    [
        ("It reads as follows:", 0),
        ("Law on the Reefs of the Islands;", 0),
        ("President of the Islands, A. Waqa, Suva, 9 June 2021 No. 5", 0),
        ("The law protects reefs.", 1),
        ("The reefs were mapped:", 0),
        ("Divers have counted fish.", 1),
        ("The Parliament took a decision", 1),
        ("The Ministry of Reefs of the islands was asked by divers of all villages for the following:", 1),
    ],
)
def test_what_tells_nothing_is_no_fact(body: str, facts: int) -> None:
    assert len(quotes(body)) == facts


@pytest.mark.parametrize("cell", ["No", "Yes", "N/A", "None", "Yes, except No. 5", "14 Mar. 2006", "II"])
def test_a_cell_is_no_heading(cell: str) -> None:
    assert not could_be_heading(cell)


@pytest.mark.parametrize("heading", ["No one left behind", "OSCE", "Women", "A. Scope of obligations", "None of the above"])
def test_a_heading_that_begins_like_a_cell(heading: str) -> None:
    assert could_be_heading(heading)


def numbered(*notes: str) -> Extraction:
    paragraphs = [f"{n}. The Committee against Torture noted that reef {n} was closed.\n" for n in range(1, 6)]
    text = "\n".join(["I. Reefs\n", *paragraphs, *notes])
    return extract(draft(text, kind="UnitedNationsCompilation"), load_registry())


def test_notes_without_a_heading_stand_in_no_section() -> None:
    found = numbered("CAT/C/FJI/CO/1, paras. 4 and 5.\n", "CEDAW/C/FJI/CO/5, para. 3.\n")
    assert {citation.anchor.paragraph for citation in found.citations} == {"Endnotes"}
    told = [mention for mention in found.unresolved if mention.what == "note"]
    assert [mention.reason for mention in told] == ["2 of 2 notes are called by no statement"]


def test_calls_without_notes_are_counted() -> None:
    found = read("Divers counted fish<sup>1</sup> in all the reefs. They were counted<sup>2</sup> again.")
    assert [m.reason for m in found.unresolved if m.what == "note"] == [
        "the texts of 2 of 2 notes that statements call were not found"
    ]


def test_notes_that_are_joined_are_not_counted() -> None:
    found = read("Divers counted fish<sup>1</sup> in all reefs.\n\n<sup>1</sup> Reef Watch, Fish of the Islands, p. 4.")
    assert [m for m in found.unresolved if m.what == "note"] == []
