"""Say of a treaty act whether the text reports it as done, by the form of its own verb or noun and what governs it.

Guarantees: "was done" is said only where a verb in the past, or words such as "welcomed" and "since" before a noun, say
so. What is asked, planned, denied, weighed or only spoken of is not reported.
"""

from __future__ import annotations

import re

from hrgraph.extraction.norms.mentions import ActMention
from hrgraph.models import StatementKind

# The word of an act that tells its form; of several ("had been ratified") the first that the text has.
_FORM = re.compile(
    r"""
      (?P<past>ratified|signed|acceded|adhered|joined|became|implemented|incorporated|domesticated|aligned|recogni[sz]ed
        |harmoni[sz]ed|accepted|opted|made|withdrew|withdrawn|lifted|removed|rescinded|retracted|waived|revoked|limited
        |narrowed|eliminated)\b
    | (?P<party>(?:is|was|are|were|being|been|not|yet|already)\ (?:an?\ )?(?:State\ )?part(?:y|ies)|part(?:y|ies)
        |signator(?:y|ies))\b
    | (?P<present>ratifies|signs|accedes|adheres|joins|implements|incorporates|recogni[sz]es|accepts|withdraws|makes)\b
    | (?P<gerund>(?!being)\b\w+ing)\b
    | (?P<noun>ratifications?|accessions?|adhesion|adherence|signatures?|implementation|applicability|application
        |incorporation|domestication|declarations?|reservations?|withdrawal|removal|harmoni[sz]ation|alignment
        |in(?:to)?\ (?:full\ |closer\ )?(?:line|conformity|compliance))\b
    | (?P<base>\b(?:ratif|acced|adher|join|becom|sign|withdr|lift|remov|rescind|retract|waiv|reconsider|review
        |re-?examin|revok|limit|narrow|eliminat|mak|recogni|accept|opt|implement|incorporat|domesticat|align|harmoni)\w*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Before a verb in the past or "party": what denies it or makes it a wish. "be ratified" is none, "been ratified" is one.
_NOT_DONE = re.compile(
    r"""
      \b(?:not|never|nor|neither|cannot|yet\ to|would|could|should|may|might|must|shall|will|can|be|if|whether|unless
        |until|once|when|before)\b [^.;:,]{0,40} $
    | \bno\ [^.;:,]{0,40} $
      # "recommended that it ratified"
    | \b(?:recommend|urg|request|propos|suggest)\w*\b [^.;:]* \bthat\b [^.;:]* $
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "the treaties that it had signed": what tells which treaties are meant was done, whatever is asked of them.
_WHICH_TREATIES = re.compile(
    r"""
      \b(?:instruments?|treat(?:y|ies)|conventions?|covenants?|agreements?|protocols?) (?:\ (?:that|which))?
      \ (?:it|they|the\ (?:State|country|Government)) \ (?:has|had|have) (?:\ already)? \ $
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What governs a noun or a gerund, from behind; the nearest decides.
_GOVERNED = re.compile(
    r"""
      (?P<praise>\b(?:welcom|commend|congratulat|prais|applaud|appreciat|acknowledg|satisf|pleas|salut)\w*)
    | (?P<notice>\b(?:noted|notes|noting|since|achievements?|steps?\ taken)\b(?!\ that\b))
    | (?P<time>\b(?:after|following|upon|with|through|by|thanks\ to|despite)(?=(?:\ (?:its|the|their|having))*
        (?:\ [A-Z]\w+[’']s?)?(?:\ \w+ly)?\ ?$))
    | (?P<open>\b(?:not|never|no|nor|without|fail\w*|lack\w*|absence|delay\w*|yet\ to
        |would|could|should|may|might|must|shall|will|can
        |call\w*|recommend\w*|urg\w*|encourag\w*|invit\w*|ask\w*|request\w*|propos\w*|suggest\w*|press\w*
        |plan\w*|intend\w*|intention\w*|consider\w*|commit\w*|decid\w*|decision|pledg\w*|promis\w*|possib\w*|feasib\w*
        |potential|prepar\w*|process|pending|prior|before|towards?|aim\w*|whether|if|until|once|impact|effects?
        |analys\w*|stud(?:y|ies)|view|ready|readiness|necessary|need\w*|draft|upcoming|forthcoming|future|priority
        |concern\w*|regret\w*|support\w*|promot\w*|monitor\w*|issue|question|seminar|conference|report\ on|laws?\ on
        |acts?\ on|bills?|decrees?\ on|acts?(?=\ $)|laws?(?=\ $)|effort\w*)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# After a noun: a day on which it happened, or what is said of things that happened.
_HAPPENED = re.compile(
    r"""
      ^ [^.;]{0,220}? \b(?:in|on)\ (?:\d{1,2}\ )?(?:[A-Z][a-z]+\ )?(?:19|20)\d\d\b
    | ^ [^.;]{0,220}? \b(?:was|were)\ (?:\w+ly\ )?(?:welcomed|commended|praised|completed|noted\ with)\b
    """,
    re.VERBOSE,
)
_PROCESS_AFTER = re.compile(r"^ (?:process|procedure|bill|law)\b")
# Before an infinitive: "continued to implement", "among the first to sign".
_DONE_BEFORE_INFINITIVE = re.compile(
    r"\b(?:continu\w+|began|started)\ to\ (?:\w+ly\ )?$|\bfirst\b[^.;,]{0,40}\ to\ $", re.IGNORECASE | re.VERBOSE
)
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|been)\ (?:\w+ly\ )?$", re.IGNORECASE | re.VERBOSE)
# "The laws were brought into line with", "continues to carry out reforms in line with".
_BROUGHT = re.compile(
    r"""
      (?<!be\ )\b(?:brought|aligned|harmoni[sz]ed|amended|adopted|reformed)\b [^.;,]{0,90} $
    | \bcontinu\w+\ to\ (?:\w+ly\ )?(?:implement|reform|align|bring)\w*\b [^.;,]{0,60} $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FINITE_PAST = re.compile(r"\b(?:ha[sd]|have|was|were|took|gave|[a-z]{3,}(?<!not )ed)\b")
_OPENING_GERUND = re.compile(r"\W*[A-Z]\w+ing\b")
_SENTENCE_EDGE = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!cf)(?<!Nos)(?<!No)[.;:•](?=\s|$)")


def is_reported(text: str, mention: ActMention, kind: StatementKind) -> bool:
    """Say whether the statement `text` reports an act as done, or as being done where it lasts.

    Args:
        text: A clean view of the statement.
        kind: Of the statement. In a commendation what is named was done unless words say otherwise; in a recommendation
            or request what is named is asked for unless words say that it was done.
    """
    form = _FORM.search(text, mention.start, mention.end)
    if form is None:
        return False
    before = _clause_before(text, form.start())
    asks = kind in ("recommendation", "request")
    match form.lastgroup:
        case "past" | "party":
            if _WHICH_TREATIES.search(before):
                return True
            return not _NOT_DONE.search(before) and "not" not in form[0].split()
        case "present":
            return not asks and not _NOT_DONE.search(before)
        case "base":
            return not asks and bool(_DONE_BEFORE_INFINITIVE.search(before))
        case "gerund":
            if mention.act == "implement" and not asks and _PROGRESSIVE.search(before):
                return not _NOT_DONE.search(before)
            return _is_governed(text, before, form.end(), kind, gerund=True)
        case _:
            if form[0].lower().startswith("in") and " " in form[0]:
                return bool(_BROUGHT.search(before)) and not _NOT_DONE.search(before)
            if _PROCESS_AFTER.match(text[form.end() :]):
                return False
            return _is_governed(text, before, form.end(), kind, gerund=False)


def _is_governed(text: str, before: str, end: int, kind: StatementKind, *, gerund: bool) -> bool:
    """Whether what governs a noun or a gerund says that it happened."""
    nearest = None
    for nearest in _GOVERNED.finditer(before):
        pass
    by = nearest.lastgroup if nearest else None
    if by == "open":
        return False
    if by in ("praise", "notice"):
        return True
    if kind in ("recommendation", "request"):
        return False
    if by == "time":
        # "by ratifying ..., it kept its word", but not "Strengthening the law by ratifying ...".
        rest = before[: nearest.start()] + text[end : end + 600] if nearest else ""
        return not _OPENING_GERUND.match(before) and bool(_FINITE_PAST.search(rest))
    if kind == "commendation":
        return True
    return not gerund and not _OPENING_GERUND.match(before) and bool(_HAPPENED.match(text[end:]))


def _clause_before(text: str, end: int) -> str:
    """Return the sentence that `end` stands in, up to it."""
    edges = [edge.end() for edge in _SENTENCE_EDGE.finditer(text, max(0, end - 400), end)]
    return text[edges[-1] if edges else max(0, end - 400) : end]
