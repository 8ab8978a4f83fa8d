"""International instruments are found by name, number, nearly right title and treaty; committees are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.norms.instruments import find_instruments
from hrgraph.registry import load_registry


def codes(text: str) -> list[str]:
    return [code for mention in find_instruments(text, load_registry()) for code in mention.codes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # names and acronyms of the reference data
        ("Fiji ratified the Convention against Torture.", ["CAT"]),
        ("a party to ICCPR and ICESCR", ["ICCPR", "ICESCR"]),
        ("the 1951 Refugee Convention", ["REFUGEE-1951"]),
        ("the Convention on the Rights of the Child (CRC)", ["CRC"]),
        ("ratify ICCPR-OP 1 and OP-CRC-AC", ["ICCPR-OP1", "OP-CRC-AC"]),
        ("ratify CRC-SC-OP", ["OP-CRC-SC"]),
        ("in line with the Paris Principles", ["PARIS-PRINCIPLES"]),
        ("both Covenants", ["ICCPR", "ICESCR"]),
        ("the 1954 and 1961 Conventions on statelessness", ["STATELESS-1954", "STATELESS-1961"]),
        # ILO conventions
        ("ratify ILO Convention No. 29", ["ILO-C029"]),
        ("ILO Conventions Nos. 87 and 98", ["ILO-C087", "ILO-C098"]),
        ("ILO Convention 189 on domestic workers", ["ILO-C189"]),
        ("Convention No. 29", ["ILO-C029"]),
        ("Conventions 29 and 105 of the ILO", ["ILO-C029", "ILO-C105"]),
        ("the Forced Songs Convention, 1930 (No. 29), of ILO", ["ILO-C029"]),
        ("the Convention concerning Singing in Mines, 1999 (No. 182)", ["ILO-C182"]),
        ("ILO-C190", ["ILO-C190"]),
        ("the Protocol of 2014 to the Forced Labour Convention", ["ILO-P029"]),
        ("the Protocol of 2031 to the Forced Songs Convention, 1930 (No. 29)",
         ["other:Protocol of 2031 to the Forced Songs Convention, 1930 (No. 29)"]),
        # titles with a slip, or unknown
        ("the Convention on Rights of Persons with a Disability", ["CRPD"]),
        ("the Convention for elimination of racial discrimination", ["ICERD"]),
        ("the Convention on the Welfare of Seagulls", ["other:Convention on the Welfare of Seagulls"]),
        # a treaty and its protocols
        ("CRPD and its Optional Protocol", ["CRPD", "OP-CRPD"]),
        ("CRPD and the Optional Protocol thereto", ["CRPD", "OP-CRPD"]),
        ("the Optional Protocol to CEDAW", ["OP-CEDAW"]),
        ("ICCPR and its two Optional Protocols", ["ICCPR", "ICCPR-OP1", "ICCPR-OP2"]),
        ("ICCPR and its Second Optional Protocol", ["ICCPR", "ICCPR-OP2"]),
        ("the First and Second Optional Protocols to ICCPR", ["ICCPR-OP1", "ICCPR-OP2"]),
        ("ICCPR and its first and its second visit", ["ICCPR"]),
        ("sign ICCPR’s second protocol", ["ICCPR-OP2"]),
        ("ICESCR, CEDAW and their Optional Protocols", ["ICESCR", "CEDAW", "OP-ICESCR", "OP-CEDAW"]),
        ("both Optional Protocols to CRC", ["OP-CRC-AC", "OP-CRC-SC"]),
        ("the Optional Protocol on the sale of children", ["OP-CRC-SC"]),
        ("the Convention relating to the Status of Refugees and its 1967 Protocol", ["REFUGEE-1951", "REFUGEE-1967"]),
        # a name that only repeats or supplements
        ("the Palermo Protocol, supplementing the Convention against Transnational Organized Crime", ["PALERMO"]),
    ],
)
def test_names_of_instruments(text: str, expected: list[str]) -> None:
    """The codes are found in the order of the text."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ratify CEDAW", ["CEDAW"]),
        ("Sign CRPD", ["CRPD"]),
        ("article 2 of CEDAW", ["CEDAW"]),
        ("CEDAW articles 2 and 16", ["CEDAW"]),
        ("CRC and its Optional Protocols were signed", ["CRC", "OP-CRC-AC", "OP-CRC-SC", "OP-CRC-IC"]),
        ("in compliance with CRC", ["CRC"]),
        ("reservations to CRC and CEDAW", ["CRC", "CEDAW"]),
        ("ICCPR, CAT and CRC", ["ICCPR", "CAT", "CRC"]),
        ("treaties to which it is not a party, such as CAT", ["CAT"]),
        ("CEDAW recommended a plan", []),
        ("ratify CRC, as CEDAW had recommended", ["CRC"]),
        ("ratify ICRMW, and CAT also urged a plan", ["ICRMW"]),
        ("ratify CRPD, and CAT, noted in 2010", ["CRPD", "CAT"]),
        ("CERD, CEDAW and CAT were concerned", []),
        ("the recommendations of CRC", []),
        ("the Committee against Torture (CAT) noted", []),
        ("the CEDAW Committee", []),
        ("CEDAW recommended that Fiji ratify CRPD and CED", ["CRPD", "ICPPED"]),
        ("the Advisory Committee on the Convention on the Welfare of Seagulls", []),
    ],
)
def test_a_committee_is_not_its_treaty(text: str, expected: list[str]) -> None:
    """An acronym that both bear is the treaty only where the words around it say so."""
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Convention Centre", "a national convention", "the core human rights treaties", "international standards",
        "the cat sat on the mat", "an act of war", "the protocol of the meeting", "Convention 2000 attracted visitors",
        "Committee of Experts on the Application of Conventions and Recommendations", "the Convention",
    ],
)  # fmt: skip
def test_look_alikes_are_no_instruments(text: str) -> None:
    """What only sounds like an instrument is not found."""
    assert codes(text) == []


@pytest.mark.parametrize("code", ["CAT", "CEDAW", "ICRMW", "ICPPED", "CRPD", "ROME-STATUTE", "LANZAROTE"])
def test_spans_slice_to_the_printed_name(code: str) -> None:
    """A mention covers the whole title, its year and its acronym in brackets."""
    label = load_registry().by_code(code, "Instrument").label
    text = f"Fiji signed the {label} (2009), and left."
    (mention,) = find_instruments(text, load_registry())
    assert text[mention.start : mention.end] == f"{label} (2009)"


WORDS = st.sampled_from(
    "the Convention Covenant on Optional Protocol Protocols to and its two CEDAW CRC ICCPR-OP 2 ILO No. 29 1951 ( ) , "
    "of Rights Child Torture ratify International Nos. 87 98 both Covenants thereto second".split()
)


@given(st.lists(WORDS, max_size=25))
def test_no_text_makes_it_raise(words: list[str]) -> None:
    """Mentions lie in the text, in order and apart, each with a code."""
    text = " ".join(words)
    end = 0
    for mention in find_instruments(text, load_registry()):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.codes
        end = mention.end
