"""Sentences of a clean view.

United Nations drafting is full of full stops that end nothing ("no. 95.53", "art. 6 (2)", "Ms. X",
"A/HRC/14/10/Add.1"), and OCR puts debris where raised note figures stood ("stateless persons.®> The
Committee"). A sentence ends at a stop that is followed by such debris at most, a space and something that can begin a
sentence.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    "no nos art arts para paras par pp p ch chap sect sects vol mr mrs ms dr prof st vs cf etc al ed eds rev add corr "
    "e.g i.e u.s u.k h.e s.e jan feb mar apr jun jul aug sep sept oct nov dec approx ibid op cit fig gen col inc ltd rec "
    "recs".split()
)
_END = re.compile(
    r"""
    (?P<stop>[.!?])
    (?P<close>[”"’'»)\]]{0,3})
    (?P<debris>\s?[^\sA-Za-z“"‘(\[]{0,6})   # what OCR makes of a note figure
    \s+
    (?=[“"‘'(\[«]{0,2}(?:\[\w\])?[A-Z0-9])
    """,
    re.VERBOSE,
)
_NAME_AFTER = re.compile(r"[A-Z][a-z]+\b")
_SENTENCE_OPENERS = frozenset(
    "The It In This These That They He She However Moreover An On At For To If As By But And".split()
)
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences in `text`, in order, without the white space between them.

    Together they hold every character that is not white space.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    position = 0
    while match := _END.search(text, position):
        if _ends_nothing(text, start, match):
            position = match.start() + 1
            continue
        position = match.end()
        end = match.end("debris") if match["debris"].strip() else match.end("close")
        spans.append((start, end))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def _ends_nothing(text: str, start: int, match: re.Match[str]) -> bool:
    if match["stop"] != ".":
        # A question or cry inside a quotation or a title goes on.
        return False
    if match.start() and text[match.start() - 1].isdigit() and text[match.end("stop")].isdigit():
        return True
    before = _LAST_WORD.search(text, start, match.start())
    following = text[match.end() :].lstrip("“\"‘'([«")
    if before:
        word = before[1]
        if word.lower() in _ABBREVIATIONS and not match["close"]:
            return True
        if len(word) == 1 and word.isupper():
            # An initial ("Mr. J. Banda") or the letter of something ("plan B. The police").
            name = _NAME_AFTER.match(following)
            return (
                bool(name)
                and name[0] not in _SENTENCE_OPENERS
                and text[: before.start()].rstrip()[-1:] not in ("", ")")
            )
    # "95.53 and 1.2": digits on both sides of a stop are one number; a figure cannot begin a sentence after a lone stop
    # unless it is the year or count that sentences begin with.
    return following[:1].isdigit() and not match["close"] and not re.match(r"\d{2,4}\b", following)
