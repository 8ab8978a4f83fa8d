"""Search expressions: read once, and written for the full-text index of a store or as a SPARQL filter for any engine.

    torture prison              both words, in any order; AND may stand between them
    "free and informed"         a phrase: these words one after the other
    women OR girls              at least one of them; AND binds more closely
    death NOT (penalty OR row)  without what follows NOT
    discriminat*                words that begin so

Case and accents do not matter; a word is found whole. AND, OR and NOT are written in capitals. What has a mark inside,
such as OP-CAT, is a phrase of its parts. Both forms find the same texts: what a word is, is said once, here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from hrgraph.errors import ParameterError

# No phrase goes across it: it stands between the parts of a text that are searched together.
ANY_WORD_BREAK = "|"
MOST_CHARACTERS = 500
_MOST_BRACKETS = 20
# Digits and the letters of the Latin, Greek and Cyrillic scripts: classes by name are not known to every engine.
_LETTERS = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
    "\u0370-\u0373\u0376\u0377\u037b-\u037d\u0386\u0388-\u03ff\u0400-\u0481\u048a-\u052f"
)
_MARKS = "\u0300-\u036f"  # combining accents
_WORD = re.compile(f"[{_LETTERS}]+|{re.escape(ANY_WORD_BREAK)}")
_LETTER = re.compile(f"[{_LETTERS}]")
# Letters that no accent is taken from by decomposition.
_BARE = {"ı": "i", "ø": "o", "ł": "l", "đ": "d"}
_TOKEN = re.compile(r'\s+|(?P<phrase>"(?P<words>[^"]*)"\*?)|(?P<bracket>[()])|(?P<word>[^\s"()]+)|(?P<open>")')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟″", '"'))
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class Term:
    """Words one after the other, folded; the last one may be the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of `parts`, of which there is at least one, and none of `without`."""

    parts: tuple[Expression, ...]
    without: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of `parts`."""

    parts: tuple[Expression, ...]


Expression = Term | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # phrase, word, "(", ")", AND, OR, NOT or end
    text: str
    place: int  # from 1


def fold_words(text: str) -> list[str]:
    """Return the words of a text without case and accents, with `ANY_WORD_BREAK` where no phrase goes on.

    >>> fold_words("L’État, c’est moi | no")
    ['l', 'etat', 'c', 'est', 'moi', '|', 'no']
    """
    return _WORD.findall(text.translate(_folding()))


def parse_search(written: str) -> Expression:
    """Return a search expression as a tree.

    Raises:
        ParameterError: It is not one; the message says what is wrong and at which character.
    """
    if len(written) > MOST_CHARACTERS:
        raise ParameterError(f"it has {len(written)} characters, and at most {MOST_CHARACTERS} are read")
    return _Parser(written.translate(_QUOTES)).whole()


def index_expression(search: Expression) -> str:
    """Return an expression of SQLite's FTS5 over folded words."""
    if isinstance(search, Term):
        return f'"{" ".join(search.words)}"' + ("*" if search.begins else "")
    if isinstance(search, AnyOf):
        return f"({' OR '.join(map(index_expression, search.parts))})"
    wanted = f"({' AND '.join(map(index_expression, search.parts))})"
    for part in search.without:
        wanted = f"({wanted} NOT {index_expression(part)})"
    return wanted


def filter_expression(search: Expression, text: str) -> str:
    """Return a SPARQL expression that is true where a text is found.

    Args:
        text: A SPARQL expression that gives a string.
    """
    if isinstance(search, Term):
        return f"REGEX({text}, {ox.Literal(_pattern(search))})"
    if isinstance(search, AnyOf):
        return f"({' || '.join(filter_expression(part, text) for part in search.parts)})"
    wanted = [filter_expression(part, text) for part in search.parts]
    unwanted = [f"!{filter_expression(part, text)}" for part in search.without]
    return f"({' && '.join([*wanted, *unwanted])})"


