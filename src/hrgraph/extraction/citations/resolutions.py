"""Find resolutions and decisions that a text names in words: "Human Rights Council resolutions 5/1 and 16/21"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hrgraph.extraction.citations.cited import Cited
from hrgraph.extraction.citations.symbols import identifying_symbol
from hrgraph.symbols import repair_symbol

# Bodies whose resolutions have symbols, and how these symbols begin.
_BODIES = {
    "human rights council": "A/HRC",
    "general assembly": "A",
    "security council": "S",
    "economic and social council": "E",
    "commission on human rights": "E/CN.4",
}
_ACRONYMS = {
    "hrc": "human rights council", "unga": "general assembly", "unsc": "security council",
    "ecosoc": "economic and social council",
}  # fmt: skip
_BODY = (
    r"(?:Human\sRights\sCouncil|General\sAssembly|Security\sCouncil|Economic\sand\sSocial\sCouncil"
    r"|Commission\son\sHuman\sRights|HRC|UNGA|UNSC|ECOSOC)"
)
_SERIES = {"resolution": "RES", "decision": "DEC", "statement": "PRST"}
_ITEM = r"(?:(?:PRST/)?(?:S-)?\d{1,4}/\d{1,4}|\d{2,4}(?:\s?[A-Z])?(?:\s?\((?:\d{4}|[IVXL]+)\))?)(?![\w/%]|\.\d)"
_NAMED = re.compile(
    rf"""
    (?: \b (?P<body> {_BODY} ) (?:’s|'s)? (?: \s | (?= R \s ) ) | \b Council (?:’s|'s)? \s )?
    (?: \b (?P<what> [Rr]esolution | [Dd]ecision | President(?:’s|'s) \s statement ) s? \s
      | (?<= UNSC ) R \s                  # UNSCR 1325
      | \b (?= PRST/ )
    )
    (?: (?:Nos?|nos?) \. \s )?
    (?P<items> {_ITEM} (?: (?: \s?, \s? (?:and\s)? | \s and \s ) {_ITEM} )* )
    (?: \s? ,? \s (?: of | adopted \s by ) \s the \s (?: UN \s | United \s Nations \s )? (?P<after> {_BODY} ) )?
    """,
    re.VERBOSE,
)
# Bodies of States and of other organisations take decisions too.
_OF_ANOTHER = re.compile(
    r"""
      (?<! [.:;] \s ) (?<! ^ ) \b (?! (?: See|In|By|The|Its|And|Also|UN|Council ) \s ) [A-Z][\w’'-]+ \s $
    | \b (?i: government | cabinet | parliament | parliamentary | court | ministerial | board ) (?: [’']s )? \s $
    """,
    re.VERBOSE,
)

# The General Assembly has written its sessions in figures since the thirty-first; the Council has held about sixty, of
# which none adopted as many resolutions as this. Decisions of the Council are numbered from 101.
_FIRST_ASSEMBLY_SESSION = 31
_MOST_COUNCIL_SESSIONS = 80
_MOST_COUNCIL_RESOLUTIONS = 60
_COUNCIL_DECISIONS = range(101, 200)
_NEAR = 240  # characters before a resolution in which its body is looked for


def find_resolutions(text: str) -> list[Cited]:
    """Return the resolutions and decisions named in words, in text order, one for each number of a list.

    The body is the one named beside them, or the one to which the number can belong, or the only one named shortly
    before. What stays open has a reason.
    """
    found: list[Cited] = []
    for match in _NAMED.finditer(text):
        before = text[: match.start()]
        if match["body"] or match["after"] or not _OF_ANOTHER.search(before):
            found += _items(match, before)
    return found


def _items(match: re.Match[str], before: str) -> Iterator[Cited]:
    body = _body(match["body"] or match["after"] or "")
    series = _SERIES[(match["what"] or ("resolution" if body else "statement")).lower().split()[-1]]
    if not body and re.search(r"\(\d{4}\)", match["items"]):
        body = "security council"  # alone in giving the year: resolution 1325 (2000)
    offset = match.start("items")
    for item in re.finditer(_ITEM, match["items"]):
        symbols = _symbols(item.group().removeprefix("PRST/"), body, series, before)
        if symbols is None:
            continue
        start = offset + item.start() if item.start() else match.start()
        end = offset + item.end()
        reading = repair_symbol(symbols[0]) if len(symbols) == 1 else None
        yield Cited(
            start,
            end,
            match.string[start:end],
            "citations.resolution",
            symbol=identifying_symbol(reading[0]) if reading else None,
            un_symbol=True,
            reason="" if reading else "The text does not say of which body or session it is.",
            candidates=() if reading else tuple(symbols),
        )


def _body(printed: str) -> str:
    name = re.sub(r"\s", " ", printed).lower()
    return _ACRONYMS.get(name, name)


def _bodies_named(before: str) -> set[str]:
    """Return the bodies named shortly before a resolution."""
    return {_body(name) for name in re.findall(_BODY, before[-_NEAR:])}


def _symbols(number: str, body: str, series: str, before: str) -> list[str] | None:
    """Return the symbols that a number can stand for; none if it needs its session; None if it is no resolution."""
    session, stroke, item = number.partition("/")
    if stroke:
        bodies = [body] if body else _possible_bodies(session, int(item), series, before)
        return [f"{_BODIES[name]}/{series}/{number}" for name in bodies] or None
    plain = re.fullmatch(r"(?P<number>\d+)(?:\s?[A-Z])?(?:\s?\((?P<of>\d{4}|[IVXL]+)\))?", number)
    if plain is None or series != "RES":
        return None
    if body == "security council" or (not body and _bodies_named(before) == {"security council"}):
        return [f"S/RES/{plain['number']}"]
    if plain["of"] and plain["of"].isalpha() and body in ("", "general assembly", "economic and social council"):
        return [f"{_BODIES[body or 'general assembly']}/RES/{plain['number']}({plain['of']})"]
    return [] if body == "general assembly" else None


def _possible_bodies(session: str, number: int, series: str, before: str) -> list[str]:
    """Return the bodies that can have adopted a text with this session and number."""
    council = ["human rights council"]
    if session.startswith("S-") or series == "PRST":
        return council
    if int(session) > 99:
        return []
    if series == "DEC":
        return council if number in _COUNCIL_DECISIONS else []
    bodies = council if int(session) <= _MOST_COUNCIL_SESSIONS and number <= _MOST_COUNCIL_RESOLUTIONS else []
    bodies = bodies + ["general assembly"] * (int(session) >= _FIRST_ASSEMBLY_SESSION)
    named = _bodies_named(before) & set(bodies)
    return list(named) if len(named) == 1 else bodies
