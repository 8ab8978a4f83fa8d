"""Write what the State under review says of recommendations, once for each recommendation and document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hrgraph import iris
from hrgraph.graph.scope import Scope
from hrgraph.models import Position


def write_positions(scope: Scope, positions: Sequence[Position], recommendations: Mapping[str, str]) -> None:
    """Write the positions that a document states to its graph.

    Args:
        recommendations: IRIs of the recommendations that the graph describes, by number. A position on any other one is
            not written: nothing would say what it is on.
    """
    writer = scope.writer
    state = scope.actors.state(scope.document.state) if scope.document.state else None
    for position in positions:
        recommendation = recommendations.get(position.number)
        if recommendation is None:
            continue
        iri = scope.record("position", position.anchor, position.number)
        what = f"{position.value.capitalize()}: recommendation {position.number}"
        writer.describe(iri, "hr:Position", f"{what} ({scope.places.label(position.anchor)})")
        writer.link(iri, "hr:positionOf", recommendation)
        writer.link(iri, "hr:positionValue", iris.concept("position", position.value))
        writer.link(iri, "hr:statedIn", scope.places.passage(position.anchor))
        writer.link(iri, "hr:statedBy", state)
        writer.link(recommendation, "hr:position", iri)
        scope.provenance.attach(iri, position.anchor)
