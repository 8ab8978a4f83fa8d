"""Bring the names by which documents call one law of a State to one key.

Guarantees: the key depends on the words of a name and not on their order or spelling: "Code of Criminal Procedure" and
"Criminal Procedure Code" have one key, "Law on Refugees" and "Refugees Act" have two, because a law and an act are two
things in some States.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")
# "Women’s Rights Act", "Tenants’ Compensation Fund"
_POSSESSIVE = re.compile(r"[’'](?:s\b)?")
_HEADS = frozenset(
    "code law act constitution decree ordinance bill rule regulation statute proclamation promulgation order".split()
)
# A code is the same under each of these: "Administrative Code of Offences", "Code on Administrative Violations".
_OBJECTS = frozenset("offence infraction violation misdemeanour responsibility liability".split())
_SMALL = frozenset(
    "a an and against as at by concerning for from governing in into its no nos of on or pertaining regarding related "
    "relating regulating respecting the their to with".split()
)
_SPELLINGS = {
    "offense": "offence", "defense": "defence", "license": "licence", "labor": "labour", "misdemeanor": "misdemeanour",
    "procedural": "procedure", "people": "person", "religious": "religion",
    "center": "centre", "color": "colour", "honor": "honour", "program": "programme",
}  # fmt: skip


def law_key(name: str) -> str:
    """Return what the names of one law have in common: its content words, sorted, and what it is.

    Args:
        name: Without article and State, as printed: "Code of Administrative Offences", "draft Law on Refugees".

    Returns:
        Words joined by spaces, what the law is at the end: "administrative code", "refugee draft law".
    """
    words = [_normalised(word) for word in _WORD.findall(_POSSESSIVE.sub("", name).lower())]
    draft = [word for word in words[:1] if word == "draft"]
    head = _head(words)
    content = [word for word in words[len(draft) :] if word not in _SMALL]
    if head is not None:
        content.remove(head)
    if head == "code":
        content = [word for word in content if word not in _OBJECTS] or content
    return " ".join([*sorted(dict.fromkeys(content)), *draft, *([head] if head else [])])


def _head(words: list[str]) -> str | None:
    """Return the word that says what the law is: the one that a title follows, or else the last."""
    for position, word in enumerate(words):
        if word in _HEADS and words[position + 1 : position + 2] and words[position + 1] in _SMALL:
            return word
    return next((word for word in reversed(words) if word in _HEADS), None)


def _normalised(word: str) -> str:
    word = _SPELLINGS.get(_singular(word), _singular(word))
    return re.sub(r"is(?=(?:e|ing|ation|ed)$)", "iz", word) if len(word) > 7 else word


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word.removesuffix("s")
