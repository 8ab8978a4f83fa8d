"""Bring the asks of one State together that are the same and that no key tells, by average linkage.

Guarantees: the same asks give the same clusters, whatever their order. Asks are clustered, not recommendations, so that
a recommendation that asks several things never chains unrelated ones together. Cost grows with the number of asks that
share something rare, not with the square of all.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence

from hrgraph.joins.threads.frequencies import rarity
from hrgraph.joins.threads.similarity import Profile, compare, weigh

# Asks that share neither a topic, nor a name, nor a stem as rare as this are not compared: in 60 clauses of a thousand
# or fewer.
_RARE = 2.8
# How likely two asks are the same before they begin a cluster, and how likely the pairs of two clusters are on average
# before these become one. A pair alone has less to stand on than an ask that is like several others.
_LEAST_TO_BEGIN, _LEAST_AVERAGE = 0.7, 0.52
# Less likely pairs count as pairs that share nothing.
_LEAST_SCORE = 0.15

Pairs = Mapping[tuple[int, int], float]


def cluster(profiles: Sequence[Profile]) -> list[list[int]]:
    """Return clusters of two asks or more without keys, as sorted indices.

    Args:
        profiles: Of one State, in the order of their statements.
    """
    scores = score_pairs(profiles)
    near: dict[int, dict[int, float]] = defaultdict(dict)
    heap = []
    for (one, other), chance in scores.items():
        near[one][other] = near[other][one] = chance
        if chance >= _LEAST_TO_BEGIN:
            heap.append((-chance, one, other, 1, 1))
    heapq.heapify(heap)
    members: dict[int, list[int]] = {index: [index] for index in near}
    while heap:
        _, one, other, size, other_size = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        if (len(members[one]), len(members[other])) != (size, other_size):
            continue
        members[one] += members.pop(other)
        for third, total in near.pop(other).items():
            near[third].pop(other, None)
            if third != one:
                near[one][third] = near[third][one] = near[one].get(third, 0.0) + total
        own = len(members[one])
        for third, total in near[one].items():
            size = len(members[third])
            average = total / (own * size)
            if average >= _LEAST_AVERAGE:
                first, second = min(one, third), max(one, third)
                heapq.heappush(heap, (-average, first, second, len(members[first]), len(members[second])))
    return sorted(sorted(group) for group in members.values() if len(group) > 1)


def score_pairs(profiles: Sequence[Profile]) -> dict[tuple[int, int], float]:
    """Return how likely the pairs are the same that share something rare, by ascending indices."""
    index: dict[str, list[int]] = defaultdict(list)
    found: dict[tuple[int, int], float] = {}
    for place, profile in enumerate(profiles):
        seen: set[int] = set()
        for name in (*profile.topics, *profile.named, *(stem for stem in profile.stems if rarity(stem) >= _RARE)):
            seen.update(index[name])
            index[name].append(place)
        for other in seen:
            chance = weigh(compare(profiles[other], profile))
            if chance >= _LEAST_SCORE:
                found[other, place] = chance
    return found
