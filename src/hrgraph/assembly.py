"""Take one source from file to validated graph: the part of a build that runs for each document by itself.

Guarantees: the result depends on the source alone; whatever goes wrong with one source is a message in its result. Graphs
are left in a folder and named in the result, which is small.
"""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from hrgraph import iris, terms
from hrgraph.background import background_quads
from hrgraph.errors import HrgraphError, InputError
from hrgraph.extraction import extract
from hrgraph.extraction.limits import limit_findings
from hrgraph.graph import build_graph
from hrgraph.graph.machine_tags import build_tags, divide_tags, kept_texts, quoted_texts
from hrgraph.graph_files import read_graph_file
from hrgraph.inference import reasoner
from hrgraph.issues import violations
from hrgraph.joins.contributions import Contribution, read_contribution
from hrgraph.kept_graphs import GraphFolder, KeptGraph
from hrgraph.quarantine import Separation, separate
from hrgraph.reading import SourceFile, read_document
from hrgraph.registry import load_registry
from hrgraph.shacl_sparql import Validator
from hrgraph.store import NamedGraph
from hrgraph.structure.coverage import Coverage, measure_coverage

_LOG = logging.getLogger(__name__)
# An executor may run threads; the library that reads PDF and the validator's store are for one at a time.
_ONE_AT_A_TIME = threading.Lock()
_TYPE = NamedNode(terms.RDF + "type")
_TEXT = NamedNode(terms.HR + "textVersion")
_WHAT, _WHY = NamedNode(terms.HR + "mentionKind"), NamedNode(terms.HR + "reason")

