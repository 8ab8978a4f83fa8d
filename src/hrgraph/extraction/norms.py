"""Fill the norms of statements: instruments, treaty acts and provisions.

Guarantees: the same statements in the same order; what was named but could not be resolved is returned beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hrgraph.extraction.instruments import find_instruments
from hrgraph.extraction.mentions import InstrumentMention, LawMention
from hrgraph.extraction.norm_passages import NormMention, Passage, read_passages
from hrgraph.extraction.norm_resolution import (
    ArticleMemory,
    Context,
    Norm,
    Resolution,
    law_norm,
    resolve_article,
    resolve_instrument,
    resolve_law,
)
from hrgraph.extraction.treaty_acts import find_treaty_acts
from hrgraph.models import Anchor, Document, Statement, TreatyAct, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import collapse, view_of

_RULE = "norms.back-reference"
# "Administrative Code" is short for a name that says too what is punished: "Administrative Offences Code".
_OBJECT_WORDS = re.compile(
    r"\b(?:of|offen[cs]es|infractions|violations|misdemeanou?rs|responsibility|liability)\b ?", re.IGNORECASE
)
_COMPETENCE_REACH = 170


@dataclass(frozen=True, slots=True)
class _Named:
    """Where in the document a norm is named, and which articles of it, if any."""

    start: int
    end: int
    norm: Norm
    articles: tuple[str, ...] = ()
    bare: bool = False


def annotate_norms(
    document: Document, statements: Sequence[Statement], registry: Registry
) -> tuple[list[Statement], list[Unresolved]]:
    """Return the statements with `instruments`, `instrument_actions` and `provisions` filled.

    Args:
        document: Segmented; text outside the statements helps to resolve "the Law" and "article 5".
        statements: In text order, with issuers resolved.

    Returns:
        The statements, same order; and the references within them that stay unresolved, in text order.
    """
    passages = read_passages(document, statements, registry)
    resolver = _Resolver(document, statements, passages, registry)
    for passage in passages:
        resolver.resolve(passage)
    named = sorted(resolver.named, key=lambda item: item.start)
    starts = [item.start for item in named]
    annotated = []
    for statement in statements:
        first = bisect_right(starts, statement.anchor.start - 1)
        last = bisect_right(starts, statement.anchor.end - 1)
        annotated.append(_annotated(document, statement, named[first:last], registry))
    return annotated, sorted(resolver.unresolved, key=lambda item: item.anchor.start)


class _Resolver:
    """Resolves the mentions of passage after passage; what earlier passages named is remembered."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], passages: Sequence[Passage], registry: Registry
    ) -> None:
        self.named: list[_Named] = []
        self.unresolved: list[Unresolved] = []
        self._document, self._registry, self._passages = document, registry, passages
        self._statements = sorted(statements, key=lambda statement: statement.anchor.start)
        self._starts = [statement.anchor.start for statement in self._statements]
        self._section: list[Norm] = []
        self._path: tuple[str, ...] | None = None
        self._articles = ArticleMemory()

    def resolve(self, passage: Passage) -> None:
        """Resolve the mentions and then the articles of one passage."""
        if passage.path != self._path:
            self._section, self._path = [], passage.path
        headings = _spoken_of(" / ".join(passage.path), self._registry)
        resolved: list[tuple[int, Statement | None, tuple[Norm, ...]]] = []
        for mention in passage.mentions:
            start, end = passage.view.source_span(mention.start, mention.end)
            statement = self._statement_at(start)
            context = self._context(resolved, statement, headings, before=mention.start)
            resolution = self._meaning(mention, context, passage)
            resolved.append((mention.start, statement, resolution.norms))
            self.named += [_Named(start, end, norm) for norm in resolution.norms]
            if statement and not resolution.norms and _is_asked_for(mention):
                what = "instrument" if getattr(mention, "family", "") == "instrument" else "provision"
                self._leave(what, start, end, statement, resolution)
        for position, article in enumerate(passage.articles):
            start, end = passage.view.source_span(article.start, article.end)
            statement = self._statement_at(start)
            if position in passage.owners:
                norms = resolved[passage.owners[position]][2]
                resolution = Resolution(norms[:1])
            elif not article.numbers or article.unit == "section":
                continue
            else:
                context = self._context(resolved, statement, headings, before=article.start)
                text = passage.view.text
                in_brackets = text[article.start - 1 : article.start] + text[article.end : article.end + 1] == "()"
                resolution = resolve_article(
                    article.numbers, context, self._articles, in_brackets=in_brackets and text[article.start] == "a"
                )
            for norm in resolution.norms:
                self._articles.add(article.numbers, norm)
                self.named.append(_Named(start, end, norm, article.numbers, bare=position not in passage.owners))
            if statement and not resolution.norms:
                self._leave("provision", start, end, statement, resolution)
        self._section += [norm for _, _, norms in resolved for norm in norms]

    def _meaning(self, mention: NormMention, context: Context, passage: Passage) -> Resolution:
        if isinstance(mention, InstrumentMention):
            return Resolution(tuple(Norm(code) for code in mention.codes))
        if isinstance(mention, LawMention):
            return Resolution((law_norm(mention),))
        if mention.family == "instrument":
            return resolve_instrument(mention, context, self._registry)
        laws = [law for other in self._passages if other.path == passage.path for law in other.laws]
        return resolve_law(mention, context, laws)

    def _context(
        self,
        resolved: Iterable[tuple[int, Statement | None, tuple[Norm, ...]]],
        statement: Statement | None,
        headings: Sequence[str],
        *,
        before: int,
    ) -> Context:
        earlier = [(owner, norm) for start, owner, norms in resolved if start < before for norm in norms]
        return Context(
            statement=[norm for owner, norm in earlier if statement is not None and owner is statement],
            paragraph=[norm for _, norm in earlier],
            section=[*self._section, *(norm for _, norm in earlier)],
            treaties=self._treaties(statement),
            headings=headings,
        )

    def _treaties(self, statement: Statement | None) -> list[str]:
        """Return the treaties of the committees who speak, or else of those that the statement names."""
        if statement is None:
            return []
        codes = [self._registry.monitors(issuer) for issuer in statement.issuers]
        return list(dict.fromkeys(code for code in codes if code)) or _monitored(
            view_of(self._document, statement.anchor.start, statement.anchor.end).text, self._registry
        )

    def _statement_at(self, offset: int) -> Statement | None:
        position = bisect_right(self._starts, offset) - 1
        if position < 0 or offset >= self._statements[position].anchor.end:
            return None
        return self._statements[position]

    def _leave(self, what: str, start: int, end: int, statement: Statement, resolution: Resolution) -> None:
        printed = collapse(self._document.text[start:end])
        anchor = Anchor(self._document.identifier, statement.anchor.paragraph, start, end, printed, _RULE)
        reason = "several are possible" if resolution.candidates else "nothing named before it fits"
        self.unresolved.append(Unresolved(what, printed, anchor, reason, resolution.candidates))


