"""Read the running text of a document into passages with the norms and articles that each names.

Guarantees: passages are in text order and do not overlap; every statement lies in one passage; what a mention means is
not decided here, except that two names of one law become one ("a law on religion in 2011", "the 2011 Religion Law").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hrgraph.extraction.norms.article_owners import find_owners
from hrgraph.extraction.norms.articles import find_articles
from hrgraph.extraction.norms.back_references import find_back_references
from hrgraph.extraction.norms.domestic_law import find_laws
from hrgraph.extraction.norms.instruments import find_instruments
from hrgraph.extraction.norms.mentions import ArticleMention, BackReference, InstrumentMention, LawMention
from hrgraph.models import Block, Document, Statement
from hrgraph.registry import Registry
from hrgraph.text import View, view_of_block

NormMention = InstrumentMention | LawMention | BackReference

_STEM_LETTERS = 5
# So many words tell one law from another though they are in small letters.
_WORDS_OF_A_NAME = 3
_ACRONYM = re.compile(r" \((?:the )?[“\"‘']?([A-Z][A-Za-z]{0,8}[A-Z])[”\"’']?\)")


@dataclass(slots=True)
class Passage:
    """A stretch of text that is read as one.

    Attributes:
        path: Headings above it, outermost first.
        mentions: Norms named or pointed to, in text order.
        articles: Articles named, in text order.
        owners: Position in `mentions` by position in `articles`, where grammar says whose article it is.
        in_table: Whether it is a table.
    """

    view: View
    path: tuple[str, ...]
    mentions: list[NormMention]
    articles: list[ArticleMention]
    owners: dict[int, int]
    in_table: bool = False

    @property
    def laws(self) -> list[LawMention]:
        """The laws that are named, in text order."""
        return [mention for mention in self.mentions if isinstance(mention, LawMention)]


def read_passages(document: Document, statements: Sequence[Statement], registry: Registry) -> list[Passage]:
    """Return the passages of `document`."""
    passages = [_read(view, block, registry) for view, block in _stretches(document, statements)]
    _join_names(passages)
    _add_acronyms(passages)
    _add_repeated_names(passages)
    for passage in passages:
        text = passage.view.text
        taken = [(mention.start, mention.end) for mention in passage.mentions]
        passage.mentions += find_back_references(text, taken=taken)
        passage.mentions.sort(key=lambda mention: (mention.start, mention.end))
        passage.owners = find_owners(text, passage.articles, [(m.start, m.end) for m in passage.mentions])
    return passages


def _stretches(document: Document, statements: Sequence[Statement]) -> Iterator[tuple[View, Block]]:
    """Return blocks, joined where one statement runs over several, and statements that lie in no block."""
    blocks = list(document.of_kind("paragraph", "bullet", "table"))
    for statement in statements:
        start, end = statement.anchor.start, statement.anchor.end
        touched = [block for block in blocks if block.start < end and start < block.end]
        if not (len(touched) == 1 and touched[0].start <= start and end <= touched[0].end):
            joined = Block(
                "table" if touched and all(block.kind == "table" for block in touched) else "paragraph",
                min([start, *(block.start for block in touched)]),
                max([end, *(block.end for block in touched)]),
                path=touched[0].path if touched else (),
                gaps=tuple(sorted(gap for block in touched for gap in block.gaps)),
            )
            blocks = [*(block for block in blocks if block not in touched), joined]
    for block in sorted(blocks, key=lambda block: (block.start, block.end)):
        view = view_of_block(document, block)
        if view.text:
            yield view, block


def _read(view: View, block: Block, registry: Registry) -> Passage:
    text = view.text
    instruments = find_instruments(text, registry)
    taken = [(mention.start, mention.end) for mention in instruments]
    laws = find_laws(text, registry, taken=taken)
    return Passage(view, block.path, [*instruments, *laws], find_articles(text), {}, in_table=block.kind == "table")


def _add_acronyms(passages: list[Passage]) -> None:
    """Add the places where a law is called by the acronym that the document gave it: "the Sedition Act (SA)"."""
    known: dict[str, LawMention] = {}
    for passage in passages:
        for law in passage.laws:
            if (found := _ACRONYM.match(passage.view.text, law.end)) and _abbreviates(found[1], law.name):
                known.setdefault(found[1], law)
    for acronym, law in known.items():
        for passage in passages:
            taken = [(mention.start, mention.end) for mention in passage.mentions]
            for found in re.finditer(rf"(?<![\w(-]){re.escape(acronym)}(?![\w-])", passage.view.text):
                if not any(start <= found.start() < end for start, end in taken):
                    passage.mentions.append(replace(law, start=found.start(), end=found.end()))


def _add_repeated_names(passages: list[Passage]) -> None:
    """Add the places where a law in small letters is named again without its year: "the coastal protection act"."""
    known = {
        law.name: law
        for passage in reversed(passages)
        for law in reversed(passage.laws)
        if law.year and law.name[0].islower() and len(law.name.split()) >= _WORDS_OF_A_NAME
    }
    for name, law in known.items():
        for passage in passages:
            taken = [(mention.start, mention.end) for mention in passage.mentions]
            for found in re.finditer(rf"\b(?:[Tt]he|[Ii]ts) ({re.escape(name)})\b(?! on\b)", passage.view.text):
                if not any(start < found.end() and found.start() < end for start, end in taken):
                    passage.mentions.append(replace(law, start=found.start(1), end=found.end(1)))


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters are the initials of the name, small words left out or not."""
    words = re.findall(r"[^\W\d_]+", name)
    initials = ("".join(word[0] for word in chosen).upper() for chosen in (words, [w for w in words if w[0].isupper()]))
    return acronym.upper() in initials


def _join_names(passages: list[Passage]) -> None:
    """Give a law that is described in small letters the name that it bears elsewhere, of the same year and subject."""
    formal = {law.name: law for passage in passages for law in passage.laws if law.year and law.name[0].isupper()}
    for passage in passages:
        for position, mention in enumerate(passage.mentions):
            if not isinstance(mention, LawMention) or not mention.year or mention.name[0].isupper():
                continue
            names = [
                name for name, law in formal.items() if law.year == mention.year and _stems(name) & _stems(mention.name)
            ]
            if len(names) == 1:
                passage.mentions[position] = replace(mention, name=names[0])


def _stems(name: str) -> frozenset[str]:
    """Return the beginnings of the long words of a name: "relig" for both "Religion" and "religious"."""
    return frozenset(word[:_STEM_LETTERS] for word in re.findall(rf"[a-z]{{{_STEM_LETTERS},}}", name.lower()))
