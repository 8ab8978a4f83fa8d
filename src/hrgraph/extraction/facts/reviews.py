"""Find the Universal Periodic Reviews of a State in a table: cycle, date, session, and the documents of each.

Guarantees: the symbol of a document is read from the address in its cell or in a note that the cell calls; the number
of a print job in an address is not a symbol. The session is the one printed, right or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates
from hrgraph.extraction.facts.cycles import cycle_in_words, cycle_of_year
from hrgraph.extraction.facts.tables import Cell, Table
from hrgraph.models import Document, ReviewFact
from hrgraph.symbols import symbol_from_url

_PERIOD = re.compile(r"\(?\b(?P<period>(?:19|20)\d\d\s*[-\N{EN DASH}]\s*(?:19|20)\d\d)\b")
_SESSION = re.compile(
    r"\b(?P<n>\d{1,2})\s*(?:st|nd|rd|th)\b[^;,]{0,45}?\bsession\b|\bsession\s+(?P<m>\d{1,2})\b", re.IGNORECASE
)

_DATE_COLUMN = re.compile(r"\bdates?\b.*\breview|\breview(?:ed)?\b.*\b(?:on|date)\b", re.IGNORECASE)
_REPORT_COLUMN = re.compile(
    r"\breport\s+of\s+the\s+working\s+group|\bworking\s+group\s+report|\boutcome\s+report", re.IGNORECASE
)
_REPLIES_COLUMN = re.compile(r"\brepl(?:y|ies)\b|\bvoluntary\s+commitments|\baddendum", re.IGNORECASE)
_DECISION_COLUMN = re.compile(r"\bdecision\b|\boutcome\s+adopted|\badoption\b", re.IGNORECASE)

_URL = re.compile(r"https?://[^\s<>\")\]]+")
_CALL = re.compile(r"<sup>\s*(\d{1,4})\s*</sup>")
_NOTE_LINE = re.compile(r"^[ \t]*<sup>\s*(\d{1,4})\s*</sup>(?P<words>[^\n]*)", re.MULTILINE)


def find_reviews(document: Document, tables: Iterable[Table]) -> list[ReviewFact]:
    """Return the reviews of the document's State that its tables give, in text order.

    Args:
        tables: The tables of the document, as `find_tables` returns them.
    """
    if document.state is None:
        return []
    return [fact for table in tables for fact in _from_table(document, document.state, table)]


def _from_table(document: Document, state: str, table: Table) -> Iterator[ReviewFact]:
    reviewed, report = table.column(_DATE_COLUMN), table.column(_REPORT_COLUMN)
    replies, decision = table.column(_REPLIES_COLUMN), table.column(_DECISION_COLUMN)
    if reviewed is None or (report, replies, decision) == (None, None, None):
        return
    notes = _notes(document)
    for row in table.rows:
        label = " ".join(cell.text for cell in row.cells[:reviewed]) or row.cell(reviewed).text
        review_date = _date(row.cell(reviewed))
        cycle = cycle_in_words(label) or (cycle_of_year(review_date) if review_date else None)
        if cycle is None or review_date is None:
            continue
        period = _PERIOD.search(label)
        session = _SESSION.search(row.cell(reviewed).text)
        yield ReviewFact(
            state, cycle, build_anchor(document, row.start, row.end, rule="review.table"),
            period=re.sub(r"\s", "", period["period"]).replace("\N{EN DASH}", "-") if period else None,
            review_date=review_date,
            session=int(session["n"] or session["m"]) if session else None,
            wg_report_date=_date(row.cell(report)), wg_report_symbol=_symbol(document, row.cell(report), notes),
            replies_date=_date(row.cell(replies)), replies_symbol=_symbol(document, row.cell(replies), notes),
            decision_date=_date(row.cell(decision)), decision_symbol=_symbol(document, row.cell(decision), notes),
        )  # fmt: skip


def _date(cell: Cell) -> str | None:
    dates = find_dates(cell.text)
    return dates[0].value if dates else None


def _notes(document: Document) -> dict[int, str]:
    """Return the words of the notes by number, the first of each number."""
    notes: dict[int, str] = {}
    for block in document.of_kind("note"):
        if block.number and block.number.isdigit():
            notes.setdefault(int(block.number), document.text[block.start : block.end])
    for match in _NOTE_LINE.finditer(document.text):
        notes.setdefault(int(match[1]), match["words"])
    return notes


def _symbol(document: Document, cell: Cell, notes: dict[int, str]) -> str | None:
    """Return the symbol of a document that a cell gives: in its own address, or in that of a note it calls."""
    printed = " ".join(document.text[start:end] for start, end in cell.parts)
    called = [int(number) for number in _CALL.findall(printed)]
    called += [mark.number for mark in document.marks for start, end in cell.parts if start <= mark.start < end]
    for words in (printed, *(notes.get(number, "") for number in called)):
        for url in _URL.findall(words):
            symbol = symbol_from_url(url)
            if symbol:
                return str(symbol)
    return None
