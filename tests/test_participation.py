from __future__ import annotations

import pytest
from drafts import check_anchors, draft, opening, report
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.facts.compilations import find_compilation_participations
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.extraction.facts.treaty_prose import find_prose_participations
from hrgraph.extraction.facts.treaty_tables import find_table_participations
from hrgraph.models import Document, Participation
from hrgraph.registry import load_registry

REGISTRY = load_registry()


def in_compilation(table: str) -> tuple[list[tuple[str, str, str | None]], list[str]]:
    """Return treaty, act and date of what a compilation with this opening says, and what is left open."""
    document = opening(table)
    found, unresolved = find_compilation_participations(document, REGISTRY, "FJI")
    check_anchors(document, [*found, *unresolved])
    return told(found), [mention.printed for mention in unresolved]


def in_table(rows: str) -> list[tuple[str, str, str | None]]:
    """Return what a table of a report says."""
    document = report(rows)
    found = find_table_participations(document, REGISTRY, "FJI", find_tables(document))
    check_anchors(document, found)
    return told(found)


def in_prose(sentence: str) -> list[tuple[str, str, str | None]]:
    """Return what a sentence of a submission says."""
    document: Document = draft(sentence + "\n", kind="StakeholderSubmission", identifier="island-watch-2021")
    found = find_prose_participations(document, REGISTRY, "FJI")
    check_anchors(document, found)
    return told(found)


def told(found: list[Participation]) -> list[tuple[str, str, str | None]]:
    return [(p.treaty, p.act, p.date) for p in found]


# The list of core treaties to which a State is not a party.


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Core treaties to which Fiji is not a party: ICCPR-OP 2, OP-CAT, ICRMW, CRPD (signature only,\n2010) "
            "and OP-CRPD (signature only, 2 June 2010).",
            [
                ("ICCPR-OP2", "not_party", None),
                ("OP-CAT", "not_party", None),
                ("ICRMW", "not_party", None),
                ("CRPD", "signature_only", "2010"),
                ("OP-CRPD", "signature_only", "2010-06-02"),
            ],
        ),
        # one treaty, a call for a note, a line that breaks before the number
        ("Core treaties to which Fiji is not a party: ICCPR-OP\n1.3", [("ICCPR-OP1", "not_party", None)]),
        (
            "Core treaties to which Fiji is not yet a party: CED and ICRMW.\nOther matters: CAT and CRC.",
            [
                ("ICPPED", "not_party", None),
                ("ICRMW", "not_party", None),
            ],
        ),
        # what is not this list
        ("Core treaties to which Fiji is a party: CAT and CRC.", []),
        ("Core treaties to which Fiji is not a party: none.", []),
        ("Fiji is encouraged to join the core treaties: ICRMW and CED.", []),
    ],
)
def test_the_list_of_core_treaties_without_the_state(sentence: str, expected: list[tuple]) -> None:
    assert in_compilation(sentence)[0] == expected


def test_an_acronym_that_nobody_knows_is_left_open() -> None:
    found, left = in_compilation("Core treaties to which Fiji is not a party: XYZQ and ICRMW.")
    assert found == [("ICRMW", "not_party", None)]
    assert left == ["XYZQ"]


# The table of other main instruments.

# In an order of their own.
NAMES = (
    "Palermo Protocol3",
    "Convention on the Prevention and Punishment of the\nCrime of Genocide",
    "UNESCO Convention against Discrimination in Education",
    "Refugees and stateless persons4",
    "ILO fundamental conventions6",
    "Geneva Conventions of 12 August 1949 and\nAdditional Protocols thereto5",
    "Rome Statute of the International Criminal Court",
)
HEAD = "Other main relevant international instruments"


def others(answers: list[str], *, by_rows: bool = False) -> str:
    if by_rows:
        return f"{HEAD} Ratification, accession or succession\n" + "\n".join(
            f"{name} {answer}" for name, answer in zip(NAMES, answers, strict=True)
        )
    return f"{HEAD}\n" + "\n".join(NAMES) + "\n\nRatification, accession or succession\n" + "\n".join(answers)


