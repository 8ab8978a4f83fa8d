"""From a file to a document: what a document says of itself, and what a person is told of a file that cannot be "
"read."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from hrgraph.errors import InputError
from hrgraph.models import Document, Source
from hrgraph.reading import find_sources, read_document

SENTENCES = "".join(f"{n}. CRC noted case {n}. The islands have many rivers.\n\n" for n in range(1, 5))


def written(folder: Path, content: str | bytes, name: str = "paper.txt") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, content: str | bytes, **known: object) -> Document:
    """Return the document in a file with this content, of which this is known."""
    return read_document(written(folder, content), Source(name="paper.txt", **known))


# -- what can be read --------------------------------------------------------------------------------------------------


def test_offsets_into_the_text_are_offsets_into_the_file(tmp_path: Path) -> None:
    content = "\ufeffÎles de Fidji\r\n\r\n" + SENTENCES
    document = read(tmp_path, content, kind="StakeholderSummary")
    assert document.text == content
    assert document.file_sha256 == hashlib.sha256(content.encode()).hexdigest() == document.sha256


def test_another_encoding_can_be_given(tmp_path: Path) -> None:
    path = written(tmp_path, ("Île. " + SENTENCES).encode("cp1252"))
    document = read_document(path, Source(name="paper.txt", kind="StakeholderSummary"), encoding="windows-1252")
    assert document.text.startswith("Île. ")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x00\x01\x02\x03text", "binary"),
        (b"text \x01\x02 text", "binary"),
        ("Fiji".encode("utf-16"), "UTF-16"),
        ("Fiji".encode("utf-32"), "UTF-"),
        ("Île de la Réunion".encode("latin-1"), "not in UTF-8"),
        (b"\xff\xfd\x00\x00\x01\xff\xff", "binary"),
        (b"%PDF-1.7 of which nothing else is left", "PDF"),
        (b"PK\x03\x04 of which nothing else is left", "DOCX"),
    ],
)
def test_what_is_no_text_is_refused_by_name_with_advice(tmp_path: Path, content: bytes, problem: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError) as caught:
        read_document(path, Source(name="paper.txt", kind="StakeholderSummary"))
    message = str(caught.value)
    assert "paper.txt" in message and problem in message
    assert message.rstrip().endswith((".", ")"))


def test_a_zip_that_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(InputError, match="paper.docx"):
        read_document(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.txt", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_document(path)


@pytest.mark.parametrize(("encoding", "problem"), [("klingon", "not known"), ("ascii", "not in ascii")])
def test_a_wrong_encoding_is_told(tmp_path: Path, encoding: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_document(written(tmp_path, "Île. " + SENTENCES), encoding=encoding)


def test_the_place_of_a_byte_that_is_no_character_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="byte 5"):
        read_document(written(tmp_path, b"Fiji \xe9 island"))


def test_a_document_of_unknown_kind_is_refused_with_the_kinds_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="what kind of document") as caught:
        read_document(written(tmp_path, "Dear Sir,\n\nit rains.\n"))
    assert "corpus.toml" in str(caught.value) and "StakeholderSummary" in str(caught.value)


# -- what a document says of itself ------------------------------------------------------------------------------------

HEAD = "United Nations\n\nA/HRC/WG.6/{session}/FJI/{n}\n\nDistr.: General\n\nHuman Rights Council\n\n"


@pytest.mark.parametrize(
    ("session", "n", "kind", "cycle"),
    [
        (7, 1, "NationalReport", 1), (12, 2, "UnitedNationsCompilation", 1), (13, 3, "StakeholderSummary", 2),
        (26, 1, "NationalReport", 2), (27, 2, "UnitedNationsCompilation", 3), (40, 3, "StakeholderSummary", 3),
         (48, 2, "UnitedNationsCompilation", 4),
    ],
)  # fmt: skip
def test_a_symbol_says_kind_state_session_and_cycle(
    tmp_path: Path, session: int, n: int, kind: str, cycle: int
) -> None:
    document = read(tmp_path, HEAD.format(session=session, n=n) + SENTENCES)
    assert document.identifier == document.symbol == f"A/HRC/WG.6/{session}/FJI/{n}"
    assert (document.kind, document.state, document.session, document.cycle) == (kind, "FJI", session, cycle)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (
            "Compilation prepared by the Office of the High Commissioner\nfor Human Rights\n\nMalawi",
            "UnitedNationsCompilation",
        ),
        ("Compilation on Malawi\n\nReport of the Office", "UnitedNationsCompilation"),
        ("Summary of stakeholders’ submissions on Malawi", "StakeholderSummary"),
        ("Summary prepared by the Office of the\nHigh Commissioner\n\nMalawi", "StakeholderSummary"),
        ("National report submitted in accordance with\nparagraph 5\n\nMalawi", "NationalReport"),
        ("Report of the Working Group on the Universal\nPeriodic Review\n\nMalawi", "WorkingGroupReport"),
        ("Views on conclusions and/or recommendations, voluntary commitments\n\nMalawi", "Addendum"),
        ("Concluding observations on the second report of Malawi", "ConcludingObservations"),
        ("Reef Watch\n\nSubmission to the United Nations Universal Periodic Review of Malawi", "StakeholderSubmission"),
        ("Universal Periodic Review of Malawi\nStakeholder submission by Reef Watch", "StakeholderSubmission"),
        ("REEF WATCH\nMalawi\nSubmission to the Office of the High Commissioner", "StakeholderSubmission"),
        ("# Report on Human Rights in Malawi", "IndependentReport"),
    ],
)
def test_a_title_says_the_kind(tmp_path: Path, title: str, kind: str) -> None:
    document = read(tmp_path, title + "\n\nMalawi has rivers. Malawi has lakes. It has hills.\n")
    assert (document.kind, document.state, document.identifier) == (kind, "MWI", "paper")


def test_the_title_counts_and_not_what_the_text_below_it_names(tmp_path: Path) -> None:
    text = (
        "Report of the Working Group on the Universal Periodic Review\n\nMalawi\n\nThe review was based on the "
        "national report submitted in "
        "accordance with the rules, a compilation prepared by the Office and a summary prepared by the Office.\n"
    )
    assert read(tmp_path, text).kind == "WorkingGroupReport"


def test_the_state_alone_on_a_line_of_the_title_page_counts_before_the_one_named_most(tmp_path: Path) -> None:
    text = "Summary of stakeholders’ submissions\n\nMalawi\n\n" + "Norway helped Norway and Norway. " * 4
    assert read(tmp_path, text).state == "MWI"
    assert read(tmp_path, text.replace("\n\nMalawi\n\n", "\n\n")).state == "NOR"
    assert (
        read(tmp_path, "Summary of stakeholders’ submissions\n\nFiji and Malawi met. Fiji and Malawi left.").state
        is None
    )


def test_a_symbol_in_a_sentence_is_a_citation(tmp_path: Path) -> None:
    text = (
        "Summary of stakeholders’ submissions\n\nThis follows the report in A/HRC/WG.6/7/FJI/2 of 2010 on the "
        "islands.\n"
    )
    assert read(tmp_path, text).symbol is None


def test_what_is_known_wins_over_what_the_document_says(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        HEAD.format(session=7, n=2) + SENTENCES,
        slug="reef-watch",
        kind="StakeholderSubmission",
        state="NOR",
        year=2012,
    )
    assert (document.identifier, document.symbol, document.kind, document.state, document.date) == (
        "reef-watch", None, "StakeholderSubmission", "NOR", "2012",
    )  # fmt: skip


def test_a_document_without_a_symbol_gets_a_slug_from_its_file_name(tmp_path: Path) -> None:
    path = written(tmp_path, "Summary of stakeholders’ submissions\n\nMalawi\n", "Reef Watch (2021).txt")
    assert read_document(path).identifier == "reef-watch-2021"


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("Submission by the Reef Watch Alliance (RWA)", "Reef Watch Alliance"),
        ("Submitted by: Reef Watch Alliance\nSuva, 2019", "Reef Watch Alliance"),
        ("Joint submission by Reef Watch and Friends of the Lagoon", "Reef Watch and Friends of the Lagoon"),
        ("Report of Reef Watch for the 20th session", "Reef Watch"),
        ("Submitted by:\n\nCentre for the Study of Reefs (CSR) and Friends (F)", "Centre for the Study of Reefs"),
        ("AMNESTY INTERNATIONAL\nFiji", "Amnesty International"),
        ("Report of the Government of Fiji", None),
        ("Submission of Fiji", None),
        ("Fiji has reefs.", None),
    ],
)
def test_a_submission_says_who_wrote_it(tmp_path: Path, title: str, author: str | None) -> None:
    text = title + "\n\nSubmission to the United Nations Universal Periodic Review of Fiji\n\nFiji has reefs.\n"
    assert read(tmp_path, text).author == author
    assert read(tmp_path, text, author="Acme").author == "Acme"


# -- corpus.toml -------------------------------------------------------------------------------------------------------


def corpus(folder: Path, toml: str | bytes) -> Path:
    """Write two documents and a corpus.toml; return the folder."""
    written(folder, "One paper.\n", "one.txt")
    written(folder, "Another paper.\n", "two.md")
    written(folder, toml, "corpus.toml")
    return folder


def test_entries_say_what_a_file_cannot_say_of_itself(tmp_path: Path) -> None:
    folder = corpus(
        tmp_path,
        '[[document]]\nfile = "one.txt"\nsymbol = "A/HRC/WG.6/20/FJI/3"\nkind = "StakeholderSummary"\nstate = "FJI"\n'
        'title = "Summary"\nauthor = "OHCHR"\ndate = 2014-06-30\nencoding = "utf-8"\ncycle = 2\nsession = 20\n',
    )
    found = find_sources([folder])
    assert [item.path.name for item in found.files] == ["one.txt", "two.md"]
    source = found.files[0].source
    assert (source.symbol, source.kind, source.state, source.date, source.cycle, source.session) == (
        "A/HRC/WG.6/20/FJI/3", "StakeholderSummary", "FJI", "2014-06-30", 2, 20,
    )  # fmt: skip
    assert found.files[0].encoding == "utf-8"
    assert found.files[1].source == Source(name="two.md")
    assert found.problems == []


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[[document]\nfile = 3", ("corpus.toml", "TOML")),
        (b"file = '\xff'", ("corpus.toml", "TOML")),
        ("document = 3", ("corpus.toml", "[[document]]")),
        ("document = ['one.txt']", ("corpus.toml", "[[document]]")),
        ("[[document]]\nkind = 'StakeholderSummary'", ("entry 1", "file")),
        ("[[document]]\nfile = 3", ("entry 1", "file")),
        ("[[document]]\nfile = 'three.txt'\nkind = 'StakeholderSummary'", ("three.txt", "no file")),
        ("[[document]]\nfile = 'one.txt'\nkind = 'Poem'", ("one.txt", "Poem", "StakeholderSummary")),
        ("[[document]]\nfile = 'one.txt'\nkind = 3", ("one.txt", "kind", "string")),
        ("[[document]]\nfile = 'one.txt'\nyear = '2014'", ("one.txt", "year", "whole number")),
        ("[[document]]\nfile = 'one.txt'\ncycle = true", ("one.txt", "cycle", "whole number")),
        ("[[document]]\nfile = 'one.txt'\nsymbl = 'A/HRC/1'", ("one.txt", "symbl", "symbol")),
    ],
)
def test_a_broken_corpus_file_is_told_and_the_other_documents_stay(
    tmp_path: Path, toml: str | bytes, words: tuple[str, ...]
) -> None:
    found = find_sources([corpus(tmp_path, toml)])
    assert "two.md" in [item.path.name for item in found.files]
    message = " ".join(str(problem) for problem in found.problems)
    assert all(word in message for word in words), message


def test_a_problem_of_one_entry_is_no_problem_of_another_file(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "[[document]]\nfile = 'one.txt'\nkind = 'Poem'\n")
    assert find_sources([folder / "two.md"]).problems == []
    assert len(find_sources([folder / "one.txt"]).problems) == 1


def test_missing_and_empty_folders_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = find_sources([tmp_path / "nowhere", tmp_path / "empty"])
    assert found.files == []
    assert ["nowhere" in str(found.problems[0]), "empty" in str(found.problems[1])] == [True, True]


def test_files_given_twice_are_read_once(tmp_path: Path) -> None:
    folder = corpus(tmp_path, "")
    assert [item.path.name for item in find_sources([folder, folder / "one.txt"]).files] == ["one.txt", "two.md"]
