"""Fill the norms of statements: instruments, treaty acts and provisions.

Guarantees: the same statements in the same order; what was named but could not be resolved is returned beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hrgraph.extraction.norms.act_modality import is_reported
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
    reported, meant = _acts(document, statement, named, registry)
    codes = [item.norm.code for item in named if item.norm.code]
    return replace(
        statement,
        instruments=tuple(dict.fromkeys([*codes, *meant])),
        instrument_actions=tuple(reported),
        act_modalities=tuple("reported" if done else statement.open_modality for done in reported.values()),
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
) -> tuple[dict[tuple[TreatyAct, str], bool], list[str]]:
    """Return the treaty acts of a statement, each with whether it is reported as done, and treaties that are meant.

    A treaty is meant though only its committee is named. Of an act that is named twice a request asks, and another
    statement reports it, if it does so once.
    """
    start, end = statement.anchor.start, statement.anchor.end
    gaps = [gap for block in document.blocks if block.start < end and start < block.end for gap in block.gaps]
    view = view_of(document, start, end, gaps)
    groups: dict[tuple[int, int], list[str]] = {}
    for item in named:
        if item.norm.code and not item.articles:
            span = view.view_position(item.start), view.view_position(item.end - 1) + 1
            groups.setdefault(span, []).append(item.norm.code)
    spans = sorted(groups)
    asks = statement.kind in ("recommendation", "request")
    actions: dict[tuple[TreatyAct, str], bool] = {}
    meant: list[str] = []
    for mention in find_treaty_acts(view.text, spans):
        codes = [code for position in mention.objects for code in groups[spans[position]]]
        if not codes:
            treaties = monitored_treaties(view.text[mention.end : mention.end + _COMPETENCE_REACH], registry)[:1]
            codes = _protocols(named, treaties, registry) or treaties
            meant += codes
        done = is_reported(view.text, mention, statement.kind)
        for code in codes:
            if _can_be_done(mention.act, code, registry):
                before = actions.get((mention.act, code), done)
                actions[mention.act, code] = before and done if asks else before or done
    return actions, meant


def _protocols(named: Sequence[Named], treaties: Sequence[str], registry: Registry) -> list[str]:
    """Return the protocol under which a committee's competence is recognised, where the statement names one.

    A declaration "in accordance with article 1 of the Optional Protocol" is the protocol's and not the covenant's.
    """
    codes = dict.fromkeys(item.norm.code for item in named if item.norm.code)
    found = [code for code in codes if registry.protocol_to(code) in treaties]
    return found if len(found) == 1 else []


def _can_be_done(act: TreatyAct, code: str, registry: Registry) -> bool:
    """Whether an act is possible: only a treaty is ratified; a programme of goals can be implemented."""
    entry = registry.by_code(code, "Instrument")
    return entry is None or entry.kind != "SoftLawInstrument" or (act == "implement" and code == "SDG")
