"""Statements of paragraphs: who says what, of what kind, and where one ends and the next begins."""

from __future__ import annotations

import pytest
from drafts import check_anchors, draft

from hrgraph.extraction.statements import Found, find_statements
from hrgraph.models import DocumentKind
from hrgraph.registry import load_registry

SUMMARY, COMPILATION, SUBMISSION, REPORT, DIALOGUE = (
    "StakeholderSummary", "UnitedNationsCompilation", "StakeholderSubmission", "IndependentReport",
    "WorkingGroupReport",
)  # fmt: skip
LETTERS = {
    "recommendation": "r", "request": "q", "concern": "c", "commendation": "w", "assessment": "a", "finding": "f",
    "fact": "x",
}  # fmt: skip
# The first paragraphs of a summary define its acronyms; enough of them to number the document.
OPENING = (
    "The Reef Watch Alliance (RWA) described its work.",
    "The Fiji Network for Human Rights (FNHR) described its work.",
    "The Council of Europe Commissioner for Human Rights (CoE-Commissioner) described the visit.",
    "The National Ombudsman of Fiji (NOF) described the office.",
)


def found(text: str, kind: DocumentKind, *, author: str | None = None) -> Found:
    """Return what is found in a document of this kind: for reports of others, in a paragraph after the opening ones."""
    if kind in (SUMMARY, COMPILATION, DIALOGUE):
        opening = OPENING if kind == SUMMARY else ["The present report was prepared in the usual way."] * 4
        text = "".join(f"{n}. {words}\n\n" for n, words in enumerate((*opening, text), start=1))
    document = draft(text, kind=kind, author=author)
    result = find_statements(document, load_registry())
    check_anchors(document, [*result.statements, *result.unresolved])
    return result