@pytest.mark.parametrize("by_rows", [False, True])
def test_answers_go_to_instruments_in_order(by_rows: bool) -> None:
    found, left = in_compilation(others(["Yes", "No", "No", "Yes", "Yes", "No", "Yes"], by_rows=by_rows))
    assert left == []
    assert {(treaty, act) for treaty, act, _ in found if not treaty.startswith("other:")} == {
        ("GENOCIDE", "not_party"),
        ("ROME-STATUTE", "party"),
        ("PALERMO", "party"),
        ("REFUGEE-1951", "party"),
        ("REFUGEE-1967", "party"),
        ("STATELESS-1954", "party"),
        ("STATELESS-1961", "party"),
        ("GENEVA-1949", "not_party"),
        ("CADE", "not_party"),
    }


@pytest.mark.parametrize(
    ("row", "answer", "expected"),
    [
        (3, "Yes, except 1954 and 1961", {"STATELESS-1954", "STATELESS-1961"}),
        (3, "Yes, except the 1961\nConvention", {"STATELESS-1961"}),
        (3, "Yes, except Convention on the Reduction of Statelessness", {"STATELESS-1961"}),
        (
            5,
            "Yes, except Additional\nProtocol III",
            {"other:Additional Protocol III to the Geneva Conventions of 12 August 1949"},
        ),
        (
            5,
            "Yes, except Additional Protocols",
            {"other:Additional Protocols to the Geneva Conventions of 12 August 1949"},
        ),
        (4, "Yes, except Conventions Nos. 87 and 138", {"ILO-C087", "ILO-C138"}),
    ],
)
def test_an_exception_is_what_the_state_has_not_joined(row: int, answer: str, expected: set[str]) -> None:
    answers = ["Yes"] * 7
    answers[row] = answer
    found, left = in_compilation(others(answers))
    assert left == []
    assert {treaty for treaty, act, _ in found if act == "not_party"} == expected


def test_an_exception_that_cannot_be_read_leaves_its_row_open() -> None:
    found, left = in_compilation(others(["Yes", "Yes", "Yes", "Yes, except some", "Yes", "Yes", "Yes"]))
    assert not {treaty for treaty, _, _ in found if treaty.startswith(("REFUGEE", "STATELESS"))}
    assert left == ["Refugees and stateless persons: Yes, except some"]


def test_an_answer_too_few_leaves_all_rows_open() -> None:
    found, left = in_compilation(others(["Yes"] * 6))
    assert found == []
    assert len(left) == 7


# The table of status during the previous cycle.

STATUS = """International human rights treaties2

Status during previous cycle

Action after review

Not ratified/not accepted

Ratification, accession or
succession

ICERD (1973)
CEDAW (1995)
CRPD (signature only, 2010)

ICCPR (2014)
CRPD (2017)

ICRMW
CED (signature only, 2015)

Reservations and/or
declarations

CEDAW (reservations: arts. 5
(a) and 9, 1995)

Complaint procedures, inquiries and
urgent action3

CAT, arts. 20 and 22 (2016)

ICERD, art. 14
ICCPR, art. 41

"""


def test_the_form_of_an_entry_tells_its_column() -> None:
    found, _ = in_compilation(STATUS)
    assert found == [
        ("ICERD", "party", "1973"),
        ("CEDAW", "party", "1995"),
        ("CRPD", "signature", "2010"),
        ("ICCPR", "party", "2014"),
        ("CRPD", "party", "2017"),
        ("ICRMW", "not_party", None),
        ("ICPPED", "signature_only", "2015"),
    ]


