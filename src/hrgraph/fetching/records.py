"""What was fetched into a folder, from where and when: `fetched.json`, which `hrgraph build` does not read."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from hrgraph.errors import InputError
from hrgraph.whole_files import write_whole

NAME = "fetched.json"


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the folder.

    Attributes:
        file: Its name.
        symbol, language, format: Of the document.
        size: In bytes.
        sha256: Of its bytes, in hexadecimal.
        address: Where it was asked for; None where the file was here before.
        fetched: When it came, UTC, ISO 8601; None where the file was here before.
        etag, last_modified: What the server said of the version, or None.
        symbol_read: The symbol was read at the head of the document; false where it could not be read, as in a scan.
    """

    file: str
    symbol: str
    language: str
    format: str
    size: int
    sha256: str
    address: str | None
    fetched: str | None
    etag: str | None
    last_modified: str | None
    symbol_read: bool


class Records:
    """The records of a folder; each change is on disk when the call returns."""

    def __init__(self, folder: Path) -> None:
        """Read what is there.

        Raises:
            InputError: The file cannot be read, or is not one of hrgraph.
        """
        self._path = folder / NAME
        self._records: dict[str, Record] = {}
        try:
            listed = json.loads(self._path.read_text(encoding="utf-8"))["documents"]
            self._records = {record.file: record for record in (_read(entry) for entry in listed)}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(
                str(self._path), f"this is not a list of what was fetched ({type(error).__name__}).",
                advice="Move it away; files that are there are looked at then, and not fetched again.",
            ) from error  # fmt: skip

    def of_file(self, name: str) -> Record | None:
        """Return the record of a file, if it has one."""
        return self._records.get(name)

    def put(self, record: Record) -> None:
        """Add a record, in place of an earlier one of the same file."""
        self._records[record.file] = record
        listed = [asdict(self._records[name]) for name in sorted(self._records)]
        text = json.dumps({"documents": listed}, ensure_ascii=False, indent=1) + "\n"
        with write_whole(self._path) as file:
            file.write(text.encode())


def _read(entry: dict[str, Any]) -> Record:
    """Return a record as it was written.

    Raises:
        TypeError: It is none.
    """
    record = Record(**entry)
    texts = (record.file, record.symbol, record.language, record.format, record.sha256)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a text is missing")
    return record
