"""Scores on the labelled documents, where they stand beside the repository; no figure may fall below the best reached."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
RATCHET = HERE / "ratchet.json"
DOCUMENTS = {
    "000": "A/HRC/WG.6/20/KAZ/3",
    "001": "A/HRC/WG.6/48/KAZ/2",
    "002": "A/HRC/WG.6/7/KAZ/2",
    "003": "amnesty-international-kazakhstan-2019",
    "004": "acquis-kazakhstan-2021",
}
FACTS = {
    "participation": "participation", "competence": "competences", "followup": "followup", "plan": "plan",
    "review": "reviews", "reporting": "reporting",
}  # fmt: skip
FIGURES = (
    "statement_f1", "recommendation_f1", "kind_accuracy", "issuer_exact", "instruments_f1", "provisions_f1", "notes_f1",
    "upr_refs_f1", "instrument_actions_f1",
)  # fmt: skip
FIGURES_OF_A_PART = ("recommendation_recall", "issuer_exact", "kind_accuracy", "statement_recall")

pytestmark = [
    pytest.mark.gold,
    pytest.mark.skipif(
        not (SHARED / "gold").is_dir(), reason="the labelled documents are not beside the repository: gold scores skipped"
    ),
]


def hrgraph(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "hrgraph", *arguments], check=True)


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exports of a store built from the labelled documents, as a user makes them."""
    folder = tmp_path_factory.mktemp("gold")
    store = str(folder / "store")
    hrgraph("build", str(SHARED / "corpus" / "kazakhstan"), "--store", store)
    for name in ("statements", "facts"):
        hrgraph("export", name, "--store", store, "-o", str(folder / f"{name}.jsonl"))
    return folder


def scores(*arguments: str) -> dict[str, float]:
    run = [sys.executable, str(SHARED / "gold" / "score.py"), *arguments]
    printed = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value in (line.split() for line in printed.splitlines())}


def check(request: pytest.FixtureRequest, name: str, found: dict[str, float], figures: tuple[str, ...]) -> None:
    """Compare with the ratchet; raise its figures where that was asked for."""
    ratchet = json.loads(RATCHET.read_text(encoding="utf-8"))
    best = ratchet.get(name, {})
    fallen = {f: (found[f], best[f]) for f in figures if f in best and found.get(f, 0.0) < best[f]}
    assert not fallen, f"{name}: fallen below the best reached (now, best): {fallen}"
    if request.config.getoption("--update-ratchet"):
        ratchet[name] = {f: max(found[f], best.get(f, 0.0)) for f in figures if f in found}
        RATCHET.write_text(json.dumps(ratchet, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    else:
        assert best, f"{name} has no figures in {RATCHET.name}; run with --update-ratchet"


@pytest.mark.parametrize(("name", "document"), DOCUMENTS.items())
def test_statements(request: pytest.FixtureRequest, exports: Path, name: str, document: str) -> None:
    arguments = ["statements", str(SHARED / "gold" / f"{name}.jsonl"), str(exports / "statements.jsonl"), "--document", document]
    partly = name == "004"  # only some of its sections are labelled
    found = scores(*arguments, *(["--scope", "core"] if partly else []))
    check(request, name, found, FIGURES_OF_A_PART if partly else FIGURES)


@pytest.mark.parametrize(("kind", "file"), FACTS.items())
def test_facts(request: pytest.FixtureRequest, exports: Path, kind: str, file: str) -> None:
    found = scores("facts", str(SHARED / "gold" / f"{file}.jsonl"), str(exports / "facts.jsonl"), "--kind", kind)
    check(request, kind, found, (f"{kind}_precision", f"{kind}_recall", f"{kind}_f1"))
