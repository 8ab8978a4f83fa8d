"""The names of fetched files: each document has its own, and none leads out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hrgraph.errors import IdentifierError
from hrgraph.fetching.addresses import FORMATS, LANGUAGES, LONGEST_SYMBOL, Wanted
from hrgraph.symbol_forms import FORMS
from hrgraph.symbols import format_symbol, parse_symbol

ADDITIONS = st.lists(st.sampled_from(["Add.1", "Add.12", "Corr.1", "Rev.2"]), max_size=4)


@st.composite
def symbols(draw: st.DrawFn) -> str:
    """Symbols of every form that is known."""
    form = draw(st.sampled_from(FORMS))
    parts = [draw(st.from_regex(pattern, fullmatch=True)) for pattern in form.strict]
    return format_symbol(parse_symbol("/".join(parts + draw(ADDITIONS))))


WANTED = st.builds(Wanted, symbols(), st.sampled_from(LANGUAGES), st.sampled_from(FORMATS))


def assert_stays_in_its_folder(name: str) -> None:
    assert Path(name).name == name
    assert not name.startswith((".", "-", "~"))
    assert name.isascii()
    assert name.isprintable()
    assert not set(name) & set('/\\:*?"<>| ')
    assert len(f".{name}.partial.json") < 255
    assert Path("/folder", name).resolve().parent == Path("/folder")


@given(WANTED)
def test_a_name_stays_in_its_folder_and_gives_the_symbol_back(wanted: Wanted) -> None:
    assume(len(wanted.symbol) <= LONGEST_SYMBOL)
    name = wanted.file_name
    assert_stays_in_its_folder(name)
    stem, _, form = name.rpartition(".")
    language = "en" if wanted.language == "en" else stem[-2:]
    symbol = stem if wanted.language == "en" else stem[:-3]
    assert Wanted(symbol.replace("_", "/"), language, form) == wanted


@given(WANTED, WANTED)
def test_two_documents_have_two_names_also_where_case_does_not_count(one: Wanted, other: Wanted) -> None:
    assert (one == other) == (one.file_name.casefold() == other.file_name.casefold())


@given(st.text(max_size=LONGEST_SYMBOL) | st.text(alphabet="A/.HRC0123456789-\\\0 \n", max_size=LONGEST_SYMBOL))
def test_whatever_parses_has_a_name_that_stays_in_its_folder(text: str) -> None:
    try:
        symbol = parse_symbol(text)
    except IdentifierError:
        return
    assert_stays_in_its_folder(Wanted(format_symbol(symbol), "en", "pdf").file_name)


@pytest.mark.parametrize(
    "text",
    ["../../x", "A/../../x", "A/HRC/28/..", "A/HRC/28/10/Add.1/../../x", "A\\HRC\\28\\10", "A/HRC/28/10\n",
     "/A/HRC/28/10", "A/HRC/28/10/", "A/HRC/28/1٠", "A//28", "~", "CON", "A_HRC_28_10", ""],
)  # fmt: skip
def test_what_is_no_symbol_gets_no_name(text: str) -> None:
    with pytest.raises(IdentifierError):
        parse_symbol(text)
