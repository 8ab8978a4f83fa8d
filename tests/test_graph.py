"""The graph of a document: what it says, what it never says, and that it is always the same."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fixture_documents import DocumentMaker, make_extractions
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from hrgraph import iris, terms
from hrgraph.graph import build_graph
from hrgraph.graph.norms import ProvisionCode, parse_provision
from hrgraph.graph.wording import listed
from hrgraph.graph.writer import date_literal, shorten
from hrgraph.models import (
    Anchor,
    Competence,
    Extraction,
    FollowUpGrade,
    NotedRecommendation,
    Participation,
    Party,
    PlannedMeasure,
    Reporting,
    Statement,
)
from hrgraph.registry import load_registry

GOLDEN = Path(__file__).parent / "golden"
EXTRACTIONS = {iris.slug(one.document.identifier): one for one in make_extractions()}


def build(extraction: Extraction, *, words: bool = True) -> list[Quad]:
    return build_graph(extraction, load_registry(), words=words)


def values(quads: list[Quad], predicate: str, subject: str | None = None) -> list[str]:
    """Return the values of a property (a CURIE) as strings, sorted."""
    prefix, _, name = predicate.partition(":")
    wanted = NamedNode(terms.PREFIXES[prefix] + name)
    return sorted(q.object.value for q in quads if q.predicate == wanted and subject in (None, q.subject.value))


def labels(quads: list[Quad], kind: str) -> list[str]:
    """Return the labels of the nodes of a class of hrgraph's."""
    nodes = {
        q.subject.value for q in quads if q.predicate.value == terms.RDF + "type" and q.object.value == terms.HR + kind
    }
    return sorted(label for node in nodes for label in values(quads, "rdfs:label", node))


def one_statement(sentence: str = "Reef Watch urged Fiji to act.", **fields: object) -> Extraction:
    """Return a document that consists of one recommendation."""
    made = DocumentMaker("A/HRC/WG.6/20/FJI/3", "StakeholderSummary")
    anchor = made.anchor("4", sentence)
    statement = Statement("recommendation", anchor, **fields)  # type: ignore[arg-type]
    return Extraction(made.document(), (statement,))


@pytest.mark.parametrize("name", sorted(EXTRACTIONS))
def test_graph_is_the_golden_one(name: str, update_golden: bool) -> None:
    quads = build(EXTRACTIONS[name])
    prefixes = {key: terms.PREFIXES[key] for key in ("hr", "rdfs", "xsd", "dcterms", "prov", "oa")}
    turtle = serialize(
        [Triple(q.subject, q.predicate, q.object) for q in quads], format=RdfFormat.TURTLE, prefixes=prefixes
    )
    golden = GOLDEN / f"{name}.ttl"
    if update_golden:
        golden.write_bytes(turtle)
    assert turtle.decode() == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("extraction", EXTRACTIONS.values(), ids=EXTRACTIONS)
@pytest.mark.parametrize("words", [True, False])
def test_every_graph_keeps_the_rules_of_published_data(extraction: Extraction, words: bool) -> None:
    quads = build(extraction, words=words)
    assert quads == sorted(set(quads), key=str)
    assert {q.graph_name.value for q in quads} == {iris.document_graph(extraction.document.identifier)}
    assert not any(isinstance(term, BlankNode) for q in quads for term in (q.subject, q.object))
    subjects = {q.subject for q in quads}
    assert {q.subject for q in quads if q.predicate.value == terms.RDF + "type"} == subjects
    assert {q.subject for q in quads if q.predicate.value == terms.RDFS + "label"} == subjects


@pytest.mark.parametrize("extraction", EXTRACTIONS.values(), ids=EXTRACTIONS)
def test_order_of_the_input_does_not_matter(extraction: Extraction) -> None:
    chance = random.Random(7)
    shuffled = {
        name: tuple(chance.sample(getattr(extraction, name), len(getattr(extraction, name))))
        for name in ("facts", "citations", "parties", "unresolved")
    }
    assert build(replace(extraction, **shuffled)) == build(extraction)


def test_hash_seed_does_not_matter() -> None:
    script = (
        "import hashlib; from fixture_documents import make_extractions; from hrgraph.graph import build_graph;"
        "from hrgraph.registry import load_registry;"
        "quads = [str(q) for e in make_extractions() for q in build_graph(e, load_registry())];"
        "print(hashlib.sha256('\\n'.join(quads).encode()).hexdigest())"
    )
    hashes = set()
    for seed in ("0", "1", "20240229"):
        path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        hashes.add(run.stdout)
    assert len(hashes) == 1


