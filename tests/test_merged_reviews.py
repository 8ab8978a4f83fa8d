"""What accounts of a review agree on is said of the review; what they tell differently stays with them."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest

from hrgraph import terms
from hrgraph.background import load_background
from hrgraph.joins.reviews import merge_reviews, read_review_facts
from hrgraph.store import NamedGraph

BEGIN = f"""
@base <{terms.ID}> . @prefix hr: <{terms.HR}> . @prefix xsd: <{terms.XSD}> . @prefix : <{terms.ID}test/> .
<review/FJI/2> hr:reviewOf <state/FJI> ; hr:cycle 2 . <review/FJI/1> hr:reviewOf <state/FJI> ; hr:cycle 1 .
"""


@cache
def reference() -> NamedGraph:
    return next(graph for graph in load_background() if graph.iri == terms.GRAPH_REFERENCE)


def graph_of(turtle: str, number: int = 0) -> NamedGraph:
    return NamedGraph.of_triples(f"urn:x:{number}", ox.parse(BEGIN + turtle, format=ox.RdfFormat.TURTLE))


def merged(*documents: str) -> set[str]:
    graphs = [graph_of(turtle, number) for number, turtle in enumerate(documents)]
    found = merge_reviews(fact for graph in (reference(), *graphs) for fact in read_review_facts(graph))
    assert found.iri == terms.GRAPH_REVIEWS
    return {str(triple) for triple in found.matching([terms.HR + name for name in ("reviewDate", "heldAt", "session", "preparedFor")])}


def account(name: str, rest: str, review: str = "FJI/2") -> str:
    return f":{name} hr:ofReview <review/{review}> ; {rest} ."


DAY = 'hr:reviewDate "2014-10-29"^^xsd:date'
OTHER_DAY = 'hr:reviewDate "2014-10-30"^^xsd:date'
MONTH = 'hr:reviewDate "2014-10"^^xsd:gYearMonth'
FIRST_CYCLE_DAY = 'hr:reviewDate "2010-02-11"^^xsd:date'
HELD = "<review/FJI/2> hr:heldAt <review-session/20> ; hr:session 20"
IN_SESSION = '<document/A> hr:preparedFor <review/FJI/2> ; hr:session "20"^^xsd:integer .'
IN_ANOTHER = '<document/B> hr:preparedFor <review/FJI/2> ; hr:session "19"^^xsd:integer .'


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        # One account, two that say the same, one that is less precise.
        ([account("a", DAY)], f"{HELD} ; {DAY} ."),
        ([account("a", DAY), account("b", DAY)], f"{HELD} ; {DAY} ."),
        ([account("a", MONTH), account("b", DAY)], f"{HELD} ; {DAY} ."),
        # A month lies in no session for certain.
        ([account("a", MONTH)], f"<review/FJI/2> {MONTH} ."),
        # Two days: neither; the session would be the same, but its ground is the day.
        ([account("a", DAY), account("b", OTHER_DAY)], ""),
        # The session of a document that was written for the review.
        ([IN_SESSION], f"{HELD} ."),
        ([IN_SESSION, account("a", DAY)], f"{HELD} ; {DAY} ."),
        # Sessions that differ, and a day in another session than the document's.
        ([IN_SESSION, IN_ANOTHER], ""),
        ([IN_ANOTHER, account("a", DAY)], f"<review/FJI/2> {DAY} ."),
        # A session of another cycle cannot be meant.
        ([account("a", FIRST_CYCLE_DAY)], f"<review/FJI/2> {FIRST_CYCLE_DAY} ."),
        # What a document's own graph says of the review is not repeated.
        (["<review/FJI/2> hr:session 20 .", account("a", DAY)], f"<review/FJI/2> hr:heldAt <review-session/20> ; {DAY} ."),
        # Documents that accounts name.
        (
            [account("a", "hr:workingGroupReport <document/R> ; hr:decision <document/D>")],
            "<document/R> hr:preparedFor <review/FJI/2> . <document/D> hr:preparedFor <review/FJI/2> .",
        ),
        (
            [account("a", "hr:replies <document/R>"), account("b", "hr:replies <document/R>")],
            "<document/R> hr:preparedFor <review/FJI/2> .",
        ),
        # Two reports for one review, one report for two reviews, and one that says itself what it is for.
        ([account("a", "hr:workingGroupReport <document/R>"), account("b", "hr:workingGroupReport <document/S>")], ""),
        (
            [account("a", "hr:replies <document/R>"), account("b", "hr:workingGroupReport <document/R>", review="FJI/1")],
            "",
        ),
        (["<document/R> hr:preparedFor <review/FJI/1> .", account("a", "hr:workingGroupReport <document/R>")], ""),
    ],
)  # fmt: skip
def test_what_agrees_is_merged(documents: list[str], expected: str) -> None:
    wanted = {str(triple) for triple in ox.parse(BEGIN + expected, format=ox.RdfFormat.TURTLE)}
    plain = {str(triple) for triple in ox.parse(BEGIN, format=ox.RdfFormat.TURTLE)}
    assert merged(*documents) == wanted - plain
    assert merged(*reversed(documents)) == wanted - plain
