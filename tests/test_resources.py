"""Where the files that come with hrgraph are."""

from __future__ import annotations

import pytest

from hrgraph import resources
from hrgraph.errors import ResourceError


def test_path_finds_files_and_folders() -> None:
    assert resources.path("ontology", "reference", "states.ttl").is_file()
    assert resources.path("shapes").is_dir()


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (("ontology", "nothing.ttl"), "ontology/nothing.ttl: missing"),
        (("src",), "not a file of hrgraph"),
        ((), "not a file of hrgraph"),
        (("ontology", "..", "README.md"), "not a file of hrgraph"),
        (("ontology", "../README.md"), "not a file of hrgraph"),
        (("ontology", ""), "not a file of hrgraph"),
    ],
)
def test_path_says_what_is_missing(parts: tuple[str, ...], problem: str) -> None:
    with pytest.raises(ResourceError, match=problem):
        resources.path(*parts)


def test_files_are_sorted_and_of_the_pattern() -> None:
    found = resources.files("ontology", "reference")
    assert found == sorted(found)
    assert {file.suffix for file in found} == {".ttl"}


def test_files_says_when_there_are_none() -> None:
    with pytest.raises(ResourceError, match=r"ontology/reference: no \*\.xyz files"):
        resources.files("ontology", "reference", pattern="*.xyz")


def test_an_installed_package_has_its_own_copies(tmp_path, monkeypatch) -> None:
    package = tmp_path / "site-packages" / "hrgraph"
    (package / "resources" / "ontology").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    resources._root.cache_clear()
    try:
        assert resources.path("ontology") == package / "resources" / "ontology"
        with pytest.raises(ResourceError, match="shapes: missing"):
            resources.path("shapes")
    finally:
        monkeypatch.undo()
        resources._root.cache_clear()


def test_a_package_without_its_files_says_where_it_looked(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "lib" / "hrgraph" / "resources.py"))
    resources._root.cache_clear()
    try:
        with pytest.raises(ResourceError, match="ontology/ is missing: looked in"):
            resources.path("ontology")
    finally:
        monkeypatch.undo()
        resources._root.cache_clear()
