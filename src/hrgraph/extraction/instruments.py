"""Find the international instruments that a text names.

Guarantees: a committee that speaks is not taken for the treaty it is called after ("CEDAW recommended ..."); a treaty whose
title is printed with a slip is still the treaty; one that the reference data does not know is "other:" and its title.
What "the Convention" means is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from hrgraph.extraction.instrument_kinds import of_year, title
from hrgraph.extraction.law_titles import formal_title_end, phrase_end, prefix_title_start, split_words
from hrgraph.extraction.mentions import InstrumentMention
from hrgraph.registry import Registry

# "29", "87 and 98", "29, 105, 138 and 182"; not the day of a date
_NUMBERS = r"""
    \d{1,3}(?!\d) (?: (?:,|\ and|,\ and)\ (?:[Nn]os?\.?\ ?)?\d{1,3}(?!\d|\ (?:[A-Z]\w+\ )?(?:19|20)\d\d) )*
"""
_ILO = re.compile(
    rf"""
      (?P<ilo>\b(?:ILO|International\ Labou?r\ Organi[sz]ation(?:\ \(ILO\))?)(?:[’']s)?\ )?
      (?:fundamental\ |core\ )?\b[Cc]onventions?\ \(?(?:(?P<no>[Nn]os?\.?|[Nn]umbers?|\#)\ ?)?(?P<numbers>{_NUMBERS})\)?
      (?P<of>\ of\ (?:the\ )?(?:ILO|International\ Labou?r\ Organi[sz]ation))?
    | [Cc]onvention,?\ (?:\(?(?:19|20)\d\d\)?,?\ )?\((?:[Cc]onvention\ )?[Nn]o\.?\ ?(?P<titled>\d{{1,3}})\)
    | \bILO[- ]?C[- ]?(?P<code>\d{{1,3}}(?:(?:,|\ and|,\ and)\ C\d{{1,3}})*)\b
    """,
    re.VERBOSE,
)
# The highest number an International Labour Convention bears is growing slowly; other series are far beyond.
_HIGHEST_ILO = 199

_COVENANTS = re.compile(
    r"\b(?:(?:[Bb]oth|[Tt]wo) (?:United Nations |UN |International |human rights )*Covenants"
    r"|(?:United Nations |UN )?International (?:Human Rights )?Covenants)(?: on [Hh]uman [Rr]ights)?\b"
)
_STEM_LETTERS = 5
_TWO_YEARS = re.compile(
    r"\b(?P<first>(?:19|20)\d\d)(?: [Cc]onvention)? and (?:the )?(?P<second>(?:19|20)\d\d) (?:\w+ )?"
    r"(?P<head>[Cc]onvention|[Cc]ovenant|[Pp]rotocol)s(?: on (?:the )?[Ss]tatelessness(?: [Pp]ersons)?)?"
)
_TITLED = re.compile(
    r"\b(?P<head>Convention|Covenant|Charter|Declaration|Treaty|Agreement|Compact|Pact)s? "
    r"(?P<preposition>on|for|against|relating to|related to|concerning|regarding|relative to|of) "
)
_SMALL_WORDS = frozenset(
    "on for against relating related to concerning regarding relative of the and or a an in from with their its by other "
    "international united nations un optional convention covenant".split()
)
# Words that belong to a title though they stand before it.
_BEFORE_TITLE = re.compile(
    r"(?:\b(?:(?:19|20)\d\d|United Nations|UN|International|Council of Europe|European|ILO|UNESCO|"
    r"International Labou?r Organi[sz]ation(?:[’']s)?) )+$"
)
_NEW_NAME = frozenset("convention covenant protocol optional international united".split())
_TITLE_GOES_ON = re.compile(r",? (?:(?:and|or|of|in) )?([A-Z][^\W_]+)")
_YEAR_AFTER = re.compile(r",? (?:of )?\(?(?:19|20)\d\d\)?(?![\d/])")
_ACRONYM_AFTER = re.compile(r" \((?:the )?[“\"]?([A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9 .-]{0,8})[”\"]?\)")

# Where a bare acronym is the treaty and not the committee of that name: after these words ...
_TREATY_BEFORE = re.compile(
    r"""
      (?: \b(?: ratif\w+(?:\ process|\ procedures?)?(?:\ of|\ for)? | acced\w+\ to | accession\ to | adher\w+\ to | part(?:y|ies)\ to | sign(?:ed|ing|ature\ of)?
        | signator(?:y|ies)\ (?:to|of)
        | reservations?\ [^.;]{0,40}?\b(?:to|concerning|on) | declarations?\ to | withdraw\w*\ from | denounc\w+
        | under | within | pursuant\ to | contrary\ to | enshrined\ in | guaranteed\ (?:in|by) | contained\ in | set\ out\ in
        | provided\ (?:for\ )?(?:in|by) | provisions?\ of | principles\ of | requirements\ of | obligations\ of | text\ of
        | spirit\ of | standards\ of | definition\ (?:in|of) | violat\w+(?:\ of)? | breach\w*(?:\ of)? | in\ line\ with
        | complian\w+\ with | compl(?:y|ied|ying)\ with | accordance\ with | conform\w*\ (?:with|to) | consistent\ with
        | compatib\w+\ with | harmoni[sz]\w+\ (?:\w+\ ){0,4}with | align\w*\ (?:\w+\ ){0,5}with | incorporat\w+(?:\ of)?
        | domesticat\w+(?:\ of)? | implement\w*(?:\ of)? | appl(?:y|ication|icability|ied)(?:\ of)? | by\ virtue\ of
        | [Pp]rotocols?\ (?:to|of) | OP\ to | becom\w+\ (?:a\ )?(?:State\ )?party\ to
        | (?:[Aa]rticles?|[Aa]rts?\.?|[Pp]aragraphs?)\ [\d(][^.;]{0,40}?\ of )\ (?:the\ |both\ |its\ )*
      | \b(?:[Aa]rticles?|[Aa]rts?\.?)\ \d[\d ,()a-z]{0,20}\ 
      | \b(?:ratif\w+|acced\w+|accession|sign\w*|party|instruments?|treaties|conventions?)\b[^.;:]{0,90}?
        \b(?:such\ as|including|in\ particular|particularly|notably|e\.g\.|namely|for\ example|following[^.;]{0,40}:)\ (?:the\ )?
      )
    $""",
    re.VERBOSE | re.IGNORECASE,
)
# ... or before these.
_TREATY_AFTER = re.compile(
    r"^ (?:(?:Convention|Treaty|and (?:its|the|their) (?:\w+ )?(?:[Oo]ptional )?[Pp]rotocols?)\b|\(?[Aa]rt(?:icles?|s?\.) \d)"
)
_AND = re.compile(r"(?:,|;| and|, and| or|, or| as well as|, as well as| and to| and of)(?: the| to| of| both| its)*(?: \w+)? ")

_ILO_NUMBER_AFTER = re.compile(r",? \(?(?:19|20)\d\d\)?,? \([Nn]o\.? ?(\d{1,3})\)")
_PROTOCOL_OF_YEAR = re.compile(r"\bProtocol of (?:19|20)\d\d to (?:the )?$")
# A committee called after its convention: "the Advisory Committee on the Framework Convention for ...".
_BODY_BEFORE = re.compile(r"\b(?:Committee|Commission|Experts) (?:on|of|for|under) (?:the )?$")
_KINDS = frozenset({"Treaty", "OptionalProtocol", "SoftLawInstrument"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name found; `sure` is false for an acronym that a committee bears too."""

    start: int
    end: int
    codes: tuple[str, ...]
    sure: bool = True


def find_instruments(text: str, registry: Registry) -> list[InstrumentMention]:
    """Return the international instruments that `text` names, in text order, not overlapping.

    Args:
        text: A clean view: one space between words.
    """
    candidates = _ilo_conventions(text)
    _add(candidates, _names(text, registry))
    _add(candidates, _both_covenants(text, registry))
    _add(candidates, _of_two_years(text, registry))
    _add(candidates, _titles(text, registry, candidates))
    candidates.sort(key=lambda candidate: candidate.start)
    nexts = [*candidates[1:], _Candidate(len(text), len(text), ())]
    candidates = [
        _widened(text, _protocol_of_year(text, candidate), following.start, registry)
        for candidate, following in zip(candidates, nexts, strict=False)
    ]
    candidates = _without_repeats(text, candidates)
    return [InstrumentMention(c.start, c.end, c.codes) for c in _treaties_only(text, candidates)]


def _add(candidates: list[_Candidate], more: Iterable[_Candidate]) -> None:
    """Add those that do not overlap what is there."""
    taken = [(candidate.start, candidate.end) for candidate in candidates]
    candidates += [c for c in more if not any(start < c.end and c.start < end for start, end in taken)]


def _names(text: str, registry: Registry) -> Iterable[_Candidate]:
    for found in registry.find_names(text):
        norms = [entry for entry in found.entries if entry.kind in _KINDS]
        start, end = _hyphenated(text, found.start, found.end)
        if (start, end) != (found.start, found.end):
            code = _by_parts(text[start:end], registry)
            if code:
                yield _Candidate(start, end, (code,))
        elif len(norms) == 1:
            yield _Candidate(start, end, (norms[0].code,), sure=len(found.entries) == 1)


def _hyphenated(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole of an acronym of which a name is a part: "CRC" in "CRC-SC-OP"."""
    before = re.search(r"(?<!\w)(?:[A-Z0-9]+-)+$", text[:start])
    after = re.compile(r"(?:-[A-Z0-9]+)+(?!\w)").match(text, end)
    if not text[start:end].isupper():
        return start, end
    return before.start() if before else start, after.end() if after else end


def _by_parts(acronym: str, registry: Registry) -> str | None:
    """Return the code of the protocol whose code has the same parts in another order, or None."""
    parts = sorted(acronym.split("-"))
    codes = [e.code for e in registry.of_kind("OptionalProtocol") if sorted(e.code.split("-")) == parts]
    return codes[0] if len(codes) == 1 else None


def _ilo_conventions(text: str) -> list[_Candidate]:
    """Return the conventions that are called by their number in the series of the International Labour Organization."""
    found = []
    for match in _ILO.finditer(text):
        printed = match["numbers"] or match["titled"] or match["code"]
        if match["numbers"] and not (match["ilo"] or match["no"] or match["of"]):
            continue
        numbers = [int(number) for number in re.findall(r"\d+", printed)]
        if not all(0 < number <= _HIGHEST_ILO for number in numbers):
            continue
        start, end = match.span()
        words = split_words(text)
        if match["titled"]:
            head = next(i for i, word in enumerate(words) if word.start >= start)
            start = words[prefix_title_start(words, head, frozenset())].start
        elif after := re.compile(r",? (?:\(?(?:19|20)\d\d\)?,? )?(?:on|concerning|regarding|relating to) (?=\w)").match(text, end):
            first = next(i for i, word in enumerate(words) if word.start >= after.end())
            last = max(formal_title_end(words, first), phrase_end(words, first))
            end = words[last - 1].end if last > first else end
        found.append(_Candidate(start, end, tuple(f"ILO-C{number:03d}" for number in numbers)))
    return found


def _both_covenants(text: str, registry: Registry) -> Iterable[_Candidate]:
    """Return the two covenants, where they are called so together."""
    codes = [entry.code for entry in registry.of_kind("Treaty") if entry.label.startswith("International Covenant ")]
    if len(codes) == 2:
        for match in _COVENANTS.finditer(text):
            yield _Candidate(match.start(), match.end(), tuple(codes))


def _of_two_years(text: str, registry: Registry) -> Iterable[_Candidate]:
    """Return the instruments of "the 1954 and 1961 Conventions": those of these years that speak of one subject."""
    for match in _TWO_YEARS.finditer(text):
        first, second = (of_year(match[year], match["head"].lower(), registry) for year in ("first", "second"))
        pairs = [(one, other) for one in first for other in second if _stems(one, registry) & _stems(other, registry)]
        if len(pairs) == 1:
            yield _Candidate(match.start(), match.end(), pairs[0])


def _stems(code: str, registry: Registry) -> frozenset[str]:
    return frozenset(word[:_STEM_LETTERS] for word in _content(title(code, registry)) - {"status"} if len(word) > 5)


def _titles(text: str, registry: Registry, known: Sequence[_Candidate]) -> Iterable[_Candidate]:
    """Return instruments with a title that the reference data does not spell so: nearly the same, or unknown."""
    words = split_words(text)
    for match in _TITLED.finditer(text):
        if any(c.start <= match.start() < c.end for c in known):
            continue
        first = next((i for i, word in enumerate(words) if word.start >= match.end()), len(words))
        formal = formal_title_end(words, first)
        if formal == first + 1 and not words[first].capital:
            formal = first
        head = next(i for i, word in enumerate(words) if word.start >= match.start())
        numbered = _ILO_NUMBER_AFTER.match(text, words[formal - 1].end)
        if numbered and formal > first:
            yield _Candidate(match.start(), numbered.end(), (f"ILO-C{int(numbered[1]):03d}",))
            continue
        for last in (formal, phrase_end(words, first)):
            end = words[last - 1].end
            if last == first:
                continue
            if code := _nearest(match["head"], text[match.end() : end], registry):
                yield _Candidate(match.start(), end, (code,))
                break
        else:
            if formal > first and match["preposition"] != "of":
                start, end = words[prefix_title_start(words, head, frozenset())].start, words[formal - 1].end
                yield _Candidate(start, end, (f"other:{text[start:end]}",))


def _nearest(head: str, printed_title: str, registry: Registry) -> str | None:
    """Return the code of the instrument whose title has nearly these words, or None."""
    printed = _content(printed_title)
    if not printed:
        return None
    scores: dict[str, float] = {}
    wider: set[str] = set()
    same = ("convention", "covenant", "pact") if head in ("Convention", "Covenant", "Pact") else (head.lower(),)
    for code, name_head, content in _title_words(registry):
        if name_head not in same:
            continue
        score = len(printed & content) / len(printed | content)
        # A wrong head ("Convention on Civil and Political Rights") is forgiven only where all else agrees.
        if name_head == head.lower() or score == 1:
            scores[code] = max(scores.get(code, 0), score)
            if printed <= content and len(printed) > 1:
                wider.add(code)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked:
        return None
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    if ranked[0][1] >= 0.55 and ranked[0][1] > runner_up + 0.1:
        return ranked[0][0]
    return wider.pop() if len(wider) == 1 else None


@lru_cache(maxsize=2)
def _title_words(registry: Registry) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return code, head and content words of each title in the reference data."""
    rows = []
    for entry in registry.of_kind("Treaty", "SoftLawInstrument"):
        for name in entry.names:
            heads = re.findall(r"\b(?:convention|covenant|charter|declaration|treaty|agreement|compact|pact)\b", name.lower())
            if heads and entry.kind != "OptionalProtocol":
                content = _content(re.sub(r"\([^)]*\)|\b(?:19|20)\d\d\b", "", name)) - {heads[0]}
                rows.append((entry.code, heads[0], content))
    return tuple(rows)


def _content(printed: str) -> frozenset[str]:
    """Return the words that carry the meaning of a title, without number and spelling variants."""
    words = []
    for word in re.findall(r"[^\W\d_]+", printed.lower().replace("’s", "").replace("'s", "")):
        if word in _SMALL_WORDS:
            continue
        word = {"people": "person", "persons": "person", "children": "child", "labour": "labor"}.get(word, word)
        words.append(re.sub(r"is(?=e|ing|ation)", "iz", word).rstrip("s"))
    return frozenset(words)


def _protocol_of_year(text: str, candidate: _Candidate) -> _Candidate:
    """Turn a convention into its protocol: "the Protocol of 2014 to the Forced Labour Convention"."""
    before = _PROTOCOL_OF_YEAR.search(text[: candidate.start])
    if not before:
        return candidate
    return replace(candidate, start=before.start(), codes=(f"other:{text[before.start() : candidate.end]}",))


def _widened(text: str, candidate: _Candidate, limit: int, registry: Registry) -> _Candidate:
    """Take in the words around a name that are part of how it is printed: year, "United Nations", rest of the title.

    Args:
        limit: Where the next name begins.
    """
    start, end = candidate.start, candidate.end
    if before := _BEFORE_TITLE.search(text[:start]):
        start = before.start()
    entry = registry.by_code(candidate.codes[0], "Instrument")
    if entry and " " in text[candidate.start : end]:
        words = {word for name in entry.names for word in re.findall(r"[^\W_]+", name.lower())} - _NEW_NAME
        for word in _TITLE_GOES_ON.finditer(text, end, limit):
            if word.start() != end or word[1].lower() not in words:
                break
            end = word.end()
    if after := _YEAR_AFTER.match(text, end, limit):
        end = after.end()
    return replace(candidate, start=start, end=end)


def _without_repeats(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Join a name and its acronym in brackets, so that "Convention ... (CAT)" is one mention."""
    kept: list[_Candidate] = []
    for candidate in candidates:
        if kept and candidate.start < kept[-1].end:
            continue
        acronym = _ACRONYM_AFTER.match(text, candidate.end)
        if kept and re.fullmatch(r" ?\((?:the )?[“\"]?", text[kept[-1].end : candidate.start]) and (
            set(candidate.codes) & set(kept[-1].codes) or not candidate.sure
        ):
            kept[-1] = replace(kept[-1], end=candidate.end + text[candidate.end :].startswith(")"))
            continue
        if acronym and candidate.sure and candidate.codes[0].startswith("other:"):
            candidate = replace(candidate, end=acronym.end())
        kept.append(candidate)
    return kept


def _treaties_only(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Leave out acronyms that stand for a committee: those that no word around them makes a treaty."""
    candidates = [c for c in candidates if not _BODY_BEFORE.search(text[: c.start])]
    sure = [
        c.sure or bool(_TREATY_BEFORE.search(text[max(0, c.start - 160) : c.start]) or _TREATY_AFTER.match(text[c.end :]))
        for c in candidates
    ]
    # In a list, one item that is a treaty for sure makes the others treaties: "ICCPR, CAT and CRC".
    for order in (range(len(candidates) - 1), range(len(candidates) - 2, -1, -1)):
        for position in order:
            gap = text[candidates[position].end : candidates[position + 1].start]
            if _AND.fullmatch(gap) and sure[position] != sure[position + 1]:
                sure[position] = sure[position + 1] = True
    return [candidate for candidate, kept in zip(candidates, sure, strict=True) if kept]
