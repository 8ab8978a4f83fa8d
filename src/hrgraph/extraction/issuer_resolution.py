"""Decide which institution a mention means, from what was said before.

Links only where one candidate is left. "The Committee" is the last committee that spoke, if only one spoke then; "it" is the
last speaker, if it spoke alone; "they" are the last speakers together. What cannot be decided stays unresolved, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hrgraph.extraction import issuers
from hrgraph.extraction.issuers import IssuerFinder, IssuerMention
from hrgraph.registry import Registry

_TITLES = {issuers.RAPPORTEUR: "SR:", issuers.EXPERT: "IE:", issuers.WORKING_GROUP: "WG:"}


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
        invents: Whether an unknown acronym in the place of a speaker is a new institution (as in a summary of stakeholders'
            submissions, where every speaker is one) or unresolved.
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
        if mention.anaphor == issuers.PRONOUN:
            if len(self.last) == 1:
                return self.last, "", ()
            reason = "nobody spoke before" if not self.last else "more than one spoke before"
            return (), reason, self.last
        if mention.anaphor == issuers.PERSONAL_PRONOUN:
            if len(self.last) == 1 and self.last[0].startswith(issuers.PERSONS):
                return self.last, "", ()
            return (), "no office-holder spoke before", self.last
        if mention.anaphor == issuers.PLURAL_PRONOUN:
            return (self.last, "", ()) if self.last else ((), "nobody spoke before", ())
        if mention.anaphor == issuers.GOVERNMENT:
            entry = next(iter(self.registry.find_names(printed, "State")), None)
            if entry:
                return (entry.entries[0].code,), "", ()
            return ((self.state,), "", ()) if self.state else ((), "the State under review is not known", ())
        if mention.anaphor == issuers.SOURCE:
            return ("several sources",), "", ()
        return self._last_of_kind(mention)

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
        known = {*self._used, *self.finder.local, *(e.code for e in self.registry.of_kind("Actor") if e.kind != "State")}
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
            if len(fitting) == 1:
                return fitting, "", ()
            if fitting:
                return (), "more than one of its kind spoke together before", fitting
        if mention.anaphor == issuers.HIGH_COMMISSIONER:
            return ("UNHCHR",), "", ()
        return (), f"no {mention.anaphor} spoke before", ()

    def _fits(self, code: str, anaphor: str | None) -> bool:
        if anaphor == issuers.HIGH_COMMISSIONER:
            return code == "UNHCHR"
        if anaphor == issuers.COMMITTEE:
            entry = self.registry.by_code(code, "TreatyBody")
            return entry is not None or code == "ILO"
        return code.startswith(_TITLES.get(anaphor or "", "\0"))
