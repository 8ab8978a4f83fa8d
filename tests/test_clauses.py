"""Reporting clauses: one table of sentences in the Secretariat's language, one of look-alikes."""

from __future__ import annotations

import pytest

from hrgraph.extraction.clauses import find_clauses
from hrgraph.extraction.issuers import IssuerFinder
from hrgraph.extraction.local_names import LocalName
from hrgraph.registry import load_registry

# Acronyms that these sentences take for granted, as a document does after it has defined them.
LOCAL = [LocalName(code, name, 0, 1) for code, name in (("AI", "Amnesty International"), ("HRW",
"Human Rights Watch"), ("FWCC", "Fiji Women's Crisis Centre"))]  # fmt: skip
KINDS = {"r": "recommendation", "q": "request", "c": "concern", "w": "commendation", "f": "finding"}


def clauses(sentence: str) -> list[tuple[str, str, str]]:
    """Return, for each clause, its kind, its first two words, and who speaks (codes, or the words that point back)."""
    mentions = IssuerFinder(load_registry(), LOCAL).find(sentence)
    return [
        (
            clause.kind,
            " ".join(sentence[clause.start : clause.end].split()[:2]),
            ",".join("+".join(m.codes) or str(m.anaphor) for m in (*clause.subject, *clause.embedded)),
        )
        for clause in find_clauses(sentence, mentions)
    ]


def kinds_and_speakers(sentence: str) -> list[str]:
    """Return "r AI,HRW" for each clause, "r" for one that does not say who speaks."""
    letters = {kind: letter for letter, kind in KINDS.items()}
    return [f"{letters[kind]} {who}".strip() for kind, _, who in clauses(sentence)]


