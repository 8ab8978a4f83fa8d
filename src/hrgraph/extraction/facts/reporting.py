"""Say where a State stands in its reporting to the treaty bodies, from the table of compilations, torn or whole.

Ways to put the entries together, tried in turn: row by row; columns that run down whole; columns in whole pieces; and,
where dashes were lost, only what follows from the dates and the words of the entries. Guarantees: a date is given to a
body only where one way fits all entries; a report is never later than the observations on it; otherwise the bodies are
returned as unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates, last_day
from hrgraph.extraction.facts.torn_reporting import Entry, find_reporting_entries
from hrgraph.models import Document, Reporting, Unresolved
from hrgraph.registry import Registry

_RULE = "reporting.treaty-body-table"
# Bodies with a procedure of follow-up to concluding observations, which asks for a reply within a year or two.
_FOLLOW_UP_BODIES = ("CERD", "HRCttee", "CEDAW", "CAT")
_FOLLOW_UP_MONTHS = (9, 27)
# Observations follow the report within some years.
_LONGEST_CONSIDERATION_YEARS = 6
# The status of a body that has not considered any report yet.
_INITIAL = "initial"


@dataclass(slots=True)
class _Row:
    """What the table says of one body; None where it says nothing."""

    body: Entry
    report: Entry | None = None
    observations: Entry | None = None
    follow_up: Entry | None = None
    status: Entry | None = None


def find_reporting(document: Document, registry: Registry) -> tuple[list[Reporting], list[Unresolved]]:
    """Return the State's reporting to each treaty body, and what of the table cannot be given to one with certainty."""
    if document.state is None:
        return [], []
    entries, second_cycle = find_reporting_entries(document, registry)
    bodies = [entry for entry in entries if entry.kind == "body"]
    if not bodies:
        return [], []
    rows = _by_rows(entries, second_cycle) or _by_columns(entries, second_cycle) or _by_chunks(entries, second_cycle)
    if rows is None and not second_cycle:
        rows = _by_pairs(entries)
    if rows is None:
        reason = "the entries of the table cannot be given to the bodies with certainty"
        anchors = [(body, build_anchor(document, body.start, body.end, rule=_RULE)) for body in bodies]
        return [], [Unresolved("reporting", a.quote, a, reason, (body.value,)) for body, a in anchors]
    given = {row.follow_up for row in rows}
    left = [entry for entry in entries if entry.kind == "follow-up" and entry not in given]
    unresolved = []
    for entry in left:
        anchor = build_anchor(document, entry.start, entry.end, rule=_RULE)
        reason = "it answers the observations of no body, or of more than one"
        unresolved.append(Unresolved("reporting", anchor.quote, anchor, reason))
    return [_fact(document, document.state, row) for row in rows], unresolved


def _fact(document: Document, state: str, row: _Row) -> Reporting:
    evidence = row.observations or row.status or row.body
    return Reporting(
        state,
        row.body.value,
        build_anchor(document, evidence.start, evidence.end, rule=_RULE),
        row.report.value if row.report else None,
        row.observations.value if row.observations else None,
        row.follow_up.value if row.follow_up else None,
        row.status.value if row.status else None,
    )


def _dated(entry: Entry) -> Entry | None:
    return entry if entry.kind != "dash" else None


def _by_rows(entries: list[Entry], second_cycle: bool) -> list[_Row] | None:
    """Read a table in which each body is followed by its own entries."""
    entries = [entry for entry in entries if entry.kind != "status header"]
    starts = [i for i, entry in enumerate(entries) if entry.kind == "body"]
    if starts[0] != 0:
        return None
    rows = []
    for start, stop in pairwise([*starts, len(entries)]):
        row = _row(entries[start], entries[start + 1 : stop], second_cycle)
        if row is None:
            return None
        rows.append(row)
    return rows if all(_fits(row) for row in rows) else None


def _row(body: Entry, cells: Sequence[Entry], second_cycle: bool) -> _Row | None:
    """Read the cells of one row: dates or dashes, a follow-up (first cycle), a status last."""
    if not cells or cells[-1].kind != "status" or any(cell.kind == "status" for cell in cells[:-1]):
        return None
    before = list(cells[:-1])
    if any(cell.kind == "follow-up" for cell in before[:2]) or not 2 <= len(before) <= 3:
        return None
    if second_cycle:
        if len(before) != 3:
            return None
        earlier, report, observations = (_dated(cell) for cell in before)
        # A report that no observations followed is submitted, but not considered yet.
        return _Row(body, report if observations else None, observations or earlier, None, cells[-1])
    follow_up = _dated(before[2]) if len(before) == 3 else None
    if follow_up and follow_up.kind != "follow-up":
        return None
    return _Row(body, _dated(before[0]), _dated(before[1]), follow_up, cells[-1])


