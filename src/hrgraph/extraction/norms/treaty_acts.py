"""Find the treaty acts that a text asks for or reports, and the instruments they concern.

An act governs the first instrument after its verb or noun and those listed with it; an instrument can also stand before
("CAT, which it had signed in 2003"). Guarantees: a verb of something else in between ends the reach of the act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hrgraph.extraction.norms.mentions import ActMention
from hrgraph.models import TreatyAct

_RATIFY = r"""
      # ratify, ratified, ratification
      \bratif(?:y|ies|ied|ying|ications?)\b
      # accede to, accession to
    | \bacced(?:e|es|ed|ing)\b(?:\ or\ adher\w+)?(?:\ to\b)? | \baccessions?\b(?=[^.;]{0,40}?\ to\b)
    | \badher(?:e|es|ed|ing|ence)\ to\b | \badhesion\ to\b | \bjoin(?:s|ed|ing)?\b
      # become a party to, is not yet party to
    | \b(?:bec[oa]m(?:e|es|ing)|is|was|are|were|being|been|not|yet|already)\ (?:an?\ )?(?:State\ )?part(?:y|ies)\ to\b
"""
_SIGN = r"""
      \bsign(?:s|ed|ing)?\b | \bsignatures?\b(?=[^.;]{0,60}?\ of\b) | \bsignator(?:y|ies)\ (?:to|of)\b
"""
_WITHDRAW = r"""
      # withdraw its reservations, reconsider the general reservation
      \b(?:withdr[ae]w\w*|lift\w*|remov\w*|rescind\w*|retract\w*|waiv\w*|reconsider\w*|review\w*|re-?examin\w*|revok\w*
        |limit\w*|narrow\w*|eliminat\w*)\b[^.;]{0,90}?\b(?:reservations?|interpretati?ve\ declarations?)\b
      # its reservations to ..., with a view to withdrawing them
    | \breservations?\b(?=[^.;]{0,160}\b(?:with\ a\ view\ to\ (?:their\ |its\ )?withdraw|withdrawing\ (?:them|it)\b
        |be(?:en)?\ withdrawn|withdrawal))
"""
_ACCEPT = r"""
      # make the optional declaration under article ...
      \bma(?:k|d)\w*\ (?:the\ |an?\ )?(?:\w+\ ){0,2}declarations?\b
    | \bdeclarations?\ (?:provided\ for|envisaged|contemplated|foreseen|referred\ to|set\ out|under)\b
        (?=[^.;]{0,40}\barticles?\ \d)
      # recognize the competence of the Committee
    | \b(?:recogni[sz]|accept)\w*\ (?:the\ )?competence\b
      # accept the individual complaints procedure, the right to present individual communications
    | \b(?:accept|recogni[sz]|adher|acced)\w*\ [^.;]{0,40}?
        (?:(?:individual\ )?(?:communications?|complaints?|petitions?)|inquiry|inquiries)\ (?:procedure|mechanism)s?\b
    | \baccept\w*\ [^.;]{0,40}?individual\ (?:communications|complaints|petitions)\b
    | \bopt(?:s|ed|ing)?[-\ ]in\ to\ [^.;]{0,40}?(?:procedures?|mechanisms?)\b
"""
_IMPLEMENT = r"""
      \bimplement(?:s|ed|ing|ation)?(?:\ of)?\b | \b(?:applicability|application)\ of\b
    | \bincorporat(?:e|es|ed|ing|ion)(?:\ of)?\b | \bdomesticat(?:e|ed|ing|ion)(?:\ of)?\b
      # bring into line with, align its laws with
    | \b(?:in|into)\ (?:full\ |closer\ )?line\ with\b | \binto\ (?:full\ )?(?:conformity|compliance)\ with\b
    | \b(?:align|harmoni[sz])\w*\b[^.;]{0,60}?\bwith\b
