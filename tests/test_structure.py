"""Division of texts into headings, paragraphs, bullets, notes and tables, with exact offsets."""

from __future__ import annotations

import pytest
from drafts import draft

from hrgraph.models import Block, Document
from hrgraph.structure.headings import could_be_heading, match_enumerator
from hrgraph.structure.lines import split_lines
from hrgraph.text import collapse, view_of_block

SENTENCES = "The islands have many rivers. They flow to the sea and nobody owns them"
# Four paragraphs, the fewest that make a numbered document.
NUMBERED = "".join(f"{n}. CRC noted case {n}. {SENTENCES}.\n\n" for n in range(1, 5))


def blocks(document: Document, *kinds: str) -> list[tuple[str, str | None, str]]:
    """Return kind, number and words of the blocks of these kinds (all but furniture if none are given)."""
    wanted = kinds or ("heading", "paragraph", "bullet", "note", "table")
    return [(b.kind, b.number, view_of_block(document, b).text) for b in document.blocks if b.kind in wanted]


def words(document: Document, kind: str) -> list[str]:
    """Return the words of the blocks of one kind."""
    return [text for _, _, text in blocks(document, kind)]


def paragraph(document: Document, number: str) -> Block:
    """Return the paragraph with this number."""
    return next(b for b in document.blocks if b.kind == "paragraph" and b.number == number)


# -- numbered documents ------------------------------------------------------------------------------------------------


def test_paragraphs_count_on_where_headings_begin_anew() -> None:
    document = draft(
        " I. BACKGROUND\n\n A. Scope of obligations\n\n 1. Treaties of the State\n\n1. CRC noted a treaty. "
        + SENTENCES
        + ".\n\n"
        " 2. Constitution and laws\n\n2. CRC noted a law. "
        + SENTENCES
        + ".\n\n3. CERD noted a law. "
        + SENTENCES
        + ".\n\n"
        " B. Cooperation\n\n 1. With treaty bodies\n\n4. CAT noted a report. " + SENTENCES + ".\n"
    )
    assert [number for _, number, _ in blocks(document, "paragraph")] == ["1", "2", "3", "4"]
    assert words(document, "heading") == [
        "I. BACKGROUND", "A. Scope of obligations", "1. Treaties of the State", "2. Constitution and laws",
        "B. Cooperation", "1. With treaty bodies",
    ]  # fmt: skip
    assert paragraph(document, "2").path == ("I. BACKGROUND", "A. Scope of obligations", "2. Constitution and laws")
    assert paragraph(document, "4").path == ("I. BACKGROUND", "B. Cooperation", "1. With treaty bodies")


def test_a_paragraph_begins_after_its_number_and_ends_with_its_last_word() -> None:
    document = draft(NUMBERED)
    block = paragraph(document, "2")
    assert document.text[block.start : block.end] == f"CRC noted case 2. {SENTENCES}."
    assert block.gaps == () and block.paragraph == "2"


def test_a_number_alone_on_its_line_numbers_the_text_below_it() -> None:
    document = draft("".join(f"{n}.\n\nCRC noted case {n}. {SENTENCES}.\n\n" for n in range(1, 6)))
    assert blocks(document, "paragraph")[2] == ("paragraph", "3", f"CRC noted case 3. {SENTENCES}.")


def test_a_number_that_lost_its_paragraph_takes_no_other() -> None:
    text = NUMBERED.replace(f"3. CRC noted case 3. {SENTENCES}.\n\n", "3.\n\n")
    assert [(number, text.split(".")[0]) for _, number, text in blocks(draft(text), "paragraph")] == [
        ("1", "CRC noted case 1"), ("2", "CRC noted case 2"), ("4", "CRC noted case 4"),
    ]  # fmt: skip


def test_lost_numbers_leave_a_gap_and_no_more() -> None:
    text = "".join(f"{n}. CRC noted case {n}. {SENTENCES}.\n\n" for n in (1, 2, 4, 5, 8, 9))
    assert [number for _, number, _ in blocks(draft(text), "paragraph")] == ["1", "2", "4", "5", "8", "9"]


