"""Find how many recommendations a State received, supported and noted in a review, and how many delegations spoke.

Guarantees: a total counts only where the sentence gives it to the document's State (or to no State), and where the
sentence or the headings above it say which review is meant. Where only the others are printed, the noted
recommendations are what is left: since the second cycle there is no third position.
"""

from __future__ import annotations

import re

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates
from hrgraph.extraction.facts.cycles import cycle_in_words, cycle_of_year
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Document, ReviewFact
from hrgraph.registry import Registry
from hrgraph.text import view_of_block

_SUPPORTED = r"(?:supported|accepted|agreed\s+to)"
_NOTED = r"(?:noted|rejected|did\s+not\s+(?:support|accept)|refused|declined)"
_TOTAL = r"(?:the\s+|a\s+total\s+of\s+|its\s+)?"


def _count(name: str) -> str:
    return rf"(?P<{name}>\d{{1,3}})"


_TOTALS = tuple(
    re.compile(pattern, re.VERBOSE | re.IGNORECASE)
    for pattern in (
        # accepted 90 and rejected 30 of the 120 recommendations
        rf"""\b{_SUPPORTED}\s+{_count("supported")}(?:\s+recommendations)?\s*,?\s*(?:and|but|while)\s+(?:it\s+)?{_NOTED}\s+
        {_count("noted")}(?:\s+(?:out\s+)?of\s+{_TOTAL}{_count("received")})?(?:\s+recommendations)?""",
        # supported 90 of the 120 recommendations
        rf"""\b{_SUPPORTED}\s+{_count("supported")}\s+(?:recommendations\s+)?(?:out\s+)?of\s+{_TOTAL}{_count("received")}
        (?:\s+recommendations)?""",
        # received 120 recommendations, of which it supported 90 (and noted 30)
        rf"""\breceived\s+{_TOTAL}{_count("received")}\s+recommendations\b[^.;]{{0,60}}?\b(?:of\s+which|and)\b[^.;]{{0,40}}?
        \b{_SUPPORTED}\s+{_count("supported")}(?:[^.;]{{0,40}}?\b{_NOTED}\s+{_count("noted")})?""",
        # of the 120 recommendations received, 90 were accepted and 30 (were) noted
        rf"""\bof\s+{_TOTAL}{_count("received")}\s+recommendations\b[^.;]{{0,60}}?,\s*{_count("supported")}\s+
        (?:were|had\s+been|have\s+been|enjoyed)\s+(?:{_SUPPORTED}|its\s+support|the\s+support\s+of)
        (?:[^.;]{{0,30}}?\b{_count("noted")}\s+(?:were\s+|had\s+been\s+|have\s+been\s+)?{_NOTED})?""",
    )
)  # fmt: skip
_DELEGATIONS = re.compile(
    r"\b(?P<delegations>\d{1,3})\s+delegations\s+(?:made\s+statements|took\s+the\s+floor|participated|intervened|spoke)",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"\bUPR\b|\buniversal\s+periodic\s+review\b|\binteractive\s+dialogue\b", re.IGNORECASE)
# Since this cycle a recommendation is either supported or noted.
_FIRST_CYCLE_OF_TWO_POSITIONS = 2


def find_review_totals(document: Document, registry: Registry) -> list[ReviewFact]:
    """Return what the document's prose says of the outcome of reviews of its State, in text order."""
    state = document.state
    if state is None:
        return []
    found: list[ReviewFact] = []
    for block in document.of_kind("paragraph", "bullet"):
        view = view_of_block(document, block)
        if "recommendations" not in view.text and "delegations" not in view.text:
            continue
        for start, end in split_sentences(view.text):
            sentence = view.text[start:end]
            counts = _counts(sentence, registry, state)
            cycle = _cycle(sentence, view.text[:start], block.path) if counts else None
            if counts and cycle:
                if cycle >= _FIRST_CYCLE_OF_TWO_POSITIONS and {"received", "supported"} <= counts.keys():
                    counts.setdefault("noted", counts["received"] - counts["supported"])
                anchor = build_anchor(document, *view.source_span(start, end), rule="review.totals")
                found.append(
                    ReviewFact(
                        state, cycle, anchor, received=counts.get("received"), supported=counts.get("supported"),
                        noted=counts.get("noted"), delegations=counts.get("delegations"),
                    )  # fmt: skip
                )
    return found


def _counts(sentence: str, registry: Registry, state: str) -> dict[str, int]:
    """Return the totals of a sentence by name; none where they are not the State's or do not add up.

    Of several ways to read the sentence, the one that reads most counts.
    """
    best: dict[str, int] = {}
    for pattern in (*_TOTALS, _DELEGATIONS):
        match = pattern.search(sentence)
        if match and _is_of(sentence, match.start(), registry, state):
            counts = {name: int(value) for name, value in match.groupdict().items() if value}
            parts = counts.get("supported", 0) + counts.get("noted", 0)
            if parts <= counts.get("received", parts) and len(counts) > len(best):
                best = counts
    return best


def _is_of(sentence: str, position: int, registry: Registry, state: str) -> bool:
    """Whether the last State named before the verb, or else every State in the sentence, is this one."""
    named = [(name.start, name.entries[0].code) for name in registry.find_names(sentence, "State")]
    before = [code for start, code in named if start < position]
    return before[-1] == state if before else all(code == state for _, code in named)


def _cycle(sentence: str, before: str, path: tuple[str, ...]) -> int | None:
    """Return the cycle that the sentence, the paragraph up to it, or the nearest heading speaks of."""
    named = cycle_in_words(sentence)
    if named:
        return named
    review = _REVIEW.search(sentence)
    if review:
        dates = find_dates(sentence[review.end() :])
        if dates:
            return cycle_of_year(dates[0].value)
    return next((cycle for words in (before, *path[::-1]) if (cycle := cycle_in_words(words))), None)
