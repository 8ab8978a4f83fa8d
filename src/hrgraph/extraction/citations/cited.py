"""The record that the readers of citations pass on: a document that a text names, words that point back included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cited:
    """A document named in a view: `view.text[start:end]`.

    Attributes:
        printed: The words that name it, as printed.
        rule: Name of the rule that found it.
        symbol: United Nations symbol, or None.
        title: For what has no symbol.
        url: Its address, without line breaks.
        back: For words that point to a document cited before: "ibid", "note", "op. cit.".
        target: What they point to: the number of a note, or the name before "op. cit.".
        un_symbol: Says that the words are a symbol or stand for one, even if it cannot be read.
        reason: Why it cannot be resolved, or "".
        candidates: Symbols that were possible then.
    """

    start: int
    end: int
    printed: str
    rule: str
    symbol: str | None = None
    title: str | None = None
    url: str | None = None
    back: Literal["ibid", "note", "op. cit."] | None = None
    target: str = ""
    un_symbol: bool = False
    reason: str = ""
    candidates: tuple[str, ...] = ()
