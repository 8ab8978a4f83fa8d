"""Decide which institution a mention means, from what was said before.

Links only where one candidate is left. "The Committee" is the last committee that spoke, if only one spoke then; "it"
is the last speaker, if it spoke alone; "they" are the last speakers together. What cannot be decided stays unresolved,
with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hrgraph.extraction import anaphors
from hrgraph.extraction.issuers import PERSONS, IssuerFinder, IssuerMention
from hrgraph.registry import Registry

_TITLES = {
    anaphors.RAPPORTEUR: ("SR:",), anaphors.EXPERT: ("IE:",), anaphors.WORKING_GROUP: ("WG:",),
    anaphors.MANDATE_HOLDER: ("SR:", "IE:", "SP"), anaphors.MANDATE_HOLDERS: ("SR:", "IE:", "WG:", "SP"),
}  # fmt: skip
_TWO = 2
_PRONOUNS = (anaphors.PRONOUN, anaphors.PERSONAL_PRONOUN, anaphors.PLURAL_PRONOUN)
# Words in the name of an office that one person holds.
_OFFICE_HOLDER = re.compile(
    r"Ombuds|Commissioner|Defender|Advocate|Representative|Rapporteur|Expert|Secretary-General|Public Protector"
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a clause's subject means: codes, or the mentions that could not be resolved with the reason."""

    codes: tuple[str, ...] = ()
    unresolved: tuple[tuple[IssuerMention, str, tuple[str, ...]], ...] = ()


