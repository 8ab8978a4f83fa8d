"""Comma-separated values with the place of each cell in the text (RFC 4180; any line ends; comma, semicolon or tab)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class CsvCell:
    """A cell: its value, quotation marks undone, and where the value stands, quotation marks around it left out."""

    value: str
    start: int
    end: int


def match_delimiter(text: str) -> str | None:
    """Return what parts the cells of the first line that is not empty, or None where nothing does."""
    first = next((line for line in re.split(r"[\r\n]+", text[:20000]) if line.strip()), "")
    counts = {delimiter: first.count(delimiter) for delimiter in _DELIMITERS}
    best = max(counts, key=lambda delimiter: counts[delimiter])
    return best if counts[best] else None


def parse_csv(text: str, delimiter: str) -> Iterator[list[CsvCell]]:
    """Yield the rows of a table. Empty lines are no rows.

    Raises:
        ValueError: A quotation mark is not closed; the message says on which line it stands.
    """
    part = re.escape(delimiter)
    cell = re.compile(rf'"(?P<quoted>(?:[^"]|"")*)"(?P<junk>[^{part}\r\n]*)|(?P<plain>[^{part}\r\n]*)')
    position = 1 if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}") else 0
    row: list[CsvCell] = []
    while position <= len(text):
        if text.startswith('"', position) and not cell.match(text, position)["quoted"] and not text.startswith('""', position):
            line = len(re.findall(r"\r\n|\r|\n", text[:position])) + 1
            raise ValueError(f"line {line}: a quotation mark is not closed")
        match = cell.match(text, position)
        name = "quoted" if match["quoted"] is not None else "plain"
        row.append(CsvCell(match[name].replace('""', '"') if name == "quoted" else match[name], *match.span(name)))
        position = match.end()
        if text.startswith(delimiter, position):
            position += 1
            continue
        if len(row) > 1 or row[0].value.strip():
            yield row
        row = []
        position += 2 if text.startswith("\r\n", position) else 1
