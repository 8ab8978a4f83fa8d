"""The values that parameters of curated queries may take: one query a file in `queries/vocabularies/`."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from hrgraph import resources
from hrgraph.engines import Engine
from hrgraph.parameters import Vocabulary

_LOG = logging.getLogger(__name__)
_VOCABULARIES: dict[tuple[str, str], Vocabulary] = {}


def vocabulary_text(name: str) -> str:
    """Return the query for the values of a vocabulary: a file of `queries/vocabularies/`.

    Raises:
        ResourceError: There is no such vocabulary.
    """
    return resources.path("queries", "vocabularies", f"{name}.rq").read_text(encoding="utf-8")


def load_vocabulary(engine: Engine, name: str) -> Vocabulary:
    """Return the values that a parameter may take, as the data have them; asked once for each version of the data.

    Raises:
        ResourceError: There is no such vocabulary.
    """
    key = (engine.version, name)
    if key not in _VOCABULARIES:
        text = vocabulary_text(name)
        pairs = [(row["value"].value, row["label"].value) for row in _whole(engine, text)]
        if len(_VOCABULARIES) > 100:
            _VOCABULARIES.clear()
        _VOCABULARIES[key] = Vocabulary(name, tuple(pairs))
    return _VOCABULARIES[key]


def _whole(engine: Engine, text: str) -> Iterable[Any]:
    """Return the rows of a query without parameters, from the table that was worked out where there is one."""
    if table := engine.worked_out(text):
        try:
            return table.page({}).solutions()
        except OSError as error:
            _LOG.warning("%s. The graph is asked instead; build the store again.", error)
    return engine.query(text)
