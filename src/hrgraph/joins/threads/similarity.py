"""How likely two asks are the same: a logistic model over what they share.

Guarantees: symmetric; the same asks give the same score, whatever else is in a store. The weights were fitted by
`fitting` on pairs of recommendations that people judged (tests/evaluation), of the States that are set aside for
development.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from hrgraph.joins.threads.asks import Ask
from hrgraph.joins.threads.frequencies import rarity, topic_name

FILE = Path(__file__).with_name("weights.json")
# What speaks for and against two asks being the same, each from 0 to 1: which share of the rare stems they have in
# common, of both and of the shorter one; of the topics; whether they name different topics or none that says much; the
# groups of persons in common, or that they are others; the same acts or others, acts in one of them only; and the same
# instrument, provision or law.
FEATURES = (
    "terms", "terms-contained", "topics", "other-topics", "generic", "group", "other-group", "act", "other-act",
    "act-of-one", "named", "topics-and-acts", "topics-and-terms",
)  # fmt: skip
# What nearly every recommendation does tells none apart.
_WEAK_ACTS = frozenset({"protect", "implement"})

Features = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """An ask as it is compared.

    Attributes:
        stems, topics: With their rarity, squared; the sums of these. Generic topics count where there is no other.
        specific: Whether it has other topics than generic ones.
    """

    ask: Ask
    stems: Mapping[str, float]
    topics: Mapping[str, float]
    groups: frozenset[str]
    acts: frozenset[str]
    named: frozenset[str]
    specific: bool
    stems_sum: float
    topics_sum: float

    @classmethod
    def of(cls, ask: Ask) -> Profile:
        """Return the profile of an ask."""
        stems = {stem: rarity(stem) ** 2 for stem in ask.stems.split()}
        topics = {topic: rarity(topic) ** 2 for topic in map(topic_name, ask.topics or ask.generic)}
        acts = frozenset(ask.acts) - _WEAK_ACTS
        sums = sum(stems.values()), sum(topics.values())
        return cls(ask, stems, topics, frozenset(ask.groups), acts, frozenset(ask.named), bool(ask.topics), *sums)


def compare(one: Profile, other: Profile) -> Features:
    """Return the `FEATURES` of two asks."""
    stems, topics = one.stems, one.topics
    shared_stems = sum([stems[stem] for stem in stems.keys() & other.stems.keys()])
    shared_topics = sum([topics[topic] for topic in topics.keys() & other.topics.keys()])
    terms = shared_stems / math.sqrt(one.stems_sum * other.stems_sum) if shared_stems else 0.0
    contained = shared_stems / min(one.stems_sum, other.stems_sum) if shared_stems else 0.0
    topic = shared_topics / math.sqrt(one.topics_sum * other.topics_sum) if shared_topics else 0.0
    group = bool(one.groups & other.groups)
    act = bool(one.acts & other.acts)
    return (
        terms,
        contained,
        topic,
        float(bool(topics and other.topics and not shared_topics)),
        float(not (one.specific or other.specific)),
        len(one.groups & other.groups) / len(one.groups | other.groups) if group else 0.0,
        float(bool(one.groups and other.groups) and not group),
        float(act),
        float(bool(one.acts and other.acts) and not act),
        float(bool(one.acts) != bool(other.acts)),
        float(bool(one.named & other.named)),
        topic if act else 0.0,
        topic * terms,
    )


@cache
def _weights() -> tuple[float, tuple[float, ...], float]:
    read = json.loads(FILE.read_text(encoding="utf-8"))
    return read["bias"], tuple(read["weights"][name] for name in FEATURES), read["key"]


def weigh(features: Features) -> float:
    """Return the probability that asks with these features are the same."""
    bias, weights, _ = _weights()
    return 1 / (1 + math.exp(-bias - sum(map(mul, weights, features))))


def key_score() -> float:
    """Return the probability that asks with one key are the same: the share of judged pairs."""
    return _weights()[2]
