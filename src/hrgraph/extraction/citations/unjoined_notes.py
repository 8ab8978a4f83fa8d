"""Count the notes that could not be joined to statements: their numbers, their calls or their texts were lost."""

from __future__ import annotations

from collections.abc import Sequence

from hrgraph.anchors import build_anchor
from hrgraph.models import Block, Document, Statement, Unresolved
from hrgraph.text import view_of_block

_WORDS_SHOWN = 10
_RULE = "citations.notes"


def find_unjoined_notes(document: Document, statements: Sequence[Statement]) -> list[Unresolved]:
    """Return a record for the notes that no statement calls and one for the calls without a note, each with a count.

    Each stands at the first of its notes or statements; [] where all notes are joined.
    """
    notes = list(document.of_kind("note"))
    numbers = {_number(note) for note in notes}
    called = {number for statement in statements for number in statement.notes}
    found: list[Unresolved] = []
    missing = called - numbers
    if missing:
        first = next(statement for statement in statements if missing.intersection(statement.notes))
        reason = f"the texts of {len(missing)} of {len(called)} notes that statements call were not found"
        printed = str(min(missing.intersection(first.notes)))
        anchor = build_anchor(document, first.anchor.start, first.anchor.end, rule=_RULE)
        found.append(Unresolved("note", printed, anchor, reason))
    unjoined = [note for note in notes if _number(note) not in called]
    if unjoined:
        anchor = build_anchor(document, unjoined[0].start, unjoined[0].end, rule=_RULE)
        printed = " ".join(view_of_block(document, unjoined[0]).text.split()[:_WORDS_SHOWN])
        reason = f"{len(unjoined)} of {len(notes)} notes are called by no statement"
        found.append(Unresolved("note", printed, anchor, reason))
    return found


def _number(note: Block) -> int | None:
    return int(note.number) if note.number and note.number.isdigit() else None
