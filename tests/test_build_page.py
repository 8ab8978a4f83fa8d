"""The report of a build says what was read, what was not, and why; as JSON, as a page, and from the service."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from running_service import RunningService

SAMPLES = Path(__file__).parents[1] / "samples"


class Cells(HTMLParser):
    """The cells of the tables of a page, by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "tr":
            self.rows.append([])
        self._inside = tag in ("td", "th")
        if self._inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def build(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hrgraph", "build", *map(str, arguments), "--workers", "1"]
    return subprocess.run(command, capture_output=True, text=True, timeout=240)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store, its report as a page, and a source that cannot be read."""
    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(SAMPLES, folder / "secret-place" / "documents")
    (folder / "secret-place" / "documents" / "broken <b>.pdf").write_bytes(b"%PDF-1.4\nnothing")
    done = build(folder / "secret-place" / "documents", "--store", folder / "store", "--report", folder / "report.html", "--json")
    assert done.returncode == 1, done.stderr
    (folder / "report.json").write_text(done.stdout, encoding="utf-8")
    return folder


def test_the_page_counts_what_the_record_counts(folder: Path) -> None:
    record = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    page = (folder / "report.html").read_text(encoding="utf-8")
    cells = Cells()
    cells.feed(page)
    by_name = {row[0]: row for row in cells.rows}
    for document in record["documents"]:
        assert by_name[document["document"]][1:3] == [
            str(sum(document["statements"].values())), str(document["statements"]["recommendation"])
        ]  # fmt: skip
    assert by_name["All"][1] == str(sum(sum(one["statements"].values()) for one in record["documents"]))
    reasons = {reason for one in record["documents"] for reason in one["unresolved"]}
    assert reasons and reasons <= by_name.keys()
    assert f"Version {record['version']}" in page


def test_what_was_not_used_is_named_without_its_folder(folder: Path) -> None:
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "broken &lt;b&gt;.pdf" in page and "broken <b>" not in page
    for text in (page, (folder / "report.json").read_text(encoding="utf-8")):
        assert "secret-place" not in text


def test_the_service_shows_it(folder: Path) -> None:
    with RunningService(folder / "store") as service:
        record = service.client.get("/report.json").json()
        page = service.client.get("/report")
        assert page.headers["content-type"].startswith("text/html")
        assert record["version"] in page.text
        assert "secret-place" not in page.text + json.dumps(record)
        assert 'href="' in service.client.get("/").text and "/report" in service.client.get("/").text
    (report,) = (folder / "store" / "versions").glob("*/report.json")
    report.unlink()
    with RunningService(folder / "store") as service:
        answer = service.client.get("/report")
        assert answer.status_code == 404 and "Build it again" in answer.json()["detail"]


def test_one_output_for_two_things_is_refused(tmp_path: Path) -> None:
    done = build(SAMPLES, "--store", tmp_path / "s", "--json", "--report", "-")
    assert done.returncode == 2 and not (tmp_path / "s").exists()
