"""One recommendation in report, addendum, list and table is one, with every account of it and every difference."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.joins.reconciliation import Account, Reconciled, reconcile, text_words

REPORT, ADDENDUM, LIST, TABLE = "A/HRC/9/9", "A/HRC/9/9/Add.1", "list", "table"
KINDS = {REPORT: "WorkingGroupReport", ADDENDUM: "Addendum", LIST: "ThematicList", TABLE: "RecommendationTable"}


def account(document: str, number: str | None = None, text: str = "", issuers: str = "", **more) -> Account:
    key = None if number else text
    return Account(document, KINDS[document], "FJI", 2, number, key, tuple(issuers.split()), text_words(text), **more)


COUNT = account(REPORT, "98.1", "Count the reefs of the outer islands each year (Chile, Peru);", "CHL PER", position="pending")
RATIFY = account(REPORT, "98.2", "Ratify the treaty on whales (Norway);", "NOR", position="supported")
CENSUS = account(REPORT, "99.1", "Hold a census of whales (Chile)", "CHL", position="noted")


def by_number(found: list[Reconciled]) -> dict[str | None, Reconciled]:
    return {recommendation.number: recommendation for recommendation in found}


def test_one_number_is_one_recommendation() -> None:
    accounts = [
        COUNT,
        account(ADDENDUM, "98.1", position="supported"),
        account(LIST, "98.1", "Count the reefs of the outer islands each year (Chile, Peru)", "CHL PER", position="supported"),
    ]
    (found,) = reconcile(accounts)
    assert [one.document for one in found.accounts] == [ADDENDUM, REPORT, LIST]
    assert (found.response, found.differences) == ("supported", ())


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (account(TABLE, None, "Count the reefs of the outer islands each year", "CHL"), "98.1"),
        (account(TABLE, None, "Count the reefs each year", "PER"), "98.1"),
        (account(TABLE, None, "Hold a census of the whales", "CHL"), "99.1"),  # one State, two recommendations
        (account(TABLE, None, "Ratify the treaty on whales", "SWE"), "98.2"),  # another State, the same words
        (account(TABLE, None, "Ratify the treaty on the rights of the child without delay", "SWE"), None),
        (account(TABLE, None, "Abolish the death penalty", "NOR"), None),
        (account(TABLE, None, "", "NOR"), None),
        (replace(account(TABLE, None, "Ratify the treaty on whales", "NOR"), state="TUV"), None),
        (replace(account(TABLE, None, "Ratify the treaty on whales", "NOR"), cycle=3), None),
    ],
)
def test_rows_without_a_number(row: Account, number: str | None) -> None:
    found = reconcile([COUNT, RATIFY, CENSUS, row])
    assert next(one.number for one in found if row in one.accounts) == number


def test_a_row_that_fits_two_equally_well_stays_alone() -> None:
    twin = replace(RATIFY, number="98.7")
    row = account(TABLE, None, "Ratify the treaty on whales", "NOR")
    assert next(one.number for one in reconcile([RATIFY, twin, row]) if row in one.accounts) is None


def test_numbers_that_lack_their_paragraph() -> None:
    found = by_number(reconcile([COUNT, RATIFY, CENSUS, *(account(ADDENDUM, item, position="noted") for item in ("1", "2", "3"))]))
    assert [one.document for one in found["98.1"].accounts] == [ADDENDUM, REPORT]  # 99.1 is answered in the report
    assert [one.document for one in found["98.2"].accounts] == [ADDENDUM, REPORT]
    assert [one.document for one in found["99.1"].accounts] == [REPORT]
    assert [one.number for one in found[None].accounts] == ["3"]


@pytest.mark.parametrize(
    ("accounts", "differences"),
    [
        # The report's first position is no other opinion than the addendum's final one.
        ([replace(COUNT, position="supported"), account(ADDENDUM, "98.1", position="noted")], {}),
        ([COUNT, account(ADDENDUM, "98.1", position="implemented"), account(LIST, "98.1", position="supported")], {}),
        (
            [account(ADDENDUM, "98.1", position="noted"), account(LIST, "98.1", position="supported")],
            {"response": ((ADDENDUM, "noted"), (LIST, "supported"))},
        ),
        (
            [RATIFY, account(LIST, "98.2", "Ratify the treaty on whales", "NOR SWE")],
            {"issuers": ((REPORT, "NOR"), (LIST, "NOR SWE"))},
        ),
        (
            [RATIFY, account(TABLE, None, "Ratify the treaty on whales", "SWE")],
            {"issuers": ((REPORT, "NOR"), (TABLE, "SWE"))},
        ),
        ([COUNT, account(TABLE, None, "Count the reefs of the outer islands", "PER")], {}),
        (
            [RATIFY, account(LIST, "98.2", "Protect the turtles of the lagoon (Norway)", "NOR")],
            {"text": ((REPORT, "ratify the treaty on whales"), (LIST, "protect the turtles of the lagoon"))},
        ),
        ([RATIFY, account(LIST, "98.2", "RATIFY the Treaty, on whales; (Norway).", "NOR")], {}),
    ],
)
def test_differences_are_recorded(accounts: list[Account], differences: dict) -> None:
    (found,) = reconcile(accounts)
    assert set(found.accounts) == set(accounts)
    assert {one.on: one.values for one in found.differences} == {on: tuple(sorted(values)) for on, values in differences.items()}


@pytest.mark.parametrize(
    ("accounts", "response"),
    [
        ([COUNT], None),
        ([COUNT, account(LIST, "98.1", position="noted")], "noted"),
        ([COUNT, account(LIST, "98.1", position="noted"), account(ADDENDUM, "98.1", position="supported in part")], "supported in part"),
        ([RATIFY, account(LIST, "98.2", position="noted")], "supported"),
        ([COUNT, account(ADDENDUM, "98.1", position="pending"), account(TABLE, None, "Count the reefs", "PER", position="noted")], "noted"),
    ],
)
def test_whose_position_is_final(accounts: list[Account], response: str | None) -> None:
    assert reconcile(accounts)[0].response == response


WORDS = ("count", "reefs", "ratify", "whales", "census", "islands")
ACCOUNTS = st.builds(
    lambda document, number, words, issuers, position: account(
        document, number if document != TABLE else None, " ".join(words), " ".join(sorted(issuers)), position=position
    ),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["98.1", "98.2", "99.1", "1", "2"]),
    st.lists(st.sampled_from(WORDS), max_size=6),
    st.sets(st.sampled_from(["CHL", "NOR"])),
    st.sampled_from([None, "supported", "noted", "pending", "implemented"]),
)


@given(st.lists(ACCOUNTS, max_size=8), st.randoms(use_true_random=False))
def test_nothing_is_lost_and_the_order_does_not_matter(accounts: list[Account], shuffler: random.Random) -> None:
    found = reconcile(accounts)
    assert sorted(map(repr, (one for group in found for one in group.accounts))) == sorted(map(repr, accounts))
    numbers = [group.number for group in found if group.number]
    assert len(numbers) == len(set(numbers))
    shuffled = accounts[:]
    shuffler.shuffle(shuffled)
    again = reconcile(shuffled)
    assert [(one.number, one.response, one.differences) for one in again] == [(one.number, one.response, one.differences) for one in found]
