"""Find the files that come with hrgraph: ontology, shapes, queries and samples.

A wheel carries them in `hrgraph/resources/`; in a checkout (and an editable install, which gets no copy) they are folders
of the repository root. Nothing is looked for before somebody asks.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hrgraph.errors import ResourceError

FOLDERS = ("ontology", "shapes", "queries", "samples")


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    places = (package / "resources", package.parent.parent)
    for place in places:
        if (place / "ontology").is_dir():
            return place
    looked = " and ".join(str(place) for place in places)
    raise ResourceError(f"hrgraph's folder ontology/ is missing: looked in {looked}. Install hrgraph again.")


def path(*parts: str) -> Path:
    """Return where a file or folder that comes with hrgraph is, e.g. `path("shapes", "statement.ttl")`.

    Args:
        parts: The first one of `FOLDERS`, then folders and file names below it.

    Raises:
        ResourceError: There is no such file or folder, or it is not one of hrgraph's.
    """
    name = "/".join(parts)
    if not parts or parts[0] not in FOLDERS or any(part in ("", "..") or "/" in part for part in parts):
        raise ResourceError(f"{name!r} is not a file of hrgraph: expected a path below {', '.join(FOLDERS)}.")
    found = _root().joinpath(*parts)
    if not found.exists():
        raise ResourceError(f"{name}: missing from {_root()}. Install hrgraph again.")
    return found


def files(*parts: str, pattern: str = "*.ttl") -> list[Path]:
    """Return the files of a folder, below it too, that match `pattern`, sorted by path.

    Raises:
        ResourceError: There is no such folder, or no such file in it.
    """
    found = sorted(file for file in path(*parts).rglob(pattern) if file.is_file())
    if not found:
        raise ResourceError(f"{'/'.join(parts)}: no {pattern} files in it. Install hrgraph again.")
    return found
