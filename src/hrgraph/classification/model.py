"""The weights of the classifiers, and their file.

Guarantees: equal models make equal bytes; a file that is not whole is refused. The file holds stems and names of
concepts, in an order of its own, never a text.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import struct
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, tanh
from pathlib import Path

from hrgraph.classification.features import Features
from hrgraph.errors import ResourceError

FILE = Path(__file__).with_name("weights.bin")
VARIABLE = "HRGRAPH_MODEL"
_MAGIC = b"hrgraph-weights-2\n"
_DIGEST_BYTES = 32
# A feature with weights for fewer labels is not worth packing.
_LEAST_PACKED = 3
_ZERO = 1 << 31
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9}]


@dataclass(frozen=True, slots=True)
class Linear:
    """One linear function a label over named features, and how its value turns into a probability.

    Attributes:
        labels: At most 255.
        units: A label's weights are whole numbers from -127 to 127 of this size.
        biases: Added to the weighted sum.
        slopes, intercepts: A label's margin is `slope * value + intercept`: the logarithm of odds.
        weights: By feature: pairs of a label's position and its weight in units.
    """

    labels: tuple[str, ...]
    units: tuple[float, ...]
    biases: tuple[float, ...]
    slopes: tuple[float, ...]
    intercepts: tuple[float, ...]
    weights: Mapping[str, tuple[tuple[int, int], ...]]
    _packed: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def margins(self, features: Features) -> list[float]:
        """Return a margin a label, in the order of `labels`.

        Features of a text share a few values, so the weights of a feature, packed into one long number, are added up as
        one: that takes a third of the time.
        """
        sums = [0.0] * len(self.labels)
        totals: dict[float, int] = {}
        for name, value in features.items():
            weights = self.weights.get(name, ())
            if len(weights) < _LEAST_PACKED:
                for position, weight in weights:
                    sums[position] += weight * value
            else:
                packed = self._packed.get(name) or self._pack(name)
                totals[value] = totals.get(value, 0) + packed
        zeros = int.from_bytes(_ZERO.to_bytes(4, "little") * len(sums), "little")  # makes all 32 bits of each positive
        for value, total in totals.items():
            data = (total + zeros).to_bytes(len(sums) * 4, "little")
            for position, weight in enumerate(struct.unpack(f"<{len(sums)}I", data)):
                sums[position] += (weight - _ZERO) * value
        return [
            slope * (total * unit + bias) + intercept
            for total, unit, bias, slope, intercept in zip(
                sums, self.units, self.biases, self.slopes, self.intercepts, strict=True
            )
        ]

    def _pack(self, feature: str) -> int:
        """Return a feature's weights as one number, in which each label has 32 bits."""
        packed = sum(weight << (32 * position) for position, weight in self.weights[feature])
        self._packed[feature] = packed
        return packed


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that training makes.

    Attributes:
        version: Names the kind of model and the data that it was trained on.
        issues, actions: Classifiers of the text.
        rules: Of each ruled scheme: its concepts, and how their rules' evidence turns into a probability.
    """

    version: str
    issues: Linear
    actions: Linear
    rules: Mapping[str, Linear]


def probability(margin: float) -> float:
    """Return the probability whose odds have this logarithm."""
    return 0.5 + 0.5 * tanh(margin / 2)


def probabilities_of_one(margins: Sequence[float]) -> list[float]:
    """Return probabilities that sum to 1, for labels of which exactly one is true."""
    top = max(margins)
    odds = [exp(margin - top) for margin in margins]
    return [value / sum(odds) for value in odds]


def format_model(model: Model) -> bytes:
    """Return the file of a model."""
    parts = [_text(model.version), _linear(model.issues), _linear(model.actions), struct.pack("<H", len(model.rules))]
    for scheme, linear in sorted(model.rules.items()):
        parts += [_text(scheme), _linear(linear)]
    raw = b"".join(parts)
    packed = lzma.compress(raw, lzma.FORMAT_RAW, filters=_FILTERS)
    return _MAGIC + hashlib.sha256(raw).digest() + packed


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<I", len(data)) + data


def _linear(linear: Linear) -> bytes:
    numbers = (linear.units, linear.biases, linear.slopes, linear.intercepts)
    features = sorted(linear.weights)
    entries = [pair for feature in features for pair in linear.weights[feature]]
    return b"".join(
        [
            _text("\n".join(linear.labels)),
            *(struct.pack(f"<{len(values)}f", *values) for values in numbers),
            _text("\n".join(features)),
            bytes(len(linear.weights[feature]) for feature in features),
            bytes(position for position, _ in entries),
            struct.pack(f"<{len(entries)}b", *(weight for _, weight in entries)),
        ]
    )


class _Reader:
    """Takes one thing after another from bytes."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at]

    def text(self) -> str:
        return self.take(*struct.unpack("<I", self.take(4))).decode()

    def count(self) -> int:
        return int.from_bytes(self.take(2), "little")

    def lines(self) -> tuple[str, ...]:
        text = self.text()
        return tuple(text.split("\n")) if text else ()

    def floats(self, count: int) -> tuple[float, ...]:
        return struct.unpack(f"<{count}f", self.take(4 * count))

    def linear(self) -> Linear:
        labels = self.lines()
        units, biases, slopes, intercepts = (self.floats(len(labels)) for _ in range(4))
        features = self.lines()
        counts = self.take(len(features))
        total = sum(counts)
        pairs = list(zip(self.take(total), array("b", self.take(total)), strict=True))
        weights, at = {}, 0
        for feature, count in zip(features, counts, strict=True):
            weights[feature] = tuple(pairs[at : at + count])
            at += count
        return Linear(labels, units, biases, slopes, intercepts, weights)


def parse_model(data: bytes) -> Model:
    """Return the model of a file.

    Raises:
        ValueError: The bytes are not a whole file of a model.
    """
    if not data.startswith(_MAGIC):
        raise ValueError(f"expected a file that begins with {_MAGIC!r}")
    digest = data[len(_MAGIC) : len(_MAGIC) + _DIGEST_BYTES]
    try:
        raw = lzma.decompress(data[len(_MAGIC) + _DIGEST_BYTES :], lzma.FORMAT_RAW, filters=_FILTERS)
    except lzma.LZMAError as error:
        raise ValueError(f"the weights are damaged: {error}") from error
    if hashlib.sha256(raw).digest() != digest:
        raise ValueError("the weights are damaged: their hash differs")
    reader = _Reader(raw)
    version, issues, actions = reader.text(), reader.linear(), reader.linear()
    return Model(version, issues, actions, {reader.text(): reader.linear() for _ in range(reader.count())})


def load_model() -> Model:
    """Return the model that the environment variable `HRGRAPH_MODEL` names, or the one that comes with hrgraph.

    Raises:
        ResourceError: Its file is missing or damaged.
    """
    return _load(Path(os.environ.get(VARIABLE) or FILE))


@cache
def _load(path: Path) -> Model:
    try:
        return parse_model(path.read_bytes())
    except (OSError, ValueError) as error:
        train = f"{VARIABLE} names it: give a file that `python -m hrgraph.classification.train` wrote."
        advice = "Install hrgraph again, or build with --no-inference." if path == FILE else train
        raise ResourceError(f"{path}: the weights of the classifiers cannot be read ({error}). {advice}") from error
