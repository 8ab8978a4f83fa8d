"""Find where sources differ on a State's participation in a treaty: on the date of an act, or on whether it is a party.

A law of the State on ratification binds nobody and is no claim that the State is a party, but whoever reads of it beside
"not a party" is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hrgraph.joins.standings import BOUND, DOMESTIC, SIGNED, UNBOUND, Told, contradicts, is_same, still_standing

DATE, STATUS = "participation-date", "participation-status"


@dataclass(frozen=True, slots=True)
class Differing:
    """A point on which sources differ.

    Attributes:
        on: `DATE` or `STATUS`.
        act: The act of the scheme treaty-act that it is on: "ratify" or "sign".
        told: What differs.
    """

    on: str
    state: str
    instrument: str
    act: str
    told: tuple[Told, ...]

    def said(self) -> Mapping[str, str]:
        """Return what each document says in short, by its IRI: "ratification 2015-02"; the most precise of its dates."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.told:
            says = "domestic law on ratification" if one.standing.says == DOMESTIC else one.standing.says.replace("-", " ")
            found[one.standing.document].add(f"{says} {one.standing.date}".strip())
        return {
            document: "; ".join(sorted(one for one in values if not any(other.startswith(one + "-") for other in values)))
            for document, values in sorted(found.items())
        }


def find_disagreements(told: Mapping[tuple[str, str], Sequence[Told]]) -> Iterator[Differing]:
    """Yield the points on which sources differ, sorted by State and instrument."""
    for (state, instrument), own in sorted(told.items()):
        current = still_standing(own)
        for act, says in (("ratify", BOUND), ("sign", SIGNED)):
            dated = [one for one in current if one.standing.says in says and one.standing.date]
            differing = _differing_dates(dated)
            if differing:
                yield Differing(DATE, state, instrument, act, differing)
        claims = [one for one in current if one.standing.says in BOUND or one.standing.says == DOMESTIC]
        denials = [one for one in current if one.standing.says in UNBOUND]
        pairs = [(denial, claim) for denial in denials for claim in claims if contradicts(denial, claim)]
        if pairs:
            records = {one.standing.record: one for pair in pairs for one in pair}
            yield Differing(STATUS, state, instrument, "ratify", tuple(records[iri] for iri in sorted(records)))


def _differing_dates(dated: Iterable[Told]) -> tuple[Told, ...]:
    dated = list(dated)
    return tuple(
        one for one in dated if any(not is_same(one.standing.date, other.standing.date) for other in dated)
    )
