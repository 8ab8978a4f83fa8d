"""Find laws by names with a capital: "Penal Code", "Equal Treatment Act", "Law on Refugees", "Decree No. 12/2010"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.extraction.norms.law_text import QUALIFIERS, YEAR, LawText
from hrgraph.extraction.norms.law_titles import HEADS, Word, formal_title_end, phrase_end, prefix_title_start
from hrgraph.extraction.norms.mentions import LawMention

_SINGULAR = {
    "codes": "code", "laws": "law", "acts": "act", "decrees": "decree", "ordinances": "ordinance", "bills": "bill",
    "statutes": "statute", "proclamations": "proclamation", "constitutions": "constitution",
}  # fmt: skip
_LINKS = frozenset("and the of or".split())
_ADVERBIAL = frozenset("in on to from with".split())
# Verbs that begin a recommendation in a list, where a name without an article may follow ("Amend Penal Code").
_OPENING_VERBS = frozenset(
    "abolish abrogate adopt align amend apply approve bring change complete consider continue enact enforce "
    "ensure expedite finalize finalise harmonize harmonise implement incorporate introduce modify pass promulgate "
    "reform repeal rescind review revise revoke strengthen suspend withdraw".split()
)
# Words that a title follows after the head.
_INTRODUCERS = frozenset(
    "on for against concerning regarding of to governing prohibiting amending regulating implementing "
    "respecting".split()
)
# "Code of Conduct" binds a profession, "Rules of Procedure" a body, "Act of the Government" has no title.
_NO_TITLE = frozenset(
    "conduct ethics practice good honour honor procedure court evidence order origin its their a an any this that "
    "these those which whom".split()
)
_AUTHORITIES = frozenset(
    "government president minister ministry cabinet prime council king emir sultan parliament".split()
)
# "Humanitarian Law" is a field, "Dress Code" no law; "Human Rights Act" is one.
_NO_NAME = {
    "law": frozenset(
        "international humanitarian sharia shariah shari’a islamic customary common case community european eu "
        "rights refugee soft hard natural public private comparative".split()
    ),
    "code": frozenset("ethics ethical dress moral bar postal source".split()),
    "act": frozenset("legislative legal normative regulatory administrative".split()),
}
# An institute "of Labour and Corporate Law" is no law.
_SCHOOLS = frozenset(
    "institute faculty school department centre center college chair academy professor director university "
    "court".split()
)
# What may follow a name with a capital: "Criminal Code Article 5".
_AFTER_NAME = frozenset("article articles art arts section sections no nos chapter part title".split())
# What a law is by its rank: "Organic Law on ...", "Presidential Decree on ...". Other words before it are a title.
_RANKS = frozenset(
    "organic federal constitutional framework presidential executive legislative royal supreme ministerial "
    "governmental government general special national state public interim transitional provisional".split()
)
# "Fijian Broadcasting Corporation Act" is called after a body whose name begins with the adjective.
_BODIES = frozenset(
    "corporation commission council authority institute board agency bank service force forces".split()
)
_ORGANIZATIONS = frozenset("international world united organization organisation african".split())

_OF_THE_UNITED_NATIONS = frozenset("un united minimum international european".split())
_NUMBER = re.compile(r" (?:(?:[Nn]os?\b\.?|N[°º]|#) ?)?(\d[\d./\-–]*[A-Z]?(?:/\d+)?)\b(?: of (?:1[89]|20)\d\d)?")
_MORE_NUMBERS = re.compile(r"(?:(?:,| and|, and) \d[\d./\-–]*)+")
# "Law of 4 August 1996 on ...", "Act of 2010 regulating ..."
_DATE_BEFORE_TITLE = re.compile(
    r" of (?:\d{1,2} [A-Z][a-z]+ )?((?:1[89]|20)\d\d)"
    r"(?= (?:on|for|concerning|regarding|against|regulating|governing)\b)"
)
_QUOTED_TITLE = re.compile(r" [“\"«‘](?:[Oo]n|[Oo]f) [^”\"»’]{3,150}[”\"»’]")


def find_formal_laws(reading: LawText) -> list[LawMention]:
    """Return the laws with a formal name, in text order. "the Criminal and Civil Codes" are two with one span."""
    found: list[LawMention] = []
    position = 0
    while position < len(reading.words):
        word = reading.words[position]
        mentions: list[LawMention] = []
        if position not in reading.blocked and word.capital and word.low in HEADS:
            mentions = _laws_at(reading, position)
        found += mentions
        position = max([position + 1, *(reading.position(mention.end) for mention in mentions)])
    return found


def _laws_at(reading: LawText, head: int) -> list[LawMention]:
    """Return the laws that are named with the head at `head`, if it is part of a name."""
    words = reading.words
    low = words[head].low
    singular = _SINGULAR.get(low, low)
    following = words[head + 1] if head + 1 < len(words) else None
    if following and following.is_word and following.capital and not _may_follow(following):
        return []  # "Law Society", "Constitution Day", or a head inside a longer name
    first = prefix_title_start(words, head, reading.blocked, plural=low != singular)
    first, state = _name_start(reading, first, head)
    prefix = [word.low for word in words[first:head]]
    ranked = all(_is_rank(word) for word in prefix)
    around_head = _after_head(reading, words[head].end)
    end, titled = words[head].end, False
    if ranked or _has_both_titles(words, head, len(prefix)):
        end, titled = _title_after(reading, head, singular, around_head)
    opens = reading.opens_sentence(words[first].start)
    if not _is_name(words, head, singular, prefix, titled=titled, ranked=ranked, opens=opens):
        return []
    end, state_after = reading.without_state(words[first].start, end)
    suffix = reading.text[around_head.end if around_head.end < end else words[head].end : end]
    names = _names(reading, first, head, suffix, plural=low != singular, titled=titled)
    around = reading.qualified(first, end)
    year = around.year or around_head.year
    if singular == "order" and not (year or re.search(r"\d", suffix)):
        return []  # "Public Order" is a law by its number or year only
    state = reading.state_of(around.start, around.end) or state_after or around_head.state or state
    draft = "draft " if around.draft else ""
    return [LawMention(around.start, around.end, draft + name, draft + singular, year, state) for name in names]


@dataclass(frozen=True, slots=True)
class _AfterHead:
    """What stands between a head and its title: the State ("Law of the Republic of ... on") or a date."""

    end: int
    state: str | None
    year: str | None


def _after_head(reading: LawText, end: int) -> _AfterHead:
    dated = _DATE_BEFORE_TITLE.match(reading.text, end)
    after, state = reading.past_state(dated.end() if dated else end)
    return _AfterHead(after, state, dated[1] if dated else None)


def _may_follow(word: Word) -> bool:
    """Whether a capitalised word after a head goes on with it: "Act Regulating ...", "Code Article 5"."""
    return word.low in _AFTER_NAME | _INTRODUCERS or word.low.endswith("ing")


def _name_start(reading: LawText, first: int, head: int) -> tuple[int, str | None]:
    """Leave out words before the name proper: "New", a verb that opens a list item, the State's adjective."""
    state = None
    while first < head:
        word, following = reading.words[first], reading.words[first + 1]
        opens = reading.opens_sentence(word.start)
        demonym = reading.registry.match_demonym(word.text)
        if demonym and not any(name.low in _BODIES for name in reading.words[first:head]):
            state = demonym.code
        elif opens and following.low in _ADVERBIAL:
            first += 1  # "Include in the ... Act": a verb, not a title
        elif not (word.low in QUALIFIERS | _LINKS or (opens and word.low in _OPENING_VERBS)):
            break
        first += 1
    return first, state


