"""What kind of statement a reported or written sentence is, beyond its verb.

The kinds turn on what is said as much as on the verb: "stated that the Government should ..." asks; "concluded
that the State had not implemented ..." assesses.
"""

from __future__ import annotations

import re

from hrgraph.models import StatementKind

_TREATY = r"(?:ICCPR|ICESCR|ICERD|CEDAW|CRPD|CRC|CAT|OP-?CAT|ICRMW|[Cc]onventions?|[Cc]ovenants?)"
_NORM = (
    rf"(?:recommendations?|{_TREATY}|[Pp]rotocols?|treat(?:y|ies)|Paris Principles|Principles [Rr]elating|commitments?"
    r"|obligations?|Rules)"
)
_AUTHORITY = (
    r"(?:State part(?:y|ies)|[Gg]overnment|[Aa]uthorities|country|legislation|[Ll]aws?|legal framework|reforms?"
    r"|regulations)"
)
_OUGHT = r"(?:must|should|ought to|need(?:s|ed)? to|has to|have to)(?! have been| be noted)"
_ASSESSES = tuple(
    re.compile(pattern)
    for pattern in (
        # whether recommendations and treaties were implemented or complied with
        rf"\b(?:not|never|none|nor|partially|partly|fully|only|fail\w*|yet|no|ha[sd]|were|was"
        rf"|far from)\b.{{0,120}}?\b(?:implement(?:ed|ation|ing)?|fulfil(?:led|ling|s)?|compl(?:y|ied|ies|iance|ying)"
        rf"|satisf(?:y|ies|ied))\b.{{0,60}}?\b{_NORM}",
        rf"\b{_NORM}\b.{{0,300}}?\b(?:not|never|none|partially|partly|fully|only|yet)\b.{{0,30}}?\b(?:implemented"
        rf"|fulfilled|complied|addressed|respected)\b",
        rf"\b(?:not|never|nor)\b.{{0,20}}?\bmeet\b.{{0,60}}?\b{_NORM}\b",
        r"\b[Oo]nly\b.{0,60}\brecommendations?\b.{0,60}?\bimplemented\b",
        r"\bclaim(?:ed|s) to have (?:implemented|fulfilled)\b",
        rf"\b[Nn]one of the\b.{{0,40}}?\b{_NORM}\b.{{0,80}}?\bimplemented\b",
        r"\b[Nn]one of (?:these|them|which|those)\b.{0,60}?\bimplemented\b",
        rf"\bfailure to (?:fulfil|implement|comply)\b.{{0,60}}?\b{_NORM}",
        # whether law and practice agree with them
        rf"\b(?:inconsistent|incompatible|not in (?:compliance|conformity|line|accordance)"
        rf"|not (?:fully )?(?:compatible|consistent|comply)) with\b.{{0,60}}?\b{_NORM}",
        r"\b(?:contrary to|in (?:clear )?(?:breach|contravention) of|violation of"
        rf"|(?:violat|breach|contraven)(?:ed|es|e)?)\b.{{0,110}}?\b{_TREATY}\b",
        rf"\bnot (?:been )?(?:changed|amended|revised|brought) (?:in ?to|in)? ?(?:line"
        rf"|conformity) with\b.{{0,40}}?\b{_NORM}",
        rf"\byet to (?:take steps to )?(?:comply\b|(?:implement|fulfil)\b.{{0,60}}?\b{_NORM})",
        rf"\b{_NORM}\b.{{0,60}}?\b(?:unimplemented|unfulfilled)\b",
        r"\bfalls? short of\b.{0,40}?\b(?:recommendations?|commitments?|obligations?)\b",
    )
)
# "With regard to recommendation 12.4, X considered that it had been partially implemented."
_ABOUT_RECOMMENDATIONS = re.compile(
    r"(?:As (?:to|for)|With (?:regard|respect) to|Regarding|Concerning|On|In (?:relation|respect|regard) (?:to|of))"
    r" [^;]{0,60}?\brecommendations?\b"
)
_CARRIED_OUT = re.compile(
    r"\S+ that (?:it|they|this|these)\b[^.;]{0,40}?\b(?:not|never|partially|partly|fully|only|yet|been)\b"
    r"[^.;]{0,20}?\b(?:implemented|fulfilled|complied|addressed)\b"
)
# What was asked or promised before, which the sentence itself says nothing of yet.
_GOALS_OF_OTHERS = re.compile(r"\b(?:despite|notwithstanding)\b.{0,90}?\b(?:recommendations?|commitments)\b")
# What a court found is told, not concluded.
_COURT = re.compile(
    r"[^,.;]{0,80}\b[Cc]ourt(?: of \w+)?\b[^,.;]{0,60}?\b(?:ruled|held|found|decided|upheld|declared|concluded"
    r"|rejected)\b"
)
_SHARE = re.compile(r"\bper ?cent\b|%")
_DIRECTIVE = re.compile(
    rf"\b[Tt]he State(?: \w+ly| also| further)? {_OUGHT}\b|\b(?:{_AUTHORITY}|{{state}})(?: (?!that\b|which\b|who\b"
    rf"|is\b|are\b)\w+){{0,6}}? {_OUGHT}\b|\b(?:[Mm]easures|[Ss]afeguards|[Rr]eforms|[Ss]teps"
    rf"|[Aa]ction)\b(?: \w+){{0,4}}? (?:were|was|are|is) needed\b"
    rf"|\b(?:[Aa]ttention|[Ee]mphasis|[Pp]riority|[Rr]esources|[Ss]teps|[Mm]easures|[Aa]ction|[Ee]fforts) (?:needs? to"
    rf"|should|must) be\b|\b[Ii]t (?:was|is|would be) (?:\w+ )?(?:necessary|essential|imperative|crucial|vital"
    rf"|indispensable|important|high time) (?:to|that|for)\b"
)
# What is wanting and what would mend it: "greater care was needed", "the fees needed to be revised".
_WANTED = re.compile(
    r"\b(?:more(?! than)|further|greater|additional|better|clearer|stronger|improved|increased|enhanced|wider|broader"
    r"|closer|urgent|immediate)\b(?:(?!\b(?:that|but|although)\b)[^.;]){0,120}?"
    r"\b(?:was|were|is|are) (?:\w+ly |also |still )?(?:necessary|needed|required)\b"
    r"(?! (?:by|under) (?:the )?(?:law|legislation))"
    r"|\bneed(?:s|ed)? to be (?:\w+ly |further )?(?:made|improved|strengthened|addressed|amended|revised|reformed"
    r"|reviewed|ensured|considered|taken|introduced|adopted|developed|established|increased|enhanced|updated"
    r"|harmoni[sz]ed|aligned|brought|guaranteed|implemented|done|paid|allocated|expanded|extended|clarified|abolished"
    r"|repealed|tackled|resolved|changed|removed|eliminated|given|put)\b"
)
# "stated that she was alarmed": who speaks is concerned.
_SPEAKER_CONCERNED = re.compile(
    r"\S+(?: out)? that (?:it|she|he|they) (?:(?:was|were|is|are|remain(?:ed|s)?) (?:also |still |\w+ly )*"
    r"(?:concerned|alarmed|disturbed|worried|troubled|dismayed|appalled|saddened|shocked|disappointed|preoccupied)\b"
    r"(?! to be\b)|(?:also |\w+ly )*(?:regrett?(?:ed|s)|deplore[sd])\b)"
)
_SHOULD = re.compile(r"\b(?:must|should|ought to)\b")
# "should" in what is reported asks, unless a rule or somebody else says so, or it stands for "if" ("should they go").
_ASKS = re.compile(r"\W*(?:that )?(?P<before>[^.;]*?)\b(?:should|ought to)\b(?! they| he| she| it| any(?:one|body)?\b)")
_SAYS_ITSELF = re.compile(
    r"\b(?:provid|stipulat|requir|stat|specif|prescrib|establish|guarantee|rul|decid|argu|announc|declar|claim|believ"
    r"|agre|propos|suggest"
    r"|recommend|promis)(?:ed|es|s|d|ied|ies)\b|\b(?:held|said|told|found)\b|\b(?:who|which|whose|where|whom|what|when"
    r"|if|how|lest)\b"
    r"|\b(?:under|according to|by law)\b"
)


