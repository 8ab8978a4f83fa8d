"""Who wrote a submission, as its title page says."""

from __future__ import annotations

import re

from hrgraph.registry import Registry
from hrgraph.text import collapse

_TITLE_PAGE_LINES = 60
_BY = re.compile(
    r"""
    \b(?:submi(?:tted|ssion)|prepared|presented|contribution|report)\s+(?:jointly\s+)?(?:by|of|from)\b\s*:?\s+(?:the\s+)?
    (?P<name>[A-Z][^\n,;:()]{2,100}?)
    (?=
        \s*(?:$|[\n,;:(.])                                    # the acronym or the next line
      | \s(?:to|for|on|regarding|in)\s+(?:the\s+)?           # or for whom it is
        (?:UN\b|United|Human\s+Rights\s+Council|Office|Working|Universal|UPR|\d|\w+\s+session|occasion)
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
# Who does not make submissions, and words that begin no name.
_NO_AUTHOR = re.compile(
    r"(?:Government|State|United Nations|OHCHR|Office|Working Group|stakeholders|NGOs|civil society)\b", re.I
)


def match_author(first_page: str, registry: Registry) -> str | None:
    """Return the author that a title page names ("Submission by ..."), or else a known organisation on its own line."""
    page = "\n".join(first_page.splitlines()[:_TITLE_PAGE_LINES])
    for match in _BY.finditer(page):
        name = collapse(match["name"])
        if name[0].isupper() and not _NO_AUTHOR.match(name) and not registry.match(name, "State"):
            return name
    for line in page.splitlines():
        entry = registry.match(
            collapse(line.strip("#* ")), "NonGovernmentalOrganization", "NationalHumanRightsInstitution"
        )
        if entry:
            return entry.label
    return None