def _is_rank(word: str) -> bool:
    return word in _RANKS or re.sub(r"[’']s?$", "", word) in _AUTHORITIES


def _has_both_titles(words: list[Word], head: int, prefix_words: int) -> bool:
    """Whether the name goes on after the head though it began before it: "Administrative Code of Offences"."""
    after = words[head + 1 : head + 3]
    if len(after) < 2 or not after[1].capital:
        return False
    return after[0].low == "of" if words[head].low == "code" else after[0].low == "on" and prefix_words == 1


def _is_name(
    words: list[Word], head: int, singular: str, prefix: list[str], *, titled: bool, ranked: bool, opens: bool
) -> bool:
    """Whether the head with what is around it names one law."""
    after = [word.low for word in words[head + 1 : head + 4]]
    if after[:1] == ["of"] and any(word in _ORGANIZATIONS for word in after[1:]):
        return False  # "the Constitution of the World Health Organization"
    if singular == "constitution":
        return True
    if singular in ("rules", "regulations") and not _OF_THE_UNITED_NATIONS.isdisjoint(prefix):
        return False  # "United Nations Standard Minimum Rules"
    if prefix and prefix[-1] in _NO_NAME.get(singular, ()):
        return False
    if singular in ("law", "code") and prefix[:1] == ["international"]:
        return False
    if prefix in (["amending"], ["amended"], ["ratifying"]) and not titled:
        return False  # "the Amending Act" points back
    if singular == "law" and not _SCHOOLS.isdisjoint(prefix):
        return False
    if singular == "act" and not prefix and opens and after[:1] == ["on"]:
        return False  # "Act on the findings of ..." is a verb
    return titled or not ranked


