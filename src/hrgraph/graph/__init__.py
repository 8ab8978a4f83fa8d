"""Build the graph of one document from what was extracted of it.

Guarantees: one named graph, sorted quads, no blank nodes; the same quads whatever the order of the input, the hash seed
or the time of the run. Every record leads to its passage, its characters, the text they count in, and the rule and
version that read it. A code that resolves to nothing is written as an unresolved mention, never guessed and never lost.
"""

from __future__ import annotations

from pyoxigraph import Quad

from hrgraph import iris
from hrgraph.graph.actors import Actors
from hrgraph.graph.citations import write_citations
from hrgraph.graph.documents import write_document
from hrgraph.graph.facts import write_facts
from hrgraph.graph.norms import Norms
from hrgraph.graph.places import Places
from hrgraph.graph.positions import write_positions
from hrgraph.graph.provenance import Provenance
from hrgraph.graph.scope import Scope
from hrgraph.graph.statements import write_statements
from hrgraph.graph.writer import GraphWriter
from hrgraph.models import Extraction, NotedRecommendation
from hrgraph.registry import Registry

__all__ = ["build_graph"]


def build_graph(extraction: Extraction, registry: Registry, *, words: bool = True) -> list[Quad]:
    """Return the quads of a document's named graph, sorted.

    Args:
        words: Without them the graph holds no sentence of the document: quotes, the text around them and printed
            phrases are left out, long names are cut. Identifiers, offsets and hashes of the quotes are the same.
    """
    document = extraction.document
    writer = GraphWriter(iris.document_graph(document.identifier), words=words)
    noted = [fact for fact in extraction.facts if isinstance(fact, NotedRecommendation)]
    provisions = [code for record in (*extraction.statements, *noted) for code in record.provisions]
    places = Places(document, writer)
    scope = Scope(
        document=document,
        writer=writer,
        actors=Actors(document, registry, extraction.parties, writer),
        norms=Norms(registry, writer, provisions),
        places=places,
        provenance=Provenance(document, writer, places),
    )
    write_document(scope)
    cited = write_citations(scope, extraction.citations)
    written = write_statements(scope, extraction.statements, cited)
    write_positions(scope, extraction.positions, written)
    write_facts(scope, extraction.facts, written)
    for mention in sorted(extraction.unresolved, key=lambda mention: (mention.anchor.start, repr(mention))):
        scope.unresolved(mention)
    return writer.quads()
