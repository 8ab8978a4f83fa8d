"""Find a State's participation in treaties in running text: "X ratified ... in 2015", "to which X is not a party".

What is asked for, planned or possible ("to ratify", "should accede", "considering ratifying") is not participation: an
act counts where a finite verb of the past says it of the State, where a noun carries the date of the act, or where
somebody welcomes it. Guarantees: the date is one that the sentence ties to the act, not the date of the statement
about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hrgraph.anchors import build_anchor
from hrgraph.dates import find_dates
from hrgraph.extraction.norms.instruments import find_instruments
from hrgraph.extraction.norms.mentions import InstrumentMention
from hrgraph.extraction.sentences import split_sentences
from hrgraph.models import Document, Participation
from hrgraph.registry import Registry
from hrgraph.text import view_of_block

_WORTH_READING = re.compile(
    r"\bratif|\bacced|\baccession|\bsign(?:ed|ature|ing)?\b|\bparty\s+to\b|\ba\s+(?:State\s+)?party\b|\bdenounced\b"
    r"|\binto\s+force\b",
    re.IGNORECASE,
)

# The patterns are verbose; STATE stands for the names of the State, which the reader fills in.
# The State as a subject: by name, by pronoun, by office.
_SUBJECT = r"(?:STATE|[Ii]t|[Tt]he\s+(?:country|Government|State(?:\s+party)?|Republic)(?:\s+of\s+STATE)?)"
_ADVERBS = r"(?:(?:also|already|recently|subsequently|further|since|finally|then|now|officially|formally)\s+)*"
_ARTICLE = r"(?:[“\"(\[]\s*)?(?:the|its|both|all|two|three)?\s*$"
_TEMPORAL = r"(?:on|in|since|dated)\s+"
# Verbs that end right before the instrument, with a date between commas at most.
_FINITE = rf"""
    {_SUBJECT}\s+ (?:has\s+|had\s+)? {_ADVERBS} (?P<both>signed\s+and\s+)? VERB\s*
    (?P<between>,[^,]{{0,40}},\s*)? {_ARTICLE}
"""
_VERBS = (
    ("signature_only", r"signed\s*,?\s+but\s+(?:has\s+|had\s+)?(?:not\s+(?:yet\s+)?|never\s+)ratified"),
    ("ratification", r"ratified"),
    ("accession", r"acceded\s+to"),
    ("signature", r"signed"),
    ("denunciation", r"(?:denounced|withdr(?:ew|awn)\s+from)"),
    ("party", r"(?:became|(?P<participle>become))\s+a\s+(?:State\s+)?party\s+to"),
)  # fmt: skip
_NOMINAL = rf"""
    (?:STATE\s+|its\s+|the\s+)? NOUN ,? \s+ (?:by\s+{_SUBJECT}\s*,?\s+)?
    (?P<between>{_TEMPORAL}[\w\ ,.]{{4,24}}?\s*,?\s+)? (?:of|to)\s+ {_ARTICLE}
"""
_NOUNS = (
    ("ratification", r"[Rr]atification"),
    ("accession", r"[Aa]ccession"),
    ("signature", r"(?:[Ss]ignature|[Ss]igning)"),
)  # fmt: skip
_GERUND = rf"\bfor\s+(?:having\s+)?VERB\s+{_ARTICLE}"
_GERUNDS = (
    ("ratification", r"ratif(?:ying|ied)"),
    ("accession", r"acced(?:ing|ed)\s+to"),
    ("signature", r"sign(?:ing|ed)"),
)  # fmt: skip
# How a State tells of itself: "was among the first to sign", "signed X and ratified", "By ratifying X, Fiji fulfilled ...".
_AMONG_FIRST = rf"{_SUBJECT}\s+was\s+(?:among|one\s+of|the\s+\w+)\s+(?:the\s+first\s+)?(?:\w+\s+){{0,3}}to\s+VERB\s+{_ARTICLE}"
_COORDINATED = rf"""
    ^\W*(?:\w+,\s+)?{_SUBJECT}\s+(?:has\s+|had\s+)?(?:was|is|\w+ed)\s
    (?:(?!\b(?:which|that|who|whose|if|whether|recommend\w*|urg\w*|call\w*|encourag\w*)\b)[^.;:])*?
    \band\s+(?:has\s+|had\s+)?{_ADVERBS}VERB\s+{_ARTICLE}
