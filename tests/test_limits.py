"""Nothing is left out in silence: what is taken for page furniture, what has no place, and what one sentence may yield."""

from __future__ import annotations

from dataclasses import replace

import pytest
from drafts import draft

from hrgraph.extraction import extract
from hrgraph.extraction.limits import MOST_OF_ONE, limit_findings
from hrgraph.models import Extraction
from hrgraph.registry import load_registry
from hrgraph.structure.coverage import measure_coverage

HEADER = "Human rights of islanders"
PAGE = "{header}\n{number}. The committee heard of case {number} in the islands.\nIt found that the judges of case {number} had slept.\n\n"


def furniture(text: str) -> list[str]:
    document = draft(text)
    return [document.text[block.start : block.end] for block in document.of_kind("furniture")]


def paged(pages: int) -> str:
    return "\f".join(PAGE.format(header=HEADER, number=number) for number in range(1, pages + 1))


def test_a_running_header_is_furniture_and_is_counted() -> None:
    assert furniture(paged(6)) == [HEADER] * 6
    coverage = measure_coverage(draft(paged(6)))
    assert (coverage.furniture_lines, coverage.unplaced_words) == (6, 0)


def test_the_same_line_within_a_page_is_text() -> None:
    within = "7. The report has a title of its own, which is\n\n\n\n\nthis one, as is printed below:\n\n" + HEADER + "\n\nand so on and\nso on and so on.\n"
    text = paged(6) + within + "One\nmore line\nof text\nbelow.\n"
    assert furniture(text) == [HEADER] * 6


def test_a_passage_that_is_repeated_is_no_header() -> None:
    once = "".join(f"{number}. The committee heard of case {number}. It was a long case.\n\n" for number in range(1, 9))
    page = once + "The same words stand at every end.\n\f"
    assert "The same words stand at every end." not in furniture(page * 5)


@pytest.mark.parametrize("last", [12, 1003])
def test_paragraphs_have_up_to_four_figures(last: int) -> None:
    text = "".join(f"{number}. The committee heard of a case in the islands.\n\n" for number in range(1, last + 1))
    assert [block.number for block in draft(text).of_kind("paragraph")][-1] == str(last)


def test_a_year_before_a_sentence_is_no_paragraph() -> None:
    text = "".join(f"{number}. The committee heard of a case in\n2014. It was long.\n\n" for number in range(1, 6))
    assert [block.number for block in draft(text).of_kind("paragraph")] == list("12345")


def found(text: str) -> Extraction:
    document = draft(text, kind="StakeholderSubmission", identifier="reef-watch-2021", author="Reef Watch")
    return limit_findings(extract(document, load_registry()))


LEAD = "Submission to the Universal Periodic Review of Fiji\n\nReef Watch is concerned that divers are held without charge.\n\n"


@pytest.mark.parametrize(
    "text",
    [
        LEAD + "Reef Watch recommends that Fiji repeal " + "article 1, 2, 3 " * 400 + ".\n",
        LEAD + "Reef Watch recommends that Fiji repeal " + ", ".join(f"article {n} of the ICCPR" for n in range(1, 401)) + ".\n",
        LEAD + "Reef Watch recalls " + ", ".join(f"A/HRC/{n % 50 + 1}/{n}" for n in range(1, 401)) + ".\n",
        LEAD + "(" * 5000 + "\n",
    ],
    ids=["unresolved", "provisions", "citations", "brackets"],
)
def test_a_sentence_yields_so_much_and_no_more(text: str) -> None:
    extraction = found(text)
    assert len(extraction.citations) <= MOST_OF_ONE
    assert len(extraction.unresolved) <= MOST_OF_ONE + 3
    for statement in extraction.statements:
        assert max(len(statement.provisions), len(statement.instruments), len(statement.instrument_actions)) <= MOST_OF_ONE
    left_out = [item for item in extraction.unresolved if "left" in item.reason]
    assert len(left_out) == (0 if "((" in text else 1)
    assert all(item.reason.split()[0].isdigit() for item in left_out)


def test_what_is_left_out_is_counted_once() -> None:
    extraction = found(LEAD + "Reef Watch recommends that Fiji repeal " + "article 1, 2, 3 " * 400 + ".\n")
    (left_out,) = [item for item in extraction.unresolved if "left out" in item.reason]
    assert left_out.reason == "200 more in one sentence, which are left out"


def test_usual_findings_are_as_they_were() -> None:
    document = draft(LEAD, kind="StakeholderSubmission", identifier="reef-watch-2021")
    extraction = extract(document, load_registry())
    assert limit_findings(extraction) is extraction


def test_what_stands_in_no_block_is_counted() -> None:
    document = draft(LEAD)
    assert measure_coverage(document).unplaced_words == 0
    kept = document.blocks[-1]
    bare = replace(document, blocks=(kept,))
    assert measure_coverage(bare).unplaced_words == len("Submission to the Universal Periodic Review of Fiji".split())
