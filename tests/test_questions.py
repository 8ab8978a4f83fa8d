"""The curated queries over HTTP, the first page, and the OpenAPI document."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pyoxigraph as ox
import pytest
from running_service import RunningService

from hrgraph.endpoint import Endpoint
from hrgraph.queries import load_queries
from hrgraph.store import Store

STATUS = "/queries/treaty-status"


def test_every_question_is_listed_with_what_it_takes(service: RunningService) -> None:
    listed = service.client.get("/queries").json()["queries"]
    assert [entry["name"] for entry in listed] == sorted(load_queries())
    entry = next(entry for entry in listed if entry["name"] == "treaty-status")
    assert entry["url"] == service.url + STATUS
    assert entry["example"] == f"{service.url}{STATUS}?state=KAZ"
    assert [parameter["name"] for parameter in entry["parameters"]] == ["state", "treaty"]
    assert entry["parameters"][0]["required"] is True
    assert entry["columns"][1] == {"name": "treaty", "type": "code", "meaning": "code of the instrument"}


def test_records(service: RunningService, store: Store) -> None:
    answer = service.client.get(STATUS, params={"state": "Fiji", "treaty": "CAT"})
    body = answer.json()
    assert (answer.status_code, body["version"], body["total"], body["next"]) == (200, store.version, 2, None)
    assert body["parameters"] == {"state": "Fiji", "treaty": "CAT"}
    assert [(row["act"], row["date"], row["status"]) for row in body["rows"]] == [
        ("party", "2006-03-14", None),
        ("accession", "2006-04-14", None),
    ]


def test_numbers_are_numbers(service: RunningService) -> None:
    rows = service.client.get("/queries/statistics").json()["rows"]
    assert {"what": "documents", "count": 6} in rows


@pytest.mark.parametrize(
    ("accept", "short", "media_type"),
    [
        ("text/csv", "csv", "text/csv"),
        ("text/tab-separated-values", "tsv", "text/tab-separated-values"),
        ("application/sparql-results+xml", "xml", "application/sparql-results+xml"),
        ("application/sparql-results+json", None, "application/sparql-results+json"),
        ("application/json", "json", "application/json"),
        ("application/sparql-query", "rq", "application/sparql-query"),
        (None, None, "application/json"),
        ("text/html, */*;q=0.1", None, "application/json"),
    ],
)
def test_formats(service: RunningService, accept: str | None, short: str | None, media_type: str) -> None:
    headers = {"Accept": accept} if accept else {}
    by_header = service.client.get(STATUS, params={"state": "FJI"}, headers=headers)
    assert by_header.headers["content-type"].split(";")[0] == media_type
    if short:
        by_name = service.client.get(STATUS, params={"state": "FJI", "format": short}, headers={"Accept": "image/png"})
        assert by_name.text.replace("&format=" + short, "") == by_header.text


def test_a_spreadsheet_gets_the_rows(service: RunningService) -> None:
    answer = service.client.get(STATUS, params={"state": "FJI", "format": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["treaty"] for row in rows] == ["CAT", "CAT", "ICCPR", "ICERD", "OP-CAT"]
    assert answer.headers["x-total-count"] == "5"


def test_sparql_results_keep_their_types(service: RunningService) -> None:
    headers = {"Accept": "application/sparql-results+xml"}
    answer = service.client.get("/queries/follow-up-grades", params={"state": "FJI"}, headers=headers)
    (row,) = ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.XML)
    assert row["observation"] == ox.Literal(17)


@pytest.mark.parametrize("accept", ["application/json", "text/csv"])
def test_next_links_lead_to_every_row_once(service: RunningService, accept: str) -> None:
    address, seen = f"{service.url}{STATUS}?state=FJI&limit=3", []
    while address:
        answer = service.client.get(address, headers={"Accept": accept})
        if accept == "application/json":
            seen += [row["participation"] for row in answer.json()["rows"]]
        else:
            seen += [row["participation"] for row in csv.DictReader(io.StringIO(answer.text))]
        link = re.match(r'<(.*)>; rel="next"', answer.headers.get("link", ""))
        address = link[1] if link else ""
        if accept == "application/json":
            assert answer.json()["next"] == (address or None)
    whole = service.client.get(STATUS, params={"state": "FJI"}).json()["rows"]
    assert seen == [row["participation"] for row in whole]


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/queries/treaty-stats", 404, "Did you mean 'treaty-status'"),
        (STATUS, 400, "state is missing"),
        (f"{STATUS}?state=Fijji", 400, "Did you mean 'Fiji'"),
        (f"{STATUS}?state=FJI&treatie=CAT", 400, "Did you mean 'treaty'"),
        (f"{STATUS}?state=FJI&state=TON", 400, "more than once: state"),
        (f"{STATUS}?state=FJI&limit=0", 400, "limit"),
        (f"{STATUS}?state=FJI&limit=many", 400, "limit"),
        (f"{STATUS}?state=FJI&limit=10001", 400, "limit"),
        (f"{STATUS}?state=FJI&offset=-1", 400, "offset"),
        (f"{STATUS}?state=FJI&format=pdf", 400, "not one of json, csv"),
        ("/queries/upr-recommendations?state=FJI&cycle=two", 400, "not a whole number"),
        ("/queries/search", 400, "text is missing"),
        ("/queries/search?text=NOT%20prison", 400, "NOT at character 1 stands alone"),
        ("/queries/search?text=%22prison", 400, "opens a phrase that is not closed"),
        ("/queries/search?text=prison&kind=concerns", 400, "kind='concerns' is not one of"),
        (f"/queries/search?text={'(' * 1000}", 400, "1000 characters"),
    ],
)
def test_wrong_calls_get_problem_details(service: RunningService, address: str, status: int, detail: str) -> None:
    answer = service.client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert detail in answer.json()["detail"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_type_that_cannot_be_made(service: RunningService) -> None:
    answer = service.client.get(STATUS, params={"state": "FJI"}, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.json()["status"]) == (406, 406)


def test_openapi_tells_what_each_question_takes_and_gives(service: RunningService) -> None:
    document = service.client.get("/openapi.json").json()
    for query in load_queries().values():
        operation = document["paths"][f"/queries/{query.name}"]["get"]
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert names == {parameter.name for parameter in query.parameters} | {"limit", "offset", "format"}
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert list(schema["properties"]["rows"]["items"]["properties"]) == [column.name for column in query.columns]
    assert {"get", "post"} <= set(document["paths"]["/sparql"])


def test_the_first_page_leads_to_answers(service: RunningService) -> None:
    page = service.client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<script" not in page.text
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', page.text)]
    questions = [link for link in links if "/queries/" in link]
    assert len(questions) == 5 + 6, "five questions, and the statements of each of six documents"
    for link in links:
        assert service.client.get(link).status_code == 200, link


@pytest.mark.parametrize("word", ["addendum", "# DELETE DATA", "load", "ask", "constructed"])
def test_a_comment_does_not_change_what_is_asked_of_an_endpoint(service: RunningService, store: Store, word: str) -> None:
    text = f"# What the {word} says\nPREFIX hr: <https://w3id.org/hrgraph/ontology#>\nSELECT ?s {{ ?s a hr:WorkingGroupReport }}"
    asked, known = ([str(row["s"]) for row in engine.query(text)] for engine in (Endpoint(f"{service.url}/sparql"), store))
    assert asked == known != []


def test_an_endpoint_gives_the_same_rows_as_the_store(service: RunningService, store: Store) -> None:
    endpoint = Endpoint(f"{service.url}/sparql")
    for query in load_queries().values():
        values = {name: value.replace("KAZ", "FJI") for name, value in query.sample.items() if name == "state"}
        if any(parameter.required and parameter.name not in values for parameter in query.parameters):
            continue
        assert query.ask(endpoint, values) == query.ask(store, values), query.name
