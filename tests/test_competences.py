from __future__ import annotations

import pytest
from drafts import check_anchors, opening, report

from hrgraph.extraction.facts.competences import find_competences
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.models import Competence
from hrgraph.registry import load_registry

REGISTRY = load_registry()


def in_table(cell: str, treaty: str = "Convention against Torture") -> list[Competence]:
    """Return what a cell of the column of declarations says."""
    document = report(f"Treaty\tRatification\tDeclaration/ Reservation\n{treaty}\t14 Mar 2016\t{cell}\nCRC\t1993\t/\n")
    found, unresolved = find_competences(document, REGISTRY, find_tables(document))
    check_anchors(document, found)
    assert unresolved == []
    return found[:-1]  # the row of CRC declares nothing


def recognised(found: list[Competence]) -> list[tuple[str, str | None, str, str | None]]:
    return [(c.kind, c.article, c.value, c.date) for c in found if c.kind != "declaration"]


@pytest.mark.parametrize("cell", ["/", "-", "None", "No"])
def test_a_mark_of_absence_is_no_declaration(cell: str) -> None:
    assert [(c.kind, c.value) for c in in_table(cell)] == [("declaration", "no")]


def test_an_empty_cell_says_nothing() -> None:
    assert in_table("") == []


def test_a_declaration_that_recognises_a_competence_gives_both() -> None:
    found = in_table(
        "<u>Declaration</u> (3 May 2017): “Under article 22 the State recognizes the competence of the Committee "
        "to receive communications from or on behalf of individuals.”"
    )
    assert recognised(found) == [("individual_complaints", "22", "yes", "2017-05-03")]
    assert found[0].value.startswith("Under article 22 the State recognizes")


def test_each_of_several_declarations_in_a_cell_has_its_article() -> None:
    found = in_table(
        "<p>3 May 2017</p> <p>Under article 21, paragraph 1:</p> <p>“It recognises the competence of the "
        "Committee to receive communications to the effect that a State does not comply.”</p> "
        "<p>Under article 22, paragraph 1:</p> <p>“It does not recognise the competence of the Committee to receive "
        "communications from individuals.”</p>"
    )
    assert recognised(found) == [
        ("inter_state_complaints", "21", "yes", "2017-05-03"),
        ("individual_complaints", "22", "no", "2017-05-03"),
    ]
    assert [c.article for c in found if c.kind == "declaration"] == ["21", "22"]


def test_where_the_words_name_no_procedure_the_article_does() -> None:
    found = in_table("The Government does not recognise the competence granted to the Committee by article 20.")
    assert recognised(found) == [("inquiry", "20", "no", None)]


def test_a_reservation_about_something_else_recognises_nothing() -> None:
    found = in_table("Reservation: The State does not consider itself bound by article 30, paragraph 1.")
    assert [(c.kind, c.article) for c in found] == [("declaration", "30")]


STATUS = """Status during previous cycle

Action after review

Not ratified/not accepted

Reservations and/or
declarations

OP-CRC-AC (declaration, art. 3
(2), minimum age 18 years, 2005)

Complaint procedures, inquiries and
urgent action

{entries}

"""


def test_competences_with_a_year_are_recognised_and_those_without_are_not() -> None:
    document = opening(
        STATUS.format(
            entries="CAT, arts. 20 and 22 (2016)\nOP-CEDAW, arts. 8-9 (2010)\n\nICERD, art. 14\nICCPR, art. 41"
        )
    )
    found, _ = find_competences(document, REGISTRY, ())
    check_anchors(document, found)
    assert [(c.treaty, c.kind, c.article, c.value, c.date) for c in found] == [
        ("OP-CRC-AC", "declaration", "3", "declaration, art. 3 (2), minimum age 18 years, 2005", "2005"),
        ("CAT", "inquiry", "20", "yes", "2016"),
        ("CAT", "individual_complaints", "22", "yes", "2016"),
        ("OP-CEDAW", "inquiry", "8", "yes", "2010"),
        ("ICERD", "individual_complaints", "14", "no", None),
        ("ICCPR", "inter_state_complaints", "41", "no", None),
    ]


def test_where_no_year_is_printed_at_all_the_columns_cannot_be_told_apart() -> None:
    document = opening(STATUS.format(entries="CAT, arts. 20 and 22\n\nICERD, art. 14"))
    found, _ = find_competences(document, REGISTRY, ())
    assert {c.kind for c in found} == {"declaration"}
