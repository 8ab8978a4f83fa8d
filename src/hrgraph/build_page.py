"""Show the record of a build as a page: what was read, what was found, what was not resolved or not served, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

_STYLE = """
body { font-family: system-ui, sans-serif; max-width: 78rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5;
  color: #1a1a1a; background: #fff }
table { border-collapse: collapse; margin: 0.5rem 0 1.5rem; display: block; overflow-x: auto }
caption { text-align: left; color: #555 }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid #ddd }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e6; background: #161616 } th, td { border-color: #444 } caption { color: #aaa }
}
"""
_COLUMNS = ("Document", "Statements", "Recommendations", "Facts", "Citations", "Unresolved", "Quarantined", "Unread words", "Source")


def report_page(record: Mapping[str, Any]) -> str:
    """Return a page without scripts.

    Args:
        record: As `build_report.report_record` makes it and `Store.report` returns it.
    """
    documents: Sequence[Mapping[str, Any]] = record["documents"]
    rows = [_row(document) for document in documents]
    totals = ["All", *(sum(row[column] for row in rows) for column in range(1, len(_COLUMNS) - 1)), ""]
    reused = f", {record['reused']} of them unchanged since the build before" if record["reused"] else ""
    published = f"Version {record['version']}: {record['triples']} triples." if record["version"] else "Nothing was published."
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Build report · hrgraph</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>
<body>
<h1>Build report</h1>
<p>{escape(published)} {len(documents)} documents{reused}.</p>
{_messages("Sources that were not used", record["problems"])}
{_messages("Warnings", record["warnings"])}
<h2>Documents</h2>
{_table(_COLUMNS, [totals, *rows] if len(rows) > 1 else rows)}
{_counts("Unresolved, by reason", "What, and why not", [(one["document"], one["unresolved"]) for one in documents])}
{_counts("Quarantined, by shape", "Shape", [(one["document"], one["quarantined"]) for one in documents])}
{_refused(documents)}
{_notes(documents)}
</body></html>
"""


def _row(document: Mapping[str, Any]) -> list[Any]:
    statements, facts = document["statements"], document["facts"]
    return [
        document["document"],
        sum(statements.values()),
        statements["recommendation"],
        sum(facts.values()) - facts["citation"],
        facts["citation"],
        sum(document["unresolved"].values()),
        document["quarantined_records"],
        document["unplaced_words"] or 0,
        document["source"],
    ]


def _table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    rows = list(rows)
    numeric = [all(isinstance(row[column], int) for row in rows) for column in range(len(header))]
    marks = [' class="n"' if one else "" for one in numeric]
    head = "".join(f'<th scope="col"{mark}>{escape(name)}</th>' for name, mark in zip(header, marks, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{mark}>{escape(str(cell))}</td>" for cell, mark in zip(row, marks, strict=True)) + "</tr>\n"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _counts(title: str, what: str, parts: Iterable[tuple[str, Mapping[str, int]]]) -> str:
    """Return a table of counts by reason, with the documents that have most of each."""
    counts: Counter[str] = Counter()
    places: dict[str, Counter[str]] = {}
    for document, reasons in parts:
        counts.update(reasons)
        for reason, count in reasons.items():
            places.setdefault(reason, Counter())[document] += count
    if not counts:
        return f"<h2>{escape(title)}</h2>\n<p>None.</p>"
    rows = [
        (reason, count, ", ".join(f"{document} ({number})" for document, number in places[reason].most_common(5)))
        for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return f"<h2>{escape(title)}</h2>\n{_table((what, 'Count', 'Most of them in'), rows)}"


def _messages(title: str, messages: Sequence[str]) -> str:
    if not messages:
        return ""
    return f"<h2>{escape(title)}</h2>\n<ul>{''.join(f'<li>{escape(message)}</li>' for message in messages)}</ul>"


def _refused(documents: Iterable[Mapping[str, Any]]) -> str:
    return _messages("Documents of which nothing is served", [f"{one['document']}: {one['refused']}" for one in documents if one["refused"]])


def _notes(documents: Iterable[Mapping[str, Any]]) -> str:
    return _messages("Remarks on documents", [f"{one['document']}: {remark}" for one in documents for remark in one["warnings"]])
