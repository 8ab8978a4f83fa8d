"""Work out which rows of tables are which recommendations, and where the sources of a recommendation differ.

Guarantees: the same accounts give the same graph, `terms.GRAPH_RECOMMENDATIONS`; nothing that a document's graph says is
repeated or changed. Words are needed to tell rows apart: graphs that were built without them are left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

import pyoxigraph as ox

from hrgraph import __version__, iris, terms
from hrgraph.models import PositionValue
from hrgraph.reconciliation import Account, Difference, Reconciled, reconcile, text_words
from hrgraph.store import NamedGraph

METHOD = f"reconciliation {__version__}"
_TYPE = terms.RDF + "type"
_READ = {
    _TYPE,
    *(terms.HR + name for name in (
        "number", "rowKey", "itemNumber", "addressedTo", "inReview", "cycle", "issuedBy", "quote", "positionOf", "positionValue",
        "symbol", "slug", "textVersion",
    )),
}  # fmt: skip
_POSITIONS: dict[str, PositionValue] = {
    iris.concept("position", value): value for value in ("supported", "supported in part", "implemented", "pending", "noted")
}


class _Triples:
    """The triples of one graph that accounts are read from, by subject and predicate."""

    def __init__(self, graph: NamedGraph) -> None:
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._typed: dict[str, list[str]] = defaultdict(list)
        for triple in graph.matching(_READ):
            subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
            self._values[subject][predicate].append(value)
            if predicate == _TYPE:
                self._typed[value.removeprefix(terms.HR)].append(subject)

    def of_type(self, kind: str) -> list[str]:
        """Return the things of a class of hrgraph, sorted."""
        return sorted(self._typed[kind])

    def values(self, subject: str, name: str) -> list[str]:
        """Return the values of a property of hrgraph, sorted."""
        return sorted(self._values[subject][terms.HR + name]) if subject in self._values else []

    def value(self, subject: str, name: str) -> str | None:
        """Return the first value of a property of hrgraph, or None."""
        return next(iter(self.values(subject, name)), None)

    def kinds(self, subject: str) -> list[str]:
        """Return the classes of hrgraph that a thing is given, sorted."""
        return sorted(kind.removeprefix(terms.HR) for kind in self._values[subject][_TYPE])


def merge_recommendations(accounts: Iterable[Account]) -> NamedGraph:
    """Return the links from rows to recommendations, and the differences between sources.

    Args:
        accounts: Of all documents, in any order.
    """
    triples: list[ox.Triple] = []
    for recommendation in reconcile(accounts):
        triples += _links(recommendation)
        for difference in recommendation.differences:
            triples += _disagreement(recommendation, difference)
    return NamedGraph.of_triples(terms.GRAPH_RECOMMENDATIONS, triples)


def read_accounts(graph: NamedGraph) -> Iterator[Account]:
    """Yield what the graph of a document says of recommendations; nothing of another graph."""
    prefix = terms.GRAPH + "document/"
    if not graph.iri.startswith(prefix) or b"#UprRecommendation>" not in graph.lines:
        return
    triples = _Triples(graph)
    source = iris.document(graph.iri.removeprefix(prefix))
    kind = next(iter(triples.kinds(source)), "Document")
    positions = {triples.value(position, "positionOf"): position for position in triples.of_type("Position")}
    for iri in triples.of_type("UprRecommendation"):
        review, state = triples.value(iri, "inReview"), triples.value(iri, "addressedTo")
        cycle = triples.value(review, "cycle") if review else None
        position = positions.get(iri, "")
        if not (state and cycle):
            continue
        value = _POSITIONS.get(triples.value(position, "positionValue") or "") if position else None
        yield Account(
            source,
            kind,
            state,
            int(cycle),
            triples.value(iri, "number") or triples.value(iri, "itemNumber"),
            triples.value(iri, "rowKey"),
            tuple(triples.values(iri, "issuedBy")),
            text_words(triples.value(iri, "quote") or ""),
            value,
            record=iri,
            position_record=position,
        )


def _links(recommendation: Reconciled) -> Iterator[ox.Triple]:
    """Yield the link from each row to the recommendation that it is."""
    if recommendation.number is None:
        return
    whole = next(account.record for account in recommendation.accounts if account.number == recommendation.number)
    for account in recommendation.accounts:
        if account.record != whole:
            yield _triple(account.record, "rowOf", ox.NamedNode(whole))


def _disagreement(recommendation: Reconciled, difference: Difference) -> list[ox.Triple]:
    """Return a disagreement: the records that it rests on, and what each document says."""
    documents = {document for document, _ in difference.values}
    on_response = difference.on == "response"
    records = sorted(
        {
            account.position_record if on_response else account.record
            for account in recommendation.accounts
            if account.document in documents and (account.position_record or not on_response)
        }
    )
    about = recommendation.accounts[0].record
    if recommendation.number:
        about = next(one.record for one in recommendation.accounts if one.number == recommendation.number)
    name = recommendation.number or "row"
    key = iris.digest(recommendation.state, str(recommendation.cycle), name, difference.on, *records)
    iri = iris.thing("disagreement", difference.on, key)
    triples = [
        *_labelled(iri, "Disagreement", f"Sources differ on the {difference.on} of recommendation {name}"),
        _triple(iri, "disagreementOn", ox.Literal(difference.on)),
        _triple(iri, "disagreementAbout", ox.NamedNode(about)),
        _triple(iri, "method", ox.Literal(METHOD)),
        *(_triple(iri, "disagreeingRecord", ox.NamedNode(record)) for record in records),
    ]
    for document in sorted(documents):
        say = f"{iri}/{iris.digest(document)}"
        values = [value for source, value in difference.values if source == document]
        said = " ".join(sorted({_code(part) for value in values for part in value.split()})) if difference.on == "issuers" else ", ".join(values)
        triples += _labelled(say, "Say", f"What {document.removeprefix(terms.ID + 'document/')} says of the {difference.on} of recommendation {name}")
        triples += [_triple(iri, "hasSay", ox.NamedNode(say)), _triple(say, "sayOf", ox.NamedNode(document))]
        # Words are not repeated: they stand in the graph of the document.
        triples += [] if difference.on == "text" else [_triple(say, "saidValue", ox.Literal(said))]
    return triples


def _code(actor: str) -> str:
    """Return the code by which an actor is exported: the last part of its IRI."""
    return unquote(actor.rpartition("/")[2])


def _labelled(iri: str, kind: str, label: str) -> list[ox.Triple]:
    node = ox.NamedNode(iri)
    return [
        ox.Triple(node, ox.NamedNode(_TYPE), ox.NamedNode(terms.HR + kind)),
        ox.Triple(node, ox.NamedNode(terms.RDFS + "label"), ox.Literal(label, language="en")),
    ]


def _triple(subject: str, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(terms.HR + name), value)
