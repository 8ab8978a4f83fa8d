"""Find the rows of tables in which a State answers recommendations: which ones, and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hrgraph.anchors import block_at, build_anchor
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.extraction.review.number_lists import find_number_lists
from hrgraph.models import Anchor, Document

_NUMBERS_COLUMN = re.compile(r"\brecommendations?\b|^(?:rec|no|number|para(?:graph)?)\b", re.IGNORECASE)
_ANSWER_COLUMN = re.compile(r"\bimplement|\bmeasures?\b|\bstatus\b|\bprogress\b|\bactions?\b|\bsteps?\b|\bresponse\b", re.IGNORECASE)
_LEADING_NUMBERS = re.compile(r"[\d.,;\s\N{EN DASH}-]*\d(?:\s(?:and|to)\s[\d.]*\d)?")


def find_answering_rows(document: Document) -> Iterator[tuple[str, str, Anchor]]:
    """Yield each number that a row of a table begins with, if the row says what was done; the headings above; and the row."""
    for table in find_tables(document):
        listed, answer = table.column(_NUMBERS_COLUMN), table.column(_ANSWER_COLUMN)
        if listed is None or answer in (None, listed):
            continue
        block = block_at(document, table.start)
        headings = " ".join(block.path[::-1]) if block else ""
        for row in table.rows:
            leading = _LEADING_NUMBERS.match(row.cell(listed).text)
            if leading and row.cell(answer).text:
                numbers = [number for one in find_number_lists(leading.group()) for number in one.numbers]
                rule = "reported-implementation.row"
                for number in numbers:
                    yield number, headings, build_anchor(document, row.start, row.end, rule=rule, paragraph=number)
