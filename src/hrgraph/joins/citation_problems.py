"""Say of a citation of recommendations or paragraphs whether it fits what it cites, and if not, what it likely means.

Nothing is claimed unless the cited document was read and certainly lacks what is cited, or says that others made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hrgraph.joins.cited_places import Citable, CitedPlace, Listed, numeric
from hrgraph.joins.numbered_reviews import NumberedReview, NumberedReviews, is_earlier, lacks
from hrgraph.joins.sources import Source

# How sure a problem and its intention are. The numbers and the States named beside them agree somewhere else: nothing is
# left to chance. The numbers alone agree; another number of the same report has the States, or is one slip away.
_STATES_AGREE, _NUMBERS_AGREE, _SLIP, _SLIP_OF_STATE = 0.98, 0.75, 0.6, 0.85
# Nothing else fits. A paragraph may stand in a part of the document that was not read as numbered.
_NO_INTENTION, _NO_PARAGRAPH, _LATER = 0.9, 0.8, 0.7
# A shorter document may be an extract.
_LEAST_PARAGRAPHS = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """A citation that does not fit.

    Attributes:
        kind: In a fixed short name.
        said: What does not fit, in words that follow "A/HRC/1/1, note 2".
        numbers: Of the recommendations that it is about.
        intended: The recommendations that are likely meant.
        document: The report that lists them, or None.
        features: What speaks for it, as name and value.
    """

    kind: str
    said: str
    score: float
    numbers: tuple[str, ...] = ()
    intended: tuple[Listed, ...] = ()
    document: Source | None = None
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What comes of a citation of recommendations: those that it means, what is wrong, and what stays open."""

    resolved: tuple[Listed, ...] = ()
    problem: Problem | None = None
    open: tuple[str, ...] = ()
    reason: str = ""


def judge_numbers(place: CitedPlace, source: Source, cited: Citable, reviews: NumberedReviews) -> Judgement:
    """Judge the numbers of recommendations that a citation of a document gives.

    Args:
        source: The document that cites.
        cited: The document that is cited. Only of a report of the working group can a number be missing; an addendum or a
            decision speaks of the numbers of its report.
    """
    review = reviews.of(cited.source)
    if review is None or not review.listed:
        return Judgement(open=place.numbers, reason=f"{cited.source.code} lists no numbered recommendation")
    named = dict(place.issuers)
    is_report = review.report is cited
    missing = tuple(number for number in place.numbers if is_report and review.lacks(number))
    others = tuple(number for number in place.numbers if number in review.listed and not _agree(review, number, named))
    resolved = tuple(review.listed[number] for number in place.numbers if number in review.listed and number not in others)
    unknown = tuple(number for number in place.numbers if number not in review.listed and number not in missing)
    problem = None
    if missing or (others and is_report):
        problem = _problem(place, source, review, missing, others, reviews)
    reason = f"the list of {cited.source.code} was not read without a gap" if unknown else ""
    return Judgement(resolved, problem, unknown, reason)


def _agree(review: NumberedReview, number: str, named: Mapping[str, Sequence[str]]) -> bool:
    """Whether a State that is named beside a number is one of those that made the recommendation, or nobody is named."""
    issuers = review.listed[number].issuers
    return number not in named or not issuers or bool({*named[number]} & {*issuers})


def _problem(
    place: CitedPlace,
    source: Source,
    review: NumberedReview,
    missing: tuple[str, ...],
    others: tuple[str, ...],
    reviews: NumberedReviews,
) -> Problem:
    wrong = missing + others
    assert review.report is not None
    code = review.report.source.code
    named = dict(place.issuers)
    features = [f"lists={_spans(review.report.listed)} of {code}"] if missing else []
    features += [f"missing={number}" for number in missing]
    features += [f"other-issuer={number}" for number in others]
    kind = "no-such-recommendation" if missing else "other-issuer"
    have = "none of these numbers" if len(missing) > 1 else "no such number"
    said = f"cites {_recommendations(wrong)} of {code}, " + (f"which has {have}" if missing else "which says that others made it")
    states = list(dict.fromkeys(state for state in (source.state, review.state) if state))
    elsewhere = [one for state in states for one in reviews.before(source, state) if one is not review and _fits(one, wrong, named)]
    if len(elsewhere) == 1:
        meant = elsewhere[0]
        agreeing = [number for number in wrong if number in named and meant.listed[number].issuers]
        features += [f"exists={number} in {_name(meant)}" for number in wrong]
        features += [f"issuer-agrees={number}" for number in agreeing]
        if meant.state != review.state:
            kind = "of-another-state"
            said = f"cites {_recommendations(wrong)} of {code}, the report of another State"
        from_whom = ", from the States that it names" if agreeing else ""
        said += f"; {_name(meant)} has {'them' if len(wrong) > 1 else 'it'}{from_whom}"
        intended = tuple(meant.listed[number] for number in wrong)
        score = _STATES_AGREE if agreeing else _NUMBERS_AGREE
        return Problem(kind, said, score, wrong, intended, meant.report.source if meant.report else None, tuple(features))
    features += [f"exists={number} in {_name(one)}" for one in elsewhere for number in wrong]
    slips = {number: _slip(number, place.numbers, review, named) for number in wrong}
    if all(slips.values()):
        intended = tuple(listed for listed in slips.values() if listed)
        features += [f"one-slip={number} for {listed.number}" for number, listed in slips.items() if listed]
        said += f"; it has {', '.join(listed.number for listed in intended)}"
        score = _SLIP_OF_STATE if all(number in named for number in wrong) else _SLIP
        return Problem(kind, said, score, wrong, intended, review.report.source, tuple(features))
    return Problem(kind, said, _NO_INTENTION, wrong, features=tuple(features))


