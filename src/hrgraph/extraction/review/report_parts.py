"""The parts of a report of the working group, told by their headings: the same ones from 2008 to today.

Introduction                                                     when it met, the troika, the base documents
I.  Summary of the proceedings of the review process
    A. Presentation by the State under review
    B. Interactive dialogue and responses by the State under review
II. Conclusions and/or recommendations                           the numbered lists
III. Voluntary pledges and commitments                           in some reports
Annex. Composition of the delegation                             persons, of whom nothing is read
"""

from __future__ import annotations

import re
from typing import Literal

from hrgraph.models import Block

Part = Literal["introduction", "presentation", "dialogue", "outcome", "pledges", "annex"]

# In the order in which they are tried: a heading that is lost leaves the annex below the section before it.
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("annex", re.compile(r"composition\s+of\s+(?:the\s+)?delegation|^annex\b", re.IGNORECASE)),
    (
        "pledges",
        re.compile(
            r"\bvoluntary\s+(?:pledges?|commitments?)\b|^(?:[IVX]+\.\s*)?(?:pledges|commitments)\b", re.IGNORECASE
        ),
    ),
    ("outcome", re.compile(r"conclusions?\s+and(?:\s*/\s*or)?\s+recommendations?", re.IGNORECASE)),
    (
        "presentation",
        re.compile(r"\bpresentation\s+(?:by|of)\s+the\s+(?:State|delegation|national\s+report)\b", re.IGNORECASE),
    ),
    ("dialogue", re.compile(r"\binteractive\s+dialogue\b|\bresponses?\s+by\s+the\s+State\b", re.IGNORECASE)),
    (
        "presentation",
        re.compile(r"\b(?:concluding|closing|final)\s+(?:remarks|statements?|observations)\b", re.IGNORECASE),
    ),
    ("dialogue", re.compile(r"\bsummary\s+of\s+the\s+proceedings\b", re.IGNORECASE)),
    ("introduction", re.compile(r"^(?:[IVX]+\.\s*)?introduction\b", re.IGNORECASE)),
)


def part_of(block: Block) -> Part | None:
    """Return the part of the report that a block stands in; None on the title page and where no heading tells."""
    return next((part for part, pattern in _PARTS if any(pattern.search(heading) for heading in block.path)), None)