@pytest.mark.parametrize("extraction", EXTRACTIONS.values(), ids=EXTRACTIONS)
def test_without_words_the_graph_holds_no_sentence(extraction: Extraction) -> None:
    with_words, without = build(extraction), build(extraction, words=False)
    text = " ".join(extraction.document.text.split())
    phrases = {" ".join(words) for words in (text.split()[i : i + 9] for i in range(len(text.split()) - 8))}
    told = [q.object.value for q in without if isinstance(q.object, Literal)]
    assert not any(phrase in value for value in told for phrase in phrases)
    predicates = {q.predicate.value for q in without}
    assert not predicates & {
        terms.HR + "quote",
        terms.HR + "measure",
        terms.OA + "exact",
        terms.OA + "prefix",
        terms.OA + "suffix",
    }
    quotations = {q.subject for q in with_words if q.object.value == terms.OA + "TextQuoteSelector"}
    assert {q.subject for q in with_words} - {q.subject for q in without} == quotations
    assert values(without, "hr:quoteSha256") == values(with_words, "hr:quoteSha256")
    assert values(without, "oa:start") == values(with_words, "oa:start")
    assert set(without) <= set(with_words)


def test_long_names_are_cut_without_words_and_codes_never() -> None:
    law = "Act on the Establishment of a Commission for the Protection of Reefs and Lagoons"
    extraction = one_statement(addressee="FJI", provisions=(f"FJI:{law}:3",))
    assert f"FJI:{law}:3" in values(build(extraction), "hr:code")
    without = build(extraction, words=False)
    assert f"FJI:{law}:3" in values(without, "hr:code")
    assert "Act on the Establishment of a Commission for … (Fiji), article 3" in values(without, "rdfs:label")
    laws = {
        q.subject
        for quads in (build(extraction), without)
        for q in quads
        if "/law/" in q.subject.value
    }
    assert len(laws) == 2  # the law and its article, named alike in both


def test_labels_say_what_a_record_is() -> None:
    summary = build(EXTRACTIONS[iris.slug("A/HRC/WG.6/20/FJI/3")])
    assert labels(summary, "Recommendation") == [
        "JS1 recommends to Fiji: Public Order Act, art. 12 (A/HRC/WG.6/20/FJI/3, para. 5)",
        "JS1 recommends to Fiji: similar to what was said before (A/HRC/WG.6/20/FJI/3, para. 3)",
        "RW recommends to Fiji: ratify ICRMW and OP-CAT (A/HRC/WG.6/20/FJI/3, para. 2)",
    ]
    assert labels(summary, "JointSubmission") == ["Joint submission 1 (A/HRC/WG.6/20/FJI/3)"]
    report = build(EXTRACTIONS["island-watch-fiji-2021"])
    assert labels(report, "Participation") == ["Fiji: accession to CAT, 2006-04-14 (island-watch-fiji-2021, para. 1)"]
    assert labels(report, "FollowUpGrade") == [
        "CAT grades Fiji's follow-up to paragraph 17 (a): C (island-watch-fiji-2021, para. 5)"
    ]


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"issuers": ("CAT", "FRA")}, "CAT and France recommend"),
        ({"issuers": ("SR:coral-reefs",)}, "Special Rapporteur (coral reefs) recommends"),
        ({"issuers": ("SP",), "addressee": "FJI"}, "Special procedure mandate holders recommend to Fiji"),
        ({"issuers": ("several sources",), "addressee": "FJI"}, "Several sources recommend to Fiji"),
        ({"addressee": "FJI"}, "Recommendation to Fiji"),
        ({}, "Recommendation"),
        (
            {"instrument_actions": (("sign", "CAT"), ("ratify", "CAT"), ("withdraw-reservation", "CRC"))},
            "Recommendation: sign and ratify CAT and withdraw a reservation to CRC",
        ),
        (
            {"instruments": ("ICCPR", "UDHR"), "provisions": ("ICCPR:19 (3)",)},
            "Recommendation: UDHR and ICCPR, art. 19(3)",
        ),
        ({"upr_refs": ("71.8",)}, "Recommendation: UPR recommendation 71.8"),
        ({"instruments": ("other:Island Charter",)}, "Recommendation: Island Charter"),
    ],
)
def test_labels_of_statements(fields: dict, label: str) -> None:
    (found,) = labels(build(one_statement(**fields)), "Recommendation")
    label = label if ":" in label else f"{label}, under “Situation”"
    assert found == f"{label} (A/HRC/WG.6/20/FJI/3, para. 4)"


