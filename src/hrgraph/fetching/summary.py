"""Tell what became of a fetch: a table for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from hrgraph.fetching.documents import Outcome

_HEADINGS = ("symbol", "result", "file", "bytes", "remark")


def format_table(outcomes: Sequence[Outcome]) -> str:
    """Return a table with a line for each document, and how many came."""
    rows = [_HEADINGS, *(_cells(outcome) for outcome in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]  # the last one may be long
    rows.insert(1, tuple("-" * width for width in (*widths, len(_HEADINGS[-1]))))
    lines = ["  ".join((*(cell.ljust(width) for cell, width in zip(row, widths)), row[-1])).rstrip() for row in rows]
    counts = ", ".join(f"{count} {result}" for result, count in count_results(outcomes).items())
    return "\n".join((*lines, f"({counts})")) + "\n"


def format_json(outcomes: Sequence[Outcome]) -> str:
    """Return a JSON object: how many came, and a record for each document (absent = null)."""
    documents = [
        {
            "symbol": outcome.wanted.symbol,
            "language": outcome.wanted.language,
            "format": outcome.wanted.form,
            "result": outcome.result,
            "remark": outcome.remark or None,
            "record": asdict(outcome.record) if outcome.record else None,
        }
        for outcome in outcomes
    ]
    return json.dumps({**count_results(outcomes), "documents": documents}, ensure_ascii=False, indent=1) + "\n"


def format_line(outcome: Outcome) -> str:
    """Return what became of one document in a line."""
    record = outcome.record
    what = f"{outcome.result}, {record.size:,} bytes, {record.file}" if record else outcome.result
    return f"{outcome.wanted.symbol}: {what}" + (f": {outcome.remark}" if outcome.remark else "")


def count_results(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """Return how many documents were fetched, were there, and failed."""
    return {result: sum(outcome.result == result for outcome in outcomes) for result in ("fetched", "there", "failed")}


def _cells(outcome: Outcome) -> tuple[str, ...]:
    record = outcome.record
    file, size = (record.file, str(record.size)) if record else ("", "")
    return outcome.wanted.symbol, outcome.result, file, size, outcome.remark