def test_figures_at_the_beginning_of_a_line_number_nothing() -> None:
    text = NUMBERED.replace("noted case 2. The", "noted a case in\n2012. It was ruling No.\n95. The")
    assert [number for _, number, _ in blocks(draft(text), "paragraph")] == ["1", "2", "3", "4"]


def test_headings_without_numbers_stand_alone_after_a_finished_paragraph() -> None:
    text = NUMBERED.replace("3. CRC", "Rights of fishers\n\n3. CRC")
    document = draft(text)
    assert words(document, "heading") == ["Rights of fishers"]
    assert paragraph(document, "3").heading == "Rights of fishers"
    assert paragraph(document, "3").paragraph == "3"


def test_a_heading_broken_over_lines_is_one() -> None:
    text = NUMBERED.replace("3. CRC", "B. Cooperation with treaty bodies, and\nwith special procedures\n\n3. CRC")
    assert words(draft(text), "heading") == ["B. Cooperation with treaty bodies, and with special procedures"]


def test_note_digits_are_no_part_of_a_heading_as_people_cite_it() -> None:
    text = "I. Background1\n\n" + "".join(f"{n}. CRC noted case {n}. {SENTENCES}.{n + 1}\n\n" for n in range(1, 6))
    assert paragraph(draft(text), "1").heading == "I. Background"


@pytest.mark.parametrize(
    "furniture",
    [
        "\f A/HRC/WG.6/7/FJI/2\nPage 3\n\n",
        "\n3\n\n\fA/HRC/WG.6/7/FJI/2\n\n",
        "\n\n GE.09-12345 (E)\n\n\f",
        "\n* 1 9 1 4 8 7 0 *\nPlease recycle\n\n\f",
        "\n- 3 -\n\n\f",
        "\n*** The present document was not edited.\n\n\f",
    ],
)
def test_a_paragraph_torn_by_a_page_break_is_one_with_a_gap(furniture: str) -> None:
    torn = NUMBERED.replace(
        "noted case 2. The islands have many rivers. They flow",
        f"noted case 2. The islands have many rivers. They{furniture}flow",
    )
    document = draft(torn)
    assert [number for _, number, _ in blocks(document, "paragraph")] == ["1", "2", "3", "4"]
    assert blocks(document, "paragraph")[1][2] == f"CRC noted case 2. {SENTENCES}."
    block = paragraph(document, "2")
    assert len(block.gaps) == 1
    start, end = block.gaps[0]
    assert collapse(document.text[start:end]) == collapse(furniture)


def test_a_number_set_apart_beside_a_page_number_is_no_footer() -> None:
    text = NUMBERED.replace("2. CRC", "1\n\n\f2.      CRC").replace("3. CRC", "3.      CRC")
    document = draft(text)
    assert [number for _, number, _ in blocks(document, "paragraph")] == ["1", "2", "3", "4"]
    assert words(document, "furniture") == ["1"]


def test_columns_beside_a_page_number_are_a_footer() -> None:
    document = draft(NUMBERED.replace("2. CRC", "Reef Watch          May 2012\n1\n\n\f2. CRC"))
    assert words(document, "furniture") == ["Reef Watch          May 2012".replace("          ", " "), "1"]


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        ("self-\ndetermination", "self-determination"),
        ("CoE-\n  Commissioner", "CoE-Commissioner"),
        ("pre-\nand post", "pre- and post"),
        ("first-\nThe", "first- The"),
        ("2009-\n2012", "2009- 2012"),
    ],
)
def test_a_word_broken_after_a_hyphen_goes_on(broken: str, joined: str) -> None:
    document = draft(NUMBERED.replace("many rivers", f"many {broken} rivers", 1))
    assert joined in view_of_block(document, paragraph(document, "1")).text


def test_a_title_that_pages_repeat_is_furniture() -> None:
    pages = [f"{n}. CRC noted case {n}. {SENTENCES}.\n\nReef Watch on Fiji\n\n{n}\n\f" for n in range(1, 6)]
    document = draft("".join(pages))
    assert words(document, "furniture").count("Reef Watch on Fiji") == 5
    assert words(document, "heading") == []


