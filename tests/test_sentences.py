"""Sentences of United Nations drafting: where they end, and the full stops that end nothing."""

from __future__ import annotations

import pytest

from hrgraph.extraction.sentences import split_sentences


def sentences(text: str) -> list[str]:
    """Return the sentences of a text as strings."""
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CRC noted that. It urged this.", ["CRC noted that.", "It urged this."]),
        ("Is it so? Nobody said.", ["Is it so?", "Nobody said."]),
        ("He called it “a shame.” It was.", ["He called it “a shame.”", "It was."]),
        ("It ended (in 2012). Malawi acted.", ["It ended (in 2012).", "Malawi acted."]),
        ("Prisons were full. 300 inmates had died.", ["Prisons were full.", "300 inmates had died."]),
        ("Prisons were full. “Inmates starved”, JS1 said.", ["Prisons were full.", "“Inmates starved”, JS1 said."]),
        ("CRC noted that. [I]t urged this.", ["CRC noted that.", "[I]t urged this."]),
        ("One sentence only", ["One sentence only"]),
        ("", []),
        ("   ", []),
    ],
)
def test_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("debris", "text"),
    [
        (".%", "Camps were full.% UNHCR said so."),
        (".®>", "Camps were full.®> UNHCR said so."),
        (".*4", "Camps were full.*4 UNHCR said so."),
        (".!”", "Camps were full.!” UNHCR said so."),
    ],
)
def test_debris_of_note_figures_stays_with_the_sentence_before(debris: str, text: str) -> None:
    assert sentences(text) == [f"Camps were full{debris}", "UNHCR said so."]


@pytest.mark.parametrize(
    "text",
    [
        "Fiji accepted recommendation no. 95.53 on prisons.",
        "Recommendations Nos. 1.2 and 3.4 were noted by Norway.",
        "The Code violates art. 6 (2) of the Covenant.",
        "See paras. 9 and 10 of the report.",
        "AI met Ms. Waqa and Mr. J. Tuilagi in Suva.",
        "Opinion No. 3/2015 concerns Dr. Banda.",
        "The text is in A/HRC/14/10/Add.1 and elsewhere.",
        "The tax rose by 2.5 per cent in Malawi.",
        "The U.S. Government replied to UNICEF.",
        "Laws, e.g. the Police Act, remain in force.",
        "Acme Ltd. Fiji was sued over the mine.",
    ],
)
def test_full_stops_that_end_nothing(text: str) -> None:
    assert sentences(text) == [text]


def test_the_letter_of_an_annex_ends_a_sentence_and_an_initial_does_not() -> None:
    assert sentences("AI met J. Banda there.") == ["AI met J. Banda there."]
    assert sentences("It did not keep to plan B. The police did.") == ["It did not keep to plan B.", "The police did."]
