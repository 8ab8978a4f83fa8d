"""By which articles the core treaties give their committees competences that a State recognises or declines.

Source: the articles named, of the treaties as adopted (UN Treaty Collection, chapter IV).
"""

from __future__ import annotations

import re

# (treaty, article): kind of competence. Where two articles make one procedure, both are here.
_COMPETENCES = {
    ("ICERD", "11"): "inter_state_complaints", ("ICERD", "14"): "individual_complaints",
    ("ICCPR", "41"): "inter_state_complaints", ("ICCPR-OP1", "1"): "individual_complaints",
    ("OP-ICESCR", "1"): "individual_complaints", ("OP-ICESCR", "2"): "individual_complaints",
    ("OP-ICESCR", "10"): "inter_state_complaints", ("OP-ICESCR", "11"): "inquiry", ("OP-ICESCR", "12"): "inquiry",
    ("OP-CEDAW", "1"): "individual_complaints", ("OP-CEDAW", "2"): "individual_complaints",
    ("OP-CEDAW", "8"): "inquiry", ("OP-CEDAW", "9"): "inquiry",
    ("CAT", "20"): "inquiry", ("CAT", "21"): "inter_state_complaints", ("CAT", "22"): "individual_complaints",
    ("OP-CRC-IC", "5"): "individual_complaints", ("OP-CRC-IC", "12"): "inter_state_complaints",
    ("OP-CRC-IC", "13"): "inquiry",
    ("ICRMW", "76"): "inter_state_complaints", ("ICRMW", "77"): "individual_complaints",
    ("OP-CRPD", "1"): "individual_complaints", ("OP-CRPD", "6"): "inquiry", ("OP-CRPD", "7"): "inquiry",
    ("ICPPED", "31"): "individual_complaints", ("ICPPED", "32"): "inter_state_complaints", ("ICPPED", "33"): "inquiry",
}  # fmt: skip


def competence_of(treaty: str, article: str) -> str | None:
    """Return the kind of competence that an article of a treaty gives ("CAT", "20": "inquiry"), or None."""
    return _COMPETENCES.get((treaty, article))


def treaties_with(kind: str, articles: str) -> tuple[str, ...]:
    """Return the treaties that give this kind of competence in all of these articles ("8 and 9"), sorted."""
    numbers = re.findall(r"\d+", articles)
    found = {treaty for (treaty, article), given in _COMPETENCES.items() if given == kind and article in numbers[:1]}
    return tuple(sorted(t for t in found if all(_COMPETENCES.get((t, number), kind) == kind for number in numbers)))
