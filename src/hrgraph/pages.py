"""Answers as pages of rows in SPARQL's tab-separated form, which keeps every term as it is, and a memory for them.

SPARQL 1.1 Query Results CSV and TSV Formats, section 4: a header, then a line a row; line breaks and tabs in terms are
escaped.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import pyoxigraph as ox

TSV = ox.QueryResultsFormat.TSV
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of an answer.

    Attributes:
        total: Rows of the whole answer.
        head: The header line, without its line break.
        lines: The rows, each without its line break, in UTF-8.
    """

    total: int
    head: bytes
    lines: tuple[bytes, ...]

    @classmethod
    def of_answer(cls, answer: ox.QuerySolutions) -> Page:
        """Return the whole answer of an engine."""
        head, *lines = answer.serialize(format=TSV).split(b"\n")
        return cls(len(lines) - 1, head, tuple(lines[:-1]))

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return sum(map(len, self.lines)) + 50 * len(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def part(self, limit: int | None, offset: int) -> Page:
        """Return some of the rows: `limit` at most, without the first `offset`."""
        end = None if limit is None else offset + limit
        return Page(self.total, self.head, tuple(islice(self.lines, offset, end)))

    def solutions(self) -> ox.QuerySolutions:
        """Return the rows as an engine gives them, to be read or serialized in a SPARQL format."""
        return ox.parse_query_results(b"\n".join([self.head, *self.lines, b""]), format=TSV)


def cell_of(term: ox.NamedNode | ox.Literal) -> str:
    """Return a term as it stands in a line.

    >>> cell_of(ox.Literal(3)), cell_of(ox.Literal("KAZ"))
    ('3', '"KAZ"')
    """
    written = ox.parse_query_results(f"?x\n{term}\n".encode(), format=TSV).serialize(format=TSV)
    return written.split(b"\n")[1].decode()


class AnswerCache:
    """Answers that were given lately, of one version of the data; any number of threads may use it at once."""

    def __init__(self, most_bytes: int = 64 * 2**20) -> None:
        """Set how many bytes of answers are remembered; one that is larger than a quarter of it is not."""
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """Return what is remembered under a key, or else make it and remember it.

        Args:
            size: Gives the bytes that a value takes.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        value = make()
        taken = size(value)
        if taken <= self._most_bytes // 4:
            with self._lock:
                self._bytes += taken - self._kept.pop(key, (None, 0))[1]
                self._kept[key] = (value, taken)
                while self._bytes > self._most_bytes:
                    self._bytes -= self._kept.popitem(last=False)[1][1]
        return value
