"""Calls for notes in running text.

PDF extraction glues the small raised digits to the word before them ("obligations1", "OP-CRPD.6", "no. 95.7365"). One
such run of digits is ambiguous; the sequence is not: notes are numbered 1, 2, 3 ... in reading order. The calls of a
document are the best chain of consecutive numbers among all runs of digits that could be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hrgraph.models import NoteMark

_SUPERSCRIPT = re.compile(r"<sup>\s*(\d{1,4})\s*</sup>")
_DIGITS = re.compile(r"\d+")
_NAME_BEFORE = re.compile(
    r"(?:^|[\s-])(?!Article|Rule|Part|Annex|Section|Chapter|Page|Goal|Target|Note|No|Resolution|Decision|Act|Law|JS|OP"
    r"|ILO)"
    r"[A-Z](?:\w{3,}|[A-Z]+) $"
)
# What makes the digits after it a number of something else.
_NUMBERED = re.compile(
    r"(?:\b(?:Add|Corr|Rev|L|No|art|para|p|pp)\.|(?:^|\n)[ \t]*(?!(?:19|20)\d\d\.)\d{1,4}\."
    r"|\b(?:[Rr]ecommendations?|[Rr]ecs?\.|and|to|or) \d{1,3}\.|[(\[]\d{2,3}\.)$"
)
_MEASURE = re.compile(r"\s(?:per ?cent|percentage|million|billion|trillion|degrees|years|kilomet|hectares)")
_YEAR = re.compile(r"(?:19|20)\d\d")
# Acronyms that end with a number of their own: "JS3" calls no note, "JS384" calls note 84.
_ENDS_WITH_NUMBER = re.compile(r"\b(?:JS|OP)$")
_MAX_DIGITS = 4
# What a chain gains by a call, by how sure its form is, and what it loses by each number it leaves out.
_GLUED, _AFTER_FIGURES, _SPLIT, _APART, _LONE = 1.0, 0.8, 0.5, 0.7, 0.25
_LOSS_PER_GAP = 0.35
_LONGEST_GAP = 12
_ENOUGH_NOTES = 3
# A chain less sure than this on average is made of other figures (articles, dates, sections).
_LEAST_MEAN_WEIGHT = 0.7
_MOST_SPLIT = 0.3


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    start: int
    end: int
    weight: float


def _candidates(text: str, start: int, end: int) -> Iterable[_Candidate]:
    for match in _DIGITS.finditer(text, start, end):
        a, b = match.span()
        before = text[a - 1] if a > start else "\n"
        after = text[b] if b < end else "\n"
        if after.isalpha() or after == "%" or (after in "-–/" and b + 1 < end and text[b + 1].isalnum()):
            continue  # "7th", "4%", "2009-2012", "28/10"
        if _MEASURE.match(text, b) and before != " ":
            continue  # "35.4 per cent"
        if after == "." and b + 1 < end and text[b + 1].isdigit():
            continue  # "95.7", not its "95"
        if after in ".)" and not text[text.rfind("\n", 0, a) + 1 : a].strip():
            continue  # "2." at the beginning of a line is an item of a list
        if _NUMBERED.search(text[max(start, a - 80) : a]):
            continue  # "Add.1", "Corr.2"; "83.2" at the beginning of a line
        run = match.group()
        before_that = text[a - 2] if a - 1 > start else " "
        if before.isalpha() and _ENDS_WITH_NUMBER.search(text, max(start, a - 4), a):
            weight = 0.0
        elif (before.isalpha() and before_that.isalpha()) or before in ")]”’\"'»":
            weight = _GLUED
        elif before in ".,;:!?":
            weight = _AFTER_FIGURES if before_that.isdigit() else _GLUED
        elif before.isspace() and before_that in '.,;:)”"' and not run.startswith("0"):
            in_list = before_that == "," and a - 3 >= start and text[a - 3].isdigit()  # "Nos. 2, 3 and 5"
            weight = 0.0 if in_list else _APART
        else:
            weight = 0.0
        if weight and len(run) <= _MAX_DIGITS and not run.startswith("0"):
            yield _Candidate(int(run), a, b, weight)
        # The last digits of a longer run: "no. 95.7365" is 95.73 and note 65, "OP 24" is OP 2 and note 4.
        year = before in " (" and _YEAR.fullmatch(run)
        for length in range(1, min(len(run), _MAX_DIGITS) if not year else 1):
            if run[-length] != "0":
                yield _Candidate(int(run[-length:]), b - length, b, _SPLIT if before != "," else _SPLIT / 2)
        # A lone figure after a space at the end of a line: "the Geneva Conventions 5".
        # The same after a name in the middle of one: "the Committee on the Rights of the Child 142 and".
        alone = not weight and before == " " and len(run) <= 3 and not run.startswith("0")
        if alone and (after == "\n" or (after == " " and _NAME_BEFORE.search(text, max(start, a - 40), a))):
            yield _Candidate(int(run), a, b, _LONE)


def _best_chain(candidates: list[_Candidate]) -> list[_Candidate]:
    """Return the chain of rising numbers with the greatest weight; a number left out costs."""
    best_by_number: dict[int, int] = {}
    score = [0.0] * len(candidates)
    back = [-1] * len(candidates)
    for i, candidate in enumerate(candidates):
        score[i] = candidate.weight - _LOSS_PER_GAP * min(candidate.number - 1, _LONGEST_GAP)
        for gap in range(_LONGEST_GAP):
            j = best_by_number.get(candidate.number - 1 - gap)
            if j is None or candidates[j].end > candidate.start:
                continue
            total = score[j] + candidate.weight - _LOSS_PER_GAP * gap
            if total > score[i]:
                score[i], back[i] = total, j
        held = best_by_number.get(candidate.number)
        if held is None or score[i] > score[held]:
            best_by_number[candidate.number] = i
    if not candidates:
        return []
    i = max(range(len(candidates)), key=lambda k: (score[k], -k))
    if score[i] <= 0:
        return []
    chain = []
    while i >= 0:
        chain.append(candidates[i])
        i = back[i]
    return chain[::-1]


def find_note_marks(text: str, spans: Iterable[tuple[int, int]], numbers: Sequence[int] = ()) -> list[NoteMark]:
    """Return the calls for notes in these stretches of `text`, in text order.

    Superscript markup is taken at its word; otherwise glued digits are read by their sequence. A document of which
    fewer than two calls can be read gives none: one figure is no sequence.

    Args:
        text: The document's text.
        spans: Stretches of running text (paragraphs, headings, bullets, tables), in text order, without the notes.
        numbers: Numbers of the notes whose text the document has; no call goes beyond the last of three or more, or of
            all from 1 on.
    """
    complete = len(numbers) > 1 and sorted(numbers) == list(range(1, len(numbers) + 1))
    last = max(numbers) if complete or len(numbers) >= _ENOUGH_NOTES else 10**_MAX_DIGITS
    spans = list(spans)
    marked = [NoteMark(int(m[1]), *m.span()) for a, b in spans for m in _SUPERSCRIPT.finditer(text, a, b)]
    if marked:
        return marked
    chain = _best_chain([c for a, b in spans for c in _candidates(text, a, b) if c.number <= last])
    split = sum(c.weight <= _SPLIT for c in chain)
    if (
        len(chain) < 2
        or split > _MOST_SPLIT * len(chain)
        or sum(c.weight for c in chain) < _LEAST_MEAN_WEIGHT * len(chain)
    ):
        return []
    return [NoteMark(c.number, c.start, c.end) for c in chain]
