"""Names that a document itself gives: acronyms it defines, missions it says somebody sent, spellings it settles on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hrgraph.registry import Registry

# Kinds whose acronyms differ from document to document; the document's own is used.
NAMED_BY_DOCUMENTS = ("NonGovernmentalOrganization", "IntergovernmentalOrganization", "NationalHumanRightsInstitution")
# One in the plural ("NGOs") is a class of things and no institution.
ACRONYM = re.compile(
    r"(?<![/.])\b(?![A-Z]{2,}s\b)(?=[\w/&.-]{2,16}\b)[A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*(?:[-/&][A-Z][A-Za-z0-9]*)*\b(?![/.]\w)"
)
DEFINITION = re.compile(
    r"\((?:hereinafter |hereafter |the )?[“\"‘']?(?P<acronym>[A-Z][\w&./-]{0,15}(?: ?\d{1,3}|-[A-Z]\w*"
    r"|(?<=[A-Za-z][A-Z]) [A-Z][a-z]+)?)[”\"’']?\)"
)
_SENT = re.compile(r"\b(?:deployed|dispatched|sent|fielded) (?:an? |its |the )?$")
_NAME_WORD = re.compile(r"[^\s,;:()]+")
# Words in lower case that names of institutions hold, in the languages they keep their names in.
_INSIDE_NAMES = frozenset(
    (
        "of for the and in to on against without with by from de des du la le les el et y e & or at all en por "
        "para con sobre contra los las del do da dos das di della pour sur au aux dans und für der die van voor "
        "het i u za na pro "
    ).split()
)


@dataclass(frozen=True, slots=True)
class LocalName:
    """An institution that a document names and gives an acronym to: `text[start:end]` of its first definition."""

    code: str
    name: str
    start: int
    end: int


def find_definitions(text: str, registry: Registry) -> list[LocalName]:
    """Return the acronyms that a text defines: "the International Commission of Jurists (ICJ)".

    The name is the shortest run of name words before the bracket that the acronym's letters can be read in, in order,
    the first at the beginning of a word (Schwartz and Hearst, "A simple algorithm for identifying abbreviation
    definitions in biomedical text", 2003); names known to the registry are taken whole.
    """
    found: list[LocalName] = []
    for match in DEFINITION.finditer(text):
        before = text[: match.start()].rstrip()
        run_start = name_run(before)
        known = [
            n
            for n in registry.find_names(before[run_start:])
            if run_start + n.end == len(before)
            and before[run_start : run_start + n.start].strip() in ("", "The", "the")
        ]
        entry = known[-1].entries[0] if known else registry.match(match["acronym"], "Actor")
        if entry and not known and entry.kind == "State":
            entry = None  # an organisation whose acronym is also the code of a State
        if entry and (
            entry.kind not in NAMED_BY_DOCUMENTS
            or (match["acronym"] != entry.code and match["acronym"] in re.split(r"[/-]", entry.code))
            or (not known and entry.kind == "IntergovernmentalOrganization")
        ):
            continue  # the reference data's own code is the code of a body of the United Nations or a State
        start = run_start + known[-1].start if known else name_start(before, match["acronym"])
        if start is not None:
            code = re.sub(r" (?=\d)", "", match["acronym"])
            found.append(LocalName(code, before[start:].strip("‘’'\"“”"), start, match.end()))
    return found


def name_run(before: str) -> int:
    """Return where the run of name words that ends `before` begins."""
    start = len(before)
    for word in reversed(list(_NAME_WORD.finditer(before, max(0, len(before) - 200)))):
        if before[word.end() : start].strip() or (start < len(before) and re.search(r"[a-z]{3}[.!?]$", word.group())):
            break
        bare = word.group().strip("‘’'\"“”")
        if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare in _INSIDE_NAMES):
            break
        start = word.start()
    return start


def name_start(before: str, acronym: str) -> int | None:
    """Return where the name begins that ends `before` and that an acronym stands for, or None."""
    run_start = name_run(before)
    letters = sum(character.isalnum() for character in acronym)
    words = list(_NAME_WORD.finditer(before[before.rfind(". ") + 1 :]))
    window = words[-min(letters + 5, 2 * letters) :]
    # Names in other languages hold words in lower case that no list has; the acronym then says how far they reach.
    reach = min(run_start, window[0].start() + before.rfind(". ") + 1) if window else run_start
    whole = _whole_run(before, run_start)
    for start in (
        whole if _is_word_of(acronym, before[run_start:]) else None,
        _spelled_out(before, run_start, acronym),
        whole,
        _spelled_out(before, reach, acronym),
    ):
        if start is not None:
            return start
    return None


def _is_word_of(acronym: str, name: str) -> bool:
    """Whether a name is shortened to one of its words ("the Society"), before which others may stand."""
    return not acronym.isupper() and acronym in name.split()


def _spelled_out(before: str, run_start: int, acronym: str) -> int | None:
    """Return where the words begin, after `run_start`, that the acronym's letters can be read in, or None."""
    letters = [c for c in acronym.lower() if c.isalnum()]
    position = len(before)
    for index in range(len(letters) - 1, -1, -1):
        while True:
            position -= 1
            if position < run_start:
                return None
            starts_word = position == 0 or not before[position - 1].isalnum()
            if before[position].lower() == letters[index] and (
                index > 0 or (starts_word and before[position].isupper())
            ):
                break
    return position


def _whole_run(before: str, run_start: int) -> int | None:
    """An acronym made from another language spells nothing in English: take the run, if it looks like a name."""
    joined = list(re.finditer(r" and (?:the )?(?=[A-Z])", before[run_start:]))
    for match in reversed(joined):  # "JS2 and the Commissioner": what stands before "and" is another speaker
        if ACRONYM.fullmatch(before[run_start : run_start + match.start()].split()[-1]):
            run_start += match.end()
            break
    words = before[run_start:].split()
    while words and words[0].lower() in _INSIDE_NAMES:
        run_start = before.index(words[0], run_start) + len(words[0]) + 1
        words.pop(0)
    return run_start if 2 <= len(words) <= 12 and run_start < len(before) else None


def find_aliases(text: str, local: Iterable[LocalName], registry: Registry) -> dict[str, str]:
    """Return acronyms of missions that a known institution sent: in "X sent a Mission (EOM)" the EOM speaks for X."""
    aliases: dict[str, str] = {}
    for item in local:
        before = text[max(0, item.start - 220) : item.start]
        sent = _SENT.search(before)
        names = registry.find_names(before[: sent.start()], "Actor") if sent else []
        if names:
            aliases.setdefault(item.code, names[-1].entries[0].code)
    return aliases


def find_spellings(text: str) -> dict[str, str]:
    """Return, for each acronym that a document spells in several ways ("CoE-CPT", "CoECPT"), the spelling it uses most.

    A hyphen at the end of a line is easily lost; of spellings used equally often the longer one counts.
    """
    counts: dict[str, dict[str, int]] = {}
    for match in ACRONYM.finditer(text):
        variants = counts.setdefault(_bare(match.group()), {})
        variants[match.group()] = variants.get(match.group(), 0) + 1
    settled: dict[str, str] = {}
    for variants in counts.values():
        best = min(variants, key=lambda v: (-variants[v], -len(v), v))
        settled.update((variant, best) for variant in variants if len(variants) > 1)
    return settled


def _bare(code: str) -> str:
    return re.sub(r"[-/&. ]", "", code)
