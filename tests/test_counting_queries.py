"""The questions that count: each against numbers counted by hand on the invented documents, with and without tables."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from docx_writer import paragraph, write_docx
from fixture_documents import COMPILATION, FIRST_REPORT, REPORT, SUMMARY, WORKING_GROUP

from hrgraph.facets import SEPARATOR, filter_among, values_of
from hrgraph.pipeline import build
from hrgraph.queries import find_query, load_queries
from hrgraph.vocabularies import load_vocabulary
from hrgraph.store import Store

ANSWERS = ("recommendations", "supported", "supported_in_part", "implemented", "noted", "pending", "unknown", "share")


class Asked:
    """A store that has no tables: every question is asked of the graph."""

    answers = None

    def __init__(self, store: Store) -> None:
        self.version, self.query = store.version, store.query

    def worked_out(self, text: str) -> None:
        del text


def rows(engine: Store | Asked, name: str, *columns: str, **values: str) -> list[tuple[object, ...]]:
    return [tuple(record[column] for column in columns) for record in find_query(name).ask(engine, values).records()]


@pytest.fixture(params=["table", "graph"])
def engine(request: pytest.FixtureRequest, store: Store) -> Store | Asked:
    return store if request.param == "table" else Asked(store)


# The first review has one recommendation: 71.1 of Norway (sign and ratify OP-CAT), noted. The second has two: 99.1 of Chile
# (ratify ICRMW), noted, and 99.2 of Chile and Denmark (ratify OP-CAT), supported.
BOTH = (2, 1, 0, 0, 1, 0, 0, 0.5)
SUPPORTED = (1, 1, 0, 0, 0, 0, 0, 1.0)
NOTED = (1, 0, 0, 0, 1, 0, 0, 0.0)
ALL_THREE = (3, 1, 0, 0, 2, 0, 0, 0.333)


@pytest.mark.parametrize(
    ("name", "values", "columns", "expected"),
    [
        ("acceptance-by-cycle", {}, ("cycle", "states", *ANSWERS), [(1, 1, *NOTED), (2, 1, *BOTH)]),
        ("acceptance-by-state", {"region": "Asia"}, ("state", "cycle", *ANSWERS), [("FJI", 1, *NOTED), ("FJI", 2, *BOTH)]),
        ("acceptance-by-state", {"region": "EEG"}, ("state",), []),
        (
            "acceptance-by-region", {}, ("side", "region", *ANSWERS),
            [("recommending", "GRULAC", *BOTH), ("recommending", "WEOG", *BOTH), ("under review", "Asia", *ALL_THREE)],
        ),
        ("acceptance-between-regions", {"issuer_region": "WEOG"}, ("region", *ANSWERS), [("Asia", *BOTH)]),
        ("acceptance-between-regions", {"issuer_region": "EEG"}, ("region",), []),
        (
            "state-as-recommended", {"state": "Fiji"}, ("cycle", "issuer", "issuer_region", *ANSWERS),
            [(1, "NOR", "WEOG", *NOTED), (2, "CHL", "GRULAC", *BOTH), (2, "DNK", "WEOG", *SUPPORTED)],
        ),
        ("state-as-recommender", {"issuer": "Chile"}, ("state", "cycle", *ANSWERS), [("FJI", 2, *BOTH)]),
        ("state-as-recommender", {"issuer": "Denmark"}, ("state", "cycle", *ANSWERS), [("FJI", 2, *SUPPORTED)]),
        ("state-as-recommender", {"issuer": "Norway"}, ("state", "cycle", *ANSWERS), [("FJI", 1, *NOTED)]),
        ("state-as-recommender", {"issuer": "Peru"}, ("state",), []),  # a report only ascribes 99.2 to it
        (
            "most-recommended-acts", {"act": "ratify"}, ("treaty", "states", *ANSWERS),
            [("OP-CAT", 1, *BOTH), ("ICRMW", 1, *NOTED)],
        ),
        ("most-recommended-acts", {"act": "sign"}, ("treaty", "states", *ANSWERS), [("OP-CAT", 1, *NOTED)]),
        (
            "ratification-calls-by-cycle", {"treaty": "OP-CAT"}, ("act", "cycle", *ANSWERS),
            [("ratify", 1, *NOTED), ("ratify", 2, *SUPPORTED), ("sign", 1, *NOTED)],
        ),
        ("ratification-calls-by-cycle", {"treaty": "ICRMW"}, ("act", "cycle", *ANSWERS), [("ratify", 2, *NOTED)]),
        (
            "answers-to-recommendations", {"state": "FJI", "last": "true"}, ("number", "position", "document", "paragraph"),
            [
                ("71.1", "noted", FIRST_REPORT, "70"), ("99.1", "noted", WORKING_GROUP, "97"),
                ("99.2", "supported", WORKING_GROUP, "97"),
            ],
        ),
        ("answers-to-recommendations", {"state": "FJI", "last": "false"}, ("number",), []),
        (
            "compare-states", {"state": "FJI", "other": "CHL", "scheme": "all"},
            ("recommendations", "supported", "noted", "other_recommendations", "other_supported", "other_noted"), [(3, 1, 2, 0, 0, 0)],
        ),
        (
            "mechanisms", {"state": "FJI"},
            ("kind", "issuer", "statements", "recommendations", "concerns", "requests", "first_year", "documents"),
            [
                ("special procedure", "SR:torture", 1, 0, 0, 1, 2009, COMPILATION),
                ("treaty body", "CERD", 2, 1, 1, 0, 2009, COMPILATION),
                ("treaty body", "CAT", 1, 1, 0, 0, 2009, COMPILATION),
            ],
        ),
        (
            "issuer-profile", {"issuer": "Reef Watch"},
            ("issuer", "state", "document", "year", "statements", "recommendations", "concerns", "requests"),
            [("RW", "FJI", SUMMARY, 2014, 3, 1, 1, 0)],
        ),
        (
            "ngo-and-un-convergence", {"state": "FJI", "subject_kind": "norm"},
            ("subject", "civil_society", "treaty_bodies", "special_procedures", "united_nations", "states", "by_machine"),
            [("OP-CAT", 1, 1, 0, 0, 2, 0)],
        ),
        (
            "most-criticised-laws", {"state": "FJI"},
            ("article", "statements", "recommendations", "concerns", "first_year", "last_year", "issuers"),
            [("12", 3, 2, 1, 2014, 2021, "Island Watch; JS1; RW")],
        ),
        ("laws-criticised", {"state": "FJI"}, ("issuer", "year"), [("RW", 2014), ("JS1", 2014), ("Island Watch", 2021)]),
        (
            "articles-invoked", {"state": "FJI"}, ("provision", "statements", "recommendations", "concerns", "issuers"),
            [("ICCPR:19", 1, 1, 0, None), ("ICCPR:21", 1, 0, 1, "RW"), ("ICERD:14", 1, 1, 0, "CERD")],
        ),
        ("overdue-reports", {"state": "FJI"}, ("body", "stands", "year"), [("CERD", "due", 2009)]),
        (
            "speakers-of-a-review", {"state": "FJI"},
            ("cycle", "speaker", "statements", "requests", "recommended", "recommendations"),
            [(1, "NOR", 0, 0, 0, 1), (2, "CHL", 1, 1, 0, 2), (2, "DNK", 0, 0, 0, 1)],
        ),
        (
            "coverage", {}, ("cycle", "documents", "reports", "states", "recommendations", "answered", "first_year", "last_year"),
            [
                (None, 1, 0, 1, None, None, 2021, 2021), (1, 2, 1, 1, 1, 1, 2009, 2010),  # the report: of the seventh session
                (2, 2, 1, 1, 2, 2, 2014, 2014), (3, 1, 0, 1, None, None, 2019, 2019),
            ],
        ),
        (
            "plan-against-recommendations", {"state": "FJI"}, ("measure_number", "printed", "issuers", "document"),
            [("1.2", "Public Order Act", "JS1", SUMMARY), ("1.2", "Public Order Act", "Island Watch", REPORT)],
        ),
        (
            "changes-between-cycles", {"state": "FJI", "scheme": "issue", "change": "more"},
            ("concept", "before", "after", "supported_before", "supported_after", "noted_before", "noted_after"),
            [("International instruments", 1, 2, 0, 1, 1, 1)],
        ),
        ("changes-between-cycles", {"state": "FJI", "change": "gone"}, ("concept",), []),
    ],
)  # fmt: skip
def test_counted_by_hand(
    engine: Store | Asked, name: str, values: dict[str, str], columns: tuple[str, ...], expected: list[tuple[object, ...]]
) -> None:
    assert rows(engine, name, *columns, **values) == expected


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        ({"state": "FJI", "kind": "UPR"}, ["71.1", "99.1", "99.2"]),
        ({"issuer": "Denmark"}, ["99.2"]),
        ({"issuer": "Chile", "response": "supported"}, ["99.2"]),
        ({"issuer": "Chile", "response": "noted"}, ["99.1"]),
        ({"issuer_region": "WEOG", "region": "Asia"}, ["71.1", "99.2"]),
        ({"issuer_region": "WEOG", "response": "noted"}, ["71.1"]),
        ({"treaty": "OP-CAT", "cycle": "2", "issuer_kind": "State"}, ["99.2"]),
        ({"treaty": "OP-CAT", "issuer_kind": "TreatyBody"}, [None]),
        ({"provision": "FJI:Public Order Act:12", "document_kind": "IndependentReport"}, [None]),
        ({"issue": "International instruments", "response": "noted", "kind": "UPR"}, ["71.1", "99.1"]),
        ({"words": '"ratify icrmw" NOT denmark', "kind": "UPR"}, ["99.1"]),
        ({"words": "ratify NOT denmark NOT norway", "kind": "UPR"}, ["99.1"]),
        ({"words": "international", "response": "supported"}, ["99.2"]),  # a label
        ({"response": "unknown"}, []),
        ({"issuer": "DNK", "response": "noted"}, []),
        ({"issuer": "NOR", "cycle": "2"}, []),
    ],
)
def test_facets_of_recommendations_combine(engine: Store | Asked, values: dict[str, str], numbers: list[str | None]) -> None:
    assert rows(engine, "recommendations", "number", **values) == [(number,) for number in numbers]


def test_each_recommendation_has_one_row_that_says_what_is_known_of_it(engine: Store | Asked) -> None:
    told = ("issuers", "issuer_regions", "issuer_kinds", "response", "norms", "region")
    (found,) = rows(engine, "recommendations", *told, document=WORKING_GROUP, response="supported")
    assert found == ("CHL | DNK", "GRULAC | WEOG", "State", "supported", "OP-CAT", "Asia")
    every = rows(engine, "recommendations", "recommendation")
    assert len(every) == len(set(every))


def test_what_a_program_classes_is_told_apart(engine: Store | Asked) -> None:
    (told,) = rows(engine, "recommendations", "issues", state="FJI", response="supported")
    assert "International instruments (machine " in str(told[0])
    for name, values in (("acceptance-by-theme", {}), ("issues-of-a-state", {"state": "FJI"}), ("sdg-matrix", {"state": "FJI"})):
        found = rows(engine, name, "recommendations", "by_machine", **values)
        assert found and all(total == tagged for total, tagged in found), "no source classes anything here"


def test_unknown_values_are_named(store: Store) -> None:
    for values, said in (({"issue": "Death penatly"}, "Death penalty"), ({"region": "Asai"}, "Asia"), ({"goal": "18"}, "goal='18'")):
        with pytest.raises(Exception, match=said):
            find_query("recommendations").ask(store, values)


@pytest.mark.parametrize(
    ("cell", "value", "is_among"),
    [
        ("Torture | Detention (machine 0.75)", "Detention", True),
        ("Torture | Detention (machine 0.75)", "Torture", True),
        ("Children (abused, indigenous)", "Children (abused, indigenous)", True),
        ("Children (abused, indigenous)", "Children", False),
        ("Right to food", "food", False),
        ("16 (machine 0.9)", "1", False),
        ("", "", False),
    ],
)
def test_a_value_among_several_is_found_alike_in_tables_and_by_filter(cell: str, value: str, is_among: bool) -> None:
    assert (value in values_of(cell)) == is_among
    if value:
        asked = f"ASK {{ BIND({ox.Literal(cell)} AS ?cell) FILTER({filter_among(value, ['cell', 'other'])}) }}"
        assert bool(ox.Store().query(asked)) == is_among


def test_no_value_that_rows_are_picked_by_has_the_separator_in_it(store: Store) -> None:
    picked = {p.vocabulary for query in load_queries().values() for p in query.parameters if p.among and p.vocabulary}
    assert picked
    for name in picked:
        assert not [value for value in load_vocabulary(store, name).values if SEPARATOR in value]


def _report(symbol: str, state: str, sitting: str, number: int, *said: str) -> str:
    return "".join([
        paragraph(symbol),
        paragraph("Report of the Working Group on the Universal Periodic Review", bold=True),
        paragraph(state, bold=True),
        paragraph("I. Introduction", bold=True),
        paragraph(f"1.\tThe Working Group held its {sitting}."),
        paragraph("II. Conclusions and/or recommendations", bold=True),
        paragraph(f"{number}.\tThe following recommendations enjoy the support of {state}:"),
        *(paragraph(f"{number}.{index}\t{text}") for index, text in enumerate(said, 1)),
    ])  # fmt: skip


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two reviews of Fiji, and one of Chile."""
    folder = tmp_path_factory.mktemp("reviews")
    seventh = "seventh session from 8 to 19 February 2010. The review of {} was held at the 6th meeting, on 11 February 2010"
    twentieth = "twentieth session from 27 October to 7 November 2014. The review of {} was held at the 4th meeting, on 29 October 2014"
    death, prisons = "Abolish the death penalty", "Improve the conditions of detention in its prisons"
    write_docx(folder / "a.docx", _report("A/HRC/15/7", "Fiji", seventh.format("Fiji"), 71, f"{death} (Chile);", f"{death} in law (Peru);"))
    write_docx(folder / "b.docx", _report("A/HRC/28/8", "Fiji", twentieth.format("Fiji"), 99, f"{prisons} (Chile);", f"{death} (Norway);"))
    write_docx(folder / "c.docx", _report("A/HRC/15/9", "Chile", seventh.format("Chile"), 80, f"{prisons} (Fiji);"))
    report = build([folder], folder / "store", workers=1)
    assert not report.problems
    return Store.open(folder / "store")


