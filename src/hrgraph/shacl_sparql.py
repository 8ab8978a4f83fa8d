"""Validate with shapes compiled to SPARQL, on Oxigraph: the engine of the build.

pySHACL is the judge (`validation.py`); this gives the same results far faster, and a test shows it case by case. A node
is validated if the graph says something of it; the background (ontology, schemes and reference data) is there to be
looked up in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from hrgraph import terms
from hrgraph.issues import GENID, Issue
from hrgraph.shapes import Shape, load_shapes
from hrgraph.shapes_compiler import FOCUS, INSTANCE, Check, compile_shapes

Subject = NamedNode | BlankNode

# Graphs of the working store, never published. `_MARKS` says which nodes each shape targets.
_DATA, _BACKGROUND, _MARKS = (NamedNode(f"urn:hrgraph:{name}") for name in ("data", "background", "marks"))
_TYPE, _SUBCLASS = NamedNode(terms.RDF + "type"), NamedNode(terms.RDFS + "subClassOf")
_MOST_REMOVED = 100_000
_PLACEHOLDER = re.compile(r"\{[?$](\w+)\}")


class Validator:
    """Validates graphs against the same background, which is loaded once."""

    def __init__(self, background: Iterable[Quad], shapes: Iterable[Shape] | None = None) -> None:
        """Compile the shapes (those of hrgraph if none are given) and load the background.

        Raises:
            ResourceError: A shape cannot be compiled.
        """
        self._shapes = tuple(load_shapes() if shapes is None else shapes)
        self._checks: dict[str, list[Check]] = defaultdict(list)
        for check in compile_shapes(self._shapes):
            self._checks[check.root].append(check)
        self._store, self._added = Store(), 0
        self._store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object, _BACKGROUND) for quad in background)
        self._store.extend(self._instances(_BACKGROUND, _BACKGROUND))
        self._background = self._store.dump(format=RdfFormat.N_QUADS)

    def validate(self, quads: Iterable[Quad]) -> list[Issue]:
        """Return what violates the shapes in one graph, sorted. The graph names of the quads do not matter."""
        store = self._clean_store()
        before = len(store)
        store.extend(Quad(quad.subject, quad.predicate, quad.object, _DATA) for quad in quads)
        try:
            store.extend(self._instances(_DATA, _MARKS))
            issues: set[Issue] = set()
            for shape, nodes in self._focus_nodes().items():
                if not nodes:
                    continue
                store.extend(Quad(node, FOCUS, NamedNode(shape), _MARKS) for node in nodes)
                for check in self._checks[shape]:
                    issues.update(self._run(check))
            return sorted(issues)
        finally:
            self._added += len(store) - before
            store.remove_graph(_DATA)
            store.remove_graph(_MARKS)

    def _clean_store(self) -> Store:
        """Return the store with nothing but the background; a new one when much was removed from the old one.

        What is removed keeps its place in memory, and queries still pass it by: after fifty documents they took half as
        long again.
        """
        if self._added > _MOST_REMOVED:
            self._store, self._added = Store(), 0
            self._store.bulk_load(self._background, RdfFormat.N_QUADS)
        return self._store

    def _instances(self, graph: NamedNode, target: NamedNode) -> list[Quad]:
        """Return which classes the nodes of a graph are instances of, as quads of another graph."""
        direct: dict[Subject, set[Subject]] = defaultdict(set)
        for quad in self._store.quads_for_pattern(None, _SUBCLASS, None):
            if not isinstance(quad.object, Literal):
                direct[quad.subject].add(quad.object)
        above: dict[Subject, set[Subject]] = {}
        found: list[Quad] = []
        for quad in self._store.quads_for_pattern(None, _TYPE, None, graph):
            if quad.object not in above:
                above[quad.object] = _reached(quad.object, direct)
            found += [Quad(quad.subject, INSTANCE, one, target) for one in above[quad.object]]
        return found

    def _focus_nodes(self) -> dict[str, set[Subject]]:
        """Return for each shape the nodes that it targets and that the graph says something of."""
        described = {quad.subject for quad in self._store.quads_for_pattern(None, None, None, _DATA)}
        found: dict[str, set[Subject]] = {}
        for shape in self._shapes:
            nodes: set[Subject] = set()
            for kind, target in shape.targets:
                wanted = NamedNode(target)
                pattern = (None, INSTANCE, wanted) if kind == "targetClass" else (None, wanted, None)
                nodes.update(quad.subject for quad in self._store.quads_for_pattern(*pattern))
            found[shape.iri] = nodes & described
        return found

    def _run(self, check: Check) -> Iterator[Issue]:
        solutions = self._store.query(check.query, use_default_graph_as_union=True)
        names = {variable.value for variable in solutions.variables}
        for solution in solutions:
            bound = {name: term for name in names if (term := solution[name]) is not None}
            value = bound.get("value")
            if value is None and not check.path:
                value = bound["this"]  # of a node shape the focus node is the value
            yield Issue(
                shape=check.shape,
                focus=GENID + focus.value if isinstance(focus := bound["this"], BlankNode) else focus.value,
                path=str(bound.get("path", check.path)),
                value="" if value is None else str(value),
                component=check.component,
                message=_filled(check.message, bound),
                severity=check.severity,
            )


def _reached(start: Subject, links: Mapping[Subject, Iterable[Subject]]) -> set[Subject]:
    """Return a node and all that links lead to from it."""
    found, waiting = {start}, [start]
    while waiting:
        more = set(links.get(waiting.pop(), ())) - found
        found |= more
        waiting += more
    return found


def _filled(message: str, bound: dict[str, NamedNode | BlankNode | Literal]) -> str:
    """Return a message with `{?name}` and `{$name}` filled in, as SHACL asks (section 5.3.2)."""
    return _PLACEHOLDER.sub(lambda match: bound[match[1]].value if match[1] in bound else match[0], message)
