"""Recommendations that people have classified, read from the corpus: UPR Info's tables and OHCHR's thematic lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hrgraph.errors import InputError
from hrgraph.models import Scheme
from hrgraph.reading import read_document
from hrgraph.reading.csv_cells import match_delimiter, parse_csv
from hrgraph.reading.upr_info import find_columns, is_recommendation_table, read_recommendation_table
from hrgraph.schemes import load_scheme

_CELL_LINE = "\N{LINE SEPARATOR}"
_LISTS: dict[str, Scheme] = {"SDGs:": "sdg", "Affected persons:": "affected-group"}


@dataclass(frozen=True, slots=True)
class Example:
    """A recommendation as UPR Info classified it.

    Attributes:
        state: State under review, as printed.
        action: "1" to "5".
        issues: As the scheme spells them.
    """

    text: str
    state: str
    session: int
    action: str
    issues: frozenset[str]


@dataclass(frozen=True, slots=True)
class ListedExample:
    """A recommendation as OHCHR's thematic list classifies it: concepts by scheme, as the schemes spell them."""

    text: str
    state: str
    concepts: dict[Scheme, frozenset[str]]


def read_examples(corpus: Path) -> list[Example]:
    """Return the rows of every UPR Info table below a folder, in the order of file names and rows.

    Raises:
        InputError: There is no such table, or one cannot be read.
    """
    tables = [(path, path.read_bytes()) for path in sorted(corpus.rglob("*.csv"))]
    tables = [(path, data) for path, data in tables if is_recommendation_table(data)]
    if not tables:
        raise InputError(str(corpus), "no UPR Info table (CSV) was found below it.", advice="Give the corpus's folder.")
    return [example for path, data in tables for example in _read_rows(path, data)]


def _read_rows(path: Path, data: bytes) -> Iterable[Example]:
    text = read_recommendation_table(data, path.name).text
    rows = parse_csv(text, match_delimiter(text) or ",")
    columns = find_columns(next(rows)) or {}
    if not {"action", "issues"} <= columns.keys():
        return
    scheme = load_scheme("upr-info-issues")
    for row in rows:
        if len(row) <= max(columns.values()):
            continue
        cell = {name: row[place].value.strip() for name, place in columns.items()}
        issues = {concept.label for name in cell["issues"].split(",") if (concept := scheme.match(name))}
        if cell["text"] and issues and cell["action"] in {"1", "2", "3", "4", "5"} and cell["session"].isdigit():
            yield Example(cell["text"], cell["state"], int(cell["session"]), cell["action"], frozenset(issues))


def read_listed_examples(corpus: Path) -> list[ListedExample]:
    """Return the recommendations of every thematic list (DOCX) below a folder, in the order of file names and rows.

    Raises:
        InputError: A DOCX file cannot be read.
    """
    found = []
    for path in sorted(corpus.rglob("*.docx")):
        document = read_document(path)
        if document.kind == "ThematicList":
            found += [example for row in document.text.split("\n") if (example := _listed(row, document.state or ""))]
    return found


def _listed(row: str, state: str) -> ListedExample | None:
    cells = row.split("\t")
    if len(cells) < 3 or not cells[0][:1].isdigit() or not cells[2].strip():
        return None
    number, _, text = cells[0].split(_CELL_LINE)[0].partition(" ")
    concepts: dict[Scheme, set[str]] = {"ohchr-theme": set(), "sdg": set(), "affected-group": set()}
    scheme: Scheme = "ohchr-theme"
    for line in cells[2].split(_CELL_LINE):
        printed = line.strip().removeprefix("-").strip()
        if printed in _LISTS:
            scheme = _LISTS[printed]
        elif scheme == "sdg":
            concepts[scheme].add(printed.split(" ")[0])
        elif (concept := load_scheme(scheme).match(printed)) is not None:
            concepts[scheme].add(concept.label)
    if not text or not number:
        return None
    return ListedExample(text, state, {name: frozenset(labels) for name, labels in concepts.items()})
