"""Whole answers of queries as SQLite files, from which rows are picked by the values of parameters and by words.

    KEY.sqlite      KEY: digest of the query's text, so that a program with another query never reads it

    answer          a row of the answer a row, in its order: its line (see `pages`), and the cell of each key column
    facet           each value of the columns that have several in a cell, under a name, with the number of the row
    searched        full-text index (FTS5) under the same row numbers; the words themselves are not in it
    about           the header line and the number of rows

A file is written once and never changed. What cannot be read is as if it were not there: the engine is asked.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from hrgraph.facets import values_of
from hrgraph.pages import TSV, Page
from hrgraph.search import ANY_WORD_BREAK, fold_words

_LAYOUT = "2"
_ROWS_AT_ONCE = 2000
_LOG = logging.getLogger(__name__)


def table_name(text: str) -> str:
    """Return the name of the file that has the whole answer to a query."""
    return hashlib.sha256(f"{_LAYOUT}\n{text}".encode()).hexdigest()[:24] + ".sqlite"


class AnswerTable:
    """The whole answer to a query, open for reading; any number of threads may use it."""

    def __init__(self, path: Path) -> None:
        """Open a file that `write_table` wrote.

        Raises:
            OSError: It is not there, or cannot be read.
        """
        if not path.is_file():
            raise FileNotFoundError(path)
        self._path = path
        self._lock = threading.Lock()
        try:
            self._file = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._head, self._rows = self._file.execute("SELECT head, rows FROM about").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise OSError(f"{path}: not a table of answers ({error})") from error

    def page(
        self,
        cells: Mapping[str, str],
        *,
        among: Mapping[str, str] | None = None,
        words: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Page:
        """Return the rows that have some cells, in the order of the answer; those found by words, the best first.

        Args:
            cells: Name of a key column -> its cell.
            among: Name of a facet -> a value of it.
            words: An expression of FTS5 over folded words.

        Raises:
            OSError: The file is damaged.
        """
        found, conditions, values = "answer", [f'"key_{name}" = ?' for name in cells], list(cells.values())
        order = "row"
        for name, value in (among or {}).items():
            conditions.append("row IN (SELECT row FROM facet WHERE name = ? AND value = ?)")
            values += [name, value]
        if words is not None:
            found, order = "searched JOIN answer ON row = searched.rowid", "bm25(searched), row"
            conditions, values = ["searched MATCH ?", *conditions], [words, *values]
        chosen = f"FROM {found}" + (f" WHERE {' AND '.join(conditions)}" if conditions else "")
        try:
            with self._lock:
                total = self._rows
                if conditions:
                    ((total,),) = self._file.execute(f"SELECT COUNT(*) {chosen}", values)
                lines = self._file.execute(
                    f"SELECT line {chosen} ORDER BY {order} LIMIT ? OFFSET ?",
                    [*values, -1 if limit is None else limit, offset],
                ).fetchall()
        except sqlite3.Error as error:
            raise OSError(f"{self._path}: this table of answers is damaged ({error})") from error
        return Page(total, self._head, tuple(line for (line,) in lines))


def open_table(path: Path) -> AnswerTable | None:
    """Return the whole answer in a file, or None where there is none that can be read."""
    try:
        return AnswerTable(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        _LOG.warning("%s. The query is asked of the graph instead; build the store again.", error)
        return None


def write_table(
    path: Path,
    answer: ox.QuerySolutions,
    *,
    keys: Sequence[str] = (),
    searched: Sequence[str] = (),
    among: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Write the whole answer to a query as a file, which is there only when it is whole.

    Args:
        keys: Columns by whose cells rows are picked.
        searched: Columns whose words are searched; empty for no full-text index.
        among: Name of a facet -> columns that have several values in a cell, by each of which rows are picked.

    Raises:
        OSError: The file cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    try:
        # Nothing reads the file before it is whole, so it needs no journal.
        file = sqlite3.connect(partial, isolation_level=None)
        try:
            _fill(file, answer, keys, searched, among or {})
        finally:
            file.close()
        os.replace(partial, path)
    except sqlite3.Error as error:
        raise OSError(f"{path}: the table cannot be written ({error})") from error
    finally:
        partial.unlink(missing_ok=True)


def _fill(
    file: sqlite3.Connection,
    answer: ox.QuerySolutions,
    keys: Sequence[str],
    searched: Sequence[str],
    among: Mapping[str, Sequence[str]],
) -> None:
    columns = "".join(f', "key_{name}" TEXT' for name in keys)
    for statement in (
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        "BEGIN",
        "CREATE TABLE about (head BLOB, rows INTEGER)",
        f"CREATE TABLE answer (row INTEGER PRIMARY KEY, line BLOB{columns})",
        "CREATE TABLE facet (name TEXT, value TEXT, row INTEGER)",
    ):
        file.execute(statement)
    if searched:
        file.execute(
            "CREATE VIRTUAL TABLE searched"
            f" USING fts5(words, content='', tokenize=\"ascii tokenchars '{ANY_WORD_BREAK}'\")"
        )
    names = [variable.value for variable in answer.variables]
    writer = _RowWriter(
        file,
        [names.index(name) for name in keys],
        [names.index(name) for name in searched],
        {facet: [names.index(name) for name in columns] for facet, columns in among.items()},
    )
    answer.serialize(writer, TSV)
    file.execute("INSERT INTO about VALUES (?, ?)", writer.finish())
    file.execute("CREATE INDEX by_facet ON facet (name, value, row)")
    for name in keys:
        file.execute(f'CREATE INDEX "by_{name}" ON answer ("key_{name}")')
    for statement in ("COMMIT", "PRAGMA analysis_limit = 1000", "ANALYZE"):
        file.execute(statement)


class _RowWriter:
    """Takes an answer in pieces, as the engine writes it, and puts its rows into a table: memory stays small."""

    def __init__(
        self, file: sqlite3.Connection, keys: Sequence[int], searched: Sequence[int], among: Mapping[str, Sequence[int]]
    ) -> None:
        self._file, self._keys, self._searched, self._among = file, keys, searched, among
        self._insert = f"INSERT INTO answer VALUES (?, ?{', ?' * len(keys)})"
        self._rest = b""
        self._lines: list[bytes] = []
        self._head: bytes | None = None
        self._rows = 0

    def write(self, piece: bytes) -> int:
        *lines, self._rest = (self._rest + piece).split(b"\n")
        self._lines += lines
        if len(self._lines) > _ROWS_AT_ONCE:
            self._flush()
        return len(piece)

    def flush(self) -> None:
        """For the engine, which calls it; `finish` writes what is left."""

    def finish(self) -> tuple[bytes, int]:
        """Write what is left; return the header and the number of rows."""
        self._flush()
        return self._head or b"", self._rows

    def _flush(self) -> None:
        if self._head is None and self._lines:
            self._head = self._lines.pop(0)
        rows = [(line, line.split(b"\t")) for line in self._lines]
        first = self._rows + 1
        self._file.executemany(
            self._insert,
            (
                (row, line, *(cells[key].decode() for key in self._keys))
                for row, (line, cells) in enumerate(rows, first)
            ),
        )
        if self._searched:
            texts = (f" {ANY_WORD_BREAK} ".join(self._texts(cells, self._searched)) for _, cells in rows)
            self._file.executemany(
                "INSERT INTO searched (rowid, words) VALUES (?, ?)",
                ((row, " ".join(fold_words(text))) for row, text in enumerate(texts, first)),
            )
        self._file.executemany(
            "INSERT INTO facet VALUES (?, ?, ?)",
            (
                (facet, value, row)
                for row, (_, cells) in enumerate(rows, first)
                for facet, columns in self._among.items()
                for value in sorted({value for text in self._texts(cells, columns) for value in values_of(text)})
            ),
        )
        self._rows += len(rows)
        self._lines = []

    def _texts(self, cells: Sequence[bytes], columns: Sequence[int]) -> Iterator[str]:
        for column in columns:
            if cells[column]:
                yield json.loads(cells[column], strict=False)  # a plain string is written as JSON writes it
