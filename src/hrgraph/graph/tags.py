"""Write what people classed a statement under: themes, issues, groups of persons, goals, the category of action.

The graph of the document that gives a concept says who gave it. What programs give is an inference: see `machine_tags`.
"""

from __future__ import annotations

from collections.abc import Iterable

from hrgraph.graph.scope import Scope
from hrgraph.models import Scheme, Tag
from hrgraph.schemes import Concept, load_scheme

# How a statement is linked to a concept of each scheme that people gave it.
PROPERTIES: dict[Scheme, str] = {
    "ohchr-theme": "hr:theme",
    "upr-info-issues": "hr:issue",
    "affected-group": "hr:affectedGroup",
    "sdg": "hr:goal",
    "action-category": "hr:actionCategory",
}
# Who classes a recommendation does so in all schemes of its own at once: OHCHR in the first, UPR Info in the second.
# Where OHCHR gives themes and no goal, it has looked and found none.
_TOGETHER: tuple[tuple[Scheme, ...], ...] = (
    ("ohchr-theme", "affected-group", "sdg"),
    ("upr-info-issues", "action-category"),
)
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
        scope.writer.link(statement, PROPERTIES[tag.scheme], find_concept(tag).iri)


def classed_with(scheme: Scheme) -> tuple[Scheme, ...]:
    """Return the schemes in which people have classed a recommendation if they gave it a concept of this one."""
    return next(schemes for schemes in _TOGETHER if scheme in schemes)


def find_concept(tag: Tag) -> Concept:
    """Return the concept that a tag names.

    Raises:
        KeyError: The scheme has none of this name.
    """
    scheme = load_scheme(tag.scheme)
    concept = scheme.by_notation(tag.concept) if tag.scheme in _BY_NOTATION else scheme.match(tag.concept)
    if concept is None:
        raise KeyError(f"{tag.concept!r} is not a concept of the scheme {tag.scheme}")
    return concept
