"""What a recommendation is about, as far as two of them can be compared: its words, its provisions, its issues.

Two recommendations to one State have the same subject only if a classifier, sure of both, gives them an issue in common and
they share words, or if they name the same provision and share words. Recommendations whose words the graph does not hold
are never compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hrgraph import iris, terms
from hrgraph.joins.document_facts import DocumentFacts
from hrgraph.names import fold
from hrgraph.store import NamedGraph

READ = ("hr:mentions", "hr:quote")
_ISSUES = terms.SCHEME + "upr-info-issues/"
_SCORE = terms.HR + "score"
# A classifier is sure of an issue from here on.
_LEAST_SURE = 0.9
# So many stems are shared, and so large a share of those of the shorter text.
_LEAST_STEMS, _LEAST_SHARE = 4, 0.3
_STEM_LETTERS = 6
# Words that any recommendation may have.
_ANY = re.compile(
    r"(?:ensur|contin|effort|strengt|measur|nation|human|right|intern|legisl|includ|implem|recomm|state|party|govern|countr|promot"
    r"|protec|effect|necess|accord|furthe|improv|adopt|should|regard|relate|relevan|provid|undert|establ|steps|view|respec|respect)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a recommendation is about.

    Attributes:
        stems: The first letters of its telling words, sorted.
        provisions: IRIs of articles that it names, sorted; whole instruments are no subject.
        issues: Issues of UPR Info that a classifier gives, by local name, each with its score, sorted.
    """

    stems: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    issues: tuple[tuple[str, float], ...] = ()


def read_issues(tags: NamedGraph | None) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return by statement the issues that machine tags give it."""
    found: dict[str, list[tuple[str, float]]] = {}
    for triple in tags.matching({_SCORE}) if tags else ():
        tag = iris.parse_tag(triple.subject.value)
        if tag and tag[1].startswith(_ISSUES):
            found.setdefault(tag[0], []).append((tag[1].removeprefix(_ISSUES), float(triple.object.value)))
    return {statement: tuple(sorted(issues)) for statement, issues in found.items()}


def read_subject(facts: DocumentFacts, recommendation: str, issues: Mapping[str, tuple[tuple[str, float], ...]]) -> Subject:
    """Return what a recommendation is about."""
    words = re.findall(r"[^\W\d_]{5,}", fold(facts.value(recommendation, "hr:quote") or ""))
    stems = {word[:_STEM_LETTERS] for word in words if not _ANY.match(word)}
    provisions = [mention for mention in facts.values(recommendation, "hr:mentions") if "/art/" in mention]
    return Subject(tuple(sorted(stems)), tuple(provisions), issues.get(recommendation, ()))


def match_subjects(one: Subject, other: Subject) -> tuple[float, tuple[str, ...]] | None:
    """Return how sure it is that two recommendations have the same subject, and what they share; None if they have not."""
    stems = {*one.stems} & {*other.stems}
    least = min(len(one.stems), len(other.stems))
    if len(stems) < _LEAST_STEMS or len(stems) < _LEAST_SHARE * least:
        return None
    share = len(stems) / least
    provisions = sorted({*one.provisions} & {*other.provisions})
    theirs = dict(other.issues)
    issues = {name: min(score, theirs[name]) for name, score in one.issues if min(score, theirs.get(name, 0.0)) >= _LEAST_SURE}
    if not provisions and not issues:
        return None
    sure = 1.0 if provisions else max(issues.values())
    features = [f"provision={provision.removeprefix(terms.ID + 'instrument/')}" for provision in provisions]
    features += [f"issue={name}" for name in sorted(issues)]
    return round(sure * share, 3), (*features, f"shared-stems={len(stems)} of {least}")
