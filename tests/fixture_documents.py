"""A few invented documents about Fiji as the extraction would give them, for tests of the graph's consumers.

Nothing in them is true of anybody. The texts are made from the statements, so that each offset is right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from hrgraph import iris, terms
from hrgraph.background import load_background
from hrgraph.graph import build_graph
from hrgraph.graph.machine_tags import build_tags, quoted_texts
from hrgraph.inference import reasoner
from hrgraph.joins.contributions import combine, read_contribution
from hrgraph.models import (
    Anchor,
    Block,
    Citation,
    Competence,
    Document,
    Extraction,
    FollowUpGrade,
    NotedRecommendation,
    NoteMark,
    Participation,
    Party,
    PlannedMeasure,
    Position,
    ReportedImplementation,
    Reporting,
    ReviewFact,
    Statement,
    Unresolved,
)
from hrgraph.publication import open_for_build
from hrgraph.registry import load_registry
from hrgraph.store import NamedGraph
from hrgraph.tag_selection import choose_tags, keep_only

SUMMARY = "A/HRC/WG.6/20/FJI/3"
COMPILATION = "A/HRC/WG.6/7/FJI/2"
WORKING_GROUP = "A/HRC/28/99"
REPORT = "island-watch-fiji-2021"
NATIONAL_REPORT = "A/HRC/WG.6/33/FJI/1"


class DocumentMaker:
    """Writes a document paragraph by paragraph and remembers where everything stands."""

    def __init__(self, identifier: str, kind: str, **known: object) -> None:
        self.identifier = identifier
        self._kind = kind
        self._known = known
        self._text = ""
        self._blocks: list[Block] = []
        self._marks: list[NoteMark] = []

    def anchor(self, paragraph: str, sentence: str, rule: str = "test.sentence", *, note: int | None = None) -> Anchor:
        """Add a paragraph that consists of one sentence, and return the sentence's anchor."""
        self._text += f"{paragraph}. "
        start = len(self._text)
        self._text += sentence
        if note is not None:
            self._marks.append(NoteMark(note, len(self._text), len(self._text) + len(str(note))))
            self._text += str(note)
        end = len(self._text)
        self._blocks.append(Block("paragraph", start, end, number=paragraph, path=("I. Situation",)))
        self._text += "\n\n"
        return Anchor(self.identifier, paragraph, start, end, self._text[start:end], rule)

    def document(self) -> Document:
        """Return the document as it stands."""
        return Document(
            identifier=self.identifier,
            kind=self._kind,  # type: ignore[arg-type]
            text=self._text,
            sha256=hashlib.sha256(self._text.encode()).hexdigest(),
            file_sha256=hashlib.sha256(b"file" + self._text.encode()).hexdigest(),
            name=self.identifier,
            symbol=self.identifier if self.identifier.startswith("A/") else None,
            state="FJI",
            blocks=tuple(self._blocks),
            marks=tuple(self._marks),
            **self._known,  # type: ignore[arg-type]
        )


def _summary() -> Extraction:
    made = DocumentMaker(
        SUMMARY, "StakeholderSummary", title="Summary, Fiji", author="OHCHR", date="2014", cycle=2, session=20
    )
    ratify = made.anchor("2", "Reef Watch (RW) recommended that Fiji ratify ICRMW and OP-CAT.", note=4)
    similar = made.anchor("3", "JS1 made similar recommendations.")
    concern = made.anchor(
        "4", "RW was concerned that article 12 of the Public Order Act broke article 21 of ICCPR.", note=5
    )
    repeal = made.anchor("5", "JS1 called on Fiji to repeal article 12 of the Public Order Act.")
    outcome = made.anchor("6", "RW stated that recommendation 71.8 had not been carried out.")
    welcome = made.anchor("7", "JS1 welcomed the visit of the Special Rapporteur on torture.")
    party = made.anchor("1", "Stakeholders are listed at the end.")
    statements = (
        Statement(
            "recommendation", ratify, ("RW",), "FJI", ("ICRMW", "OP-CAT"),
            (("ratify", "ICRMW"), ("ratify", "OP-CAT")), notes=(4,),
        ),
        Statement("recommendation", similar, ("JS1",), "FJI", similar=True, similar_to=0),
        Statement(
            "concern", concern, ("RW",), "FJI", ("ICCPR",), provisions=("FJI:Public Order Act:12", "ICCPR:21"), notes=(5,),
        ),
        Statement("recommendation", repeal, ("JS1",), "FJI", provisions=("FJI:Public Order Act:12",)),
        Statement("assessment", outcome, ("RW",), "FJI", upr_refs=("71.8",)),
        Statement("commendation", welcome, ("JS1",), "FJI"),
    )  # fmt: skip
    return Extraction(
        made.document(),
        statements,
        citations=(Citation("CAT/C/FJI/CO/1", concern, "CAT/C/FJI/CO/1", pinpoint="para. 9", note=5),),
        parties=(
            Party("RW", "Reef Watch", "NonGovernmentalOrganization", party),
            Party("JS1", "Joint submission 1", "JointSubmission", party),
        ),
        unresolved=(
            Unresolved("instrument", "the new Convention", welcome, "two instruments are meant by it", ("CAT", "CRC")),
        ),
    )


