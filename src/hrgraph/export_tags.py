"""Fill the fields of exported records that say what a recommendation is about, and say who says so.

Guarantees: where a source classes a recommendation, its concepts stand in the field and "source" in `tagged_by`; where
none does, machine tags stand there, their method and version in `tagged_by`, and their scores in `tag_scores`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# Fields that any source may give to a recommendation that it shares with others.
CLASSED_UNDER = ("themes", "issues", "persons", "sdgs")
ACTION = "action_category"
ADDED = ("tagged_by", "tag_scores")
SOURCE = "source"

# Records of the export query `tags`, by field.
ByField = Mapping[str, Sequence[Mapping[str, Any]]]
Tags = Mapping[str, ByField]


def group_tags(records: Iterable[Mapping[str, Any]], wholes: Mapping[str, str]) -> Tags:
    """Return machine tags by recommendation and field, the surest first.

    Args:
        records: Of the export query `tags`.
        wholes: Of each row of a table, the recommendation that it is.
    """
    found: dict[str, dict[str, list[Mapping[str, Any]]]] = {}
    for record in sorted(records, key=lambda record: (-record["score"], record["label"])):
        iri = wholes.get(record["iri"], record["iri"])
        found.setdefault(iri, {}).setdefault(record["field"], []).append(record)
    return found


def add_tags(record: Mapping[str, Any], tags: ByField, fields: Sequence[str]) -> dict[str, Any]:
    """Return a record with what machine tags say in fields where no source says anything, and with the fields `ADDED`.

    Args:
        tags: Of the recommendation.
        fields: To fill, and to tell of.
    """
    filled = dict(record)
    tagged_by: dict[str, str | None] = {}
    scores: dict[str, dict[str, float]] = {}
    for field in fields:
        given = tags.get(field, ())
        if record[field] or not given:
            tagged_by[field] = SOURCE if record[field] else None
            continue
        values = [tag["label"] if tag["number"] is None else tag["number"] for tag in given]
        filled[field] = values[0] if field == ACTION else sorted(values)
        tagged_by[field] = given[0]["method"]
        scores[field] = {str(value): tag["score"] for value, tag in zip(values, given, strict=True)}
    return filled | {"tagged_by": tagged_by, "tag_scores": scores}
