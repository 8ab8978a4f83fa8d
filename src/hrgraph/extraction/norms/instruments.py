"""Find the international instruments that a text names.

Guarantees: a committee that speaks is not taken for the treaty it is called after; a treaty whose title is printed with
a slip is still the treaty; one that the reference data do not know is "other:" and its title. What "the Convention"
means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hrgraph.extraction.norms.ilo_conventions import find_ilo_conventions
from hrgraph.extraction.norms.instrument_kinds import of_year, title
from hrgraph.extraction.norms.instrument_titles import find_titled, title_words
from hrgraph.extraction.norms.mentions import InstrumentMention
from hrgraph.extraction.norms.protocols import find_protocols
from hrgraph.extraction.norms.treaty_or_body import keep_treaties
from hrgraph.registry import FoundName, Registry

_KINDS = frozenset({"Treaty", "OptionalProtocol", "SoftLawInstrument"})
_COVENANTS = re.compile(
    r"\b(?:(?:[Bb]oth|[Tt]wo) (?:United Nations |UN |International |human rights )*Covenants"
    r"|(?:United Nations |UN )?International (?:Human Rights )?Covenants)(?: on [Hh]uman [Rr]ights)?\b"
)
_TWO_YEARS = re.compile(
    r"\b(?P<first>(?:19|20)\d\d)(?: [Cc]onvention)? and (?:the )?(?P<second>(?:19|20)\d\d) (?:\w+ )?"
    r"(?P<head>[Cc]onvention|[Cc]ovenant|[Pp]rotocol)s(?: on (?:the )?[Ss]tatelessness(?: [Pp]ersons)?)?"
)
_STEM_LETTERS = 5

# Words around a name that are part of how it is printed.
_BEFORE_TITLE = re.compile(
    r"(?:\b(?:(?:19|20)\d\d|United Nations|UN|International|Council of Europe|European|ILO|UNESCO|"
    r"International Labou?r Organi[sz]ation(?:[’']s)?) )+$"
)
_TITLE_GOES_ON = re.compile(r",? (?:(?:and|or|of|in) )?([A-Z][^\W_]+)")
_NEW_NAME = frozenset("convention covenant protocol optional international united".split())
_YEAR_AFTER = re.compile(r",? (?:of )?\(?(?:19|20)\d\d\)?(?![\d/])")
_PROTOCOL_OF_YEAR = re.compile(r"\bProtocol of (?:19|20)\d\d to (?:the )?$")
_ACRONYM_AFTER = re.compile(r" \((?:the )?[“\"]?([A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9 .-]{0,8})[”\"]?\)")
_IN_BRACKETS = re.compile(r" ?\((?:the )?[“\"]?")
_SUPPLEMENTING = re.compile(r",? supplement(?:ing|al to|ary to) (?:the )?")


def find_instruments(text: str, registry: Registry) -> list[InstrumentMention]:
    """Return the international instruments that `text` names, in text order, not overlapping.

    Args:
        text: A clean view: one space between words.
    """
    names = registry.find_names(text)
    found = find_ilo_conventions(text)
    for more in (_by_name(text, names, registry), _both_covenants(text, registry), _of_two_years(text, registry)):
        _add(found, more)
    # A title inside another name is part of it: "the Advisory Committee on the Framework Convention for ...".
    taken = [*((mention.start, mention.end) for mention in found), *((name.start, name.end) for name in names)]
    _add(found, list(find_titled(text, registry, taken=taken)))
    found.sort(key=lambda mention: mention.start)
    limits = [*(mention.start for mention in found[1:]), len(text)]
    widened = [_widened(text, mention, limit, registry) for mention, limit in zip(found, limits, strict=False)]
    return find_protocols(text, keep_treaties(text, _without_repeats(text, widened)), registry)


def _add(found: list[InstrumentMention], more: Iterable[InstrumentMention]) -> None:
    """Add those that do not overlap what is there."""
    taken = [(mention.start, mention.end) for mention in found]
    found += [new for new in more if not any(start < new.end and new.start < end for start, end in taken)]


def _by_name(text: str, names: Iterable[FoundName], registry: Registry) -> Iterator[InstrumentMention]:
    for name in names:
        norms = [entry for entry in name.entries if entry.kind in _KINDS]
        start, end = _hyphenated(text, name.start, name.end)
        if (start, end) != (name.start, name.end):
            if norms and (code := _by_parts(text[start:end], registry)):
                yield InstrumentMention(start, end, (code,))
        elif len(norms) == 1:
            yield InstrumentMention(start, end, (norms[0].code,), sure=len(name.entries) == 1)


def _hyphenated(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole of an acronym of which a name is a part: "CRC" in "CRC-SC-OP"."""
    if not text[start:end].isupper():
        return start, end
    before = re.search(r"(?<!\w)(?:[A-Z0-9]+-)+$", text[:start])
    after = re.compile(r"(?:-[A-Z0-9]+)+(?!\w)").match(text, end)
    return before.start() if before else start, after.end() if after else end


