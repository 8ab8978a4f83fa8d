"""What citations lead to, which of them do not fit, and which stay open. All documents are invented."""

from __future__ import annotations

import random
from dataclasses import replace

import pyoxigraph as ox
import pytest
from docx_writer import paragraph, write_docx
from hypothesis import given
from hypothesis import strategies as st

from hrgraph import iris, terms
from hrgraph.joins.citation_problems import Problem
from hrgraph.joins.citations import Resolution, join_citations, resolve_citations
from hrgraph.joins.cited_places import Citable, CitedPlace, Listed
from hrgraph.joins.numbered_reviews import is_earlier, lacks
from hrgraph.joins.sources import Source
from hrgraph.pipeline import build
from hrgraph.queries import find_query
from hrgraph.store import Store

FJI, TUV = iris.thing("state", "FJI"), iris.thing("state", "TUV")


def state(code: str) -> str:
    return iris.thing("state", code)


def report(symbol: str, of: str, cycle: int, date: str, numbers: dict[str, str], *, last: int | None = None) -> Citable:
    """Return a report of the working group; `numbers` gives codes of the States that made each recommendation."""
    code = of.rpartition("/")[2]
    listed = tuple(
        Listed(number, iris.upr_recommendation(code, cycle, number), tuple(state(one) for one in issuers.split()), of, cycle)
        for number, issuers in numbers.items()
    )
    end = last or 1 + max(int(number.partition(".")[0]) for number in numbers)
    source = Source(iris.document(symbol), symbol, "WorkingGroupReport", of, cycle, date)
    return Citable(source, listed, (("12", iris.passage(symbol, "para", "12")),), ((1, end),))


# The first review and the second, both read from end to end.
FIRST = report("A/HRC/15/7", FJI, 1, "2010-02-11", {"71.1": "CHL", "71.2": "PER", "71.3": "NOR", "72.1": "KEN"})
SECOND = report("A/HRC/29/7", FJI, 2, "2015-02-11", {"98.1": "CHL NOR", "98.2": "PER", "98.3": "KEN", "99.1": "MEX"})
OTHER_STATE = report("A/HRC/30/9", TUV, 2, "2015-05-04", {"85.1": "PER", "85.2": "CHL"})
SUBMISSION = Citable(Source(iris.document("reef-watch-2019"), "reef-watch-2019", "StakeholderSubmission", FJI, None, "2019-03"))
ADDENDUM = Citable(Source(iris.document("A/HRC/15/7/Add.1"), "A/HRC/15/7/Add.1", "Addendum", FJI, 1, "2010-06"))
SUMMARY = Citable(Source(iris.document("A/HRC/WG.6/21/FJI/3"), "A/HRC/WG.6/21/FJI/3", "StakeholderSummary", FJI, 2, "2014-11"))
COMPILATION = Citable(
    Source(iris.document("A/HRC/WG.6/21/FJI/2"), "A/HRC/WG.6/21/FJI/2", "UnitedNationsCompilation", FJI, 2, "2014-11"), ranges=((1, 60),)
)
LATER = Citable(Source(iris.document("A/HRC/WG.6/35/FJI/3"), "A/HRC/WG.6/35/FJI/3", "StakeholderSummary", FJI, 3, "2019-11"))
ALL = (FIRST, SECOND, OTHER_STATE, SUBMISSION, ADDENDUM, SUMMARY, COMPILATION, LATER)


def cite(cited: str | None, numbers: str = "", *, by: Citable = SUBMISSION, paragraphs: str = "", statements: tuple[str, ...] = ()) -> CitedPlace:
    """Return a place that cites; `numbers` is like "98.1(CHL) 98.2"."""
    parts = [number.rstrip(")").partition("(") for number in numbers.split()]
    return CitedPlace(
        "urn:x:place",
        by.source.iri,
        "note 2",
        iris.document(cited) if cited else None,
        tuple(number for number, _, _ in parts),
        tuple(paragraphs.split()),
        tuple((number, tuple(state(one) for one in issuers.split(","))) for number, _, issuers in parts if issuers),
        statements,
        FJI if cited is None else None,
    )


