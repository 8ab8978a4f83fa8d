"""Say in words what a record is, from its facts and never from the words it quotes.

The labels are the same whether or not a graph carries the words of its documents.
"""

from __future__ import annotations

from collections.abc import Sequence

from hrgraph.models import Competence, Participation, Statement

# What one issuer does, what several do, and how it reads where nobody is named; {} is the State.
_STATEMENTS = {
    "recommendation": ("recommends to {}", "recommend to {}", "Recommendation to {}"),
    "request": ("asks {}", "ask {}", "Request to {}"),
    "concern": ("is concerned about {}", "are concerned about {}", "Concern about {}"),
    "commendation": ("commends {}", "commend {}", "Commendation of {}"),
    "assessment": ("assesses {}", "assess {}", "Assessment of {}"),
    "finding": ("reports on {}", "report on {}", "Finding on {}"),
    "fact": ("states of {}", "state of {}", "Statement about {}"),
}
_ACTS = {
    "sign": "sign {}",
    "ratify": "ratify {}",
    "withdraw-reservation": "withdraw a reservation to {}",
    "accept-procedure": "accept a procedure of {}",
    "implement": "implement {}",
}
_PARTICIPATION = {
    "party": "party to {}",
    "not_party": "not party to {}",
    "signature_only": "signature only of {}",
    "accession": "accession to {}",
    "succession": "succession to {}",
}
_NAMED_AT_MOST = 4


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B", "A, B and C", or the first four and how many others."""
    names = list(names)
    if len(names) > _NAMED_AT_MOST:
        names = [*names[:_NAMED_AT_MOST], f"{len(names) - _NAMED_AT_MOST} others"]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def statement_label(
    statement: Statement, *, issuers: Sequence[str], state: str | None, mentions: Sequence[str], place: str
) -> str:
    """Return e.g. "CAT recommends to Fiji: ratify ICRMW (A/HRC/WG.6/1/FJI/2, para. 3)".

    Args:
        issuers: Short names, in order; those that could not be resolved are not among them.
        state: Name of the State addressed.
        mentions: Short names of the instruments and provisions.
        place: Where the statement stands.
    """
    one, several, nobody = _STATEMENTS[statement.kind]
    if issuers:
        said = listed(issuers) + " " + (one if len(issuers) == 1 else several).format(state or "an unnamed State")
    else:
        said = nobody.format(state or "an unnamed State")
    number = f"{statement.number}: " if statement.number else ""
    about = _acts(statement)
    if statement.similar:
        about.append("similar to what was said before")
    about = about or [*mentions, *(f"UPR recommendation {number}" for number in statement.upr_refs)]
    return f"{number}{said}{': ' + listed(about) if about else ''} ({place})"


def _acts(statement: Statement) -> list[str]:
    """Return each act with its instruments: "ratify ICRMW and OP-CAT"."""
    instruments: dict[str, list[str]] = {}
    for act, code in statement.instrument_actions:
        instruments.setdefault(act, []).append(code.removeprefix("other:"))
    return [_ACTS[act].format(listed(codes)) for act, codes in instruments.items()]


def participation_label(fact: Participation, *, state: str, treaty: str, place: str) -> str:
    """Return e.g. "Fiji: accession to CAT, 2016-03-14 (A/HRC/WG.6/1/FJI/2, section “Scope”)"."""
    act = _PARTICIPATION.get(fact.act, fact.act.replace("_", " ") + " of {}").format(treaty)
    return f"{state}: {act}{', ' + fact.date if fact.date else ''} ({place})"


def competence_label(fact: Competence, *, state: str, treaty: str, place: str) -> str:
    """Return e.g. "Fiji: individual complaints under CAT, art. 22: no (A/HRC/WG.6/1/FJI/2, section “Scope”)"."""
    article = f", art. {fact.article}" if fact.article else ""
    value = f": {fact.value}" if fact.value in ("yes", "no") else ""
    return f"{state}: {fact.kind.replace('_', ' ')} under {treaty}{article}{value} ({place})"
