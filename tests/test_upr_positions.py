"""What drafting forms say of a State's position, and the lists of numbers that are given one."""

from __future__ import annotations

import pytest

from hrgraph.extraction.review.upr_positions import find_numbers, match_position


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The recommendations listed below have been examined by Fiji and enjoy the support of Fiji:", "supported"),
        ("The following recommendations enjoyed its support:", "supported"),
        ("All of them have been accepted by Tonga.", "supported"),
        ("Nauru considered the recommendations and agreed on the following:", "supported"),
        ("enjoy the support of Fiji, which considers that they are already implemented:", "implemented"),
        ("enjoy the support of Fiji, which considers that they are in the process of implementation:", "implemented"),
        ("Palau considers that these have either already been implemented or are being implemented.", "implemented"),
        ("will be examined by Samoa, which will provide responses in due time, but no later than June:", "pending"),
        ("Tuvalu takes note of the following and will provide answers in due course:", "pending"),
        ("Responses to the following will be included in the outcome report:", "pending"),
        ("Kiribati said that it would study the conformity of the following with its laws:", "pending"),
        ("The recommendations below did not enjoy the support of Vanuatu:", "noted"),
        ("did not enjoy the support of Vanuatu and would thus be noted:", "noted"),
        ("The following recommendations could not be accepted by Nauru:", "noted"),
        ("Nauru considers the recommendations in paragraph 33 unacceptable.", "noted"),
        ("The following recommendations have been noted by Tonga:", "noted"),
        ("The following recommendation enjoys the support of the Cook Islands in part:", "supported in part"),
        ("Fiji partially supports the recommendations below:", "supported in part"),
    ],
)
def test_forms_of_a_position(text: str, value: str) -> None:
    assert match_position(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "In the course of the discussion, it was recommended that Samoa:",
        "During the interactive dialogue, the following recommendations were made:",
        "The review is a cooperative mechanism.",
        "",
    ],
)
def test_other_sentences_state_no_position(text: str) -> None:
    assert match_position(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("recommendations Nos. 2, 4 and 6-8 above", ["67.2", "67.4", "67.6", "67.7", "67.8"]),
        ("recommendations 12 to 14 Palau considers", ["67.12", "67.13", "67.14"]),
        ("recommendations 88.2, 88.3-88.4 and 90.1", ["88.2", "88.3", "88.4", "90.1"]),
        ("recommendation No. 5, on schools", ["67.5"]),
        ("recommendations Nos. 58, 59, 61 63 above", ["67.58", "67.59", "67.61", "67.63"]),
    ],
)
def test_lists_of_numbers(text: str, numbers: list[str]) -> None:
    assert [number for found, _, _ in find_numbers(text, 67) for number in found] == numbers


@pytest.mark.parametrize("text", ["the 12 recommendations of 2009", "recommendations of 14 States", "paragraphs 2 and 3"])
def test_other_numbers_are_no_lists(text: str) -> None:
    assert find_numbers(text, 67) == []
