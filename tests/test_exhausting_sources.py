"""A source that would exhaust the machine is reported by name, and the others are built."""

from __future__ import annotations

import shutil
import sys
import zlib
from pathlib import Path

import pytest
from pdf_writer import Piece, write_pdf

from hrgraph import pipeline
from hrgraph.pipeline import build

SAMPLE = Path(__file__).parents[1] / "samples" / "submission.txt"


def unpacking(operators: bytes, times: int) -> bytes:
    """Return a small PDF with a page whose content unpacks to so many operators."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(operators * 4096) for _ in range(times // 4096)) + packer.flush()
    plain = write_pdf([[Piece(80, 80, "The reef is closed.")]])
    start, end = plain.index(b"<< /Length"), plain.index(b"\nendstream")
    return plain[:start] + b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s" % (len(content), content) + plain[end:]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of POSIX systems")
@pytest.mark.parametrize(
    ("operators", "limit"),
    [(b"0 0 m 1 1 l S\n", "MOST_MEMORY_BYTES"), (b"q ", "MOST_SECONDS")],
    ids=["memory", "time"],
)
def test_the_others_are_built(operators: bytes, limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, limit, {"MOST_MEMORY_BYTES": 3 * 2**29, "MOST_SECONDS": 4}[limit])
    folder = tmp_path / "documents"
    folder.mkdir()
    shutil.copy(SAMPLE, folder / "submission.txt")
    (folder / "bomb.pdf").write_bytes(unpacking(operators, 40 * 2**20))
    (folder / "corpus.toml").write_text(
        '[[document]]\nfile = "submission.txt"\nslug = "a"\nkind = "StakeholderSubmission"\nstate = "SVN"\nauthor = "A"\n'
        '[[document]]\nfile = "bomb.pdf"\nslug = "b"\nkind = "StakeholderSubmission"\nstate = "SVN"\nauthor = "B"\n'
    )
    report = build([folder], tmp_path / "store", workers=2)
    assert [document.identifier for document in report.documents] == ["a"]
    (problem,) = report.problems
    assert problem.startswith(str(folder / "bomb.pdf")) and "reading it need" in problem
