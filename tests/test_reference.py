"""The reference data: complete, tidy, each name found again, and the same facts as independent tables."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG

from hrgraph import iris, resources, terms
from hrgraph.names import match_key
from hrgraph.registry import SUBKINDS, Registry, load_registry

HR = Namespace(terms.HR)
SHARED = Path(__file__).parent.parent.parent / "shared"

# Multilateral Treaties Deposited with the Secretary-General, chapter IV.
TREATY_NUMBERS = {
    "ICERD": "IV-2", "ICESCR": "IV-3", "OP-ICESCR": "IV-3-a", "ICCPR": "IV-4", "ICCPR-OP1": "IV-5",
    "ICCPR-OP2": "IV-12", "CEDAW": "IV-8", "OP-CEDAW": "IV-8-b", "CAT": "IV-9", "OP-CAT": "IV-9-b", "CRC": "IV-11",
    "OP-CRC-AC": "IV-11-b", "OP-CRC-SC": "IV-11-c", "OP-CRC-IC": "IV-11-d", "ICRMW": "IV-13", "CRPD": "IV-15",
    "OP-CRPD": "IV-15-a", "ICPPED": "IV-16",
}  # fmt: skip
ARTICLES = {
    "ICERD": 25, "ICESCR": 31, "OP-ICESCR": 22, "ICCPR": 53, "ICCPR-OP1": 14, "ICCPR-OP2": 11, "CEDAW": 30,
    "OP-CEDAW": 21, "CAT": 33, "OP-CAT": 37, "CRC": 54, "OP-CRC-AC": 13, "OP-CRC-SC": 17, "OP-CRC-IC": 24,
    "ICRMW": 93, "CRPD": 50, "OP-CRPD": 18, "ICPPED": 45, "UDHR": 30,
}  # fmt: skip
# Other instruments that statements are labelled with.
OTHER_CODES = """
    UDHR ROME-STATUTE APIC STATELESS-1954 STATELESS-1961 REFUGEE-1951 REFUGEE-1967 GENOCIDE UNTOC PALERMO UNCAC CADE
    UNESCO-2005 UNESCO-2003 ISTANBUL-CONVENTION ECHR FCNM ECRML ESC LANZAROTE COE-TRAFFICKING MARRAKESH AARHUS
    PARIS-AGREEMENT GENEVA-1949 TPNW APMBC PARIS-PRINCIPLES MANDELA-RULES ISTANBUL-PROTOCOL BANGKOK-RULES UNGP SDG
"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    graph = Graph()
    for file in resources.files("ontology", "reference"):
        graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def instrument(code: str) -> URIRef:
    return URIRef(iris.other_instrument(code[6:]) if code.startswith("other:") else iris.instrument(code))


def test_every_subject_is_described_and_sourced(graph: Graph) -> None:
    for subject in set(graph.subjects()):
        assert isinstance(subject, URIRef) and subject.startswith(terms.ID), subject
        assert len(list(graph.objects(subject, RDF.type))) == 1, subject
        assert graph.value(subject, RDFS.label), subject
        sources = list(graph.objects(subject, DCTERMS.source))
        assert sources and all(isinstance(source, URIRef) for source in sources), subject


def test_every_link_within_the_data_leads_somewhere(graph: Graph) -> None:
    described = set(graph.subjects())
    for subject, predicate, value in graph:
        if isinstance(value, URIRef) and value.startswith(terms.ID):
            assert value in described, (subject, predicate, value)


def test_strings_are_tidy(graph: Graph) -> None:
    for subject, predicate, value in graph:
        if not isinstance(value, URIRef):
            text = str(value)
            assert text == " ".join(text.split()) and text, (subject, predicate)
            assert unicodedata.is_normalized("NFC", text), (subject, predicate)
            assert "  " not in text and " ," not in text and "( " not in text, (subject, predicate)


def test_a_name_is_given_once(graph: Graph) -> None:
    for subject in set(graph.subjects(HR.code, None)):
        names = [
            value
            for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for value in graph.objects(subject, predicate)
            if value.language == "en"
        ]
        assert len(names) == len(set(names)), subject


@pytest.mark.parametrize("file", [file.name for file in resources.files("ontology", "reference")])
def test_entries_are_sorted(file: str) -> None:
    text = resources.path("ontology", "reference", file).read_text(encoding="utf-8")
    subjects = re.findall(r"^<([^>]+)>$", text, re.MULTILINE)
    assert subjects == sorted(subjects)
    assert len(subjects) == len(set(subjects))


def test_codes_are_unique_in_a_kind(registry: Registry) -> None:
    for kinds in ({"Treaty", "OptionalProtocol", "SoftLawInstrument"}, *({kind} for kind in SUBKINDS["Actor"])):
        codes = Counter(entry.code for entry in registry.entries if entry.kind in kinds)
        assert [code for code, count in codes.items() if count > 1] == []


