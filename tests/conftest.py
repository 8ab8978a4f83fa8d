"""Fixtures that several test modules share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from document_server import DocumentServer
from fixture_documents import publish_fixture
from running_service import RunningService

from hrgraph.background import background_quads
from hrgraph.shacl_sparql import Validator
from hrgraph.store import Store


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of this suite."""
    parser.addoption("--update-golden", action="store_true", help="Write the golden files anew; review them like code.")
    parser.addoption("--update-ratchet", action="store_true", help="Raise the best gold scores to those reached now.")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return request.config.getoption("--update-golden")


@pytest.fixture(scope="session")
def validator() -> Validator:
    """The validator of the build, with the real ontology, schemes and reference data."""
    return Validator(background_quads())


@pytest.fixture(scope="session")
def store_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the invented documents; tests only read it."""
    directory = tmp_path_factory.mktemp("fixture") / "store"
    publish_fixture(directory)
    return directory


@pytest.fixture(scope="session")
def store(store_dir: Path) -> Store:
    """The same store, opened."""
    return Store.open(store_dir)


@pytest.fixture(scope="session")
def service(store_dir: Path) -> Iterator[RunningService]:
    """The service over that store, on a free port of this machine."""
    with RunningService(store_dir) as running:
        yield running


@pytest.fixture
def document_server() -> Iterator[DocumentServer]:
    """A document service on a free port of this machine, which has no documents yet."""
    with DocumentServer() as running:
        yield running