@pytest.mark.parametrize(
    ("code", "actor"),
    [
        ("SR:BLR", "special-procedure/sr-blr"),
        ("CAT", "treaty-body/CAT"),  # the committee, not the convention
        ("FJI", "state/FJI"),
        ("Amnesty International", "ngo/amnesty-international"),  # a name of the reference data
        ("SR:coral-reefs", "special-procedure/sr-coral-reefs"),  # a mandate that the reference data do not know
        ("RW", "ngo/reef-watch"),  # introduced by the document
        ("JS9", "joint-submission/A/HRC/WG.6/20/FJI/3/JS9"),
        ("A. N. Other", None),  # a person
        ("Ms. Other", None),  # a person whom the document introduces, but not as an institution
        ("XYZ", None),
    ],
)
def test_only_institutions_become_actors(code: str, actor: str | None) -> None:
    extraction = one_statement(issuers=(code,), addressee="FJI")
    anchor = extraction.statements[0].anchor
    parties = (
        Party("RW", "Reef Watch", "NonGovernmentalOrganization", anchor),
        Party("JS9", "Joint submission 9", "JointSubmission", anchor),
        Party("Ms. Other", "Ms. Other", "Person", anchor),
    )
    quads = build(replace(extraction, parties=parties))
    if actor is None:
        assert values(quads, "hr:issuedBy") == []
        assert values(quads, "hr:mentionKind") == ["issuer"]
        assert not any(code in value for value in values(quads, "rdfs:label"))
        assert code not in values(quads, "hr:code")
    else:
        assert values(quads, "hr:issuedBy") == [terms.ID + actor]
        assert code in values(quads, "hr:code", terms.ID + actor)
        assert values(quads, "hr:mentionKind") == []


def test_a_name_is_not_taken_for_a_fixed_code() -> None:
    quads = build(one_statement(issuers=("Special Rapporteur on torture", "Committee against Torture")))
    assert values(quads, "hr:code", terms.ID + "special-procedure/sr-torture") == ["SR:torture"]
    assert values(quads, "hr:code", terms.ID + "treaty-body/CAT") == ["CAT"]


def test_every_state_has_its_own_ombudsperson() -> None:
    extraction = one_statement(issuers=("Ombudsperson",), addressee="FJI")
    party = Party("Ombudsperson", "Ombudsperson", "NationalHumanRightsInstitution", extraction.statements[0].anchor)
    assert values(build(replace(extraction, parties=(party,))), "hr:issuedBy") == [terms.ID + "nhri/FJI/ombudsperson"]


def test_unnamed_sources_are_words_and_not_an_actor() -> None:
    quads = build(one_statement(issuers=("several sources",), addressee="FJI"))
    assert values(quads, "hr:unnamedIssuer") == ["several sources"]
    assert values(quads, "hr:issuedBy") == values(quads, "hr:mentionKind") == []


def test_a_local_acronym_wins_over_the_reference_data() -> None:
    extraction = one_statement(issuers=("CRC",))
    party = Party("CRC", "Coral Reef Coalition", "NonGovernmentalOrganization", extraction.statements[0].anchor)
    assert values(build(replace(extraction, parties=(party,))), "hr:issuedBy") == [
        terms.ID + "ngo/coral-reef-coalition"
    ]


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("CAT:1", ProvisionCode(None, "CAT", "1")),
        ("ICCPR:19(3)(a)", ProvisionCode(None, "ICCPR", "19(3)(a)")),
        ("CERD:14 bis", ProvisionCode(None, "CERD", "14 bis")),
        ("ILO-C029:2", ProvisionCode(None, "ILO-C029", "2")),
        ("other:Island Charter:5", ProvisionCode(None, "other:Island Charter", "5")),
        ("FJI:Crimes Act:164", ProvisionCode("FJI", "Crimes Act", "164")),
        ("FJI:Crimes Act:193-1", ProvisionCode("FJI", "Crimes Act", "193-1")),
        ("FJI:Constitution", ProvisionCode("FJI", "Constitution", None)),
        ("FJI:Act 3:2009 Edition", ProvisionCode("FJI", "Act 3:2009 Edition", None)),
    ],
)
def test_parse_provision(code: str, parts: ProvisionCode) -> None:
    assert parse_provision(code, load_registry()) == parts


