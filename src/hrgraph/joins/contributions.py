"""What one document contributes to what is worked out over all of them, and what is worked out.

Contributions are small beside the graphs, so that all of them can be held at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hrgraph import iris, terms
from hrgraph.background import load_background
from hrgraph.graph.tags import PROPERTIES, classed_with
from hrgraph.graph.writer import term
from hrgraph.joins import merging, sources, treaty_records
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.merging import merge_recommendations, read_accounts, read_rows
from hrgraph.joins.reconciliation import Account
from hrgraph.joins.reviews import Fact, merge_reviews, read_review_facts, review_dates
from hrgraph.joins.sources import Source, read_source
from hrgraph.joins.treaties import join_treaties
from hrgraph.joins.treaty_records import TreatyRecords, read_treaty_records
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
        treaties: What it asks of States towards treaties, and says of where they stand.
    """

    source: Source
    accounts: tuple[Account, ...] = ()
    review_facts: tuple[Fact, ...] = ()
    classed: tuple[Classed, ...] = ()
    tagged: tuple[Classed, ...] = ()
    treaties: TreatyRecords = field(default_factory=TreatyRecords)


def read_contribution(graph: NamedGraph, tags: NamedGraph | None = None) -> Contribution:
    """Return what the graph of a document contributes, and that of its machine tags."""
    given = graph.matching(_SCHEMES)
    classed = {(triple.subject.value, scheme) for triple in given for scheme in _SCHEMES[triple.predicate.value]}
    facts = DocumentFacts(graph, {*sources.READ, *merging.READ, *treaty_records.READ})
    return Contribution(
        read_source(facts),
        tuple(read_accounts(facts)),
        tuple(read_review_facts(graph)),
        tuple(sorted(classed)),
        tuple(sorted({tagged for tagged, _ in tag_lines(tags) if tagged})) if tags else (),
        read_treaty_records(facts),
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
    """Return the graphs that are worked out over all documents: reviews, recommendations of several sources, treaty acts."""
    contributions = list(contributions)
    facts = [fact for graph in load_background() for fact in read_review_facts(graph)]
    facts += [fact for one in contributions for fact in one.review_facts]
    reviews = merge_reviews(facts)
    recommendations = merge_recommendations(account for one in contributions for account in one.accounts)
    held = review_dates([*facts, *read_review_facts(reviews)])
    treaties = join_treaties(((one.source, one.treaties) for one in contributions), held, read_rows(recommendations))
    return [reviews, recommendations, treaties]
