"""The recommendations of the labelled reports of the working group, where they stand beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_gold import SHARED, check, pytestmark, scores

from hrgraph.extraction.review.working_group import find_working_group
from hrgraph.reading import read_document
from hrgraph.registry import load_registry

__all__ = ["pytestmark"]
FIGURES = ("number_precision", "number_recall", "number_f1", "text_same", "states_same", "position_same")


def test_recommendations(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Extraction alone: the export of a store says the same, and building one of all reports takes a minute."""
    registry = load_registry()
    path = tmp_path / "recommendations.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for file in sorted((SHARED / "corpus" / "working-group").glob("*.pdf")):
            document = read_document(file)
            found = find_working_group(document, registry)
            positions = {position.number: position.value for position in found.positions}
            for item in (statement for statement in found.statements if statement.number):
                year = found.facts[0].review_date[:4]
                row = {"number": item.number, "quote": item.anchor.quote, "issuers": item.issuers, "state": item.addressee}
                out.write(json.dumps(row | {"year": int(year), "position": positions.get(item.number)}) + "\n")
    gold = SHARED / "gold" / "working-group.jsonl"
    check(request, "working-group", scores("numbers", str(gold), str(path)), FIGURES)
