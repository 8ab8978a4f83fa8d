"""Tables without ruled lines: rows of cells, told by the places at which their words stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hrgraph.reading.pdf_lines import Line


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a table, each a list of cells, and how many lines of the page they take."""

    rows: list[list[str]]
    lines: int


def find_table_rows(lines: Sequence[Line], index: int, leading: float) -> TableRows | None:
    """Return the rows of the table that begins at a line, or None."""
    return None
