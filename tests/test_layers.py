"""Imports go downward only, engines stay where they belong, and importing the package costs nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "hrgraph"
# From the bottom up; a module may import from its own layer and from those before it.
LAYERS = (
    {"errors", "terms", "models"},
    {"law_names", "iris", "text", "names", "dates", "resources", "anchors", "quotes", "issues", "search", "facets", "parameters", "querytext", "whole_files", "plain_records"},
    {"registry", "symbol_forms", "symbols", "sittings", "schemes"},
    {"structure"},
    {"reading"},
    {"fetching"},
    {"classification"},
    {"extraction"},
    {"graph"},
    {"shapes", "shapes_compiler", "shacl_sparql", "validation", "validation_report", "quarantine"},
    {"pages", "tables", "store", "worked_out", "kept_graphs", "index", "inference", "joins", "publication", "background", "graph_files", "queries", "curated", "engines", "vocabularies", "endpoint", "exports", "export_tags", "tag_selection", "answers", "processes", "assembly", "revalidation"},
    {"build_report", "build_page", "made", "cluster"},
    {"pipeline"},
    {"web"},
    {"cli", "fetch_command", "__main__"},
)
ONLY_IN = {
    "pyshacl": {"validation"},
    "owlready2": set(),
    "fastapi": {"web"},
    "uvicorn": {"cli", "web"},
    "click": {"cli", "fetch_command"},
    "httpx": {"fetching"},
    "SPARQLWrapper": {"endpoint", "web"},
    "pypdfium2": {"reading"},
    "distributed": {"cluster"},
    "sqlite3": {"tables"},
}  # fmt: skip


def area(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name != "__init__.py" or path.parent != SOURCE)


def test_every_area_has_a_layer() -> None:
    known = set().union(*LAYERS)
    assert {area(path) for path in MODULES} <= known


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_downward(path: Path) -> None:
    height = {name: number for number, names in enumerate(LAYERS) for name in names}
    own = area(path)
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "hrgraph" and len(parts) > 1 and parts[1] in height:
            assert height[parts[1]] <= height[own], f"{own} imports {name}, which stands above it"


@pytest.mark.parametrize(("library", "allowed"), ONLY_IN.items())
def test_a_library_stays_where_it_belongs(library: str, allowed: set[str]) -> None:
    users = {area(path) for path in MODULES if any(name.split(".")[0] == library for name in imports(path))}
    assert users <= allowed


@pytest.mark.parametrize("module", ["hrgraph", "hrgraph.cli"])
def test_importing_the_package_loads_no_engine(module: str) -> None:
    engines = {"rdflib", "pyoxigraph", "pyshacl", "fastapi", "httpx", "pypdfium2"} | ({"click"} if module == "hrgraph" else set())
    code = f"import {module}, sys; print([m for m in {engines} if m in sys.modules])"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.strip() == "[]"
