"""Who can take the floor in a review: delegations of States by name, that of the State under review, pronouns.

Only States speak there. Committees, rapporteurs and organizations are spoken of, whatever the sentence says that they
said. Finds; who has the floor is decided in `dialogue`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hrgraph.extraction.anaphors import PLURAL_PRONOUN, PRONOUN
from hrgraph.extraction.issuers import IssuerMention
from hrgraph.registry import Registry

# What stands for a delegation without its name, or for people who speak for the State under review.
DELEGATION, OFFICIAL, UNNAMED = "delegation", "official", "delegations"

_OF_STATE = re.compile(
    r"\b(?:[Tt]he|[Aa])\s+(?:(?:[Hh]ead|[Mm]embers?|[Cc]hair(?:person)?)\s+of\s+(?:the\s+)?)?"
    r"(?:delegations?|representatives?|delegates?|Permanent\s+Representative|Ambassador)"
    r"\s+of\s+(?:the\s+)?$"
)
_THE = re.compile(r"\b[Tt]he\s+$")
_DELEGATION = re.compile(
    r"\b[Tt]he\s+(?:(?:[Hh]ead|[Mm]embers?|[Cc]hair(?:person)?|other\s+members?)\s+of\s+(?:the\s+|its\s+)?)?"
    r"[Dd]elegation\b(?!\s+of\s)|\b[Tt]he\s+(?:State|country)\s+under\s+(?:review|consideration)\b"
)
_ADJECTIVE = re.compile(r"\b[Tt]he\s+(?P<people>[A-Z][a-z’'-]+)\s+delegation\b")
_OFFICIAL = re.compile(
    r"""
    \b[Tt]he\s+(?:(?:Deputy|Vice|Prime|State|First|Under)[\s-])*
    (?:Minister|Attorney[\s-]General|Solicitor[\s-]General|Secretary(?:[\s-]General)?|Ambassador|President
      |Chair(?:person|man)?|representative|Permanent\s+Representative|Prosecutor[\s-]General|Commissioner
      |Director(?:[\s-]General)?|Governor)\b
    (?!\s+of\s+the\s+(?:Human\s+Rights\s+)?(?:Council|Working\s+Group))     # who chairs the meeting speaks for no State
    (?:\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][\w’'-]*)(?:,?\s+(?:(?:and|of|the|for)\s+)*[A-Z][\w’'-]*)*)?
    """,
    re.VERBOSE,
)
_UNNAMED = re.compile(
    r"""
      \b(?:(?:[Ss]everal|[Mm]any|[Ss]ome|[Vv]arious|[Mm]ost|[Oo]ther|[Cc]ertain|[Aa]\s+(?:large\s+|great\s+)?number\s+of
        |[Nn]umerous|[Aa]ll|\d{1,3})\s+(?:other\s+|of\s+the\s+)?)?
      (?:[Dd]elegations|speakers|States|countries|(?<=[ny]\s)states|(?<=e\s)states)\b
    | \b(?:[Ss]everal|[Mm]any|[Ss]ome|[Aa]\s+number)\s+of\s+(?:them|delegation)\b
    | \b[Tt]he\s+(?:other\s+)?delegations(?:\s+present)?\b
    """,
    re.VERBOSE,
)
_IT = re.compile(r"\b[Ii]t\b")
_THEY = re.compile(r"\b[Tt]hey\b")
# After a State's name: the name goes on, or the State owns what speaks.
_GOES_ON = re.compile(
    r"""[-\N{EN DASH}]\w | \s+(?!Government|State|Party|Authorities|Ministry|Delegation|NGOs?|MPs?)
    (?:(?:[A-Z][a-z]+|of|for|on|and|the)\s+){0,5}?
    (?:Commission|Council|Institute|Centre|Center|Committee|Court|Union|Bank|Foundation|Programme|Fund|Parliament|Ombudsman
      |Constitution|Act|Law|Code|Protocol|Convention|Declaration|Principles|Rules|Statute|Plan|Platform)\b""",
    re.VERBOSE,
)


def find_delegations(text: str, registry: Registry, state: str | None) -> list[IssuerMention]:
    """Return the mentions of who can speak in one sentence, in order, not overlapping; the longest at each place.

    Args:
        state: ISO 3166 alpha-3 of the State under review.
    """
    candidates = [*_named(text, registry), *_unnamed(text, registry, state)]
    kept: list[IssuerMention] = []
    for mention in sorted(candidates, key=lambda m: (not m.codes, m.start - m.end, m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _named(text: str, registry: Registry) -> Iterator[IssuerMention]:
    for name in registry.find_names(text, "State"):
        if len(name.entries) != 1 or _GOES_ON.match(text, name.end):
            continue
        before = _OF_STATE.search(text[: name.start]) or _THE.search(text[: name.start])
        start = before.start() if before else name.start
        word = "delegation" if before and "deleg" in before[0] else None
        yield IssuerMention(start, name.end, (name.entries[0].code,), word=word)


def _unnamed(text: str, registry: Registry, state: str | None) -> Iterator[IssuerMention]:
    for match in _DELEGATION.finditer(text):
        yield IssuerMention(*match.span(), anaphor=DELEGATION)
    for match in _ADJECTIVE.finditer(text):
        if code := _state_of(match["people"], registry, state):
            yield IssuerMention(*match.span(), (code,), word="delegation")
    for kind, pattern in ((OFFICIAL, _OFFICIAL), (UNNAMED, _UNNAMED), (PRONOUN, _IT), (PLURAL_PRONOUN, _THEY)):
        for match in pattern.finditer(text):
            yield IssuerMention(*match.span(), anaphor=kind)


def _state_of(people: str, registry: Registry, state: str | None) -> str | None:
    """Return the code of the State that an adjective is made of; of two that share it, the State under review."""
    reviewed = registry.by_code(state, "State") if state else None
    words = {
        word[:4].lower() for name in (reviewed.names if reviewed else ()) for word in name.split() if len(word) > 3
    }
    if people[:4].lower() in words:
        return state
    entry = registry.match_demonym(people)
    return entry.code if entry else None