@pytest.mark.parametrize(
    ("kind", "verb"),
    [
        *(("recommendation", verb) for verb in (
            "recommended that Fiji close", "recommends that Fiji close", "urged Fiji to close",
            "encouraged Fiji to close", "called on Fiji to close",
            "called upon Fiji to close", "calls for the closure of", "called again for the closure of",
            "called Fiji to close", "invited Fiji to close",
            "advised Fiji to close", "proposed closing", "appealed to Fiji to close", "suggested closing",
            "insisted on closing", "advocated closing",
            "argued for closing", "pleaded for closing", "hoped that Fiji would close",
            "expressed the firm hope that Fiji would close", "demanded to close",
            "trusted that Fiji would close", "looked forward to the closure of", "would like Fiji to close",
            "wished to see Fiji close", "had recommended closing",
            "reiterated its earlier recommendation to close", "renewed its call to close",
            "made a number of recommendations on", "made recommendations on",
            "put forward specific recommendations on", "stressed the need to close",
            "underlined the urgent need to close", "highlighted the importance of closing",
            "noted that there was a need to close", "considered it essential to close", "deemed necessary to close",
            "underlined that it was important to close", "considered this necessary for",
            "emphasized how important it was to close",
            "drew attention to the need to close", "strongly recommended closing", "also recommended closing",
            "continued to recommend closing",
            "requested Fiji to close", "asked the Government to close", "recommend[ed] closing",
            "urge[d] Fiji to close", "supported the call to close",
        )),
        *(("request", verb) for verb in (
            "requested information on", "requested Fiji to provide information on",
            "asked Fiji to submit a report on", "invited Fiji to submit its report on",
            "asked the Government to indicate the number of", "requested a visit to",
            "requested an invitation to visit", "sought clarification on",
            "asked about the state of", "asked whether Fiji had closed", "inquired about the state of",
            "wished to know more of", "raised questions on",
        )),
        *(("concern", verb) for verb in (
            "expressed concern about", "expressed its deep and continuing concern about", "voiced fears about",
            "raised concerns about", "was concerned about",
            "remained seriously concerned about", "was, however, concerned about", "continued to be concerned about",
            "was deeply troubled by", "was alarmed by",
            "noted with concern the state of", "noted with grave concern the state of", "took note with regret of",
            "regretted the state of", "deplored", "criticized",
            "denounced", "condemned", "feared for", "lamented", "objected to", "opposed", "had concerns about",
            "shared the concern about", "was not satisfied with",
            "reiterated its concern about", "found it regrettable to have", "complained about",
        )),
        *(("commendation", verb) for verb in (
            "welcomed", "welcome[d]", "commended Fiji for", "praised", "congratulated Fiji on", "applauded",
            "appreciated", "thanked Fiji for", "hailed",
            "expressed its satisfaction at", "noted with appreciation", "noted with great satisfaction",
            "took note with satisfaction of", "was pleased with",
            "was encouraged by", "acknowledged", "recognized significant progress in", "noted the positive state of",
            "noted positively", "valued",
            "viewed positively", "noted Fiji’s efforts in",
        )),
        *(("finding", verb) for verb in (
            "stated that Fiji closed", "said that Fiji closed", "says Fiji closed", "reported that Fiji closed",
            "reported on", "noted", "indicated that Fiji closed",
            "documented", "explained", "observed that Fiji closed", "added that Fiji closed",
            "alleged that Fiji closed", "argued that Fiji closed", "took note of",
            "was of the view that Fiji closed", "was of the opinion that Fiji closed",
            "took the view that Fiji closed", "deemed adequate", "felt that Fiji closed",
            "called attention to", "drew the attention of Fiji to", "referred to", "recalled", "highlighted",
            "pointed out that Fiji closed", "mentioned",
            "informed that Fiji closed", "was informed of", "believed that Fiji closed",
            "considered that Fiji closed", "concluded that Fiji closed", "found that Fiji closed",
            "warned of", "estimated", "provided information on", "made similar comments on", "questioned",
            "received information on", "detailed", "outlined",
            "raised the issue of", "saw no change in", "replied to questions on", "sent a communication on",
            "shared the view on", "did not see", "was not aware of",
        )),
    ],
)  # fmt: skip
def test_every_verb_group_has_its_kind(kind: str, verb: str) -> None:
    assert clauses(f"AI {verb} the old prison.") == [(kind, f"AI {verb.split()[0]}", "AI")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # who may stand before the verb, and what may stand between
        ("AI, HRW and FWCC recommended closing it.", ["r AI,HRW,FWCC"]),
        ("AI as well as HRW recommended closing it.", ["r AI,HRW"]),
        ("AI, together with HRW, recommended closing it.", ["r AI,HRW"]),
        ("AI, HRW and 12 others recommended closing it.", ["r AI,HRW"]),
        ("Both AI and HRW recommended closing it.", ["r AI,HRW"]),
        ("CERD, in 2011, and CAT, in 2012, recommended closing it.", ["r CERD,CAT"]),
        ("CERD (2011) and CAT (2012) recommended closing it.", ["r CERD,CAT"]),
        ("In 2011, CERD recommended closing it.", ["r CERD"]),
        ("In its follow-up report CERD recommended closing it.", ["r CERD"]),
        ("With regard to prisons, AI recommended closing them.", ["r AI"]),
        ("Noting that the plan had expired, AI recommended another.", ["r AI"]),
        ("Finally AI recommended closing it.", ["r AI"]),
        ("AI, in its submission of 2014, stated that it was full.", ["f AI"]),
        ("AI, drawing on interviews with inmates, documented beatings.", ["f AI"]),
        ("The Special Rapporteur on the right to food, following his mission to Fiji in 2009, recommended a law.",
         ["r SR:food"]),
        ("AI visited the prison in 2012 and recommended closing it.", ["r AI"]),
        ("FWCC, the oldest network of the islands, recommended closing it.", ["r FWCC"]),
        ("AI noted that it was full, as did HRW and FWCC.", ["f AI,HRW,FWCC"]),
        ("AI noted that it was as full as it had been.", ["f AI"]),
        ("AI was nevertheless concerned about its cells.", ["c AI"]),
        ("AI expressed the need for its closure.", ["r AI"]),
        ("AI’s report stated that it was full.", ["f AI"]),
        ("A 2011 UNDP study found that it was full.", ["f UNDP"]),
        ("A study by UNICEF found that it was full.", ["f UNICEF"]),
        ("It also recommended closing it.", ["r it"]),
        ("They recommended closing it.", ["r they"]),
        ("We recommend closing it.", ["r author"]),
        ("The same Committee recommended closing it.", ["r committee"]),
        # two verbs, one subject
        ("AI noted with concern the deaths, and recommended an inquiry.", ["c AI", "r AI"]),
        ("AI was concerned about deaths and recommended an inquiry.", ["c AI", "r AI"]),
        ("AI welcomed the Act, but regretted that it had no budget.", ["w AI", "c AI"]),
        ("AI welcomed the body, which visits prisons, but expressed concern about its budget.", ["w AI", "c AI"]),
        ("AI acknowledged that steps had been taken but stated that they were few.", ["w AI", "f AI"]),
        ("AI reported arrests, and also noted deaths.", ["f AI", "f AI"]),
        ("AI recommends a repeal and welcomes the debate.", ["r AI", "w AI"]),
        # a series
        ("AI welcomed the Act, regretted the delay and urged Fiji to act.", ["w AI", "c AI", "r AI"]),
        ("AI stated that it was full, called for its closure and recommended an inquiry.", ["f AI", "r AI", "r AI"]),
        ("AI welcomed the Act, called for by many, and urged its use.", ["w AI", "r AI"]),
        ("AI welcomed the Act, noted by the press.", ["w AI"]),
        ("The authors of JS4 recommended closing it.", ["r JS4"]),
        # two subjects
        ("CERD recommended a law, and CEDAW recommended a plan.", ["r CERD", "r CEDAW"]),
        ("AI stated that the law was unfair while HRW said that it was unclear.", ["f AI", "f HRW"]),
        ("AI pointed out that it was full; HRW added that it was unsafe.", ["f AI", "f HRW"]),
        ("AI deplored the delay; it recommended a date.", ["c AI", "r it"]),
        # concessions
        ("While welcoming the Act, CRC was concerned about its budget.", ["w CRC", "c CRC"]),
        ("CRC, while noting the Act, remained concerned about its budget.", ["f CRC", "c CRC"]),
        ("CRC, while expressing concern about prisons, welcomed the Act.", ["c CRC", "w CRC"]),
        ("CRC welcomed the Act while regretting its small budget.", ["w CRC", "c CRC"]),
        ("Although AI welcomed the Act, HRW criticized it.", ["w AI", "c HRW"]),
        # what is said before the subject, and what is asked after the object
        ("Welcoming the Act, AI invited Fiji to fund it.", ["w AI", "r AI"]),
        ("Welcoming the plan for 2011-2015 AI urged its use.", ["w AI", "r AI"]),
        ("Noting with concern the delay, AI urged its end.", ["c AI", "r AI"]),
        ("Noting the delay, AI urged its end.", ["r AI"]),
        ("AI welcomed the Act, encouraging the authorities to fund it.", ["w AI", "r AI"]),
        ("AI deplored the delay, urging the State party to end it.", ["c AI", "r AI"]),
        ("AI noted that HRW had spoken to the press, urging the Government to end it.", ["f AI"]),
        ("AI welcomed the Act, encouraging many to fund it.", ["w AI"]),
        # a pronoun is the subject before it
        ("The limits were set by the guilds and they considered them wide.", []),
        ("AI criticized the limits and they considered them wide.", ["c AI", "f they"]),
        # nobody in particular
        ("Several sources noted wells.", ["f source"]),
        ("Some associations of fishers also noted that nets were torn.", ["f source"]),
        ("Many NGOs reported raids.", ["f source"]),
        ("A number of organizations were closed.", []),
        # the speaker in another place
        ("According to AI, it was full.", ["f AI"]),
        ("According to the findings of AI and HRW, it was full.", ["f AI,HRW"]),
        ("It was, according to AI, full.", ["f AI"]),
        ("In the view of AI, it was full.", ["f AI"]),
        ("In AI’s view, it was full.", ["f AI"]),
        ("As noted by AI, it was full.", ["f AI"]),
        ("As AI noted, it was full.", ["f AI"]),
        ("Concerns about prisons were raised by AI and HRW.", ["c AI,HRW"]),
        ("The Act was welcomed by CERD.", ["w CERD"]),
        ("Similar recommendations were made by CAT in 2008.", ["r CAT"]),
        ("The Government was urged by CAT to close it.", ["r CAT"]),
        ("A communication was sent in 2006 by the Special Rapporteur on torture.", ["f SR:torture"]),
        ("A visit was requested by the Special Rapporteur on torture.", ["q SR:torture"]),
        ("AI’s recommendations included closing it.", ["r AI"]),
        ("Recommendations made by UNHCR included a new law.", ["r UNHCR"]),
        ("CRC noted the gap, which was highlighted by UNICEF in 2009.", ["f CRC", "f UNICEF"]),
        # nobody says who speaks
        ("It was recommended that Fiji close it.", ["r"]),
        ("Fiji was also encouraged to close it.", ["r"]),
        ("The Government was invited to submit its report.", ["q"]),
        ("Further reforms were recommended.", ["r"]),
        ("Concern was expressed about prisons.", ["c"]),
        # whose words are passed on
        ("UNHCR highlighted that CRC had urged Fiji to close it.", ["r UNHCR,CRC"]),
    ],
)  # fmt: skip
def test_clauses_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert kinds_and_speakers(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Fiji ratified the Convention in 2005.",
        "CAT visited Fiji in 2011.",
        "OHCHR organized a workshop with the country team.",
        "As recommended by CRC, a law was adopted.",
        "In line with the recommendation of CRC, a law was adopted.",
        "The law that AI mentions is old.",
        "The report of UNICEF on schools came out in May.",
        "People were arrested and reported missing.",
        "The cases that were noted by police are few.",
        "The Government agreed to ratify the Convention.",
        "AI staff were expelled.",
        "The recommended daily dose is small.",
    ],
)
def test_sentences_that_report_nothing(sentence: str) -> None:
    assert clauses(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "AI noted that HRW had been expelled.",
        "AI noted that, according to UNICEF, children were ill.",
        "AI noted that, although HRW had criticized the cells, they were in use.",
        "AI noted that, following a request of UNHCR, Malawi had reported deaths.",
        "AI stated that people were arrested and reported missing.",
        "AI stated that a lawyer was beaten and urged to leave.",
        "AI noted rules, customs and values of the islands.",
        "AI noted women who criticized the law and condemned it in court.",
        "AI noted that the reforms were recommended in 2012.",
        "AI recommended that Fiji invite the Special Rapporteur on torture and encourage visits.",
        "CEDAW recommended a law, and that police be trained.",
    ],
)
def test_verbs_inside_what_is_said_divide_nothing(sentence: str) -> None:
    assert len(clauses(sentence)) == 1
    assert clauses(sentence)[0][2] in ("AI", "CEDAW")


