"""What a heading looks like in United Nations documents and in reports of others.

The editorial manual numbers headings I, A, 1, (a); a heading has no full stop at its end and is rarely longer than two
lines.
"""

from __future__ import annotations

import re

from hrgraph.structure.assemble import ends_sentence

LONGEST_HEADING = 180

_ENUMERATED = re.compile(
    r"""
    (?: (?P<decimal>\d(?:\.\d{1,2}){1,3}(?=\s))  # 3.1, 3.1.2; numbers of recommendations are greater
      | (?P<roman>[IVXLl1]{1,5}(?=\.))      # I. II. and what OCR makes of them: I1. Il.
      | (?P<upper>[A-Z])                    # A.
      | (?P<arabic>\d{1,2})                 # 1.
      | \(?(?P<small>[ivx]{1,4})           # i. (iii)
      | \(?(?P<lower>[a-z])                # a. (a)
    )
    (?:\s*[.)]|(?<=\d\.\d)|(?<=\d\.\d\d))\s+(?=\S)
    """,
    re.VERBOSE,
)
# What fills a cell of a table, torn from it or not: an answer, a date.
_CELL = re.compile(r"(?:yes|no|none|nil|n\s?/\s?a)\b(?:,.*)?[.*\d\s]*|\d{1,2} [A-Za-z]{3,9}\.? \d{4}\W*", re.IGNORECASE)
_CONTINUES = re.compile(r"(?:,|\b(?:and|or|of|the|to|in|on|for|with|into|by|from|a|an|as|at|under|their|its))$")


def match_enumerator(text: str) -> int | None:
    """Return the depth of a heading by its number (1 for I, 2 for A, 3 for 1, 4 for 1.1 and a, 5 for i), or None."""
    match = _ENUMERATED.match(text)
    if not match:
        return None
    if match["decimal"]:
        return 3 + match["decimal"].count(".")
    if match["roman"] and not match["roman"].isdigit():
        return 1
    if match["upper"]:
        return 2
    if match["arabic"] or match["roman"]:
        return 3
    return 4 if match["lower"] else 5


def could_be_heading(text: str) -> bool:
    """Whether a text has the form of a heading: short, begins like one, no sentence punctuation at its end."""
    return (
        0 < len(text) <= LONGEST_HEADING
        and not ends_sentence(text)
        and not text[0].islower()
        and len(re.findall(r"[A-Za-z]", text)) > 2
        and not _CELL.fullmatch(text)
    )


def goes_on(line: str, following: str) -> bool:
    """Whether a heading that was broken over lines goes on in the following line."""
    return bool(following) and (following[0].islower() or bool(_CONTINUES.search(line)))
