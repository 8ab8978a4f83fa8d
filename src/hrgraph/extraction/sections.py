"""Whom a section is about: in a report, the words below "Committee against Torture" are that committee's."""

from __future__ import annotations

import re

from hrgraph.registry import Registry
from hrgraph.structure.headings import match_enumerator

_SPEAKERS = ("TreatyBody", "IntergovernmentalOrganization", "SpecialProcedure")
# A heading that goes on about the one before it.
_GOES_ON = re.compile(
    r"\b(?:assessment|conclusions?|overview|summary|analysis|comments?|observations?|follow-?up)\b", re.IGNORECASE
)


class Sections:
    """Follows the headings of a document that speaks for its author, in text order."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        # Whom the section of each path is about, and the last section below each heading.
        self._about: dict[tuple[str, ...], str | None] = {}
        self._beside: dict[tuple[str, ...], str | None] = {}

    def enter(self, path: tuple[str, ...]) -> None:
        """Note whom the section below a heading is about, the last of `path`.

        A heading such as "Assessment:" goes on about the section before it.
        """
        above = path[:-1]
        names = self._registry.find_names(path[-1], *_SPEAKERS)
        if names:
            speaker: str | None = names[0].entries[0].code
        elif _GOES_ON.search(path[-1]) and not match_enumerator(path[-1]) and above in self._beside:
            speaker = self._beside[above]
        else:
            speaker = self._about.get(above)
        self._about[path] = self._beside[above] = speaker

    def speaker(self, path: tuple[str, ...]) -> str | None:
        """Return the code of the institution that the section at this path is about, or None."""
        return self._about.get(path)