def _fits(review: NumberedReview, numbers: Iterable[str], named: Mapping[str, Sequence[str]]) -> bool:
    return all(number in review.listed and _agree(review, number, named) for number in numbers)


def _slip(number: str, cited: Sequence[str], review: NumberedReview, named: Mapping[str, Sequence[str]]) -> Listed | None:
    """Return the one recommendation of the same report whose number is printed with one slip, or None.

    The paragraph has to be that of another number of the citation; where a State is named, it has to have made it.
    """
    paragraphs = {other.partition(".")[0] for other in cited if other in review.listed and other != number}
    states = {*named.get(number, ())}
    found = []
    for listed in review.listed.values():
        same_paragraph = listed.number.partition(".")[0] in paragraphs or (
            bool(states) and listed.number.partition(".")[0] == number.partition(".")[0]
        )
        of_state = not states or bool(states & {*listed.issuers})
        if same_paragraph and of_state and listed.number not in cited and _is_one_slip(number, listed.number):
            found.append(listed)
    return found[0] if len(found) == 1 else None


def _is_one_slip(printed: str, meant: str) -> bool:
    """Whether one digit is another one, or two neighbours are exchanged, in one of the two parts of a number.

    >>> _is_one_slip("151.119", "115.119"), _is_one_slip("113.7", "115.7"), _is_one_slip("11.3", "115.3")
    (True, True, False)
    """
    if len(printed) != len(meant) or printed.count(".") != meant.count("."):
        return False
    different = [place for place, (one, other) in enumerate(zip(printed, meant, strict=True)) if one != other]
    if len(different) == 2 and different[1] == different[0] + 1:
        first, second = different
        return (printed[first], printed[second]) == (meant[second], meant[first])
    return len(different) == 1


def judge_paragraphs(place: CitedPlace, cited: Citable) -> Problem | None:
    """Return what is wrong with the paragraphs that a citation gives, or None.

    Only a document whose numbered paragraphs were read from the first on, without a gap, is known to have no other.
    """
    if len(cited.ranges) != 1 or cited.ranges[0][0] != 1 or cited.ranges[0][1] < _LEAST_PARAGRAPHS:
        return None
    last = cited.ranges[0][1]
    beyond = [number for number in place.paragraphs if int(number) > last]
    if not beyond:
        return None
    said = f"cites paragraph{'s' if len(beyond) > 1 else ''} {', '.join(beyond)} of {cited.source.code}, which ends at {last}"
    features = (f"paragraphs=1-{last} of {cited.source.code}", *(f"missing={number}" for number in beyond))
    return Problem("no-such-paragraph", said, _NO_PARAGRAPH, features=features)


def judge_review(place: CitedPlace, source: Source, cited: Source, reviews: NumberedReviews) -> Problem | None:
    """Return a problem if the citing sentence speaks of another review of the State than that of the document it names.

    Only where the report of that other review was read too, and is older than the citing document.
    """
    if place.cycle is None or cited.cycle is None or cited.state is None or place.cycle == cited.cycle:
        return None
    meant = next((one for one in reviews.before(source, cited.state) if one.cycle == place.cycle), None)
    if meant is None or meant.report is None:
        return None
    report = meant.report.source
    said = f"speaks of the review of cycle {place.cycle} and cites {cited.code}, which is of cycle {cited.cycle}; its report is {report.code}"
    features = (f"named-cycle={place.cycle}", f"cycle-of-cited={cited.cycle}")
    return Problem("of-another-review", said, _NUMBERS_AGREE, document=report, features=features)


def judge_date(source: Source, cited: Source) -> Problem | None:
    """Return a problem if a document cites one that is younger; those of one review are written side by side."""
    of_one_review = source.state == cited.state and source.cycle is not None and source.cycle == cited.cycle
    if of_one_review or not is_earlier(source.date, cited.date):
        return None
    said = f"cites {cited.code} of {cited.date}, which is later than itself ({source.date})"
    features = (f"date={source.date}", f"date-of-cited={cited.date}")
    return Problem("later-than-the-citing-document", said, _LATER, features=features)


def lacks_everywhere(reviews: Sequence[NumberedReview], number: str) -> bool:
    """Whether reports of all these reviews were read and none has a number."""
    return bool(reviews) and all(review.report is not None and lacks(review.report, number) for review in reviews)


def _recommendations(numbers: Sequence[str]) -> str:
    return f"recommendation{'s' if len(numbers) > 1 else ''} {', '.join(sorted(numbers, key=numeric))}"


def _name(review: NumberedReview) -> str:
    return review.report.source.code if review.report else f"the review of cycle {review.cycle}"


def _spans(listed: Iterable[Listed]) -> str:
    """Return the numbers of a list as a range for each paragraph: "95.1-95.128 96.1-96.4"."""
    ends: dict[str, tuple[str, str]] = {}
    for one in listed:
        paragraph = one.number.partition(".")[0]
        first, _ = ends.get(paragraph, (one.number, ""))
        ends[paragraph] = (first, one.number)
    return " ".join(f"{first}-{last}" if first != last else first for first, last in ends.values())
