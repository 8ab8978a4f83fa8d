"""Where a document is asked for, under which name it is kept, and which hosts may be asked at all.

The service answers `/api/symbol/access?s=SYMBOL&l=LANGUAGE&t=FORMAT` with the file or with a redirect to it; the
strokes of the symbol have to be escaped. For a symbol it does not have, it answers 200 with nothing or with a page.
docs.un.org (undocs.org is its older name and leads there) shows a page about the document, and with `direct=true` the
PDF itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
FORMATS = ("pdf", "docx")
LONGEST_SYMBOL = 100  # characters; any number of additions parses, and file systems bear 255
_SERVICE = "https://documents.un.org"
_VIEWER = "https://docs.un.org"
_OF_THE_UN = (".un.org", ".undocs.org")
# Language of a file whose name does not say it.
_DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document in one language and format.

    Attributes:
        symbol: As `hrgraph.symbols.parse_symbol` accepts it; so it has no part that means a folder to a file system.
        language: One of `LANGUAGES`.
        form: One of `FORMATS`.
    """

    symbol: str
    language: str
    form: str

    @property
    def file_name(self) -> str:
        """Name of the file: A_HRC_28_10.pdf, and A_HRC_28_10.fr.pdf in another language than English."""
        language = "" if self.language == _DEFAULT_LANGUAGE else f".{self.language}"
        return f"{self.symbol.replace('/', '_')}{language}.{self.form}"


def addresses_of(wanted: Wanted, base_urls: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the addresses to ask for a document, in this order; where there are mirrors, only theirs."""
    query = urlencode({"s": wanted.symbol, "l": wanted.language, "t": wanted.form})
    services = tuple(f"{url.rstrip('/')}/api/symbol/access?{query}" for url in base_urls or (_SERVICE,))
    if base_urls or wanted.form != "pdf":
        return services
    return *services, f"{_VIEWER}/{wanted.language}/{quote(wanted.symbol)}?direct=true"


def may_be_asked(address: str, asked_first: str) -> bool:
    """Whether a redirect may lead from `asked_first` to `address`: to the same host and port, or to the United Nations.

    A redirect elsewhere is a network that wants a login, or somebody else's copy; neither is evidence of what the
    United Nations published, and a redirect must not make this machine ask others on its own network.
    """
    scheme, host, port = there = _origin(address)
    if there == _origin(asked_first):
        return True
    return (scheme, port) == ("https", 443) and f".{host}".endswith(_OF_THE_UN)


def _origin(address: str) -> tuple[str, str, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme)
