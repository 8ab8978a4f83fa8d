"""Symbols are parsed and written back as they were; damaged ones are read in one way only, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hrgraph.errors import IdentifierError
from hrgraph.registry import load_registry
from hrgraph.symbol_forms import FORMS
from hrgraph.symbols import format_symbol, parse_symbol, repair_symbol, symbol_from_url

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the lines of a file of cases, comments left out, each split at its tabs."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


VALID = rows("valid_symbols.txt")


@pytest.mark.parametrize(("text", "body", "kind", "state", "session"), VALID)
def test_valid_symbols_say_what_they_are(text: str, body: str, kind: str, state: str, session: str) -> None:
    symbol = parse_symbol(text)
    assert (symbol.body, symbol.kind, symbol.state or "-", str(symbol.session or "-")) == (body, kind, state, session)
    assert format_symbol(symbol) == str(symbol) == text
    assert repair_symbol(text) == (symbol, False)


@pytest.mark.parametrize("text", [row[0] for row in rows("invalid_symbols.txt")])
def test_what_is_not_a_symbol_is_refused_with_advice(text: str) -> None:
    with pytest.raises(IdentifierError, match="expected a form such as") as error:
        parse_symbol(text)
    assert repr(text) in str(error.value)


@pytest.mark.parametrize("text", ["A/HRC/٢٨/10", "A/HRC/28/10\n", "", " "])
def test_figures_are_ascii_and_nothing_stands_around(text: str) -> None:
    with pytest.raises(IdentifierError):
        parse_symbol(text)


@pytest.mark.parametrize(
    ("session", "cycle"), [(1, 1), (12, 1), (13, 2), (26, 2), (27, 3), (40, 3), (41, 4), (48, 4)]
)  # fmt: skip
def test_the_cycle_follows_from_the_session_of_the_working_group(session: int, cycle: int) -> None:
    assert parse_symbol(f"A/HRC/WG.6/{session}/FJI/1").cycle == cycle


def test_bodies_are_those_of_the_reference_data() -> None:
    codes = {entry.code for entry in load_registry().of_kind("TreatyBody", "ReviewMechanism", "UnitedNationsEntity")}
    # The conference of the parties to the climate convention is not among the bodies that make recommendations.
    assert {form.body for form in FORMS} - codes == {"UNFCCC"}


def test_other_documents_have_no_cycle() -> None:
    assert parse_symbol("A/HRC/28/10").cycle is None


@pytest.mark.parametrize(("printed", "expected"), rows("damaged_symbols.txt"))
def test_damage_is_repaired_by_the_grammar(printed: str, expected: str) -> None:
    assert repair_symbol(printed) == (parse_symbol(expected), True)


@pytest.mark.parametrize("printed", [row[0] for row in rows("unreadable_symbols.txt")])
def test_what_has_no_single_reading_is_not_repaired(printed: str) -> None:
    assert repair_symbol(printed) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://undocs.org/A/HRC/43/15", "A/HRC/43/15"),
        ("https://undocs.org/en/A/HRC/43/15/Add.1", "A/HRC/43/15/Add.1"),
        ("http://undocs.org/fr/CAT/C/NOR/CO/8/", "CAT/C/NOR/CO/8"),
        ("https://docs.un.org/en/CRC/C/CHL/CO/4-5?direct=true", "CRC/C/CHL/CO/4-5"),
        ("http://daccess-ods.un.org/access.nsf/Get?Lang=E&DS=A/HRC/14/15", "A/HRC/14/15"),
        ("http://daccess-ods.un.org/access.nsf/Get?Lang=E&DS=A%2FHRC%2F14%2F15", "A/HRC/14/15"),
        ("https://www.un.org/view_doc.asp?Lang=E&symbol=A/RES/217(III)", "A/RES/217(III)"),
        ("https://tbinternet.ohchr.org/_layouts/15/Download.aspx?symbolno=CAT/C/NOR/CO/8%20&Lang=En", "CAT/C/NOR/CO/8"),
        ("https://documents.un.org/api/symbol/access?s=A/63/281&l=en&t=pdf", "A/63/281"),
        ("https://documents-dds-ny.un.org/doc/UNDOC/GEN/G10/100/10/PDF/G1010010.pdf?OpenElement", None),
        ("https://undocs.org/", None),
        ("https://undocs.org/en/about", None),
        ("https://www.ohchr.org/en/press-releases/2023/04/28/10", None),
        ("https://example.org/A/HRC/43/15", None),
        ("https://example.org/?symbol=A/HRC/43/15", None),
        ("https://notundocs.org/A/HRC/43/15", None),
        ("http://[broken", None),
        ("A/HRC/43/15", None),
    ],
)
def test_symbols_in_addresses(url: str, expected: str | None) -> None:
    symbol = symbol_from_url(url)
    assert (str(symbol) if symbol else None) == expected


numbers = st.integers(1, 199).map(str)
states = st.sampled_from(sorted(entry.code for entry in load_registry().of_kind("State")))
committees = st.sampled_from(
    ["CERD/C", "CCPR/C", "CEDAW/C", "CAT/C", "CRC/C", "CRC/C/OPAC", "CMW/C", "CRPD/C", "CED/C", "E/C.12"]
)
additions = st.sampled_from(["", "", "/Add.1", "/Add.12", "/Corr.1", "/Rev.2", "/Add.1/Corr.1"])


@st.composite
def symbols(draw: st.DrawFn) -> str:
    """Draw a symbol of one of the forms that human-rights documents cite most."""
    form = draw(
        st.sampled_from(
            [
                "{committee}/{state}/{code}/{report}", "{committee}/{state}/{report}", "{committee}/{n}/CO/{report}",
                "A/HRC/{session}/{n}", "A/HRC/WG.6/{session}/{state}/{report}", "A/HRC/DEC/{session}/{n}",
                "A/HRC/RES/{session}/{n}", "A/RES/{session}/{n}", "A/{session}/{n}", "E/CN.4/{year}/{n}",
                "S/{year}/{n}", "S/RES/{n}", "HRI/CORE/{state}/{year}", "CAT/OP/{state}/{report}",
            ]
        )
    )  # fmt: skip
    return form.format(
        committee=draw(committees),
        state=draw(states),
        code=draw(st.sampled_from(["CO", "Q", "QPR", "RQ", "FCO"])),
        report=draw(st.integers(1, 30)),
        session=draw(st.integers(1, 99)),
        year=draw(st.integers(1994, 2024)),
        n=draw(numbers),
    ) + draw(additions)


@given(symbols())
def test_parsing_and_writing_are_inverse(text: str) -> None:
    symbol = parse_symbol(text)
    assert format_symbol(symbol) == text
    assert parse_symbol(format_symbol(symbol)) == symbol


@given(symbols(), st.data())
def test_damaged_separators_are_read_right_or_not_at_all(text: str, data: st.DataObject) -> None:
    strokes = [at for at, character in enumerate(text) if character == "/"]
    damage = {
        at: data.draw(st.sampled_from(["I", "l", "1", "|", "/I", "I/"]))
        for at in data.draw(st.sets(st.sampled_from(strokes), min_size=1))
    }
    printed = "".join(damage.get(at, character) for at, character in enumerate(text))
    try:
        parse_symbol(printed)
    except IdentifierError:
        pass
    else:
        assume(False)  # the damage made another symbol of it, which nobody can see
    reading = repair_symbol(printed)
    assert reading is None or reading == (parse_symbol(text), True)


@given(states, committees, st.integers(1, 30), st.sampled_from("Il|"), st.integers(0, 3))
def test_one_damaged_separator_of_concluding_observations_is_always_read(
    state: str, committee: str, report: int, letter: str, which: int
) -> None:
    parts = [*committee.rsplit("/", 1), state, "CO", str(report)]
    printed = "/".join(parts[: which + 1]) + letter + "/".join(parts[which + 1 :])
    reading = repair_symbol(printed)
    assert reading and format_symbol(reading[0]) == "/".join(parts)


@given(st.text(alphabet="ACDEHIRWTOSQl1|/.- 0289", max_size=30))
def test_no_text_makes_repair_fail(printed: str) -> None:
    reading = repair_symbol(printed)
    assert reading is None or format_symbol(parse_symbol(str(reading[0]))) == str(reading[0])
