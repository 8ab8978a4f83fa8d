"""Find articles and sections that a text calls by number: "articles 120 and 122", "art. 6 (2)", "section 377A".

Whose articles they are is not decided here.
"""

from __future__ import annotations

import re

from hrgraph.extraction.norms.mentions import ArticleMention

# One number with its parts: "19", "19 (3)", "2 (1) (a)", "131-1", "20.2", "377A", "301 bis", "IV".
_NUMBER = r"""
    (?: (?!(?:19|20)\d\d(?!\d)) \d{1,4}(?!\d) (?:[-.]\d{1,3}(?!\d))* (?:[A-Za-z](?![A-Za-z]))? | [IVX]{1,5}(?!\w) )
    (?: \ ?(?:bis|ter|quater|quinquies)\b )?
    (?: \ ?\( (?:\d{1,2}|[a-z]{1,2}|[ivx]{1,4}) \) )*
    (?: (?:,|\ and|\ or) \ \( (?:\d{1,2}|[a-z]) \) )*   # "19 (2) and (3)"
"""
_LETTERS = r"(?:\ ?\([a-z]{1,2}\) (?:(?:,|\ and|\ or)\ \([a-z]\))*)?"
# "paragraph 3", "para. 1 (c)", "paragraphs 2 and 3", "paragraphs 3 (d) and (g)"
_PARAGRAPHS = rf"""
    (?: (?:sub-?)?(?:paragraph|para\.?|subsection)\ \(?\d{{1,2}}(?!\d)\)? {_LETTERS}
      | (?:sub-?)?(?:paragraphs|paras\.?|subsections)\ \(?\d{{1,2}}(?!\d)\)? {_LETTERS}
        (?: (?:\ ?,\ |\ and\ |,\ and\ ) \(?\d{{1,2}}(?!\d)\)? {_LETTERS} )* )
"""
_ITEM = rf"{_NUMBER} (?: ,?\ {_PARAGRAPHS} (?:,(?=\ (?:of|and)\b))? )?"
_BETWEEN = r"(?: ,\ (?:and\ |or\ )? | \ and\ | \ or\ | \ ?[-–]\ ? | \ to\ (?=\d) | \ as\ well\ as\ | ;\ (?=\d) )"
_ARTICLES = re.compile(
    rf"""
      (?:\b(?P<outer>{_PARAGRAPHS})\ of\ (?:the\ )?)?                   # "paragraph 3 of article 19"
      \b(?P<unit>[Aa]rticles?|ARTICLES?|[Aa]rts?\.?|[Ss]ections?|[Ss]ecs?\.)
      (?:\ (?:[Nn]os?\.?|n°|№))?\ ?
      (?P<list>{_ITEM} (?: {_BETWEEN} (?:(?:articles?|arts?\.?|sections?)\ )? {_ITEM} )* )
      (?! \ ?(?:per\ cent|%) | [^\W\d_] )
    """,
    re.VERBOSE,
)
_BACK = re.compile(
    r"\b(?:[Tt]h(?:is|at|ese|ose)|[Tt]he (?:same|said|above-mentioned)) (?:articles?|Articles?)\b(?! \d)"
)
_ITEM_PATTERN = re.compile(rf"(?P<number>{_NUMBER}) (?:,?\ (?P<paragraphs>{_PARAGRAPHS}))?", re.VERBOSE)
_RANGE = re.compile(r"(?<![\d.-])(\d{1,4}) ?(?:[-–]| to ) ?(\d{1,4})(?![\d-]| ?\()")
# A range of more articles than this is a misread number.
_LONGEST_RANGE = 60


def find_articles(text: str) -> list[ArticleMention]:
    """Return the articles and sections that `text` calls by number, and words such as "that article".

    Args:
        text: A clean view: one space between words.

    Returns:
        In text order, not overlapping. Numbers are in the order of the text, without repetition:
        "articles 2 (1) and 26" gives "2(1)" and "26"; "articles 12-14" gives "12", "13" and "14".
    """
    found = [_read(match) for match in _ARTICLES.finditer(text)]
    spans = [(mention.start, mention.end) for mention in found]
    for match in _BACK.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            found.append(ArticleMention(match.start(), match.end(), ()))
    return sorted((m for m in found if m is not None), key=lambda mention: mention.start)


def _read(match: re.Match[str]) -> ArticleMention:
    plural = match["unit"].lower().rstrip(".") in ("articles", "arts", "sections", "secs")
    printed = _RANGE.sub(lambda m: _spread(m, plural=plural), match["list"])
    numbers: list[str] = []
    for item in _ITEM_PATTERN.finditer(printed):
        articles = _with_parts(item["number"])
        paragraphs = _paragraphs(item["paragraphs"] or match["outer"] or "")
        numbers += [f"{articles[0]}{paragraph}" for paragraph in paragraphs] or articles
    unit = "section" if match["unit"].lower().startswith("sec") else "article"
    return ArticleMention(match.start(), match.end(), tuple(dict.fromkeys(numbers)), unit)


def _spread(match: re.Match[str], *, plural: bool) -> str:
    """Write a range out: "12-14" as "12, 13, 14". "131-1" is one number, and "131-2" after "articles" too."""
    first, last = int(match[1]), int(match[2])
    if not plural or not first < last <= first + _LONGEST_RANGE:
        return match[0]
    return ", ".join(str(number) for number in range(first, last + 1))


def _with_parts(printed: str) -> list[str]:
    """Return "19(2)" and "19(3)" for "19 (2) and (3)": the last part is the one that is repeated."""
    first, *others = re.split(r"(?:,| and| or) (?=\()", printed.strip())
    first = re.sub(r" (?=\()", "", first)
    stem = first[: first.rindex("(")] if "(" in first else first
    return [first, *(f"{stem}{part}" for part in others)]


def _paragraphs(printed: str) -> list[str]:
    """Return "(2)" and "(3)(a)" for "paragraphs 2 and 3 (a)"."""
    parts: list[str] = []
    for match in re.finditer(r"(?<!\d)(\d{1,2})\)?((?:(?:,| and| or)? ?\([a-z]{1,2}\))*)", printed):
        letters = re.findall(r"\([a-z]{1,2}\)", match[2])
        joined = not re.search(r",|and|or", match[2])
        parts += [f"({match[1]})" + "".join(letters)] if joined else [f"({match[1]}){letter}" for letter in letters]
    return parts