def test_a_title_page_is_no_paragraph_and_may_end_with_a_heading() -> None:
    document = draft("FIJI\nSubmission for the review\nby Reef Watch\n\nINTRODUCTION\n\n" + NUMBERED)
    assert blocks(document)[:2] == [
        ("table", None, "FIJI Submission for the review by Reef Watch"), ("heading", None, "INTRODUCTION"),
    ]  # fmt: skip


def test_cells_between_headings_are_a_table() -> None:
    text = NUMBERED.replace("3. CRC", "Treaty\nICERD\nICCPR\nDate of ratification\n11 Jan 1973\nNone\nNo\n3. CRC")
    document = draft(text)
    assert [text for kind, _, text in blocks(document, "table")] == [
        "Treaty ICERD ICCPR Date of ratification 11 Jan 1973 None No"
    ]
    assert [number for _, number, _ in blocks(document, "paragraph")] == ["1", "2", "3", "4"]


def test_bullets_in_a_numbered_paragraph_have_its_number() -> None:
    text = NUMBERED.replace(
        "2. CRC noted case 2.",
        "2. Reef Watch recommends:\n\uf0b7 close the mine;\n\uf0b7 clean the\nriver.\n\nCRC noted case 2.",
    )
    document = draft(text)
    assert blocks(document, "bullet")[0] == ("bullet", "2", "close the mine;")
    assert blocks(document, "bullet")[1][2].startswith("clean the river.")
    assert [b.paragraph for b in document.of_kind("bullet")] == ["2", "2"]


def test_a_dash_is_a_bullet_only_after_complete_words() -> None:
    text = NUMBERED.replace(
        "2. CRC noted case 2. The islands",
        "2. We recommend:\n- to close it;\n- to clean it. The islands\n– all of them – have. The islands",
    )
    assert [text.split(".")[0] for text in words(draft(text), "bullet")] == ["to close it;", "to clean it"]


def test_paragraphs_may_be_numbered_by_section() -> None:
    text = "".join(f"{n} CRC noted case {n}. {SENTENCES}.\n\n" for n in ("1.1", "1.2", "2.1", "2.2.", "2.3", "4.1"))
    document = draft(text.replace("2.1 CRC", "2.1 The law\n\n2.1 CRC"))
    assert [number for _, number, _ in blocks(document, "paragraph")] == ["1.1", "1.2", "2.1", "2.2", "2.3", "4.1"]
    assert words(document, "heading") == ["2.1 The law"]
    assert paragraph(document, "2.1").paragraph == "2.1"


def test_decimals_and_numbers_of_recommendations_number_no_paragraphs() -> None:
    text = "".join(f"{n}.5 per cent of the islands have wells. They are dry.\n\n" for n in range(1, 6))
    assert [number for _, number, _ in blocks(draft(text), "paragraph")] == [None] * 5
    text = NUMBERED + "".join(f"115.{n} Sign the treaty of Suva (Norway);\n" for n in range(1, 6))
    assert [number for _, number, _ in blocks(draft(text), "paragraph")] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("rule", ["____________\n", "                                        \n"])
def test_footnotes_of_a_numbered_document_are_gaps_of_its_paragraphs(rule: str) -> None:
    notes = f"\n{rule}1 Decree 4, Suva.\n2 Ibid.\n\f"
    whole = "noted case 2. The islands have many rivers. They flow"
    document = draft(NUMBERED.replace(whole, whole.replace("flow", f"{notes}flow")))
    assert blocks(document, "note") == [("note", "1", "Decree 4, Suva."), ("note", "2", "Ibid.")]
    assert blocks(document, "paragraph")[1] == ("paragraph", "2", f"CRC noted case 2. {SENTENCES}.")


