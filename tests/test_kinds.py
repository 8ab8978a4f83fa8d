"""What a statement is, beyond its verb: what asks, what concludes on compliance, what begins as a recommendation "
"does."""

from __future__ import annotations

import pytest

from hrgraph.extraction.imperatives import is_imperative
from hrgraph.extraction.kinds import assesses, directs, refined, says_should


@pytest.mark.parametrize(
    "text",
    [
        "The Government should repeal the decree.",
        "The authorities must release them.",
        "The government should:",
        "Fiji should ratify the Convention.",
        "The State party needs to train judges.",
        "The Government needed to train judges.",
        "The State ought to pay.",
        "Further measures were needed.",
        "More attention needs to be paid to rivers.",
        "Steps should be taken at once.",
        "It is essential to train judges.",
        "It was also necessary to train judges.",
        "The legislation of the islands should be amended.",
    ],
)
def test_what_a_state_should_do_is_asked(text: str) -> None:
    assert directs(text, ("Fiji", "Republic of Fiji"))


@pytest.mark.parametrize(
    "text",
    [
        "Applicants must pay a fee.",
        "The Government has repealed the decree.",
        "Norway should ratify the Convention.",  # another State
        "The Government, which should have acted, did not.",
        "It is necessary.",
        "The law should have been amended.",
        "It should be noted that the law of the islands is old.",
    ],
)
def test_other_duties_are_not_asked_of_the_state(text: str) -> None:
    assert not directs(text, ("Fiji",))


def test_names_of_the_state_are_taken_literally() -> None:
    assert not directs("Fijians should vote.", ("Fiji.",))
    assert not directs("Fiji should vote.", ())


@pytest.mark.parametrize(
    "text",
    [
        "Fiji had not implemented the recommendations of its first review.",
        "None of the recommendations on prisons had been implemented.",
        "None of them has been fully implemented.",
        "The recommendations on prisons were only partially implemented.",
        "Only twelve of the supported recommendations had been implemented.",
        "Fiji failed to comply with its obligations under CEDAW.",
        "The Act was inconsistent with article 19 of the ICCPR.",
        "The Act is incompatible with the Convention.",
        "The practice is contrary to the Covenant.",
        "The practice violates the Convention.",
        "These rules violate article 17 of the ICCPR.",
        "It has yet to implement that commitment.",
        "The arrests were in breach of article 9 of the Covenant.",
        "The reform falls short of the commitments made in 2010.",
        "The law was not brought into line with the Paris Principles.",
        "Fiji has yet to implement the recommendation on wells.",
        "The recommendation on wells remains unimplemented.",
    ],
)
def test_conclusions_on_compliance_are_assessments(text: str) -> None:
    assert assesses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Fiji ratified the Convention in 2005.",
        "Fiji accepted the recommendation on prisons.",
        "The plan had not been funded.",
        "Police violated the curfew.",
        "Only 12 per cent of the recommendations had been implemented in law.",
        "Despite the recommendations that it had accepted, Fiji did not implement reforms.",
        "The High Court ruled that the decree violated the Convention.",
        "The Supreme Court of Malawi held that the Act was contrary to the Covenant.",
    ],
)
def test_facts_about_norms_and_courts_are_not_assessments(text: str) -> None:
    assert not assesses(text)


@pytest.mark.parametrize(
    ("verb", "text", "kind"),
    [
        ("stated", "stated that the Government should act", "recommendation"),
        ("stated", "stated that prisons should be closed", "recommendation"),
        ("said", "said more funds should be given to shelters", "recommendation"),
        ("added", "added that the inquiry must be open", "recommendation"),
        ("considered", "considered that Fiji should act", "recommendation"),
        ("stressed", "stressed that dialogue must go on", "recommendation"),
        ("concluded", "concluded that Fiji had not implemented the recommendations", "assessment"),
        ("highlighted", "highlighted that prisons were an area of concern", "concern"),
        # who speaks is concerned
        ("stated", "stated that she was deeply alarmed at the fires", "concern"),
        ("said", "said that it remained concerned about wells", "concern"),
        ("stated", "stated that it regretted the closure of the school", "concern"),
        ("stated", "stated that it was found to be full", "finding"),
        ("stated", "stated that teachers were concerned about wells", "finding"),
        # what is wanting
        ("stated", "stated that the ferry fees needed to be revised on the outer islands", "recommendation"),
        ("noted", "noted that more shelters need to be established", "recommendation"),
        ("noted", "noted that greater care was needed", "recommendation"),
        ("stated", "stated that a better map of the reefs, by depth, was necessary", "recommendation"),
        ("stated", "stated that a further permit was required by law", "finding"),
        ("stated", "stated that more than forty boats were lost and that a fee was required", "finding"),
        ("stated", "stated that visits needed to be announced", "finding"),
        # what was asked before is no conclusion; what became of it is
        ("stated", "stated that despite the recommendations of 2012, Fiji had not implemented those recommendations",
         "assessment"),
        ("stated", "stated that despite the recommendations of 2012, wells were not dug", "finding"),
        ("stated", "stated that prisons were full", "finding"),
        ("stated", "stated that the law provided that inmates should be heard", "finding"),
        ("explained", "explained that, under the Act, nobody should be held without charge", "finding"),
        ("noted", "noted that a minister said judges should obey", "finding"),
        ("stated", "stated that inmates feared to be beaten should they complain", "finding"),
        ("stated", "stated that applicants must pay a fee", "finding"),
    ],
)  # fmt: skip
def test_the_words_refine_the_kind_of_a_finding(verb: str, text: str, kind: str) -> None:
    assert refined("finding", verb, text, ("Fiji",)) == kind


@pytest.mark.parametrize(
    ("topic", "text", "kind"),
    [
        ("With regard to recommendation 12.4, ", "considered that it had been partially implemented", "assessment"),
        ("As to the recommendations on wells, ", "noted that they had not yet been fulfilled", "assessment"),
        ("With regard to the plan, ", "considered that it had been partially implemented", "finding"),
        ("With regard to recommendation 12.4, ", "considered that wells were dry", "finding"),
    ],
)
def test_what_became_of_a_recommendation_that_is_named_before(topic: str, text: str, kind: str) -> None:
    assert refined("finding", text.split()[0], text, ("Fiji",), topic=topic) == kind


@pytest.mark.parametrize("kind", ["recommendation", "concern", "commendation", "request"])
def test_other_kinds_stay_as_their_verbs_say(kind: str) -> None:
    assert refined(kind, "was concerned", "was concerned that the Government should act", ("Fiji",)) == kind


def test_should_is_said_in_any_place() -> None:
    assert says_should("Wells should be dug.")
    assert not says_should("Wells were dug by shoulder and spade.")


@pytest.mark.parametrize(
    "text",
    ["Ratify the Convention.", "Fully implement the Act", "urgently and publicly close it", "To amend the Act",
     "Without delay, release them", "Criminalise torture", "Set up a commission", "ENSURE that it ends"],
)  # fmt: skip
def test_imperatives(text: str) -> None:
    assert is_imperative(text)


@pytest.mark.parametrize(
    "text",
    [
        "Work is scarce.",
        "Reports of violence",
        "The Act",
        "Ensuring access",
        "Release of inmates",
        "Fiji ratified",
        "",
        "Use’s end",
    ],
)
def test_what_only_looks_like_an_imperative(text: str) -> None:
    assert not is_imperative(text)
