"""Recommendations without a subject: "Ratify the Convention", "Fully implement ...", as lists print them."""

from __future__ import annotations

import re

# Verbs with which a recommendation begins; "_" stands for a space, and -ize also for -ise.
_VERBS = (
    "abolish abstain accede accelerate accept acknowledge act address adhere adjust adopt align allocate allow amend "
    "apply appoint approve assess assist avoid ban bring build carry_out cease clarify close co-operate collaborate "
    "collect combat commit compensate complete comply conduct consider consult continue cooperate create criminalize "
    "decriminalize define deliver deploy design develop devise disclose discontinue disseminate drop earmark educate "
    "eliminate enact encourage end endorse enforce engage enhance ensure equip eradicate establish evaluate exclude "
    "exempt expand expedite explore extend facilitate fight finalize formulate foster fulfil fund give grant "
    "guarantee halt harmonize hold honour identify implement impose improve include incorporate increase inform "
    "initiate institute integrate intensify introduce invest investigate invite issue launch legislate lift limit "
    "lower mainstream maintain make mandate modify monitor offer open organize outlaw participate pass pay penalize "
    "permit prevent prioritize prohibit promote promulgate prosecute protect provide publish punish put "
    "raise ratify recognize reconsider record redouble reduce reform refrain register regulate reinforce reinstate "
    "reject release remove repeal replace report request rescind resettle respect respond restore restrict resume "
    "review revise revoke safeguard secure seek set_up share sign simplify speed_up step_up stop strengthen submit "
    "support suspend sustain tackle take terminate train translate treat undertake update uphold use utilize verify "
    "vote widen withdraw work "
).split()
_ALTERNATIVES = "|".join(verb.replace("_", r"\ ").replace("ize", "i[sz]e") for verb in _VERBS)
_IMPERATIVE = re.compile(
    rf"""
    # "Urgently" goes before
    (?: (?:also|further|to|without\ delay,?|as\ a\ matter\ of\ (?:urgency|priority),?|\w+ly(?:\ and)?)\ )*
    (?:{_ALTERNATIVES})\b
    (?!['’] | \ (?:is|are|was|were|has|have|of)\b)  # "Work is ..." is a noun
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_imperative(text: str) -> bool:
    """Whether a sentence or item begins as a recommendation without a subject does."""
    return bool(_IMPERATIVE.match(text))
