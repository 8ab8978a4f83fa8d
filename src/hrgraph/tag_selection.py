"""Choose which machine tags are published: none where a person has spoken, and one reading of each recommendation.

Guarantees: a pure function of its records, whatever their order. If any source classes a recommendation in a scheme, no
account of it keeps a machine tag of that scheme, or of one that the source uses with it. If several documents give the
recommendation, its tags are those of one of them, the same for all schemes: of the recommendation itself before its rows
in tables, of the report before others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hrgraph.joins.contributions import Classed, Contribution, tag_lines
from hrgraph.joins.merging import read_rows
from hrgraph.joins.reconciliation import PRECEDENCE
from hrgraph.store import NamedGraph


def choose_tags(contributions: Mapping[str, Contribution], merged: NamedGraph) -> dict[str, frozenset[Classed]]:
    """Return which statements keep their machine tags of which schemes, by document.

    Args:
        contributions: By document, under any name.
        merged: Tells which rows are which recommendations.
    """
    whole_of = read_rows(merged)
    classed = {(whole_of.get(statement, statement), scheme) for one in contributions.values() for statement, scheme in one.classed}
    chosen: dict[str, tuple[bool, int, str, str]] = {}
    for name, one in contributions.items():
        rank = PRECEDENCE.index(one.source.kind) if one.source.kind in PRECEDENCE else len(PRECEDENCE)
        for statement in {statement for statement, _ in one.tagged}:
            whole = whole_of.get(statement, statement)
            candidate = (statement != whole, rank, name, statement)
            chosen[whole] = min(chosen.get(whole, candidate), candidate)

    def stays(name: str, statement: str, scheme: str) -> bool:
        whole = whole_of.get(statement, statement)
        return chosen[whole][2:] == (name, statement) and (whole, scheme) not in classed

    return {
        name: frozenset(tagged for tagged in one.tagged if stays(name, *tagged)) for name, one in contributions.items()
    }


def keep_only(tags: NamedGraph, kept: Collection[Classed]) -> NamedGraph:
    """Return a graph of machine tags with those of some statements and schemes, and the methods that gave them."""
    own, methods = [], []
    for tagged, line in tag_lines(tags):
        if tagged is None:
            methods.append(line)
        elif tagged in kept:
            own.append(line)
    text = b"".join(own)
    methods = [line for line in methods if line.split(b" ", 1)[0] in text]
    return NamedGraph(tags.iri, b"".join(sorted([*own, *methods])))
