"""The registry: look-up by code, IRI and name; what is ambiguous is never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph import registry as registry_module
from hrgraph.errors import ResourceError
from hrgraph.registry import Entry, Registry, load_registry

FUN = Entry("https://example.org/convention", "FUN", "Treaty", "Convention on Fun", ("Convention on Fun", "FUN"))
OP_FUN = Entry("https://example.org/protocol", "OP-FUN", "OptionalProtocol", "Protocol on Fun", ("Protocol on Fun",))
BODY = Entry("https://example.org/committee", "FUN", "TreatyBody", "Committee on Fun", ("Committee on Fun", "FUN"))
NGO = Entry("https://example.org/ngo", "PER", "NonGovernmentalOrganization", "People for Peace", ("People for Peace",))
PERU = Entry("https://example.org/peru", "PER", "State", "Peru", ("Republic of Peru", "Peru"))
SMALL = Registry(
    [PERU, BODY, FUN, NGO, OP_FUN],
    monitors=[(BODY.iri, OP_FUN.iri), (BODY.iri, FUN.iri)],
    protocols=[(OP_FUN.iri, FUN.iri)],
    demonyms=[("Peruvian", PERU.iri)],
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_load_registry_gives_the_same_object_each_time(registry: Registry) -> None:
    assert load_registry() is registry


def test_load_registry_says_which_file_is_not_turtle(tmp_path, monkeypatch) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<a> <b> .\n", encoding="utf-8")
    monkeypatch.setattr(registry_module.resources, "files", lambda *parts: [broken])
    load_registry.cache_clear()
    try:
        with pytest.raises(ResourceError, match=r"broken\.ttl: not Turtle"):
            load_registry()
    finally:
        monkeypatch.undo()
        load_registry.cache_clear()


def test_entries_are_sorted_and_have_their_label_among_their_names_longest_first(registry: Registry) -> None:
    assert list(registry.entries) == sorted(registry.entries, key=lambda entry: (entry.kind, entry.code))
    for entry in registry.entries:
        assert entry.label in entry.names
        assert [len(name) for name in entry.names] == sorted((len(name) for name in entry.names), reverse=True)


def test_by_code_needs_the_kind_where_two_entries_have_the_code() -> None:
    assert SMALL.by_code("FUN") is None
    assert SMALL.by_code("FUN", "TreatyBody") is BODY
    assert SMALL.by_code("FUN", "Instrument") is FUN
    assert SMALL.by_code("FUN", "Actor") is BODY
    assert SMALL.by_code("OP-FUN") is OP_FUN
    assert SMALL.by_code("fun", "Treaty") is None
    assert SMALL.by_code("FUN", "State") is None


def test_by_iri() -> None:
    assert SMALL.by_iri(FUN.iri) is FUN
    assert SMALL.by_iri("https://example.org/other") is None


def test_of_kind_takes_in_subclasses() -> None:
    assert SMALL.of_kind("Treaty") == SMALL.of_kind("Instrument") == (OP_FUN, FUN)
    assert SMALL.of_kind("OptionalProtocol") == (OP_FUN,)
    assert SMALL.of_kind("Actor") == (NGO, PERU, BODY)
    assert SMALL.of_kind("State", "TreatyBody") == (PERU, BODY)
    assert SMALL.of_kind("GovernmentBody") == ()


def test_a_name_of_two_entries_is_ambiguous_until_the_kind_is_said() -> None:
    assert SMALL.match("FUN") is None
    assert SMALL.candidates("FUN") == (FUN, BODY)
    assert SMALL.match("FUN", "Treaty") is FUN


def test_match_takes_a_code_where_no_name_is_meant() -> None:
    assert SMALL.match("PER", "State") is PERU
    assert SMALL.match("per", "State") is None


def test_match_demonym() -> None:
    assert SMALL.match_demonym("Peruvian") is PERU
    assert SMALL.match_demonym("Peru") is None


def test_a_committee_monitors_its_treaty_before_the_protocols() -> None:
    assert SMALL.monitors("FUN") == "FUN"
    assert SMALL.monitored_by("FUN") == SMALL.monitored_by("OP-FUN") == "FUN"
    assert SMALL.monitors("OP-FUN") is SMALL.monitored_by("PER") is None
    assert SMALL.protocol_to("OP-FUN") == "FUN"
    assert SMALL.protocol_to("FUN") is None


@pytest.mark.parametrize(
    ("name", "kinds", "code"),
    [
        ("Viet Nam", ("State",), "VNM"),
        ("the Netherlands", ("State",), "NLD"),
        ("COTE D’IVOIRE", ("State",), "CIV"),
        ("Côte d'Ivoire", (), "CIV"),
        ("Bolivia (Plurinational State of)", (), "BOL"),
        ("Lao PDR", (), "LAO"),
        ("the former Yugoslav Republic of Macedonia", (), "MKD"),
        ("Swaziland", (), "SWZ"),
        ("Republic of\nKorea", (), "KOR"),
        ("USA", (), "USA"),
        ("the Committee against Torture", (), "CAT"),
        ("CAT", ("TreatyBody",), "CAT"),
        ("United Nations Convention against Torture", (), "CAT"),
        ("HR Committee", (), "HRCttee"),
        ("CED", ("Instrument",), "ICPPED"),
        ("CED", ("Actor",), "CED"),
        ("OP-CPRD", (), "OP-CRPD"),
        ("ICCPR-OP 1", (), "ICCPR-OP1"),
        ("first Optional Protocol to the International Covenant on Civil and Political Rights", (), "ICCPR-OP1"),
        ("Palermo Protocol", (), "PALERMO"),
        ("1951 Refugee Convention", (), "REFUGEE-1951"),
        ("Domestic Workers Convention, 2011 (No. 189)", (), "ILO-C189"),
        ("ILO Convention No. 189", (), "ILO-C189"),
        ("C029 - Forced Labour Convention, 1930 (No. 29)", (), None),
        ("Nelson Mandela Rules", (), "MANDELA-RULES"),
        ("Special Rapporteur on the question of torture", (), "SR:torture"),
        ("UN Special Rapporteur on torture", (), "SR:torture"),
        ("Independent Expert on minority issues", (), "IE:minorities"),
        ("United Nations country team", (), "UNCT"),
        ("ILO Committee of Experts on the Application of Conventions and Recommendations", (), "ILO"),
        ("OSCE/ODIHR", (), "OSCE/ODIHR"),
        # look-alikes
        ("Nigerien", (), None),
        ("Republic of Niger River", (), None),
        ("New Guinea", (), None),
        ("Congo Basin", (), None),
        ("who", (), None),
        ("cat", ("Instrument", "Actor"), None),
        ("Committee against Terror", (), None),
        ("Special Rapporteur", (), None),
        ("Convention", (), None),
        ("Optional Protocol", (), None),
        ("", (), None),
    ],
)
def test_match(registry: Registry, name: str, kinds: tuple[str, ...], code: str | None) -> None:
    entry = registry.match(name, *kinds)
    assert (entry and entry.code) == code


@pytest.mark.parametrize("acronym", ["CAT", "CEDAW", "CRC", "CRPD", "CMW", "CED", "CERD", "CESCR", "CCPR"])
def test_an_acronym_of_a_treaty_and_its_committee_is_ambiguous(registry: Registry, acronym: str) -> None:
    assert registry.match(acronym) is None
    assert len(registry.candidates(acronym)) > 1
    assert registry.match(acronym, "Instrument") and registry.match(acronym, "TreatyBody")


@pytest.mark.parametrize(
    ("text", "kinds", "codes"),
    [
        ("CERD and CEDAW asked Fiji to ratify ICRMW.", ("TreatyBody",), ["CERD", "CEDAW"]),
        ("CERD and CEDAW asked Fiji to ratify ICRMW.", ("State", "OptionalProtocol"), ["FJI"]),
        # a longer name of another kind hides a shorter one
        ("South Georgia and the South Sandwich Islands", ("State",), []),
        ("the Office of the United Nations High Commissioner for Refugees", (), ["UNHCR"]),
        ("the Optional Protocol to the Convention on the Rights of the Child", ("Treaty",), ["CRC"]),
        (
            "the Special Rapporteur on torture and the Special Rapporteur on trafficking",
            (),
            ["SR:torture", "SR:trafficking"],
        ),
        ("ILO Conventions Nos. 138 and 182", (), ["ILO"]),
        ("the 1951 Convention and its 1967 Protocol", (), ["REFUGEE-1951", "REFUGEE-1967"]),
        ("A/HRC/WG.6/20/FJI/2, CAT/C/FJI/CO/1", (), []),
    ],
)
def test_find_names(registry: Registry, text: str, kinds: tuple[str, ...], codes: list[str]) -> None:
    found = registry.find_names(text, *kinds)
    assert [entry.code for name in found for entry in name.entries] == codes


@pytest.mark.parametrize(
    ("body", "treaty"),
    [
        ("CERD", "ICERD"), ("CESCR", "ICESCR"), ("HRCttee", "ICCPR"), ("CEDAW", "CEDAW"), ("CAT", "CAT"),
        ("SPT", "OP-CAT"), ("CRC", "CRC"), ("CMW", "ICRMW"), ("CRPD", "CRPD"), ("CED", "ICPPED"),
    ],
)  # fmt: skip
def test_monitors_and_monitored_by_are_inverse(registry: Registry, body: str, treaty: str) -> None:
    assert registry.monitors(body) == treaty
    assert registry.monitored_by(treaty) == body


@settings(deadline=None)  # machines are noisy; timings belong in the benchmarks
@given(st.text(max_size=40))
def test_no_name_makes_the_registry_raise(name: str) -> None:
    registry = load_registry()
    entry = registry.match(name)
    assert entry is None or registry.candidates(name) == (entry,)
    assert all(name[found.start : found.end] for found in registry.find_names(name))