@pytest.mark.parametrize(
    ("sentence", "similar"),
    [
        ("AI made similar recommendations.", True),
        ("AI made the same observations.", True),
        ("AI expressed similar concerns.", True),
        ("AI shared these concerns.", True),
        ("AI echoed this recommendation.", True),
        ("AI recommended likewise.", True),
        ("AI made recommendations along the same lines.", True),
        ("AI supported that recommendation.", True),
        ("The same was noted by AI.", True),
        ("AI reiterated that recommendation.", False),  # it may be its own
        ("The Committee on the Elimination of Discrimination against Women, the Committee on Economic, Social and"
         " Cultural Rights, the Committee on the Elimination of Racial Discrimination, the Committee on the Rights of"
         " Persons with Disabilities and the Special Rapporteur on torture made similar recommendations.", True),
        ("AI recommended the same.", True),
        ("AI recommended the same law for both islands.", False),
        ("AI recommended similar treatment of all.", False),
        ("AI shared information with the police.", False),
    ],
)  # fmt: skip
def test_what_says_only_that_others_said_the_same(sentence: str, similar: bool) -> None:
    mentions = IssuerFinder(load_registry(), LOCAL).find(sentence)
    assert [clause.similar for clause in find_clauses(sentence, mentions)] in (
        [similar],
        [] if not similar else [similar],
    )


def test_however_begins_the_clause_that_it_stands_before() -> None:
    for word in ("however", "nevertheless", "nonetheless"):
        sentence = f"AI welcomed the Act; {word}, it regretted the delay."
        found = find_clauses(sentence, IssuerFinder(load_registry(), LOCAL).find(sentence))
        parts = [sentence[c.start : c.end].strip() for c in found]
        assert parts == ["AI welcomed the Act;", f"{word}, it regretted the delay."]


def test_clauses_touch_and_cover_the_sentence() -> None:
    sentence = "While welcoming the Act, CRC was concerned about its budget, and CEDAW urged Fiji to raise it."
    mentions = IssuerFinder(load_registry()).find(sentence)
    found = find_clauses(sentence, mentions)
    assert [sentence[c.start : c.end] for c in found] == [
        "While welcoming the Act, ",
        "CRC was concerned about its budget, ",
        "and CEDAW urged Fiji to raise it.",
    ]
