"""Which files to read, and what `corpus.toml` says of them."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from hrgraph.errors import InputError
from hrgraph.models import Source
from hrgraph.reading.corpus_entry import as_text, check_entry

SUFFIXES = (".txt", ".md", ".markdown", ".pdf", ".docx", ".csv")
_NAME = "corpus.toml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and what is known of it."""

    path: Path
    source: Source
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class FoundSources:
    """The files to read, sorted by name; why others are not read; and what a person should know though all is well."""

    files: list[SourceFile]
    problems: list[InputError]
    warnings: list[str]


@dataclass(slots=True)
class CorpusFile:
    """What a `corpus.toml` says.

    Attributes:
        entries: What is known of a file, and its encoding, by file name.
        refused: Files whose entry is wrong; what is said of them cannot be trusted, so they are not read.
        problems: What is wrong, one for each key, in the order of the entries.
    """

    entries: dict[str, tuple[Source, str | None]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    problems: list[InputError] = field(default_factory=list)


def find_sources(paths: Sequence[Path]) -> FoundSources:
    """Return the files to read in these files and folders.

    A folder is read with its `corpus.toml`, where it has one; files without an entry are read too, sub-folders are not. A
    problem with one entry, file or folder leaves the others usable. Of files with the same bytes the first is read.
    """
    found: dict[Path, SourceFile] = {}
    problems: list[InputError] = []
    warnings: list[str] = []
    for path in paths:
        try:
            files, corpus, remarks = _read_folder(path) if path.is_dir() else _read_one(path)
        except OSError as error:
            problems.append(_unreadable(path, error))
            continue
        problems += corpus.problems
        warnings += remarks
        for file in files:
            if file.name not in corpus.refused:
                source, encoding = corpus.entries.get(file.name, (Source(name=file.name), None))
                found[file.resolve()] = SourceFile(file, source, encoding)
    ordered = sorted(found.values(), key=lambda item: (item.source.name, str(item.path)))
    kept, copies = _without_copies(ordered)
    return FoundSources(kept, problems, warnings + copies)


def _read_folder(path: Path) -> tuple[list[Path], CorpusFile, list[str]]:
    """Return the documents of a folder, its `corpus.toml`, and a remark on sub-folders that have documents.

    Raises:
        OSError: The folder cannot be read.
    """
    content = sorted(path.iterdir())
    files = [item for item in content if item.suffix.lower() in SUFFIXES and item.is_file()]
    folders = ", ".join(item.name for item in content if item.is_dir() and not item.name.startswith("."))
    corpus = read_corpus_file(path / _NAME)
    if not files and not corpus.problems:
        problem = "there is no document in the folder" + (f", only sub-folders: {folders}." if folders else ".")
        advice = "Sub-folders are not read; name them as sources." if folders else f"Expected {', '.join(SUFFIXES)}."
        corpus.problems.append(InputError(str(path), problem, advice=advice))
    elif folders:
        return files, corpus, [f"{path}: sub-folders are not read ({folders}). Name them as sources to read them too."]
    return files, corpus, []


def _read_one(path: Path) -> tuple[list[Path], CorpusFile, list[str]]:
    """Return a file and what the `corpus.toml` beside it says of it.

    Raises:
        OSError: The file's folder cannot be read.
    """
    if not path.is_file():
        path.stat()
        return [], CorpusFile(problems=[InputError(str(path), "this is neither a file nor a folder.", advice="Check the name.")]), []
    return [path], read_corpus_file(path.parent / _NAME, only=path.name), []


def _unreadable(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(str(path), "there is no such file or folder.", advice="Check the name.")
    problem = f"it cannot be read ({error.strerror or error})."
    return InputError(str(path), problem, advice="Check the permissions; a folder needs the rights to read and to enter it.")


def _without_copies(files: Sequence[SourceFile]) -> tuple[list[SourceFile], list[str]]:
    """Return the files without those whose bytes are those of an earlier one, and a warning for each of these."""
    first: dict[str, SourceFile] = {}
    kept: list[SourceFile] = []
    warnings: list[str] = []
    for file in files:
        try:
            with file.path.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError:
            kept.append(file)  # whoever reads it says why it cannot be read
            continue
        earlier = first.setdefault(digest, file)
        if earlier is file:
            kept.append(file)
        else:
            warnings.append(f"{file.path}: the same bytes as {earlier.path}, which is read; this one is left out.")
    return kept, warnings


def read_corpus_file(path: Path, only: str | None = None) -> CorpusFile:
    """Return what a `corpus.toml` says. No file: no entries, no problem. One that is no TOML: no entries, one problem.

    Args:
        path: The file.
        only: Leave out problems of entries for other files.
    """
    advice = "Expected [[document]] entries with file, symbol or slug, kind and state; the documents are read without it."
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return CorpusFile()
    except OSError as error:
        return CorpusFile(problems=[InputError(str(path), f"the file cannot be read ({error.strerror}).", advice=advice)])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return CorpusFile(problems=[InputError(str(path), f"the file is not TOML: {error}.", advice=advice)])
    listed = content.get("document", [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        return CorpusFile(problems=[InputError(str(path), "`document` is not a list of tables.", advice="Write [[document]].")])
    return _read_entries(path, listed, only)


def _read_entries(path: Path, listed: Sequence[dict[str, Any]], only: str | None) -> CorpusFile:
    corpus = CorpusFile()
    keys = {field.name for field in fields(Source)} - {"name"}
    positions: dict[str, int] = {}
    for position, entry in enumerate(listed, start=1):
        name = entry.get("file")
        wrong = list(_entry_problems(path, position, entry, positions))
        if only in (None, name):
            corpus.problems += wrong
        if wrong:
            corpus.refused |= {name} if isinstance(name, str) else set()
            continue
        values = {key: as_text(key, value) for key, value in entry.items() if key in keys}
        corpus.entries[name] = (Source(name=name, **values), entry.get("encoding"))
        if only is None and not (path.parent / name).is_file():
            place, advice = f"entry {position} ({name})", "Correct `file`, or take the entry out."
            corpus.problems.append(InputError(str(path), f"there is no file {name!r} beside it.", place=place, advice=advice))
    return corpus


def _entry_problems(path: Path, position: int, entry: dict[str, Any], positions: dict[str, int]) -> Iterator[InputError]:
    """Yield what is wrong with an entry by itself and beside those before it, whose files are in `positions`."""
    name = entry.get("file")
    place = f"entry {position}" + (f" ({name})" if isinstance(name, str) else "")
    for found in check_entry(entry):
        yield InputError(str(path), found.problem, place=place, advice=f"{found.expected} The document is not built.")
    if isinstance(name, str) and positions.setdefault(name, position) != position:
        problem = f"`file` is {name!r}, and so it is in entry {positions[name]}."
        yield InputError(str(path), problem, place=place, advice="Expected one entry for a file. The document is not built.")
