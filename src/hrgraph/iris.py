"""Mint the IRIs of hrgraph's things. IRIs come from symbol, State, cycle, number and paragraph, never from run order.

    id/state/KAZ                                   id/instrument/CAT            id/instrument/CAT/art/1/para/2/sub/a
    id/treaty-body/CAT                             id/law/KAZ/criminal-code     id/law/KAZ/criminal-code/art/164
    id/special-procedure/sr-torture                id/ngo/amnesty-international id/un-entity/UNHCR
    id/joint-submission/A/HRC/WG.6/20/KAZ/3/JS4    id/review/KAZ/2              id/recommendation/KAZ/2/124.4
    id/document/A/HRC/WG.6/20/KAZ/3                id/document/A/HRC/WG.6/20/KAZ/3/para/12
    id/statement/A/HRC/WG.6/20/KAZ/3/para/12/5f0c9a3be1
    id/statement/A/HRC/WG.6/20/KAZ/3/para/12/5f0c9a3be1/evidence/position
    id/participation/A/HRC/WG.6/20/KAZ/3/CAT/ratification/1998-08-26/0a1b2c3d4e
    id/treaty-act/ratify/CAT                       id/rule/statements.reporting-clause/0.1.0
    id/statement/A/HRC/WG.6/20/KAZ/3/para/12/5f0c9a3be1/tag/sdg/16     id/method/hrgraph-rules/1-0a1b2c3d
    graph/document/A/HRC/WG.6/20/KAZ/3             graph/quarantine/A/HRC/WG.6/20/KAZ/3
    graph/tags/A/HRC/WG.6/20/KAZ/3
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote, unquote

from hrgraph import terms
from hrgraph.errors import IdentifierError
from hrgraph.law_names import law_key

# Sub-delimiters that symbols and paragraph numbers use and that need no escape in a path (RFC 3986, section 3.3).
_SAFE = "/.-_~():,'"
_TAG = "/tag/"


def slug(text: str) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, at most 80 characters.

    Raises:
        IdentifierError: Nothing is left of it.
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if not words:
        words = hashlib.sha256(text.encode()).hexdigest()[:10] if text.strip() else ""
    if not words:
        raise IdentifierError("an empty name cannot be an identifier; expected letters or digits")
    return words[:80].rstrip("-")


def digest(*fields: str | None) -> str:
    """Return ten hexadecimal digits that stand for a list of fields, the same in every run."""
    return hashlib.sha256("\x1f".join(field or "" for field in fields).encode()).hexdigest()[:10]


def _path(*parts: str) -> str:
    return "/".join(quote(part.strip("/"), safe=_SAFE) for part in parts)


def thing(*parts: str) -> str:
    """Return the IRI of a thing, e.g. `thing("state", "KAZ")`."""
    return terms.ID + _path(*parts)


def code_of(iri: str) -> str:
    """Return the code by which an actor or an instrument is exported: the last part of its IRI.

    >>> code_of("https://w3id.org/hrgraph/id/state/KAZ")
    'KAZ'
    """
    return unquote(iri.rpartition("/")[2])


def document(identifier: str) -> str:
    """Return the IRI of a document, from its symbol or slug."""
    return thing("document", identifier)


def document_graph(identifier: str) -> str:
    """Return the IRI of the named graph that holds what one document says."""
    return terms.GRAPH + _path("document", identifier)


def quarantine_of(graph: str) -> str:
    """Return the IRI of the quarantine graph of a document, from that of the document's graph."""
    return graph.replace(terms.GRAPH + "document/", terms.GRAPH + "quarantine/", 1)


def document_of(graph: str) -> str:
    """Return the IRI of a document, from that of its graph."""
    return graph.replace(terms.GRAPH + "document/", terms.ID + "document/", 1)


def tags_of(graph: str) -> str:
    """Return the IRI of the graph of a document's machine tags, from that of the document's graph."""
    return graph.replace(terms.GRAPH + "document/", terms.GRAPH + "tags/", 1)


def document_graph_of(graph: str) -> str:
    """Return the IRI of the graph of a document, from that of the graph of its machine tags; any other IRI as it is."""
    return graph.replace(terms.GRAPH + "tags/", terms.GRAPH + "document/", 1)


def short_slug(text: str) -> str:
    """Return a slug of at most six words; what is longer ends in a digest of the whole text.

    An identifier names a heading or a title; it does not copy it.
    """
    words = slug(text).split("-")
    return "-".join(words) if len(words) <= 6 else "-".join([*words[:6], digest(text)])


def passage(identifier: str, kind: str, name: str) -> str:
    """Return the IRI of a passage that is cited by its number: kind "para" or "note", name as printed."""
    return thing("document", identifier, kind, name)


