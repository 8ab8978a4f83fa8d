"""Mentions of institutions that may speak: by name, by acronym, by number of a joint submission, or by anaphor.

Finds; does not decide what "the same Committee" or "it" means. That is `issuer_resolution`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hrgraph.registry import Registry

# What can be said of a mention before it is resolved.
PRONOUN, PERSONAL_PRONOUN, PLURAL_PRONOUN = "it", "she or he", "they"
PRONOUNS = (PRONOUN, PERSONAL_PRONOUN, PLURAL_PRONOUN)
PLURAL = (PLURAL_PRONOUN,)
COMMITTEE, RAPPORTEUR, EXPERT, WORKING_GROUP, HIGH_COMMISSIONER, GOVERNMENT, SOURCE = (
    "committee", "rapporteur", "expert", "working group", "high commissioner", "government", "source",
)  # fmt: skip

# Codes of mandates and offices that one person holds: "she" and "he" may stand for these, and a surname follow them.
PERSONS = ("SR:", "IE:", "UNHCHR", "UN Secretary-General", "CoE-Commissioner")
_ACTOR_KINDS = ("Actor",)
# Kinds whose acronyms differ from document to document; the document's own is used.
_NAMED_BY_DOCUMENTS = ("NonGovernmentalOrganization", "IntergovernmentalOrganization", "NationalHumanRightsInstitution")
_JOINT = re.compile(
    r"\b(?:Joint [Ss]ubmissions?(?: (?:No\. ?)?)?(?:\(JS\) ?)?|JS ?)(?P<number>\d{1,3})\b(?: ?\(JS ?\d{1,3}\))?"
)
_ACRONYM = re.compile(r"\b(?=[\w/&.-]{2,16}\b)[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*(?:[-/&][A-Z][A-Za-z0-9]+)*\b")
_DEFINITION = re.compile(r"\((?:hereinafter |the )?[“\"‘']?(?P<acronym>[A-Z][\w&./-]{0,13}(?: ?\d{1,3}|-[A-Z]\w*)?)[”\"’']?\)")
_ANAPHORS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (COMMITTEE, re.compile(r"\b(?:[Tt]he|[Tt]hat) (?:same )?(?:Sub)?[Cc]ommittee(?: of Experts)?\b(?! (?:on|against|for|of)\b)")),
    (RAPPORTEUR, re.compile(r"\b(?:[Tt]he|[Tt]hat) (?:same )?Special Rapporteurs?\b(?! (?:on|in)\b)")),
    (EXPERT, re.compile(r"\b(?:[Tt]he|[Tt]hat) (?:same )?[Ii]ndependent [Ee]xpert\b(?! (?:on|in)\b)")),
    (WORKING_GROUP, re.compile(r"\b(?:[Tt]he|[Tt]hat) (?:same )?Working Group\b(?! on\b)")),
    (HIGH_COMMISSIONER, re.compile(r"\b[Tt]he (?:same )?High Commissioner(?: for Human Rights)?\b(?! for Refugees)")),
    (GOVERNMENT, re.compile(
        r"\b[Tt]he (?:[Gg]overnment|State party|[Aa]uthorities|delegation|Prosecutor General|General Prosecutor|Ministry of [A-Z]\w+)"
        r"(?:['’]s? [Oo]ffice)?(?: of (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)?\b")),
    (SOURCE, re.compile(r"\b[Ss]everal (?:sources|stakeholders)\b|\b[Ss]ome (?:sources|stakeholders)\b")),
    (PLURAL_PRONOUN, re.compile(r"\b[Tt]hey\b")),
    (PERSONAL_PRONOUN, re.compile(r"\b(?:[Ss]he|[Hh]e)\b")),
    (PRONOUN, re.compile(r"\b[Ii]t\b")),
)  # fmt: skip
OMBUDS = re.compile(r"\b(?:[Tt]he )?(?:[\w-]+ )?(?P<name>Ombuds(?:man|person|woman)|Human Rights Defender)(?:['’]s [Oo]ffice)?\b")
# Names that only national human rights institutions bear; "... Human Rights Commission" alone is also the name of associations.
NATIONAL_INSTITUTION = re.compile(
    r"\bOmbuds(?:man|person|woman)\b|\bHuman Rights Defender\b|\b[Nn]ational [Hh]uman [Rr]ights (?:[Ii]nstitution|Commission|Council)\b"
    r"|\bNational (?:Commission|Council) (?:for|on|of) Human Rights\b"
)
# What may stand before and after a name and belongs to the same speaker.
_OFFICER = re.compile(r"\b(?:[Tt]he )?(?:Chair(?:person|man|woman)?(?:-Rapporteur)?|(?:former )?[Hh]ead|[Mm]embers?|[Rr]epresentatives?) of $")
_SURNAME = re.compile(r"(?:,? [A-Z][\w’'-]+){1,3}(?= \w)")
_QUANTIFIER = re.compile(r"\b(?:[Ss]everal|[Ss]ome|[Vv]arious|[Aa] number of|[Mm]ultiple) $")
_OFFICE = re.compile(r" (?:Regional|Country|National|Sub-?[Rr]egional) Office(?: (?:for|in) (?:[A-Z][\w-]+(?: and)? ?){1,4}(?<! ))?")
_RAPPORTEURS = re.compile(r"\b(?:[Tt]he )?Special Rapporteurs on (?P<topics>.+)")
# Two or more words with capitals (or a capital and a figure), where a speaker can stand.
_CAPITALISED = re.compile(
    r"(?:(?<=^)|(?<=, )|(?<=and )|(?<=[Tt]he ))(?!The |In |On |At |As |By |For |However|Since|During|After|Although|While)"
    r"[A-Z][\w’'.-]*(?: (?:of|for|the|and|in|to|on|against|without|de|des|du|la|et|&))*(?: (?:[A-Z][\w’'.-]*|\d{1,3})"
    r"(?: (?:of|for|the|in|to|on|against|without|de|des|du|la|et|&))*){1,8}(?<! of)(?<! for)(?<! the)(?<! in)(?<! to)(?<! on)"
)
# Organs of the State and norms are capitalised too; what they "state" is not a submission.
_NOT_INSTITUTIONS = re.compile(
    r"\b(?:Law|Code|Act|Bill|Constitution|Decree|Plan|Programme|Program|Strategy|Policy|Court|Courts|Ministry|Minister|Ministers"
    r"|Parliament|President|Government|Prosecutor|Police|Article|Convention|Covenant|Protocol|Rules|Report)\b"
)
_SENT = re.compile(r"\b(?:deployed|dispatched|sent|fielded) (?:an? |its |the )?$")
_NAME_WORD = re.compile(r"[^\s,;:()]+")
# Words in lower case that names of institutions hold.
_INSIDE_NAMES = frozenset(
    "of for the and in to on against without with by from de des du la le les el et y e & or at all".split()
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
    """

    start: int
    end: int
    codes: tuple[str, ...] = ()
    anaphor: str | None = None
    name: str | None = None
    known: bool = True
    same: bool = False


