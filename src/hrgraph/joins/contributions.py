"""What one document contributes to what is worked out over all of them, and what is worked out.

Contributions are small beside the graphs, so that all of them can be held at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hrgraph import iris, terms
from hrgraph.background import load_background
from hrgraph.graph.tags import PROPERTIES, classed_with
from hrgraph.graph.writer import term
from hrgraph.joins import merging, sources
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.merging import merge_recommendations, read_accounts
from hrgraph.joins.reconciliation import Account
from hrgraph.joins.reviews import Fact, merge_reviews, read_review_facts
from hrgraph.joins.sources import Source, read_source
from hrgraph.joins.threads import asks
from hrgraph.joins.threads.asks import Asking, read_asks
from hrgraph.joins.threads.graph import join_threads
from hrgraph.store import NamedGraph

# IRIs of a statement and of a scheme in which it is classed.
Classed = tuple[str, str]
_SCHEMES = {
    term(curie).value: [terms.SCHEME + scheme for scheme in classed_with(given)] for given, curie in PROPERTIES.items()
}


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a document says of what other documents speak of too.

    Attributes:
        source: The document itself.
        accounts: Of recommendations of the review.
        review_facts: Of reviews, their documents and sessions.
        classed: What people class, sorted; in each scheme that who classes uses.
        tagged: What machine tags class, sorted.
        askings: What its recommendations ask.
    """

    source: Source
    accounts: tuple[Account, ...] = ()
    review_facts: tuple[Fact, ...] = ()
    classed: tuple[Classed, ...] = ()
    tagged: tuple[Classed, ...] = ()
    askings: tuple[Asking, ...] = ()


def read_contribution(graph: NamedGraph, tags: NamedGraph | None = None) -> Contribution:
    """Return what the graph of a document contributes, and that of its machine tags."""
    given = graph.matching(_SCHEMES)
    classed = {(triple.subject.value, scheme) for triple in given for scheme in _SCHEMES[triple.predicate.value]}
    facts = DocumentFacts(graph, {*sources.READ, *merging.READ, *asks.READ})
    source = read_source(facts)
    return Contribution(
        source,
        tuple(read_accounts(facts)),
        tuple(read_review_facts(graph)),
        tuple(sorted(classed)),
        tuple(sorted({tagged for tagged, _ in tag_lines(tags) if tagged})) if tags else (),
        tuple(read_asks(facts, source)),
    )


def tag_lines(graph: NamedGraph) -> Iterator[tuple[Classed | None, bytes]]:
    """Yield each line of a graph of machine tags, with the statement and the scheme of the tag; None for that of a method."""
    subject, tagged = b"", None
    for line in graph.lines.splitlines(keepends=True):
        own = line[1 : line.index(b">")]
        if own != subject:
            subject = own
            tag = iris.parse_tag(own.decode())
            tagged = (tag[0], tag[1].rpartition("/")[0]) if tag else None
        yield tagged, line


def combine(contributions: Iterable[Contribution]) -> list[NamedGraph]:
    """Return the graphs that are worked out over all documents: reviews, recommendations, threads."""
    contributions = list(contributions)
    facts = [fact for graph in load_background() for fact in read_review_facts(graph)]
    facts += [fact for one in contributions for fact in one.review_facts]
    merged = merge_recommendations(account for one in contributions for account in one.accounts)
    return [
        merge_reviews(facts),
        merged,
        join_threads((asking for one in contributions for asking in one.askings), merged),
    ]