def test_endnotes_begin_with_their_numbers() -> None:
    document = draft(
        NUMBERED + "Notes\n1\nCRC/C/FJI/CO/2, para. 4.\n2 Ibid., para. 7.\n3\nSee AI submission,\npage 2.\n"
    )
    assert words(document, "heading") == ["Notes"]
    assert blocks(document, "note") == [
        ("note", "1", "CRC/C/FJI/CO/2, para. 4."), ("note", "2", "Ibid., para. 7."), ("note", "3",
         "See AI submission, page 2."),
    ]  # fmt: skip


def test_endnotes_without_a_heading_begin_as_citations_do() -> None:
    document = draft(NUMBERED + "\n\fCRC/C/FJI/CO/2, para. 4.\nIbid., para. 7.\n")
    assert [number for _, number, _ in blocks(document, "note")] == [None, None]
    assert len(words(document, "paragraph")) == 4


# -- documents without numbers -----------------------------------------------------------------------------------------

WIDE = "The islands of the archipelago have many rivers that flow to the sea, and nobody owns the\nwater in them."


def test_headings_are_lines_that_were_ended_on_purpose() -> None:
    document = draft(f"THE REVIEW\n\n{WIDE}\n\nFreedom of fishing\n{WIDE}\n\n{WIDE}\n", kind="StakeholderSubmission")
    assert words(document, "heading") == ["THE REVIEW", "Freedom of fishing"]
    assert words(document, "paragraph") == [collapse(WIDE)] * 3
    last = list(document.of_kind("paragraph"))[-1]
    assert last.path == ("THE REVIEW", "Freedom of fishing") and last.paragraph == "Freedom of fishing"


@pytest.mark.parametrize("glyph", ["\uf0b7 ", "\uf0a7 ", "• ", "▪", "- ", "o ", "* "])
def test_bullets_begin_after_their_glyph(glyph: str) -> None:
    text = (
        f"Recommendations\n{WIDE}\n\n{glyph}Close the mine at the northern end of the largest island, and pay "
        f"those who lived there\nfor what was lost;\n{glyph}Sign the treaty.\n"
    )
    document = draft(text, kind="StakeholderSubmission")
    assert words(document, "bullet") == [
        "Close the mine at the northern end of the largest island, and pay those who lived there for what was lost;",
        "Sign the treaty.",
    ]  # fmt: skip


def test_a_glyph_inside_a_line_begins_a_bullet() -> None:
    document = draft(f"{WIDE}\n\n• Close the mine; • Sign the treaty.\n", kind="StakeholderSubmission")
    assert words(document, "bullet") == ["Close the mine;", "Sign the treaty."]


def test_enumerated_lines_after_a_colon_are_bullets_and_a_numbered_heading_is_none() -> None:
    text = (
        f"1. Introduction\n\n{WIDE}\n\n2. The mine\n\nReef Watch calls on Fiji to:\n\n1. Close the mine.\n2. "
        f"Sign the treaty of\nSuva.\n\n3. The river\n\n{WIDE}\n"
    )
    document = draft(text, kind="StakeholderSubmission")
    assert words(document, "bullet")[:2] == ["Close the mine.", "Sign the treaty of Suva."]
    assert words(document, "heading")[:2] == ["1. Introduction", "2. The mine"]


def test_footnotes_at_the_foot_of_a_page_are_notes_and_a_gap() -> None:
    text = (
        f"THE REVIEW\n\n{WIDE.replace('.', '.1')} The mine\n{' ' * 40}\n1 Decree 4, Suva.\n2 Ibid.,\npage 3.\n\f"
        f"was closed.2 {WIDE}\n\n{WIDE}\n{' ' * 40}\n3 Decree 5.\n"
    )
    document = draft(text, kind="StakeholderSubmission")
    assert blocks(document, "note") == [
        ("note", "1", "Decree 4, Suva."),
        ("note", "2", "Ibid., page 3."),
        ("note", "3", "Decree 5."),
    ]
    assert (
        words(document, "paragraph")[0].startswith("The islands")
        and "The mine was closed." in words(document, "paragraph")[0]
    )


