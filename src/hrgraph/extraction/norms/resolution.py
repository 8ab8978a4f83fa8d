"""Decide which norm a back reference means and whose an article is.

Guarantees: a reference is resolved where one norm is left; otherwise it stays unresolved with the candidates. What was
named nearest before it is preferred to what was named far away; a committee's "the Convention" is the treaty it
monitors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hrgraph.extraction.norms.instrument_kinds import can_be_called, is_of_class, of_year, protocols_to, subject
from hrgraph.extraction.norms.mentions import BackReference, LawMention
from hrgraph.registry import Entry, Registry


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm: an instrument by its code, or a law by its State (None where the text names none) and name."""

    code: str | None = None
    law: str | None = None
    state: str | None = None
    head: str = ""
    year: str | None = None

    @property
    def key(self) -> str:
        """The same for all mentions of one norm."""
        return self.code or f"{self.state or ''}:{(self.law or '').lower()}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference means: one norm or several, or none and what it might have meant."""

    norms: tuple[Norm, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What was named before a reference, each list in the order of the text.

    Attributes:
        statement, paragraph, section: In the same one as the reference; each holds those before it.
        treaties: Codes of the treaties that the committees who speak monitor.
        headings: Codes of the instruments that the headings above name, or whose committees they name.
        in_table: Whether the reference stands in a table, whose rows say nothing of each other.
    """

    statement: Sequence[Norm] = ()
    paragraph: Sequence[Norm] = ()
    section: Sequence[Norm] = ()
    treaties: Sequence[str] = ()
    headings: Sequence[str] = ()
    in_table: bool = False


class ArticleMemory:
    """Whose articles were named in the document so far, by number."""

    def __init__(self) -> None:
        self._norms: dict[str, dict[str, Norm]] = {}

    def add(self, numbers: Iterable[str], norm: Norm) -> None:
        """Remember that `norm` has articles with these numbers."""
        for number in numbers:
            self._norms.setdefault(_base(number), {})[norm.key] = norm

    def norms(self, numbers: Iterable[str]) -> list[Norm]:
        """Return the norms that are known to have an article with one of these numbers, each once."""
        return _distinct(norm for number in numbers for norm in self._norms.get(_base(number), {}).values())


def resolve_instrument(reference: BackReference, context: Context, registry: Registry) -> Resolution:
    """Return the instrument that words such as "the Convention" mean."""
    if reference.year:
        return _of_year(reference, context, registry)
    if reference.pointing and not reference.formal and not reference.plural:
        return _last_of_class(reference, context, registry)
    if reference.head.endswith("optional protocol"):
        return _resolve_protocol(reference, context, registry)
    if reference.plural:
        return Resolution()
    fitting = [code for code in context.treaties if can_be_called(code, reference.head, registry)]
    named = _fitting(context.statement, reference.head, registry)
    if reference.pointing:
        before = named or _fitting(context.paragraph, reference.head, registry)
        if before:
            return _one({before[-1]})
    if len(set(fitting)) == 1:
        others = {code for code in named if code != fitting[0]}
        return Resolution(candidates=(*fitting, *sorted(others))) if others else _one(set(fitting))
    for codes in (
        named,
        _fitting(context.paragraph, reference.head, registry),
        fitting,
        _fitting(context.section, reference.head, registry),
        [code for code in context.headings if can_be_called(code, reference.head, registry)],
    ):
        if codes:
            return _one(set(codes))
    return Resolution()


def _last_of_class(reference: BackReference, context: Context, registry: Registry) -> Resolution:
    """Return what "this treaty" means: the last instrument of that class before it in the paragraph, and no other."""
    near = context.statement if context.in_table else context.paragraph
    codes = [norm.code for norm in near if norm.code and is_of_class(norm.code, reference.head, registry)]
    return _one({codes[-1]}) if codes else Resolution()


def _of_year(reference: BackReference, context: Context, registry: Registry) -> Resolution:
    """Return what "the 1961 Convention" means: one of that year that was named, or the one that the field speaks of."""
    codes = of_year(reference.year or "", reference.head, registry)
    named = {norm.code for norm in context.section if norm.code in codes}
    # The reference data mark by "other:" what is not one of the field's own instruments.
    return _one(named or {code for code in codes if not code.startswith("other:")} or set(codes))


def _resolve_protocol(reference: BackReference, context: Context, registry: Registry) -> Resolution:
    """Return what "the Optional Protocol" means: one named before, or that of the treaty that is spoken of."""
    named = _fitting(context.statement, reference.head, registry)
    named = named or _fitting(context.paragraph, reference.head, registry)
    if named and (reference.pointing or len(set(named)) == 1):
        return _one({named[-1]})
    spoken, written = ([norm.code for norm in place if norm.code] for place in (context.paragraph, context.section))
    monitored = [registry.protocol_to(code) or code for code in context.treaties]
    for place in (monitored, spoken, written, context.headings):
        groups = [group for code in dict.fromkeys(place) if (group := protocols_to(code, registry))]
        if len(groups) == 1:
            return _which(reference, groups[0])
        if groups:
            return Resolution(candidates=tuple(sorted(entry.code for group in groups for entry in group)))
    return Resolution()


def _which(reference: BackReference, protocols: tuple[Entry, ...]) -> Resolution:
    ordinal = {"first": 0, "second": 1, "third": 2}.get(reference.head.split()[0])
    if reference.plural:
        return Resolution(tuple(Norm(entry.code) for entry in protocols[: reference.count]))
    if ordinal is not None and ordinal < len(protocols):
        return _one({protocols[ordinal].code})
    # The plain "Optional Protocol" of a treaty with several is the one whose title names no subject.
    plain = [entry for entry in protocols if not subject(entry)] or protocols
    return _one({entry.code for entry in plain})


def _fitting(norms: Iterable[Norm], head: str, registry: Registry) -> list[str]:
    return [norm.code for norm in norms if norm.code and can_be_called(norm.code, head, registry)]


def _one(codes: set[str]) -> Resolution:
    if len(codes) == 1:
        return Resolution((Norm(next(iter(codes))),))
    return Resolution(candidates=tuple(sorted(codes)))


def resolve_law(reference: BackReference, context: Context, section_laws: Sequence[LawMention]) -> Resolution:
    """Return the law that words such as "the draft law" or "the 2011 Law" mean.

    Args:
        section_laws: All laws that the section names, before and after the reference.
    """
    if reference.year:
        dated = [law for law in section_laws if law.year == reference.year and _same_head(law.head, reference)]
        return _distinct_one([law_norm(law) for law in dated])
    before = [norm for norm in context.paragraph if norm.law and _same_head(norm.head, reference)]
    if before:
        return Resolution((before[-1],))
    if reference.formal or "draft" in reference.head:
        return _distinct_one([norm for norm in context.section if norm.law and _same_head(norm.head, reference)])
    return Resolution()


def law_norm(law: LawMention) -> Norm:
    """Return the norm that a mention of a law names."""
    return Norm(law=law.name, state=law.state, head=law.head, year=law.year)


def _same_head(head: str, reference: BackReference) -> bool:
    if head == reference.head:
        return True
    # "the Law" may be a draft that was just named; "the draft law" may be a bill.
    drafts = {"draft law", "draft act", "bill", "draft bill"}
    if reference.head in drafts:
        return head in drafts
    return head == f"draft {reference.head}"


def _distinct(norms: Iterable[Norm]) -> list[Norm]:
    return list({norm.key: norm for norm in norms}.values())


def _distinct_one(norms: list[Norm]) -> Resolution:
    distinct = _distinct(norms)
    if len(distinct) == 1:
        return Resolution((distinct[0],))
    return Resolution(candidates=tuple(sorted(norm.law or norm.code or "" for norm in distinct)))


def resolve_article(
    numbers: Sequence[str], context: Context, memory: ArticleMemory, *, in_brackets: bool = False
) -> Resolution:
    """Return the norm of articles that are called by number only, from what was named before.

    Args:
        in_brackets: As in "(arts. 2 and 7)", by which a committee says which articles of its treaty are concerned.
    """
    if in_brackets and len(context.treaties) == 1:
        return Resolution((Norm(context.treaties[0]),))
    remembered = memory.norms(numbers)
    here = context.statement[-1] if context.statement else None
    if len(remembered) == 1:
        near = {norm.key for norm in context.paragraph}
        if here is None or here.key == remembered[0].key or remembered[0].key in near:
            return Resolution((remembered[0],))
    if here:
        return Resolution((here,))
    nearby = _distinct(context.paragraph)
    if len(nearby) == 1:
        return Resolution((nearby[0],))
    return Resolution(candidates=tuple(sorted(norm.code or norm.law or "" for norm in remembered or nearby)))


def _base(number: str) -> str:
    """Return the article of a number with parts: "19" for "19(3)"."""
    return number.split("(")[0].strip()
