"""Compare names as documents print them with names as the reference data spell them.

Case, accents, the shape of an apostrophe, hyphens, line breaks and a leading "the" do not matter; which words there are,
and the brackets and commas between them, do. An acronym is the exception: its capitals are part of it, so that WHO is
never found in "who".
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<code>
          \b(?:https?://|www\.)\S+                          # an address
        | \b[A-Z](?=\S*\d)[\w.]*(?:/[\w.()\[\]-]+){2,}     # a document symbol (CAT/C/KAZ/CO/3): two slashes, a digit
      )
    | [^\W\d_]+ | \d+        # a word, a number; "OP2" is both, like "OP 2"
    | [(),;:/&|.]    # punctuation that a name may hold, and that ends a name which does not hold it
    """,
    re.VERBOSE,
)
# A full stop belongs to the abbreviation before it ("St. Lucia", "No. 182"), not to the sentence, after this few letters.
_ABBREVIATION_LETTERS = 2


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
    return plain.casefold().replace("ı", "i")


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
    words = [word for token in tokens(name) if (word := token.key)[0].isalnum()]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "".join(words)
