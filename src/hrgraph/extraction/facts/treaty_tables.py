"""Find a State's participation in treaties in tables with columns of signature, ratification, entry into force.

The column tells the act, unless the cell says otherwise: "26 Aug 1998 (a)" is an accession where the heading says
"Accession (a)", "8 Apr 2015 Signed: 23 Dec 2013" is two acts. A stroke or dash says that there is nothing: signed and
no more, or not a party. Guarantees: a cell that is merely empty says nothing, unless its column marks no absence
anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates
from hrgraph.extraction.facts.instrument_names import resolve_instrument_name
from hrgraph.extraction.facts.tables import Cell, Row, Table
from hrgraph.models import Document, Participation
from hrgraph.registry import Registry

_TREATY_COLUMN = re.compile(
    r"^(?!.*\b(?:reports?|articles?|under|recommend\w+)\b)"
    r".*\b(?:treat(?:y|ies)|conventions?|instruments?|covenants?|protocols?|agreements?)\b",
    re.IGNORECASE,
)
_SIGNATURE_COLUMN = re.compile(r"\bsign(?:ature|ed|ing)\b", re.IGNORECASE)
_RATIFICATION_COLUMN = re.compile(r"\bratif|\baccession|\bacceded|\bsuccession|\badhesion", re.IGNORECASE)
_FORCE_COLUMN = re.compile(r"\b(?:entry\s+into|entered\s+into|in)\s+force\b", re.IGNORECASE)
_DATE_COLUMN = re.compile(r"^\s*dates?\s*$", re.IGNORECASE)
_STATUS_COLUMN = re.compile(r"\bstatus\b|\bposition\b", re.IGNORECASE)
_DENUNCIATION_COLUMN = re.compile(r"\bdenunciation|\bdenounced|\bwithdrawal", re.IGNORECASE)

_ABSENT = re.compile(r"[/\\\N{EN DASH}\N{EM DASH}-]+|n/?a\.?|none|nil|no|\N{MULTIPLICATION SIGN}", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"\bnot\s+(?:yet\s+)?(?:been\s+)?(?:signed|ratified|acceded|(?:a\s+)?(?:State\s+)?party)|\bno\s+action\b",
    re.IGNORECASE,
)
_DONE = re.compile(r"yes|ratified|acceded|signed|\N{CHECK MARK}|\N{HEAVY CHECK MARK}", re.IGNORECASE)
_NOT_RATIFIED = re.compile(r"\bnot\s+(?:yet\s+)?(?:been\s+)?ratified", re.IGNORECASE)
# What a heading says that a letter stands for: "Accession (a)", "Succession(d)".
_LEGEND = re.compile(r"(?P<words>[A-Za-z][A-Za-z ]*?)\s*\((?P<letter>[A-Za-z]{1,2})\)")
_USUAL_LETTERS = {"a": "accession", "d": "succession", "e": "entry_into_force"}
# Words that name an act, in headings, in legends and beside a date in a cell. The first that is found counts.
_ACT_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (act, re.compile(words, re.IGNORECASE))
    for act, words in (
        ("denunciation", r"\bdenunciation|\bdenounced|\bwithdrew|\bwithdrawal"),
        ("entry_into_force", r"\bforce\b"),
        ("accession", r"\bacce(?:ssion|ded)|\badhesion"),
        ("succession", r"\bsucce(?:ssion|eded)"),
        ("ratification", r"\bratifi"),
        ("acceptance", r"\bacceptance|\baccepted"),
        ("approval", r"\bapprov"),
        ("signature", r"\bsign(?:ature|ed|ing)"),
        ("observer", r"\bobserver\b"),
        ("membership", r"\bmember\b|\bparticipating\b"),
        ("party", r"\bparty\b"),
    )
)
_INVITED = re.compile(r"\binvited\b|\bcandidate\b|\bapplied\b|\brequest(?:ed)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; None where the table has no such column."""

    treaty: int
    signature: int | None
    ratification: int | None
    force: int | None
    status: int | None
    denunciation: int | None
    letters: tuple[tuple[str, str], ...]

    def dated(self) -> Iterator[tuple[str, int]]:
        """Columns of dates, with the act that a date in them means."""
        named = (
            ("signature", self.signature), ("ratification", self.ratification), ("entry_into_force", self.force),
            ("denunciation", self.denunciation),
        )  # fmt: skip
        yield from ((act, column) for act, column in named if column is not None)


def find_table_participations(
    document: Document, registry: Registry, state: str, tables: Iterable[Table]
) -> list[Participation]:
    """Return what the tables of treaties among `tables` say of the State's participation, in text order."""
    found: list[Participation] = []
    for table in tables:
        columns = _columns(table)
        if columns is None:
            continue
        marks_absence = {c for c in range(len(table.header)) if any(_is_absent(row.cell(c)) for row in table.rows)}
        for row in table.rows:
            found += _read_row(document, registry, state, row, columns, marks_absence)
    return found


