"""The sample documents through the whole chain, read back from the store and compared with what was reviewed by hand.

After a change on purpose, `--update-golden` writes the files anew. Review them like code: each line must be what a careful
reader of the sample would say, not what the rules happen to find.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from hrgraph.answers import answer_question
from hrgraph.exports import export_records
from hrgraph.pipeline import build
from hrgraph.queries import find_query
from hrgraph.registry import load_registry
from hrgraph.store import Store
from hrgraph.text import collapse

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "samples"
SAMPLES = HERE.parent / "samples"
CORPUS = HERE.parents[1] / "shared" / "corpus"
ENTRIES = {entry["slug"]: entry for entry in tomllib.loads((SAMPLES / "corpus.toml").read_text())["document"]}
# What a reader of a golden file need not see: names that hold offsets or digests, and the offsets themselves.
LEFT_OUT = ("iri", "document", "doc", "rule", "start", "end", "addressee", "state")
# A run of words as long as this is a quotation.
LONGEST_RUN_WORDS = 11


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The samples, built in this process."""
    directory = tmp_path_factory.mktemp("samples") / "store"
    report = build([SAMPLES], directory, workers=1)
    assert report.problems == ()
    assert sum(document.quarantined_records for document in report.documents) == 0
    return Store.open(directory)


@pytest.fixture(scope="module")
def records(store: Store) -> dict[str, list[dict[str, Any]]]:
    """What is exported of each sample: its statements, then its facts, each in text order."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in export_records(store, "statements"):
        by_programs = record.pop("tag_scores")  # a reader classes nothing here; a new model would class otherwise
        record |= dict.fromkeys((*by_programs, "tagged_by"))
        found[record["document"]].append({"statement": record.pop("kind"), **record})
    for record in export_records(store, "facts"):
        found[record["doc"]].append(record)
    return found


def text_of(slug: str) -> str:
    return (SAMPLES / ENTRIES[slug]["file"]).read_bytes().decode()


def answers(store: Store, query: str, **parameters: str) -> list[dict[str, Any]]:
    return json.loads(answer_question(store, find_query(query), parameters, "json"))


def lines_of(records: Iterable[dict[str, Any]]) -> str:
    """Return a line for each record, without what it has no value for."""
    kept = ({k: v for k, v in one.items() if k not in LEFT_OUT and v not in (None, [], False)} for one in records)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in kept)


@pytest.mark.parametrize("slug", sorted(ENTRIES))
def test_what_is_exported_is_what_a_reader_would_say(
    slug: str, records: dict[str, list[dict[str, Any]]], update_golden: bool
) -> None:
    golden = GOLDEN / f"{slug}.jsonl"
    if update_golden:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(lines_of(records[slug]), encoding="utf-8")
    assert lines_of(records[slug]) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", sorted(ENTRIES))
def test_offsets_slice_to_quotes(slug: str, records: dict[str, list[dict[str, Any]]]) -> None:
    text = text_of(slug)
    statements = [record for record in records[slug] if "statement" in record]
    assert statements
    for record in statements:
        assert collapse(text[record["start"] : record["end"]]) == record["quote"]
    assert all(0 <= record["start"] < len(text) for record in records[slug])


def test_a_damaged_symbol_is_repaired_and_its_printed_form_kept(store: Store) -> None:
    assert "CRPD/C/SVN/CO/1" not in text_of("sample-compilation")
    (citation,) = answers(store, "citations-of-a-document", cited="CRPD/C/SVN/CO/1")
    assert (citation["document"], citation["note"], citation["pinpoint"]) == ("sample-compilation", 19, "para. 25")
    assert citation["printed"] == "CRPD/C/SVNICO/1"


def test_who_says_the_same_is_linked_to_whom_they_follow(store: Store) -> None:
    found = answers(store, "similar-recommendations", state="SVN")
    assert {(a["document"], a["paragraph"], a["issuer"], a["first_issuer"]) for a in found} == {
        ("sample-compilation", "5", "CESCR", "HRCttee"),
        ("sample-compilation", "13", "CEDAW; SR:minorities; UNHCR", "HRCttee"),
        ("sample-summary", "13", "CoE-Commissioner; HRORS", "AI"),
        ("sample-summary", "15", "AI", "CoE-CPT"),
        ("sample-summary", "16", "CoE-ACFC; JS2", "CoE-Commissioner"),
    }


def test_no_order_of_sources_and_no_number_of_processes_changes_a_byte(store: Store, tmp_path: Path) -> None:
    files = [SAMPLES / entry["file"] for entry in ENTRIES.values()]
    random.Random(7).shuffle(files)
    build(files, tmp_path / "store", workers=2)
    other = Store.open(tmp_path / "store")
    assert (other.version, other.graphs) == (store.version, store.graphs)
    for iri in store.graphs:
        assert other.graph(iri).lines == store.graph(iri).lines


@pytest.mark.parametrize("slug", sorted(ENTRIES))
def test_a_sample_says_that_it_is_one(slug: str) -> None:
    entry = ENTRIES[slug]
    assert slug.startswith("sample-") and "symbol" not in entry
    assert entry["title"].startswith("Sample: ") and "written for hrgraph from the facts of" in entry["title"]
    assert entry["author"] == "hrgraph"
    assert "Sample: " in text_of(slug)[:400]


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", re.sub(r"<[^>]+>", " ", text.lower()))
    size = LONGEST_RUN_WORDS + 1
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the source documents are not beside the repository")
@pytest.mark.parametrize("slug", sorted(ENTRIES))
def test_no_sentence_of_a_source_document_is_in_a_sample(slug: str) -> None:
    sources = sorted((CORPUS / "kazakhstan").glob("*.txt"))
    assert sources
    # Names of treaties and institutions are nobody's sentence.
    text = text_of(slug)
    for name in reversed(load_registry().find_names(text)):
        text = f"{text[: name.start]} {slug.replace('-', '')} {text[name.end :]}"
    own = runs_of(text)
    for source in sources:
        assert not own & runs_of(source.read_text(encoding="utf-8"))
