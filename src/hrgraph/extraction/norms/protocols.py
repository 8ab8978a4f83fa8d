"""Find protocols that are called by the treaty they belong to: "the Covenant ... and its two Optional Protocols".

Guarantees: a treaty that is printed only to say whose protocol is meant ("the Optional Protocols to CRC") is no mention
of the treaty. Where a treaty has several protocols and the text does not say which, none is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hrgraph.extraction.norms.instrument_kinds import protocols_to, subject
from hrgraph.extraction.norms.mentions import InstrumentMention
from hrgraph.registry import Entry, Registry

_PROTOCOL = re.compile(
    r"""
      \b(?:(?P<count>both|two|three|first\ two|both\ of\ its)\ )?
      (?:(?P<pair>[Ff]irst|1st)\ (?:and|or)\ (?:the\ )?(?=[Ss]econd|2nd))?
      (?:(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|1st|2nd|3rd)\ )?
      (?:(?P<year>(?:19|20)\d\d)\ )?
      (?P<optional>(?:[Oo]ptional|[Ff]acultative)\ )?
      (?:[Pp]rotocol(?P<plural>s)?|OP(?P<ops>s)?(?=\ to\b))(?!\w)
      (?:\ (?:[Nn]os?\.?\ ?)?(?P<number>\d{1,2})\b)?
    """,
    re.VERBOSE,
)
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2}
_COUNTS = {"both": 2, "two": 2, "first two": 2, "three": 3, "both of its": 2}
# Between a treaty and its protocol: "ICCPR’s second Protocol", "CRPD and the Optional Protocol thereto", "and its ...".
_OWNED = re.compile(r"[’']s? |[’']?s? ")
_JOINED = re.compile(
    r",?(?: (?:and|as well as|together with|along with|with))?(?: the| their)?(?: relevant| respective| additional)? "
)
_POINTED = re.compile(r"[^.;]{0,70}?\b(?:its|their|of its)(?: relevant| respective| own)? ")
_THERETO = re.compile(r"(?: \w+){0,2} thereto\b")
_OF_TREATY = re.compile(r",? (?:to|of|on) (?:the )?")
_TOPIC = re.compile(r",? (?:on|concerning|regarding|relating to|establishing|aim(?:ing|ed) at|for|which|that)\b")
_LIST = re.compile(r",? (?:and |as well as )?(?:to )?(?:the )?|, ")
_TOPIC_REACH = 170


def find_protocols(
    text: str, instruments: Sequence[InstrumentMention], registry: Registry
) -> list[InstrumentMention]:
    """Return the instruments, with protocols that are called by their treaty added.

    Args:
        text: A clean view.
        instruments: Found in it by name, in text order.

    Returns:
        In text order. Treaties that only say whose protocol is meant are left out.
    """
    kept = list(instruments)
    for match in _PROTOCOL.finditer(text):
        if any(mention.start < match.end() and match.start() < mention.end for mention in kept):
            continue
        after = _treaties_after(text, match.end(), kept, registry)
        before = [] if after else _treaties_before(text, match, kept, registry)
        if not (match["optional"] or match["ops"] or match["ordinal"] or after or before):
            continue
        if before and _OWNED.fullmatch(text[before[-1].end : match.start()]):
            after = before  # "the CRPD Optional Protocol" is no mention of the CRPD
        end = after[-1].end if after else match.end()
        end = max(end, match.end())
        found, end = _chosen(text, match, end, after or before, registry)
        if not found:
            continue
        for parent in after:
            kept.remove(parent)
        start = min([match.start(), *(parent.start for parent in after)])
        kept.append(InstrumentMention(start, end, found))
    return sorted(kept, key=lambda mention: mention.start)


def _treaties_after(
    text: str, end: int, mentions: list[InstrumentMention], registry: Registry
) -> list[InstrumentMention]:
    """Return the treaties of "Optional Protocols to ICCPR and ICESCR"."""
    found: list[InstrumentMention] = []
    for mention in sorted(mentions, key=lambda mention: mention.start):
        gap = text[end : mention.start] if mention.start >= end else ""
        has_protocol = any(protocols_to(code, registry) for code in mention.codes)
        if has_protocol and (_LIST if found else _OF_TREATY).fullmatch(gap):
            # Another "and" before a treaty's full name begins another item: "OP to CAT and the Convention on ...".
            if found and not (text[mention.start : mention.end].isupper() and "to" not in gap.split()):
                break
            found.append(mention)
            end = mention.end
        elif mention.start >= end:
            break
    return found


def _treaties_before(
    text: str, match: re.Match[str], mentions: list[InstrumentMention], registry: Registry
) -> list[InstrumentMention]:
    """Return the treaties of "ICCPR, ICESCR and their Optional Protocols", the nearest of them for "its"."""
    start = match.start()
    earlier = sorted((mention for mention in mentions if mention.end <= start), key=lambda mention: mention.end)
    if not earlier:
        return []
    nearest = earlier[-1]
    gap = text[nearest.end : start]
    thereto = _THERETO.match(text, match.end()) and len(gap) < 70 and not re.search(r"[.;]", gap)
    if not (thereto or any(pattern.fullmatch(gap) for pattern in (_OWNED, _JOINED, _POINTED))):
        return []
    found = [nearest]
    if re.search(r"\b(?:their|respective)\b", gap):
        for mention in reversed(earlier[:-1]):
            if not _LIST.fullmatch(text[mention.end : found[0].start]):
                break
            found.insert(0, mention)
    return [mention for mention in found if any(protocols_to(code, registry) for code in mention.codes)]


def _chosen(
    text: str, match: re.Match[str], end: int, treaties: list[InstrumentMention], registry: Registry
) -> tuple[tuple[str, ...], int]:
    """Return the codes of the protocols that are meant, and where the words for them end."""
    codes: list[str] = []
    parents: list[str | None] = [code for mention in treaties for code in mention.codes]
    for parent in parents or [None]:
        protocols = list(protocols_to(parent, registry))
        topics, topic_end = _by_topic(text, end, protocols)
        if match["year"] or match["number"]:
            mark = match["year"] or f"No. {match['number']} "
            codes += [entry.code for entry in protocols if parent and mark in f"{entry.code} {entry.label} "]
        elif topics:
            codes += topics
            end = topic_end
        elif match["pair"] and parent:
            codes += [entry.code for entry in protocols[:2]]
        elif match["ordinal"] and len(protocols) > _ORDINALS[match["ordinal"].lower()] and parent:
            codes.append(protocols[_ORDINALS[match["ordinal"].lower()]].code)
        elif match["count"] and parent:
            codes += [entry.code for entry in protocols[: _COUNTS[match["count"]]]]
        elif (match["plural"] or match["ops"]) and parent:
            codes += [entry.code for entry in protocols]
        elif parent:
            plain = protocols if len(protocols) == 1 else [entry for entry in protocols if not subject(entry)]
            codes += [entry.code for entry in plain[:1]]
    return tuple(dict.fromkeys(codes)), end


def _by_topic(text: str, end: int, protocols: list[Entry]) -> tuple[list[str], int]:
    """Return the protocols whose subject follows ("on the sale of children ..."), and where those words end."""
    if not _TOPIC.match(text, end):
        return [], end
    window = re.split(r"[.;]", text[end : end + _TOPIC_REACH])[0]
    found, last = [], end
    for entry in protocols:
        words = sorted(subject(entry))
        hits = [m for word in words for m in re.finditer(rf"\b{word}\w*", window, re.IGNORECASE)]
        if words and len({hit[0].lower() for hit in hits}) >= min(2, len(words)):
            found.append((min(hit.start() for hit in hits), entry.code))
            last = max(last, *(end + hit.end() for hit in hits))
    return [code for _, code in sorted(found)], last
