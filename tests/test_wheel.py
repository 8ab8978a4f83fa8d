"""The wheel carries ontology, shapes, queries and samples: what is installed works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(run, check=True)
    (wheel,) = folder.glob("hrgraph-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "hrgraph", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, text=True)


def test_it_holds_what_it_needs(installed: Path) -> None:
    resources = installed / "hrgraph" / "resources"
    assert (resources / "ontology" / "hrgraph.ttl").is_file()
    assert any((resources / "shapes").glob("*.ttl"))
    assert any((resources / "queries").glob("*.rq"))
    assert not (installed / "tests").exists()


def test_it_builds_and_answers_from_another_folder(installed: Path, tmp_path: Path) -> None:
    samples = installed / "hrgraph" / "resources" / "samples"
    where = subprocess.run(
        [sys.executable, "-c", "import hrgraph; print(hrgraph.__file__)"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(installed)}, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    assert where.startswith(str(installed))
    run(installed, tmp_path, "build", str(samples), "--store", "store")
    printed = run(installed, tmp_path, "query", "documents", "--store", "store", "--format", "csv").stdout
    assert len(printed.splitlines()) > 3
