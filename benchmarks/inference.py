"""How long it takes to work out what follows from the ontology, beside owlrl, which is written for any ontology.

    python benchmarks/inference.py STORE

STORE is a store that `hrgraph build` made. Printed: for all documents one after another, in one process, and for a graph
of about ten thousand triples with owlrl too. Read ratios, not digits.
"""

from __future__ import annotations

import sys
import time

import owlrl
import pyoxigraph as ox
import rdflib

from hrgraph import terms
from hrgraph.background import load_background
from hrgraph.inference import Reasoner, reasoner
from hrgraph.store import NamedGraph, Store

_SMALL = 10_000


def main(folder: str) -> None:
    """Print the figures for a store."""
    store = Store.open(folder)
    started = time.perf_counter()
    Reasoner(load_background())
    print(f"rules and background: {time.perf_counter() - started:.2f} s")
    documents = [store.graph(iri) for iri in store.graphs if "/graph/document/" in iri]
    reasoner()
    started = time.perf_counter()
    inferred = sum(reasoner().infer(graph).triples for graph in documents)
    seconds = time.perf_counter() - started
    triples = sum(graph.triples for graph in documents)
    print(f"{len(documents)} documents, {triples:,} triples: {seconds:.2f} s, {inferred:,} inferred,"
          f" {1e5 * seconds / triples:.3f} s for 100,000 triples")  # fmt: skip
    small = min(documents, key=lambda graph: abs(graph.triples - _SMALL))
    started = time.perf_counter()
    reasoner().infer(small)
    own = time.perf_counter() - started
    other = _owlrl(small)
    print(f"{small.triples:,} triples: {own:.3f} s; owlrl {other:.1f} s; {other / own:,.0f} times as long")


def _owlrl(graph: NamedGraph) -> float:
    """Return the seconds that owlrl takes for a graph, with the ontology and without the rest of the background."""
    (ontology,) = (one for one in load_background() if one.iri == terms.GRAPH_ONTOLOGY)
    both = rdflib.Graph()
    for one in (ontology, graph):
        quads = ox.parse(one.default_lines(), format=ox.RdfFormat.N_QUADS)
        both.parse(data=ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES).decode(), format="nt")
    started = time.perf_counter()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(both)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(sys.argv[1])
