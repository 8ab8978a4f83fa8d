"""The numbers of paragraphs and of the items below them, which rise through a document.

A number is accepted for what it follows, not for its form alone: a year at the beginning of a line is none. Items are
cited by paragraph and item, "95.1", however they are printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from hrgraph.reading.pdf_lines import Line

# Up to so many numbers in a row may be missing or misread.
FEW_NUMBERS = 2
# Items stand further in than paragraphs, in points.
_INDENT = 5.0
_NUMBERED = re.compile(r"(?P<number>\d{1,3}|\d{4}(?=\.))(?P<stop>\.|(?=\s))(?P<gap>\s*)(?=[^\s.)]|$)")
_DOTTED = re.compile(r"(?P<paragraph>\d{1,3})\.\s?(?P<item>\d{1,3})\.?(?![\d/])\s*(?=\S|$)")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number at the beginning of a line.

    Attributes:
        paragraph, item: Where it stands; item 0 for the paragraph itself.
        printed: As it stands there, with what parts it from the text.
        anew: The numbers of the document begin anew with it.
    """

    paragraph: int
    item: int
    printed: str
    anew: bool = False

    @property
    def number(self) -> str:
        """The number as people cite it."""
        return f"{self.paragraph}.{self.item}" if self.item else str(self.paragraph)


class Numbering:
    """Knows which numbers can come next.

    Attributes:
        paragraph: Last number of a paragraph, 0 before the first.
        item: Last item below it, 0 before the first.
    """

    def __init__(self) -> None:
        self.paragraph = 0
        self.item = 0
        self._indents: list[float] = []

    def accept(self, found: PrintedNumber, indent: float) -> None:
        """Count on from a number that was matched."""
        self.paragraph, self.item = found.paragraph, found.item
        if not found.item:
            self._indents.append(indent)

    def match(self, line: Line, indent: float, *, apart: bool, below_heading: bool) -> PrintedNumber | None:
        """Return the number with which a line begins a paragraph or an item, or None.

        Args:
            indent: How far the line stands in.
            apart: There is a gap above the line.
            below_heading: What stands above is a heading.
        """
        cells = line.cells
        tabbed = len(cells) > 1 and bool(re.fullmatch(r"[\d.\s]+", " ".join(span.text for span in cells[0])))
        dotted = self._match_dotted(line.text, sure=apart or tabbed)
        if dotted or not (apart or tabbed):
            return dotted
        match = _NUMBERED.match(line.text)
        if not match:
            return None
        number = int(match["number"])
        year_may_follow = match["gap"] and (tabbed or number in (self.paragraph + 1, self.item + 1))
        if line.text[match.end() :][:1].isdigit() and not year_may_follow:  # 12.5 per cent
            return None
        if not match["stop"] and not tabbed and not (self.item and number == self.item + 1):
            return None
        further_in = indent > (median(self._indents) if self._indents else indent) + _INDENT
        if number == 1 and self.paragraph and below_heading:  # no list begins below a heading
            return PrintedNumber(1, 0, match.group(), anew=True)
        next_paragraph = _follows(number, self.paragraph)
        if self.paragraph and _follows(number, self.item) and (further_in or not next_paragraph):
            return PrintedNumber(self.paragraph, number, match.group())
        if next_paragraph and not (further_in and self.item):
            return PrintedNumber(number, 0, match.group())
        return None

    def _match_dotted(self, text: str, *, sure: bool) -> PrintedNumber | None:
        """Return a number such as "95.1", or None.

        Args:
            sure: The line looks like the beginning of an item; else only the number that must come next is one.
        """
        match = _DOTTED.match(text)
        if not match or not self.paragraph:
            return None
        paragraph, item = int(match["paragraph"]), int(match["item"])
        if sure and self.item and item == self.item + 1:
            return PrintedNumber(self.paragraph, item, match.group())  # 127.10 between 126.9 and 126.11 is a misprint
        if paragraph == self.paragraph and _follows(item, self.item):
            return PrintedNumber(paragraph, item, match.group())
        if sure and abs(paragraph - self.paragraph) <= FEW_NUMBERS:
            return PrintedNumber(paragraph, item, match.group())
        return None


def _follows(number: int, last: int) -> bool:
    """Whether a number can come after another: the next one, or one of the few after it; the first is 1."""
    return last < number <= last + 1 + (FEW_NUMBERS if last else 0)
