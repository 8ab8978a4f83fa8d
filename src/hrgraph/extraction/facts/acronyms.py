"""Find treaties by their acronyms in tables and lists, where words are few and lines break anywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hrgraph.registry import Registry


class FoundAcronym(NamedTuple):
    """An acronym in a text: `text[start:end]`, and the code of its treaty."""

    start: int
    end: int
    code: str


def find_acronyms(text: str, registry: Registry) -> list[FoundAcronym]:
    """Return the acronyms of treaties in `text`, in order: "OP-CAT" is one, and not also "CAT".

    A line may break after a hyphen and before a number ("ICCPR-OP 1"), but not anywhere else: two acronyms on two lines
    stay two. Digits stuck to an acronym ("CAT3") call a note and are not part of it.
    """
    pattern, codes = _pattern(registry)
    return [FoundAcronym(*match.span(1), codes[_letters(match[1])]) for match in pattern.finditer(text)]


@lru_cache(maxsize=8)
def _pattern(registry: Registry) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for every acronym of a treaty, and the codes by letters and digits."""
    codes: dict[str, str] = {}
    alternatives: set[str] = set()
    for entry in registry.of_kind("Treaty"):
        for name in (entry.code, *entry.names):
            if any(c.islower() for c in name) or not name[0].isalpha():
                continue
            codes.setdefault(_letters(name), entry.code)
            first, *rest = re.split(r"(?<=[A-Z])[\s-]*(?=\d)|[\s-]+", name)
            alternatives.add(re.escape(first) + "".join(_gap(part) + re.escape(part) for part in rest))
    ordered = sorted(alternatives, key=lambda alternative: (-len(alternative), alternative))
    return re.compile(rf"(?<![\w-])({'|'.join(ordered) or '(?!)'})\d{{0,3}}(?![\w-])"), codes


def _gap(part: str) -> str:
    return r"[ \t-]*\n?[ \t]*" if part.isdigit() else r"(?:[ \t]*[-\N{EN DASH}][ \t]*\n?|[ \t])"


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name)
