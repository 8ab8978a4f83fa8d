"""Find instruments by a title that the reference data do not spell so: nearly the same, or not there at all.

Guarantees: a title with a slip is the instrument whose title has nearly the same words, if it is the only one; a title
of something else becomes "other:" and the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hrgraph.extraction.norms.ilo_conventions import ilo_code, number_after_title
from hrgraph.extraction.norms.law_titles import (
    formal_title_end,
    phrase_end,
    position_at,
    prefix_title_start,
    split_words,
)
from hrgraph.extraction.norms.mentions import InstrumentMention
from hrgraph.registry import Registry

_HEADS = "Convention|Covenant|Charter|Declaration|Treaty|Agreement|Compact|Pact"
_TITLED = re.compile(
    rf"\b(?P<head>{_HEADS})s? "
    r"(?P<introducer>on|for|against|relating to|related to|concerning|regarding|relative to|of) "
)
_HEAD = re.compile(rf"\b(?:{_HEADS.lower()})\b")
# A treaty is now and then called by the wrong one of these.
_ALIKE = ("convention", "covenant", "pact")
_SMALL_WORDS = frozenset(
    "on for against relating related to concerning regarding relative of the and or a an in from with their its "
    "by other international united nations un optional convention covenant".split()
)
_VARIANTS = {"people": "person", "persons": "person", "children": "child", "labour": "labor"}
# Share of common words from which two titles are one, and how far the next best title must stay behind.
_SAME_TITLE = 0.55
_LEAD = 0.1


def find_titled(
    text: str, registry: Registry, *, taken: Sequence[tuple[int, int]]
) -> Iterator[InstrumentMention]:
    """Return the instruments with such a title, in text order.

    Args:
        taken: Spans of what has been found by name; a title within one is passed over.
    """
    words = split_words(text)
    for match in _TITLED.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        first = position_at(words, match.end())
        formal = formal_title_end(words, first)
        if formal == first + 1 and not words[first].capital:
            formal = first  # "the Convention on the ..." without a title
        ends = [words[last - 1].end for last in (formal, phrase_end(words, first)) if last > first]
        numbered = number_after_title(text, ends[0]) if formal > first else None
        if numbered:
            yield InstrumentMention(match.start(), numbered[1], (ilo_code(numbered[0]),))
            continue
        nearest = ((end, nearest_title(match["head"], text[match.end() : end], registry)) for end in ends)
        end, code = next(((end, code) for end, code in nearest if code), (0, None))
        if code:
            yield InstrumentMention(match.start(), end, (code,))
        elif formal > first and match["introducer"] != "of":
            start = words[prefix_title_start(words, position_at(words, match.start()), frozenset())].start
            yield InstrumentMention(start, ends[0], (f"other:{text[start : ends[0]]}",))


def nearest_title(head: str, title: str, registry: Registry) -> str | None:
    """Return the code of the instrument whose title has nearly these words, or None.

    Args:
        head: "Convention", "Covenant", ...
        title: What follows it, without "on" or "for".
    """
    printed = title_words(title)
    heads = _ALIKE if head.lower() in _ALIKE else (head.lower(),)
    scores: dict[str, float] = {}
    wider: set[str] = set()
    for code, name_head, content in _known_titles(registry):
        score = len(printed & content) / len(printed | content) if printed and name_head in heads else 0
        # A wrong head ("Convention on Civil and Political Rights") is forgiven only where all else agrees.
        if score and (name_head == head.lower() or score == 1):
            scores[code] = max(scores.get(code, 0), score)
            if printed <= content and len(printed) > 1:
                wider.add(code)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    runner_up = ranked[1][1] if len(ranked) > 1 else 0
    if ranked and ranked[0][1] >= _SAME_TITLE and ranked[0][1] > runner_up + _LEAD:
        return ranked[0][0]
    return wider.pop() if len(wider) == 1 else None


@lru_cache(maxsize=2)
def _known_titles(registry: Registry) -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return code, head and words of each title in the reference data, protocols left out."""
    rows = []
    for entry in registry.of_kind("Treaty", "SoftLawInstrument"):
        for name in entry.names:
            head = _HEAD.search(name.lower())
            if head and entry.kind != "OptionalProtocol":
                content = title_words(re.sub(r"\([^)]*\)|\b(?:19|20)\d\d\b", "", name)) - {head[0]}
                rows.append((entry.code, head[0], content))
    return tuple(rows)


def title_words(title: str) -> frozenset[str]:
    """Return the words that carry the meaning of a title, without number and spelling variants."""
    words = []
    for word in re.findall(r"[^\W\d_]+", re.sub(r"[’']s\b", "", title.lower())):
        if word not in _SMALL_WORDS:
            words.append(re.sub(r"is(?=e|ing|ation)", "iz", _VARIANTS.get(word, word)).rstrip("s"))
    return frozenset(words)
