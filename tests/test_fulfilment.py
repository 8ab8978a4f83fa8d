"""What became of calls for treaty acts: each outcome, and what looks like it and is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph import iris
from hrgraph.joins.fulfilment import Fulfilment, Made, find_fulfilments
from hrgraph.joins.standings import Told, best_date, by_treaty, is_before, is_same
from hrgraph.joins.treaty_records import Call, Standing

STATE, CRPD, OTHER = iris.thing("state", "FJI"), iris.instrument("CRPD"), iris.instrument("OP-CRPD")


def call(on: str, act: str = "ratify", *, document: str = "asking", articles: tuple[str, ...] = (), pledge: bool = False) -> Made:
    statement = f"urn:x:{document}/{on}/{act}"
    return Made(Call(statement, f"urn:x:{document}", STATE, act, CRPD, iris.treaty_act(act, "CRPD"), None, articles, pledge), on)


def told(
    says: str, on: str, date: str = "", *, document: str = "telling", of: str = CRPD, articles: tuple[str, ...] = (), value: str = ""
) -> Told:
    record = f"urn:x:{document}/{on}/{says}/{date}/{'-'.join(articles)}"
    return Told(Standing(record, f"urn:x:{document}", STATE, of, says, date, articles, value), on)


def judge(calls: list[Made], *tales: Told) -> Fulfilment:
    (found,) = find_fulfilments(calls, by_treaty(tales))
    return found


RATIFIED = told("ratification", "2021", "2015-04-21")
SIGNED_IN_2009 = told("signature-only", "2009", "2008", document="table")


@pytest.mark.parametrize(
    ("calls", "tales", "outcome", "date"),
    [
        ([call("2010-02-12")], [RATIFIED], "fulfilled", "2015-04-21"),
        # What was so before the act does not contradict it.
        ([call("2010-02-12")], [RATIFIED, SIGNED_IN_2009], "fulfilled", "2015-04-21"),
        ([call("2010-02-12")], [RATIFIED, told("not-party", "2015-03", document="table")], "fulfilled", "2015-04-21"),
        # Every act that makes a party answers.
        *(([call("2010")], [told(says, "2021", "2015-04")], "fulfilled", "2015-04") for says in ("accession", "succession", "acceptance", "approval", "party")),
        # The same date, told less precisely elsewhere.
        ([call("2010")], [told("party", "2016", "2015"), told("party", "2017", "2015-04"), RATIFIED], "fulfilled", "2015-04-21"),
        # Signature is not ratification, nor is a law of the State or the entry into force of the treaty.
        ([call("2010")], [SIGNED_IN_2009], "signed-only", ""),
        ([call("2010")], [told("signature", "2021", "2008-12-11")], "signed-only", ""),
        ([call("2010")], [told("signature", "2021", "2008-12-11"), told("not-party", "2021", document="table")], "signed-only", ""),
        ([call("2010")], [told("domestic-ratification", "2021", "2015-02-20"), SIGNED_IN_2009], "signed-only", ""),
        ([call("2010")], [told("domestic-ratification", "2021", "2015-02-20")], "unknown", ""),
        ([call("2010")], [told("entry-into-force", "2021", "2015-05-21")], "unknown", ""),
        ([call("2010")], [told("observer", "2021")], "unknown", ""),
        ([call("2010")], [told("not-party", "2009")], "not-fulfilled", ""),
        ([call("2010"), call("2024", document="asking-again")], [told("not-party", "2009")], "not-fulfilled", ""),
        ([call("2010")], [], "unknown", ""),
        # A protocol is not its treaty.
        ([call("2010")], [told("ratification", "2021", "2015-04-21", of=OTHER)], "unknown", ""),
        # Done before anybody asked.
        ([call("2010")], [told("accession", "2021", "2009-02-27")], "fulfilled-before-call", "2009-02-27"),
        ([call("2014")], [told("ratification", "2012")], "fulfilled-before-call", ""),
        # A document repeats a call that is older than its own table.
        ([call("2009", document="table")], [told("party", "2009", "2009-02-27", document="table")], "fulfilled-before-call", "2009-02-27"),
        # The year of the call and a day in it do not tell which was first; nor does a ratification without a date.
        ([call("2015")], [RATIFIED], "done-order-unknown", "2015-04-21"),
        ([call("")], [RATIFIED], "done-order-unknown", "2015-04-21"),
        ([call("2010")], [told("ratification", "2014")], "done-order-unknown", ""),
        ([call("2010")], [told("ratification", "2014"), told("not-party", "2009", document="table")], "done-order-unknown", ""),
        ([call("2010")], [told("ratification", "2014"), told("not-party", "2012", document="table")], "fulfilled", ""),
        ([call("2015-04-21")], [RATIFIED], "fulfilled", "2015-04-21"),
        # A newer source denies it; one passage of a document denies what another says.
        ([call("2010")], [RATIFIED, told("signature-only", "2024", document="table")], "contradicted", "2015-04-21"),
        ([call("2010")], [RATIFIED, told("not-party", "2024", document="table")], "contradicted", "2015-04-21"),
        ([call("2010")], [told("ratification", "2021"), told("signature-only", "2021", "2020-09-23")], "contradicted", ""),
        ([call("2010")], [told("ratification", "2014"), told("not-party", "2021", document="table")], "contradicted", ""),
        # Two sources of one year, of which the second may be the older.
        ([call("2010")], [told("ratification", "2014"), told("not-party", "2014", document="table")], "fulfilled", ""),
        # Who left is no party, though it was one, and may come back.
        ([call("2010")], [told("accession", "2021", "1990"), told("denunciation", "2021", "2000"), told("not-party", "2011")], "not-fulfilled", ""),
        ([call("2010")], [told("accession", "2021", "1990"), told("denunciation", "2021", "2000"), RATIFIED], "fulfilled", "2015-04-21"),
    ],
)  # fmt: skip
def test_calls_to_become_a_party(calls: list[Made], tales: list[Told], outcome: str, date: str) -> None:
    found = judge(calls, *tales)
    assert (found.outcome, found.answered_on) == (outcome, date)


@pytest.mark.parametrize(
    ("tales", "outcome", "date"),
    [
        ([told("signature", "2021", "2020-09-23")], "fulfilled", "2020-09-23"),
        ([told("signature-only", "2021", "2020")], "fulfilled", "2020"),
        ([told("accession", "2021", "2020-09-23")], "fulfilled", "2020-09-23"),
        # The day of signature, and not that of ratification.
        ([told("signature", "2021", "2012-06"), RATIFIED], "fulfilled", "2012-06"),
        ([SIGNED_IN_2009], "fulfilled-before-call", "2008"),
        # A State that is no party may have signed.
        ([told("not-party", "2021")], "unknown", ""),
    ],
)
def test_calls_to_sign(tales: list[Told], outcome: str, date: str) -> None:
    found = judge([call("2010-02-12", "sign")], *tales)
    assert (found.outcome, found.answered_on) == (outcome, date)


def competence(value: str, *articles: str, on: str = "2021", date: str = "") -> Told:
    return told("individual-complaints", on, date, articles=articles, value=value)


@pytest.mark.parametrize(
    ("articles", "tales", "outcome"),
    [
        (("14",), [competence("yes", "14", date="2015-01-02")], "fulfilled"),
        ((), [competence("yes", "14", date="2015-01-02")], "fulfilled"),
        (("14",), [competence("no", "14")], "not-fulfilled"),
        (("22",), [competence("yes", "22", date="2015-01-02"), competence("no", "21")], "fulfilled"),
        (("21",), [competence("yes", "22"), competence("no", "21")], "not-fulfilled"),
        # One of two procedures is accepted, and the call does not say which it means.
        ((), [competence("yes", "22"), competence("no", "21")], "unknown"),
        (("14",), [told("ratification", "2021", "2015-04-21")], "unknown"),
        (("14",), [told("declaration", "2021", "2015-04-21", articles=("14",), value="yes")], "unknown"),
    ],
)
def test_calls_to_accept_a_procedure(articles: tuple[str, ...], tales: list[Told], outcome: str) -> None:
    assert judge([call("2010", "accept-procedure", articles=articles)], *tales).outcome == outcome


@pytest.mark.parametrize(
    ("tales", "outcome"),
    [
        # None stands any more; when it was withdrawn is not told.
        ([told("declaration", "2021", value="no")], "done-order-unknown"),
        # It may be another declaration than the one that was meant.
        ([told("declaration", "2021", value="Article 16 does not bind it.")], "unknown"),
        # There was nothing to withdraw before the call either, so something else was meant.
        ([told("declaration", "2009", value="no"), told("declaration", "2021", value="no", document="table")], "unknown"),
        ([told("declaration", "2010", value="no")], "unknown"),
        ([told("denunciation", "2021", "2015")], "unknown"),
    ],
)
def test_calls_to_withdraw_a_reservation(tales: list[Told], outcome: str) -> None:
    assert judge([call("2010", "withdraw-reservation")], *tales).outcome == outcome


def test_calls_are_counted_up_to_the_act() -> None:
    calls = [call("2020"), call("2009"), call("2014-10-30"), call("2015"), call("")]
    found = judge(calls, RATIFIED)
    assert (found.counted, len(found.calls)) == (4, 5)
    assert [made.on for made in found.calls] == ["2009", "2014-10-30", "2015", "2020", ""]
    assert judge(calls, SIGNED_IN_2009).counted == 5


@pytest.mark.parametrize(
    ("first", "done", "days"),
    [
        ("2014-10-30", "2015-04-21", (173, 173)),
        ("2009", "2015-04-21", (1937, 2301)),
        ("2014-10-30", "2015-04", (153, 182)),
        ("2015-04-21", "2015-04-21", (0, 0)),
        ("2015", "2015-04-21", None),
        ("2016", "2015-04-21", None),
    ],
)
def test_days_from_the_first_call_to_the_act(first: str, done: str, days: tuple[int, int] | None) -> None:
    assert judge([call("2020"), call(first)], told("ratification", "2021", done)).days == days


def test_a_pledge_is_no_call() -> None:
    both = judge([call("2010"), call("2008", pledge=True)], RATIFIED)
    assert (both.outcome, both.counted, both.asked[0].on, len(both.pledges)) == ("fulfilled", 1, "2010", 1)
    alone = judge([call("2008", pledge=True)], SIGNED_IN_2009)
    assert (alone.outcome, alone.counted, alone.calls, alone.asked[0].on) == ("signed-only", 0, (), "2008")


def test_how_new_the_sources_are() -> None:
    found = judge([call("2010"), call("2024")], told("not-party", "2009"), told("not-party", "2021-05", document="table"))
    assert (found.as_of, found.status_as_of) == ("2024", "2021-05")
    assert judge([call("")]).as_of == ""


def test_it_rests_on_what_is_told_of_the_act_alone() -> None:
    found = judge([call("2010")], RATIFIED, SIGNED_IN_2009, told("declaration", "2021", value="no"), competence("yes", "14"))
    assert [one.standing.says for one in found.answers] == ["ratification"]
    assert [one.standing.says for one in found.others] == ["signature-only"]


DATES = st.one_of(
    st.dates().map(str), st.dates().map(lambda day: str(day)[:7]), st.dates().map(lambda day: str(day)[:4]), st.just("")
)


@given(DATES, DATES)
def test_of_two_dates_one_at_most_is_before(one: str, other: str) -> None:
    assert not (is_before(one, other) and is_before(other, one))
    if one and other and is_same(one, other):
        assert not is_before(one, other)


@given(st.lists(st.tuples(st.sampled_from(["ratification", "not-party", "signature", "signature-only", "domestic-ratification"]), DATES, DATES)), st.lists(DATES, min_size=1), st.randoms())
def test_the_order_of_records_does_not_matter(tales: list[tuple[str, str, str]], dates: list[str], random: object) -> None:
    records = [told(says, on, date, document=f"d{number}") for number, (says, on, date) in enumerate(tales)]
    calls = [call(on, document=f"c{number}") for number, on in enumerate(dates)]
    found = judge(calls, *records)
    random.shuffle(records)  # type: ignore[attr-defined]
    random.shuffle(calls)  # type: ignore[attr-defined]
    assert judge(calls, *records) == found
    if found.outcome.startswith(("fulfilled", "done", "contradicted")):
        assert found.answers
    if found.days:
        assert 0 <= found.days[0] <= found.days[1]


def test_the_date_that_most_documents_give() -> None:
    tales = [told("party", "2016", "2015-02-20", document="a"), told("party", "2017", "2015-04-21", document="b"), told("party", "2018", "2015-04", document="c")]
    assert best_date(tales) == "2015-04-21"
    assert best_date([SIGNED_IN_2009, told("party", "2016")]) == "2008"
