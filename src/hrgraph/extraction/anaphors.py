"""Words that stand for an institution named before: pronouns, "the same Committee", "both Rapporteurs", "the Network".

Finds; whom they mean is decided in `issuer_resolution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

PRONOUN, PERSONAL_PRONOUN, PLURAL_PRONOUN = "it", "she or he", "they"
COMMITTEE, RAPPORTEUR, EXPERT, WORKING_GROUP, HIGH_COMMISSIONER = (
    "committee", "rapporteur", "expert", "working group", "high commissioner",
)  # fmt: skip
COMMITTEES, MANDATE_HOLDER, MANDATE_HOLDERS = "committees", "mandate holder", "mandate holders"
GOVERNMENT, SOURCE, ORGANIZATION, BEARER, AUTHOR = "government", "source", "organization", "bearer of a name", "author"
FORMER, LATTER = "former", "latter"

# They say something only if somebody is there to say it; else the sentence is about a thing ("it", "the council").
NEED_SOMEBODY = (PRONOUN, PERSONAL_PRONOUN, PLURAL_PRONOUN, ORGANIZATION, BEARER, AUTHOR, FORMER, LATTER)
PLURAL = (PLURAL_PRONOUN, COMMITTEES, MANDATE_HOLDERS, AUTHOR)

_THE = r"\b(?:[Tt]he|[Tt]hat) (?:same )?"
_THEY = r"\b(?:[Tt]he(?: (?:same|two|three|four))?|[Tt]hese|[Tt]hose|[Bb]oth(?: the)?)(?: (?:two|three|four))? "
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (COMMITTEE, re.compile(_THE + r"(?:Sub-?)?[Cc]ommittee(?: of Experts)?\b(?! (?:on|against|for|of)\b)")),
    (COMMITTEES, re.compile(_THEY + r"[Cc]ommittees\b")),
    (RAPPORTEUR, re.compile(_THE + r"Special Rapporteur\b(?! (?:on|in)\b)")),
    (EXPERT, re.compile(_THE + r"[Ii]ndependent [Ee]xpert\b(?! (?:on|in)\b)")),
    (MANDATE_HOLDER, re.compile(_THE + r"mandate[ -]holder\b")),
    (MANDATE_HOLDERS, re.compile(
        _THEY + r"(?:Special Rapporteurs|[Ii]ndependent [Ee]xperts"
                r"|(?:special procedures? )?mandate[ -]holders)\b(?! (?:on|in)\b)")),
    (WORKING_GROUP, re.compile(_THE + r"Working Group\b(?! on\b)")),
    (HIGH_COMMISSIONER, re.compile(r"\b[Tt]he (?:same )?High Commissioner(?: for Human Rights)?\b(?! for Refugees)")),
    (GOVERNMENT, re.compile(
        r"\b[Tt]he (?:[Gg]overnment|State party|[Aa]uthorities|delegation|Prosecutor General|General Prosecutor"
        r"|Ministry of [A-Z]\w+)"
        r"(?:['’]s? [Oo]ffice)?(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)?\b")),
    (SOURCE, re.compile(r"\b(?:[Ss]everal|[Ss]ome|[Mm]any|[Vv]arious|[Oo]ther|[Aa] number of) (?:other )?(?:sources"
                        r"|stakeholders)\b"
                        r"|^(?:Several|Some|Many|Various|Other|Numerous|A number of) (?:\w+ ){0,2}?(?:organi[sz]ations"
                        r"|NGOs|associations|submissions|interlocutors)(?: (?:of|for) [a-z][^,.;:]{2,50}?"
                        r"(?= (?:\w+ed|also|had|have|said)\b))?")),
    # who wrote the document
    (AUTHOR, re.compile(
        r"\b[Ww]e\b|\b(?:[Tt]his|[Tt]he present) (?:joint |stakeholder )*submission\b|\b[Oo]ur organi[sz]ations?\b"
        r"|\b[Tt]he (?:undersigned|submitting|signatory|contributing) (?:organi[sz]ations|NGOs|parties)\b"
        r"|\b[Tt]he (?:co-?)?(?:submitters|authors)\b(?! of\b)")),
    # who made a submission, without a name
    (ORGANIZATION, re.compile(
        _THE + r"(?:organi[sz]ation|NGO|submission|coalition|(?:joint )?submission's authors"
               r"|authors? of the (?:joint )?submission)\b")),
    # a word of the name of who spoke before: "the Network", "the Commissioner"
    (BEARER, re.compile(
        _THE + r"(?P<word>Commission(?:er)?|Cent(?:re|er)|Institut(?:e|ion)|Association|Network|Coalition|Foundation"
               r"|Council|Federation"
        r"|Union|Alliance|Society|Organi[sz]ation|Group|Office|Agency|Mission|Programme|Fund|Initiative|Forum|Campaign"
        r"|Movement"
        r"|Clinic|Project|Board|Assembly|Representative|[Tt]eam|Observatory|Platform|Academy|Bank|Advocate|Defender)\b"
        r"(?! (?:of|for|on|against|to|in|de|des|du|la)\b)(?! [A-Z(])")),
    (FORMER, re.compile(r"\b[Tt]he former\b(?! [A-Za-z]+ (?:of|for)\b)")),
    (LATTER, re.compile(r"\b[Tt]he latter\b")),
    (PLURAL_PRONOUN, re.compile(
        r"\b[Tt]hey\b|\b[Tt]hese (?:organi[sz]ations|submissions|NGOs|bodies|entities|agencies)\b")),
    (PERSONAL_PRONOUN, re.compile(r"\b(?:[Ss]he|[Hh]e)\b")),
    (PRONOUN, re.compile(r"\b[Ii]t\b")),
)  # fmt: skip


class Anaphor(NamedTuple):
    """Words `text[start:end]` that point back.

    Attributes:
        kind: One of the names of this module.
        same: "the same ...": what stands for the last one of its kind, whoever spoke since.
        word: For a bearer of a name, the word of the name that is repeated.
    """

    start: int
    end: int
    kind: str
    same: bool = False
    word: str | None = None


def find_anaphors(text: str) -> Iterable[Anaphor]:
    """Return the words in `text` that point back to an institution; some may overlap."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Anaphor(*match.span(), kind, " same " in match.group(), match.groupdict().get("word"))
