"""The list of stakeholders in the notes: acronyms, names without places, and words of the text that stand for them."""

from __future__ import annotations

import hashlib

import pytest

from hrgraph.extraction.local_names import LocalName
from hrgraph.extraction.stakeholder_list import find_listed_names, with_listed_names
from hrgraph.extraction.statements import find_statements
from hrgraph.models import Block, Document
from hrgraph.registry import load_registry

INTRODUCTION = "The stakeholders named here submitted what is told above.\n"


def summary(note: str, *paragraphs: str) -> Document:
    """Return a summary with these paragraphs and one note."""
    parts = [*(("paragraph", words) for words in paragraphs), ("note", note)]
    text, blocks = "", []
    for number, (kind, words) in enumerate(parts, start=1):
        blocks.append(Block(kind, len(text), len(text) + len(words), number=str(number)))
        text += words + "\n\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        "A/HRC/WG.6/20/FJI/3", "StakeholderSummary", text, digest, digest, "s.txt", state="FJI", blocks=tuple(blocks)
    )


def listed(items: str) -> list[tuple[str, str]]:
    return [(name.code, name.name) for name in find_listed_names(summary(INTRODUCTION + items), load_registry())]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("RWA\tReef Watch Alliance, Suva, Fiji;", ("RWA", "Reef Watch Alliance")),
        ("RWA Reef Watch Alliance, Suva, Fiji*;", ("RWA", "Reef Watch Alliance")),
        ("RWA\n\nReef Watch Alliance, Suva, Fiji;", ("RWA", "Reef Watch Alliance")),
        ("RWA – Reef Watch Alliance, Suva (Fiji).**", ("RWA", "Reef Watch Alliance")),
        ("RWA* The Reef Watch Alliance (RWA), Suva, Fiji", ("RWA", "Reef Watch Alliance")),
        ("RWA Reef Watch Alliance", ("RWA", "Reef Watch Alliance")),
        ("RJP Reefs, Justice and Peace, Suva, Fiji;", ("RJP", "Reefs, Justice and Peace")),
        ("CoE-Isles\tThe Council of Isles, Nice (France);", ("CoE-Isles", "Council of Isles")),
        ("NOF Ombudsman of the Republic of Fiji, Suva, Fiji.", ("NOF", "Ombudsman of the Republic of Fiji")),
    ],
)
def test_an_item_is_an_acronym_and_a_name_without_its_place(item: str, expected: tuple[str, str]) -> None:
    assert listed(f"Civil society\n{item}\n") == [expected]


@pytest.mark.parametrize(
    "item",
    [
        "JS1\tJoint submission 1 submitted by: Reef Watch Alliance, Suva, Fiji;",
        "CRC\tCommittee of River Children, Suva, Fiji;",  # the code of a treaty body stays its own
        "Suva, Fiji",
        "Individual submissions:",
    ],
)
def test_what_is_no_item_of_its_own(item: str) -> None:
    assert listed(f"{item}\n") == []


def test_only_the_note_that_introduces_stakeholders_lists_them() -> None:
    note = "Short forms of names:\nRWA\tReef Watch Alliance, Suva, Fiji;\n"
    assert find_listed_names(summary(note), load_registry()) == []


def test_offsets_slice_to_acronym_and_name() -> None:
    document = summary(INTRODUCTION + "RWA\tReef Watch Alliance, Suva, Fiji;\n", "RWA spoke.")
    (name,) = find_listed_names(document, load_registry())
    assert document.text[name.start : name.end] == "RWA\tReef Watch Alliance"


def test_the_word_of_the_text_stands_for_the_acronym_of_the_list() -> None:
    society, alliance = ("Society", "Society of Friends of Suva"), ("RWA", "Reef Watch Alliance")
    defined = [LocalName(*society, 0, 9), LocalName(*alliance, 20, 29)]
    names, words = with_listed_names(defined, [LocalName("SFS", "The Society of Friends of Suva", 90, 99)])
    assert [name.code for name in names] == ["SFS", "RWA", "SFS"]
    assert words == {"Society": "SFS"}


def test_one_institution_under_two_names_is_one_party() -> None:
    document = summary(
        f"{INTRODUCTION}NHRI\nOMB Public Rights Ombudsman of Fiji, Suva, Fiji.\nSOF\tShelters of Fiji;\n",
        "The Public Rights Ombudsman of Fiji (the Ombudsman) noted wells.",
        "The Ombudsman urged repairs. SOF agreed that they were few. OMB stated that nothing was done.",
    )
    found = find_statements(document, load_registry())
    assert [statement.issuers for statement in found.statements] == [("OMB",), ("OMB",), ("SOF",), ("OMB",)]
    assert [(party.code, party.name, party.kind) for party in found.parties] == [
        ("OMB", "Public Rights Ombudsman of Fiji", "NationalHumanRightsInstitution"),
        ("SOF", "Shelters of Fiji", "NonGovernmentalOrganization"),
    ]
