"""Find document symbols in running text: in full, damaged, broken over lines, or said as an addition ("and Add.1")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hrgraph.errors import IdentifierError
from hrgraph.extraction.citations.cited import Cited
from hrgraph.symbols import Symbol, format_symbol, parse_symbol, repair_symbol

_CANDIDATE = re.compile(
    r"""
    (?<! [\w/.] )
    (?:
      (?: CERD | CCPR | CEDAW | CAT | CRC | CMW | CRPD | CED | HRI | FCCC | ST | DP | A | E | S )
      (?: [Il|]? \s?/\s? | [Il1|] )              # the first stroke, damaged or not
    | \d{1,2} / (?= C(?:P|MA|MP) \. )            # decisions of conferences of parties: 1/CP.21
    )
    (?: [\w.|()\u2010-\u2014-] | (?<= [A-Z]\. ) \s (?= \d{1,2}/ ) | \s?/\s? (?= [\w.|()] ) )+  # "E/C. 12/", "CO/ 5"
    (?: (?<= \d[\u2010-\u2014-] ) \s \d{1,2} )?  # 8-10, broken after the hyphen
    (?: (?: (?<= Add\. ) | (?<= Corr\. ) | (?<= Rev\. ) ) \s? \d{1,3} )?
    (?: \s \( (?: \d{4} | [IVXL]+ ) \) )?         # the year or the session of a resolution
    """,
    re.VERBOSE,
)
# "A/HRC/20/9 and Add.1", "A/HRC/20/9/Add.1 and Add.2".
_ADDITION = re.compile(r"(?:\s?[,;&]|\sand|,\sand)\s/?(?P<suffix>(?P<word>Add|Corr|Rev)\.\s?\d{1,2})(?![\w/])")
# What so begins is a symbol, read or not; other words with strokes ("HIV/AIDS", "and/or") are words.
_LIKE_A_SYMBOL = re.compile(
    r"(?:(?:CERD|CCPR|CEDAW|CAT|CRC|CMW|CRPD|CED)[Il|]?/(?:C|OP)|A/(?:HRC|RES)|S/RES|E/CN?\.|HRI/|ST/[A-Z]+)[/Il1|].*\d"
)
_TRAILING = " .,;:-\N{EN DASH}\N{EM DASH}|("
_YEAR_OF_RESOLUTION = re.compile(r"(?<=^S/RES/)(\d+)\(\d{4}\)$")


def find_symbols(text: str) -> list[Cited]:
    """Return the symbols printed in `text`, in text order. What looks like a symbol and cannot be read has a reason."""
    found: list[Cited] = []
    for candidate in _CANDIDATE.finditer(text):
        cited = _read(text, candidate.start(), candidate.group())
        if cited:
            found.append(cited)
            found += _additions(text, cited)
    return found


def _read(text: str, start: int, candidate: str) -> Cited | None:
    for printed in _shorter_and_shorter(candidate):
        reading = repair_symbol(printed)
        if reading:
            symbol, repaired = reading
            rule = "citations.repaired-symbol" if repaired else "citations.symbol"
            return Cited(start, start + len(printed), printed, rule, symbol=identifying_symbol(symbol), un_symbol=True)
    printed = _trimmed(candidate.split()[0])
    if _LIKE_A_SYMBOL.match(printed):
        reason = "It is not the symbol of a United Nations document, nor a damaged one with a single reading."
        return Cited(start, start + len(printed), printed, "citations.symbol", un_symbol=True, reason=reason)
    return None


def identifying_symbol(symbol: Symbol) -> str:
    """Return the symbol that identifies the document: of a Security Council resolution the one without the year."""
    return _YEAR_OF_RESOLUTION.sub(r"\1", format_symbol(symbol))


def _shorter_and_shorter(candidate: str) -> Iterator[str]:
    """Yield the candidate without the punctuation after it, then cut at each space, bracket and dash from the right."""
    cuts = [match.start() for match in re.finditer(r"[\s(\u2010-\u2014-]", candidate)]
    seen = set()
    for end in [len(candidate), *reversed(cuts)]:
        printed = _trimmed(candidate[:end])
        if "/" in printed and printed not in seen:
            seen.add(printed)
            yield printed


def _trimmed(printed: str) -> str:
    printed = printed.rstrip(_TRAILING)
    while printed.endswith(")") and printed.count(")") > printed.count("("):
        printed = printed[:-1].rstrip(_TRAILING)
    return printed


def _additions(text: str, cited: Cited) -> Iterator[Cited]:
    """Yield the additions to a document that are named after it by their last part alone."""
    position = cited.end
    while cited.symbol and (match := _ADDITION.match(text, position)):
        head, _, tail = cited.symbol.rpartition("/")
        base = head if tail.startswith(match["word"]) else cited.symbol
        try:
            symbol = parse_symbol(f"{base}/{match['suffix'].replace(' ', '')}")
        except IdentifierError:
            return
        start, position = match.start("suffix"), match.end()
        name = format_symbol(symbol)
        yield Cited(start, position, match["suffix"], "citations.addition", symbol=name, un_symbol=True)
