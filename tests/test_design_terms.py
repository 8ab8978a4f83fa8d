"""What the design promises is in the graph: each of its terms has hits among the samples and Kazakhstan's facts.

A term without hits is listed with the reason, and the list may hold no term that has some.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hrgraph import resources, terms
from hrgraph.pipeline import build
from hrgraph.store import Store

ROOT = Path(__file__).parents[1]

CLASSES = """
    Actor State TreatyBody SpecialProcedure UnitedNationsEntity IntergovernmentalOrganization NonGovernmentalOrganization
    JointSubmission NationalHumanRightsInstitution GovernmentBody ReviewMechanism
    Instrument Treaty OptionalProtocol SoftLawInstrument DomesticLaw Provision
    Document NationalReport UnitedNationsCompilation StakeholderSummary StakeholderSubmission WorkingGroupReport Addendum
    ThematicList CouncilDecision ConcludingObservations Letter IndependentReport ActionPlan Passage
    Statement Recommendation UprRecommendation InformationRequest Concern Commendation Assessment Finding FactualStatement
    VoluntaryPledge
    Review Position
    Participation Declaration RecognisedCompetence ReportingStatus FollowUpGrade PlannedMeasure
    Thread Fulfilment CitationProblem
""".split()
PROPERTIES = """
    provisionOf monitors symbol issuedBy addressedTo inPassage quote mentions callsFor cites theme issue affectedGroup goal
    actionCategory similarTo number statedIn
""".split()

_NO_UPR_LISTS = "neither the samples nor Kazakhstan's documents have a thematic list or a table of recommendations"
_NO_SUCH_DOCUMENT = "no document of this kind is among the samples or Kazakhstan's"
NOT_YET = {
    "ActionPlan": _NO_SUCH_DOCUMENT,
    "Letter": _NO_SUCH_DOCUMENT,
    "GovernmentBody": "in these documents no organ of a State speaks for itself",
    "ThematicList": _NO_UPR_LISTS,
    "actionCategory": _NO_UPR_LISTS,
    "affectedGroup": _NO_UPR_LISTS,
    "goal": _NO_UPR_LISTS,
    "issue": _NO_UPR_LISTS,
    "theme": _NO_UPR_LISTS,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What `run demo` serves, built in this process."""
    directory = tmp_path_factory.mktemp("design") / "store"
    build([ROOT / "samples", ROOT / "facts" / "kazakhstan.nq.gz"], directory, workers=1)
    return Store.open(directory)


def has_hits(store: Store, pattern: str) -> bool:
    return bool(store.query(f"PREFIX hr: <{terms.HR}> ASK {{ {pattern} }}"))


def test_every_term_of_the_design_is_defined() -> None:
    ontology = resources.path("ontology", "hrgraph.ttl").read_text(encoding="utf-8")
    defined = set(re.findall(r"^hr:(\w+) a owl:", ontology, re.MULTILINE))
    assert {*CLASSES, *PROPERTIES} - defined == set()


def test_every_term_of_the_design_has_hits_or_a_reason(store: Store) -> None:
    without = {name for name in CLASSES if not has_hits(store, f"?thing a hr:{name}")}
    without |= {name for name in PROPERTIES if not has_hits(store, f"?thing hr:{name} ?value")}
    assert without == set(NOT_YET)


def test_a_review_has_its_state_cycle_session_date_and_documents(store: Store) -> None:
    review = "?review a hr:Review ; hr:reviewOf ?state ; hr:cycle 2 ; hr:session 20 ; hr:reviewDate ?date"
    assert has_hits(store, f"{review} ; hr:reviewDocument ?document ; hr:heldAt ?session . ?session hr:startsOn ?day")
