"""Lead each citation to the passages and recommendations that it means, and say which citations do not fit.

Guarantees: the same records give the same graph, `terms.GRAPH_CITATIONS`, in any order; a number that may mean several
things, or whose report was not read, stays unresolved with the reason; a problem is claimed only as `citation_problems`
says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hrgraph import __version__, iris, terms
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.citation_problems import (
    Judgement,
    Problem,
    judge_date,
    judge_numbers,
    judge_paragraphs,
    judge_review,
    lacks_everywhere,
)
from hrgraph.joins.cited_places import Citable, CitedPlace, Listed, numeric
from hrgraph.joins.numbered_reviews import NumberedReviews, first_with
from hrgraph.joins.sources import Source
from hrgraph.store import NamedGraph

METHOD = f"citation-resolution {__version__}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What comes of one place.

    Attributes:
        recommendations: Those that it means.
        passages: Those that it points at.
        unresolved: Numbers that stay open, by the reason.
    """

    place: CitedPlace
    source: Source
    recommendations: tuple[Listed, ...] = ()
    passages: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unresolved: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements that cite: in the text, in a note that they call, or by number alone."""
        return self.place.statements if self.place.cited else (self.place.record,)

    @property
    def meant(self) -> Iterator[tuple[Listed, float]]:
        """Yield the recommendations that it means or likely means, each with how sure that is."""
        yield from ((listed, 1.0) for listed in self.recommendations)
        for problem in self.problems:
            yield from ((listed, problem.score) for listed in problem.intended)


def resolve_citations(citables: Iterable[Citable], places: Iterable[CitedPlace]) -> list[Resolution]:
    """Return what comes of each place, sorted.

    Args:
        citables, places: Of all documents, in any order.
    """
    documents = {citable.source.iri: citable for citable in citables}
    reviews = NumberedReviews(documents.values())
    resolutions = []
    for place in sorted(places, key=lambda place: place.record):
        source = documents[place.document].source
        cited = documents.get(place.cited) if place.cited else None
        if place.cited is None:
            resolutions.append(_by_number_alone(place, source, reviews))
        elif cited is None:
            code = place.cited.removeprefix(terms.ID + "document/")
            unread = ((f"{code} was not read", place.numbers),) if place.numbers else ()
            resolutions.append(Resolution(place, source, unresolved=unread))
        else:
            resolutions.append(_in_document(place, source, cited, reviews))
    return resolutions


def _in_document(place: CitedPlace, source: Source, cited: Citable, reviews: NumberedReviews) -> Resolution:
    judged = judge_numbers(place, source, cited, reviews) if place.numbers else Judgement()
    # Numbers tell better than the sentence which review is meant.
    other_review = None if judged.problem or judged.resolved else judge_review(place, source, cited.source, reviews)
    problems = (judged.problem, other_review, judge_paragraphs(place, cited), judge_date(source, cited.source))
    known = dict(cited.passages)
    return Resolution(
        place,
        source,
        judged.resolved,
        tuple(known[number] for number in place.paragraphs if number in known),
        tuple(problem for problem in problems if problem),
        ((judged.reason, judged.open),) if judged.open else (),
    )


def _by_number_alone(place: CitedPlace, source: Source, reviews: NumberedReviews) -> Resolution:
    """Resolve numbers of recommendations that stand without the symbol of a report."""
    state = place.state or source.state
    before = reviews.before(source, state) if state else []
    found: list[Listed] = []
    unresolved: dict[str, list[str]] = {}
    nowhere: list[str] = []
    for number in place.numbers:
        listed, reason = first_with(before, number)
        if listed:
            found.append(listed)
        elif reason == "" and lacks_everywhere(before, number):
            nowhere.append(number)
        else:
            unresolved.setdefault(reason, []).append(number)
    problems = ()
    if nowhere:
        reports = " or ".join(one.report.source.code for one in before if one.report)
        said = f"refers to {', '.join(nowhere)}, which {reports} do not have"
        features = tuple(f"missing={number}" for number in nowhere)
        problems = (Problem("no-such-recommendation", said, 0.9, tuple(nowhere), features=features),)
    reasons = tuple((reason, tuple(numbers)) for reason, numbers in sorted(unresolved.items()))
    return Resolution(place, source, tuple(found), problems=problems, unresolved=reasons)


def join_citations(resolutions: Iterable[Resolution]) -> NamedGraph:
    """Return the links from citations and statements to what they mean, the problems, and what stays unresolved."""
    writer = GraphWriter(terms.GRAPH_CITATIONS, words=False)
    for resolution in resolutions:
        place = resolution.place
        meant = [listed.recommendation for listed in resolution.recommendations]
        if place.cited:
            writer.link(place.record, "hr:citedRecommendation", *meant)
            writer.link(place.record, "hr:citedPassage", *resolution.passages)
        for statement in resolution.statements:
            writer.link(statement, "hr:refersTo", *meant)
        for problem in resolution.problems:
            _write_problem(writer, resolution, problem)
        for reason, numbers in resolution.unresolved:
            iri = iris.thing("unresolved-citation", iris.digest(place.record, reason))
            writer.describe(iri, "hr:UnresolvedCitation", f"{_place(resolution)} leaves open {', '.join(numbers)}")
            writer.link(iri, "hr:unresolvedIn", place.record)
            writer.text(iri, "hr:citedRecommendationNumber", *numbers)
            writer.text(iri, "hr:reason", reason)
            writer.text(iri, "hr:method", METHOD)
    return NamedGraph.of_triples(terms.GRAPH_CITATIONS, writer.quads())


def _write_problem(writer: GraphWriter, resolution: Resolution, problem: Problem) -> None:
    place = resolution.place
    iri = iris.thing("citation-problem", problem.kind, iris.digest(place.record, problem.said))
    writer.describe(iri, "hr:CitationProblem", f"{_place(resolution)} {problem.said}")
    writer.link(iri, "hr:problemWith", place.record)
    writer.text(iri, "hr:problemKind", problem.kind)
    writer.text(iri, "hr:citedRecommendationNumber", *sorted(problem.numbers, key=numeric))
    writer.link(iri, "hr:likelyIntention", *(listed.recommendation for listed in problem.intended))
    writer.link(iri, "hr:likelyIntention", problem.document.iri if problem.document else None)
    writer.text(iri, "hr:feature", *problem.features)
    writer.decimal(iri, "hr:score", problem.score)
    writer.date(iri, "hr:asOf", resolution.source.date)
    writer.text(iri, "hr:method", METHOD)


def _place(resolution: Resolution) -> str:
    return ", ".join(filter(None, (resolution.source.code, resolution.place.place)))