def resolved(place: CitedPlace, documents: tuple[Citable, ...] = ALL) -> Resolution:
    (found,) = resolve_citations(documents, [place])
    return found


def problem(place: CitedPlace, documents: tuple[Citable, ...] = ALL) -> Problem:
    (found,) = resolved(place, documents).problems
    return found


def meant(listed: tuple[Listed, ...]) -> list[str]:
    return [f"{one.cycle}/{one.number}" for one in listed]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(cite("A/HRC/29/7", "98.1 99.1"), ["2/98.1", "2/99.1"], id="numbers of a report"),
        pytest.param(cite("A/HRC/29/7", "98.1(NOR) 98.2(PER)"), ["2/98.1", "2/98.2"], id="one of two States is named"),
        pytest.param(cite("A/HRC/29/7", "98.1(NOR,KEN)"), ["2/98.1"], id="one of the States named made it"),
        pytest.param(cite("A/HRC/15/7/Add.1", "71.2(KEN)"), [], id="an addendum whose numbers are those of its report"),
        pytest.param(cite("A/HRC/15/7/Add.1", "71.2"), ["1/71.2"], id="an addendum"),
        pytest.param(cite(None, "71.2 71.3", by=SUMMARY), ["1/71.2", "1/71.3"], id="numbers alone mean the review before"),
        pytest.param(cite(None, "71.1", by=ADDENDUM), ["1/71.1"], id="in an addendum, its own review"),
        pytest.param(cite("A/HRC/30/9", "85.1"), ["2/85.1"], id="the report of another State, to compare"),
    ],
)
def test_what_citations_mean(place: CitedPlace, expected: list[str]) -> None:
    found = resolved(place)
    assert meant(found.recommendations) == expected
    assert found.problems == ()


def test_numbers_alone_mean_the_newest_review_that_has_them() -> None:
    both = replace(SECOND, listed=(*SECOND.listed, replace(FIRST.listed[0], recommendation="urn:x:new", cycle=2)), ranges=((1, 100),))
    documents = (FIRST, both, LATER)
    assert meant(resolved(cite(None, "71.1", by=LATER), documents).recommendations) == ["2/71.1"]
    assert meant(resolved(cite(None, "71.2", by=LATER), documents).recommendations) == ["1/71.2"]


@pytest.mark.parametrize(
    ("place", "kind", "numbers", "intended"),
    [
        pytest.param(
            cite("A/HRC/15/7", "98.2(PER) 98.3(KEN)"), "no-such-recommendation", ("98.2", "98.3"), ["2/98.2", "2/98.3"], id="wrong review"
        ),
        pytest.param(cite("A/HRC/15/7", "99.1"), "no-such-recommendation", ("99.1",), ["2/99.1"], id="wrong review, nobody named"),
        pytest.param(cite("A/HRC/15/7", "71.9"), "no-such-recommendation", ("71.9",), [], id="beyond the end of a list"),
        pytest.param(cite("A/HRC/15/7", "98.2(MEX)"), "no-such-recommendation", ("98.2",), [], id="there too it is of others"),
        pytest.param(cite("A/HRC/29/7", "89.3(KEN) 98.2(PER)"), "no-such-recommendation", ("89.3",), ["2/98.3"], id="two digits exchanged"),
        pytest.param(cite("A/HRC/29/7", "98.2(KEN)"), "other-issuer", ("98.2",), ["2/98.3"], id="one number off"),
        pytest.param(cite("A/HRC/29/7", "98.2(TUV)"), "other-issuer", ("98.2",), [], id="made by others, nothing near"),
        pytest.param(cite("A/HRC/30/9", "98.1(CHL)"), "of-another-state", ("98.1",), ["2/98.1"], id="report of another State"),
        pytest.param(cite(None, "55.1", by=LATER), "no-such-recommendation", ("55.1",), [], id="in no review"),
    ],
)
def test_citations_that_do_not_fit(place: CitedPlace, kind: str, numbers: tuple[str, ...], intended: list[str]) -> None:
    found = problem(place)
    assert (found.kind, found.numbers, meant(found.intended)) == (kind, numbers, intended)
    assert 0 < found.score < 1
    assert found.features


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        (replace(cite("A/HRC/15/7", paragraphs="12"), cycle=2), ["of-another-review"]),
        (replace(cite("A/HRC/15/7", "71.1"), cycle=2), []),  # the number is there: the sentence speaks of two reviews
        (replace(cite("A/HRC/15/7", "98.2"), cycle=2), ["no-such-recommendation"]),
        (replace(cite("A/HRC/15/7"), cycle=1), []),
        (replace(cite("A/HRC/15/7"), cycle=3), []),  # its report was not read
        (cite("A/HRC/15/7"), []),
        (replace(cite("A/HRC/30/9"), cycle=1), []),
    ],
)
def test_a_sentence_that_speaks_of_another_review(place: CitedPlace, kinds: list[str]) -> None:
    found = resolved(place).problems
    assert [one.kind for one in found] == kinds
    assert {one.document.iri for one in found if one.document} <= {SECOND.source.iri}


