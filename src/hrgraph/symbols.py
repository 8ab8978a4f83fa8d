"""Symbols of United Nations documents: what they say, and how damaged ones are read.

`parse_symbol` and `format_symbol` are inverse: every symbol that parses is written back as it was. `repair_symbol`
reads what scanning leaves of a symbol, by the grammar of symbols and not by a list of mistakes, and only where one
reading is possible.
The grammar is in `hrgraph.symbol_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from hrgraph.errors import IdentifierError
from hrgraph.registry import load_registry
from hrgraph.symbol_forms import FORMS, Form

# Last session of the Working Group on the Universal Periodic Review in each cycle but the present one.
_LAST_SESSION_OF_CYCLE = (12, 26, 40)
# Last session of the Human Rights Council to which reports of each cycle but the present one were sent.
_LAST_COUNCIL_SESSION_OF_CYCLE = (20, 35, 51)

# What follows any form: additions, corrections, revisions.
_SUFFIX = re.compile(r"(?:Add|Corr|Rev)\.[1-9]\d{0,2}", re.ASCII)
_DAMAGED_SUFFIX = re.compile(r"(?P<word>add|corr|rev)\.(?P<n>[1-9]\d{0,2})", re.IGNORECASE | re.ASCII)

# A separator: printed; read as a letter; or read as a letter beside itself.
_SEPARATOR = re.compile(r"/[Il|]|[Il|]/|//|[/Il1|]")

# Authors leave the stroke out between a figure and a word with a full stop, and print one for the last stroke.
_LEFT_OUT = re.compile(r"(?<=\d)(?=(?:L|Add|Corr|Rev)\.\d)", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<=[A-Za-z])\.(?=\d)")

_STRAY_SPACE = re.compile(r"\s*/\s*|(?<=[-.])\s+|\s+(?=[-(])")
_DASH = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}]")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A United Nations document symbol.

    Attributes:
        parts: What stands between the strokes.
        body: Code of the body that the document belongs to ("CAT", "HRC", "UPR-WG", "UNGA"), as in the reference data.
        kind: What the document is, e.g. "concluding observations"; "addendum" for any addition to a document.
        state: State that the symbol names, ISO 3166 alpha-3 as a rule, or None.
        session: Session that the symbol names, or None; None for special sessions.
    """

    parts: tuple[str, ...]
    body: str
    kind: str
    state: str | None = None
    session: int | None = None

    @property
    def cycle(self) -> int | None:
        """Cycle of the Universal Periodic Review, for documents of its working group."""
        if self.body != "UPR-WG" or self.session is None:
            return None
        return cycle_of_session(self.session)

    def __str__(self) -> str:
        return format_symbol(self)


def cycle_of_session(session: int) -> int:
    """Return the cycle of the Universal Periodic Review that a session of its working group belongs to."""
    return 1 + sum(session > last for last in _LAST_SESSION_OF_CYCLE)


def cycle_of_council_session(session: int) -> int:
    """Return the cycle of the Universal Periodic Review whose outcomes a session of the Human Rights Council adopts."""
    return 1 + sum(session > last for last in _LAST_COUNCIL_SESSION_OF_CYCLE)


def parse_symbol(text: str) -> Symbol:
    """Return the symbol that `text` is.

    Args:
        text: A symbol as the United Nations writes it, nothing before or after it.

    Raises:
        IdentifierError: It is not a symbol of a known form.

    >>> parse_symbol("A/HRC/WG.6/20/FJI/3").kind
    'UPR summary'
    """
    parts = tuple(text.split("/"))
    for form in FORMS:
        size = len(form.strict)
        if len(parts) < size or form.literal[0] not in (None, parts[0]):
            continue
        places: dict[str, str] = {}
        for pattern, part in zip(form.strict, parts):
            match = pattern.fullmatch(part)
            if not match:
                break
            places |= match.groupdict()
        else:
            if all(_SUFFIX.fullmatch(part) for part in parts[size:]):
                return _symbol(form, parts, places)
    raise IdentifierError(
        f"{text!r} is not the symbol of a United Nations document: expected a form such as CAT/C/NOR/CO/8, "
        "A/HRC/28/10/Add.1 or A/HRC/WG.6/20/FJI/3."
    )


def _symbol(form: Form, parts: tuple[str, ...], places: dict[str, str]) -> Symbol:
    session = places.get("session") or places.get("council") or places.get("assembly") or ""
    added = any(part.startswith("Add.") for part in parts[len(form.strict) :])
    kind = "addendum" if added else form.kind
    return Symbol(parts, form.body, kind, places.get("state"), int(session) if session.isdigit() else None)


