"""Read the text of a SPARQL query as tokens: what it asks for, before any engine sees it.

The engine has no switch against `SERVICE`, and a remote endpoint takes no substitutions; both are settled here, on
tokens, so that a word inside a string, an IRI or a comment is never taken for a keyword and a value is never pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from hrgraph.errors import QueryRefused

QueryForm = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

# SPARQL 1.1, section 19.8. Whatever stands between two tokens of these kinds is white space or an operator.
_TOKEN = re.compile(
    r"""
      (?P<space>   [\x20\t\r\n]+ | \#[^\r\n]* )                           # white space and comments
    | (?P<iri>     <[^\x00-\x20<>"{}|^`]*> )                              # <http://example.org/>; escapes are let through
    | (?P<string>  \"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*\"{3}                  # long strings before short ones
                 | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | \"(?:[^\"\\\r\n]|\\.)*\" | '(?:[^'\\\r\n]|\\.)*' )
    | (?P<variable>[?$][\w\u00B7]+ )
    | (?P<tag>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )                         # language tag
    | (?P<name>    (?:[^\W\d](?:[\w.\-\u00B7]*[\w\-\u00B7])?)?:           # prefixed name, also _:blank and ex:
                   (?:[\w:.\-\u00B7]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*(?<!\.) )
    | (?P<number>  (?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)? )
    | (?P<word>    [^\W\d]\w* )                                           # keywords, names of functions, "a", "true"
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE = {"BASE", "PREFIX", "VERSION"}
_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; `kind` is the name of the group that matched, white space and comments included."""

    kind: str
    text: str

    @property
    def keyword(self) -> str:
        """The word in capitals, or "" for what is not a word."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(frozen=True, slots=True)
class DatasetClause:
    """The graphs that a query or a request names; `None` where it names none of that sort and says nothing of it.

    SPARQL 1.1 Protocol, section 2.1.4: what a request names wins over FROM and FROM NAMED.
    """

    default: tuple[str, ...]
    named: tuple[str, ...]


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of a query; joined, they are the query again."""
    for match in _TOKEN.finditer(text):
        yield Token(match.lastgroup or "other", match.group())


def significant_tokens(text: str) -> list[Token]:
    """Return the tokens of a query without white space and comments."""
    return [token for token in tokenize(text) if token.kind != "space"]


def match_form(text: str) -> QueryForm | None:
    """Return the form of a query, or None where the text begins with none of the four.

    >>> match_form("PREFIX ask: <http://example.org/> # DESCRIBE\\nselect * {}")
    'SELECT'
    """
    for token in significant_tokens(text):
        if token.keyword in _FORMS:
            return token.keyword  # type: ignore[return-value]
        if token.keyword and token.keyword not in _PROLOGUE:
            return None
    return None


def check_allowed(text: str) -> None:
    """Refuse what this read-only service does not do, before the engine starts on it.

    The engine reads `SERVICE` also where no white space sets it apart ("trueSERVICE<...>", "SERVICE:name {"), so
    a word that contains it is refused, and a prefixed name that contains it where a group follows.

    Raises:
        QueryRefused: The query calls another endpoint (SERVICE), or is an update (LOAD, INSERT, ...).
    """
    tokens = significant_tokens(text)
    for token in tokens:
        if token.keyword in _UPDATES:
            raise QueryRefused(
                f"{token.keyword} changes data, and this service only reads. Send a SELECT, ASK, CONSTRUCT or DESCRIBE query."
            )
        if token.keyword and token.keyword not in _PROLOGUE:
            break
    for index, token in enumerate(tokens):
        follower = tokens[index + 1].text if index + 1 < len(tokens) else ""
        before = tokens[index - 1].keyword if index else ""
        hidden = token.kind == "name" and follower == "{" and before != "GRAPH"
        if (token.kind == "word" or hidden) and "SERVICE" in token.text.partition(":")[0].upper():
            raise QueryRefused(
                "SERVICE asks this server to call another one, which it does not do. Run that part of the query at"
                " the other endpoint and join the answers."
            )


def match_dataset_clause(text: str, *, base_iri: str) -> DatasetClause | None:
    """Return the graphs named by FROM and FROM NAMED, or None where a query has neither.

    An IRI whose prefix is not declared is left out: the engine reports it.
    """
    prefixes: dict[str, str] = {}
    default: list[str] = []
    named: list[str] = []
    tokens = significant_tokens(text)
    base = base_iri
    for index, token in enumerate(tokens):
        if token.text in ("{", "*") and default + named:
            break
        if token.keyword == "PREFIX" and len(tokens) > index + 2 and tokens[index + 2].kind == "iri":
            prefixes[tokens[index + 1].text] = urljoin(base, tokens[index + 2].text[1:-1])
        elif token.keyword == "BASE" and len(tokens) > index + 1:
            base = urljoin(base, tokens[index + 1].text[1:-1])
        elif token.keyword == "FROM":
            is_named = len(tokens) > index + 1 and tokens[index + 1].keyword == "NAMED"
            target = tokens[index + 1 + is_named : index + 2 + is_named]
            iri = _expand(target[0], prefixes, base) if target else None
            if iri is not None:
                (named if is_named else default).append(iri)
    return DatasetClause(tuple(default), tuple(named)) if default or named else None


def _expand(token: Token, prefixes: Mapping[str, str], base: str) -> str | None:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    prefix, colon, local = token.text.partition(":")
    namespace = prefixes.get(prefix + colon)
    return None if namespace is None else namespace + re.sub(r"\\(.)", r"\1", local)


def bind_terms(text: str, terms: Mapping[str, str]) -> str:
    """Return a query that joins its outermost group with values of variables, for endpoints that take no substitutions.

    The group begins with the values, so filters and optional parts of it see them; a sub-query must select the
    variables it uses.

    Args:
        text: A SELECT query without braces before its WHERE group.
        terms: Variable name without "?" -> the term in N-Triples form.

    >>> bind_terms("SELECT * { ?s ?p ?o }", {"o": '"x"'})
    'SELECT * { VALUES (?o) { ("x") } ?s ?p ?o }'
    """
    if not terms:
        return text
    output: list[str] = []
    for token in tokenize(text):
        output.append(token.text)
        if token.text == "{" and output.count("{") == 1:
            names = " ".join(f"?{name}" for name in terms)
            output.append(f" VALUES ({names}) {{ ({' '.join(terms.values())}) }}")
    return "".join(output)
