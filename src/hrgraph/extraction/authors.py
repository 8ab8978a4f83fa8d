"""Under which code a document speaks for its author."""

from __future__ import annotations

import re

from hrgraph.extraction.local_names import find_definitions
from hrgraph.models import Document
from hrgraph.registry import Registry
from hrgraph.text import collapse


def author_code(document: Document, registry: Registry) -> str | None:
    """Return the code of a document's author, or None where nobody says who that is.

    The reference data's code; else the acronym that the document defines, on its title page too; else the author's
    initials, if the document prints them; else the first word of the name, if it is no ordinary word of the text; else
    the name.
    """
    name = document.author
    if not name:
        return None
    entry = registry.match(name, "Actor")
    if entry:
        return entry.code
    text = collapse(document.text)
    bare = _bare(name)
    for item in find_definitions(text, registry):
        if _bare(item.name) == bare:
            return item.code
    words = name.split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 1 and re.search(rf"\b{initials}\b", text):
        return initials
    ordinary = re.search(rf"\b{re.escape(words[0].lower())}\b", text) or registry.match(words[0], "State")
    return name if ordinary else words[0]


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", collapse(name), flags=re.IGNORECASE).lower()