def _pattern(term: Term) -> str:
    """Return a regular expression for a term, of nothing but character classes: it is read alike everywhere."""
    words = ("".join(f"[{_spellings()[letter]}][{_MARKS}]*" for letter in word) for word in term.words)
    between = f"[^{_LETTERS}{_MARKS}{ANY_WORD_BREAK}][^{_LETTERS}{ANY_WORD_BREAK}]*"
    end = "" if term.begins else f"([^{_LETTERS}{_MARKS}]|$)"
    return f"(^|[^{_LETTERS}{_MARKS}])[{_MARKS}]*{between.join(words)}{end}"


@cache
def _folding() -> dict[int, str | None]:
    """Return each letter's bare form, by its number; None for an accent."""
    letters = (chr(code) for code in range(0x1F00) if _LETTER.match(chr(code)))
    return {ord(letter): _bare(letter) for letter in letters} | dict.fromkeys(range(0x300, 0x370))


def _bare(letter: str) -> str:
    small = letter.lower()
    base = unicodedata.normalize("NFD", small)[0]
    return _BARE.get(base, base) if _LETTER.match(base) else small


@cache
def _spellings() -> dict[str, str]:
    """Return all letters that have a bare form, by it."""
    spelled: dict[str, str] = {}
    for code, bare in _folding().items():
        if bare is not None:
            spelled[bare] = spelled.get(bare, "") + chr(code)
    return spelled


class _Parser:
    """any := all (OR all)*; all := part ((AND)? part)*; part := NOT part | ( any ) | word | phrase."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._tokens = [*_tokens(written), _Token("end", "", len(written) + 1)]
        self._at = 0
        self._depth = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def whole(self) -> Expression:
        found = self._any()
        if self._next.kind != "end":
            raise _wrong(self._next, "closes nothing: there is no ( before it")
        return found

    def _any(self) -> Expression:
        parts = [self._all()]
        while self._next.kind == "OR":
            self._take()
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self) -> Expression:
        first, parts, without = self._next, [], []
        while True:
            if self._next.kind == "NOT":
                self._take()
                without.append(self._part())
            else:
                parts.append(self._part())
            if self._next.kind == "AND":
                self._take()
            elif self._next.kind in ("OR", ")", "end"):
                break
        if not parts:
            raise _wrong(first, "stands alone: say also what to look for, as in: prison NOT death")
        return parts[0] if len(parts) == 1 and not without else AllOf(tuple(parts), tuple(without))

    def _part(self) -> Expression:
        token = self._take()
        if token.kind == "(":
            self._depth += 1
            if self._depth > _MOST_BRACKETS:
                raise _wrong(token, f"is one inside too many: brackets are read {_MOST_BRACKETS} deep")
            if self._next.kind == ")":
                raise _wrong(token, "has nothing in it")
            found = self._any()
            if self._take().kind != ")":
                raise _wrong(token, "is not closed by a )")
            self._depth -= 1
            return found
        if token.kind in ("word", "phrase"):
            return _term(token)
        before = self._tokens[self._at - 2] if self._at > 1 else None
        if token.kind != "end" and (before is None or before.kind == "("):
            raise _wrong(token, "has nothing before it")
        if before is None:
            raise ParameterError("there is no word in it")
        raise _wrong(before, "has nothing after it")


def _tokens(written: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(written):
        kind, text, place = match.lastgroup, match[0], match.start() + 1
        if match["open"]:
            raise _wrong(_Token("open", text, place), "opens a phrase that is not closed")
        if kind is None:
            continue
        if match["bracket"] or text in _OPERATORS:
            kind = text
        found.append(_Token("phrase" if match["phrase"] else kind, text, place))
    return found


def _term(token: _Token) -> Term:
    begins = token.text.endswith("*")
    body = token.text[: -1 if begins else None]
    words = fold_words(body.replace(ANY_WORD_BREAK, " "))
    if "*" in body:
        raise _wrong(token, "has a * that is not at its end")
    if not words:
        raise _wrong(token, "has no letter or digit of the Latin, Greek or Cyrillic script")
    if begins and not _LETTER.match(body.rstrip('"')[-1:]):
        raise _wrong(token, "has a * that does not follow a letter")
    return Term(tuple(words), begins)


def _wrong(token: _Token, problem: str) -> ParameterError:
    return ParameterError(f"{token.text} at character {token.place} {problem}")
