"""Treaty acts reach the instruments they govern and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.norms.instruments import find_instruments
from hrgraph.extraction.norms.treaty_acts import find_treaty_acts
from hrgraph.registry import load_registry


def acts(text: str) -> set[tuple[str, str]]:
    mentions = find_instruments(text, load_registry())
    found = find_treaty_acts(text, [(mention.start, mention.end) for mention in mentions])
    return {(act.act, code) for act in found for position in act.objects for code in mentions[position].codes}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ratify CRPD.", {("ratify", "CRPD")}),
        ("consider promptly ratifying, without delay, the Rome Statute", {("ratify", "ROME-STATUTE")}),
        ("accede to the 1961 Convention on the Reduction of Statelessness", {("ratify", "STATELESS-1961")}),
        ("become a party to ICRMW", {("ratify", "ICRMW")}),
        ("expedite the ratification process of CRPD", {("ratify", "CRPD")}),
        ("the ratification by Fiji of OP-CAT", {("ratify", "OP-CAT")}),
        ("welcomed the ratification of OP-CAT", {("ratify", "OP-CAT")}),
        ("Sign CRPD", {("sign", "CRPD")}),
        ("sign and ratify CRPD", {("sign", "CRPD"), ("ratify", "CRPD")}),
        ("signature and ratification of CRPD", {("sign", "CRPD"), ("ratify", "CRPD")}),
        ("ratify CRPD, ICPPED and the Rome Statute",
         {("ratify", "CRPD"), ("ratify", "ICPPED"), ("ratify", "ROME-STATUTE")}),
        ("ratify the treaties it has not joined, in particular: (a) CRPD; (b) ICPPED",
         {("ratify", "CRPD"), ("ratify", "ICPPED")}),
        ("ratify CRPD and sign ICPPED", {("ratify", "CRPD"), ("sign", "ICPPED")}),
        ("Ratify, without reservations, OP-CEDAW", {("ratify", "OP-CEDAW")}),
        ("ratify and implement CRPD", {("ratify", "CRPD"), ("implement", "CRPD")}),
        # the object first
        ("ICRMW, to which Fiji is not yet a party", {("ratify", "ICRMW")}),
        ("the ICRMW and the ICPPED that Fiji had acceded to", {("ratify", "ICRMW"), ("ratify", "ICPPED")}),
        ("ICPPED, which it signed in 2008", {("sign", "ICPPED")}),
        ("OP-CAT had not been ratified", {("ratify", "OP-CAT")}),
        # reservations
        ("withdraw its reservations to articles 2 and 16 of CEDAW", {("withdraw-reservation", "CEDAW")}),
        ("lift its reservation to article 9 of CEDAW and its reservation to CRC",
         {("withdraw-reservation", "CEDAW"), ("withdraw-reservation", "CRC")}),
        ("review its reservations to CRC with a view to withdrawing them", {("withdraw-reservation", "CRC")}),
        # procedures
        ("make the declaration under article 14 of ICERD", {("accept-procedure", "ICERD")}),
        ("accept the individual complaints procedure under article 22 of CAT", {("accept-procedure", "CAT")}),
        ("ratify ICPPED, making the declarations set out in articles 31 and 32",
         {("ratify", "ICPPED"), ("accept-procedure", "ICPPED")}),
        ("ratify OP-ICESCR and opt in to the inquiry procedure",
         {("ratify", "OP-ICESCR"), ("accept-procedure", "OP-ICESCR")}),
        # other things done
        ("bring its laws into line with CRPD", {("implement", "CRPD")}),
        ("incorporate CEDAW into its laws", {("implement", "CEDAW")}),
    ],
)  # fmt: skip
def test_acts_and_their_instruments(text: str, expected: set[tuple[str, str]]) -> None:
    """Each act is found with every instrument it governs."""
    assert acts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the prohibition was a violation of ICCPR",
        "ratify the core human rights treaties; harass nobody, as ICCPR says",
        "ratify other treaties and adopt a plan in accordance with CRPD",
        "sign language interpretation as required by CRPD",
        "Fiji ratified many treaties, it should also read ICCPR",
        "the definition of torture in CAT",
        "a report under article 40 of ICCPR",
    ],
)
def test_no_act_without_its_object(text: str) -> None:
    """A treaty that is only mentioned is not ratified, signed or implemented."""
    assert acts(text) == set()


def test_an_act_ends_where_another_statement_begins() -> None:
    """A second verb with its own object keeps the first act away from it."""
    assert acts("ratify CRPD and bring its laws in line with ICESCR") == {("ratify", "CRPD"), ("implement", "ICESCR")}


def test_a_committee_can_stand_for_its_treaty() -> None:
    """Competence of a committee is returned without an object, for the caller to resolve."""
    (act,) = find_treaty_acts("recognize the competence of the Committee against Torture", [])
    assert (act.act, act.objects) == ("accept-procedure", ())


@given(st.text(alphabet="ratify sign withdraw reservations to and, of .;:()CAT", max_size=80), st.data())
def test_no_text_makes_it_raise(text: str, data: st.DataObject) -> None:
    """Objects are positions of the spans that were passed."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    for act in find_treaty_acts(text, spans):
        assert all(0 <= position < len(spans) for position in act.objects)
        assert act.start <= act.end
