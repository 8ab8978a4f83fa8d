"""Cut the torn table of reports to treaty bodies into its entries: bodies, dates, dashes, follow-up, status.

The table has a row for each treaty body (and protocol), and columns for the latest report, the latest concluding
observations, the follow-up response and the reporting status. Extraction leaves its cells in runs of lines. An entry
of several lines is one entry here; the words of the header are left out, but for the place of "Reporting status".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from hrgraph.dates import find_dates
from hrgraph.extraction.facts.masking import masked_text
from hrgraph.models import Document
from hrgraph.registry import Registry
from hrgraph.text import collapse

Kind = Literal["body", "date", "dash", "follow-up", "status", "status header"]

_HEADING = re.compile(r"^[ \t]*Treaty\s+bod(?:y|ies)(?=[\s\d])", re.MULTILINE)
_HEADED = re.compile(r"\b(?:Latest|Last|Concluding)\b")
_BELOW = re.compile(r"^[ \t]*(?:\d{1,3}\.(?:[ \t]|$)|[A-Z]\.[ \t]+[A-Z][a-z]|Standing\s+invitation)", re.MULTILINE)
_LONGEST_TABLE = 3000
# Rows begin with acronyms and short names ("HR Committee"), not with names in full.
_LONGEST_NAME = 30
_HEADER_WORDS = frozenset(
    "treaty body bodies latest last report reports submitted and considered concluding observations follow up response"
    " responses reporting status since included in previous review the".split()
)
_STATUS_HEADER = re.compile(r"reporting\s+status", re.IGNORECASE)
_DASH = re.compile(r"[-\N{EN DASH}\N{EM DASH}](?!\S)")
_STATUS = re.compile(
    r"""
    (?: (?:the\s+)?(?:combined|consolidated|common|periodic|special)\b
      | (?:initial|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth
          |fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twent(?:y|ieth)[\w-]*)\b
      | \d{1,2}(?:st|nd|rd|th)\b
      | information\s+to\s+be | report | next\s+report | no\s+report | review(?:ed)?\b | list\s+of\s+issues
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FOLLOW_UP = re.compile(r"(?:over)?due\b|received\b|submitted\b|response\b|requested\b|provided\b", re.IGNORECASE)
# How the line of an entry ends that goes on below.
_OPEN_END = re.compile(
    r"(?:\b(?:since|in|by|due|overdue|received|submitted|for|and|to|of|from|until|the|on|as)|,"
    r"|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\.?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the table: `document.text[start:end]`.

    Attributes:
        value: Code of the body (of the protocol, for a row of one), date in ISO 8601, or the words.
        run: Ordinal of the run of lines, parted by blank ones, that it stands in.
        line: Ordinal of its first line.
    """

    kind: Kind
    value: str
    start: int
    end: int
    run: int
    line: int


def find_reporting_entries(document: Document, registry: Registry) -> tuple[list[Entry], bool]:
    """Return the entries of the table, in text order, and whether it has the form of the second cycle.

    That form has a column more, for the observations that the previous review included. No table, no entries.
    """
    for heading in _HEADING.finditer(document.text):
        below = _BELOW.search(document.text, heading.end(), heading.start() + _LONGEST_TABLE)
        end = below.start() if below else min(len(document.text), heading.start() + _LONGEST_TABLE)
        text = document.text[heading.start() : end]
        if _HEADED.search(text):
            entries = _Reader(document, registry, heading.start(), end).read()
            if any(entry.kind == "body" for entry in entries):
                return entries, bool(re.search(r"previous\s+review", text))
    return [], False


@lru_cache(maxsize=8)
def _bodies(registry: Registry) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the names that begin a row, and their codes: treaty bodies, and protocols reported on."""
    codes: dict[str, str] = {}
    alternatives: set[str] = set()
    for entry in registry.of_kind("OptionalProtocol", "TreatyBody"):
        for name in (entry.code, *entry.names):
            if len(name) <= _LONGEST_NAME:
                codes[re.sub(r"\W", "", name)] = entry.code
                alternatives.add(r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", name)))
    ordered = sorted(alternatives, key=lambda alternative: (-len(alternative), alternative))
    return re.compile(rf"(?:{'|'.join(ordered) or '(?!)'})(?![\w-])"), codes


class _Reader:
    """Cuts lines into entries; remembers the entry that the next line may go on with."""

    def __init__(self, document: Document, registry: Registry, start: int, end: int) -> None:
        self.text = masked_text(document, start, end)
        self.start = start
        self.bodies, self.codes = _bodies(registry)
        self.entries: list[Entry] = []
        self.beside = False

    def read(self) -> list[Entry]:
        run = 0
        for number, line in enumerate(re.finditer(r"[^\n]*(?:\n|$)", self.text)):
            words = line.group().strip()
            if not words:
                run += 1
                self.beside = False
                continue
            if not set(re.findall(r"[a-z]+", words.lower())) - _HEADER_WORDS and words[0].isalpha():
                if _STATUS_HEADER.search(words):
                    self._add("status header", words, line.start(), line.start() + len(words), run, number)
                self.beside = False
                continue
            self._read_line(line.start(), line.start() + len(line.group().rstrip()), run, number)
            self.beside = True
        return self.entries

    def _add(self, kind: Kind, value: str, start: int, end: int, run: int, line: int) -> None:
        self.entries.append(Entry(kind, value, self.start + start, self.start + end, run, line))

    def _read_line(self, position: int, end: int, run: int, line: int) -> None:
        first = True
        while position < end:
            if self.text[position].isspace():
                position += 1
                continue
            if first and self._goes_on(position):
                self._lengthen(end)
                return
            body = self.bodies.match(self.text, position, end) if first else None
            dash = _DASH.match(self.text, position, end)
            dates = find_dates(self.text[position:end])
            if body:
                self._add("body", self.codes[re.sub(r"\W", "", body.group())], *body.span(), run, line)
                position = body.end()
            elif dates and dates[0].start == 0:
                self._add("date", dates[0].value, position, position + dates[0].end, run, line)
                position += dates[0].end
            elif dash:
                self._add("dash", "-", *dash.span(), run, line)
                position = dash.end()
            else:
                position = self._read_words(position, end, run, line)
            first = False

    def _read_words(self, position: int, end: int, run: int, line: int) -> int:
        """Read a follow-up or a status, to the end of the line unless a status stands after the date of a follow-up."""
        words = self.text[position:end]
        kind: Kind | None = "follow-up" if _FOLLOW_UP.match(words) else "status" if _STATUS.match(words) else None
        dates = find_dates(words)
        if kind == "follow-up" and dates:
            rest = words[dates[0].end :]
            if _STATUS.match(rest.lstrip()):
                end = position + dates[0].end
        if kind:
            self._add(kind, collapse(self.text[position:end]), position, end, run, line)
        return end

    def _goes_on(self, position: int) -> bool:
        """Whether this line is the rest of the words on the line above."""
        if not self.beside or not self.entries or self.entries[-1].kind not in ("status", "follow-up"):
            return False
        if self.bodies.match(self.text, position):
            return False
        starts_entry = _STATUS.match(self.text, position) or _FOLLOW_UP.match(self.text, position)
        open_end = bool(_OPEN_END.search(self.entries[-1].value))
        return open_end or (self.text[position].islower() and not _DASH.match(self.text, position)) or (
            not starts_entry and self.text[position].isalpha() and not find_dates(self.text[position : position + 12])
        )  # fmt: skip

    def _lengthen(self, end: int) -> None:
        last = self.entries[-1]
        value = collapse(self.text[last.start - self.start : end])
        self.entries[-1] = Entry(last.kind, value, last.start, self.start + end, last.run, last.line)
