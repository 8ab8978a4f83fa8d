"""Read the table of other main instruments: one column of names, one of "Yes", "No" or "Yes, except ...".

Extraction prints the columns one after the other or row by row. Guarantees: the answers are given to the names in
order, and only where there are as many of them; an exception that cannot be read leaves its row unresolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hrgraph.anchors import build_anchor
from hrgraph.extraction.facts.masking import masked_text
from hrgraph.models import Document, Participation, Unresolved
from hrgraph.registry import Registry
from hrgraph.text import collapse

_HEADING = re.compile(r"^[ \t]*Other\s+main\s+(?:relevant\s+)?international\s+instruments\b", re.MULTILINE)
_BELOW = re.compile(
    r"^[ \t]*(?:\d{1,3}\.(?:[ \t]|$)|[A-Z]\.[ \t]+[A-Z][a-z]|Core\s+treaties\s+to\s+which)", re.MULTILINE
)
_LONGEST_TABLE = 3000
_HEADER_LINE = re.compile(
    r"Other\s+main.*|(?:relevant\s+)?(?:international\s+)?instruments"
    r"|(?:Date\s+of\s+)?ratification,?(?:\s+accession.*)?"
    r"|(?:or\s+)?accession(?:\s+or\s+succession)?|(?:or\s+)?succession",
    re.IGNORECASE,
)
_NAME_START = re.compile(
    r"""(?:
      (?:International\s+|United\s+Nations\s+|UN\s+|UNESCO\s+)?
        Conventions?\s+(?:on|against|for|relating|concerning|of)\b
    | (?:Geneva|Genocide|ILO(?:\s+fundamental|\s+core)?)\s+Conventions?\b
    | (?:The\s+)?Rome\s+Statute | Palermo\s+Protocols? | Refugees\s+and\s+stateless | Statelessness | Refugees\b
    | Protocols?\s+(?:to|on|relating|against)\b | Optional\s+Protocol | Agreement\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ANSWER = re.compile(r"(?P<answer>Yes|No)\b(?P<rest>.*)", re.DOTALL)
# A row on one line; digits that call a note may be stuck to the name.
_ANSWER_AT_END = re.compile(r"(?P<name>.+?[A-Za-z\d)])(?:(?<=[a-z])\d{1,3})?[ \t]+(?P<answer>(?:Yes|No)\b(?:,.*)?)$")
_OPEN_END = re.compile(r"(?:,|\band|\bor|\bthe|\bto|\bon|\bof|\bexcept|\bAdditional|\bConventions?|\bNos\.?|\bNo\.)$")

# Rows that stand for several instruments.
_REFUGEES = ("REFUGEE-1951", "REFUGEE-1967", "STATELESS-1954", "STATELESS-1961")
_GROUPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\brefugees\s+and\s+stateless|\bstateless\s+persons\s+and\s+refugees", re.IGNORECASE), _REFUGEES),
    (
        re.compile(r"^Geneva\s+Conventions", re.IGNORECASE),
        ("GENEVA-1949", "other:Additional Protocols to the Geneva Conventions of 12 August 1949"),
    ),
    (re.compile(r"^ILO\s+(?:fundamental|core)\s+conventions", re.IGNORECASE), ("other:ILO fundamental conventions",)),
)  # fmt: skip
_YEAR = re.compile(r"\b(19\d\d)\b")
_NUMBER = re.compile(r"\b(\d{2,3})\b")
_ADDITIONAL_PROTOCOL = re.compile(r"\b(?:Additional\s+)?(?:Protocols?|AP)\b[\sIand,]*", re.IGNORECASE)


@dataclass(slots=True)
class _Item:
    """A name or an answer, over one or more lines."""

    text: str
    start: int
    end: int
    is_answer: bool