def _compilation() -> Extraction:
    made = DocumentMaker(
        COMPILATION,
        "UnitedNationsCompilation",
        title="Compilation, Fiji",
        author="OHCHR",
        date="2009",
        cycle=1,
        session=7,
    )
    table = made.anchor("1", "ICERD 11 Jan. 1973 None Individual complaints (art. 14): No", "test.table")
    party = made.anchor("2", "CAT 14 Mar. 2006 None Inquiry procedure (art. 20): Yes", "test.table")
    reporting = made.anchor("3", "CERD 2007 Mar. 2008 Eighteenth report due in 2012", "test.table")
    concern = made.anchor("8", "CERD was concerned about the reservations to ICERD.", note=12)
    withdraw = made.anchor(
        "9", "It recommended that Fiji withdraw them and make the declaration under article 14.", note=13
    )
    torture = made.anchor("10", "CAT urged Fiji to ratify OP-CAT.", note=14)
    visit = made.anchor("11", "The Special Rapporteur on torture asked to visit in 2010.", note=15)
    fact = made.anchor("12", "Fiji had not replied to the questionnaire.")
    return Extraction(
        made.document(),
        (
            Statement("concern", concern, ("CERD",), "FJI", ("ICERD",), notes=(12,)),
            Statement(
                "recommendation", withdraw, ("CERD",), "FJI", ("ICERD",),
                (("withdraw-reservation", "ICERD"), ("accept-procedure", "ICERD")), ("ICERD:14",), (13,),
            ),
            Statement("recommendation", torture, ("CAT",), "FJI", ("OP-CAT",), (("ratify", "OP-CAT"),), notes=(14,)),
            Statement("request", visit, ("SR:torture",), "FJI", notes=(15,)),
            Statement("fact", fact, (), "FJI"),
        ),
        (
            Participation("FJI", "ICERD", "ICERD", "party", table, "1973-01-11"),
            Participation("FJI", "CAT", "CAT", "party", party, "2006-03-14"),
            Participation("FJI", "ICCPR", "ICCPR", "not_party", table),
            Competence("FJI", "ICERD", "individual_complaints", "no", "Individual complaints", table, "14"),
            Competence("FJI", "CAT", "inquiry", "yes", "Inquiry procedure", party, "20"),
            Reporting("FJI", "CERD", reporting, "2007", "2008-03", None, "Eighteenth report due in 2012"),
        ),
    )  # fmt: skip


def _working_group() -> Extraction:
    made = DocumentMaker(
        WORKING_GROUP,
        "WorkingGroupReport",
        title="Report of the Working Group, Fiji",
        date="2014-12-17",
        cycle=2,
        session=20,
    )
    first = made.anchor("99.1", "Ratify ICRMW (Chile);")
    second = made.anchor("99.2", "Ratify OP-CAT (Denmark, Chile);")
    asked = made.anchor("20", "Chile asked when Fiji would join CAT.", "test.dialogue")
    answered = made.anchor("21", "Fiji said that it would study CAT.", "test.dialogue")
    refused = made.anchor("98", "Recommendation 99.2 asks for too much.", "test.comment")
    pledge = made.anchor("100", "Fiji will sign CAT within a year.", "test.pledge")
    troika = made.anchor("2", "The troika: Chile, Denmark and Kenya.", "test.troika")
    answer = made.anchor("97", "Fiji supported 99.1 and noted 99.2.", "test.position")
    base = made.anchor("3", "The national report (A/HRC/WG.6/20/FJI/1) was issued.", "test.base")
    return Extraction(
        made.document(),
        (
            Statement("request", asked, ("CHL",), "FJI", ("CAT",)),
            Statement("finding", answered, ("FJI",), None, ("CAT",)),
            Statement("finding", refused, ("FJI",), about=("99.2",)),
            Statement("pledge", pledge, ("FJI",), None, ("CAT",), (("sign", "CAT"),)),
            Statement("recommendation", first, ("CHL",), "FJI", ("ICRMW",), (("ratify", "ICRMW"),), number="99.1"),
            Statement(
                "recommendation", second, ("CHL", "DNK"), "FJI", ("OP-CAT",), (("ratify", "OP-CAT"),), number="99.2"
            ),
        ),
        (
            ReviewFact("FJI", 2, troika, troika=("CHL", "DNK", "KEN")),
            ReviewFact("FJI", 2, base, national_report_symbol="A/HRC/WG.6/20/FJI/1"),
        ),
        positions=(Position("99.1", "supported", answer), Position("99.2", "noted", answer)),
    )