def statements(text: str, kind: DocumentKind = COMPILATION, *, author: str | None = None) -> list[str]:
    """Return "r CRC,CAT: first two words" for each statement, with ~ after the issuers if it is similar to another."""
    last = found(text, kind, author=author).statements
    if kind in (SUMMARY, COMPILATION, DIALOGUE):
        last = tuple(s for s in last if s.anchor.paragraph == "5")
    return [
        f"{LETTERS[s.kind]} {','.join(s.issuers)}{'~' * s.similar}: {' '.join(s.anchor.quote.split()[:2])}"
        for s in last
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a sentence without a speaker goes on with the one before, and is a fact at the beginning of a paragraph
        ("CRC noted that wells were dry. Children walked for hours.", ["f CRC: CRC noted"]),
        ("Fiji signed the treaty in 2012. CRC welcomed this.", ["x : Fiji signed", "w CRC: CRC welcomed"]),
        ("CRC noted that wells were dry. As at May 2012, no reply had come.", ["f CRC: CRC noted", "x : As at"]),
        # two of a kind, and words that need somebody
        ("CRC noted wells. CEDAW noted pumps. Both Committees urged repairs.", ["f CRC: CRC noted",
         "f CEDAW: CEDAW noted", "r CRC,CEDAW: Both Committees"]),
        ("CRC noted wells. The two Committees urged repairs.", ["f CRC: CRC noted", "r : The two"]),
        ("CRC and UNICEF noted wells. These bodies urged repairs.", ["f CRC,UNICEF: CRC and",
         "r CRC,UNICEF: These bodies"]),
        ("CRC urged Fiji to act. The Government should also plan ahead.", ["r CRC: CRC urged",
         "r CRC: The Government"]),
        ("CRC noted that wells were dry. The Government should dig deeper.", ["f CRC: CRC noted",
         "r CRC: The Government"]),
        ("CRC noted wells. In its view, they were dry.", ["f CRC: CRC noted"]),
        # pronouns
        ("CRC noted wells. It urged repairs. It also praised dams.", ["f CRC: CRC noted", "r CRC: It urged",
         "w CRC: It also"]),
        ("CRC deplored the delay; it nonetheless praised the plan.", ["c CRC: CRC deplored", "w CRC: it nonetheless"]),
        ("CRC and CAT noted wells. They urged repairs.", ["f CRC,CAT: CRC and", "r CRC,CAT: They urged"]),
        ("CRC noted wells. It was hot, and people died.", ["f CRC: CRC noted"]),
        ("The Special Rapporteur on the right to food noted hunger. She urged aid.", ["f SR:food: The Special",
         "r SR:food: She urged"]),
        ("The High Commissioner for Human Rights noted hunger. He urged aid.", ["f UNHCHR: The High",
         "r UNHCHR: He urged"]),
        ("CRC noted a man in a cell. He urged his release.", ["f CRC: CRC noted"]),  # no office-holder spoke
        # words that point back
        ("CRC noted wells. The Committee urged repairs.", ["f CRC: CRC noted", "r CRC: The Committee"]),
        ("CRC noted wells. UNICEF noted dams. The same Committee urged repairs.", ["f CRC: CRC noted",
         "f UNICEF: UNICEF noted", "r CRC: The same"]),
        ("CRC and CAT noted wells. Both Committees urged repairs.", ["f CRC,CAT: CRC and",
         "r CRC,CAT: Both Committees"]),
        ("CRC noted wells, and CAT noted dams. The latter urged repairs.", ["f CRC: CRC noted", "f CAT: and CAT"]),
        ("CRC and CAT noted wells. The former urged repairs, while the latter urged care.", ["f CRC,CAT: CRC and",
         "r CRC: The former", "r CAT: while the"]),
        ("SPT and the Special Rapporteur on torture saw cells. The Special Rapporteur urged their closure. The "
         "Subcommittee urged repairs.",
         ["f SPT,SR:torture: SPT and", "r SR:torture: The Special", "r SPT: The Subcommittee"]),
        ("The ILO Committee of Experts noted the Code. The Committee asked the Government to provide a copy of it.",
         ["f ILO: The ILO", "q ILO: The Committee"]),
        ("The Independent Expert on minority issues noted calm. The independent expert urged dialogue.",
         ["f IE:minorities: The Independent", "r IE:minorities: The independent"]),
        ("The Special Rapporteurs on the right to food and on the right to education saw hunger. The mandate "
         "holders urged aid.",
         ["f SR:food,SR:education: The Special", "r SR:food,SR:education: The mandate"]),
        ("The United Nations country team noted floods. The team urged shelters.", ["f UNCT: The United",
         "r UNCT: The team"]),
        ("CRC asked for a report. The Government replied that it would come. Fiji stated that it was late.",
         ["r CRC: CRC asked", "f FJI: The Government", "f FJI: Fiji stated"]),
        # several clauses
        ("While welcoming the Act, CRC was concerned at its budget, and CEDAW urged Fiji to raise it.",
         ["w CRC: While welcoming", "c CRC: CRC was", "r CEDAW: and CEDAW"]),
        ("It was recommended that Fiji sign the treaty. CRC noted that wells were dry.", ["r : It was",
         "f CRC: CRC noted"]),
        ("Several special procedure mandate holders urged care.", ["r SP: Several special"]),
        # kinds that turn on the words
        ("CRC stated that wells should be dug.", ["r CRC: CRC stated"]),
        ("CERD concluded that Fiji had not implemented its recommendations.", ["a CERD: CERD concluded"]),
        ("CERD requested information on wells.", ["q CERD: CERD requested"]),
        # the same said again
        ("CERD urged repairs. CRC made similar recommendations.", ["r CERD: CERD urged", "r CRC~: CRC made"]),
        ("CERD deplored the delay. CRC shared these concerns.", ["c CERD: CERD deplored", "c CRC~: CRC shared"]),
        # whom nobody knows
        ("The Commission of Elders noted wells.", ["f : The Commission"]),
        # other bodies that do something and say nothing
        ("OHCHR held a workshop in Suva.", ["x : OHCHR held"]),
    ],
)  # fmt: skip
def test_compilations(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


def test_it_after_a_fact_is_nobody_of_an_earlier_paragraph() -> None:
    """A speaker whom no rule knows may stand in the sentence before; what asks is kept and counted as unresolved."""
    second = "6. The Auditor of the islands wrote a letter. It urged repairs. It was long."
    result = found(f"CRC noted wells.\n\n{second}", COMPILATION)
    last = [s for s in result.statements if s.anchor.paragraph == "6"]
    assert [(s.kind, s.issuers) for s in last] == [("fact", ()), ("recommendation", ())]
    assert [(item.what, item.printed) for item in result.unresolved] == [("issuer", "It")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RWA noted wells. It urged repairs.", ["f RWA: RWA noted", "r RWA: It urged"]),
        ("RWA, FNHR and JS3 noted wells. JS1 and JS4 made similar observations.", ["f RWA,FNHR,JS3: RWA, FNHR",
         "f JS1,JS4~: JS1 and"]),
        ("FNHR noted wells. The Network urged repairs.", ["f FNHR: FNHR noted", "r FNHR: The Network"]),
        ("RWA noted wells. The Network urged repairs.", ["f RWA: RWA noted"]),  # no network spoke
        ("RWA noted wells. The organization urged repairs.", ["f RWA: RWA noted", "r RWA: The organization"]),
        ("CoE-Commissioner noted camps. The Commissioner urged their closure. He noted delays.",
         ["f CoE-Commissioner: CoE-Commissioner noted", "r CoE-Commissioner: The Commissioner",
         "f CoE-Commissioner: He noted"]),
        ("NOF noted cells. She urged repairs.", ["f NOF: NOF noted", "r NOF: She urged"]),
        ("Friends of the Lagoon noted wells. It urged repairs.", ["f Friends of the Lagoon: Friends of",
         "r Friends of the Lagoon: It urged"]),
        ("Several sources noted wells.", ["f several sources: Several sources"]),
        ("RWA recommended that Fiji: (a) dig wells; (b) build dams; and (c) plan.", ["r RWA: RWA recommended"]),
        ("RWA is concerned about wells. It recommends repairs.", ["c RWA: RWA is", "r RWA: It recommends"]),
        # what those who submitted did, they told
        ("RWA runs three shelters. JS2 met with fishers.", ["f RWA: RWA runs", "f JS2: JS2 met"]),
        ("RWA was founded in 1998. UNICEF built wells in Suva.", ["x : RWA was", "x : UNICEF built"]),
        ("Welcoming the plan for 2017-2021, RWA invited the Government to fund it.", ["w RWA: Welcoming the",
         "r RWA: RWA invited"]),
        # a verb that was lost
        ("JS2 noted wells. RWA the urgent need to dig them. It found sand.", ["f JS2: JS2 noted", "r RWA: RWA the",
         "f RWA: It found"]),
        ("RWA stated that, although the High Tribunal confirmed it, nothing changed. It urged care.",
         ["f RWA: RWA stated", "r RWA: It urged"]),
    ],
)  # fmt: skip
def test_summaries(text: str, expected: list[str]) -> None:
    assert statements(text, SUMMARY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway welcomed the plan. It asked about wells. Norway made recommendations.", ["w NOR: Norway welcomed",
         "q NOR: It asked", "r NOR: Norway made"]),
        ("Malawi, while acknowledging progress, asked whether wells were planned.", ["w MWI: Malawi, while",
         "q MWI: asked whether"]),
        ("The delegation stated that wells were planned.", ["f FJI: The delegation"]),
        ("Fiji highlighted progress. It recognized the need for wells.", ["f FJI: Fiji highlighted",
         "f FJI: It recognized"]),
        ("As for a visit of the Special Rapporteur on torture, Fiji stated that it was open.", ["f FJI: As for"]),
        ("Fiji thanked the Council.", ["x : Fiji thanked"]),
        ("Malawi and Norway noted progress.", ["w MWI,NOR: Malawi and"]),
    ],
)  # fmt: skip
def test_dialogues(text: str, expected: list[str]) -> None:
    assert statements(text, DIALOGUE) == expected


