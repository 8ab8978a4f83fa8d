"""What one document contributes to what is worked out over all of them, and what is worked out.

Contributions are small beside the graphs, so that all of them can be held at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hrgraph.background import load_background
from hrgraph.merging import merge_recommendations, read_accounts
from hrgraph.reconciliation import Account
from hrgraph.reviews import Fact, merge_reviews, read_review_facts
from hrgraph.store import NamedGraph


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a document says of what other documents speak of too.

    Attributes:
        accounts: Of recommendations of the review.
        review_facts: Of reviews, their documents and sessions.
    """

    accounts: tuple[Account, ...] = ()
    review_facts: tuple[Fact, ...] = ()


def read_contribution(graph: NamedGraph) -> Contribution:
    """Return what the graph of a document contributes."""
    return Contribution(tuple(read_accounts(graph)), tuple(read_review_facts(graph)))


def combine(contributions: Iterable[Contribution]) -> list[NamedGraph]:
    """Return the graphs that are worked out over all documents: reviews, and the recommendations of several sources."""
    contributions = list(contributions)
    facts = [fact for graph in load_background() for fact in read_review_facts(graph)]
    facts += [fact for one in contributions for fact in one.review_facts]
    return [merge_reviews(facts), merge_recommendations(account for one in contributions for account in one.accounts)]
