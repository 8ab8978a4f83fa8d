"""What documents say of where a State stands towards a treaty, and when two of them contradict each other.

The law of treaties decides: ratification, accession, succession, acceptance and approval all make a party (Vienna Convention
on the Law of Treaties, articles 2 and 11 to 16), signature does not (article 18), and a law of the State that approves a
ratification binds it towards nobody (article 16). A source that is older than an act does not contradict it, nor does a date
that is the same, less precisely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hrgraph.dates import first_day, last_day
from hrgraph.joins.treaty_records import Standing

BOUND = frozenset(("party", "ratification", "accession", "succession", "acceptance", "approval"))
SIGNED = frozenset(("signature", "signature-only"))
UNBOUND = frozenset(("not-party", "signature-only"))
DOMESTIC = "domestic-ratification"
LEFT = "denunciation"


@dataclass(frozen=True, slots=True)
class Told:
    """A standing, with the date of the document that tells it: ISO 8601, or "" where it is not known."""

    standing: Standing
    on: str

    @property
    def act_by(self) -> str:
        """When the act was done, or else by when: the date of the document that reports it."""
        return self.standing.date or self.on


def is_before(one: str, other: str) -> bool:
    """Say whether a date is surely before another: 2008 is before 2009-02, and not before 2008-10."""
    return bool(one and other) and last_day(one) < first_day(other)


def is_same(one: str, other: str) -> bool:
    """Say whether two dates may be the same, one told more precisely: 2008 and 2008-10-22."""
    return one.startswith(other) or other.startswith(one)


def age(date: str) -> tuple[str, str]:
    """Return what dates of different precision are sorted by."""
    return (first_day(date), last_day(date)) if date else ("", "")


def contradicts(denial: Told, claim: Told) -> bool:
    """Say whether a source that has the State as no party contradicts a claim that it is one.

    Within one document the two never go together; another document must be newer than the act.
    """
    return denial.standing.document == claim.standing.document or is_before(claim.act_by, denial.on)


def still_standing(told: Iterable[Told]) -> list[Told]:
    """Return what is told, but for claims to be a party from before the State left the treaty."""
    told = list(told)
    left = [one.act_by for one in told if one.standing.says == LEFT]
    return [one for one in told if one.standing.says not in BOUND or all(is_before(date, one.act_by) for date in left)]


def best_date(told: Iterable[Told]) -> str:
    """Return the date that sources give an act: the most precise, of those the one that most documents give; "" for none."""
    told = [one for one in told if one.standing.date]
    support: dict[str, set[str]] = defaultdict(set)
    for date in {one.standing.date for one in told}:
        support[date] = {one.standing.document for one in told if date.startswith(one.standing.date)}
    return min(support, key=lambda date: (-len(date), -len(support[date]), date), default="")


def by_treaty(told: Iterable[Told]) -> Mapping[tuple[str, str], list[Told]]:
    """Return what is told of each State and instrument, each in a fixed order."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: one.standing.record):
        found[one.standing.state, one.standing.instrument].append(one)
    return found
