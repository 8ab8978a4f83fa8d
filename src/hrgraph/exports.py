"""Write what is in a store as JSON Lines, CSV or RDF. The fields come from the queries in `queries/export/`.

Guarantees: records sorted by document and place; a field that has no value is null, a list without values is []; the
same version of a store gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from hrgraph import resources, terms
from hrgraph.curated import Column, read_term
from hrgraph.engines import Engine
from hrgraph.export_tags import ACTION, ADDED, CLASSED_UNDER, Tags, add_tags, group_tags
from hrgraph.queries import read_query
from hrgraph.store import Store

RECORDS = ("statements", "recommendations", "facts")
# Fields that the hand-made labels of facts have and no document states in so many words; a reader of labels expects them.
_LABEL_FIELDS = {"participation": ("where", "status_printed", "role"), "plan": ("steps",), "review": ("noted_derived",)}
FACTS = ("participation", "competence", "followup", "plan", "review", "reporting", "noted", "implementation")


def export_records(engine: Engine, what: str) -> Iterator[dict[str, Any]]:
    """Yield the records of one of `RECORDS`, sorted by document and place.

    Raises:
        QueryError: The engine fails.
    """
    if what == "statements":
        tags = _tags(engine, {})
        for record in _sorted(_assemble(engine, "statements", key=("document", "iri"))):
            yield add_tags(record, tags.get(record["iri"], {}), CLASSED_UNDER)
    elif what == "recommendations":
        yield from _recommendations(engine)
    else:
        for fact in FACTS:
            records = _assemble(engine, fact, key=("doc", "iri")).values()
            for record in sorted(records, key=lambda record: (record["doc"], record["start"] or 0, record["iri"])):
                unknown = dict.fromkeys(_LABEL_FIELDS.get(fact, ()))
                yield {"fact": fact, **record, **unknown, **({"where": record["paragraph"]} if "where" in unknown else {})}


def fields_of(what: str) -> tuple[str, ...]:
    """Return the fields of the records of one of `RECORDS`, in order; of facts, those of every kind of fact."""
    if what == "statements":
        return (*_fields("statements"), *ADDED)
    if what == "recommendations":
        return tuple(dict.fromkeys((*_fields("statements"), *_fields("recommendations"), *ADDED)))
    return tuple(dict.fromkeys(("fact", *(name for fact in FACTS for name in (*_fields(fact), *_LABEL_FIELDS.get(fact, ()))))))


def write_records(records: Iterable[dict[str, Any]], form: str, fields: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a file of records.

    Args:
        fields: See `fields_of`; the header of a CSV file, which is written also where there are no records.
        form: "jsonl", or "csv", in which the values of a list are joined by "; ", the parts of a pair by a space, and
            what is known by name is written "name: value".
    """
    if form == "jsonl":
        for record in records:
            yield json.dumps(record, ensure_ascii=False) + "\n"
        return
    yield _csv_line(fields)
    for record in records:
        yield _csv_line(_cell(record.get(name)) for name in fields)


def write_graph(store: Store, form: str, *, graphs: Iterable[str]) -> Iterator[bytes]:
    """Yield the named graphs of a store as N-Quads ("nq"), sorted, or their triples merged as Turtle ("ttl")."""
    if form == "nq":
        for iri in sorted(graphs):
            yield store.graph(iri).lines
        return
    merged = {quad.triple for iri in graphs for quad in ox.parse(store.graph(iri).lines, format=ox.RdfFormat.N_QUADS)}
    yield ox.serialize(sorted(merged, key=str), format=ox.RdfFormat.TURTLE, prefixes=terms.PREFIXES)


def document_graphs(store: Store) -> list[str]:
    """Return the graphs of documents and those of their machine tags, without what comes of several documents."""
    return [iri for iri in store.graphs if iri not in terms.SHARED_GRAPHS]


def _recommendations(engine: Engine) -> Iterator[dict[str, Any]]:
    numbered = _assemble(engine, "recommendations", key=("document", "iri"))
    statements = _assemble(engine, "statements", key=("document", "iri"))
    wholes = {iri: record["whole"] for (iri,), record in _assemble(engine, "rows", key=("iri",)).items()}
    classed: dict[str, dict[str, list[Any]]] = {}
    for (_, iri), record in statements.items():
        given = classed.setdefault(wholes.get(iri, iri), {field: [] for field in CLASSED_UNDER})
        for field in CLASSED_UNDER:
            given[field] = sorted({*given[field], *record[field]})
    tags = _tags(engine, wholes)
    for record in _sorted({key: statements[key] | classed[key[1]] | more for key, more in numbered.items()}):
        yield add_tags(record, tags.get(record["iri"], {}), (*CLASSED_UNDER, ACTION))


def _tags(engine: Engine, wholes: Mapping[str, str]) -> Tags:
    return group_tags(_assemble(engine, "tags", key=("tag",)).values(), wholes)


def _sorted(records: dict[tuple[str, ...], dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(records.values(), key=lambda record: (record["document"], record["start"] or 0, record["iri"]))


def _assemble(engine: Engine, name: str, *, key: tuple[str, ...]) -> dict[tuple[str, ...], dict[str, Any]]:
    """Return the records of an export query: rows with the same key are one record, each with one value of one list."""
    path: Path = resources.path("queries", "export", f"{name}.rq")
    query = read_query(path)
    found: dict[tuple[str, ...], dict[str, list[Any]]] = {}
    for row in engine.query(query.text):
        values = found.setdefault(tuple(row[part].value for part in key), {column.name: [] for column in query.columns})
        for column in query.columns:
            if row[column.name] is not None:
                values[column.name].append(_read(row[column.name], column))
    return {
        identity: {column.name: _field(column, values[column.name]) for column in query.columns}
        for identity, values in found.items()
    }


def _read(term: Any, column: Column) -> Any:
    return term.value.split(" ", 1) if column.type == "pair" else read_term(term, column.type)


def _field(column: Column, values: list[Any]) -> Any:
    """Return the value of a field; of several values of what has only one, the smallest, so that runs agree."""
    if column.many:
        distinct = {json.dumps(value): value for value in values}
        return sorted(distinct.values())
    if column.type == "boolean":
        return bool(values and values[0])
    return min(values) if values else None


def _fields(name: str) -> tuple[str, ...]:
    return tuple(column.name for column in read_query(resources.path("queries", "export", f"{name}.rq")).columns)


def _csv_line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "; ".join(" ".join(part) if isinstance(part, list) else str(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_named(part)}" for name, part in value.items() if part is not None)
    return value


def _named(value: Any) -> str:
    return ", ".join(f"{name} {part}" for name, part in value.items()) if isinstance(value, dict) else str(value)
