"""Query a SPARQL 1.1 endpoint elsewhere with the same call as a store on disk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

from hrgraph import querytext, terms
from hrgraph.errors import InputError, QueryError, QuerySyntaxError, QueryTimeout
from hrgraph.querytext import DatasetClause

_VERSION_QUERY = f"""
PREFIX dcat: <{terms.DCAT}>
SELECT ?version {{ <{terms.BASE}dataset> dcat:version ?version }} ORDER BY ?version LIMIT 1
"""


class Endpoint:
    """A SPARQL endpoint, spoken to with SPARQLWrapper; made for one thread at a time."""

    def __init__(self, url: str, *, timeout_s: float = 60.0) -> None:
        """Remember where the endpoint is; nothing is sent yet.

        Raises:
            InputError: `url` is not an HTTP address.
        """
        if not url.startswith(("http://", "https://")):
            raise InputError(url, "not the address of an endpoint.", advice="Expected http://... or https://...")
        self.url = url
        self.answers = None  # its data may be replaced at any time: nothing is remembered
        self._timeout_s = timeout_s

    @property
    def version(self) -> str:
        """The dataset version that the endpoint holds, or "unknown"."""
        for row in self.query(_VERSION_QUERY):
            return str(row["version"].value)
        return "unknown"

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        dataset: DatasetClause | None = None,
        base_iri: str | None = None,
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Send a query and return its answer; the arguments are those of `Store.query`.

        Raises:
            QuerySyntaxError: The endpoint says that the query is malformed.
            QueryRefused: The query is an update or calls SERVICE; nothing is sent.
            QueryTimeout: The endpoint did not answer in time.
            QueryError: It cannot be reached, failed, or sent something else than an answer.
        """
        querytext.check_allowed(text)
        if substitutions:
            text = querytext.bind_terms(text, {name: str(term) for name, term in substitutions.items()})
        if base_iri:
            text = f"BASE <{base_iri}>\n{text}"
        form = querytext.match_form(text)
        is_graph = form in ("CONSTRUCT", "DESCRIBE")
        wrapper = SPARQLWrapper(self.url)
        wrapper.setMethod(POST)
        wrapper.setTimeout(max(1, round(self._timeout_s)))
        wrapper.setReturnFormat(XML if is_graph else JSON)
        wrapper.setQuery(text)
        wrapper.queryType = form  # it takes a word of a comment for the form: "addendum" for ADD, an update
        for iri in dataset.default if dataset else ():
            wrapper.addParameter("default-graph-uri", iri)
        for iri in dataset.named if dataset else ():
            wrapper.addParameter("named-graph-uri", iri)
        return self._send(wrapper, is_graph=is_graph)

    def worked_out(self, text: str) -> None:
        """Return None: every query is asked of the endpoint."""
        del text

    def _send(self, wrapper: SPARQLWrapper, *, is_graph: bool) -> Any:
        try:
            answer = wrapper.query().response.read()
        except QueryBadFormed as error:
            raise QuerySyntaxError(f"{self.url}: the query is not SPARQL 1.1: {error}") from error
        except TimeoutError as error:
            raise QueryTimeout(f"{self.url}: no answer within {self._timeout_s:g} seconds.") from error
        except (OSError, HTTPError, SPARQLWrapperException) as error:
            raise QueryError(
                f"{self.url}: the endpoint did not answer ({error}). Is it running, and is it SPARQL?"
            ) from error
        try:
            if not is_graph:
                return ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)
            scratch = ox.Store()
            scratch.load(answer, format=ox.RdfFormat.RDF_XML)
            return scratch.query("CONSTRUCT WHERE { ?s ?p ?o }")
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.url}: the answer cannot be read ({error}). Is this a SPARQL endpoint?") from error
