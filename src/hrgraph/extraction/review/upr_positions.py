"""What the State under review says of recommendations: supports, considers implemented, will examine, does not support.

Written for the paragraphs that introduce or follow a list of recommendations in a report of the working group.
"""

from __future__ import annotations

import re

from hrgraph.models import PositionValue

_POSITIONS: tuple[tuple[PositionValue, re.Pattern[str]], ...] = (
    (
        "noted",
        re.compile(
            r"""
              \b(?:do(?:es)?|did|could|can|would)\s*not\s+(?:\w+\s+)?(?:enjoy|meet|receive|have|support|accept|agree|be\s+(?:supported|accepted))
            | \bcannot\s+(?:\w+\s+)?(?:enjoy|support|accept|agree|be\s+(?:supported|accepted))
            | \bnot\s+(?:been\s+)?(?:enjoy|support|accept)
            | \brejects?\b | \b(?:is|are|were|be|been)\s+rejected\b
            | \bunacceptable\b
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "supported in part",
        re.compile(
            r"""
              \bpart(?:ial)?ly\b.{0,40}\b(?:support|accept) | \bpartial\s+(?:support|acceptance)
            | \b(?:support|accept)\w*\s+(?:in\s+part\b|part(?:ial)?ly)
            | \bin\s+part\b.{0,40}\b(?:support|accept) | \bsupport\s+of\s+(?:[^\s.,;:]+\s){1,6}in\s+part\b
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "implemented",
        re.compile(
            r"""
              \balready\s+(?:been\s+|being\s+|fully\s+|or\s+)*(?:implement|in\s+(?:the\s+)?process|in\s+place|met\b|fulfil)
            | \b(?:in\s+the\s+process|in\s+course|under\s+way)\s+of\s+(?:being\s+)?implement
            | \b(?:are|is|be|being|been|were)\s+(?:either\s+|already\s+)*(?:being\s+)?(?:implemented|in\s+the\s+process)
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "pending",
        re.compile(
            r"""
              \bwill\s+(?:be\s+)?(?:further\s+)?(?:examine|stud(?:y|ied)|consider|respond|review|provide|answer)
            | \bwould\s+(?:be\s+)?(?:further\s+)?(?:examine|stud(?:y|ied)|consider(?:ed)?\s+by|respond|provide)
            | \bresponses?\b.{0,80}\b(?:will|would|shall)\s+be\s+(?:included|provided|submitted|given)
            | \bin\s+due\s+(?:time|course)\b | \bunder\s+(?:consideration|examination|review\s+by)\b | \bdeferred\b | \bpending\b
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "supported",
        re.compile(
            r"""
              \b(?:enjoy(?:s|ed)?|ha(?:s|ve|d)|met\s+with|received?)\s+(?:\w+\s+)?support
            | \b(?:is|are|were|been)\s+(?:\w+\s+)?(?:supported|accepted)\b
            | \b(?:supports?|accept(?:s|ed)?|agree[sd]?\s+(?:to|on|with))\b
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    ("noted", re.compile(r"\b(?:takes?|took|taken)\s+note\b|\bnote[sd]\b", re.IGNORECASE)),
)


def match_position(text: str) -> PositionValue | None:
    """Return the position that a paragraph states, or None.

    A refusal is told before a support: "did not enjoy the support" speaks of support, too. A support that is also
    implemented already is implemented. What is noted and will be answered is pending.
    """
    return next((value for value, pattern in _POSITIONS if pattern.search(text)), None)


_RANGE = re.compile(
    r"(?P<first>\d{1,3}(?:\.\d{1,3})?)(?:\s?(?:[-\N{EN DASH}]|to|through)\s?(?P<last>\d{1,3}(?:\.\d{1,3})?))?(?!\d)"
)
_LIST = re.compile(
    r"\b[Rr]ecommendations?\s+(?:contained\s+in\s+)?(?:(?:sub)?paragraphs?\s+)?(?:[Nn](?:os?|umbers?)\b\.?\s*)?"
    r"(?P<list>\d[\d.]*(?:(?:\s?(?:,|;|and|to|through|[-\N{EN DASH}])|(?=\s\d))\s?(?:and\s)?\d[\d.]*)*)"
)
_MOST = 300


def find_numbers(text: str, paragraph: int) -> list[tuple[list[str], int, int]]:
    """Return the lists of recommendations that a text names by number, with start and end of each list.

    Args:
        text: "recommendations Nos. 8, 9 and 12-14 above", "recommendations 88.2 to 88.5".
        paragraph: Number of the paragraph that a bare item belongs to.
    """
    lists = []
    for match in _LIST.finditer(text):
        numbers: list[str] = []
        for part in _RANGE.finditer(match["list"].rstrip(".")):
            numbers += _numbers(part["first"].rstrip("."), part["last"], paragraph)
        if numbers:
            lists.append((numbers, *match.span("list")))
    return lists


def _numbers(first: str, last: str | None, paragraph: int) -> list[str]:
    start = first if "." in first else f"{paragraph}.{first}"
    if last is None:
        return [start]
    head, _, low = start.partition(".")
    high = last.rpartition(".")[2]
    if not int(low) <= int(high) <= int(low) + _MOST:
        return [start]
    return [f"{head}.{number}" for number in range(int(low), int(high) + 1)]
