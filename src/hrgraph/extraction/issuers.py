"""Mentions of institutions that may speak: by name, by acronym, by number of a joint submission, or by anaphor.

Finds; does not decide what "the same Committee" or "it" means. That is `issuer_resolution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from hrgraph.extraction.anaphors import AUTHOR, find_anaphors
from hrgraph.extraction.local_names import ACRONYM, DEFINITION, NAMED_BY_DOCUMENTS, LocalName, name_run, name_start
from hrgraph.registry import Registry

# Codes of mandates and offices that one person holds: "she" and "he" may stand for these, and a surname follow them.
PERSONS = ("SR:", "IE:", "UNHCHR", "UN Secretary-General", "CoE-Commissioner")
_JOINT = re.compile(
    r"""
      \b(?: Joint\ [Ss]ubmissions?(?:\ (?:No\.\ ?)?)?(?:\(JS\)\ ?)? | JSs?[ -]? )  # "Joint submission 3", "JS3", "JS 3"
      (?P<numbers>\d{1,3}\b(?:\ ?\(JS[ -]?\d{1,3}\))?                              # and the acronym in brackets
        (?:\ ?[\u2010-\u2014-]\ ?(?:JS\ ?)?(?P<last>\d{1,3})\b                          # "JS1-JS3"
          |(?:(?:,\ |,?\ and\ )\d{1,2}\b(?!\ (?:other|more|per)))*))               # "JS 2, 4 and 5"
    """,
    re.VERBOSE,
)
_FIRST_PERSON = re.compile(r"\bI\b(?=\s[a-z])|\bmy Office\b")
OMBUDS = re.compile(
    r"\b(?:(?!The )[A-Z][\w’'-]+ ){0,4}(?P<name>Ombuds(?:man|person|woman)"
    r"|Human Rights Defender)(?:['’]s [Oo]ffice)?\b"
)
# Names that only national human rights institutions bear; associations are called "... Human Rights Commission" too.
NATIONAL_INSTITUTION = re.compile(
    r"\bOmbuds(?:man|person|woman)\b|\bHuman Rights Defender\b|\b[Nn]ational [Hh]uman [Rr]ights (?:[Ii]nstitution"
    r"|Commission|Council)\b"
    r"|\bNational (?:Commission|Council) (?:for|on|of) Human Rights\b"
)
# What may stand before and after a name and belongs to the same speaker.
_OFFICER = re.compile(
    r"\b(?:[Tt]he )?(?:Chair(?:person|man|woman)?(?:-Rapporteur)?|(?:former )?[Hh]ead|[Mm]embers?"
    r"|[Rr]epresentatives?|Committee of Experts|[Ss]upervisory bodies|[Aa]uthors?) of $"
)
_SURNAME = re.compile(r"(?:,? [A-Z][\w’'-]+){1,3}(?= \w)")
_QUANTIFIER = re.compile(
    r"\b(?:[Ss]everal|[Ss]ome|[Vv]arious|[Aa] (?:number|group) of|[Mm]ultiple|[Mm]any|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive"
    r"|[Ss]ix|[Ss]even"
    r"|[Ee]ight|[Nn]ine|[Tt]en|(?<![\w-])\d{1,2})(?: United Nations| UN)? $"
)
_OFFICE = re.compile(
    r" (?:Regional|Country|National|Sub-?[Rr]egional) Office(?: (?:for"
    r"|in) (?:the )?(?:[A-Z][\w-]+(?: and)? ?){1,4}(?<! ))?"
)
_RAPPORTEURS = re.compile(r"\b(?:[Tt]he )?Special Rapporteurs on (?P<topics>.+)")
_NEXT_TOPIC = re.compile(r"(?:,? and |, )(?:on )?")
# Two or more words with capitals (or a capital and a figure), where a speaker can stand.
_CAPITALISED = re.compile(
    r"(?:(?<=^)|(?<=, )|(?<=and )|(?<=[Tt]he ))(?!The |An? |In |On |At |As |By |For |However|Since|During|After"
    r"|Although|While|Both |These |This |Several |Some )"
    r"[A-Z][\w’'.-]*(?: (?:of|for|the|and|in|to|on|against|without|de|des|du|la|et|&))*(?: (?:[A-Z][\w’'.-]*|\d{1,3}\b)"
    r"(?: (?:of|for|the|in|to|on|against|without|de|des|du|la|et"
    r"|&))*){1,8}(?<! of)(?<! for)(?<! the)(?<! in)(?<! to)(?<! on)"
)
_KNOWN_AND = re.compile(r"(.{2,80}) and (?:the )?(?=[A-Z]\S* \S)")
# Organs of the State and norms are capitalised too; what they "state" is not a submission.
_NOT_INSTITUTIONS = re.compile(
    r"\b(?:Law|Code|Act|Bill|Constitution|Decree|Plan|Programme|Program|Strategy|Policy|Court|Courts|Ministry|Minister"
    r"|Ministers"
    r"|Parliament|President|Government|Prosecutor|Police|Tribunal|Senate|National Assembly|Cabinet|Embassy|Article"
    r"|Convention|Covenant|Protocol|Rules|Report)\b"
)


@dataclass(frozen=True, slots=True)
class IssuerMention:
    """A mention `text[start:end]` of who may speak.

    Attributes:
        codes: Codes of the institutions named, in order; empty for an anaphor.
        anaphor: What kind of thing the words point back to, or None.
        name: Full name, where the mention gives it and the reference data do not know it.
        known: The code is known to the reference data or defined in the document.
        same: "the same ...": what stands for the last one of its kind, whoever spoke since.
        word: The word of a name that the anaphor repeats ("the Network").
    """

    start: int
    end: int
    codes: tuple[str, ...] = ()
    anaphor: str | None = None
    name: str | None = None
    known: bool = True
    same: bool = False
    word: str | None = None


def _is_tail_of_name(text: str, start: int) -> bool:
    """Whether a name of several words that begins at `start` ends a longer one: "the Arab Committee on ..."."""
    before = re.search(r"(?P<word>[A-Z][\w’'-]+) $", text[:start])
    if not before or " " not in text[start:].strip():
        return False
    begins_sentence = not text[: before.start()].strip() or text[: before.start()].rstrip()[-1] in ".,;:"
    return before["word"] not in ("The", "Nations", "UN") and not begins_sentence


_HEAD_OF_NAME = re.compile(r" (?!Government|State|Party|Authorities|Ministry|Delegation)[A-Z][a-z]+")


class IssuerFinder:
    """Finds mentions in the sentences of one document: the registry's names, and those the document defines itself."""

    def __init__(
        self,
        registry: Registry,
        local: Iterable[LocalName] = (),
        *,
        spellings: Mapping[str, str] | None = None,
        aliases: Mapping[str, str] | None = None,
        author: tuple[str, str] | None = None,
        unnamed: bool = False,
        personal: bool = False,
    ) -> None:
        """Prepare to find.

        Args:
            spellings: From an acronym as printed to the spelling that the document uses most.
            personal: "I" is the author.
            unnamed: Find also names that nobody has defined: runs of capitalised words.
            local: Definitions of the document, in text order; the first of an acronym counts.
            aliases: From the acronym of a mission or office to the code of the institution that sent it, and from other
                words for an institution to its code.
            author: Code and name of the author of the document, whom the text may name.
        """
        self.registry, self.unnamed, self._spellings = registry, unnamed, dict(spellings or {})
        self._personal = personal
        self._aliases = dict(aliases or {})
        self.local: dict[str, LocalName] = {}
        for name in local:
            self.local.setdefault(self._spellings.get(name.code, name.code), name)
        names = {item.name: code for code, item in self.local.items() if len(item.name) > 3}
        names.update((code, code) for code in self.local if " " in code)
        if author:
            names.setdefault(author[1], author[0])
            names.setdefault(author[0], author[0])
        self._local_of: dict[str, str] = {}
        for code, item in self.local.items():
            entry = registry.match(item.name, *NAMED_BY_DOCUMENTS)
            if entry:
                self._local_of.setdefault(entry.iri, code)
        alternatives = sorted(names, key=lambda name: (-len(name), name))
        self._names = names
        self._name_pattern = re.compile("|".join(map(re.escape, alternatives))) if alternatives else None

    def find(self, text: str) -> list[IssuerMention]:
        """Return the mentions in `text`, in order, not overlapping; the longest at each place."""
        named = [*self._by_registry(text), *self._by_document(text)]
        candidates = [*named, *self._generic(text), *self._unnamed(text, named)]
        kept: list[IssuerMention] = []
        # A word that may only repeat a name ("the Council") gives way to every name; else the longest counts.
        order = sorted(
            candidates, key=lambda m: (m.word is not None, m.start - m.end, not m.known, m.anaphor is not None, m.start)
        )
        for mention in order:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        kept.sort(key=lambda m: m.start)
        limits = [*(mention.start for mention in kept[1:]), len(text)]
        widened = [_widened(text, mention, limit) for mention, limit in zip(kept, limits, strict=False)]
        apart = [
            m for before, m in zip([None, *widened], widened, strict=False) if before is None or m.start >= before.end
        ]
        return _owned(text, apart)

    def _by_registry(self, text: str) -> Iterable[IssuerMention]:
        for found in self.registry.find_names(text, "Actor"):
            if _is_tail_of_name(text[: found.end], found.start):
                continue
            if found.entries[0].kind == "State" and _HEAD_OF_NAME.match(text, found.end):
                continue  # "the Fiji Council on ..." is no State
            code = self.local_code(text[found.start : found.end]) or found.entries[0].code
            yield IssuerMention(found.start, found.end, (code,))
        for match in DEFINITION.finditer(text):
            entry = self.registry.match(match["acronym"], "Actor")
            before = text[: match.start()].rstrip()
            start = self._known_run(before) if entry else None
            if entry and start is None:  # a name printed otherwise than the reference data have it
                start = name_start(before, match["acronym"])
            if entry and start is not None:
                code = self.local_code(before[start:]) or entry.code
                yield IssuerMention(start, match.end(), (code,))
        match = _RAPPORTEURS.search(text)
        if match:
            yield from self._rapporteurs(text, match)

    def _known_run(self, before: str) -> int | None:
        """Return where a long name begins that ends `before` and starts with a known one ("the Office of ...")."""
        run_start = name_run(before)
        names = self.registry.find_names(before[run_start:], "Actor")
        if not names or " and the " in before[run_start + names[0].end :]:
            return None
        return run_start + names[0].start

    def local_code(self, printed: str) -> str | None:
        """Return the acronym that the document itself gives to a body of the reference data, or None."""
        entry = self.registry.match(printed, "Actor")
        return self._names.get(printed) or (self._local_of.get(entry.iri) if entry else None)

    def _rapporteurs(self, text: str, match: re.Match[str]) -> Iterable[IssuerMention]:
        """ "the Special Rapporteurs on the right to food and on the right to education": two mandates."""
        prefix, end = "Special Rapporteur on ", match.start("topics")
        codes: list[str] = []
        joiner: re.Match[str] | None = None
        while not codes or joiner:
            rest = text[joiner.end() if joiner else end :]
            names = self.registry.find_names(prefix + rest, "SpecialProcedure")
            if not names or names[0].start:
                break
            codes.append(names[0].entries[0].code)
            end = len(text) - len(rest) + names[0].end - len(prefix)
            joiner = _NEXT_TOPIC.match(text, end)
        if codes:
            yield IssuerMention(match.start(), end, tuple(codes))

    def _by_document(self, text: str) -> Iterable[IssuerMention]:
        for match in _JOINT.finditer(text):
            numbers = re.findall(r"(?<![\dS-])(?<!JS )\d+", match["numbers"])
            if match["last"]:
                numbers = [str(number) for number in range(int(numbers[0]), int(match["last"]) + 1)] or numbers
            yield IssuerMention(*match.span(), tuple(f"JS{number}" for number in numbers), name="Joint submission")
        if self._name_pattern:
            for match in self._name_pattern.finditer(text):
                yield IssuerMention(*match.span(), (self._names[match.group()],), name=match.group())
        for match in ACRONYM.finditer(text):
            code = self._spellings.get(match.group(), match.group())
            sender = self._aliases.get(code)
            yield IssuerMention(*match.span(), (sender or code,), known=bool(sender) or code in self.local)

    def _unnamed(self, text: str, named: list[IssuerMention]) -> Iterable[IssuerMention]:
        """Names that nobody has defined; one that holds a known name is none, unless that is a State's ("SOS Fiji")."""
        for match in _CAPITALISED.finditer(text) if self.unnamed else ():
            start, end = match.span()
            if (joined := _KNOWN_AND.match(text, start, end)) and any(m.end == joined.end(1) for m in named if m.known):
                start = joined.end()  # "UNICEF and Friends of the Reef": what stands after a known name is another
            inside = [m for m in named if m.known and m.start < end and m.end > start]
            states = [m for m in inside if m.known and self.registry.by_code(m.codes[0], "State")]
            rest = "".join(
                text[i] for i in range(start, end) if not any(m.start <= i < m.end for m in states)
            )  # "Malawi and Norway" is no name of its own
            name = text[start:end]
            if len(states) == len(inside) and re.search(r"[A-Z]", rest) and not _NOT_INSTITUTIONS.search(name):
                yield IssuerMention(start, end, (name,), name=name, known=False)

    def _generic(self, text: str) -> Iterable[IssuerMention]:
        for found in find_anaphors(text):
            yield IssuerMention(found.start, found.end, anaphor=found.kind, same=found.same, word=found.word)
        for match in _FIRST_PERSON.finditer(text) if self._personal else ():
            yield IssuerMention(*match.span(), anaphor=AUTHOR)
        for match in OMBUDS.finditer(text):
            code = self._ombuds_institution(match.group()) or match["name"]
            yield IssuerMention(*match.span(), (code,), name=match["name"])

    def _ombuds_institution(self, printed: str) -> str | None:
        """Return the code of the one institution named by the document that is called so, or None."""
        bearers = [code for code, item in self.local.items() if OMBUDS.search(item.name)]
        return bearers[0] if len(bearers) == 1 and printed in self.local[bearers[0]].name else None


