"""Find the grades that a treaty body gave for the follow-up to paragraphs of its concluding observations.

A table gives a paragraph, an evaluation ("[B][C]") and an explanation that tells which part each grade is for ("[B]
(a) and (b): ..."). Guarantees: one grade for the whole paragraph has no part; several grades are given to parts only
as the explanation gives them, and are unresolved where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hrgraph.anchors import build_anchor
from hrgraph.extraction.facts.tables import Row, Table
from hrgraph.models import Document, FollowUpGrade, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import view_of

_PARAGRAPH_COLUMN = re.compile(r"\bparagraphs?\b", re.IGNORECASE)
_GRADE_COLUMN = re.compile(r"\bevaluation\b|\bgrades?\b|\bassessment\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\b(?:paragraphs?|paras?\.?)\s*(?P<number>\d{1,3})\b|^(?P<bare>\d{1,3})\b", re.IGNORECASE)
_GRADE = re.compile(r"\[?\b(?P<grade>[A-E])(?P<level>[1-3]?)\b\]?")
_PARTS = r"\([a-z]\)(?:\s*(?:,\s*and|,|and|to|-|\N{EN DASH})\s*\([a-z]\))*"
# "[B] (a) and (b): ..." and "(a) and (b): [B] ...".
_GRADED_PARTS = re.compile(
    rf"\[(?P<before>[A-E][1-3]?)\]\s*:?\s*(?P<after_parts>{_PARTS})|(?P<before_parts>{_PARTS})\s*:\s*\[(?P<after>[A-E][1-3]?)\]"
)
_LETTER_OR_RANGE = re.compile(r"\((?P<first>[a-z])\)(?:\s*(?:to|-|\N{EN DASH})\s*\((?P<last>[a-z])\))?")
# How far above a table the sentence stands that says whose evaluation it is.
_LEAD_IN = 3000


def find_follow_up_grades(
    document: Document, registry: Registry, tables: Iterable[Table]
) -> tuple[list[FollowUpGrade], list[Unresolved]]:
    """Return the grades that the tables give, in text order, and the rows whose grades cannot be given to parts.

    Args:
        tables: The tables of the document, as `find_tables` returns them.
    """
    found: list[FollowUpGrade] = []
    unresolved: list[Unresolved] = []
    for table in tables:
        paragraph, grade = table.column(_PARAGRAPH_COLUMN), table.column(_GRADE_COLUMN)
        body = _body_above(document, registry, table)
        if document.state is None or paragraph is None or grade is None or body is None:
            continue
        for row in table.rows:
            for record in _read_row(document, document.state, body, row, (paragraph, grade)):
                if isinstance(record, Unresolved):
                    unresolved.append(record)
                else:
                    found.append(record)
    return found, unresolved


def _body_above(document: Document, registry: Registry, table: Table) -> str | None:
    """Return the treaty body named last above the table."""
    words = view_of(document, max(0, table.start - _LEAD_IN), table.start).text
    named = registry.find_names(words, "TreatyBody")
    return named[-1].entries[0].code if named else None


def _read_row(
    document: Document, state: str, body: str, row: Row, columns: tuple[int, int]
) -> Iterator[FollowUpGrade | Unresolved]:
    paragraph, cell = row.cell(columns[0]), row.cell(columns[1])
    number = _PARAGRAPH.search(paragraph.text)
    grades = [match["grade"] for match in _GRADE.finditer(cell.text)]
    if not number or not grades:
        return
    of = int(number["number"] or number["bare"])
    anchor = build_anchor(document, *cell.parts[0], rule="follow-up.table")
    words = row.cell(columns[0] + 1).parts if columns[1] > columns[0] + 1 else ()
    graded = build_anchor(document, *words[0], rule="follow-up.table") if words else None
    parts = [part for below in row.cells[columns[1] :] for part in _graded_parts(below.text)]
    if len(grades) == 1 and not parts:
        yield FollowUpGrade(state, body, of, grades[0], anchor, graded=graded)
    elif parts and {grade for grade, _ in parts} == set(grades):
        for grade, part in parts:
            yield FollowUpGrade(state, body, of, grade, anchor, part, graded)
    else:
        reason = f"paragraph {of} has the grades {', '.join(grades)}, and the explanation does not say for which parts"
        yield Unresolved("follow-up", cell.text, anchor, reason)


def _graded_parts(explanation: str) -> Iterator[tuple[str, str]]:
    """Yield grade and part, in order: "[B] (a) and (b)" gives B for (a) and B for (b), "(c) to (f)" takes in four."""
    for match in _GRADED_PARTS.finditer(explanation):
        grade = (match["before"] or match["after"])[0]
        for letters in _LETTER_OR_RANGE.finditer(match["after_parts"] or match["before_parts"]):
            first, last = ord(letters["first"]), ord(letters["last"] or letters["first"])
            for letter in range(first, last + 1):
                yield grade, f"({chr(letter)})"
