"""Resolve the name of an instrument as a table prints it: with its year, its number, its acronym in brackets.

Tables print names in full but not always to the letter ("on the Covenant" for "to the Covenant", a comma more or
less), so a name also counts when it has the same weighty words as exactly one known name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hrgraph.names import tokens
from hrgraph.registry import Registry

_YEAR_AT_END = re.compile(r"[,;]?\s*\(?\b(?:of\s+)?(?:19|20)\d\d\)?\s*$")
_BRACKETS = re.compile(r"\s*\((?P<words>[^()]*)\)")
# "C087 - ...", "C. 87", and "... Convention, 1948 (No. 87)".
_LABOUR_CONVENTION = re.compile(
    r"^C\.?\s?(?P<first>\d{1,3})\b(?!\w) | \bConvention\b[^()]*\(No\.?\s*(?P<last>\d{1,3})\)",
    re.VERBOSE | re.IGNORECASE,
)
# Words that names share or that drafters add and leave out.
_LIGHT = frozenset(
    "the a an of on to for in and or with by from at its their all concerning relating relative regarding aiming aimed"
    " as thereto united nations un".split()
)


def resolve_instrument_name(printed: str, registry: Registry) -> str:
    """Return the code of the instrument that a cell names, or "other:" and the name where none is known.

    Args:
        printed: The words of the cell, white space collapsed, without markup.
    """
    labour = _LABOUR_CONVENTION.search(printed)
    if labour:
        code = f"ILO-C{int(labour['first'] or labour['last']):03d}"
        if registry.by_code(code, "Instrument"):
            return code
    name = plain_name(printed)
    inside = [match["words"].strip() for match in _BRACKETS.finditer(printed)]
    for candidate in (printed, name, _BRACKETS.sub("", name).strip(), *inside):
        entry = registry.match(candidate, "Instrument") if candidate else None
        if entry:
            return entry.code
    same_words = _names_by_words(registry).get(_weighty(_BRACKETS.sub("", name)))
    return same_words or f"other:{name}"


def plain_name(printed: str) -> str:
    """Return a name without the year that tables print after it."""
    return _YEAR_AT_END.sub("", printed).strip(" ,;:*") or printed.strip()


@lru_cache(maxsize=8)
def _names_by_words(registry: Registry) -> dict[frozenset[str], str]:
    """Return the codes of instruments by the weighty words of their names, but for words that two of them share."""
    codes: dict[frozenset[str], set[str]] = {}
    for entry in registry.of_kind("Instrument"):
        for name in entry.names:
            words = _weighty(name)
            if len(words) > 1:
                codes.setdefault(words, set()).add(entry.code)
    return {words: min(owners) for words, owners in codes.items() if len(owners) == 1}


def _weighty(name: str) -> frozenset[str]:
    return frozenset(token.key for token in tokens(name) if token.key[0].isalnum() and token.key not in _LIGHT)

