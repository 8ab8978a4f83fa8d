"""Read a decision of the Human Rights Council: what it does, and the outcome of a review that it adopts.

Guarantees: a paragraph is a statement where it begins with what the Council does ("Adopts", "Decides"); what it recalls
before is none. The outcome has the parts and the documents that the decision names, in its words or in a note that they
call; an outcome of another State than the document's is not taken for its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates
from hrgraph.errors import IdentifierError
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.models import Anchor, Block, Citation, Document, ReviewFact, Statement, StatementKind, Unresolved
from hrgraph.registry import Registry
from hrgraph.symbols import parse_symbol
from hrgraph.text import view_of_block

COUNCIL = "HRC"
_KINDS: dict[str, StatementKind] = {
    "adopts": "finding", "decides": "finding", "takes note": "finding", "notes": "finding", "reaffirms": "finding",
    "recalls": "finding", "affirms": "finding", "approves": "finding", "endorses": "finding", "confirms": "finding",
    "adopted": "finding", "welcomes": "commendation", "commends": "commendation", "urges": "recommendation",
    "notes with appreciation": "commendation", "calls": "recommendation", "encourages": "recommendation",
    "invites": "recommendation", "recommends": "recommendation", "requests": "request", "regrets": "concern",
    "expresses concern": "concern", "expresses its concern": "concern", "deplores": "concern", "condemns": "concern",
}  # fmt: skip
_VERBS = "|".join(sorted((verb.replace(" ", r"\s") for verb in _KINDS), key=len, reverse=True))
_OPENING = re.compile(r"\b[Tt]he\s+(?:Human\s+Rights\s+)?Council(?:,|\s+adopted)")
# What the Council does begins a paragraph with a capital, or goes on after what it recalls; a summary says "the Council adopted".
_OPERATIVE = re.compile(
    rf"(?:^|(?<=[,;]\s))(?:\d{{1,2}}\.\s)?(?P<verb>(?=[A-Z])(?i:{_VERBS}))\b|(?<=Council\s)(?P<told>adopted)\b"
)
_MEETING = re.compile(r"(?P<meeting>\d{1,3})\s?(?:st|nd|rd|th)\s+(?:\(\w+\)\s+)?(?:plenary\s+)?meeting\b,?\s*")
_VOTE = re.compile(r"\[?\s*\b[Aa]dopted\s+(?:(?P<none>without\s+a\s+vote|by\s+consensus)|by\s+(?:a\s+)?(?:recorded\s+)?vote)")
_OUTCOME = re.compile(r"\boutcome\s+of\s+the\s+(?:universal\s+periodic\s+)?review\s+(?:of|on)\s", re.IGNORECASE)
_REVIEWED = re.compile(r"\bconducted\s+the\s+review\s+of\s+(?P<of>.{2,80}?)\s+on\s+(?P<when>[^,;]{4,40})", re.IGNORECASE | re.DOTALL)
_ADOPTED_ON = re.compile(r"\bDecision\s+adopted\s+by\s+the\s+Human\s+Rights\s+Council\s*\*?\s+on\s+(?P<when>[^\n]{4,40})")
_PARTS = (
    ("report of the working group", re.compile(r"\breport\b.{0,60}?\bWorking\s+Group", re.DOTALL)),
    ("views of the State", re.compile(r"\bviews\s+of\b")),
    ("voluntary commitments", re.compile(r"\bvoluntary\s+(?:commitments|pledges)\b")),
    ("replies", re.compile(r"\breplies\b.{0,40}?\bpresented\b", re.DOTALL)),
)
_REPORT_OF_COUNCIL = re.compile(r"\bchap", re.IGNORECASE)


def find_decision(document: Document, registry: Registry, citations: Sequence[Citation]) -> OwnFindings:
    """Return what the Council does in a decision, and what it adopts as the outcome of a review.

    Args:
        document: Divided into blocks.
        citations: The documents that it cites, in its words and in its notes.
    """
    statements: list[Statement] = []
    facts: list[ReviewFact] = []
    unresolved: list[Unresolved] = []
    opening = _OPENING.search(document.text)
    for block in document.of_kind("paragraph", "bullet", "table") if opening else ():
        for start, end, verb in _operative(document, block, opening.start()):
            anchor = build_anchor(document, start, end, rule="council-decision.operative")
            notes = tuple(mark.number for mark in document.marks if start <= mark.start <= end)
            statements.append(Statement(_KINDS[verb], anchor, (COUNCIL,), _addressee(document, registry, verb, anchor), notes=notes))
            if verb in ("adopts", "adopted") and _OUTCOME.search(anchor.quote):
                fact, left = _outcome(document, registry, anchor, notes, citations)
                facts += [fact] if fact else []
                unresolved += [left] if left else []
    notes_only = tuple(block for block in document.blocks if block.kind == "note")
    return OwnFindings(replace(document, blocks=notes_only), tuple(statements), (), tuple(facts), tuple(unresolved))


def _operative(document: Document, block: Block, opening: int) -> list[tuple[int, int, str]]:
    """Return where in a block, after its opening, the Council does something, each up to the next; and the verb in lower case."""
    view = view_of_block(document, block)
    first = next((match.end() for match in _OPERATIVE.finditer(view.text) if view.offsets[match.start()] >= opening), None)
    if first is None:
        return []
    closings = [match.start() for pattern in (_MEETING, _VOTE) if (match := pattern.search(view.text, first))]
    closing = min(closings, default=len(view.text))
    found = [match for match in _OPERATIVE.finditer(view.text) if first <= match.end() <= closing]
    result = []
    for match, end in zip(found, [*(match.start() for match in found[1:]), closing], strict=False):
        group = "verb" if match["verb"] else "told"
        start, stop = view.source_span(match.start(group), end)
        # The call for a note after the last word belongs to the statement.
        stop = next((mark.end for mark in document.marks if stop <= mark.start and not document.text[stop : mark.start].strip()), stop)
        result.append((start, stop, " ".join(match[group].lower().split())))
    return result


def _addressee(document: Document, registry: Registry, verb: str, anchor: Anchor) -> str | None:
    """Return the State that is asked something, where the paragraph names it first."""
    named = registry.find_names(anchor.quote, "State")
    asked = _KINDS[verb] in ("recommendation", "request") and bool(named) and named[0].entries[0].code == document.state
    return document.state if asked else None


def _outcome(
    document: Document, registry: Registry, operative: Anchor, notes: Sequence[int], citations: Sequence[Citation]
) -> tuple[ReviewFact | None, Unresolved | None]:
    """Return what a decision says of a review and its outcome, or why that cannot be said."""
    named = {entry.code for name in registry.find_names(operative.quote, "State") for entry in name.entries}
    if document.state is None or document.cycle is None or (named and document.state not in named):
        reason = "neither the decision nor corpus.toml says which review, of which State and cycle, had this outcome"
        return None, Unresolved("review", operative.quote[:80], operative, reason)
    reviewed = _REVIEWED.search(document.text, 0, operative.start)
    closing = [match for pattern in (_MEETING, _VOTE) if (match := pattern.search(document.text, operative.end))]
    start = reviewed.start() if reviewed else operative.start
    end = max([operative.end, *(_line_end(document, match.end()) for match in closing)])
    cited = [c for c in citations if c.symbol and (operative.start <= c.anchor.start < operative.end or c.note in notes)]
    cited = [citation for citation in cited if _is_of_council(citation.symbol)]
    report = next((c.symbol for c in cited if "/Add." not in c.symbol and not _REPORT_OF_COUNCIL.match(c.pinpoint or "")), None)
    views = [c.symbol for c in cited if "/Add." in c.symbol and report and c.symbol.startswith(report + "/")]
    meeting, vote = _meeting(document.text, operative), _VOTE.search(document.text, operative.end)
    return ReviewFact(
        document.state, document.cycle, build_anchor(document, start, end, rule="council-decision.outcome"),
        review_date=_date(reviewed["when"]) if reviewed else None, session=_session(document.symbol),
        wg_report_symbol=report, replies_symbol=views[0] if views else None, decision_symbol=document.symbol,
        decision_date=_adopted_on(document.text, meeting), meeting=int(meeting["meeting"]) if meeting else None,
        without_vote=bool(vote["none"]) if vote else None,
        outcome_parts=tuple(name for name, pattern in _PARTS if pattern.search(operative.quote)),
        outcome_documents=tuple(dict.fromkeys(citation.symbol for citation in cited if citation.symbol)),
    ), None  # fmt: skip


def _is_of_council(symbol: str) -> bool:
    """Whether a symbol is that of a report to the Council, or of what was added to one."""
    return bool(re.fullmatch(r"A/HRC/\d+/\d+(?:/Add\.\d+)?(?:/(?:Corr|Rev)\.\d+)?", symbol))


def _line_end(document: Document, offset: int) -> int:
    """Return where the block ends that the last words of a decision stand in."""
    return next((block.end for block in document.of_kind("paragraph") if block.start <= offset <= block.end), offset)


def _meeting(text: str, operative: Anchor) -> re.Match[str] | None:
    """Return the meeting that adopted the decision: printed below it, or in the sentence that tells of it."""
    return _MEETING.search(text, operative.end) or _MEETING.search(text, max(0, operative.start - 100), operative.start)


def _adopted_on(text: str, meeting: re.Match[str] | None) -> str | None:
    """Return the day of the meeting that adopted the decision, printed beside it or in its title."""
    beside = _date(text[meeting.end() : meeting.end() + 40]) if meeting else None
    title = _ADOPTED_ON.search(text)
    return beside or (_date(title["when"]) if title else None)


def _date(words: str) -> str | None:
    dates = find_dates(words)
    return dates[0].value if dates else None


def _session(symbol: str | None) -> int | None:
    try:
        return parse_symbol(symbol).session if symbol else None
    except IdentifierError:
        return None
