"""Symbols of United Nations documents: what they say, and how damaged ones are read.

`parse_symbol` and `format_symbol` are inverse: every symbol that parses is written back as it was. `repair_symbol`
reads what scanning leaves of a symbol, by the grammar of symbols and not by a list of mistakes, and only where one
reading is possible.

Source: the series of symbols listed in https://research.un.org/en/docs/symbols, and the symbols that documents of the
treaty bodies and of the Universal Periodic Review carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

from hrgraph.errors import IdentifierError
from hrgraph.registry import load_registry

# Last session of the Working Group on the Universal Periodic Review in each cycle but the present one.
_LAST_SESSION_OF_CYCLE = (12, 26, 40)

# What a place of a form may hold.
_PLACES = {
    "state": r"[A-Z]{3}(?:-[A-Z]{3})?|EU",
    "reports": r"[1-9]\d?(?:-[1-9]\d?)?",  # periodic reports, several when taken together: 8-10
    "session": r"[1-9]\d{0,2}",
    "council": r"(?:S-)?[1-9]\d?",  # sessions of the Human Rights Council; S-17 is a special one
    "assembly": r"(?:ES-|S-)?[1-9]\d?",
    "year": r"(?:19|20)\d\d",
    "roman": r"[IVXL]+",
    "letter": r"[A-Z]",
    "n": r"[1-9]\d{0,3}",
    "serial": r"[1-9]\d{0,2}",
    "old": r"[1-9]\d{3,4}",  # Security Council documents were numbered through until 1993
}

# Forms that all treaty bodies share, after the body's own prefix.
_TREATY_BODY_FORMS = (
    ("{state}/CO/{reports}", "concluding observations"),
    ("{state}/CC/{reports}", "concluding observations"),
    ("{session}/CO/{n}", "concluding observations"),
    ("{state}/Q/{reports}", "list of issues"),
    ("Q/{state}/{reports}", "list of issues"),
    ("{state}/QPR/{reports}", "list of issues prior to reporting"),
    ("{state}/RQ/{reports}", "replies to list of issues"),
    ("RESP/{n}", "replies to list of issues"),
    ("{state}/FCO/{reports}", "follow-up report"),
    ("{state}/FIR/{reports}", "follow-up report"),
    ("{state}/AR/{reports}", "report"),
    ("{state}/AI/{reports}", "additional information"),
    ("{state}/QAI/{reports}", "list of issues"),
    ("{state}/OAI/{reports}", "concluding observations"),
    ("{state}/IR/{n}", "inquiry report"),
    ("{state}/{reports}", "State report"),
    ("GC/{n}", "general comment"),
    ("{session}/D/{n}/{year}", "views"),
    ("{session}/R.{n}", "report"),
    ("{session}/{n}", "report"),
    ("SR.{n}", "summary record"),
    ("{serial}", "report"),
)  # fmt: skip

# (body, prefix, forms), the more particular form first: the first that fits names the kind.
_SERIES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("CERD", "CERD/C", (("304/Add.{n}", "concluding observations"), *_TREATY_BODY_FORMS)),
    ("HRCttee", "CCPR/C", (("79/Add.{n}", "concluding observations"), *_TREATY_BODY_FORMS)),
    ("HRCttee", "CCPR/CO", (("{session}/{state}", "concluding observations"),)),
    ("CEDAW", "CEDAW/C", (("OP.8/{state}/{n}", "inquiry report"), *_TREATY_BODY_FORMS)),
    ("CAT", "CAT/C", (("CR/{session}/{n}", "concluding observations"), *_TREATY_BODY_FORMS)),
    ("SPT", "CAT/OP", (
        ("{state}/{n}", "visit report"), ("{state}/R.{n}", "visit report"), ("{state}/ROSP/{n}", "visit report"),
        ("{session}/{n}", "report"),
    )),
    ("CRC", "CRC/C", (("15/Add.{n}", "concluding observations"), *_TREATY_BODY_FORMS)),
    ("CRC", "CRC/C/OPAC", _TREATY_BODY_FORMS),
    ("CRC", "CRC/C/OPSC", _TREATY_BODY_FORMS),
    ("CMW", "CMW/C", _TREATY_BODY_FORMS),
    ("CRPD", "CRPD/C", _TREATY_BODY_FORMS),
    ("CED", "CED/C", _TREATY_BODY_FORMS),
    ("CESCR", "E/C.12", (("1/Add.{n}", "concluding observations"), ("{year}/{n}", "report"), *_TREATY_BODY_FORMS)),
    ("UPR", "A/HRC/WG.6", (
        ("{session}/{state}/1", "UPR national report"), ("{session}/{state}/2", "UPR compilation"),
        ("{session}/{state}/3", "UPR summary"), ("{session}/{state}/{n}", "UPR document"),
        ("{session}/L.{n}", "draft working group report"), ("{session}/{n}", "report"),
    )),
    ("HRC", "A/HRC", (
        ("RES/{council}/{n}", "resolution"), ("DEC/{council}/{n}", "decision"),
        ("PRST/{council}/{n}", "statement by the President"), ("WGAD/{year}/{n}", "opinion"),
        ("{council}/{n}", "report"), ("{council}/L.{n}", "draft"), ("{council}/NGO/{n}", "written statement"),
        ("{council}/G/{n}", "letter"), ("{council}/NI/{n}", "written statement"), ("{council}/CRP.{n}", "report"),
    )),
    ("GA", "A", (
        ("RES/{assembly}/{n}", "resolution"), ("RES/{n}({roman})", "resolution"), ("DEC/{assembly}/{n}", "decision"),
        ("{assembly}/{n}", "report"), ("{assembly}/L.{n}", "draft"), ("{assembly}/PV.{n}", "meeting record"),
        ("C.{letter}/{assembly}/{n}", "report"), ("C.{n}/{assembly}/{n}", "report"),
        ("C.{n}/{assembly}/L.{n}", "draft"), ("CONF.{n}/{n}", "report"), ("AC.{n}/{n}", "report"),
    )),
    ("SC", "S", (
        ("RES/{n}", "resolution"), ("RES/{n}({year})", "resolution"), ("PRST/{year}/{n}", "statement by the President"),
        ("PV.{n}", "meeting record"), ("{year}/{n}", "report"), ("{old}", "report"),
    )),
    ("CHR", "E/CN.4", (
        ("RES/{year}/{n}", "resolution"), ("DEC/{year}/{n}", "decision"), ("{year}/{n}", "report"),
        ("{year}/NGO/{n}", "written statement"), ("Sub.2/{year}/{n}", "report"),
    )),
    ("ECOSOC", "E", (
        ("RES/{year}/{n}", "resolution"), ("RES/{n}({roman})", "resolution"), ("DEC/{year}/{n}", "decision"),
        ("{year}/{n}", "report"), ("CN.{n}/{year}/{n}", "report"), ("{year}/L.{n}", "draft"),
    )),
    ("HRI", "HRI", (
        ("CORE/1/Add.{n}", "core document"), ("CORE/{n}", "core document"), ("CORE/{state}", "core document"),
        ("CORE/{state}/{year}", "core document"), ("GEN/{n}", "report"), ("MC/{year}/{n}", "report"),
    )),
    ("UN", "ST", (("LEG/SER.{letter}/{n}", "report"), ("HR/{n}", "report"), ("SGB/{year}/{n}", "report"))),
    ("UNDP", "DP", (("DCP/{state}/{n}", "country programme"), ("FPA/DCP/{state}/{n}", "country programme"))),
    ("UNFCCC", "FCCC", (("CP/{year}/{n}", "report"), ("CP/{year}/L.{n}", "draft"))),
    ("UNFCCC", "", (("{n}/CP.{n}", "decision"), ("{n}/CMA.{n}", "decision"), ("{n}/CMP.{n}", "decision"))),
)  # fmt: skip

# What follows any form: additions, corrections, revisions.
_SUFFIX = re.compile(r"(?:Add|Corr|Rev)\.[1-9]\d{0,2}", re.ASCII)
_DAMAGED_SUFFIX = re.compile(r"(?P<word>add|corr|rev)\.(?P<n>[1-9]\d{0,2})", re.IGNORECASE | re.ASCII)

# Letters that scanning confuses, in the fixed words of a symbol only. O is also read as two letters.
_CONFUSED = {"O": "(?:OQ|[OQ0])", "Q": "[QO0]", "I": "[Il1|]", "1": "[1Il|]"}

# A separator: printed; read as a letter; or read as a letter beside itself.
_SEPARATOR = re.compile(r"/[Il|]|[Il|]/|//|[/Il1|]")

_STRAY_SPACE = re.compile(r"\s*/\s*|(?<=[-.])\s+|\s+(?=[-(])")
_DASH = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}]")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A United Nations document symbol.

    Attributes:
        parts: What stands between the strokes.
        body: Code of the body that the document belongs to: a treaty body's, "HRC", "UPR", "GA", "SC", "ECOSOC", ...
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
        if self.body != "UPR" or self.session is None:
            return None
        return 1 + sum(self.session > last for last in _LAST_SESSION_OF_CYCLE)

    def __str__(self) -> str:
        return format_symbol(self)


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of symbol: a pattern for each part, strict and for damaged print, with what to write in its place."""

    body: str
    kind: str
    strict: tuple[re.Pattern[str], ...]
    damaged: tuple[re.Pattern[str], ...]
    literal: tuple[str | None, ...]