# Tables of reports.


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # a column each; "(a)" as the heading explains it; a stroke for nothing
        (
            "Treaty\tSignature\tRatification/ Accession (a)\n"
            "<b>Convention on the Rights of the Child (CRC), 1990</b>\t2 July 1993\t13 Aug 1993\n"
            "Convention Against Torture and Other Inhuman Treatment (CAT), 1987\t/\t14 Mar 2016 (a)\n"
            "Convention on the Rights of Persons with Disabilities\t2 Jun 2010\t/\n"
            "Convention on the Rights of Migrant Workers (ICRMW)\t/\t/\n",
            [
                ("CRC", "signature", "1993-07-02"),
                ("CRC", "ratification", "1993-08-13"),
                ("CAT", "accession", "2016-03-14"),
                ("CRPD", "signature_only", "2010-06-02"),
                ("ICRMW", "not_party", None),
            ],
        ),
        # capital and small letters stand for two acts
        (
            "Treaty\tRatification, Acceptance (A), Accession (a)\n"
            "Paris Agreement\t22 Apr 2016 (A)\nICERD\t11 Jan 1973 (a)\n",
            [("PARIS-AGREEMENT", "acceptance", "2016-04-22"), ("ICERD", "accession", "1973-01-11")],
        ),
        # the list of the International Labour Organization
        (
            "Convention\tDate\tStatus\nC029 - Forced Labour Convention, 1930 (No. 29)\t19-Apr-74\tIn Force\n"
            "C105 - Abolition of Forced Labour Convention, 1957 (No. 105)\t19 Apr 1974\tIn Force\n",
            [("ILO-C029", "ratification", "1974-04-19"), ("ILO-C105", "ratification", "1974-04-19")],
        ),
        # acts in words beside their dates, several in a cell
        (
            "Instrument\tRatification\tEntry into force\n"
            "Rome Statute of the International Criminal Court\t29 Nov 1999 <u>Signed:</u> 29 Nov 1998\t1 July 2002\n"
            "Paris Agreement\t22 April 2016 (signed); 23 April 2016 (ratified)\t4 Nov 2016\n"
            "Convention relating to the Status of Refugees\tNot signed/ratified\t\n",
            [
                ("ROME-STATUTE", "ratification", "1999-11-29"),
                ("ROME-STATUTE", "signature", "1998-11-29"),
                ("ROME-STATUTE", "entry_into_force", "2002-07-01"),
                ("PARIS-AGREEMENT", "signature", "2016-04-22"),
                ("PARIS-AGREEMENT", "ratification", "2016-04-23"),
                ("PARIS-AGREEMENT", "entry_into_force", "2016-11-04"),
                ("REFUGEE-1951", "not_party", None),
            ],
        ),
        # a status in words
        (
            "Treaty\tStatus\nICRMW\tNot ratified\nCRC\tRatified in 1993\nCRPD\tSigned in 2010, not ratified\n"
            "CAT\tAcceded 14 March 2016\n",
            [
                ("ICRMW", "not_party", None),
                ("CRC", "ratification", "1993"),
                ("CRPD", "signature_only", "2010"),
                ("CAT", "accession", "2016-03-14"),
            ],
        ),
        # done, without a date
        (
            "Treaty\tSigned\tRatified\nCRC\tYes\tYes\nCRPD\tYes\tNo\nCAT\tNo\tAcceded\n",
            [
                ("CRC", "signature", None),
                ("CRC", "ratification", None),
                ("CRPD", "signature_only", None),
                ("CAT", "accession", None),
            ],
        ),
        # nothing is struck out, so that an empty cell tells that nothing was done
        (
            "Treaty\tSignature Date\tRatification Date, Accession(a) Date\n<b>Core treaties</b>\t\t\n"
            "CRC\t2 July 1993\t13 Aug 1993\nCAT\t\t14 Mar 2016 (a)\nICRMW\t\t\n",
            [
                ("CRC", "signature", "1993-07-02"),
                ("CRC", "ratification", "1993-08-13"),
                ("CAT", "accession", "2016-03-14"),
                ("ICRMW", "not_party", None),
            ],
        ),
        # an instrument that is not known keeps its name
        (
            "Agreement\tRatification\nReef Charter of the Islands, 1999\t3 May 2001\n",
            [
                ("other:Reef Charter of the Islands", "ratification", "2001-05-03"),
            ],
        ),
        # an empty cell says nothing where others are struck out
        (
            "Treaty\tSignature\tRatification\nCRC\t\t\nCAT\t/\t/\nICERD\t1970\t1973\n",
            [
                ("CAT", "not_party", None),
                ("ICERD", "signature", "1970"),
                ("ICERD", "ratification", "1973"),
            ],
        ),
        # tables of other things
        ("Election\tDate\nGeneral\t14 November 2018\n", []),
        ("Body\tReport on the Convention\tDate\nCEDAW\tFifth\t2017\n", []),
        ("No\tMeasure\tTime\n1\tRatify CAT\t2022\n", []),
    ],
)
def test_tables_of_treaties(rows: str, expected: list[tuple]) -> None:
    assert in_table(rows) == expected