def test_instruments_have_the_identifiers_that_graphs_mint(registry: Registry) -> None:
    for entry in registry.of_kind("Instrument"):
        assert entry.iri == str(instrument(entry.code)), entry.code
    for entry in registry.of_kind("State"):
        assert entry.iri == iris.thing("state", entry.code)


def test_every_name_leads_back_to_its_entry(registry: Registry) -> None:
    for entry in registry.entries:
        for name in entry.names:
            assert entry in registry.candidates(name), name
            found = registry.find_names(f"of {name} and")
            assert len(found) == 1 and entry in found[0].entries, name


# What documents print with one name for two things; the words around it, or a year, tell which.
AMBIGUOUS = """
    CAT CCPR CED CEDAW CERD CESCR CMW CRC CRPD CSW convention-no-108
    contracts-of-employment-indigenous-workers-convention final-articles-revision-convention
    hours-of-work-and-rest-periods-road-transport-convention maternity-protection-convention
    night-work-women-convention-revised wages-hours-of-work-and-manning-sea-convention-revised
"""


def test_ambiguous_names_are_those_that_are_known_to_be(registry: Registry) -> None:
    names = {name for entry in registry.entries for name in entry.names if len(registry.candidates(name)) > 1}
    assert {match_key(name) for name in names} == {match_key(name) for name in AMBIGUOUS.split()}


def test_no_name_is_an_ordinary_word(registry: Registry) -> None:
    words = (
        "it us who are and can per mar com nor cat ban act turkey china chad jersey women convention committee covenant"
    )
    assert registry.find_names(words) == []


def test_there_are_193_member_states_and_two_observers(graph: Graph, registry: Registry) -> None:
    united_nations = URIRef(iris.thing("un-entity", "UN"))
    members = {str(graph.value(state, HR.iso3)) for state in graph.subjects(ORG.memberOf, united_nations)}
    assert len(members) == 193
    assert {entry.code for entry in registry.of_kind("State")} - members == {"PSE", "VAT"}


def test_states_have_codes_groups_and_names_in_six_languages(graph: Graph, registry: Registry) -> None:
    groups: Counter[str] = Counter()
    for entry in registry.of_kind("State"):
        state = URIRef(entry.iri)
        assert str(graph.value(state, HR.iso3)) == entry.code
        assert re.fullmatch(r"[A-Z]{2}", str(graph.value(state, HR.iso2)))
        assert re.fullmatch(r"\d{3}", str(graph.value(state, HR.m49)))
        languages = sorted(label.language for label in graph.objects(state, SKOS.prefLabel))
        assert languages == ["ar", "en", "es", "fr", "ru", "zh"]
        groups.update(str(group).rsplit("/", 1)[1] for group in graph.objects(state, HR.regionalGroup))
    # General Assembly: 54, 54 (and the State of Palestine), 23, 33 and 29 (with the United States).
    assert groups == {
        "african-group": 54, "asia-pacific-group": 55, "eastern-european-group": 23,
        "latin-american-and-caribbean-group": 33, "western-european-and-others-group": 29,
    }  # fmt: skip
    assert str(graph.value(URIRef(iris.thing("state", "NAM")), HR.iso2)) == "NA"


@pytest.mark.gold
def test_every_state_name_that_documents_print_is_known(registry: Registry) -> None:
    file = SHARED / "gold" / "state-names.json"
    if not file.exists():
        pytest.skip("the labelled documents are not beside the repository")
    bearers: dict[str, set[str]] = {}
    for entry in registry.of_kind("State", "Territory", "IntergovernmentalOrganization"):
        for name in (entry.code, *entry.names):
            letters = re.sub(
                r"[^a-z]", "", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
            )
            if registry.match(name, entry.kind) is entry:
                bearers.setdefault(letters, set()).add(entry.code)
    for letters, code in json.loads(file.read_text(encoding="utf-8")).items():
        assert code in bearers.get(letters, set()), letters


@pytest.mark.gold
def test_identifiers_of_states_are_those_that_sources_agree_on(graph: Graph, registry: Registry) -> None:
    file = SHARED / "research" / "states_xcheck.csv"
    if not file.exists():
        pytest.skip("the table of identifiers is not beside the repository")
    with file.open(encoding="utf-8", newline="") as rows:
        table = {row["iso3"]: row for row in csv.DictReader(rows)}
    for entry in registry.of_kind("State"):
        row, state = table[entry.code], URIRef(entry.iri)
        assert str(graph.value(state, HR.iso2)) == row["iso2"]
        assert str(graph.value(state, HR.m49)) == row["m49"]
        wikidata = {row[column] for column in row if column.startswith("wd_") and row[column]}
        places = {row["geonames_datasets"], row["geonames_unstats"]}
        for match in map(str, graph.objects(state, SKOS.exactMatch)):
            name = match.rsplit("/", 1)[1]
            if "geoArea" in match:
                assert match == row["un_geoarea_iri"] and name == row["m49"]
            elif "wikidata" in match:
                assert wikidata == {name} or (entry.code, name) == ("DNK", "Q35")
            elif "geonames" in match:
                assert places == {name}
            else:
                assert match == f"http://publications.europa.eu/resource/authority/country/{entry.code}"


