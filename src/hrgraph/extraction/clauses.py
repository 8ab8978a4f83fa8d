"""Clauses that report what an institution said: who, with which verb, of what kind.

The Secretariat reports in the past tense with a small stock of verbs ("recommended that", "expressed concern about", "noted
with appreciation"); organisations write in the present. This module finds subject and verb group in one sentence and says
where each clause begins. It does not decide whom "the Committee" means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hrgraph.extraction.issuers import GOVERNMENT, PRONOUN, IssuerMention
from hrgraph.models import StatementKind

# Stands for each character of an institution's name in the shadow of a sentence, so that rules see names as one letter.
_NAME = "\ue000"
_FILL = "\ue001"

_ADVERB = r"""(?:,?\ (?:also|further|furthermore|moreover|again|once\ again|still|very\ much|inter\ alia|in\ particular|in\ turn
    |both|all|equally|therefore|thus|then|subsequently|however|nevertheless|nonetheless|hence|now|already|additionally|notably|in\ (?:\w+\ )?(?:19|20)\d\d
    |\w+ly)\b,?)*"""
_AUXILIARY = r"(?:\ (?:has|have|had|would\ like\ to|did|continues?\ to|continued\ to))?"
# What may stand between commas after the subject: always begun by a word that cannot begin a main clause.
_PARENTHESIS = rf"""(?:,\ (?:while|at|in|on|during|following|after|having|noting|welcoming|although|though|despite|as|like
    |inter\ alia|among|through|with|by|citing|referring|recalling|whose|which|who|for|from|under|together|along|supported
    |concerned|based|represented)\b[^;:{_NAME}]{{0,320}}?,)?"""

_STRENGTH = r"(?:(?:the|its|their|his|her|a|an|grave|deep|serious|particular|great|continued|continuing|strong|similar|some|considerable|significant|special|utmost|ongoing|several|further|also|\w+ly)\ )*"
_NEED = r"(?:that\ )?(?:there\ was\ |there\ is\ )?(?:(?:the|a|an|its|urgent|continued|continuing|pressing|clear|further|growing)\ )*(?:needs?|importance|necessity|urgency)\b"
_FIGURES = r"(?:(?:a|an|the|some|several|a\ number\ of|many|various|numerous|specific|similar|the\ same|two|three|four|five|\w+ly|\d+)\ )+"
_GOOD = r"(?:(?:the|some|many|its|significant|considerable|important|positive|good|recent|substantial|major|great|notable|certain)\ )*(?:strides|progress|achievements?|improvements?|advances|positive|efforts|steps\ (?:taken|forward)|good\ practices?|commitment)\b"

# Verb groups by kind; the first alternative that matches at a place counts. "e[d]" is how quotations change a tense.
_VERBS: tuple[tuple[StatementKind, str], ...] = (
    ("recommendation", rf"""
        recommend(?:ed|s|e\[d\])?(?!\w) | urg(?:ed|es|e\[d\])(?!\w) | encourag(?:ed|es|e\[d\])(?!\w) | exhort(?:ed|s)\b
      | call(?:ed|s)?\ (?:\w+ly\ |again\ )?(?:up)?(?:on|for)\b | invit(?:ed|es|e\[d\])(?!\w) | advis(?:ed|es)\b | propos(?:ed|es)\b
      | appeal(?:ed|s)\ (?:to|for)\b | suggest(?:ed|s)\b | insist(?:ed|s)\ (?:that|on)\b | advocat(?:ed?|es)\b
      | reiterat(?:ed|es)\ (?:its|their|his|her|the)\ (?:\w+\ )?(?:calls?|recommendations?|appeal|request)\b
      | (?:ma(?:de|kes?)|publish(?:ed|es)|issu(?:ed|es)|outlin(?:ed|es))\ {_FIGURES}(?:\w+\ )?(?:series\ of\ )?(?:[“"]?\w+\ )?recommendations?\b | put\ forward\ {_STRENGTH}(?:\w+\ )?recommendations?\b
      | express(?:ed|es)\ {_STRENGTH}hopes?\b | hop(?:ed|es)\ (?:that|for|to\ see)\b | demand(?:ed|s)\b
      | (?:highlight|underlin|stress|emphasi[sz]|underscor|reiterat|rais|mention|not|recall|identifi|observ|point|refer|indicat|report|stat|affirm)(?:ed|es|s|ing)?
          (?:red|ed)?(?:\ (?:out|to))?\ (?:to\ )?{_NEED}
      | stress(?:ed|es)\ how\ important\b | consider(?:ed|s)\ it\ (?:\w+ly\ )?(?:important|necessary|essential|crucial|vital|imperative)\b
      | (?:saw|sees)\ (?:a|the)\ need\b | address(?:ed|es)\ a\ letter\b"""),
    ("request", r"""
        (?:request|ask)(?:ed|s|e\[d\])?(?=\ (?:\S+\ ){0,9}?(?:information|clarifications?|to\ provide|to\ submit|to\ inform|to\ report
            |to\ respond|to\ reply|to\ comment|reply|replies|respond|comments?|provides?|submits?|informs?|a\ visit|visits?)\b)
      | requires?\ further\ information\b | decided\ to\ request\b"""),
    ("recommendation", r"request(?:ed|s)?\b | ask(?:ed|s)\ (?!whether|if|about|why|how|what)"),
    ("concern", rf"""
        (?:express|voic|rais|shar|indicat|reiterat|convey)(?:ed|es|s|ing)?\ {_STRENGTH}(?:concerns?|regrets?|alarm|dismay|worr(?:y|ies)|dissatisfaction|disappointment|fears?|anxiety)\b
      | (?:was|were|is|are|remain(?:ed|s)?|continu(?:ed|es)\ to\ be|became)\ {_STRENGTH}(?:concerned|alarmed|disturbed|worried|troubled|dismayed|appalled)\b
      | not(?:ed|es)\ with\ (?:\w+\ ){{0,2}}?(?:concern|regret|alarm|dismay|disappointment)\b | regret(?:ted|s)\b | deplor(?:ed|es)\b
      | critici[sz](?:ed|es)\b | denounc(?:ed|es)\b | condemn(?:ed|s)\b | fear(?:ed|s)\b | lament(?:ed|s)\b
      | rais(?:ed|es)\ (?:a\ number\ of\ )?individual\ cases\b
      | (?:highlight(?:ed|s)|ha[ds]|have)\ {_STRENGTH}concerns?\b"""),
    ("commendation", rf"""
        welcom(?:ed|es|e\[d\])(?!\w) | commend(?:ed|s|e\[d\])?(?!\w) | prais(?:ed|es)\b | congratulat(?:ed|es)\b | applaud(?:ed|s)\b
      | appreciat(?:ed|es)\b | thank(?:ed|s)\b | express(?:ed|es)\ {_STRENGTH}(?:appreciation|satisfaction|gratitude)\b
      | not(?:ed|es)\ with\ (?:\w+\ ){{0,2}}?(?:appreciation|satisfaction|interest|approval|pleasure|gratitude)\b
      | (?:was|were|is|are)\ (?:pleased|gratified|heartened|encouraged\ (?:by|that))\b
      | acknowledg(?:ed|es|e\[d\])(?!\w) | recogni[sz](?:ed|es)\ {_GOOD} | (?:highlight|not|underlin|report)(?:ed|es|s)\ {_GOOD}"""),
    ("finding", r"""
        stat(?:ed|es)\b | sa(?:id|ys)\b | report(?:ed|s)(?=\ (?:that|on|of|about|receiving|having|to|in|an?\b|the\b|several|many|cases|\w+ing\b|there|,|:|[a-z]+s\b|[A-Z]))
      | not(?:ed|es)\b | indicat(?:ed|es)\b | document(?:ed|s)(?=[\ :]) | explain(?:ed|s)\b | observ(?:ed|es)(?=\ that|\ an?\b|\ the\b|\ in\b)
      | add(?:ed|s)\ that\b | alleg(?:ed|es)\b | claim(?:ed|s)\ (?:that|to)\b | argu(?:ed|es)\b | submit(?:ted|s)(?=\ (?:that|information|an?\b)) | point(?:ed|s)\ (?:out|to)\b
      | ref+er+(?:ed|s)\ to\b | recall(?:ed|s)\b | remind(?:ed|s)\b | highlight(?:ed|s)\b | underlin(?:ed|es)\b | underscor(?:ed|es)\b | stress(?:ed|es)\b
      | emphasi[sz](?:ed|es)\b | rais(?:ed|es)(?=\ (?:the|an?|several|issues?)\b) | mention(?:ed|s)\b | describ(?:ed|es)\b | drew\ attention\b | draws\ attention\b | inform(?:ed|s)\b
      | assert(?:ed|s)\b | believ(?:ed|es)\b | consider(?:ed|s)\b | conclud(?:ed|es)\b | found\b | remark(?:ed|s)\b | affirm(?:ed|s)\b | confirm(?:ed|s)\b
      | identif(?:ied|ies)\b | heard\ from\b | cit(?:ed|es)\b | caution(?:ed|s)\b | warn(?:ed|s)\b | list(?:ed|s)(?=\ (?:the|several|an?|\d)) | estimat(?:ed|es)\b
      | provid(?:ed|es)\ (?:\w+\ )?(?:information|comments|examples|details)\b | ma(?:de|kes?)\ (?:an?\ |several\ |the\ same\ |various\ )?(?:similar\ |the\ same\ )?(?:observations?|comments?|remarks?|statements?|points?)\b
      | express(?:ed|es)\ (?:an?\ |the\ |its\ |her\ |his\ |their\ )?(?:similar\ |the\ same\ )?(?:views?|opinions?|wish|readiness|belief)\b | question(?:ed|s)\b | maintain(?:ed|s)\ that\b | contend(?:ed|s)\b
      | recogni[sz](?:ed|es)\b | received\ (?:\w+\ )?(?:information|reports|allegations)\b | evaluat(?:ed|es)\b | assess(?:ed|es)\b | clarif(?:ied|ies)\b | declar(?:ed|es)\ that\b
      | shar(?:ed|es)\ (?:the|this|that|these|similar)\ (?:views?|observations?|opinions?)\b | announc(?:ed|es)\b | reiterat(?:ed|es)\b"""),
)  # fmt: skip

_VERB = "|".join(f"(?P<k{i}>{pattern})" for i, (_, pattern) in enumerate(_VERBS))
_QUOTE_OPEN = "[“\"‘']?"
_SUBJECT = rf"(?P<subject>(?:[Bb]oth\ )?{_NAME}+(?:(?:,?\ and\ |,\ |\ or\ |;\ |\ as\ well\ as\ |,\ as\ well\ as\ |\ together\ with\ )(?:by\ |the\ )?{_NAME}+)*)"
_MAIN = re.compile(
    rf"{_SUBJECT}(?:\ \[(?:\.\.\.|…)\])?(?:['’]s?\b)?{_PARENTHESIS}{_ADVERB}{_AUXILIARY}{_ADVERB}(?:\ \w+ed\ and)?\ {_QUOTE_OPEN}(?P<verb>{_VERB})",
    re.VERBOSE,
)
_COORDINATE = re.compile(
    rf"(?P<lead>,?\ (?:and|but|while|yet)){_ADVERB}{_AUXILIARY}{_ADVERB}\ {_QUOTE_OPEN}(?P<verb>{_VERB})", re.VERBOSE
)
_HOW = (
    r"(?:fully |also |further )?(?P<how>welcoming|noting with (?:\w+ )?(?:appreciation|satisfaction|interest)|noting"
    r"|acknowledging|recogni[sz]ing|appreciating|commending|expressing (?:\w+ )?concern)\b"
)
_CONCESSION = rf"(?:[Ww]hile|[Aa]lthough|[Tt]hough|[Ww]hilst) {_HOW}"
_LEADING_CONCESSION = re.compile(rf"(?:^|(?<=, )){_CONCESSION}[^;]{{0,400}}?, (?=(?:the |both )?{_NAME})")
_INNER_CONCESSION = re.compile(rf"(?<={_NAME}), {_CONCESSION}.{{0,400}}?, (?=(?:has |had )?[a-z])", re.DOTALL)
_TRAILING_CONCESSION = re.compile(rf" (?=while {_HOW})")
_AGENT = re.compile(
    rf"(?:was|were|is|are|been)\ (?:\w+ly\ |also\ |further\ )*(?P<how>made|raised|sent|issued|expressed|highlighted|noted|welcomed|recommended|reported|stressed|underlined|transmitted|shared|provided|requested|echoed|documented)\ (?:\w+ly\ |in\ (?:19|20)\d\d\ )*by:?\ (?P<subject>(?:[Tt]he\ )?{_NAME}+(?:(?:,?\ and\ |,\ )(?:by\ )?(?:the\ )?{_NAME}+)*)",
    re.VERBOSE,
)
_ADDRESSED = re.compile(
    rf"(?P<addressee>{_NAME}+|\b[Tt]he\ (?:[A-Z]\w+\ )?(?:State\ party|country|authorities|Government|leadership)|\b[Ii]t)\ (?:was|were|is|are|has\ been|had\ been)\ (?:also\ |further\ |therefore\ |now\ |strongly\ |\w+ly\ )*(?P<how>recommended|urged|encouraged|invited|called\ upon|requested|asked|advised)\ (?:,\ |to\b|that\b|by\b)",
    re.VERBOSE,
)
_THING_ASKED = re.compile(
    r"\b(?:reforms?|efforts|measures|steps|ratification|adoption|improvements?)\b[^.;]{0,40}\b(?:are|is|was|were)"
    r" (?:\w+ )?(?P<how>encouraged|recommended|called for)\b(?! by)"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording\ to\ (?:the\ )?(?:\w+\ (?:reports?\ )?of\ (?:the\ )?)?(?P<subject>{_NAME}+(?:\ and\ (?:the\ )?{_NAME}+)*)", re.VERBOSE)
_POSSESSIVE = re.compile(
    rf"(?:(?P<owner>{_NAME}+)['’]s?\ (?:\w+\ ){{0,4}}|(?:recommendations|requests)\ of\ (?P<of>{_NAME}+)\ )"
    r"(?:recommendations\ )?(?:\w+ly\ )?includ(?:e|ed)\b",
    re.VERBOSE,
)
_EMBEDDED = re.compile(r"\b(?:that|as|which|whom|because|where|whether|how|if|by|when)\ $")
_SIMILAR = re.compile(r"\b(?:similar|the same)\b(?: \w+)? (?:recommendations?|observations?|views?|concerns?|comments?|points?)\b", re.I)
_INFORMATION = re.compile(r"\b(?:information|provide|submit|report|inform|respond|reply|comment|updates?|documentation)\b")

_AGENT_KINDS: dict[str, StatementKind] = {"welcomed": "commendation", "recommended": "recommendation", "requested": "request"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch `sentence[start:end]` with one verb group.

    Attributes:
        subject: The mentions that are its subject; empty where the clause has none of its own.
        shares: It has no subject of its own and takes that of the clause before.
        passive: Says that the State was asked, not by whom.
        embedded: Mentions of others whose words the clause passes on ("highlighted that X had urged").
        similar: Says only that something like what others said was said.
        verb: Where the verb group stands.
    """

    start: int
    end: int
    kind: StatementKind
    verb: tuple[int, int]
    subject: tuple[IssuerMention, ...] = ()
    shares: bool = False
    passive: bool = False
    embedded: tuple[IssuerMention, ...] = ()
    similar: bool = False


def _shadow(sentence: str, mentions: Sequence[IssuerMention]) -> str:
    characters = list(sentence)
    for mention in mentions:
        characters[mention.start : mention.end] = _NAME * (mention.end - mention.start)
    return "".join(characters)


def _kind(match: re.Match[str]) -> StatementKind:
    return next(kind for i, (kind, _) in enumerate(_VERBS) if match[f"k{i}"] is not None)


def _within(mentions: Sequence[IssuerMention], span: tuple[int, int]) -> tuple[IssuerMention, ...]:
    return tuple(m for m in mentions if span[0] <= m.start and m.end <= span[1])


def find_clauses(sentence: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    """Return the reporting clauses of a sentence, in order, touching each other; empty if it reports nothing.

    The first begins where the sentence begins: what stands before a subject belongs to its clause.

    Args:
        sentence: One sentence of a clean view.
        mentions: The institutions named in it, as `IssuerFinder.find` gives them.
    """
    shadow = _shadow(sentence, mentions)
    clauses = _main_clauses(shadow, mentions)
    if not clauses:
        clauses = _passive_clauses(shadow, mentions)
    clauses = _with_concessions(shadow, clauses)
    return _closed(shadow, clauses, mentions)


def _main_clauses(shadow: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    clauses: list[Clause] = []
    position = 0
    while match := _MAIN.search(shadow, position):
        subject = _within(mentions, match.span("subject"))
        before = shadow[: match.start("subject")]
        if not subject or not _may_begin(before, subject, bool(clauses)):
            position = match.start("subject") + 1
            while position < len(shadow) and shadow[position] == _NAME:
                position += 1
            continue
        kind = _kind(match)
        start = _clause_start(shadow, match.start("subject")) if clauses else 0
        clauses.append(Clause(start, len(shadow), kind, match.span("verb"), subject))
        position = match.end("verb")
    for match in _ACCORDING.finditer(shadow):
        subject = _within(mentions, match.span("subject"))
        if subject and not any(c.start <= match.start() < c.end for c in clauses):
            clauses.append(Clause(0, len(shadow), "finding", match.span("subject"), subject))
    for match in _POSSESSIVE.finditer(shadow):
        span = match.span("owner" if match["owner"] else "of")
        subject = _within(mentions, span)
        if subject and not clauses and re.search(r"recommendations|requests", match.group()):
            clauses.append(Clause(0, len(shadow), "recommendation", span, subject))
    return _with_coordinates(shadow, clauses)


def _may_begin(before: str, subject: tuple[IssuerMention, ...], inside: bool) -> bool:
    """Whether a subject after these words is the subject of a clause of its own and not of one inside another."""
    text = before.rstrip()
    if not text:
        return True
    if _EMBEDDED.search(before) and not re.match(r"(?:As|As at|Although|While)\b", before.strip()):
        return False
    if text[-1] in ",;:”\"’)—–-“‘(" or re.search(r"(?:^|\s)(?:and|but|while|yet|[Tt]he|although|[Aa]lthough|[Ww]hile|that the|or)$", text):
        return not re.search(r"\bthat(?: the)?$", text)
    fronted = re.fullmatch(r"(?:[“\"(]?\s*)?(?:In|On|At|During|Since|After|Following|By|As|Similarly|However|Moreover|Furthermore|Also|Importantly|Yet|The|\[\w+\](?: \(\w\))?)\b[^.;]{0,200}", text)
    return bool(fronted) and not inside


def _clause_start(shadow: str, subject_start: int) -> int:
    """Take the conjunction before a subject into its clause."""
    before = re.search(r"(?:(?:,|;)?\s)?(?:and|but|while|yet|although)?\s?(?:the )?$", shadow[:subject_start])
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
        while match := _COORDINATE.search(shadow, position, limit):
            position = match.end("verb")
            kind = _kind(match)
            if _is_inside(shadow, out[-1].verb[1], match, kind):
                continue
            start = match.start("lead") + len(match["lead"]) - len(match["lead"].lstrip(" ,"))
            out.append(Clause(start, limit, kind, match.span("verb"), clause.subject, shares=True))
    return out


def _is_inside(shadow: str, verb_end: int, match: re.Match[str], kind: StatementKind) -> bool:
    """Whether a coordinated verb belongs to what is reported and not to who reports.

    "stated that X was arrested and reported missing": a participle after a participle. What reports takes an object, and
    findings are joined to findings mostly after a comma.
    """
    between = shadow[verb_end : match.start()]
    after = shadow[match.end("verb") : match.end("verb") + 40]
    if not re.match(r"\s\S", after) and not after.startswith((",", ":")):
        return True
    if kind == "finding":
        takes_object = re.match(r"(?:,? inter alia,?)?\s(?:that|receiving|having|the|an?|to|out|on|several|many|its|her|his)\b", after)
        simple = not re.search(r"\b(?:that|which|who|whether|where)\b", between)
        comma = match["lead"].startswith(",")
        return not (takes_object and (simple or comma)) and not re.match(r"pointed", shadow[match.start("verb") :])
    if kind in ("recommendation", "request") and re.match(r"\s(?:by|in|as)\b", after):
        return True
    return bool(re.search(r"\b(?:who|which)\s[^,]*$", between))


def _passive_clauses(shadow: str, mentions: Sequence[IssuerMention]) -> list[Clause]:
    clauses: list[Clause] = []
    match = _AGENT.search(shadow)
    if match:
        subject = _within(mentions, match.span("subject"))
        if ":" in match.group():  # "provided by: X on ...; Y on ...; and Z on ..."
            subject = tuple(m for m in mentions if re.search(r"(?:by:|;|; and) (?:the )?$", shadow[: m.start]))
        head = shadow[: match.start()]
        kind = _AGENT_KINDS.get(match["how"], "finding")
        if re.search(r"\brecommendations?\b", head, re.I):
            kind = "recommendation"
        elif re.search(r"\bconcerns?\b", head, re.I):
            kind = "concern"
        if subject:
            clauses.append(Clause(0, len(shadow), kind, match.span("how"), subject))
    if not clauses and (match := _THING_ASKED.search(shadow)):
        clauses.append(Clause(0, len(shadow), "recommendation", match.span("how"), passive=True))
    match = _ADDRESSED.search(shadow)
    if not clauses and match and _can_be_asked(match, mentions):
        asks = bool(re.match(r"(?:\S+\s){0,8}?(?:to )?" + _INFORMATION.pattern, shadow[match.end() :].lstrip()))
        kind = "request" if match["how"] in ("requested", "asked", "invited") and asks else "recommendation"
        clauses.append(Clause(0, len(shadow), kind, match.span("how"), passive=True))
    return clauses


def _can_be_asked(match: re.Match[str], mentions: Sequence[IssuerMention]) -> bool:
    """Whether the subject of "was recommended" is a State or its authorities, or the "it" of "it was recommended that"."""
    named = _within(mentions, match.span("addressee"))
    if not named:
        return True
    if named[0].anaphor:
        return named[0].anaphor == GOVERNMENT or (named[0].anaphor == PRONOUN and match.group().rstrip().endswith("that"))
    return any(re.fullmatch(r"[A-Z]{3}", code) for code in named[0].codes)


_CONCESSION_KINDS: tuple[tuple[str, StatementKind], ...] = (
    ("noting with", "commendation"), ("noting", "finding"), ("expressing", "concern"), ("", "commendation"),
)  # fmt: skip


def _concession_kind(how: str) -> StatementKind:
    return next(kind for prefix, kind in _CONCESSION_KINDS if how.startswith(prefix))


def _with_concessions(shadow: str, clauses: list[Clause]) -> list[Clause]:
    """Divide "While welcoming A, X was concerned about B" into what X welcomed and what X was concerned about."""
    out: list[Clause] = []
    for clause in clauses:
        leading = _LEADING_CONCESSION.search(shadow, clause.start, clause.verb[0]) if clause.subject else None
        inner = _INNER_CONCESSION.search(shadow, clause.start, clause.verb[0] + 1) if clause.subject else None
        if leading and clause.subject[0].start >= leading.end() - 4:
            out.append(Clause(clause.start, leading.end(), _concession_kind(leading["how"]), leading.span("how"), clause.subject))
            out.append(_moved(clause, leading.end()))
        elif inner and inner.end() <= clause.verb[0]:
            out.append(Clause(clause.start, inner.end(), _concession_kind(inner["how"]), inner.span("how"), clause.subject))
            out.append(_moved(clause, inner.end()))
        else:
            out.append(clause)
        trailing = _TRAILING_CONCESSION.search(shadow, clause.verb[1], clause.end)
        if trailing and clause.subject:
            out.append(
                Clause(trailing.end(), clause.end, _concession_kind(trailing["how"]), trailing.span("how"), clause.subject, True)
            )
    return out


def _moved(clause: Clause, start: int) -> Clause:
    return Clause(start, clause.end, clause.kind, clause.verb, clause.subject, True, clause.passive)


_RELATIVE_AGENT = re.compile(
    rf",\ which\ (?:was|were)\ (?:also\ )?(?P<how>highlighted|noted|welcomed|stressed|echoed|confirmed|reported|underlined)\ by\ (?P<subject>{_NAME}+)",
    re.VERBOSE,
)


def _closed(shadow: str, clauses: list[Clause], mentions: Sequence[IssuerMention]) -> list[Clause]:
    """Order the clauses, end each where the next begins, add what each passes on of others."""
    for match in _RELATIVE_AGENT.finditer(shadow):
        subject = _within(mentions, match.span("subject"))
        clauses.append(Clause(match.start() + 2, len(shadow), _AGENT_KINDS.get(match["how"], "finding"), match.span("how"), subject))
    ordered = sorted(clauses, key=lambda c: c.start)
    out: list[Clause] = []
    for index, clause in enumerate(ordered):
        end = ordered[index + 1].start if index + 1 < len(ordered) else len(shadow)
        start = 0 if index == 0 else clause.start
        if end <= start:
            continue
        kind, embedded = clause.kind, ()
        inner = _MAIN.search(shadow, clause.verb[1], end) if clause.kind in ("finding", "recommendation") else None
        if inner and re.search(r"\bthat (?:the )?$", shadow[: inner.start("subject")]):
            named = tuple(m for m in _within(mentions, inner.span("subject")) if m.codes and m.known)
            if named and _kind(inner) == "recommendation":
                kind, embedded = "recommendation", named
        similar = bool(_SIMILAR.search(shadow, start, end)) and end - start < 260
        if similar and re.search(r"\brecommendations?\b", shadow[start:end], re.I):
            kind = "recommendation"
        out.append(
            Clause(start, end, kind, clause.verb, clause.subject, clause.shares, clause.passive, embedded, similar)
        )  # fmt: skip
    return out
