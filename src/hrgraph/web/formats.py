"""Choose the format of an answer from an Accept header. Pure functions over strings; no request, no response.

Accept is read as RFC 9110, section 12.5.1 says: the most specific range that matches a media type gives its weight, and
weight 0 excludes it. Among equals the server's order decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer.

    Attributes:
        media_type: What the answer is labelled with.
        writer: The engine's serializer.
        charset: Whether the label carries `charset=utf-8`; JSON and XML types say it themselves.
    """

    media_type: str
    writer: ox.QueryResultsFormat | ox.RdfFormat
    charset: bool = False

    @property
    def content_type(self) -> str:
        """Value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One element of an Accept header; `parameters` are those before the weight, in lower case."""

    type: str
    subtype: str
    parameters: frozenset[str]
    weight: float

    def matches(self, media_type: str) -> bool:
        """Whether a media type, which may carry `; charset=utf-8`, lies in this range."""
        kind, *parameters = [part.strip() for part in media_type.lower().split(";")]
        main, _, sub = kind.partition("/")
        return self.type in ("*", main) and self.subtype in ("*", sub) and self.parameters <= set(parameters)

    @property
    def specificity(self) -> tuple[bool, bool, int]:
        """Greater for a narrower range."""
        return self.type != "*", self.subtype != "*", len(self.parameters)


# Answers to SELECT and ASK. SPARQL 1.1 registers the first four; the others are what clients send for them.
RESULT_FORMATS = (
    Format("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    Format("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    Format("text/csv", ox.QueryResultsFormat.CSV, charset=True),
    Format("text/tab-separated-values", ox.QueryResultsFormat.TSV, charset=True),
    Format("application/json", ox.QueryResultsFormat.JSON),
    Format("application/xml", ox.QueryResultsFormat.XML),
    Format("text/xml", ox.QueryResultsFormat.XML, charset=True),
)
# Answers to CONSTRUCT and DESCRIBE.
GRAPH_FORMATS = (
    Format("text/turtle", ox.RdfFormat.TURTLE, charset=True),
    Format("application/ld+json", ox.RdfFormat.JSON_LD),
    Format("application/n-triples", ox.RdfFormat.N_TRIPLES),
    Format("application/rdf+xml", ox.RdfFormat.RDF_XML),
    Format("application/json", ox.RdfFormat.JSON_LD),
    Format("application/xml", ox.RdfFormat.RDF_XML),
    Format("text/plain", ox.RdfFormat.N_TRIPLES, charset=True),
)
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def parse_accept(header: str) -> list[MediaRange]:
    """Return the media ranges of an Accept header in its order; an element that is malformed is left out.

    >>> [(r.subtype, r.weight) for r in parse_accept("text/csv, text/turtle;q=0.5, nonsense")]
    [('csv', 1.0), ('turtle', 0.5)]
    """
    ranges: list[MediaRange] = []
    for element in header.lower().split(","):
        kind, *parameters = [part.strip() for part in element.split(";")]
        main, slash, sub = kind.partition("/")
        if not slash or not _TOKEN.fullmatch(main) or not _TOKEN.fullmatch(sub) or (main == "*" and sub != "*"):
            continue
        weight = 1.0
        kept: set[str] = set()
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = float(value) if _WEIGHT.fullmatch(value.strip()) else -1.0
                break
            kept.add(parameter.replace('"', ""))
        if weight >= 0:
            ranges.append(MediaRange(main, sub, frozenset(kept - {""}), weight))
    return ranges


def match_format(header: str | None, offered: Sequence[Format]) -> Format | None:
    """Return the offered format that an Accept header prefers, or None where it accepts none of them.

    Args:
        header: None or empty means that anything is accepted.
        offered: In the server's order of preference, not empty.
    """
    if not header or not header.strip():
        return offered[0]
    ranges = parse_accept(header)
    best: tuple[float, int] | None = None
    for position, choice in enumerate(offered):
        matching = [r for r in ranges if r.matches(choice.content_type)]
        weight = max(matching, key=lambda r: r.specificity).weight if matching else 0.0
        if weight > 0 and (best is None or weight > best[0]):
            best = (weight, position)
    return offered[best[1]] if best else None