def _is_asked_for(mention: NormMention) -> bool:
    """Whether a reference must mean something: a capital says that it is the short form of a name."""
    return not isinstance(mention, InstrumentMention | LawMention) and mention.formal and not mention.plural


def _spoken_of(heading: str, registry: Registry) -> list[str]:
    """Return the instruments that a heading names, or whose committees it names."""
    named = [code for mention in find_instruments(heading, registry) for code in mention.codes]
    return list(dict.fromkeys([*named, *_monitored(heading, registry)]))


def _monitored(text: str, registry: Registry) -> list[str]:
    """Return the treaties of the committees that a text names in full, each once."""
    full = [found for found in registry.find_names(text, "TreatyBody") if " " in text[found.start : found.end]]
    codes = [registry.monitors(found.entries[0].code) for found in full]
    return list(dict.fromkeys(code for code in codes if code))


def _annotated(document: Document, statement: Statement, named: Sequence[_Named], registry: Registry) -> Statement:
    actions, meant = _acts(document, statement, named, registry)
    codes = [item.norm.code for item in named if item.norm.code]
    return replace(
        statement,
        instruments=tuple(dict.fromkeys([*codes, *meant])),
        instrument_actions=tuple(dict.fromkeys(actions)),
        provisions=_distinct(_provisions(document, statement, named)),
    )


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    """Return the items, each once: "Penal Code" and "penal code" are one law."""
    kept: dict[str, str] = {}
    for item in items:
        kept.setdefault(item.lower(), item)
    return tuple(kept.values())


def _provisions(document: Document, statement: Statement, named: Sequence[_Named]) -> Iterator[str]:
    numbered = {_short_name(item.norm) for item in named if item.articles}
    for item in named:
        norm = item.norm
        state = norm.state or statement.addressee or document.state
        prefix = norm.code or (f"{state}:{norm.law}" if state else None)
        if prefix is None:
            continue
        if item.articles:
            yield from (f"{prefix}:{number}" for number in item.articles)
        elif norm.law and _short_name(norm) not in numbered:
            yield prefix


def _short_name(norm: Norm) -> str:
    return norm.code or _OBJECT_WORDS.sub("", (norm.law or "").lower())


def _acts(
    document: Document, statement: Statement, named: Sequence[_Named], registry: Registry
) -> tuple[list[tuple[TreatyAct, str]], list[str]]:
    """Return the treaty acts of a statement, and treaties that are meant though only their committee is named."""
    start, end = statement.anchor.start, statement.anchor.end
    gaps = [gap for block in document.blocks if block.start < end and start < block.end for gap in block.gaps]
    view = view_of(document, start, end, gaps)
    groups: dict[tuple[int, int], list[str]] = {}
    for item in named:
        if item.norm.code and not item.articles:
            span = view.view_position(item.start), view.view_position(item.end - 1) + 1
            groups.setdefault(span, []).append(item.norm.code)
    spans = sorted(groups)
    actions: list[tuple[TreatyAct, str]] = []
    meant: list[str] = []
    for mention in find_treaty_acts(view.text, spans):
        codes = [code for position in mention.objects for code in groups[spans[position]]]
        if not codes:
            codes = _monitored(view.text[mention.end : mention.end + _COMPETENCE_REACH], registry)[:1]
            meant += codes
        actions += [(mention.act, code) for code in codes if _can_be_done(mention.act, code, registry)]
    return actions, meant


def _can_be_done(act: TreatyAct, code: str, registry: Registry) -> bool:
    """Whether an act is possible: only a treaty is ratified; a programme of goals can be implemented."""
    entry = registry.by_code(code, "Instrument")
    return entry is None or entry.kind != "SoftLawInstrument" or (act == "implement" and code == "SDG")
