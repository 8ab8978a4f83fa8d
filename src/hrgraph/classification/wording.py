"""Cut a recommendation into word stems in which names are folded: a State is "<state>", an instrument its code.

Guarantees: what a classifier sees of a text is the same however States are called.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hrgraph.names import fold
from hrgraph.registry import FoundName, Registry

PUNCTUATION = frozenset(".;,:()")
# Words that join others and say nothing of their own.
JOINING = frozenset(
    "the a an of to in and or its it with for on by as that this their all any is are be at from s".split()
)

_WORD = re.compile(r"[a-z]+|\d+|[.;,:()]")
# Endings, longest first, and what is left in their place: "organised" and "organization" meet in "organiz".
_ENDINGS = (
    ("ssion", "ssion"), ("isations", "iz"), ("izations", "iz"), ("isation", "iz"), ("ization", "iz"), ("ations", ""),
    ("ising", "iz"), ("izing", "iz"), ("ation", ""), ("ities", ""), ("ments", ""), ("ised", "iz"),
    ("ized", "iz"), ("ment", ""), ("ions", ""), ("ise", "iz"), ("ize", "iz"), ("ion", ""),
    ("ity", ""), ("ies", ""), ("ied", ""), ("ying", ""), ("ing", ""), ("ers", ""),
    ("ed", ""), ("er", ""), ("es", ""), ("ly", ""), ("s", ""), ("y", ""),
    ("e", ""),
)  # fmt: skip
_SHORTEST_INFLECTED = 5
_SHORTEST_STEM = 4
_PLACES = frozenset({"State", "Territory"})
_TREATIES = frozenset({"Treaty", "OptionalProtocol"})
# The recommending States after a recommendation: "(Chad) (Fiji, Oman);" as reports of the working group print them.
_RECOMMENDERS = re.compile(r"\(\s*(?:(?:and|the|of|<state>|,|;)\s*)*<state>(?:\s*(?:and|the|of|<state>|,|;))*\s*\)")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a lower-case word without its ending; a short word and a folded name as they are."""
    if len(word) < _SHORTEST_INFLECTED or word[0] == "<":
        return word
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= _SHORTEST_STEM:
            return word[: len(word) - len(ending)] + rest
    return word


def cut_words(text: str) -> list[str]:
    """Return the words, numbers and punctuation marks of a text, in lower case and without accents."""
    return _WORD.findall(fold(text).replace("'", "").replace("’", ""))


def cut(text: str, registry: Registry) -> list[str]:
    """Return the words of a recommendation, names folded; an instrument's or body's code stands before its own words.

    The States in brackets that end a recommendation in a report are left out.
    """
    words: list[str] = []
    position = 0
    for name in registry.find_names(text):
        words += cut_words(text[position : name.start])
        words += _fold_name(name, text)
        position = name.end
    words += cut_words(text[position:])
    if "(" in words and "<state>" in words:
        words = _RECOMMENDERS.sub(" ", " ".join(words)).split()
    return words


def _fold_name(name: FoundName, text: str) -> list[str]:
    kinds = {entry.kind for entry in name.entries}
    if kinds <= _PLACES:
        return ["<state>"]
    # A code that is a title ("other:Convention on ...") says no more than its words.
    codes = sorted({entry.code.lower() for entry in name.entries if " " not in entry.code})
    folded = [f"<{'|'.join(codes)}>"] if codes else ["<instrument>"] if kinds <= _TREATIES else []
    return [*folded, *cut_words(text[name.start : name.end])]
