"""A text as the finders of laws see it: its words, the States it names, and what qualifies a name of a law."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hrgraph.extraction.norms.law_titles import Word, position_at, split_words
from hrgraph.registry import Registry

YEAR = re.compile(r"(?:1[89]|20)\d\d")
# After a name: ", 2005", "(2005)", "of 2005", "of 4 August 2005"
_YEAR_AFTER = re.compile(r",? (?:of (?:\d{1,2} [A-Z]\w+ )?)?\(?((?:1[89]|20)\d\d)\b\)?")
# Words before a name that are not part of it.
QUALIFIERS = frozenset(
    "new old draft current existing former previous revised amended proposed recent present original updated said "
    "same aforementioned above-mentioned relevant so-called entire".split()
)


@dataclass(frozen=True, slots=True)
class Qualified:
    """What stands around a name: where its words begin and end with that, and what it says of the law."""

    start: int
    end: int
    year: str | None
    draft: bool


@dataclass(frozen=True, slots=True)
class LawText:
    """A text, its words, and the words that no name of a law contains.

    Attributes:
        states: Start, end and code of each State that is named.
        blocked: Positions of words that belong to a State, a territory or an instrument.
    """

    text: str
    words: list[Word]
    states: list[tuple[int, int, str]]
    blocked: frozenset[int]
    registry: Registry

    def position(self, offset: int) -> int:
        """Return the position of the first word at or after `offset`."""
        return position_at(self.words, offset)

    def opens_sentence(self, start: int) -> bool:
        """Say whether a sentence or an item of a list begins at `start`."""
        before = self.text[:start].rstrip()
        return not before or before[-1] in ".:;•(“\"-–*"

    def qualified(self, first: int, end: int) -> Qualified:
        """Return what qualifies the name that begins with the word at `first` and ends at offset `end`."""
        year, draft = None, False
        while first > 0:
            word = self.words[first - 1]
            if YEAR.fullmatch(word.text):
                year = word.text
            elif word.low == "draft":
                draft = True
            elif word.low not in QUALIFIERS and not self.registry.match_demonym(word.text):
                break
            first -= 1
        if after := _YEAR_AFTER.match(self.text, end):
            year, end = after[1], after.end()
        return Qualified(self.words[first].start, end, year, draft)

    def state_of(self, start: int, end: int) -> str | None:
        """Return the State that a name between these offsets is said to belong to: "Fiji’s ...", "... of Fiji"."""
        for state_start, state_end, code in self.states:
            if state_start > end and self.text[end:state_start] in (" of ", " of the ", " in "):
                return code
            if re.fullmatch(r"[’']s? ", self.text[state_end:start]):
                return code
        return None

    def past_state(self, start: int) -> tuple[int, str | None]:
        """Return the offset after " of the Republic of ..." at `start` and the State, or `start` and None."""
        for state_start, end, code in self.states:
            if self.text[start:state_start] in (" of ", " of the "):
                return end, code
        return start, None

    def without_state(self, start: int, end: int) -> tuple[int, str | None]:
        """Leave the State out of the end of a title: "Law on Refugees of the Republic of Fiji"."""
        for state_start, state_end, code in self.states:
            if start < state_start < end <= state_end:
                before = re.search(r" of(?: the)? $", self.text[start:state_start])
                if before:
                    return start + before.start(), code
        return end, None


def read_law_text(text: str, registry: Registry, taken: Iterable[tuple[int, int]]) -> LawText:
    """Return `text` with its words and States.

    Args:
        taken: Spans of instruments, whose words are nobody's law.
    """
    words = split_words(text)
    places = registry.find_names(text, "State", "Territory")
    states = [(place.start, place.end, place.entries[0].code) for place in places if place.entries[0].kind == "State"]
    blocked: set[int] = set()
    for start, end in [*taken, *((place.start, place.end) for place in places)]:
        blocked.update(range(position_at(words, start), position_at(words, end)))
    return LawText(text, words, states, frozenset(blocked), registry)