def find_other_instruments(
    document: Document, registry: Registry, state: str
) -> tuple[list[Participation], list[Unresolved]]:
    """Return the State's participation in the instruments of the table, and the rows that cannot be read."""
    rule = "participation.other-main-instruments"
    items = _items(document)
    names = [item for item in items if not item.is_answer]
    answers = [item for item in items if item.is_answer]
    found: list[Participation] = []
    unresolved: list[Unresolved] = []
    if len(names) != len(answers):
        for item in names:
            anchor = build_anchor(document, item.start, item.end, rule=rule)
            reason = f"the table has {len(names)} instruments and {len(answers)} answers"
            unresolved.append(Unresolved("participation", item.text, anchor, reason))
        return found, unresolved
    for name, answer in zip(names, answers, strict=True):
        anchor = build_anchor(document, answer.start, answer.end, rule=rule)
        codes = _codes(name.text, registry)
        acts = _acts(codes, answer.text, registry) if codes else None
        if acts is None:
            reason = "the exception cannot be read" if codes else "no instrument is known by this name"
            unresolved.append(Unresolved("participation", f"{name.text}: {answer.text}", anchor, reason, codes))
            continue
        found += [Participation(state, code, name.text, act, anchor) for code, act in acts]
    return found, unresolved


def _items(document: Document) -> list[_Item]:
    heading = _HEADING.search(document.text)
    if not heading:
        return []
    below = _BELOW.search(document.text, heading.end(), heading.start() + _LONGEST_TABLE)
    end = below.start() if below else heading.start() + _LONGEST_TABLE
    items: list[_Item] = []
    beside = False
    for line in re.finditer(r"[^\n]*\n?", masked_text(document, heading.start(), end)):
        start = heading.start() + line.start()
        text = line.group().rstrip()
        if not text.strip() or _HEADER_LINE.fullmatch(text.strip()):
            beside = False
            continue
        pieces = _ANSWER_AT_END.match(text)
        if pieces:
            _add(items, pieces["name"], start, beside)
            _add(items, pieces["answer"], start + pieces.start("answer"), False)
        else:
            _add(items, text, start, beside)
        beside = True
    return items


def _add(items: list[_Item], text: str, start: int, beside: bool) -> None:
    """Begin an item with this line, or lengthen the last one (`beside`: it ended on the line above)."""
    words = text.strip()
    start += len(text) - len(text.lstrip())
    is_answer = bool(_ANSWER.match(words))
    begins = is_answer or (_NAME_START.match(words) and not (beside and items and _OPEN_END.search(items[-1].text)))
    if begins:
        items.append(_Item(collapse(words), start, start + len(words), is_answer))
    elif items and beside:
        items[-1].text = collapse(f"{items[-1].text} {words}")
        items[-1].end = start + len(words)


def _codes(name: str, registry: Registry) -> tuple[str, ...]:
    """Return the instruments that a row stands for; none where its name is not known."""
    for pattern, codes in _GROUPS:
        if pattern.search(name):
            return codes
    entry = registry.match(name, "Instrument")
    if entry:
        return (entry.code,)
    found = registry.find_names(name, "Instrument")
    # A name with more words after it still is that instrument's if it begins the row.
    begins = found and len(found[0].entries) == 1 and not name[: found[0].start].strip()
    return (found[0].entries[0].code,) if begins else ()


def _acts(codes: tuple[str, ...], answer: str, registry: Registry) -> list[tuple[str, str]] | None:
    """Return the act for each instrument of a row, and for each exception; None where the answer cannot be read."""
    match = _ANSWER.match(answer)
    if not match:
        return None
    rest = match["rest"].strip(" ,.;")
    if match["answer"] == "No":
        return None if rest else [(code, "not_party") for code in codes]
    if not rest:
        return [(code, "party") for code in codes]
    exceptions = _exceptions(codes, rest, registry) if re.match(r"(?:\(|but\s+)?\s*except", rest, re.IGNORECASE) else []
    if not exceptions:
        return None
    acts = [(code, "not_party" if code in exceptions else "party") for code in codes]
    return acts + [(code, "not_party") for code in exceptions if code not in codes]


def _exceptions(codes: tuple[str, ...], words: str, registry: Registry) -> list[str]:
    if codes == _REFUGEES:
        years = _YEAR.findall(words)
        named = [entry.code for name in registry.find_names(words, "Instrument") for entry in name.entries]
        return [code for code in codes if code[-4:] in years or code in named]
    if "GENEVA-1949" in codes:
        protocols = _ADDITIONAL_PROTOCOL.search(words)
        numerals = re.findall(r"\bI{1,3}\b", words) if protocols else []
        if protocols and not numerals:
            return [codes[1]]
        return [f"other:Additional Protocol {n} to the Geneva Conventions of 12 August 1949" for n in numerals]
    if codes[0].startswith("other:ILO"):
        return [f"ILO-C{int(number):03d}" for number in _NUMBER.findall(words)]
    return []
