from __future__ import annotations

import random

import pytest
from drafts import check_anchors, opening
from hypothesis import given, settings
from hypothesis import strategies as st
from torn_tables import WAYS, by_cells, by_columns, in_pieces

from hrgraph.extraction.facts.competences import find_competences
from hrgraph.extraction.facts.compilations import find_compilation_participations
from hrgraph.registry import load_registry

REGISTRY = load_registry()
HEADS = (
    "Core universal human\nrights treaties2",
    "Date of ratification,\naccession or succession",
    "Declarations\n/reservations",
    "Recognition of specific competences of\ntreaty bodies",
)
# Printed name, code, competences by article.
TREATIES = (
    ("ICERD", "ICERD", ("Individual complaints (art. 14)",)),
    ("ICESCR", "ICESCR", ()),
    ("OP-ICESCR", "OP-ICESCR", ()),
    ("ICCPR", "ICCPR", ("Inter-State complaints (art. 41)",)),
    ("ICCPR-OP 1", "ICCPR-OP1", ()),
    ("ICCPR-OP 2", "ICCPR-OP2", ()),
    ("CEDAW", "CEDAW", ()),
    ("OP-CEDAW", "OP-CEDAW", ("Inquiry procedure (arts. 8 and 9)",)),
    (
        "CAT",
        "CAT",
        ("Inter-State complaints (art. 21)", "Individual complaints (art. 22)", "Inquiry procedure (art. 20)"),
    ),
    ("OP-CAT", "OP-CAT", ()),
    ("CRC", "CRC", ()),
    ("OP-CRC-AC", "OP-CRC-AC", ()),
    ("OP-CRC-SC", "OP-CRC-SC", ()),
    ("ICRMW", "ICRMW", ("Inter-State complaints (art. 76)", "Individual complaints (art. 77)")),
    ("CRPD", "CRPD", ()),
    ("OP-CRPD", "OP-CRPD", ("Inquiry procedure (arts. 6 and 7)",)),
    ("CED", "ICPPED", ("Individual complaints (art. 31)", "Inter-State complaints (art. 32)")),
)
MONTHS = ("Jan.", "Feb", "Mar.", "Apr", "May", "June", "July", "Aug.", "Sept.", "Oct", "Nov.", "Dec.")


def invent(seed: int) -> tuple[list[tuple[str, str, str, str]], dict[str, str], set[tuple[str, str]]]:
    """Return an invented State's table, its dates by treaty, and its competences with their answers."""
    chance = random.Random(seed)
    chosen = [treaty for treaty in TREATIES if chance.random() < 0.7] or [TREATIES[0], TREATIES[8]]
    rows, dates, competences = [], {}, set()
    for name, code, articles in chosen:
        day, month, year = chance.randint(1, 28), chance.randrange(12), chance.randint(1970, 2009)
        dates[code] = f"{year}-{month + 1:02d}-{day:02d}"
        lines = []
        for article in articles:
            answer = chance.choice(("Yes", "No"))
            lines.append(f"{article}: {answer}")
            competences.add((code, article.split(" (")[0], answer.lower()))
        declaration = "Binding declaration under art. 3: 18 years" if code == "OP-CRC-AC" else "None"
        rows.append((name, f"{day} {MONTHS[month]} {year}", declaration, "\n".join(lines) or "-"))
    return rows, dates, competences


KIND = {
    "Individual complaints": "individual_complaints",
    "Inter-State complaints": "inter_state_complaints",
    "Inquiry procedure": "inquiry",
}


