"""Names in a text: what of their spelling does not matter, what does, and look-alikes that are no names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.names import NameFinder, exact_key, is_acronym, match_key, tokens

NAMES = {
    "Guinea": "GIN",
    "Guinea-Bissau": "GNB",
    "Equatorial Guinea": "GNQ",
    "Côte d'Ivoire": "CIV",
    "Türkiye": "TUR",
    "Turkey": "TUR",
    "St. Lucia": "LCA",
    "Bolivia (Plurinational State of)": "BOL",
    "Korea, Republic of": "KOR",
    "Niger": "NER",
    "WHO": "who",
    "CAT": "convention",
    "OP-CAT": "protocol",
    "ICCPR-OP 2": "second protocol",
    "Paris Principles": "principles",
    "1967 Protocol": "1967",
    "ILO Convention No. 182": "C182",
    "Convention against Fraud, Theft and Other Cruel Tricks": "tricks",
    "Committee against Fraud": "committee",
    "United Nations": "UN",
    "United Nations Children's Fund": "UNICEF",
}
FINDER = NameFinder(NAMES.items())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the longest name at a place
        ("Guinea and Guinea-Bissau", ["GIN", "GNB"]),
        ("Equatorial Guinea", ["GNQ"]),
        # accents, apostrophes, hyphens, line breaks and case
        ("COTE D’IVOIRE", ["CIV"]),
        ("Côte\n  d'Ivoire", ["CIV"]),
        ("Turkiye and TÜRKİYE", ["TUR", "TUR"]),
        ("Guinea\nBissau", ["GNB"]),
        # the stop of an abbreviation, with and without it
        ("St. Lucia, St Lucia", ["LCA", "LCA"]),
        ("ILO Convention No. 182, ILO Convention N° 182", ["C182", "C182"]),
        # brackets and commas are part of a short name
        ("(Bolivia (Plurinational State of))", ["BOL"]),
        ("Korea, Republic of", ["KOR"]),
        # the commas of a long title are not
        ("the Convention against Fraud Theft, and other cruel tricks", ["tricks"]),
        # a number stuck to a name is a call for a note; one of the name may be stuck or not
        ("Niger12 and CAT3", ["NER", "convention"]),
        ("ICCPR-OP2 and ICCPR-OP 2", ["second protocol", "second protocol"]),
        ("OP-CAT, OP CAT", ["protocol", "protocol"]),
        # a name that begins with a number has a capital too
        ("its 1967 Protocol", ["1967"]),
        # "United Nations" before a name, and as one
        ("the UN Committee against Fraud", ["committee"]),
        ("the United Nations committee against fraud", ["committee"]),
        ("the United Nations and Niger", ["UN", "NER"]),
        ("United Nations Children’s Fund", ["UNICEF"]),
        # longer words, other words, ordinary words, other punctuation
        ("Nigeria, Nigerien", []),
        ("those who were cat lovers", []),
        ("a turkey", []),
        ("the principles of Paris", []),
        ("the paris principles", []),
        ("Korea. Republic of", []),
        ("Bolivia, Plurinational State of", []),
        # document symbols and addresses
        ("CAT/C/NER/CO/3 and www.example.org/WHO/Niger", []),
        ("CAT and CAT/C/NER/CO/3", ["convention"]),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert [bearer for _, _, bearers in FINDER.find(text) for bearer in bearers] == expected


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("in the Niger.", "Niger"),
        ("the  United\nNations Committee against Fraud,", "United\nNations Committee against Fraud"),
        ("(Bolivia (Plurinational State of))", "Bolivia (Plurinational State of)"),
        ("CAT12", "CAT"),
    ],
)
def test_find_gives_where_the_name_stands(text: str, printed: str) -> None:
    ((start, end, _),) = FINDER.find(text)
    assert text[start:end] == printed


def test_a_name_may_have_several_bearers_in_the_order_given() -> None:
    assert NameFinder([("CAT", "b"), ("CAT", "a")]).find("CAT") == [(0, 3, ("b", "a"))]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the Côte d’Ivoire", "cotedivoire"),
        ("THE GAMBIA", "gambia"),
        ("The", "the"),
        ("Theland", "theland"),
        ("Bosnia &  Herzegovina", "bosniaherzegovina"),
        ("", ""),
    ],
)
def test_match_key(name: str, key: str) -> None:
    assert match_key(name) == key


@pytest.mark.parametrize(("name", "key"), [("OP-CAT", "OPCAT"), ("ICCPR-OP 1", "ICCPROP1"), ("U.S.", "US")])
def test_exact_key(name: str, key: str) -> None:
    assert exact_key(name) == key


@pytest.mark.parametrize(
    ("name", "expected"), [("OP-CAT", True), ("L4L", True), ("CoE", False), ("Chad", False), ("1967", False)]
)
def test_is_acronym(name: str, expected: bool) -> None:
    assert is_acronym(name) is expected


@given(st.text())
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    found = tokens(text)
    assert all(token.start < token.end <= len(text) for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


PIECES = st.sampled_from([*NAMES, "the", ",", ".", "(", ")", "’s", "and", "CAT/C/1", "UN", "12", "İ", "°"])


@given(st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join) | st.text())
def test_found_names_lie_in_the_text_in_order(text: str) -> None:
    found = FINDER.find(text)
    assert all(start < end <= len(text) and bearers for start, end, bearers in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
