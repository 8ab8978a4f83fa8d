"""Section I of invented reports: who has the floor, what each says, what the State under review says of itself."""

from __future__ import annotations

import pytest
from drafts import check_anchors

from hrgraph.extraction.review.delegations import find_delegations
from hrgraph.extraction.review.dialogue import Dialogue, find_dialogue
from hrgraph.models import Block, Document
from hrgraph.registry import load_registry

REGISTRY = load_registry()
HEADINGS = {
    "presentation": "A. Presentation by the State under review",
    "dialogue": "B. Interactive dialogue and responses by the State under review",
}


def section(*paragraphs: str, part: str = "dialogue") -> Document:
    """Return a report on Fiji with these paragraphs of section I, from 1."""
    blocks = []
    position = 0
    for number, text in enumerate(paragraphs, start=1):
        blocks.append(Block("paragraph", position, position + len(text), str(number), ("I. Summary", HEADINGS[part])))
        position += len(text) + 1
    text = "\n".join(paragraphs)
    return Document(
        "A/HRC/99/7", "WorkingGroupReport", text, "", "", "draft", state="FJI", cycle=1, blocks=tuple(blocks)
    )


def said(*paragraphs: str, part: str = "dialogue") -> list[tuple[str, str, str]]:
    """Return kind, issuers and first words of each statement."""
    document = section(*paragraphs, part=part)
    found = find_dialogue(document, REGISTRY)
    check_anchors(document, [*found.statements, *found.unresolved])
    return [(one.kind, " ".join(one.issuers), " ".join(one.anchor.quote.split()[:3])) for one in found.statements]


