"""Where the title of a law begins and ends in running text.

A title is not marked. After the head ("Law on ...") it runs as long as its words are capitalised, small words between
them included; a title in small letters runs as long as it can be one noun phrase. Before the head ("... Act") it runs
back over capitalised words to the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

HEADS = frozenset(
    "code law act constitution decree decree-law ordinance bill rules regulation regulations statute proclamation "
    "promulgation order codes laws acts decrees ordinances bills statutes proclamations constitutions".split()
)
_TREATY_HEADS = frozenset("convention covenant protocol treaty charter declaration agreement".split())

_WORD = re.compile(
    r"""
      \d+(?:[./]\d+)*[A-Za-z]?                     # number, year, "32/2010"
    | [^\W\d_]+(?:[’'\-–/][^\W_]+)*(?:[’'](?=\s))? # word, with hyphens and apostrophes: "Victims’", "Anti-Torture"
    | \S                                           # punctuation
    """,
    re.VERBOSE,
)

# Small words that stand inside titles.
_SMALL = frozenset(
    "of on the and to for in with against or from a an at as its their through between other without during "
    "concerning regarding".split()
)
_ARTICLE_LEADERS = frozenset("of in for against to from on with".split())

# What ends a title in small letters: it cannot be part of one noun phrase.
_PHRASE_STOPS = frozenset(
    # auxiliaries and modals
    "is are was were be been being has have had do does did can could may might must shall should will would "
    # relatives, conjunctions, pronouns, adverbs
    "which that who whose whom where when while whereas as because although though since so but if unless until it "
    "they he she them him her not no also then however therefore thereby currently recently still already inter "
    # prepositions that begin another part of the sentence
    "by after before during under without within including despite upon into through following according via "
    "among amongst given having such regarding concerning relating "
    # participles and verbs that follow the name of a law
    "adopted enacted passed approved introduced amended submitted drafted promulgated issued signed promising "
    "pending prepared proposed repealed revised entered came comes enters "
    "provides provided contains contained prohibits prohibited requires required allows allowed permits permitted "
    "includes included defines defined establishes established imposes imposed restricts restricted bans banned "
    "violates violated criminalizes criminalized criminalises criminalised guarantees guaranteed regulates regulated "
    "sets set fails failed remains remained recognizes recognized recognises recognised excludes excluded ensures "
    "ensured makes made gives gave grants granted covers covered stipulates stipulated punishes punished obliges "
    "aims aimed seeks sought restricting allowing providing regulating criminalizing criminalising containing "
    "requiring ensuring establishing guaranteeing addressing covering introducing defining "
    "ensure bring make include provide take adopt enact amend revise review repeal implement guarantee strengthen "
    "abolish continue speed accelerate".split()
)
# Verbs that a recommendation goes on with after "and"; some are nouns elsewhere ("child support").
_GOING_ON = frozenset(
    "pay raise allocate increase develop improve apply enforce punish prosecute prevent combat protect eliminate "
    "respect fulfil put end intensify promote support establish create train conduct undertake lift remove "
    "prohibit criminalize criminalise investigate align harmonize harmonise monitor expedite finalize finalise "
    "address refrain".split()
)
# Verbs that an infinitive of purpose begins with, and what follows "in" or "with" where a new part begins.
_PURPOSE = frozenset(
    "ensure bring make include provide protect prevent address guarantee allow combat align comply extend remove "
    "eliminate fully better be criminalize criminalise define prohibit improve strengthen enable meet avoid give "
    "take reflect incorporate put cover introduce establish permit safeguard".split()
)
_AFTER_IN = frozenset(
    "line order accordance compliance conformity keeping particular force practice full question effect a an the "
    "its their all this that which consultation cooperation parliament view light".split()
)
# "persons with disabilities" is one phrase; "the law on assembly with fewer demands" is not one name.
_WITH_WHAT = frozenset(
    "disabilities disability special mental psychosocial intellectual hiv reduced limited international".split()
)
_QUOTES = frozenset("“”\"«»")
# What a law lays down for doing something.
_REGULATED = frozenset("condition conditions method methods means procedure procedures rules requirements".split())
_DETERMINERS = frozenset("the a an its their all any this that these those each every some his her".split())
_MONTHS = frozenset("january february march april may june july august september october november december".split())
_INSTITUTIONS = frozenset("parliament assembly senate house congress chamber government cabinet president".split())
# In words. A longer one is a run of capitals, not a title.
_LONGEST_TITLE = 40
_AMENDING = frozenset("amendments amendment additions changes supplements modifications addenda".split())


class Word(NamedTuple):
    """A word, number or mark of a text and where it stands."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In small letters."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a number or a mark."""
        return self.text[0].isalpha()

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals only."""
        return len(self.text) > 1 and self.text.isupper()


