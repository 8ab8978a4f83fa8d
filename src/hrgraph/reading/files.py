"""The bytes of a file that a person gave, or the reason why there are none."""

from __future__ import annotations

from pathlib import Path

from hrgraph.errors import InputError

LARGEST_BYTES = 64 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: No such file, not readable, empty or too large.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError(path.name, f"the file is larger than {LARGEST_BYTES // 2**20} MiB.", advice="Divide it.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            str(path), f"the file cannot be read ({error.strerror}).", advice="Check the name and the permissions."
        ) from error
    if not data.strip():
        raise InputError(path.name, "the file is empty.", advice="Expected the text of a document; extract it again.")
    return data