@dataclass(frozen=True, slots=True)
class LocalName:
    """An institution that a document names and gives an acronym to: `text[start:end]` of its first definition."""

    code: str
    name: str
    start: int
    end: int


def find_definitions(text: str, registry: Registry) -> list[LocalName]:
    """Return the acronyms that a text defines: "the International Commission of Jurists (ICJ)".

    The name is the shortest run of name words before the bracket that the acronym's letters can be read in, in order, the
    first at the beginning of a word (Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
    biomedical text", 2003); names known to the registry are taken whole.
    """
    found: list[LocalName] = []
    for match in _DEFINITION.finditer(text):
        before = text[: match.start()].rstrip()
        run_start = _name_run(before)
        known = [
            n
            for n in registry.find_names(before[run_start:])
            if run_start + n.end == len(before) and before[run_start : run_start + n.start].strip() in ("", "The", "the")
        ]
        entry = known[-1].entries[0] if known else registry.match(match["acronym"], "Actor")
        if entry and (
            entry.kind not in _NAMED_BY_DOCUMENTS
            or (match["acronym"] != entry.code and match["acronym"] in re.split(r"[/-]", entry.code))
            or (not known and entry.kind == "IntergovernmentalOrganization")
        ):
            continue  # the reference data's own code is the code of a body of the United Nations or a State
        start = run_start + known[-1].start if known else _spelled_out(before, run_start, match["acronym"])
        if start is not None:
            found.append(LocalName(match["acronym"].replace(" ", ""), before[start:].strip("‘’'\"“”"), start, match.end()))
    return found


def _is_tail_of_name(text: str, start: int) -> bool:
    """Whether a name of several words that begins at `start` is the end of a longer one: "the Arab Committee on ..."."""
    before = re.search(r"(?P<word>[A-Z][\w’'-]+) $", text[:start])
    if not before or " " not in text[start:].strip():
        return False
    begins_sentence = not text[: before.start()].strip() or text[: before.start()].rstrip()[-1] in ".,;:"
    return before["word"] not in ("The", "Nations", "UN") and not begins_sentence


