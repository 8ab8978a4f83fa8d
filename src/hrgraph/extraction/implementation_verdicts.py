"""Mark the statements that say recommendations of the Universal Periodic Review were not, or only partly, implemented.

Guarantees: the State under review is never taken to say it; a sentence counts only if it speaks of recommendations of the
review, by number, by a citation or in words. "The State accepted the recommendation. However, ..." contests that it was
implemented; the sentence after belongs to the recommendations of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hrgraph.models import Citation, Document, ImplementationVerdict, Statement
from hrgraph.text import view_of

_DONE = r"(?:implement|fulfil|realis|realiz|compl(?:y|ied)\b|(?:carr(?:y|ied)|put)\b.{0,12}\b(?:out|practice|effect)|honour|act(?:ed)?\s(?:up)?on\b)"
_NOT_YET = r"(?:not|never)\s(?:yet\s|been\s|be\s|taken\s(?:any\s|the\s)?(?:measures?|steps?|action)\s(?:needed\s|necessary\s)?to\s)*"
_FULLY = r"(?:fully|entirely|completely|adequately|effectively|properly|sufficiently)\s"
_PARTLY = re.compile(
    rf"\b(?:partially|partly|in\spart|insufficiently|inadequately)\s(?:been\s)?{_DONE}|{_DONE}\w*\s(?:only\s)?(?:in\spart|partially|partly)\b"
    rf"|\b{_NOT_YET}{_FULLY}{_DONE}|\bfail(?:ed|s|ing)?\sto\s(?:{_FULLY}{_DONE}\w*|{_DONE}\w*\s(?:fully|entirely|completely)\b)",
    re.IGNORECASE,
)
_NOT = re.compile(
    rf"""
      \b(?: has | had | have | was | were | did | does | do | is | are ) \s (?: still \s )? {_NOT_YET} {_DONE}
    | \bfail (?: ed | s | ing | ure )? \s to \s {_DONE}
    | \bnone \s of \s .{{0,80}} \brecommendations? \b .{{0,80}} \b {_DONE}
    | \b(?: remain (?: s | ed )? | left ) \s (?: un(?:implemented|fulfilled|addressed) | to \s be \s {_DONE} )
    | \byet \s to \s (?: be \s )? {_DONE}
    | \bno \s (?: progress | (?: measures? | steps? | action ) \s (?: ha[sd] | have | was | were ) \s (?: been \s )? taken )
    | \bnot \s (?: \w+ \s ){{1,3}} in \s line \s with \s (?: the | these | those ) \s recommendations?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NEGATION = r"(?:not|no|never|nor|none|fail\w*|refus\w*|lack\w*|remain\w*|continue[ds]?\s(?:to|being)|still)"
_ACCEPTED = r"(?:accept(?:ed|ing|ance)|support(?:ed|ing)|agreed|pledged|committed)"
_UPR = r"(?:UPR|universal\speriodic\sreview)"
# "Although it had accepted recommendation 7.1, ...", "Despite several UPR recommendations, ...".
_DESPITE_THEM = (
    rf"\b(?:despite|although|notwithstanding|in\sspite\sof)\b"
    rf"(?:(?:(?!\bnot\b).){{0,60}}?\b{_ACCEPTED}\b.*\brecommendations?\b|\s(?:\w+\s){{0,3}}{_UPR}\srecommendations?\b)"
)
# Beside it, something is not as was recommended.
_DESPITE = re.compile(rf"{_DESPITE_THEM}.*\b{_NEGATION}\b|\b{_NEGATION}\b.*{_DESPITE_THEM}", re.IGNORECASE)
_HAS_ACCEPTED = re.compile(rf"(?<!not\s)(?<!never\s)\b(?:also\s)?{_ACCEPTED}\b.{{0,60}}\brecommendations?\b", re.IGNORECASE)
_BUT = r"(?:However|Yet|But|Nevertheless|Nonetheless|Even\sso)\b"
_BEGINS_WITH_BUT = re.compile(_BUT)
_SENTENCE_WITH_BUT = re.compile(rf"[.;]\s?\d{{0,3}}\s{_BUT}")
_EARLIER = r"(?:the|its|their)\s(?:first|second|third|previous|last|earlier|preceding)\s(?:cycle|review|UPR)"
_OF_REVIEW = re.compile(
    rf"\b(?:{_UPR}|{_EARLIER})\b.{{0,60}}\brecommendations?\b|\brecommendations?\b.{{0,60}}\b(?:{_UPR}\b|{_EARLIER}\b|accepted\s(?:during|in|at)\sthe\s)",
    re.IGNORECASE,
)
_SAYING = ("assessment", "finding", "concern", "fact")


def find_verdicts(document: Document, statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Statement]:
    """Return the statements, those marked that say what did not become of recommendations of the review.

    Args:
        statements: In text order.
        citations: All of the document.
    """
    cited = {citation.note for citation in citations if citation.recommendations and citation.note is not None}
    spans = [(citation.anchor.start, citation.anchor.end) for citation in citations if citation.recommendations]
    marked: list[Statement] = []
    for index, statement in enumerate(statements):
        if statement.kind not in _SAYING or (document.state and document.state in statement.issuers):
            marked.append(statement)
            continue
        text = view_of(document, statement.anchor.start, statement.anchor.end).text
        numbered = _names_numbers(statement, cited, spans)
        verdict = _verdict(text) if numbered or _OF_REVIEW.search(text) else None
        before = marked[-1] if marked else None
        on = None
        if verdict is None and before and not numbered and before.verdict is None and _continues(document, before, statement, text):
            earlier = view_of(document, before.anchor.start, before.anchor.end).text
            if _names_numbers(before, cited, spans) and _HAS_ACCEPTED.search(earlier):
                verdict, on = _plain_verdict(text) or "contested", index - 1
        marked.append(replace(statement, verdict=verdict, verdict_on=on) if verdict else statement)
    return marked


def _names_numbers(statement: Statement, cited: set[int], spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a statement names recommendations by number, itself, in a citation, or in a note that it calls."""
    start, end = statement.anchor.start, statement.anchor.end
    return bool(statement.upr_refs or cited.intersection(statement.notes) or any(start <= one < end for one, _ in spans))


def _plain_verdict(text: str) -> ImplementationVerdict | None:
    return "partly implemented" if _PARTLY.search(text) else "not implemented" if _NOT.search(text) else None


def _verdict(text: str) -> ImplementationVerdict | None:
    """Return what a text on recommendations says became of them, or None.

    >>> _verdict("JS1 said that recommendations 7.1 and 7.2 had not been fully implemented."), _verdict("7.1 was implemented.")
    ('partly implemented', None)
    """
    contested = _DESPITE.search(text) or (_HAS_ACCEPTED.search(text) and _SENTENCE_WITH_BUT.search(text))
    return _plain_verdict(text) or ("contested" if contested else None)


def _continues(document: Document, before: Statement, statement: Statement, text: str) -> bool:
    """Whether a statement says "however" of the sentence right before it: in the same voice, or of what the State claims."""
    between = document.text[before.anchor.end : statement.anchor.start]
    together = before.anchor.paragraph == statement.anchor.paragraph and before.issuers in (statement.issuers, (document.state,))
    return together and not re.search(r"[^\W\d]", between) and bool(_BEGINS_WITH_BUT.match(text))