"""
_BY_DOING = rf"\b[Bb]y\s+(?:having\s+)?VERB\s+{_ARTICLE}"
_THEREBY = rf"(?:^|,|\s)\s*{_SUBJECT}\s+(?:has\s+|had\s+)?{_ADVERBS}(?:(?!need)\w+ed|undertook|took|made|gave|became|met|bound)\b"
_INFINITIVES = (("ratification", "ratify"), ("accession", r"accede\s+to"), ("signature", "sign"))
_PAST = (("ratification", "ratified"), ("accession", r"acceded\s+to"), ("signature", "signed"))
_PARTY_BEFORE = rf"{_SUBJECT}\s+(?:is|was|has\s+been)\s+{_ADVERBS}(?:a\s+)?(?:State\s+)?party\s+to\s+{_ARTICLE}"
_NOT_PARTY_BEFORE = rf"""
      {_SUBJECT}\s+(?:is|was|remains)\s+not\s+(?:yet\s+)?(?:a\s+)?(?:State\s+)?party\s+to\s+{_ARTICLE}
    | {_SUBJECT}\s+(?:has|had)\s+(?:still\s+)?(?:not\s+(?:yet\s+)?|never\s+|neither\s+signed\s+nor\s+)
        (?:signed\s+(?:or|and)\s+)?(?:ratified|acceded\s+to)\s+{_ARTICLE}
    | \binstruments?\s+to\s+which\s+{_SUBJECT}\s+is\s+not\s+(?:yet\s+)?a\s+(?:State\s+)?party\s*,?\s*
        (?:in\s+particular|including|notably|such\s+as|namely|especially)\s*,?\s*{_ARTICLE}
"""
# What may stand between a name and the date or clause after it: the rest of a title, an acronym, a year.
_REST_OF_NAME = (
    r"\s*(?:,?\s*aim(?:ed|ing)\s+at[^,.;]{0,60})?(?:\s*\([A-Z][\w\ -]{1,14}\))?(?:,\s*\d{4}(?!\s*\())?\s*,?\s*"
)
_PASSIVE_AFTER = rf"""
    {_REST_OF_NAME} (?:which\s+)? (?:was|were|has\s+been|have\s+been|had\s+been)?\s*
    (?P<verb>ratified|signed|acceded\s+to)\s+ (?:by\s+(?:STATE|the\s+(?:country|Government|State))\s*,?\s*)?
    {_TEMPORAL} (?P<date>.+)
"""
_FORCE_AFTER = rf"""
    {_REST_OF_NAME} (?:which\s+)? (?:entered|came)\s+into\s+force\s+ (?:for|in)\s+STATE\s+ (?:on|in)\s+ (?P<date>.+)
"""
_NOT_PARTY_AFTER = rf"{_REST_OF_NAME}to\s+which\s+{_SUBJECT}\s+(?:is|was)\s+not\s+(?:yet\s+)?a\s+(?:State\s+)?party"
# "a treaty which the State had ratified in 2003", "that it has not signed"
_RELATIVE_AFTER = rf"""
    {_REST_OF_NAME} (?:which|that) \s+ {_SUBJECT} \s+ (?:has|had)\s+ {_ADVERBS} (?P<not>not\s+(?:yet\s+)?|never\s+)?
    (?P<verb>ratified|signed|acceded\s+to) \b (?P<rest>.*)
