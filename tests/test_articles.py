"""Articles and sections are found by number; whose they are is read from the words around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.norms.article_owners import find_owners
from hrgraph.extraction.norms.articles import find_articles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("article 7 of the Code", ["7"]),
        ("Article 7", ["7"]),
        ("art. 7 of the Code", ["7"]),
        ("articles 7 and 9 of the Code", ["7", "9"]),
        ("articles 7, 9 and 11, among others, of the Code", ["7", "9", "11"]),
        ("articles 7, 9, and 11", ["7", "9", "11"]),
        ("arts. 7, 9 and 11)", ["7", "9", "11"]),
        ("article 7 and article 9 of the Code", ["7", "9"]),
        # parts of articles
        ("article 7 (2) of the Code", ["7(2)"]),
        ("Article 7(2) of the Code", ["7(2)"]),
        ("article 7 (2) (b)", ["7(2)(b)"]),
        ("articles 7 (2) (b) and 9 (a)", ["7(2)(b)", "9(a)"]),
        ("article 7 (2) and (3)", ["7(2)", "7(3)"]),
        ("article 7, paragraph 2, of the Code", ["7(2)"]),
        ("article 7, paragraphs 2 and 3", ["7(2)", "7(3)"]),
        ("article 7, paragraphs 2 (a) and (c)", ["7(2)(a)", "7(2)(c)"]),
        ("articles 7, paragraph 2, and 9", ["7(2)", "9"]),
        ("paragraph 2 of article 7", ["7(2)"]),
        ("para. 2 of art. 7", ["7(2)"]),
        # numbers with more than digits
        ("article 7-1 of the Code", ["7-1"]),
        ("articles 71-1 and 71-2", ["71-1", "71-2"]),
        ("article 20.2", ["20.2"]),
        ("section 31A of the Act", ["31A"]),
        ("sections 31a and 31b", ["31a", "31b"]),
        ("article 31 bis", ["31 bis"]),
        ("articles IV and VI", ["IV", "VI"]),
        # ranges
        ("articles 7-9", ["7", "8", "9"]),
        ("articles 7 to 9 of the Code", ["7", "8", "9"]),
        ("sections 7 – 9", ["7", "8", "9"]),
        # words that point back have no number
        ("that article was repealed", []),
        ("under the same article", []),
    ],
)
def test_numbers_are_read(text: str, expected: list[str]) -> None:
    """One mention is found, with its numbers in order."""
    (mention,) = find_articles(text)
    assert list(mention.numbers) == expected


@pytest.mark.parametrize(
    "text",
    [
        "an article in the press",
        "articles 20 per cent dearer",
        "several articles appeared in 2014",
        "the State party",
        "section headings",
        "the arts and crafts",
        "particle 7",
    ],
)
def test_other_words_are_not_articles(text: str) -> None:
    """Articles of newspapers and years are left alone."""
    assert find_articles(text) == []


def test_years_are_not_articles() -> None:
    """A year in a list of articles is a year."""
    (mention,) = find_articles("Article 9, 2014 edition")
    assert mention.numbers == ("9",)


@pytest.mark.parametrize(
    ("text", "norm", "owned"),
    [
        ("article 7 of the CODE", "CODE", True),
        ("articles 7 and 9, among others, of the new CODE", "CODE", True),
        ("article 7 (Equality before the law) of its CODE", "CODE", True),
        ("article 7 of the country’s 1998 CODE", "CODE", True),
        ("article 7 CODE", "CODE", True),
        ("article 7, read with article 9 of the CODE", "CODE", True),
        ("the CODE, in particular articles 7 and 9", "CODE", True),
        ("the CODE (arts. 7 and 9)", "CODE", True),
        ("CODE article 7", "CODE", True),
        ("the CODE’s article 7", "CODE", True),
        ("the CODE provisions, including the Article 7", "CODE", True),
        ("article 7 was used against critics of the CODE", "CODE", False),
        ("the CODE was amended, but article 7 remained", "CODE", False),
    ],
)
def test_grammar_says_whose_articles_they_are(text: str, norm: str, owned: bool) -> None:
    """Articles belong to the norm they are tied to by "of", brackets or apposition."""
    articles = find_articles(text)
    start = text.index(norm)
    owners = find_owners(text, articles, [(start, start + len(norm))])
    assert (len(owners) == len(articles)) is owned


@given(st.text(alphabet="articles section paragraph 1234567890()-–.,abIVX and of to", max_size=120))
def test_no_text_makes_it_raise(text: str) -> None:
    """Mentions slice to text that holds their first number, in order and apart."""
    end = 0
    for mention in find_articles(text):
        assert end <= mention.start < mention.end <= len(text)
        assert all(number[0].isdigit() or number[0] in "IVX" for number in mention.numbers)
        end = mention.end
