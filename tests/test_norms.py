"""Statements get their norms; what points back is resolved from the text around it, or left open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.norms.annotation import annotate_norms
from hrgraph.models import Anchor, Block, Document, Statement, StatementKind, Unresolved
from hrgraph.registry import load_registry

SPEAKERS = {"CEDAW says": "CEDAW", "CAT says": "CAT", "HRCttee says": "HRCttee", "CRC says": "CRC", "AI says": "AI"}


def annotate(
    *paragraphs: str, state: str | None = "FJI", kind: StatementKind = "recommendation", path: Sequence[str] = ()
) -> tuple[list[Statement], list[Unresolved]]:
    """Annotate paragraphs whose statements are divided by " | "; "CEDAW says ..." is spoken by CEDAW."""
    text = "\n\n".join(paragraphs)
    blocks, statements, start = [], [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", start, start + len(paragraph), path=tuple(path)))
        for part in paragraph.split(" | "):
            issuers = tuple(code for words, code in SPEAKERS.items() if part.startswith(words))
            anchor = Anchor("draft", "1", start, start + len(part), part, "test")
            statements.append(Statement(kind, anchor, issuers, state))
            start += len(part) + 3
        start += len("\n\n") - 3
    document = Document("draft", "Document", text, "", "", "draft.txt", state=state, blocks=tuple(blocks))
    return annotate_norms(document, statements, load_registry())


def provisions(*paragraphs: str, **options: object) -> list[list[str]]:
    return [list(statement.provisions) for statement in annotate(*paragraphs, **options)[0]]


def instruments(*paragraphs: str, **options: object) -> list[list[str]]:
    return [list(statement.instruments) for statement in annotate(*paragraphs, **options)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 7 of the Penal Code bans it.", ["FJI:Penal Code:7"]),
        ("Penal Code Article 7 bans it.", ["FJI:Penal Code:7"]),
        ("It is banned by articles 7 and 9 (2) of the Penal Code.", ["FJI:Penal Code:7", "FJI:Penal Code:9(2)"]),
        ("Article 7 of the Penal Code of Norway bans it.", ["NOR:Penal Code:7"]),
        ("The Penal Code bans theft (article 7) and fraud (article 9).", ["FJI:Penal Code:7", "FJI:Penal Code:9"]),
        ("The Penal Code bans it; the penal code is old.", ["FJI:Penal Code"]),
        # a law with articles is not named a second time without them
        ("The Penal Code, in particular article 7 of the Penal Code, bans it.", ["FJI:Penal Code:7"]),
        ("The Administrative Code bans it (article 7 of the Administrative Offences Code).",
         ["FJI:Administrative Offences Code:7"]),
        ("Article 7 of the Constitution and article 3 of CAT ban it.", ["FJI:Constitution:7", "CAT:3"]),
        ("Article 19, paragraph 3, of ICCPR allows it.", ["ICCPR:19(3)"]),
        ("Fiji ratified CRPD but does not comply with article 12.", ["CRPD:12"]),
        ("The Constitution is good, but Section 25 is not.", ["FJI:Constitution:25"]),
        ("Amend the article on theft (<b>Article 7</b>) of the <b>Penal Code</b>.", ["FJI:Penal Code:7"]),
        ("Section 2 of this submission is about prisons.", []),
        ("Theft is banned in law and in practice.", []),
    ],
)  # fmt: skip
def test_provisions(text: str, expected: list[str]) -> None:
    """Articles are told of the law or treaty they belong to."""
    assert provisions(text) == [expected]


def test_an_article_keeps_its_law_in_the_document() -> None:
    """A number that was named with its law means that law later."""
    found = provisions("Article 7 of the Penal Code bans it.", "Nobody was tried under Article 7.")
    assert found == [["FJI:Penal Code:7"], ["FJI:Penal Code:7"]]


def test_the_norm_of_the_sentence_wins_over_a_number_from_elsewhere() -> None:
    """An article in brackets belongs to what the sentence speaks of."""
    found = provisions("Article 7 of the Penal Code bans it.", "The Constitution guarantees speech (Article 7).")
    assert found[1] == ["FJI:Constitution:7"]


def test_an_article_without_any_law_stays_open() -> None:
    """No norm is guessed for a number alone."""
    (statement,), (left,) = annotate("AI says that article 7 is vague.")
    assert statement.provisions == ()
    assert (left.what, left.printed, left.candidates) == ("provision", "article 7", ())


def test_that_article_is_the_one_before() -> None:
    """Words that point to an article have its number and its law."""
    found = provisions("AI noted article 7 of the Penal Code. | AI says that Fiji should repeal that article.")
    assert found == [["FJI:Penal Code:7"], ["FJI:Penal Code:7"]]


def test_articles_in_brackets_are_those_of_the_committees_treaty() -> None:
    """A committee ends its paragraphs so."""
    assert provisions("HRCttee says that prisons are full (arts. 7 and 10).") == [["ICCPR:7", "ICCPR:10"]]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        # a committee's convention is the one it monitors
        (["CEDAW says that laws must agree with the Convention."], [["CEDAW"]]),
        (["CAT says that article 3 of the Convention is violated."], [["CAT"]]),
        (["HRCttee says that articles 19 and 21 of the Covenant apply."], [["ICCPR"]]),
        (["CEDAW says that Fiji should ratify the Optional Protocol."], [["OP-CEDAW"]]),
        (["HRCttee says that Views under the Optional Protocol are ignored."], [["ICCPR-OP1"]]),
        (["HRCttee says that the second Optional Protocol should be ratified."], [["ICCPR-OP2"]]),
        (["CRC says that both Optional Protocols to the Convention matter."], [["OP-CRC-AC", "OP-CRC-SC"]]),
        # other speakers mean what was named before
        (["AI says that Fiji signed CRPD and breaks the Convention."], [["CRPD"]]),
        (["AI says that Fiji signed the Palermo Protocol. | AI says that laws differ from that Protocol."],
         [["PALERMO"], ["PALERMO"]]),
        (["AI says that the 1951 Convention is ignored."], [["REFUGEE-1951"]]),
        # "this treaty" is any treaty named before it in the paragraph, whatever its title calls it
        (["AI says that Fiji should ratify the Rome Statute. | AI says that this treaty is unpopular."],
         [["ROME-STATUTE"], ["ROME-STATUTE"]]),
        (["AI says that Fiji signed CRPD and the Rome Statute. | AI says that this convention is unpopular."],
         [["CRPD", "ROME-STATUTE"], ["CRPD"]]),
        (["AI says that Fiji adopted UDHR. | AI says that that instrument is no treaty."], [["UDHR"], ["UDHR"]]),
        # and never one of another paragraph
        (["AI says that Fiji signed the Treaty on the Non-Proliferation of Nuclear Weapons.", "AI says that this treaty is old."],
         [["other:Treaty on the Non-Proliferation of Nuclear Weapons"], []]),
    ],
)  # fmt: skip
def test_back_references_to_instruments(paragraphs: list[str], expected: list[list[str]]) -> None:
    """One candidate is left."""
    assert instruments(*paragraphs) == expected


@pytest.mark.parametrize(
    ("paragraph", "candidates"),
    [
        ("AI says that ICPPED and ICERD are ignored. | AI says that the Convention matters.", ("ICERD", "ICPPED")),
        ("CEDAW says that Fiji should ratify ICPPED and keep the Convention.", ("CEDAW", "ICPPED")),
        ("CRC says that Fiji should ratify the Optional Protocol.", ("OP-CRC-AC", "OP-CRC-IC", "OP-CRC-SC")),
        ("AI says that the Convention matters.", ()),
        ("AI says that this treaty matters.", ()),
        ("AI says that Fiji adopted UDHR and that this treaty matters.", ()),
    ],
)
def test_several_candidates_stay_open(paragraph: str, candidates: tuple[str, ...]) -> None:
    """No instrument is guessed; the candidates are reported with the words and their place."""
    statements, left = annotate(paragraph)
    assert [(item.what, item.candidates) for item in left] == [("instrument", candidates)]
    assert left[0].anchor.quote == left[0].printed
    assert not set(statements[-1].instruments) & {"CRC", "CEDAW"}


def test_headings_say_which_treaty_is_spoken_of() -> None:
    """A section about a committee is about its treaty."""
    path = ["Committee on Economic, Social and Cultural Rights"]
    assert instruments("Application of the Covenant.", path=path) == [["ICESCR"]]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["AI says that the Law on Noise is vague. | AI says that Fiji should amend the Law."], "Law on Noise"),
        (["AI noted the draft law on noise. | AI says that the draft law should pass."], "draft law on noise"),
        (["AI noted the Noise Act. | AI says that the Act should go."], "Noise Act"),
        (["AI noted the Law on Noise. | AI says that the law banned drums."], "Law on Noise"),
        (["AI says that the 2011 Law is bad.", "AI says that the 2011 Noise Law is bad."], "Noise Law"),
        (["AI says that a law on noise in pubs was adopted in 2011.", "AI noted the 2011 Noise Law."], "Noise Law"),
        (["AI noted the coastal water act of 2007.", "AI says that the coastal water act is vague."],
         "coastal water act"),
        (["AI noted the Criminal Procedure Act (CPA).", "AI says that section 7 of the CPA is bad."],
         "Criminal Procedure Act:7"),
    ],
)  # fmt: skip
def test_back_references_to_laws(paragraphs: list[str], expected: str) -> None:
    """The law is the one that the paragraph or the section names."""
    found = provisions(*paragraphs)
    last = "2011" not in paragraphs[0]  # a year leads on to the name that is given later
    assert f"FJI:{expected}" in found[-1 if last else 0]


def test_the_law_in_general_is_no_law() -> None:
    """"The law" without a law before it means nothing."""
    statements, left = annotate("AI says that the law specified a penalty and that all are equal before the Law.")
    assert (statements[0].provisions, left) == ((), [])


def test_acts_go_with_their_statement() -> None:
    """Each statement has the acts that it asks for or reports."""
    first, second = annotate("AI says that Fiji ratified CRPD. | AI says that Fiji should sign ICPPED.")[0]
    assert first.instrument_actions == (("ratify", "CRPD"),)
    assert second.instrument_actions == (("sign", "ICPPED"),)


def test_a_committees_competence_means_its_treaty() -> None:
    """Recognizing a committee's competence accepts a procedure of its treaty."""
    (statement,), _ = annotate("AI says that Fiji should recognize the competence of the Committee against Torture.")
    assert (statement.instruments, statement.instrument_actions) == (("CAT",), (("accept-procedure", "CAT"),))