def test_what_changed_between_two_reviews(reviews: Store) -> None:
    told = ("concept", "change", "before", "after", "supported_before", "supported_after")
    for engine in (reviews, Asked(reviews)):
        found = {row[0]: row[1:] for row in rows(engine, "changes-between-cycles", *told, state="FJI", earlier="1", later="2", scheme="issue")}
        assert found["Death penalty"] == ("fewer", 2, 1, 2, 1)
        assert found["Detention"] == ("new", 0, 1, 0, 1)
        assert rows(engine, "changes-between-cycles", "concept", state="FJI", earlier="2", later="3") == []
        assert rows(engine, "changes-between-cycles", "concept", state="CHL") == []


def test_two_states_that_recommend_to_each_other(reviews: Store) -> None:
    told = ("other", "made", "made_supported", "received", "received_supported", "received_noted")
    for engine in (reviews, Asked(reviews)):
        assert rows(engine, "reciprocal-recommendations", *told, state="FJI") == [("CHL", 1, 1, 2, 2, 0)]
        assert rows(engine, "reciprocal-recommendations", *told, state="CHL", other="PER") == []


def test_states_compared(reviews: Store) -> None:
    told = ("concept", "recommendations", "supported", "other_recommendations", "other_supported")
    found = rows(reviews, "compare-states", *told, state="FJI", other="Chile", scheme="issue")
    assert ("Detention", 1, 1, 1, 1) in found and ("Death penalty", 3, 3, 0, 0) in found
    assert rows(reviews, "compare-states", "concept", state="FJI", other="FJI") == []