"""
_FLAGS = re.VERBOSE | re.IGNORECASE
_ACTS: dict[TreatyAct, re.Pattern[str]] = {
    "sign": re.compile(_SIGN, _FLAGS),
    "ratify": re.compile(_RATIFY, _FLAGS),
    "withdraw-reservation": re.compile(_WITHDRAW, _FLAGS),
    "accept-procedure": re.compile(_ACCEPT, _FLAGS),
    "implement": re.compile(_IMPLEMENT, _FLAGS),
}

# What ends the reach of an act before its first object: another statement, or a verb with an object of its own.
_BREAK = re.compile(
    r"""
      [.;](?=\s|$) | ,\ (?:it|they|we|he|she)\b
    | \b(?:bring\w*|ensur\w*|adopt\w*|establish\w*|amend\w*|guarantee\w*|criminali[sz]\w*|incorporat\w*|harmoni[sz]\w*
        |align\w*|abolish\w*|strengthen\w*|enact\w*|review\w*|revis\w*|cooperat\w*|continu\w*|protect\w*|prevent\w*
        |enforc\w*|improv\w*|focus\w*|acced\w*|ratif\w*|sign(?:ed|ing|atures?)?|withdraw\w*|reservations?|provisions?
        |implementation|violat\w*|report\w*|definition|in\ (?:line|accordance|conformity|compliance)|consistent|pursuant
        |under|according|as\ (?:required|provided|set\ out)|with\ a\ view|in\ order|so\ as)\b
    """,
    re.VERBOSE,
)
# Verbs that share their object with the act before them: "ratify and align its legislation with ...".
_SHARED = re.compile(
    r"""
    ^ (?: ,\ (?:ratif|sign|acced|adopt|implement)\w* )*            # "sign, ratify and implement"
      ,? (?: \ [^.;,]{0,25}, )?                                    # "ratify, without delay, and implement"
      (?: \ and(?:/or)? | \ or | / ) (?: \ to )? (?: \ \w+ly | \ also )? \ ?
      (?: implement|align|incorporat|ratif|acced|accession|sign|apply|domesticat|adher|harmoni|bring|comply|integrat
        |translat|publish )\w*
      (?: (?!,\ (?:it|they|we)\b) [^.;] ){0,100} $
    """,
    re.VERBOSE,
)
_FIRST_REACH = 200
# "ratify the treaties to which it is not a party, in particular ...": what comes before examples ends no reach.
_EXAMPLES = re.compile(
    r"""
    ^ (?P<group> [^.;]*? \b(?:instruments?|treaties|conventions?|agreements?|protocols?)\b [^.;]*? )
      \b(?: in\ particular|such\ as|including|notably|namely|particularly|especially|e\.g\.|i\.e\.|for\ example|like
        |first\ of\ all|firstly )
      [,:]? (?: \ to|\ with )? (?: \ \(\w+\) )? (?: \ the )? \ $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OTHER_ACT = re.compile(r"\b(?:withdraw|reservation|implement|incorporat)\w*")
_WITHOUT = re.compile(r",? without (?:any |limiting |further )*reservations?,?")

_ARTICLES = r"(?:[Aa]rticles?|[Aa]rts?\.?|[Pp]aragraphs?|[Ss]ections?)\ [\dIVX][\w\ ,().\-–]*?(?:\ of|\ to|\ in)?"
# Between "reservations" and the instrument: "made upon ratification to articles 2 and 16 of the ..."
_TO_RESERVED = re.compile(
    rf"""
    ^ (?: \ (?:made|entered|maintained|formulated|expressed|upon|it|has|had|previously|still|remaining) )*
      (?: \ by\ [A-Z]\w+ )?
      (?: \ (?:to|on|under|concerning|regarding|of|from|in|against|with\ (?:respect|regard)\ to|in\ respect\ of) )?
      (?: \ (?:the|all|its|several) )* (?: \ provisions\ of )? (?: \ {_ARTICLES} )? (?: \ (?:the|both|and) )*
      (?: \ \w+ ){{0,4}} \ $
    """,
    re.VERBOSE,
)
_WITHIN_CLAUSE = re.compile(r"^[^.;]{0,220}$")
# Between "implement" or "in line with" and the instrument.
_TO_IMPLEMENTED = re.compile(
    rf"""
    ^ (?: \ (?: of|the|its|all|both|provisions?|principles?|rights?|obligations?|definitions?|requirements?|that|fully
        |provided\ for\ in|enshrined\ in|contained\ in|under|in|and|national(?:ly)?|{_ARTICLES} ) )* \ $
    """,
    re.VERBOSE,
)
# Between two instruments of one list.
_LISTED = re.compile(
    r"""
    ^ (?: \s | [,;:/•"“”&–-] | \d+ | thereto
        # an item's mark, an acronym that is not known, a place and year
      | \((?:[a-z]|[ivx]{1,5})\) | [()] | [A-Z][\w-]*[A-Z]\w*
      | \b(?: and|or|as|well|the|its|their|to|of|on|both|also|including|in|particular|particularly|such|other|all
          |together|with|along|plus|finally|then|relevant|remaining|respective|two|three|first|second|an?|at|least|namely|e\.g|i\.e
          |especially|notably|adopted|by|from|dated|revised|fundamental|core
          |United|Nations|UN|International|ILO|European|Council|Europe|Convention|Labou?r|Organi[sz]ation|Rome
          |January|February|March|April|May|June|July|August|September|October|November|December )\b
    )* \.? $
    """,
    re.VERBOSE,
)
_LIST_REACH = 110

