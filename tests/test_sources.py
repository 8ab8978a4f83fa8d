"""From sources to texts: what is read, what is refused and why, and that nothing is left out in silence."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from hrgraph.errors import InputError
from hrgraph.reading import find_sources
from hrgraph.reading.plain import decode_text

GOOD = 'file = "fiji.txt"\nslug = "fiji-2021"\nkind = "StakeholderSubmission"\nstate = "FJI"\n'
COMPILATION = 'file = "fiji.txt"\nsymbol = "A/HRC/WG.6/20/FJI/2"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents that nothing is known of."""
    (tmp_path / "fiji.txt").write_text("On Fiji.\n")
    (tmp_path / "tonga.txt").write_text("On Tonga.\n")
    return tmp_path


def names(folder: Path) -> list[str]:
    return [file.path.name for file in find_sources([folder]).files]


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ('slug = "a"\n', ["entry 1:", "`file` is missing"]),
        ('file = "../fiji.txt"\n', ["'../fiji.txt'", "beside corpus.toml"]),
        ('file = "below/fiji.txt"\n', ["`file`", "a path"]),
        (GOOD + 'colour = "red"\n', ["`colour`", "known key", "session"]),
        (GOOD + 'year = "2021"\n', ["`year`", "'2021'", "whole number"]),
        (GOOD + "title = 5\n", ["`title`", "5", "string"]),
        (GOOD.replace("FJI", "ZZZ"), ["`state`", "'ZZZ'", "ISO 3166"]),
        (GOOD.replace("FJI", "Fiji"), ["`state`", "'Fiji'", "FJI for Fiji"]),
        (GOOD.replace("StakeholderSubmission", "Poem"), ["`kind`", "'Poem'", "NationalReport"]),
        (GOOD.replace("fiji-2021", "a b"), ["`slug`", "'a b'", "white space"]),
        (GOOD + 'symbol = "A/HRC/WG.6/20/FJI/2"\n', ["`slug`", "one of the two"]),
        (GOOD + "cycle = 9\n", ["`cycle` is 9", "1 to 4"]),
        (GOOD + "cycle = 0\n", ["`cycle` is 0", "1 to 4"]),
        (GOOD + "session = 0\n", ["`session` is 0"]),
        (GOOD + "year = 21\n", ["`year` is 21"]),
        (GOOD + 'date = "2021-02-31"\n', ["`date`", "2021-02-31", "2021-06"]),
        (GOOD + 'date = "June"\n', ["`date`", "June"]),
        ('file = "fiji.txt"\nsymbol = "<script>x y"\n', ["`symbol`", "<script>x y", "A/HRC/WG.6/20/FJI/3"]),
        ('file = "fiji.txt"\nsymbol = "nonsense"\n', ["`symbol`", "nonsense", "strokes"]),
        (COMPILATION + 'state = "TON"\n', ["`state`", "'TON'", "A/HRC/WG.6/20/FJI/2", "'FJI'"]),
        (COMPILATION + "session = 7\n", ["`session`", "7", "20"]),
        (COMPILATION + "cycle = 1\n", ["`cycle`", "1", "says 2"]),
        (COMPILATION + 'kind = "NationalReport"\n', ["`kind`", "NationalReport", "UnitedNationsCompilation"]),
        ('file = "fiji.txt"\nsymbol = "CAT/C/FJI/CO/1"\nstate = "TON"\n', ["`state`", "'TON'", "'FJI'"]),
        (
            'file = "fiji.txt"\nslug = "fiji"\nkind = "StakeholderSummary"\ncycle = 1\nsession = 20\n',
            ["`cycle`", "session 20", "cycle 2"],
        ),
    ],
)
def test_a_wrong_entry_is_told_and_its_document_is_not_read(folder: Path, entry: str, parts: list[str]) -> None:
    (folder / "corpus.toml").write_text(f"[[document]]\n{entry}")
    found = find_sources([folder])
    messages = [str(problem) for problem in found.problems]
    assert len(messages) == 1
    assert messages[0].startswith(f"{folder / 'corpus.toml'}, entry 1")
    assert [part for part in parts if part not in messages[0]] == []
    refused = 'file = "fiji.txt"' in entry
    assert [file.path.name for file in found.files] == ["tonga.txt"] if refused else ["fiji.txt", "tonga.txt"]
    alone = find_sources([folder / "fiji.txt"])
    assert [file.path.name for file in alone.files] == ([] if refused else ["fiji.txt"])
    assert names(folder / "tonga.txt") == ["tonga.txt"]


