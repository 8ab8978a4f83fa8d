"""Put together the table of core treaties that PDF extraction has torn into runs of lines.

Compilations of the first cycle open with a table of four columns: treaty; date of ratification, accession or
succession; declarations and reservations; recognition of specific competences. In extracted text the columns run down
one by one, or in pieces, or row by row, and a cell may lie anywhere among the others. What is left is the form of each
entry and the order within each column, and these are enough when the numbers fit.

Guarantees: an entry is given to a treaty only where the numbers fit or where they stand in one row; the rest is
returned as loose, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Literal

from hrgraph.dates import find_dates
from hrgraph.extraction.facts.acronyms import find_acronyms
from hrgraph.extraction.facts.masking import masked_text
from hrgraph.models import Document
from hrgraph.registry import Registry
from hrgraph.text import collapse

Kind = Literal["treaty", "date", "competence", "declaration", "dash"]

_HEADING = re.compile(r"^[ \t]*Core\s+universal\s+human\b", re.MULTILINE)
# What stands below the table: a sentence, the next table, the first numbered paragraph, or a heading.
_BELOW = re.compile(
    r"""
    ^[ \t]* (?:
      Core\s+treaties\s+to\s+which\b
    | Other\s+(?:main\s+)?(?:relevant\s+)?(?:main\s+)?(?:international\s+)?instruments\b
    | \d{1,3}\.(?:\s|$)
    | [A-Z]\.\s+[A-Z]
    )""",
    re.VERBOSE | re.MULTILINE,
)
_LONGEST_TABLE = 6000

# One line break at most within an entry.
_GAP = r"[ \t]*\n?[ \t]*"
_COMPETENCE = re.compile(
    rf"""
    (?P<name> Individual{_GAP}(?:complaints?|communications?) | Inter-?{_GAP}State{_GAP}(?:complaints?|communications?)
            | Inquiry(?:{_GAP}procedures?)? )
    \s*\(arts?\.?\s*(?P<articles>\d[^()]{{0,30}}) \) \s*:? {_GAP}
    (?P<answer> Yes\b | No\b )?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DASH = re.compile(r"(?<!\S)[-\N{EN DASH}\N{EM DASH}](?!\S)")
