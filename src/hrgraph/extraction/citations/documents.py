"""Find the documents that a document cites, in its running text, its tables and its notes.

Guarantees: one record for each place; words that point back ("Ibid.", "see note 4 above", "op. cit.") name the document
that they point to; what looks like a citation and cannot be resolved is kept as printed and reported; a document never
cites itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from hrgraph.anchors import build_anchor
from hrgraph.extraction.citations.addresses import find_addresses
from hrgraph.extraction.citations.cited import Cited
from hrgraph.extraction.citations.pinpoints import Pinpoint, list_paragraphs, match_pinpoint
from hrgraph.extraction.citations.resolutions import find_resolutions
from hrgraph.extraction.citations.sources import find_sources, match_submission_author
from hrgraph.extraction.citations.symbols import find_symbols
from hrgraph.models import Anchor, Block, Citation, Document, Unresolved
from hrgraph.text import View, view_of_block

_BACK = re.compile(
    r"""
      (?<! \w ) (?P<ibid> [Ii1l|]bid (?:em)? \b \.? | Idem \b \.? (?= , ) )
    | \b (?: [Ss]ee \s )? (?: [Ss]upra ,? \s )?
      (?: [Ff]oot | [Ee]nd )? [Nn]otes? \s (?P<note> \d{1,3} ) ,? \s (?: above | supra ) \b
    | \b [Ss]upra ,? \s (?: foot | end )? note \s (?P<supra> \d{1,3} )
    | (?P<name> [A-Z][^,.;:()]{0,80} ) ,? \s op \. \s? cit \.
    """,
    re.VERBOSE,
)
# What may stand between a title and the symbol or address of the same document.
_JOINT = re.compile(
    r"""
    (?: ,? \s \(? (?: \d{1,2} \s )? (?: [A-Z][a-z]+ \s )? (?:19|20)\d\d \)? )?     # its date
    (?:
      \s? [.,:]? \s? \(? [Aa]vailable \s (?: online \s )? (?: from | at ) :? \s     # ". Available from"
    | \s? [,:]? \s? (?: (?: UN \s )? (?: [Dd]ocument | [Dd]oc \. ) \s )?            # ", UN doc. "
    )
    [(<\[]{0,2}
    """,
    re.VERBOSE,
)

_COUNCIL_REPORT = re.compile(r"A/HRC/\d+/\d+(?:/Add\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Place:
    """A document named in a block, with its pinpoint."""

    block: Block
    view: View
    cited: Cited
    pinpoint: Pinpoint | None

    @property
    def note(self) -> int | None:
        number = self.block.number if self.block.kind == "note" else None
        return int(number) if number and number.isdigit() else None


def find_citations(document: Document) -> tuple[list[Citation], list[Unresolved]]:
    """Return the documents that a document cites, and what it cites that could not be resolved.

    Args:
        document: Segmented.

    Returns:
        Both lists in text order. A citation that is reported as unresolved has neither symbol, title nor address.
    """
    blocks = document.of_kind("paragraph", "bullet", "note", "table")
    places = [place for block in blocks for place in _places(document, block)]
    citations, unresolved = [], []
    for place in _resolve_back(_complete(places)):
        anchor = _anchor(document, place)
        cited = place.cited
        if cited.symbol and cited.symbol in (document.symbol, document.identifier):
            continue
        if cited.reason:
            unresolved.append(Unresolved("document", cited.printed, anchor, cited.reason, cited.candidates))
        citations.append(
            Citation(
                printed=cited.printed,
                anchor=anchor,
                symbol=cited.symbol,
                title=cited.title,
                url=cited.url,
                pinpoint=place.pinpoint.printed if place.pinpoint else None,
                note=place.note,
                kind="un_symbol" if cited.symbol or cited.un_symbol else "source",
                recommendations=_recommendations(cited, place.pinpoint),
                paragraphs=list_paragraphs(place.pinpoint.printed) if place.pinpoint else (),
            )
        )
    return citations, unresolved


def _places(document: Document, block: Block) -> list[_Place]:
    view = view_of_block(document, block)
    note = block.kind == "note"
    found = _without_overlaps(
        find_addresses(view, document.text),
        find_symbols(view.text),
        _back_references(view.text) if note else (),
        find_resolutions(view.text),
        find_sources(view.text, note=note),
    )
    return [
        _Place(block, view, cited, match_pinpoint(view.text, cited.start, cited.end))
        for cited in _joined(view.text, found)
    ]  # fmt: skip


def _back_references(text: str) -> list[Cited]:
    found = []
    for match in _BACK.finditer(text):
        back = "ibid" if match["ibid"] else "op. cit." if match["name"] else "note"
        target = match["note"] or match["supra"] or match["name"] or ""
        found.append(Cited(*match.span(), match.group(), "citations.back-reference", back=back, target=target))
    return found


def _without_overlaps(*groups: Iterable[Cited]) -> list[Cited]:
    """Return what was found in text order; what overlaps a thing of an earlier group gives way to it."""
    kept: list[Cited] = []
    for group in groups:
        kept += [c for c in group if not any(c.start < other.end and other.start < c.end for other in kept)]
    return sorted(kept, key=lambda cited: cited.start)


def _joined(text: str, found: list[Cited]) -> list[Cited]:
    """Return what was found, a title and the symbol or address after it as one."""
    joined: list[Cited] = []
    for cited in found:
        if joined and _belongs_to(text, joined[-1], cited):
            before = joined.pop()
            # A symbol says what is cited better than the title; the title says it better than an address.
            named = cited if cited.symbol else before
            cited = replace(cited, start=before.start, title=before.title, printed=named.printed, rule=named.rule)
        joined.append(cited)
    return joined


def _belongs_to(text: str, title: Cited, cited: Cited) -> bool:
    """Say whether `cited` is the symbol or the address of the document that the title before it names."""
    bare_title = title.title and not title.symbol and not title.url and not match_submission_author(title)
    located = (cited.symbol or cited.url) and not cited.title
    return bool(bare_title and located and _JOINT.fullmatch(text[title.end : cited.start]))


def _complete(places: list[_Place]) -> list[_Place]:
    """Return the places with what the rest of the document says of the same documents.

    A short title of a submission gets the full one, a cut address the whole one, a resolution without its session the
    symbol, each where the document has exactly one.
    """
    titles: dict[str, str] = {}
    for place in places:
        author = match_submission_author(place.cited)
        title = place.cited.title or ""
        if author and len(title) > len(titles.get(author, "")):
            titles[author] = title
    addresses = {place.cited.url for place in places if place.cited.url}
    symbols = {place.cited.symbol for place in places if place.cited.symbol}
    completed = []
    for place in places:
        cited = place.cited
        author = match_submission_author(cited)
        if author:
            cited = replace(cited, title=titles[author])
        elif cited.url and cited.url.endswith("-"):
            whole = [url for url in addresses if url.startswith(cited.url) and url != cited.url]
            cited = replace(cited, url=whole[0]) if len(whole) == 1 else cited
        elif cited.rule == "citations.resolution" and cited.reason and (number := re.search(r"\d{2,4}", cited.printed)):
            known = [symbol for symbol in symbols if symbol.startswith(f"A/RES/{number.group()}(")]
            cited = replace(cited, symbol=known[0], reason="") if len(known) == 1 else cited
        completed.append(replace(place, cited=cited))
    return completed


def _resolve_back(places: list[_Place]) -> list[_Place]:
    """Return the places, words that point back replaced by what they point to."""
    resolved: list[_Place] = []
    for place in places:
        cited = place.cited
        if cited.back:
            earlier = [other.cited for other in resolved if other.block.kind == "note"]
            if cited.back == "ibid":
                targets = earlier[-1:]
            elif cited.back == "note":
                targets = [o.cited for o in resolved if o.note == int(cited.target)]
            else:
                targets = [c for c in earlier if cited.target.strip() in f"{c.printed} {c.title or ''}"]
            cited = _pointing_at(cited, targets)
        resolved.append(replace(place, cited=cited))
    return resolved


def _pointing_at(cited: Cited, targets: list[Cited]) -> Cited:
    documents = {(t.symbol or t.title or t.url): t for t in targets if t.symbol or t.title or t.url}
    if len(documents) == 1:
        (target,) = documents.values()
        return replace(cited, symbol=target.symbol, title=target.title, url=target.url, un_symbol=target.un_symbol)
    reason = "It points to more than one document." if documents else "Nothing is cited at the place that it points to."
    return replace(cited, reason=reason, candidates=tuple(documents))


def _recommendations(cited: Cited, pinpoint: Pinpoint | None) -> tuple[str, ...]:
    """Return the UPR recommendations cited; a working group's report numbers them as its paragraphs."""
    if pinpoint is None:
        return ()
    report = cited.symbol and _COUNCIL_REPORT.fullmatch(cited.symbol)
    return pinpoint.recommendations + (pinpoint.paragraphs if report else ())


def _anchor(document: Document, place: _Place) -> Anchor:
    pinpoint = place.pinpoint
    start = min(place.cited.start, pinpoint.start) if pinpoint else place.cited.start
    end = max(place.cited.end, pinpoint.end) if pinpoint else place.cited.end
    span = place.view.source_span(start, end)
    return build_anchor(document, *span, rule=place.cited.rule, paragraph=place.block.paragraph or "")