# Verbs of judgement, after which "should" asks; after "stated" or "reported" it may tell what a law demands.
_VALUES = re.compile(
    r"(?:stress|emphasi|underlin|underscor|consider|insist|believ|caution|remind|recall|suggest|argu|add|advis)"
)
_VALUED = re.compile(r"\S+(?: out)? that\b(?:(?!\b(?:which|who|whose|where)\b)[^.;])*?\b(?:should|must|ought to)\b")


def directs(text: str, state_names: tuple[str, ...]) -> bool:
    """Whether a text says that a State, its authorities or its law should or must do or be something."""
    names = "|".join(map(re.escape, state_names)) or "State"
    return bool(re.search(_DIRECTIVE.pattern.replace("{state}", names), text))


def says_should(text: str) -> bool:
    """Whether a text says at all that something should or must be."""
    return bool(_SHOULD.search(text))


def assesses(text: str) -> bool:
    """Whether a text concludes on the implementation of recommendations or on compliance with a treaty or standard."""
    if _SHARE.search(text) or _COURT.match(text):
        return False
    said = _GOALS_OF_OTHERS.sub("", text)
    return any(pattern.search(said) for pattern in _ASSESSES)


def refined(
    kind: StatementKind, verb: str, text: str, state_names: tuple[str, ...], *, topic: str = ""
) -> StatementKind:
    """Return the kind of a reported clause, from its verb's kind and its words.

    Args:
        verb: The verb group as printed.
        text: The clause from its verb on, one sentence.
        topic: What stands before its subject: "With regard to recommendation 12.4".
    """
    if kind == "finding":
        if _SPEAKER_CONCERNED.match(text):
            return "concern"
        if directs(text, state_names) or _WANTED.search(text):
            return "recommendation"
        if _VALUES.match(verb) and _VALUED.match(text):
            return "recommendation"
        asked = _ASKS.match(text[len(verb) :].lstrip())
        if asked and not _SAYS_ITSELF.search(asked["before"]):
            return "recommendation"
        if assesses(text) or (_ABOUT_RECOMMENDATIONS.match(topic) and _CARRIED_OUT.match(text)):
            return "assessment"
        if re.match(r"(?:highlight|underlin|identif|stress)", verb) and re.search(r"\bareas? of concern\b", text):
            return "concern"
    return kind
