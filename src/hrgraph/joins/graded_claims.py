"""Find where a State says that it implemented a recommendation, and a treaty body found its follow-up on the same subject wanting.

A grade is for a paragraph of concluding observations, a claim for a recommendation of the review: they meet where the two
recommendations have the same subject (`subjects`). The grade must not be older than the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hrgraph import __version__, iris
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.disagreement import write_disagreement
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.numbered_reviews import is_earlier
from hrgraph.joins.sources import Source
from hrgraph.joins.subjects import Subject, match_subjects, read_subject

METHOD = f"graded-subjects {__version__}"
READ = ("hr:gradedRecommendation", "hr:grade", "hr:followUpParagraph", "hr:part", "hr:participant", "hr:treatyBody")
# Action not satisfactory, no cooperation, contrary to the recommendation.
_WANTING = ("c", "d", "e")
_IMPLEMENTED = iris.concept("position", "implemented")


@dataclass(frozen=True, slots=True)
class ClaimedSubject:
    """A recommendation that the State says it implemented, and what it is about."""

    record: str
    document: str
    recommendation: str
    number: str
    state: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class GradedSubject:
    """A recommendation of a treaty body whose follow-up was found wanting.

    Attributes:
        records: The grades, one for each part.
        point: Body, paragraph, parts and grades, in words.
    """

    records: tuple[str, ...]
    document: str
    recommendation: str
    state: str
    point: str
    subject: Subject


def read_claimed_subjects(facts: DocumentFacts, issues: Mapping[str, tuple[tuple[str, float], ...]]) -> Iterator[ClaimedSubject]:
    """Yield what a document tells that the State says it implemented, where the document has the recommendation's words."""
    for position in facts.of_type("Position"):
        recommendation = facts.value(position, "hr:positionOf")
        if not recommendation or facts.value(position, "hr:positionValue") != _IMPLEMENTED:
            continue
        number, state = facts.value(recommendation, "hr:number"), facts.value(recommendation, "hr:addressedTo")
        subject = read_subject(facts, recommendation, issues)
        if number and state and subject.stems:
            yield ClaimedSubject(position, facts.document, recommendation, number, state, subject)


def read_graded_subjects(facts: DocumentFacts, issues: Mapping[str, tuple[tuple[str, float], ...]]) -> Iterator[GradedSubject]:
    """Yield the recommendations of treaty bodies that a document says were graded C or lower, with the parts that were."""
    graded: dict[str, list[tuple[str, str, str]]] = {}
    for grade, recommendation in facts.pairs("hr:gradedRecommendation"):
        letter = (facts.value(grade, "hr:grade") or "").rpartition("/")[2]
        if letter in _WANTING:
            graded.setdefault(recommendation, []).append((facts.value(grade, "hr:part") or "", letter.upper(), grade))
    for recommendation, parts in sorted(graded.items()):
        first = parts[0][2]
        state, body = facts.value(first, "hr:participant"), (facts.value(first, "hr:treatyBody") or "").rpartition("/")[2]
        told = ", ".join(f"{letter} on {part}" if part else letter for part, letter, _ in sorted(parts))
        if state:
            point = f"{body} paragraph {facts.value(first, 'hr:followUpParagraph')}: grade {told}"
            subject = read_subject(facts, recommendation, issues)
            yield GradedSubject(tuple(sorted(grade for _, _, grade in parts)), facts.document, recommendation, state, point, subject)


def write_graded_claims(
    writer: GraphWriter, sources: Mapping[str, Source], claims: Iterable[ClaimedSubject], grades: Iterable[GradedSubject]
) -> None:
    """Write the disagreements between what a State claims and how a treaty body graded it."""
    claims = list(claims)
    for grade in grades:
        for claim in claims:
            same = match_subjects(claim.subject, grade.subject) if claim.state == grade.state else None
            if same is None or is_earlier(sources[grade.document].date, sources[claim.document].date):
                continue
            score, features = same
            iri = iris.thing("disagreement", "implementation", iris.digest(claim.record, grade.recommendation))
            write_disagreement(
                writer,
                iri,
                "implementation",
                f"the implementation of recommendation {claim.number} and of what {grade.point.partition(':')[0]} asks on the same subject",
                claim.recommendation,
                {claim.document: "implemented", grade.document: grade.point},
                sorted({claim.record, *grade.records, grade.recommendation}),
                METHOD,
                score=score,
                features=features,
                as_of=max(sources[claim.document].date, sources[grade.document].date),
            )
