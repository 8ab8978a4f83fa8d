"""Read the table of a State's human-rights action plan: measures by number, with form, time line and those responsible.

Guarantees: a measure keeps its number as printed and the section it stands under; the deadline is the last day of its
time line, and is left out where the time line names none ("permanently").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates, last_day
from hrgraph.extraction.facts.tables import Table
from hrgraph.models import Document, PlannedMeasure

_NUMBER_COLUMN = re.compile(r"^\s*(?:nos?|nr|n|item|s/n)\b|^\s*(?:\N{NUMERO SIGN}|\#|no\s?p/?p)", re.IGNORECASE)
_MEASURE_COLUMN = re.compile(
    r"\bevents?\b|\bmeasures?\b|\bactivit(?:y|ies)\b|\bactions?\b|\btasks?\b|\bname\b", re.IGNORECASE
)
_FORM_COLUMN = re.compile(
    r"\bform\b|\bcompletion\b|\boutcome\b|\bresults?\b|\bindicators?\b|\boutputs?\b", re.IGNORECASE
)
_TIME_COLUMN = re.compile(
    r"\btime\s?(?:line|frame|table)s?\b|\bdeadlines?\b|\bterms?\b|\bdates?\b|\bperiod\b|\bdue\b|\bimplementation\s+time\b",
    re.IGNORECASE,
)
_RESPONSIBLE_COLUMN = re.compile(
    r"\bresponsib\w*|\bperformers?\b|\bexecut\w+|\bimplement(?:ing|ers?)\b|\bagenc(?:y|ies)\b|\bbodies\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?P<no>\d{1,3}(?:\.\d{1,3}){0,3})\.?")

_YEAR = r"(?P<{}>20\d\d)"
_ORDINALS = {
    "first": 1, "1st": 1, "i": 1, "1": 1, "second": 2, "2nd": 2, "ii": 2, "2": 2,
    "third": 3, "3rd": 3, "iii": 3, "3": 3, "fourth": 4, "4th": 4, "iv": 4, "4": 4,
}  # fmt: skip
_ORDINAL = r"(?P<{}>first|second|third|fourth|1st|2nd|3rd|4th|iv|i{{1,3}}|[1-4])"
_PART_OF_YEAR = re.compile(
    rf"""
      \b{_ORDINAL.format("half")}\s+half(?:[ -]year)?\s+(?:of\s+)?{_YEAR.format("half_year")}
    | \b{_ORDINAL.format("quarter")}\s+quarter\s+(?:of\s+)?{_YEAR.format("quarter_year")}
    | \bQ\s?(?P<q>[1-4])[\s,]+(?:of\s+)?{_YEAR.format("q_year")}
    """,
    re.VERBOSE | re.IGNORECASE,
)
_RANGE_OF_YEARS = re.compile(r"\b20\d\d\s*[-\N{EN DASH}]\s*(?P<last>20\d\d)\b")


def find_planned_measures(document: Document, tables: Iterable[Table]) -> list[PlannedMeasure]:
    """Return the measures of the action plans among the tables, in text order.

    Args:
        tables: The tables of the document, as `find_tables` returns them.
    """
    state = document.state
    found: list[PlannedMeasure] = []
    for table in tables:
        number, measure = table.column(_NUMBER_COLUMN), table.column(_MEASURE_COLUMN)
        time, responsible = table.column(_TIME_COLUMN), table.column(_RESPONSIBLE_COLUMN)
        if state is None or None in (number, measure, time, responsible):
            continue
        section = ""
        for row in table.rows:
            if row.is_section:
                section = row.cells[0].text
                continue
            no = _NUMBER.fullmatch(row.cell(number).text)
            if not no:
                continue
            timeline = row.cell(time).text
            anchor = build_anchor(document, row.start, row.end, rule="plan.table")
            found.append(
                PlannedMeasure(
                    state, no["no"], section, row.cell(measure).text, timeline, anchor,
                    row.cell(table.column(_FORM_COLUMN)).text or None, _deadline(timeline),
                    tuple(_split_bodies(row.cell(responsible).text)),
                )  # fmt: skip
            )
    return found


def _deadline(timeline: str) -> str | None:
    """Return the last day that a time line names: of "1st half of 2022", 30 June; of "2021-2023", 31 December 2023."""
    days = [last_day(date.value) for date in find_dates(timeline)]
    days += [last_day(match["last"]) for match in _RANGE_OF_YEARS.finditer(timeline)]
    for match in _PART_OF_YEAR.finditer(timeline):
        year = match["half_year"] or match["quarter_year"] or match["q_year"]
        ordinal = _ORDINALS[(match["half"] or match["quarter"] or match["q"]).lower()]
        months = min(ordinal, 2) * 6 if match["half_year"] else ordinal * 3
        # "second half of 2022" also holds the year 2022, whose last day is not meant.
        days = [day for day in days if day != f"{year}-12-31"]
        days.append(last_day(f"{year}-{months:02d}"))
    return max(days, default=None)


def _split_bodies(printed: str) -> list[str]:
    """Return the bodies of a list, as printed.

    A comma in brackets parts nothing, nor does one between words in small letters ("mayors of the capital, of towns").
    """
    depth = 0
    cuts = [-1]
    for position, character in enumerate(printed):
        depth += (character == "(") - (character == ")")
        if character in ",;" and depth <= 0:
            cuts.append(position)
    bodies: list[str] = []
    for start, end in pairwise([*cuts, len(printed)]):
        name = printed[start + 1 : end].strip(" .")
        if not name:
            continue
        if bodies and not any(c.isupper() for c in name + bodies[-1].split("(")[0]):
            bodies[-1] = f"{bodies[-1]}, {name}"
        else:
            bodies.append(name)
    return bodies
