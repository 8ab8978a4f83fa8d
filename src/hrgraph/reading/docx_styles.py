"""What the styles and lists of a DOCX say of a paragraph: heading, bullet, and the number that Word would print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Names of the United Nations' styles ("_ H _M_G", "_ H_1_G", "_ H_2/3_G") and of Word's.
_HEADING_NAMES = (
    (re.compile(r"_\s*H\s*_?\s*(?:M|Ch)_G", re.IGNORECASE), 1),
    (re.compile(r"_\s*H_1_G", re.IGNORECASE), 2),
    (re.compile(r"_\s*H_2/3_G", re.IGNORECASE), 3),
    (re.compile(r"_\s*H_4_G", re.IGNORECASE), 4),
    (re.compile(r"_\s*H_5/6_G", re.IGNORECASE), 5),
    (re.compile(r"title", re.IGNORECASE), 1),
)
_WORD_HEADING = re.compile(r"heading (?P<depth>[1-9])", re.IGNORECASE)
_BULLET_NAME = re.compile(r"bullet", re.IGNORECASE)
_DEEPEST_LEVEL = 8


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of a paragraph.

    Attributes:
        heading_depth: Level of a heading, 1 = outermost, or None.
        level: Depth in a list, 0 = outermost.
    """

    heading_depth: int | None = None
    is_bullet: bool = False
    level: int = 0


@dataclass
class _Level:
    """How one level of a list is numbered."""

    form: str
    pattern: str
    start: int


@dataclass
class Styles:
    """The styles and lists of one document. Labels are counted, so paragraphs are to be asked for in order, once."""

    names: dict[str, str] = field(default_factory=dict)
    lists_of_styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)

    def of(self, paragraph: Element) -> Style:
        """Return the style of a paragraph."""
        name = self.names.get(_style_of(paragraph), "")
        listed = self._list_of(paragraph)
        level = listed[1] if listed else 0
        if match := _WORD_HEADING.fullmatch(name):
            return Style(int(match["depth"]), level=level)
        depth = next((depth for pattern, depth in _HEADING_NAMES if pattern.fullmatch(name)), None)
        return Style(depth, bool(_BULLET_NAME.search(name)) and depth is None, level)

    def label(self, paragraph: Element) -> str | None:
        """Return the number that Word prints before a paragraph, "" for a bullet, None where it is in no list."""
        listed = self._list_of(paragraph)
        if listed is None:
            return None
        number, depth = listed
        level = self.levels.get((self.abstract.get(number, ""), depth))
        if level is None:
            return None
        if level.form == "bullet":
            return ""
        counts = self.counts.setdefault(self.abstract[number], [None] * (_DEEPEST_LEVEL + 1))
        counts[depth] = level.start if counts[depth] is None else counts[depth] + 1
        counts[depth + 1 :] = [None] * (_DEEPEST_LEVEL - depth)
        return re.sub(r"%([1-9])", lambda match: self._figure(number, int(match[1]) - 1, counts), level.pattern)

    def _figure(self, number: str, depth: int, counts: list[int | None]) -> str:
        level = self.levels.get((self.abstract[number], depth))
        count = counts[depth] if counts[depth] is not None else (level.start if level else 1)
        form = level.form if level else "decimal"
        if form in ("lowerLetter", "upperLetter"):
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        if form in ("lowerRoman", "upperRoman"):
            return _roman(count).lower() if form == "lowerRoman" else _roman(count)
        return str(count)

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        own = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        listed = _list_properties(own) if own is not None else self.lists_of_styles.get(_style_of(paragraph))
        return None if listed is None or listed[0] == "0" else listed  # list 0 takes a paragraph out of its style's list


def read_styles(styles: Element | None, numbering: Element | None) -> Styles:
    """Return what word/styles.xml and word/numbering.xml say; either may be missing."""
    read = Styles()
    for style in styles.iter(WORD + "style") if styles is not None else ():
        identifier = style.get(WORD + "styleId", "")
        name = style.find(WORD + "name")
        read.names[identifier] = name.get(WORD + "val", "") if name is not None else ""
        listed = style.find(f"{WORD}pPr/{WORD}numPr")
        if listed is not None:
            read.lists_of_styles[identifier] = _list_properties(listed)
    if numbering is None:
        return read
    for abstract in numbering.iter(WORD + "abstractNum"):
        for level in abstract.iter(WORD + "lvl"):
            depth = _number(level.get(WORD + "ilvl"), 0)
            read.levels[abstract.get(WORD + "abstractNumId", ""), depth] = _Level(
                _value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), _number(_value(level, "start", "1"), 1)
            )
    for listed in numbering.iter(WORD + "num"):
        read.abstract[listed.get(WORD + "numId", "")] = _value(listed, "abstractNumId", "")
    return read


def _style_of(paragraph: Element) -> str:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return style.get(WORD + "val", "") if style is not None else ""


def _list_properties(properties: Element) -> tuple[str, int]:
    return _value(properties, "numId", "0"), min(_number(_value(properties, "ilvl", "0"), 0), _DEEPEST_LEVEL)


def _value(parent: Element, tag: str, default: str) -> str:
    child = parent.find(WORD + tag)
    return child.get(WORD + "val", default) if child is not None else default


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default


def _roman(number: int) -> str:
    digits = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    printed = ""
    for value, letters in digits:
        printed += letters * (number // value)
        number %= value
    return printed
