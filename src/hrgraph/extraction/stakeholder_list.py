"""The list of stakeholders in the notes of a summary: who stands behind the acronyms that the paragraphs use.

An item is an acronym, a name and a place: "RWA Reef Watch Alliance, Suva, Fiji;".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hrgraph.extraction.local_names import ACRONYM, NAMED_BY_DOCUMENTS, LocalName
from hrgraph.models import Document
from hrgraph.names import match_key
from hrgraph.registry import Registry

_INTRODUCED = re.compile(r"\bstakeholders\b[^.;]{0,80}\b(?:listed|contributed|submi\w+)\b", re.IGNORECASE)
# An item begins a line or follows another; asterisks tell the consultative status of an organisation. Where columns are
# torn the name stands on the next line; a line that begins with an acronym is an item of its own.
_ITEM = re.compile(
    rf"""(?:^|[;\n]|\.\**[ ])[ ]*(?P<acronym>{ACRONYM.pattern}|[A-Z]{{2,12}}\b)\**
    (?:[ ]?[–—:-][ ]|[ ]?\t|[ ]|\s*\n\s*(?![A-Z]{{2,12}}\b))(?:The[ ])?
    (?P<name>[^\W\d_a-zß-öø-ÿ][^;\n]{{5,250}})""",
    re.VERBOSE,
)
# How a coalition is listed, which is known by its number.
_JOINT = re.compile(r"Joint [Ss]ubmission\b|JS ?\d")
_CLOSING = re.compile(r"[\s.*]+$")
_BRACKET = re.compile(r"\s*\([^()]{2,40}\)$")


def find_listed_names(document: Document, registry: Registry) -> list[LocalName]:
    """Return the acronyms with the names that the notes list, in text order; none in other kinds of documents."""
    found: list[LocalName] = []
    for block in document.of_kind("note"):
        text = document.text[block.start : block.end]
        if not _INTRODUCED.search(text[:400]):
            continue
        for match in _ITEM.finditer(text):
            name = _without_place(match["name"], registry)
            if _is_listed(match["acronym"], name, registry):
                start = block.start + match.start("acronym")
                end = block.start + match.start("name") + len(name)
                found.append(LocalName(match["acronym"], name, start, end))
    return found


def with_listed_names(
    defined: Sequence[LocalName], listed: Iterable[LocalName]
) -> tuple[list[LocalName], dict[str, str]]:
    """Return all names, one code for each institution, and the other words that stand for a code.

    Where the paragraphs call by one word ("the Society") what the list gives an acronym, the acronym is its code.
    """
    codes = {match_key(item.name): item.code for item in listed}
    others = {item.code: codes[match_key(item.name)] for item in defined if match_key(item.name) in codes}
    others = {word: code for word, code in others.items() if word != code}
    return [*(replace(item, code=others.get(item.code, item.code)) for item in defined), *listed], others


def _is_listed(acronym: str, name: str, registry: Registry) -> bool:
    """Whether an item names an institution that has its acronym from the document."""
    if _JOINT.match(name) or _JOINT.match(acronym) or len(name.split()) < 2 and not registry.match(name, "Actor"):
        return False
    entry = registry.match(acronym, "Actor")
    # An organisation may have the acronym that is also the code of a State.
    ours = entry is not None and entry.kind not in ("State", *NAMED_BY_DOCUMENTS)
    return not ours or registry.match(name, *NAMED_BY_DOCUMENTS) is not None


def _without_place(listed: str, registry: Registry) -> str:
    """Return the name in an item without the city and the country after it and the acronym in brackets."""
    name = _CLOSING.sub("", listed)
    parts = name.split(", ")
    for last in range(len(parts) - 1, 0, -1):
        country = parts[last].split(" (")
        if any(registry.match(_CLOSING.sub("", word.strip(" ()")), "State", "Territory") for word in country):
            # the city before the country belongs to it; "Suva (Fiji)" holds both
            name = ", ".join(parts[: last if len(country) > 1 or last == 1 else last - 1])
            break
    return _CLOSING.sub("", _BRACKET.sub("", name))
