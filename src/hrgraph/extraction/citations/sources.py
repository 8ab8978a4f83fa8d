"""Find sources without a symbol: submissions, reports named by title, letters, frameworks, acronyms of stakeholders.

In a note, whatever names a document cites it. Running text must say that a document is named; a law with a title is a
norm, not a source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.extraction.citations.cited import Cited

_NAME = r"[A-Z][\w’'&/.-]*"
_NAMES = rf"{_NAME} (?: \s (?: (?:of|the|for|and|on|against|to|in) \s ){{0,2}} (?: {_NAME} | country | team ) )*"
_SUBMISSION = rf"""
    (?! (?: Joint | Individual | Written | The | This | That | Each | Its | Their ) \s submission )
    {_NAMES} (?:’s|'s)? \s (?: (?: written | joint ) \s )? submission
"""
_YEARS = r"(?:19|20)\d\d \s? [-\u2010-\u2014/] \s? (?: (?:19|20)\d\d | \d\d )"
_UN = r"(?: (?: United \s Nations | UN ) \s )?"
_FRAMEWORK = r"""
    (?: (?: Sustainable \s )? Development \s (?: Assistance | Cooperation ) \s Framework | UNDAF | UNSDCF
      | [Cc]ommon \s [Cc]ountry \s (?: [Aa]ssessment | [Aa]nalysis ) )
    (?: \s? \( [A-Z]{3,8} \) )?
"""
_QUOTED = r"[“\"«] \s? (?P<title> [A-Z0-9] [^“”\"«»]{9,250}? ) \s? [”\"»]"
_REVIEW = rf"""
    (?: to | for ) \s (?: the \s )? (?: [Uu]niversal \s [Pp]eriodic \s [Rr]eview | UPR )
    (?: \s (?: of | on ) \s (?: the \s )? {_NAME} (?: \s (?: (?:of|and) \s (?:the \s)? )? {_NAME} )* )?
"""


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of source is named.

    Attributes:
        pattern: Its group "title" is the title, or else all of it.
        only_in_notes: Too short a form to be sure of in running text.
        announced: Words that are a source only where the words before them say so.
    """

    rule: str
    pattern: re.Pattern[str]
    only_in_notes: bool
    announced: bool


def _form(rule: str, pattern: str, *, only_in_notes: bool = True, announced: bool = False) -> _Form:
    return _Form(f"citations.{rule}", re.compile(pattern, re.VERBOSE), only_in_notes, announced)


# In the order in which they win where they overlap.
_FORMS = (
    # "UNHCR submission for the universal periodic review of Chad"
    _form("submission", rf"{_SUBMISSION} \s {_REVIEW}", only_in_notes=False),
    # "UNHCR submission"
    _form("submission", rf"{_SUBMISSION} \b (?! \s (?:\d|submitted|by) )"),
    # "United Nations Development Assistance Framework 2016-2020"
    _form(
        "framework",
        rf"\b {_YEARS} \s {_UN} {_FRAMEWORK} | \b {_UN} {_FRAMEWORK} ,? \s (?:for \s)? {_YEARS}",
        only_in_notes=False,
    ),
    # "Presentation by the Ombudsman: “The institution in 2015”"
    _form(
        "title",
        rf"""(?: Presentation | Report | Study | Article | Paper | Statement | Speech | Remarks | Interview )
        \s (?: by | of | from ) \s [^“”"«»;.\d]{{3,160}} : \s? {_QUOTED}""",
    ),
    # a title in quotation marks
    _form("title", _QUOTED, only_in_notes=False, announced=True),
    # "Letter dated 3 May 2010 from the Permanent Representative of Chad"
    _form(
        "letter",
        r"""\b [Ll]etter \s (?:of \s follow-up \s)?
        (?: dated | (?:from|by|of|sent\sto|addressed\sto|to) \s (?:the \s)? (?=[A-Z\d]) )
        [^;.()]{5,260}""",
    ),
    # "ILO Committee of Experts on the Application of Conventions and Recommendations, Observation concerning ..."
    _form(
        "title",
        r"""(?: ILO \s )? Committee \s of \s Experts \s on \s the \s Application
        \s of \s Conventions \s and \s Recommendations , \s
        [^;.]{0,60} (?: [Oo]bservation | [Dd]irect \s [Rr]equest ) (?: [^;.] | (?<= \(No ) \. ){0,160}?
        (?= , \s (?: paras? | paragraphs? | pp? | adopted | submitted | doc ) \b | ; | (?<! \(No ) \. | $ )""",
    ),
    # "2012 CAT Committee decision on extradition"; courts of States give judgements too, which are not sources
    _form(
        "title",
        r"""\b (?:19|20)\d\d \s (?: [A-Z][\w-]+ \s ){0,6}
        (?: Committee | Working \s Group
          | (?: European | Inter-American | African | International ) \s Court (?: \s of [\w\s]{5,15} )? )
        (?:’s|'s)? \s (?: ruling | decision | judge?ment | opinion | views ) \b
        (?: \s on \s [a-z][a-z\s-]{3,60}? (?= \s (?: which | that | in ) \b | [,.;] | $ ) )?""",
        only_in_notes=False,
    ),
    # "Joint Statement on the Right to Water of 3 May 2010"
    _form(
        "title",
        r"Joint \s Statement \s on \s [^;:,.()“”\"]{5,160}? \s of \s \d{1,2} \s [A-Z]\w+ \s \d{4}",
        only_in_notes=False,
    ),
    # "Statement on the Right to Water"
    _form("title", r"(?: Statement | Communiqué ) \s on \s [^;:,.()“”\"]{5,160}"),
    # "Island Watch, Fiji: Locked away, Index: ASA 18/0123/2012": how Amnesty International numbers its documents
    _form("title", r"[A-Z][^;“”\"]{5,200}? ,? \s \(? (?:AI \s)? Index:? \s [A-Z]{3} \s \d\d/\d{3,4}/\d{4}"),
    # "Prison Conditions Report 2011"
    _form("title", rf"{_NAMES} \s (?: Report | Survey | Yearbook | Bulletin ) \s (?:of \s)? (?:19|20)\d\d"),
    # "Report of the Working Group on Arbitrary Detention"
    _form("title", r"\b (?: Report | Concluding \s [Oo]bservations ) \s (?: of | on | by ) \s [^;:,.()“”\"]{5,160}"),
    # "JS4, para. 5", "CoE-ECRI Conclusions, p. 3": a stakeholder's submission, by the acronym that the document gives
    # it, and which of its papers
    _form(
        "stakeholder",
        r"""(?<! [\w/.-] ) (?: JS \s? \d{1,2} | [A-Z][A-Za-z]*[A-Z][A-Za-z]{0,9} ) (?: [-/][A-Z][A-Za-z0-9]+ )*
        (?: :? \s (?: [A-Z][\w’'-]{3,} | conclusions | opinion | report | resolution )
          (?: \s (?: of | on | and | [A-Z][\w’'-]+ | (?:19|20)\d\d ) ){0,4} )?
        (?= ,? \s (?: paras? | paragraphs? | pp? | pages? ) \b )""",
    ),
)  # fmt: skip

_LEADING = re.compile(r"(?:(?:See(?:\salso)?|Cf\.|And|Also|In|[Tt]he|Source:)\s)+")
# Things that have a title in quotation marks; the nearest before it says which of them is meant. Laws are norms.
_TITLED = re.compile(
    r"""
    \b (?:
      (?P<source> reports? | paper | study | survey | publication | article (?! \s \d ) | presentation | document
        | guide | handbook | manual | statement | communication | priorities )
    | (?: laws? | acts? | decrees? | codes? | ruling | order | resolutions? | bills? | project | programme | campaign
        | event | conference | workshop | seminar | training | course | exhibition | initiative | measure | plan
        | strategy | platform )
    ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FARTHEST_BEFORE = 140
# What makes words in quotation marks a quotation.
_SPEAKS = re.compile(r"\b(?:that|said|says|stated|states|noted|notes|recommended|recommends|continued|continues)\b")
_AUTHOR = re.compile(r"(?P<author>.+?)(?:’s|'s)?\s(?:written\s|joint\s)?submission\b")


def find_sources(text: str, *, note: bool) -> list[Cited]:
    """Return the sources without a symbol that `text` names, in text order, not overlapping.

    Args:
        text: Clean text of a block.
        note: Says that it is a note.
    """
    found: list[Cited] = []
    for form in _FORMS:
        if form.only_in_notes and not note:
            continue
        for match in form.pattern.finditer(text):
            cited = _cited(text, match, form, note=note)
            if cited and not any(cited.start < other.end and other.start < cited.end for other in found):
                found.append(cited)
    return sorted(found, key=lambda cited: cited.start)


def _cited(text: str, match: re.Match[str], form: _Form, *, note: bool) -> Cited | None:
    start, end = match.span()
    if leading := _LEADING.match(text, start, end):
        start = leading.end()
    printed = text[start:end].strip()
    if not printed:
        return None
    title = match.groupdict().get("title") or printed
    if form.announced and not _is_announced(text, match, note=note):
        return None
    return Cited(start, start + len(printed), printed, form.rule, title=title.rstrip(", "))


def _is_announced(text: str, match: re.Match[str], *, note: bool) -> bool:
    """Say whether words in quotation marks are the title of a source, not a phrase and not the title of a law."""
    before, after = text[: match.start()], text[match.end() :]
    title = match["title"]
    # American style has the comma inside the quotation marks.
    if title.endswith(","):
        after = "," + after
    if len(title.split()) < 3 or title.endswith("."):
        return False
    sentence = re.split(r"[“”\"«»;:.]", before[-_FARTHEST_BEFORE:])[-1]
    heads = list(_TITLED.finditer(sentence))
    if heads:
        return heads[-1]["source"] is not None and not _SPEAKS.search(sentence, heads[-1].end())
    return note and bool(re.search(r"(?:^|[,;:]\s?|\b[Ss]ee\s)$", before) and re.match(r"\s?(?:$|[,;.(<:])", after))


def match_submission_author(cited: Cited) -> str | None:
    """Return who made the submission that is cited ("UNHCR"), or None if it is something else."""
    match = _AUTHOR.match(cited.printed) if cited.rule == "citations.submission" else None
    return match["author"] if match else None
