"""The verb groups that report what an institution said, and the kind of statement each makes.

Guarantees: `VERB` is a pattern with one named group a kind and no other, so that `kind_of` can tell which alternative
matched. It is written for the shadow of a sentence, in which each character of an institution's name is `NAME`. The
Secretariat draws on a small stock of verbs in the past tense; organisations use the same ones in the present.
"""

from __future__ import annotations

import re

from hrgraph.models import StatementKind

# Stands for each character of an institution's name in the shadow of a sentence, so that rules see names as one letter.
NAME = "\ue000"


def _forms(verbs: str, *, quoted: bool = False) -> str:
    """Return a pattern for all forms of regular verbs but those in -ing; "e[d]" is how quotations change a tense."""
    bracketed, end = (r"e?\[e?d\]|", r"(?!\w)") if quoted else ("", r"\b")
    patterns = []
    for verb in verbs.split():
        if verb.endswith("e"):
            patterns.append(f"{verb[:-1]}(?:{bracketed}ed|es|e){end}")
        elif verb.endswith("y"):
            patterns.append(f"{verb[:-1]}(?:{bracketed}ied|ies|y){end}")
        else:
            patterns.append(f"{verb}(?:{bracketed}ed|{'es' if verb.endswith(('s', 'sh', 'ch')) else 's'}|){end}")
    return "|".join(patterns)


# Words that may stand before the noun of a verb group: "its deep and continuing concern".
_DEGREE = r"""(?:(?:the|its|their|his|her|a|an|this|these|that|those|grave|deep|deepest|serious|particular|great
    |continued
    |continuing|strong|firm|sincere|similar|same|some|considerable|significant|special|utmost|extreme|ongoing|several|many
    |various
    |nevertheless|nonetheless|therefore
    |further|also|very|most|still|again|now|especially|previous|earlier|and|\w+ly)\ )*"""
# What may stand between commas inside a verb group: "was, however, concerned".
_ASIDE = r"""(?:,\ (?:however|nevertheless|nonetheless|moreover|furthermore|in\ particular|inter\ alia|in\ addition
    |therefore
    |also|\w+ly),\ )?"""
# "the urgent need", "that there was a need".
_NEED = r"""(?:that\ )?(?:there\ (?:was|is|remained)\ )?
    (?:(?:the|a|an|its|urgent|continued|continuing|pressing|clear|further|growing|great|particular|vital|critical
    |crucial)\ )*
    (?:needs?|importance|necessity|urgency)\b(?!-)"""
# "important" in "it was important to".
_NEEDED = r"""(?:important|necessary|essential|crucial|vital|imperative|indispensable|advisable|desirable|urgent
    |critical
    |high\ time|time)\b"""
# "several specific" recommendations.
_FIGURES = r"""(?:(?:a|an|the|some|several|a\ number\ of|many|various|numerous|specific|similar|the\ same|two|three
    |four|five
    |\w+ly|\d+)\ )+"""
# What is noted with approval by its own name.
_GOOD = r"""(?:(?:the|some|many|its|significant|considerable|important|positive|good|recent|substantial|major|great
    |notable
    |certain|overall|general|strong)\ )*
    (?:strides|progress|achievements?|improvements?|advances|positive|efforts|steps\ (?:taken|forward)|good\ practices?
    |commitment)\b"""
# "it" is a mention and so no word of the shadow.
_IT = rf"(?:it|{NAME}{{2}})"
_STRESSED = (
    r"(?:highlight|underlin|stress|emphasi[sz]|underscor|reiterat|rais|mention|not|recall|identifi|observ|point|refer"
    r"|indicat"
    r"|report|stat|affirm|believ|consider|see|acknowledg|recogni[sz]|express)(?:r?ed|es|s|e|ing)?"
)
_REGRETS = (
    r"(?:concerns?|regrets?|alarm|dismay|shock|sadness|worr(?:y|ies)|dissatisfaction|disappointment|fears?|anxiety"
    r"|misgivings|reservations)\b"
)
_CONCERNED = (
    r"(?:concerned|alarmed|disturbed|worried|troubled|dismayed|appalled|saddened|shocked|distressed|disappointed"
    r"|preoccupied|dissatisfied|unhappy|struck)\b"
)
_ANSWERS = (  # what a body asks a State to send or allow
    r"(?:information|clarifications?|to\ (?:provide|submit|inform|report|respond|reply|comment|indicate|clarify"
    r"|specify|transmit)"
    r"|reply|replies|respond|comments?|views?|details?|explanations?|elaborat\w+|provides?|submits?|informs?|a\ visit|visits?|an\ invitation|to\ visit|a\ copy"
    r"|copies)\b"
)
_CALLS = r"(?:calls?|recommendations?|appeals?|requests?)\b"
_VIEWS = r"(?:views?|observations?|opinions?|findings?|assessments?)\b"

