"""Numbers of UPR recommendations are found after a word that announces them, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.citations.upr_numbers import find_upr_references, list_upr_numbers


def found(text: str) -> list[str]:
    return [number for number, _, _ in find_upr_references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fiji accepted recommendation 88.4.", ["88.4"]),
        ("Fiji accepted recommendation no. 88.4.", ["88.4"]),
        ("Fiji accepted recommendation No. 88.4 on prisons.", ["88.4"]),
        ("the UPR recommendations nos. 88.4, 88.5 and 89.11 were not fulfilled", ["88.4", "88.5", "89.11"]),
        ("Recommendations Nos. 88.4, 88.5, and 88.6", ["88.4", "88.5", "88.6"]),
        ("recommendation no. 88.4 and no. 88.9", ["88.4", "88.9"]),
        ("recommendation 88.4 and recommendation 90.1", ["88.4", "90.1"]),
        ("recommendations 88.4 & 88.5", ["88.4", "88.5"]),
        ("recommendations numbers 88.4 or 88.5", ["88.4", "88.5"]),
        ("recommendations #88.4", ["88.4"]),
        ("rec. 88.4", ["88.4"]),
        ("recs. 88.4; 88.5", ["88.4", "88.5"]),
        ("recommendations 88.4 (Chad), 88.5 (Norway) and 88.6 (Cabo Verde, Peru)", ["88.4", "88.5", "88.6"]),
        ("recommendations 88.4-88.6", ["88.4", "88.5", "88.6"]),
        ("recommendations 88.4\N{EN DASH}6 and 88.9", ["88.4", "88.5", "88.6", "88.9"]),
        ("recommendations 88.4 to 88.6", ["88.4", "88.5", "88.6"]),
        ("recommendations 88.4 \N{EN DASH} 88.6", ["88.4", "88.5", "88.6"]),
        ("recommendations 188.4-189.2", ["188.4", "189.2"]),
        ("recommendations 88.6-88.4", ["88.6", "88.4"]),
        ("recommendations contained in paragraphs 88.4 to 88.5 of the report", ["88.4", "88.5"]),
        ("the recommendations under paragraph 88.4", ["88.4"]),
        ("recommendation 6.117", ["6.117"]),
        ("recommendation 88.4.1", ["88.4.1"]),
        ("recommendations 188. 23 and 188.24", ["188.23", "188.24"]),
        ("recommendations 88.4 and 88.5, which 60.5 per cent of members backed", ["88.4", "88.5"]),
        ("recommendation 88.4. Recommendation 90.1 was noted.", ["88.4", "90.1"]),
    ],
)
def test_numbers_that_are_announced(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fiji accepted 143 recommendations.",
        "recommendation 12",
        "It recommended 12.5 hours of rest.",
        "The recommendations of 12.05.2010 were kept.",
        "recommendation No. 12.05.2010",
        "recommendations 60.5 per cent of which were kept",
        "recommendations 60.5% of which were kept",
        "recommendations 2.5 million people had heard of",
        "recommendations in section 3.2",
        "recommendations adopted in 2012.5",
        "section 88.4 of the report",
        "article 88.4 and no. 88.5",
        "paragraphs 88.4 and 88.5",
        "Convention No. 190.5",
        "88.4",
        "",
    ],
)
def test_look_alikes_give_nothing(text: str) -> None:
    assert found(text) == []


def test_places_are_those_of_the_numbers() -> None:
    text = "Recommendations 88.4 (Chad), 88.6-88.8 and 90.1"
    places = [(number, text[start:end]) for number, start, end in find_upr_references(text)]
    assert places == [
        ("88.4", "88.4"), ("88.6", "88.6-88.8"), ("88.7", "88.6-88.8"), ("88.8", "88.6-88.8"), ("90.1", "90.1"),
    ]  # fmt: skip


def test_a_list_is_read_from_where_it_begins() -> None:
    assert [number for number, _, _ in list_upr_numbers("paras. 88.4 and 88.5", 7)] == ["88.4", "88.5"]
    assert list_upr_numbers("paras. 88 and 89", 7) == []


@given(st.lists(st.tuples(st.integers(1, 199), st.integers(1, 250)), min_size=1, max_size=8))
def test_every_number_of_a_list_is_found(pairs: list[tuple[int, int]]) -> None:
    numbers = [f"{paragraph}.{item}" for paragraph, item in pairs]
    text = "Chad noted recommendations nos. " + ", ".join(numbers) + "."
    assert [(number, text[start:end]) for number, start, end in find_upr_references(text)] == [(n, n) for n in numbers]


@given(st.text(alphabet="recomndati nos.,-()0123456789 and", max_size=60))
def test_places_lie_in_the_text(text: str) -> None:
    for _, start, end in find_upr_references(text):
        assert 0 <= start < end <= len(text)