def _compile(body: str, kind: str, template: str) -> _Form:
    strict, damaged, literal = [], [], []
    for part in template.split("/"):
        exact = loose = ""
        for fixed, place in re.findall(r"([^{}]+)|\{(\w+)\}", part):
            if place:
                named = f"?P<{place}>" if place in ("state", "session", "council", "assembly") else "?:"
                exact += f"({named}{_PLACES[place]})"
                # A State is three letters, so a digit among them is a letter.
                loose += "(?P<state>[A-Z01l|]{3})" if place == "state" else f"({named}{_PLACES[place]})"
            else:
                exact += re.escape(fixed)
                loose += "".join(_CONFUSED.get(letter) or re.escape(letter) for letter in fixed)
        strict.append(re.compile(exact, re.ASCII))
        damaged.append(re.compile(loose, re.ASCII))
        literal.append(None if "{" in part else part)
    return _Form(body, kind, tuple(strict), tuple(damaged), tuple(literal))


_FORMS = tuple(
    _compile(body, kind, f"{prefix}/{tail}" if prefix else tail)
    for body, prefix, tails in _SERIES
    for tail, kind in tails
)


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
    for form in _FORMS:
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


def _symbol(form: _Form, parts: tuple[str, ...], places: dict[str, str]) -> Symbol:
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
    spaces, typesetting leaves dashes, and authors write a full stop before the last number. A reading must be a known
    form, and its State a known State. A symbol with no stroke left is not read.

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
    readings = {reading for form in _FORMS for reading in _readings(form, text, 0, ())}
    if len(readings) != 1:
        return None
    return parse_symbol("/".join(readings.pop())), True


