"""Laws are found by the grammar of their names, in any State; legislation in general is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.norms.domestic_law import find_laws
from hrgraph.registry import load_registry


def names(text: str) -> list[str]:
    return [law.name for law in find_laws(text, load_registry())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the title before the head
        ("Fiji amended the Penal Code.", ["Penal Code"]),
        ("under the Code of Criminal Procedure, judges", ["Code of Criminal Procedure"]),
        ("the Administrative Code of Offences was old", ["Administrative Code of Offences"]),
        ("the Equal Pay for Women and Men Act was adopted", ["Equal Pay for Women and Men Act"]),
        ("the Protection of the Rights of Tenants Act", ["Protection of the Rights of Tenants Act"]),
        ("the Children’s Act and the Workers’ Compensation Act", ["Children’s Act", "Workers’ Compensation Act"]),
        ("the Public Order (Amendment) Decree gave powers", ["Public Order (Amendment) Decree"]),
        ("the Public Order Act Amendment Decree", ["Public Order Act Amendment Decree"]),
        ("the Anti-Piracy Proclamation", ["Anti-Piracy Proclamation"]),
        ("the Printing, Presses and Ballads Act", ["Printing, Presses and Ballads Act"]),
        ("the Prison Rules and the Emergency Regulations", ["Prison Rules", "Emergency Regulations"]),
        ("a Domestic Violence Bill was tabled", ["Domestic Violence Bill"]),
        ("the Syariah Penal Code Order, 2013, was stayed", ["Syariah Penal Code Order"]),
        # the title after the head
        ("the Law on Fisheries prohibited nets", ["Law on Fisheries"]),
        ("the Law on the Rights of Tenants and Lodgers requires", ["Law on the Rights of Tenants and Lodgers"]),
        ("the Law on Public Libraries and the Penal Code", ["Law on Public Libraries", "Penal Code"]),
        ("the Code on Rivers and the Coastal Waters and other rules", ["Code on Rivers and the Coastal Waters"]),
        ("the Act to Eliminate Noise", ["Act to Eliminate Noise"]),
        ("the Act Regulating the Sale of Bread", ["Act Regulating the Sale of Bread"]),
        ("the Rules for Measuring Rainfall", ["Rules for Measuring Rainfall"]),
        ("the Organic Law on Elections", ["Organic Law on Elections"]),
        ("the Federal Act on Banks", ["Federal Act on Banks"]),
        ("the Law on Oversight, Audit and Control of Banks", ["Law on Oversight, Audit and Control of Banks"]),
        ("the Law “On Mass Events” was amended", ["Law on Mass Events"]),
        ("the Act of 2010 regulating the status of lodgers", ["Act regulating the status of lodgers"]),
        ("the draft Law on Lodgers in the Parliament", ["draft Law on Lodgers"]),
        ("the Law on Media ownership and media services", ["Law on Media ownership and media services"]),
        ("the Law on Fisheries provides for fines", ["Law on Fisheries"]),
        ("the Law on Transfers (Payments) of Public Funds and Grants", ["Law on Transfers (Payments) of Public Funds and Grants"]),
        ("the draft Law on Amendments to Certain Acts on April 2020 in", ["draft Law on Amendments to Certain Acts"]),
        ("the law on public picnics to require a simple permit", ["law on public picnics"]),
        ("the law on access to information", ["law on access to information"]),
        ("the Act Amending the Harbours and Rivers Act", ["Act Amending the Harbours and Rivers Act"]),
        ("the Decree on the means and scope of providing shelter", ["Decree on the means and scope of providing shelter"]),
        ("the Act regulating the status of “displaced” lodgers", ["Act regulating the status of “displaced” lodgers"]),
        # by number
        ("Law No. 12/2010 was repealed", ["Law No. 12/2010"]),
        ("Decree-Law No. 4 of 1999 on fishing rights", ["Decree-Law No. 4 of 1999 on fishing rights"]),
        ("Decree 72 on the Internet", ["Decree 72 on the Internet"]),
        ("Decrees Nos. 2 and 7 were applied", ["Decree 2", "Decree 7"]),
        ("Executive Order 14001 was signed", ["Executive Order 14001"]),
        ("law No. 38/01 on the protection of orchards", ["law No. 38/01 on the protection of orchards"]),
        # constitutions
        ("It is guaranteed by the Constitution.", ["Constitution"]),
        ("the 1997 Constitution of the Republic of Fiji", ["Constitution"]),
        ("the Federal Constitution", ["Federal Constitution"]),
        ("its constitution was suspended", ["constitution"]),
        ("the Basic Law guaranteed it", ["Basic Law"]),
        # several heads in one
        ("the Penal and Civil Codes", ["Penal Code", "Civil Code"]),
        ("the new Penal and Penal Procedure Codes", ["Penal Code", "Penal Procedure Code"]),
        ("the Media, Harbours and Public Order Decrees", ["Media Decree", "Harbours Decree", "Public Order Decree"]),
        ("its penal and civil codes", ["penal code", "civil code"]),
        ("the old and new Penal Codes", ["Penal Code"]),
        # year, State and adjectives are not part of the name
        ("the Harbours Act of 1984 and the Fuel Act, 2005", ["Harbours Act", "Fuel Act"]),
        ("the 2011 Harbours Act (2011)", ["Harbours Act"]),
        ("Fiji’s Penal Code", ["Penal Code"]),
        ("the Fijian Penal Code", ["Penal Code"]),
        ("the Fijian Broadcasting Commission Act", ["Fijian Broadcasting Commission Act"]),
        ("the newly revised Penal Code", ["Penal Code"]),
        ("Amend Penal Code provisions on theft", ["Penal Code"]),
        ("Include in the Harbours Act a ban", ["Harbours Act"]),
        ("the Labour Code (Act No. 14 of 2004) bans it", ["Labour Code"]),
        ("Act No. 7363 (the Garrison Act)", ["Act No. 7363"]),
        # drafts
        ("the draft Penal Code", ["draft Penal Code"]),
        ("the draft law on tenants’ rights, inter alia, allows", ["draft law on tenants’ rights"]),
        ("the draft media law", ["draft media law"]),
        ("the marriage bill and the Ombudsman bill", ["marriage bill", "Ombudsman bill"]),
        ("the bill on legal aid was pending", ["bill on legal aid"]),
        # in small letters, of laws that exist
        ("noted the law on the Tenants’ Compensation Fund.", ["law on the Tenants’ Compensation Fund"]),
        ("had enacted a new law on peaceful picnics, without debate", ["law on peaceful picnics"]),
        ("As a law on theft of cattle was under discussion", ["law on theft of cattle"]),
        ("its law on human trafficking", ["law on human trafficking"]),
        ("the law on tenants and lodgers should be repealed", ["law on tenants and lodgers"]),
        ("the law on tenants, lodgers and guests in line with", ["law on tenants, lodgers and guests"]),
        ("the law on persons with disabilities and to take", ["law on persons with disabilities"]),
        ("the penal code allowed it", ["penal code"]),
        ("the fisheries act of 2007", ["fisheries act"]),
        ("the Senate passed an anti-dumping law designed to save reefs", ["anti-dumping law"]),
        ("had enacted a new plant-protection act in 2012", ["plant-protection act"]),
    ],
)
def test_names_of_laws(text: str, expected: list[str]) -> None:
    """The name is found as printed, in the singular, without article, year and State."""
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the rule of law", "the Rule of Law", "in law and in practice", "the law enforcement agencies",
        "law enforcement and courts of law", "the Law Society", "the Law Reform Commission", "Constitution Day",
        "the Constitutional Court", "a Code of Conduct for the Police", "the Code of Ethics", "the Rules of Procedure",
        "a dress code", "ACT now", "Act on the findings of the inquiry", "the need to act against fraud",
        "Human Rights Law", "International Humanitarian Law", "Islamic Law", "customary law", "the criminal law",
        "Institute of Labour and Corporate Law", "its legislation", "a comprehensive anti-fraud law",
        "recommended that Fiji adopt a law on noise", "Adopt a new law on public picnics",
        "did not adopt a new law on noise", "had not adopted an anti-dumping law",
        "adopted an anti-dumping law enforcement plan",
        "the laws on marriage", "laws and regulations on picnics",
        "the refugee law", "new trade union laws", "a decree issued by the Governor", "the Decree of the Government",
        "the 2009 draft law", "recommended in 2009 that the law be kept", "the United Nations Standard Minimum Rules", "certain Legislative Acts",
        "the Constitution of the World Health Organization", "acts of torture",
        "the bill that split the crime", "The Government had prepared a bill", "the Amending Act", "Public Order", "the law provided that",
    ],
)  # fmt: skip
def test_look_alikes_are_no_laws(text: str) -> None:
    """What only sounds like a law is not found."""
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "state", "year", "head"),
    [
        ("the Penal Code of Norway", "NOR", None, "code"),
        ("Norway’s Penal Code", "NOR", None, "code"),
        ("the Norwegian Penal Code", "NOR", None, "code"),
        ("the Penal Code", None, None, "code"),
        ("the Law on Fish of the Republic of Fiji", "FJI", None, "law"),
        ("the Law of the Republic of Fiji “On Fish”", "FJI", None, "law"),
        ("the 1984 Harbours Act", None, "1984", "act"),
        ("the Harbours Act of 1984", None, "1984", "act"),
        ("the draft Harbours Act", None, None, "draft act"),
        ("had adopted a law on fish in 2011", None, "2011", "law"),
    ],
)
def test_state_year_and_head(text: str, state: str | None, year: str | None, head: str) -> None:
    """What the text says of the law is kept beside its name."""
    (law,) = find_laws(text, load_registry())
    assert (law.state, law.year, law.head) == (state, year, head)


def test_words_of_instruments_are_nobodys_law() -> None:
    """Spans that the caller has taken are passed over."""
    text = "the Bangkok Rules"
    assert names(text) == ["Bangkok Rules"]
    assert find_laws(text, load_registry(), taken=[(4, len(text))]) == []


WORDS = st.sampled_from(
    "the Law Act Code Codes on of and Penal Children’s draft law bill No. 12/2010 2009 , ( ) “ ” Fiji Norway’s adopted "
    "a Amendment rights with in to constitution Order".split()
)


@given(st.lists(WORDS, max_size=25))
def test_no_text_makes_it_raise(words: list[str]) -> None:
    """Mentions lie in the text, in order, and have a name."""
    text = " ".join(words)
    laws = find_laws(text, load_registry())
    assert [law.start for law in laws] == sorted(law.start for law in laws)
    assert all(0 <= law.start < law.end <= len(text) and law.name.strip() for law in laws)
