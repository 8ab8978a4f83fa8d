"""What holds of every text: offsets lead back to it, blocks and sentences divide it, nothing makes the stages raise."""

from __future__ import annotations

import hashlib

from drafts import check_anchors, draft
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.enumerations import find_items
from hrgraph.extraction.issuers import IssuerFinder
from hrgraph.extraction.local_names import find_definitions
from hrgraph.extraction.sentences import split_sentences
from hrgraph.extraction.statements import find_statements
from hrgraph.models import Document
from hrgraph.registry import load_registry
from hrgraph.structure import segment
from hrgraph.structure.lines import split_lines
from hrgraph.text import collapse, view_of, view_of_block

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Pieces that the rules react to, so that random texts reach them: speakers, verbs, numbers, bullets, page breaks.
PIECES = st.sampled_from(
    [
        "CRC", "The Committee", "JS1", "JS 2 and 4", "Amnesty International (AI)", "Reef Watch Alliance (RWA)",
        "RWA runs shelters", "AI", "It", "She", "They", "We", "Norway", "the Government", "The former",
        "The Special Rapporteurs on torture and on the right to food", "(XYZ)", "A study by UNICEF",
        "According to HRW,", "Both Committees", "The Network", "noted that", "recommended that", "urged",
        "was concerned", "made similar recommendations", "welcomed", "should", "must", "While welcoming the Act,",
        "and called for", ", which was highlighted by UNHCR", "requested information",
        "had not implemented the recommendations", "was recommended to", "including:", "wells were dry", "Children",
        "the law", "of 2012", "95.53", "no.", "art. 6", "Mr. J.", "per cent", "Ratify the treaty", "Close the mine;",
        ".", ". ", ".12 ", ", ", "; ", ": ", "! ", "”", "“", "(a) ", "(b) ", "1. ", "2. ", "3. ", "4. ", "5. ", "\n",
        "\n\n", "\f", "\r\n", "\t", "    ", "• ", "- ", "# ", "## Recommendations\n", "**", "<sup>1</sup>", "1 ",
        "2 ", "Notes\n", "I. BACKGROUND\n", "A. Scope\n", "Recommendations\n", "A/HRC/WG.6/7/FJI/2", "Page 3",
        "\u00a0", "\ue000", "é", "\U0001f30a", "",
    ]
)  # fmt: skip
SPEAKERS = st.sampled_from(
    ["CRC", "The Committee", "Reef Watch Alliance (RWA)", "RWA", "JS2", "It", "She", "They", "We", "UNICEF", "Fiji", ""]
)
ACTS = st.sampled_from(
    [
        "noted",
        "urged",
        "was concerned about",
        "runs",
        "made similar calls on",
        "should repair",
        "was told of",
        "called for",
    ]
)
ENDS = st.sampled_from(
    [
        "wells.",
        "the dry wells.3",
        "(a) wells; (b) dams.",
        "wells, and CAT deplored dams.",
        "wells:",
        "wells; it urged care.",
    ]
)
STORIES = st.lists(st.tuples(SPEAKERS, ACTS, ENDS).map(" ".join), max_size=8).map(" ".join)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map(" ".join),
    STORIES,
    st.text(max_size=200),
)
KINDS = st.sampled_from(
    [
        "StakeholderSummary",
        "UnitedNationsCompilation",
        "StakeholderSubmission",
        "IndependentReport",
        "NationalReport",
        "WorkingGroupReport",
    ]
)


def numbered(text: str) -> str:
    """Return the text below four numbered paragraphs, so that it is read as the Secretariat's documents are."""
    return (
        "".join(f"{n}. CRC noted that wells were dry. They had been dry for long.\n\n" for n in range(1, 5))
        + "5. "
        + text
    )


@QUICK
@given(TEXTS)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = split_sentences(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))


@QUICK
@given(TEXTS)
def test_lines_cover_the_text_in_order(text: str) -> None:
    lines = split_lines(text)
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert all(first.end <= second.start for first, second in zip(lines, lines[1:], strict=False))
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())