@dataclass
class IssuerResolver:
    """Resolves mentions in text order; remembers who spoke.

    Attributes:
        state: State under review, for "the Government".
        author: Code of the document's author, for documents that speak for their author.
        invents: Whether an unknown acronym in the place of a speaker is a new institution (as in a summary of
            stakeholders' submissions, where every speaker is one) or unresolved.
        section: Institution that the present section is about, as its heading says ("the Committee" is that one).
    """

    registry: Registry
    finder: IssuerFinder
    state: str | None = None
    author: str | None = None
    invents: bool = False
    section: str | None = None
    last: tuple[str, ...] = ()
    new: dict[str, IssuerMention] = field(default_factory=dict)
    _history: list[tuple[str, ...]] = field(default_factory=list)
    _paragraph: int = 0
    _told: bool = False
    _used: dict[str, int] = field(default_factory=dict)

    def resolve(self, mentions: Sequence[IssuerMention], text: str) -> Resolved:
        """Return the codes that a subject stands for, in order, without repetition.

        Args:
            text: The sentence that the mentions stand in.
        """
        codes: list[str] = []
        unresolved: list[tuple[IssuerMention, str, tuple[str, ...]]] = []
        for mention in mentions:
            found, reason, candidates = self._one(mention, text[mention.start : mention.end])
            if reason:
                unresolved.append((mention, reason, candidates))
            codes += [code for code in found if code not in codes]
        return Resolved(tuple(codes), tuple(unresolved))

    def begin_paragraph(self) -> None:
        """Remember where a paragraph begins: "the Network" is one that spoke in it."""
        self._paragraph = len(self._history)
        self._told = False

    def told(self) -> None:
        """Remember that a sentence told a fact: "it" after that is nobody who spoke in an earlier paragraph."""
        self._told = True

    def said(self, codes: Iterable[str]) -> None:
        """Remember that these spoke, in this order, together."""
        self.last = tuple(codes)
        if self.last:
            self._history.append(self.last)
            for code in self.last:
                self._used[code] = self._used.get(code, 0) + 1

    def _one(self, mention: IssuerMention, printed: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        if mention.codes:
            return self._named(mention)
        if mention.anaphor in _PRONOUNS and self._told and len(self._history) == self._paragraph:
            return (), "nobody spoke before in the paragraph", self.last
        if mention.anaphor in (anaphors.PRONOUN, anaphors.ORGANIZATION):
            if len(self.last) == 1:
                return self.last, "", ()
            reason = "nobody spoke before" if not self.last else "more than one spoke before"
            return (), reason, self.last
        if mention.anaphor == anaphors.PERSONAL_PRONOUN:
            if len(self.last) == 1 and self._is_office_holder(self.last[0]):
                return self.last, "", ()
            return (), "no office-holder spoke before", self.last
        if mention.anaphor == anaphors.PLURAL_PRONOUN:
            if len(self.last) == 1 and " " in printed:  # "these organizations" are several
                return (), "only one spoke before", self.last
            return (self.last, "", ()) if self.last else ((), "nobody spoke before", ())
        if mention.anaphor == anaphors.GOVERNMENT:
            entry = next(iter(self.registry.find_names(printed, "State")), None)
            if entry:
                return (entry.entries[0].code,), "", ()
            return ((self.state,), "", ()) if self.state else ((), "the State under review is not known", ())
        if mention.anaphor == anaphors.AUTHOR:
            return ((self.author,), "", ()) if self.author else ((), "the author is not known", ())
        if mention.anaphor == anaphors.SOURCE:
            return ("several sources",), "", ()
        if mention.anaphor in (anaphors.FORMER, anaphors.LATTER):
            pair = next((p for p in reversed(self._history[self._paragraph :]) if len(p) == 2), None)
            return (
                ((pair[mention.anaphor == anaphors.LATTER],), "", ())
                if pair
                else ((), "no two spoke together before", ())
            )
        if mention.anaphor == anaphors.BEARER:
            return self._bearer(mention.word or "")
        return self._last_of_kind(mention)

    def _bearer(self, word: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """Who spoke last in this paragraph, alone, with this word in the name."""
        for speakers in reversed(self._history[self._paragraph :]):
            bearers = tuple(code for code in speakers if re.search(rf"\b{word}\b", self._name(code), re.I))
            if len(bearers) == 1:
                return bearers, "", ()
        return (), f"nobody with {word!r} in the name spoke before in the paragraph", ()

    def _name(self, code: str) -> str:
        entry, local, new = self.registry.by_code(code, "Actor"), self.finder.local.get(code), self.new.get(code)
        return (
            (local.name if local else "") or (entry.label if entry else "") or (new.name if new and new.name else code)
        )

    def _is_office_holder(self, code: str) -> bool:
        return code.startswith(PERSONS) or bool(_OFFICE_HOLDER.search(self._name(code)))

    def _named(self, mention: IssuerMention) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        if mention.known:
            for code in mention.codes:
                if mention.name and not self.registry.by_code(code, "Actor"):
                    self.new.setdefault(code, mention)
            return mention.codes, "", ()
        code = mention.codes[0]
        meant = self._misspelt(code)
        if meant:
            return (meant,), "", ()
        if self.invents:
            self.new.setdefault(code, mention)
            return mention.codes, "", ()
        return (), "the acronym is not defined in the document and not known", ()

    def _misspelt(self, code: str) -> str | None:
        """Return the acronym that this one is with letters exchanged ("UNCHR" for UNHCR), if there is just one."""
        letters = sorted(code)
        known = {
            *self._used,
            *self.finder.local,
            *(e.code for e in self.registry.of_kind("Actor") if e.kind != "State"),
        }
        candidates = sorted(
            other for other in known if other != code and len(other) == len(code) > 3 and sorted(other) == letters
        )
        used = [other for other in candidates if other in self._used or other in self.finder.local]
        return (used or candidates)[0] if len(used or candidates) == 1 else None

    def _last_of_kind(self, mention: IssuerMention) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        if self.section and self._fits(self.section, mention.anaphor):
            return (self.section,), "", ()
        for speakers in reversed(self._history):
            fitting = tuple(code for code in speakers if self._fits(code, mention.anaphor))
            if mention.anaphor in anaphors.PLURAL and (len(fitting) > 1 or fitting == ("SP",)):
                return fitting, "", ()
            if mention.anaphor in anaphors.PLURAL and fitting:
                return self._two_in_paragraph(mention.anaphor)
            if len(fitting) == 1:
                return fitting, "", ()
            if fitting:
                return (), "more than one of its kind spoke together before", fitting
        if mention.anaphor == anaphors.HIGH_COMMISSIONER:
            return ("UNHCHR",), "", ()
        return (), f"no {mention.anaphor} spoke before", ()

    def _two_in_paragraph(self, anaphor: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
        """The two of a kind that spoke in this paragraph, one after the other ("Both Committees")."""
        spoke = (code for speakers in self._history[self._paragraph :] for code in speakers)
        fitting = tuple(dict.fromkeys(code for code in spoke if self._fits(code, anaphor)))
        if len(fitting) == _TWO:
            return fitting, "", ()
        return (), "not two of its kind spoke before in the paragraph", fitting

    def _fits(self, code: str, anaphor: str | None) -> bool:
        if anaphor == anaphors.HIGH_COMMISSIONER:
            return code == "UNHCHR"
        if anaphor in (anaphors.COMMITTEE, anaphors.COMMITTEES):
            entry = self.registry.by_code(code, "TreatyBody")
            return entry is not None or code == "ILO"
        return code.startswith(_TITLES.get(anaphor or "", ()))
