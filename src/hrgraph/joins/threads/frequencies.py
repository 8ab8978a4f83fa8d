"""How common stems of words and concepts are in the clauses of recommendations: a table that comes with hrgraph.

    python -m hrgraph.joins.threads.frequencies CORPUS

counts them in UPR Info's tables below a folder and writes the table. A frequency of the field, not of the documents that
are built: what speaks for a link must not depend on what else is in a store.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from hrgraph.classification.examples import read_examples
from hrgraph.joins.threads.clauses import cut_clauses
from hrgraph.joins.threads.concepts import load_lexicon
from hrgraph.registry import load_registry

FILE = Path(__file__).with_name("frequencies.txt")
# What is rarer may be a name, and a private person's name is nobody's business here; it counts as rare as this.
_LEAST = 5


@cache
def _table() -> tuple[int, dict[str, int]]:
    first, *lines = FILE.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return int(first), {name: int(count) for name, count in rows}


def topic_name(topic: str) -> str:
    """Return what a topic is called in the table, where "food" is also a stem."""
    return f":{topic}"


@cache
def rarity(name: str) -> float:
    """Return the inverse document frequency of a stem or of the name of a topic, in natural logarithms."""
    clauses, counts = _table()
    return math.log(clauses / counts.get(name, _LEAST))


def count(texts: Sequence[str]) -> tuple[int, Counter[str]]:
    """Return the number of clauses of some recommendations, and in how many of them each stem and concept is."""
    lexicon, registry = load_lexicon(), load_registry()
    clauses, counts = 0, Counter[str]()
    for text in texts:
        for clause in cut_clauses(text, registry):
            clauses += 1
            concepts = lexicon.find(clause.tokens, clause.names)
            counts.update({*clause.stems, *map(topic_name, (*concepts.topics, *concepts.generic))})
    return clauses, counts


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table; return an exit code."""
    parser = argparse.ArgumentParser(prog="python -m hrgraph.joins.threads.frequencies", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a folder with UPR Info's tables below it")
    clauses, counts = count(sorted({example.text for example in read_examples(parser.parse_args(arguments).corpus)}))
    rows = sorted((name, number) for name, number in counts.items() if number >= _LEAST)
    FILE.write_text("\n".join([str(clauses), *(f"{name}\t{number}" for name, number in rows)]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
