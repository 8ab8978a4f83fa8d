"""Section II of invented reports, in the forms of all years: numbers, States, positions, comments."""

from __future__ import annotations

from pathlib import Path

import pytest
from drafts import check_anchors, draft
from pdf_writer import Piece, write_pdf

from hrgraph import terms
from hrgraph.extraction import extract
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.working_group import find_working_group
from hrgraph.graph import build_graph
from hrgraph.models import Block, Document, Extraction, ReviewFact, Source, Statement
from hrgraph.reading import read_document
from hrgraph.registry import load_registry
from hrgraph.shacl_sparql import Validator

REGISTRY = load_registry()
OPENING = (
    "1.\tThe Working Group held its eleventh session from 2 to 13 May 2011. The review of Fiji was held at the 3rd meeting,"
    " on 4 May 2011."
)
REFLECT = "All conclusions and/or recommendations contained in the present report reflect the position of the States."


def pieces(lines: list[str]) -> list[Piece]:
    """Set lines one below the other: "#" a heading, a tab after a number, two spaces before an item."""
    placed: list[Piece] = []
    y = 80
    for line in lines:
        style = "bold" if line.startswith("#") else "plain"
        x = 141 if line.startswith("  ") else 113
        text = line.strip("# ")
        y += 18
        number, tab, rest = text.partition("\t")
        if tab:
            placed.append(Piece(x, y, number, style=style))
            text = rest
        words = text.split()
        first = True
        while words:
            row = [words.pop(0)]
            while words and len(" ".join(row)) < 70:
                row.append(words.pop(0))
            placed.append(Piece(x + 28 if tab and first else x, y, " ".join(row), style=style))
            first = False
            y += 12
    return placed


def report(tmp_path: Path, *section: str) -> Document:
    """Read a report of the working group on Fiji with this section II."""
    path = tmp_path / "report.pdf"
    path.write_bytes(write_pdf([pieces([OPENING, "# II. Conclusions and/or recommendations", *section])]))
    return read_document(path, Source(name="report.pdf", symbol="A/HRC/99/7", kind="WorkingGroupReport", state="FJI"))


def numbered(findings: OwnFindings) -> list[Statement]:
    """Return the recommendations that section II lists."""
    return [statement for statement in findings.statements if statement.number]


def found(tmp_path: Path, *section: str) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """Return States and position of each recommendation by number."""
    findings = find_working_group(report(tmp_path, *section), REGISTRY)
    positions = {position.number: position.value for position in findings.positions}
    return {item.number: (item.issuers, positions.get(item.number)) for item in numbered(findings)}


def test_items_of_old_reports_are_numbered_under_their_paragraph(tmp_path: Path) -> None:
    section = (
        "2.\tThe recommendations listed below enjoy the support of Fiji:",
        "  1.\tBuild schools (Tonga);",
        "  2.\tSign the treaty (Chile); ratify it (Peru).",
        "3.\tThe following recommendations did not enjoy the support of Fiji:",
        "  1.\tClose the harbour (Samoa).",
        f"4.\t{REFLECT}",
    )
    assert found(tmp_path, *section) == {
        "2.1": (("TON",), "supported"),
        "2.2": (("CHL", "PER"), "supported"),
        "3.1": (("WSM",), "noted"),
    }


def test_items_of_later_reports_carry_their_numbers(tmp_path: Path) -> None:
    section = (
        "2.\tThe following recommendations will be examined by Fiji, which will provide responses in due time:",
        "  2.1.\tBuild schools (Tonga);",
        "  2.2.\tTrain judges (Peru);",
        "3.\tThe recommendations below enjoy the support of Fiji, which considers that they are already implemented:",
        "  3.1.\tPublish the laws (Samoa).",
    )
    assert found(tmp_path, *section) == {
        "2.1": (("TON",), "pending"),
        "2.2": (("PER",), "pending"),
        "3.1": (("WSM",), "implemented"),
    }


@pytest.mark.parametrize(
    ("after", "value"),
    [
        ("3.\tThese recommendations will be examined by Fiji, which will provide responses in due time.", "pending"),
        ("3.\tThe response of Fiji to these recommendations will be included in the outcome report.", "pending"),
        ("3.\tAll recommendations made in the dialogue have been examined by Fiji and enjoy its support.", "supported"),
        (f"3.\t{REFLECT}", None),
    ],
)
def test_a_later_paragraph_settles_what_an_introduction_leaves_open(tmp_path: Path, after: str, value: str | None) -> None:
    section = ("2.\tIn the course of the discussion, the following was recommended:", "  1.\tBuild schools (Tonga).", after)
    assert found(tmp_path, *section) == {"2.1": (("TON",), value)}


