"""Write statements: who says what to whom, on the ground of which norms, calling for which acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from hrgraph import iris
from hrgraph.graph.actors import UNNAMED
from hrgraph.graph.citations import WrittenCitation
from hrgraph.graph.scope import Scope
from hrgraph.graph.tags import write_tags
from hrgraph.graph.wording import statement_label
from hrgraph.models import Citation, Statement, Unresolved

_CLASSES = {
    "recommendation": "hr:Recommendation",
    "request": "hr:InformationRequest",
    "concern": "hr:Concern",
    "commendation": "hr:Commendation",
    "assessment": "hr:Assessment",
    "finding": "hr:Finding",
    "fact": "hr:FactualStatement",
    "pledge": "hr:VoluntaryPledge",
}
_ACT_RELATIONS = {
    "asked": "hr:callsFor", "pledged": "hr:pledgesAct", "reported": "hr:reportsAct", "mentioned": "hr:mentionsAct",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """The IRIs of statements that were written.

    Attributes:
        recommendations: Of the UPR recommendations, by number, or by key where they have none.
        by_start: Of all, by the first character.
        asking: Of those that ask for something, by the first character.
    """

    recommendations: dict[str, str] = field(default_factory=dict)
    by_start: dict[int, str] = field(default_factory=dict)
    asking: dict[int, str] = field(default_factory=dict)


def write_statements(
    scope: Scope, statements: Sequence[Statement], citations: Sequence[WrittenCitation]
) -> Written:
    """Write the statements of a document, and which documents they cite, to its graph.

    Args:
        citations: All that the document has.
    """
    written = Written()
    identifiers = _identifiers(scope, statements)
    for index, (statement, (iri, evidence_of)) in enumerate(zip(statements, identifiers, strict=True)):
        similar_to = None if statement.similar_to is None else identifiers[statement.similar_to][0]
        _write(scope, statement, iri, evidence_of, similar_to)
        if statement.verdict:
            scope.writer.text(iri, "hr:implementationVerdict", statement.verdict)
            scope.writer.link(iri, "hr:verdictOn", identifiers[index if statement.verdict_on is None else statement.verdict_on][0])
        own = [citation for citation in citations if _cites(statement, citation.citation)]
        scope.writer.link(iri, "hr:cites", *(citation.cited for citation in own))
        scope.writer.link(iri, "hr:hasCitation", *(citation.iri for citation in own if citation.cited))
        written.by_start.setdefault(statement.anchor.start, iri)
        if statement.kind == "recommendation":
            written.asking.setdefault(statement.anchor.start, iri)
        if name := statement.number or statement.key:
            written.recommendations.setdefault(name, iri)
    for statement, (iri, _) in zip(statements, identifiers, strict=True):
        _write_comment(scope, statement, iri, written)
    return written


def _write_comment(scope: Scope, statement: Statement, iri: str, written: Written) -> None:
    """Join what the State under review comments to the recommendations of the same document."""
    for number in statement.about:
        recommendation = written.recommendations.get(number)
        scope.writer.link(iri, "hr:commentsOn", recommendation)
        if recommendation is None:
            reason = "the document lists no recommendation with this number"
            scope.unresolved(Unresolved("recommendation", number, statement.anchor, reason))


def _identifiers(scope: Scope, statements: Sequence[Statement]) -> list[tuple[str, str]]:
    """Return for each statement its IRI and the IRI its evidence is named after.

    Statements with the same words in the same paragraph are told apart by their order in the text.
    """
    document = scope.document
    seen: Counter[str] = Counter()
    found: dict[int, tuple[str, str]] = {}
    for index in sorted(range(len(statements)), key=lambda index: statements[index].anchor.start):
        statement = statements[index]
        anchor = statement.anchor
        iri = iris.statement(document.identifier, anchor.paragraph, anchor.quote)
        seen[iri] += 1
        if seen[iri] > 1:
            iri = iris.statement(document.identifier, anchor.paragraph, f"{anchor.quote}\x1f{seen[iri]}")
        found[index] = (iri, iri)
        cycle = statement.cycle or document.cycle
        name = statement.number or statement.key
        if name and statement.addressee and cycle:
            mint = iris.upr_recommendation if statement.number else iris.upr_recommendation_row
            number = mint(statement.addressee, cycle, name)
            seen[number] += 1
            if seen[number] == 1:
                found[index] = (number, iri)
    return [found[index] for index in range(len(statements))]


def _write(scope: Scope, statement: Statement, iri: str, evidence_of: str, similar_to: str | None) -> None:
    writer, actors, anchor = scope.writer, scope.actors, statement.anchor
    issuers = _resolved(
        scope, statement, "issuer", (code for code in statement.issuers if code != UNNAMED), actors.resolve
    )
    state = actors.state(statement.addressee)
    if statement.addressee and state is None:
        scope.unresolved(_missing(statement, "addressee", statement.addressee))
    if statement.kind == "finding" and UNNAMED not in statement.issuers and set(issuers.values()) == {state}:
        state = None  # what a State alone reports of itself, it says to nobody
    label = statement_label(
        statement,
        issuers=[actors.name(code) for code in statement.issuers if code in issuers or code == UNNAMED],
        plural=actors.are_many(statement.issuers),
        state=actors.name(statement.addressee) if statement.addressee and state else None,
        mentions=scope.norms.short_names(statement.instruments, statement.provisions),
        heading=scope.places.heading(anchor),
        place=scope.places.label(anchor),
    )
    is_upr = bool(statement.number or statement.key)
    writer.describe(iri, "hr:UprRecommendation" if is_upr else _CLASSES[statement.kind], label)
    writer.link(iri, "hr:issuedBy", *issuers.values())
    writer.text(iri, "hr:unnamedIssuer", *(code for code in statement.issuers if code == UNNAMED))
    writer.link(iri, "hr:addressedTo", state)
    _write_norms(scope, statement, iri)
    writer.link(iri, "hr:callsNote", *(scope.places.note(number) for number in statement.notes))
    writer.text(iri, "hr:uprReference", *statement.upr_refs)
    writer.flag(iri, "hr:similar", value=statement.similar)
    writer.link(iri, "hr:similarTo", similar_to)
    if is_upr:
        writer.text(iri, "hr:number", *filter(None, [statement.number]))
        writer.text(iri, "hr:rowKey", *filter(None, [statement.key]))
        cycle = statement.cycle or scope.document.cycle
        if statement.addressee and cycle:
            review = scope.review(statement.addressee, cycle)
            writer.link(iri, "hr:inReview", review)
            if review:
                writer.number(review, "hr:session", statement.session)
    write_tags(scope, iri, statement.tags)
    writer.words_of(iri, "hr:quote", anchor.quote)
    scope.provenance.attach(iri, anchor, evidence_of=evidence_of)


def _write_norms(scope: Scope, statement: Statement, iri: str) -> None:
    writer, norms = scope.writer, scope.norms
    named = dict.fromkeys((*statement.instruments, *(code for _, code in statement.instrument_actions)))
    instruments = _resolved(scope, statement, "instrument", named, norms.instrument)
    provisions = _resolved(scope, statement, "provision", statement.provisions, norms.provision)
    writer.link(iri, "hr:mentions", *(instruments.get(code) for code in statement.instruments), *provisions.values())
    writer.text(iri, "hr:printedProvision", *(norms.printed_provision(code) for code in provisions))
    for (act, code), modality in zip(statement.instrument_actions, statement.modalities, strict=True):
        writer.link(iri, _ACT_RELATIONS[modality], norms.act(act, code))


def _resolved(
    scope: Scope, statement: Statement, what: str, codes: Iterable[str], resolve: Callable[[str], str | None]
) -> dict[str, str]:
    """Return the IRI of each code that `resolve` knows; the others are written as unresolved mentions."""
    found: dict[str, str] = {}
    for code in codes:
        iri = resolve(code)
        if iri is None:
            scope.unresolved(_missing(statement, what, code))
        else:
            found[code] = iri
    return found


def _missing(statement: Statement, what: str, printed: str) -> Unresolved:
    known = {"issuer": "institution", "addressee": "State"}.get(what, what)
    return Unresolved(what, printed, statement.anchor, f"no {known} is known by this name")


def _cites(statement: Statement, citation: Citation) -> bool:
    """Say whether a citation stands in the statement or in a note that it calls."""
    return statement.anchor.start <= citation.anchor.start < statement.anchor.end or citation.note in statement.notes
