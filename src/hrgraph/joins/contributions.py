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
from hrgraph.joins import cited_places, graded_claims, implementation, merging, sources, subjects, treaty_records
from hrgraph.joins.citations import join_citations, resolve_citations
from hrgraph.joins.cited_places import Citable, CitedPlace, read_citable, read_cited_places
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.graded_claims import ClaimedSubject, GradedSubject, read_claimed_subjects, read_graded_subjects
from hrgraph.joins.implementation import Claim, Verdict, join_implementation, read_claims, read_verdicts
from hrgraph.joins.merging import merge_recommendations, read_accounts, read_rows
from hrgraph.joins.reconciliation import Account
from hrgraph.joins.reviews import Fact, merge_reviews, read_review_facts, review_dates
from hrgraph.joins.sources import Source, read_source
from hrgraph.joins.subjects import read_issues
from hrgraph.joins.threads import asks
from hrgraph.joins.threads.asks import Asking, read_asks
from hrgraph.joins.threads.graph import join_threads
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
        citable: What others can cite of it.
        cited_places: Where it cites others.
        claims, verdicts: What it tells of what was implemented, and of what was not.
        claimed_subjects, graded_subjects: What a State claims to have done, and a treaty body graded, by subject.
        treaties: What it asks of States towards treaties, and says of where they stand.
        askings: What its recommendations ask.
    """

    source: Source
    accounts: tuple[Account, ...] = ()
    review_facts: tuple[Fact, ...] = ()
    classed: tuple[Classed, ...] = ()
    tagged: tuple[Classed, ...] = ()
    citable: Citable | None = None
    cited_places: tuple[CitedPlace, ...] = ()
    claims: tuple[Claim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    claimed_subjects: tuple[ClaimedSubject, ...] = ()
    graded_subjects: tuple[GradedSubject, ...] = ()
    treaties: TreatyRecords = field(default_factory=TreatyRecords)
    askings: tuple[Asking, ...] = ()


def read_contribution(graph: NamedGraph, tags: NamedGraph | None = None) -> Contribution:
    """Return what the graph of a document contributes, and that of its machine tags."""
    given = graph.matching(_SCHEMES)
    classed = {(triple.subject.value, scheme) for triple in given for scheme in _SCHEMES[triple.predicate.value]}
    read = {
        *sources.READ, *merging.READ, *cited_places.READ, *implementation.READ, *graded_claims.READ, *subjects.READ,
        *treaty_records.READ, *asks.READ,
    }  # fmt: skip
    facts = DocumentFacts(graph, read)
    source, issues = read_source(facts), read_issues(tags)
    return Contribution(
        source,
        tuple(read_accounts(facts, source)),
        tuple(read_review_facts(graph)),
        tuple(sorted(classed)),
        tuple(sorted({tagged for tagged, _ in tag_lines(tags) if tagged})) if tags else (),
        read_citable(facts),
        tuple(read_cited_places(facts)),
        tuple(read_claims(facts)),
        tuple(read_verdicts(facts)),
        tuple(read_claimed_subjects(facts, issues)),
        tuple(read_graded_subjects(facts, issues)),
        read_treaty_records(facts),
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
    """Return the graphs that are worked out over all documents, one for each kind of join."""
    contributions = list(contributions)
    facts = [fact for graph in load_background() for fact in read_review_facts(graph)]
    facts += [fact for one in contributions for fact in one.review_facts]
    reviews = merge_reviews(facts)
    recommendations = merge_recommendations(account for one in contributions for account in one.accounts)
    resolutions = resolve_citations(
        (one.citable for one in contributions if one.citable), (place for one in contributions for place in one.cited_places)
    )
    implementation_graph = join_implementation(
        (one.source for one in contributions),
        (claim for one in contributions for claim in one.claims),
        (verdict for one in contributions for verdict in one.verdicts),
        resolutions,
        (claim for one in contributions for claim in one.claimed_subjects),
        (grade for one in contributions for grade in one.graded_subjects),
    )
    held = review_dates([*facts, *read_review_facts(reviews)])
    treaties = join_treaties(((one.source, one.treaties) for one in contributions), held, read_rows(recommendations))
    threads = join_threads((asking for one in contributions for asking in one.askings), recommendations)
    return [reviews, recommendations, join_citations(resolutions), implementation_graph, treaties, threads]
