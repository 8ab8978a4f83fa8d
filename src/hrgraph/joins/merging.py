"""Work out which rows of tables are which recommendations, which position of the State counts, and where sources differ.

Guarantees: the same accounts give the same graph, `terms.GRAPH_RECOMMENDATIONS`; nothing that a document's graph says is
repeated or changed. Words are needed to tell rows apart: graphs that were built without them are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hrgraph import __version__, iris, terms
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.disagreement import write_disagreement
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.reconciliation import Account, Difference, Reconciled, reconcile, text_words
from hrgraph.joins.sources import Source
from hrgraph.models import PositionValue
from hrgraph.store import NamedGraph

METHOD = f"reconciliation {__version__}"
READ = (
    "hr:number", "hr:rowKey", "hr:itemNumber", "hr:addressedTo", "hr:inReview", "hr:cycle", "hr:issuedBy", "hr:quote",
    "hr:positionOf", "hr:positionValue",
)  # fmt: skip
_POSITIONS: dict[str, PositionValue] = {
    iris.concept("position", value): value for value in ("supported", "supported in part", "implemented", "pending", "noted")
}


def merge_recommendations(accounts: Iterable[Account]) -> NamedGraph:
    """Return what a review received, which rows are which recommendations, the position that counts, and the differences.

    Args:
        accounts: Of all documents, in any order.
    """
    writer = GraphWriter(terms.GRAPH_RECOMMENDATIONS, words=False)
    for recommendation in reconcile(accounts):
        _link(writer, recommendation)
        for difference in recommendation.differences:
            _disagree(writer, recommendation, difference)
    return NamedGraph.of_triples(terms.GRAPH_RECOMMENDATIONS, writer.quads())


def read_accounts(facts: DocumentFacts, source: Source) -> Iterator[Account]:
    """Yield what a document says of recommendations."""
    positions = {facts.value(position, "hr:positionOf"): position for position in facts.of_type("Position")}
    for iri in facts.of_type("UprRecommendation"):
        review, state = facts.value(iri, "hr:inReview"), facts.value(iri, "hr:addressedTo")
        cycle = facts.value(review, "hr:cycle") if review else None
        position = positions.get(iri, "")
        if not (state and cycle):
            continue
        value = _POSITIONS.get(facts.value(position, "hr:positionValue") or "") if position else None
        yield Account(
            source.iri,
            source.kind,
            state,
            int(cycle),
            facts.value(iri, "hr:number") or facts.value(iri, "hr:itemNumber"),
            facts.value(iri, "hr:rowKey"),
            tuple(facts.values(iri, "hr:issuedBy")),
            text_words(facts.value(iri, "hr:quote") or ""),
            value,
            record=iri,
            position_record=position,
            review=review,
        )


def read_rows(merged: NamedGraph) -> dict[str, str]:
    """Return which recommendation each row of a table is, by IRI, from the graph of `merge_recommendations`."""
    return {triple.subject.value: triple.object.value for triple in merged.matching({terms.HR + "rowOf"})}


def _link(writer: GraphWriter, recommendation: Reconciled) -> None:
    """Link each row to the recommendation that it is, that to the position that counts, and its review to it."""
    whole = _whole(recommendation)
    if any(account.kind != "Addendum" for account in recommendation.accounts):  # which answers, and makes none
        writer.link(recommendation.accounts[0].review, "hr:receivedRecommendation", whole)
    for account in recommendation.accounts:
        if account.record != whole:
            writer.link(account.record, "hr:rowOf", whole)
    if recommendation.last:
        writer.link(whole, "hr:lastPosition", recommendation.last.position_record)


def _whole(recommendation: Reconciled) -> str:
    """Return the record that stands for the recommendation: the numbered one, or else the only one."""
    fitting = (one.record for one in recommendation.accounts if one.number == recommendation.number)
    return next(fitting, recommendation.accounts[0].record)


def _disagree(writer: GraphWriter, recommendation: Reconciled, difference: Difference) -> None:
    """Write a disagreement: the records that it rests on, and what each document says."""
    documents = {document for document, _ in difference.values}
    on_response = difference.on == "response"
    records = sorted(
        {
            account.position_record if on_response else account.record
            for account in recommendation.accounts
            if account.document in documents and (account.position_record or not on_response)
        }
    )
    about = _whole(recommendation)
    name = recommendation.number or "row"
    key = iris.digest(recommendation.state, str(recommendation.cycle), name, difference.on, *records)
    subject = f"the {difference.on} of recommendation {name}"
    said = {}
    for document in sorted(documents):
        values = [value for source, value in difference.values if source == document]
        codes = " ".join(sorted({iris.code_of(part) for value in values for part in value.split()}))
        # Words are not repeated: they stand in the graph of the document.
        said[document] = {"issuers": codes, "text": None}.get(difference.on, ", ".join(values))
    write_disagreement(
        writer, iris.thing("disagreement", difference.on, key), difference.on, subject, about, said, records, METHOD
    )