def test_it_is_surer_if_the_states_named_agree() -> None:
    named, unnamed = problem(cite("A/HRC/15/7", "98.2(PER)")), problem(cite("A/HRC/15/7", "98.2"))
    assert named.score > unnamed.score
    assert "issuer-agrees=98.2" in named.features
    assert "lists=71.1-71.3 72.1 of A/HRC/15/7" in named.features
    assert named.said == "cites recommendation 98.2 of A/HRC/15/7, which has no such number; A/HRC/29/7 has it, from the States that it names"


@pytest.mark.parametrize(
    ("place", "documents"),
    [
        pytest.param(cite("A/HRC/29/7", "98.1"), (SUBMISSION, FIRST), id="the report was not read"),
        pytest.param(cite("A/HRC/15/7", "98.1"), (SUBMISSION, replace(FIRST, ranges=((1, 40), (42, 73)))), id="a gap in its paragraphs"),
        pytest.param(cite("A/HRC/15/7", "98.1"), (SUBMISSION, replace(FIRST, ranges=((1, 72),))), id="it may go on"),
        pytest.param(
            cite("A/HRC/15/7", "71.4"), (SUBMISSION, replace(FIRST, listed=(FIRST.listed[0], FIRST.listed[2]), ranges=((1, 73),))), id="a gap in its list"
        ),
        pytest.param(cite("A/HRC/15/7/Add.1", "98.1"), (SUBMISSION, FIRST, ADDENDUM), id="an addendum has no list of its own"),
        pytest.param(cite("A/HRC/WG.6/21/FJI/2", "98.1"), (SUBMISSION, COMPILATION), id="no list at all"),
        pytest.param(cite(None, "71.1", by=SUMMARY), (SUMMARY, SECOND), id="the review before was not read"),
        pytest.param(cite(None, "98.1", by=SUMMARY), (SUMMARY, SECOND), id="of its own review, which is still to come"),
        pytest.param(cite(None, "71.1", by=Citable(Source("urn:x:y", "y", "Document", FJI))), (Citable(Source("urn:x:y", "y", "Document", FJI)), FIRST), id="no date"),
    ],
)
def test_what_cannot_be_known_stays_open(place: CitedPlace, documents: tuple[Citable, ...]) -> None:
    found = resolved(place, documents)
    assert (found.recommendations, found.problems) == ((), ())
    ((reason, numbers),) = found.unresolved
    assert reason
    assert numbers == place.numbers


def test_a_number_of_a_newer_review_is_no_likely_intention() -> None:
    old = Citable(Source("urn:x:old", "old", "StakeholderSubmission", FJI, None, "2012"))
    found = problem(cite("A/HRC/15/7", "98.2(PER)", by=old), (*ALL, old))
    assert (found.kind, found.intended, found.document) == ("no-such-recommendation", (), None)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (cite("A/HRC/WG.6/21/FJI/2", paragraphs="59 61 75"), ["cites paragraphs 61, 75 of A/HRC/WG.6/21/FJI/2, which ends at 60"]),
        (cite("A/HRC/WG.6/21/FJI/2", paragraphs="60"), []),
        (cite("A/HRC/15/7/Add.1", paragraphs="75"), []),  # nothing is known of its paragraphs
        (cite("A/HRC/99/1", paragraphs="75"), []),
    ],
)
def test_paragraphs_beyond_the_end(place: CitedPlace, said: list[str]) -> None:
    assert [one.said for one in resolved(place).problems] == said
    assert {one.kind for one in resolved(place).problems} <= {"no-such-paragraph"}