def dialogue(*paragraphs: str) -> Dialogue:
    return find_dialogue(section(*paragraphs), REGISTRY)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            "France commended Fiji for its schools. It asked how many teachers were trained. It recommended that Fiji train more.",
            [
                ("commendation", "FRA", "France commended Fiji"),
                ("request", "FRA", "It asked how"),
                ("recommendation", "FRA", "It recommended that"),
            ],
            id="it goes on with who spoke",
        ),
        pytest.param(
            "Algeria, noting the new law on prisons, enquired about its costs.",
            [("request", "DZA", "Algeria, noting the")],
            id="words between commas",
        ),
        pytest.param(
            "Slovenia, speaking on behalf of the European Union, welcomed the visit. The Holy See noted the law on schools.",
            [("commendation", "SVN", "Slovenia, speaking on"), ("finding", "VAT", "The Holy See")],
            id="on behalf of others; two delegations in one paragraph",
        ),
        pytest.param(
            "Chile and Peru welcomed the law on prisons. They recommended that Fiji apply it.",
            [("commendation", "CHL PER", "Chile and Peru"), ("recommendation", "CHL PER", "They recommended that")],
            id="two States together",
        ),
        pytest.param(
            "The delegation of Egypt thanked Fiji. The delegation recommended that it go on.",
            [("commendation", "EGY", "The delegation of"), ("recommendation", "EGY", "The delegation recommended")],
            id="the delegation that was named",
        ),
        pytest.param(
            "The Danish delegation regretted the closure of the harbour.",
            [("concern", "DNK", "The Danish delegation")],
            id="by its adjective",
        ),
        pytest.param(
            "In its statement, Slovakia focused on the prisons of the islands.",
            [("finding", "SVK", "In its statement,")],
            id="whatever the verb is",
        ),
        pytest.param(
            "Mexico noted that the Committee against Torture had recommended a new law. The Government recognized the need.",
            [("finding", "MEX", "Mexico noted that")],
            id="what others said or did is told by who has the floor",
        ),
        pytest.param(
            "Norway noted that Fiji had invited two rapporteurs.",
            [("finding", "NOR", "Norway noted that")],
            id="an invitation by the State under review is no recommendation of Norway",
        ),
        pytest.param(
            "Portugal welcomed the plan for migrants. The adoption of a law against torture was urged.",
            [("commendation", "PRT", "Portugal welcomed the"), ("recommendation", "PRT", "The adoption of")],
            id="a passive of who has the floor",
        ),
        pytest.param(
            "Malaysia positively noted the new law.",
            [("commendation", "MYS", "Malaysia positively noted")],
            id="an adverb of praise",
        ),
        pytest.param(
            "Estonia recognized the importance of schools.",
            [("finding", "EST", "Estonia recognized the")],
            id="to grant importance asks for nothing",
        ),
        pytest.param(
            "Latvia stated that it would like Fiji to invite the rapporteurs.",
            [("recommendation", "LVA", "Latvia stated that")],
            id="a wish",
        ),
        pytest.param(
            "Philipines welcomed the law on schools.",
            [("commendation", "PHL", "Philipines welcomed the")],
            id="a slip of the pen",
        ),
    ],
)
def test_who_says_what(paragraph: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(paragraph) == expected


def test_that_recommendations_were_made_is_a_fact_and_no_recommendation() -> None:
    assert said(
        "Jordan welcomed the law. Jordan made recommendations.", "Cuba made a recommendation in this regard."
    ) == [
        ("commendation", "JOR", "Jordan welcomed the"),
        ("fact", "", "Jordan made recommendations."),
        ("fact", "", "Cuba made a"),
    ]


def test_items_with_letters_are_recommendations_of_their_own() -> None:
    paragraph = "Spain recommended that Fiji (a) build schools; (b) lift its reservations to article 16 (1), (c) and (d) of CEDAW, and (c) train judges."
    found = dialogue(paragraph).statements
    assert [one.anchor.quote for one in found] == [
        "Spain recommended that Fiji (a) build schools;",
        "(b) lift its reservations to article 16 (1), (c) and (d) of CEDAW",
        "(c) train judges.",
    ]
    assert {one.kind for one in found} == {"recommendation"}


def test_what_is_asked_of_others_is_not_addressed_to_the_state_under_review() -> None:
    found = dialogue(
        "Nigeria called upon the international community to help. Nigeria urged Fiji to cooperate with the United Nations."
    )
    assert [one.addressee for one in found.statements] == [None, "FJI"]


def test_the_state_under_review_presents_itself() -> None:
    assert said(
        "The Minister said that schools were free. Prisons must be cleaner.",
        "The Committee on the Rights of the Child had recommended a plan. Chile had helped to write it.",
        part="presentation",
    ) == [("finding", "FJI", "The Minister said"), ("finding", "FJI", "The Committee on")]


def test_a_paragraph_in_which_nobody_takes_the_floor_is_an_answer() -> None:
    assert said(
        "Tonga asked about prisons.",
        "On prisons, two were closed last year. It will close the third.",
        "In response to Tonga, the delegation stated that schools are free.",
        "Samoa thanked Fiji. In reply, the delegation thanked Samoa.",
    ) == [
        ("request", "TON", "Tonga asked about"),
        ("finding", "FJI", "On prisons, two"),
        ("finding", "FJI", "In response to"),
        ("commendation", "WSM", "Samoa thanked Fiji."),
        ("finding", "FJI", "In reply, the"),
    ]


def test_delegations_without_names_stay_without_names() -> None:
    assert said(
        "In the dialogue, 54 delegations made statements. Several delegations welcomed the plan.",
        "Reference was made to the law on schools. Fiji was also commended for its prisons.",
        "Tonga asked about prisons.",
    ) == [
        ("fact", "", "In the dialogue,"),
        ("commendation", "several sources", "Several delegations welcomed"),
        ("finding", "several sources", "Reference was made"),
        ("commendation", "several sources", "Fiji was also"),
        ("request", "TON", "Tonga asked about"),
    ]


def test_who_chairs_the_meeting_speaks_for_no_state() -> None:
    assert said("The President of the Human Rights Council recalled the rules.") == [("fact", "", "The President of")]


def test_an_unknown_name_is_unresolved_and_nobody_is_given_its_words() -> None:
    found = dialogue("Tonga asked about prisons.", "Atlantis recommended a new harbour. It asked about its costs.")
    assert [one.issuers for one in found.statements] == [("TON",), (), ()]
    assert [(one.what, one.printed) for one in found.unresolved] == [("issuer", "Atlantis")]


def test_who_headed_the_delegation_is_not_kept() -> None:
    assert said("The delegation of Fiji was headed by Mr. Tevita Baravi. Schools are free.", part="presentation") == [
        ("finding", "FJI", "Schools are free.")
    ]


@pytest.mark.parametrize(
    ("text", "state", "named"),
    [
        ("The Republic of Korea asked", "FJI", ["KOR"]),
        ("the representative of Cuba and the Congolese delegation", "COD", ["CUB", "COD"]),
        ("the Congolese delegation", "COG", ["COG"]),
        ("the Fiji Human Rights Commission reported", "FJI", []),
        ("the Swiss cheese", "FJI", []),
    ],
)
def test_delegations_are_found_by_name_and_adjective(text: str, state: str, named: list[str]) -> None:
    assert [code for one in find_delegations(text, REGISTRY, state) for code in one.codes] == named
