"""Say which norms a document names where, in passage after passage, back references and bare articles resolved.

Guarantees: what is named keeps its place in the document; what must mean something and cannot be resolved is returned
as unresolved, where a statement holds it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hrgraph.anchors import build_anchor
from hrgraph.extraction.norms.instruments import find_instruments
from hrgraph.extraction.norms.mentions import ArticleMention, BackReference, InstrumentMention, LawMention
from hrgraph.extraction.norms.passages import NormMention, Passage
from hrgraph.extraction.norms.resolution import (
    ArticleMemory,
    Context,
    Norm,
    Resolution,
    law_norm,
    resolve_article,
    resolve_instrument,
    resolve_law,
)
from hrgraph.models import Document, Statement, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import collapse, view_of

_RULE = "norms.back-reference"
# Words that in small letters mean an instrument; "this protocol" may be any procedure.
_CLASSES = frozenset({"treaty", "convention", "covenant", "instrument", "optional protocol"})


@dataclass(frozen=True, slots=True)
class Named:
    """Where in the document a norm is named, and which articles of it, if any."""

    start: int
    end: int
    norm: Norm
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Resolved:
    """A mention of a passage, the statement it stands in, and what it means."""

    start: int
    statement: Statement | None
    norms: tuple[Norm, ...]


def name_norms(
    document: Document, statements: Sequence[Statement], passages: Sequence[Passage], registry: Registry
) -> tuple[list[Named], list[Unresolved]]:
    """Return the norms that the passages name, and the references that stay unresolved, each in text order.

    Args:
        statements: Say who speaks where: a committee's "the Convention" is the treaty it monitors.
        passages: In text order.
    """
    reader = _Reader(document, statements, passages, registry)
    for passage in passages:
        reader.read(passage)
    return (
        sorted(reader.named, key=lambda item: item.start),
        sorted(reader.unresolved, key=lambda item: item.anchor.start),
    )


def monitored_treaties(text: str, registry: Registry) -> list[str]:
    """Return the treaties of the committees that a text names in full, each once."""
    full = [found for found in registry.find_names(text, "TreatyBody") if " " in text[found.start : found.end]]
    codes = [registry.monitors(found.entries[0].code) for found in full]
    return list(dict.fromkeys(code for code in codes if code))


def _asks_for_one(mention: BackReference) -> bool:
    """Whether the words must mean one norm: a capital marks the short form of a name; "this treaty" points to one."""
    points = mention.family == "instrument" and mention.pointing and mention.head in _CLASSES
    return (mention.formal or points) and not mention.plural


class _Reader:
    """Reads passage after passage; what earlier passages named is remembered."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], passages: Sequence[Passage], registry: Registry
    ) -> None:
        self.named: list[Named] = []
        self.unresolved: list[Unresolved] = []
        self._document, self._registry, self._passages = document, registry, passages
        self._statements = sorted(statements, key=lambda statement: statement.anchor.start)
        self._starts = [statement.anchor.start for statement in self._statements]
        self._spoken: dict[tuple[int, int], list[str]] = {}
        self._articles = ArticleMemory()
        self._path: tuple[str, ...] | None = None
        self._headings: list[str] = []
        self._section: list[Norm] = []

    def read(self, passage: Passage) -> None:
        """Resolve the mentions and then the articles of one passage."""
        if passage.path != self._path:
            self._path, self._section = passage.path, []
            self._headings = self._spoken_of(" / ".join(passage.path))
        resolved: list[_Resolved] = []
        for mention in passage.mentions:
            start, end = passage.view.source_span(mention.start, mention.end)
            statement = self._statement_at(start)
            context = self._context(resolved, statement, passage, before=mention.start)
            resolution = self._meaning(mention, context, passage)
            resolved.append(_Resolved(mention.start, statement, resolution.norms))
            self.named += [Named(start, end, norm) for norm in resolution.norms]
            if isinstance(mention, BackReference) and not resolution.norms and _asks_for_one(mention):
                self._leave("instrument" if mention.family == "instrument" else "provision", start, end, resolution)
        last: list[Named] = []
        for position, article in enumerate(passage.articles):
            start, end = passage.view.source_span(article.start, article.end)
            owner = resolved[passage.owners[position]].norms if position in passage.owners else None
            if not article.numbers:
                named = [Named(start, end, item.norm, item.articles) for item in last]  # "that article"
            else:
                resolution = self._owner(article, owner, resolved, passage)
                named = [Named(start, end, norm, article.numbers) for norm in resolution.norms]
                if not named and not (article.unit == "section" and owner is None):
                    self._leave("provision", start, end, resolution)
            for item in named:
                self._articles.add(item.articles, item.norm)
            self.named += named
            last = named or last
        self._section += [norm for item in resolved for norm in item.norms]

    def _meaning(self, mention: NormMention, context: Context, passage: Passage) -> Resolution:
        if isinstance(mention, InstrumentMention):
            return Resolution(tuple(Norm(code) for code in mention.codes))
        if isinstance(mention, LawMention):
            return Resolution((law_norm(mention),))
        if mention.family == "instrument":
            return resolve_instrument(mention, context, self._registry)
        laws = [law for other in self._passages if other.path == passage.path for law in other.laws]
        return resolve_law(mention, context, laws)

    def _owner(
        self, article: ArticleMention, owner: tuple[Norm, ...] | None, resolved: list[_Resolved], passage: Passage
    ) -> Resolution:
        """Return whose articles are named: by grammar, or else from the context."""
        if owner is not None:
            return Resolution(owner[:1])
        statement = self._statement_at(passage.view.offsets[article.start])
        context = self._context(resolved, statement, passage, before=article.start)
        if article.unit == "section" and not any(norm.law for norm in context.statement[-1:]):
            # It may be a section of this document: only a number that was named with its law is a law's for sure.
            known = self._articles.norms(article.numbers)
            return Resolution(tuple(known) if len(known) == 1 else ())
        text = passage.view.text
        brackets = text[max(0, article.start - 1) : article.start] + text[article.end : article.end + 1]
        in_brackets = brackets == "()" and text[article.start].islower()
        return resolve_article(article.numbers, context, self._articles, in_brackets=in_brackets)

    def _context(
        self, resolved: Sequence[_Resolved], statement: Statement | None, passage: Passage, *, before: int
    ) -> Context:
        earlier = [(item.statement, norm) for item in resolved if item.start < before for norm in item.norms]
        return Context(
            statement=[norm for owner, norm in earlier if statement is not None and owner is statement],
            paragraph=[norm for _, norm in earlier],
            section=[*self._section, *(norm for _, norm in earlier)],
            treaties=self._treaties(statement),
            headings=self._headings,
            in_table=passage.in_table,
        )

    def _treaties(self, statement: Statement | None) -> list[str]:
        """Return the treaties of the committees who speak, or else of those that the statement names."""
        if statement is None:
            return []
        start, end = statement.anchor.start, statement.anchor.end
        if (start, end) not in self._spoken:
            speakers = [code for issuer in statement.issuers if (code := self._registry.monitors(issuer))]
            self._spoken[start, end] = list(dict.fromkeys(speakers)) or monitored_treaties(
                view_of(self._document, start, end).text, self._registry
            )
        return self._spoken[start, end]

    def _spoken_of(self, headings: str) -> list[str]:
        """Return the instruments that headings name, or whose committees they name."""
        named = [code for mention in find_instruments(headings, self._registry) for code in mention.codes]
        return list(dict.fromkeys([*named, *monitored_treaties(headings, self._registry)]))

    def _statement_at(self, offset: int) -> Statement | None:
        position = bisect_right(self._starts, offset) - 1
        if position < 0 or offset >= self._statements[position].anchor.end:
            return None
        return self._statements[position]

    def _leave(self, what: str, start: int, end: int, resolution: Resolution) -> None:
        """Keep a reference as unresolved, if a statement holds it."""
        statement = self._statement_at(start)
        if statement is None:
            return
        printed = collapse(self._document.text[start:end])
        anchor = build_anchor(self._document, start, end, rule=_RULE, paragraph=statement.anchor.paragraph)
        reason = "several are possible" if resolution.candidates else "nothing named before it fits"
        self.unresolved.append(Unresolved(what, printed, anchor, reason, resolution.candidates))
