"""The SPARQL 1.1 Protocol, query operation: request -> status, type and answer, of a real server by real clients."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import socket
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from fixture_documents import publish_fixture
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from running_service import RunningService
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from hrgraph import iris, terms
from hrgraph.publication import open_for_build
from hrgraph.store import NamedGraph, Store
from hrgraph.web.problems import ProblemError
from hrgraph.web.workers import Job, QueryWorkers

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
JSON_RESULTS = "application/sparql-results+json"
FIJI = "https://w3id.org/hrgraph/id/state/FJI"
CODE = f'SELECT ?s {{ ?s <{terms.HR}code> "FJI" }}'
ASK = f'ASK {{ ?s <{terms.HR}code> "FJI" }}'
CONSTRUCT = f'CONSTRUCT {{ ?s <{terms.HR}code> "FJI" }} WHERE {{ ?s <{terms.HR}code> "FJI" }}'
DESCRIBE = f"DESCRIBE <{FIJI}>"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
SUMMARY_GRAPH = iris.document_graph("A/HRC/WG.6/20/FJI/3")
REPORT_GRAPH = iris.document_graph("island-watch-fiji-2021")


def read_first_value(media_type: str, body: str) -> str:
    """Return the first value of the first row, from any result format."""
    if media_type in (JSON_RESULTS, "application/json"):
        answer = json.loads(body)
        return str(answer["boolean"]).lower() if "boolean" in answer else answer["results"]["bindings"][0]["s"]["value"]
    if media_type == "text/csv":
        return list(csv.reader(io.StringIO(body)))[-1][0]
    if media_type == "text/tab-separated-values":
        return body.splitlines()[-1].strip("<>")
    results = ox.parse_query_results(body, format=ox.QueryResultsFormat.XML)
    return str(bool(results)).lower() if isinstance(results, ox.QueryBoolean) else next(iter(results))[0].value


@pytest.mark.parametrize(("query", "value"), [(CODE, FIJI), (ASK, "true")])
@pytest.mark.parametrize(
    "media_type",
    [JSON_RESULTS, "application/sparql-results+xml", "text/csv", "text/tab-separated-values", "application/json", "application/xml"],
)  # fmt: skip
def test_result_formats(service: RunningService, query: str, value: str, media_type: str) -> None:
    answer = service.client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert read_first_value(media_type, answer.text) == value


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize(
    ("media_type", "parsed_as"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/json", ox.RdfFormat.JSON_LD),
    ],
)
def test_graph_formats(service: RunningService, query: str, media_type: str, parsed_as: ox.RdfFormat) -> None:
    answer = service.client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert answer.headers["content-type"].split(";")[0] == media_type
    subjects = {quad.subject.value for quad in ox.parse(answer.content, format=parsed_as)}
    assert FIJI in subjects


def test_the_three_ways_to_send_a_query_give_the_same(service: RunningService) -> None:
    answers = [
        service.client.get("/sparql", params={"query": CODE}),
        service.client.post("/sparql", data={"query": CODE}),
        service.client.post("/sparql", content=CODE, headers={"Content-Type": DIRECT}),
        service.client.post("/sparql", content=CODE, headers={"Content-Type": f"{DIRECT}; charset=UTF-8"}),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1


REFUSED: list[tuple[str, dict[str, Any], int]] = [
    ("two queries", {"method": "GET", "params": [("query", ASK), ("query", ASK)]}, 400),
    ("two queries in a form", {"method": "POST", "content": "query=ASK%7B%7D&query=ASK%7B%7D", "headers": {"Content-Type": FORM}}, 400),
    ("a query in the form and in the URL", {"method": "POST", "params": {"query": ASK}, "data": {"query": ASK}}, 400),
    ("a query in the body and in the URL", {"method": "POST", "params": {"query": ASK}, "content": ASK, "headers": {"Content-Type": DIRECT}}, 400),
    ("no query among parameters", {"method": "GET", "params": {"default-graph-uri": SUMMARY_GRAPH}}, 400),
    ("an empty query", {"method": "GET", "params": {"query": " "}}, 400),
    ("an empty form", {"method": "POST", "content": "", "headers": {"Content-Type": FORM}}, 400),
    ("not SPARQL", {"method": "GET", "params": {"query": "SELECT * {"}}, 400),
    ("an undeclared prefix", {"method": "GET", "params": {"query": "SELECT * { ?s ex:p ?o }"}}, 400),
    ("an update as update", {"method": "POST", "data": {"update": "CLEAR ALL"}}, 400),
    ("an update as query", {"method": "POST", "data": {"query": "CLEAR ALL"}}, 403),
    ("an update as body", {"method": "POST", "content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 415),
    ("LOAD", {"method": "GET", "params": {"query": "LOAD <http://127.0.0.1:9/>"}}, 403),
    ("SERVICE", {"method": "GET", "params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 403),
    ("a relative graph IRI", {"method": "GET", "params": {"query": ASK, "default-graph-uri": "g"}}, 400),
    ("a broken graph IRI", {"method": "GET", "params": {"query": ASK, "named-graph-uri": "http://a b/"}}, 400),
    ("a body without a type", {"method": "POST", "content": ASK}, 415),
    ("a body of another type", {"method": "POST", "content": ASK, "headers": {"Content-Type": "text/plain"}}, 415),
    ("a multipart form", {"method": "POST", "files": {"query": ASK.encode()}}, 415),
    ("a body in another charset", {"method": "POST", "content": ASK.encode("utf-16"), "headers": {"Content-Type": f"{DIRECT}; charset=UTF-16"}}, 415),
    ("a body that is not UTF-8", {"method": "POST", "content": b"ASK { ?s ?p '\xff' }", "headers": {"Content-Type": DIRECT}}, 400),
    ("a form that is not UTF-8", {"method": "POST", "content": b"query=%ff", "headers": {"Content-Type": FORM}}, 400),
    ("a body that is too long", {"method": "POST", "content": ASK + " " * 2_000_000, "headers": {"Content-Type": DIRECT}}, 413),
    ("an image of a SELECT", {"method": "GET", "params": {"query": CODE}, "headers": {"Accept": "image/png"}}, 406),
    ("Turtle of a SELECT", {"method": "GET", "params": {"query": CODE}, "headers": {"Accept": "text/turtle"}}, 406),
    ("CSV of a CONSTRUCT", {"method": "GET", "params": {"query": CONSTRUCT}, "headers": {"Accept": "text/csv"}}, 406),
    ("an image of the service description", {"method": "GET", "headers": {"Accept": "image/png"}}, 406),
    ("PUT", {"method": "PUT", "content": "x"}, 405),
    ("DELETE", {"method": "DELETE"}, 405),
    ("PATCH", {"method": "PATCH"}, 405),
]  # fmt: skip


@pytest.mark.parametrize(
    ("request_options", "status"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_refused_gets_problem_details(
    service: RunningService, request_options: dict[str, Any], status: int
) -> None:
    answer = service.client.request(url="/sparql", **request_options)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["dataset-version"]
    problem = answer.json()
    assert problem["status"] == status
    assert len(problem["detail"]) > 10
    assert {"type", "title"} <= set(problem)
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def count(answer: Any) -> int:
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("method", ["GET", "form", "direct"])
def test_the_request_names_the_dataset(service: RunningService, store: Store, method: str) -> None:
    both = {
        quad.triple
        for iri in (SUMMARY_GRAPH, REPORT_GRAPH)
        for quad in ox.parse(store.graph(iri).lines, format=ox.RdfFormat.N_QUADS)
    }
    cases = [
        ({"default-graph-uri": [SUMMARY_GRAPH]}, "{ ?s ?p ?o }", store.graph(SUMMARY_GRAPH).triples),
        ({"default-graph-uri": [SUMMARY_GRAPH, REPORT_GRAPH]}, "{ ?s ?p ?o }", len(both)),
        ({"named-graph-uri": [REPORT_GRAPH]}, "{ GRAPH ?g { ?s ?p ?o } }", store.graph(REPORT_GRAPH).triples),
        ({"named-graph-uri": [REPORT_GRAPH]}, "{ ?s ?p ?o }", 0),
        ({"default-graph-uri": [REPORT_GRAPH]}, f"FROM <{SUMMARY_GRAPH}> {{ ?s ?p ?o }}", store.graph(REPORT_GRAPH).triples),
        ({"default-graph-uri": ["http://127.0.0.1:9/never-fetched"]}, "{ ?s ?p ?o }", 0),
    ]  # fmt: skip
    for parameters, pattern, expected in cases:
        query = f"SELECT (COUNT(*) AS ?n) {pattern}"
        if method == "GET":
            answer = service.client.get("/sparql", params={"query": query, **parameters})
        elif method == "form":
            answer = service.client.post("/sparql", data={"query": query, **parameters})
        else:
            answer = service.client.post("/sparql", params=parameters, content=query, headers={"Content-Type": DIRECT})
        assert count(answer) == expected, (parameters, pattern)


@pytest.mark.parametrize("method", ["GET", "form", "direct"])
def test_percent_signs_and_plus_signs_are_decoded_once(service: RunningService, method: str) -> None:
    query = "SELECT (STR(<http://example.org/a%20b+c>) AS ?s) {}"
    if method == "GET":
        answer = service.client.get("/sparql", params={"query": query})
    elif method == "form":
        answer = service.client.post("/sparql", data={"query": query})
    else:
        answer = service.client.post("/sparql", content=query, headers={"Content-Type": DIRECT})
    assert answer.json()["results"]["bindings"][0]["s"]["value"] == "http://example.org/a%20b+c"


def test_relative_iris_are_relative_to_the_endpoint(service: RunningService) -> None:
    answer = service.client.get("/sparql", params={"query": "SELECT (STR(<other>) AS ?s) {}"})
    assert answer.json()["results"]["bindings"][0]["s"]["value"] == f"{service.url}/other"


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/rdf+xml", "text/turtle;q=1.0, */*;q=0.1"]
)
def test_without_a_query_the_service_describes_itself(service: RunningService, store: Store, accept: str) -> None:
    answer = service.client.get("/sparql", headers={"Accept": accept})
    described = ox.RdfFormat.from_media_type(answer.headers["content-type"].split(";")[0])
    graph = ox.Store()
    graph.load(answer.content, format=described)
    sd = "http://www.w3.org/ns/sparql-service-description#"
    rows = list(
        graph.query(
            f"SELECT ?e {{ ?s a <{sd}Service> ; <{sd}endpoint> ?e ; <{sd}supportedLanguage> <{sd}SPARQL11Query> }}"
        )
    )
    assert [row["e"].value for row in rows] == [f"{service.url}/sparql"]
    named = {row["n"].value for row in graph.query(f"SELECT ?n {{ ?g <{sd}name> ?n }}")}
    assert named == set(store.graphs)


def test_head_and_options(service: RunningService) -> None:
    head = service.client.head("/sparql", params={"query": CODE}, headers={"Accept": "text/csv"})
    assert (head.status_code, head.text, head.headers["content-type"]) == (200, "", "text/csv; charset=utf-8")
    options = service.client.options("/sparql")
    assert options.status_code == 204
    assert options.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "POST" in options.headers["access-control-allow-methods"]


def test_every_answer_names_the_version(service: RunningService, store: Store) -> None:
    for address in ("/", "/health", "/queries", "/sparql", "/nothing"):
        answer = service.client.get(address)
        assert answer.headers["dataset-version"] == store.version, address
        assert answer.headers["access-control-allow-origin"] == "*", address
    assert service.client.get("/health").json()["version"] == store.version
    assert service.client.get("/nothing").json()["status"] == 404
    assert service.client.head("/health").status_code == 200
    assert service.client.post("/health").status_code == 405


def test_many_rows_are_all_there(service: RunningService, store: Store) -> None:
    answer = service.client.get(
        "/sparql", params={"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }"}, headers={"Accept": "text/csv"}
    )
    assert len(list(csv.reader(io.StringIO(answer.text)))) - 1 == sum(store.graphs.values())


def test_a_query_without_end_is_stopped_and_disturbs_nobody(store_dir: Path) -> None:
    with RunningService(store_dir, timeout_s=1.5, workers=2) as service:
        started = time.monotonic()
        answer = service.client.post("/sparql", data={"query": ENDLESS})
        assert answer.status_code == 504
        assert "was stopped" in answer.json()["detail"]
        assert time.monotonic() - started < 20
        assert service.client.post("/sparql", data={"query": ASK}).json()["boolean"] is True


def test_a_client_that_goes_away_frees_its_worker(store_dir: Path) -> None:
    with RunningService(store_dir, timeout_s=300, workers=1) as service:
        host, port = service.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as connection:
            body = ENDLESS.encode()
            head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {DIRECT}\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            time.sleep(0.5)
        # The only worker was busy with a query that never ends.
        assert service.client.post("/sparql", data={"query": ASK}, timeout=30).json()["boolean"] is True


def test_more_queries_than_may_wait_are_told_to_come_back(store: Store) -> None:
    pool = QueryWorkers(count=1, queued=0)

    async def ask_twice() -> ProblemError:
        endless = asyncio.ensure_future(pool.run(Job(str(store.path), ENDLESS, JSON_RESULTS)))
        await asyncio.sleep(0.1)
        with pytest.raises(ProblemError) as raised:
            await pool.run(Job(str(store.path), ASK, JSON_RESULTS))
        endless.cancel()
        return raised.value

    refused = asyncio.run(ask_twice())
    pool.close()
    assert (refused.status, "Retry-After" in refused.headers) == (503, True)


def test_a_new_version_is_served_without_a_restart(tmp_path: Path) -> None:
    first = publish_fixture(tmp_path / "s")
    with RunningService(tmp_path / "s") as service:
        assert service.client.get("/sparql", params={"query": ASK}).json()["boolean"] is True
        with open_for_build(tmp_path / "s") as publication:
            other = NamedGraph.of_triples(
                "http://example.org/g", [ox.Triple(*(ox.NamedNode("http://example.org/a"),) * 3)]
            )
            second = publication.publish([other])
        answer = service.client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
        assert (count(answer), answer.headers["dataset-version"]) == (1, second)
        assert second != first


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("way", [None, POSTDIRECTLY])
@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper(service: RunningService, method: str, way: str | None, form: str) -> None:
    wrapper = SPARQLWrapper(f"{service.url}/sparql")
    wrapper.setMethod(method)
    if way and method == POST:
        wrapper.setRequestMethod(way)
    wrapper.setQuery(CODE)
    wrapper.setReturnFormat(form)
    found = wrapper.queryAndConvert()
    text = found.toxml() if form == XML else json.dumps(found) if form == JSON else found.decode()
    assert FIJI in text


def test_sparqlwrapper_reads_a_graph(service: RunningService) -> None:
    wrapper = SPARQLWrapper(f"{service.url}/sparql")
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(TURTLE)
    assert FIJI in wrapper.queryAndConvert().decode()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_sparqlstore(service: RunningService, method: str) -> None:
    graph = Graph(SPARQLStore(f"{service.url}/sparql", method=method, returnFormat="json"))
    assert [str(row.s) for row in graph.query(CODE)] == [FIJI]
    assert graph.query(ASK).askAnswer is True
    assert (URIRef(FIJI), None, None) in graph


def test_the_service_stands_in_front_of_an_endpoint(service: RunningService, store: Store) -> None:
    with RunningService(None, endpoint=f"{service.url}/sparql") as front:
        answer = front.client.get("/sparql", params={"query": CODE}, headers={"Accept": "text/csv"})
        assert read_first_value("text/csv", answer.text) == FIJI
        assert FIJI in front.client.get("/sparql", params={"query": DESCRIBE}).text
        local = service.client.get("/queries/treaty-status", params={"state": "FJI"}).json()
        remote = front.client.get("/queries/treaty-status", params={"state": "FJI"}).json()
        assert remote["rows"] == local["rows"] != []
        assert front.client.get("/sparql", params={"query": "SELECT * {"}).status_code == 400
        assert front.client.get("/health").json()["graphs"] == len(store.graphs)


def test_an_endpoint_that_is_not_there_is_a_problem_and_not_a_traceback() -> None:
    with RunningService(None, endpoint="http://127.0.0.1:9/sparql") as front:
        answer = front.client.get("/sparql", params={"query": ASK})
        assert answer.status_code == 500
        assert "did not answer" in answer.json()["detail"]