@QUICK
@given(TEXTS, st.booleans())
def test_blocks_are_in_order_trimmed_and_apart(text: str, number: bool) -> None:
    document = draft(numbered(text) if number else text)
    for block in document.blocks:
        assert 0 <= block.start < block.end <= len(document.text)
        if block.kind != "table":
            assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
        assert all(block.start <= a < b <= block.end for a, b in block.gaps)
        assert all(first[1] <= second[0] for first, second in zip(block.pieces, block.pieces[1:], strict=False))
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)
    pieces = sorted(piece for block in document.blocks for piece in block.pieces)
    assert all(first[1] <= second[0] for first, second in zip(pieces, pieces[1:], strict=False))


@QUICK
@given(TEXTS, st.booleans())
def test_marks_are_digits_in_running_text_in_order(text: str, number: bool) -> None:
    document = draft(numbered(text) if number else text)
    running = [piece for b in document.blocks if b.kind not in ("note", "furniture") for piece in b.pieces]
    for mark in document.marks:
        printed = document.text[mark.start : mark.end]
        assert str(mark.number) in printed
        assert any(start <= mark.start and mark.end <= end for start, end in running)
    starts = [mark.start for mark in document.marks]
    assert starts == sorted(starts)


@QUICK
@given(TEXTS)
def test_views_lead_back(text: str) -> None:
    document = draft(text)
    views = [view_of_block(document, block) for block in document.blocks]
    if text.strip():
        views.append(view_of(document, 0, len(text)))
    for view in views:
        assert len(view.offsets) == len(view.text)
        assert list(view.offsets) == sorted(set(view.offsets))
        assert view.text == collapse(view.text)
        for character, offset in zip(view.text, view.offsets, strict=True):
            assert text[offset] == character or (character == " " and text[offset].isspace())
        for position in range(0, len(view.text), 7):
            start, end = view.source_span(position, position + 1)
            assert view.view_position(start) == position
            assert end == start + 1


@QUICK
@given(TEXTS)
def test_mentions_and_clauses_lie_in_the_sentence(text: str) -> None:
    sentence = collapse(text)
    finder = IssuerFinder(load_registry(), find_definitions(sentence, load_registry()), unnamed=True)
    mentions = finder.find(sentence)
    assert all(0 <= m.start < m.end <= len(sentence) for m in mentions)
    assert all(bool(m.codes) != bool(m.anaphor) for m in mentions)
    clauses = find_clauses(sentence, mentions)
    if clauses:
        assert clauses[0].start == 0 and clauses[-1].end == len(sentence)
        assert all(first.end == second.start for first, second in zip(clauses, clauses[1:], strict=False))
    assert all(0 <= clause.verb[0] < clause.verb[1] <= len(sentence) for clause in clauses)


@QUICK
@given(TEXTS)
def test_items_lie_in_the_text_in_order(text: str) -> None:
    items = find_items(text)
    assert len(items) != 1
    assert all(item.mark <= item.start <= item.end <= len(text) for item in items)
    assert all(first.end <= second.mark for first, second in zip(items, items[1:], strict=False))


@QUICK
@given(TEXTS, KINDS, st.booleans(), st.sampled_from([None, "Amnesty International", "Reef Watch Alliance"]))
def test_statements_slice_to_their_quotes(text: str, kind: str, number: bool, author: str | None) -> None:
    document = draft(numbered(text) if number else text, kind=kind, author=author)
    found = find_statements(document, load_registry())
    check_anchors(document, [*found.statements, *found.unresolved, *found.parties])
    for index, statement in enumerate(found.statements):
        assert len(set(statement.issuers)) == len(statement.issuers)
        assert statement.kind != "fact" or statement.issuers == ()
        assert statement.similar_to is None or statement.similar_to < index
    starts = [statement.anchor.start for statement in found.statements]
    assert starts == sorted(starts)


@QUICK
@given(TEXTS, KINDS)
def test_the_same_text_gives_the_same_statements(text: str, kind: str) -> None:
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    document = Document("d", kind, text, digest, digest, "d.txt", state="FJI")
    assert find_statements(segment(document), load_registry()) == find_statements(segment(document), load_registry())
