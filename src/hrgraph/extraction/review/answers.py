"""What a State answers to a recommendation in its own prose: accepts, accepts in part, considers implemented, notes, refuses.

An answer explains itself at length, so only verbs that take the recommendation as their object count: a government that
"supports farmers" or "notes that the law was changed" has not yet said what it makes of the recommendation.
"""

from __future__ import annotations

import re

from hrgraph.models import PositionValue

_OBJECT = r"(?:(?:all|both|fully|also|hereby|the|this|these|those|its|following|above|said|first|second|part|parts|of|in|principle|with|to)\s+)*"
_TAKEN = rf"\s+{_OBJECT}(?:recommendations?\b|them\b|it\b|this\b(?!\s+\w+\s+(?:who|which))|these\b(?!\s+\w)|\d{{2,3}}\.\d)"
_PART = re.compile(
    rf"""
      \b(?:part(?:ial)?ly|in\s+part)\s+(?:accept|support|agree|endors|enjoy)\w*
    | \b(?:accept|support|agree|endors)\w*\s+{_OBJECT}(?:recommendations?\s+)?(?:[\d.,\s]+)?(?:in\s+part\b|part(?:ial)?ly\b)
    | \benjoys?\s+(?:its\s+|the\s+)?partial\s+support
    | ^\s*(?:partial(?:ly)?\s+(?:accept|support)\w*|(?:accepted|supported)\s+in\s+part)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_REFUSED = re.compile(
    rf"""
      \b(?:do(?:es)?\s+not|cannot|can\s*not|could\s+not|did\s+not|will\s+not|is\s+not|are\s+not|was\s+not|were\s+not|not)\s*,?
      \s*(?:[\w,]+\s+){{0,6}}?(?:accept(?:ed|able)?|support(?:ed)?|agree|endorse(?:d)?|enjoy)\b
    | \b(?:rejects?|rejected|refuses?)\b(?:{_TAKEN}|[.;]|\s*$)
    | \b(?:unable|in\s+no\s+position|not\s+in\s+a\s+position|not\s+ready)\s+to\s+(?:accept|support|agree)
    | \b(?:unacceptable)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOTED = re.compile(
    rf"""
      \b(?:takes?|took|taken)\s+(?:due\s+)?note\b(?:\s+of)?(?:{_TAKEN}|\s*[.;]|\s*$)
    | \b(?:notes?|noted)(?:{_TAKEN})
    | \b(?:is|are|be|been|was|were)\s+(?:\w+\s+)?noted\b
    | ^\s*noted\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ACCEPTED = re.compile(
    rf"""
      \b(?:accepts|accepted|supports|supported|endorses|endorsed|agrees(?:\s+(?:with|to))?|agreed(?:\s+(?:with|to))?)
      (?:\s+and\s+\w+)?(?:{_TAKEN}|\s*[.;,]\s*$|\s+that\s+recommendation)
    | \b(?:we|can|could|will|to|and|fully|Government|States?)\s+(?:\w+\s+)?(?:accept|support|agree\s+(?:with|to))(?:{_TAKEN})
    | \benjoys?\s+(?:the\s+|our\s+|its\s+|full\s+)*support
    | \b(?:is|are|be|been|was|were)\s+(?:therefore\s+|hereby\s+|fully\s+|also\s+|thus\s+)?(?:accepted|supported|acceptable)\b
    | ^\s*(?:fully\s+)?(?:accepted|supported|agreed)\b
    | \b(?:position|response|answer)\s*:\s*(?:fully\s+)?(?:accepted|supported|accept|support)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IMPLEMENTED = re.compile(
    rf"""
      \bconsiders?{_TAKEN}\s+(?:to\s+(?:be|have\s+been)\s+|as\s+|is\s+|are\s+)?(?:already\s+|fully\s+|largely\s+)*(?:being\s+)?implemented
    | \bconsiders?\s+(?:that\s+)?(?:them|they|it)\s+(?:are\s+|is\s+)?(?:already\s+|fully\s+)*(?:implemented|in\s+the\s+process)
    | \b(?:it|they|which|that|recommendations?)\s+(?:has|have|is|are)\s+(?:already\s+|also\s+)*(?:been\s+|being\s+)?(?:already\s+|fully\s+)*implemented
    | \balready\s+(?:been\s+|fully\s+|being\s+)*implement(?:ed|s)\b
    | \balready\s+acts?\s+accordingly\b
    | \bin\s+the\s+process\s+of\s+(?:being\s+)?implement
    | ^\s*(?:already\s+)?implemented\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PENDING = re.compile(
    r"""
      \b(?:cannot|can\s*not|unable\s+to|not\s+(?:yet\s+)?(?:able|in\s+a\s+position)\s+to)\b.{0,40}\b(?:definitive|final)\s+(?:statement|answer|position|response)
    | \b(?:is|are|remains?)\s+(?:still\s+)?under\s+(?:consideration|examination)\b
    | ^\s*(?:pending|deferred)\b
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# What heads a group of recommendations says it in fewer words.
_HEADINGS: tuple[tuple[PositionValue, re.Pattern[str]], ...] = (
    ("supported in part", re.compile(r"\b(?:part(?:ial)?ly|in\s+part|partial)\b.*\b(?:accept|support)|\b(?:accept|support)\w*\s+(?:in\s+part|part)", re.I)),
    ("noted", re.compile(r"\bnot\s+(?:be\s+)?(?:enjoy|accept|support|agree)|\bnoted\b|\brejected\b|\btakes?\s+note\b|\bunable\s+to\b", re.I)),
    ("implemented", re.compile(r"\bimplemented\b|\bprocess\s+of\s+(?:being\s+)?implement|\bunder\s+implementation\b", re.I)),
    ("pending", re.compile(r"\bpending\b|\bunder\s+(?:consideration|examination)\b|\bdeferred\b|\b(?:to|will)\s+be\s+examined\b", re.I)),
    ("supported", re.compile(r"\b(?:accepted|accepts|supported|supports|enjoy\w*\s+(?:the\s+|its\s+)?support|support\s+of|agreed)\b", re.I)),
)  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"\N{LEFT DOUBLE QUOTATION MARK}(])")


def match_answer(text: str) -> PositionValue | None:
    """Return the position that an answer states, or None.

    An answer that accepts in one sentence and refuses in another accepts in part.
    """
    sentences = _SENTENCE_END.split(text)
    if any(_PART.search(sentence) for sentence in sentences):
        return "supported in part"
    refused = any(_REFUSED.search(sentence) for sentence in sentences)
    unrefused = [_REFUSED.sub(" ", sentence) for sentence in sentences]
    accepted = any(_ACCEPTED.search(sentence) for sentence in unrefused)
    noted = any(_NOTED.search(sentence) for sentence in sentences)
    if accepted and refused:
        return "supported in part"
    if refused or (noted and not accepted):
        return "noted"
    if any(_IMPLEMENTED.search(sentence) for sentence in sentences):
        return "implemented"
    if accepted:
        return "supported"
    return "pending" if any(_PENDING.search(sentence) for sentence in sentences) else None


def match_heading(text: str) -> PositionValue | None:
    """Return the position of all recommendations that stand under a heading or an introduction, or None."""
    return next((value for value, pattern in _HEADINGS if pattern.search(text)), None)
