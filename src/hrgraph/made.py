"""What was made of sources in builds before, so that a build makes anew only what changed.

Guarantees: what is found was made of the same bytes, told the same of them, by the same program; what cannot be read is as
if it were not there. A source that went wrong is not kept: it is tried again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from hrgraph import __version__, resources
from hrgraph.assembly import BuiltGraph, Outcome
from hrgraph.kept_graphs import GraphFolder
from hrgraph.plain_records import fields_of, from_plain
from hrgraph.reading import SourceFile
from hrgraph.whole_files import write_whole

# Libraries whose version may change what is read or how it is written.
_LIBRARIES = ("pyoxigraph", "pypdfium2")


class Made:
    """The folder of what was made of sources."""

    def __init__(self, path: Path, graphs: GraphFolder) -> None:
        """Name the folder; it is made when something is kept. The graphs themselves are in another one."""
        self._path = path
        self.graphs = graphs

    def find(self, key: str, source: str) -> Outcome | None:
        """Return what was made of a source, or None.

        Args:
            key: From `key_of`.
            source: What the source is called now.
        """
        try:
            records = json.loads((self._path / f"{key}.json").read_text(encoding="utf-8"))
            outcome = Outcome(source, tuple(replace(from_plain(BuiltGraph, record), source=source) for record in records))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        whole = all(self.graphs.has(graph) for built in outcome.graphs for graph in built.kept)
        return outcome if whole else None

    def keep(self, key: str, outcome: Outcome) -> None:
        """Keep what was made of a source.

        Where it cannot be kept, nothing is: the next build makes it again.
        """
        if outcome.error is not None:
            return
        text = json.dumps(outcome.graphs, ensure_ascii=False, default=fields_of)
        with suppress(OSError):
            self._path.mkdir(parents=True, exist_ok=True)
            with write_whole(self._path / f"{key}.json") as file:
                file.write(text.encode())

    def remove_all_but(self, keys: Collection[str]) -> None:
        """Remove what was made of other sources."""
        if self._path.is_dir():
            for file in self._path.iterdir():
                if file.stem not in keys:
                    file.unlink(missing_ok=True)


def key_of(source: SourceFile | Path, **options: object) -> str | None:
    """Return the name of what is made of a source under some options; None if the source cannot be read."""
    path, told = (source, source.name) if isinstance(source, Path) else (source.path, repr((source.source, source.encoding)))
    try:
        data = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
    parts = (_program(), data, told, repr(sorted(options.items())))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _program() -> str:
    """Return a digest of hrgraph itself and of what it rests on: another version may make something else."""
    content = hashlib.sha256(" ".join([__version__, *map(version, _LIBRARIES)]).encode())
    package = Path(__file__).parent
    files = [*package.rglob("*.py"), *package.rglob("*.bin")]
    files += [*resources.files("ontology"), *resources.files("shapes")]
    for file in sorted(files):
        content.update(f"{file.name}\n".encode())
        content.update(file.read_bytes())
    return content.hexdigest()
