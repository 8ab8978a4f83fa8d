"""Which files to read, and what `corpus.toml` says of them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from hrgraph.errors import InputError
from hrgraph.models import Source

SUFFIXES = (".txt", ".md", ".markdown", ".pdf", ".docx", ".csv")
_STRINGS = ("symbol", "slug", "kind", "state", "title", "author", "date", "encoding")
_INTEGERS = ("year", "cycle", "session")
KINDS = (
    "NationalReport", "UnitedNationsCompilation", "StakeholderSummary", "StakeholderSubmission", "WorkingGroupReport",
    "Addendum", "ThematicList", "CouncilDecision", "ConcludingObservations", "Letter", "IndependentReport", "ActionPlan",
    "RecommendationTable",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and what is known of it."""

    path: Path
    source: Source
    encoding: str | None = None


def find_sources(paths: Sequence[Path]) -> tuple[list[SourceFile], list[InputError]]:
    """Return the files to read in these files and folders, sorted by name, and what is wrong with the others.

    A folder is read with its `corpus.toml`, where it has one; files without an entry are read too. A problem with one
    entry, file or folder leaves the others usable.
    """
    found: dict[Path, SourceFile] = {}
    problems: list[InputError] = []
    for path in paths:
        if path.is_dir():
            files = sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
            entries, wrong = read_corpus_file(path / "corpus.toml")
            problems += wrong
            if not files and not wrong:
                problems.append(
                    InputError(str(path), "there is no document in the folder.", advice=f"Expected {', '.join(SUFFIXES)}.")
                )
        elif path.is_file():
            files = [path]
            entries, wrong = read_corpus_file(path.parent / "corpus.toml", only=path.name)
            problems += wrong
        else:
            problems.append(InputError(str(path), "there is no such file or folder.", advice="Check the name."))
            continue
        for file in files:
            entry = entries.get(file.name)
            source, encoding = entry if entry else (Source(name=file.name), None)
            found[file.resolve()] = SourceFile(file, source, encoding)
    return sorted(found.values(), key=lambda item: (item.source.name, str(item.path))), problems


def read_corpus_file(
    path: Path, only: str | None = None
) -> tuple[dict[str, tuple[Source, str | None]], list[InputError]]:
    """Return the entries of a `corpus.toml` by file name, and the problems in it. No file: no entries, no problem.

    Args:
        path: The file.
        only: Leave out problems of entries for other files.
    """
    if not path.is_file():
        return {}, []
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        advice = "Expected [[document]] entries with file, symbol or slug, kind and state; the documents are read without it."
        return {}, [InputError(str(path), f"the file is not TOML: {error}.", advice=advice)]
    listed = content.get("document", [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        return {}, [InputError(str(path), "`document` is not a list of tables.", advice="Write [[document]].")]
    entries: dict[str, tuple[Source, str | None]] = {}
    problems: list[InputError] = []
    for position, entry in enumerate(listed, start=1):
        wrong = list(_entry_problems(path, position, entry))
        if wrong:
            problems += wrong if only in (None, entry.get("file")) else []
            continue
        names = {field.name for field in fields(Source)} - {"name"}
        values = {key: _as_text(key, value) for key, value in entry.items() if key in names}
        entries[entry["file"]] = (Source(name=entry["file"], **values), entry.get("encoding"))
        if only is None and not (path.parent / entry["file"]).is_file():
            problems.append(
                InputError(str(path), f"there is no file {entry['file']!r} beside it.", place=f"entry {position}")
            )
    return entries, problems


def _as_text(key: str, value: Any) -> Any:
    """TOML knows dates; records keep them as ISO 8601 text."""
    return str(value) if key == "date" else value


def _entry_problems(path: Path, position: int, entry: dict[str, Any]) -> Iterable[InputError]:
    place = f"entry {position}" + (f" ({entry['file']})" if isinstance(entry.get("file"), str) else "")
    if not isinstance(entry.get("file"), str):
        yield InputError(str(path), "`file` is missing.", place=place, advice="Give the file's name.")
        return
    for key, value in entry.items():
        if key in _INTEGERS and (not isinstance(value, int) or isinstance(value, bool)):
            yield InputError(str(path), f"`{key}` is {value!r}.", place=place, advice="Expected a whole number.")
        elif key in _STRINGS and not isinstance(_as_text(key, value), str):
            yield InputError(str(path), f"`{key}` is {value!r}.", place=place, advice="Expected a string.")
        elif key not in (*_STRINGS, *_INTEGERS, "file"):
            known = ", ".join(("file", *_STRINGS, *_INTEGERS))
            yield InputError(str(path), f"`{key}` is not a known key.", place=place, advice=f"Expected one of {known}.")
    kind = entry.get("kind")
    if isinstance(kind, str) and kind not in KINDS:
        yield InputError(
            str(path), f"{kind!r} is not a kind of document.", place=place, advice=f"Expected one of {', '.join(KINDS)}."
        )
