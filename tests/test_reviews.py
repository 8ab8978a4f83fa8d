from __future__ import annotations

import pytest
from drafts import check_anchors, draft, report

from hrgraph.extraction.facts.cycles import cycle_in_words, cycle_of_year
from hrgraph.extraction.facts.review_totals import find_review_totals
from hrgraph.extraction.facts.reviews import find_reviews
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.models import ReviewFact
from hrgraph.registry import load_registry

REGISTRY = load_registry()
TABLE = (
    "\t<u>Date of Fiji’s review</u>\t<u>Report of the Working Group</u>\t<u>Replies by Fiji</u>"
    "\t<u>Final decision of the Council</u>\n"
    "<b>First cycle (2008-2011)</b>\t11 February 2010 (7 <sup>th</sup>\t23/03/2010 <sup>1</sup>"
    "\t01/06/2010 <sup>2</sup>\t10/06/2010\n\n"
    "<sup>1</sup> <https://undocs.org/A/HRC/14/8>\n\n"
    "<sup>2</sup><https://documents-dds-ny.un.org/doc/UNDOC/GEN/G10/200/31/PDF/G1020031.pdf?OpenElement>\n\n"
    "\tsession)\t\t\t\n"
    "<b>Second cycle</b> (2012-2016)\t29 October 2014 (session 20)\t17 December 2014 <sup>3</sup>\t"
    "\t<https://undocs.org/A/HRC/DEC/28/103>\n\n"
    "<sup>3</sup><https://undocs.org/en/A/HRC/28/8>\n"
)


def test_dates_sessions_and_symbols_of_each_review() -> None:
    document = report(TABLE)
    first, second = find_reviews(document, find_tables(document))
    check_anchors(document, [first, second])
    assert (first.cycle, first.period, first.review_date, first.session) == (1, "2008-2011", "2010-02-11", 7)
    assert (first.wg_report_symbol, first.wg_report_date) == ("A/HRC/14/8", "2010-03-23")
    assert (first.replies_date, first.replies_symbol) == ("2010-06-01", None)  # a job number is not a symbol
    assert (first.decision_date, first.decision_symbol) == ("2010-06-10", None)
    assert (second.cycle, second.period, second.review_date, second.session) == (2, "2012-2016", "2014-10-29", 20)
    assert (second.wg_report_symbol, second.decision_symbol) == ("A/HRC/28/8", "A/HRC/DEC/28/103")


def test_a_table_of_other_dates_has_no_reviews() -> None:
    document = report("Election\tDate of the vote\tReport\n2018\t14 November 2018\tpublished\n")
    assert find_reviews(document, find_tables(document)) == []


def totals(sentence: str) -> list[dict[str, int]]:
    document = draft(
        "THE LAST REVIEW\n\n" + sentence + "\n", kind="StakeholderSubmission", identifier="island-watch-2021"
    )
    found = find_review_totals(document, REGISTRY)
    check_anchors(document, found)
    return [counts(fact) for fact in found]


def counts(fact: ReviewFact) -> dict[str, int]:
    named = {name: getattr(fact, name) for name in ("cycle", "received", "supported", "noted", "delegations")}
    return {name: value for name, value in named.items() if value is not None}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "During its second UPR, Fiji accepted 112 and rejected 26 of the 138 recommendations made to it.",
            {"cycle": 2, "received": 138, "supported": 112, "noted": 26},
        ),
        (
            "In its UPR in 2019, Fiji received 242 recommendations, of which it supported 207.",
            {"cycle": 3, "received": 242, "supported": 207, "noted": 35},
        ),
        (
            "At its third UPR, Fiji received 242 recommendations, of which it supported 200 and noted 42.",
            {"cycle": 3, "received": 242, "supported": 200, "noted": 42},
        ),
        (
            "In the first cycle, Fiji supported 97 of the 103 recommendations.",
            {"cycle": 1, "received": 103, "supported": 97},  # some of the first cycle were left pending
        ),
        (
            "Of the 242 recommendations received in the third cycle, 207 were accepted and 35 were noted.",
            {"cycle": 3, "received": 242, "supported": 207, "noted": 35},
        ),
        (
            "In the interactive dialogue of the third cycle, 93 delegations made statements.",
            {"cycle": 3, "delegations": 93},
        ),
    ],
)
def test_totals_of_a_review(sentence: str, expected: dict[str, int]) -> None:
    assert totals(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "In its second UPR, Samoa accepted 112 of the 138 recommendations.",  # another State
        "Fiji accepted 12 of the 20 recommendations of the inquiry.",  # no review
        "In its second UPR, Fiji accepted recommendations 112.3 and 112.4.",
        "In its second UPR, Fiji accepted 112 of the 38 recommendations.",  # does not add up
        "In the second cycle, 93 delegations of the union met.",
    ],
)
def test_what_only_looks_like_totals(sentence: str) -> None:
    assert totals(sentence) == []


@pytest.mark.parametrize(
    ("words", "cycle"),
    [("Third Cycle", 3), ("second universal periodic review", 2), ("2nd UPR", 2), ("cycle 4", 4), ("first aid", None)],
)
def test_cycles_in_words(words: str, cycle: int | None) -> None:
    assert cycle_in_words(words) == cycle


@pytest.mark.parametrize(
    ("value", "cycle"),
    [
        ("2007", None),
        ("2008", 1),
        ("2010-02-12", 1),
        ("2012-03", 1),
        ("2012", 2),
        ("2016-11", 2),
        ("2017", 3),
        ("2022", 3),
        ("2022-11-09", 4),
    ],
)
def test_cycles_by_date(value: str, cycle: int | None) -> None:
    assert cycle_of_year(value) == cycle
