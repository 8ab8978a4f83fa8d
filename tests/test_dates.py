from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.dates import find_dates, first_day, is_date, last_day

PRINTED = [
    ("22 Oct 2008", "2008-10-22"),
    ("22 Oct. 2008", "2008-10-22"),
    ("30 June 2009", "2009-06-30"),
    ("5 Sept. 1999", "1999-09-05"),
    ("3rd of May 1994", "1994-05-03"),
    ("07 November 2019", "2019-11-07"),
    ("24\nJan\n2006", "2006-01-24"),
    ("January 2, 2021", "2021-01-02"),
    ("23/03/2010", "2010-03-23"),
    ("1.6.2010", "2010-06-01"),  # the day comes first
    ("2015-04-21", "2015-04-21"),
    ("18-May-01", "2001-05-18"),
    ("06-Dec-99", "1999-12-06"),
    ("Feb. 2007", "2007-02"),
    ("March 2012", "2012-03"),
    ("2008", "2008"),
]
NOT_DATES = [
    "30 February 2001",
    "13/13/2001",
    "32 May 2001",
    "2021-2023",  # a span of years
    "2016/17",
    "A/HRC/2008/1",
    "1990s",
    "No. 2010a",
    "1066",
    "art. 22",
    "",
]


@pytest.mark.parametrize(("printed", "value"), PRINTED)
def test_a_printed_date_is_read_as_precisely_as_it_is_printed(printed: str, value: str) -> None:
    assert [(one.start, one.end, one.value) for one in find_dates(printed)] == [(0, len(printed), value)]


@pytest.mark.parametrize("text", NOT_DATES)
def test_look_alikes_are_not_dates(text: str) -> None:
    assert find_dates(text) == []


def test_each_date_of_a_sentence_is_found_once_and_where_it_stands() -> None:
    text = "Fiji signed on 6 September 2000, ratified in March 2003 and reported in 2005."
    found = find_dates(text)
    assert [one.value for one in found] == ["2000-09-06", "2003-03", "2005"]
    assert [text[one.start : one.end] for one in found] == ["6 September 2000", "March 2003", "2005"]


def test_two_figures_of_a_year_are_not_later_than_the_document() -> None:
    assert [one.value for one in find_dates("10-Jun-32")] == ["2032-06-10"]
    assert [one.value for one in find_dates("10-Jun-32", latest_year=2021)] == ["1932-06-10"]


@pytest.mark.parametrize(
    ("value", "day"),
    [("2022", "2022-12-31"), ("2022-02", "2022-02-28"), ("2024-02", "2024-02-29"), ("2022-05-03", "2022-05-03")],
)
def test_the_last_day_of_a_period(value: str, day: str) -> None:
    assert last_day(value) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [("2022", "2022-01-01"), ("2022-02", "2022-02-01"), ("2022-05-03", "2022-05-03")],
)
def test_the_first_day_of_a_period(value: str, day: str) -> None:
    assert first_day(value) == day


@given(st.dates())
def test_a_day_and_its_month_and_year_are_dates(day: date) -> None:
    written = day.isoformat()
    assert all(is_date(written[:length]) for length in (4, 7, 10))
    assert first_day(written[:7]) <= written <= last_day(written[:7])


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    printed = f"{day.day} {day:%B} {day.year} or {day.isoformat()}"
    assert [one.value for one in find_dates(printed)] == [day.isoformat()] * 2


@given(st.text())
def test_no_text_makes_the_search_fail(text: str) -> None:
    for found in find_dates(text):
        assert text[found.start : found.end].strip()
