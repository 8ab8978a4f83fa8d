"""The institutions that a document names itself: those whom its statements name and the reference data do not know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from hrgraph.anchors import build_anchor
from hrgraph.extraction.issuer_resolution import IssuerResolver
from hrgraph.extraction.issuers import NATIONAL_INSTITUTION, OMBUDS
from hrgraph.models import Document, Party, Statement
from hrgraph.registry import Registry

_SAME_NAME = 0.9


def find_parties(
    statements: Sequence[Statement], document: Document, resolver: IssuerResolver, author: str | None
) -> Iterable[Party]:
    """Return the institutions that statements name and the reference data do not know, sorted by code.

    Args:
        resolver: As it is after the last statement was resolved.
        author: Code of the document's author, where it speaks for one.
    """
    registry, names = resolver.registry, resolver.finder.local
    for code in sorted({code for statement in statements for code in statement.issuers}):
        if registry.by_code(code, "Actor") and code not in names:
            continue
        local, mention = names.get(code), resolver.new.get(code)
        place = next(s.anchor for s in statements if code in s.issuers)
        if re.fullmatch(r"JS\d+", code):
            yield Party(code, f"Joint submission {code[2:]}", "JointSubmission", place)
        elif OMBUDS.match(code) or NATIONAL_INSTITUTION.search(code):
            yield Party(code, local.name if local else code, "NationalHumanRightsInstitution", place)
        elif local:
            span, rule = (local.start, local.end), "issuers.definition"
            anchor = build_anchor(document, *span, rule=rule, paragraph=place.paragraph)
            national = NATIONAL_INSTITUTION.search(local.name)
            kind = "NationalHumanRightsInstitution" if national else "NonGovernmentalOrganization"
            yield Party(code, _settled_name(code, local.name, registry), kind, anchor)
        elif code == author and document.author:
            yield Party(code, document.author, "NonGovernmentalOrganization", place)
        elif mention:
            yield Party(code, mention.name or code, "NonGovernmentalOrganization", place)


def _settled_name(code: str, printed: str, registry: Registry) -> str:
    """Return the reference data's name of the institution with this acronym, where `printed` is it but for a slip."""
    entry = registry.match(code, "Actor")
    if entry and any(SequenceMatcher(None, printed.lower(), n.lower()).ratio() > _SAME_NAME for n in entry.names):
        return entry.label
    return printed
