"""Fill the norms of statements: instruments, treaty acts and provisions.

Guarantees: the same statements in the same order; what was named but could not be resolved is returned beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hrgraph.extraction.norms.naming import Named, monitored_treaties, name_norms
from hrgraph.extraction.norms.passages import read_passages
from hrgraph.extraction.norms.resolution import Norm
from hrgraph.extraction.norms.treaty_acts import find_treaty_acts
from hrgraph.models import Document, Statement, TreatyAct, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import view_of

# "Administrative Code" is short for a name that says too what is punished: "Administrative Offences Code".
_OBJECT_WORDS = re.compile(
    r"\b(?:of|offen[cs]es|infractions|violations|misdemeanou?rs|responsibility|liability)\b ?", re.IGNORECASE
)
# How far after "the competence of" the committee is named.
_COMPETENCE_REACH = 170


def annotate_norms(
    document: Document, statements: Sequence[Statement], registry: Registry
) -> tuple[list[Statement], list[Unresolved]]:
    """Return the statements with `instruments`, `instrument_actions` and `provisions` filled.

    Args:
        document: Segmented; text outside the statements helps to resolve "the Law" and "article 5".
        statements: With issuers resolved, in any order.

    Returns:
        The statements, same order; and the references within them that stay unresolved, in text order.
    """
    named, unresolved = name_norms(document, statements, read_passages(document, statements, registry), registry)
    starts = [item.start for item in named]
    annotated = []
    for statement in statements:
        first, last = bisect_left(starts, statement.anchor.start), bisect_left(starts, statement.anchor.end)
        annotated.append(_annotated(document, statement, named[first:last], registry))
    return annotated, unresolved


def _annotated(document: Document, statement: Statement, named: Sequence[Named], registry: Registry) -> Statement:
    actions, meant = _acts(document, statement, named, registry)
    codes = [item.norm.code for item in named if item.norm.code]
    return replace(
        statement,
        instruments=tuple(dict.fromkeys([*codes, *meant])),
        instrument_actions=tuple(dict.fromkeys(actions)),
        provisions=_distinct(_provisions(document, statement, named)),
    )


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items, each once: "Penal Code" and "penal code" are one law."""
    kept: dict[str, str] = {}
    for item in items:
        kept.setdefault(item.lower(), item)
    return tuple(kept.values())


def _provisions(document: Document, statement: Statement, named: Sequence[Named]) -> Iterator[str]:
    """Yield articles of treaties and laws, and laws of which the statement names no article."""
    numbered = {_short_name(item.norm) for item in named if item.articles}
    for item in named:
        norm = item.norm
        state = norm.state or statement.addressee or document.state
        prefix = norm.code or (f"{state}:{norm.law}" if state else None)
        if prefix is None:
            continue
        if item.articles:
            yield from (f"{prefix}:{number}" for number in item.articles)
        elif norm.law and _short_name(norm) not in numbered:
            yield prefix


def _short_name(norm: Norm) -> str:
    return norm.code or _OBJECT_WORDS.sub("", (norm.law or "").lower())


def _acts(
    document: Document, statement: Statement, named: Sequence[Named], registry: Registry
) -> tuple[list[tuple[TreatyAct, str]], list[str]]:
    """Return the treaty acts of a statement, and treaties that are meant though only their committee is named."""
    start, end = statement.anchor.start, statement.anchor.end
    gaps = [gap for block in document.blocks if block.start < end and start < block.end for gap in block.gaps]
    view = view_of(document, start, end, gaps)
    groups: dict[tuple[int, int], list[str]] = {}
    for item in named:
        if item.norm.code and not item.articles:
            span = view.view_position(item.start), view.view_position(item.end - 1) + 1
            groups.setdefault(span, []).append(item.norm.code)
    spans = sorted(groups)
    actions: list[tuple[TreatyAct, str]] = []
    meant: list[str] = []
    for mention in find_treaty_acts(view.text, spans):
        codes = [code for position in mention.objects for code in groups[spans[position]]]
        if not codes:
            codes = monitored_treaties(view.text[mention.end : mention.end + _COMPETENCE_REACH], registry)[:1]
            meant += codes
        actions += [(mention.act, code) for code in codes if _can_be_done(mention.act, code, registry)]
    return actions, meant


def _can_be_done(act: TreatyAct, code: str, registry: Registry) -> bool:
    """Whether an act is possible: only a treaty is ratified; a programme of goals can be implemented."""
    entry = registry.by_code(code, "Instrument")
    return entry is None or entry.kind != "SoftLawInstrument" or (act == "implement" and code == "SDG")
