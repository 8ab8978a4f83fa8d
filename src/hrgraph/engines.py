"""What evaluates queries, as curated queries see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pyoxigraph as ox

from hrgraph.pages import AnswerCache
from hrgraph.querytext import DatasetClause
from hrgraph.tables import AnswerTable


class Engine(Protocol):
    """What evaluates queries: `hrgraph.store.Store` or `hrgraph.endpoint.Endpoint`."""

    @property
    def version(self) -> str: ...

    @property
    def answers(self) -> AnswerCache | None: ...

    def worked_out(self, text: str) -> AnswerTable | None: ...

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None,
        dataset: DatasetClause | None = None,
        base_iri: str | None = None,
    ) -> Any: ...
