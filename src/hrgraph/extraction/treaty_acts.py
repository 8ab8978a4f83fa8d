"""Find the treaty acts that a text asks for or reports, and the instruments they concern.

An act governs the first instrument after its verb or noun and those listed with it; an instrument can also stand before
("CAT, which it had signed in 2003"). Guarantees: a verb of something else in between ends the reach of the act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hrgraph.extraction.mentions import ActMention
from hrgraph.models import TreatyAct

_ACTS: dict[TreatyAct, re.Pattern[str]] = {
    "ratify": re.compile(
        r"""
          \b[Rr]atif(?:y|ies|ied|ying|ications?)\b
        | \b[Aa]cced(?:e|es|ed|ing)\b(?:\ or\ adher\w+)?(?:\ to\b)?
        | \b[Aa]ccessions?\b(?=[^.;]{0,40}?\ to\b)
        | \b[Aa]dher(?:e|es|ed|ing|ence)\ to\b | \b[Aa]dhesion\ to\b
        | \b[Jj]oin(?:s|ed|ing)?\b
        | \b(?:[Bb]ec[oa]m(?:e|es|ing)|is|was|are|were|being|been|not|yet|already)\ (?:a\ |an?\ )?(?:State\ )?[Pp]art(?:y|ies)\ to\b
        """,
        re.VERBOSE,
    ),
    "sign": re.compile(r"\b[Ss]ign(?:s|ed|ing)?\b|\b[Ss]ignatures?\b(?=[^.;]{0,60}? of\b)|\b[Ss]ignator(?:y|ies) (?:to|of)\b"),
    "withdraw-reservation": re.compile(
        r"""
          \b(?:[Ww]ithdr[ae]w\w*|[Ee]liminat\w*|[Ll]ift\w*|[Rr]emov\w*|[Rr]escind\w*|[Rr]etract\w*|[Ww]aiv\w*|[Rr]econsider\w*|[Rr]eview\w*
            |[Rr]e-?examin\w*|[Rr]evok\w*|[Ll]imit\w*|[Nn]arrow\w*)
          \b[^.;]{0,90}?\b(?:reservations?|interpretative\ declarations?|interpretive\ declarations?)\b
        | \breservations?\b(?=[^.;]{0,160}\b(?:with\ a\ view\ to\ (?:their\ |its\ )?withdraw|withdrawing\ (?:them|it)\b|be\ withdrawn
            |been\ withdrawn|withdrawal))
        """,
        re.VERBOSE,
    ),
    "accept-procedure": re.compile(
        r"""
          \b[Mm]a(?:k|d)\w*\ (?:the\ |a\ |an\ )?(?:\w+\ ){0,2}declarations?\b
        | \bdeclarations?\ (?:provided\ for|envisaged|contemplated|foreseen|referred\ to|set\ out|under)\b(?=[^.;]{0,40}\barticles?\ \d)
        | \b[Rr]ecogni[sz]\w*\ (?:the\ )?competence\b | \b[Aa]ccept\w*\ (?:the\ )?competence\b
        | \b(?:[Aa]ccept|[Rr]ecogni[sz]|[Aa]dher|[Aa]cced)\w*\ [^.;]{0,40}?
          (?:(?:individual\ )?(?:communications?|complaints?|petitions?)|inquiry|inquiries)\ (?:procedure|mechanism)s?\b
        | \b[Aa]ccept\w*\ [^.;]{0,40}?individual\ (?:communications|complaints|petitions)\b
        """,
        re.VERBOSE,
    ),
    "implement": re.compile(
        r"""
          \b[Ii]mplement(?:s|ed|ing|ation)?(?:\ of)?\b | \b(?:[Aa]pplicability|[Aa]pplication)\ of\b
        | \b[Ii]ncorporat(?:e|es|ed|ing|ion)(?:\ of)?\b | \b[Dd]omesticat(?:e|ed|ing|ion)(?:\ of)?\b
        | \b(?:in|into)\ (?:full\ |closer\ )?line\ with\b | \binto\ (?:full\ )?(?:conformity|compliance)\ with\b
        | \b(?:[Aa]lign|[Hh]armoni[sz])\w*\b[^.;]{0,60}?\bwith\b
        """,
        re.VERBOSE,
    ),
}  # fmt: skip

# What ends the reach of an act before its first object: another statement, or a verb with an object of its own.
_BREAK = re.compile(
    r"""
      [.;](?=\s|$)
    | \b(?:bring\w*|ensur\w*|adopt\w*|establish\w*|amend\w*|guarantee\w*|criminali[sz]\w*|incorporat\w*|harmoni[sz]\w*|align\w*
        |abolish\w*|strengthen\w*|enact\w*|review\w*|revis\w*|cooperat\w*|continu\w*|protect\w*|prevent\w*|enforc\w*|improv\w*|focus\w*
        |in\ (?:line|accordance|conformity|compliance)|consistent|pursuant|under|according|as\ (?:required|provided|set\ out)
        |definition|with\ a\ view|in\ order|so\ as|withdraw\w*|reservations?|provisions?|implementation|violat\w*|report\w*)\b
    """,
    re.VERBOSE,
)
# Verbs that share their object with the act before them: "ratify and align its legislation with ...".
_SHARED = re.compile(
    r"^,?(?: [^.;,]{0,25},)?(?: and(?:/or)?| or|/)(?: to)?(?: \w+ly| effectively| also)? ?"
    r"(?:implement|align|incorporat|ratif|acced|accession|sign|apply|domesticat|adher|harmoni|bring|comply|integrat|translat|publish)\w*"
    r"[^.;]{0,60}$"
)
_FIRST_REACH = 200
# "ratify the treaties to which it is not a party, in particular ...": what comes before the examples does not end the reach.
_EXAMPLES = re.compile(
    r"^(?P<group>[^.;]*?\b(?:[Ii]nstruments?|[Tt]reaties|[Cc]onventions?|[Aa]greements?|[Pp]rotocols?)\b[^.;]*?)"
    r"\b(?:in particular|such as|including|notably|namely|particularly|especially|e\.g\.|for example|like|first of all|firstly)"
    r",?(?: to| with)?(?: the)? $"
)
_OTHER_ACT = re.compile(r"\b(?:withdraw|reservation|implement|incorporat)\w*")
_WITHOUT = re.compile(r",? without (?:any |limiting |further )*reservations?,?")
_ARTICLES = r"(?:[Aa]rticles?|[Aa]rts?\.?|[Pp]aragraphs?|[Ss]ections?) [\dIVX][\w ,().\-–]*?(?: of| to| in)?"
_RESERVED = re.compile(
    rf"^(?: (?:made|entered|maintained|formulated|expressed|upon|it|has|had|previously|still|remaining))*(?: by [A-Z]\w+)?"
    rf"(?: to| on| under| concerning| regarding| of| from| in| with respect to| with regard to| in respect of| against)?(?: (?:the|all|its|several))*"
    rf"(?: provisions of)?(?: {_ARTICLES})?(?: the| both| and)*(?: \w+){{0,4}} $"
)
_WITHIN_CLAUSE = re.compile(r"^[^.;]{0,220}$")
_DIRECT = re.compile(rf"^(?: (?:of|the|its|all|both|provisions?|principles?|rights?|obligations?|definitions?|that|fully|provided for in|enshrined in|contained in|requirements|under|in|and|national(?:ly)?|{_ARTICLES}))* $")

# Between two instruments of one list.
_LISTED = re.compile(
    r"""
    ^ (?: \s | [,;:()/•"“”&–-] | \d+ | thereto | [A-Z][\w-]*[A-Z]\w*
      | \b(?:and|or|as|well|the|its|their|to|of|on|both|also|including|in|particular|particularly|such|other|all|together|with
        |along|plus|finally|then|relevant|remaining|respective|two|three|first|second|both|an?|at|least|namely|e\.g|i\.e|especially|notably
        |United|Nations|UN|International|ILO|European|Council|Europe|Convention|Labou?r|Organi[sz]ation|fundamental|core|Rome
        |January|February|March|April|May|June|July|August|September|October|November|December|adopted|by|from|dated|revised)\b
    )* \.? $
    """,
    re.VERBOSE,
)
_LIST_REACH = 110

# After an instrument: "which it had ratified", "to which it is not yet a party", "had not been signed".
_AFTER = re.compile(
    r"""
    ^ (?: ,?\ (?:which|that)\ (?:[^.;,]{0,40}?\ )?(?:had|has|have|was|were|it)?\ ?(?:not\ )?(?:yet\ )?(?:been\ )?(?P<which>ratified|signed)
      | ,?\ to\ which\ [^.;,]{0,60}?\b(?P<party>part(?:y|ies)|acceded)\b
      | ,\ (?P<listed>ratified|signed|acceded\ to)(?=\ (?:in|on|by)\b)
      | [^.;,]{0,30}?\b(?:be|been|was|were|is|are)\ (?:\w+ly\ )?(?P<passive>ratified|signed|acceded\ to)
      | [^.;]{0,80}?\b(?:its\ ratification|(?:ratify|ratifying|accede\ to|acceding\ to)\ (?:it|them))\b )
    """,
    re.VERBOSE,
)


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
            if governed or (act == "accept-procedure" and "competence" in match[0]):
                found.append(ActMention(match.start(), match.end(), act, governed))
    found += _after_objects(text, objects)
    return sorted(found, key=lambda mention: (mention.start, mention.act))


def _governed(text: str, act: TreatyAct, end: int, objects: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return the positions of the objects that an act ending at `end` reaches."""
    first = next((position for position, (start, _) in enumerate(objects) if start >= end), None)
    if first is None or not _reaches(text[end : objects[first][0]] + " ", act):
        return ()
    governed = [first]
    for position in range(first + 1, len(objects)):
        gap = text[objects[position - 1][1] : objects[position][0]]
        if len(gap) > _LIST_REACH or not _is_list(gap, act):
            break
        governed.append(position)
    return tuple(governed)


def _reaches(gap: str, act: TreatyAct) -> bool:
    gap = " " + gap.strip() + " " if gap.strip() else " "
    examples = _EXAMPLES.match(gap)
    if examples and act != "implement" and not _OTHER_ACT.search(examples["group"]):
        return True
    gap = _WITHOUT.sub("", gap)
    if act == "withdraw-reservation":
        return bool(_RESERVED.match(gap))
    if act == "accept-procedure":
        return bool(_WITHIN_CLAUSE.match(gap.rstrip()))
    if act == "implement":
        return bool(_DIRECT.match(gap) or _SHARED.match(gap.rstrip()))
    if len(gap) > _FIRST_REACH:
        return False
    return bool(_SHARED.match(gap.rstrip())) or not _BREAK.search(gap.split(":")[-1] if ": " in gap else gap)


def _is_list(gap: str, act: TreatyAct) -> bool:
    if act in ("withdraw-reservation", "accept-procedure"):
        gap = re.sub(_ARTICLES, "", gap)
    if act == "withdraw-reservation":
        gap = re.sub(r"\b(?:general |interpretative )?(?:reservations?|declarations?)\b", "", gap)
    return bool(_LISTED.match(gap))


def _after_objects(text: str, objects: Sequence[tuple[int, int]]) -> list[ActMention]:
    """Return the acts that stand after their object and those listed before it."""
    found = []
    for position, (_, end) in enumerate(objects):
        match = _AFTER.match(text[end : end + 140])
        if not match:
            continue
        first = position
        while not match["listed"] and first and _is_list(text[objects[first - 1][1] : objects[first][0]], "ratify"):
            first -= 1
        signed = "signed" in (match["which"], match["listed"], match["passive"])
        act: TreatyAct = "sign" if signed else "ratify"
        found.append(ActMention(end + match.start(), end + match.end(), act, tuple(range(first, position + 1))))
    return found