def test_some_of_a_list_have_a_position_of_their_own(tmp_path: Path) -> None:
    items = [f"  {number}.\tTrain {number} judges (Tonga);" for number in range(1, 6)]
    section = ("2.\tThe recommendations listed below enjoy the support of Fiji:", *items)
    after = "3.\tFiji considers that recommendations Nos. 2 and 4-5 above have already been implemented."
    values = {number: value for number, (_, value) in found(tmp_path, *section, after).items()}
    assert values == {
        "2.1": "supported",
        "2.2": "implemented",
        "2.3": "supported",
        "2.4": "implemented",
        "2.5": "implemented",
    }
    within = "2.\tThe recommendations listed below enjoy the support of Fiji, of which recommendations 4 to 5 Fiji considers already implemented:"
    values = {number: value for number, (_, value) in found(tmp_path, within, *items).items()}
    assert values == dict.fromkeys(["2.1", "2.2", "2.3"], "supported") | dict.fromkeys(["2.4", "2.5"], "implemented")


def test_what_the_state_answers_is_no_recommendation(tmp_path: Path) -> None:
    section = (
        "2.\tFiji agreed on the following:",
        "  1.\tBuild schools (Tonga).",
        "3.\tWith regard to the other recommendations, Fiji offers the following comments:",
        "  1.\tThe harbour is open to all ships.",
    )
    assert list(found(tmp_path, *section)) == ["2.1"]


def test_paragraphs_that_refer_to_paragraphs_settle_only_those(tmp_path: Path) -> None:
    section = (
        "2.\tRecommendations put forward to the islands have been clustered as follows:",
        "  2.1.\tBuild schools (Tonga).",
        "3.\tRecommendations put forward to the capital have been clustered as follows:",
        "  3.1.\tBuild roads (Tonga).",
        "4.\tThe response of Fiji to the recommendations in paragraph 3 will be provided in due course.",
    )
    assert found(tmp_path, *section) == {"2.1": (("TON",), None), "3.1": (("TON",), "pending")}


def test_a_recommendation_without_states_is_kept_and_counted(tmp_path: Path) -> None:
    document = report(tmp_path, "2.\tThe following enjoy the support of Fiji:", "  2.1.\tBuild schools;")
    findings = find_working_group(document, REGISTRY)
    assert [item.number for item in numbered(findings)] == ["2.1"]
    assert [item.what for item in findings.unresolved] == ["issuer"]


def test_notes_called_in_a_recommendation_are_kept(tmp_path: Path) -> None:
    section = ["2.\tThe following enjoy the support of Fiji:", "  2.1.\tBuild schools (Tonga);", "  2.2.\tTrain judges (Peru)."]
    page = pieces([OPENING, "# II. Conclusions and/or recommendations", *section])
    last = page[-1]
    page.append(Piece(last.x + 4 * len(last.text) + 6, last.y - 3.5, "7", 6))
    path = tmp_path / "report.pdf"
    path.write_bytes(write_pdf([page]))
    source = Source(name="report.pdf", symbol="A/HRC/99/7", kind="WorkingGroupReport", state="FJI")
    findings = find_working_group(read_document(path, source), REGISTRY)
    assert [item.notes for item in numbered(findings)] == [(), (7,)]


def test_the_whole_report(tmp_path: Path) -> None:
    extraction: Extraction = extract(
        report(
            tmp_path,
            "2.\tThe following recommendations enjoy the support of Fiji:",
            "  2.1.\tRatify the Convention on the Rights of Persons with Disabilities (Tonga);",
            "  2.2.\tBuild schools (Peru).",
            f"3.\t{REFLECT}",
        ),
        REGISTRY,
    )
    listed = [statement for statement in extraction.statements if statement.number]
    assert [statement.instrument_actions for statement in listed] == [(("ratify", "CRPD"),), ()]
    assert next(fact for fact in extraction.facts if isinstance(fact, ReviewFact)).review_date == "2011-05-04"
    assert (extraction.document.cycle, extraction.document.session) == (1, 11)
    starts = [statement.anchor.start for statement in extraction.statements]
    assert starts == sorted(starts)
    assert len({(s.anchor.start, s.anchor.end) for s in extraction.statements}) == len(starts), "nothing is read twice"
    check_anchors(extraction.document, [*extraction.statements, *extraction.positions, *extraction.facts])


