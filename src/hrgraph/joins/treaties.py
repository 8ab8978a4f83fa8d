"""Write what became of calls for treaty acts, and where sources differ on participation: `terms.GRAPH_TREATIES`.

Guarantees: the same records give the same graph, in any order; nothing that a document's graph says is repeated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hrgraph import __version__, iris, terms
from hrgraph.graph.norms import Norms
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.disagreement import write_disagreement
from hrgraph.joins.fulfilment import Fulfilment, Made, find_fulfilments
from hrgraph.joins.participation_disagreements import DATE, Differing, find_disagreements
from hrgraph.joins.sources import Source
from hrgraph.joins.standings import Told, age, by_treaty
from hrgraph.joins.treaty_records import Standing, TreatyRecords
from hrgraph.registry import load_registry
from hrgraph.store import NamedGraph

METHOD = f"treaty acts answered {__version__}"
_OF_THE_STATE = ("NationalReport", "Addendum")


def join_treaties(
    stated: Iterable[tuple[Source, TreatyRecords]], reviews: Mapping[str, str], rows: Mapping[str, str]
) -> NamedGraph:
    """Return what became of calls for treaty acts, and where sources differ on participation.

    Args:
        stated: Of all documents, in any order.
        reviews: When each review was held, by its IRI.
        rows: The recommendation that each row of a table is, by IRI.
    """
    made: dict[tuple[str, str, str], Made] = {}
    told: list[Told] = []
    spoken: dict[str, str] = {}
    for source, records in sorted(stated, key=lambda pair: pair[0].iri):
        on = _dated(source, reviews)
        spoken[source.iri] = on if records.calls or records.standings else ""
        told += [Told(_spoken(source, standing), on) for standing in records.standings]
        for call in records.calls:
            one = Made(call, reviews.get(call.review or "") or on)
            whole = rows.get(call.statement, call.statement)
            key = (whole, call.treaty_act, call.state)
            made[key] = min(made.get(key, one), one, key=lambda each: (each.call.statement != whole, not each.on, age(each.on)))
    writer = GraphWriter(terms.GRAPH_TREATIES, words=False)
    by_state = by_treaty(told)
    for fulfilment in find_fulfilments(made.values(), by_state):
        _write_fulfilment(writer, fulfilment)
    for document, on in spoken.items():
        writer.date(document, "hr:speaksAsOf", on)
    for each in told:
        writer.link(each.standing.record, "hr:wordOf", *each.standing.speakers)
    for differing in find_disagreements(by_state):
        _write_differing(writer, differing)
    return NamedGraph.of_triples(terms.GRAPH_TREATIES, writer.quads())


def _spoken(source: Source, standing: Standing) -> Standing:
    """Return a standing with who says so: in a document of the State's own, the State where no other is reported."""
    own = source.kind in _OF_THE_STATE and source.state and not standing.speakers
    return replace(standing, speakers=(source.state,)) if own else standing


def _dated(source: Source, reviews: Mapping[str, str]) -> str:
    """Return when a document speaks: a report of the working group on the day of the review."""
    if source.kind == "WorkingGroupReport" and source.state and source.cycle:
        return reviews.get(iris.review(iris.code_of(source.state), source.cycle)) or source.date
    return source.date


def _write_fulfilment(writer: GraphWriter, one: Fulfilment) -> None:
    state, instrument = iris.code_of(one.state), iris.code_of(one.instrument)
    iri = iris.thing("fulfilment", state, one.act, *one.instrument.removeprefix(terms.ID + "instrument/").split("/"))
    label = f"{state}: {one.act.replace('-', ' ')} {instrument}: {one.outcome.replace('-', ' ')}"
    writer.describe(iri, "hr:Fulfilment", label)
    writer.text(iri, "hr:method", METHOD)
    writer.link(iri, "hr:calledUpon", one.state)
    writer.link(iri, "hr:ofAct", one.treaty_act)
    writer.link(iri, "hr:outcome", iris.concept("fulfilment-outcome", one.outcome))
    writer.link(iri, "hr:answersCall", *(made.call.statement for made in one.calls))
    writer.link(iri, "hr:answersPledge", *(made.call.statement for made in one.pledges))
    writer.link(iri, "hr:answeredBy", *(told.standing.record for told in one.answers))
    writer.link(iri, "hr:basedOn", *(told.standing.record for told in one.others))
    writer.number(iri, "hr:callCount", one.counted)
    writer.date(iri, "hr:answeredOn", one.answered_on)
    dated = [made.on for made in one.asked if made.on]
    if dated:
        writer.date(iri, "hr:firstCalledOn", dated[0])
        writer.date(iri, "hr:lastCalledOn", dated[-1])
    if one.days is not None:
        fewest, most = one.days
        writer.number(iri, "hr:daysToAnswer", fewest if fewest == most else None)
        writer.number(iri, "hr:fewestDaysToAnswer", fewest)
        writer.number(iri, "hr:mostDaysToAnswer", most)
    writer.date(iri, "hr:asOf", one.as_of)
    writer.date(iri, "hr:statusAsOf", one.status_as_of)
    for made in (*one.calls, *one.pledges):
        writer.date(made.call.statement, "hr:madeOn", made.on)


def _write_differing(writer: GraphWriter, one: Differing) -> None:
    state, instrument = iris.code_of(one.state), iris.code_of(one.instrument)
    became = f"{state} signed" if one.act == "sign" else f"{state} became a party to"
    subject = f"when {became} {instrument}" if one.on == DATE else f"whether {state} is a party to {instrument}"
    known = load_registry().by_iri(one.instrument)
    about = Norms(load_registry(), writer, ()).act(one.act, known.code) if known else None
    key = iris.digest(one.act, one.state, one.instrument)
    write_disagreement(
        writer, iris.thing("disagreement", one.on, key), one.on, subject, about, one.said(),
        sorted(told.standing.record for told in one.told), METHOD,
    )  # fmt: skip