@pytest.mark.parametrize("code", ["", "CAT", "CAT:", ":1", "other:Island Charter", "CAT:the first"])
def test_what_is_no_provision_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="expected a form"):
        parse_provision(code, load_registry())


def test_a_paragraph_lies_within_its_article() -> None:
    quads = build(one_statement(provisions=("ICCPR:19 (3) (a)",)))
    instrument = terms.ID + "instrument/ICCPR"
    article = instrument + "/art/19"
    assert values(quads, "hr:mentions") == [article + "/para/3/sub/a"]
    assert values(quads, "hr:withinProvision", article + "/para/3/sub/a") == [article + "/para/3"]
    assert values(quads, "hr:withinProvision", article + "/para/3") == [article]
    assert values(quads, "hr:articleNumber") == ["19", "19(3)", "19(3)(a)"]
    assert set(values(quads, "hr:provisionOf")) == {instrument}


def test_a_law_that_is_spelled_in_two_ways_is_one() -> None:
    quads = build(one_statement(provisions=("FJI:crimes act:3", "FJI:Crimes Act")))
    assert labels(quads, "DomesticLaw") == ["Crimes Act (Fiji)"]
    law = terms.ID + "law/FJI/crime-act"
    assert values(quads, "hr:code", law) == ["FJI:Crimes Act"]
    assert values(quads, "skos:altLabel", law) == ["Crimes Act", "crimes act"]


def test_a_law_of_two_names_is_one_and_each_statement_keeps_the_name_it_prints() -> None:
    quads = build(one_statement(provisions=("FJI:Code of Criminal Procedure:12", "FJI:Criminal Procedure Code", "CAT:1")))
    law = terms.ID + "law/FJI/criminal-procedure-code"
    assert values(quads, "hr:mentions") == [terms.ID + "instrument/CAT/art/1", law, law + "/art/12"]
    assert values(quads, "hr:printedProvision") == [
        "CAT:1",
        "FJI:Code of Criminal Procedure:12",
        "FJI:Criminal Procedure Code",
    ]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"instruments": ("NOT-A-CODE",)}, "instrument"),
        ({"instrument_actions": (("ratify", "NOT-A-CODE"),)}, "instrument"),
        ({"provisions": ("NOT-A-CODE:1",)}, "provision"),
        ({"addressee": "XXX"}, "addressee"),
    ],
)
def test_what_is_not_known_is_kept_as_unresolved(fields: dict, kind: str) -> None:
    quads = build(one_statement(**fields))
    assert values(quads, "hr:mentionKind") == [kind]
    assert values(quads, "hr:mentions") == values(quads, "hr:callsFor") == values(quads, "hr:addressedTo") == []


@pytest.mark.parametrize(
    ("kind", "modalities", "relation", "label"),
    [
        ("recommendation", (), "hr:callsFor", "Recommendation: ratify CAT"),
        ("recommendation", ("reported",), "hr:reportsAct", "Recommendation: ratification of CAT"),
        ("commendation", ("reported",), "hr:reportsAct", "Commendation: ratification of CAT"),
        ("finding", (), "hr:mentionsAct", "Finding, on CAT"),
        ("fact", ("mentioned",), "hr:mentionsAct", "Statement, on CAT"),
    ],
)
def test_acts_are_asked_for_reported_or_mentioned(kind: str, modalities: tuple, relation: str, label: str) -> None:
    extraction = one_statement(instrument_actions=(("ratify", "CAT"),), act_modalities=modalities)
    quads = build(replace(extraction, statements=(replace(extraction.statements[0], kind=kind),)))
    for name in ("hr:callsFor", "hr:reportsAct", "hr:mentionsAct"):
        assert values(quads, name) == ([terms.ID + "treaty-act/ratify/CAT"] if name == relation else [])
    assert f"{label} (A/HRC/WG.6/20/FJI/3, para. 4)" in {q.object.value for q in quads}


