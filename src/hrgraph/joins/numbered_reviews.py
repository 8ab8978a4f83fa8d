"""Reviews by the numbers of their recommendations: which review has a number, and which certainly has not.

A report is known to lack a number only if it was read without a gap: its paragraphs run from 1 past the last list of
recommendations, and each list from item 1. A number beyond them is then nowhere in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hrgraph.joins.cited_places import Citable, Listed
from hrgraph.joins.sources import Source, session_starts
from hrgraph.symbols import cycle_of_session

# What a review is followed by, or ends in: these speak of the numbers of their own review.
_OUTCOME = ("WorkingGroupReport", "Addendum", "CouncilDecision", "ThematicList")


def is_earlier(date: str, other: str) -> bool:
    """Whether a date is certainly before another one; both ISO 8601, a year, a month or a day, or "" for unknown.

    >>> is_earlier("2014-10-27", "2015"), is_earlier("2014", "2014-11"), is_earlier("", "2015")
    (True, False, False)
    """
    precision = min(len(date), len(other))
    return precision > 0 and date[:precision] < other[:precision]


@dataclass(slots=True)
class NumberedReview:
    """The review of a State in a cycle, as the documents that were read number its recommendations.

    Attributes:
        report: What the report of the working group has, or None where it was not read.
        listed: By number, what all documents say of who made the recommendation.
    """

    state: str
    cycle: int
    report: Citable | None = None
    listed: dict[str, Listed] = field(default_factory=dict)

    def add(self, listed: Listed) -> None:
        """Add what a document says of a recommendation."""
        known = self.listed.get(listed.number)
        issuers = {*listed.issuers, *(known.issuers if known else ())}
        self.listed[listed.number] = Listed(
            listed.number, listed.recommendation, tuple(sorted(issuers)), self.state, self.cycle
        )

    def lacks(self, number: str) -> bool:
        """Whether the report was read and certainly has no recommendation with this number."""
        return self.report is not None and number not in self.listed and lacks(self.report, number)


def lacks(report: Citable, number: str) -> bool:
    """Whether a report certainly lists no recommendation with this number."""
    items: dict[int, set[int]] = defaultdict(set)
    for one in report.listed:
        paragraph, item, *_ = map(int, one.number.split("."))
        items[paragraph].add(item)
    if not items or len(report.ranges) != 1 or report.ranges[0][0] != 1 or report.ranges[0][1] <= max(items):
        return False
    paragraph, item, *_ = map(int, number.split("."))
    own = items.get(paragraph)
    return own is None or (own == set(range(1, len(own) + 1)) and item not in own)


class NumberedReviews:
    """All reviews of which something was read."""

    def __init__(self, citables: Iterable[Citable]) -> None:
        self._reviews: dict[tuple[str, int], NumberedReview] = {}
        for citable in sorted(citables, key=lambda one: one.source.iri):
            source = citable.source
            if source.kind == "WorkingGroupReport" and source.state and source.cycle:
                self._review(source.state, source.cycle).report = citable
            for listed in citable.listed:
                if listed.state and listed.cycle:
                    self._review(listed.state, listed.cycle).add(listed)

    def _review(self, state: str, cycle: int) -> NumberedReview:
        return self._reviews.setdefault((state, cycle), NumberedReview(state, cycle))

    def of(self, source: Source) -> NumberedReview | None:
        """Return the review that a document belongs to, if something was read of it."""
        return self._reviews.get((source.state or "", source.cycle or 0))

    def before(self, source: Source, state: str) -> list[NumberedReview]:
        """Return the reviews of a State that a document can look back on, the newest first.

        A review of which nothing was read is among them, with no number, if it may lie between.
        """
        if source.state == state and source.cycle:
            newest = source.cycle if source.kind in _OUTCOME else source.cycle - 1
            return [self._reviews.get((state, cycle)) or NumberedReview(state, cycle) for cycle in range(newest, 0, -1)]
        found = []
        for cycle in range(_cycle_at(source.date), 0, -1):
            review = self._reviews.get((state, cycle)) or NumberedReview(state, cycle)
            if review.report is None or is_earlier(review.report.source.date, source.date):
                found.append(review)
        return found


def _cycle_at(date: str) -> int:
    """Return the cycle of the newest session that began before a date; 0 where the date is not known."""
    begun = [int(session) for session, start in session_starts().items() if is_earlier(start, date)]
    return cycle_of_session(max(begun)) if begun else 0


def first_with(reviews: Sequence[NumberedReview], number: str) -> tuple[Listed | None, str]:
    """Return the recommendation that a number alone means: of the newest review that has it; or None, and why.

    Args:
        reviews: The newest first. One that may have the number and was not read leaves open which is meant.
    """
    for review in reviews:
        if number in review.listed:
            return review.listed[number], ""
        if not review.lacks(number):
            known = "was not read without a gap" if review.report else "was not read"
            return None, f"the report of the review of cycle {review.cycle}, which may have the number, {known}"
    return None, "" if reviews else "no review of the State is known to come before the document"
