"""The vocabulary: the only place where IRIs of ontologies are spelled in Python.

`HR` builds IRIs of hrgraph's own ontology. A test requires that every term used here and in `graph.py` is defined in
`ontology/hrgraph.ttl`.
"""

from __future__ import annotations

BASE = "https://w3id.org/hrgraph/"
ONTOLOGY = BASE + "ontology"
HR = ONTOLOGY + "#"
ID = BASE + "id/"
SCHEME = BASE + "scheme/"
GRAPH = BASE + "graph/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = "https://schema.org/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
SH = "http://www.w3.org/ns/shacl#"

PREFIXES = {
    "hr": HR, "rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD, "skos": SKOS, "dcterms": DCTERMS, "prov": PROV,
    "oa": OA, "org": ORG, "foaf": FOAF, "schema": SCHEMA, "dcat": DCAT, "void": VOID, "sh": SH,
}  # fmt: skip

# Graphs that are not a document's.
GRAPH_ONTOLOGY = GRAPH + "ontology"
GRAPH_SCHEMES = GRAPH + "schemes"
GRAPH_REFERENCE = GRAPH + "reference"
GRAPH_DATASET = GRAPH + "dataset"
# What is worked out from the others.
GRAPH_REVIEWS = GRAPH + "reviews"
GRAPH_RECOMMENDATIONS = GRAPH + "recommendations"
GRAPH_CITATIONS = GRAPH + "citations"
GRAPH_IMPLEMENTATION = GRAPH + "implementation"
GRAPH_TREATIES = GRAPH + "treaties"
GRAPH_THREADS = GRAPH + "threads"
GRAPH_INFERRED = GRAPH + "inferred"
SHARED_GRAPHS = (
    GRAPH_ONTOLOGY, GRAPH_SCHEMES, GRAPH_REFERENCE, GRAPH_DATASET, GRAPH_REVIEWS, GRAPH_RECOMMENDATIONS,
    GRAPH_CITATIONS, GRAPH_IMPLEMENTATION, GRAPH_TREATIES, GRAPH_THREADS, GRAPH_INFERRED,
)  # fmt: skip