def _name_run(before: str) -> int:
    """Return where the run of name words that ends `before` begins."""
    start = len(before)
    for word in reversed(list(_NAME_WORD.finditer(before, max(0, len(before) - 200)))):
        if before[word.end() : start].strip() or (start < len(before) and re.search(r"[a-z]{3}[.!?]$", word.group())):
            break
        bare = word.group().strip("‘’'\"“”")
        if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare in _INSIDE_NAMES):
            break
        start = word.start()
    return start


def _spelled_out(before: str, run_start: int, acronym: str) -> int | None:
    """Return where the words begin that the acronym's letters can be read in, or None."""
    letters = [c for c in acronym.lower() if c.isalnum()]
    position = len(before)
    for index in range(len(letters) - 1, -1, -1):
        while True:
            position -= 1
            if position < run_start:
                return _whole_run(before, run_start)
            starts_word = position == 0 or not before[position - 1].isalnum()
            if before[position].lower() == letters[index] and (index > 0 or (starts_word and before[position].isupper())):
                break
    return position


def _whole_run(before: str, run_start: int) -> int | None:
    """An acronym made from another language spells nothing in English: take the run, if it looks like a name of its own."""
    joined = list(re.finditer(r" and (?:the )?(?=[A-Z])", before[run_start:]))
    for match in reversed(joined):  # "JS2 and the Commissioner": what stands before "and" is another speaker
        if _ACRONYM.fullmatch(before[run_start : run_start + match.start()].split()[-1]):
            run_start += match.end()
            break
    words = before[run_start:].split()
    while words and words[0].lower() in _INSIDE_NAMES:
        run_start = before.index(words[0], run_start) + len(words[0]) + 1
        words.pop(0)
    return run_start if 2 <= len(words) <= 12 and run_start < len(before) else None


def find_aliases(text: str, local: Iterable[LocalName], registry: Registry) -> dict[str, str]:
    """Return acronyms of missions that a known institution sent: "X deployed an Election Observation Mission (EOM)" speaks for X."""
    aliases: dict[str, str] = {}
    for item in local:
        before = text[max(0, item.start - 220) : item.start]
        sent = _SENT.search(before)
        names = registry.find_names(before[: sent.start()], *_ACTOR_KINDS) if sent else []
        if names:
            aliases.setdefault(item.code, names[-1].entries[0].code)
    return aliases


def find_spellings(text: str) -> dict[str, str]:
    """Return, for each acronym that a document spells in several ways ("CoE-CPT", "CoECPT"), the spelling it uses most.

    A hyphen at the end of a line is easily lost; of spellings used equally often the longer one counts.
    """
    counts: dict[str, dict[str, int]] = {}
    for match in _ACRONYM.finditer(text):
        variants = counts.setdefault(_bare(match.group()), {})
        variants[match.group()] = variants.get(match.group(), 0) + 1
    settled: dict[str, str] = {}
    for variants in counts.values():
        best = min(variants, key=lambda v: (-variants[v], -len(v), v))
        settled.update((variant, best) for variant in variants if len(variants) > 1)
    return settled


