"""Documents cited in running text and in notes: by symbol, in words, by title, by address, by words that point back."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.citations.documents import find_citations
from hrgraph.extraction.citations.named_reviews import name_reviews
from hrgraph.extraction.citations.named_states import name_states
from hrgraph.extraction.citations.pinpoints import list_paragraphs
from hrgraph.models import Anchor, Block, Citation, Document, Statement, Unresolved
from hrgraph.registry import load_registry
from hrgraph.structure import segment
from hrgraph.text import collapse

OWN = "A/HRC/WG.6/20/FJI/2"
ILO_COMMENT = (
    "ILO Committee of Experts on the Application of Conventions and Recommendations, Direct Request concerning the"
    " Equal Remuneration Convention, 1951 (No. 100)"
)


def make_document(*parts: tuple[str, str | None, str]) -> Document:
    """Return a document of blocks (kind, number, text), under one heading."""
    text, blocks = "", []
    for kind, number, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words), number=number, path=("Notes",)))
        text += words + "\n\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        OWN,
        "UnitedNationsCompilation",
        text,
        digest,
        digest,
        "sample.txt",
        symbol=OWN,
        state="FJI",
        blocks=tuple(blocks),
    )


def cited(*parts: tuple[str, str | None, str]) -> list[Citation]:
    return find_citations(make_document(*parts))[0]


def notes(*texts: str) -> list[Citation]:
    return cited(*(("note", str(number), text) for number, text in enumerate(texts, start=1)))


def unresolved(*texts: str) -> list[Unresolved]:
    parts = [("note", str(number), text) for number, text in enumerate(texts, start=1)]
    return find_citations(make_document(*parts))[1]


@pytest.mark.parametrize("kind", ["paragraph", "bullet", "note", "table"])
@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("See CAT/C/FJI/CO/1.", ["CAT/C/FJI/CO/1"]),
        ("The Committee (CEDAW/C/FJI/CO/5) met twice.", ["CEDAW/C/FJI/CO/5"]),
        (
            "CRC/C/FJI/CO/2-4; CERD/C/FJI/CO/18-20, and A/63/281",
            ["CRC/C/FJI/CO/2-4", "CERD/C/FJI/CO/18-20", "A/63/281"],
        ),
        ("A/HRC/WG.6/20/NOR/3 and Corr.1", ["A/HRC/WG.6/20/NOR/3", "A/HRC/WG.6/20/NOR/3/Corr.1"]),
        ("A/HRC/43/46/Add.1 and Add.2", ["A/HRC/43/46/Add.1", "A/HRC/43/46/Add.2"]),
        # damaged, typeset, broken over lines
        ("CAT/C/FJIICO/1", ["CAT/C/FJI/CO/1"]),
        ("CEDAWI/C/FJI/COQI5", ["CEDAW/C/FJI/CO/5"]),
        ("CEDAW/C/FJI/3\N{EN DASH}4", ["CEDAW/C/FJI/3-4"]),
        ("CEDAW/C/FJI/\nCO/5", ["CEDAW/C/FJI/CO/5"]),
        ("CERD/C/FJI/CO/18-\n20", ["CERD/C/FJI/CO/18-20"]),
        ("(ST/LEG/SER.E.25)", ["ST/LEG/SER.E/25"]),
        ("E/C. 12/FJI/CO/2 and CRPD/C/FJI/CO /1", ["E/C.12/FJI/CO/2", "CRPD/C/FJI/CO/1"]),
        # in words
        ("pursuant to Human Rights Council resolutions 5/1 and 16/21,", ["A/HRC/RES/5/1", "A/HRC/RES/16/21"]),
        ("Council decision 14/111", ["A/HRC/DEC/14/111"]),
        ("President’s statement PRST/8/1", ["A/HRC/PRST/8/1"]),
        ("General Assembly resolution 60/251", ["A/RES/60/251"]),
        ("The Assembly created it (Resolution 60/251).", ["A/RES/60/251"]),
        ("General Assembly resolution 217 A (III)", ["A/RES/217(III)"]),
        ("resolution 48/134 of the General Assembly", ["A/RES/48/134"]),
        ("The General Assembly adopted resolution 48/13", ["A/RES/48/13"]),
        ("Council resolution S-5/1 and decision 6/102", ["A/HRC/RES/S-5/1", "A/HRC/DEC/6/102"]),
        (
            "UNSCR 1325, UNGA resolution 60/251 and HRC resolution 16/21",
            ["S/RES/1325", "A/RES/60/251", "A/HRC/RES/16/21"],
        ),
        ("Security Council resolution 1325 and resolution 1820", ["S/RES/1325", "S/RES/1820"]),
        ("Economic and Social Council resolution 1996/31", ["E/RES/1996/31"]),
        ("Commission on Human Rights resolution 2005/80", ["E/CN.4/RES/2005/80"]),
        ("Security Council resolution 1325 (2000)", ["S/RES/1325"]),
        ("Resolutions 1325 (2000), 1820 and 1888, on women", ["S/RES/1325", "S/RES/1820", "S/RES/1888"]),
        ("S/RES/1325 (2000)", ["S/RES/1325"]),
        ("decision 1/CP.21", ["1/CP.21"]),
        # by address
        ("https://undocs.org/en/A/HRC/43/15/Add.1", ["A/HRC/43/15/Add.1"]),
        ("<http://daccess-ods.un.org/access.nsf/Get?Lang=E&DS=A/HRC/14/15>", ["A/HRC/14/15"]),
        ("[here](https://www.un.org/view_doc.asp?Lang=E&symbol=A/RES/217(III))", ["A/RES/217(III)"]),
    ],
)
def test_symbols_are_found_everywhere(kind: str, text: str, symbols: list[str]) -> None:
    found = cited((kind, "4", text))
    assert [citation.symbol for citation in found] == symbols
    assert {citation.kind for citation in found} == {"un_symbol"}


@pytest.mark.parametrize(
    "text",
    [
        "People with HIV/AIDS and/or tuberculosis met OSCE/ODIHR on 24/7 duty.",
        "The A/B test, the S/he form and 3/4 of the E/mail.",
        "Government resolution 79/12 and Cabinet decision 12/5",
        "the Supreme Court’s decision 12/2010",
        "Decision 12/2010 of the Plenum of the Court",
        "European Parliament resolution 2021/2544",
        "Law No. 12/105 on police",
        "Cabinet of Ministers Resolution No. 79/12",
        "Letters were sent to families, and he wrote a letter to the ombudsman in 2012.",
        "Between 2010/11 and 2011/12 the rate was 60/40.",
        "CAT and CEDAW/C met.",
        "It recommended that Fiji repeal the Act “On public meetings and their order”.",
        "The Minister stated in a report that “The prisons of the north are full beyond words”.",
        "The Constitution says in article 6 that “All islanders are equal before the law”.",
        "a 2003 Supreme Court decision on land",
        "The project entitled “Schools for every island” began.",
        "The Committee welcomed the submission of the report.",
        "The State party’s submission was late.",
        "Joint submission of several bodies.",
        "Figures are given in section 2.1, para. 4.",
    ],
)
def test_look_alikes_are_not_citations(text: str) -> None:
    assert find_citations(make_document(("paragraph", "4", text))) == ([], [])


@pytest.mark.parametrize(
    ("text", "pinpoint", "recommendations"),
    [
        ("CAT/C/FJI/CO/1, para. 7.", "para. 7", ()),
        ("CAT/C/FJI/CO/1, paras. 9 (a) and 10.", "paras. 9 (a) and 10", ()),
        ("CAT/C/FJI/CO/1, paras. 27-29; and A", "paras. 27-29", ()),
        ("CAT/C/FJI/CO/1, paragraphs 95 -97, and Addendum", "paragraphs 95 -97", ()),
        ("CAT/C/FJI/CO/1, para. 48 (c) (v);", "para. 48 (c) (v)", ()),
        ("CAT/C/FJI/CO/1, para. 12 ().", "para. 12 ()", ()),
        ("CAT/C/FJI/CO/1, paras. 12 (a)\N{EN DASH}(c)", "paras. 12 (a)\N{EN DASH}(c)", ()),
        ("CAT/C/FJI/CO/1 (2014), paras. 8 and 12", "paras. 8 and 12", ()),
        ("CAT/C/FJI/CO/1, p.7", "p.7", ()),
        ("CAT/C/FJI/CO/1, para. 11; see also para. 27.", "para. 11; see also para. 27", ()),
        ("CAT/C/FJI/CO/1, p. 5 and para. 48", "p. 5 and para. 48", ()),
        ("CAT/C/FJI/CO/1, chap. VI", "chap. VI", ()),
        ("CAT/C/FJI/CO/1, para, 12", "para, 12", ()),
        ("CAT/C/FJI/CO/1 of 3 May 2012, para. 4.", "para. 4", ()),
        ("UN Doc. CAT/C/FJI/CO/1, 9 August 2016, para. 15.", "para. 15", ()),
        ("A/57/38 (Part II), paras. 1-3", "paras. 1-3", ()),
        ("paragraph 4 (b) of the annex to Council resolution 16/21", "paragraph 4 (b)", ()),
        ("paragraph 5 (a) of CAT/C/FJI/CO/1 asks", "paragraph 5 (a)", ()),
        ("A/HRC/14/8, recommendation 71.6 (Chad).", "recommendation 71.6 (Chad)", ("71.6",)),
        (
            "A/HRC/14/8, recommendations 71.6 (Chad), 71.8 (Peru).",
            "recommendations 71.6 (Chad), 71.8 (Peru)",
            ("71.6", "71.8"),
        ),
        (
            "A/HRC/14/8, paras. 71.1\N{EN DASH}71.3 and 72.5.",
            "paras. 71.1\N{EN DASH}71.3 and 72.5",
            ("71.1", "71.2", "71.3", "72.5"),
        ),
        # Only reports of working groups number recommendations as paragraphs.
        ("CAT/C/FJI/CO/1, para. 71.1", "para. 71.1", ()),
        ("CAT/C/FJI/CO/1. Paragraph 4 of the law", None, ()),
        ("CAT/C/FJI/CO/1 and 12 others", None, ()),
    ],
)
def test_pinpoints(text: str, pinpoint: str | None, recommendations: tuple[str, ...]) -> None:
    first = notes(text)[0]
    assert (first.pinpoint, first.recommendations) == (pinpoint, recommendations)


@pytest.mark.parametrize(
    ("pinpoint", "paragraphs"),
    [
        ("para. 7", ("7",)),
        ("paras. 9 (a) and 10", ("9", "10")),
        ("paras. 27-29, 31 and 40 (b)\N{EN DASH}(d)", ("27", "28", "29", "31", "40")),
        ("paragraphs 95 -97", ("95", "96", "97")),
        ("paras. 95 to 97 and 99", ("95", "96", "97", "99")),
        ("para. 11; see also para. 27", ("11", "27")),
        ("p. 5 and para. 48", ("48",)),
        ("para. 12 ()", ("12",)),
        ("paras. 12 (a)\N{EN DASH}(c), 14 and 12", ("12", "14")),
        ("paras. 9-7", ("9", "7")),
        # No paragraphs: pages, chapters, numbers of recommendations, a number with a letter.
        ("pp. 5-7", ()),
        ("chap. VI", ()),
        ("para. 71.4", ()),
        ("paras. 115. 23 and 115.59\N{EN DASH}115.61", ()),
        ("recommendations 71.6 (Chad), 71.8 (Peru)", ()),
        ("para. 7bis", ()),
    ],
)
def test_the_paragraphs_of_a_pinpoint(pinpoint: str, paragraphs: tuple[str, ...]) -> None:
    assert list_paragraphs(pinpoint) == paragraphs


@given(st.integers(1, 400), st.integers(0, 200))
def test_a_range_of_paragraphs_is_written_out(first: int, more: int) -> None:
    assert list_paragraphs(f"paras. {first}\N{EN DASH}{first + more}") == tuple(map(str, range(first, first + more + 1)))


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("recommendations 71.6 (Chad), 71.8 (Peru)", {"71.6": ("TCD",), "71.8": ("PER",)}),
        ("recommendation 71.6 (Chad and Peru)", {"71.6": ("TCD", "PER")}),
        ("paras. 71.6 (Iran (Islamic Republic of)) and 71.7", {"71.6": ("IRN",)}),
        ("recommendations 71.6 (health), 71.8 (see annex)", {}),
        ("recommendations 71.2-71.5 (Chad)", {}),
        ("recommendation 71.6", {}),
    ],
)
def test_the_states_named_beside_a_number(text: str, issuers: dict[str, tuple[str, ...]]) -> None:
    (found,) = notes(f"A/HRC/14/8, {text}.")
    assert dict(name_states(found, load_registry()).issuers) == issuers


@pytest.mark.parametrize(
    ("sentence", "cited_symbol", "cycle"),
    [
        ("During its second review Fiji promised much.", "A/HRC/14/8", 2),
        ("In the first UPR cycle Fiji promised much.", "A/HRC/14/8/Add.1", 1),
        ("Since its first review Fiji has not kept what it promised in the second cycle.", "A/HRC/14/8", None),
        ("Fiji promised much.", "A/HRC/14/8", None),
        ("During its second review Fiji promised much.", "CAT/C/FJI/CO/1", None),
    ],
)
def test_the_review_that_a_citing_sentence_names(sentence: str, cited_symbol: str, cycle: int | None) -> None:
    document = make_document(("paragraph", "4", sentence), ("note", "7", f"{cited_symbol}."))
    anchor = Anchor(OWN, "4", 0, len(sentence), sentence, "test")
    found = name_reviews(document, [Statement("finding", anchor, notes=(7,))], find_citations(document)[0])
    assert [one.cycle for one in found] == [cycle]


@pytest.mark.parametrize(
    ("text", "printed", "title", "pinpoint"),
    [
        ("United Nations country team submission, para. 7.", "United Nations country team submission", None, "para. 7"),
        ("See also UNICEF submission, p. 2", "UNICEF submission", None, "p. 2"),
        ("UNHCR submission for the universal periodic review of Fiji, p. 7.",
         "UNHCR submission for the universal periodic review of Fiji", None, "p. 7"),
        ("UNESCO submission to UPR on the Solomon Islands, para. 3",
         "UNESCO submission to UPR on the Solomon Islands", None, "para. 3"),
        ("JS4, para. 12.", "JS4", None, "para. 12"),
        ("See also CoE-ECRI, pp. 24-25.", "CoE-ECRI", None, "pp. 24-25"),
        ("See CoE-ECRI Conclusions, para. 4.", "CoE-ECRI Conclusions", None, "para. 4"),
        ("CoE-ECRI conclusions of 2012, para. 4.", "CoE-ECRI conclusions of 2012", None, "para. 4"),
        ("CoE-ECSR: Factsheet-Fiji, p. 4.", "CoE-ECSR: Factsheet-Fiji", None, "p. 4"),
        ("2013-2017 United Nations Development Assistance Framework (UNDAF), p. 9",
         "2013-2017 United Nations Development Assistance Framework (UNDAF)", None, "p. 9"),
        ("See OHCHR Report 2017, pp. 79 and 83", "OHCHR Report 2017", None, "pp. 79 and 83"),
        ("Source: Presentation by the Ombudsman of Fiji: “The institution in its tenth year”",
         "Presentation by the Ombudsman of Fiji: “The institution in its tenth year”",
         "The institution in its tenth year", None),
        ("A study entitled “Prisons of the South Pacific”, p. 4",
         "“Prisons of the South Pacific”", "Prisons of the South Pacific", "p. 4"),
        ("Letter dated 3 May 2010 from the Permanent Representative of Fiji",
         "Letter dated 3 May 2010 from the Permanent Representative of Fiji", None, None),
        (f"{ILO_COMMENT}, para. 2", ILO_COMMENT, None, "para. 2"),
        ("Island Watch, Fiji: Locked away, Index: ASA 18/0123/2012, p. 4",
         "Island Watch, Fiji: Locked away, Index: ASA 18/0123/2012", None, "p. 4"),
        ("Joint Statement on the Right to Water of 3 May 2010.",
         "Joint Statement on the Right to Water of 3 May 2010", None, None),
    ],
)  # fmt: skip
def test_sources_without_a_symbol(text: str, printed: str, title: str | None, pinpoint: str | None) -> None:
    (source,) = notes(text)
    assert (source.printed, source.title, source.pinpoint) == (printed, title or printed, pinpoint)
    assert (source.symbol, source.kind) == (None, "source")


def test_running_text_must_say_that_a_document_is_named() -> None:
    text = "A paper on the topic “Trade unions of the islands” appeared; “Unions are for everybody” was its motto."
    assert [source.title for source in cited(("paragraph", "4", text))] == ["Trade unions of the islands"]
    assert [
        source.title for source in cited(("paragraph", "4", "despite a 2015 CAT Committee decision on extradition."))
    ] == ["2015 CAT Committee decision on extradition"]


def test_a_short_title_of_a_submission_gets_the_full_one() -> None:
    first, second = notes(
        "UNHCR submission for the universal periodic review of Fiji, p. 7.", "UNHCR submission, p. 9."
    )
    assert second.title == first.title == "UNHCR submission for the universal periodic review of Fiji"
    assert second.printed == "UNHCR submission"


def test_a_title_and_its_symbol_are_one_citation() -> None:
    (report,) = notes("Report of the Special Rapporteur on housing, A/HRC/13/20/Add.3, para. 5")
    assert (report.printed, report.symbol) == ("A/HRC/13/20/Add.3", "A/HRC/13/20/Add.3")
    assert (report.title, report.pinpoint) == ("Report of the Special Rapporteur on housing", "para. 5")


@pytest.mark.parametrize(
    ("text", "title", "url"),
    [
        ("Letter of 3 May 2010 to the Permanent Mission of Fiji. Available from https://example.org/letter.pdf.",
         "Letter of 3 May 2010 to the Permanent Mission of Fiji", "https://example.org/letter.pdf"),
        ("Island Watch, “Locked Away from the Sea,” January 2015, https://example.org/locked, p. 4.",
         "Locked Away from the Sea", "https://example.org/locked"),
    ],
)  # fmt: skip
def test_a_title_and_its_address_are_one_citation(text: str, title: str, url: str) -> None:
    (source,) = notes(text)
    assert (source.title, source.url, source.symbol) == (title, url, None)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See https://example.org/en/2020/03/rights.", "https://example.org/en/2020/03/rights"),
        ("(https://example.org/a(2021)b.pdf)", "https://example.org/a(2021)b.pdf"),
        ("www.example.org/en, and so on", "www.example.org/en"),
        ("https://example.org/the-\ncommissioner-ends-visit.", "https://example.org/the-commissioner-ends-visit"),
        ("https://example.org/Files/\nTB/Shared%20Files/x.pdf.", "https://example.org/Files/TB/Shared%20Files/x.pdf"),
        ("https://example.org/contributions20\n24.pdf.", "https://example.org/contributions2024.pdf"),
        ("https://lwww.example.org/torture-\nprevention", "https://www.example.org/torture-prevention"),
        ("https://example.org/dyn/f?p=10:P10_\nID:333:NO.", "https://example.org/dyn/f?p=10:P10_ID:333:NO"),
        ("https://example.org/first\nThe Council met.", "https://example.org/first"),
        ("https://example.org/first/\nThe Council met.", "https://example.org/first/"),
        ("https://example.org/first-\nThe Council met.", "https://example.org/first-"),
        ("[Matrix](https://example.org/list.docx)", "https://example.org/list.docx"),
        ('<a href="https://example.org/x">https://example.org/x</a>', "https://example.org/x"),
        ("https://documents-dds-ny.un.org/doc/UNDOC/GEN/G10/100/10/PDF/G1010010.pdf?OpenElement",
         "https://documents-dds-ny.un.org/doc/UNDOC/GEN/G10/100/10/PDF/G1010010.pdf?OpenElement"),
    ],
)  # fmt: skip
def test_addresses_are_put_together_and_trimmed(text: str, url: str) -> None:
    (address,) = cited(("paragraph", "4", text))
    assert (address.url, address.symbol, address.kind) == (url, None, "source")


def test_the_words_of_a_link_are_its_title() -> None:
    (address,) = cited(("paragraph", "4", "[Thematic list of Fiji](https://example.org/list.docx)"))
    assert address.title == "Thematic list of Fiji"


def test_an_address_printed_twice_in_a_note_is_one_citation() -> None:
    assert len(notes("The Office (https://example.org/x) said so.\nhttps://example.org/x")) == 1


def test_an_address_that_a_page_cuts_is_the_one_that_the_document_has_whole() -> None:
    whole, cut = notes("https://example.org/visit-of-the-commissioner.", "See https://example.org/visit-of-")
    assert cut.url == whole.url


def test_ibid_is_the_document_cited_last_before_it_in_the_notes() -> None:
    found = notes(
        "CAT/C/FJI/CO/1, para. 3. See also CRC/C/FJI/CO/2-4, para. 9.",
        "Ibid., paras. 17 and 18 (a).",
        "lbid.",
        "UNHCR submission, p. 4.",
        "Ibid., p. 5; and see CEDAW/C/FJI/CO/5.",
    )
    assert [(c.printed, c.symbol or c.title, c.pinpoint, c.note) for c in found] == [
        ("CAT/C/FJI/CO/1", "CAT/C/FJI/CO/1", "para. 3", 1),
        ("CRC/C/FJI/CO/2-4", "CRC/C/FJI/CO/2-4", "para. 9", 1),
        ("Ibid.", "CRC/C/FJI/CO/2-4", "paras. 17 and 18 (a)", 2),
        ("lbid.", "CRC/C/FJI/CO/2-4", None, 3),
        ("UNHCR submission", "UNHCR submission", "p. 4", 4),
        ("Ibid.", "UNHCR submission", "p. 5", 5),
        ("CEDAW/C/FJI/CO/5", "CEDAW/C/FJI/CO/5", None, 5),
    ]


def test_ibid_takes_no_document_from_the_running_text() -> None:
    found = cited(
        ("note", "1", "CAT/C/FJI/CO/1"), ("paragraph", "4", "CRC/C/FJI/CO/2-4"), ("note", "2", "Ibid., para. 2")
    )
    assert found[-1].symbol == "CAT/C/FJI/CO/1"


def test_ibid_without_anything_before_it_is_unresolved() -> None:
    (mention,) = unresolved("Ibid., para. 2.")
    assert (mention.what, mention.printed) == ("document", "Ibid.")
    assert notes("Ibid., para. 2.")[0].symbol is None


@pytest.mark.parametrize("words", ["See note 1 above, para. 4.", "supra note 1, para. 4", "Footnote 1 above, para. 4"])
def test_a_note_pointed_at_is_the_document_that_it_cites(words: str) -> None:
    *_, last = notes("CAT/C/FJI/CO/1, para. 3.", "CRC/C/FJI/CO/2-4.", words)
    assert (last.symbol, last.pinpoint, last.note) == ("CAT/C/FJI/CO/1", "para. 4", 3)


def test_a_note_that_cites_two_documents_is_no_answer() -> None:
    (mention,) = unresolved("CAT/C/FJI/CO/1 and CRC/C/FJI/CO/2-4.", "See note 1 above.")
    assert mention.candidates == ("CAT/C/FJI/CO/1", "CRC/C/FJI/CO/2-4")


def test_op_cit_is_the_work_cited_under_that_name() -> None:
    *_, last = notes("UNICEF submission, p. 2.", "CAT/C/FJI/CO/1.", "UNICEF, op. cit., p. 5.")
    assert (last.printed, last.title, last.pinpoint) == ("UNICEF, op. cit.", "UNICEF submission", "p. 5")
    assert unresolved("CAT/C/FJI/CO/1.", "UNICEF, op. cit., p. 5.")[0].printed == "UNICEF, op. cit."


def test_a_symbol_that_cannot_be_read_is_kept_and_reported() -> None:
    (citation,) = notes("CAT/C/FJI/XX/4, para. 3")
    (mention,) = unresolved("CAT/C/FJI/XX/4, para. 3")
    assert (citation.printed, citation.symbol, citation.kind) == ("CAT/C/FJI/XX/4", None, "un_symbol")
    assert mention.printed == "CAT/C/FJI/XX/4" and "not the symbol" in mention.reason


def test_an_old_resolution_gets_its_session_from_elsewhere_in_the_document_or_not_at_all() -> None:
    named = ("paragraph", "4", "General Assembly resolution 217 A")
    full = ("note", "1", "https://www.un.org/view_doc.asp?symbol=A/RES/217(III)")
    assert [c.symbol for c in cited(named, full)] == ["A/RES/217(III)", "A/RES/217(III)"]
    citations, mentions = find_citations(make_document(named))
    assert citations[0].symbol is None and mentions[0].printed == "General Assembly resolution 217 A"


def test_a_resolution_of_one_of_two_bodies_is_unresolved_with_both() -> None:
    (mention,) = find_citations(make_document(("paragraph", "4", "It was adopted in resolution 48/13.")))[1]
    assert mention.candidates == ("A/HRC/RES/48/13", "A/RES/48/13")


def test_a_document_does_not_cite_itself() -> None:
    assert find_citations(
        make_document(("paragraph", "4", f"{OWN} page 4"), ("furniture", None, "CAT/C/FJI/CO/1"))
    ) == ([], [])


def test_a_note_whose_number_is_lost_has_none() -> None:
    (citation,) = cited(("note", None, "CAT/C/FJI/CO/1"))
    assert citation.note is None


def test_anchors_give_the_words_back() -> None:
    document = make_document(
        ("paragraph", "12", "As paragraph 9 of CAT/C/FJI/CO/1 says."),
        ("note", "1", "CERD/C/FJI/CO/18-\n20,\nparas. 8\nand 12."),
    )
    for citation, paragraph, quote in zip(
        find_citations(document)[0],
        ["12", "Notes"],
        ["paragraph 9 of CAT/C/FJI/CO/1", "CERD/C/FJI/CO/18- 20, paras. 8 and 12"],
        strict=True,
    ):
        anchor = citation.anchor
        assert (anchor.paragraph, anchor.quote) == (paragraph, quote)
        assert collapse(document.text[anchor.start : anchor.end]) == quote
        assert anchor.document == OWN and anchor.rule.startswith("citations.")


def test_citations_of_a_divided_document() -> None:
    text = (
        "I. Background\n\n1. This paper follows Human Rights Council resolution 5/1.1\n\n"
        "2. The team of the islands spoke of prisons.2 It asked for more guards.3\n\n"
        "Notes\n 1 CAT/C/FJI/CO/1, para. 3.\n 2 Ibid., para. 4.\n 3 UNICEF submission, p. 2.\n"
    )
    document = segment(replace(make_document(), text=text, sha256=hashlib.sha256(text.encode()).hexdigest()))
    found = [(c.note, c.symbol or c.title, c.pinpoint) for c in find_citations(document)[0]]
    assert found == [
        (None, "A/HRC/RES/5/1", None),
        (1, "CAT/C/FJI/CO/1", "para. 3"),
        (2, "CAT/C/FJI/CO/1", "para. 4"),
        (3, "UNICEF submission", "p. 2"),
    ]


PIECES = [
    "CAT/C/FJI/CO/1", "CATI/CIFJI", "A/HRC/28/10", "Ibid.", "see note 2 above", "UNHCR submission", "op. cit.",
    "https://a.org/b-", "resolution 5/1", "and Add.1", ", para. 4 (a)", "recommendations 71.2-71.5",
    "“A title of words”", "report", "[x](http://y.z)", "\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["paragraph", "note", "table"]))
def test_every_citation_lies_in_its_document(pieces: list[str], kind: str) -> None:
    text = " ".join(pieces)
    document = make_document((kind, "1", text.strip() or "x"))
    citations, mentions = find_citations(document)
    for anchor in [c.anchor for c in citations] + [m.anchor for m in mentions]:
        assert collapse(document.text[anchor.start : anchor.end]) == anchor.quote
    assert [c.anchor.start for c in citations] == sorted(c.anchor.start for c in citations)
    assert all(c.symbol or c.title or c.url or c.printed in {m.printed for m in mentions} for c in citations)