def test_the_graph_of_a_report_conforms_and_holds_the_positions(tmp_path: Path, validator: Validator) -> None:
    extraction = extract(
        report(
            tmp_path,
            "2.\tThe following recommendations enjoy the support of Fiji:",
            "  2.1.\tBuild schools (Tonga);",
            "  2.2.\tTrain judges (Peru).",
            "3.\tThe following recommendations have been noted by Fiji:",
            "  3.1.\tClose the harbour (Tonga).",
        ),
        REGISTRY,
    )
    quads = build_graph(extraction, REGISTRY)
    assert validator.validate(quads) == []
    held = {
        (quad.subject.value.rpartition("/")[0].rpartition("/")[2], quad.object.value.rpartition("/")[2])
        for quad in quads
        if quad.predicate.value == terms.HR + "positionValue"
    }
    assert held == {("2.1", "supported"), ("2.2", "supported"), ("3.1", "noted")}


TEXT = """Introduction
1.
The Working Group held its eleventh session from 2 to 13 May 2011. It was a good session for everybody there.
2.
Fiji spoke first, and it thanked all those who had helped it in writing the report.

II. Conclusions and/or recommendations
3.
The recommendations listed below will be examined by Fiji, which will provide responses in due time. It had no time for them on that day:
3.1
Build schools for the children of the outer islands (Tonga), and teach for
3.5 hours a day (Samoa);
3.2
Train judges, as said in recommendation
14. of the last review (Peru, Chile);
4.
The following recommendation did not enjoy the support of Fiji:
Close the harbour to all ships (Samoa).
5.
All conclusions and/or recommendations contained in the present report reflect the position of the States.
"""


def test_lists_in_the_paragraphs_of_a_text_are_divided() -> None:
    document = draft(TEXT, identifier="A/HRC/99/7", kind="WorkingGroupReport")
    findings = find_working_group(document, REGISTRY)
    values = {position.number: position.value for position in findings.positions}
    assert [(item.number, item.anchor.paragraph, item.issuers) for item in numbered(findings)] == [
        ("3.1", "3", ("TON", "WSM")),
        ("3.2", "3", ("PER", "CHL")),
        ("4.1", "4", ("WSM",)),
    ]
    assert values == {"3.1": "pending", "3.2": "pending", "4.1": "noted"}
    assert numbered(findings)[0].anchor.quote.endswith("teach for 3.5 hours a day (Samoa);")
    check_anchors(document, [*numbered(findings), *findings.positions])


def test_items_with_letters_are_known_by_paragraph_and_letter(tmp_path: Path) -> None:
    document = report(
        tmp_path,
        "2.\tThe following recommendations did not enjoy the support of Fiji:",
        "  (a)\tBuild schools for the children of the outer islands (Tonga);",
        "  (b)\tTrain judges in every province of the country (Peru).",
        f"3.\t{REFLECT}",
    )
    findings = find_working_group(document, REGISTRY)
    listed = [(item.number, item.key, item.issuers) for item in findings.statements if item.key]
    assert listed == [(None, "2(a)", ("TON",)), (None, "2(b)", ("PER",))]
    assert [(position.number, position.value) for position in findings.positions] == [("2(a)", "noted"), ("2(b)", "noted")]


@pytest.mark.parametrize(
    ("comment", "about", "position"),
    [
        ("  1.\tRecommendation 2.1 is not accepted, for want of teachers.", ("2.1",), "noted"),
        ("  1.\tOn recommendations 2.1 and 2.2: the law has no such rule.", ("2.1", "2.2"), None),
        ("  1.\tThe harbour is open to all ships.", (), None),
    ],
)
def test_a_comment_is_joined_to_the_recommendations_it_names(
    tmp_path: Path, validator: Validator, comment: str, about: tuple[str, ...], position: str | None
) -> None:
    document = report(
        tmp_path,
        "2.\tIn the course of the discussion, the following was recommended:",
        "  1.\tBuild schools (Tonga);",
        "  2.\tTrain judges (Peru).",
        "3.\tWith regard to some of them, Fiji offers the following comments:",
        comment,
    )
    extraction = extract(document, REGISTRY)
    (made,) = [one for one in extraction.statements if one.anchor.rule == "working-group.comment"]
    assert (made.kind, made.issuers, made.addressee, made.about) == ("finding", ("FJI",), None, about)
    assert {one.number: one.value for one in extraction.positions} == ({"2.1": position} if position else {})
    quads = build_graph(extraction, REGISTRY)
    assert validator.validate(quads) == []
    joined = {quad.object.value.rpartition("/")[2] for quad in quads if quad.predicate.value == terms.HR + "commentsOn"}
    assert joined == set(about)