"""
# "(in 2015)", ", on 3 May 2008"; bare brackets hold the day of the act or the year of the treaty, so only a day counts.
_DATE_AFTER = re.compile(rf"{_REST_OF_NAME}(?:\(?\s*{_TEMPORAL}|\((?=\d{{1,2}}\s))(?P<date>.+)", re.DOTALL)
# At the beginning of the clause: "Since the review of 2008, X ..." does not date what X did.
_DATE_BEFORE_SUBJECT = re.compile(
    r"(?:^|[,;:(“\"]\s*|\b(?:that|and|but|when|then)\s+)(?:[Oo]n|[Ii]n)\s+(?P<date>[\w.]+(?:\s+[\w.,]+){0,2}?),?\s*$"
)
# What turns a finite clause into its contrary, or into a condition.
_NEITHER = re.compile(r"\b(?:nor|neither)(?:\s+(?:has|had|have))?\s*$")
_IF = re.compile(r"\b(?:if|whether|unless|until|once|before)\s*$", re.IGNORECASE)
_NOT_RATIFIED_AFTER = re.compile(
    rf"{_REST_OF_NAME}but\s+(?:has\s+|had\s+)?(?:not\s+(?:yet\s+)?|never\s+)(?:yet\s+)?ratified", re.DOTALL
)
# What stands before a ratification that has not been or is not the State's.
_NOT_DONE_YET = re.compile(
    r"""\b(?:universal|ongoing|planned|early|earliest|future|possible|eventual|forthcoming|prompt|speedy|swift|envisaged|intended
    |upcoming|pending|imminent|expected|proposed|full|rapid|immediate)\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
# A law by which the State approves a ratification, and the words before its date. What binds is the deposit that follows.
_LAW = re.compile(
    r"\b(?:[Ll]aw|[Aa]ct|[Bb]ill)\s+(?:No\.?\s*[\w-]+\s+)?[“\"‘]?(?:[Oo]n|concerning)\s+(?:the\s+)?[Rr]atification\s+of\s+(?:the\s+)?$"
)
_LAW_STATUS = "domestic law on ratification"
_OF_LAW = re.compile(r"\b(?:dated|adopted\s+on|signed\s+on|of|on)\s+$")
_LONGEST_LAW_TITLE = 140
# Somebody is glad of what was done ...
_WELCOME = re.compile(
    r"\bwelcom\w*|\bcommend\w*|\bcongratulat\w*|\bappreciat\w*|\bwith\s+satisfaction|\backnowledg\w*|\bprais\w*|\bapplaud\w*",
    re.IGNORECASE,
)
# ... unless what follows is still to be done.
_ASKED = re.compile(
    r"""\b(?:recommend|encourag|urg|request|call|invit|ask|consider|expedit|accelerat|should|must|need|plan|intend|intention
    |decision|commit|commitment|willing|prepar|propos|possib|discuss|work\s+on|towards?|toward|process|steps?\s+to|efforts?\s+to
    |would|could|might|may|complet|facilitat|delay|future|pledg|pending|envisag)\w*""",
    re.VERBOSE | re.IGNORECASE,
)
# What follows a treaty and never a committee that speaks.
_OF_A_TREATY = re.compile(
    r"""\s* (?: \( (?:\d | (?:in|on|since)\s) | (?:in|on)\s+(?:\d|[A-Z])
      | (?:was|were|has\s+been|had\s+been)\s+(?:ratified|signed|acceded)
      | entered\s+into\s+force | to\s+which\b | [.;]?\s*$ )""",
    re.VERBOSE,
)
# "the Optional Protocols" of a treaty that has three need not be all of them.
_MOST_PROTOCOLS = 2
# By the first letter of "ratified", "signed" and "acceded to".
_ACT_OF_VERB = {"r": "ratification", "s": "signature", "a": "accession"}
# What joins instruments under one verb.
_JOINED = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:,|;|,?\s*(?:and|as\s+well\s+as|or))\s*(?:also\s+)?(?:(?:to|of)\s+)?(?:the|its|both)?\s*"
)


def find_prose_participations(document: Document, registry: Registry, state: str) -> list[Participation]:
    """Return what the paragraphs and bullets of the document say of the State's participation, in text order."""
    entry = registry.by_code(state, "State")
    if entry is None:
        return []
    reader = _Reader(registry, state, entry.names)
    found: list[Participation] = []
    for block in document.of_kind("paragraph", "bullet"):
        view = view_of_block(document, block)
        if not _WORTH_READING.search(view.text):
            continue
        for start, end in split_sentences(view.text):
            told: set[tuple[str, str, str | None]] = set()
            for mention, act, date in reader.read(view.text[start:end]):
                for code in mention.codes:
                    if (code, act, date) in told:
                        continue
                    told.add((code, act, date))
                    anchor = build_anchor(document, *view.source_span(start, end), rule="participation.prose")
                    printed = view.text[start + mention.start : start + mention.end]
                    status = _LAW_STATUS if act == "domestic_ratification" else None
                    found.append(Participation(state, code, printed, act, anchor, date, status))
    return found


