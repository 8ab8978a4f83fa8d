"""Addenda: lists of recommendations, what answers say, and the position of each recommendation that is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.addendum import find_answers
from hrgraph.extraction.review.answers import match_answer, match_heading
from hrgraph.extraction.review.number_lists import find_number_lists, match_bare_list
from hrgraph.models import Block, Document
from hrgraph.text import collapse


def find(*blocks: str | tuple[str, str]) -> tuple[Document, OwnFindings]:
    """Return what is found in blocks: paragraphs, or pairs of a kind and a text."""
    text, made = "", []
    for block in blocks:
        kind, words = block if isinstance(block, tuple) else ("paragraph", block)
        made.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    document = Document("A/HRC/9/9/Add.1", "Addendum", text, "", "", "add.txt", state="FJI", cycle=2, blocks=tuple(made))
    return document, find_answers(document)


def values(*blocks: str | tuple[str, str]) -> dict[str, str]:
    return {position.number: position.value for position in find(*blocks)[1].positions}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("122.1, 122.17-18, 122.22", "122.1 122.17 122.18 122.22"),
        ("98.1\N{EN DASH}98.3 and 98.7", "98.1 98.2 98.3 98.7"),
        ("98.34- 35, and 98.37", "98.34 98.35 98.37"),
        ("98.1 to 98.3; 99.4 & 99.6", "98.1 98.2 98.3 99.4 99.6"),
        ("98.1,98.2", "98.1 98.2"),
        ("98.9-98.7", "98.9"),
        ("Recommendations 98.1, recommendation 98.4", "98.1 98.4"),
        ("It rose by 45.3 per cent, or 45.3%, to 112.4", "112.4"),
        ("article 5.2 and A/HRC/43.15 and 12.11.2019 and section 3.4", ""),
    ],
)
def test_lists_of_numbers(text: str, numbers: str) -> None:
    assert " ".join(number for found in find_number_lists(text) for number in found.numbers) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5., 6., 7. Fiji accepts", "5 6 7"),
        ("5. Fiji accepts", "5"),
        ("5.-8. Fiji accepts", "5 6 7 8"),
        ("5 and 6. Fiji accepts", "5 6"),
        ("5., 6., Fiji accepts", "5 6"),
        ("5 islands", ""),
        ("2019 was dry", ""),
        ("98.4 Fiji", ""),
    ],
)
def test_lists_without_a_paragraph(text: str, numbers: str) -> None:
    found = match_bare_list(text)
    assert " ".join(found.numbers if found else ()) == numbers


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("Fiji accepts this recommendation.", "supported"),
        ("The Government of Fiji supports these recommendations.", "supported"),
        ("Accepted.", "supported"),
        ("Supported. A law on reefs will follow.", "supported"),
        ("This recommendation enjoys the support of Fiji.", "supported"),
        ("The recommendation is accepted.", "supported"),
        ("We fully accept the recommendation.", "supported"),
        ("Fiji accepts the recommendation and notes that divers were trained.", "supported"),
        ("Fiji agrees with this recommendation.", "supported"),
        ("Fiji partially accepts this recommendation.", "supported in part"),
        ("Accepted in part. The reefs are counted already.", "supported in part"),
        ("Fiji supports the recommendation in part.", "supported in part"),
        ("Fiji accepts the first recommendation. It cannot accept the recommendation on courts.", "supported in part"),
        ("Fiji does not accept this recommendation.", "noted"),
        ("Fiji cannot, for the time being, support it.", "noted"),
        ("The recommendation does not enjoy the support of Fiji.", "noted"),
        ("Fiji takes note of this recommendation.", "noted"),
        ("Noted. The Constitution says otherwise.", "noted"),
        ("Fiji notes these recommendations.", "noted"),
        ("Fiji is not in a position to accept the recommendation.", "noted"),
        ("Fiji considers this recommendation implemented.", "implemented"),
        ("Fiji accepts the recommendation, which has already been implemented.", "implemented"),
        ("Fiji accepts this recommendation and already acts accordingly.", "implemented"),
        ("Fiji cannot at this stage make a definitive statement.", "pending"),
        # What a government does, and what it thinks of other things, is no answer.
        ("The Government supports farmers on the outer islands.", None),
        ("Fiji notes that the reefs recover.", None),
        ("The ministry accepted 40 applications.", None),
        ("A plan was adopted to support teachers.", None),
        ("", None),
    ],
)
def test_answers(answer: str, value: str | None) -> None:
    assert match_answer(answer) == value


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Accepted recommendations", "supported"),
        ("B. Recommendations that enjoy the support of Fiji", "supported"),
        ("Recommendations supported in part", "supported in part"),
        ("Recommendations that do not enjoy the support of Fiji", "noted"),
        ("Noted recommendations", "noted"),
        ("Accepted recommendations that are already implemented", "implemented"),
        ("Recommendations under consideration", "pending"),
        ("Views on conclusions and/or recommendations", None),
        ("Rights of the child", None),
    ],
)
def test_headings(heading: str, value: str | None) -> None:
    assert match_heading(heading) == value


def test_lists_in_sentences() -> None:
    assert values(
        "Fiji accepts recommendations 98.1, 98.3-98.5 and notes recommendation 98.2.",
        "Recommendations 98.6 and 98.7 are noted. Recommendation 98.8 is accepted.",
        "Fiji received 9 recommendations; see also recommendation 98.9.",
    ) == {
        "98.1": "supported", "98.3": "supported", "98.4": "supported", "98.5": "supported", "98.2": "noted",
        "98.6": "noted", "98.7": "noted", "98.8": "supported",
    }  # fmt: skip


def test_answers_behind_numbers() -> None:
    assert values(
        "98.1\nFiji accepts this recommendation.\n98.2-3\nFiji cannot accept these recommendations.",
        "98.4: Partially accepted.",
        "Recommendation No. 98.5\nSupported.",
        "98.6 Fiji accepts it. 98.7 Fiji takes note of this recommendation.",
    ) == {
        "98.1": "supported", "98.2": "noted", "98.3": "noted", "98.4": "supported in part", "98.5": "supported",
        "98.6": "supported", "98.7": "noted",
    }  # fmt: skip


def test_headings_count_for_answers_that_say_nothing() -> None:
    document, found = find(
        ("heading", "Noted recommendations"),
        "98.1 The law has been changed already, and what it says has already been implemented.",
        "98.2 The Constitution stands in the way.",
        ("heading", "Other matters"),
        "98.3 A study will be made.",
    )
    assert {position.number: (position.value, position.anchor.rule) for position in found.positions} == {
        "98.1": ("implemented", "addendum.answer"),
        "98.2": ("noted", "addendum.heading"),
    }
    assert [(mention.what, mention.printed) for mention in found.unresolved] == [("position", "98.3")]


def test_a_list_is_told_before_an_explanation() -> None:
    blocks = (
        ("heading", "Noted recommendations"),
        "Fiji notes recommendations 98.1 and 98.2.\n98.1\nFiji considers this recommendation implemented.",
        "Fiji accepts recommendations 98.3 and 98.4.\n98.4\nFiji partially accepts this recommendation.",
    )
    assert values(*blocks) == {"98.1": "noted", "98.2": "noted", "98.3": "supported", "98.4": "supported in part"}


def test_an_introduction_heads_what_follows() -> None:
    assert values("The following recommendations enjoy the support of Fiji:", "98.1 Count the reefs (Chile)", "98.2 Ratify (Peru)") == {
        "98.1": "supported",
        "98.2": "supported",
    }


def test_tables() -> None:
    rows = "Number\tPosition\tComment\n98.1\tAccepted\tDone in 2011.\n98.2 and 98.3\tNoted\t\n98.4\t\tFiji cannot accept this recommendation."
    assert values(("table", rows)) == {"98.1": "supported", "98.2": "noted", "98.3": "noted", "98.4": "noted"}


def test_numbers_without_a_paragraph() -> None:
    assert values(
        "1. Fiji accepts the recommendation. 2., 3. Fiji cannot accept these recommendations under Article 40. The law stands.",
        "4., 5., Fiji accepts these recommendations and counts 6., 7. the reefs.",
        "1998. A year is no recommendation, and Fiji accepts it.",
    ) == {"1": "supported", "2": "noted", "3": "noted", "4": "supported", "5": "supported", "6": "supported", "7": "supported"}


def test_what_names_no_recommendation_is_unresolved() -> None:
    _, found = find("Fiji accepts all the recommendations that it received.")
    assert [(mention.what, mention.anchor.rule) for mention in found.unresolved] == [("recommendation", "addendum.blanket")]
    assert found.positions == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["98.1", "98.2-4", "5.", ",", "and", "Fiji accepts", "notes recommendations", "does not accept", ".", "\n", "\t", "x"]
            ),
            max_size=12,
        ).map(" ".join),
        min_size=1,
        max_size=4,
    )
)
def test_positions_rest_on_their_words(paragraphs: list[str]) -> None:
    document, found = find(*(text for paragraph in paragraphs if (text := paragraph.strip())))
    assert len({position.number for position in found.positions}) == len(found.positions)
    for position in found.positions:
        anchor = position.anchor
        assert anchor.quote and collapse(document.text[anchor.start : anchor.end]) == anchor.quote