@pytest.mark.parametrize("tear", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("seed", range(6))
def test_every_date_and_competence_finds_its_treaty_however_the_table_is_torn(tear, seed: int) -> None:
    rows, dates, competences = invent(seed)
    document = opening(tear(HEADS, rows))
    participations, unresolved = find_compilation_participations(document, REGISTRY, "FJI")
    assert {p.treaty: p.date for p in participations} == dates
    assert {p.act for p in participations} == {"party"}
    assert unresolved == []
    found, left = find_competences(document, REGISTRY, ())
    assert {(c.treaty, c.kind, c.value) for c in found if c.kind != "declaration"} == {
        (treaty, KIND[kind], answer) for treaty, kind, answer in competences
    }
    assert {c.treaty: c.value for c in found if c.kind == "declaration"} == {
        code: "Binding declaration under art. 3: 18 years" if code == "OP-CRC-AC" else "no" for code in dates
    }
    assert left == []
    check_anchors(document, [*participations, *found])


ROWS = [
    ("ICERD", "11 Jan 1973", "None", "Individual complaints (art. 14): No"),
    ("CEDAW", "28 Aug. 1995", "Yes (arts. 5 (a) and 9)", "-"),
    ("CRC", "13 Aug 1993", "None", "-"),
    ("CED", "19 Aug. 2009", "None", "Individual complaints (art. 31): No"),
]


def test_calls_for_notes_out_of_their_order_are_passed_over() -> None:
    table = by_columns(HEADS, ROWS).replace("CRC\n", "CRC81\n").replace("13 Aug 1993", "13 Aug 199377")
    found, _ = find_compilation_participations(opening(table), REGISTRY, "FJI")
    assert [p.date for p in found] == ["1973-01-11", "1995-08-28", "1993-08-13", "2009-08-19"]


def test_page_headers_and_calls_for_notes_within_the_table_are_passed_over() -> None:
    table = (
        by_columns(HEADS, ROWS)
        .replace("CRC\n", "CRC3\n")
        .replace("13 Aug 1993", "\nA/HRC/WG.6/7/FJI/2\npage 2\n\n13 Aug 1993")
    )
    found, _ = find_compilation_participations(opening(table), REGISTRY, "FJI")
    assert [p.date for p in found] == ["1973-01-11", "1995-08-28", "1993-08-13", "2009-08-19"]


def test_a_dash_among_the_dates_says_that_the_state_is_not_a_party() -> None:
    rows = [*ROWS[:3], ("CED", "-", "None", "-")]
    found, unresolved = find_compilation_participations(opening(by_columns(HEADS, rows)), REGISTRY, "FJI")
    assert [(p.treaty, p.act) for p in found][-1] == ("ICPPED", "not_party")
    assert unresolved == []


@pytest.mark.parametrize("lost", ["11 Jan 1973\n", "13 Aug 1993\n", "CEDAW\n"])
def test_a_column_with_an_entry_lost_is_left_open(lost: str) -> None:
    document = opening(by_columns(HEADS, ROWS).replace(lost, "", 1))
    found, unresolved = find_compilation_participations(document, REGISTRY, "FJI")
    assert found == []
    assert len(unresolved) == 7
    assert "treaties" in unresolved[0].reason
    check_anchors(document, unresolved)


def test_pieces_beside_the_damaged_one_still_count() -> None:
    rows = [*ROWS[:3], ("OP-CRC-AC", "29 Mar 2005", "None", "-"), ("ICRMW", "3 May 2006", "None", "-"), ROWS[3]]
    document = opening(in_pieces(HEADS, rows).replace("28 Aug. 1995\n", "", 1))
    found, unresolved = find_compilation_participations(document, REGISTRY, "FJI")
    assert {p.treaty: p.date for p in found} == {
        "OP-CRC-AC": "2005-03-29",
        "ICRMW": "2006-05-03",
        "ICPPED": "2009-08-19",
    }
    assert {u.printed for u in unresolved} == {"ICERD", "CEDAW", "CRC", "11 Jan 1973", "13 Aug 1993"}


def test_a_row_without_its_date_leaves_only_that_row_open() -> None:
    document = opening(by_cells(HEADS, ROWS).replace("13 Aug 1993\n", ""))
    found, unresolved = find_compilation_participations(document, REGISTRY, "FJI")
    assert "CRC" not in {p.treaty for p in found}
    assert not [p for p in found if p.date not in ("1973-01-11", "1995-08-28", "2009-08-19")]
    assert unresolved


def test_a_competence_whose_treaty_is_not_in_the_table_is_left_open() -> None:
    rows = [*ROWS[:3], ("CED", "19 Aug. 2009", "None", "Individual complaints (art. 77): No")]
    found, unresolved = find_competences(opening(by_columns(HEADS, rows)), REGISTRY, ())
    assert ("ICRMW", "individual_complaints") not in {(c.treaty, c.kind) for c in found}
    assert [u.candidates for u in unresolved] == [("ICRMW",)]


def test_a_competence_without_an_answer_is_left_open() -> None:
    rows = [("ICERD", "11 Jan 1973", "None", "Individual complaints (art. 14):"), *ROWS[1:]]
    found, unresolved = find_competences(opening(by_cells(HEADS, rows)), REGISTRY, ())
    assert "ICERD" not in {c.treaty for c in found if c.kind != "declaration"}
    assert "no answer" in unresolved[0].reason


def test_prose_about_the_same_treaties_is_not_the_table() -> None:
    document = opening("Core human rights treaties bind Fiji: ICERD, CEDAW and CRC since 11 Jan 1973.")
    assert find_compilation_participations(document, REGISTRY, "FJI") == ([], [])


@settings(max_examples=60)
@given(st.permutations(by_columns(HEADS, ROWS).split("\n")), st.integers(0, 30))
def test_lines_in_any_order_never_fail_and_never_give_a_treaty_two_dates(lines: list[str], cut: int) -> None:
    document = opening("\n".join(["Core universal human rights treaties", *lines[cut:]]))
    found, unresolved = find_compilation_participations(document, REGISTRY, "FJI")
    assert len({p.treaty for p in found}) == len(found)
    competences, left = find_competences(document, REGISTRY, ())
    check_anchors(document, [*found, *unresolved, *competences, *left])
