"""Mentions of institutions that may speak: names, acronyms, joint submissions, words that point back."""

from __future__ import annotations

import pytest

from hrgraph.extraction import anaphors
from hrgraph.extraction.issuers import IssuerFinder
from hrgraph.extraction.local_names import find_aliases, find_definitions, find_spellings
from hrgraph.registry import load_registry


def mentions(text: str, *, unnamed: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """Return words and codes of the named institutions in a text that defines its own acronyms."""
    local = find_definitions(text, load_registry())
    finder = IssuerFinder(load_registry(), local, unnamed=unnamed)
    return [(text[m.start : m.end], m.codes) for m in finder.find(text) if m.codes]


def pointers(text: str) -> list[tuple[str, str | None]]:
    """Return the words in a text that point back, with what they point to."""
    return [(text[m.start : m.end], m.anaphor) for m in IssuerFinder(load_registry()).find(text) if m.anaphor]


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("The Reef Watch Alliance (RWA) spoke.", "RWA", "Reef Watch Alliance"),
        ("In 2012 the Fiji Women's Crisis Centre (FWCC) spoke.", "FWCC", "Fiji Women's Crisis Centre"),
        ("The Global Campaign to Abolish Cages of Hens (GCACH) spoke.", "GCACH",
         "Global Campaign to Abolish Cages of Hens"),
        ("Fundación Mares Libres para Todos (FMLT) spoke.", "FMLT", "Fundación Mares Libres para Todos"),
        ("Stowarzyszenie Pomocy Dzieciom (SPD) spoke.", "SPD", "Stowarzyszenie Pomocy Dzieciom"),
        ("The Council of Isles Envoy for Reefs (CoI Envoy) spoke.", "CoI Envoy", "Council of Isles Envoy for Reefs"),
        ("Legal Defence Circle International (LDC International) spoke.", "LDC International",
         "Legal Defence Circle International"),
        ("The Institute for Reef Studies (hereinafter “IRS”) spoke.", "IRS", "Institute for Reef Studies"),
        ("The Society of Friends of Suva (the Society) spoke.", "Society", "Society of Friends of Suva"),
        ("The Public Rights Ombudsman of the Isles (the Ombudsman) spoke.", "Ombudsman",
         "Public Rights Ombudsman of the Isles"),
    ],
)  # fmt: skip
def test_a_text_defines_acronyms(text: str, acronym: str, name: str) -> None:
    assert [(found.code, found.name) for found in find_definitions(text, load_registry())] == [(acronym, name)]


@pytest.mark.parametrize(
    "text",
    [
        "The law of 2012 (Act No. 5) was passed.",
        "It was raised (see above) by many.",
        "The Committee on the Rights of the Child (CRC) noted it.",  # the reference data's own code
        "the rate (in 2012) and the sum (USD)",
    ],
)
def test_brackets_that_define_no_institution(text: str) -> None:
    assert find_definitions(text, load_registry()) == []


def test_offsets_of_a_definition_slice_to_name_and_bracket() -> None:
    text = "Later the Reef Watch Alliance (RWA) spoke."
    found = find_definitions(text, load_registry())[0]
    assert text[found.start : found.end] == "Reef Watch Alliance (RWA)"


def test_a_mission_speaks_for_who_sent_it() -> None:
    text = "OSCE/ODIHR deployed an Observer Team to the Polls (OTP)."
    assert find_aliases(text, find_definitions(text, load_registry()), load_registry()) == {"OTP": "OSCE/ODIHR"}


def test_the_spelling_used_most_counts_and_of_two_the_longer() -> None:
    assert find_spellings("ECPAT-FJ said. ECPATFJ said. ECPATFJ said.") == {"ECPAT-FJ": "ECPATFJ", "ECPATFJ": "ECPATFJ"}
    assert find_spellings("ECPATFJ said. ECPAT-FJ said.") == {"ECPAT-FJ": "ECPAT-FJ", "ECPATFJ": "ECPAT-FJ"}
    assert find_spellings("RWA said. HRIC said.") == {}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Committee against Torture noted", ("CAT",)),
        ("The Human Rights Committee noted", ("HRCttee",)),
        ("UNHCR noted", ("UNHCR",)),
        ("The Office of the United Nations High Commissioner for Refugees (UNHCR) noted", ("UNHCR",)),
        ("The United Nations High Commissioner for Human Rights noted", ("UNHCHR",)),
        ("The United Nations country team noted", ("UNCT",)),
        ("The Special Rapporteur on freedom of religion or belief noted", ("SR:religion",)),
        ("The Independent Expert on minority issues noted", ("IE:minorities",)),
        ("The Working Group on Arbitrary Detention noted", ("WG:arbitrary-detention",)),
        ("The Chair of the Committee against Torture noted", ("CAT",)),
        ("Several special procedure mandate holders noted", ("SP",)),
        ("Four United Nations special procedure mandate holders noted", ("SP",)),
        ("The UNICEF Regional Office for the Pacific noted", ("UNICEF",)),
        ("Norway noted", ("NOR",)),
        ("The Human Rights Ombudsman noted", ("Ombudsman",)),
        ("JS3 noted", ("JS3",)),
        ("JS 3 noted", ("JS3",)),
        ("JS-3 noted", ("JS3",)),
        ("Joint submission 3 noted", ("JS3",)),
        ("Joint Submission 3 (JS3) noted", ("JS3",)),
        ("Joint Submission (JS) 3 noted", ("JS3",)),
        ("Joint submissions 2 and 4 noted", ("JS2", "JS4")),
        ("JS 2, 4 and 5 noted", ("JS2", "JS4", "JS5")),
        ("JS1–JS3 noted", ("JS1", "JS2", "JS3")),
        ("JS2-4 noted", ("JS2", "JS3", "JS4")),
        ("The Committee of Experts of the ILO noted", ("ILO",)),
        ("The Reef Watch Alliance (RWA) noted", ("RWA",)),
        ("The Special Rapporteurs on freedom of expression and on the right to food noted", ("SR:expression",
         "SR:food")),
        ("The Special Rapporteurs on the right to food, freedom of expression and human rights defenders noted",
         ("SR:food", "SR:expression", "SR:defenders")),
        ("The Council of Europe’s Committee for the Prevention of Torture (CoE-CPT) noted", ("CoE-CPT",)),
    ],
)  # fmt: skip
def test_names_are_one_mention_from_article_to_bracket(text: str, codes: tuple[str, ...]) -> None:
    words = text.removesuffix(" noted")
    assert mentions(text) == [(words, codes)]


