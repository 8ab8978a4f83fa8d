"""Check again what is in a store, or in files that somebody else made, against the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from hrgraph.background import background_quads
from hrgraph.errors import InputError
from hrgraph.exports import document_graphs
from hrgraph.issues import Issue
from hrgraph.store import Store
from hrgraph.validation_report import labels_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and the labels of the nodes it was found on."""

    issues: list[Issue]
    labels: dict[str, str]


def validate_store(directory: str, engine: str) -> Checked:
    """Validate the graphs of documents that a store serves.

    Args:
        engine: "pyshacl" or "sparql".

    Raises:
        StoreError: The store cannot be opened.
    """
    store = Store.open(directory)
    lines = b"".join(store.graph(iri).lines for iri in document_graphs(store))
    return _validate(list(ox.parse(lines, format=ox.RdfFormat.N_QUADS)), engine)


def validate_files(files: Sequence[Path], engine: str) -> Checked:
    """Validate RDF files as one graph.

    Args:
        engine: "pyshacl" or "sparql".

    Raises:
        InputError: A file cannot be read, or is not RDF.
    """
    quads: list[ox.Quad] = []
    for file in files:
        try:
            quads += ox.parse(path=str(file))
        except (OSError, ValueError) as error:
            advice = "Expected RDF, told by the name's ending: .ttl, .nq, .nt, .trig, .rdf, .jsonld."
            raise InputError(str(file), f"the file cannot be read ({error}).", advice=advice) from error
        except SyntaxError as error:
            raise InputError(str(file), f"not RDF: {error}.", advice="Expected what the name's ending says.") from error
    return _validate(quads, engine)


def _validate(quads: Iterable[ox.Quad], engine: str) -> Checked:
    quads = list(quads)
    background = background_quads()
    if engine == "sparql":
        from hrgraph.shacl_sparql import Validator

        issues = Validator(background).validate(quads)
    else:
        from hrgraph.validation import validate_graph

        issues = validate_graph(quads, background)
    return Checked(issues, labels_of(quads))
