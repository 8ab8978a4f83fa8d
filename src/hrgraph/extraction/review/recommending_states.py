"""The States that make a recommendation, printed in brackets behind it: "(Chile)", "(Norway, Sweden; the Netherlands)".

A bracket counts only if it holds nothing but names of States and what joins them. Several brackets in one text are several
parts of one recommendation: "Sign (Peru) and ratify (Chile)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from hrgraph.names import fold
from hrgraph.registry import Registry

_KINDS = ("State", "Territory")
# What may stand between and around the names in a bracket.
_JOINING = re.compile(
    r"""
      \b(?:and|the|by|also|from|as\s+well\s+as|supported\s+by|recommended\s+by)\b
    | \bon\s+behalf\s+of\b.*            # whom a State speaks for, itself a member: the group is no issuer
    | \b\d{1,2}\b                       # the number of a note, not raised
    | [\s,;:/&.()\[\]-]+
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_BRACKET = 1500
# "With regard to the recommendation of Peru", before the name.
_RECOMMENDATION_OF = re.compile(r"\brecommendations?\s+(?:made\s+|put\s+forward\s+)?(?:of|by|from)\s+(?:the\s+)?", re.IGNORECASE)
# A misspelt name shares this much of its letters, in order, with the right one, and is not short.
_ALIKE = 0.88
_LEAST_LETTERS = 6


def find_recommending_states(text: str, registry: Registry) -> list[str]:
    """Return the codes of the States named in the brackets of a recommendation, in text order, each once.

    Args:
        text: Clean text of one recommendation, brackets included.

    >>> from hrgraph.registry import load_registry
    >>> find_recommending_states("Sign (Peru) and ratify (Chile, Iran (Islamic Republic of)) the treaty", load_registry())
    ['PER', 'CHL', 'IRN']
    """
    codes: dict[str, None] = {}
    for content, closed in _brackets(text):
        found = match_states(content, registry) if closed else _leading_states(content, registry)
        for code in found or ():
            codes.setdefault(code)
    return list(codes) or _named_in_words(text, registry)


def _named_in_words(text: str, registry: Registry) -> list[str]:
    """Return the codes of the States whose recommendation a text without brackets says that it takes up."""
    names = {name.start: name for name in _names(text, registry)}
    starts = (match.end() for match in _RECOMMENDATION_OF.finditer(text))
    return list(dict.fromkeys(names[start].entries[0].code for start in starts if start in names))


def match_states(content: str, registry: Registry) -> list[str] | None:
    """Return the codes of the States if `content` names States and nothing else, or None.

    Beside names that are known, one with a slip of the pen is read as the only name it resembles.
    """
    found = [(name.start, name.end, name.entries[0].code) for name in _names(content, registry)]
    if not found:
        return None
    rest = content
    for start, end, _ in found:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    for match in re.finditer(r"[^\W\d_][^,;/()&]*[^\W\d_]", _JOINING.sub(lambda m: " " * len(m[0]), rest)):
        code = resembling_state(match.group(), registry)
        if code is None:
            return None
        found.append((*match.span(), code))
    return [code for _, _, code in sorted(found)]


def _names(content: str, registry: Registry):
    return [name for name in registry.find_names(content, *_KINDS) if len(name.entries) == 1]


def resembling_state(printed: str, registry: Registry) -> str | None:
    """Return the code of the one State whose name is printed here with a slip of the pen, or None."""
    key = fold(printed)
    if len(key) < _LEAST_LETTERS:
        return None
    alike = {
        entry.code
        for entry in registry.of_kind(*_KINDS)
        for name in entry.names
        if abs(len(name) - len(key)) <= 2 and SequenceMatcher(None, fold(name), key).ratio() >= _ALIKE
    }
    return alike.pop() if len(alike) == 1 else None


def _leading_states(content: str, registry: Registry) -> list[str]:
    """Return the codes of the States with which a bracket begins that is never closed."""
    codes: list[str] = []
    position = 0
    for name in _names(content, registry):
        if _JOINING.sub("", content[position : name.start]):
            break
        codes.append(name.entries[0].code)
        position = name.end
    return codes


def _brackets(text: str) -> Iterator[tuple[str, bool]]:
    """Yield what stands in each outer bracket, and whether it is closed; one that is not ends with the text."""
    position = 0
    while (start := text.find("(", position)) >= 0:
        end = _closing(text, start)
        yield text[start + 1 : end], end is not None
        position = start + 1 if end is None else end + 1


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for offset in range(start, min(len(text), start + _LONGEST_BRACKET)):
        depth += {"(": 1, ")": -1}.get(text[offset], 0)
        if depth == 0:
            return offset
    return None
