"""The States in the brackets of a recommendation, and brackets that hold something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.review.recommending_states import find_recommending_states
from hrgraph.registry import load_registry

REGISTRY = load_registry()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Build schools (Fiji);", ["FJI"]),
        ("Build schools (the Netherlands, Fiji and Peru).", ["NLD", "FJI", "PER"]),
        ("Sign the treaty (Chile)/ratify it (Peru)", ["CHL", "PER"]),
        ("Sign (Chile) and ratify the treaty (Chile, Peru);", ["CHL", "PER"]),
        ("Train judges (Iran (Islamic Republic of), Bolivia (Plurinational State of));", ["IRN", "BOL"]),
        ("Train judges (Islamic Republic of Iran; Republic of Korea)", ["IRN", "KOR"]),
        ("Train judges (Sweden, on behalf of the Nordic countries)", ["SWE"]),
        ("Give access to treatment (of malaria) (Ghana)", ["GHA"]),
        ("Train the police( Spain );", ["ESP"]),
        ("Open archives (Poland United Kingdom)", ["POL", "GBR"]),
        ("Accede to the treaty (United Kingdom, and the second one (Mexico, Brazil);", ["GBR", "MEX", "BRA"]),
        ("Prohibit slavery (Spain 2);", ["ESP"]),
        ("Ratify it (Azerbeijan, Czech Republic)", ["AZE", "CZE"]),
        ("Ratify the Convention on Disabilities (CRPD) (Côte d’Ivoire)", ["CIV"]),
        ("With regard to the recommendation of the Netherlands in paragraph 7, schools could be built", ["NLD"]),
        ("Act on the recommendation of Fiji (Peru)", ["PER"]),
    ],
)
def test_states_in_brackets(text: str, codes: list[str]) -> None:
    assert find_recommending_states(text, REGISTRY) == codes


@pytest.mark.parametrize(
    "text",
    [
        "Cooperate with Fiji and Tonga",
        "Act on the recommendation of the Committee against Torture to Fiji",
        "Train the police (in particular in Fiji)",
        "Follow the paper of 2009 (see Peru’s reply);",
        "Ratify the second protocol (ICCPR-OP2);",
        "Consider the matter (a) now and (b) later",
        "()",
    ],
)
def test_other_brackets_name_nobody(text: str) -> None:
    assert find_recommending_states(text, REGISTRY) == []


@given(st.text("()ab,; FijPeru", max_size=60))
def test_any_text_gives_each_state_once(text: str) -> None:
    found = find_recommending_states(text, REGISTRY)
    assert len(found) == len(set(found))
