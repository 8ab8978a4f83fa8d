"""Where a record comes from: document, text, characters, rule, and the run of the software that read it.

Nothing here depends on the time of the run: the same text read by the same version gives the same quads. The selectors
are those of the Web Annotation vocabulary, https://www.w3.org/TR/annotation-vocab/#selectors.
"""

from __future__ import annotations

import hashlib

from hrgraph import __version__, iris
from hrgraph.graph.places import Places, paragraph_ranges
from hrgraph.graph.writer import GraphWriter
from hrgraph.models import Anchor, Document

# Characters before and after a quote that tell it from the same words elsewhere.
CONTEXT_CHARACTERS = 32


class Provenance:
    """Writes the provenance of the records of one document."""

    def __init__(self, document: Document, writer: GraphWriter, places: Places) -> None:
        self._document, self._writer, self._places = document, writer, places
        self._version = iris.text_version(document.identifier, document.sha256)
        self._activity = iris.extraction(document.identifier, document.sha256, __version__)

    def describe_reading(self) -> None:
        """Write the text version and the activity that read it."""
        document, writer = self._document, self._writer
        writer.link(iris.document(document.identifier), "hr:textVersion", self._version)
        writer.describe(
            self._version, "hr:TextVersion", f"Text of {document.identifier} (SHA-256 {document.sha256[:8]})"
        )
        writer.text(self._version, "hr:sha256", document.sha256)
        writer.text(self._version, "hr:fileSha256", document.file_sha256)
        writer.number(self._version, "hr:characterCount", len(document.text))
        writer.text(self._version, "hr:paragraphRange", *paragraph_ranges(document))
        software = iris.software(__version__)
        writer.describe(software, "prov:SoftwareAgent", f"hrgraph {__version__}")
        writer.text(software, "hr:version", __version__)
        writer.describe(self._activity, "prov:Activity", f"Reading of {document.identifier} by hrgraph {__version__}")
        writer.link(self._activity, "prov:used", self._version)
        writer.link(self._activity, "prov:wasAssociatedWith", software)

    def attach(self, record: str, anchor: Anchor, *, evidence_of: str | None = None) -> None:
        """Tie a record to its passage, its characters, its rule and the run.

        Args:
            evidence_of: IRI that the evidence is named after, where it is not the record's: one UPR recommendation has
                evidence in several documents.
        """
        writer = self._writer
        writer.link(record, "hr:inPassage", self._places.passage(anchor))
        writer.text(record, "hr:quoteSha256", hashlib.sha256(anchor.quote.encode()).hexdigest())
        writer.link(record, "prov:wasGeneratedBy", self._activity)
        rule = iris.rule(anchor.rule, __version__)
        writer.link(record, "hr:rule", rule)
        writer.describe(rule, "hr:Rule", f"Rule {anchor.rule}, version {__version__}")
        writer.text(rule, "hr:code", anchor.rule)
        writer.text(rule, "hr:version", __version__)
        evidence = iris.evidence(evidence_of or record)
        writer.link(record, "hr:evidence", evidence)
        self._select(evidence, anchor)

    def _select(self, evidence: str, anchor: Anchor) -> None:
        writer, text, start, end = self._writer, self._document.text, anchor.start, anchor.end
        span = f"characters {start} to {end} of {self._document.identifier}"
        writer.describe(evidence, "hr:Evidence", f"Evidence: {span}")
        writer.link(evidence, "oa:hasSource", self._version)
        position = evidence + "/position"
        writer.link(evidence, "oa:hasSelector", position)
        writer.describe(position, "oa:TextPositionSelector", f"Position: {span}")
        writer.number(position, "oa:start", start)
        writer.number(position, "oa:end", end)
        if writer.words:
            quote = evidence + "/quote"
            writer.link(evidence, "oa:hasSelector", quote)
            writer.describe(quote, "oa:TextQuoteSelector", f"Quote: {span}")
            writer.words_of(quote, "oa:exact", text[start:end])
            writer.words_of(quote, "oa:prefix", text[max(0, start - CONTEXT_CHARACTERS) : start])
            writer.words_of(quote, "oa:suffix", text[end : end + CONTEXT_CHARACTERS])
