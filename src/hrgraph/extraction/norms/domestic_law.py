"""Find the laws and draft laws of States that a text names.

Guarantees: a law is found by the grammar of its name, never by a list of laws. Legislation that is only spoken of
("legislation", "criminal law", "a law on refugees should be adopted") is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hrgraph.extraction.norms.described_laws import find_described_laws
from hrgraph.extraction.norms.formal_laws import find_formal_laws
from hrgraph.extraction.norms.law_text import read_law_text
from hrgraph.extraction.norms.mentions import LawMention
from hrgraph.registry import Registry

_OPENING_BRACKET = re.compile(r" \((?:the )?[“\"]?")


def find_laws(text: str, registry: Registry, *, taken: Iterable[tuple[int, int]] = ()) -> list[LawMention]:
    """Return the laws that `text` names.

    Args:
        text: A clean view: one space between words.
        taken: Spans of instruments, whose words are nobody's law ("Rules" of "Nelson Mandela Rules").

    Returns:
        In text order. "the Criminal and Administrative Codes" are two mentions that share a span.
    """
    spans = list(taken)
    reading = read_law_text(text, registry, spans)
    found = find_formal_laws(reading)
    spans += [(mention.start, mention.end) for mention in found]
    found += find_described_laws(reading, taken=spans)
    found.sort(key=lambda mention: (mention.start, mention.end))
    return [mention for mention in found if not _is_short_form(text, mention, found)]


def _is_short_form(text: str, mention: LawMention, laws: Sequence[LawMention]) -> bool:
    """Whether a name in brackets only repeats the law before it: "the Labour Code (Act No. 14 of 2004)"."""
    return text[mention.end : mention.end + 1] == ")" and any(
        _OPENING_BRACKET.fullmatch(text[law.end : mention.start]) for law in laws
    )
