"""Plain records that the stages pass to each other. No input or output, no knowledge of a later stage."""

from __future__ import annotations

from hrgraph.models.documents import (
    Anchor,
    Block,
    BlockKind,
    Document,
    DocumentKind,
    NoteMark,
    Source,
)
from hrgraph.models.facts import (
    Competence,
    Fact,
    FollowUpGrade,
    NotedRecommendation,
    Participation,
    PlannedMeasure,
    ReportedImplementation,
    Reporting,
    ReviewFact,
)
from hrgraph.models.findings import (
    ActModality,
    Citation,
    Extraction,
    Party,
    Position,
    PositionValue,
    Scheme,
    Statement,
    StatementKind,
    Tag,
    TreatyAct,
    Unresolved,
)

__all__ = [
    "ActModality",
    "Anchor",
    "Block",
    "BlockKind",
    "Citation",
    "Competence",
    "Document",
    "DocumentKind",
    "Extraction",
    "Fact",
    "FollowUpGrade",
    "NoteMark",
    "NotedRecommendation",
    "Participation",
    "Party",
    "PlannedMeasure",
    "Position",
    "PositionValue",
    "ReportedImplementation",
    "Reporting",
    "ReviewFact",
    "Scheme",
    "Source",
    "Statement",
    "StatementKind",
    "Tag",
    "TreatyAct",
    "Unresolved",
]