class _Reader:
    """The patterns with the names of one State in them."""

    def __init__(self, registry: Registry, state: str, names: Sequence[str]) -> None:
        self.registry = registry
        self.state = state
        joined = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names if len(name) > 3)
        self.named = rf"(?:(?:the\s+)?(?:{joined})(?:[’']s?)?)"
        self.finite = tuple((act, self._compiled(_FINITE.replace("VERB", verb))) for act, verb in _VERBS)
        self.nouns = tuple((act, self._compiled(_NOMINAL.replace("NOUN", noun))) for act, noun in _NOUNS)
        self.gerunds = tuple((act, self._compiled(_GERUND.replace("VERB", verb))) for act, verb in _GERUNDS)
        self.firsts = tuple((act, self._compiled(_AMONG_FIRST.replace("VERB", verb))) for act, verb in _INFINITIVES)
        self.coordinated = tuple((act, self._compiled(_COORDINATED.replace("VERB", verb))) for act, verb in _PAST)
        self.by_doing = tuple((act, self._compiled(_BY_DOING.replace("VERB", verb))) for act, verb in _GERUNDS)
        self.thereby = self._compiled(_THEREBY)
        self.party_before, self.not_party_before = self._compiled(_PARTY_BEFORE), self._compiled(_NOT_PARTY_BEFORE)
        self.passive_after, self.force_after = self._compiled(_PASSIVE_AFTER), self._compiled(_FORCE_AFTER)
        self.not_party_after, self.relative_after = self._compiled(_NOT_PARTY_AFTER), self._compiled(_RELATIVE_AFTER)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("STATE", self.named), re.VERBOSE | re.DOTALL)

    def read(self, sentence: str) -> Iterator[tuple[InstrumentMention, str, str | None]]:
        """Yield instrument, act and date of each participation that the sentence tells of the State."""
        if not _WORTH_READING.search(sentence):
            return
        named = [(name.end, name.entries[0].code) for name in self.registry.find_names(sentence, "State")]
        for group in self._groups(sentence):
            before, after = sentence[: group[0].start], sentence[group[-1].end :]
            # The State named last is the one that pronouns and bare nouns speak of; where none is, the document's own.
            last = [code for end, code in named if end <= len(before)][-1:]
            if last not in ([], [self.state]):
                continue
            yield from self._after(group[-1], before, after)
            told = self._before(before) or self._of_itself(before, after)
            shared = _date_in(after)
            for mention, end in zip(group, [*(m.start for m in group[1:]), len(sentence)], strict=True):
                if len(mention.codes) > _MOST_PROTOCOLS:
                    continue
                for act, date, sure in told:
                    value = None if act == "not_party" else _date_in(sentence[mention.end : end]) or date or shared
                    if act == "signature" and _NOT_RATIFIED_AFTER.match(after):
                        yield mention, "signature_only", value
                    elif sure or value:
                        yield mention, act, value

    def _groups(self, sentence: str) -> list[list[InstrumentMention]]:
        """Return the instruments of the sentence, those that stand in one list of one verb together.

        An acronym that a committee shares counts too, since only a treaty is ratified; but it joins a list only where
        no committee can be meant.
        """
        mentions = find_instruments(sentence, self.registry)
        shared: set[int] = set()
        for name in self.registry.find_names(sentence, "Instrument"):
            taken = any(name.start < mention.end and mention.start < name.end for mention in mentions)
            if not taken and len(name.entries) == 1:
                mentions.append(InstrumentMention(name.start, name.end, (name.entries[0].code,)))
                if not _OF_A_TREATY.match(sentence, name.end):
                    shared.add(name.start)
        groups: list[list[InstrumentMention]] = []
        for mention in sorted(mentions, key=lambda mention: mention.start):
            between = sentence[groups[-1][-1].end : mention.start] if groups else ""
            if groups and _JOINED.fullmatch(between) and mention.start not in shared:
                groups[-1].append(mention)
            else:
                groups.append([mention])
        return groups

    def _before(self, before: str) -> list[tuple[str, str | None, bool]]:
        """Return the acts that the words before an instrument tell, their date, and whether they count without one."""
        if self.not_party_before.search(before):
            return [("not_party", None, True)]
        if self.party_before.search(before):
            return [("party", None, True)]
        for act, pattern in self.finite:
            match = pattern.search(before)
            # "recommended that X become a party": a participle tells of the past only after "has" or "had".
            if match and match.groupdict().get("participle") and not re.search(r"\bha[sd]\b", match.group()):
                continue
            if match:
                left = before[: match.start()]
                if _NEITHER.search(left):
                    return [("not_party", None, True)] if act in ("ratification", "accession") else []
                if _IF.search(left):
                    return []
                earlier = _DATE_BEFORE_SUBJECT.search(left)
                dates = find_dates(match["between"] or "") or (find_dates(earlier["date"]) if earlier else [])
                date = dates[0].value if dates else None
                signed_too = [("signature", date, True)] if match["both"] else []
                return [*signed_too, (act, date, True)]
        return self._nominal(before)

    def _of_itself(self, before: str, after: str) -> list[tuple[str, str | None, bool]]:
        """Return the acts that a State tells of itself, where they are not the verb that it is the subject of."""
        for act, pattern in (*self.firsts, *self.coordinated):
            if pattern.search(before):
                return [(act, None, True)]
        acts = [act for act, pattern in self.by_doing if pattern.search(before)]
        return [(act, None, True) for act in acts] if acts and self.thereby.search(after) else []

    def _nominal(self, before: str) -> list[tuple[str, str | None, bool]]:
        for act, pattern in self.nouns:
            match = pattern.search(before)
            if match and not _LAW.search(before):
                left = before[: match.start()]
                if _NOT_DONE_YET.search(left):
                    return []
                welcome = list(_WELCOME.finditer(left))
                between = find_dates(match["between"] or "")
                if not between and _ASKED.search(left[welcome[-1].end() :] if welcome else left):
                    return []
                return [(act, between[0].value if between else None, bool(welcome))]
        for act, pattern in self.gerunds:
            match = pattern.search(before)
            if match and _WELCOME.search(before[: match.start()]):
                return [(act, None, True)]
        return []

    def _after(
        self, last: InstrumentMention, before: str, after: str
    ) -> Iterator[tuple[InstrumentMention, str, str | None]]:
        """Yield what the words after the last instrument of a list tell of it."""
        if self.not_party_after.match(after):
            yield last, "not_party", None
        passive = self.passive_after.match(after)
        if passive and (date := _first_date(passive["date"])):
            yield last, _ACT_OF_VERB[passive["verb"][0]], date
        relative = self.relative_after.match(after) if len(last.codes) <= _MOST_PROTOCOLS else None
        if relative and relative["not"] and relative["verb"] != "signed":
            yield last, "not_party", None
        elif relative and not relative["not"]:
            yield last, _ACT_OF_VERB[relative["verb"][0]], _date_in(relative["rest"])
        force = self.force_after.match(after)
        if force and (date := _first_date(force["date"])):
            yield last, "entry_into_force", date
        if _LAW.search(before):
            for found in find_dates(re.split(r"[.;](?:\s|$)", after[:_LONGEST_LAW_TITLE])[0]):
                if _OF_LAW.search(after[: found.start]):
                    yield last, "domestic_ratification", found.value
                    return


def _date_in(words: str) -> str | None:
    """Return the date that follows an instrument: "(in 2015)", ", on 3 May 2008"."""
    match = _DATE_AFTER.match(words)
    return _first_date(match["date"]) if match else None


def _first_date(words: str) -> str | None:
    """Return the date that words begin with, or None."""
    dates = find_dates(words[:40])
    return dates[0].value if dates and not words[: dates[0].start].strip() else None
