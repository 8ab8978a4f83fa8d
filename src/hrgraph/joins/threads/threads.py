"""Make threads of what the recommendations of all documents ask, and the links that hold each thread together.

Guarantees: the same recommendations give the same threads, whatever the order of documents. Members stand in the order
in which they spoke; each but the first is linked to the one before it that it is most like.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hrgraph.joins.threads.asks import Ask, Asking
from hrgraph.joins.threads.clusters import cluster
from hrgraph.joins.threads.similarity import Profile, compare, key_score, weigh

_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Link:
    """The finding that a member asks what an earlier one asks.

    Attributes:
        earlier, later: IRIs.
        score: From 0 to 1.
        asks: What the earlier and what the later asks, or None where the later says itself that it is similar.
    """

    earlier: str
    later: str
    score: float
    asks: tuple[Ask, Ask] | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """Recommendations that ask the same of a State.

    Attributes:
        state: IRI.
        key: What alone says what they ask, or "".
        members: In the order in which they spoke.
        asks: What each of them asks; of a member that only says that it is similar, what it is similar to asks.
        links: One for each member but the first.
    """

    state: str
    key: str
    members: tuple[Asking, ...]
    asks: tuple[Ask, ...]
    links: tuple[Link, ...]


def make_threads(askings: Iterable[Asking], rows: Collection[str] = ()) -> list[Thread]:
    """Return the threads of two recommendations or more, by State.

    Args:
        askings: Of all documents, in any order.
        rows: IRIs of rows of tables that are recommendations told elsewhere: left out.
    """
    by_state: dict[str, list[Asking]] = defaultdict(list)
    for asking in _merged(asking for asking in askings if asking.iri not in rows):
        by_state[asking.state].append(asking)
    return [thread for _, own in sorted(by_state.items()) for thread in _of_state(sorted(own, key=_when))]


def _merged(askings: Iterable[Asking]) -> list[Asking]:
    """Return each recommendation once: what all documents tell of it, as of the first of them."""
    accounts: dict[str, list[Asking]] = defaultdict(list)
    for asking in askings:
        accounts[asking.iri].append(asking)
    merged = []
    for own in accounts.values():
        own.sort(key=_when)
        # Editions of one text divide alike; the account that tells most stands for all.
        fullest = max(own, key=lambda one: len(one.asks))
        similar = sorted({iri for one in own for iri in one.similar})
        merged.append(replace(own[0], asks=fullest.asks, similar=tuple(similar)))
    return merged


def _when(asking: Asking) -> tuple:
    """Return what statements are ordered by: date, undated ones last, document, and the numbers in the IRI as numbers."""
    parts = _NUMBERS.split(asking.iri)
    return not asking.date, asking.date, asking.document, parts[::2], [int(part) for part in parts[1::2]], asking.iri


def _of_state(askings: Sequence[Asking]) -> Iterator[Thread]:
    keyed: dict[str, dict[int, Ask]] = defaultdict(dict)
    others: list[tuple[int, Profile]] = []
    for place, asking in enumerate(askings):
        for ask in asking.asks:
            if ask.key:
                keyed[ask.key].setdefault(place, ask)
            else:
                others.append((place, Profile.of(ask)))
    groups: list[tuple[str, dict[int, list[Profile]]]] = [
        (key, {place: [Profile.of(ask)] for place, ask in own.items()}) for key, own in sorted(keyed.items())
    ]
    for indices in cluster([profile for _, profile in others]):
        own: dict[int, list[Profile]] = defaultdict(list)
        for index in indices:
            own[others[index][0]].append(others[index][1])
        groups.append(("", own))
    similar = _repeated(askings)
    alone = similar.keys() - {place for _, group in groups for place in group}
    for place in sorted(alone):
        groups.append(("", {place: [Profile.of(next(iter(askings[place].asks), Ask("")))]}))
    for key, group in groups:
        thread = _thread(askings, key, group, similar)
        if thread:
            yield thread


def _repeated(askings: Sequence[Asking]) -> dict[int, list[int]]:
    """Return which statements say of themselves that they are similar to which."""
    places = {asking.iri: place for place, asking in enumerate(askings)}
    found: dict[int, list[int]] = defaultdict(list)
    for place, asking in enumerate(askings):
        for other in asking.similar:
            if other in places:
                found[places[other]].append(place)
    return found


def _thread(
    askings: Sequence[Asking], key: str, group: dict[int, list[Profile]], similar: dict[int, list[int]]
) -> Thread | None:
    links: dict[int, Link] = {}
    everyone = dict(group)
    for place in sorted(group):
        for other in similar.get(place, ()):
            if other not in everyone:
                everyone[other] = group[place]
                links[max(place, other)] = Link(askings[min(place, other)].iri, askings[max(place, other)].iri, 1.0)
    places = sorted(everyone)
    if len(places) < 2:
        return None
    for number, place in enumerate(places[1:], 1):
        if place not in links:
            links[place] = _best_link(askings, key, everyone, places[:number], place)
    members = tuple(askings[place] for place in places)
    asks = tuple(everyone[place][0].ask for place in places)
    return Thread(members[0].state, key, members, asks, tuple(links[place] for place in places[1:] if place in links))


def _best_link(
    askings: Sequence[Asking], key: str, group: dict[int, list[Profile]], earlier: Sequence[int], later: int
) -> Link:
    """Return the link to the earlier member that a member is most like: of equals the last."""
    if key:
        before = earlier[-1]
        return Link(askings[before].iri, askings[later].iri, key_score(), (group[before][0].ask, group[later][0].ask))
    best = max(
        (
            (weigh(compare(one, other)), place, one.ask, other.ask)
            for place in earlier
            for one in group[place]
            for other in group[later]
        ),
        key=lambda found: found[:2],
    )
    return Link(askings[best[1]].iri, askings[later].iri, round(best[0], 3), best[2:])