def _columns(table: Table) -> _Columns | None:
    """Return the columns of a table of treaties; None for another table."""
    treaty = table.column(_TREATY_COLUMN)
    if treaty is None or _RATIFICATION_COLUMN.search(table.header[treaty]):
        return None
    ratification = table.column(_RATIFICATION_COLUMN, after=treaty)
    signature = table.column(_SIGNATURE_COLUMN, after=treaty)
    force = table.column(_FORCE_COLUMN, after=treaty)
    status = table.column(_STATUS_COLUMN, after=treaty)
    if ratification is None:
        ratification = table.column(_DATE_COLUMN, after=treaty)
    if signature == ratification:
        signature = None
    if force in (ratification, signature):
        force = None
    if (ratification, signature, force, status) == (None, None, None, None):
        return None
    letters = dict(_USUAL_LETTERS)
    for words in table.header:
        for legend in _LEGEND.finditer(words):
            act = _act_in(legend["words"])
            if act:
                letters[legend["letter"]] = act
    denunciation = table.column(_DENUNCIATION_COLUMN, after=treaty)
    return _Columns(treaty, signature, ratification, force, status, denunciation, tuple(letters.items()))


def _read_row(
    document: Document, registry: Registry, state: str, row: Row, columns: _Columns, marks_absence: set[int]
) -> Iterator[Participation]:
    name = row.cell(columns.treaty)
    code = resolve_instrument_name(name.text, registry)
    # A row with nothing but words that name no instrument heads the rows below it.
    if not name.text or (code.startswith("other:") and not any(cell.text for cell in row.cells[columns.treaty + 1 :])):
        return
    status = row.cell(columns.status).text

    def fact(act: str, cell: Cell, date: str | None = None, told: str | None = None) -> Participation:
        start = name.parts[0][0]
        end = cell.parts[0][1] if cell.parts and start < cell.parts[0][1] <= row.end else name.parts[0][1]
        anchor = build_anchor(document, start, end, rule="participation.treaty-table")
        return Participation(state, code, name.text, act, anchor, date, told)

    done: set[str] = set()
    for act, column in columns.dated():
        cell = row.cell(column)
        for dated_act, date in _acts_of(cell.text, act, dict(columns.letters)):
            done.add(dated_act)
            only = dated_act == act == "signature" and _lacks(row, columns.ratification, marks_absence)
            told = status if column == columns.ratification and status else None
            yield fact("signature_only" if only else dated_act, cell, date, told)
    if columns.status is not None:
        for status_act, status_date in _status_acts(status, plain=bool(done)):
            yield fact(status_act, row.cell(columns.status), status_date, status)
        return
    asked = [column for column in (columns.signature, columns.ratification) if column is not None]
    if not done and asked and all(_lacks(row, column, marks_absence) for column in asked):
        yield fact("not_party", row.cell(asked[-1]))


def _is_absent(cell: Cell) -> bool:
    return bool(_ABSENT.fullmatch(cell.text) or _NOT_DONE.search(cell.text))


def _lacks(row: Row, column: int | None, marks_absence: set[int]) -> bool:
    """Whether a cell says that nothing was done: by a mark, or by being empty in a column where nothing is marked."""
    if column is None:
        return False
    cell = row.cell(column)
    return _is_absent(cell) or (not cell.text and column not in marks_absence)


def _act_in(words: str) -> str | None:
    return next((act for act, pattern in _ACT_WORDS if pattern.search(words)), None)


def _acts_of(text: str, column_act: str, letters: dict[str, str]) -> list[tuple[str, str | None]]:
    """Return the acts and dates of a cell. Letters or words beside a date tell the act, else the column does."""
    if _NOT_DONE.search(text):
        return []
    if _DONE.fullmatch(text):
        return [(_act_in(text) or column_act, None)]
    acts: list[tuple[str, str | None]] = []
    position = 0
    for date in find_dates(text):
        after = re.match(r"\s*\(\s*(?P<mark>[^()]{1,40})\)", text[date.end :])
        mark = after["mark"].strip() if after else ""
        before = text[position : date.start]
        # "(a)" and "(A)" may stand for two acts.
        marked = letters.get(mark) or letters.get(mark.lower()) or _act_in(mark)
        acts.append((marked or _act_in(before.rsplit(";", 1)[-1]) or column_act, date.value))
        position = date.end + (after.end() if after else 0)
    return acts


def _status_acts(status: str, *, plain: bool) -> list[tuple[str, str | None]]:
    """Return what the words of a status cell say.

    Args:
        plain: The row is dated already, so that words without a date add nothing.
    """
    if not status or _ABSENT.fullmatch(status):
        return []
    dates = find_dates(status)
    if _INVITED.search(status):
        return [("not_party", None)]
    if _NOT_DONE.search(status):
        signed = re.search(r"(?<!not )(?<!not yet )\bsigned\b", status, re.IGNORECASE)
        if signed and _NOT_RATIFIED.search(status):
            return [("signature_only", dates[0].value if dates else None)]
        return [("not_party", None)]
    act = _act_in(re.sub(r"\bnot\s+in\s+force\b|\bin\s+force\b", "", status, flags=re.IGNORECASE))
    if act is None or (plain and not dates):
        return []
    return [(act, dates[0].value if dates else None)]