# After an instrument: "which it had ratified", "to which it is not yet a party", "had not been signed".
_AFTER = re.compile(
    r"""
    ^ (?: ,?\ (?:which|that)\ (?:[^.;,]{0,40}?\ )?(?:had|has|have|was|were|it)?\ ?(?:not\ )?(?:yet\ )?(?:been\ )?
            (?P<which>ratified|signed|acceded\ to)
      | ,?\ to\ which\ [^.;,]{0,60}?\b(?P<party>part(?:y|ies)|acceded)\b
      | ,\ (?P<listed>ratified|signed|acceded\ to)(?=\ (?:in|on|by)\b)
      | [^.;,]{0,30}?\b(?:be|been|was|were|is|are)\ (?:\w+ly\ )?(?P<passive>ratified|signed|acceded\ to)
      | [^.;]{0,80}?\b(?:its\ ratification|(?:ratify|ratifying|accede\ to|acceding\ to)\ (?:it|them))\b )
    """,
    re.VERBOSE,
)
_AFTER_REACH = 140


def find_treaty_acts(text: str, objects: Sequence[tuple[int, int]]) -> list[ActMention]:
    """Return the treaty acts of `text` that concern instruments.

    Args:
        text: A clean view: one space between words.
        objects: Spans of the instruments that are named or pointed to, in text order, not overlapping.

    Returns:
        In text order. An act without any object is returned only for "accept-procedure", where a committee may stand
        for its treaty.
    """
    found: list[ActMention] = []
    for act, pattern in _ACTS.items():
        for match in pattern.finditer(text):
            if any(start <= match.start() < end for start, end in objects):
                continue
            governed = _governed(text, act, match.end(), objects)
            if act == "accept-procedure" and not governed and "competence" not in match[0]:
                governed = _nearest_before(text, match.start(), objects)
            if governed or (act == "accept-procedure" and "competence" in match[0]):
                found.append(ActMention(match.start(), match.end(), act, governed))
    found += _acts_after(text, objects)
    return sorted(found, key=lambda mention: mention.start)


def _governed(text: str, act: TreatyAct, end: int, objects: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the positions of the objects that an act ending at `end` reaches."""
    first = next((position for position, (start, _) in enumerate(objects) if start >= end), None)
    if first is None or not _reaches(text[end : objects[first][0]], act):
        return ()
    governed = [first]
    for position in range(first + 1, len(objects)):
        gap = text[objects[position - 1][1] : objects[position][0]]
        if len(gap) > _LIST_REACH or not _is_list(gap, act):
            break
        governed.append(position)
    return tuple(governed)


def _nearest_before(text: str, start: int, objects: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the position of the last object before `start` in its sentence: "ICPPED, making the declarations"."""
    before = [position for position, (_, end) in enumerate(objects) if end <= start]
    if not before or not _WITHIN_CLAUSE.match(text[objects[before[-1]][1] : start]):
        return ()
    return (before[-1],)


def _reaches(between: str, act: TreatyAct) -> bool:
    """Whether an act reaches the first instrument after it, over the words between them."""
    gap = f"{between.strip()} ".lstrip() if between.strip()[:1] in ("", ",", "/") else f" {between.strip()} "
    gap = gap or " "
    examples = _EXAMPLES.match(gap)
    if act == "withdraw-reservation":
        return bool(examples or _TO_RESERVED.match(gap))
    if act == "accept-procedure":
        return bool(_WITHIN_CLAUSE.match(gap.rstrip()))
    if act == "implement":
        return bool(_TO_IMPLEMENTED.match(gap) or _SHARED.match(gap.rstrip()))
    if examples and not _OTHER_ACT.search(examples["group"]):
        return True
    gap = _WITHOUT.sub("", gap)
    if len(gap) > _FIRST_REACH:
        return False
    return bool(_SHARED.match(gap.rstrip())) or not _BREAK.search(gap.split(":")[-1] if ": " in gap else gap)


def _is_list(gap: str, act: TreatyAct) -> bool:
    if act in ("withdraw-reservation", "accept-procedure"):
        gap = re.sub(_ARTICLES, "", gap, flags=re.VERBOSE)
    if act == "withdraw-reservation":
        gap = re.sub(r"\b(?:general |interpretative )?(?:reservations?|declarations?)\b", "", gap)
    return bool(_LISTED.match(gap))


def _acts_after(text: str, objects: Sequence[tuple[int, int]]) -> list[ActMention]:
    """Return the acts that stand after their object and those listed before it."""
    found = []
    for position, (_, end) in enumerate(objects):
        match = _AFTER.match(text[end : end + _AFTER_REACH])
        if not match:
            continue
        first = position
        while not match["listed"] and first and _is_list(text[objects[first - 1][1] : objects[first][0]], "ratify"):
            first -= 1
        signed = "signed" in (match["which"], match["listed"], match["passive"])
        act: TreatyAct = "sign" if signed else "ratify"
        found.append(ActMention(end, end + match.end(), act, tuple(range(first, position + 1))))
    return found
