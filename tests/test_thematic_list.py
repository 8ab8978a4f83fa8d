"""OHCHR's thematic list in the layouts of the cycles: numbers, States, positions, themes, persons, goals."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_writer import paragraph, part, table, write_docx
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.extraction.review.position_words import match_position_word
from hrgraph.extraction.review.own_findings import OwnFindings
from hrgraph.extraction.review.thematic_list import find_thematic_list
from hrgraph.models import Document, Source
from hrgraph.reading import read_document
from hrgraph.reading.list_head import ListHead, match_list_file_name, match_list_head
from hrgraph.registry import load_registry
from hrgraph.schemes import load_scheme
from hrgraph.text import collapse

HEAD = part("hdr", paragraph("UPR of Fiji (3rd Cycle - 34th Session) Thematic list of recommendations"))
COLUMNS = ("Recommendation", "Position", "Full list of themes", "Assessment/comments on level of implementation")
THIRD = table(
    COLUMNS,
    [("Theme: Right to health", 4)],
    [
        "139.2 Build clinics on the outer islands (Chile) (Peru);\nSource of Position: A/HRC/43/8 - Para 139",
        "Supported",
        "- Right to health\n- Equality & non-discrimination\nSDGs:\n- 3 - GOOD HEALTH AND WELL-BEING\n- 10 - REDUCED INEQUALITIES\n"
        "Affected persons:\n- persons living in rural areas\n- Women",
        "",
    ],
    ["139.31 Ratify what remains (Norway);\nSource of Position: A/HRC/43/8/Add.1", "Noted", "- Acceptance of international\nnorms", ""],
    ["No number stands here (Norway)", "Noted", "- Right to health", ""],
)
SECOND = table(
    ["Recommendation", "Position", "Full list of themes", "Assessment/comments on level of implementation"],
    [("Right or area: 2.1. Acceptance of international norms", 4)],
    ["99.1. Sign what is left to sign (Ghana);\nSource of position: A/HRC/28/8", "Supported", "2.1. Acceptance of international norms\nAffected persons:\n- general", ""],
    [("Right or area: 24. Right to health", 4)],
    ["99.1. Sign what is left to sign (Ghana);", "Supported", "24. Right to health", ""],
)  # fmt: skip
FOURTH = table(
    ["No.", "Recommendation", "Recommending State", "Response", "Affected persons", "SDGs"],
    [("Theme: A12 Acceptance of international norms", 6)],
    ["64.7", "Consider signing (again)", "Tuvalu, Viet Nam", "Partially supported", "Children\nWomen", "SDG 16.3\n5"],
)


def read(tmp_path: Path, body: str, head: str = HEAD) -> tuple[Document, OwnFindings]:
    path = write_docx(tmp_path / "list.docx", body, {"word/header1.xml": head})
    document = read_document(path, Source(name="list.docx"))
    return document, find_thematic_list(document, load_registry())


def tags(found: OwnFindings, scheme: str) -> list[list[str]]:
    return [sorted(tag.concept for tag in statement.tags if tag.scheme == scheme) for statement in found.statements]


def test_the_list_says_of_which_review_it_is(tmp_path: Path) -> None:
    document, _ = read(tmp_path, THIRD)
    assert (document.kind, document.state, document.cycle, document.session) == ("ThematicList", "FJI", 3, 34)


def test_layout_of_the_third_cycle(tmp_path: Path) -> None:
    document, found = read(tmp_path, THIRD)
    first, second = found.statements
    assert (first.number, first.issuers, first.addressee) == ("139.2", ("CHL", "PER"), "FJI")
    assert first.anchor.quote == "Build clinics on the outer islands (Chile) (Peru);"
    assert (second.number, second.issuers) == ("139.31", ("NOR",))
    assert tags(found, "ohchr-theme") == [["Equality & non-discrimination", "Right to health"], ["Acceptance of international norms"]]
    assert tags(found, "sdg") == [["10", "3"], []]
    assert tags(found, "affected-group") == [["Women", "persons living in rural areas"], []]
    assert [(position.number, position.value) for position in found.positions] == [("139.2", "supported"), ("139.31", "noted")]
    assert {tag.method for statement in found.statements for tag in statement.tags} == {"ohchr"}
    assert found.unresolved == ()
    for anchor in [s.anchor for s in found.statements] + [t.anchor for s in found.statements for t in s.tags]:
        assert collapse(document.text[anchor.start : anchor.end]) == anchor.quote


def test_layout_of_the_second_cycle(tmp_path: Path) -> None:
    _, found = read(tmp_path, SECOND)
    (only,) = found.statements
    assert (only.number, only.issuers) == ("99.1", ("GHA",))
    assert tags(found, "ohchr-theme") == [["Acceptance of international norms", "Right to health"]]
    assert tags(found, "affected-group") == [["General"]]
    assert len(found.positions) == 1


def test_layout_with_a_column_for_each(tmp_path: Path) -> None:
    _, found = read(tmp_path, FOURTH)
    (only,) = found.statements
    assert (only.number, only.issuers, only.anchor.quote) == ("64.7", ("TUV", "VNM"), "Consider signing (again)")
    assert tags(found, "ohchr-theme") == [["Acceptance of international norms"]]
    assert tags(found, "affected-group") == [["Children", "Women"]]
    assert tags(found, "sdg") == [["16", "5"]]
    assert [position.value for position in found.positions] == ["supported in part"]


HEALTH = [["Right to health"]]


@pytest.mark.parametrize(
    ("body", "themes", "goals", "groups"),
    [
        # Columns in another order.
        (
            table(
                ["Position", "Full list of themes", "Recommendation", "Comments"],
                ["Noted", "- Right to health\nSDGs:\n- 3 GOOD HEALTH\nAffected persons:\n- Children", "1.1 Count the reefs (Chile)", ""],
            ),
            HEALTH, [["3"]], [["Children"]],
        ),
        # A title above the row that heads the columns.
        (table([("Fiji", 4)], COLUMNS, ["1.1 Count the reefs (Chile)", "Noted", "Right to health", ""]), HEALTH, [[]], [[]]),
        # Number and States in columns of their own.
        (
            table(["Rec. No", "Recommendation", "Country", "Position", "Themes"], ["1.1", "Count the reefs", "Chile", "Noted", "Right to health"]),
            HEALTH, [[]], [[]],
        ),
        # A theme above each table, which does not repeat it.
        (
            paragraph("Theme: Right to health", bold=True)
            + table(["Recommendation", "Position", "Affected persons"], ["1.1 Count the reefs (Chile)", "Noted", "Women"]),
            HEALTH, [[]], [["Women"]],
        ),
        # Themes with the codes of the fourth cycle.
        (
            table(COLUMNS, [("Theme: B31 Right to health", 4)], ["1.1 Count the reefs (Chile)", "Noted", "B31 Right to health\nSDGs:\n16 PEACE", ""]),
            HEALTH, [["16"]], [[]],
        ),
        # All in one line.
        (
            table(COLUMNS, ["1.1 Count the reefs (Chile)", "NOTED", "Right to health; Equality & non-discrimination. SDGs: 3, 5. Affected persons: Women; Children", ""]),
            [["Equality & non-discrimination", "Right to health"]], [["3", "5"]], [["Children", "Women"]],
        ),
    ],
    ids=["order", "title", "columns", "theme-above", "codes", "one-line"],
)  # fmt: skip
def test_layouts_are_read_by_their_words(
    body: str, themes: list[list[str]], goals: list[list[str]], groups: list[list[str]], tmp_path: Path
) -> None:
    document, found = read(tmp_path, body)
    assert [(s.number, s.issuers) for s in found.statements] == [("1.1", ("CHL",))]
    assert [(p.number, p.value) for p in found.positions] == [("1.1", "noted")]
    assert (tags(found, "ohchr-theme"), tags(found, "sdg"), tags(found, "affected-group")) == (themes, goals, groups)
    assert found.unresolved == ()
    for anchor in [s.anchor for s in found.statements] + [t.anchor for s in found.statements for t in s.tags]:
        assert collapse(document.text[anchor.start : anchor.end]) == anchor.quote


def test_a_list_goes_on_in_the_next_table(tmp_path: Path) -> None:
    first = table(COLUMNS, ["1.1 Count the reefs (Chile)", "Noted", "Right to health", ""])
    body = first + paragraph("") + table(["1.2 Count the fish (Peru)", "Supported", "Right to health", ""]) + table(["A", "B"], ["C", "D"])
    _, found = read(tmp_path, body)
    assert [(s.number, s.issuers) for s in found.statements] == [("1.1", ("CHL",)), ("1.2", ("PER",))]
    assert [position.value for position in found.positions] == ["noted", "supported"]


def test_a_position_in_unknown_words_is_unresolved(tmp_path: Path) -> None:
    _, found = read(tmp_path, table(COLUMNS, ["1.1 Count the reefs (Chile)", "Perhaps", "Right to health", ""]))
    assert found.positions == ()
    assert [(left.what, left.printed) for left in found.unresolved] == [("position", "Perhaps")]


def test_what_no_scheme_knows_is_unresolved(tmp_path: Path) -> None:
    _, found = read(tmp_path, table(COLUMNS, ["1.1 Count the reefs", "Noted", "- Rights of corals", ""]))
    assert sorted((left.what, left.printed) for left in found.unresolved) == [("concept", "- Rights of corals".strip("- ")), ("issuer", "")]
    assert found.statements[0].tags == ()


def test_another_table_holds_no_list(tmp_path: Path) -> None:
    body = table(["Recommendation", "Deadline"], ["1.1 Count the reefs (Chile)", "2020"]) + table(COLUMNS, ["total", "3", "4", ""])
    document, found = read(tmp_path, body)
    assert found == OwnFindings(document)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Supported", "supported"), ("Accepted.", "supported"), ("Enjoys the support of Fiji", "supported"), ("Yes", "supported"),
        ("Noted", "noted"), ("Not supported", "noted"), ("Does not accept", "noted"), ("Rejected", "noted"),
        ("Takes note of the recommendation", "noted"), ("Partially accepted", "supported in part"),
        ("Supported in part", "supported in part"), ("Supported/Noted", "supported in part"), ("Accepted (partially)", "supported in part"),
        ("Supported, already implemented", "implemented"), ("Implemented", "implemented"), ("Being implemented", "implemented"),
        ("Pending", "pending"), ("Under consideration", "pending"), ("To be examined", "pending"),
        ("Fiji accepts this recommendation and will count the reefs once a year with the help of its neighbours", "supported"),
        ("", None), ("12", None), ("-", None), ("Ministry of Health", None), ("supportive measures", None),
    ],
)  # fmt: skip
def test_words_for_positions(cell: str, value: str | None) -> None:
    assert match_position_word(cell) == value


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("UPR of Fiji (3rd Cycle - 34th Session)", ListHead("FJI", 3, 34)),
        ("Universal Periodic Review of the Netherlands (Fourth cycle \N{EN DASH} forty-first session)", ListHead("NLD", 4, 41)),
        ("UPR of Viet Nam - 2nd Cycle", ListHead("VNM", 2, None)),
        ("Fiji (Fourth cycle, forty-fifth session) Thematic list of recommendations", ListHead("FJI", 4, 45)),
        ("Matrix of recommendations UPR of Fiji - 2nd cycle - 20th session", ListHead("FJI", 2, 20)),
        ("Some reef (Fourth cycle, forty-fifth session)", None),
        ("UPR of Atlantis (3rd Cycle - 34th Session)", ListHead(None, 3, 34)),
        ("The third cycle of the review", None),
    ],
)
def test_heads_of_lists(text: str, head: ListHead | None) -> None:
    assert match_list_head(text) == head


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("UPR29_Fiji_Thematic_list.docx", ListHead("FJI", 3, 29)),
        ("matrix_Viet_Nam.docx", ListHead("VNM", None, None)),
        ("list.docx", None),
        ("UPR2019.docx", None),
    ],
)
def test_names_of_files(name: str, head: ListHead | None) -> None:
    assert match_list_file_name(name) == head


@pytest.mark.parametrize(
    ("scheme", "printed", "label"),
    [
        ("ohchr-theme", "right  to HEALTH", "Right to health"),
        ("ohchr-theme", "Administration of justice and fair trial", "Administration of justice & fair trial"),
        ("affected-group", "Women", "Women"),
        ("affected-group", "Reefs", None),
    ],
)
def test_concepts_by_label(scheme: str, printed: str, label: str | None) -> None:
    concept = load_scheme(scheme).match(printed)
    assert (concept.label if concept else None) == label


def test_a_wording_of_its_own_comes_before_one_that_is_close() -> None:
    themes = load_scheme("ohchr-theme")
    for concept in themes.concepts:
        assert themes.match(concept.label) == concept


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(st.lists(st.text(max_size=30), min_size=4, max_size=4), min_size=1, max_size=5))
def test_no_cells_make_it_raise(cells: list[list[str]]) -> None:
    from hrgraph.structure import segment

    rows = ["\t".join(COLUMNS), *("\t".join(collapse(cell) for cell in row) for row in cells)]
    document = segment(Document("list", "ThematicList", "\n".join(rows) + "\n", "", "", "list.txt", state="FJI", cycle=3))
    for statement in find_thematic_list(document, load_registry()).statements:
        anchor = statement.anchor
        assert collapse(document.text[anchor.start : anchor.end]) == anchor.quote