def _title_after(reading: LawText, head: int, singular: str, after_head: _AfterHead) -> tuple[int, bool]:
    """Return where the name ends that the head begins, and whether a number or a title follows the head."""
    text, words = reading.text, reading.words
    end, titled = words[head].end, False
    if singular == "constitution":
        return end, False
    number = _NUMBER.match(text, end)
    if number and not YEAR.fullmatch(number[1]):
        end, titled = number.end(), True
        more = _MORE_NUMBERS.match(text, end) if words[head].low in _SINGULAR else None
        end = more.end() if more else end
    after = max(end, after_head.end)
    if quoted := _QUOTED_TITLE.match(text, after):
        return quoted.end(), True
    position = reading.position(after)
    first = _title_start(words, position)
    if first is None or words[first].low in _NO_TITLE:
        return end, titled
    introducer = words[position].low
    authority = {word.low for word in words[first : first + 2]} & _AUTHORITIES
    if introducer == "of" and (first in reading.blocked or authority):
        return end, titled
    title_end = formal_title_end(words, first)
    described = singular not in ("rules", "regulations", "regulation") and introducer not in ("of", "to", "for")
    if title_end == first and described:
        title_end = phrase_end(words, first)
    if title_end == first or (title_end == first + 1 and words[first].low == "the"):
        return end, titled
    return words[title_end - 1].end, True


def _title_start(words: list[Word], position: int) -> int | None:
    """Return the position after "on", "for", "relating to", "Regulating", ... at `position`, or None."""
    low = [word.low for word in words[position : position + 2]]
    if low and low[0] in ("relating", "related", "pertaining") and low[1:] == ["to"]:
        first = position + 2
    elif low and (low[0] in _INTRODUCERS or (low[0].endswith("ing") and words[position].capital)):
        first = position + 1
    else:
        return None
    return first if first < len(words) else None


def _names(reading: LawText, first: int, head: int, suffix: str, *, plural: bool, titled: bool) -> list[str]:
    """Return the names in the singular, without quotation marks.

    Args:
        suffix: What follows the head, without State and date.
    """
    if _QUOTED_TITLE.match(suffix):
        suffix = re.sub(r"[“”\"«»]|(?<= )‘|’$", "", suffix)
    suffix = re.sub(r"^ O(?=[nf] )", " o", suffix)
    prefix = reading.text[reading.words[first].start : reading.words[head].start]
    noun = reading.words[head].text
    if not plural:
        return [prefix + noun + suffix]
    noun = noun[:-1]
    if re.match(r" \D{0,5}\d", suffix):
        return [f"{noun} {number}" for number in re.findall(r"\d[\d./\-–]*", suffix)]
    if titled:
        return [f"{noun} on {title}" for title in re.split(r",? and on | and the Law on ", suffix.removeprefix(" on "))]
    return [f"{item} {noun}".strip() for item in re.split(r",? and |, ", prefix.strip())]