def test_a_comment_on_the_list_above_is_on_all_of_it(tmp_path: Path) -> None:
    section = (
        "2.\tThe following recommendations did not enjoy the support of Fiji:",
        "  1.\tBuild schools (Tonga);",
        "  2.\tTrain judges (Peru).",
        "3.\tWith regard to the two recommendations above, Fiji offers the following comment: there is no money for them.",
    )
    findings = find_working_group(report(tmp_path, *section), REGISTRY)
    assert [one.about for one in findings.statements if not one.number] == [("2.1", "2.2")]
    assert {one.number: one.value for one in findings.positions} == {"2.1": "noted", "2.2": "noted"}


def test_pledges_are_statements_of_the_state_with_what_they_promise(tmp_path: Path, validator: Validator) -> None:
    document = report(
        tmp_path,
        "2.\tThe following recommendations enjoy the support of Fiji:",
        "  2.1.\tBuild schools (Tonga).",
        "# III. Voluntary pledges and commitments",
        "3.\tFiji will ratify the Convention on the Rights of Persons with Disabilities within two years. A bill is before"
        " Parliament. Fiji commits itself to teach all children.",
        "4.\tReference is made to the commitments of Fiji in its national report. It will also build a harbour.",
    )
    extraction = extract(document, REGISTRY)
    made = [one for one in extraction.statements if one.anchor.rule == "working-group.pledge"]
    assert [(one.kind, one.issuers, one.addressee, one.anchor.paragraph) for one in made] == [
        ("pledge", ("FJI",), None, "3"),
        ("pledge", ("FJI",), None, "3"),
        ("finding", ("FJI",), None, "4"),
        ("pledge", ("FJI",), None, "4"),
    ]
    assert made[0].anchor.quote.endswith("Parliament.")
    assert (made[0].instrument_actions, made[0].modalities) == ((("ratify", "CRPD"),), ("pledged",))
    quads = build_graph(extraction, REGISTRY)
    assert validator.validate(quads) == []
    promised = [quad.object.value for quad in quads if quad.predicate.value == terms.HR + "pledgesAct"]
    assert promised == ["https://w3id.org/hrgraph/id/treaty-act/ratify/CRPD"]


def blocks(*paragraphs: tuple[str, str, str]) -> Document:
    """Return a report on Fiji: heading, number and text of each paragraph."""
    placed, position = [], 0
    for heading, number, text in paragraphs:
        placed.append(Block("paragraph", position, position + len(text), number, (heading,)))
        position += len(text) + 1
    text = "\n".join(text for _, _, text in paragraphs)
    return Document(
        "A/HRC/99/7", "WorkingGroupReport", text, "0" * 64, "0" * 64, "draft", symbol="A/HRC/99/7", state="FJI", cycle=1,
        session=3, blocks=tuple(placed),
    )  # fmt: skip


IN, ON, OUT = "Introduction", "B. Interactive dialogue and responses by the State under review", "II. Conclusions and/or recommendations"
HELD = "The Working Group held its third session from 1 to 15 December 2008. The review of Fiji was held at the 3rd meeting, on 2 December 2008."


