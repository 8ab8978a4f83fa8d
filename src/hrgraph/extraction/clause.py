"""A reporting clause, and the shadow of a sentence that the patterns for clauses are written for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hrgraph.extraction.issuers import IssuerMention
from hrgraph.extraction.verbs import NAME
from hrgraph.models import StatementKind


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch `sentence[start:end]` with one verb group.

    Attributes:
        verb: Where the verb group stands.
        subject: The mentions that are its subject; empty where the clause has none of its own.
        shares: It has no subject of its own and takes that of the clause before.
        passive: Says that something was asked or deplored, not by whom.
        embedded: Mentions of others whose words the clause passes on ("highlighted that X had urged").
        similar: Says only that something like what others said was said.
    """

    start: int
    end: int
    kind: StatementKind
    verb: tuple[int, int]
    subject: tuple[IssuerMention, ...] = ()
    shares: bool = False
    passive: bool = False
    embedded: tuple[IssuerMention, ...] = ()
    similar: bool = False


def shadow_of(sentence: str, mentions: Sequence[IssuerMention]) -> str:
    """Return the sentence with each character of a mention replaced by `NAME`: as long as the sentence."""
    characters = list(sentence)
    for mention in mentions:
        characters[mention.start : mention.end] = NAME * (mention.end - mention.start)
    return "".join(characters)


def mentions_within(mentions: Sequence[IssuerMention], span: tuple[int, int]) -> tuple[IssuerMention, ...]:
    """Return the mentions that lie wholly in a span of the sentence."""
    return tuple(m for m in mentions if span[0] <= m.start and m.end <= span[1])