def test_what_cannot_be_decided_stays_unresolved_with_the_candidates() -> None:
    result = found("CRC and CAT noted wells. The Committee urged repairs.", COMPILATION)
    assert result.statements[-1].issuers == ()
    assert result.statements[-1].kind == "recommendation"
    [mention] = result.unresolved
    assert (mention.what, mention.printed, mention.candidates) == ("issuer", "The Committee", ("CRC", "CAT"))
    assert "more than one" in mention.reason


def test_similar_statements_point_to_what_they_are_similar_to() -> None:
    result = found("CERD urged repairs. CRC deplored delays. CAT made similar recommendations.", COMPILATION).statements
    first, last = result[-3], result[-1]
    assert last.similar and result[last.similar_to] == first
    assert found("CAT made similar recommendations.", COMPILATION).statements[-1].similar_to is None


def test_notes_belong_to_the_statement_before_them() -> None:
    text = "CERD noted wells.1 CRC urged repairs,2 and CAT urged care.3 It also praised dams. 4"
    assert [s.notes for s in found(text, COMPILATION).statements[-4:]] == [(1,), (2,), (3,), (4,)]


def test_a_note_closes_an_attribution() -> None:
    text = "CERD noted wells.1 It was recommended that Fiji dig.2 CRC noted dams.3"
    assert [s.issuers for s in found(text, COMPILATION).statements[-3:]] == [("CERD",), (), ("CRC",)]
    text = "CERD noted wells. It was recommended that Fiji dig."
    assert [s.issuers for s in found(text, COMPILATION).statements[-2:]] == [("CERD",), ("CERD",)]


