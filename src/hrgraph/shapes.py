"""Read shapes from Turtle into plain records.

Guarantees: everything that a shape says is understood, or `ResourceError` names the shape and what is not. Source: https://www.w3.org/TR/shacl/.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from hrgraph import resources, terms
from hrgraph.errors import ResourceError

Term = NamedNode | BlankNode | Literal

TARGETS = ("targetClass", "targetSubjectsOf")
# Parameters whose value is another shape, and those whose value is a list of shapes.
_SHAPE, _SHAPES = ("node", "not", "qualifiedValueShape"), ("or", "xone")
_PLAIN = (
    "minCount", "maxCount", "class", "datatype", "nodeKind", "pattern", "minLength", "maxLength", "minInclusive",
    "maxInclusive", "qualifiedMinCount", "qualifiedMaxCount",
)  # fmt: skip
_ABOUT = ("message", "severity", "path", "property", "sparql", "in")
_KNOWN = frozenset((*TARGETS, *_SHAPE, *_SHAPES, *_PLAIN, *_ABOUT))
# The shapes that check ontology, schemes and reference data; they say nothing about the graph of a document.
ONTOLOGY_SHAPES = "ontology.ttl"


@dataclass(frozen=True, slots=True)
class Query:
    """A constraint written in SPARQL: text with its prefixes, and its own message if it has one."""

    text: str
    message: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape or property shape.

    Attributes:
        iri: Or the label of a blank node, for a shape inside another's constraint.
        path: SPARQL property path of a property shape; None for a node shape.
        targets: Pairs of kind ("targetClass", ...) and IRI.
        parameters: Pairs of a parameter's local name ("minCount") and its value: a term, a tuple of terms for "in", a
            Shape or a tuple of them. Sorted by name.
        properties: Its property shapes.
    """

    iri: str
    path: str | None
    severity: str
    message: str | None
    targets: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, Term | tuple[Term, ...] | Shape | tuple[Shape, ...]], ...]
    properties: tuple[Shape, ...]
    queries: tuple[Query, ...]

    def parameter(self, name: str) -> Term | tuple | Shape | None:
        """Return the one value of a parameter, or None."""
        return next((value for key, value in self.parameters if key == name), None)


def shape_files() -> list[Path]:
    """Return the files of the shapes for the graphs of documents."""
    return [file for file in resources.files("shapes") if file.name != ONTOLOGY_SHAPES]


@cache
def load_shapes() -> tuple[Shape, ...]:
    """Return the shapes for the graphs of documents, sorted by IRI, the same objects each time.

    Raises:
        ResourceError: A file is not Turtle, or a shape is not understood.
    """
    return read_shapes(shape_files())


def read_shapes(files: Iterable[Path]) -> tuple[Shape, ...]:
    """Return the shapes in these files that have a target, sorted by IRI.

    Raises:
        ResourceError: A file is not Turtle, or a shape is not understood.
    """
    store = Store()
    for file in files:
        try:
            store.load(path=file, format=RdfFormat.TURTLE)
        except SyntaxError as error:
            raise ResourceError(f"{file}: not Turtle: {error}. Correct the file.") from error
    reader = _Reader(store)
    roots = {quad.subject for name in TARGETS for quad in store.quads_for_pattern(None, _sh(name), None)}
    return tuple(sorted((reader.shape(root) for root in roots), key=lambda shape: shape.iri))


def _sh(name: str) -> NamedNode:
    return NamedNode(terms.SH + name)


class _Reader:
    def __init__(self, store: Store) -> None:
        self._store = store

    def _values(self, node: Term, predicate: NamedNode) -> list[Term]:
        return sorted((quad.object for quad in self._store.quads_for_pattern(node, predicate, None)), key=str)

    def _one(self, node: Term, name: str) -> Term | None:
        values = self._values(node, _sh(name))
        if len(values) > 1:
            raise ResourceError(f"{node}: {len(values)} values of sh:{name}; expected one.")
        return values[0] if values else None

    def _string(self, node: Term, name: str) -> str | None:
        value = self._one(node, name)
        return None if value is None else value.value

    def shape(self, node: Term) -> Shape:
        names = {quad.predicate.value for quad in self._store.quads_for_pattern(node, None, None)}
        unknown = sorted(name for name in names if name.startswith(terms.SH) and name[len(terms.SH) :] not in _KNOWN)
        if unknown:
            raise ResourceError(f"{node}: cannot check {', '.join(unknown)}. Use pySHACL, or another constraint.")
        path = self._one(node, "path")
        properties = [self.shape(one) for one in self._values(node, _sh("property"))]
        if path is not None and properties:
            raise ResourceError(
                f"{node}: a property shape with sh:property; give its values a node shape of their own."
            )
        return Shape(
            iri=node.value,
            path=None if path is None else self._path(path),
            severity=(self._string(node, "severity") or terms.SH + "Violation").removeprefix(terms.SH).lower(),
            message=self._string(node, "message"),
            targets=tuple((name, value.value) for name in TARGETS for value in self._values(node, _sh(name))),
            parameters=tuple(sorted(self._parameters(node), key=lambda pair: pair[0])),
            properties=tuple(properties),
            queries=tuple(self._query(one) for one in self._values(node, _sh("sparql"))),
        )

    def _parameters(self, node: Term) -> list[tuple[str, Term | tuple | Shape]]:
        found: list = [(name, value) for name in _PLAIN for value in self._values(node, _sh(name))]
        found += [("in", tuple(self._list(value))) for value in self._values(node, _sh("in"))]
        found += [(name, self.shape(value)) for name in _SHAPE for value in self._values(node, _sh(name))]
        for name in _SHAPES:
            for value in self._values(node, _sh(name)):
                found.append((name, tuple(self.shape(member) for member in self._list(value))))
        return found

    def _list(self, node: Term) -> list[Term]:
        members = []
        while node.value != terms.RDF + "nil":
            members += self._values(node, NamedNode(terms.RDF + "first"))
            rest = self._values(node, NamedNode(terms.RDF + "rest"))
            if len(rest) != 1:
                raise ResourceError(f"{node}: a list without an end, or with two. Correct the shape that holds it.")
            node = rest[0]
        return members

    def _path(self, node: Term) -> str:
        """Return a SPARQL property path; predicates and sequences of them are understood."""
        if isinstance(node, NamedNode):
            return str(node)
        members = self._list(node) if self._values(node, NamedNode(terms.RDF + "first")) else []
        if not members or not all(isinstance(member, NamedNode) for member in members):
            raise ResourceError(f"{node}: a path that is neither a property nor a sequence of properties.")
        return "/".join(str(member) for member in members)

    def _query(self, node: Term) -> Query:
        select = self._string(node, "select")
        if select is None:
            raise ResourceError(f"{node}: a SPARQL constraint without sh:select.")
        lines = []
        for prefixes in self._values(node, _sh("prefixes")):
            for declaration in self._values(prefixes, _sh("declare")):
                lines.append(
                    f"PREFIX {self._string(declaration, 'prefix')}: <{self._string(declaration, 'namespace')}>"
                )
        return Query("\n".join([*sorted(lines), select]), self._string(node, "message"))
