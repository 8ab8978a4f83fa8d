"""Show what a build did: a short table for people, JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hrgraph.assembly import BuiltGraph

_NOTHING = "Nothing was published: no document could be used. A store that was there before is as it was."


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        documents: Sorted by identifier.
        problems: Messages about sources that were not used; empty when all went well.
        warnings: Messages about what a person should know though all went well.
        reused: How many sources had not changed, so that what an earlier build made of them was used.
        sources: Paths of the files that were to be read.
        version: Name of the version that is served now; "" where nothing was published.
        triples: Of the whole graph that is served.
    """

    documents: tuple[BuiltGraph, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    reused: int = 0
    sources: tuple[str, ...] = ()
    version: str = ""
    triples: int = 0


def report_record(report: BuildReport) -> dict[str, Any]:
    """Return a report as JSON values. Files go by their names: it is published, and their folders are nobody's business."""
    folders = sorted({source.removesuffix(Path(source).name) for source in report.sources} - {""}, key=len, reverse=True)

    def without_folders(message: str) -> str:
        for folder in folders:
            message = message.replace(folder, "")
        return message

    return {
        "version": report.version,
        "triples": report.triples,
        "reused": report.reused,
        "problems": [without_folders(problem) for problem in report.problems],
        "warnings": [without_folders(warning) for warning in report.warnings],
        "documents": [
            {
                "document": document.identifier, "source": Path(document.source).name, "triples": document.served.triples,
                "statements": document.statements, "facts": document.facts, "unresolved": document.unresolved,
                "quarantined": document.quarantined, "quarantined_records": document.quarantined_records,
                "furniture_lines": document.coverage.furniture_lines if document.coverage else None,
                "unplaced_words": document.coverage.unplaced_words if document.coverage else None,
                "refused": document.refused or None, "warnings": list(document.warnings),
            }
            for document in report.documents
        ],
    }  # fmt: skip


def format_report(report: BuildReport) -> str:
    """Return a report as a short table for people."""
    if not report.documents:
        return _NOTHING
    header = ("document", "statements", "recommendations", "facts", "citations", "unresolved", "quarantined")
    rows = [
        (
            document.identifier,
            sum(document.statements.values()),
            document.statements["recommendation"],
            sum(document.facts.values()) - document.facts["citation"],
            document.facts["citation"],
            sum(document.unresolved.values()),
            document.quarantined_records,
        )
        for document in report.documents
    ]
    if len(rows) > 1:
        rows.append(("all", *(sum(column) for column in list(zip(*rows, strict=True))[1:])))
    texts = [header, *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[index]) for row in texts) for index in range(len(header))]
    lines = [
        "  ".join(
            cell.rjust(width) if index else cell.ljust(width) for index, (cell, width) in enumerate(zip(row, widths))
        )
        for row in texts
    ]
    lines += _not_read(report)
    lines += _most_common("Unresolved", (document.unresolved for document in report.documents))
    lines += _most_common("Quarantined, by shape", (document.quarantined for document in report.documents))
    if report.reused:
        lines.append(f"{report.reused} sources had not changed and were not read again.")
    lines.append(f"Published version {report.version}: {report.triples} triples." if report.version else _NOTHING)
    return "\n".join(lines)


def _not_read(report: BuildReport) -> list[str]:
    """Return what of each text no rule reads, where there is any."""
    covered = [(document.identifier, document.coverage) for document in report.documents if document.coverage]
    rows = [
        f"  {coverage.furniture_lines:5} lines of page furniture, {coverage.unplaced_words:5} words in no block  {name}"
        for name, coverage in covered
        if coverage.furniture_lines or coverage.unplaced_words
    ]
    return ["Not read:", *rows] if rows else []


def _most_common(title: str, parts: Iterable[dict[str, int]]) -> list[str]:
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(part)
    return [f"{title}:", *(f"  {count:5}  {what}" for what, count in counts.most_common(12))] if counts else []
