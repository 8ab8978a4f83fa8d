"""How the Secretariat tells a dialogue: what a sentence does there, by its words alone.

Nothing here knows who has the floor.
"""

from __future__ import annotations

import re

from hrgraph.models import StatementKind

# "made recommendations", without what they are. "The following" ones follow.
_ANNOUNCES = re.compile(
    r"""
      (?:made|offered|presented|put\s+forward|formulated|issued|submitted)\s+
      (?:(?:a|an|one|two|three|four|five|six|seven|some|several|a\s+number\s+of|many|its|specific|further|other|additional
        |various|concrete)\s+)*
      (?:\w+\s+)?recommendations?
      (?:\s+(?:in\s+(?:this|that|these)\s+(?:regard|respect|connection|areas?)|to\s+[A-Z]\w+(?:\s[A-Z]\w+)*|accordingly
        |thereon))?
      \s*[.;]?\s*$
    """,
    re.VERBOSE,
)
_PROCEDURE = re.compile(
    r"""
      \b(?:\d{1,3}|following|other|remaining)\s+(?:delegations|speakers)\b
    | \bdelegations\s+(?:took\s+the\s+floor|made\s+statements)\b
    | \binteractive\s+dialogue\b | \bsection\s+II\b | \b(?:posted|available)\s+on\s+the\s+(?:extranet|website|UPR)\b
    | \b(?:statements?|interventions?)\b.{0,60}\b(?:could\s+not|were\s+(?:made|not|posted)
        |(?:is|are|can\s+be)\s+(?:found|posted))\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:The\s|All\s)?(?:[Rr]ecommendations?|[Ss]tatements?)\b[^.;]{0,120}\b(?:found|listed|contained|posted|set\sout)\b"
)
_CHAIR = re.compile(
    r"(?:The\s)?(?:President|Vice-President|Secretar(?:y|iat)|Chair\w*)\sof\sthe\s(?:Human\sRights\s)?(?:Council"
    r"|Working\sGroup)\b|The\sSecretariat\b"
)
# A verb in the past tense behind a State's name: whatever it did in the dialogue, it did with words.
_ACTS = re.compile(
    r""",?(?:\s(?:also|further|then|finally|additionally|in\s+addition|moreover|equally|likewise)\b,?)*
    \s(?!need|speed|seed|indeed|hundred|embed|was\b|were\b|had\b)
    (?:\w{2,}ed|took|gave|made|paid|drew|sought|put|spoke|said|felt|held|found|saw|understood|shared)\b""",
    re.VERBOSE,
)
_OWNS = re.compile(r"['’]s?\b|\s(?:and|or)\b|,\s[A-Z]")
# What may stand before who speaks: "In its intervention, ".
_CIRCUMSTANCE = re.compile(
    r"""(?:In|On|At|As|With|Regarding|Concerning|Turning|Noting|Welcoming|Referring|Recalling|Following|During|After|While
      |Although|Like|For|Similarly|Finally|Also|By|Since|Having|Under|Given|Further(?:more)?|Moreover|To|Responding
      |Replying|\w+ly)\b[^.;]{0,220}?(?P<comma>,)?\s""",
    re.VERBOSE,
)
# A name of a State that is printed wrong, where one takes the floor.
_UNKNOWN = re.compile(
    r"""(?:The\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+(?:of|the|and|[A-Z][\w’'-]+)){0,5})\s+(?:also\s+)?
    (?:noted|welcomed|commended|recommended|asked|congratulated|thanked|praised|encouraged|urged|expressed|appreciated
      |enquired|inquired|acknowledged|applauded|hailed|stated|highlighted|recogni[sz]ed|made|observed|requested)\b""",
    re.VERBOSE,
)
_NO_NAME = re.compile(
    r"""(?:The\s+)?(?:It|They|He|She|This|These|That|Those|As|Recommendations?|Head|Delegations?|Speakers?|Government|State
      |National|Law|Act|Constitution|Ministry|Parliament|Council|Committee)\b""",
    re.VERBOSE,
)
_APPROVES = re.compile(
    r"\b(?:positively|favourably|appreciatively|with\s+(?:appreciation|satisfaction|interest))\s*,?\s*$"
)
_WISHES = re.compile(
    r"\b(?:it|they|we)\swould\s(?:like|welcome|encourage|recommend|wish|suggest|urge)\b(?!\sto\s(?:know|hear|learn|receive))"
)
# To grant that something matters is to ask for nothing.
_GRANTS = re.compile(r"(?:recogni[sz]|acknowledg|not|mention|referr?)(?:ed|es|s)\b.{0,40}?\bimportance\b")
_REPLIES = re.compile(
    r"(?:In|By\s+way\s+of)\s+(?:its\s+|a\s+)?(?:response|reply|answer)\b|(?:Responding|Replying|Answering)\b"
)
_PASSIVES: dict[str, StatementKind] = {
    "urged": "recommendation", "recommended": "recommendation", "encouraged": "recommendation", "requested": "request",
    "commended": "commendation", "welcomed": "commendation", "praised": "commendation", "regretted": "concern",
    "deplored": "concern", "condemned": "concern", "congratulated": "commendation", "thanked": "commendation",
    "acknowledged": "commendation", "appreciated": "commendation",
}  # fmt: skip
_PASSIVE = re.compile(
    rf"""(?!It\b|They\b)(?:(?!\b(?:that|which|who|whose|when|if)\b)[^.;:]){{3,240}}?
    \b(?:was|were)\s(?:also\s|further\s|\w+ly\s)*(?P<verb>{"|".join(_PASSIVES)})\b(?!\sby\b)""",
    re.VERBOSE,
)
# What a delegation asks of others than the State under review.
_ASKS_OTHERS = re.compile(
    r"""
    \b(?:call(?:ed|ing)\s+(?:up)?on|call(?:ed)?\s+for|(?:urg|encourag|invit|request|ask)(?:ed|ing)|appeal(?:ed|ing)\s+to
      |recommend(?:ed)?(?:\s+(?:that|to))?|\w+(?:ed|aid|elt)\s+that)\s+
    (?:the\s+)?(?:(?:support|assistance|attention|help)\s+(?:of|from|by)\s+)?(?:the\s+)?
    (?:international\s+(?:community|organizations|partners|financial\s+institutions)|donors?|development\s+partners
      |United\s+Nations|OHCHR|High\s+Commissioner|(?:Human\s+Rights\s+)?Council|Working\s+Group
      |other\s+(?:States|countries|delegations)|(?:all|member)\s+States
      |(?:brother|friendly|neighbouring|donor|developed|rich)\s+countries)\b
    """,
    re.VERBOSE,
)


def announces(said: str) -> bool:
    """Whether words from their verb on say that recommendations were made, and not which."""
    return bool(_ANNOUNCES.match(said))


def tells_procedure(sentence: str) -> bool:
    """Whether a sentence tells of the course of the meeting."""
    return bool(_PROCEDURE.search(sentence))


def points_elsewhere(sentence: str) -> bool:
    """Whether a sentence says where recommendations or statements can be found."""
    return bool(_ELSEWHERE.match(sentence))


def chairs(sentence: str) -> bool:
    """Whether a sentence begins with who chairs or serves the meeting, and speaks for no State."""
    return bool(_CHAIR.match(sentence))


def acts(sentence: str, end: int) -> bool:
    """Whether the name that ends at `end` goes on with what it did."""
    return bool(_ACTS.match(sentence, end))


def owns(sentence: str, end: int) -> bool:
    """Whether the name that ends at `end` is only the first of several words that name something else."""
    return bool(_OWNS.match(sentence, end))


def circumstance(sentence: str, start: int) -> str | None:
    """Return "," or "" where only words of circumstance stand before `start`, with a comma at their end or none; or None."""
    match = _CIRCUMSTANCE.fullmatch(sentence, 0, start)
    return (match["comma"] or "") if match else None


def unknown_name(sentence: str) -> re.Match[str] | None:
    """Return what stands where a sentence names who speaks, its group `name`; None where it begins otherwise."""
    return None if _NO_NAME.match(sentence) else _UNKNOWN.match(sentence)


def approves(before: str) -> bool:
    """Whether the words before a verb make it one of approval: "positively noted"."""
    return bool(_APPROVES.search(before))


def grants(said: str) -> bool:
    """Whether words from their verb on only grant that something is important."""
    return bool(_GRANTS.match(said))


def wishes(said: str) -> bool:
    """Whether words say what the speaker would like the State under review to do."""
    return bool(_WISHES.search(said))


def replies(sentence: str) -> bool:
    """Whether a sentence says that it answers."""
    return bool(_REPLIES.match(sentence))


def passive_kind(sentence: str) -> StatementKind | None:
    """Return what a sentence without a speaker does with its subject: "The adoption of a law was urged" recommends it."""
    match = _PASSIVE.match(sentence)
    return _PASSIVES[match["verb"]] if match else None


def asks_others(quote: str) -> bool:
    """Whether a recommendation is made to others than the State under review, such as the international community."""
    return bool(_ASKS_OTHERS.search(quote))
