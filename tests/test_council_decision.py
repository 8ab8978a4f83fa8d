"""Decisions of the Council: what it adopts, when, and in which documents that stands; and what it does besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import check_anchors

from hrgraph.exports import export_records
from hrgraph.extraction import extract
from hrgraph.models import Extraction, ReviewFact, Source
from hrgraph.pipeline import build
from hrgraph.queries import find_query
from hrgraph.reading import read_document
from hrgraph.registry import load_registry
from hrgraph.store import Store

HEAD = "United Nations\nA/HRC/DEC/17/121\n\nHuman Rights Council\nSeventeenth session\n\n"
FIRST = (
    HEAD + "17/121. Outcome of the universal periodic review: Fiji\n\nThe Human Rights Council,\n\n"
    "Having conducted the review of Fiji on 11 May 2011 in conformity with the rules,\n\n"
    "Adopts the outcome of the universal periodic review on Fiji, which is constituted of the report of the Working Group on "
    "Fiji (A/HRC/17/99), together with the views of Fiji on the recommendations, its voluntary commitments and its replies "
    "presented before the plenary adopted the outcome (A/HRC/17/2, chapter VI and A/HRC/17/99/Add.1).\n\n"
    "33rd meeting\n17 June 2011\n[Adopted without a vote.]\n"
)


def read(tmp_path: Path, text: str, **known: object) -> Extraction:
    path = tmp_path / "decision.txt"
    path.write_text(text, encoding="utf-8")
    found = extract(read_document(path, Source(path.name, **known)), load_registry())
    check_anchors(found.document, [*found.statements, *found.facts])
    return found


def outcome(found: Extraction) -> ReviewFact:
    (fact,) = (fact for fact in found.facts if isinstance(fact, ReviewFact))
    return fact


def test_the_outcome_of_a_review(tmp_path: Path) -> None:
    found = read(tmp_path, FIRST)
    assert (found.document.kind, found.document.state, found.document.cycle) == ("CouncilDecision", "FJI", 1)
    fact = outcome(found)
    assert (fact.state, fact.cycle, fact.session, fact.meeting, fact.without_vote) == ("FJI", 1, 17, 33, True)
    assert (fact.review_date, fact.decision_date) == ("2011-05-11", "2011-06-17")
    assert (fact.wg_report_symbol, fact.replies_symbol, fact.decision_symbol) == (
        "A/HRC/17/99", "A/HRC/17/99/Add.1", "A/HRC/DEC/17/121",
    )  # fmt: skip
    assert fact.outcome_documents == ("A/HRC/17/99", "A/HRC/17/2", "A/HRC/17/99/Add.1")
    assert fact.outcome_parts == ("report of the working group", "views of the State", "voluntary commitments", "replies")
    ((kind, issuers),) = [(statement.kind, statement.issuers) for statement in found.statements]
    assert (kind, issuers) == ("finding", ("HRC",))


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("[Adopted without a vote.]", "[Adopted by a recorded vote of 30 to 2.]", {"without_vote": False}),
        ("[Adopted without a vote.]", "", {"without_vote": None, "meeting": 33}),
        ("33rd meeting\n17 June 2011\n", "", {"meeting": None, "decision_date": None, "without_vote": True}),
        (" and A/HRC/17/99/Add.1", "", {"replies_symbol": None, "outcome_documents": ("A/HRC/17/99", "A/HRC/17/2")}),
        (", its voluntary commitments", "", {"outcome_parts": ("report of the working group", "views of the State", "replies")}),
        # An addendum to another document is not the State's.
        ("A/HRC/17/99/Add.1", "A/HRC/17/98/Add.1", {"replies_symbol": None}),
        ("Having conducted the review of Fiji on 11 May 2011 in conformity with the rules,\n\n", "", {"review_date": None}),
        # One paragraph, as some extractions leave it.
        (",\n\nHaving", ", Having", {"review_date": "2011-05-11", "meeting": 33}),
    ],
)
def test_variants(tmp_path: Path, old: str, new: str, fields: dict[str, object]) -> None:
    assert old in FIRST
    fact = outcome(read(tmp_path, FIRST.replace(old, new)))
    assert {name: getattr(fact, name) for name in fields} == fields


def test_documents_in_notes_and_the_day_in_the_title(tmp_path: Path) -> None:
    text = (
        "A/HRC/DEC/44/101\n\nDecision adopted by the Human Rights Council on 2 July 2020\n\n"
        "44/101. Outcome of the universal periodic review: Fiji\n\nThe Human Rights Council,\n\n"
        "Adopts the outcome of the review of Fiji, comprising the report of the Working Group on it (A/HRC/44/99) and the views "
        "of the State (A/HRC/44/99/Add.1).\n"
    )
    fact = outcome(read(tmp_path, text))
    assert (fact.decision_date, fact.cycle, fact.replies_symbol) == ("2020-07-02", 3, "A/HRC/44/99/Add.1")


def test_a_statement_by_the_president_tells_of_the_adoption(tmp_path: Path) -> None:
    text = (
        "Statement by the President\n\nOutcome of the universal periodic review: Fiji\n\n"
        "At its 33rd meeting, on 17 June 2011, the Council adopted the outcome of the review of Fiji, comprising the report of the "
        "Working Group (A/HRC/17/99).\n"
    )
    found = read(tmp_path, text, cycle=1)
    assert found.document.kind == "CouncilDecision"
    fact = outcome(found)
    assert (fact.wg_report_symbol, fact.meeting, fact.decision_date) == ("A/HRC/17/99", 33, "2011-06-17")


def test_an_outcome_of_another_state_is_not_taken_for_the_documents_own(tmp_path: Path) -> None:
    found = read(tmp_path, FIRST, state="CHL")
    assert [fact for fact in found.facts if isinstance(fact, ReviewFact)] == []
    assert [mention.what for mention in found.unresolved if mention.what == "review"] == ["review"]


def test_other_decisions(tmp_path: Path) -> None:
    text = HEAD.replace("17/121", "17/122") + (
        "17/122. Cooperation with Fiji\n\nThe Human Rights Council,\n\nRecalling its resolution 5/1 and requests made before,\n\n"
        "1. Welcomes the visit to the islands;\n\n2. Urges Fiji to ratify the Convention against Torture;\n\n"
        "3. Requests the Secretary-General to publish the papers;\n\n4. Decides to come back to the matter.\n\n33rd meeting\n17 June 2011\n"
    )
    found = read(tmp_path, text, state="FJI")
    assert [(s.kind, s.addressee) for s in found.statements] == [
        ("commendation", None), ("recommendation", "FJI"), ("request", None), ("finding", None),
    ]  # fmt: skip
    assert found.statements[1].instrument_actions == (("ratify", "CAT"),)
    assert [fact for fact in found.facts if isinstance(fact, ReviewFact)] == []


def test_the_review_gets_its_documents(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    read(tmp_path / "in", FIRST)
    report = build([tmp_path / "in"], tmp_path / "store", workers=1)
    assert report.problems == ()
    assert [document.quarantined_records for document in report.documents] == [0]
    store = Store.open(tmp_path / "store")
    (record,) = export_records(store, "facts")
    assert (record["meeting"], record["without_vote"], len(record["outcome_parts"])) == (33, True, 4)
    (row,) = find_query("upr-reviews").ask(store, {"state": "FJI"}).records()
    assert (row["review_date"], row["session"], row["report"], row["decision_date"]) == ("2011-05-11", 11, "A/HRC/17/99", "2011-06-17")
    found = "PREFIX hr: <https://w3id.org/hrgraph/ontology#> SELECT ?s WHERE { ?d hr:preparedFor ?r ; hr:symbol ?s } ORDER BY ?s"
    assert [one["s"].value for one in store.query(found)] == ["A/HRC/17/99", "A/HRC/17/99/Add.1", "A/HRC/DEC/17/121"]