def test_a_short_text_or_one_with_gaps_may_be_an_extract() -> None:
    for ranges in (((1, 9),), ((2, 60),), ((1, 30), (32, 60)), ()):
        assert resolved(cite("A/HRC/WG.6/21/FJI/2", paragraphs="75"), (SUBMISSION, replace(COMPILATION, ranges=ranges))).problems == ()


def test_a_paragraph_leads_to_its_passage_where_there_is_one() -> None:
    assert resolved(cite("A/HRC/15/7", paragraphs="11 12 13")).passages == (iris.passage("A/HRC/15/7", "para", "12"),)


@pytest.mark.parametrize(
    ("by", "cited", "kinds"),
    [
        (ADDENDUM, "A/HRC/30/9", ["later-than-the-citing-document"]),
        (SUBMISSION, "A/HRC/29/7", []),
        (ADDENDUM, "A/HRC/15/7", []),
        (COMPILATION, "A/HRC/WG.6/21/FJI/3", []),
        (SUMMARY, "A/HRC/29/7", []),  # those of one review are written side by side
        (replace(ADDENDUM, source=replace(ADDENDUM.source, date="2015")), "A/HRC/30/9", []),  # the same year
        (replace(ADDENDUM, source=replace(ADDENDUM.source, date="")), "A/HRC/30/9", []),
    ],
)
def test_documents_that_are_younger(by: Citable, cited: str, kinds: list[str]) -> None:
    documents = tuple(by if one.source.iri == by.source.iri else one for one in ALL)
    assert [one.kind for one in resolved(cite(cited, by=by), documents).problems] == kinds


@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_a_list_without_gaps_lacks_what_is_not_in_it(rng: random.Random, length: int) -> None:
    whole = report("A/HRC/15/7", FJI, 1, "2010", {f"71.{item}": "CHL" for item in range(1, length + 1)})
    number = f"71.{rng.randint(1, 60)}"
    assert lacks(whole, number) == (number not in {one.number for one in whole.listed})


@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_a_date_is_earlier_only_if_it_certainly_is(one, other, precision: int, other_precision: int) -> None:
    first, second = one.isoformat()[:precision], other.isoformat()[:other_precision]
    if is_earlier(first, second):
        assert one < other
    assert not (is_earlier(first, second) and is_earlier(second, first))


def test_the_order_of_documents_does_not_matter() -> None:
    places = [replace(cite("A/HRC/15/7", "98.2(PER)"), record=f"urn:x:{n}", statements=("urn:x:s",)) for n in range(3)]
    places.append(cite(None, "71.1", by=SUMMARY))
    one = join_citations(resolve_citations(ALL, places))
    assert one == join_citations(resolve_citations(ALL[::-1], places[::-1]))
    assert one.triples


def test_statements_refer_to_what_their_citations_mean() -> None:
    graph = join_citations([resolved(cite("A/HRC/29/7", "98.1", statements=("urn:x:s",)))])
    links = {(one.subject.value, one.predicate.value.removeprefix(terms.HR), one.object.value) for one in ox.parse(graph.lines, format=ox.RdfFormat.N_QUADS)}
    target = iris.upr_recommendation("FJI", 2, "98.1")
    assert links == {("urn:x:place", "citedRecommendation", target), ("urn:x:s", "refersTo", target)}


