"""Read a table of recommendations as UPR Info exports it: a CSV file in UTF-8, or in the encoding of old Macs.

Guarantees: the text is the file as decoded, unchanged; it is one block, a table.
"""

from __future__ import annotations

import re

from hrgraph.errors import InputError
from hrgraph.models import Block
from hrgraph.reading.csv_cells import CsvCell, match_delimiter, parse_csv
from hrgraph.reading.divided import DividedText

# What heads the columns, in the exports of several years.
COLUMNS: dict[str, re.Pattern[str]] = {
    "state": re.compile(r"to|sur|states?\s+under\s+review|reviewed\s+state|country\s+under\s+review", re.I),
    "from": re.compile(r"from|recommending\s+(?:states?|countr(?:y|ies))", re.I),
    "text": re.compile(r"text|recommendations?(?:\s+text)?", re.I),
    "response": re.compile(r"response|position", re.I),
    "action": re.compile(r"action(?:\s+categor(?:y|ies))?", re.I),
    "issues": re.compile(r"issues?", re.I),
    "session": re.compile(r"(?:upr\s+)?session", re.I),
    "number": re.compile(r"(?:recommendation\s+)?(?:number|no\.?)|paragraph", re.I),
}
_NEEDED = ("state", "from", "text", "session")
_OLD_LINE_ENDS = re.compile(rb"\r(?!\n)")


def is_recommendation_table(data: bytes) -> bool:
    """Whether bytes begin with the columns of a table of recommendations."""
    first = data[:2000].decode("latin-1")
    delimiter = match_delimiter(first)
    if delimiter is None or "\x00" in first:
        return False
    first = re.split(r"[\r\n]", first.removeprefix("\xef\xbb\xbf").lstrip("\r\n"), maxsplit=1)[0]
    try:
        return find_columns(next(parse_csv(first, delimiter), [])) is not None
    except ValueError:
        return False


def find_columns(header: list[CsvCell]) -> dict[str, int] | None:
    """Return the position of each known column, or None where one that is needed is missing."""
    columns: dict[str, int] = {}
    for position, cell in enumerate(header):
        name = next((name for name, pattern in COLUMNS.items() if pattern.fullmatch(cell.value.strip())), None)
        if name:
            columns.setdefault(name, position)
    return columns if all(name in columns for name in _NEEDED) else None


def read_recommendation_table(data: bytes, name: str, encoding: str | None = None) -> DividedText:
    """Return the text of a table of recommendations.

    Args:
        data: Of which `is_recommendation_table` is true.
        name: Of the file, for messages.
        encoding: Where it is known; else UTF-8 is tried, then what the line ends speak for.

    Raises:
        InputError: The file is not in this encoding, or a quotation mark is not closed.
    """
    text = _decode(data, name, encoding)
    delimiter = match_delimiter(text) or ","
    try:
        rows = sum(1 for _ in parse_csv(text, delimiter))
    except ValueError as error:
        raise InputError(name, "the table is damaged.", place=str(error), advice="Export it again.") from error
    if rows < 2:
        raise InputError(name, "the table has no rows below its header.", advice="Export it again.")
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \r\n"))
    return DividedText(text, (Block("table", start, end),), kind="RecommendationTable")


def _decode(data: bytes, name: str, encoding: str | None) -> str:
    if encoding is None:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            # Excel for Mac ended lines with CR and wrote Mac Roman; Excel for Windows writes CR LF and Windows-1252.
            encoding = "mac_roman" if _OLD_LINE_ENDS.search(data) else "windows-1252"
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise InputError(
            name, f"the file is not in {encoding}.", advice="Save it in UTF-8, or give its encoding in corpus.toml."
        ) from error
