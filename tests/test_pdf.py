"""Reading PDFs that the tests write: order, furniture, hyphens, notes, headings, numbers, tables, and files that fail."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_writer import Piece, write_pdf

from hrgraph.errors import InputError
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.models import Document, Source
from hrgraph.reading import read_document
from hrgraph.reading.pdf import read_pdf
from hrgraph.reading.divided import DividedText

LEADING, GAP = 12, 18
LEFT, NUMBER_LEFT = 113, 141
WIDE = "Words that fill the width of the page as running text does in any report of the kind"


def lines(*texts: str, y: float = 100, x: float = LEFT, style: str = "plain", size: float = 10) -> list[Piece]:
    """Lines of one paragraph, one below the other."""
    return [Piece(x, y + LEADING * i, text, size, style) for i, text in enumerate(texts)]


def paragraph(number: str, *texts: str, y: float, x: float = LEFT, style: str = "plain") -> list[Piece]:
    """A paragraph with its number before a tab."""
    return [Piece(x, y, number, style=style), Piece(x + 28, y, texts[0], style=style), *lines(*texts[1:], y=y + LEADING, x=x)]


def filler(*, y: float = 400, count: int = 6) -> list[Piece]:
    """Full lines, so that the page has a usual width and a usual distance of lines."""
    return lines(*[WIDE] * count, y=y)


def read(*pages: list[Piece]) -> DividedText:
    """Read what a PDF with these pages says."""
    return read_pdf(write_pdf(pages), "test.pdf")


def texts(result: DividedText, *kinds: str) -> list[str]:
    """The texts of the blocks of these kinds."""
    return [result.text[block.start : block.end] for block in result.blocks if block.kind in kinds]


def test_lines_of_a_paragraph_become_one_line_whatever_their_order_in_the_file() -> None:
    printed = lines(WIDE, "and Samoa thanked all those who had spoken.", y=200)
    page = filler() + list(reversed(printed))
    assert f"{WIDE} and Samoa thanked all those who had spoken." in texts(read(page), "paragraph")


def test_a_line_that_ends_although_there_was_room_stays_a_line() -> None:
    assert "Distr.: General\n15 March 2010" in read([*filler(), *lines("Distr.: General", "15 March 2010", y=100)]).text


def test_headers_footers_page_numbers_and_job_numbers_are_left_out() -> None:
    pages = []
    for number in range(2, 7):
        header = Piece(56, 50, "A/HRC/99/7", 9, "bold")
        footer = Piece(56, 800, str(number), 9, "bold")
        pages.append([header, *filler(y=100), Piece(56, 780, "Annual survey of the islands", 8), footer])
    pages.insert(0, [Piece(113, 60, "A/HRC/99/7"), *filler(y=200), Piece(56, 790, "GE.19-01234 (E)")])
    text = read(*pages).text
    assert text.count("A/HRC/99/7") == 1, "the masthead of the first page is text"
    assert "GE.19" not in text
    assert "Annual survey" not in text
    assert not any(line.strip().isdigit() for line in text.splitlines())


def test_a_number_in_the_middle_of_a_page_is_no_page_number() -> None:
    assert "42" in read(filler(y=100), [*filler(y=100, count=3), Piece(LEFT, 300, "42"), *filler()]).text


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("respect the principle of non-", "refoulement at its borders", "non-refoulement"),
        ("the office of the Vice-", "President of the court", "Vice-President"),
        ("in the period 2009-", "2012 it had built schools", "2009-2012"),
        ("a matter for the govern-", "ment of the islands", "government"),
        ("the decision-making and the deci-", "sion-making bodies", "and the decision-making bodies"),
        ("it was a well-", "known school", "well-known"),
        ("a fee for the disabled-", "friendly houses of the town", "disabled-friendly"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_only_where_it_parted_a_word(before: str, after: str, expected: str) -> None:
    page = [*filler(), *lines("The government and its schools.", y=100), *lines(before, after, y=200)]
    printed = " ".join(read(page).text.split(WIDE)[0].split())
    assert f" {expected} " in f"{printed} "


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("www.example.org/en/", "reefs_2012/list.pdf by May.", "www.example.org/en/reefs_2012/list.pdf"),
        ("https://example.org/a?id=", "12&x=3 by May.", "https://example.org/a?id=12&x=3"),
        ("www.example.org/", "In May it was.", "www.example.org/ In"),
        ("www.example.org/en", "12 of them.", "www.example.org/en 12"),
    ],
)
def test_an_address_goes_on_over_the_end_of_a_line(before: str, after: str, expected: str) -> None:
    first = f"The lists of all reefs and rivers of the islands are kept at {before}"
    page = [*filler(), *paragraph("1.", first, after, y=200)]
    assert f" {expected} " in " ".join(read(page).text.split())


def test_a_document_that_divides_words_divides_them_everywhere() -> None:
    divided = lines("Their coun-", "try and its min-", "isters spoke of the coast-", "line.", y=200)
    page = [*filler(), *lines("The country and the ministers.", y=100), *divided, *lines("A bal-", "lroom.", y=300)]
    assert " ".join(read(page).text.split()).endswith("A ballroom. " + " ".join([WIDE] * 6))


def test_raised_digits_are_calls_for_notes_and_stand_in_no_word() -> None:
    page = [
        *filler(),
        Piece(LEFT, 200, "They had ratified the treaty in time"),
        Piece(LEFT + 152, 196.5, "12", 6),
        Piece(LEFT + 162, 200, "and reported."),
        *lines("In 2012 the 12 islands", y=300),
    ]
    result = read(page)
    assert [(mark.number, result.text[mark.start : mark.end].strip()) for mark in result.marks] == [(12, "12")]
    assert "time 12 and reported." in result.text


def test_notes_at_the_foot_of_a_page_do_not_stand_in_the_paragraph_that_goes_on() -> None:
    first = [
        *filler(y=100),
        *paragraph("1.", "Tonga said that the review of the", y=200),
        Piece(LEFT, 700, "3", 6),
        Piece(LEFT + 6, 703, "See the report of the islands.", 8.5),
    ]
    second = [*lines("law would go on for a year.", y=100), *filler(y=300)]
    result = read(first, second)
    assert "Tonga said that the review of the law would go on for a year." in "".join(texts(result, "paragraph"))
    notes = [block for block in result.blocks if block.kind == "note"]
    assert [(note.number, result.text[note.start : note.end], note.page) for note in notes] == [
        ("3", "See the report of the islands.", 1)
    ]


@pytest.mark.parametrize("numbered", [True, False])
def test_notes_at_the_end_begin_below_their_heading_and_end_before_an_annex(numbered: bool) -> None:
    number = "1." if numbered else ""
    page = [
        *filler(y=100),
        *lines(f"{number} Tonga was reviewed.".strip(), y=200),
        *lines("Notes", y=230, style="bold"),
        Piece(104, 250, "1", 6),
        *lines("Tonga, p. 3.", y=253.5, size=9),
        Piece(104, 262, "2", 6),
        *lines("The stakeholders are these:", y=265.5, size=9),
        *table(((141, "AI"), (255, "Amnesty International, London;")), y=277.5),
        *lines("Annex", y=320, style="bold", size=14),
        *lines("Members of the delegation.", y=350),
    ]
    result = read(page)
    notes = [(block.number, result.text[block.start : block.end]) for block in result.blocks if block.kind == "note"]
    assert notes == [("1", "Tonga, p. 3."), ("2", "The stakeholders are these:\nAI\tAmnesty International, London;")]
    assert texts(result, "heading") == ["Notes", "Annex"]
    assert texts(result, "paragraph")[-1] == "Members of the delegation."


def test_bold_lines_that_stand_apart_are_headings_and_lead_to_what_is_below() -> None:
    page = [
        *lines("I. Proceedings of the", y=80, x=90, style="bold", size=14),
        *lines("review", y=95, x=90, style="bold", size=14),
        *lines("A. Presentation", y=125, x=90, style="bold", size=12),
        *paragraph("1.", "Nauru thanked the troika.", y=160),
        *paragraph("2.", "Nauru had adopted a law.", y=178),
        *filler(),
    ]
    result = read(page)
    assert texts(result, "heading") == ["I. Proceedings of the review", "A. Presentation"]
    numbered = [block for block in result.blocks if block.number]
    assert [(block.number, block.path) for block in numbered] == [
        ("1", ("I. Proceedings of the review", "A. Presentation")),
        ("2", ("I. Proceedings of the review", "A. Presentation")),
    ]


def test_items_below_a_paragraph_are_numbered_under_it() -> None:
    page = [
        *lines("II. Conclusions and recommendations", y=60, x=90, style="bold", size=14),
        *paragraph("1.", "Palau was reviewed on Monday.", y=90),
        *paragraph("2.", "The following recommendations enjoy the support of Palau:", y=108, style="bold"),
        *paragraph("1.", "Ratify the treaty (Fiji);", y=126, x=NUMBER_LEFT, style="bold"),
        *paragraph("2.", "Build schools (Tonga);", y=144, x=NUMBER_LEFT, style="bold"),
        *paragraph("3.", "Train judges (Fiji).", y=162, x=NUMBER_LEFT, style="bold"),
        *paragraph("3.", "The following will be examined by Palau:", y=180, style="bold"),
        *paragraph("3.1.", "Open the archives (Samoa);", y=198, x=NUMBER_LEFT, style="bold"),
        *paragraph("8.2.", "Publish the law (Tonga);", y=216, x=NUMBER_LEFT, style="bold"),
        *paragraph("3.3.", "Amend the law (Fiji).", y=234, x=NUMBER_LEFT, style="bold"),
        *filler(),
    ]
    numbers = [block.number for block in read(page).blocks if block.number]
    assert numbers == ["1", "2", "2.1", "2.2", "2.3", "3", "3.1", "3.2", "3.3"]


def test_a_year_at_the_beginning_of_a_line_begins_no_paragraph() -> None:
    page = [
        *paragraph("1.", "Kiribati had begun to write the law in", y=100),
        *lines("2. It would be ready soon, as it had been in 1. and", "3. but not before.", y=112),
        *paragraph("2.", "Kiribati said more.", y=160),
        *filler(),
    ]
    assert [block.number for block in read(page).blocks if block.number] == ["1", "2"]


def test_a_paragraph_may_begin_with_a_year() -> None:
    page = [
        *lines("1. Kiribati had begun.", y=100),
        *lines("2. 2009 was a year of storms.", y=120),
        *lines("3. The rest was quiet.", y=140),
        *lines("12.5 per cent of the houses were lost.", y=160),
        *filler(),
    ]
    assert [block.number for block in read(page).blocks if block.number] == ["1", "2", "3"]


def test_a_list_that_begins_at_the_foot_of_a_page_in_bold_is_no_heading() -> None:
    first = [*filler(y=100), *lines("II. Conclusions", y=600, style="bold", size=14)]
    first += [*paragraph("1.", "Nauru was reviewed.", y=620), *paragraph("2.", "It was recommended that Nauru:", y=640)]
    first += lines("1. Sign the treaty (Fiji) and, as soon as it may be possible for it, ratify", y=660, x=141, style="bold")
    second = [*lines("the treaty (Fiji);", y=80, x=141, style="bold"), *lines("2. Build (Tonga).", y=98, x=141, style="bold")]
    result = read(first, [*second, *filler()])
    numbered = [block for block in result.blocks if block.number]
    assert [block.number for block in numbered] == ["1", "2", "2.1", "2.2"]
    assert result.text[numbered[2].start : numbered[2].end].endswith("ratify the treaty (Fiji);")


def test_square_metres_call_for_no_note() -> None:
    page = [*filler(), Piece(LEFT, 200, "a cell of 9 m"), Piece(LEFT + 54, 196.5, "2", 6), Piece(LEFT + 62, 200, "or less")]
    result = read(page)
    assert result.marks == ()
    assert "9 m² or less" in result.text


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    half = "Words that fill half of the width of the page,"
    left = [half] * 19 + ["and at the end of the left column the text"]
    right = ["goes on in the right column without a break."] + [half] * 19
    page = [
        *lines("A title that crosses both of the columns of the page and is long", y=60, x=60, style="bold", size=14),
        *lines(*left, y=100, x=60, size=9),
        *lines(*right, y=103, x=310, size=9),
    ]
    text = read(page).text
    assert "of the left column the text\ngoes on in the right column" in text.replace("text goes", "text\ngoes")
    assert text.index("A title") < text.index("Words that")


def test_a_table_with_two_columns_of_text_is_read_across() -> None:
    rows = [
        ((60, f"The {n} recommendation of them all is printed here"), (310, f"and the {n} answer is printed beside it"))
        for n in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
    ]
    pages = [*HEADED, *table(*rows, y=100, step=36), *table(*(((60, "with a second line of the left cell"),) for _ in rows), y=112, step=36)]
    found = read([*pages, *filler(y=500)]).text
    assert found.index("the first answer") < found.index("The second recommendation")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_turned_are_read_as_they_are_shown(turn: int) -> None:
    page = [
        *lines("A. Obligations", y=60, style="bold", size=12),
        *paragraph("1.", "Kiribati had ratified the treaty", y=100),
        *lines(WIDE, "as it had said before.", y=200),
        *filler(y=260),
    ]
    upright, turned = read(page), read_pdf(write_pdf([page], turn=turn), "turned.pdf")
    assert turned.text == upright.text
    assert turned.blocks == upright.blocks


def test_blocks_know_their_pages(tmp_path: Path) -> None:
    first = [*paragraph("1.", "Tuvalu spoke first and went", y=700), *filler(y=100)]
    second = [*lines("on to the end.", y=100), *paragraph("2.", "Tuvalu spoke again.", y=130), *filler()]
    pages = {block.number: block.page for block in read(first, second).blocks if block.number}
    assert pages == {"1": 1, "2": 2}


def test_the_document_counts_in_the_text_that_was_read(tmp_path: Path) -> None:
    data = write_pdf([[*paragraph("1.", "Vanuatu was reviewed.", y=100), *filler()]])
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    source = Source(name="report.pdf", symbol="A/HRC/99/7", kind="WorkingGroupReport", state="VUT")
    document = read_document(path, source)
    assert document.sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert document.file_sha256 == hashlib.sha256(data).hexdigest()
    assert document == read_document(path, source)


ENCRYPTED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<00> <00>]"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (write_pdf([[], []]), "page 1: the PDF has no text layer"),
        (write_pdf([[Piece(100, 100, "7")]] * 3), "no text layer"),
        (write_pdf([filler()], trailer=ENCRYPTED), "encrypted"),
        (write_pdf([filler()], password="reef"), "encrypted"),
        (write_pdf([[]] * 3001), "has 3001 pages, more than 3000"),
        (write_pdf([filler()] * 9)[:1500], "damaged or not complete"),
        (b"%PDF-1.7\n" + bytes(4000), "damaged or not complete"),
        (b"%PDF-1.4\n%%EOF\n", "damaged or not complete"),
        (write_pdf([filler(), [Piece(10, 20 + y, "xy" * 500, 1) for y in range(201)]]), "page 2: the page holds"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason_and_a_remedy(
    data: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_document(path, Source(name="broken.pdf", symbol="A/HRC/99/7", kind="WorkingGroupReport"))
    assert words in str(caught.value)
    assert str(caught.value).startswith("broken.pdf")
    assert caught.value.advice


@pytest.mark.parametrize("box", [None, "0 0 1e30 1e30", "-1e38 -1e38 1e38 1e38", "0 0 0 0"])
def test_what_anybody_may_open_is_read_whatever_the_size_of_its_pages(box: str | None) -> None:
    plain = read_pdf(write_pdf([filler()]), "plain.pdf").text
    assert read_pdf(write_pdf([filler()], password="", box=box), "open.pdf").text.split() == plain.split()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.builds(
            Piece,
            x=st.integers(20, 500),
            y=st.integers(30, 820),
            text=st.text("abcXYZ 123.;()-•", min_size=1, max_size=40).filter(str.strip),
            size=st.sampled_from([6.0, 9.0, 10.0, 14.0]),
            style=st.sampled_from(["plain", "bold", "italic"]),
        ),
        max_size=25,
    )
)
def test_any_page_gives_blocks_in_order_that_hold_the_letters_of_the_page(pieces: list[Piece]) -> None:
    result = read([*filler(), *pieces])
    assert all(a.end <= b.start for a, b in zip(result.blocks, result.blocks[1:], strict=False))
    assert all(result.text[block.start : block.end].strip() for block in result.blocks)
    assert all(result.text[mark.start : mark.end].strip().isdigit() for mark in result.marks)


def table(*rows: tuple[tuple[float, str], ...], y: float, step: float = 12) -> list[Piece]:
    """Lines of a table: for each the cells with their left edges."""
    return [Piece(x, y + step * i, text) for i, row in enumerate(rows) for x, text in row]


HEADED = lines("A. Obligations", y=60, style="bold", size=12)


def test_cells_are_told_by_where_they_stand_and_empty_ones_stay_empty() -> None:
    page = [
        *HEADED,
        *table(((113, "Treaty"), (250, "Signature"), (380, "Ratification")), y=100),
        *table(((113, "First treaty on the"), (250, "2 June 2010"), (380, "7 June 2017")), ((113, "sea"),), y=120),
        *table(((113, "Second treaty"), (380, "1 May 1999")), y=152),
        *table(((113, "Third treaty"), (250, "3 May 2011")), y=172),
        *filler(),
    ]
    (found,) = texts(read(page), "table")
    assert found.split("\n") == [
        "Treaty\tSignature\tRatification",
        "First treaty on the sea\t2 June 2010\t7 June 2017",
        "Second treaty\t\t1 May 1999",
        "Third treaty\t3 May 2011\t",
    ]


def test_rows_that_are_not_set_apart_begin_where_the_first_cell_does() -> None:
    rows = [((113, f"Court {n}"), (250, str(100 + n)), (380, str(200 + n))) for n in range(4)]
    page = [*HEADED, *table(*rows, y=100), *filler()]
    assert texts(read(page), "table") == ["\n".join(f"Court {n}\t{100 + n}\t{200 + n}" for n in range(4))]


def test_the_table_is_read_as_one_by_the_next_stage() -> None:
    rows = [
        ((113, "Treaty"), (250, "Ratification")),
        ((113, "CEDAW"), (250, "28 August 1995")),
        ((113, "CRC"), (250, "13 August 1993")),
    ]
    result = read([*HEADED, *table(*rows, y=100, step=20), *filler()])
    document = Document("tables", "Document", result.text, "", "", "tables.pdf", blocks=result.blocks, marks=result.marks)
    (found,) = find_tables(document)
    assert [[cell.text for cell in row.cells] for row in found.rows] == [["CEDAW", "28 August 1995"], ["CRC", "13 August 1993"]]


def test_numbered_lists_and_running_text_are_no_tables() -> None:
    page = [
        *HEADED,
        *(piece for n in range(1, 5) for piece in paragraph(f"{n}.", "Fiji built a school.", y=80 + 20 * n)),
        *(Piece(x, y, text) for y in (200, 220, 240) for x, text in ((113, "•"), (141, "A point that was made."))),
        *filler(),
    ]
    assert texts(read(page), "table") == []
