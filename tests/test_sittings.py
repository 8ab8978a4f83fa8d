"""When the working group sat: ordinals, sessions and the day of the review, with look-alikes that say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.sittings import Sitting, match_sitting, parse_ordinal


@pytest.mark.parametrize(
    ("words", "number"),
    [("first", 1), ("twelfth", 12), ("twentieth", 20), ("thirty-fourth", 34), ("forty- eighth", 48), ("3rd", 3), ("26th", 26)],
)
def test_ordinals_are_numbers(words: str, number: int) -> None:
    assert parse_ordinal(words) == number


@pytest.mark.parametrize("words", ["", "present", "regular", "hundredth", "26", "twenty-tenth"])
def test_other_words_are_none(words: str) -> None:
    with pytest.raises(ValueError, match="ordinal"):
        parse_ordinal(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Working Group held its sixth session from 30 November to 11\nDecember 2009. The review of Tonga was held"
            " at the 3rd meeting,\non 1 December 2009.",
            Sitting(6, 2009, "2009-12-01"),
        ),
        (
            "held its thirty-third session from 6 to 17 May 2019. The review of the Republic of St. Kitts was held at the"
            " 4th meeting held on 8 May 2019.",
            Sitting(33, 2019, "2019-05-08"),
        ),
        ("held its 45th session from 22 January to 2 February 2024. The report follows.", Sitting(45, 2024)),
    ],
)
def test_the_first_paragraph_says_session_and_day(text: str, expected: Sitting) -> None:
    assert match_sitting(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Council will adopt the outcome at its twelfth session in September 2009.",
        "It held its annual session from 4 to 15 May 2009.",
        "The session was held from 4 to 15 May 2009.",
        "",
    ],
)
def test_other_sessions_are_none(text: str) -> None:
    assert match_sitting(text) is None


@given(st.text(max_size=200))
def test_any_text_has_a_sitting_or_none(text: str) -> None:
    found = match_sitting(text)
    assert found is None or found.session >= 1
