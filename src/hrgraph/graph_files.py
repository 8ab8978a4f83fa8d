"""Read graph files that `hrgraph export graph` wrote, to build with them again."""

from __future__ import annotations

import gzip
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from hrgraph import iris, terms
from hrgraph.errors import InputError

_FORMATS = {
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
}
_DOCUMENTS, _TAGS = terms.GRAPH + "document/", terms.GRAPH + "tags/"


def is_graph_file(path: Path) -> bool:
    """Say whether a path is named as a graph file (.nq, .trig, .ttl, .nt, each also with .gz)."""
    return _suffix(path) in _FORMATS


def read_graph_file(path: Path) -> dict[str, list[ox.Quad]]:
    """Return the graphs of documents in a file, by IRI, sorted, each with the machine tags that go with it.

    Ontology, schemes, reference data and the description of a dataset are left out: a build has its own. Triples without
    a graph become one graph, named after the file.

    Raises:
        InputError: The file cannot be read, or no graph of a document is in it.
    """
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        quads = list(ox.parse(data, format=_FORMATS[_suffix(path)], base_iri=terms.ID))
    except (OSError, EOFError) as error:
        raise InputError(
            str(path), f"the file cannot be read ({error}).", advice="Check the name and the archive."
        ) from error
    except SyntaxError as error:
        raise InputError(
            str(path), f"not {_FORMATS[_suffix(path)].name}: {error}.", advice="Write one with `hrgraph export graph`."
        ) from error
    graphs: dict[str, list[ox.Quad]] = defaultdict(list)
    own = ox.NamedNode(_DOCUMENTS + iris.slug(path.name.removesuffix(".gz").removesuffix(_suffix(path))))
    for quad in quads:
        graph = own if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name
        if isinstance(graph, ox.NamedNode) and graph.value.startswith((_DOCUMENTS, _TAGS)):
            document = ox.NamedNode(iris.document_graph_of(graph.value))
            graphs[document.value].append(ox.Quad(quad.subject, quad.predicate, quad.object, document))
    if not graphs:
        raise InputError(
            str(path), "no graph of a document is in the file.", advice=f"Expected graphs named {_DOCUMENTS}..."
        )
    return dict(sorted(graphs.items()))


def _suffix(path: Path) -> str:
    return Path(path.name.removesuffix(".gz")).suffix.lower()
