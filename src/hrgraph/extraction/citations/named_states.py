"""The States that a citation names beside the numbers of recommendations: "recommendations 71.6 (Chad), 71.8 (Peru)"."""

from __future__ import annotations

import re
from dataclasses import replace

from hrgraph.extraction.review.recommending_states import match_states
from hrgraph.models import Citation
from hrgraph.registry import Registry

# A bracket behind a range is of all its numbers or of the last; it is not read.
_NAMED = re.compile(
    r"(?<![\d.\u2010-\u2014-])(?P<number>\d{1,3}\.\d{1,3}(?:\.\d{1,2})?)\s?\((?P<names>[^()\d]{2,120}(?:\([^()\d]*\)[^()\d]*)?)\)"
)


def name_states(citation: Citation, registry: Registry) -> Citation:
    """Return a citation with the States that it names beside each number; brackets with anything else are not read."""
    issuers = {}
    for match in _NAMED.finditer(citation.pinpoint or ""):
        states = match_states(match["names"], registry)
        if states and match["number"] in citation.recommendations:
            issuers[match["number"]] = tuple(dict.fromkeys(states))
    return replace(citation, issuers=tuple(issuers.items())) if issuers else citation
