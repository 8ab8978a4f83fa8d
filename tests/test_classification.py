"""Tags for recommendations that no person has classified: what they say, how sure they are, and where they come from.

Every recommendation here was written for the tests.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrgraph.classification import classify
from hrgraph.classification.features import find_action_features, split_opening
from hrgraph.classification.model import FILE, Linear, Model, format_model, load_model, parse_model
from hrgraph.classification.phrases import LONGEST_PHRASE_WORDS, load_wordings
from hrgraph.classification.tagging import LEARNED, LEAST_SCORES, RULES
from hrgraph.classification.wording import cut, stem
from hrgraph.models import Scheme
from hrgraph.registry import load_registry
from hrgraph.schemes import load_scheme

MOST_BYTES = 3_000_000
LONGEST_FEATURE_WORDS = 3


def tags(text: str, scheme: str) -> set[str]:
    return {tag.concept for tag in classify(text) if tag.scheme == scheme}


# A recommendation, and exactly the issues it is about.
ISSUES = [
    ("Abolish the death penalty for every crime", {"Death penalty"}),
    ("Ratify the Convention on the Rights of Persons with Disabilities", {"Disabilities", "International instruments"}),
    ("Ratify CEDAW without reservations", {"International instruments", "Women's rights"}),
    ("Accede to OP-CAT", {"Detention", "International instruments", "Torture and other CID treatment"}),
    ("Issue a standing invitation to all special procedures", {"Special procedures"}),
    ("Submit its overdue reports to the treaty bodies", {"Treaty bodies"}),
    ("Establish an ombudsman in line with the Paris Principles", {"NHRI"}),
    ("Decriminalize consensual relations between adults of the same sex", {"Sexual Orientation and Gender Identity"}),
    ("Put an end to the impunity of those who kidnap activists", {"Impunity"}),
    ("Build wells so that every village has safe drinking water", {"Right to water"}),
    ("Continue its fight against corruption", {"Corruption"}),
    ("Step up the fight against human trafficking", {"Trafficking"}),
    ("Guarantee the safety of journalists", {"Freedom of the press"}),
    ("Reduce poverty in the highlands", {"Poverty"}),
    ("Protect the rights of indigenous peoples over their forests", {"Indigenous peoples"}),
]  # fmt: skip

# Look-alikes: words that speak of an issue elsewhere and do not here.
NOT_ABOUT = [
    ("Ratify the boundary agreement before the harvest", "Death penalty"),
    ("Improve access to primary school for girls", "International instruments"),
    ("Keep the waters of its harbours open to trade", "Torture and other CID treatment"),
    ("Develop a cadastre of farm land", "Trafficking"),
    ("Ensure that women may inherit a house", "Special procedures"),
]

# The category follows the first verb and its object, not the words that come after it.
ACTIONS = [
    ("Ratify the Convention against Torture", "5"),
    ("Repeal the law that forbids trade unions", "5"),
    ("Abolish capital punishment", "5"),
    ("Extend a standing invitation to special procedures", "5"),
    ("Consider ratifying the Convention against Torture", "3"),
    ("Consider repealing the law that forbids trade unions", "3"),
    ("Study the possibility of abolishing capital punishment", "3"),
    ("Continue its efforts to reduce poverty", "2"),
    ("Continue to improve the conditions of detention", "2"),
    ("Pursue its policies in favour of rural women", "2"),
    ("Strengthen its efforts to reduce poverty", "4"),
    ("Take measures to improve the conditions of detention", "4"),
    ("Ensure that rural women can own land", "4"),
    ("Promote tolerance among religious communities", "4"),
    ("Share its experience in reducing poverty with other countries", "1"),
    ("Seek technical assistance from the international community", "1"),
    ("Recommended that the Government of Tonga consider ratifying CAT", "3"),
    ("Fully and promptly amend its penal code", "5"),
]

# Themes, groups of persons and goals that must be among the tags.
RULED = [
    ("Combat trafficking in persons", "ohchr-theme", {"Prohibition of slavery, trafficking"}),
    ("Combat trafficking in persons", "sdg", {"8", "16"}),
    ("Ratify the Convention against Torture", "ohchr-theme", {"Acceptance of international norms"}),
    ("Give older persons access to public transport", "affected-group", {"older persons"}),
    ("Combat racism and hate speech", "ohchr-theme", {"Racial discrimination", "Equality & non-discrimination"}),
    ("Combat racism and hate speech", "sdg", {"10"}),
    ("Send every Roma child to a good school", "ohchr-theme", {"Right to education"}),
    ("Send every Roma child to a good school", "sdg", {"4"}),
    ("Close the pay gap between women and men", "affected-group", {"Women"}),
    ("Close the pay gap between women and men", "sdg", {"5"}),
    ("Give refugees a residence permit", "affected-group", {"refugees & asylum seekers"}),
    ("Build ramps for persons with disabilities", "affected-group", {"persons with disabilities"}),
]  # fmt: skip

# No recommendation at all, in words that none of them holds.
UNKNOWN = ["", "   ", "…", "12345", "Lorem ipsum dolor sit amet consectetur", "zzqx wvutk pfffq", "дети", "()", "\x00"]


@pytest.mark.parametrize(("text", "expected"), ISSUES)
def test_issues(text: str, expected: set[str]) -> None:
    assert tags(text, "upr-info-issues") == expected


@pytest.mark.parametrize(("text", "issue"), NOT_ABOUT)
def test_look_alikes_are_not_tagged(text: str, issue: str) -> None:
    assert issue not in tags(text, "upr-info-issues")


@pytest.mark.parametrize(("text", "expected"), ACTIONS)
def test_action_category(text: str, expected: str) -> None:
    assert tags(text, "action-category") == {expected}


@pytest.mark.parametrize(("text", "scheme", "expected"), RULED)
def test_ruled_schemes(text: str, scheme: str, expected: set[str]) -> None:
    assert expected <= tags(text, scheme)


@pytest.mark.parametrize("text", UNKNOWN)
def test_unknown_words_get_no_tag(text: str) -> None:
    assert classify(text) == ()


def test_recommending_states_do_not_matter() -> None:
    text = "Improve the conditions in its prisons"
    assert classify(text) == classify(f"{text} (Chad) (Fiji, Oman and Viet Nam);")


def test_the_state_under_review_does_not_matter() -> None:
    text = "Ensure that {} protects the rights of children"
    assert classify(text.format("Fiji")) == classify(text.format("Viet Nam"))


def test_a_name_and_its_acronym_get_the_same_issues() -> None:
    long = "Ratify the Convention on the Elimination of All Forms of Discrimination against Women"
    assert tags(long, "upr-info-issues") >= tags("Ratify CEDAW", "upr-info-issues") - {"Treaty bodies"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_well_formed_tags(text: str) -> None:
    found = classify(text)
    assert found == classify(text)
    assert len({(tag.scheme, tag.concept) for tag in found}) == len(found)
    assert sum(tag.scheme == "action-category" for tag in found) <= 1
    for tag in found:
        assert tag.score is not None and LEAST_SCORES[tag.scheme] - 0.001 <= tag.score <= 1
        assert tag.method in (LEARNED, RULES)
        assert tag.version == load_model().version


def test_every_tag_is_a_concept_of_its_scheme() -> None:
    model = load_model()
    assert set(model.issues.labels) == {concept.label for concept in load_scheme("upr-info-issues").concepts}
    assert set(model.actions.labels) == {concept.notation for concept in load_scheme("action-category").concepts}
    for scheme, linear in model.rules.items():
        known = {concept.notation if scheme == "sdg" else concept.label for concept in load_scheme(scheme).concepts}
        assert set(linear.labels) <= known


def test_tags_do_not_depend_on_the_hash_seed() -> None:
    code = "from hrgraph.classification import classify; print(classify('Protect women from forced labour'))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1


def test_classifying_needs_no_learning_library() -> None:
    code = (
        "import sys; from hrgraph.classification import classify; classify('Ratify CAT'); "
        "print('sklearn' in sys.modules, 'numpy' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed.split() == ["False", "False"]


def test_the_file_of_weights_is_small_and_holds_no_sentence() -> None:
    assert FILE.stat().st_size < MOST_BYTES
    model = load_model()
    named = ("L ", "N ", "l ")  # features that name a concept or a number
    for name in (*model.issues.weights, *model.actions.weights):
        if not name.startswith(named):
            assert len(name.split(" ")) - 1 <= LONGEST_FEATURE_WORDS, name


def test_a_model_is_read_as_it_was_written() -> None:
    weights = {"w a": ((0, 127), (1, -127)), "w b": ((1, 3),)}
    linear = Linear(("one", "two"), (0.5, 0.25), (0.0, -1.0), (1.0, 2.0), (0.0, 0.5), weights)
    model = Model("7-test", linear, linear, {"sdg": linear})
    assert parse_model(format_model(model)) == model
    assert format_model(parse_model(FILE.read_bytes())) == FILE.read_bytes()


def test_a_damaged_file_is_refused() -> None:
    data = FILE.read_bytes()
    for damaged in (data[:-40], b"x" + data, data[:20] + bytes([data[20] ^ 1]) + data[21:], b""):
        with pytest.raises(ValueError, match=r"weights|begins"):
            parse_model(damaged)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organised", "organization"), ("minority", "minorities"), ("detained", "detain"), ("ratify", "ratifying"),
        ("prisoners", "prisoner"), ("criminalise", "criminalize"),
    ],
)  # fmt: skip
def test_inflections_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("accession", "access"), ("work", "worship"), ("land", "landmine")])
def test_words_that_only_look_alike_keep_their_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "adverbs", "verb"),
    [
        ("Recommended that the Government of Fiji fully respect the law", ["fully"], "respect"),
        ("That it should also urgently amend the code", ["urgently"], "amend"),
        ("In addition, to establish a commission", [], "establish"),
        ("Supply clinics", [], "supply"),
    ],
)
def test_the_verb_is_found_behind_what_introduces_it(text: str, adverbs: list[str], verb: str) -> None:
    found, rest = split_opening(cut(text, load_registry()))
    assert (found, rest[0]) == (adverbs, verb)


def test_action_features_have_length_one() -> None:
    values = find_action_features(cut("Adopt a law against forced labour", load_registry())).values()
    assert sum(value * value for value in values) == pytest.approx(1)


@pytest.mark.parametrize("scheme", get_args(Scheme))
def test_wordings_are_short_and_matches_are_issues(scheme: str) -> None:
    issues = {concept.label for concept in load_scheme("upr-info-issues").concepts}
    for wording in load_wordings(scheme):
        assert all(1 <= len(phrase) <= LONGEST_PHRASE_WORDS for phrase in wording.phrases)
        assert wording.close | wording.related <= issues
        assert not wording.close & wording.related
        assert all(re.fullmatch(r"[a-z0-9]+", word) for phrase in wording.phrases for word in phrase)
