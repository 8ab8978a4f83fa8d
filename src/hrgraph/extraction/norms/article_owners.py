"""Say by grammar whose articles are named: "article 3 of the Convention", "the Code (articles 5 and 6)".

An article that no grammar ties to a norm has no owner here; its context may tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hrgraph.extraction.norms.mentions import ArticleMention

# Between articles and their norm: "articles 7 and 8, among others, of the new ...", "Article 5 (Equality) of its ...".
_TO_NORM = re.compile(
    r"""
    ^ (?: \)(?=\ of\b) )?                                        # "the provision on libel (article 5) of the Code"
      (?: \ ?\([^()]{1,90}\) )?
      (?: ,?\ (?:among\ others|inter\ alia|respectively),? )?
      ,? (?: \ (?:of|in|under|from|to|by|contained\ in|set\ out\ in) )?
      (?: \ (?:the|its|that|this|their|both|same|said|new|old|former|previous|current|revised|amended|provisions\ of
          |country[’']s|State[’']s|State\ party[’']s|(?:1[89]|20)\d\d|[A-Z]\w+[’']s?) )*
      \ ?$
    """,
    re.VERBOSE,
)
# Between a norm and its articles: "the Code, in particular articles 5 and 6", "the Code’s article 5".
_FROM_NORM = re.compile(
    r"""
    ^ (?: [’']s? )? ,? \ ?\(?
      (?: provisions?|including|in\ particular|particularly|notably|namely|especially|specifically|e\.g\.|inter\ alia
        |under|at|in|its|the|see|cf\.|:|,|\ )* $
    """,
    re.VERBOSE,
)
# Between two articles of one norm: "article 3 and article 5 of the ...".
_TOGETHER = re.compile(
    r"^,? ?(?:and|or|as well as|,|to|in conjunction with|in connection with|(?:read |taken )?together with|read with"
    r"|with reference to)? ?(?:the )?(?:provisions of )?$"
)


# Marks of bold and italic type, which some documents set around articles and norms.
_MARKUP = re.compile(r"</?[a-zA-Z]{1,6}>|\*+")


def find_owners(
    text: str, articles: Sequence[ArticleMention], norms: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Return the position of the norm in `norms` for each position in `articles` that grammar ties to one.

    Args:
        articles: Found in `text`, in text order.
        norms: Spans of the norms that are named or pointed to, in text order. Several may share a span.
    """
    owners: dict[int, int] = {}
    for position in range(len(articles) - 1, -1, -1):
        article = articles[position]
        after = next((i for i, (start, _) in enumerate(norms) if start >= article.end), None)
        if after is not None and _TO_NORM.match(_plain(text[article.end : norms[after][0]])):
            owners[position] = after
        elif position + 1 in owners and _TOGETHER.match(
            _plain(text[article.end : articles[position + 1].start])
        ):
            owners[position] = owners[position + 1]
    for position, article in enumerate(articles):
        before = next((i for i in range(len(norms) - 1, -1, -1) if norms[i][1] <= article.start), None)
        if position in owners or before is None:
            continue
        if _FROM_NORM.match(_plain(text[norms[before][1] : article.start])):
            owners[position] = before
    return owners


def _plain(text: str) -> str:
    return _MARKUP.sub("", text)