def test_a_declaration_under_a_protocol_is_the_protocols() -> None:
    """The committee is that of the covenant; the competence is recognised by the protocol."""
    text = (
        "AI says that Fiji, in accordance with article 1 of the Optional Protocol to the International Covenant on Civil and "
        "Political Rights, recognizes the competence of the Human Rights Committee."
    )
    (statement,), _ = annotate(text, kind="finding")
    assert statement.instrument_actions == (("accept-procedure", "ICCPR-OP1"),)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("recommendation", "AI says that Fiji should ratify CAT.", ("asked",)),
        ("recommendation", "AI says that Fiji should apply CAT, which it has ratified.", ("reported",)),
        ("recommendation", "AI says that Fiji signed CRPD and should sign CRPD at once.", ("asked",)),
        ("finding", "AI says that Fiji had signed CAT but would not ratify CAT.", ("reported", "mentioned")),
        ("fact", "States have called upon Fiji to ratify CAT.", ("mentioned",)),
    ],
)
def test_acts_are_asked_reported_or_mentioned(kind: StatementKind, text: str, expected: tuple[str, ...]) -> None:
    """By the form of their own verb."""
    (statement,), _ = annotate(text, kind=kind)
    assert statement.act_modalities == expected
    assert len(statement.instrument_actions) == len(expected)


