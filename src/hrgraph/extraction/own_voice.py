"""What kind of statement a sentence is whose author speaks to the State: "Please explain ...", "I am concerned about ..."."""

from __future__ import annotations

import re

from hrgraph.extraction.imperatives import is_imperative
from hrgraph.extraction.kinds import assesses, directs
from hrgraph.models import StatementKind

_ASKS = re.compile(
    r"""
      \?\W*$
    | ^\W*(?:please|kindly|could|can|would|will|what|which|how|when|where|who|why|whether|is|are|has|have|does|do|did)\b
      .*\b(?:provide|inform|elaborate|describe|explain|clarify|share|specify|indicate|comment|update|outline|list)\b
    | \b(?:grateful|thankful|interested|pleased|appreciate\w*|welcomes?|like|wish(?:es)?|keen)\s(?:it\s)?(?:if\s|for\s|to\s|in\s|any\s|further\s|more\s|an?\s)?
      (?:[\w-]+\s){0,4}?(?:know|hear|ask|learn\w*|information|elaborat\w*|provid\w*|inform|clarif\w*|update|details|comments?|reports?)\b
    | \b(?:asks?|enquires?|inquires?)\s(?:the|how|what|which|whether|when|about|if|for)\b
    | \brequests?\s(?:\w+\s){0,3}?(?:information|clarification|details|an\supdate)\b
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_KINDS: tuple[tuple[re.Pattern[str], StatementKind], ...] = (
    (re.compile(r"\b(?:recommend|urg|encourag|invit|call)(?:s|es|e)?\b(?!\sfor\stenders)", re.IGNORECASE), "recommendation"),
    (re.compile(r"\b(?:concern(?:ed|s)?|regrets?|worr(?:y|ied|ies)|alarm(?:ed|ing)?|deplores?|dismayed)\b", re.IGNORECASE), "concern"),
    (re.compile(r"\b(?:welcom|commend|appreciat|congratulat|applaud|prais|thank)(?:s|es|e)?\b|\bpleased\b", re.IGNORECASE), "commendation"),
)  # fmt: skip


def kind_in_own_voice(sentence: str, state_names: tuple[str, ...]) -> StatementKind:
    """Return the kind of a sentence by which somebody speaks to a State.

    Args:
        state_names: Names of the State.

    >>> kind_in_own_voice("Which steps does Fiji take to end torture?", ("Fiji",))
    'request'
    """
    if _ASKS.search(sentence):
        return "request"
    if is_imperative(sentence) or directs(sentence, state_names):
        return "recommendation"
    found = [(match.start(), kind) for pattern, kind in _KINDS if (match := pattern.search(sentence))]
    if found:
        return min(found)[1]
    return "assessment" if assesses(sentence) else "finding"
