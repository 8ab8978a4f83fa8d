"""The instruments, provisions, laws and treaty acts that the records of a document speak of.

Instruments of the reference data are only pointed at. Provisions, domestic laws and instruments that the reference data
do not know are described here. A code is an identifier and never cut; a label may be, see `GraphWriter.named`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hrgraph import iris
from hrgraph.graph.writer import GraphWriter, shorten
from hrgraph.registry import Registry

_OTHER = "other:"
_ARTICLE = re.compile(
    r"""
    (?:[0-9]+|[IVXLC]+\b)                   # 19, IV
    (?:[-.–][0-9]+)*                        # 193-1
    [A-Za-z]?                               # 12A
    (?:\ ?(?:bis|ter|quater|quinquies))?    # 14 bis
    (?:\ ?\([0-9A-Za-z]+\))*                # (3)(a)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class ProvisionCode:
    """The parts of "CAT:1", "ICCPR:19(3)", "FJI:Crimes Act:164" and "FJI:Crimes Act".

    Attributes:
        state: ISO 3166 alpha-3 of the State whose law it is; None for an international instrument.
        instrument: Code of the instrument, or name of the law.
        article: None where the whole law is meant.
    """

    state: str | None
    instrument: str
    article: str | None


@dataclass(frozen=True, slots=True)
class ReportingInstrument:
    """IRI of an instrument under which a State reports, and code of the body that it reports to."""

    instrument: str
    body: str


def parse_provision(code: str, registry: Registry) -> ProvisionCode:
    """Return the parts of a provision's code.

    Raises:
        ValueError: It names neither an instrument with an article nor a State's law.
    """
    state, _, rest = code.partition(":")
    if rest and registry.by_code(state, "State") is not None:
        law, _, article = rest.rpartition(":")
        if not _ARTICLE.fullmatch(article.strip()):
            law, article = rest, ""
        if law.strip():
            return ProvisionCode(state, law.strip(), article.strip() or None)
    instrument, _, article = code.rpartition(":")
    if instrument in ("", "other") or not _ARTICLE.fullmatch(article.strip()):
        raise ValueError(f'{code!r} is not a provision; expected a form such as "CAT:1" or "FJI:Crimes Act:164"')
    return ProvisionCode(None, instrument, article.strip())


def _tidy(article: str) -> str:
    """Return an article without white space before its brackets: "19 (3) (a)" becomes "19(3)(a)"."""
    return re.sub(r"\s+(?=\()", "", article)


