"""What a validation finds: one record for each violation of a shape, whichever engine found it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from hrgraph import terms

# What has no name in a file gets one below this, https://www.w3.org/TR/rdf11-concepts/#section-skolemization.
GENID = terms.BASE + ".well-known/genid/"

Severity = Literal["violation", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One result of validation, https://www.w3.org/TR/shacl/#results-validation-result.

    Attributes:
        shape: IRI of the shape that is violated: a property shape, or a node shape for what is not about one property.
        focus: IRI of the node that violates it; of a blank node, a name below `GENID`.
        path: The property, as a SPARQL property path ("<...>", "<...>/<...>"); "" where the shape is about the node.
        value: The offending value in N-Triples; "" where one is missing or the constraint is about their number.
        component: IRI of the kind of constraint, e.g. sh:MinCountConstraintComponent.
        message: What is wrong and what was expected, for a person.
    """

    shape: str
    focus: str
    path: str
    value: str
    component: str
    message: str
    severity: Severity

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What two engines must agree on: everything but the words and the severity, which the shape fixes."""
        return self.shape, self.focus, self.path, self.value, self.component


def violations(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues for which a record is not served; warnings and remarks are only reported."""
    return [issue for issue in issues if issue.severity == "violation"]