def test_the_same_words_twice_in_a_paragraph_are_two_statements() -> None:
    made = DocumentMaker("A/HRC/WG.6/20/FJI/3", "StakeholderSummary")
    first, second = made.anchor("4", "Fiji must act."), made.anchor("4", "Fiji must act.")
    statements = (Statement("recommendation", second), Statement("recommendation", first))
    quads = build(Extraction(made.document(), statements))
    assert len(labels(quads, "Recommendation")) == 2
    assert quads == build(Extraction(made.document(), statements[::-1]))


def test_a_row_printed_twice_is_two_records() -> None:
    made = DocumentMaker("A/HRC/WG.6/20/FJI/3", "StakeholderSummary")
    first, second = made.anchor("4", "CAT 2006"), made.anchor("4", "CAT 2006")
    facts = tuple(Participation("FJI", "CAT", "CAT", "party", anchor, "2006") for anchor in (first, second))
    quads = build(Extraction(made.document(), (), facts))
    assert len(labels(quads, "Participation")) == 2


def fact_graph(make) -> list[Quad]:
    """Return the graph of a document with one fact, made from an anchor."""
    made = DocumentMaker("reef-watch-2014", "IndependentReport")
    anchor = made.anchor("4", "A row of a table")
    return build(Extraction(made.document(), (), (make(anchor),)))


def test_an_organization_is_no_instrument() -> None:
    quads = fact_graph(lambda at: Participation("FJI", "other:Council of Europe", "CoE", "membership", at))
    assert values(quads, "hr:ofInstrument") == []
    assert values(quads, "hr:ofOrganization") == [terms.ID + "igo/CoE"]
    treaty = fact_graph(lambda at: Participation("FJI", "other:European Cultural Convention", "x", "membership", at))
    assert values(treaty, "hr:ofOrganization") == []
    assert len(values(treaty, "hr:ofInstrument")) == 1


@pytest.mark.parametrize(
    ("treaty", "act", "label"),
    [
        ("other:Group of States against Corruption (GRECO)", "not_party", "not a member of"),
        ("other:Group of States against Corruption", "observer", "observer to"),
    ],
)
def test_an_organization_is_none_by_any_act(treaty: str, act: str, label: str) -> None:
    quads = fact_graph(lambda at: Participation("FJI", treaty, "GRECO", act, at))
    assert values(quads, "hr:ofInstrument") == []
    assert values(quads, "hr:ofOrganization") == [terms.ID + "igo/CoE-GRECO"]
    assert label in labels(quads, "Participation")[0]


def test_a_law_on_ratification_is_an_act_of_its_own() -> None:
    quads = fact_graph(lambda at: Participation("FJI", "CAT", "CAT", "domestic_ratification", at, "2006-03-14"))
    assert values(quads, "hr:act") == [terms.SCHEME + "participation-act/domestic-ratification"]
    assert "domestic law on ratification of CAT" in labels(quads, "Participation")[0]


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("Vuka’ Public Association", "Vuka Public Association"),
        ("Divers’ Public Association", "Divers’ Public Association"),
        ("“Vuka” Public Association", "“Vuka” Public Association"),
    ],
)
def test_a_label_has_no_half_of_a_quotation(printed: str, label: str) -> None:
    made = DocumentMaker("A/HRC/WG.6/20/FJI/3", "StakeholderSummary")
    anchor = made.anchor("4", "VPA counted reefs.")
    party = Party("VPA", printed, "NonGovernmentalOrganization", anchor)
    quads = build(Extraction(made.document(), (Statement("finding", anchor, ("VPA",), "FJI"),), parties=(party,)))
    assert labels(quads, "NonGovernmentalOrganization") == [label]


def test_every_country_has_a_country_team_of_its_own() -> None:
    made = DocumentMaker("A/HRC/WG.6/20/FJI/2", "UnitedNationsCompilation")
    statement = Statement("finding", made.anchor("4", "The country team counted reefs."), ("UNCT",), "FJI")
    quads = build(Extraction(made.document(), (statement,)))
    assert values(quads, "hr:issuedBy") == [terms.ID + "un-entity/UNCT/FJI"]
    assert values(quads, "org:subOrganizationOf") == [terms.ID + "un-entity/UNCT"]
    assert "UNCT" in values(quads, "hr:code")


