"""Tell the treaty from the committee that has its name: "ratify CEDAW" and "CEDAW recommended".

Guarantees: an acronym that both bear is the treaty only where a word before or after it, or another treaty in one list
with it, says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hrgraph.extraction.norms.mentions import InstrumentMention

_TREATY_BEFORE = re.compile(
    r"""
      (?: \b(?: # treaty acts
          ratif\w+(?:\ process|\ procedures?)?(?:\ of|\ for)? | acced\w+\ to | accession\ to | adher\w+\ to
        | (?:become\ |becoming\ )?(?:a\ )?(?:State\ )?part(?:y|ies)\ to
        | sign(?:ed|ing|ature\ of)? | signator(?:y|ies)\ (?:to|of)
        | reservations?\ [^.;]{0,40}?\b(?:to|concerning|on) | declarations?\ to | withdraw\w*\ from | denounc\w+
          # what a text says and asks
        | under | within | pursuant\ to | contrary\ to | by\ virtue\ of
        | (?:enshrined|contained|guaranteed|set\ out|provided(?:\ for)?)\ (?:in|by)
        | (?:provisions?|principles|requirements|obligations|text|spirit|standards)\ of | definition\ (?:in|of)
        | protocols?\ (?:to|of) | OP\ to
          # how a State keeps it
        | violat\w+(?:\ of)? | breach\w*(?:\ of)? | in(?:to)?\ line\ with | compl(?:iance|iant|y|ied|ying)\ with
        | accordance\ with | conform\w*\ (?:with|to) | consistent\ with | compatib\w+\ with
        | harmoni[sz]\w+\ (?:\w+\ ){0,4}with | align\w*\ (?:\w+\ ){0,5}with
        | incorporat\w+(?:\ of)? | domesticat\w+(?:\ of)? | implement\w*(?:\ of)?
        | appl(?:y|ication|icability|ied)(?:\ of)?
          # "article 2 of the"
        | (?:articles?|arts?\.?|paragraphs?)\ [\d(][^.;]{0,40}?\ of )\ (?:the\ |both\ |its\ )*
        # "art. 2 "
      | \b(?:articles?|arts?\.?)\ \d[\d\ ,()a-z]{0,20}[ ]
        # "ratify the remaining treaties, such as"
      | \b(?:ratif\w+|acced\w+|accession|sign\w*|party|instruments?|treaties|conventions?)\b[^.;:]{0,90}?
        \b(?:such\ as|including|in\ particular:?|particularly|notably|e\.g\.|namely:?|for\ example
          |following[^.;]{0,40}:)
        \ (?:the\ |[-•–]\ |\(\w+\)\ )?
      )
    $""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_REACH_BEFORE = 160
_TREATY_AFTER = re.compile(
    r"^ (?:(?:Convention|Treaty|and (?:its|the|their) (?:\w+ )?(?:[Oo]ptional )?[Pp]rotocols?)\b"
    r"|\(?[Aa]rt(?:icles?|s?\.) \d)"
)
# Between the items of a list.
_AND = re.compile(
    r"(?:,|;| and|, and| or|, or| as well as|, as well as| and to| and of)(?: (?:the|to|of|both|its))*(?: \w+)? "
)
# Who does this is a body: "as CEDAW recommended", "and CAT had urged".
_SPEAKS = re.compile(
    r"""(?:\ \([\w\ ,./-]{2,30}\))? (?:\ (?:also|again|further|had|has|have|repeatedly|strongly|then|later|in\ (?:19|20)\d\d))*
    \ (?:recommend|urg|encourag|request|invit|advis|call|ask|welcom|commend|regrett|observ|remark|conclud|reiterat|highlight
        |express|stress|emphasi[sz]|not|rais|stat|remain)(?:ed|es)\b""",
    re.VERBOSE,
)
# A body called after its convention: "the Advisory Committee on the Framework Convention for ...".
_BODY_BEFORE = re.compile(r"\b(?:Committee|Commission|Experts) (?:on|of|for|under) (?:the )?$")


def keep_treaties(text: str, mentions: Sequence[InstrumentMention]) -> list[InstrumentMention]:
    """Return the mentions without those that stand for a committee.

    Args:
        mentions: Found in `text`, in text order.
    """
    treaties = [mention for mention in mentions if not _BODY_BEFORE.search(text[: mention.start])]
    sure = [mention.sure or _is_treaty(text, mention) for mention in treaties]
    speaks = [not known and bool(_SPEAKS.match(text, m.end)) for known, m in zip(sure, treaties, strict=True)]
    # In a list, one item that is a treaty for sure makes the others treaties: "ICCPR, CAT and CRC".
    forwards = range(len(treaties) - 1)
    for position in (*forwards, *reversed(forwards)):
        gap = text[treaties[position].end : treaties[position + 1].start]
        speaking = speaks[position] or speaks[position + 1]
        if sure[position] != sure[position + 1] and not speaking and _AND.fullmatch(gap):
            sure[position] = sure[position + 1] = True
    return [mention for mention, kept in zip(treaties, sure, strict=True) if kept]


def _is_treaty(text: str, mention: InstrumentMention) -> bool:
    before = text[max(0, mention.start - _REACH_BEFORE) : mention.start]
    return bool(_TREATY_BEFORE.search(before) or _TREATY_AFTER.match(text[mention.end :]))