# How often words of these classes may stand between a verb and what it needs.
_FEW, _SOME = r"(?:\S+\ ){0,3}?", r"(?:\S+\ ){0,4}?"
_WITH = r"(?:not(?:ed|es)|t(?:ook|akes)\ note|observ(?:ed|es))\ (?:\w+\ )?with\ (?:\w+\ ){0,3}?"
_SAID_ALREADY = r"(?:this|that|these|those|the\ same|similar|such)"
_HELD_TO_BE = r"(?:consider|deem|f[oi]und|believ|regard|thought)(?:ed|es|s)?"

# By kind; the first alternative that matches at a place counts: requests for information stand before other requests.
_VERBS: tuple[tuple[StatementKind, tuple[str, ...]], ...] = (
    ("recommendation", (
        _forms("recommend urge encourage exhort", quoted=True),
        _forms("advise propose suggest advocate demand favour favor"),
        r"call(?:ed|s)?\ (?:\w+ly\ |again\ )?(?:up)?(?:on|for)\b",
        rf"call(?:ed|s)?\ (?:the\ )?(?:{NAME}+|[Gg]overnment|[Aa]uthorities|State\ party|country)\ to\b",
        r"appeal(?:ed|s)?\ (?:to|for)\b",
        r"insist(?:ed|s)?\ (?:that|on)\b",
        r"(?:argu|plead|press|lobb)(?:i?ed|e?s|ies)\ for\b",
        # hopes, which a body has of a State only
        r"trust(?:ed|s)\ that\b",
        r"look(?:ed|s)\ forward\ to\b",
        rf"hop(?:ed|es|e)(?=\ (?:that|for|to\ see|the|in|{NAME}))",
        rf"express(?:ed|es)?\ {_DEGREE}hopes?\b",
        r"wish(?:ed|es)\ (?:to\ see|that)\b",
        rf"would\ like\ (?:to\ see\b|(?:the\ )?(?:{NAME}+|\w+)\ to\b)",
        # recommendations as a noun
        r"(?:reiterat|renew|repeat|reaffirm|support|endors|echo|join|second)(?:ed|es|s|e)?\ "
        rf"{_DEGREE}(?:\w+\ )?{_CALLS}",
        rf"(?:ma(?:de|kes?)|gave)\ (?:{_FIGURES})?(?:\w+\ )?(?:series\ of\ )?(?:[“\"]?\w+\ )?{_CALLS}",
        r"(?:publish|issu|outlin|address|formulat|offer|present|submitt|list)(?:ed|e?s)\ "
        rf"(?:{_FIGURES})?(?:\w+\ )?(?:series\ of\ )?(?:[“\"]?\w+\ )?{_CALLS}",
        rf"put\ forward\ {_DEGREE}(?:\w+\ )?recommendations?\b",
        r"address(?:ed|es)\ a\ letter\b",
        # "stressed the need", "considered it essential", "underlined that it was important"
        rf"{_STRESSED}(?:\ (?:out|to))?\ (?:to\ )?{_NEED}",
        rf"(?:saw|sees)\ {_NEED}",
        rf"dr(?:ew|aws?)\ {_SOME}attention\ {_FEW}to\ {_NEED}",
        rf"{_STRESSED}\ how\ (?:important|crucial|vital|urgent)\b",
        rf"{_HELD_TO_BE}\ (?:(?:{_IT}|this|these|that)\ )?(?:\w+ly\ )?(?:as\ )?{_NEEDED}",
        rf"{_STRESSED}\ (?:out\ )?that\ {_IT}\ (?:was|is|would\ be|remained)\ (?:\w+ly\ )?{_NEEDED}",
    )),
    ("request", (
        rf"(?:request|ask|invit)(?:ed|es|s|e\[d\])?(?=\ (?:\S+\ ){{0,9}}?{_ANSWERS})",
        rf"ask(?:ed|s)?\ (?:{NAME}+|it|the\ \w+)\ (?:\w+ly\ )?(?:about|whether|if|why|how|what|when|which)\b",
        r"request(?:ed|s)\ to\ (?:know|learn|hear|be\ informed)\b",
        r"(?:enquir|inquir)(?:ed|es|e|s)\ (?:on|as|regarding|concerning|after)\b",
        r"(?:ask|enquir|inquir)(?:ed|es|e|s)?\b(?=\ (?:about|whether|if|why|how|what|when|which|into|as\ to)\b)",
        r"(?:want|wish)(?:ed|es|s)?\ to\ (?:know|hear|learn)\b",
        r"(?:would\ like|was\ interested|were\ interested)\ (?:to|in)\ (?:know(?:ing)?|hear(?:ing)?|learn(?:ing)?|(?:obtain|receiv|hav|gett)ing)\b",
        r"(?:ask|pos)(?:ed|es|s|e)\ (?:\w+\ ){0,3}questions?\b",
        r"sought\ (?:\w+\ )?(?:explanations?|assurances?|the\ views?|views?|opinions?|comments?|an?\ (?:explanation|clarification|response|update))\b",
        r"rais(?:ed|es)\ (?:\w+\ )?questions?\b",
        r"requires?\ further\ information\b",
        r"decided\ to\ request\b",
        r"(?:sought|seeks?)\ (?:\w+\ )?(?:information|clarifications?|an\ invitation|details)\b",
    )),
    ("recommendation", (
        _forms("invite request", quoted=True),
        r"ask(?:ed|s)?\b(?!\ (?:whether|if|about|why|how|what)\b)",
    )),
    ("concern", (
        rf"(?:express|voic|rais|shar|indicat|reiterat|convey|echo|highlight)(?:ed|es|s|e|ing)?\ {_DEGREE}{_REGRETS}",
        rf"(?:was|were|is|are|been|remain(?:ed|s)?|continu(?:ed|es)\ to\ be|became)\ ?{_ASIDE}{_DEGREE}{_CONCERNED}",
        rf"(?:was|were|is|are)\ not\ {_DEGREE}(?:satisfied|convinced|pleased|happy)\b",
        rf"(?:ha[ds]|have)\ {_DEGREE}concerns?\b",
        rf"{_WITH}(?:concern|regret|alarm|dismay|disappointment)\b",
        rf"{_HELD_TO_BE}\ {_IT}\ (?:\w+ly\ )?(?:regrettable|unacceptable|alarming|troubling|disturbing)\b",
        r"regret(?:ted|s)?\b",
        _forms("deplore criticize criticise denounce condemn fear lament decry protest oppose complain"),
        r"object(?:ed|s)\ to\b",
        r"disagree(?:d|s)\ with\b",
        r"rais(?:ed|es)\ (?:a\ number\ of\ )?individual\ cases\b",
    )),
    ("commendation", (
        _forms("welcome commend acknowledge", quoted=True),
        _forms("praise congratulate applaud hail laud salute appreciate thank value"),
        r"support(?:ed|s)?\ (?:the\ )?(?:efforts|reforms?)\b",
        r"paid\ tribute\ to\b",
        rf"express(?:ed|es)?\ {_DEGREE}(?:appreciation|satisfaction|gratitude|approval|support\ for|delight)\b",
        rf"(?:was|were|is|are)\ {_DEGREE}(?:pleased|gratified|heartened|glad|delighted|impressed|satisfied)\b",
        r"(?:was|were|is|are)\ encouraged\ (?:by|that|to\ (?:note|see|hear|learn))\b",
        rf"{_WITH}(?:appreciation|satisfaction|interest|approval|pleasure|gratitude)\b",
        r"not(?:ed|es)\ (?:positively|favourably|as\ (?:a\ )?positive)\b",
        r"(?:positively|favourably)\ not(?:ed|es)\b",
        r"t(?:ook|akes)\ positive\ note\b",
        r"view(?:ed|s)\ (?:positively|favourably)\b",
        rf"(?:recogni[sz]|highlight|not|underlin|report)(?:ed|es|s)\ {_GOOD}",
        rf"(?:recogni[sz]|not)(?:ed|es)\ (?:{NAME}+|the\ (?:country|Government|State))['’]s?\ {_GOOD}",
    )),
    ("finding", (
        _forms("state note indicate explain allege argue recall remind highlight underline underscore stress"),
        _forms("emphasize emphasise mention describe detail outline illustrate elaborate assert believe consider"),
        _forms("conclude remark comment affirm reaffirm confirm identify cite caution warn estimate question contend"),
        _forms("recognize recognise evaluate assess clarify announce reiterate reveal suspect doubt deem signal"),
        _forms("assure refute"),
        r"understand\b",
        r"(?:said|says|say|told|learn(?:ed|t)|understood|spoke\ (?:of|about)|heard\ from|wrote\ to|s(?:aw|ees?))\b",
        r"f(?:ou|i)nds?\b",
        r"ref+er+(?:ed|s)\ to\b",
        r"repl(?:ied|ies)\b|respond(?:ed|s)\b",
        r"(?:was|were|is|are)\ (?:not\ |un)?aware\b",
        r"ha[ds]\ no\ information\b",
        # verbs that are verbs of saying with some objects only
        r"report(?:ed|s)?\b(?!\ (?:missing|dead|killed)\b)",
        r"observ(?:ed|es)\b(?!\ (?:an?|the|its|their)\ (?:\w+\ )?(?:moratori|cease|truce|minute|holiday))",
        r"document(?:ed|s)\b",
        r"add(?:ed|s)\b(?!\ to\b)",
        r"agree(?:d|s)\b(?!\ to\b)",
        r"(?:maintain|declar|show|accept|expect)(?:ed|es|s)\ that\b",
        r"claim(?:ed|s)\ (?:that|to)\b",
        r"point(?:ed|s)\ (?:out|to)\b",
        r"submit(?:ted|s)(?=\ (?:that|information|an?\b))",
        r"list(?:ed|s)(?=\ (?:the|several|an?|\d))",
        rf"rais(?:ed|es)\ {_FEW}(?:issues?|questions?|matters?|problems?|cases?|points?|subjects?|topics?)\b",
        r"(?:(?:was|were|is|are|been)\ )?inform(?:ed|s)\b",
        rf"(?:dr(?:ew|aws)|call(?:ed|s)|brought)\ {_SOME}attention\b",
        r"ma(?:de|kes?)\ (?:\w+\ )?(?:reference|mention)\b",
        # views as a noun
        r"t(?:ook|akes)\ (?:the\ view\ that|note)\b",
        r"(?:was|were|is|are)\ of\ the\ (?:view|opinion)\b",
        r"h(?:eld|olds?)\ (?:the\ (?:view|opinion)\ )?that\b",
        r"f(?:elt|eels)\ that\b",
        rf"express(?:ed|es)\ (?:(?:an?|the|its|her|his|their|similar|same)\ )*(?:wish|readiness|belief|{_VIEWS})",
        rf"(?:shar|echo|second|endors)(?:ed|es|s)\ {_SAID_ALREADY}\ (?:\w+\ )?{_VIEWS}",
        r"shar(?:ed|es)\ the\ (?:view|opinion)\b",
        r"ma(?:de|kes?)\ (?:(?:an?|several|the|same|various|similar)\ )*"
        r"(?:observation|comment|remark|statement|point)s?\b",
        # papers sent and received
        r"provid(?:ed|es)\ (?:\w+\ )?(?:information|comments|examples|details)\b",
        r"received\ (?:\w+\ )?(?:information|reports|allegations|complaints)\b",
        rf"(?:sent|addressed|transmitted|issued)\ {_SOME}"
        r"(?:communications?|letters?|urgent\ appeals?|allegations?|cases?)\b",
    )),
)  # fmt: skip

VERB = "|".join(f"(?P<k{i}>{'|'.join(alternatives)})" for i, (_, alternatives) in enumerate(_VERBS))

_PRESENT = re.compile(r"(?!was\b)(?:\w*[^s]s|are|have)\b")
_PAST = re.compile(
    r"""\w*(?:ed|ly)\b | \w+\[
      | (?:said|found|held|felt|thought|learnt|heard|drew|took|made|sent|brought|paid|put|sought|had|saw|spoke|told
        |understood|gave|wrote|would|was|were|been)\b""",
    re.VERBOSE,
)


def tense_of(verb: str) -> str:
    """Return "past", "present", or "base" for a verb group that begins with a verb without an ending."""
    return "past" if _PAST.match(verb) else "present" if _PRESENT.match(verb) else "base"


def kind_of(match: re.Match[str]) -> StatementKind:
    """Return the kind of the verb group that a pattern with `VERB` in it matched."""
    return next(kind for i, (kind, _) in enumerate(_VERBS) if match[f"k{i}"] is not None)