def _by_parts(acronym: str, registry: Registry) -> str | None:
    """Return the code of the protocol whose code has the same parts in another order, or None."""
    parts = sorted(acronym.split("-"))
    codes = [entry.code for entry in registry.of_kind("OptionalProtocol") if sorted(entry.code.split("-")) == parts]
    return codes[0] if len(codes) == 1 else None


def _both_covenants(text: str, registry: Registry) -> Iterator[InstrumentMention]:
    """Return the two covenants, where they are called so together."""
    codes = [entry.code for entry in registry.of_kind("Treaty") if entry.label.startswith("International Covenant ")]
    for match in _COVENANTS.finditer(text):
        yield InstrumentMention(match.start(), match.end(), tuple(codes))


def _of_two_years(text: str, registry: Registry) -> Iterator[InstrumentMention]:
    """Return the instruments of "the 1954 and 1961 Conventions": those of these years that speak of one subject."""
    for match in _TWO_YEARS.finditer(text):
        first, second = (of_year(match[year], match["head"].lower(), registry) for year in ("first", "second"))
        pairs = [(one, other) for one in first for other in second if _stems(one, registry) & _stems(other, registry)]
        if len(pairs) == 1:
            yield InstrumentMention(match.start(), match.end(), pairs[0])


def _stems(code: str, registry: Registry) -> frozenset[str]:
    words = title_words(title(code, registry)) - {"status"}
    return frozenset(word[:_STEM_LETTERS] for word in words if len(word) > _STEM_LETTERS)


def _widened(text: str, mention: InstrumentMention, limit: int, registry: Registry) -> InstrumentMention:
    """Take in the words around a name that are part of how it is printed: year, "United Nations", rest of the title.

    Args:
        limit: Where the next name begins.
    """
    start, end = mention.start, mention.end
    if before := _BEFORE_TITLE.search(text[:start]):
        start = before.start()
    entry = registry.by_code(mention.codes[0], "Instrument") if mention.codes else None
    if entry and " " in text[mention.start : end]:
        words = {word for name in entry.names for word in re.findall(r"[^\W_]+", name.lower())} - _NEW_NAME
        for word in _TITLE_GOES_ON.finditer(text, end, limit):
            if word.start() != end or word[1].lower() not in words:
                break
            end = word.end()
    if after := _YEAR_AFTER.match(text, end, limit):
        end = after.end()
    if protocol := _PROTOCOL_OF_YEAR.search(text[:start]):
        start = protocol.start()
        return replace(mention, start=start, end=end, codes=(f"other:{text[start:end]}",))
    return replace(mention, start=start, end=end)


def _without_repeats(text: str, mentions: list[InstrumentMention]) -> list[InstrumentMention]:
    """Join a name with what only repeats it: its acronym in brackets, the treaty that a protocol supplements."""
    kept: list[InstrumentMention] = []
    for mention in mentions:
        if kept and mention.start < kept[-1].end:
            continue
        gap = text[kept[-1].end : mention.start] if kept else ""
        if kept and _SUPPLEMENTING.fullmatch(gap):
            kept[-1] = replace(kept[-1], end=mention.end)
        elif kept and _IN_BRACKETS.fullmatch(gap) and (set(mention.codes) & set(kept[-1].codes) or not mention.sure):
            kept[-1] = replace(kept[-1], end=mention.end + text[mention.end :].startswith(")"))
        else:
            acronym = _ACRONYM_AFTER.match(text, mention.end)
            if acronym and mention.codes[0].startswith("other:"):
                mention = replace(mention, end=acronym.end())
            kept.append(mention)
    return kept