def test_the_introduction_tells_the_sitting_the_troika_the_documents_and_who_sent_questions() -> None:
    document = blocks(
        (IN, "1", f"{HELD} The delegation of Fiji was headed by Ms. Mere Vula, Minister of Trade. The report was adopted."),
        (IN, "2", "The Council selected the following group of rapporteurs (troika) to facilitate the review of Fiji: Egypt, Peru and the Republic of Korea."),
        (IN, "3", "The following documents were issued: (a) A national report (A/HRC/WG.6/3/FJI/1); (b) A compilation (A/HRC/WG.6/3/FJI/2)."),
        (IN, "4", "A list of questions prepared in advance by Denmark, Portugal, on behalf of its neighbours, and Spain was transmitted to Fiji."),
        (ON, "5", "In the dialogue, twenty-four delegations made statements. Additional statements by 18 delegations could not be delivered."),
        ("Annex", "6", "Ms. Mere Vula, Minister of Trade, spoke."),
    )
    findings = find_working_group(document, REGISTRY)
    sitting, troika, base, spoke = findings.facts
    assert (sitting.session, sitting.review_date) == (3, "2008-12-02")
    assert troika.troika == ("EGY", "PER", "KOR")
    assert (base.national_report_symbol, base.compilation_symbol, base.summary_symbol) == (
        "A/HRC/WG.6/3/FJI/1", "A/HRC/WG.6/3/FJI/2", None,
    )  # fmt: skip
    assert spoke.delegations == 24
    questions = next(one for one in findings.statements if one.kind == "request")
    assert (questions.issuers, questions.addressee) == (("DNK", "PRT", "ESP"), "FJI")
    extraction = extract(document, REGISTRY)
    kept = [one.anchor.quote for one in (*extraction.statements, *extraction.facts, *extraction.unresolved)]
    assert not [quote for quote in kept if "Vula" in quote], "the persons of the delegation are kept out"
    check_anchors(document, [*extraction.statements, *extraction.facts])


@pytest.mark.parametrize(
    ("paragraph", "what"),
    [
        ("The following group of rapporteurs (troika) was selected: Egypt, Atlantis and Peru.", "state"),
        ("A list of questions prepared in advance by members of the Council was transmitted to Fiji.", "issuer"),
    ],
)
def test_who_is_no_known_state_in_the_introduction_is_unresolved(paragraph: str, what: str) -> None:
    findings = find_working_group(blocks((IN, "1", HELD), (IN, "2", paragraph)), REGISTRY)
    assert [one.what for one in findings.unresolved] == [what]
    assert (findings.statements, len(findings.facts)) == ((), 1)


REFERENCES = (
    (ON, "20", "Chile recommended that Fiji (a) build schools, (b) train judges and (c) close the harbour."),
    (ON, "21", "Peru welcomed the law. Peru recommended a plan. It also recommended a budget."),
    (ON, "22", "Tonga asked about prisons."),
)


@pytest.mark.parametrize(
    ("said", "noted", "unresolved"),
    [
        (
            "The recommendations noted in the report in paragraphs 20 (a, c) and 21 above did not enjoy the support of Fiji.",
            ["Chile recommended that", "(c) close the", "Peru recommended a", "It also recommended"],
            [],
        ),
        ("Fiji does not support the recommendations in paragraphs 20(a) to (b) and 21, last sentence.",
         ["Chile recommended that", "(b) train judges", "It also recommended"], []),
        ("The recommendations in paragraphs 20 (d) and 22 did not enjoy the support of Fiji.", [], ["20 (d)", "22"]),
        ("The recommendations in paragraphs 30 and 99 did not enjoy the support of Fiji.", [], ["99"]),
        ("The recommendations in paragraph 21 were made in the dialogue.", [], []),
    ],
)  # fmt: skip
def test_positions_on_recommendations_named_by_their_paragraph(
    validator: Validator, said: str, noted: list[str], unresolved: list[str]
) -> None:
    document = blocks((IN, "1", HELD), *REFERENCES, (OUT, "30", said))
    extraction = extract(document, REGISTRY)
    assert [" ".join(one.of.quote.split()[:3]) for one in extraction.positions if one.of] == noted
    assert {one.value for one in extraction.positions} <= {"noted"}
    assert [one.printed for one in extraction.unresolved if one.what == "recommendation"] == unresolved
    quads = build_graph(extraction, REGISTRY)
    assert validator.validate(quads) == []
    settled = [quad for quad in quads if quad.predicate.value == terms.HR + "positionOf"]
    assert len(settled) == len(noted)
    assert all("/id/statement/" in quad.object.value for quad in settled), "no number is given to them"


def test_a_paragraph_that_states_no_position_takes_none_from_the_one_before(tmp_path: Path) -> None:
    section = (
        "2.\tThe following recommendations enjoy the support of Fiji:",
        "  2.1.\tBuild schools (Tonga).",
        "3.\tRecommendations put forward to the capital have been clustered as follows:",
        "  3.1.\tBuild roads (Tonga).",
    )
    assert found(tmp_path, *section) == {"2.1": (("TON",), "supported"), "3.1": (("TON",), None)}