# Classes by the heading they are counted under.
STATEMENTS = {
    "Recommendation": "recommendation", "UprRecommendation": "recommendation", "InformationRequest": "request",
    "Concern": "concern", "Commendation": "commendation", "Assessment": "assessment", "Finding": "finding",
    "FactualStatement": "fact", "VoluntaryPledge": "pledge",
}  # fmt: skip
FACTS = {
    "Participation": "participation", "Declaration": "competence", "RecognisedCompetence": "competence",
    "ReportingStatus": "reporting", "ReviewAccount": "review", "NotedRecommendation": "noted", "FollowUpGrade": "followup",
    "PlannedMeasure": "plan", "ReportedImplementation": "implementation", "Citation": "citation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BuiltGraph:
    """What came of one document.

    Attributes:
        source: File name.
        identifier: Symbol or slug of the document.
        served: Its named graph, conforming to the shapes.
        inferred: What follows from it.
        contribution: What it contributes to what is worked out over all documents.
        tags: The named graph of the machine tags of its recommendations, or None.
        quarantine: What violates the shapes, or None.
        statements, facts: How many of each kind.
        unresolved: How many mentions, by what they mention and why not.
        quarantined: How many offences, by name of the shape.
        quarantined_records: How many records were set apart.
        coverage: What of the text no rule reads; None for a graph file.
        refused: Why nothing of the document is served, or "": the document itself, or every record of it, violates a shape.
        warnings: What a person should look at.
        prebuilt: Whether it was read from a graph file.
    """

    source: str
    identifier: str
    served: KeptGraph
    inferred: KeptGraph
    contribution: Contribution
    tags: KeptGraph | None = None
    quarantine: KeptGraph | None = None
    statements: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    unresolved: dict[str, int] = field(default_factory=dict)
    quarantined: dict[str, int] = field(default_factory=dict)
    quarantined_records: int = 0
    coverage: Coverage | None = None
    refused: str = ""
    warnings: tuple[str, ...] = ()
    prebuilt: bool = False

    @property
    def kept(self) -> tuple[KeptGraph, ...]:
        """All its graphs."""
        return tuple(graph for graph in (self.served, self.inferred, self.tags, self.quarantine) if graph)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one source: graphs, or the message that says why not."""

    source: str
    graphs: tuple[BuiltGraph, ...] = ()
    error: str | None = None


def assemble(source: SourceFile | Path, *, graphs: Path, words: bool, tags: bool) -> Outcome:
    """Read, extract, build, validate, tag and close one source.

    Args:
        source: A document, or the path of a graph file that was built before.
        graphs: Where its graphs are kept; see `kept_graphs`.
        words: Whether the graph may hold sentences of the document.
        tags: Whether its recommendations get machine tags. A graph file may bring its own; they are kept then.
    """
    with _ONE_AT_A_TIME:
        return _assemble(source, GraphFolder(graphs), words, tags)


def _assemble(source: SourceFile | Path, folder: GraphFolder, words: bool, tags: bool) -> Outcome:
    name = str(source if isinstance(source, Path) else source.path)
    try:
        if isinstance(source, Path):
            read = read_graph_file(source)
            return Outcome(name, tuple(_read_back(folder, name, iri, quads, tags=tags) for iri, quads in read.items()))
        document = read_document(source.path, source.source, encoding=source.encoding)
        extraction = limit_findings(extract(document, load_registry()))
        quads = build_graph(extraction, load_registry(), words=words)
        graph = iris.document_graph(document.identifier)
        separation = separate(quads, _validator(), text=document.text)
        given = build_tags(separation.served, quoted_texts(extraction), graph) if tags else []
        refused = _refusal(quads, separation)
        built = _built(folder, name, graph, separation.served, given, separation, refused=refused)
        warnings = (*extraction.warnings, *built.warnings)
        return Outcome(name, (replace(built, warnings=warnings, coverage=measure_coverage(document)),))
    except HrgraphError as error:
        return Outcome(name, error=str(error))
    except OSError as error:
        return Outcome(name, error=f"{name}: its graph could not be kept in {folder.path} ({error}). Make room there, or name another store.")
    except MemoryError:
        advice = "The file may be made to fill the memory. If you trust it, divide it, or build it alone with --workers 1."
        return Outcome(name, error=str(InputError(name, "reading it needs more memory than it may have.", advice=advice)))
    except Exception as error:  # noqa: BLE001 - one document must not take the others with it; the log has the rest
        _LOG.exception("%s could not be built", name)
        return Outcome(name, error=f"{name}: a fault of hrgraph, not of the file ({type(error).__name__}: {error}).")


@cache
def _validator() -> Validator:
    return Validator(background_quads())


def _read_back(folder: GraphFolder, name: str, graph: str, quads: list[Quad], *, tags: bool) -> BuiltGraph:
    """Return what came of a graph of a graph file."""
    said, _ = divide_tags(quads)
    separation = separate(quads if tags else said, _validator())
    served, brought = divide_tags(separation.served)
    given = brought or (build_tags(served, kept_texts(served), graph) if tags else [])
    built = _built(folder, name, graph, served, given, separation, refused=_refusal(said, separation))
    return replace(built, prebuilt=True)


def _built(
    folder: GraphFolder,
    name: str,
    graph: str,
    quads: list[Quad],
    given: list[Quad],
    separation: Separation,
    *,
    refused: str,
) -> BuiltGraph:
    """Keep what is served of a document, what follows from it and its machine tags; return them with all that was found."""
    identifier = graph.removeprefix(terms.GRAPH + "document/")
    found = [*separation.issues, *separation.consequences]
    remarks = [f"{issue.focus}: {issue.message}" for issue in found if issue.severity == "warning"]
    offences = Counter(re.split("[#/]", issue.shape)[-1] for issue in violations(found))
    kept_apart = None
    if separation.quarantined:
        kept_apart = folder.keep(NamedGraph.of_triples(iris.quarantine_of(graph), separation.quarantined))
    served = NamedGraph.of_triples(graph, quads)
    tags = NamedGraph.of_triples(iris.tags_of(graph), given) if given else None
    kinds = _kinds(quads)
    return BuiltGraph(
        source=name,
        identifier=identifier,
        served=folder.keep(served),
        inferred=folder.keep(reasoner().infer(served)),
        tags=folder.keep(tags) if tags else None,
        quarantine=kept_apart,
        contribution=read_contribution(served, tags),
        statements=_by_heading(kinds, STATEMENTS),
        facts=_by_heading(kinds, FACTS),
        unresolved=_unresolved(quads),
        quarantined=dict(sorted(offences.items())),
        quarantined_records=len(separation.records),
        refused=refused,
        warnings=tuple(remarks),
    )


def _kinds(quads: Iterable[Quad]) -> Counter[str]:
    """Return how many things of each class there are, by the class's local name."""
    return Counter(
        quad.object.value.removeprefix(terms.HR)
        for quad in quads
        if quad.predicate == _TYPE and isinstance(quad.object, NamedNode)
    )


def _refusal(quads: Iterable[Quad], separation: Separation) -> str:
    """Return why a whole document went to quarantine, or "" where it did not."""
    if not separation.records:
        return ""
    read = {quad.subject.value for quad in quads if quad.predicate == _TEXT}
    if read.intersection(separation.records):
        about = {issue.message for issue in violations(separation.issues) if issue.focus in read}
        return " ".join(["the document itself violates a shape.", *sorted(about)])
    before, after = (sum(kinds[kind] for kind in (*STATEMENTS, *FACTS)) for kinds in map(_kinds, (quads, separation.served)))
    return f"all of its {before} records violate a shape." if before and not after else ""


def _unresolved(quads: Iterable[Quad]) -> dict[str, int]:
    """Return how many mentions are unresolved, by "what: why not"."""
    mentions: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in (_WHAT, _WHY) and isinstance(quad.object, Literal):
            mentions[quad.subject.value][quad.predicate.value] = quad.object.value
    counts = Counter(f"{mention.get(_WHAT.value, '')}: {mention.get(_WHY.value, '')}" for mention in mentions.values())
    return dict(sorted(counts.items()))


def _by_heading(kinds: Counter[str], headings: dict[str, str]) -> dict[str, int]:
    counts = dict.fromkeys(headings.values(), 0)
    for kind, heading in headings.items():
        counts[heading] += kinds[kind]
    return counts