def section(identifier: str, path: tuple[str, ...]) -> str:
    """Return the IRI of a section, from the headings that lead to it: one heading may stand in several chapters."""
    return thing("document", identifier, "section", *(short_slug(heading) for heading in path or ("0",)))


def text_version(identifier: str, sha256: str) -> str:
    """Return the IRI of the text of a document in which offsets count."""
    return thing("document", identifier, "text", sha256[:16])


def statement(identifier: str, paragraph: str, quote_text: str) -> str:
    """Return the IRI of a statement: its document, its paragraph and a hash of its words."""
    numbered = re.fullmatch(r"[0-9][\w.]*", paragraph)
    place = _path("para", paragraph) if numbered else _path("section", short_slug(paragraph.strip() or "0"))
    return thing("statement", identifier) + "/" + place + "/" + digest(identifier, paragraph, quote_text)


def upr_recommendation(state: str, cycle: int, number: str) -> str:
    """Return the IRI of a UPR recommendation, the same for every source that speaks of it."""
    return thing("recommendation", state, str(cycle), number)


def upr_recommendation_row(state: str, cycle: int, key: str) -> str:
    """Return the IRI of a UPR recommendation that a table gives without its number, from what it is known by."""
    return thing("recommendation", state, str(cycle), "row", key)


def review(state: str, cycle: int) -> str:
    """Return the IRI of a State's review in a cycle."""
    return thing("review", state, str(cycle))


def instrument(code: str) -> str:
    """Return the IRI of an international instrument, from its code."""
    return thing("instrument", code)


def domestic_law(state: str, name: str) -> str:
    """Return the IRI of a law of a State, the same for all names by which documents call it."""
    return thing("law", state, short_slug(law_key(name) or name))


def provision(of: str, article: str) -> str:
    """Return the IRI of a provision: `of` is the instrument's or law's IRI, `article` e.g. "1", "6(2)", "19(3)(a)"."""
    number, *rest = re.findall(r"[^()\s]+", article)
    path = of + "/art/" + quote(number, safe=_SAFE)
    for part in rest:
        path += ("/para/" if part.isdigit() else "/sub/") + quote(part, safe="")
    return path


def concept(scheme: str, name: str) -> str:
    """Return the IRI of a concept of one of the schemes."""
    return terms.SCHEME + _path(scheme, slug(name))


def joint_submission(identifier: str, code: str) -> str:
    """Return the IRI of a coalition's submission, whose number is local to one summary."""
    return thing("joint-submission", identifier, code)


def other_instrument(name: str) -> str:
    """Return the IRI of an instrument that the reference data does not know, from its name."""
    return thing("instrument", "other", short_slug(name))


def instrument_key(code: str) -> str:
    """Return what stands for an instrument in the identifiers of acts and facts: its code, or "other/" and a slug."""
    named = code.removeprefix("other:")
    return code if named == code else "other/" + short_slug(named)


def treaty_act(act: str, instrument_code: str) -> str:
    """Return the IRI of an act towards an instrument ("ratify", "CAT"); `instrument_code` may be "other:<name>"."""
    return thing("treaty-act", slug(act), instrument_key(instrument_code))


def source(title: str) -> str:
    """Return the IRI of a cited document that has a title and no symbol."""
    return thing("source", short_slug(title))


def record(kind: str, identifier: str, *fields: str | None) -> str:
    """Return the IRI of a fact, citation or unresolved mention: its document, and the fields that tell it apart."""
    return thing(kind, identifier, *(field for field in fields if field))


def evidence(of: str) -> str:
    """Return the IRI of the evidence for a record, from the record's IRI."""
    return of + "/evidence"


def rule(name: str, version: str) -> str:
    """Return the IRI of a version of an extraction rule."""
    return thing("rule", name, version)


def tag(statement_iri: str, concept_iri: str) -> str:
    """Return the IRI of the machine tag that gives a concept to a statement."""
    return statement_iri + _TAG + concept_iri.removeprefix(terms.SCHEME)


def parse_tag(iri: str) -> tuple[str, str] | None:
    """Return the statement's IRI and the concept's of a machine tag, the inverse of `tag`; None for any other IRI."""
    statement_iri, found, name = iri.rpartition(_TAG)
    return (statement_iri, terms.SCHEME + name) if found else None


def method(name: str, version: str) -> str:
    """Return the IRI of a version of a method that works something out."""
    return thing("method", name, version)


def software(version: str) -> str:
    """Return the IRI of a version of hrgraph."""
    return thing("software", "hrgraph", version)


def extraction(identifier: str, sha256: str, version: str) -> str:
    """Return the IRI of the reading of one text by one version of hrgraph."""
    return thing("extraction", identifier, sha256[:16], version)
