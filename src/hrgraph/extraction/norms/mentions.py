"""The records that the readers of norms pass on to their resolution: what was found in a text, not yet what it means.

Offsets count characters of the text that was searched, from 0, end excluded: `text[start:end]` are the printed words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hrgraph.models import TreatyAct

Family = Literal["instrument", "law"]


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An international instrument called by a name of its own.

    Attributes:
        codes: Whose name it is; more than one for "its two Optional Protocols".
        sure: False while it may be a committee's: "CEDAW" is a convention and a committee.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class LawMention:
    """A law or draft law of a State called by a name of its own.

    Attributes:
        name: As printed, in the singular, without article, year and State.
        head: The word that says what it is, in lower case ("code", "draft law").
        year: Of the law, where it is printed with it.
        state: ISO 3166 alpha-3 of the State that the text gives it to, or None.
    """

    start: int
    end: int
    name: str
    head: str
    year: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class BackReference:
    """Words that point to a norm named elsewhere: "the Convention", "that Protocol", "the draft law", "the 2011 Law".

    Attributes:
        head: In the singular and in lower case: "convention", "optional protocol", "draft law".
        pointing: Begins with a word that asks for an antecedent ("that", "the same").
        formal: Printed with a capital, as the short form of a name is.
        plural: "both Conventions", "the Optional Protocols".
        count: How many, where a number word says so.
        year: "1951" in "the 1951 Convention".
    """

    start: int
    end: int
    family: Family
    head: str
    pointing: bool = False
    formal: bool = True
    plural: bool = False
    count: int | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleMention:
    """Articles or sections called by number: "articles 120 and 122" has numbers ("120", "122").

    Attributes:
        numbers: "6(2)" for article 6, paragraph 2; empty for "that article", which points back.
        unit: "article" or "section".
    """

    start: int
    end: int
    numbers: tuple[str, ...]
    unit: str = "article"


@dataclass(frozen=True, slots=True)
class ActMention:
    """A word for a treaty act, and which of the mentions passed with the text it governs (by position in the list)."""

    start: int
    end: int
    act: TreatyAct
    objects: tuple[int, ...]
