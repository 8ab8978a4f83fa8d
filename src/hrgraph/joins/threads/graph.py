"""Write threads: what is asked, who asks it, and the links that say why.

Guarantees: no words of documents: a label is composed of names of the lexicon and codes. The IRI of a thread comes from
what it asks; where only its words tell that, from its first member, so that later documents do not change it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from statistics import fmean

from hrgraph import __version__, iris, terms
from hrgraph.graph.writer import GraphWriter
from hrgraph.joins.threads.asks import Ask, Asking
from hrgraph.joins.threads.frequencies import rarity, topic_name
from hrgraph.joins.threads.similarity import FEATURES, Profile, compare
from hrgraph.joins.threads.threads import Link, Thread, make_threads
from hrgraph.registry import load_registry
from hrgraph.store import NamedGraph

METHOD = f"threads {__version__}"
_FAMILIES = {
    "become-party": "become a party to",
    "withdraw-reservation": "withdraw reservations to",
    "accept-procedure": "accept a procedure of",
    "invite": "receive",
}
_MOST_TOPICS = 2


def join_threads(askings: Iterable[Asking], merged: NamedGraph) -> NamedGraph:
    """Return the graph of threads.

    Args:
        askings: Of all documents, in any order.
        merged: Tells which rows of tables are recommendations told elsewhere.
    """
    rows = {triple.subject.value for triple in merged.matching({terms.HR + "rowOf"})}
    writer = GraphWriter(terms.GRAPH_THREADS, words=False)
    for thread in make_threads(askings, rows):
        _write(writer, thread)
    return NamedGraph.of_triples(terms.GRAPH_THREADS, writer.quads())


def _write(writer: GraphWriter, thread: Thread) -> None:
    asked = name_asked(thread)
    iri = _iri(thread)
    state = load_registry().by_iri(thread.state)
    writer.describe(iri, "hr:Thread", f"{state.label if state else thread.state.rpartition('/')[2]}: {asked}")
    writer.text(iri, "hr:whatIsAsked", asked)
    writer.link(iri, "hr:threadState", thread.state)
    writer.link(iri, "hr:threadMember", *(member.iri for member in thread.members))
    writer.text(iri, "hr:method", METHOD)
    writer.decimal(iri, "hr:score", round(fmean(link.score for link in thread.links), 3))
    dates = sorted(member.date for member in thread.members if member.date)
    if dates:
        writer.date(iri, "hr:firstAsked", dates[0])
        writer.date(iri, "hr:asOf", dates[-1])
    for link in thread.links:
        _write_link(writer, iri, link)


def _write_link(writer: GraphWriter, thread: str, link: Link) -> None:
    iri = f"{thread}/link/{iris.digest(link.earlier, link.later)}"
    earlier, later = (one.removeprefix(terms.ID) for one in (link.earlier, link.later))
    writer.describe(iri, "hr:ThreadLink", f"{later} asks the same as {earlier}")
    writer.link(iri, "hr:linkOf", thread)
    writer.link(iri, "hr:earlierStatement", link.earlier)
    writer.link(iri, "hr:laterStatement", link.later)
    writer.text(iri, "hr:method", METHOD)
    writer.decimal(iri, "hr:score", link.score)
    writer.text(iri, "hr:feature", *name_features(link.asks))


def _iri(thread: Thread) -> str:
    state = thread.state.removeprefix(terms.ID + "state/")
    if thread.key:
        family, slash, of = thread.key.partition("/")
        return iris.thing("thread", state, family if slash else iris.slug(family), *([of] if of else []))
    first = thread.asks[0]
    # No word in it: what the first of them asks also is not what all of them ask.
    return iris.thing("thread", state, iris.digest(thread.members[0].iri, "|".join(first.topics), first.stems))


def name_asked(thread: Thread) -> str:
    """Return what a thread asks: "become a party to CAT", "torture, prison conditions (investigate)"."""
    if thread.key:
        family, slash, of = thread.key.partition("/")
        return f"{_FAMILIES.get(family, family)} {of.replace('/', ' ')}" if slash else thread.key
    topics = _most(thread, [ask.topics or ask.generic for ask in thread.asks], _MOST_TOPICS)
    named = [_cited(name) for name in _most(thread, [ask.named for ask in thread.asks], 1)]
    details = [
        *_most(thread, [ask.groups for ask in thread.asks], 1),
        *_most(thread, [sorted(Profile.of(ask).acts) for ask in thread.asks], 1),
    ]
    what = ", ".join(topics or named) or "other"
    details = [detail for detail in details if detail not in what]
    return f"{what} ({', '.join(details)})" if details else what


def _cited(name: str) -> str:
    """Return how a provision or law is cited, from its path or code: "instrument/CAT/art/1/para/2" is "CAT, art. 1(2)".

    >>> _cited("law/FJI/public-order-act/art/12")
    'public order act, art. 12'
    """
    whole, _, article = name.partition("/art/")
    of = whole.rpartition("/")[2]
    of = of.replace("-", " ") if whole.startswith("law/") else of
    number, *rest = article.replace("/para/", "/").replace("/sub/", "/").split("/")
    return f"{of}, art. {number}" + "".join(f"({part})" for part in rest) if number else of


def _most(thread: Thread, names: Iterable[Collection[str]], number: int) -> list[str]:
    """Return the names that half of the asks of a thread have, the commonest first, at most so many."""
    counts = Counter(name for own in names for name in own)
    ordered = sorted(counts, key=lambda name: (-counts[name], -rarity(topic_name(name)), name))
    return [name for name in ordered if 2 * counts[name] >= len(thread.asks)][:number]


def name_features(asks: tuple[Ask, Ask] | None) -> list[str]:
    """Return what two asks share, as name and value."""
    if asks is None:
        return ["similar=by-its-own-word"]
    key = asks[0].key
    if key:
        family, slash, of = key.partition("/")
        what = "mandate" if family == "invite" else "instrument"
        return [f"act={family}", f"{what}={of}"] if slash else [f"concept={iris.slug(key)}"]
    one, other = map(Profile.of, asks)
    shared = [
        *(f"concept={iris.slug(name[1:])}" for name in one.topics.keys() & other.topics.keys()),
        *(f"group={iris.slug(name)}" for name in one.groups & other.groups),
        *(f"act={name}" for name in one.acts & other.acts),
        *(f"named={_cited(name)}" for name in one.named & other.named),
    ]
    likeness = dict(zip(FEATURES, compare(one, other), strict=True))["terms"]
    return sorted(shared) + ([f"terms={likeness:.2f}"] if likeness else [])
