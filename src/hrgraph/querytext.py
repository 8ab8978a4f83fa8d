"""Read the text of a SPARQL query as tokens: what it asks for, before any engine sees it.

The engine has no switch against `SERVICE`, and a remote endpoint takes no substitutions; both are settled here, on
tokens, so that a word inside a string, an IRI or a comment is never taken for a keyword and a value is never pasted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
    """Return a query that joins its outermost group with values of variables, for what takes no substitutions.

    The group begins with the values, so filters and optional parts of it see them; see `bindable_variables`.

    Args:
        text: A query of any form that has a group.
        terms: Variable name without "?" -> the term in N-Triples form.

    >>> bind_terms("SELECT * { ?s ?p ?o }", {"o": '"x"'})
    'SELECT * { VALUES (?o) { ("x") } ?s ?p ?o }'
    """
    tokens = list(tokenize(text))
    group = _outermost_group(tokens)
    if not terms or group is None:
        return text
    names = " ".join(f"?{name}" for name in terms)
    values = f" VALUES ({names}) {{ ({' '.join(terms.values())}) }}"
    return "".join([*(token.text for token in tokens[: group + 1]), values, *(token.text for token in tokens[group + 1 :])])


def extend_group(text: str, patterns: str) -> str:
    """Return a query with more patterns at the end of its outermost group.

    >>> extend_group("SELECT * { ?s ?p ?o }", "FILTER(?o > 1)")
    'SELECT * { ?s ?p ?o FILTER(?o > 1)\\n}'
    """
    tokens = list(tokenize(text))
    group = _outermost_group(tokens)
    depth = 0
    for index in range(len(tokens) if group is None else group, len(tokens)):
        depth += {"{": 1, "}": -1}.get(tokens[index].text, 0)
        if not depth:
            return "".join([*(t.text for t in tokens[:index]), patterns, "\n", *(t.text for t in tokens[index:])])
    return text


def bindable_variables(text: str) -> frozenset[str]:
    """Return the variables of a query that `bind_terms` can give a value.

    Those of the outermost group and of the groups in it. What a sub-query uses and does not select is another variable of
    the same name, so it is not among them.

    >>> sorted(bindable_variables("SELECT ?s { ?s ?p ?o { SELECT ?p { ?p ?q ?r } } }"))
    ['o', 'p', 's']
    """
    tokens = [token for token in tokenize(text) if token.kind != "space"]
    group = _outermost_group(tokens)
    return frozenset(_visible(tokens, group + 1)[0]) if group is not None else frozenset()


def _outermost_group(tokens: Sequence[Token]) -> int | None:
    """Return the index of the brace that opens the WHERE group, or None where a query has none that takes values.

    A brace inside parentheses belongs to an expression, and the first one of a CONSTRUCT is its template.
    """
    form, depth, templates = "", 0, 0
    for index, token in enumerate(tokens):
        if token.keyword in _FORMS and not form:
            form = token.keyword
        elif token.text in ("(", ")"):
            depth += 1 if token.text == "(" else -1
        elif token.text == "}" and not depth:
            templates += 1
        elif token.text == "{" and not depth and form:
            if form != "CONSTRUCT" or templates:
                return index
            before = next((other for other in reversed(tokens[:index]) if other.kind != "space"), token)
            if before.keyword == "WHERE":  # the short form, in which the group is the template
                return None
    return None


def _visible(tokens: Sequence[Token], index: int) -> tuple[set[str], int]:
    """Return the variables of the group that `index` is in, as seen from outside, and the index after its end."""
    names: set[str] = set()
    while index < len(tokens) and tokens[index].text != "}":
        token = tokens[index]
        if token.kind == "variable":
            names.add(token.text[1:])
        elif token.keyword == "SELECT":
            more, index = _selected(tokens, index + 1)
            names |= more
            continue
        elif token.text == "{":
            more, index = _visible(tokens, index + 1)
            names |= more
            continue
        index += 1
    return names, index + 1


def _selected(tokens: Sequence[Token], index: int) -> tuple[set[str], int]:
    """Return the variables that a sub-query selects, and the index after its group; `index` is behind SELECT."""
    names: set[str] = set()
    depth, everything = 0, False
    while index < len(tokens) and (depth or tokens[index].text != "{"):
        token = tokens[index]
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        is_alias = depth == 1 and tokens[index - 1].keyword == "AS"
        if token.kind == "variable" and (not depth or is_alias):
            names.add(token.text[1:])
        everything = everything or (token.text == "*" and not depth)
        index += 1
    inner, index = _visible(tokens, index + 1)
    return names | inner if everything else names, index