def _owned(text: str, mentions: list[IssuerMention]) -> list[IssuerMention]:
    """Join "the Union's" to "Agency" after it, and "the Committee of Experts" to "of ILO": one institution speaks."""
    out: list[IssuerMention] = []
    for mention in mentions:
        before = out[-1] if out else None
        between = text[before.end : mention.start] if before else ""
        if before and before.codes and mention.codes and re.fullmatch(r"['’]s? ", between):
            out[-1] = replace(mention, start=before.start)
        elif before and before.codes == mention.codes != () and between == " of ":
            out[-1] = replace(before, end=mention.end)
        else:
            out.append(mention)
    return out


def _widened(text: str, mention: IssuerMention, limit: int) -> IssuerMention:
    """Take in the article before a name, and the surname or acronym after it that ends before `limit`."""
    start, end = mention.start, mention.end
    article = re.search(r"\b[Tt]he $", text[:start])
    if article:
        start = article.start()
    officer = _OFFICER.search(text[:start]) or _QUANTIFIER.search(text[:start])
    if officer and mention.anaphor is None:
        start = officer.start()
    surname = _SURNAME.match(text, end)
    if surname and surname.end() <= limit and any(code.startswith(PERSONS) for code in mention.codes):
        end = surname.end()
    office = _OFFICE.match(text, end)
    if office and mention.anaphor is None:
        end = office.end()
    bracket = re.match(r" ?\((?:the )?[A-Z][\w&./ -]{0,14}\)", text[end:])
    if bracket and mention.anaphor is None:
        end += bracket.end()
    return replace(mention, start=start, end=end)
