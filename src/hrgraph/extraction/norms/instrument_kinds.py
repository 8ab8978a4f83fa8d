"""What an instrument may be called for short, and which protocols a treaty has, by what the reference data say."""

from __future__ import annotations

import re
from functools import lru_cache

from hrgraph.registry import Entry, Registry


def title(code: str, registry: Registry) -> str:
    """Return the title of an instrument; of one that the reference data does not know, what its code holds of it."""
    entry = registry.by_code(code, "Instrument")
    return entry.label if entry else code.removeprefix("other:")


def can_be_called(code: str, head: str, registry: Registry) -> bool:
    """Say whether an instrument can be called "the Convention", "the Covenant", "the Optional Protocol", ...

    Args:
        head: In small letters, an ordinal before it included ("second optional protocol").
    """
    entry = registry.by_code(code, "Instrument")
    label = title(code, registry).lower()
    if head.endswith("optional protocol"):
        return entry is not None and entry.kind == "OptionalProtocol" and "optional protocol" in label
    is_protocol = bool(re.search(r"\bprotocols?\b", label.split(" to the ")[0]))
    if head == "protocol":
        return is_protocol
    if code.startswith("ILO-C"):
        return head == "convention"
    return head.split()[-1] in label and not is_protocol


def is_of_class(code: str, head: str, registry: Registry) -> bool:
    """Say whether an instrument is of the class that a word in small letters names: "this treaty", "that instrument".

    Unlike "the Treaty", "this treaty" is said of any treaty, whatever its title calls it.
    """
    entry = registry.by_code(code, "Instrument")
    if head == "instrument":
        return True
    if head == "treaty":
        return entry is None or entry.kind != "SoftLawInstrument"
    return can_be_called(code, head, registry)


@lru_cache(maxsize=256)
def of_year(year: str, head: str, registry: Registry) -> tuple[str, ...]:
    """Return the codes of the instruments that are called by `head` and their year: "the 1951 Convention"."""
    return tuple(
        entry.code
        for entry in registry.of_kind("Instrument")
        if any(year in name for name in (entry.code, *entry.names)) and can_be_called(entry.code, head, registry)
    )


@lru_cache(maxsize=256)
def protocols_to(treaty: str | None, registry: Registry) -> tuple[Entry, ...]:
    """Return the protocols to a treaty (to any treaty for None), oldest first.

    Where a treaty has several, its code tells their order, except that a procedure for complaints was added last.
    """
    parents = {entry: registry.protocol_to(entry.code) for entry in registry.of_kind("OptionalProtocol")}
    entries = [entry for entry, parent in parents.items() if parent and treaty in (None, parent)]
    return tuple(sorted(entries, key=lambda entry: ("communications procedure" in entry.label, entry.code)))


def subject(protocol: Entry) -> frozenset[str]:
    """Return the words, without endings, that tell a protocol from the others of its treaty; none for a plain one."""
    # After the treaty's name, which is capitalised, the subject begins with a small letter.
    found = re.search(r"\b(?:on|aiming at) (?:the |a )?([a-z].*)$", protocol.label)
    words = re.findall(r"[a-z]{4,}", found[1]) if found else []
    return frozenset(word.rstrip("s") for word in words if not word.startswith("child"))
