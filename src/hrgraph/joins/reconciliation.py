"""Bring together what several sources say of one recommendation: report, addendum, thematic list, table.

Guarantees: a pure function of its records, whatever their order. A recommendation is one thing, known by State, cycle and
number; a row without a number belongs to the recommendation of the same State, review and recommending State whose words
it shares. Nothing a source says is changed or dropped: each keeps its own account, and where accounts differ the difference
is a record. A row that fits no recommendation, or two equally well, stays by itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hrgraph.models import PositionValue
from hrgraph.names import fold

# Who speaks first where sources differ: the State's answer, then the report, then those who tell of both.
PRECEDENCE = ("Addendum", "WorkingGroupReport", "ThematicList", "RecommendationTable")
# A row has the words of a recommendation if this share of its words is among them: less where the recommending State is the
# same, since tables shorten.
_LEAST_SHARED = 0.8
_LEAST_SHARED_SAME_STATE = 0.6
# Words of two accounts of one number that share less are not the same text.
_LEAST_SAME_TEXT = 0.7
_FINAL: dict[PositionValue, str] = {
    "supported": "supported",
    "implemented": "supported",
    "supported in part": "supported in part",
    "noted": "noted",
}


@dataclass(frozen=True, slots=True)
class Account:
    """What one document says of one recommendation.

    Attributes:
        document: `Document.identifier`.
        kind: Of the document.
        state: ISO 3166 alpha-3 of the State under review.
        number: As printed: "122.4"; "4" where the document leaves the paragraph out; None in a table without numbers.
        key: What a row without a number is known by.
        words: The text, folded, without punctuation; empty where the document only answers.
        position: What it says that the State's position is.
        record: Identifier of the recommendation in the graph of the document, where there is one.
        position_record: That of the position.
        review: Identifier of the review.
    """

    document: str
    kind: str
    state: str
    cycle: int
    number: str | None = None
    key: str | None = None
    issuers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    position: PositionValue | None = None
    record: str = ""
    position_record: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A point on which accounts of one recommendation differ.

    Attributes:
        on: "issuers", "text" or "response".
        values: Pairs of a document and what it says, sorted.
    """

    on: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One recommendation, with every account of it.

    Attributes:
        number: "122.4", or None where no source prints one.
        accounts: By precedence of their kinds, then by document.
        response: The final position: supported, supported in part or noted; None where nobody knows it.
        last: The account that gives the final position; where the State is still to answer, the one that says so; None
            where none has a position.
        differences: Sorted by `on`.
    """

    state: str
    cycle: int
    number: str | None
    accounts: tuple[Account, ...]
    response: str | None = None
    last: Account | None = None
    differences: tuple[Difference, ...] = field(default=())


def text_words(text: str) -> tuple[str, ...]:
    """Return the words of a recommendation without the brackets that name States and without what tells editions apart."""
    plain = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\s*[;.,]?\s*(?=/|$)", " ", text)
    return tuple(re.findall(r"[a-z0-9]+", fold(plain)))


def reconcile(accounts: Iterable[Account]) -> list[Reconciled]:
    """Return the recommendations that accounts speak of, each once, sorted by State, cycle and number.

    Accounts without a number that belong to no other come last in their review.
    """
    reviews: dict[tuple[str, int], list[Account]] = defaultdict(list)
    for account in accounts:
        reviews[account.state, account.cycle].append(account)
    found = []
    for _, own in sorted(reviews.items()):
        found += _reconcile_review(sorted(own, key=_order))
    return found


def _order(account: Account) -> tuple:
    rank = PRECEDENCE.index(account.kind) if account.kind in PRECEDENCE else len(PRECEDENCE)
    name = (_numeric(account.number), account.key or "")
    return rank, account.document, name, account.issuers, account.words, account.position or "", account.record


def _numeric(number: str | None) -> list[int]:
    return [int(part) for part in number.split(".")] if number else []


def _reconcile_review(accounts: Sequence[Account]) -> list[Reconciled]:
    """Return the recommendations of one review."""
    numbered: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        if account.number and "." in account.number:
            numbered[account.number].append(account)
    texts = {number: own for number, own in numbered.items() if any(account.words for account in own)}
    index = _Index(texts)
    alone: list[Account] = []
    for account in accounts:
        if account.number and "." in account.number:
            continue
        number = _with_paragraph(account, texts) if account.number else index.match(account)
        if number:
            numbered[number].append(account)
        else:
            alone.append(account)
    joined = [_join(number, own) for number, own in sorted(numbered.items(), key=lambda item: _numeric(item[0]))]
    return joined + [_join(None, [account]) for account in alone]


def _with_paragraph(account: Account, numbered: dict[str, list[Account]]) -> str | None:
    """Return the number whose paragraph an addendum left out: the only one with this item, or the only one left open."""
    fitting = [number for number in numbered if number.partition(".")[2] == account.number]
    if len(fitting) > 1:
        fitting = [number for number in fitting if any(other.position == "pending" for other in numbered[number])]
    return fitting[0] if len(fitting) == 1 else None


class _Index:
    """The texts of the numbered recommendations of a review, found by the words of a row."""

    def __init__(self, numbered: dict[str, list[Account]]) -> None:
        self._texts = {
            number: Counter(max((account.words for account in own), key=len)) for number, own in sorted(numbered.items())
        }
        self._by_issuer: dict[str, set[str]] = defaultdict(set)
        for number, own in numbered.items():
            for account in own:
                for issuer in account.issuers:
                    self._by_issuer[issuer].add(number)

    def match(self, row: Account) -> str | None:
        """Return the number of the recommendation that a row repeats, or None."""
        own = set().union(*(self._by_issuer.get(issuer, set()) for issuer in row.issuers)) if row.issuers else set()
        return self._best(row, own, _LEAST_SHARED_SAME_STATE) or self._best(row, self._texts.keys() - own, _LEAST_SHARED)

    def _best(self, row: Account, numbers: Iterable[str], least: float) -> str | None:
        """Return the number with the most words in common; of equals the one with the fewest others, or None."""
        words = Counter(row.words)
        size = sum(words.values())
        scored = []
        for number in numbers:
            text = self._texts[number]
            shared = sum(min(count, text[word]) for word, count in words.items()) / size if size else 0.0
            if shared >= least:
                scored.append((-round(shared, 6), text.total(), number))
        scored.sort()
        if not scored or (len(scored) > 1 and scored[0][:2] == scored[1][:2]):
            return None
        return scored[0][2]


def _join(number: str | None, accounts: Sequence[Account]) -> Reconciled:
    ordered = tuple(sorted(accounts, key=_order))
    first = ordered[0]
    differences = tuple(difference for difference in (_on_issuers(ordered), _on_response(ordered), _on_text(ordered)) if difference)
    last = _last(ordered)
    response = _FINAL.get(last.position) if last and last.position else None
    return Reconciled(first.state, first.cycle, number, ordered, response, last, differences)


def _last(accounts: Sequence[Account]) -> Account | None:
    """Return the first account, by precedence, that has a final position, or else the first that has any."""
    told = [account for account in accounts if account.position]
    return next((account for account in told if account.position in _FINAL), told[0] if told else None)


def _on_response(accounts: Sequence[Account]) -> Difference | None:
    """Return how the sources differ on the final position. A report that an addendum answers gives only the first."""
    answered = any(account.kind == "Addendum" for account in accounts)
    said = [
        (account.document, _FINAL[account.position])
        for account in accounts
        if account.position in _FINAL and not (answered and account.kind == "WorkingGroupReport")
    ]
    return _difference("response", said)


def _on_issuers(accounts: Sequence[Account]) -> Difference | None:
    """Return how the sources differ on the recommending States. A row of a table names one of them."""
    whole = [(account.document, " ".join(account.issuers)) for account in accounts if account.issuers and account.number]
    known = {issuer for account in accounts if account.number for issuer in account.issuers}
    rows = [
        (account.document, " ".join(account.issuers))
        for account in accounts
        if account.issuers and account.number is None and known and not set(account.issuers) <= known
    ]
    return _difference("issuers", whole + rows)


def _on_text(accounts: Sequence[Account]) -> Difference | None:
    """Return how the sources that number the recommendation differ in its words."""
    texts = [account for account in accounts if account.words and account.number]
    if all(_alike(texts[0].words, other.words) for other in texts[1:]):
        return None
    return _difference("text", [(account.document, " ".join(account.words)) for account in texts])


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    first, second = Counter(one), Counter(other)
    return (first & second).total() >= _LEAST_SAME_TEXT * (first | second).total()


def _difference(on: str, said: Iterable[tuple[str, str]]) -> Difference | None:
    values = tuple(sorted(set(said)))
    return Difference(on, values) if len({value for _, value in values}) > 1 else None