def test_reports_under_a_protocol_go_to_the_body_of_its_treaty() -> None:
    quads = fact_graph(lambda at: Reporting("FJI", "OP-CRC-AC", at, "2007"))
    assert values(quads, "hr:treatyBody") == [terms.ID + "treaty-body/CRC"]
    assert values(quads, "hr:underInstrument") == [terms.ID + "instrument/OP-CRC-AC"]
    assert labels(quads, "ReportingStatus") == ["Reporting of Fiji to CRC under OP-CRC-AC (reef-watch-2014, para. 4)"]
    assert values(fact_graph(lambda at: Reporting("FJI", "CAT", at, "2007")), "hr:underInstrument") == []


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda at: Reporting("FJI", "NOBODY", at, "2007"), "body"),
        (lambda at: FollowUpGrade("FJI", "NOBODY", 3, "A", at), "body"),
        (lambda at: Participation("FJI", "NOTHING", "Nothing", "party", at), "instrument"),
        (lambda at: Competence("FJI", "NOTHING", "declaration", "no", "Nothing", at), "instrument"),
        (lambda at: Participation("XXX", "CAT", "CAT", "party", at), "state"),
        (lambda at: NotedRecommendation("FJI", 2, "Law", "Act", at, ("NOTHING",)), "instrument"),
        (lambda at: NotedRecommendation("FJI", 2, "Law", "Act", at, (), ("NOTHING:1",)), "provision"),
    ],
)
def test_facts_about_what_is_not_known_are_kept_as_unresolved(make, kind: str) -> None:
    quads = fact_graph(make)
    assert values(quads, "hr:mentionKind") == [kind]
    assert labels(quads, "UnresolvedMention") == [f"Unresolved {kind} (reef-watch-2014, para. 4)"]


def test_a_recommendation_of_the_working_group_has_one_identifier_for_all_sources() -> None:
    quads = build(EXTRACTIONS[iris.slug("A/HRC/28/99")])
    recommendation = terms.ID + "recommendation/FJI/2/99.1"
    assert values(quads, "hr:number", recommendation) == ["99.1"]
    assert values(quads, "hr:inReview", recommendation) == [terms.ID + "review/FJI/2"]
    (evidence,) = values(quads, "hr:evidence", recommendation)
    assert evidence.startswith(terms.ID + "statement/A/HRC/28/99/para/99.1/")


def test_quotes_are_slices_of_the_text() -> None:
    for extraction in EXTRACTIONS.values():
        quads = build(extraction)
        text = extraction.document.text
        for evidence in values(quads, "hr:evidence"):
            (start,), (end,) = (
                values(quads, "oa:start", evidence + "/position"),
                values(quads, "oa:end", evidence + "/position"),
            )
            quote = evidence + "/quote"
            assert values(quads, "oa:exact", quote) == [text[int(start) : int(end)]]
            before, after = values(quads, "oa:prefix", quote), values(quads, "oa:suffix", quote)
            assert text[: int(start)].endswith("".join(before)) and text[int(end) :].startswith("".join(after))


def test_a_record_stands_where_the_document_was_divided() -> None:
    made = DocumentMaker("reef-watch-2014", "StakeholderSubmission")
    anchor = made.anchor("4", "Fiji must act.")
    document = made.document()
    heading = replace(anchor, paragraph="Fair trial")
    note = replace(document.blocks[0], kind="note", number="9")
    places = {
        "para. 4": Extraction(document, (Statement("finding", anchor),)),
        "section “Fair trial”": Extraction(document, (Statement("finding", heading),)),
        "note 9": Extraction(replace(document, blocks=(note,)), (Statement("finding", anchor),)),
        "before the first heading": Extraction(document, (Statement("finding", replace(anchor, paragraph="")),)),
    }
    for place, extraction in places.items():
        assert labels(build(extraction), "Finding")[0].endswith(f"(reef-watch-2014, {place})")


@pytest.mark.parametrize(
    ("iso", "datatype"),
    [
        ("2008-10-22", "date"), ("2008-10", "gYearMonth"), ("2008", "gYear"),
        ("2008-02-30", "string"), ("2008-13", "string"), ("2008-00", "string"), ("22 October 2008", "string"),
        ("208", "string"),
    ],
)  # fmt: skip
def test_dates_are_as_precise_as_they_are_written(iso: str, datatype: str) -> None:
    assert date_literal(iso) == Literal(iso, datatype=NamedNode(terms.XSD + datatype))


