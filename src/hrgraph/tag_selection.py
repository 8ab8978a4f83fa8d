"""Choose which machine tags are published: none where a person has spoken, and one reading of each recommendation.

Guarantees: a pure function of its graphs, whatever their order. If any source classes a recommendation in a scheme, no
account of it keeps a machine tag of that scheme, or of one that the source uses with it. If several documents give the
recommendation, its tags are those of one of them, the same for all schemes: of the recommendation itself before its rows
in tables, of the report before others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hrgraph import iris, terms
from hrgraph.graph.tags import PROPERTIES, classed_with
from hrgraph.graph.writer import term
from hrgraph.reconciliation import PRECEDENCE
from hrgraph.store import NamedGraph

_ROW_OF = terms.HR + "rowOf"
_SCHEMES = {
    term(curie).value: [terms.SCHEME + scheme for scheme in classed_with(given)] for given, curie in PROPERTIES.items()
}


def select_tags(tags: Iterable[NamedGraph], graphs: Sequence[NamedGraph]) -> list[NamedGraph]:
    """Return the graphs of machine tags as they are published, sorted by IRI; those of which nothing is left are gone.

    Args:
        tags: The machine tags of each document, as `assembly` makes them.
        graphs: Those of the documents, and the one that tells which rows are which recommendations.
    """
    tags = sorted(tags, key=lambda graph: graph.iri)
    whole_of = {t.subject.value: t.object.value for graph in graphs for t in graph.matching({_ROW_OF})}
    classed = {
        (whole_of.get(triple.subject.value, triple.subject.value), scheme)
        for graph in graphs
        for triple in graph.matching(_SCHEMES)
        for scheme in _SCHEMES[triple.predicate.value]
    }
    documents = {iris.tags_of(graph.iri): graph for graph in graphs}
    chosen: dict[str, tuple[bool, int, str, str]] = {}
    for graph in tags:
        rank = _rank(documents.get(graph.iri))
        for statement in {statement for statement, _, _ in _lines(graph) if statement}:
            whole = whole_of.get(statement, statement)
            candidate = (statement != whole, rank, graph.iri, statement)
            chosen[whole] = min(chosen.get(whole, candidate), candidate)
    selected = []
    for graph in tags:
        kept, methods = [], []
        for statement, scheme, line in _lines(graph):
            whole = whole_of.get(statement, statement)
            if not statement:
                methods.append(line)
            elif chosen[whole][2:] == (graph.iri, statement) and (whole, scheme) not in classed:
                kept.append(line)
        if kept:
            text = b"".join(kept)
            methods = [line for line in methods if line.split(b" ", 1)[0] in text]
            selected.append(NamedGraph(graph.iri, b"".join(sorted([*kept, *methods]))))
    return selected


def _lines(graph: NamedGraph) -> Iterator[tuple[str, str, bytes]]:
    """Yield each line of a graph of tags, with the statement and the scheme of the tag; "" for that of a method."""
    subject, parsed = b"", ("", "")
    for line in graph.lines.splitlines(keepends=True):
        own = line[1 : line.index(b">")]
        if own != subject:
            subject = own
            tag = iris.parse_tag(own.decode())
            parsed = (tag[0], tag[1].rpartition("/")[0]) if tag else ("", "")
        yield (*parsed, line)


def _rank(graph: NamedGraph | None) -> int:
    """Return how early in `PRECEDENCE` the kind of a document stands, from its graph."""
    if graph is None:
        return len(PRECEDENCE)
    types = f"<{iris.document_of(graph.iri)}> <{terms.RDF}type> <{terms.HR}".encode()
    start = graph.lines.find(types)
    kind = graph.lines[start + len(types) :].split(b">", 1)[0].decode() if start >= 0 else ""
    return PRECEDENCE.index(kind) if kind in PRECEDENCE else len(PRECEDENCE)
