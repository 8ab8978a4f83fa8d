"""Say in words what a record is, from its facts and never from the words it quotes.

The labels are the same whether or not a graph carries the words of its documents.
"""

from __future__ import annotations

from collections.abc import Sequence

from hrgraph.models import Competence, Participation, Statement

# What one issuer does, what several do, and what it is where nobody is named; each with what joins the State to it.
_STATEMENTS = {
    "recommendation": ("recommends", "recommend", "to", "Recommendation", "to"),
    "request": ("asks", "ask", "", "Request", "to"),
    "concern": ("is concerned", "are concerned", "about", "Concern", "about"),
    "commendation": ("commends", "commend", "", "Commendation", "of"),
    "assessment": ("assesses", "assess", "", "Assessment", "of"),
    "finding": ("reports", "report", "on", "Finding", "on"),
    "fact": ("states", "state", "of", "Statement", "about"),
    "pledge": ("pledges", "pledge", "", "Voluntary pledge", "of"),
}
_ACTS = {
    "sign": "sign",
    "ratify": "ratify",
    "withdraw-reservation": "withdraw a reservation to",
    "accept-procedure": "accept a procedure of",
    "implement": "implement",
}
_ACTS_DONE = {
    "sign": "signature of",
    "ratify": "ratification of",
    "withdraw-reservation": "withdrawal of a reservation to",
    "accept-procedure": "acceptance of a procedure of",
    "implement": "implementation of",
}
_PARTICIPATION = {
    "party": "party to {}",
    "not_party": "not party to {}",
    "signature_only": "signature only of {}",
    "domestic_ratification": "domestic law on ratification of {}",
    "observer": "observer to {}",
    "accession": "accession to {}",
    "succession": "succession to {}",
}
_IN_ORGANIZATION = {
    "party": "member of {}",
    "not_party": "not a member of {}",
}
_NAMED_AT_MOST = 4


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B", "A, B and C", or the first four and how many others."""
    names = list(names)
    if len(names) > _NAMED_AT_MOST:
        names = [*names[:_NAMED_AT_MOST], f"{len(names) - _NAMED_AT_MOST} others"]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def statement_label(
    statement: Statement,
    *,
    issuers: Sequence[str],
    plural: bool,
    state: str | None,
    mentions: Sequence[str],
    heading: str | None,
    place: str,
) -> str:
    """Return e.g. "CAT recommends to Fiji: ratify ICRMW (A/HRC/WG.6/1/FJI/2, para. 3)".

    Args:
        issuers: Short names, in order; those that could not be resolved are not among them.
        plural: Whether they are many.
        state: Name of the State addressed.
        mentions: Short names of the instruments and provisions.
        heading: What the statement stands under; said where nothing else tells what it is about.
        place: Where the statement stands.
    """
    one, several, verb_joint, noun, noun_joint = _STATEMENTS[statement.kind]
    words = [listed(issuers), several if plural else one, verb_joint] if issuers else [noun, noun_joint]
    said = " ".join(word for word in (*words, state) if word) if state else " ".join(words[: len(words) - 1])
    number = f"{statement.number}: " if statement.number else ""
    about = _acts(statement)
    if statement.similar:
        about.append("similar to what was said before")
    mentioned = dict.fromkeys(code.removeprefix("other:") for _, code in _of_modality(statement, "mentioned"))
    if mentioned and not about:
        about, joint = list(mentioned), ", on "
    else:
        about, joint = about or [*mentions, *(f"UPR recommendation {ref}" for ref in statement.upr_refs)], ": "
    topic = f"{joint}{listed(about)}" if about else f", under “{heading}”" if heading else ""
    return f"{number}{said[0].upper()}{said[1:]}{topic} ({place})"


def _acts(statement: Statement) -> list[str]:
    """Return the acts with their instruments: "sign and ratify ICRMW and OP-CAT" where they are asked for or promised,
    "ratification of OP-CAT" where they are reported. What is only mentioned is no act here.
    """
    phrases: list[str] = []
    for modality, wording in (("asked", _ACTS), ("pledged", _ACTS), ("reported", _ACTS_DONE)):
        instruments: dict[str, list[str]] = {}
        for act, code in _of_modality(statement, modality):
            instruments.setdefault(act, []).append(code.removeprefix("other:"))
        # Only what is one word reads well beside another: not "accept a procedure of and ratify".
        words: dict[tuple[bool, str], list[str]] = {}
        for act, codes in instruments.items():
            words.setdefault((" " in wording[act].removesuffix(" of"), listed(codes)), []).append(wording[act])
        for (alone, codes), acts in words.items():
            if not alone:
                acts = [listed([*(act.removesuffix(" of") for act in acts[:-1]), acts[-1]])]
            phrases += [f"{act} {codes}" for act in acts]
    return phrases


def _of_modality(statement: Statement, modality: str) -> list[tuple[str, str]]:
    pairs = zip(statement.instrument_actions, statement.modalities, strict=True)
    return [action for action, said in pairs if said == modality]


def participation_label(
    fact: Participation, *, state: str, treaty: str, place: str, organization: bool = False
) -> str:
    """Return e.g. "Fiji: accession to CAT, 2016-03-14 (A/HRC/WG.6/1/FJI/2, section “Scope”)".

    Args:
        treaty: Short name of the instrument or, with `organization`, of the organization.
    """
    acts = _PARTICIPATION | _IN_ORGANIZATION if organization else _PARTICIPATION
    act = acts.get(fact.act, fact.act.replace("_", " ") + " of {}").format(treaty)
    return f"{state}: {act}{', ' + fact.date if fact.date else ''} ({place})"


def competence_label(fact: Competence, *, state: str, treaty: str, place: str) -> str:
    """Return e.g. "Fiji: individual complaints under CAT, art. 22: no (A/HRC/WG.6/1/FJI/2, section “Scope”)"."""
    article = f", art. {fact.article}" if fact.article else ""
    value = f": {fact.value}" if fact.value in ("yes", "no") else ""
    return f"{state}: {fact.kind.replace('_', ' ')} under {treaty}{article}{value} ({place})"
