"""Find the laws and draft laws of States that a text names.

Guarantees: a law is found by the grammar of its name, never by a list of laws. Legislation that is only spoken of
("legislation", "criminal law", "a law on refugees should be adopted") is not found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from hrgraph.extraction.law_titles import (
    HEADS,
    Word,
    formal_title_end,
    phrase_end,
    prefix_title_start,
    split_words,
)
from hrgraph.extraction.mentions import LawMention
from hrgraph.registry import Registry

_SINGULAR = {
    "codes": "code", "laws": "law", "acts": "act", "decrees": "decree", "ordinances": "ordinance", "bills": "bill",
    "statutes": "statute", "proclamations": "proclamation", "constitutions": "constitution",
}  # fmt: skip
# Words before a name that are not part of it.
_LEADING = frozenset(
    "new old draft current existing former previous revised amended proposed recent present original updated said same "
    "aforementioned above-mentioned relevant so-called entire".split()
)
_LINKS = frozenset("and the of or".split())
_ADVERBIAL = frozenset("in on to from with".split())
# Verbs that begin a recommendation in a list, where a name without an article may follow ("Amend Penal Code").
_OPENING_VERBS = frozenset(
    "abolish abrogate adopt align amend apply approve bring change complete consider continue enact enforce ensure "
    "expedite finalize finalise harmonize harmonise implement incorporate introduce modify pass promulgate reform repeal "
    "rescind review revise revoke strengthen suspend withdraw".split()
)
_PREPOSITIONS = frozenset(
    "on for against concerning regarding of to governing prohibiting amending regulating implementing respecting".split()
)
# "Code of Conduct" binds a profession, "Rules of Procedure" a body, "Dress Code" nobody.
_NOT_A_LAW_AFTER = frozenset("conduct ethics practice good honour honor procedure court evidence order origin".split())
# "Humanitarian Law" is a field, "Dress Code" no law; "Human Rights Act" is one.
_NO_NAME = {
    "law": frozenset(
        "international humanitarian sharia shariah shari’a islamic customary common case community european eu rights "
        "refugee soft hard natural public private comparative".split()
    ),
    "code": frozenset("ethics ethical dress moral bar postal source".split()),
}
# What may stand between a head and its title or at the end of a name.
_AFTER_NAME = frozenset("article articles art arts section sections no nos chapter part title".split())
# What a law is by its rank: "Organic Law on ...", "Presidential Decree on ...". Any other word before the head is its title.
_RANKS = frozenset(
    "organic federal constitutional framework presidential executive legislative royal supreme ministerial "
    "governmental government general special national state public interim transitional provisional".split()
)
# "Fijian Broadcasting Corporation Act" is called after a body whose name begins with the adjective.
_BODIES = frozenset("corporation commission council authority institute board agency bank service force forces".split())
_ORGANIZATIONS = frozenset("international world united organization organisation african".split())

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_TRAILING_YEAR = re.compile(r",? (?:of (?:\d{1,2} [A-Z]\w+ )?)?\(?((?:1[89]|20)\d\d)\b\)?")
_NUMBER = re.compile(r" (?:(?:[Nn]os?\b\.?|N[°º]|#) ?)?(\d[\d./\-–]*[A-Z]?(?:/\d+)?)\b")
_LAW_DATE = re.compile(r" of \d{1,2} [A-Z][a-z]+ (?:1[89]|20)\d\d(?= (?:on|for|concerning|regarding|against)\b)")

# Law that exists though its article is indefinite: "had enacted a new law on ...", "a law on ... was under discussion".
_MADE = r"(?:adopted|enacted|passed|promulgated|approved|introduced|drafted|prepared|tabled|signed|published|developed)"
_MADE_BEFORE = re.compile(_MADE + r"\b[^.;:]{0,40}$")
_MADE_AFTER = re.compile(
    r"^[^.;:]{0,30}?\b(?:was|were|is|are|been|being)\s+(?:\w+\s+){0,2}(?:" + _MADE + r"|under|pending|before|discussed|in force)\b"
)  # fmt: skip
_NEGATED = re.compile(r"\b(?:not|never|no|nor|yet to|fail\w*|lack|absence|without)\b")

_SMALL_HEAD = re.compile(
    r"""
      \b(?P<head>law|act|bill|decree|ordinance)\ (?P<preposition>on|concerning|regarding|relating\ to|against|governing|for(?=\ the)
        |(?<=draft\ law\ )prohibiting)\ (?=\w)
    | \b(?P<code>(?:penal|criminal|civil|labou?r|family|electoral|military|administrative|tax|nationality|commercial
        |personal\ status)(?:\ (?:and\ )?(?:penal|criminal|civil|family|procedure|procedural|law))*\ codes?)\b
    | \b(?P<numbered>(?:law|act|decree|ordinance)\ (?:[Nn]os?\.?|N[°º])\ ?\d[\d./\-–]*)
    | \b(?:the|its|their)\ (?P<dated>(?:(?!new\ |draft\ )[a-z][\w’'/-]+\ ){1,5}?(?:law|act|code|decree))(?=\ of\ (?:19|20)\d\d\b)
    | \b(?:19|20)\d\d\ (?P<after_year>(?:[a-z][\w’'/-]+\ ){1,4}?(?:law|act|code))\b(?!\ (?:on|for|enforcement)\b)
    | \b[Tt]he\ (?:(?:new|revised|proposed|draft|pending|current)\ )*
      (?P<bill>(?!(?:new|revised|proposed|draft|pending|current|said|same|relevant|present|first|entire)\ )(?:[\w’'/-]+\ ){1,4}?bill)\b(?!\ (?:on|for|of)\b)
    | \b(?P<procedure>codes?\ of\ (?:criminal|civil|penal)\ procedure)\b
    | \bdraft\ (?P<draft>(?:(?!new\ |revised\ |amended\ |law|bill|code|act)[\w’'/-]+\ ){1,4}(?:law|bill|code|act))\b(?!\ (?:on|for)\b)
    | \b(?:the|its|their|this|[’']s|(?:1[89]|20)\d\d|new|current)\ (?P<constitution>constitution)\b
    """,
    re.VERBOSE,
)
_DEFINITE = frozenset("the this that its their these those said".split())
_OTHER_DETERMINERS = frozenset("its their a an any this that these those which whom".split())
_INDEFINITE = frozenset("a an any no some another such".split())
_BETWEEN = frozenset("to of and or in for by on at from with under".split())
_GENERIC_BEFORE = frozenset(
    "criminal international case domestic civil constitutional customary islamic sharia labour labor refugee humanitarian "
    "family rights european public administrative of military statutory primary no".split()
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, its words, and the words that names of laws do not contain."""

    text: str
    words: list[Word]
    starts: list[int]
    states: list[tuple[int, int, str]]
    blocked: frozenset[int]
    registry: Registry

    def position(self, offset: int) -> int:
        """Return the position of the first word at or after `offset`."""
        return bisect_left(self.starts, offset)


def find_laws(text: str, registry: Registry, *, taken: Iterable[tuple[int, int]] = ()) -> list[LawMention]:
    """Return the laws that `text` names.

    Args:
        text: A clean view: one space between words.
        taken: Spans of instruments, whose words are nobody's law ("Rules" of "Nelson Mandela Rules").

    Returns:
        In text order. "the Criminal and Administrative Codes" are two mentions that share a span.
    """
    words = split_words(text)
    starts = [word.start for word in words]
    places = registry.find_names(text, "State", "Territory")
    states = [(place.start, place.end, place.entries[0].code) for place in places if place.entries[0].kind == "State"]
    blocked: set[int] = set()
    for start, end in [*taken, *((place.start, place.end) for place in places)]:
        blocked.update(range(bisect_left(starts, start), bisect_left(starts, end)))
    reading = _Reading(text, words, starts, states, frozenset(blocked), registry)
    found: list[LawMention] = []
    position = 0
    while position < len(words):
        word = words[position]
        mentions: list[LawMention] = []
        if position not in blocked and word.capital and word.low in HEADS:
            mentions = _formal(reading, position)
        found += mentions
        position = max([position + 1, *(reading.position(mention.end) for mention in mentions)])
    covered = [(mention.start, mention.end) for mention in found] + list(taken)
    for match in _SMALL_HEAD.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            found += _small(reading, match)
    found.sort(key=lambda mention: (mention.start, mention.end))
    return [mention for mention in found if not _is_short_form(text, mention, found)]


def _is_short_form(text: str, mention: LawMention, laws: list[LawMention]) -> bool:
    """Whether a name in brackets only repeats the law before it: "the Labour Code (Act No. 14 of 2004)"."""
    return text[mention.end : mention.end + 1] == ")" and any(
        re.fullmatch(r" \((?:the )?[“\"]?", text[law.end : mention.start]) for law in laws
    )


def _formal(reading: _Reading, head: int) -> list[LawMention]:
    """Return the laws named by the capitalised head at `head`, if it is part of a name."""
    text, words = reading.text, reading.words
    low = words[head].low
    singular = _SINGULAR.get(low, low)
    following = words[head + 1] if head + 1 < len(words) else None
    if following and following.is_word and following.capital and not _goes_on(following):
        return []  # "Law Society", "Constitution Day", or a head inside a longer name
    start, state = _trim(reading, prefix_title_start(words, head, reading.blocked), head)
    prefix = [word.low for word in words[start:head]]
    end, titled = words[head].end, False
    if all(word in _RANKS for word in prefix) or _has_both_titles(words, head, len(prefix)):
        end, titled = _suffix(reading, head, singular)
    generic = _NO_NAME.get(singular, frozenset())
    if prefix and (prefix[-1] in generic or (generic and prefix[0] == "international")):
        return []
    if _of_an_organization(words, head):
        return []
    if not titled and singular != "constitution" and all(word in _RANKS for word in prefix):
        return []
    if singular == "act" and not prefix and _opens_sentence(text, words[start].start):
        return []  # "Act on the findings of ..." is a verb
    end, state_after = _without_state(reading, words[start].start, end)
    outer, year, draft = _leading(reading, start)
    if singular == "order" and not (year or _TRAILING_YEAR.match(text, end) or re.search(r"\d", text[words[head].end : end])):
        return []  # "Public Order" is a law by its number or year only
    names = _names(reading, start, head, end, singular, plural=low != singular, titled=titled)
    after = _TRAILING_YEAR.match(text, end)
    if after:
        year, end = after[1], after.end()
    state = _state_after(reading, end) or state_after or state or _state_before(reading, outer)
    kind = f"draft {singular}" if draft else singular
    names = [f"draft {name}" if draft else name for name in names]
    return [LawMention(words[outer].start, end, name, kind, year, state) for name in names]


def _has_both_titles(words: list[Word], head: int, prefix_words: int) -> bool:
    """Whether the name goes on after the head though it began before it: "Administrative Code of Offences"."""
    after = words[head + 1 : head + 3]
    if len(after) < 2 or not after[1].capital:
        return False
    return after[0].low == "of" if words[head].low == "code" else after[0].low == "on" and prefix_words == 1


def _goes_on(word: Word) -> bool:
    """Whether a capitalised word after a head belongs to its title or to a reference: "Act Regulating ...", "Code Article 5"."""
    return word.low in _AFTER_NAME | _PREPOSITIONS or word.low.endswith("ing")


def _trim(reading: _Reading, start: int, head: int) -> tuple[int, str | None]:
    """Leave out words before the name proper: "New", a verb that opens a list item, the State's adjective."""
    state = None
    while start < head:
        word, following = reading.words[start], reading.words[start + 1]
        opens = _opens_sentence(reading.text, word.start)
        demonym = reading.registry.match_demonym(word.text)
        if demonym and not any(name.low in _BODIES for name in reading.words[start:head]):
            state = demonym.code
        elif opens and following.low in _ADVERBIAL:
            start += 1  # "Include in the ... Act": a verb, not a title
        elif not (word.low in _LEADING | _LINKS or (opens and word.low in _OPENING_VERBS)):
            break
        start += 1
    return start, state


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in ".:;•(“\"-–*"


def _suffix(reading: _Reading, head: int, singular: str) -> tuple[int, bool]:
    """Return where the name ends that the head begins, and whether anything follows it: a number or a title."""
    text, words = reading.text, reading.words
    end, titled = words[head].end, False
    if singular == "constitution":
        return end, False
    if (number := _NUMBER.match(text, end)) and not _YEAR.fullmatch(number[1]):
        end, titled = number.end(), True
        if (year := re.compile(r" of (?:1[89]|20)\d\d").match(text, end)):
            end = year.end()
    dated = _LAW_DATE.match(text, end)
    after = dated.end() if dated else end
    for state_start, state_end, _ in reading.states:
        if text[after:state_start] in (" of ", " of the "):
            after = state_end  # "Law of the Republic of Fiji on ..."
    position = reading.position(after)
    if position >= len(words):
        return end, titled
    quoted = re.compile(r" [“\"«‘](?:[Oo]n|[Oo]f) [^”\"»’]{3,150}[”\"»’]").match(text, after)
    if quoted:
        return quoted.end(), True
    preposition = words[position].low
    first = position + 1
    if preposition in ("relating", "related", "pertaining") and first < len(words) and words[first].low == "to":
        first += 1
    elif preposition not in _PREPOSITIONS and not (preposition.endswith("ing") and words[position].capital):
        return end, titled
    if first >= len(words):
        return end, titled
    if words[first].low in _NOT_A_LAW_AFTER | _OTHER_DETERMINERS or (first in reading.blocked and preposition == "of"):
        return end, titled
    title_end = formal_title_end(words, first)
    if title_end == first and singular in ("law", "act", "bill", "decree", "ordinance", "code"):
        if preposition not in ("of", "to", "for", "amending") and text[words[position].start - 1] == " ":
            title_end = phrase_end(words, first)
    if title_end == first or (title_end == first + 1 and words[first].low == "the"):
        return end, titled
    return words[title_end - 1].end, True


def _of_an_organization(words: list[Word], head: int) -> bool:
    """Whether a constitution or statute is an organization's: "the Constitution of the World Health Organization"."""
    low = [word.low for word in words[head + 1 : head + 4]]
    return low[:1] == ["of"] and any(word in _ORGANIZATIONS for word in low[1:])


def _without_state(reading: _Reading, start: int, end: int) -> tuple[int, str | None]:
    """Leave the State out of the end of a title: "Law on Refugees of the Republic of Fiji"."""
    for state_start, state_end, code in reading.states:
        if start < state_start < end <= state_end:
            before = re.search(r" of(?: the)? $", reading.text[start:state_start])
            if before:
                return start + before.start(), code
    return end, None


def _leading(reading: _Reading, start: int) -> tuple[int, str | None, bool]:
    """Return where the words begin that qualify a name, the year among them, and whether it is a draft."""
    year, draft = None, False
    while start > 0:
        word = reading.words[start - 1]
        if _YEAR.fullmatch(word.text):
            year = word.text
        elif word.low == "draft":
            draft = True
        elif word.low not in _LEADING and not reading.registry.match_demonym(word.text):
            break
        start -= 1
    return start, year, draft


def _names(
    reading: _Reading, start: int, head: int, end: int, singular: str, *, plural: bool, titled: bool
) -> list[str]:
    words, text = reading.words, reading.text
    suffix = re.sub(r"[“”\"«»]", "", text[words[head].end : end])
    if re.match(r" [‘][Oo]n ", suffix):
        suffix = suffix.replace("‘", "").rstrip("’")
    suffix = re.sub(r"^ O(?=[nf] )", " o", suffix)
    noun = words[head].text
    if not plural:
        return [text[words[start].start : words[head].start] + noun + suffix]
    noun = noun[:-1]
    if numbers := re.findall(r"\d[\d./\-–]*", suffix) if re.match(r" \D{0,5}\d", suffix) else []:
        return [f"{noun} {number}" for number in numbers]
    if titled:
        return [f"{noun} on {title}" for title in re.split(r",? and on | and the Law on ", suffix.removeprefix(" on "))]
    items = re.split(r",? and |, ", text[words[start].start : words[head].start].strip())
    return [f"{item} {noun}" if item else noun for item in items]


def _state_after(reading: _Reading, end: int) -> str | None:
    for start, _, code in reading.states:
        if reading.text[end:start] in (" of ", " of the ", " in ") and start > end:
            return code
    return None


def _state_before(reading: _Reading, outer: int) -> str | None:
    """Return the State whose possessive stands before the name: "Fiji’s Penal Code"."""
    start = reading.words[outer].start
    for _, state_end, code in reading.states:
        if re.fullmatch(r"[’']s? ", reading.text[state_end:start]):
            return code
    return None


def _small(reading: _Reading, match: re.Match[str]) -> list[LawMention]:
    """Return the law that words in small letters name, if they name one."""
    if match["head"]:
        return _small_titled(reading, match)
    if match["numbered"]:
        return [_small_numbered(reading, match)]
    if match["bill"] and any(word in _BETWEEN | HEADS or word.endswith("s’") for word in match["bill"].lower().split()[:-1]):
        return []
    dated = match["dated"] or match["after_year"] or match["bill"]
    name = match["code"] or match["procedure"] or match["constitution"] or dated or f"draft {match['draft']}"
    head = name.split()[-1] if not match["procedure"] else "code"
    names = [name]
    if match["code"] and name.endswith("codes"):
        names = [f"{item} code" for item in re.split(r",? and |, ", name.removesuffix(" codes"))]
    if match["draft"]:
        head = f"draft {head}"
    start = next((match.start(group) for group in ("constitution", "dated", "after_year", "bill") if match[group]), match.start())
    end = match.end("dated") if match["dated"] else match.end()
    outer, year, draft = _leading(reading, reading.position(start))
    if after := _TRAILING_YEAR.match(reading.text, end):
        year, end = after[1], after.end()
    if draft and not match["draft"]:
        names, head = [f"draft {name}" for name in names], f"draft {head}"
    state = _state_after(reading, end) or _state_before(reading, outer)
    return [
        LawMention(reading.words[outer].start, end, name, head.removesuffix("s"), year, state) for name in names
    ]


def _small_numbered(reading: _Reading, match: re.Match[str]) -> LawMention:
    """Return the law of "law No. 12/2009 on ..."."""
    end, name = match.end(), match["numbered"].rstrip(".")
    position = reading.position(end)
    if position + 1 < len(reading.words) and reading.words[position].low in ("on", "concerning", "regarding"):
        title_end = phrase_end(reading.words, position + 1)
        if title_end > position + 1:
            end, _ = _without_state(reading, match.start(), reading.words[title_end - 1].end)
            name = reading.text[match.start() : end]
    return LawMention(match.start(), end, name, name.split()[0], None, _state_after(reading, end))


def _small_titled(reading: _Reading, match: re.Match[str]) -> list[LawMention]:
    """Return the law of "the law on ...", or nothing where no such law is said to exist."""
    text, words = reading.text, reading.words
    head = reading.position(match.start("head"))
    first = reading.position(match.end("preposition"))
    end_position = phrase_end(words, first)
    if end_position == first:
        return []
    end = words[end_position - 1].end
    outer = head
    draft = False
    year = None
    while outer > 0 and head - outer < 4:
        word = words[outer - 1]
        if word.low in _DEFINITE | _INDEFINITE or not (word.is_word or _YEAR.fullmatch(word.text)) or word.capital:
            break
        if word.low in _BETWEEN:
            break  # "the need to act against ..."
        draft = draft or word.low == "draft"
        year = word.text if _YEAR.fullmatch(word.text) else year
        outer -= 1
    article = words[outer - 1] if outer else None
    if head and words[head - 1].low in _GENERIC_BEFORE:
        return []
    definite = article is not None and (article.low in _DEFINITE or bool(re.search(r"[’']s?$", article.text)))
    indefinite = article is not None and article.low in _INDEFINITE
    if not (definite or draft or (indefinite and _exists(text, words[outer].start, end))):
        return []
    end, state = _without_state(reading, match.start(), end)
    outer = head if not draft else max(outer, head - 3)
    name = ("draft " if draft else "") + text[match.start("head") : end]
    year_after = re.compile(r" (?:in|of) ((?:1[89]|20)\d\d)\b").match(text, end)
    year = year_after[1] if year_after else year
    kind = f"draft {match['head']}" if draft else match["head"]
    return [LawMention(words[outer].start, end, name, kind, year, _state_after(reading, end) or state)]


def _exists(text: str, start: int, end: int) -> bool:
    """Whether the sentence says that a law with an indefinite article was made or is being made."""
    clause = re.split(r"[.;:]", text[:start])[-1]
    before = _MADE_BEFORE.search(clause)
    if before:
        return not _NEGATED.search(clause[max(0, before.start() - 30) :])
    after = _MADE_AFTER.match(text[end:])
    return bool(after) and not _NEGATED.search(after[0])
