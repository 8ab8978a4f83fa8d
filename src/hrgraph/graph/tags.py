"""Write what people classed a statement under: themes, issues, groups of persons, goals, the category of action.

The graph of the document that gives a concept says who gave it. What programs give is an inference and is written elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from hrgraph.graph.scope import Scope
from hrgraph.models import Tag
from hrgraph.schemes import load_scheme

_PROPERTIES = {
    "ohchr-theme": "hr:theme",
    "upr-info-issues": "hr:issue",
    "affected-group": "hr:affectedGroup",
    "sdg": "hr:goal",
    "action-category": "hr:actionCategory",
}
# Schemes whose concepts go by their notation.
_BY_NOTATION = frozenset({"sdg", "action-category"})


def write_tags(scope: Scope, statement: str, tags: Iterable[Tag]) -> None:
    """Link a statement to the concepts that people gave it.

    Args:
        statement: Its IRI.
        tags: Those with a version are a program's and are left out.
    """
    for tag in tags:
        if tag.version is not None:
            continue
        scheme = load_scheme(tag.scheme)
        concept = scheme.by_notation(tag.concept) if tag.scheme in _BY_NOTATION else scheme.match(tag.concept)
        if concept is None:
            raise KeyError(f"{tag.concept!r} is not a concept of the scheme {tag.scheme}")
        scope.writer.link(statement, _PROPERTIES[tag.scheme], concept.iri)