def _bare(code: str) -> str:
    return re.sub(r"[-/&. ]", "", code)


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
    ) -> None:
        """Prepare to find.

        Args:
            spellings: From an acronym as printed to the spelling that the document uses most.
            unnamed: Find also names that nobody has defined: runs of capitalised words.
            local: Definitions of the document, in text order; the first of an acronym counts.
            aliases: From the acronym of a mission or office to the code of the institution that sent it.
            author: Code and name of the author of the document, whom the text may name.
        """
        self.registry, self.unnamed, self._spellings = registry, unnamed, dict(spellings or {})
        self._aliases = dict(aliases or {})
        self.local: dict[str, LocalName] = {}
        for name in local:
            self.local.setdefault(self._spellings.get(name.code, name.code), name)
        names = {item.name: code for code, item in self.local.items() if len(item.name) > 3}
        if author:
            names.setdefault(author[1], author[0])
        self._local_of: dict[str, str] = {}
        for code, item in self.local.items():
            entry = registry.match(item.name, *_NAMED_BY_DOCUMENTS)
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
        for mention in sorted(candidates, key=lambda m: (-(m.end - m.start), m.anaphor is not None, not m.known, m.start)):
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return sorted((_widened(text, mention) for mention in kept), key=lambda m: m.start)

    def _by_registry(self, text: str) -> Iterable[IssuerMention]:
        for found in self.registry.find_names(text, *_ACTOR_KINDS):
            if _is_tail_of_name(text[: found.end], found.start):
                continue
            code = self.local_code(text[found.start : found.end]) or found.entries[0].code
            yield IssuerMention(found.start, found.end, (code,))
        for match in _DEFINITION.finditer(text):
            entry = self.registry.match(match["acronym"], *_ACTOR_KINDS)
            before = text[: match.start()].rstrip()
            start = self._known_run(before) if entry else None
            if entry and start is None:  # a name printed otherwise than the reference data have it
                start = _spelled_out(before, _name_run(before), match["acronym"])
            if entry and start is not None:
                code = self.local_code(before[start:]) or entry.code
                yield IssuerMention(start, match.end(), (code,))
        match = _RAPPORTEURS.search(text)
        if match:
            yield from self._rapporteurs(match)

    def _known_run(self, before: str) -> int | None:
        """Return where a long name begins that ends `before` and starts with a known one ("the Office ... of the ...")."""
        run_start = _name_run(before)
        names = self.registry.find_names(before[run_start:], *_ACTOR_KINDS)
        if not names or " and the " in before[run_start + names[0].end :]:
            return None
        return run_start + names[0].start

    def local_code(self, printed: str) -> str | None:
        """Return the acronym that the document itself gives to a body of the reference data, or None."""
        entry = self.registry.match(printed, *_ACTOR_KINDS)
        return self._names.get(printed) or (self._local_of.get(entry.iri) if entry else None)

    def _rapporteurs(self, match: re.Match[str]) -> Iterable[IssuerMention]:
        """ "the Special Rapporteurs on the question of torture and on freedom of religion or belief": two mandates."""
        end = match.start("topics")
        codes: list[str] = []
        for piece in re.finditer(r"(?:^|,? and on |, on )(?P<topic>.+?)(?=,? and on |, on |$)", match["topics"]):
            names = self.registry.find_names("Special Rapporteur on " + piece["topic"], "SpecialProcedure")
            if not names or names[0].start:
                break
            codes.append(names[0].entries[0].code)
            end = match.start("topics") + piece.start("topic") + names[0].end - len("Special Rapporteur on ")
        if codes:
            yield IssuerMention(match.start(), end, tuple(codes))

    def _by_document(self, text: str) -> Iterable[IssuerMention]:
        for match in _JOINT.finditer(text):
            yield IssuerMention(*match.span(), (f"JS{match['number']}",), name=f"Joint submission {match['number']}")
        if self._name_pattern:
            for match in self._name_pattern.finditer(text):
                yield IssuerMention(*match.span(), (self._names[match.group()],), name=match.group())
        for match in _ACRONYM.finditer(text):
            code = self._spellings.get(match.group(), match.group())
            sender = self._aliases.get(code)
            yield IssuerMention(*match.span(), (sender or code,), known=bool(sender) or code in self.local)


    def _unnamed(self, text: str, named: list[IssuerMention]) -> Iterable[IssuerMention]:
        """Names that nobody has defined; one that holds a known name is none, unless that is a State's ("... Uganda")."""
        for match in _CAPITALISED.finditer(text) if self.unnamed else ():
            inside = [m for m in named if m.start < match.end() and m.end > match.start()]
            states = [m for m in inside if m.known and self.registry.by_code(m.codes[0], "State")]
            whole = any(m.start <= match.start() and m.end >= match.end() for m in states)
            if len(states) == len(inside) and not whole and not _NOT_INSTITUTIONS.search(match.group()):
                yield IssuerMention(*match.span(), (match.group(),), name=match.group(), known=False)

    def _generic(self, text: str) -> Iterable[IssuerMention]:
        for kind, pattern in _ANAPHORS:
            for match in pattern.finditer(text):
                yield IssuerMention(*match.span(), anaphor=kind, same=" same " in match.group())
        for match in OMBUDS.finditer(text):
            yield IssuerMention(*match.span(), (match["name"],), name=match["name"])


def _widened(text: str, mention: IssuerMention) -> IssuerMention:
    """Take in the article before a name and the acronym in brackets after it."""
    start, end = mention.start, mention.end
    article = re.search(r"\b[Tt]he $", text[:start])
    if article:
        start = article.start()
    officer = _OFFICER.search(text[:start]) or _QUANTIFIER.search(text[:start])
    if officer and mention.anaphor is None:
        start = officer.start()
    surname = _SURNAME.match(text, end)
    if surname and any(code.startswith(PERSONS) for code in mention.codes):
        end = surname.end()
    office = _OFFICE.match(text, end)
    if office and mention.anaphor is None:
        end = office.end()
    bracket = re.match(r" ?\((?:the )?[A-Z][\w&./ -]{0,14}\)", text[end:])
    if bracket and mention.anaphor is None:
        end += bracket.end()
    return IssuerMention(start, end, mention.codes, mention.anaphor, mention.name, mention.known, mention.same)
