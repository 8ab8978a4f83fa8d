"""Clauses that report what an institution said: who, with which verb, of what kind.

This module finds subject and verb group in one sentence and says where each clause begins. It does not decide whom "the
Committee" means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hrgraph.extraction.anaphors import PLURAL, PLURAL_PRONOUN, PRONOUN
from hrgraph.extraction.clause import Clause, mentions_within, shadow_of
from hrgraph.extraction.concessions import with_concessions
from hrgraph.extraction.issuers import IssuerMention
from hrgraph.extraction.passives import attributed_clauses, passive_clauses, relative_clauses
from hrgraph.extraction.verbs import NAME, VERB, kind_of, tense_of
from hrgraph.models import StatementKind

_ADVERB = r"""(?:,?\ (?:also|further|furthermore|moreover|again|once\ again|still|very\ much|inter\ alia|in\ particular
    |in\ turn|in\ addition
    |both|all|each|equally|therefore|thus|then|subsequently|however|nevertheless|nonetheless|hence|now|already
    |additionally|notably|jointly
    |accordingly|too|instead|respectively|similarly|likewise|separately|in\ (?:\w+\ )?(?:19|20)\d\d|\w+ly)\b,?){0,4}"""
_AUXILIARY = r"""(?:\ (?:has|have|had|(?:would\ like|wish(?:ed|es)?(?!\ to\ see)|continue[sd]?|hasten(?:ed|s)?
    |want(?:ed|s)?)\ to|would|will|must|can|could|may
    |(?:do|does|did)(?:\ not)?))?"""
_INFINITIVE = re.compile(r"\b(?:to|would|will|must|can|could|may|do|does|did)(?: not)?(?: \w+ly| also)? [“\"‘']?$")
# What may stand between commas after the subject: always begun by a word that cannot begin a main clause.
_PARENTHESIS = r"""(?:,\ (?:while|at|in|on|during|following|after|having|noting|welcoming|although|though|despite|as
    |like
    |inter\ alia|among|through|with|by|citing|referring|recalling|regretting|whose|which|who|for|from|under|together
    |along|supported
    |concerned|based|represented|upon|since|when|\w+ing|\w+ed\ (?:by|on|in))\b[^;:]{0,320}?,
    |,\ (?:the|an?|its)\ (?:[a-z][\w-]*\ ){0,6}(?:institution|organi[sz]ation|body|agency|network|coalition|commission
      |association|NGO|movement|forum)(?:\ [a-z][^,;:]{0,60})?,)?"""
# What an institution did before it spoke: "visited the prison and recommended".
_DEED = r"""(?:\ (?:(?:visited|examined|reviewed|analy[sz]ed|monitored|studied|investigated|discussed|conducted
    |undertook|followed|met
    |carried\ out)(?!\ that\b)(?:\ [^.;:]{0,160}?)?|\w+ed)\ and)?"""
_YEAR = (
    r"(?:,\ (?:in|on)\ (?:\w+\ ){0,3}(?:19|20)\d\d(?=,)|\ in\ (?:\w+\ )?(?:19|20)\d\d(?=,?\ and\ )|\ \((?:19"
    r"|20)\d\d\))?"
)
_JOINER = r"(?:,?\ and\ |,\ |\ or\ |;\ |,?\ as\ well\ as\ |,?\ together\ with\ |,?\ along\ with\ )"
# Papers and people that speak for an institution: "UNICEF's 2012 report", "the UNDP study".
_VOICE = r"""(?:['’]s?\b)?(?:(?:\ [\w-]+){0,3}?\ (?P<voice>reports?|stud(?:y|ies)|surveys?|submissions?|publications?
    |assessments?|data|figures|statistics
    |analys[ei]s|experts?|representatives?|staff|missions?)\b)?"""
_QUOTE_OPEN = "[“\"‘']?"
_SUBJECT = rf"""(?P<subject>(?:[Bb]oth\ )?{NAME}++{_YEAR}(?:{_JOINER}(?:by\ |the\ )?{NAME}++{_YEAR}){{0,25}})
    (?:,?\ and\ (?:\w+\ )?(?:others?|more)(?:\ (?:organi[sz]ations|stakeholders|submissions|NGOs
    |mandate\ holders))?\b)?"""
_MAIN = re.compile(
    rf"""{_SUBJECT}(?:\ \[(?:\.\.\.|…)\])?{_VOICE}{_PARENTHESIS},?{_ADVERB}{_AUXILIARY}{_ADVERB}{_DEED}{_ADVERB}
    \ {_QUOTE_OPEN}(?P<verb>{VERB})""",
    re.VERBOSE,
)
_COORDINATE = re.compile(
    rf"(?P<lead>,?\ (?:and|but|while|yet))(?P<also>{_ADVERB}){_AUXILIARY}{_ADVERB}\ {_QUOTE_OPEN}(?P<verb>{VERB})",
    re.VERBOSE,
)
# The second of three: "X deplored A, called for B and urged C". Participles stand so, too, but few verbs of asking do.
_SERIES = re.compile(rf"(?P<lead>,)(?P<also>{_ADVERB})\ (?P<verb>{VERB})", re.VERBOSE)
_EMBEDDED = re.compile(
    r"\b(?:that|as|which|whom|because|where|whether|how|if|by|when|that,? (?:although|though|while|whilst|since|as"
    r"|when|if))\ $"
)
# "A study by X found": a paper that speaks for whom it is by.
_PAPER_BY = re.compile(
    r"\b(?:reports?|stud(?:y|ies)|surveys?|research|submissions?|data|figures)(?: \w+ed)? (?:by|of|from) (?:the )?$"
)
# "noted that, following a recommendation, the State had raised": what is told goes on after the comma.
_TOLD = re.compile(
    r"\s*that,? (?:following|according|as|although|though|while|in|at|on|despite|under|since|when|during|after|because"
    r"|if|with|for|by"
    r"|due|owing|given|unlike|like|based|once|before|until)\b[^;]*, (?:the )?$"
)
# "the limits were set by the guilds and they considered": a pronoun after the conjunction is the subject before it.
_STANDS_FOR_A_SUBJECT = (PRONOUN, PLURAL_PRONOUN)
_FOLLOWS_A_CLAUSE = re.compile(r"\b(?:was|were|is|are|had|has|have|did|could|would)\b[^;]*\b(?:and|but)(?: that)? $")
_SENTENCE_BEGINS = re.compile(r"(?:As|As at|Although|While)\b")
_CONJUNCTION_BEFORE = re.compile(r"(?:^|\s)(?:and|but|while|yet|[Tt]he|although|[Aa]lthough|[Ww]hile|that the|or)$")
_FRONTED = re.compile(
    r"""(?:[“"(]?\s*)?(?:In|On|At|During|Since|After|Following|By|As|Similarly|However|Moreover|Furthermore|Also
    |Importantly|Yet|The|An?
    |With|Regarding|Concerning|Noting|Welcoming|Recalling|Referring|Given|Despite|For|To|Under|Upon|Like|Data|Research
    |Reports?|Studies
    |Information|Finally|Lastly|Thus|Therefore|Likewise|Meanwhile|Overall|Indeed|Here|\w+ly
    |\[\w+\](?:\ \(\w\))?)\b[^.;]{0,200}""",
    re.VERBOSE,
)
# "the fifth report of X indicates": a name governed by a preposition is no subject.
_GOVERNED = re.compile(r"\b(?:of|with|on|for|to|from|between|against|under|about|towards|than|by)(?: the)?$")
# "the concluding observations of X on the report of Y indicate": X speaks.
_PAPER_OF = re.compile(
    rf"""(?:[A-Z][^,;{NAME}]{{0,60}},\ )?(?:[Tt]he\ |[Ii]ts\ |[Tt]heir\ )?(?:\w+\ )?(?:[Cc]oncluding\ observations
    |[Vv]iews|[Rr]esolutions?|[Ss]tatements?|[Rr]eports?|[Ll]etter)\b[^.;:{NAME}]{{0,60}}?
    \ (?:of|by|from)\ (?:the\ )?(?P<subject>{NAME}+)[^.;:]{{0,160}}?\ (?P<verb>{VERB})""",
    re.VERBOSE,
)
_SIMILAR = re.compile(
    r"""\b(?:similar|the\ same)\b(?:\ \w+)?\ (?:recommendations?|observations?|views?|concerns?|comments?|points?
    |calls?|requests?|appeals?|findings?|remarks?|statements?)\b
      | \bsimilar\ issues?\b
      | \b(?:shar|echo|second|endors|support)(?:ed|es|s)\ (?:this|that|these|those)\ (?:\w+\ )?(?:recommendations?
      |observations?|views?|concerns?|calls?)\b
      | \brecommendations?\ (?:along\ (?:the\ same|similar)\ lines|to\ the\ same\ effect)\b
      | ^[Tt]he\ same\ (?:was|were)\ \w+ed\ by\b
      | \b(?:did|recommended|noted|observed|stated|urged|requested)\ (?:the\ same|likewise|similarly)\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_AS_DID = re.compile(
    rf",\ as\ (?:did|had|was|were)\ (?P<others>{NAME}+(?:{_JOINER}{NAME}+){{0,25}})[.;,\ ]*$", re.VERBOSE
)
_LONGEST_SIMILAR = 200


def find_clauses(sentence: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    """Return the reporting clauses of a sentence, in order, touching each other; empty if it reports nothing.

    The first begins where the sentence begins: what stands before a subject belongs to its clause.

    Args:
        sentence: One sentence of a clean view.
        mentions: The institutions named in it, as `IssuerFinder.find` gives them.
    """
    shadow = shadow_of(sentence, mentions)
    clauses = _main_clauses(shadow, mentions) or _paper_clauses(shadow, mentions)
    clauses = _with_coordinates(shadow, [*clauses, *attributed_clauses(shadow, mentions, clauses)])
    clauses = with_concessions(shadow, clauses or passive_clauses(shadow, mentions))
    return _closed(shadow, [*clauses, *relative_clauses(shadow, mentions)], mentions)


def _main_clauses(shadow: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    clauses: list[Clause] = []
    position = 0
    while match := _MAIN.search(shadow, position):
        subject = mentions_within(mentions, match.span("subject"))
        before = shadow[: match.start("subject")]
        told = shadow[clauses[-1].verb[1] : match.start("subject")] if clauses else ""
        if (
            not subject
            or _TOLD.match(told)
            or (not clauses and subject[0].anaphor in _STANDS_FOR_A_SUBJECT and _FOLLOWS_A_CLAUSE.search(before))
            or not _may_begin(before, inside=bool(clauses))
            or not _agrees(shadow, match, subject)
        ):
            position = match.start("subject") + 1
            while position < len(shadow) and shadow[position] == NAME:
                position += 1
            continue
        start = _clause_start(shadow, match.start("subject")) if clauses else 0
        clauses.append(Clause(start, len(shadow), kind_of(match), match.span("verb"), subject))
        position = match.end("verb")
    return clauses


def _paper_clauses(shadow: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    """Return the clause of a sentence whose subject is a paper of an institution: at most one."""
    match = _PAPER_OF.match(shadow)
    subject = mentions_within(mentions, match.span("subject")) if match else ()
    return [Clause(0, len(shadow), kind_of(match), match.span("verb"), subject)] if match and subject else []


def _agrees(shadow: str, match: re.Match[str], subject: Sequence[IssuerMention]) -> bool:
    """Whether a verb without an ending is an infinitive or has a plural subject: else a noun ("UNICEF report on").

    After a genitive only a paper or people of the institution speak: "Fiji's recently announced reform" says nothing.
    """
    if re.match(r"['’]s?\b", shadow[match.end("subject") :]) and not match["voice"]:
        return False
    plural = len(subject) > 1 or subject[0].anaphor in PLURAL or (match["voice"] or "").endswith("s")
    return tense_of(match["verb"]) != "base" or plural or bool(_INFINITIVE.search(shadow[: match.start("verb")]))


def _may_begin(before: str, *, inside: bool) -> bool:
    """Whether a subject after these words is the subject of a clause of its own and not of one inside another."""
    text = before.rstrip()
    if not text:
        return True
    if _PAPER_BY.search(before) and not inside and NAME not in before:
        return True
    if _EMBEDDED.search(before) and not _SENTENCE_BEGINS.match(before.strip()):
        return False
    if text[-1] in ',;:”"’)—–-“‘(' or _CONJUNCTION_BEFORE.search(text):
        return not re.search(r"\bthat(?: the)?$", text)
    return bool(_FRONTED.fullmatch(text)) and not inside and not _GOVERNED.search(text)


def _clause_start(shadow: str, subject_start: int) -> int:
    """Take the conjunction before a subject into its clause."""
    before = re.search(
        r"(?:(?:,|;)?\s)?(?:and|but|while|yet|although|(?:however|nevertheless|nonetheless),)?\s?(?:the )?$",
        shadow[:subject_start],
    )
    start = before.start() if before else subject_start
    while start < len(shadow) and shadow[start] in " ,;":
        start += 1
    return start


def _with_coordinates(shadow: str, clauses: list[Clause]) -> list[Clause]:
    """Add the clauses that share the subject of the one before: ", but expressed concern", " and recommended that"."""
    out: list[Clause] = []
    ordered = sorted(clauses, key=lambda c: c.start)
    for index, clause in enumerate(ordered):
        out.append(clause)
        limit = ordered[index + 1].start if index + 1 < len(ordered) else len(shadow)
        position = clause.verb[1]
        while match := _next_coordinate(shadow, position, limit):
            position = match.end("verb")
            kind = kind_of(match)
            if not _same_tense(shadow, clause, match["verb"]) or _is_inside(shadow, out[-1].verb[1], match, kind):
                continue
            start = match.start("lead") + len(match["lead"]) - len(match["lead"].lstrip(" ,"))
            out.append(Clause(start, limit, kind, match.span("verb"), clause.subject, shares=True))
    return out


def _next_coordinate(shadow: str, position: int, limit: int) -> re.Match[str] | None:
    """Return the next verb that may share the subject: the one after "and", or one of a series that it closes."""
    last = _COORDINATE.search(shadow, position, limit)
    for match in _SERIES.finditer(shadow, position, last.start() if last else position):
        if kind_of(match) != "finding" and tense_of(match["verb"]) == "past":
            return match
    return last


def _same_tense(shadow: str, clause: Clause, verb: str) -> bool:
    """Whether a verb can be coordinated with a clause's: "noted rules and values" holds one verb and one noun."""
    tense = tense_of(verb)
    first = tense_of(shadow[slice(*clause.verb)])
    return (
        tense == first or tense == "past" or bool(re.search(r"\b(?:has|have) (?:\w+ly )?$", shadow[: clause.verb[0]]))
    )


def _is_inside(shadow: str, verb_end: int, match: re.Match[str], kind: StatementKind) -> bool:
    """Whether a coordinated verb belongs to what is reported and not to who reports.

    "stated that X was arrested and reported missing": a participle after a participle. What reports takes an object,
    and findings are joined to findings mostly after a comma.
    """
    between = shadow[verb_end : match.start()]
    after = shadow[match.end("verb") : match.end("verb") + 40]
    comma = match["lead"].startswith(",")
    contrast = match["lead"].endswith(("but", "yet"))
    if not re.match(r"\s\S", after) and not after.startswith((",", ":")):
        return True
    if kind == "finding":
        takes_object = re.match(
            r"(?:,? inter alia,?)?\s(?:that|receiving|having|the|an?|to|out|on|several|many|its|her|his)\b", after
        )
        simple = not re.search(r"\b(?:that|which|who|whether|where)\b", between)
        also = comma and " also" in match["also"]
        says_that = contrast and re.match(r"\sthat\b", after)
        return not (also or (takes_object and (simple or comma or says_that))) and not re.match(
            r"pointed", shadow[match.start("verb") :]
        )
    if kind in ("recommendation", "request") and re.match(r"\s(?:by|in|as)\b", after):
        return True
    if re.match(r"(?:urg|encourag|invit|ask|request|advis)ed\b", match["verb"]) and re.match(r"\sto\b", after):
        return True  # "was beaten and urged to leave"
    return not (comma and contrast) and bool(re.search(r"\b(?:who|which)\s[^,]*$", between))


def _closed(shadow: str, clauses: list[Clause], mentions: Sequence[IssuerMention]) -> list[Clause]:
    """Order the clauses, end each where the next begins, add what each passes on of others."""
    ordered = sorted(clauses, key=lambda c: c.start)
    out: list[Clause] = []
    for index, clause in enumerate(ordered):
        end = ordered[index + 1].start if index + 1 < len(ordered) else len(shadow)
        start = 0 if index == 0 else clause.start
        if end <= start:
            continue
        kind, embedded = clause.kind, _passed_on(shadow, clause, end, mentions)
        words = len(re.sub(f"{NAME}+", NAME, shadow[start:end]))  # however many said it
        similar = bool(_SIMILAR.search(shadow, start, end)) and words < _LONGEST_SIMILAR
        if embedded or (similar and re.search(r"\b(?:recommendations?|calls?|appeals?)\b", shadow[start:end], re.I)):
            kind = "recommendation"
        who = clause.subject + _others(shadow, clause, end, mentions)
        out.append(replace(clause, start=start, end=end, kind=kind, subject=who, embedded=embedded, similar=similar))
    return out


def _others(shadow: str, clause: Clause, end: int, mentions: Sequence[IssuerMention]) -> tuple[IssuerMention, ...]:
    """Return who said the same, told at the end of a clause: "X noted leaks, as did Y and Z"."""
    match = _AS_DID.search(shadow, clause.verb[1], end)
    return tuple(m for m in mentions_within(mentions, match.span("others")) if m.codes) if match else ()


def _passed_on(shadow: str, clause: Clause, end: int, mentions: Sequence[IssuerMention]) -> tuple[IssuerMention, ...]:
    """Return who recommends inside a clause ("highlighted that X had urged"), of those whom we or the document know."""
    if clause.kind not in ("finding", "recommendation"):
        return ()
    inner = _MAIN.search(shadow, clause.verb[1], end)
    if not inner or kind_of(inner) != "recommendation" or tense_of(inner["verb"]) == "base":
        return ()
    if not re.search(r"\bthat (?:the )?$", shadow[: inner.start("subject")]):
        return ()
    return tuple(m for m in mentions_within(mentions, inner.span("subject")) if m.codes and m.known)