_HEADER_WORDS = frozenset(
    "core universal human rights treaties date dates of ratification accession or succession declarations reservations"
    " and recognition specific competences treaty bodies".split()
)
_FURNITURE = re.compile(r"page\s+\d+ | \d{1,3} | [A-Z]+(?:/[\w.-]+){2,} | GE\.\d\d-\d+.*", re.VERBOSE | re.IGNORECASE)
# How the entry of a treaty in the column of declarations begins.
_DECLARATION_START = re.compile(
    r"(?:None|Yes|No|(?:general|interpretative|interpretive|binding|optional)?\s*(?:declarations?|reservations?|statements?"
    r"|understandings?|objections?))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of a torn table: `document.text[start:end]`.

    Attributes:
        value: Code of the treaty, date in ISO 8601, or the words of the cell, white space collapsed.
        line, block: Ordinal of the printed line and of the run of lines without a blank one, for what stands together.
    """

    kind: Kind
    value: str
    start: int
    end: int
    line: int
    block: int
    match: re.Match[str] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class CoreRow:
    """What the table says of one treaty; None where no entry could be given to it with certainty.

    Attributes:
        date: A date, or a dash where the table says that there is none.
    """

    treaty: Entry
    date: Entry | None = None
    declaration: Entry | None = None


@dataclass(frozen=True, slots=True)
class CoreTable:
    """The table put together.

    Attributes:
        competences: Entries of the last column, which name their articles and need no row.
        loose: Entries that belong to some treaty, and why it is not known to which.
    """

    rows: tuple[CoreRow, ...]
    competences: tuple[Entry, ...]
    loose: tuple[tuple[Entry, str], ...] = ()


def find_core_treaty_table(document: Document, registry: Registry) -> CoreTable | None:
    """Return the table of core treaties of a compilation, or None where the document has none."""
    heading = _HEADING.search(document.text)
    if not heading:
        return None
    below = _BELOW.search(document.text, heading.end(), heading.start() + _LONGEST_TABLE)
    end = below.start() if below else min(len(document.text), heading.start() + _LONGEST_TABLE)
    entries = _entries(document, registry, heading.start(), end)
    if not any(entry.kind == "treaty" for entry in entries):
        return None
    return _by_rows(entries) or _by_columns(entries)


def _entries(document: Document, registry: Registry, start: int, end: int) -> list[Entry]:
    """Return the entries between two offsets, in text order, headers and page furniture left out."""
    text = masked_text(document, start, end)
    taken: list[tuple[int, int, Kind, str, re.Match[str] | None]] = []

    def take(kind: Kind, first: int, last: int, value: str, match: re.Match[str] | None = None) -> None:
        if not any(first < e and s < last for s, e, *_ in taken):
            taken.append((first, last, kind, value, match))

    for match in _COMPETENCE.finditer(text):
        take("competence", *match.span(), collapse(match.group()), match)
    for acronym in find_acronyms(text, registry):
        take("treaty", acronym.start, acronym.end, acronym.code)
    for date in find_dates(text):
        if _fills_cell(text, date.start, date.end, [span[:2] for span in taken]):
            take("date", date.start, date.end, date.value)
    for match in _DASH.finditer(text):
        take("dash", *match.span(), "-")
    taken.sort()
    taken += _words_between(text, [span[:2] for span in taken])
    taken.sort()
    return [
        Entry(kind, value, start + s, start + e, text.count("\n", 0, s), _block(text, s), match)
        for s, e, kind, value, match in taken
    ]


def _fills_cell(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a date stands alone on its line, but for entries beside it; a date within words is part of them."""
    before = text.rfind("\n", 0, start) + 1
    after = text.find("\n", end)
    after = len(text) if after < 0 else after
    for first, last in taken:
        if first < start and last > before:
            before = max(before, last)
        if last > end and first < after:
            after = min(after, first)
    left, right = text[before:start].strip(), text[end:after].strip()
    return (not left or bool(_DASH.fullmatch(left)) or left in ("None", "Yes", "No")) and (
        not right or bool(_DECLARATION_START.match(right) or _DASH.match(right))
    )


def _words_between(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int, Kind, str, None]]:
    """Return the entries in words: the stretches that no other entry takes, cut where another cell begins."""
    found: list[tuple[int, int, Kind, str, None]] = []
    position = 0
    for first, last in [*taken, (len(text), len(text))]:
        current: list[int] | None = None
        for piece in re.finditer(r"[^\n]+", text[position:first]):
            words = piece.group().strip()
            start = position + piece.start() + len(piece.group()) - len(piece.group().lstrip())
            if not words or _is_header(words) or _FURNITURE.fullmatch(words):
                continue
            if current is None or _DECLARATION_START.match(words):
                current = [start, start + len(words)]
                found.append((current[0], current[1], "declaration", "", None))
            current[1] = start + len(words)
            found[-1] = (current[0], current[1], "declaration", collapse(text[current[0] : current[1]]), None)
        position = last
    return found


def _is_header(words: str) -> bool:
    letters = re.findall(r"[a-z]+", words.lower())
    return all(word in _HEADER_WORDS for word in letters)


def _block(text: str, position: int) -> int:
    return len(re.findall(r"\n[ \t]*\n", text[:position]))


