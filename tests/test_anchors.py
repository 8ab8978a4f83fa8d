from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import draft, opening

from hrgraph.anchors import block_at, build_anchor
from hrgraph.extraction.facts.masking import masked_text
from hrgraph.models import NoteMark


def test_an_anchor_names_the_paragraph_and_quotes_the_trimmed_words() -> None:
    document = opening("")
    start = document.text.index("CRC noted") - 1
    anchor = build_anchor(document, start, start + 16, rule="test")
    assert (anchor.paragraph, anchor.quote, anchor.rule) == ("2", "CRC noted that", "test")
    assert document.text[anchor.start : anchor.end] == "CRC noted that"


def test_words_without_a_numbered_paragraph_are_named_by_their_heading() -> None:
    document = opening("A table")
    start = document.text.index("A table")
    anchor = build_anchor(document, start, start + len("A table"), rule="test")
    assert anchor.paragraph == "A. Scope of international obligations"


def test_no_block_lies_between_two() -> None:
    document = opening("A table")
    assert block_at(document, document.text.index("A table") + len("A table")) is None


@pytest.mark.parametrize(
    ("text", "marks", "masked"),
    [
        ("CRC saw it.7 CAT did.", ["7"], "CRC saw it.  CAT did."),
        ("ratified in 20097 by law", ["7"], "ratified in 2009  by law"),  # behind a year
        ("Palermo Protocol7\n3 May 20097 \nICCPR-OP2", [], "Palermo Protocol \n3 May 2009  \nICCPR-OP2"),  # not marked
        ("Nos. 87 and 98", ["7", "8"], "Nos. 87 and 98"),  # within numbers
    ],
)
def test_calls_for_notes_become_spaces_and_numbers_stay(text: str, marks: list[str], masked: str) -> None:
    places = [text.rindex(digit) for digit in marks]
    document = replace(
        draft(text), marks=tuple(NoteMark(i, place, place + 1) for i, place in enumerate(places, start=7))
    )
    assert masked_text(document, 0, len(text)) == masked
