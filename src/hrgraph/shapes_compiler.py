"""Compile shapes to SPARQL: each constraint of each shape becomes one query that finds the nodes that violate it.

Inside a query a nested shape (of sh:or, sh:not, sh:node) becomes a Boolean expression: whether a node violates it. What
cannot be written so raises `ResourceError`, naming the shape; nothing is skipped. Source: https://www.w3.org/TR/shacl/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, count

from pyoxigraph import NamedNode

from hrgraph import terms
from hrgraph.errors import ResourceError
from hrgraph.shapes import Shape

# Marks the focus nodes of a shape, by its IRI, in the store that the queries run on.
FOCUS = NamedNode("urn:hrgraph:focus-of")
# Joins a node there to each class that it is an instance of, classes above included: a path is walked once, not by each query.
INSTANCE = NamedNode("urn:hrgraph:instance-of")
# Datatypes whose lexical forms SPARQL 1.1 knows (section 17.1); of others only the name is checked, as SHACL asks.
_CHECKED = frozenset(
    terms.XSD + name for name in ("integer", "decimal", "float", "double", "boolean", "date", "dateTime")
)
_NODE_KINDS = {
    "IRI": "isIRI({0})",
    "Literal": "isLiteral({0})",
    "BlankNode": "isBlank({0})",
    "BlankNodeOrIRI": "(isBlank({0}) || isIRI({0}))",
    "BlankNodeOrLiteral": "(isBlank({0}) || isLiteral({0}))",
    "IRIOrLiteral": "(isIRI({0}) || isLiteral({0}))",
}
_COMPARISONS = {"minInclusive": ">=", "maxInclusive": "<="}
_BEGINNING = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint as a query that gives `?this`, and `?value` where there is one, for each violation."""

    root: str
    shape: str
    component: str
    path: str
    severity: str
    message: str
    query: str


class _Compiler:
    """Writes SPARQL; every variable it makes up is new."""

    def __init__(self) -> None:
        self._numbers = count()

    def _new(self) -> str:
        return f"?x{next(self._numbers)}"

    def values(self, shape: Shape, value: str) -> Iterator[tuple[str, str]]:
        """Give component and "is violated" expression of each constraint on a value itself."""
        for name, wanted in shape.parameters:
            expression = self._value(name, wanted, value)
            if expression is not None:
                yield _component(name), expression

    def _value(self, name: str, wanted, value: str) -> str | None:
        """Return when `value` violates a parameter; None where the parameter is not about a single value."""
        match name:
            case "nodeKind":
                return "!" + _NODE_KINDS[wanted.value.removeprefix(terms.SH)].format(value)
            case "datatype":
                return _not_of_datatype(value, wanted)
            case "class":
                return f"NOT EXISTS {{ {value} {INSTANCE} {wanted} }}"
            case "in":
                return "!(" + " || ".join(f"sameTerm({value}, {one})" for one in wanted) + ")"
            case "pattern":
                return f"(isBlank({value}) || !COALESCE(REGEX(STR({value}), {wanted}), false))"
            case "minLength" | "maxLength":
                sign = ">=" if name == "minLength" else "<="
                return f"(isBlank({value}) || !(STRLEN(STR({value})) {sign} {wanted.value}))"
            case "minInclusive" | "maxInclusive":
                return f"!COALESCE({value} {_COMPARISONS[name]} {wanted}, false)"
            case "node":
                return self.violated(wanted, value)
            case "not":
                return f"!{self.violated(wanted, value)}"
            case "or":
                return "(" + " && ".join(self.violated(member, value) for member in wanted) + ")"
            case "xone":
                return "((" + " + ".join(f"IF({self.violated(member, value)}, 0, 1)" for member in wanted) + ") != 1)"
        return None

    def counts(self, shape: Shape, focus: str) -> Iterator[tuple[str, str]]:
        """Give component and "is violated" expression of each constraint on the number of a property's values."""
        for name, wanted in shape.parameters:
            match name:
                case "minCount" if int(wanted.value) > 0:
                    yield _component(name), f"NOT {self._several(shape, focus, int(wanted.value))}"
                case "maxCount":
                    yield _component(name), self._several(shape, focus, int(wanted.value) + 1)
                case "qualifiedMinCount":
                    yield _component(name), f"NOT {self._several(shape, focus, int(wanted.value), qualified=True)}"
                case "qualifiedMaxCount":
                    yield _component(name), self._several(shape, focus, int(wanted.value) + 1, qualified=True)

    def _several(self, shape: Shape, focus: str, number: int, *, qualified: bool = False) -> str:
        """Return whether the property has so many different values, of the qualified shape if that is asked."""
        values = [self._new() for _ in range(number)]
        patterns = [f"{focus} {shape.path} {value} ." for value in values]
        patterns += [f"FILTER(!sameTerm({one}, {other}))" for one, other in combinations(values, 2)]
        if qualified:
            patterns += [f"FILTER(!{self.violated(shape.parameter('qualifiedValueShape'), value)})" for value in values]
        return f"EXISTS {{ {' '.join(patterns)} }}"

    def violated(self, shape: Shape, focus: str) -> str:
        """Return whether `focus` violates a shape, as an expression."""
        if shape.path is not None:
            parts = self._property(shape, focus)
        else:
            parts = [expression for _, expression in self.values(shape, focus)]
            for one in shape.properties:
                parts += self._property(one, focus)
        if shape.queries or not parts:
            raise ResourceError(f"{shape.iri}: a shape inside another must have constraints, and none in SPARQL.")
        return "(" + " || ".join(parts) + ")"

    def _property(self, shape: Shape, focus: str) -> list[str]:
        parts = [expression for _, expression in self.counts(shape, focus)]
        value = self._new()
        wrong = [expression for _, expression in self.values(shape, value)]
        if wrong:
            parts.append(f"EXISTS {{ {focus} {shape.path} {value} . FILTER({' || '.join(wrong)}) }}")
        return parts