def _by_rows(entries: list[Entry]) -> CoreTable | None:
    """Return the table where each treaty is followed by its own entries, or None where the columns are torn."""
    rows: list[CoreRow] = []
    first = next(i for i, entry in enumerate(entries) if entry.kind == "treaty")
    starts = [i for i in range(first, len(entries)) if entries[i].kind == "treaty"]
    if len(starts) < 2 or any(entry.kind == "date" for entry in entries[:first]):
        return None
    cells = [entries[start + 1 : stop] for start, stop in pairwise([*starts, len(entries)])]
    # A row without a date has a dash in its place: then it is as long as the others.
    shortest = min((len(own) for own in cells if any(entry.kind == "date" for entry in own)), default=0)
    for start, own in zip(starts, cells, strict=True):
        dates = [entry for entry in own if entry.kind == "date"]
        if len(dates) > 1 or (own and not dates and own[0].kind != "dash"):
            return None
        date = dates[0] if dates else own[0] if own and len(own) >= shortest > 1 else None
        after = [entry for entry in own if entry.kind in ("declaration", "dash") and date and entry.start > date.start]
        rows.append(CoreRow(entries[start], date, after[0] if after else None))
    dated = sum(row.date is not None for row in rows)
    if dated * 3 < len(rows) * 2:
        return None
    loose = [(row.treaty, "the table gives no date for it") for row in rows if row.date is None]
    return CoreTable(tuple(rows), _of(entries, "competence"), tuple(loose))


def _by_columns(entries: list[Entry]) -> CoreTable:
    """Return the table from columns that run down: the entries of a column are in the order of the treaties."""
    treaties = _of(entries, "treaty")
    dates, loose = _dates_of(entries)
    declarations, loose_declarations = _declarations_of(entries, treaties)
    rows = tuple(CoreRow(treaty, dates.get(treaty), declarations.get(treaty)) for treaty in treaties)
    return CoreTable(rows, _of(entries, "competence"), tuple(loose + loose_declarations))


def _of(entries: Iterable[Entry], *kinds: Kind) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.kind in kinds)


def _dates_of(entries: list[Entry]) -> tuple[dict[Entry, Entry], list[tuple[Entry, str]]]:
    """Return the date of each treaty, and the entries for which none is certain."""
    treaties, dates = _of(entries, "treaty"), _of(entries, "date")
    repeated = len({entry.value for entry in treaties}) < len(treaties)
    # A dash in the column of dates says that there is none; it stands among dates and nothing else.
    others = {entry.block for entry in _of(entries, "declaration", "competence", "treaty")}
    among = {entry.block for entry in dates} - others
    with_dashes = tuple(e for e in _of(entries, "date", "dash") if e.kind == "date" or e.block in among)
    for column in (dates, with_dashes):
        if len(treaties) == len(column) and not repeated:
            return dict(zip(treaties, column, strict=True)), []
    reason = f"the table has {len(treaties)} treaties and {len(dates)} dates"
    if repeated:
        reason = "a treaty is named more than once in the table"
        return {}, [(entry, reason) for entry in (*treaties, *dates)]
    # A run of treaties and the run of dates after it were torn from the same rows if they are equally long.
    runs = [list(group) for _, group in groupby(_of(entries, "treaty", "date"), key=lambda entry: entry.kind)]
    certain: dict[Entry, Entry] = {}
    for names, values in pairwise(runs):
        if names[0].kind == "treaty" and len(names) == len(values):
            certain |= dict(zip(names, values, strict=True))
    left = [entry for entry in (*treaties, *dates) if entry not in certain and entry not in certain.values()]
    return certain, [(entry, reason) for entry in left]


def _declarations_of(
    entries: list[Entry], treaties: tuple[Entry, ...]
) -> tuple[dict[Entry, Entry], list[tuple[Entry, str]]]:
    """Return the declaration of each treaty. A dash counts among declarations, or where one is missing."""
    declared = _of(entries, "declaration")
    blocks = {entry.block for entry in declared}
    others = {entry.block for entry in _of(entries, "competence")}
    among = [e for e in _of(entries, "dash") if e.block in blocks and e.block not in others]
    alone = [e for e in _of(entries, "dash") if e.block not in blocks | others]
    for dashes in ([], among, among + alone):
        column = sorted((*declared, *dashes), key=lambda entry: entry.start)
        if len(column) == len(treaties):
            return dict(zip(treaties, column, strict=True)), []
    reason = f"the table has {len(treaties)} treaties and {len(declared)} entries of declarations"
    return {}, [(entry, reason) for entry in declared]