def _readings(form: _Form, text: str, start: int, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield each way to read `text[start:]` as the rest of a form, of which `parts` are read."""
    done = len(parts)
    if done == len(form.damaged):
        yield from _suffix_readings(text, start, parts)
        return
    for end in range(start + 1, len(text) + 1):
        match = form.damaged[done].fullmatch(text, start, end)
        if not match:
            continue
        part = form.literal[done] or _mend(match)
        if part is None:
            continue
        if done + 1 == len(form.damaged):
            yield from _suffix_readings(text, end, (*parts, part))
            continue
        for after in _after_separators(text, end, form, done):
            yield from _readings(form, text, after, (*parts, part))


def _mend(match: re.Match[str]) -> str | None:
    """Return a part that is not fixed, letters of the State mended, or None if no State has that code."""
    if "state" not in match.groupdict():
        return match.group()
    state = match["state"].translate(str.maketrans("01l|", "OIII"))
    if not load_registry().by_code(state, "State"):
        return None
    return match.string[match.start() : match.start("state")] + state + match.string[match.end("state") : match.end()]


def _after_separators(text: str, position: int, form: _Form, done: int) -> Iterator[int]:
    """Yield where the next part may begin."""
    # One letter before a number (A/63/281) is too little to know a symbol by unless the stroke itself is there.
    frail = done == 0 and len(form.literal[0] or "") <= 1 and form.literal[1] is None
    for length in (2, 1):
        match = _SEPARATOR.fullmatch(text, position, position + length)
        if match and position + length < len(text) and (not frail or match.group() == "/"):
            yield position + length
    last_number = done + 2 == len(form.damaged) and text[position + 1 : position + 2].isdigit()
    if text[position : position + 1] == "." and last_number and text[position - 1].isalpha() and not frail:
        yield position + 1


def _suffix_readings(text: str, position: int, parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if position == len(text):
        yield parts
        return
    for length in (2, 1):
        if not _SEPARATOR.fullmatch(text, position, position + length):
            continue
        match = _DAMAGED_SUFFIX.match(text, position + length)
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