class Norms:
    """Resolves the codes of instruments and provisions and describes those that are not reference data."""

    def __init__(self, registry: Registry, writer: GraphWriter, provisions: Iterable[str]) -> None:
        """Keep what is needed.

        Args:
            provisions: Every provision code of the document. A law that it calls by two names goes by the one that
                sorts first, whatever order they come in; it keeps the others beside it.
        """
        self._registry, self._writer = registry, writer
        self._law_names: dict[str, list[str]] = {}
        for code in sorted(set(provisions)):
            try:
                parts = parse_provision(code, registry)
            except ValueError:
                continue
            if parts.state is not None:
                names = self._law_names.setdefault(iris.domestic_law(parts.state, parts.instrument), [])
                names.append(parts.instrument)

    def instrument(self, code: str) -> str | None:
        """Return the IRI of an instrument, or None if nothing is known by this code."""
        name = code.removeprefix(_OTHER)
        entry = self._registry.by_code(code, "Instrument") or self._registry.match(name, "Instrument")
        if entry is not None:
            return entry.iri
        if name == code or not name.strip():
            return None
        iri = iris.other_instrument(name)
        self._writer.describe(iri, "hr:Instrument", self._writer.named(name))
        self._writer.text(iri, "hr:code", _OTHER + name)
        return iri

    def provision(self, code: str) -> str | None:
        """Return the IRI of a provision or of a domestic law, or None if the code names none."""
        try:
            parts = parse_provision(code, self._registry)
        except ValueError:
            return None
        if parts.state is not None:
            return self._of_law(parts.state, parts)
        instrument = self.instrument(parts.instrument)
        if instrument is None:
            return None
        entry = self._registry.by_iri(instrument)
        code = entry.code if entry is not None else parts.instrument
        return self._article(instrument, self._writer.named(code.removeprefix(_OTHER)), code, parts.article)

    def printed_provision(self, code: str) -> str:
        """Return a provision's code with the law called as the document calls it there: "FJI:Crimes Code:3".

        Args:
            code: One that `provision` knows.
        """
        parts = parse_provision(code, self._registry)
        article = f":{_tidy(parts.article)}" if parts.article else ""
        if parts.state is not None:
            return f"{parts.state}:{parts.instrument}{article}"
        entry = self._registry.by_iri(self.instrument(parts.instrument) or "")
        return f"{entry.code if entry is not None else parts.instrument}{article}"

    def _of_law(self, state: str, parts: ProvisionCode) -> str:
        iri = iris.domestic_law(state, parts.instrument)
        names = self._law_names.get(iri, [parts.instrument])
        name = names[0]
        country = self._registry.by_code(state, "State")
        label = f"{self._writer.named(name)} ({country.label})"
        self._writer.describe(iri, "hr:DomesticLaw", label)
        self._writer.also_called(iri, *(self._writer.named(printed) for printed in names))
        self._writer.text(iri, "hr:code", f"{state}:{name}")
        self._writer.link(iri, "hr:lawOf", country.iri)
        return iri if parts.article is None else self._article(iri, label, f"{state}:{name}", parts.article)

    def _article(self, of: str, label: str, code: str, article: str) -> str:
        """Describe an article, and the article that a paragraph of one is part of; return the IRI of the first."""
        article = _tidy(article)
        iri = iris.provision(of, article)
        self._writer.describe(iri, "hr:Provision", f"{label}, article {article}")
        self._writer.link(iri, "hr:provisionOf", of)
        self._writer.text(iri, "hr:articleNumber", article)
        self._writer.text(iri, "hr:code", f"{code}:{article}")
        whole, bracket, _ = article.rpartition("(")
        if bracket and whole:
            self._writer.link(iri, "hr:withinProvision", self._article(of, label, code, whole))
        return iri

    def act(self, act: str, code: str) -> str | None:
        """Return the IRI of a treaty act ("ratify", "CAT"), or None if the instrument is not known."""
        instrument = self.instrument(code)
        if instrument is None:
            return None
        entry = self._registry.by_iri(instrument)
        iri = iris.treaty_act(act, entry.code if entry is not None else code)
        self._writer.describe(iri, "hr:TreatyAct", f"{act.replace('-', ' ')}: {self.short_name(code)}")
        self._writer.link(iri, "hr:act", iris.concept("treaty-act", act))
        self._writer.link(iri, "hr:ofInstrument", instrument)
        return iri

    def reporting_under(self, code: str) -> ReportingInstrument | None:
        """Return the instrument that a row of a reporting table names in place of a body; None where it names none."""
        entry = self._registry.by_code(code, "Instrument")
        if entry is None or self._registry.by_code(code, "Actor") is not None:
            return None
        body = self._registry.monitored_by(code) or self._registry.monitored_by(self._registry.protocol_to(code) or "")
        return ReportingInstrument(entry.iri, body) if body is not None else None

    def short_name(self, code: str) -> str:
        """Return the short name of an instrument or provision for a label: "CAT", "Crimes Act, art. 3"."""
        try:
            parts = parse_provision(code, self._registry)
        except ValueError:
            return shorten(code.removeprefix(_OTHER))
        article = f", art. {_tidy(parts.article)}" if parts.article else ""
        return shorten(parts.instrument.removeprefix(_OTHER)) + article

    def short_names(self, instruments: Iterable[str], provisions: Sequence[str]) -> list[str]:
        """Return the short names of what a record mentions, without an instrument of which a provision is named."""
        alone = [code for code in instruments if not any(one.startswith(code + ":") for one in provisions)]
        return [self.short_name(code) for code in (*alone, *provisions)]