def test_who_is_addressed() -> None:
    result = found("Wells were dry. CRC urged repairs. It was recommended that Fiji dig.", COMPILATION).statements[-3:]
    assert [(s.kind, s.addressee) for s in result] == [
        ("fact", None),
        ("recommendation", "FJI"),
        ("recommendation", "FJI"),
    ]


def test_parties_are_those_whom_the_reference_data_do_not_know() -> None:
    parties = found(
        "RWA and NOF noted wells. Friends of the Lagoon and JS3 noted dams. CRC noted rain.", SUMMARY
    ).parties
    assert [(party.code, party.name, party.kind) for party in parties] == [
        ("CoE-Commissioner", "Council of Europe Commissioner for Human Rights", "NonGovernmentalOrganization"),
        ("FNHR", "Fiji Network for Human Rights", "NonGovernmentalOrganization"),
        ("Friends of the Lagoon", "Friends of the Lagoon", "NonGovernmentalOrganization"),
        ("JS3", "Joint submission 3", "JointSubmission"),
        ("NOF", "National Ombudsman of Fiji", "NationalHumanRightsInstitution"),
        ("RWA", "Reef Watch Alliance", "NonGovernmentalOrganization"),
    ]  # fmt: skip


# -- documents that speak for their author -----------------------------------------------------------------------------

TITLE = "FIJI\n\nSubmission by the Reef Watch Alliance (RWA)\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mine\n\nWells were dry in 2012. Children walked for hours to the next one.", ["f RWA: Wells were",
         "f RWA: Children walked"]),
        ("The mine\n\nFiji has not implemented the recommendations of 2010. It should do so now.", ["a RWA: Fiji has",
         "f RWA: It should"]),
        ("The mine\n\nThe Government should close the mine.", ["r RWA: The Government"]),
        ("The mine\n\nWe urge Fiji to close it. We welcome the plan. We are concerned about wells.",
         ["r RWA: We urge", "w RWA: We welcome", "c RWA: We are"]),
        ("The mine\n\nRWA calls on Fiji to close it.", ["r RWA: RWA calls"]),
        ("The mine\n\nCESCR urged Fiji in 2012 to close it. It also noted wells. Nothing was done.",
         ["r CESCR: CESCR urged", "f CESCR: It also", "f RWA: Nothing was"]),
        ("The mine\n\nPeople fled. It was closed.", ["f RWA: People fled.", "f RWA: It was"]),
        ("The mine\n\nThe High Court ruled that it violated the Convention.", ["f RWA: The High"]),
        # lists
        ("The mine\n\nRWA calls on the Government to:\n\n• Close the mine;\n• Dig wells.", ["r RWA: Close the",
         "r RWA: Dig wells."]),
        ("The mine\n\nRWA calls on the Government to:\n\n1. Close the mine.\n2. Dig wells.", ["r RWA: Close the",
         "r RWA: Dig wells."]),
        ("Recommendations\n\n• Close the mine;\n• The mine should be closed.", ["r RWA: Close the", "r RWA: The mine"]),
        ("Recommendations received\n\n• It rains in the valley.", ["f RWA: It rains"]),
        ("Recommendations\n\nClose the mine at once. It is old.", ["r RWA: Close the", "f RWA: It is"]),
        ("The mine\n\nThe mine is full of:\n\n• Water;\n• Rats and mice.", ["f RWA: The mine", "f RWA: Water;",
         "f RWA: Rats and"]),
        ("The mine\n\n• Ratify the treaty of Suva;\n• It rains in the valley.", ["r RWA: Ratify the",
         "f RWA: It rains"]),
        ("The mine\n\nIn 2012 CAT recommended the following steps:\n\n• Close the mine;\n• Dig wells.",
         ["r CAT: Close the", "r CAT: Dig wells."]),
    ],
)  # fmt: skip
def test_submissions(text: str, expected: list[str]) -> None:
    assert statements(TITLE + text, SUBMISSION, author="Reef Watch Alliance") == expected