@pytest.mark.parametrize(
    "text",
    [
        "who was there",  # WHO is spelt in capitals
        "the reports of cats and other animals",
        "in A/HRC/WG.6/7/FJI/2 and CCPR/C/FJI/1",
        "Mrs. Banda and her brother",
        "the Ministry wrote to a court",
        "NGOs and CSOs were heard",  # classes of things
    ],
)
def test_words_that_name_no_institution(text: str) -> None:
    assert mentions(text) == []


def test_the_one_ombuds_institution_that_a_document_names_is_the_ombudsman() -> None:
    text = "The National Ombudsman of Fiji (NOF) spoke. The Ombudsman agreed. The Children’s Ombudsman did not."
    assert [codes for _, codes in mentions(text)] == [("NOF",), ("NOF",), ("Ombudsman",)]


def test_a_year_counts_no_speakers() -> None:
    assert mentions("the plan for 2011-2015 UNICEF noted") == [("UNICEF", ("UNICEF",))]


def test_a_list_of_joint_submissions_stops_before_other_figures() -> None:
    assert mentions("JS2 and 14 others noted")[0] == ("JS2", ("JS2",))
    assert mentions("JS2 and 14 per cent of people")[0] == ("JS2", ("JS2",))


def test_the_end_of_a_longer_name_is_no_name_of_its_own() -> None:
    assert ("CAT",) not in [codes for _, codes in mentions("the Pacific Committee against Torture")]


def test_names_that_nobody_defined_are_found_where_every_speaker_is_a_submitter() -> None:
    assert mentions("Friends of the Reef stated this.", unnamed=True) == [
        ("Friends of the Reef", ("Friends of the Reef",))
    ]
    assert mentions("SOS Malawi stated this.", unnamed=True) == [("SOS Malawi", ("SOS Malawi",))]
    assert mentions("UNICEF and Friends of the Reef stated this.", unnamed=True) == [
        ("UNICEF", ("UNICEF",)), ("Friends of the Reef", ("Friends of the Reef",))
    ]
    assert mentions("Friends of the Reef stated this.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Penal Code provides",
        "The High Court ruled",
        "The Honorary Tribunal confirmed",
        "The National Assembly passed",
    ],
)
def test_organs_of_the_state_and_laws_are_no_submitters(text: str) -> None:
    assert mentions(text, unnamed=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Committee noted", [("The Committee", anaphors.COMMITTEE)]),
        ("the same Committee noted", [("the same Committee", anaphors.COMMITTEE)]),
        ("The Subcommittee noted", [("The Subcommittee", anaphors.COMMITTEE)]),
        ("Both Committees noted", [("Both Committees", anaphors.COMMITTEES)]),
        ("These two Committees noted", [("These two Committees", anaphors.COMMITTEES)]),
        ("The Special Rapporteur noted", [("The Special Rapporteur", anaphors.RAPPORTEUR)]),
        ("The Special Rapporteurs noted", [("The Special Rapporteurs", anaphors.MANDATE_HOLDERS)]),
        ("The independent expert noted", [("The independent expert", anaphors.EXPERT)]),
        ("The mandate holder noted", [("The mandate holder", anaphors.MANDATE_HOLDER)]),
        ("The Working Group noted", [("The Working Group", anaphors.WORKING_GROUP)]),
        ("The High Commissioner noted", [("The High Commissioner", anaphors.HIGH_COMMISSIONER)]),
        ("The Government noted", [("The Government", anaphors.GOVERNMENT)]),
        ("The Ministry of Health noted", [("The Ministry of Health", anaphors.GOVERNMENT)]),
        ("Several sources noted", [("Several sources", anaphors.SOURCE)]),
        ("The Network noted", [("The Network", anaphors.BEARER)]),
        ("The Commissioner noted", [("The Commissioner", anaphors.BEARER)]),
        ("The organization noted", [("The organization", anaphors.ORGANIZATION)]),
        ("We note", [("We", anaphors.AUTHOR)]),
        ("This joint submission notes", [("This joint submission", anaphors.AUTHOR)]),
        ("The former noted", [("The former", anaphors.FORMER)]),
        ("It noted", [("It", anaphors.PRONOUN)]),
        ("She noted", [("She", anaphors.PERSONAL_PRONOUN)]),
        ("They noted", [("They", anaphors.PLURAL_PRONOUN)]),
        ("The committee of inquiry sat", []),
        ("a committee noted", []),
        ("The Special Rapporteur on cats noted", []),
        ("The Network of Rivers flows", []),
        ("The former President of Malawi noted", []),
        ("Italy and Hessen", []),
    ],
)
def test_words_that_point_back(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words, kind) for words, kind in pointers(text) if words not in ("Malawi", "Italy")] == expected
