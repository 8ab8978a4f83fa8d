"""Fetch one invented document, or others, from the service on this machine, in a hurry."""

from __future__ import annotations

import json
from pathlib import Path

from document_server import DocumentServer, make_pdf

from hrgraph.fetching.documents import Fetching, Outcome, fetch_documents
from hrgraph.fetching.pace import Manner
from hrgraph.symbols import parse_symbol

SYMBOL = "A/HRC/28/10"
FILE = "A_HRC_28_10.pdf"
DOCUMENT = make_pdf(SYMBOL, pages=4)
HASTY = Manner(delay_s=0, timeout_s=5, attempts=4, back_off_s=0.01, longest_wait_s=5)


def fetch(
    server: DocumentServer | str,
    folder: Path,
    *symbols: str,
    manner: Manner = HASTY,
    form: str = "pdf",
    language: str = "en",
) -> list[Outcome]:
    url = server if isinstance(server, str) else server.url
    fetching = Fetching(language, form, (url,), manner)
    wanted = [parse_symbol(symbol) for symbol in symbols or (SYMBOL,)]
    return list(fetch_documents(wanted, folder, fetching, lambda sentence: None))


def records(folder: Path) -> dict[str, dict[str, object]]:
    return {entry["file"]: entry for entry in json.loads((folder / "fetched.json").read_text())["documents"]}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".fetch.lock"}
