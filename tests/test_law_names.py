"""The names of one law have one key; the names of two laws have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph import iris
from hrgraph.law_names import law_key


@pytest.mark.parametrize(
    "names",
    [
        ("Code of Criminal Procedure", "Criminal Procedure Code", "criminal procedural code"),
        ("Administrative Offences Code", "Code on Administrative Offenses", "Administrative Code of Offences", "Administrative Code"),
        ("Trade Union Law", "Law on Trade Unions", "law on trade unions"),
        ("Family and Marriage Code", "Code on Marriage and the Family"),
        ("Tenants’ Compensation Act", "Tenant's Compensation Act", "Act on Compensation of Tenants"),
        ("draft Law on Refugees", "draft refugee law"),
        ("Organisation of Education Act", "Organization of Education Act"),
    ],
)  # fmt: skip
def test_names_of_one_law(names: tuple[str, ...]) -> None:
    assert len({law_key(name) for name in names}) == 1
    assert len({iris.domestic_law("FJI", name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Criminal Code", "Criminal Procedure Code"),
        ("Criminal Code", "Penal Code"),  # some States have both
        ("Labour Code", "Labour Act"),
        ("Law on Refugees", "draft Law on Refugees"),
        ("Law No. 12/2010", "Law No. 13/2010"),
        ("Law on Asylum", "Law Amending the Law on Asylum"),
        ("Civil Service Act", "Civil Code"),
    ],
)
def test_names_of_two_laws(one: str, other: str) -> None:
    assert law_key(one) != law_key(other)


def test_the_same_law_of_two_States_is_two() -> None:
    assert iris.domestic_law("FJI", "Penal Code") != iris.domestic_law("PER", "Penal Code")


@given(st.text(max_size=60))
def test_a_key_is_its_own_key_whatever_the_case(name: str) -> None:
    assert law_key(law_key(name)) == law_key(name)
