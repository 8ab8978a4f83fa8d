"""Whether a hyphen at the end of a line parts a word or belongs to it.

A document answers for itself: it prints most of its words and compounds elsewhere, too. Where it does not, what it does
with the others decides: most documents of the United Nations divide no words, and every hyphen in them is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of compounds; a word that is divided at a syllable seldom begins with one of them.
_KEEP = frozenset(
    """all anti by child co community cross decision e ex extra family follow full gender half high human income inter
    intra labour land law long low mid middle mother multi non over party peace people policy post pre pro quasi re
    right rights self semi short so socio sub twenty thirty forty fifty sixty seventy eighty ninety under vice well""".split()
)
_LAST_PART = re.compile(r"([^\W_]+)-$")
_FIRST_PART = re.compile(r"([^\W_]+)")


class Hyphens:
    """Knows the words of one document, and whether it divides words.

    Args:
        lines: Its lines in reading order, a hyphen at the end of a line still there.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: Counter[str] = Counter()
        self._compounds: Counter[str] = Counter()
        for line in lines:
            for match in _WORD.finditer(line):
                word = match.group().lower()
                if match.end() == len(line) - 1 and line.endswith("-"):
                    continue
                if "-" in word:
                    self._compounds[word] += 1
                for part in word.split("-"):
                    self._words[part] += 1
        answers = Counter(self._known_compound(*parts) for parts in map(_parts, pairwise(lines)) if parts)
        self._divides_words = answers[False] > answers[True]

    def join(self, before: str, after: str) -> str:
        """Return a line that ends with a hyphen and the line after it as one."""
        parts = _parts((before, after))
        return before + after if not parts or self._is_compound(*parts) else before[:-1] + after

    def _is_compound(self, left: str, right: str) -> bool:
        known = self._known_compound(left, right)
        if known is not None:
            return known
        return not self._divides_words or bool(self._words[left.lower()] and self._words[right.lower()])

    def _known_compound(self, left: str, right: str) -> bool | None:
        """Say whether two parts are a compound (True) or one word (False); None if the document does not tell."""
        if not left.isalpha() or not right.isalpha() or right[0].isupper():
            return True
        joined, compound = self._words[(left + right).lower()], self._compounds[f"{left}-{right}".lower()]
        if joined != compound:
            return compound > joined
        return True if left.lower() in _KEEP else None


def _parts(lines: tuple[str, str]) -> tuple[str, str] | None:
    """Return the words before and after a hyphen at the end of a line, or None."""
    left, right = _LAST_PART.search(lines[0]), _FIRST_PART.match(lines[1])
    return (left[1], right[1]) if left and right else None