# Prose.


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Fiji ratified the Convention on the Rights of the Child in August 1993.",
            [("CRC", "ratification", "1993-08")],
        ),
        ("On 2 June 2010, Fiji signed CRPD and its courts took note.", [("CRPD", "signature", "2010-06-02")]),
        (
            "Since then, on 14 March 2016, Fiji acceded to the Convention against Torture.",
            [("CAT", "accession", "2016-03-14")],
        ),
        (
            "Fiji has ratified the CRC (in 1993) and the CRPD (in 2017).",
            [
                ("CRC", "ratification", "1993"),
                ("CRPD", "ratification", "2017"),
            ],
        ),
        (
            "Fiji has signed and ratified the Paris Agreement.",
            [
                ("PARIS-AGREEMENT", "signature", None),
                ("PARIS-AGREEMENT", "ratification", None),
            ],
        ),
        ("The Special Rapporteur welcomed the ratification of OP-CAT by Fiji.", [("OP-CAT", "ratification", None)]),
        ("Spain commended Fiji for ratifying the CRPD.", [("CRPD", "ratification", None)]),
        (
            "The ratification of the Rome Statute on 29 November 1999 was a step forward.",
            [
                ("ROME-STATUTE", "ratification", "1999-11-29"),
            ],
        ),
        ("Fiji’s signature on 2 June 2010 of the CRPD was widely noted.", [("CRPD", "signature", "2010-06-02")]),
        ("The CRPD was ratified by Fiji in 2017.", [("CRPD", "ratification", "2017")]),
        ("The CRPD entered into force for Fiji on 7 July 2017.", [("CRPD", "entry_into_force", "2017-07-07")]),
        ("Fiji signed but has not ratified the CRPD.", [("CRPD", "signature_only", None)]),
        ("Fiji is not a party to the ICRMW.", [("ICRMW", "not_party", None)]),
        ("CERD noted that Fiji was party to the Convention on the Rights of the Child.", [("CRC", "party", None)]),
        ("CRC welcomed the ratification, in 2017, of the Istanbul Convention.",
         [("ISTANBUL-CONVENTION", "ratification", "2017")]),
        ("The Act breaks the CRPD, which Fiji had ratified in 2017.", [("CRPD", "ratification", "2017")]),
        ("The Act breaks the Protocol relating to the Status of Refugees that Fiji had acceded to.",
         [("REFUGEE-1967", "accession", None)]),
        ("They spoke of the ICRMW, which Fiji had not yet ratified.", [("ICRMW", "not_party", None)]),
        ("Fiji should join the ICRMW, to which it is not yet a party.", [("ICRMW", "not_party", None)]),
        (
            "There are instruments to which it is not a party, including the ICRMW.",
            [("ICRMW", "not_party", None)],
        ),
        ("JS1 stated that Fiji had not yet ratified the ICRMW.", [("ICRMW", "not_party", None)]),
        ("Fiji is a party to the Convention on the Rights of the Child.", [("CRC", "party", None)]),
        (
            "The Law on Ratification of the OP-CAT, dated May 3, 2021, is in force.",
            [("OP-CAT", "domestic_ratification", "2021-05-03")],
        ),
        (
            "The Law “On Ratification of the CRPD” of 4 June 2017 was published.",
            [("CRPD", "domestic_ratification", "2017-06-04")],
        ),
        ("Fiji signed the CRPD but has not yet ratified it.", [("CRPD", "signature_only", None)]),
        (
            "In June 2012, Fiji signed and ratified the CRPD.",
            [("CRPD", "signature", "2012-06"), ("CRPD", "ratification", "2012-06")],
        ),
        (
            "Fiji ratified the Istanbul Convention (19 December 2014) and the CRPD (2006).",
            [
                ("ISTANBUL-CONVENTION", "ratification", "2014-12-19"),
                ("CRPD", "ratification", None),
            ],
        ),
        ("Fiji became a State party to the Rome Statute in 2007.", [("ROME-STATUTE", "party", "2007")]),
        ("It had not joined others, nor had it ratified the ICRMW.", [("ICRMW", "not_party", None)]),
        # the date of a statement is not the date of the act
        ("Since its review in 2008, Fiji has ratified the CRPD.", [("CRPD", "ratification", None)]),
        ("In 2016, CEDAW noted that Fiji had ratified the CRC.", [("CRC", "ratification", None)]),
        ("Fiji has since become a party to the CRPD.", [("CRPD", "party", None)]),
    ],
)
def test_sentences_that_tell_what_was_done(sentence: str, expected: list[tuple]) -> None:
    assert in_prose(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "CEDAW recommended that Fiji ratify the ICRMW.",
        "CEDAW recommended that Fiji become a party to the ICRMW.",
        "Fiji should accede to the ICRMW by 2012.",
        "It encouraged Fiji to consider ratifying the CRPD in 2012.",
        "The ratification of the ICRMW by Fiji remains a priority.",
        "Fiji plans the ratification of the CRPD.",
        "CRC called for the ratification of OP-CRC-AC.",
        "Key requests of the Committee include the ratification by Fiji of OP-ICESCR.",
        "Fiji has decided to accede to the Istanbul Convention.",
        "While welcoming reforms, CAT recommended the ratification of OP-CAT.",
        "Samoa ratified the CRPD in 2016.",
        "Spain welcomed its part in the campaign for universal ratification of CED.",
        "Spain commended Fiji on its ongoing ratification of the ICRMW.",
        "It was asked whether Fiji ratified the ICRMW.",
        "Fiji had not gone so far, nor had it signed the ICRMW.",
        "Fiji and the ILO signed a memorandum on the CRC in 2012.",
        "Fiji ratified a number of treaties in 2012.",
        "A person who signed the petition in 2012 was a party to the case.",
        "They spoke of the ICRMW, which Samoa had ratified.",
        "They spoke of the ICRMW, which Fiji should have ratified.",
        "They spoke of the Optional Protocols to the Convention on the Rights of the Child, which Fiji had signed.",
    ],
)
def test_sentences_that_tell_of_wishes_plans_or_others(sentence: str) -> None:
    assert in_prose(sentence) == []


