"""Find laws that are named in small letters: "the draft law on refugees", "the penal code", "law No. 12/2010".

Guarantees: a law that is only asked for ("adopt a law on refugees") or spoken of in general ("labour law") is not
found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hrgraph.extraction.norms.law_text import QUALIFIERS, YEAR, LawText
from hrgraph.extraction.norms.law_titles import HEADS, phrase_end
from hrgraph.extraction.norms.mentions import LawMention

# A law exists though its article is indefinite: "had enacted a new law on ...", "a law on ... was under discussion".
_MADE = r"(?:adopted|enacted|passed|promulgated|approved|introduced|drafted|prepared|tabled|signed|published|developed)"
_TITLED = re.compile(
    r"\b(?P<head>law|act|bill|decree|ordinance) "
    r"(?P<introducer>on|concerning|regarding|relating to|against|governing|for(?= the)|(?<=draft law )prohibiting) "
    r"(?=\w)"
)
_NUMBERED = re.compile(r"\b(?P<head>law|act|decree|ordinance) (?:[Nn]os?\.?|N[°º]) ?\d[\d./\-–]*")
_WORDS = r"(?:[\w’'/-]+\ )"
# "recommended in 2009 that the law ...": no title begins after the year.
_FUNCTION_WORD = r"(?:that|which|the|its|their|this|an?|and|or|but|as|of|to|in|on|by|for|with|under|when|where)"
_NAMED = re.compile(
    rf"""
      # fields of law that have a code: "the criminal and civil codes"
      \b(?P<code>(?:penal|criminal|civil|labou?r|family|electoral|military|administrative|tax|nationality|commercial
        |personal\ status)(?:\ (?:and\ )?(?:penal|criminal|civil|family|procedure|procedural|law))*\ codes?)\b
    | \b(?P<procedure>codes?\ of\ (?:criminal|civil|penal)\ procedure)\b
      # with a year: "the media law of 2009", "the 2009 media law"
    | \b(?:the|its|their)\ (?P<before_year>(?:(?!new\ |draft\ )[a-z][\w’'/-]+\ ){{1,5}}?(?:law|act|code|decree))
      (?=\ of\ (?:19|20)\d\d\b)
    | \b(?:19|20)\d\d\ (?P<after_year>(?:(?!{_FUNCTION_WORD}\ )[a-z][\w’'/-]+\ ){{1,4}}?(?:law|act|code))\b
      (?!\ (?:on|for|enforcement)\b)
      # a bill is always one: "the data protection bill"
    | \b[Tt]he\ (?:(?:new|revised|proposed|draft|pending|current)\ )*
      (?P<bill>(?!(?:new|revised|proposed|draft|pending|current|said|same|relevant|present|first|entire)\ )
        {_WORDS}{{1,4}}?bill)\b(?!\ (?:on|for|of)\b)
      # and so is a draft: "the draft media law"
    | \bdraft\ (?P<draft>(?:(?!new\ |revised\ |amended\ |law|bill|code|act)[\w’'/-]+\ ){{1,4}}(?:law|bill|code|act))\b
      (?!\ (?:on|for)\b)
      # and what was made, by the thing it is against or for: "passed an anti-dumping law"
    | \b{_MADE}\ an?\ (?:new\ )?(?P<made>[a-z]{{3,}}-[a-z][\w’'-]*\ (?:law|act|bill))\b(?!\ (?:on|for|enforcement)\b)
    | \b(?:the|its|their|this|[’']s|(?:1[89]|20)\d\d|new|current)\ (?P<constitution>constitution)\b
    """,
    re.VERBOSE,
)
_DEFINITE = frozenset("the this that its their these those said".split())
_INDEFINITE = frozenset("a an any no some another such".split())
_BETWEEN = frozenset("to of and or in for by on at from with under".split())
_NOT_IN_NAMES = _BETWEEN | HEADS | _DEFINITE | _INDEFINITE | frozenset("is are was were has have had will".split())
_GENERIC_BEFORE = frozenset(
    "criminal international case domestic civil constitutional customary islamic sharia labour labor refugee "
    "humanitarian family rights european public administrative of military statutory primary no".split()
)
_QUALIFYING_WORDS = 4

_MADE_BEFORE = re.compile(_MADE + r"\b[^.;:]{0,40}$")
_MADE_AFTER = re.compile(
    r"^[^.;:]{0,30}?\b(?:was|were|is|are|been|being)\s+(?:\w+\s+){0,2}"
    rf"(?:{_MADE}|under|pending|before|discussed|in force)\b"
)
_YEAR_AFTER = re.compile(r"[^.;,]{0,20}? (?:in|of) ((?:1[89]|20)\d\d)\b")
_NEGATED = re.compile(r"\b(?:not|never|no|nor|yet to|fail\w*|lack|absence|without)\b")


def find_described_laws(reading: LawText, *, taken: Iterable[tuple[int, int]]) -> list[LawMention]:
    """Return the laws named in small letters.

    Args:
        taken: Spans of norms that have been found already.
    """
    spans = list(taken)
    found: list[LawMention] = []
    for pattern, read in ((_TITLED, _titled), (_NUMBERED, _numbered), (_NAMED, _named)):
        for match in pattern.finditer(reading.text):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                mentions = read(reading, match)
                found += mentions
                spans += [(mention.start, mention.end) for mention in mentions]
    return found


def _named(reading: LawText, match: re.Match[str]) -> list[LawMention]:
    group = match.lastgroup or ""
    name = match[group]
    title = name.lower().split()[:-1]
    if group == "bill" and any(word in _NOT_IN_NAMES for word in title):
        return []  # "the Government had prepared a bill"
    if group in ("before_year", "after_year", "bill") and QUALIFIERS.issuperset(title):
        return []  # "the 2009 draft law" points back
    if group == "made" and not _exists(reading.text, match.start(group), match.end(group)):
        return []
    around = reading.qualified(reading.position(match.start(group)), match.end(group))
    drafted = around.draft or group == "draft"
    head = "code" if group == "procedure" else name.split()[-1].removesuffix("s")
    names = [name]
    if group == "code" and name.endswith("codes"):
        names = [f"{item} code" for item in re.split(r",? and |, ", name.removesuffix(" codes"))]
    draft = "draft " if drafted else ""
    state = reading.state_of(around.start, around.end)
    return [LawMention(around.start, around.end, draft + item, draft + head, around.year, state) for item in names]


def _numbered(reading: LawText, match: re.Match[str]) -> list[LawMention]:
    """Return the law of "law No. 12/2009 on ..."."""
    end = match.end() - match[0].endswith(".")
    position = reading.position(end)
    if position + 1 < len(reading.words) and reading.words[position].low in ("on", "concerning", "regarding"):
        title_end = phrase_end(reading.words, position + 1)
        if title_end > position + 1:
            end, _ = reading.without_state(match.start(), reading.words[title_end - 1].end)
    name = reading.text[match.start() : end]
    return [LawMention(match.start(), end, name, match["head"], None, reading.state_of(match.start(), end))]


def _titled(reading: LawText, match: re.Match[str]) -> list[LawMention]:
    """Return the law of "the law on ...", or nothing where no such law is said to exist."""
    words = reading.words
    head = reading.position(match.start("head"))
    first = reading.position(match.end("introducer"))
    last = phrase_end(words, first)
    if last == first or (head and words[head - 1].low in _GENERIC_BEFORE):
        return []
    opening = _phrase_start(reading, head)
    qualifiers = {word.text.lower() for word in words[opening:head]}
    article = words[opening - 1] if opening else None
    end, state = reading.without_state(match.start(), words[last - 1].end)
    definite = article is not None and (article.low in _DEFINITE or bool(re.search(r"[’']s?$", article.text)))
    if not (definite or "draft" in qualifiers):
        exists = article is not None and article.low in _INDEFINITE and _exists(reading.text, words[opening].start, end)
        if not exists:
            return []
    draft = "draft " if "draft" in qualifiers else ""
    year_after = _YEAR_AFTER.match(reading.text, end)
    year = year_after[1] if year_after else next((word for word in qualifiers if YEAR.fullmatch(word)), None)
    start = words[opening].start if draft else match.start("head")
    name = draft + reading.text[match.start("head") : end]
    return [LawMention(start, end, name, draft + match["head"], year, reading.state_of(start, end) or state)]


def _phrase_start(reading: LawText, head: int) -> int:
    """Return the position of the first word after the article of "the recently adopted law on ...", or `head`."""
    first = head
    while first > 0 and head - first < _QUALIFYING_WORDS:
        word = reading.words[first - 1]
        if word.low in _DEFINITE | _INDEFINITE | _BETWEEN or word.capital or word.text.endswith(("’s", "'s", "’")):
            break
        if not (word.is_word or YEAR.fullmatch(word.text)):
            break
        first -= 1
    return first


def _exists(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that a law with an indefinite article was made or is being made."""
    clause = re.split(r"[.;:]", text[:start])[-1]
    if before := _MADE_BEFORE.search(clause):
        return not _NEGATED.search(clause[max(0, before.start() - 30) :])
    after = _MADE_AFTER.match(text[end:])
    return after is not None and not _NEGATED.search(after[0])
