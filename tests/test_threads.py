"""What recommendations ask, and which of them ask the same: invented recommendations in the drafting language of the UN."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

from hrgraph import terms
from hrgraph.errors import ResourceError
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.joins.sources import Source
from hrgraph.joins.threads.asks import READ, Ask, Asking, read_asks
from hrgraph.joins.threads.clauses import cut_clauses
from hrgraph.joins.threads.concepts import Lexicon, load_lexicon, singular
from hrgraph.joins.threads.frequencies import count, rarity
from hrgraph.joins.threads.graph import join_threads, name_asked, name_features
from hrgraph.joins.threads.similarity import FEATURES, Profile, compare, weigh
from hrgraph.joins.threads.threads import make_threads
from hrgraph.registry import load_registry
from hrgraph.store import NamedGraph

FIJI, CHILE = terms.ID + "state/FJI", terms.ID + "state/CHL"


def graph_of(*statements: tuple[str, str, tuple[str, ...]], state: str = FIJI, similar: str = "") -> NamedGraph:
    """Return the graph of a document: number, words and acts ("ratify/CAT") of each recommendation."""
    iri = terms.GRAPH + "document/A/HRC/15/98"
    writer = GraphWriter(iri, words=True)
    for number, words, acts in statements:
        one = recommendation(number)
        writer.describe(one, "hr:UprRecommendation", number)
        writer.link(one, "hr:addressedTo", state)
        writer.link(one, "hr:callsFor", *(terms.ID + "treaty-act/" + act for act in acts))
        writer.words_of(one, "hr:quote", words)
        writer.link(one, "hr:similarTo", similar or None)
    return NamedGraph.of_triples(iri, writer.quads())


def recommendation(number: str) -> str:
    return f"{terms.ID}recommendation/FJI/1/{number}"


def askings(*statements: tuple[str, str, tuple[str, ...]], date: str = "2010", **options: str) -> list[Asking]:
    facts = DocumentFacts(graph_of(*statements, **options), READ)
    return list(read_asks(facts, Source(facts.document, "A/HRC/15/98", date=date)))


def asks(words: str, *acts: str) -> list[Ask]:
    found = askings(("71.1", words, acts))
    return list(found[0].asks) if found else []


def nothing() -> NamedGraph:
    return NamedGraph(terms.GRAPH_RECOMMENDATIONS, b"")


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Ratify CAT and build clinics (Chile);", [["ratif", "<CAT>"], ["build", "clinic"]]),
        ("Build clinics (Chile); train nurses (Norway);", [["build", "clinic"], ["train", "nurs"]]),
        ("It recommended that Fiji build clinics and that it train nurses.", [["recommend", "build", "clinic"], ["train", "nurs"]]),
        ("Protect women and girls", [["protect", "women", "girl"]]),  # "and" before a noun begins nothing
        ("Build clinics in rural (remote) areas", [["build", "clinic", "rural", "area"]]),
    ],
)
def test_clauses_ask_one_thing_each(text: str, clauses: list[list[str]]) -> None:
    found = cut_clauses(text, load_registry())
    stems = [[one for one in clause.stems if one not in ("fiji", "reco")] for clause in found]
    named = [clause.named("<TREATY>") for clause in found]
    expected = [[one for one in clause if one[0] != "<"] for clause in clauses]
    assert [own for own in stems if own] == expected
    assert sorted(sum(named, [])) == sorted(one.strip("<>") for clause in clauses for one in clause if one[0] == "<")


def test_who_speaks_is_not_what_is_asked() -> None:
    (ask,) = asks("The Committee against Torture recommended that Fiji adopt a law on citizenship.")
    assert "torture" not in ask.topics


@pytest.mark.parametrize(
    ("words", "acts", "keys"),
    [
        ("Sign and ratify CAT", ("sign/CAT", "ratify/CAT"), {"become-party/CAT"}),
        ("Withdraw its reservations to CEDAW", ("withdraw-reservation/CEDAW",), {"withdraw-reservation/CEDAW"}),
        ("Ratify ICCPR-OP2 and abolish the death penalty", ("ratify/ICCPR-OP2",), {"become-party/ICCPR-OP2", "abolish the death penalty"}),
        ("Ratify ICCPR-OP2, aiming at the abolition of the death penalty", ("ratify/ICCPR-OP2",), {"become-party/ICCPR-OP2"}),
        ("Establish a moratorium on executions with a view to abolishing capital punishment", (), {"moratorium on executions", "abolish the death penalty"}),
        ("Extend a standing invitation to the special procedures", (), {"standing invitation to the special procedures"}),
        ("Invite the Special Rapporteur on torture to visit the country", (), {"invite/SR:torture"}),
        ("Carry out the recommendations of the Special Rapporteur on torture", (), set()),
        ("Establish a commission in line with the Paris Principles", (), {"national human rights institution"}),
        ("Establish an ombudsman for children", (), {"children's ombudsman"}),
        ("Share its experience with the national preventive mechanism", (), set()),
        ("Implement CAT", ("implement/CAT",), set()),
    ],
)
def test_what_alone_says_what_is_asked(words: str, acts: tuple[str, ...], keys: set[str]) -> None:
    assert {ask.key for ask in asks(words, *acts) if ask.key} == keys


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("Combat trafficking in persons", {"trafficking"}),
        ("Combat drug trafficking", {"drugs"}),
        ("Reform the police", set()),  # generic
        ("Adopt a policy on water", {"water and sanitation"}),
        ("Apply a zero-tolerance approach to torture", {"torture"}),
        ("Strengthen the Assembly of the Peoples", set()),
        ("Guarantee the freedom of peaceful assembly", {"peaceful assembly"}),
    ],
)
def test_topics_have_look_alikes(words: str, topics: set[str]) -> None:
    found = load_lexicon().find(cut_clauses(words, load_registry())[0].tokens, {})
    assert set(found.topics) == topics


def test_who_asks_to_continue_these_efforts_asks_nothing_in_particular() -> None:
    assert asks("It encouraged Fiji to continue these efforts.") == []


def test_an_ask_holds_no_words_in_their_order() -> None:
    for ask in asks("Improve the conditions of detention in the prison on the outer islands"):
        assert ask.stems.split() == sorted(ask.stems.split())


@pytest.mark.parametrize(("word", "expected"), [("laws", "law"), ("policies", "policy"), ("police", "police"), ("organise", "organize"), ("process", "process")])
def test_words_are_compared_without_plural_and_british_spelling(word: str, expected: str) -> None:
    assert singular(word) == expected


def test_a_broken_lexicon_names_the_line() -> None:
    with pytest.raises(ResourceError, match="lexicon, line 2"):
        Lexicon("[topics]\nwater and sanitation", "lexicon")


def test_only_concepts_hide_others() -> None:
    with pytest.raises(ResourceError, match="no concept is called wells"):
        Lexicon("[topics]\nwater: water\n[hides]\nwater: wells", "lexicon")


def test_the_frequencies_count_clauses() -> None:
    clauses, counts = count(["Build clinics (Chile); build wells (Chile);"])
    assert (clauses, counts["build"], counts["clinic"]) == (2, 2, 1)
    assert rarity("no such stem") > rarity("right")


def test_likeness_is_symmetric_and_highest_to_oneself() -> None:
    texts = ["Combat trafficking in children", "Adopt a plan against trafficking", "Build wells on the outer islands"]
    profiles = [Profile.of(ask) for text in texts for ask in asks(text)]
    for one in profiles:
        for other in profiles:
            assert compare(one, other) == compare(other, one)
            assert weigh(compare(one, other)) <= weigh(compare(one, one))
            assert len(compare(one, other)) == len(FEATURES)


SAID = (
    ("71.1", "Ratify CAT (Chile);", ("ratify/CAT",)),
    ("71.2", "Consider signing CAT and prohibit the corporal punishment of pupils (Norway);", ("sign/CAT",)),
    ("71.3", "Prohibit corporal punishment in the home (Peru);", ()),
    ("71.4", "Strengthen measures to combat trafficking in persons (Peru);", ()),
    ("71.5", "Continue measures to combat trafficking in persons (Kenya);", ()),
    ("71.6", "Plant mangroves on the outer islands (Kenya);", ()),
    ("71.10", "Ratify CAT (Ghana);", ("ratify/CAT",)),
)


def test_threads_join_what_asks_the_same_and_never_through_compound_ones() -> None:
    found = {name_asked(thread): [member.iri.rpartition("/")[2] for member in thread.members] for thread in make_threads(askings(*SAID))}
    assert found == {
        "become a party to CAT": ["71.1", "71.2", "71.10"],
        "prohibit corporal punishment": ["71.2", "71.3"],
        "trafficking": ["71.4", "71.5"],
    }


def test_each_member_but_the_first_is_linked_to_an_earlier_one() -> None:
    for thread in make_threads(askings(*SAID)):
        order = [member.iri for member in thread.members]
        assert [link.later for link in thread.links] == order[1:]
        assert all(order.index(link.earlier) < order.index(link.later) and 0 < link.score <= 1 for link in thread.links)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_documents_does_not_matter(seed: int) -> None:
    said = [*askings(*SAID), *askings(("95.1", "Ratify CAT", ("ratify/CAT",)), date="2014")]
    mixed = random.Random(seed).sample(said, len(said))
    assert join_threads(mixed, nothing()) == join_threads(said, nothing())


def test_a_later_document_keeps_the_iris_of_threads() -> None:
    before = set(subjects(join_threads(askings(*SAID), nothing()), "threadMember"))
    said = [*askings(*SAID), *askings(("95.1", "Take measures to combat trafficking in persons", ()), date="2014")]
    assert before <= set(subjects(join_threads(said, nothing()), "threadMember"))


def test_a_list_without_a_date_does_not_make_a_recommendation_older() -> None:
    told_again = [*askings(SAID[6], date="2014"), *askings(SAID[6], date="")]
    (thread,) = make_threads([*askings(SAID[0]), *told_again])
    assert [member.date for member in thread.members] == ["2010", "2014"]


def test_states_do_not_share_threads() -> None:
    said = [*askings(SAID[0]), *askings(("80.1", *SAID[0][1:]), state=CHILE)]
    assert make_threads(said) == []


def test_rows_of_tables_are_left_out() -> None:
    assert make_threads(askings(SAID[0], SAID[6]), rows={recommendation("71.10")}) == []


def test_who_says_the_same_by_own_word_joins() -> None:
    said = [*askings(SAID[5]), *askings(("71.7", "Norway made a similar recommendation.", ()), similar=recommendation("71.6"))]
    (thread,) = make_threads(said)
    assert [member.iri for member in thread.members] == [recommendation("71.6"), recommendation("71.7")]
    assert name_features(thread.links[0].asks) == ["similar=by-its-own-word"]


def test_without_words_facts_still_make_threads() -> None:
    said = askings(("71.1", "", ("ratify/CAT",)), ("71.2", "", ("sign/CAT",)), ("71.3", "", ()))
    assert [name_asked(thread) for thread in make_threads(said)] == ["become a party to CAT"]


def test_the_graph_says_what_speaks_for_a_link_and_repeats_no_words() -> None:
    graph = join_threads(askings(*SAID), nothing())
    features = {triple.object.value for triple in graph.matching({terms.HR + "feature"})}
    assert {"act=become-party", "instrument=CAT", "concept=prohibit-corporal-punishment", "concept=trafficking"} <= features
    assert b"pupils" not in graph.lines and b"mangroves" not in graph.lines
    (label,) = {
        triple.object.value
        for triple in graph.matching({terms.RDFS + "label"})
        if triple.subject.value == terms.ID + "thread/FJI/become-party/CAT"
    }
    assert label == "Fiji: become a party to CAT"


def subjects(graph: NamedGraph, name: str) -> list[str]:
    return [quad.subject.value for quad in ox.parse(graph.lines, format=ox.RdfFormat.N_QUADS) if quad.predicate.value == terms.HR + name]


def test_that_convention_is_the_one_that_the_statement_is_about() -> None:
    assert [ask.key for ask in asks("JS2 recommended that Fiji ratify that Convention.", "ratify/STATELESS-1961")] == [
        "become-party/STATELESS-1961"
    ]
    several = asks("Ratify that Convention and the remaining human rights treaties.", "ratify/STATELESS-1961")
    assert ("accession to unnamed treaties",) in [ask.generic for ask in several]


def test_where_torture_happens_is_not_another_ask() -> None:
    (in_prisons,) = asks("Ensure independent investigation of any allegation of torture in prisons.")
    assert in_prisons.topics == ("torture",)
