"""What the rules for one kind of document find, before the rules for sentences read the rest."""

from __future__ import annotations

from dataclasses import dataclass

from hrgraph.models import Document, Fact, Position, Statement, Unresolved


@dataclass(frozen=True, slots=True)
class OwnFindings:
    """Each list is in text order.

    Attributes:
        rest: The document without what was read, for rules about facts.
        unread: The same for rules about sentences; None where that is `rest`.
    """

    rest: Document
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    facts: tuple[Fact, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    unread: Document | None = None
