"""The part of a document that has come, kept hidden beside the place of the whole until it is whole.

Both files begin with a full stop and end in `.partial` or `.partial.json`, so `hrgraph build` does not read them.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Version:
    """What tells one version of a document at an address from another.

    Attributes:
        address: That was asked for, before any redirect.
        etag, last_modified: As the server gave them, or None.
        size: Bytes of the whole, or None where the server did not say, or sent it in a compressed form.
    """

    address: str
    etag: str | None
    last_modified: str | None
    size: int | None

    @property
    def validator(self) -> str | None:
        """What a request can ask the rest of this very version by; None where two versions could share it.

        A weak entity tag promises the same meaning, not the same bytes.
        """
        for value in (self.etag if self.etag and not self.etag.startswith("W/") else None, self.last_modified):
            if value and value.isascii() and value.isprintable():
                return value
        return None


class Partial:
    """The beginning of a file, and which version it is the beginning of."""

    def __init__(self, folder: Path, file_name: str) -> None:
        """Nothing is read or written yet."""
        self._bytes = folder / f".{file_name}.partial"
        self._version = folder / f".{file_name}.partial.json"

    @property
    def size(self) -> int:
        """Bytes that are here; a link is no beginning, wherever it leads."""
        try:
            found = self._bytes.lstat()
        except OSError:
            return 0
        return found.st_size if stat.S_ISREG(found.st_mode) else 0

    def version(self) -> Version | None:
        """Return what the beginning is of; None where there is none, or nothing tells."""
        try:
            said = json.loads(self._version.read_text(encoding="utf-8"))
            version = Version(**said)
        except (OSError, ValueError, TypeError):
            return None
        texts = (version.etag, version.last_modified)
        sound = isinstance(version.address, str) and all(text is None or isinstance(text, str) for text in texts)
        return version if sound and self.size else None

    def begin(self, version: Version) -> BinaryIO:
        """Return a file for the first bytes; those that were here are gone."""
        self.discard()
        self._version.write_text(json.dumps(asdict(version)), encoding="utf-8")
        return self._bytes.open("xb")

    def go_on(self) -> BinaryIO:
        """Return a file for the bytes that come after those that are here."""
        return self._bytes.open("ab")

    def read(self) -> bytes:
        """Return all that is here."""
        return self._bytes.read_bytes()

    def move_to(self, path: Path) -> None:
        """Put the file, whole now, in its place in one step."""
        os.replace(self._bytes, path)
        self._version.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove what is here."""
        self._bytes.unlink(missing_ok=True)
        self._version.unlink(missing_ok=True)
