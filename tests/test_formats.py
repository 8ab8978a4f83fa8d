"""Accept headers: RFC 9110, section 12.5.1."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.web.formats import GRAPH_FORMATS, RESULT_FORMATS, match_format, parse_accept

RESULTS = [
    (None, "application/sparql-results+json"),
    ("", "application/sparql-results+json"),
    ("*/*", "application/sparql-results+json"),
    ("application/*", "application/sparql-results+json"),
    ("text/csv", "text/csv"),
    ("TEXT/CSV", "text/csv"),
    ("text/csv; charset=utf-8", "text/csv"),
    ("text/*", "text/csv"),
    ("text/*;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
    ("text/csv;q=0.1, text/tab-separated-values;q=0.2", "text/tab-separated-values"),
    ("application/json", "application/json"),
    ("application/xml, text/csv;q=0.9", "application/xml"),
    # The narrower range counts, whatever its place and its weight.
    ("*/*;q=0.9, application/sparql-results+json;q=0.1", "application/sparql-results+xml"),
    ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    # What browsers send.
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    # Malformed elements are as if they were not there.
    ("nonsense, text/csv", "text/csv"),
    ("*/csv, text/tab-separated-values", "text/tab-separated-values"),
    ("text/csv;q=2, text/xml", "text/xml"),
    ("image/png", None),
    ("text/turtle", None),
    ("text/csv;q=0", None),
    ("text/csv;charset=latin-1", None),
    ("nonsense", None),
]
GRAPHS = [
    (None, "text/turtle"),
    ("text/turtle;q=1.0, */*;q=0.1", "text/turtle"),
    ("application/ld+json", "application/ld+json"),
    ("application/n-triples, text/turtle;q=0.9", "application/n-triples"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/json", "application/json"),
    ("text/html, */*;q=0.1", "text/turtle"),
    ("application/sparql-results+json", None),
]


@pytest.mark.parametrize(("accept", "expected"), RESULTS)
def test_results(accept: str | None, expected: str | None) -> None:
    chosen = match_format(accept, RESULT_FORMATS)
    assert (chosen and chosen.media_type) == expected


@pytest.mark.parametrize(("accept", "expected"), GRAPHS)
def test_graphs(accept: str | None, expected: str | None) -> None:
    chosen = match_format(accept, GRAPH_FORMATS)
    assert (chosen and chosen.media_type) == expected


def test_text_formats_say_their_charset_and_json_does_not() -> None:
    assert match_format("text/csv", RESULT_FORMATS).content_type == "text/csv; charset=utf-8"
    assert match_format("application/json", RESULT_FORMATS).content_type == "application/json"


def test_a_weight_may_stand_before_an_extension() -> None:
    (only,) = parse_accept("text/csv;header=present;q=0.3;ext=1")
    assert (only.weight, only.parameters) == (0.3, {"header=present"})


@given(st.text(alphabet='ab/*;,=q01. "+-', max_size=40))
def test_no_header_raises(header: str) -> None:
    chosen = match_format(header, RESULT_FORMATS)
    assert chosen is None or chosen in RESULT_FORMATS