def test_soft_law_is_not_ratified() -> None:
    """Only treaties have treaty acts."""
    (statement,), _ = annotate("AI says that Fiji should sign the Paris Principles.")
    assert (statement.instruments, statement.instrument_actions) == (("PARIS-PRINCIPLES",), ())


def test_a_statement_may_run_over_several_blocks() -> None:
    """A list in items is read as one stretch of text."""
    text = "Ratify the following treaties:\n\n- CRPD;\n\n- ICPPED."
    blocks = (Block("paragraph", 0, 30), Block("bullet", 32, 39), Block("bullet", 41, len(text)))
    statement = Statement("recommendation", Anchor("draft", "1", 0, len(text), text, "test"), (), "FJI")
    document = Document("draft", "Document", text, "", "", "draft.txt", state="FJI", blocks=blocks)
    (annotated,), _ = annotate_norms(document, [statement], load_registry())
    assert annotated.instrument_actions == (("ratify", "CRPD"), ("ratify", "ICPPED"))


def test_without_a_state_no_domestic_provision_is_named() -> None:
    """A law is named by its State."""
    assert provisions("Article 7 of the Penal Code bans it.", state=None) == [[]]


SENTENCES = st.lists(
    st.sampled_from([
        "AI says that article 7 of the Penal Code is vague.", "The Convention applies.", "The Law is new.",
        "CEDAW says that the Optional Protocol matters.", "Ratify ICPPED.", "that article", "the 2011 Law",
        "The Law on Noise (2011) was adopted.", "(arts. 2 and 3)", "the Protocol", "\f", "12", "\u2019s Act",
    ]),
    min_size=1, max_size=8,
)  # fmt: skip


@given(st.lists(SENTENCES.map(" | ".join), min_size=1, max_size=4))
def test_no_document_makes_it_raise(paragraphs: list[str]) -> None:
    """The statements come back in order with nothing else changed, and what is left open slices to its words."""
    statements, left = annotate(*paragraphs)
    parts = [part for paragraph in paragraphs for part in paragraph.split(" | ")]
    assert [statement.anchor.quote for statement in statements] == parts
    text = "\n\n".join(paragraphs)
    for item in left:
        assert " ".join(text[item.anchor.start : item.anchor.end].split()) == item.printed