@pytest.mark.parametrize(
    "entry",
    [
        GOOD,
        GOOD + "year = 2021\ncycle = 4\nsession = 43\n",
        GOOD + "date = 2021-06-30\n",
        GOOD + 'date = "2021-06"\n',
        COMPILATION + 'state = "FJI"\ncycle = 2\nsession = 20\nkind = "UnitedNationsCompilation"\n',
        # A report of the working group carries the session of the Council; the review has a session of its own.
        'file = "fiji.txt"\nsymbol = "A/HRC/28/8"\nkind = "WorkingGroupReport"\nstate = "FJI"\nsession = 20\ncycle = 2\n',
        # A form of symbol that is not known.
        'file = "fiji.txt"\nsymbol = "XYZ/1/2020"\n',
    ],
)
def test_right_entries(folder: Path, entry: str) -> None:
    (folder / "corpus.toml").write_text(f"[[document]]\n{entry}")
    found = find_sources([folder])
    assert found.problems == []
    assert [file.path.name for file in found.files] == ["fiji.txt", "tonga.txt"]
    assert found.files[0].source.slug or found.files[0].source.symbol


def test_one_file_in_two_entries(folder: Path) -> None:
    (folder / "corpus.toml").write_text(f"[[document]]\n{GOOD}\n[[document]]\n{GOOD.replace('fiji-2021', 'other')}")
    found = find_sources([folder])
    (problem,) = found.problems
    assert (problem.place, "entry 1" in problem.problem) == ("entry 2 (fiji.txt)", True)
    assert [file.path.name for file in found.files] == ["tonga.txt"]


def test_what_cannot_be_looked_at_leaves_the_others(folder: Path) -> None:
    found = find_sources([folder / ("x" * 300), folder / "gone", folder])
    assert [problem.source for problem in found.problems] == [str(folder / ("x" * 300)), str(folder / "gone")]
    assert "cannot be read" in str(found.problems[0])
    assert "no such file" in str(found.problems[1])
    assert len(found.files) == 2


def test_a_corpus_file_that_cannot_be_read(folder: Path) -> None:
    (folder / "corpus.toml").mkdir()
    found = find_sources([folder])
    assert "cannot be read" in str(found.problems[0])
    assert len(found.files) == 2


def test_the_same_bytes_are_read_once(folder: Path) -> None:
    (folder / "a-copy.txt").write_bytes((folder / "fiji.txt").read_bytes())
    found = find_sources([folder])
    assert [file.path.name for file in found.files] == ["a-copy.txt", "tonga.txt"]
    (warning,) = found.warnings
    assert warning.startswith(f"{folder / 'fiji.txt'}: the same bytes as {folder / 'a-copy.txt'}")


def test_sub_folders_are_named(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / ".git").mkdir()
    found = find_sources([folder])
    assert found.warnings == [f"{folder}: sub-folders are not read (more). Name them as sources to read them too."]
    for file in folder.glob("*.txt"):
        file.rename(folder / "more" / file.name)
    (problem,) = find_sources([folder]).problems
    assert "only sub-folders: more" in str(problem)
    assert names(folder / "more") == ["fiji.txt", "tonga.txt"]


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (codecs.BOM_UTF16_LE + "Fiji".encode("utf-16-le"), ["UTF-16", "iconv -f utf-16 -t"]),
        (codecs.BOM_UTF16_BE + "Fiji".encode("utf-16-be"), ["UTF-16", "iconv -f utf-16 -t"]),
        (codecs.BOM_UTF32_LE + "Fiji".encode("utf-32-le"), ["UTF-32", "iconv -f utf-32 -t"]),
        ("A report on Fiji".encode("utf-16-le"), ["UTF-16-LE", "iconv -f utf-16-le -t"]),
        ("Un été à Fidji".encode("utf-16-be"), ["UTF-16-BE", "iconv -f utf-16-be -t"]),
        ("Un été à Fidji".encode("cp1252"), ["not in UTF-8", "iconv -f windows-1252 -t"]),
        (bytes(range(256)) * 4, ["binary"]),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 64, ["binary"]),
        (b"PK\x03\x04", ["zip"]),
    ],
)
def test_bytes_that_are_no_utf_8(data: bytes, parts: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        decode_text(data, "fiji.txt")
    assert [part for part in ["fiji.txt", *parts] if part not in str(raised.value)] == []
    assert ("iconv" in str(raised.value)) == any("iconv" in part for part in parts)
