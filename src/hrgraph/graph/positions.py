"""Write what the State under review says of recommendations, once for each recommendation and document."""

from __future__ import annotations

from collections.abc import Sequence

from hrgraph import iris
from hrgraph.graph.scope import Scope
from hrgraph.graph.statements import Written
from hrgraph.models import Position, Unresolved


def write_positions(scope: Scope, positions: Sequence[Position], written: Written) -> None:
    """Write the positions that a document states to its graph.

    Args:
        written: The statements that the graph describes. An addendum describes no recommendation: what it answers is
            then written as the recommendation that has the number.
    """
    writer = scope.writer
    for position in positions:
        if position.of is not None:  # told in the dialogue, where it has no number
            recommendation = written.by_start.get(position.of.start)
        else:
            recommendation = written.recommendations.get(position.number) or _named_recommendation(scope, position)
        if recommendation is None:
            reason = "neither the document nor corpus.toml says of which State and cycle the review is"
            if position.of is not None:
                reason = "the words that recommend it are no statement of the document"
            scope.unresolved(Unresolved("recommendation", position.number, position.anchor, reason))
            continue
        told = iris.digest(recommendation) if position.of is not None else None
        iri = scope.record("position", position.anchor, iris.slug(position.number) if told else position.number, told)
        what = f"{position.value.capitalize()}: recommendation {position.number}"
        writer.describe(iri, "hr:Position", f"{what} ({scope.places.label(position.anchor)})")
        writer.link(iri, "hr:positionOf", recommendation)
        writer.link(iri, "hr:positionValue", iris.concept("position", position.value))
        writer.link(iri, "hr:statedIn", scope.places.passage(position.anchor))
        writer.link(iri, "hr:statedBy", scope.actors.state(position.state or scope.document.state))
        writer.link(recommendation, "hr:position", iri)
        scope.provenance.attach(iri, position.anchor)


def _named_recommendation(scope: Scope, position: Position) -> str | None:
    """Return the IRI of the recommendation that a position names by number, described as far as its answer tells.

    A number without its paragraph is known by the document and the number until the report tells which one is meant.
    """
    document, writer, anchor = scope.document, scope.writer, position.anchor
    review = scope.review(document.state, document.cycle) if document.state and document.cycle else None
    if review is None:
        return None
    if "." in position.number:
        iri = iris.upr_recommendation(document.state, document.cycle, position.number)
        writer.text(iri, "hr:number", position.number)
    else:
        key = iris.digest(document.identifier, position.number)
        iri = iris.upr_recommendation_row(document.state, document.cycle, key)
        writer.text(iri, "hr:rowKey", key)
        writer.text(iri, "hr:itemNumber", position.number)
    label = f"{position.number}: Recommendation to {scope.actors.name(document.state)} ({scope.places.label(anchor)})"
    writer.describe(iri, "hr:UprRecommendation", label)
    writer.link(iri, "hr:addressedTo", scope.actors.state(document.state))
    writer.link(iri, "hr:inReview", review)
    named = iris.record("named", document.identifier, position.number, iris.digest(anchor.paragraph, anchor.quote))
    scope.provenance.attach(iri, anchor, evidence_of=named)
    return iri
