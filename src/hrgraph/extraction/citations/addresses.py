"""Find addresses (URLs) in running text, put together where a line break cuts them, with the symbols they carry."""

from __future__ import annotations

import re

from hrgraph.extraction.citations.cited import Cited
from hrgraph.symbols import format_symbol, symbol_from_url
from hrgraph.text import View

_ADDRESS = re.compile(
    r"""
      <a \s [^<>]*? href="(?P<href> https?://[^"]+ )" [^<>]*> .*? </a>                        # HTML
    | \[ (?P<label> [^\]]* ) \] \( (?P<link> https?:// (?: [^()\s] | \([^()\s]*\) )+ ) \)      # Markdown
    | (?P<plain> (?: https?:// | (?<! [\w./@-] ) www\. ) [^\s<>"“”»\]]+ )
    """,
    re.VERBOSE,
)
_PIECE = re.compile(r" ?(?P<piece>[^\s<>\"“”»\]]+)")
# The end of an address that a line break cut in the middle of a word: "report20 | 24.pdf", "en/news | room/2020/x".
_END_OF_FILE_NAME = re.compile(r"[\w%&=?~.-]*\.(?:pdf|html?|docx?|xlsx?|aspx?|php|jsp)\W{0,2}", re.IGNORECASE)
_CUT_MARKS = "-/_=&?%"
_TRAILING = ".,;:!?'’”*"
# The last stroke of "//" beside a letter that scanning sees in it.
_SCANNED_HOST = re.compile(r"^(https?://)[Il1|](?=www\.)")


def find_addresses(view: View, source: str) -> list[Cited]:
    """Return the addresses in a view, in text order, each once.

    Args:
        view: Clean text of a block.
        source: The document's text, which tells a line break from a space.
    """
    found: dict[str, Cited] = {}
    position = 0
    while match := _ADDRESS.search(view.text, position):
        if match["plain"]:
            end = _end_of_plain(view, source, match.start(), match.end())
        else:
            end = match.end()
        printed = match["href"] or match["link"] or view.text[match.start() : end]
        url = _SCANNED_HOST.sub(r"\1", printed.replace(" ", "").replace("\\", ""))
        symbol = symbol_from_url(url)
        found.setdefault(
            url,
            Cited(
                match.start(),
                end,
                printed,
                "citations.address",
                symbol=format_symbol(symbol) if symbol else None,
                title=_title(match["label"]),
                url=url,
                un_symbol=symbol is not None,
            ),
        )
        position = max(end, match.end())
    return list(found.values())


def _title(label: str | None) -> str | None:
    """Return the words of a link, unless they are an address again or a mere number."""
    if not label or "://" in label or label.startswith("www.") or not re.search(r"[^\W\d]{3}", label):
        return None
    return label.strip(" *")


def _end_of_plain(view: View, source: str, start: int, end: int) -> int:
    """Return where an address ends whose first line is `view.text[start:end]`."""
    while end < len(view.text):
        piece = _PIECE.match(view.text, end)
        if not piece or not _is_line_break(view, source, end) or not _goes_on(view.text[start:end], piece["piece"]):
            break
        end = piece.end()
    address = view.text[start:end].rstrip(_TRAILING)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_TRAILING)
    return start + len(address)


def _is_line_break(view: View, source: str, end: int) -> bool:
    between = source[view.offsets[end - 1] + 1 : view.offsets[min(end + 1, len(view.offsets) - 1)]]
    return between.count("\n") == 1 and not between.strip()


def _goes_on(address: str, piece: str) -> bool:
    """Say whether the first word of the next line belongs to the address."""
    if piece.startswith(("http://", "https://", "www.")):
        return False
    if address.endswith("-"):
        return piece[0].islower() or piece[0].isdigit()
    if address.endswith(tuple(_CUT_MARKS)):
        return bool(re.search(r"[-/_=&?%\d]|\.\w", piece))
    return bool(_END_OF_FILE_NAME.fullmatch(piece))