def test_enumerations_in_numbered_submissions_are_one_recommendation_an_item() -> None:
    text = (
        "1. Wells are dry. People have left the valley.\n\n2. Dams are dry too. Fish have died in them.\n\n"
        "3. RWA makes the following recommendations to Fiji:\n\n(a) Close the mine;\n\n(b) Dig wells; and\n\n(c) "
        "Ratify the treaty. This is urgent.\n\n"
        "4. The mine is old. It opened in 1908.\n"
    )
    assert statements(TITLE + text, SUBMISSION, author="Reef Watch Alliance")[4:] == [
        "r RWA: Close the", "r RWA: Dig wells", "r RWA: Ratify the", "f RWA: This is", "f RWA: The mine",
        "f RWA: It opened",
    ]  # fmt: skip


def test_an_enumeration_in_a_summary_is_one_statement() -> None:
    assert statements("RWA urged Fiji to: (a) Close the mine; (b) Dig wells; and (c) Plan.", SUMMARY) == [
        "r RWA: RWA urged"
    ]


@pytest.mark.parametrize(
    ("author", "title", "code"),
    [
        ("Amnesty International", "", "AI"),
        ("Reef Watch Alliance", "Submission by the Reef Watch Alliance (RWA)", "RWA"),
        ("Reef Watch Alliance", "Submission by RWA", "RWA"),
        ("Reef Watch Alliance", "", "Reef Watch Alliance"),  # "reef" is a word of the text
        ("Acme Law & Policy", "", "Acme"),
        (None, "", None),
    ],
)
def test_the_code_of_the_author(author: str | None, title: str, code: str | None) -> None:
    text = f"{title}\n\nThe mine\n\nThe reef is dead. We urge Fiji to act.\n"
    last = found(text, SUBMISSION, author=author).statements[-1]
    assert last.issuers == ((code,) if code else ())


def test_sections_about_a_committee_speak_for_it_in_a_report() -> None:
    body = (
        "# Report on Fiji\n\n## Committee against Torture\n\nThe Committee noted wells. In its observations, the "
        "State party was urged to close cells.\n\n"
        "## Outlook\n\nFiji is an island.\n"
    )
    result = found(body, REPORT, author="Acme Law & Policy").statements
    assert [(s.kind, s.issuers) for s in result] == [("finding", ("CAT",)), ("recommendation", ("CAT",)), ("fact", ())]


def test_facts_of_a_report_are_told_by_the_document() -> None:
    result = found("# Report on Fiji\n\n## Law\n\nFiji signed a treaty in 2012.\n", REPORT, author="Acme").statements
    assert [(s.kind, s.issuers, s.anchor.paragraph) for s in result] == [("fact", (), "Law")]


def test_private_persons_who_speak_are_no_issuers() -> None:
    text = TITLE + "The mine\n\nJone Waqa, a miner, told police that he was beaten. He alleges that nobody helped.\n"
    assert {code for s in found(text, SUBMISSION, author="Reef Watch Alliance").statements for code in s.issuers} == {
        "RWA"
    }


def test_a_document_without_sentences_says_nothing() -> None:
    assert found("\n", SUBMISSION) == Found((), (), ())
