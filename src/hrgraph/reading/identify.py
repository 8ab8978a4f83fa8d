"""What a document says of itself: symbol, kind, State, cycle and session, from its first page.

What `corpus.toml` says wins. What nobody says stays None; a document whose kind cannot be told is refused, because rules
are written for kinds.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hrgraph.errors import IdentifierError, InputError
from hrgraph.iris import slug
from hrgraph.models import DocumentKind, Source
from hrgraph.reading.author import match_author
from hrgraph.reading.corpus_entry import KIND_OF_SYMBOL, KINDS
from hrgraph.reading.list_head import match_list_file_name, match_list_head
from hrgraph.reading.masthead import own_symbol
from hrgraph.registry import load_registry
from hrgraph.sittings import match_sitting, parse_ordinal
from hrgraph.symbols import cycle_of_council_session, cycle_of_session, parse_symbol
from hrgraph.text import collapse

_FIRST_PAGE = 6000
# Whom questions are put to, and of whose review a letter speaks.
_ASKED = re.compile(r"\bquestions?\s+(?:submitted\s+in\s+advance\s+)?(?:to|for)\s+(?:the\s+)?(?P<of>[^\n]{3,90})", re.IGNORECASE)
_REVIEW_OF = re.compile(r"\breview\s+of\s+(?:the\s+)?(?P<of>[^\n.;]{3,90})|\bfor\s+foreign\s+affairs\s+of\s+(?:the\s+)?(?P<minister>[^\n.;]{3,90})", re.IGNORECASE)
_SITS = re.compile(r"\b(?P<session>[a-z]+(?:-[a-z]+)?|\d{1,2}(?:st|nd|rd|th))\s+session\b(?!\s+of\s+the\s+(?:human|general|council))", re.IGNORECASE)
_CYCLE = re.compile(r"\b(?P<cycle>first|second|third|fourth|[1-4](?:st|nd|rd|th))\s+(?:UPR|universal\s+periodic\s+review|cycle)\b", re.IGNORECASE)
_LAST_SESSION = 60
_HIGH_COMMISSIONER = "United Nations High Commissioner for Human Rights"
# A report of the working group says when it sat behind its table of contents.
_BEGINNING = 12000
_OUTCOME = re.compile(r"outcome\s+of\s+the\s+(?:universal\s+periodic\s+)?review(?P<of>\s*:\s*[^:;]{3,100})?", re.I)
_TITLES: tuple[tuple[re.Pattern[str], DocumentKind], ...] = (
    (re.compile(r"(?:thematic list|matrix) of recommendations", re.IGNORECASE), "ThematicList"),
    (re.compile(r"^(?:[^\t\n]{0,20}\t)?recommendations?\t(?:[^\n]*\t)?(?:full list of )?themes?\b", re.IGNORECASE | re.MULTILINE), "ThematicList"),
    (re.compile(r"compilation\s+(?:of\s+(?:UN|United\s+Nations\s+)?information\s+)?prepared\s+by\s+the\s+Office", re.IGNORECASE), "UnitedNationsCompilation"),
    (re.compile(r"^\s*compilation on \w", re.IGNORECASE | re.MULTILINE), "UnitedNationsCompilation"),
    (re.compile(r"summary\s+(?:of\s+stakeholders.{0,3}\s+(?:submissions|information)|prepared\s+by\s+the\s+Office)", re.IGNORECASE), "StakeholderSummary"),
    (re.compile(r"information\s+provided\s+by\s+(?:other\s+)?stakeholders", re.IGNORECASE), "StakeholderSummary"),
    (re.compile(r"national\s+report\s+submitted\s+in\s+accordance", re.IGNORECASE), "NationalReport"),
    (re.compile(r"report\s+of\s+the\s+working\s+group\s+on\s+the\s+universal\s+periodic\s+review", re.IGNORECASE), "WorkingGroupReport"),
    (re.compile(r"views\s+on\s+conclusions\s+and/or\s+recommendations", re.IGNORECASE), "Addendum"),
    (re.compile(r"^[#*\s]*(?:[^\n]{0,60}[-:\N{EN DASH}]\s*)?(?:list\s+of\s+)?(?:advance\s+(?:written\s+)?questions?\b|questions?\s+submitted\s+in\s+advance\b)", re.IGNORECASE | re.MULTILINE), "AdvanceQuestions"),
    (re.compile(r"^\W*(?:your\s+)?excellency\s*[,:]?\s*$(?=.*\buniversal\s+periodic\s+review\b)(?=.*\bhigh\s+commissioner\b)", re.IGNORECASE | re.DOTALL | re.MULTILINE), "Letter"),
    (re.compile(r"\bdecision\s+adopted\s+by\s+the\s+human\s+rights\s+council\b", re.IGNORECASE), "CouncilDecision"),
    (re.compile(r"\bstatement\s+by\s+the\s+president\b.{0,200}\boutcome\s+of\s+the\s+(?:universal|review)", re.IGNORECASE | re.DOTALL), "CouncilDecision"),
    (re.compile(r"concluding observations (?:of the|on the)", re.IGNORECASE), "ConcludingObservations"),
    (re.compile(r"\bsubmission (?:to|for) the .{0,60}universal periodic review", re.IGNORECASE | re.DOTALL), "StakeholderSubmission"),
    (re.compile(r"\b(?:stakeholder|joint|ngo|civil\s+society|upr)\s+submission\b", re.IGNORECASE), "StakeholderSubmission"),
    (re.compile(r"^[^\n]{0,60}\bsubmission\s+(?:to|for|by)\b", re.IGNORECASE | re.MULTILINE), "StakeholderSubmission"),
    (re.compile(r"^[#*\s]*report on human rights in\b", re.IGNORECASE | re.MULTILINE), "IndependentReport"),
)  # fmt: skip


def identify(text: str, source: Source) -> Source:
    """Return `source` with what the document's first page adds to it.

    Raises:
        InputError: Nobody says what kind of document it is.
    """
    first_page = text[:_FIRST_PAGE]
    known = source
    if not known.symbol and not known.slug:
        known = replace(known, symbol=own_symbol(first_page))
    known = _from_symbol(known)
    if not known.kind:
        known = replace(known, kind=_kind_titled(first_page))
    if not known.kind:
        raise InputError(
            source.name,
            "it cannot be told what kind of document this is.",
            advice=f"Add an entry to corpus.toml with kind = one of {', '.join(KINDS)}.",
        )
    if known.kind == "ThematicList":
        known = _from_list_head(known, first_page)
    if known.kind == "WorkingGroupReport" and (sitting := match_sitting(text[:_BEGINNING])):
        session = known.session or sitting.session
        known = replace(known, session=session, cycle=known.cycle or cycle_of_session(session))
    if known.kind in ("WorkingGroupReport", "Addendum") or (known.kind == "CouncilDecision" and _OUTCOME.search(first_page)):
        known = _cycle_from_council(known)
    if known.kind == "CouncilDecision" and not known.state:
        known = replace(known, state=_state_of_outcome(first_page))
    if known.kind in ("AdvanceQuestions", "Letter"):
        known = _from_correspondence(known, first_page)
    # The rows of a table, and those who ask, are many States.
    elif not known.state and known.kind != "RecommendationTable":
        known = replace(known, state=_state_named(first_page, text))
    if known.kind == "StakeholderSubmission" and not known.author:
        known = replace(known, author=match_author(first_page, load_registry()))
    if not known.symbol and not known.slug:
        known = replace(known, slug=slug(source.name.rsplit(".", 1)[0]))
    return known


def _cycle_from_council(known: Source) -> Source:
    """Add the cycle that a document of the Council on the outcome of a review belongs to, by the Council's session."""
    try:
        symbol = parse_symbol(known.symbol) if known.symbol and known.cycle is None else None
    except IdentifierError:
        return known
    if symbol is None or symbol.body != "HRC" or symbol.session is None:
        return known
    return replace(known, cycle=cycle_of_council_session(symbol.session))


