from __future__ import annotations

import pytest
from drafts import check_anchors, draft, report

from hrgraph.extraction.facts.noted import find_noted
from hrgraph.extraction.facts.tables import find_tables
from hrgraph.models import NotedRecommendation

HEADER = "Theme\tSpecific recommendation(s) “noted” by Fiji\n"


def noted(rows: str) -> list[NotedRecommendation]:
    document = report("### The third cycle\n\n" + rows)
    found = find_noted(document, find_tables(document))
    check_anchors(document, found)
    return found


def test_each_item_of_a_list_is_one_recommendation() -> None:
    found = noted(
        HEADER + "Norms\t<ul> <li>• Accede to <b>the Rome Statute</b> of the Court;</li> "
        "<li>• Protect the reefs.</li> </ul>\nVoting\tLower the age of voting.\n"
    )
    assert [(n.theme, n.text) for n in found] == [
        ("Norms", "Accede to the Rome Statute of the Court"),
        ("Norms", "Protect the reefs"),
        ("Voting", "Lower the age of voting"),
    ]
    assert {n.cycle for n in found} == {3}


def test_an_item_torn_by_a_page_break_is_one_and_a_whole_one_is_not_glued() -> None:
    found = noted(
        HEADER
        + "Law and\t<ul> <li>• Repeal the law on gatherings and end the</li> </ul>\n\n"
        + "order\tneed for permits.</li> <li>• Train the police;</li> </ul>\n"
        + "Courts\t<ul> <li>• Pay judges;</li> </ul>\n\n\t<ul> <li>• Train judges.</li> </ul>\n"
    )
    assert [(n.theme, n.text) for n in found] == [
        ("Law and order", "Repeal the law on gatherings and end the need for permits"),
        ("Law and order", "Train the police"),
        ("Courts", "Pay judges"),
        ("Courts", "Train judges"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "Theme\tRecommendation supported by Fiji\nNorms\tRatify CAT.\n",
        "State\tRecommendation noted\nSpain\tRatify CAT.\n",
    ],
)
def test_other_lists_of_recommendations_are_not_noted_ones(rows: str) -> None:
    assert noted(rows) == []


def test_without_a_state_nobody_noted_anything() -> None:
    document = draft(HEADER + "Norms\tRatify CAT.\n", state=None)
    assert find_noted(document, find_tables(document)) == []