@pytest.mark.parametrize(("code", "number"), TREATY_NUMBERS.items())
def test_core_treaties(graph: Graph, registry: Registry, code: str, number: str) -> None:
    treaty = instrument(code)
    assert str(graph.value(treaty, HR.treatyNumber)) == number
    adopted, in_force = graph.value(treaty, HR.adoptedOn), graph.value(treaty, HR.inForceOn)
    assert adopted.datatype == in_force.datatype == XSD.date
    assert adopted < in_force
    assert registry.monitored_by(code)
    assert (registry.protocol_to(code) is not None) == ("OP" in code)


@pytest.mark.parametrize(("code", "count"), ARTICLES.items())
def test_articles(graph: Graph, code: str, count: int) -> None:
    of = instrument(code)
    numbers = {int(graph.value(article, HR.articleNumber)) for article in graph.subjects(HR.provisionOf, of)}
    assert numbers == set(range(1, count + 1))
    for number in numbers:
        article = URIRef(iris.provision(str(of), str(number)))
        assert str(graph.value(article, HR.code)) == f"{code}:{number}"


def test_treaty_numbers_are_unique(graph: Graph) -> None:
    numbers = Counter(graph.objects(None, HR.treatyNumber))
    assert [number for number, count in numbers.items() if count > 1] == []


def test_dates_of_instruments_are_in_order(graph: Graph) -> None:
    for treaty in set(graph.subjects(HR.inForceOn, None)):
        dates = [graph.value(treaty, term) for term in (HR.adoptedOn, HR.openedOn, HR.inForceOn)]
        printed = [str(date) for date in dates if date]
        # A year or a month is not later than a day within it.
        assert printed == sorted(printed), treaty


def test_the_other_instruments_are_known(registry: Registry) -> None:
    missing = [code for code in OTHER_CODES.split() if not registry.by_code(code, "Instrument")]
    assert missing == []


def test_conventions_of_the_ilo(registry: Registry) -> None:
    numbers = {int(entry.code[5:]) for entry in registry.of_kind("Treaty") if re.fullmatch(r"ILO-C\d{3}", entry.code)}
    # There is no convention 186: the Maritime Labour Convention of 2006 has no number.
    assert numbers == set(range(1, 192)) - {186}
    for number in numbers:
        entry = registry.by_code(f"ILO-C{number:03d}")
        assert f"(No. {number})" in entry.label
        assert registry.match(f"ILO Convention No. {number}") is entry


def test_ten_treaty_bodies_with_the_prefixes_of_their_symbols(graph: Graph, registry: Registry) -> None:
    bodies = registry.of_kind("TreatyBody")
    prefixes = {entry.code: str(graph.value(URIRef(entry.iri), HR.symbolPrefix)) for entry in bodies}
    assert prefixes == {
        "CAT": "CAT/C/", "CED": "CED/C/", "CEDAW": "CEDAW/C/", "CERD": "CERD/C/", "CESCR": "E/C.12/",
        "CMW": "CMW/C/", "CRC": "CRC/C/", "CRPD": "CRPD/C/", "HRCttee": "CCPR/C/", "SPT": "CAT/OP/",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["SR:torture", "SR:expression", "IE:minorities", "WG:arbitrary-detention", "SP"])
def test_special_procedures(registry: Registry, code: str) -> None:
    entry = registry.by_code(code)
    assert entry is not None and entry.kind == "SpecialProcedure"
    assert entry.iri == iris.thing("special-procedure", iris.slug(code.replace(":", "-")))


def test_sessions_of_the_review_follow_each_other_and_lie_in_their_cycle(graph: Graph) -> None:
    sessions = {int(graph.value(s, HR.session)): s for s in graph.subjects(RDF.type, HR.ReviewSession)}
    assert sorted(sessions) == list(range(1, len(sessions) + 1))
    cycles = {1: (1, 12), 2: (13, 26), 3: (27, 40), 4: (41, 54)}
    previous = ""
    for number in sorted(sessions):
        cycle = graph.value(sessions[number], HR.inCycle)
        first, last = cycles[int(graph.value(cycle, HR.cycle))]
        assert first <= number <= last
        starts, ends = (str(graph.value(sessions[number], term)) for term in (HR.startsOn, HR.endsOn))
        assert previous < starts and starts[:7] <= ends[:7]
        assert str(graph.value(cycle, HR.startsOn)) <= starts[:4]
        previous = ends