def _from_list_head(known: Source, first_page: str) -> Source:
    """Add what the head of OHCHR's list says of its review, or else the name that OHCHR gives the file."""
    head = match_list_head(first_page) or match_list_file_name(known.name)
    if head is None:
        return known
    said = {"state": head.state, "cycle": head.cycle, "session": head.session}
    return replace(known, **{key: value for key, value in said.items() if value and getattr(known, key) is None})


def _kind_titled(first_page: str) -> DocumentKind | None:
    """The kind whose title is printed first; the text below a title names other documents.

    The title of an addendum names the report that it belongs to before itself.
    """
    found = [(match.start(), kind) for pattern, kind in _TITLES if (match := pattern.search(first_page))]
    first = min(found, default=(0, None))[1]
    if first == "WorkingGroupReport" and any(kind == "Addendum" for _, kind in found):
        return "Addendum"
    return first


def _from_symbol(known: Source) -> Source:
    """Add what the symbol says: State, kind, session and cycle."""
    if not known.symbol:
        return known
    try:
        symbol = parse_symbol(known.symbol)
    except IdentifierError:
        return known
    session = symbol.session if symbol.cycle else None  # a session of the Council is not one of the review
    said = {"state": symbol.state, "kind": KIND_OF_SYMBOL.get(symbol.kind), "session": session, "cycle": symbol.cycle}
    return replace(known, **{key: value for key, value in said.items() if value and getattr(known, key) is None})


