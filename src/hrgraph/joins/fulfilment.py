"""Work out what became of the calls on a State for a treaty act: whether, when and after how many calls it was done.

Guarantees: a pure function of its records, whatever their order; every outcome rests on records that it names. What only
follows by guessing is not said: that a State is no party does not say that it has not signed, a declaration that stands need
not be the reservation that was meant, and an act without a date may be older than the calls.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hrgraph.dates import first_day, last_day
from hrgraph.joins.standings import BOUND, SIGNED, UNBOUND, Told, age, best_date, contradicts, is_before, still_standing
from hrgraph.joins.treaty_records import Call

_DAY = len("2026-01-31")


@dataclass(frozen=True, slots=True)
class Made:
    """A call or pledge, with the day on which it was made or else the date of its document, "" where neither is known."""

    call: Call
    on: str


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What became of the calls on one State for one act towards one instrument.

    Attributes:
        calls: What asks for the act, oldest first; empty where the State only promised it.
        pledges: What the State promised of its own accord, oldest first.
        outcome: Local name of a concept of the scheme fulfilment-outcome.
        answers: What reports that the act was done.
        others: What else is told of where the State stands.
        answered_on: When the act was done, as precise as the sources; "" where none says.
        counted: How many calls were made before the act, or until now.
        days: Fewest and most days from the first call to the act, None where one of the dates is not known.
    """

    state: str
    act: str
    instrument: str
    treaty_act: str
    calls: tuple[Made, ...]
    pledges: tuple[Made, ...]
    outcome: str
    answers: tuple[Told, ...]
    others: tuple[Told, ...]
    answered_on: str
    counted: int
    days: tuple[int, int] | None

    @property
    def asked(self) -> tuple[Made, ...]:
        """The calls, or else the pledges."""
        return self.calls or self.pledges

    @property
    def as_of(self) -> str:
        """Date of the newest source of all."""
        return max((one.on for one in (*self.calls, *self.pledges, *self.answers, *self.others)), key=_newest, default="")

    @property
    def status_as_of(self) -> str:
        """Date of the newest source that tells where the State stands; "" where none does."""
        return max((one.on for one in (*self.answers, *self.others)), key=_newest, default="")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What is told of one act: that it was done, that it was not, or something else that has to do with it."""

    done: list[Told]
    denied: list[Told]
    others: list[Told]


def find_fulfilments(made: Iterable[Made], told: Mapping[tuple[str, str], Sequence[Told]]) -> Iterator[Fulfilment]:
    """Yield what became of the calls and pledges, sorted by State, instrument and act.

    Args:
        made: One for each statement and act, in any order.
        told: What is told of each State and instrument.
    """
    asked: dict[tuple[str, str, str], list[Made]] = defaultdict(list)
    for one in made:
        asked[one.call.state, one.call.instrument, one.call.act].append(one)
    for (state, instrument, act), group in sorted(asked.items()):
        group.sort(key=lambda one: (not one.on, age(one.on), one.call.statement))
        calls = tuple(one for one in group if not one.call.pledge)
        pledges = tuple(one for one in group if one.call.pledge)
        evidence = _weigh(act, calls or pledges, told.get((state, instrument), ()))
        outcome, answered_on = _judge(act, calls or pledges, evidence)
        done_by = answered_on or _first_told(evidence.done)
        answers = tuple(evidence.done)
        counted = sum(not (answers and is_before(done_by, one.on)) for one in calls)
        days = _days(calls or pledges, answered_on) if outcome == "fulfilled" else None
        yield Fulfilment(
            state, act, instrument, group[0].call.treaty_act, calls, pledges, outcome, answers,
            (*evidence.denied, *evidence.others), answered_on, counted, days,
        )  # fmt: skip


def _weigh(act: str, asked: Sequence[Made], told: Sequence[Told]) -> _Evidence:
    if act == "accept-procedure":
        return _weigh_procedures(asked, told)
    if act == "withdraw-reservation":
        return _weigh_reservations(asked, told)
    parts = [one for one in told if one.standing.says not in _OF_OTHER_ACTS]
    current = still_standing(parts)
    done = [one for one in current if one.standing.says in BOUND or (act == "sign" and one.standing.says in SIGNED)]
    denied = [one for one in current if act == "ratify" and one.standing.says in UNBOUND]
    return _Evidence(done, denied, [one for one in parts if one not in done and one not in denied])


_OF_OTHER_ACTS = ("declaration", "individual-complaints", "inter-state-complaints", "inquiry")


def _weigh_procedures(asked: Sequence[Made], told: Sequence[Told]) -> _Evidence:
    """Return what is told of the procedures that are asked for: those of the articles that the calls name, or else of any.

    A document that has one of several procedures accepted and another not says nothing of a call that names none.
    """
    named = {article for one in asked for article in one.call.articles}
    about = [one for one in told if one.standing.says in _OF_OTHER_ACTS[1:] and one.standing.value in ("yes", "no")]
    meant = [one for one in about if named & set(one.standing.articles)]
    values: dict[str, set[str]] = defaultdict(set)
    for one in meant or about:
        values[one.standing.document].add(one.standing.value)
    clear = [one for one in meant or about if len(values[one.standing.document]) == 1]
    done = [one for one in clear if one.standing.value == "yes"]
    return _Evidence(done, [one for one in clear if one.standing.value == "no"], [one for one in about if one not in clear])


def _weigh_reservations(asked: Sequence[Made], told: Sequence[Told]) -> _Evidence:
    """Return what is told of reservations. That none stands answers a call if no source said so before the call."""
    about = [one for one in told if one.standing.says == "declaration"]
    none = [one for one in about if one.standing.value == "no"]
    first = next((one.on for one in asked if one.on), "")
    gone = none and all(is_before(first, one.on) for one in none)
    done = none if gone else []
    return _Evidence(done, [], [one for one in about if one not in done])


def _judge(act: str, asked: Sequence[Made], evidence: _Evidence) -> tuple[str, str]:
    """Return the outcome, and when the act was done."""
    done, denied = evidence.done, evidence.denied
    if done:
        answered_on = best_date([one for one in done if one.standing.says in SIGNED] if act == "sign" else done) or best_date(done)
        if any(contradicts(denial, claim) for denial in denied for claim in done):
            return "contradicted", answered_on
        return _order(asked, evidence, answered_on), answered_on
    if act == "ratify" and any(one.standing.says in SIGNED for one in (*denied, *evidence.others)):
        return "signed-only", ""
    return ("not-fulfilled" if denied else "unknown"), ""


def _order(asked: Sequence[Made], evidence: _Evidence, answered_on: str) -> str:
    """Return the outcome of an act that was done: after the first call, before it, or one cannot tell."""
    dated = [one for one in asked if one.on]
    if not dated:
        return "done-order-unknown"
    first = dated[0].on
    if answered_on and (is_before(first, answered_on) or first == answered_on and len(first) == _DAY):
        return "fulfilled"
    if is_before(answered_on or _first_told(evidence.done), first):
        return "fulfilled-before-call"
    # Whoever asks in a document that has the act as done repeats a call that is older.
    callers = {one.call.document for one in dated if not is_before(first, one.on)}
    if callers & {one.standing.document for one in evidence.done}:
        return "fulfilled-before-call"
    if any(one.on and not is_before(one.on, first) for one in evidence.denied):
        return "fulfilled"
    return "done-order-unknown"


def _first_told(told: Iterable[Told]) -> str:
    return min((one.on for one in told if one.on), key=age, default="")


def _days(asked: Sequence[Made], answered_on: str) -> tuple[int, int] | None:
    first = next((one.on for one in asked if one.on), "")
    if not (first and answered_on):
        return None
    fewest = _between(last_day(first), first_day(answered_on))
    return max(fewest, 0), _between(first_day(first), last_day(answered_on))


def _between(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _newest(when: str) -> str:
    return last_day(when) if when else ""