def test_short_names_stay_and_long_ones_are_cut() -> None:
    assert shorten("Law on the Legal Status of Foreign Citizens") == "Law on the Legal Status of Foreign Citizens"
    assert shorten("one two three four five six seven eight nine") == "one two three four five six seven eight …"


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["A"], "A"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B and C"),
        (list("ABCDEF"), "A, B, C, D and 2 others"),
    ],
)
def test_lists_in_labels(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_a_measure_keeps_its_words_only_with_words() -> None:
    made = DocumentMaker("plan-of-fiji", "ActionPlan")
    anchor: Anchor = made.anchor("1", "1.2 Draft a law on legal aid")
    measure = PlannedMeasure("FJI", "1.2", "1. Justice", "Draft a law on legal aid", "2023", anchor)
    extraction = Extraction(made.document(), (), (measure,))
    assert values(build(extraction), "hr:measure") == ["Draft a law on legal aid"]
    assert values(build(extraction, words=False), "hr:measure") == []
    assert values(build(extraction, words=False), "hr:measureNumber") == ["1.2"]


TEXT = st.text(max_size=12)
CODE = st.one_of(
    TEXT, st.sampled_from(["CAT", "FJI", "SR:torture", "other:Island Charter", "FJI:Crimes Act:164", "CAT:99"])
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_codes_make_the_graph_fail(data: st.DataObject) -> None:
    codes = st.tuples(CODE, CODE)
    acts = st.tuples(st.tuples(st.sampled_from(["sign", "ratify", "implement"]), CODE))
    made = DocumentMaker("A/HRC/WG.6/20/FJI/3", "StakeholderSummary")
    anchor = replace(made.anchor("4", "Fiji must act."), paragraph=data.draw(TEXT))
    statement = Statement(
        data.draw(st.sampled_from(["recommendation", "finding", "fact"])),
        anchor,
        issuers=data.draw(codes),
        addressee=data.draw(st.none() | CODE),
        instruments=data.draw(codes),
        instrument_actions=data.draw(acts),
        provisions=data.draw(codes),
        upr_refs=data.draw(codes),
    )
    party = Party(data.draw(CODE), data.draw(TEXT), "NonGovernmentalOrganization", anchor)
    participation = Participation(data.draw(CODE), data.draw(CODE), data.draw(TEXT), "party", anchor, data.draw(TEXT))
    quads = build(Extraction(made.document(), (statement,), (participation,), parties=(party,)))
    lines = serialize(quads, format=RdfFormat.N_QUADS)
    assert set(parse(lines, format=RdfFormat.N_QUADS)) == set(quads)


def of_property(quads: list[Quad], name: str) -> set[str]:
    return {q.object.value.removeprefix(terms.ID) for q in quads if q.predicate.value == name}


@pytest.mark.parametrize(
    ("issuers", "kind", "addressed"),
    [
        (("FJI",), "finding", set()),
        (("FJI", "CAT"), "finding", {"state/FJI"}),
        (("CAT",), "finding", {"state/FJI"}),
        (("FJI", "several sources"), "finding", {"state/FJI"}),
        (("FJI",), "concern", {"state/FJI"}),  # a misreading, for the shapes to find
        ((), "finding", {"state/FJI"}),
    ],
)
def test_what_a_state_reports_of_itself_is_addressed_to_nobody(
    issuers: tuple[str, ...], kind: str, addressed: set[str]
) -> None:
    extraction = one_statement(issuers=issuers, addressee="FJI")
    said = replace(extraction.statements[0], kind=kind)
    quads = build(replace(extraction, statements=(said,)))
    assert of_property(quads, terms.HR + "addressedTo") == addressed


@pytest.mark.parametrize(
    ("author", "creator"),
    [
        ("OHCHR", {"un-entity/OHCHR"}),
        ("Office of the United Nations High Commissioner for Human Rights", {"un-entity/OHCHR"}),
        ("Island Watch", {"ngo/island-watch"}),  # the document introduces it
        ("Sera Vunisa", set()),
        (None, set()),
    ],
)
def test_the_author_of_a_document_is_linked_where_it_is_a_known_institution(
    author: str | None, creator: set[str]
) -> None:
    extraction = next(one for one in make_extractions() if one.parties and one.parties[0].code == "Island Watch")
    quads = build(replace(extraction, document=replace(extraction.document, author=author)))
    assert of_property(quads, terms.DCTERMS + "creator") == creator
    codes = {q.object.value for q in quads if q.predicate.value == terms.HR + "code" and q.subject.value.endswith("/OHCHR")}
    assert not codes, "a code is what the document's statements call an actor"
