"""Check that what a graph quotes stands in the text where the graph says, to the character.

The shapes see lengths and hashes; only here is the text itself at hand.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from hrgraph import terms
from hrgraph.issues import Issue
from hrgraph.text import collapse

# Named in issues as the shape and as the kind of constraint; no SHACL engine knows the text.
SHAPE = terms.BASE + "shapes#Record-quoteInText"
COMPONENT = terms.BASE + "shapes#QuoteInTextConstraintComponent"
_READ = {terms.HR + name for name in ("evidence", "quote", "quoteSha256")}
_READ |= {terms.OA + name for name in ("hasSelector", "start", "end", "exact")}
_MESSAGE = (
    "The text does not hold these words at characters {} to {}. The text or the record was changed; build the document "
    "again."
)


def check_quotes(quads: Iterable[Quad], text: str) -> list[Issue]:
    """Return an issue for each record whose quote, quotation or hash is not that of its characters of `text`; sorted.

    Args:
        quads: The graph of the document that has this text. Records without a position are left to the shapes.
    """
    values: dict[NamedNode, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if (predicate := quad.predicate.value) in _READ:
            values[quad.subject][predicate].append(quad.object)
    issues = []
    for record, said in list(values.items()):
        for evidence in said[terms.HR + "evidence"]:
            selectors = [values[selector] for selector in values[evidence][terms.OA + "hasSelector"]]
            for start, end in [span for selector in selectors if (span := _span(selector))]:
                exact = text[start:end]
                wrong = _wrong(said, selectors, exact) if exact else Literal(f"{start}-{end}")
                if wrong is not None:
                    message = _MESSAGE.format(start, end)
                    issues.append(Issue(SHAPE, record.value, "", str(wrong), COMPONENT, message, "violation"))
    return sorted(set(issues))


def _span(selector: dict[str, list]) -> tuple[int, int] | None:
    starts, ends = selector[terms.OA + "start"], selector[terms.OA + "end"]
    if not starts or not ends or not (starts[0].value.isdigit() and ends[0].value.isdigit()):
        return None
    return int(starts[0].value), int(ends[0].value)


def _wrong(said: dict[str, list], selectors: list[dict[str, list]], exact: str) -> Literal | None:
    """Return the first literal that is not what the text says; None if all are."""
    quote = collapse(exact)
    expected = [(value, quote) for value in said[terms.HR + "quote"]]
    expected += [(value, hashlib.sha256(quote.encode()).hexdigest()) for value in said[terms.HR + "quoteSha256"]]
    expected += [(value, exact) for selector in selectors for value in selector[terms.OA + "exact"]]
    return next((value for value, wanted in expected if value.value != wanted), None)
