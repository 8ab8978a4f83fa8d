"""Calls for notes among the digits of a text: a sequence where single figures are ambiguous."""

from __future__ import annotations

import pytest

from hrgraph.structure.notes import find_note_marks


def calls(text: str, *, notes: int = 0) -> list[tuple[int, str]]:
    """Return number and preceding words of each call in a text; `notes` is how many notes the document prints."""
    marks = find_note_marks(text, [(0, len(text))], range(1, notes + 1))
    assert all(text[mark.start : mark.end] == str(mark.number) or "<sup>" in text for mark in marks)
    return [(mark.number, text[max(0, mark.start - 6) : mark.start]) for mark in marks]


# Three calls that are plain, so that the fourth has a sequence to belong to.
PLAIN = "Rivers are free.1 Lakes are free.2 Seas are free.3 "


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Fiji signed it.4", "ed it."),
        ("Fiji signed it4 and left.", "ned it"),
        ("Fiji signed it,4 and left.", "ed it,"),
        ("Fiji signed (it)4 and left.", "d (it)"),
        ("It said “no”.4 And left.", " “no”."),
        ("Fiji signed ICCPR-OP 24 and left.", "-OP 2"[-6:]),  # protocol 2, note 4
        ("Fiji accepted no. 95.734 and left.", " 95.73"),
        ("JS14 and JS2 left.", "JS1"),  # joint submission 1, note 4
        ("Fiji acted in 2014.4 It left.", " 2014."),
        ("Fiji acted in\n2014.4 It left.", "\n2014."),
        ("Fiji signed it. 4 And left.", "ed it. "[-6:]),
        ("The Committee on Reefs 4 and others left.", "Reefs "),
        ("Fiji signed the Conventions 4\nand left.", "tions "),
    ],
)
def test_the_forms_of_a_call(text: str, before: str) -> None:
    found = calls(PLAIN + text)
    assert [number for number, _ in found] == [1, 2, 3, 4]
    assert found[3][1].endswith(before)


@pytest.mark.parametrize(
    "text",
    [
        "Fiji signed it in 2004 and left.",
        "It rose by 4 per cent.",
        "It rose by 4% and by 14%.",
        "On the 4th day it left.",
        "Article 4 of the Act is old.",
        "Resolution 60/4 is old.",
        "The years 2004-2009 were dry.",
        "It cost 4,000 dollars.",
        "Rule 4. It is old.",
        "JS4 left.",
        "Fiji signed OP4 and left.",
        "See A/HRC/4/Add.4 and Corr.4 there.",
        "Recommendations 2.4 and 3.4 are old.",
        "Nos. 2, 3, 4 and 5 are old.",
        "\n4. Item of a list.",
        "\n4) Item of a list.",
        "\n83.4 Sign it (Norway);",
    ],
)
def test_other_figures_call_no_note(text: str) -> None:
    assert [number for number, _ in calls(PLAIN + text)] == [1, 2, 3]


def test_a_lost_call_does_not_break_the_sequence() -> None:
    text = "A river.1 A lake.2 A sea. A well.4 A pond.5"
    assert [number for number, _ in calls(text)] == [1, 2, 4, 5]


def test_one_figure_is_no_sequence() -> None:
    assert calls("A river.1 A lake. A sea.") == []
    assert calls("The tax was 7 per cent in 2012 and 9.1 in 2013.") == []
    assert calls("") == []


def test_no_call_goes_beyond_the_last_note() -> None:
    text = "A river.1 A lake.2 A sea.3 A well of 1994.4"
    assert [number for number, _ in calls(text, notes=3)] == [1, 2, 3]
    assert [number for number, _ in calls(text, notes=4)] == [1, 2, 3, 4]


def test_numbers_of_recommendations_are_no_calls() -> None:
    lines = "".join(f"\n115.{n} Sign the treaty (Norway);" for n in range(1, 40))
    assert calls("The following were supported:" + lines) == []


def test_superscript_is_taken_at_its_word() -> None:
    text = "A river<sup>12</sup> and a lake <sup> 3 </sup> in 2012.4"
    assert [number for number, _ in calls(text)] == [12, 3]


def test_only_the_stretches_given_are_searched() -> None:
    text = "A river.1 NOTE.2 A lake.2 A sea.3"
    marks = find_note_marks(text, [(0, 9), (17, len(text))])
    assert [(mark.number, mark.start) for mark in marks] == [(1, 8), (2, 24), (3, 32)]
