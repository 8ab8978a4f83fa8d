"""Find where a State says that it implemented a recommendation, and somebody else that it did not.

Guarantees: the same records give the same graph, `terms.GRAPH_IMPLEMENTATION`, in any order. A claim and a verdict meet only
on the same recommendation, which the verdict names by number or cites; a verdict that is older than the claim, and not of
the same review, contradicts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hrgraph import __version__, iris, terms
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.citations import Resolution
from hrgraph.joins.cited_places import Listed
from hrgraph.joins.disagreement import write_disagreement
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.graded_claims import ClaimedSubject, GradedSubject, write_graded_claims
from hrgraph.joins.numbered_reviews import is_earlier
from hrgraph.joins.sources import Source
from hrgraph.store import NamedGraph

METHOD = f"implementation {__version__}"
READ = ("hr:positionOf", "hr:positionValue", "hr:implementationOf", "hr:implementationVerdict", "hr:verdictOn")
_IMPLEMENTED = iris.concept("position", "implemented")
# How far what is said contradicts the claim. That a report answers a recommendation does not say that it is implemented.
_WEIGHT = {"not implemented": 0.9, "partly implemented": 0.8, "contested": 0.6}
_WEIGHT_OF_CLAIM = {"implemented": 1.0, "measures reported": 0.6}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a State says of its own implementation of a recommendation: "implemented", or "measures reported"."""

    record: str
    document: str
    recommendation: str
    value: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody else says of it: in a statement, of the recommendations that a statement (`on`) names."""

    record: str
    document: str
    on: str
    value: str


def read_claims(facts: DocumentFacts) -> Iterator[Claim]:
    """Yield what a document tells that the State says of what it implemented."""
    for position in facts.of_type("Position"):
        recommendation = facts.value(position, "hr:positionOf")
        if recommendation and facts.value(position, "hr:positionValue") == _IMPLEMENTED:
            yield Claim(position, facts.document, recommendation, "implemented")
    for report in facts.of_type("ReportedImplementation"):
        recommendation = facts.value(report, "hr:implementationOf")
        if recommendation:
            yield Claim(report, facts.document, recommendation, "measures reported")


def read_verdicts(facts: DocumentFacts) -> Iterator[Verdict]:
    """Yield what the statements of a document say was not implemented."""
    for statement, value in facts.pairs("hr:implementationVerdict"):
        yield Verdict(statement, facts.document, facts.value(statement, "hr:verdictOn") or statement, value)


def join_implementation(
    sources: Iterable[Source],
    claims: Iterable[Claim],
    verdicts: Iterable[Verdict],
    resolutions: Iterable[Resolution],
    claimed_subjects: Iterable[ClaimedSubject] = (),
    graded_subjects: Iterable[GradedSubject] = (),
) -> NamedGraph:
    """Return the disagreements on the implementation of recommendations.

    Args:
        sources: The documents, with their dates.
        resolutions: What the statements on which verdicts rest mean.
        claimed_subjects, graded_subjects: What States claim and treaty bodies graded, by subject.
    """
    documents = {source.iri: source for source in sources}
    claimed: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        claimed[claim.recommendation].append(claim)
    judged: dict[str, list[tuple[Verdict, float]]] = defaultdict(list)
    numbers: dict[str, Listed] = {}
    meant = _meant(resolutions)
    for verdict in verdicts:
        for recommendation, (listed, sure) in meant.get(verdict.on, {}).items():
            judged[recommendation].append((verdict, sure))
            numbers[recommendation] = listed
    writer = GraphWriter(terms.GRAPH_IMPLEMENTATION, words=False)
    for recommendation in sorted(judged.keys() & claimed.keys()):
        pairs = [
            (claim, verdict, sure)
            for claim in claimed[recommendation]
            for verdict, sure in judged[recommendation]
            if _speak_of_one_time(documents[claim.document], documents[verdict.document])
        ]
        if pairs:
            _write(writer, numbers[recommendation], pairs, documents)
    write_graded_claims(writer, documents, claimed_subjects, graded_subjects)
    return NamedGraph.of_triples(terms.GRAPH_IMPLEMENTATION, writer.quads())


def _meant(resolutions: Iterable[Resolution]) -> dict[str, dict[str, tuple[Listed, float]]]:
    """Return by statement the recommendations that it means, each with how sure that is."""
    found: dict[str, dict[str, tuple[Listed, float]]] = defaultdict(dict)
    for resolution in resolutions:
        for listed, sure in resolution.meant:
            for statement in resolution.statements:
                _, known = found[statement].get(listed.recommendation, (listed, 0.0))
                found[statement][listed.recommendation] = (listed, max(sure, known))
    return found


def _speak_of_one_time(claim: Source, verdict: Source) -> bool:
    """Whether a verdict may be an answer to a claim: of another document, and not older, but for documents of one review."""
    of_one_review = claim.state == verdict.state and claim.cycle is not None and claim.cycle == verdict.cycle
    return claim.iri != verdict.iri and (of_one_review or not is_earlier(verdict.date, claim.date))


def _write(
    writer: GraphWriter, listed: Listed, pairs: list[tuple[Claim, Verdict, float]], documents: Mapping[str, Source]
) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    records, features, scores = set(), set(), []
    for claim, verdict, sure in pairs:
        said[claim.document].add(claim.value)
        said[verdict.document].add(verdict.value)
        records |= {claim.record, verdict.record, verdict.on}
        if sure < 1:
            features.add(f"recommendation-likely-meant={listed.number} by {documents[verdict.document].code}")
        scores.append(_WEIGHT[verdict.value] * _WEIGHT_OF_CLAIM[claim.value] * sure)
    features.add(f"recommendation={listed.number}")
    iri = iris.thing("disagreement", "implementation", iris.digest(listed.recommendation))
    write_disagreement(
        writer,
        iri,
        "implementation",
        f"the implementation of recommendation {listed.number}",
        listed.recommendation,
        {document: ", ".join(sorted(said[document])) for document in sorted(said)},
        sorted(records),
        METHOD,
        score=round(max(scores), 3),
        features=sorted(features),
        as_of=max(documents[document].date for document in said),
    )