def _by_columns(entries: list[Entry], second_cycle: bool) -> list[_Row] | None:
    """Read a table whose columns were printed one after the other, each with a cell for every body."""
    bodies = [entry for entry in entries if entry.kind == "body"]
    count = len(bodies)
    statuses = _statuses(entries)
    cells = [entry for entry in entries if entry.kind in ("date", "dash", "follow-up")]
    if len(statuses) != count or len(cells) not in (2 * count, 3 * count) or (second_cycle and len(cells) != 3 * count):
        return None
    columns = [cells[i * count : (i + 1) * count] for i in range(len(cells) // count)]
    return _assembled(bodies, statuses, columns, second_cycle)


def _by_chunks(entries: list[Entry], second_cycle: bool) -> list[_Row] | None:
    """Read columns that were printed in pieces: for some rows one column after the other, then for the next rows."""
    bodies = [entry for entry in entries if entry.kind == "body"]
    cells = [entry for entry in entries if entry.kind in ("date", "dash", "follow-up")]
    runs = [list(group) for _, group in groupby(cells, key=lambda entry: entry.run)]
    for width in (3,) if second_cycle else (3, 2):
        chunks = [runs[i : i + width] for i in range(0, len(runs), width)]
        if all(len(chunk) == width and len({len(run) for run in chunk}) == 1 for chunk in chunks):
            columns = [[cell for chunk in chunks for cell in chunk[i]] for i in range(width)]
            rows = _assembled(bodies, _statuses(entries), columns, second_cycle)
            if rows:
                return rows
    return None


def _assembled(
    bodies: list[Entry], statuses: list[Entry], columns: list[list[Entry]], second_cycle: bool
) -> list[_Row] | None:
    """Return the rows of whole columns, or None where they are not equally long or a row does not hold together."""
    if not columns or any(len(column) != len(bodies) for column in (statuses, *columns)):
        return None
    if any(cell.kind == "follow-up" for column in columns[:2] for cell in column):
        return None
    lines = zip(bodies, statuses, *columns, strict=True)
    rows = [_row(body, [*cells, status], second_cycle) for body, status, *cells in lines]
    whole = [row for row in rows if row is not None]
    hold_together = _fits if second_cycle else _agrees
    return whole if len(whole) == len(bodies) and all(hold_together(row) for row in whole) else None


def _by_pairs(entries: list[Entry]) -> list[_Row] | None:
    """Read columns in pieces: a run of report dates goes with the equally long run of observations after it.

    The bodies without dates must be those whose status speaks of an initial report, which none has considered yet.
    """
    bodies = [entry for entry in entries if entry.kind == "body"]
    statuses = _statuses(entries)
    pairs = _pairs(entries)
    if len(statuses) != len(bodies) or pairs is None:
        return None
    rows = [_Row(body, status=status) for body, status in zip(bodies, statuses, strict=True)]
    considered = [row for row in rows if row.status and _INITIAL not in row.status.value.lower()]
    if len(considered) != len(pairs):
        return None
    for row, (report, observations) in zip(considered, pairs, strict=True):
        row.report, row.observations = report, observations
    if not all(_fits(row) for row in rows):
        return None
    _give_follow_ups(considered, [entry for entry in entries if entry.kind == "follow-up"])
    return rows


def _statuses(entries: list[Entry]) -> list[Entry]:
    """Return the entries of the status column from the top: those printed below its header come before those above."""
    header = next((i for i, entry in enumerate(entries) if entry.kind == "status header"), 0)
    return [entry for entry in (*entries[header:], *entries[:header]) if entry.kind == "status"]


def _pairs(entries: list[Entry]) -> list[tuple[Entry, Entry]] | None:
    """Return report and observations of each row that has them, or None where the runs of dates do not fit."""
    dates = [entry for entry in entries if entry.kind == "date"]
    runs = [list(group) for _, group in groupby(dates, key=lambda entry: entry.run)]
    if len(runs) == 1 and len(runs[0]) % 2 == 0:
        half = len(runs[0]) // 2
        runs = [runs[0][:half], runs[0][half:]]
    if len(runs) % 2:
        return None
    pairs: list[tuple[Entry, Entry]] = []
    for reports, observations in zip(runs[::2], runs[1::2], strict=True):
        if len(reports) != len(observations):
            return None
        pairs += zip(reports, observations, strict=True)
    return pairs


def _fits(row: _Row) -> bool:
    """Whether report and observations, if both are there, can belong together."""
    if row.report is None or row.observations is None:
        return True
    years = int(row.observations.value[:4]) - int(row.report.value[:4])
    return row.report.value <= last_day(row.observations.value) and years <= _LONGEST_CONSIDERATION_YEARS


def _agrees(row: _Row) -> bool:
    """Whether the cells of a row that were put together from columns agree: what was considered had a report before."""
    never = row.status is not None and _INITIAL in row.status.value.lower()
    return _fits(row) and (row.report is None) == (row.observations is None) and not (never and row.observations)


def _give_follow_ups(rows: list[_Row], follow_ups: list[Entry]) -> None:
    """Give each follow-up to the one body whose observations it can answer; one that fits several is given to none."""
    for follow_up in follow_ups:
        fitting = list(_answered(rows, follow_up))
        if len(fitting) == 1 and fitting[0].follow_up is None:
            fitting[0].follow_up = follow_up


def _answered(rows: list[_Row], follow_up: Entry) -> Iterator[_Row]:
    dates = find_dates(follow_up.value)
    if not dates:
        return
    due = _months(dates[0].value)
    least, most = _FOLLOW_UP_MONTHS
    for row in rows:
        if row.body.value not in _FOLLOW_UP_BODIES or row.observations is None:
            continue
        if least <= due - _months(row.observations.value) <= most:
            yield row


def _months(value: str) -> int:
    day = date.fromisoformat(last_day(value))
    return day.year * 12 + day.month