def _report() -> Extraction:
    made = DocumentMaker(REPORT, "IndependentReport", title="Human rights in Fiji", author="Island Watch", date="2021")
    accession = made.anchor("1", "Fiji acceded to CAT on 14 April 2006.", "test.prose")
    review = made.anchor(
        "2", "The second review took place on 29 October 2014 in the twentieth session.", "test.review"
    )
    totals = made.anchor("3", "Of 138 recommendations, 112 were supported and 26 noted.", "test.totals")
    noted = made.anchor("4", "Decriminalise defamation", "test.noted")
    grade = made.anchor("5", "Paragraph 17 (a): C", "test.grade")
    measure = made.anchor("6", "1.2 Draft a law on legal aid and amend the Public Order Act, by the end of 2023, Ministry of Justice", "test.plan")
    must = made.anchor("7", "Fiji must repeal article 12 of the Public Order Act.")
    return Extraction(
        made.document(),
        (
            Statement(
                "recommendation", must, ("Island Watch",), "FJI", ("other:Island Charter",), (("implement", "other:Island Charter"),),
                ("FJI:Public Order Act:12",),
            ),
        ),
        (
            Participation("FJI", "CAT", "Convention against Torture", "accession", accession, "2006-04-14"),
            ReviewFact(
                "FJI", 2, review, "2012-2016", "2014-10-29", 20, "2014-12-17", WORKING_GROUP, decision_symbol="A/HRC/DEC/28/199",
                decision_date="2015-03-19", meeting=31, without_vote=True, outcome_parts=("views of the State",),
                outcome_documents=(WORKING_GROUP,),
            ),
            ReviewFact("FJI", 2, totals, received=138, supported=112, noted=26, delegations=60),
            NotedRecommendation("FJI", 2, "Freedom of opinion", "Decriminalise defamation", noted, ("ICCPR",), ("ICCPR:19",)),
            FollowUpGrade("FJI", "CAT", 17, "C", grade, "(a)"),
            PlannedMeasure(
                "FJI", "1.2", "1. Justice", "Draft a law on legal aid and amend the Public Order Act", "by the end of 2023", measure,
                "Draft law", "2023-12-31", ("Ministry of Justice",),
            ),
        ),
        parties=(Party("Island Watch", "Island Watch", "NonGovernmentalOrganization", must),),
    )  # fmt: skip


def _national_report() -> Extraction:
    made = DocumentMaker(NATIONAL_REPORT, "NationalReport", date="2019", cycle=3, session=33)
    told = made.anchor("8", "The Ministry opened two shelters, as recommendation 99.1 asked.")
    claim = ReportedImplementation("FJI", 2, "99.1", told, (told,))
    return Extraction(made.document(), (Statement("fact", told, upr_refs=("99.1",)),), (claim,))


def make_extractions() -> list[Extraction]:
    """Return the invented documents with everything in them."""
    return [_summary(), _compilation(), _working_group(), _report(), _national_report()]


def make_graphs() -> tuple[list[NamedGraph], list[NamedGraph]]:
    """Return the graphs of the invented documents, and those of their machine tags."""
    graphs, tags = [], []
    for one in make_extractions():
        iri = iris.document_graph(one.document.identifier)
        quads = build_graph(one, load_registry())
        graphs.append(NamedGraph.of_triples(iri, quads))
        tags.append(NamedGraph.of_triples(iris.tags_of(iri), build_tags(quads, quoted_texts(one), iri)))
    return graphs, tags


def publish_fixture(directory: Path) -> str:
    """Publish the invented documents and return the version."""
    graphs, tags = make_graphs()
    with open_for_build(directory) as publication:
        return publication.publish(work_out(graphs, tags))


def work_out(documents: Iterable[NamedGraph], tags: Iterable[NamedGraph] = ()) -> list[NamedGraph]:
    """Return graphs of documents with the background and with what a build works out of both."""
    documents = list(documents)
    tags_of = {graph.iri: graph for graph in tags}
    contributions = {
        graph.iri: read_contribution(graph, tags_of.get(iris.tags_of(graph.iri))) for graph in documents
    }
    combined = combine(contributions.values())
    chosen = choose_tags(contributions, combined[1])
    kept = [
        keep_only(tags_of[iris.tags_of(iri)], own) for iri, own in chosen.items() if iris.tags_of(iri) in tags_of
    ]
    graphs = [*documents, *combined]
    lines = {line for graph in map(reasoner().infer, graphs) for line in graph.lines.splitlines(keepends=True)}
    lines.update(reasoner().of_background.lines.splitlines(keepends=True))
    return [*load_background(), *graphs, *kept, NamedGraph(terms.GRAPH_INFERRED, b"".join(sorted(lines)))]
