"""Train the classifiers and write their weights.

    python -m hrgraph.classification.train CORPUS --output FILE [--sessions FIRST-LAST]

The same corpus gives the same bytes. Needs the extra `train` (scikit-learn).
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from hrgraph.classification.examples import Example, ListedExample, read_examples, read_listed_examples
from hrgraph.classification.fitting import fit_model
from hrgraph.classification.model import FILE, format_model
from hrgraph.errors import HrgraphError

# Of the kind of model; what it was trained on is told by the digest after it.
KIND = "1"


def name_version(examples: Sequence[Example], listed: Sequence[ListedExample]) -> str:
    """Return a version that names the kind of model and the examples: equal ones give equal names."""
    digest = hashlib.sha256()
    for example in examples:
        fields = (example.text, example.state, example.session, example.action, sorted(example.issues))
        digest.update(repr(fields).encode())
    for row in listed:
        concepts = sorted((scheme, sorted(labels)) for scheme, labels in row.concepts.items())
        digest.update(repr((row.text, row.state, concepts)).encode())
    return f"{KIND}-{digest.hexdigest()[:8]}"


def _sessions(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    summary = "Train the classifiers and write their weights."
    parser = argparse.ArgumentParser(prog="python -m hrgraph.classification.train", description=summary)
    parser.add_argument("corpus", type=Path, help="a folder with UPR Info's tables and thematic lists below it")
    parser.add_argument("--output", type=Path, default=FILE, help="default: the weights that come with hrgraph")
    parser.add_argument("--sessions", type=_sessions, help="train on these only, e.g. 1-5; default: all")
    options = parser.parse_args(arguments)
    try:
        examples = read_examples(options.corpus)
        listed = read_listed_examples(options.corpus)
    except HrgraphError as error:
        print(error, file=sys.stderr)
        return 1
    if options.sessions:
        first, last = options.sessions
        examples = [example for example in examples if first <= example.session <= last]
    data = format_model(fit_model(examples, listed, name_version(examples, listed)))
    options.output.write_bytes(data)
    counts = f"{len(data)} bytes, from {len(examples)} and {len(listed)} recommendations"
    print(f"{options.output}: {counts}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
