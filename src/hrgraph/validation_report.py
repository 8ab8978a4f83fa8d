"""Tell people and programs what a validation found: a report in words, and a SHACL report as RDF."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from hrgraph import iris, terms
from hrgraph.issues import Issue

# As many examples of one problem as a person reads before looking at the records themselves.
EXAMPLES = 3
_ORDER = {"violation": 0, "warning": 1, "info": 2}
_BOOLEAN = NamedNode(terms.XSD + "boolean")


def labels_of(quads: Iterable[Quad]) -> dict[str, str]:
    """Return what the nodes of a graph are, in words, by IRI.

    The label of a record says in which document and paragraph it stands; to the label of another node that of the first
    record which names it is added.
    """
    quads = list(quads)
    label, passage = NamedNode(terms.RDFS + "label"), NamedNode(terms.HR + "inPassage")
    labels = {quad.subject.value: quad.object.value for quad in quads if quad.predicate == label}
    records = {quad.subject for quad in quads if quad.predicate == passage}
    named_by: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.subject in records and quad.object not in records:
            named_by[quad.object.value].add(labels.get(quad.subject.value, ""))
    known = {record.value for record in records}
    return {
        iri: f"{words}, named by: {min(named_by[iri])}" if iri in named_by and iri not in known else words
        for iri, words in labels.items()
    }


def format_report(issues: Sequence[Issue], labels: Mapping[str, str]) -> str:
    """Return what was found in words: by shape, the worst and the most frequent first, with examples.

    Args:
        labels: See `labels_of`.
    """
    if not issues:
        return "All records conform to the shapes.\n"
    by_shape: dict[tuple[str, str], list[Issue]] = defaultdict(list)
    for issue in sorted(issues):
        by_shape[issue.severity, issue.shape].append(issue)
    records = {issue.focus for issue in issues if issue.severity == "violation"}
    lines = [f"{_counted(len(records), 'record')} with violations, {_counted(len(by_shape), 'kind')} of problem.", ""]
    for (severity, shape), found in sorted(
        by_shape.items(), key=lambda item: (_ORDER[item[0][0]], -len(item[1]), item[0])
    ):
        lines += [
            f"{severity}: {shape.rpartition('#')[2]}, {_counted(len({issue.focus for issue in found}), 'record')}"
        ]
        for issue in found[:EXAMPLES]:
            lines.append(f"  {labels[issue.focus]} <{issue.focus}>" if issue.focus in labels else f"  <{issue.focus}>")
            lines.append(f"    {issue.message}{f' Found: {_short(issue.value)}.' if issue.value else ''}")
        if len(found) > EXAMPLES:
            lines.append(f"  and {len(found) - EXAMPLES} more")
        lines.append("")
    return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _short(value: str) -> str:
    return value if len(value) <= 100 else value[:99] + "…"


def build_report(issues: Iterable[Issue]) -> list[Triple]:
    """Return the SHACL validation report (https://www.w3.org/TR/shacl/#validation-report), sorted, no blank nodes."""
    issues = sorted(set(issues))
    triples: set[Triple] = set()
    results = [_result(issue, triples) for issue in issues]
    report = NamedNode(iris.thing("validation-report", iris.digest(*(result.value for result in results))))
    conforms = Literal("false" if issues else "true", datatype=_BOOLEAN)
    triples |= {
        Triple(report, _term("rdf", "type"), _sh("ValidationReport")),
        Triple(report, _sh("conforms"), conforms),
    }
    triples |= {Triple(report, _sh("result"), result) for result in results}
    return sorted(triples, key=str)


def serialize_report(issues: Iterable[Issue]) -> bytes:
    """Return the SHACL report as Turtle, the same bytes for the same issues in any order."""
    used = {name: terms.PREFIXES[name] for name in ("rdf", "xsd", "sh", "hr")}
    return serialize(build_report(issues), format=RdfFormat.TURTLE, prefixes=used)


def _result(issue: Issue, triples: set[Triple]) -> NamedNode:
    node = NamedNode(iris.thing("validation-result", iris.digest(*issue.key, issue.message)))
    triples |= {
        Triple(node, _term("rdf", "type"), _sh("ValidationResult")),
        Triple(node, _sh("focusNode"), NamedNode(issue.focus)),
        Triple(node, _sh("sourceShape"), NamedNode(issue.shape)),
        Triple(node, _sh("sourceConstraintComponent"), NamedNode(issue.component)),
        Triple(node, _sh("resultSeverity"), _sh(issue.severity.capitalize())),
        Triple(node, _sh("resultMessage"), Literal(issue.message, language="en")),
    }
    if issue.path:
        triples.add(Triple(node, _sh("resultPath"), _path(issue.path, triples)))
    if issue.value:
        triples.add(Triple(node, _sh("value"), _parsed(issue.value)))
    return node


def _path(path: str, triples: set[Triple]) -> NamedNode:
    """Return the node of a property path; the cells of a sequence get named nodes instead of blank ones."""
    steps = re.findall(r"<([^>]*)>", path)
    if len(steps) == 1:
        return NamedNode(steps[0])
    rest = _term("rdf", "nil")
    for position in range(len(steps) - 1, -1, -1):
        cell = NamedNode(iris.thing("path", iris.digest(*steps[position:])))
        triples |= {
            Triple(cell, _term("rdf", "first"), NamedNode(steps[position])),
            Triple(cell, _term("rdf", "rest"), rest),
        }
        rest = cell
    return rest


def _parsed(value: str) -> NamedNode | Literal:
    """Return the term that an issue's value, in N-Triples, stands for."""
    return next(iter(parse(f"<urn:s> <urn:p> {value} .", format=RdfFormat.N_TRIPLES))).object


def _sh(name: str) -> NamedNode:
    return NamedNode(terms.SH + name)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(terms.PREFIXES[prefix] + name)