def split_words(text: str) -> list[Word]:
    """Return the words, numbers and marks of `text`, in order."""
    return [Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def position_at(words: list[Word], offset: int) -> int:
    """Return the position of the first word at or after `offset`."""
    return bisect_left(words, offset, key=lambda word: word.start)


def formal_title_end(words: list[Word], first: int) -> int:
    """Return the position after the capitalised title that begins at `first`, or `first` if none begins there."""
    end = position = first
    while position < min(len(words), first + _LONGEST_TITLE):
        word = words[position]
        if word.text == ",":
            if not _goes_on_after_comma(words, position):
                break
        elif _opens_insertion(words, position):
            position += 3
            continue
        elif not word.is_word or (
            word.low == "and" and not _amends(words, first, position) and _names_another_law(words, position + 1)
        ):
            break
        elif _regulates(words, position):
            pass
        elif word.capital:
            if word.is_acronym and words[position - 1].low in ("in", "to", "for") and position > first:
                break
            end = position + 1
        elif word.low not in _SMALL or _leads_to_institution(words, position):
            break
        position += 1
    if end - first == 1 or (end > first and words[end - 1].low in _AMENDING):
        return _sentence_case_end(words, end)
    return end


def _leads_to_institution(words: list[Word], position: int) -> bool:
    """Whether a small word begins "in the Parliament", "on April", "with the Constitution", which no title holds."""
    low = words[position].low
    after = next((word.low for word in words[position + 1 : position + 3] if word.low != "the"), "")
    return (
        after in _MONTHS
        or (low == "with" and after in HEADS | _TREATY_HEADS)
        or (low in ("in", "to", "by", "from") and after in _INSTITUTIONS)
    )


def _opens_insertion(words: list[Word], position: int) -> bool:
    """Whether "(Laundering)" stands at `position`, inside a title that goes on after it with "of ..."."""
    if words[position].text != "(" or position + 4 >= len(words) or words[position + 2].text != ")":
        return False
    small, after = words[position + 3], words[position + 4]
    return _is_insertion(words, position + 2) and small.low in ("of", "and", "in") and after.capital


def _amends(words: list[Word], first: int, position: int) -> bool:
    """Whether the law that a title amends is not named yet at `position`: "Amending the Asylum and Borders Act"."""
    return words[first - 1].low == "amending" and all(word.low not in HEADS for word in words[first:position])


def _regulates(words: list[Word], position: int) -> bool:
    """Whether the name of a law inside a title goes on in small letters: "the Act regulating the Status of ..."."""
    return words[position].low in ("regulating", "governing", "amending") and words[position - 1].low in HEADS


def phrase_end(words: list[Word], first: int) -> int:
    """Return the position after the noun phrase in small letters that begins at `first`, or `first` if none does."""
    position = first
    last = min(len(words), first + _LONGEST_TITLE)
    while position < last and _continues_phrase(words, position, first):
        position += 1
    while position > first and words[position - 1].low in _SMALL | {",", "“", "«"}:
        position -= 1
    return position


def prefix_title_start(words: list[Word], head: int, stops: frozenset[int], *, plural: bool = False) -> int:
    """Return the position of the first word of the title that ends with the head at `head` ("Equal Treatment Act").

    Args:
        stops: Positions of words that belong to something else: a State, an instrument.
        plural: The head is a plural, so that a list of several titles may stand before it.

    Returns:
        `head` if there is no title before it.
    """
    start = position = head
    while position > max(0, head - _LONGEST_TITLE):
        word, left = words[position - 1], words[position - 2] if position > 1 else None
        if position - 1 in stops:
            break
        if word.low in HEADS and word.capital and start != position:
            break  # a law before this one; in "Public Order Act Amendment Decree" the run goes on
        if word.is_word and word.capital:
            if word.low in _DETERMINERS | _SMALL:
                break
            start = position - 1
        elif word.text == ")" and start == head and _is_insertion(words, position - 1):
            position -= 3
            start = position
            continue
        elif word.text == ",":
            if not left or not left.capital or left.is_acronym or not _has_and(words, position, head):
                break
            if not plural and any(w.low != "and" and not w.capital for w in words[position:start]):
                break
            if not plural and not _goes_on_after_comma(words, position - 1):
                break
        elif word.low in ("the", "a", "an"):
            if not left or left.low not in _ARTICLE_LEADERS:
                break
        elif word.low not in _SMALL - _DETERMINERS or start == head:
            break
        position -= 1
    return start


def _has_and(words: list[Word], start: int, end: int) -> bool:
    return any(word.low == "and" for word in words[start:end])


def _is_insertion(words: list[Word], close: int) -> bool:
    """Whether `)` at `close` ends "(Amendment)": one capitalised word in brackets, inside a title."""
    return close >= 2 and words[close - 2].text == "(" and words[close - 1].is_word and words[close - 1].capital


def _goes_on_after_comma(words: list[Word], comma: int) -> bool:
    """Whether a comma divides single words of a title: "Oversight, Transparency and Accountability"."""
    items = [words[comma - 1]] if comma else []
    position = comma
    while position + 1 < len(words) and words[position].low in (",", "and"):
        if words[position].low == "and" and words[position - 1].text == ",":
            break
        items.append(words[position + 1])
        if words[position].low == "and":
            return all(w.is_word and w.capital and not w.is_acronym and len(w.text) > 3 for w in items)
        position += 2
    return False


def _names_another_law(words: list[Word], position: int) -> bool:
    """Whether what follows "and" is a norm of its own: "the Law on Asylum and the Penal Code"."""
    for word in words[position : position + 7]:
        if word.low in _AMENDING or word.low == "legislative":
            return False  # "Amendments and Supplements to Certain Legislative Acts"
        if word.low in HEADS | _TREATY_HEADS and word.capital:
            return True
        if not (word.is_word and (word.capital or word.low in _SMALL)):
            return False
    return False


def _sentence_case_end(words: list[Word], position: int) -> int:
    """Return where a title ends whose first word only is capitalised: "Religious activity and associations"."""
    first = position
    if first < len(words) and words[first].low in ("to", "on") and words[first - 1].low in _AMENDING:
        return phrase_end(words, first + 1)
    while position < len(words) and not words[position].capital and words[position].low not in _SMALL:
        word = words[position]
        if not word.is_word or word.low in _PHRASE_STOPS or word.low.endswith(("ed", "ly")):
            return first
        if word.low.endswith("s") and position + 1 < len(words) and words[position + 1].low in _DETERMINERS:
            return first
        position += 1
    return phrase_end(words, first) if position > first else first


def _continues_phrase(words: list[Word], position: int, first: int) -> bool:
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else None
    low, next_low = word.low, following.low if following else ""
    if word.text == ",":
        return _lists_nouns(words, position)
    if word.text in _QUOTES:
        return _quotes_word(words, position)
    if low.endswith("ing") and position > first and _follows_noun(words, position):
        return True
    if not word.is_word or low in _PHRASE_STOPS or (low.endswith("ly") and low not in ("family", "assembly")):
        return False
    if following is None:
        return True
    if low == "and":
        # "preventing and combating": a second participle only where the first word is one.
        stops = _DETERMINERS | _PHRASE_STOPS | _GOING_ON | {"to", "in", "with", "for", "of"}
        if next_low == "the" and position + 2 < len(words):
            return words[position + 2].capital and not _names_another_law(words, position + 1)
        participle = next_low.endswith("ing") and not words[first].low.endswith("ing")
        return next_low not in stops and not participle and following.is_word
    if low == "in":
        return following.is_word and next_low not in _AFTER_IN and not (following.capital and _is_month(next_low))
    if low == "with":
        return next_low in _WITH_WHAT
    if low == "to":
        return next_low not in _PURPOSE and not _is_verb(words, position + 1)
    # A past participle before an article is a verb: "the law on associations banned the ...".
    return not (low.endswith("ed") and position > first and next_low in _DETERMINERS)


def _quotes_word(words: list[Word], position: int) -> bool:
    """Whether a quotation mark inside a phrase belongs to one quoted word: "the status of “erased” persons"."""
    near = words[max(0, position - 2) : position + 3]
    return sum(word.text in _QUOTES for word in near) == 2 and words[position - 1].text not in _QUOTES


def _follows_noun(words: list[Word], position: int) -> bool:
    """Whether a verbal noun is part of the phrase: "the scope of providing support", "the conditions for ensuring"."""
    before = words[position - 1].low
    return before == "of" or (before == "for" and words[position - 2].low in _REGULATED)


def _is_verb(words: list[Word], position: int) -> bool:
    """Whether the word after "to" has an object, as a verb has: "to require a ...", not "access to the sea"."""
    word = words[position]
    following = words[position + 1] if position + 1 < len(words) else None
    return following is not None and word.is_word and word.low not in _DETERMINERS and following.low in _DETERMINERS


def _lists_nouns(words: list[Word], comma: int) -> bool:
    """Whether a comma divides the items of a list that one more item ends: "migrants, refugees and asylum-seekers"."""
    for length, word in enumerate(words[comma + 1 : comma + 5]):
        if word.low in ("and", "or"):
            after = words[comma + length + 2 : comma + length + 3]
            return length > 0 and all(w.is_word and w.low not in _PHRASE_STOPS | _DETERMINERS | {"to"} for w in after)
        if not word.is_word or word.capital or word.low in _PHRASE_STOPS | _DETERMINERS or word.low.endswith("ly"):
            return False
    return False


def _is_month(word: str) -> bool:
    return word in _MONTHS