def written_report(session: int, held: str, paragraphs: int) -> str:
    """Return the body of a report whose recommendations stand under the paragraph of that number."""
    before = "".join(paragraph(f"{number}.\tFiji spoke of its reefs.") for number in range(2, paragraphs))
    return (
        paragraph(f"A/HRC/{session}/7")
        + paragraph("Report of the Working Group on the Universal Periodic Review", bold=True)
        + paragraph("Fiji", bold=True)
        + paragraph("I. Introduction", bold=True)
        + paragraph(f"1.\tThe Working Group held its {held}. The review of Fiji was held at the 6th meeting.")
        + before
        + paragraph("II. Conclusions and/or recommendations", bold=True)
        + paragraph(
            f"{paragraphs}.\tThe following recommendations enjoy the support of Fiji, which considers that they are already implemented:"
        )
        + paragraph(f"{paragraphs}.1\tBuild clinics on the outer islands (Peru);")
        + paragraph(f"{paragraphs}.2\tPublish the register of reefs (Chile);")
        + paragraph(f"{paragraphs + 1}.\tAll conclusions reflect the position of the States that made them.")
    )


SUBMITTED = """FOLLOW-UP TO THE REVIEW

During its second review, Fiji accepted many of the recommendations that were made to it by other States.1

Health

Fiji accepted a recommendation to build clinics on the outer islands.2 However, no clinic has been opened on any of them
since the review.

1 Report of the Working Group, A/HRC/29/7.

2 A/HRC/15/7, recommendation 8.1 (Peru).
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two reports, whose numbers differ, and a submission that cites a number of the second as one of the first."""
    folder = tmp_path_factory.mktemp("citations")
    write_docx(folder / "first.docx", written_report(15, "seventh session from 8 to 19 February 2010", 5))
    write_docx(folder / "second.docx", written_report(29, "twenty-first session from 19 to 30 January 2015", 8))
    (folder / "submission.txt").write_text(SUBMITTED, encoding="utf-8")
    (folder / "corpus.toml").write_text(
        '[[document]]\nfile = "submission.txt"\nslug = "reef-watch-2019"\nkind = "StakeholderSubmission"\nstate = "FJI"\n'
        'author = "Reef Watch"\ndate = "2019-03"\n',
        encoding="utf-8",
    )
    report = build([folder], folder / "store", workers=1)
    assert not report.problems
    return Store.open(folder / "store")


def test_a_citation_that_does_not_fit_is_told_from_document_to_question(store: Store) -> None:
    (row,) = find_query("citation-problems").ask(store, {"state": "FJI"}).records()
    assert (row["kind"], row["place"], row["numbers"]) == ("no-such-recommendation", "note 2", "8.1")
    assert (row["cited"], row["likely_document"], row["likely_numbers"]) == ("A/HRC/15/7", "A/HRC/29/7", "8.1")
    assert row["evidence"].startswith("exists=8.1 in A/HRC/29/7; issuer-agrees=8.1; lists=5.1-5.2 of A/HRC/15/7")
    (cited,) = find_query("cited-recommendations").ask(store, {"document": "reef-watch-2019"}).records()
    assert (cited["status"], cited["recommendation"]) == ("problem", iris.upr_recommendation("FJI", 2, "8.1"))
    (citing,) = find_query("citations-of-a-recommendation").ask(store, {"state": "FJI", "number": "8.1"}).records()
    assert (citing["document"], citing["how"], citing["verdict"]) == ("reef-watch-2019", "likely", "contested")
    network = find_query("citation-network").ask(store, {"document": "reef-watch-2019"}).records()
    assert [(row["cited"], row["citations"], row["problems"], row["read"]) for row in network] == [
        ("A/HRC/15/7", 1, 1, True),
        ("A/HRC/29/7", 1, 0, True),
    ]


def test_who_says_that_it_was_done_and_who_that_it_was_not(store: Store) -> None:
    rows = list(find_query("disagreements").ask(store, {"state": "FJI", "point": "implementation"}).records())
    assert [(row["number"], row["document"], row["says"]) for row in rows] == [
        ("8.1", "A/HRC/29/7", "implemented"),
        ("8.1", "reef-watch-2019", "contested"),
    ]
    assert {row["score"] for row in rows} == {0.588}
    assert all(len(row["records"].split()) == count for row, count in zip(rows, (1, 2), strict=True))
