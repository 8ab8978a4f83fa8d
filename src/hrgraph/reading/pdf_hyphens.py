"""Whether a hyphen at the end of a line parts a word or belongs to it.

A document answers for itself: it prints most of its words and compounds elsewhere, too. Where it does not, prefixes that
keep their hyphen decide, and words that are none by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KEEP = frozenset(
    ["all", "anti", "by", "child", "co", "community", "cross", "decision", "e", "ex", "extra", "family", "follow", "full", "gender", "half", "high", "human", "income", "inter", "intra", "labour", "land", "law", "long", "low", "mid", "middle", "mother", "multi", "non", "over", "party", "peace", "people", "policy", "post", "pre", "pro", "quasi", "re", "right", "rights", "self", "semi", "short", "so", "socio", "sub", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "under", "vice", "well"]
)
_LAST_PART = re.compile(r"([^\W_]+)-$")
_FIRST_PART = re.compile(r"([^\W_]+)")


class Hyphens:
    """Knows the words of one document.

    Args:
        lines: Its lines, a hyphen at the end of a line still there.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._compounds: Counter[str] = Counter()
        for line in lines:
            for match in _WORD.finditer(line):
                word = match.group().lower()
                if match.end() == len(line) - 1 and line.endswith("-"):
                    continue
                (self._compounds if "-" in word else self._words)[word] += 1

    def join(self, before: str, after: str) -> str:
        """Return a line that ends with a hyphen and the line after it as one."""
        left, right = _LAST_PART.search(before), _FIRST_PART.match(after)
        if not left or not right or self._is_compound(left[1], right[1]):
            return before + after
        return before[:-1] + after

    def _is_compound(self, left: str, right: str) -> bool:
        if not left.isalpha() or not right.isalpha() or right[0].isupper():
            return True
        joined, compound = self._words[(left + right).lower()], self._compounds[f"{left}-{right}".lower()]
        if joined != compound:
            return compound > joined
        if left.lower() in _KEEP:
            return True
        return bool(self._words[left.lower()] and self._words[right.lower()])
