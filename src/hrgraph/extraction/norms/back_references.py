"""Find words that point to a norm named elsewhere: "the Convention", "that Protocol", "the draft law", "the 2011 Law".

What they point to is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hrgraph.extraction.norms.mentions import BackReference

_YEAR = r"(?:(?:1[89]|20)\d\d)"
# A word with a capital after the head makes it part of another name: "the Convention Centre", "the Law Society".
_NO_NAME_AFTER = r"(?![\w’'-])(?!\ (?!Article|Art\b|Section)[A-Z][a-z])"
_INSTRUMENT = re.compile(
    rf"""
      \b(?P<article>[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Bb]oth|[Tt]hese|[Tt]hose)[ ]
      (?P<pointing>same\ |said\ |above-mentioned\ |latter\ )?
      (?:(?P<number>two|three|first\ two|both)\ )?
      (?P<year>{_YEAR}\ )?
      (?:(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird)\ )?
      (?P<head>[Oo]ptional\ [Pp]rotocol|Convention|Covenant|Protocol|Treaty|Rome\ Statute|Statute
        |convention|covenant|protocol|treaty|(?<=[Tt]his\ )instrument|(?<=[Tt]hat\ )instrument)
      (?P<plural>s)?
      {_NO_NAME_AFTER}(?!\ (?:on|against|for|relating|concerning|of)\ (?:the\ )?[A-Z])
      (?P<parent>\ to\ (?:the|that|this)\ (?:Convention|Covenant)(?![\w’'-]))?
    """,
    re.VERBOSE,
)  # fmt: skip
_LAW = re.compile(
    rf"""
      \b(?P<article>[Tt]he|[Tt]his|[Tt]hat|[Ii]ts)[ ]
      (?P<pointing>same\ |said\ |above-mentioned\ |aforementioned\ )?
      (?:new\ |existing\ |current\ |revised\ |amended\ |proposed\ )?
      (?P<year>{_YEAR}\ )?
      (?P<draft>[Dd]raft\ )?
      (?P<head>Law|Act|Code|Bill|Decree|Ordinance|Proclamation|Promulgation|Regulations|Rules|law|act|bill|decree|code|ordinance)
      {_NO_NAME_AFTER}(?!\ (?:on|against|concerning|relating|regarding|of|\w+ing|and|enforcement|in\ practice)\b)
    """,
    re.VERBOSE,
)  # fmt: skip
# Where "the law" without a capital is one law and not the law: it does something, or something is done to it.
_SUBJECT_AFTER = re.compile(
    r"^ (?:had|has|have|was|were|is|did|does|do|would|could|should|must|may|might|will|also|further|only|still|"
    r"in question|"
    r"[a-z]+(?:ed|es|s))\b"
)
_OBJECT_BEFORE = re.compile(
    r"\b(?:[Aa]mend|[Rr]evis|[Rr]eview|[Rr]epeal|[Ee]nact|[Aa]dopt|[Pp]ass|[Aa]bolish|[Pp]romulgat|[Ii]mplement)\w* $"
)
_COUNTS = {"both": 2, "two": 2, "first two": 2, "three": 3}
_FORMAL_ONLY = frozenset({"act", "code", "decree"})


def find_back_references(text: str, *, taken: Iterable[tuple[int, int]] = ()) -> list[BackReference]:
    """Return the words of `text` that point to an instrument or a law named elsewhere, in text order.

    Args:
        text: A clean view: one space between words.
        taken: Spans of norms that are named in full, which point to nothing.
    """
    spans = list(taken)

    def free(match: re.Match[str]) -> bool:
        return not any(start < match.end() and match.start("head") < end for start, end in spans)

    found = [_instrument(match) for match in _INSTRUMENT.finditer(text) if free(match)]
    found += [_law(match) for match in _LAW.finditer(text) if free(match) and _is_one_law(text, match)]
    return sorted(found, key=lambda reference: reference.start)


def _instrument(match: re.Match[str]) -> BackReference:
    head = match["head"].lower()
    if match["ordinal"]:
        head = f"{match['ordinal'].lower()} {head}"
    pointing = bool(match["pointing"]) or match["article"].lower() in ("this", "that", "these", "those")
    number = match["article"].lower() if match["article"].lower() == "both" else match["number"]
    return BackReference(
        match.start(), match.end(), "instrument", head, pointing, match["head"][0].isupper(),
        plural=bool(match["plural"]) or number is not None, count=_COUNTS.get(number or ""), year=_year(match),
    )  # fmt: skip


def _law(match: re.Match[str]) -> BackReference:
    head = match["head"].lower()
    pointing = bool(match["pointing"]) or match["article"].lower() in ("this", "that")
    return BackReference(
        match.start(), match.end(), "law", f"draft {head}" if match["draft"] else head, pointing,
        match["head"][0].isupper(), year=_year(match),
    )  # fmt: skip


def _year(match: re.Match[str]) -> str | None:
    return match["year"].strip() if match["year"] else None


def _is_one_law(text: str, match: re.Match[str]) -> bool:
    """Whether words in small letters speak of one law; with a capital or a pointing word they do."""
    if re.search(r"\b(?:before|rule of) $", text[: match.start()]):
        return False
    if match["head"][0].isupper() or match["draft"] or match["year"] or match["pointing"]:
        return True
    if match["article"].lower() in ("this", "that"):
        return match["head"] != "act"
    if match["article"].lower() == "its" or match["head"] in _FORMAL_ONLY:
        return False
    if match["head"] == "bill":
        return True
    return bool(_SUBJECT_AFTER.match(text[match.end() :]) or _OBJECT_BEFORE.search(text[: match.start()]))
