"""What the writers of statements, facts and citations share: one document, its graph, and what resolves its codes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hrgraph import iris
from hrgraph.graph.actors import Actors
from hrgraph.graph.norms import Norms
from hrgraph.graph.places import Places
from hrgraph.graph.provenance import Provenance
from hrgraph.graph.writer import GraphWriter
from hrgraph.models import Anchor, Document, Unresolved


@dataclass(slots=True)
class Scope:
    """One document and the graph that is being written for it.

    Attributes:
        repeats: How often each identifier was asked for; see `record`.
    """

    document: Document
    writer: GraphWriter
    actors: Actors
    norms: Norms
    places: Places
    provenance: Provenance
    repeats: Counter[str] = field(default_factory=Counter)

    def record(self, kind: str, anchor: Anchor, *fields: str | None) -> str:
        """Return the IRI of a record: its fields, and a digest of its place and words.

        Records that agree in all of it (a row printed twice) are told apart by their order in the text, so callers go
        through the text in order.
        """
        key = (anchor.paragraph, anchor.quote)
        iri = iris.record(kind, self.document.identifier, *fields, iris.digest(*key))
        self.repeats[iri] += 1
        if self.repeats[iri] > 1:
            iri = iris.record(kind, self.document.identifier, *fields, iris.digest(*key, str(self.repeats[iri])))
        return iri

    def review(self, state: str, cycle: int) -> str | None:
        """Return the IRI of a State's review in a cycle, described in the graph from now on; None if no such State."""
        reviewed = self.actors.state(state)
        if reviewed is None:
            return None
        iri = iris.review(state, cycle)
        self.writer.describe(iri, "hr:Review", f"Universal Periodic Review of {self.actors.name(state)}, cycle {cycle}")
        self.writer.link(iri, "hr:reviewOf", reviewed)
        self.writer.number(iri, "hr:cycle", cycle)
        return iri

    def unresolved(self, mention: Unresolved) -> None:
        """Write a mention that could not be resolved, so that it is kept and counted."""
        writer, anchor = self.writer, mention.anchor
        iri = self.record("unresolved", anchor, mention.what, iris.digest(mention.printed, mention.reason))
        writer.describe(iri, "hr:UnresolvedMention", f"Unresolved {mention.what} ({self.places.label(anchor)})")
        writer.text(iri, "hr:mentionKind", mention.what)
        writer.words_of(iri, "hr:printed", mention.printed)
        writer.text(iri, "hr:reason", mention.reason)
        writer.text(iri, "hr:candidate", *mention.candidates)
        self.provenance.attach(iri, anchor)
