"""Keep what violates a shape out of what is served, without losing it.

An offending node moves, with its evidence and with the links of others to it, from the graph of its document to the
document's quarantine graph, where the reason is written beside it. What then lacks something (a statement whose passage
went) is found by validating again, until all that is left conforms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from hrgraph import iris, terms
from hrgraph.issues import Issue, violations
from hrgraph.quotes import check_quotes
from hrgraph.shacl_sparql import Validator

Node = NamedNode | BlankNode

# What belongs to one record only and goes where it goes.
_OWNS = (NamedNode(terms.HR + "evidence"), NamedNode(terms.OA + "hasSelector"))
_REASON, _SHAPE, _PATH = (NamedNode(terms.HR + name) for name in ("quarantineReason", "violatedShape", "violatedPath"))


@dataclass(frozen=True, slots=True)
class Separation:
    """A document's graph after validation.

    Attributes:
        served: Conforms.
        quarantined: The rest, in the quarantine graph, with the reasons; sorted.
        issues: What was found in the graph as it came, warnings included; sorted.
        consequences: What was found only after offending nodes had gone; sorted.
        records: IRIs of the nodes that went to quarantine, their evidence not counted; sorted.
    """

    served: list[Quad]
    quarantined: list[Quad]
    issues: list[Issue]
    consequences: list[Issue]
    records: tuple[str, ...]


def separate(quads: Iterable[Quad], validator: Validator, *, text: str | None = None) -> Separation:
    """Return the graph of one document divided into what is served and what is not.

    Args:
        text: The text of the document, where it is at hand: quotes are held against it.
    """
    served = list(quads)
    quarantined: list[Quad] = []
    issues = found = sorted([*validator.validate(served), *(check_quotes(served, text) if text is not None else ())])
    later: set[Issue] = set()
    while offending := violations(found):
        served, moved = partition(served, offending)
        quarantined += moved
        found = validator.validate(served)
        later.update(violations(found))
    records = tuple(sorted({quad.subject.value for quad in quarantined if quad.predicate == _SHAPE}))
    return Separation(served, sorted(quarantined, key=str), issues, sorted(later - set(issues)), records)


def partition(quads: Iterable[Quad], issues: Iterable[Issue]) -> tuple[list[Quad], list[Quad]]:
    """Divide the graph of one document into what may be served and what the issues send to quarantine.

    Returns:
        Two lists in the order of the input, the second ended by the reasons: its quads are in the quarantine graph. It
        has also the quads by which served nodes pointed at what went there.
    """
    quads = list(quads)
    owned: dict[Node, list[Node]] = defaultdict(list)
    owner: dict[Node, Node] = {}
    for quad in quads:
        if quad.predicate in _OWNS:
            owned[quad.subject].append(quad.object)
            owner[quad.object] = quad.subject
    reasons: dict[Node, list[Issue]] = defaultdict(list)
    for issue in issues:
        node: Node = NamedNode(issue.focus)
        while node in owner:
            node = owner[node]
        reasons[node].append(issue)
    gone: set[Node] = set()
    waiting = list(reasons)
    while waiting:
        node = waiting.pop()
        if node not in gone:
            gone.add(node)
            waiting += owned[node]
    served = [quad for quad in quads if quad.subject not in gone and quad.object not in gone]
    moved = [_to_quarantine(quad) for quad in quads if quad.subject in gone or quad.object in gone]
    graphs = {node: quad.graph_name for quad, node in ((quad, quad.subject) for quad in moved)}
    for node, found in reasons.items():
        moved += [quad for issue in sorted(set(found)) for quad in _reasons(node, issue, graphs[node])]
    return served, list(dict.fromkeys(moved))


def _to_quarantine(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, NamedNode(iris.quarantine_of(quad.graph_name.value)))


def _reasons(node: Node, issue: Issue, graph: NamedNode) -> list[Quad]:
    found = [Quad(node, _REASON, Literal(issue.message), graph), Quad(node, _SHAPE, NamedNode(issue.shape), graph)]
    if issue.path.startswith("<") and issue.path.count("<") == 1:
        found.append(Quad(node, _PATH, NamedNode(issue.path[1:-1]), graph))
    return found
