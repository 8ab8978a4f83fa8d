"""The forms of United Nations document symbols: the grammar that `hrgraph.symbols` reads by.

A form is written as a template: "CAT/C/{state}/CO/{reports}". Source: https://research.un.org/en/docs/symbols, and the
symbols that documents of the treaty bodies and of the Universal Periodic Review carry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    ("UPR-WG", "A/HRC/WG.6", (
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
    ("UNGA", "A", (
        ("RES/{assembly}/{n}", "resolution"), ("RES/{n}({roman})", "resolution"), ("DEC/{assembly}/{n}", "decision"),
        ("{assembly}/{n}", "report"), ("{assembly}/L.{n}", "draft"), ("{assembly}/PV.{n}", "meeting record"),
        ("C.{letter}/{assembly}/{n}", "report"), ("C.{n}/{assembly}/{n}", "report"),
        ("C.{n}/{assembly}/L.{n}", "draft"), ("CONF.{n}/{n}", "report"), ("AC.{n}/{n}", "report"),
    )),
    ("UNSC", "S", (
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
    ("UN", "HRI", (
        ("CORE/1/Add.{n}", "core document"), ("CORE/{n}", "core document"), ("CORE/{state}", "core document"),
        ("CORE/{state}/{year}", "core document"), ("GEN/{n}", "report"), ("MC/{year}/{n}", "report"),
    )),
    ("UN Secretariat", "ST", (("LEG/SER.{letter}/{n}", "report"), ("HR/{n}", "report"), ("SGB/{year}/{n}", "report"))),
    ("UNDP", "DP", (("DCP/{state}/{n}", "country programme"), ("FPA/DCP/{state}/{n}", "country programme"))),
    ("UNFCCC", "FCCC", (("CP/{year}/{n}", "report"), ("CP/{year}/L.{n}", "draft"))),
    ("UNFCCC", "", (("{n}/CP.{n}", "decision"), ("{n}/CMA.{n}", "decision"), ("{n}/CMP.{n}", "decision"))),
)  # fmt: skip

# Letters that scanning confuses, in the fixed words of a symbol only. O is also read as two letters.
_CONFUSED = {"O": "(?:OQ|[OQ0])", "Q": "[QO0]", "I": "[Il1|]", "1": "[1Il|]"}


@dataclass(frozen=True, slots=True)
class Form:
    """One form of symbol.

    Attributes:
        body: Code of the body that documents of this form belong to.
        kind: What they are.
        strict: Pattern of each part; its groups are "state", "session", "council", "assembly" where it has them.
        damaged: The same for damaged print.
        literal: Each part where it is always the same, else None.
    """

    body: str
    kind: str
    strict: tuple[re.Pattern[str], ...]
    damaged: tuple[re.Pattern[str], ...]
    literal: tuple[str | None, ...]


def _compile(body: str, kind: str, template: str) -> Form:
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
    return Form(body, kind, tuple(strict), tuple(damaged), tuple(literal))


FORMS = tuple(
    _compile(body, kind, f"{prefix}/{tail}" if prefix else tail)
    for body, prefix, tails in _SERIES
    for tail, kind in tails
)
