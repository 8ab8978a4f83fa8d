"""What the classifiers see of a recommendation: named features with a value each, from its words.

The name of a feature is a letter for its kind, a space, and stems. None holds more than three words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt

from hrgraph.classification.phrases import LONGEST_PHRASE_WORDS, PhraseIndex
from hrgraph.classification.wording import JOINING, PUNCTUATION, stem

Features = dict[str, float]

# How far apart two words may stand to be a pair.
_PAIR_REACH = 4
# A text of so many features counts fully; the features of a longer one count less each.
_USUAL_FEATURES = 60
_USUAL_VALUE = 0.15
_STRONG_VALUE = 0.3
_PREFIX_LETTERS = (5, 7)
_SUFFIX_LETTERS = 5
_SHORTEST_CUT_WORD = 6

# What may stand before the verb that says what to do: "recommended that the Government ...", "it should also ...".
_BEFORE_THE_VERB = re.compile(
    r"""
    (?: (?:it\ )?(?:is\ )?recommend(?:s|ed)?(?:\ that)? | encourages? | urges? | calls?\ on
      | that | to | it | should | must | also | and | further(?:more)? | in\ addition | as\ well\ as | well\ as
      | (?:the\ )?(?:government|state|authorities)(?:\ of(?:\ the)?)? | <state>
      | as\ a\ matter\ of\ \w+ | [,:.()]
    )(?:\ |$)
    """,
    re.VERBOSE,
)
_ADVERB = re.compile(r"[a-z]+ly|also|more|soon")
# What a further clause, with a verb of its own, begins with.
_CLAUSE_OPENERS = frozenset({"and", "to", "by", "through", "includ", ",", ";", "with", "not", "or", "for", "that"})
_STEP_OPENERS = frozenset({"to", "by", "through", "includ"})
_ARTICLES = frozenset({"the", "its", "a", "all", "an"})


def find_issue_features(words: Sequence[str], index: PhraseIndex) -> Features:
    """Return the features that speak of a recommendation's issues.

    Args:
        words: From `wording.cut`.
        index: Wordings of the issues, from `phrases.index_phrases`.
    """
    stems = [stem(word) for word in words]
    weak = {f"w {word}" for word in stems if word not in PUNCTUATION and word[0] != "<"}
    weak |= {f"b {first} {second}" for first, second in _neighbours(stems)}
    content = [word for word in stems if word not in JOINING]
    for place, word in enumerate(content):
        if word in PUNCTUATION:
            continue
        for other in content[place + 1 : place + 1 + _PAIR_REACH]:
            if other not in PUNCTUATION:
                weak.add(f"k {word} {other}" if word < other else f"k {other} {word}")
    for word in set(words):
        if len(word) >= _SHORTEST_CUT_WORD and word[0] != "<":
            weak.update(f"p {word[:letters]}" for letters in _PREFIX_LETTERS if letters < len(word))
            weak.add(f"s {word[-_SUFFIX_LETTERS:]}")
    phrases = index.find(stems)
    concepts = {concept for phrase in phrases for concept in index.concepts[phrase]}
    strong = {f"n {word}" for word in stems if word[0] == "<"}
    strong |= {f"h {' '.join(phrase)}" for phrase in phrases if len(phrase) < LONGEST_PHRASE_WORDS}
    strong |= {f"L {concept}" for concept in concepts}
    strong.add(f"N {min(LONGEST_PHRASE_WORDS, len(concepts))}")
    value = _USUAL_VALUE * (_USUAL_FEATURES / max(1, len(weak))) ** 0.25
    return {**dict.fromkeys(sorted(weak), value), **dict.fromkeys(sorted(strong), _STRONG_VALUE)}


def _neighbours(stems: Sequence[str]) -> list[tuple[str, str]]:
    return [pair for pair in zip(stems, stems[1:]) if not PUNCTUATION.intersection(pair)]


def split_opening(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the adverbs before a recommendation's first verb, and the words from that verb on."""
    text = " ".join(words)
    while (found := _BEFORE_THE_VERB.match(text)) is not None:
        text = text[found.end() :]
    rest = text.split()
    adverbs = []
    while len(rest) > 2 and _ADVERB.fullmatch(rest[0]):
        adverbs.append(rest.pop(0))
    return adverbs, rest


def find_action_features(words: Sequence[str]) -> Features:
    """Return the features that speak of how much a recommendation asks, of length 1 as a vector.

    Most of it is in the first verb and its object, then in the verbs of the clauses that follow.
    """
    adverbs, rest = split_opening(words)
    stems = [stem(word) for word in rest]
    found: Features = {f"v {word}": 0.5 for word in stems if word not in PUNCTUATION}
    found |= {f"b {first} {second}": 0.5 for first, second in _neighbours(stems)}
    found |= {f"a {word}": 1.0 for word in adverbs}
    plain = [word for word in stems if word not in PUNCTUATION]
    content = [word for word in plain if word not in JOINING]
    if stems:
        found[f"H {stems[0]}"] = 3.0
    for length in (2, 3):
        found[f"H{length} {' '.join(plain[:length])}"] = 1.5
    found[f"C2 {' '.join(content[:2])}"] = 2.0
    found[f"C3 {' '.join(content[:3])}"] = 1.5
    for place, word in enumerate(content[1:], 1):
        if place < LONGEST_PHRASE_WORDS + 1:
            found[f"O {word}"] = 1.0
            found[f"HO {content[0]} {word}"] = 1.0
        found[f"HA {content[0]} {word}"] = 0.5
    for opener, word, after in zip(stems, stems[1:], [*stems[2:], ""]):
        if opener not in _CLAUSE_OPENERS:
            continue
        if word not in PUNCTUATION and word not in JOINING:
            found[f"c {opener} {word}"] = 1.0
            if opener in _STEP_OPENERS:
                found[f"s {'to' if opener == 'to' else 'by'} {word}"] = 1.0
        if word in _ARTICLES and after not in PUNCTUATION:
            found[f"c {opener} _ {after}"] = 1.0
    found[f"l {min(5, len(plain) // 8)}"] = 1.0
    length = sqrt(sum(value * value for value in found.values()))
    return {name: value / length for name, value in sorted(found.items())}
