"""What the cell of a table says of a State's position, in a word or two: "Supported", "Noted", "Accepted in part"."""

from __future__ import annotations

import re

from hrgraph.extraction.review.upr_positions import match_position
from hrgraph.models import PositionValue
from hrgraph.text import collapse

_WORDS: tuple[tuple[PositionValue, re.Pattern[str]], ...] = (
    (
        "supported in part",
        re.compile(
            r"""
              (?:part(?:ial)?ly|part(?:ial)?)\W+(?:support|accept|noted|agree|endors)\w*.*
            | (?:support|accept|agree)\w*(?:\s*,?\s*(?:in\s+part|part(?:ial)?ly)\b|\s*[(]part\w*[)]).*
            | (?:supported|accepted)\s*(?:/|and|,|;)\s*(?:noted|not\s+(?:supported|accepted))
            | (?:noted|not\s+(?:supported|accepted))\s*(?:/|and|,|;)\s*(?:supported|accepted)
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "noted",
        re.compile(
            r"""
              (?:is\s+|are\s+)?noted\b(?:\s+only)?
            | (?:takes?|took|taken)\s+note\b.*
            | (?:does\s+|do\s+|is\s+|are\s+|cannot\s+be\s+)?not\s+(?:be\s+)?(?:support|accept|agree|endors)\w*.*
            | (?:is\s+|are\s+)?(?:reject|refus)\w*
            | un(?:supported|accepted|acceptable)
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "implemented",
        re.compile(
            r"""
              (?:support\w*|accept\w*)?[\s,;:/(\N{EN DASH}-]*(?:and\s+)?(?:considered\s+)?(?:as\s+)?
              (?:already\s+(?:been\s+)?)?implemented\b.*
            | (?:support\w*|accept\w*)?[\s,;:/(\N{EN DASH}-]*(?:and\s+)?(?:being\s+implemented|(?:in|under)\s+(?:the\s+)?(?:process|course)\s+of\s+implementation|under\s+implementation)\b.*
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "pending",
        re.compile(
            r"""
              pending\b.*|deferred\b.*|postponed\b.*|under\s+(?:consideration|examination|review)\b.*
            | (?:to|will)\s+be\s+(?:examined|considered|answered)\b.*|no\s+(?:position|response|answer)\b.*
            """,
            re.VERBOSE | re.IGNORECASE,
        ),
    ),
    (
        "supported",
        re.compile(
            r"(?:is\s+|are\s+|fully\s+)*(?:support(?:s|ed)?|accept(?:s|ed|able)?|agree[sd]?|endorse[sd]?)\b(?!\s+(?:in\s+part|part))"
            r"|enjoy(?:s|ed)?\s+(?:the\s+)?support\b.*|yes",
            re.IGNORECASE,
        ),
    ),
)
_LONGEST = 60


def match_position_word(cell: str) -> PositionValue | None:
    """Return the position that a cell states, or None. A longer cell is read as prose."""
    words = collapse(cell).strip(" .;:*-")
    if not words:
        return None
    if len(words) <= _LONGEST:
        found = next((value for value, pattern in _WORDS if pattern.fullmatch(words)), None)
        if found:
            return found
    return match_position(words)