def format_symbol(symbol: Symbol) -> str:
    """Return the symbol as the United Nations writes it."""
    return "/".join(symbol.parts)


@lru_cache(maxsize=4096)
def repair_symbol(printed: str) -> tuple[Symbol, bool] | None:
    """Return the symbol that was printed, and whether it had to be repaired; None where there is no single reading.

    Scanning reads the stroke as I, l, 1 or |, or sees it beside such a letter, and O as Q, 0 or OQ. Line breaks leave
    spaces, typesetting leaves dashes, and authors leave a stroke out ("10Add.1") or print a full stop for the last one.
    A reading must be a known form, and its State a known State. A symbol with no stroke left is not read.

    >>> repair_symbol("CAT/C/NORICO/9")[0].parts
    ('CAT', 'C', 'NOR', 'CO', '9')
    """
    text = _STRAY_SPACE.sub(lambda space: space.group().strip(), _DASH.sub("-", printed.strip()))
    try:
        return parse_symbol(text), text != printed
    except IdentifierError:
        pass
    if "/" not in text or len(text) > 60:
        return None
    readings = {reading for form in FORMS for reading in _readings(form, text, 0, ())}
    if len(readings) != 1:
        return None
    return parse_symbol("/".join(readings.pop())), True


def _readings(form: Form, text: str, start: int, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each way to read `text[start:]` as the rest of a form, of which `parts` are read."""
    for end in range(start + 1, len(text) + 1):
        match = form.damaged[len(parts)].fullmatch(text, start, end)
        part = (form.literal[len(parts)] or _mend(match)) if match else None
        if part is None:
            continue
        read = (*parts, part)
        if len(read) == len(form.damaged):
            yield from _suffix_readings(text, end, read)
        else:
            for after in _starts_of_next(text, end, form, len(read)):
                yield from _readings(form, text, after, read)


def _mend(match: re.Match[str]) -> str | None:
    """Return a part that is not fixed, letters of the State mended, or None if no State has that code."""
    if "state" not in match.groupdict():
        return match.group()
    state = match["state"].translate(str.maketrans("01l|", "OIII"))
    if not load_registry().by_code(state, "State"):
        return None
    return match.string[match.start() : match.start("state")] + state + match.string[match.end("state") : match.end()]


def _starts_of_next(text: str, position: int, form: Form, done: int) -> Iterator[int]:
    """Yield where the next part may begin, `done` parts being read up to `position`."""
    if done == 1 and len(form.literal[0] or "") <= 1 and form.literal[1] is None:
        # One letter before a number (A/63/281) is too little to know a symbol by without the stroke.
        if text.startswith("/", position):
            yield position + 1
        return
    yield from _after_stroke(text, position)
    if done + 1 == len(form.damaged) and _FULL_STOP.match(text, position):
        yield position + 1


def _after_stroke(text: str, position: int) -> Iterator[int]:
    """Yield the ends of what can be a stroke at `position`: two characters, one, or none where it was left out."""
    for length in (2, 1):
        if _SEPARATOR.fullmatch(text, position, position + length):
            yield position + length
    if _LEFT_OUT.match(text, position):
        yield position


def _suffix_readings(text: str, position: int, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each way to read `text[position:]` as additions to a document whose symbol is read."""
    if position == len(text):
        yield parts
        return
    for after in _after_stroke(text, position):
        match = _DAMAGED_SUFFIX.match(text, after)
        if not match:
            continue
        for end in range(match.start("n") + 1, match.end() + 1):
            suffix = f"{match['word'].capitalize()}.{text[match.start('n') : end]}"
            yield from _suffix_readings(text, end, (*parts, suffix))


# Where addresses carry a symbol: a parameter, or the path of these hosts.
_SYMBOL_PARAMETERS = ("DS", "symbol", "symbolno", "s", "si")
_SYMBOL_HOSTS = ("undocs.org", "docs.un.org")


def symbol_from_url(url: str) -> Symbol | None:
    """Return the symbol in the address of a United Nations document, or None; a job number (G10/138/98) is none."""
    try:
        address = urlsplit(url.strip())
    except ValueError:
        return None
    host = (address.hostname or "").removeprefix("www.")
    if host != "undocs.org" and not host.endswith((".un.org", "ohchr.org")) and host != "un.org":
        return None
    parameters = parse_qs(address.query)
    texts = [text for name in _SYMBOL_PARAMETERS for text in parameters.get(name, ())]
    if host in _SYMBOL_HOSTS:
        texts.append(re.sub(r"^/(?:[a-z]{2}/)?", "", unquote(address.path)))
    for text in texts:
        try:
            return parse_symbol(text.strip().rstrip("/."))
        except IdentifierError:
            continue
    return None