def _component(name: str) -> str:
    return f"{terms.SH}{name[0].upper()}{name[1:]}ConstraintComponent"


def _not_of_datatype(value: str, datatype: NamedNode) -> str:
    right = f"isLiteral({value}) && datatype({value}) = {datatype}"
    if datatype.value in _CHECKED:
        right += f' && COALESCE(STR({datatype}(STR({value}))) != "", false)'
    return f"!({right})"


def compile_shapes(shapes: Iterable[Shape]) -> list[Check]:
    """Return one check for each constraint of each shape, in the order of the shapes.

    Raises:
        ResourceError: A shape cannot be written as a query; the message names it.
    """
    checks: list[Check] = []
    for root in shapes:
        checks += _checks_of(root, root)
        for one in root.properties:
            checks += _checks_of(root, one)
    return checks


def _checks_of(root: Shape, shape: Shape) -> Iterator[Check]:
    if not shape.iri.startswith(("http:", "https:", "urn:")):
        raise ResourceError(
            f"{root.iri}: its property shape for {shape.path} has no IRI, so a result could not name it."
        )
    compiler = _Compiler()
    marked = f"?this {FOCUS} <{root.iri}> ."
    found: list[tuple[str, str]] = []
    if shape.path is None:
        found += [(component, f"FILTER({wrong})") for component, wrong in compiler.values(shape, "?this")]
    else:
        found += [(component, f"FILTER({wrong})") for component, wrong in compiler.counts(shape, "?this")]
        for component, wrong in compiler.values(shape, "?value"):
            found.append((component, f"?this {shape.path} ?value . FILTER({wrong})"))
    about = {"root": root.iri, "shape": shape.iri, "path": shape.path or "", "severity": shape.severity}
    for component, pattern in found:
        projected = "?this ?value" if "?value" in pattern else "?this"
        query = f"SELECT DISTINCT {projected} WHERE {{ {marked} {pattern} }}"
        yield Check(**about, component=component, message=shape.message or _default(shape, component), query=query)
    for query in shape.queries:
        text, replaced = _BEGINNING.subn(lambda match: f"{match[0]} {marked}", query.text, count=1)
        if not replaced:
            raise ResourceError(f"{shape.iri}: a SPARQL constraint without WHERE {{.")
        text = text.replace("$PATH", shape.path or "")
        message = query.message or shape.message or _default(shape, terms.SH + "SPARQLConstraintComponent")
        yield Check(**about, component=terms.SH + "SPARQLConstraintComponent", message=message, query=text)


def _default(shape: Shape, component: str) -> str:
    return f"{component.removeprefix(terms.SH).removesuffix('ConstraintComponent')} is not met"