def _from_correspondence(known: Source, first_page: str) -> Source:
    """Add what a letter, or the title of questions, says of the State and the review that it is about."""
    pattern = _ASKED if known.kind == "AdvanceQuestions" else _REVIEW_OF
    places = (match["of"] or match.groupdict().get("minister") or "" for match in pattern.finditer(first_page))
    named = [found[0] for place in places if (found := load_registry().find_names(place.title() if place.isupper() else place, "State"))]
    if not known.state and named and named[0].start == 0:
        known = replace(known, state=named[0].entries[0].code)
    session = next((number for match in _SITS.finditer(first_page) if (number := _ordinal(match["session"]))), None)
    if session and session <= _LAST_SESSION:
        known = replace(known, session=known.session or session, cycle=known.cycle or cycle_of_session(known.session or session))
    cycle = _CYCLE.search(first_page)
    if cycle and known.cycle is None:
        known = replace(known, cycle=_ordinal(cycle["cycle"]))
    if known.kind == "Letter" and not known.author and re.search(r"high\s+commissioner", first_page, re.IGNORECASE):
        known = replace(known, author=_HIGH_COMMISSIONER)
    return known


def _ordinal(words: str) -> int | None:
    try:
        return parse_ordinal(words)
    except ValueError:
        return None


def _state_of_outcome(first_page: str) -> str | None:
    """The State in the title of a decision on the outcome of a review: "Outcome of the universal periodic review: Fiji"."""
    for match in _OUTCOME.finditer(first_page):
        named = load_registry().find_names(collapse(match["of"] or "").lstrip(": "), "State")
        if named and named[0].start == 0:
            return named[0].entries[0].code
    return None


def _state_named(first_page: str, text: str) -> str | None:
    """The State named alone on a line of the title page, or else the one named far more often than any other."""
    registry = load_registry()
    for line in first_page.splitlines()[:60]:
        entry = registry.match(collapse(line.strip("#* ")), "State")
        if entry:
            return entry.code
    counts: dict[str, int] = {}
    for entry in registry.of_kind("State"):
        names = [name for name in entry.names if len(name) > 3]
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b") if names else None
        count = sum(1 for _ in pattern.finditer(text)) if pattern else 0
        if count:
            counts[entry.code] = count
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if ranked and (len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]) and ranked[0][1] >= 3:
        return ranked[0][0]
    return None