def test_notes_end_before_the_text_where_no_page_is_marked() -> None:
    text = f"THE REVIEW\n\n{WIDE}\n\n{' ' * 40}\n1 Decree 4, Suva.\n\n{WIDE}\n\nTHE MINE\n\n{WIDE}\n"
    document = draft(text, kind="StakeholderSubmission")
    assert blocks(document, "note") == [("note", "1", "Decree 4, Suva.")]
    assert len(words(document, "paragraph")) == 3


@pytest.mark.parametrize("newline", ["\r\n", "\n\n", " \n"])
def test_line_ends_and_double_spacing_change_nothing(newline: str) -> None:
    lines = []
    for n in range(1, 14):
        lines += [
            f"{n}. CRC noted case {n} of the northern",
            "islands, which have many rivers that",
            "flow to the sea, and urged Fiji to",
            "protect them. It also noted wells.",
        ]
    plain, other = draft("\n".join(lines)), draft(newline.join(lines))
    assert blocks(other) == blocks(plain)


# -- Markdown ----------------------------------------------------------------------------------------------------------


def test_markdown_headings_bullets_notes_and_tables() -> None:
    document = draft(
        "# Report on Fiji\n\n## Treaties\n\nFiji signed <u>two</u> treaties<sup>1</sup>, and *one* protocol.\n\n"
        "- It signed one\n  in May.\n- It signed another.\n\n**Preliminary assessment:**\n\nIt is well.\n\n"
        "Treaty\tSigned\nICCPR\t2018\n\n<sup>1</sup> See the decree,\nsection 4.\n",
        kind="IndependentReport",
    )
    assert blocks(document) == [
        ("heading", None, "Report on Fiji"), ("heading", None, "Treaties"),
        ("paragraph", None, "Fiji signed two treaties, and one protocol."),
        ("bullet", None, "It signed one in May."), ("bullet", None, "It signed another."),
        ("heading", None, "Preliminary assessment:"), ("paragraph", None, "It is well."),
        ("table", None, "Treaty Signed ICCPR 2018"), ("note", "1", "See the decree, section 4."),
    ]  # fmt: skip
    assert [(mark.number, document.text[mark.start : mark.end]) for mark in document.marks] == [(1, "<sup>1</sup>")]
    last = list(document.of_kind("paragraph"))[-1]
    assert last.path == ("Report on Fiji", "Treaties", "Preliminary assessment:")


def test_a_table_of_contents_is_no_heading() -> None:
    document = draft(
        "# Contents\n\nI.\tIntroduction .......\t3\nII. Treaties .......... 4\n\n# Introduction\n\nIt is well.\n",
        kind="IndependentReport",
    )
    assert words(document, "heading") == ["Contents", "Introduction"]
    assert words(document, "paragraph") == ["It is well."]


# -- lines and headings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "depth"),
    [("I. Background", 1), ("IV. Pledges", 1), ("A. Scope", 2), ("1. Treaties", 3), ("3.1 Prisons", 4),
    ("3.1.2 Food", 5), ("(a) Children", 4),
     ("a. Children", 4), ("(iii) Wells", 5), ("I1. Background", 1), ("Background", None), ("1990 was dry", None),
      ("115.1 Sign it", None), ("A river", None)],
)  # fmt: skip
def test_the_number_of_a_heading_says_how_deep_it_is(text: str, depth: int | None) -> None:
    assert match_enumerator(text) == depth


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Rights of fishers", True),
        ("It rained.", False),
        ("and rivers", False),
        ("2 + 2", False),
        ("W" * 200, False),
        ("", False),
    ],
)
def test_the_form_of_a_heading(text: str, may: bool) -> None:
    assert could_be_heading(text) is may


def test_lines_slice_to_their_text() -> None:
    text = "  One \r\n\ftwo\rthree\n\n"
    lines = split_lines(text)
    assert [line.text for line in lines if not line.blank] == ["One", "two", "three"]
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert [line.text for line in lines if line.new_page] == ["two"]


def test_a_text_without_text_has_no_blocks() -> None:
    assert draft("\n \n\f").blocks == ()
