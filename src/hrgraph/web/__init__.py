"""The read-only service: SPARQL 1.1 Protocol, curated queries, health."""
