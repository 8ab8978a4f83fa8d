"""Write a disagreement: a point on which documents say different things, and what each of them says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hrgraph import iris, terms
from hrgraph.graph.writer import GraphWriter


def write_disagreement(
    writer: GraphWriter,
    iri: str,
    on: str,
    subject: str,
    about: str | None,
    said: Mapping[str, str | None],
    records: Iterable[str],
    method: str,
    *,
    score: float | None = None,
    features: Iterable[str] = (),
    as_of: str = "",
) -> None:
    """Write a disagreement.

    Args:
        on: What it is on, in a fixed short name.
        subject: What it is on, in words, for the label.
        about: IRI of the thing that documents say different things of, or None.
        said: By IRI of a document, what it says; None where its words stand in its own graph.
        records: IRIs of the records that it rests on.
        method: Name and version of what found it.
        score: How sure it is, from 0 to 1, where that is known.
        features: What speaks for it, as name and value.
        as_of: Date of the newest document that speaks.
    """
    writer.describe(iri, "hr:Disagreement", f"Sources differ on {subject}")
    writer.text(iri, "hr:disagreementOn", on)
    writer.link(iri, "hr:disagreementAbout", about)
    writer.text(iri, "hr:method", method)
    writer.decimal(iri, "hr:score", score)
    writer.text(iri, "hr:feature", *features)
    writer.date(iri, "hr:asOf", as_of)
    writer.link(iri, "hr:disagreeingRecord", *records)
    for document, value in said.items():
        say = f"{iri}/{iris.digest(document)}"
        writer.describe(say, "hr:Say", f"What {document.removeprefix(terms.ID + 'document/')} says of {subject}")
        writer.link(iri, "hr:hasSay", say)
        writer.link(say, "hr:sayOf", document)
        writer.text(say, "hr:saidValue", value)