@given(
    st.lists(
        st.sampled_from(
            "Fiji|ratified|the CRC|signed|,|in 2010|of|welcomed|not|a party to|(2011)|.|\n|it|was".split("|")
        ),
        max_size=20,
    )
)
def test_no_order_of_words_makes_the_reader_fail(parts: list[str]) -> None:
    in_prose("Fiji " + " ".join(parts))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("By ratifying the Convention against Torture in 2009, Fiji fulfilled its pledge.", [("CAT", "ratification", "2009")]),
        (
            "By ratifying CRPD and by signing ICPPED, Fiji met what it had announced.",
            [("CRPD", "ratification", None), ("ICPPED", "signature", None)],
        ),
        ("Fiji was among the first countries to sign OP-ICESCR in September 2009.", [("OP-ICESCR", "signature", "2009-09")]),
        ("Fiji adopted a law on prisons and ratified OP-CAT.", [("OP-CAT", "ratification", None)]),
        # What is asked for, would follow, or others did.
        ("By ratifying CRPD, Fiji would fulfil its pledge.", []),
        ("By ratifying CRPD, States take on duties.", []),
        ("Fiji was asked to close the prison and to ratify OP-CAT.", []),
        ("Fiji listened to States that had signed the report and ratified OP-CAT.", []),
        ("Fiji was among the countries that had yet to sign OP-CAT.", []),
        ("By ratifying CRPD, Chile fulfilled its pledge.", []),
    ],
)
def test_what_a_state_tells_of_itself(sentence: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert in_prose(sentence) == expected
