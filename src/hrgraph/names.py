"""Compare names as documents print them with names as the reference data spell them.

Case, accents, the shape of an apostrophe, hyphens, line breaks and a leading "the" do not matter; which words there are,
and the brackets and commas between them, do. An acronym is the exception: its capitals are part of it, so that WHO is
never found in "who".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

Bearer = TypeVar("Bearer", bound=Hashable)

# Documents put these words before many a name ("the United Nations Committee against Torture"); it stays the same name.
PREFIX = re.compile(r"(?:\bthe\s+)?\b(?:United\s+Nations|UN)\s+", re.IGNORECASE)

_TOKEN = re.compile(
    r"""
      (?P<code>
          \b(?:https?://|www\.)\S+                          # an address
        | \b[A-Z](?=\S*\d)[\w.]*(?:/[\w.()\[\]-]+){2,}     # a document symbol (CAT/C/KAZ/CO/3): two slashes, a digit
      )
    | [^\W\d_]+°? | \d+       # a word, a number; "OP2" is both, like "OP 2"; "N°" is "No"
    | [(),;:/&|.]    # punctuation that a name may hold, and that ends a name which does not hold it
    """,
    re.VERBOSE,
)
# A full stop belongs to the abbreviation before it ("St. Lucia", "No. 182"), not to the sentence, after this few letters.
_ABBREVIATION_LETTERS = 2
# A name of so few words is also an ordinary word or two ("turkey", "paris principles"): its capital is asked for.
_CAPITAL_ASKED_UP_TO_WORDS = 2
# From so many words on, a title is recognised with or without its commas.
_COMMAS_FREE_FROM_WORDS = 5


class Token(NamedTuple):
    """A word, number or punctuation mark.

    Attributes:
        key: Without case and accents. "" for a document symbol or an address: what looks like a name there is none.
        start, end: Where it stands in the text.
        comma: A comma stands before it. Commas are no tokens: long titles are printed with and without them.
    """

    key: str
    start: int
    end: int
    comma: bool


def fold(text: str) -> str:
    """Return `text` without accents and case."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # The dotless i of Turkish has no decomposition; English documents print both spellings of a name that holds it.
    return plain.casefold().replace("ı", "i").replace("°", "o")


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text`, in order. Hyphens, apostrophes and white space only divide them."""
    found: list[Token] = []
    comma = False
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word == ",":
            comma = True
        elif word != "." or not (found and found[-1].end == match.start() and _abbreviates(found[-1])):
            found.append(Token("" if match["code"] else fold(word), match.start(), match.end(), comma))
            comma = False
    return found


def _abbreviates(token: Token) -> bool:
    return token.key.isalpha() and len(token.key) <= _ABBREVIATION_LETTERS


def is_acronym(name: str) -> bool:
    """Say whether a name is written in capitals and digits only ("OP-CAT", "L4L", "ICCPR-OP 1")."""
    return any(c.isupper() for c in name) and not any(c.islower() for c in name)


def exact_key(name: str) -> str:
    """Return the letters and digits of `name` as they are, the key under which an acronym is kept."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalnum())


def match_key(name: str) -> str:
    """Return the letters and digits of `name` without case, accents and a leading "the", the key of other names."""
    words = [word for token in tokens(name) if (word := token.key) and word[0].isalnum()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(words)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One name as a sequence of token keys.

    Attributes:
        commas: Before which of the tokens but the first a comma stands; None if commas do not matter.
        exact: The spelling of an acronym; None for other names.
        capital: The name must begin with a capital.
    """

    keys: tuple[str, ...]
    commas: tuple[bool, ...] | None
    exact: str | None
    capital: bool


_Named = tuple[_Pattern, tuple[Any, ...]]


class NameFinder(Generic[Bearer]):
    """Find many names in a text at once."""

    def __init__(self, names: Iterable[tuple[str, Bearer]]) -> None:
        """Index names and their bearers; a name may have several, which keep the order given."""
        bearers: dict[_Pattern, dict[Bearer, None]] = defaultdict(dict)
        for name, bearer in names:
            bearers[_pattern(name)][bearer] = None
        # By first token and length, the longest first; of two that differ in case only, the acronym.
        self._by_token: dict[str, dict[int, dict[tuple[str, ...], list[_Named]]]] = defaultdict(lambda: defaultdict(dict))
        for pattern in sorted(bearers, key=lambda pattern: (-len(pattern.keys), pattern.exact is None)):
            of_length = self._by_token[pattern.keys[0]][len(pattern.keys)]
            of_length.setdefault(pattern.keys, []).append((pattern, tuple(bearers[pattern])))

    def find(self, text: str) -> list[tuple[int, int, tuple[Bearer, ...]]]:
        """Return where names stand in `text` (start, end) and who bears them, in text order, not overlapping.

        At each place the longest name is taken. A leading "the" is left out, a leading "United Nations" taken in.
        """
        found: list[tuple[int, int, tuple[Bearer, ...]]] = []
        words = tokens(text)
        keys = tuple(word.key for word in words)
        position = 0
        while position < len(words):
            match = self._match_at(words, keys, position, text) if keys[position] in self._by_token else None
            if match is None:
                position += 1
                continue
            end, bearers = match
            start = words[position].start
            if found and PREFIX.fullmatch(text, found[-1][0], start):
                start = found.pop()[0]
            found.append((start, words[end - 1].end, bearers))
            position = end
        return found

    def _match_at(
        self, words: list[Token], keys: tuple[str, ...], position: int, text: str
    ) -> tuple[int, tuple[Bearer, ...]] | None:
        """Return the position after the longest name that begins with a token, and who bears it."""
        for length, named in self._by_token[keys[position]].items():
            end = position + length
            for pattern, bearers in named.get(keys[position:end], ()):
                if _agrees(pattern, text, words[position:end]):
                    return end, bearers
        return None


def _pattern(name: str) -> _Pattern:
    words = tokens(name)
    if len(words) > 1 and words[0].key == "the":
        words = words[1:]
    count = sum(word.key[0].isalnum() for word in words)
    return _Pattern(
        keys=tuple(word.key for word in words),
        commas=None if count >= _COMMAS_FREE_FROM_WORDS else tuple(word.comma for word in words[1:]),
        exact=exact_key(name) if is_acronym(name) else None,
        capital=count <= _CAPITAL_ASKED_UP_TO_WORDS and any(c.isupper() for c in name),
    )


def _agrees(pattern: _Pattern, text: str, words: list[Token]) -> bool:
    """Say whether words that have the keys of a name are printed as it is."""
    if pattern.commas is not None and tuple(word.comma for word in words[1:]) != pattern.commas:
        return False
    printed = text[words[0].start : words[-1].end]
    if pattern.exact is not None:
        return exact_key(printed) == pattern.exact
    return not pattern.capital or next((c for c in printed if c.isalpha()), "").isupper()
