"""Write facts: participation in treaties, competences, reporting, reviews, grades and planned measures.

One function a kind of fact; `write_facts` knows which. Every record has a State, a place in the document and the rule
that read it. A fact about a State that the reference data do not know is written as an unresolved mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from hrgraph import iris
from hrgraph.graph.documents import cited_document
from hrgraph.graph.scope import Scope
from hrgraph.graph.statements import Written
from hrgraph.graph.wording import competence_label, participation_label
from hrgraph.models import (
    Competence,
    Fact,
    FollowUpGrade,
    NotedRecommendation,
    Participation,
    PlannedMeasure,
    ReportedImplementation,
    Reporting,
    ReviewFact,
    Unresolved,
)


def write_facts(scope: Scope, facts: Sequence[Fact], written: Written) -> None:
    """Write the facts of a document to its graph.

    Args:
        written: The statements that the graph describes; grades are of some of them.
    """
    for fact in sorted(facts, key=lambda fact: (fact.anchor.start, fact.anchor.end, repr(fact))):
        state = scope.actors.state(fact.state)
        if state is None:
            scope.unresolved(Unresolved("state", fact.state, fact.anchor, "no State has this code"))
        elif isinstance(fact, FollowUpGrade):
            _write_grade(scope, fact, state, written)
        else:
            _WRITERS[type(fact)](scope, fact, state)


def _instrument(scope: Scope, fact: Participation | Competence) -> str | None:
    instrument = scope.norms.instrument(fact.treaty)
    if instrument is None:
        scope.unresolved(Unresolved("instrument", fact.printed, fact.anchor, "no instrument is known by this name"))
    return instrument


def _may_be_organization(fact: Participation) -> bool:
    return fact.act in ("membership", "observer") or fact.treaty.startswith("other:")


def _write_participation(scope: Scope, fact: Participation, state: str) -> None:
    # Tables of treaties also say to which organizations a State belongs; an organization is not an instrument.
    organization = scope.actors.organization(fact.treaty.removeprefix("other:")) if _may_be_organization(fact) else None
    instrument = _instrument(scope, fact) if organization is None else None
    if instrument is None and organization is None:
        return
    writer = scope.writer
    fields = (fact.state, iris.instrument_key(fact.treaty), iris.slug(fact.act), fact.date)
    iri = scope.record("participation", fact.anchor, *fields)
    label = participation_label(
        fact,
        state=scope.actors.name(fact.state),
        treaty=scope.norms.short_name(fact.treaty),
        place=scope.places.label(fact.anchor),
        organization=organization is not None,
    )
    writer.describe(iri, "hr:Participation", label)
    writer.link(iri, "hr:participant", state)
    writer.link(iri, "hr:ofInstrument", instrument)
    writer.link(iri, "hr:ofOrganization", organization)
    writer.link(iri, "hr:act", iris.concept("participation-act", fact.act))
    writer.date(iri, "hr:date", fact.date)
    writer.name(iri, "hr:status", fact.status)
    writer.name(iri, "hr:printed", fact.printed)
    scope.provenance.attach(iri, fact.anchor)


def _write_competence(scope: Scope, fact: Competence, state: str) -> None:
    instrument = _instrument(scope, fact)
    if instrument is None:
        return
    writer = scope.writer
    fields = (
        fact.state,
        iris.instrument_key(fact.treaty),
        iris.slug(fact.kind),
        iris.digest(fact.article, fact.value, fact.date),
    )
    iri = scope.record("competence", fact.anchor, *fields)
    label = competence_label(
        fact,
        state=scope.actors.name(fact.state),
        treaty=scope.norms.short_name(fact.treaty),
        place=scope.places.label(fact.anchor),
    )
    writer.describe(iri, "hr:Declaration" if fact.kind == "declaration" else "hr:RecognisedCompetence", label)
    writer.link(iri, "hr:participant", state)
    writer.link(iri, "hr:ofInstrument", instrument)
    writer.link(iri, "hr:competenceKind", iris.concept("competence", fact.kind))
    writer.text(iri, "hr:article", fact.article)
    if fact.value in ("yes", "no"):
        writer.text(iri, "hr:value", fact.value)
    else:
        writer.words_of(iri, "hr:value", fact.value)
    writer.date(iri, "hr:date", fact.date)
    writer.words_of(iri, "hr:printed", fact.printed)
    scope.provenance.attach(iri, fact.anchor)


def _unresolved_body(scope: Scope, fact: Reporting | FollowUpGrade) -> None:
    scope.unresolved(Unresolved("body", fact.body, fact.anchor, "no treaty body is known by this name"))


def _write_reporting(scope: Scope, fact: Reporting, state: str) -> None:
    # A protocol without a body of its own stands in the tables beside the bodies; the treaty's body takes its reports.
    protocol = scope.norms.reporting_under(fact.body)
    body = scope.actors.resolve(protocol.body if protocol else fact.body)
    if body is None:
        _unresolved_body(scope, fact)
        return
    writer = scope.writer
    iri = scope.record("reporting", fact.anchor, fact.state, fact.body)
    to = f"{scope.actors.name(protocol.body)} under {fact.body}" if protocol else scope.actors.name(fact.body)
    label = f"Reporting of {scope.actors.name(fact.state)} to {to} ({scope.places.label(fact.anchor)})"
    writer.describe(iri, "hr:ReportingStatus", label)
    writer.link(iri, "hr:participant", state)
    writer.link(iri, "hr:treatyBody", body)
    writer.link(iri, "hr:underInstrument", protocol.instrument if protocol else None)
    writer.date(iri, "hr:latestReportConsidered", fact.latest_report_considered)
    writer.date(iri, "hr:latestConcludingObservations", fact.latest_concluding_observations)
    writer.name(iri, "hr:followUpReport", fact.follow_up)
    writer.name(iri, "hr:reportingStatusText", fact.reporting_status)
    scope.provenance.attach(iri, fact.anchor)


def _write_grade(scope: Scope, fact: FollowUpGrade, state: str, written: Written) -> None:
    body = scope.actors.resolve(fact.body)
    if body is None:
        _unresolved_body(scope, fact)
        return
    writer = scope.writer
    point = f"{fact.paragraph}{' ' + fact.part if fact.part else ''}"
    iri = scope.record("follow-up", fact.anchor, fact.state, fact.body, iris.slug(point))
    graded = f"{scope.actors.name(fact.state)}'s follow-up to paragraph {point}"
    label = f"{scope.actors.name(fact.body)} grades {graded}: {fact.grade}"
    writer.describe(iri, "hr:FollowUpGrade", f"{label} ({scope.places.label(fact.anchor)})")
    writer.link(iri, "hr:participant", state)
    writer.link(iri, "hr:treatyBody", body)
    writer.number(iri, "hr:followUpParagraph", fact.paragraph)
    writer.text(iri, "hr:part", fact.part)
    writer.link(iri, "hr:grade", iris.concept("follow-up-grade", fact.grade))
    if fact.graded is not None:
        span = range(fact.graded.start, fact.graded.end)
        writer.link(iri, "hr:gradedRecommendation", *(asking for start, asking in written.asking.items() if start in span))
    scope.provenance.attach(iri, fact.anchor)


def _write_review(scope: Scope, fact: ReviewFact, state: str) -> None:
    writer = scope.writer
    iri = scope.record("review-account", fact.anchor, fact.state, str(fact.cycle))
    of = f"the Universal Periodic Review of {scope.actors.name(fact.state)}, cycle {fact.cycle}"
    writer.describe(iri, "hr:ReviewAccount", f"Account of {of} ({scope.places.label(fact.anchor)})")
    writer.link(iri, "hr:ofReview", scope.review(fact.state, fact.cycle))
    writer.link(iri, "hr:accountIn", iris.document(scope.document.identifier))
    writer.text(iri, "hr:period", fact.period)
    writer.date(iri, "hr:reviewDate", fact.review_date)
    writer.number(iri, "hr:printedSession", fact.session)
    for relation, kind, symbol, iso in (
        ("hr:workingGroupReport", "hr:WorkingGroupReport", fact.wg_report_symbol, fact.wg_report_date),
        ("hr:replies", "hr:Addendum", fact.replies_symbol, fact.replies_date),
        ("hr:decision", "hr:CouncilDecision", fact.decision_symbol, fact.decision_date),
    ):
        writer.link(iri, relation, cited_document(scope, symbol, kind=kind) if symbol else None)
        writer.date(iri, relation + "Date", iso)
    writer.number(iri, "hr:received", fact.received)
    writer.number(iri, "hr:supportedCount", fact.supported)
    writer.number(iri, "hr:notedCount", fact.noted)
    writer.number(iri, "hr:delegations", fact.delegations)
    members = {code: scope.actors.state(code) for code in fact.troika}
    writer.link(iri, "hr:troikaMember", *members.values())
    for code in (code for code, member in members.items() if member is None):
        scope.unresolved(Unresolved("state", code, fact.anchor, "no State has this code"))
    for relation, symbol in (
        ("hr:nationalReport", fact.national_report_symbol),
        ("hr:compilation", fact.compilation_symbol),
        ("hr:stakeholderSummary", fact.summary_symbol),
    ):
        writer.link(iri, relation, cited_document(scope, symbol) if symbol else None)
    _write_outcome(scope, fact, iri)
    scope.provenance.attach(iri, fact.anchor)


def _write_outcome(scope: Scope, fact: ReviewFact, iri: str) -> None:
    """Write what the outcome is and how it was adopted; the decision that this is read in adopts it."""
    writer = scope.writer
    writer.number(iri, "hr:meetingNumber", fact.meeting)
    writer.flag(iri, "hr:adoptedWithoutVote", value=bool(fact.without_vote))
    writer.link(iri, "hr:outcomePart", *(iris.concept("outcome-part", part) for part in fact.outcome_parts))
    kinds = {fact.wg_report_symbol: "hr:WorkingGroupReport", fact.replies_symbol: "hr:Addendum"}
    documents = (cited_document(scope, symbol, kind=kinds.get(symbol)) for symbol in fact.outcome_documents)
    writer.link(iri, "hr:outcomeDocument", *documents)
    if fact.outcome_parts and scope.document.kind == "CouncilDecision":
        decision = iris.document(scope.document.identifier)
        writer.link(decision, "hr:adoptsOutcomeOf", scope.review(fact.state, fact.cycle))


def _write_noted(scope: Scope, fact: NotedRecommendation, state: str) -> None:
    writer, norms = scope.writer, scope.norms
    cycle = str(fact.cycle) if fact.cycle is not None else None
    iri = scope.record("noted", fact.anchor, fact.state, cycle, iris.digest(fact.theme, fact.text))
    of = f", cycle {fact.cycle}" if fact.cycle is not None else ""
    about = norms.short_names(fact.instruments, fact.provisions)
    label = f"Recommendation noted by {scope.actors.name(fact.state)}{of}{': ' + ', '.join(about) if about else ''}"
    writer.describe(iri, "hr:NotedRecommendation", f"{label} ({scope.places.label(fact.anchor)})")
    writer.link(iri, "hr:addressedTo", state)
    if fact.cycle is not None:
        writer.link(iri, "hr:inReview", scope.review(fact.state, fact.cycle))
    writer.name(iri, "hr:themeText", fact.theme)
    writer.words_of(iri, "hr:printed", fact.text)
    writer.words_of(iri, "hr:quote", fact.anchor.quote)
    for what, codes, resolve in (
        ("instrument", fact.instruments, norms.instrument),
        ("provision", fact.provisions, norms.provision),
    ):
        for code in codes:
            target = resolve(code)
            writer.link(iri, "hr:mentions", target)
            if target is not None and what == "provision":
                writer.text(iri, "hr:printedProvision", norms.printed_provision(code))
            if target is None:
                scope.unresolved(Unresolved(what, code, fact.anchor, f"no {what} is known by this name"))
    writer.link(iri, "hr:callsFor", *(norms.act(act, code) for act, code in fact.acts))
    scope.provenance.attach(iri, fact.anchor)
    position = iri + "/position"
    writer.describe(position, "hr:Position", f"Noted: {label[0].lower()}{label[1:]}")
    writer.link(position, "hr:positionOf", iri)
    writer.link(position, "hr:positionValue", iris.concept("position", "noted"))
    writer.link(position, "hr:statedIn", scope.places.passage(fact.anchor))
    writer.link(position, "hr:statedBy", state)
    writer.link(iri, "hr:position", position)
    scope.provenance.attach(position, fact.anchor)


def _write_measure(scope: Scope, fact: PlannedMeasure, state: str) -> None:
    writer = scope.writer
    iri = scope.record("planned-measure", fact.anchor, fact.state, iris.slug(fact.no))
    until = f", by {fact.deadline}" if fact.deadline else ""
    label = f"{scope.actors.name(fact.state)}: planned measure {fact.no}{until} ({scope.places.label(fact.anchor)})"
    writer.describe(iri, "hr:PlannedMeasure", label)
    writer.link(iri, "hr:participant", state)
    writer.text(iri, "hr:measureNumber", fact.no)
    writer.name(iri, "hr:measureSection", fact.section)
    writer.words_of(iri, "hr:measure", fact.measure)
    writer.name(iri, "hr:completionForm", fact.completion_form)
    writer.name(iri, "hr:timeline", fact.timeline)
    writer.date(iri, "hr:deadline", fact.deadline)
    writer.name(iri, "hr:responsible", *fact.responsible)
    scope.provenance.attach(iri, fact.anchor)


def _write_claim(scope: Scope, fact: ReportedImplementation, state: str) -> None:
    writer = scope.writer
    iri = scope.record("reported-implementation", fact.anchor, fact.state, str(fact.cycle), fact.number)
    of = f"recommendation {fact.number} of cycle {fact.cycle}"
    label = f"{scope.actors.name(fact.state)} reports on {of} ({scope.places.label(fact.anchor)})"
    writer.describe(iri, "hr:ReportedImplementation", label)
    writer.link(iri, "hr:implementationOf", iris.upr_recommendation(fact.state, fact.cycle, fact.number))
    writer.link(iri, "hr:reportedBy", state)
    writer.text(iri, "hr:reportedNumber", fact.number)
    writer.link(iri, "hr:ofEarlierReview", scope.review(fact.state, fact.cycle))
    writer.words_of(iri, "hr:printed", fact.anchor.quote)
    writer.link(iri, "hr:answeredIn", *(scope.places.passage(answer) for answer in fact.answers))
    scope.provenance.attach(iri, fact.anchor)


_WRITERS = {
    Participation: _write_participation,
    Competence: _write_competence,
    Reporting: _write_reporting,
    ReviewFact: _write_review,
    NotedRecommendation: _write_noted,
    PlannedMeasure: _write_measure,
    ReportedImplementation: _write_claim,
}
