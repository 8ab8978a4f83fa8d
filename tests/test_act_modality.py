"""An act is reported only where its own verb, or what governs its noun, says that it was done."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrgraph.extraction.norms.act_modality import is_reported
from hrgraph.extraction.norms.mentions import ActMention
from hrgraph.extraction.norms.treaty_acts import find_treaty_acts

TREATY = "ICRMW"


def reported(text: str, kind: str) -> list[bool]:
    spans, start = [], text.find(TREATY)
    while start >= 0:
        spans.append((start, start + len(TREATY)))
        start = text.find(TREATY, start + 1)
    acts = find_treaty_acts(text, spans)
    assert acts, text
    return [is_reported(text, act, kind) for act in acts]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("fact", "Fiji ratified ICRMW in 2019."),
        ("fact", "Fiji has been party to ICRMW since 2019."),
        ("fact", "In May, Fiji had finally acceded to ICRMW."),
        ("fact", "ICRMW, which it had signed, was debated."),
        ("fact", "ICRMW was ratified without a vote."),
        ("fact", "By ratifying ICRMW, Fiji kept its word and joined its neighbours."),
        ("fact", "The ratification of ICRMW in 2019 changed little."),
        ("fact", "Fiji was among the first countries to sign ICRMW."),
        ("fact", "Fiji is implementing ICRMW."),
        ("fact", "The labour laws were brought into line with ICRMW."),
        ("finding", "JS1 noted the ratification of ICRMW."),
        ("finding", "The Committee said that Fiji continued to implement ICRMW."),
        ("commendation", "Peru welcomed the ratification of ICRMW."),
        ("commendation", "Peru congratulated Fiji for ratifying ICRMW."),
        ("commendation", "Peru commended the new law and the accession to ICRMW."),
        ("concern", "Since its ratification of ICRMW, Fiji had not reported."),
        ("recommendation", "Welcoming its ratification of ICRMW, asked Fiji to report."),
        ("recommendation", "Having ratified ICRMW, adopt a law on migrants."),
        ("recommendation", "Recommended that Fiji should carry out the treaties that it had signed, including ICRMW."),
    ],
)  # fmt: skip
def test_what_was_done_is_reported(kind: str, text: str) -> None:
    assert all(reported(text, kind))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("fact", "Several States had called upon Fiji to ratify ICRMW."),
        ("fact", "Fiji had not ratified ICRMW."),
        ("fact", "Fiji is not party to ICRMW."),
        ("fact", "Fiji has decided to accede to ICRMW."),
        ("fact", "Fiji was considering ratifying ICRMW."),
        ("fact", "It was recommended that ICRMW be ratified."),
        ("fact", "The Law on Ratification of ICRMW was published on 2 May 2019."),
        ("fact", "Adopting new laws on housing, and joining ICRMW."),
        ("fact", "Strengthening the framework by ratifying ICRMW."),
        ("fact", "Improving the labour laws and bringing them in line with ICRMW."),
        ("fact", "A seminar was held on the implementation of ICRMW."),
        ("fact", "The ratification process of ICRMW began in 2019."),
        ("fact", "A study of the possible effects of the ratification of ICRMW was under way."),
        ("fact", "Prior to the ratification of ICRMW, the Act was amended."),
        ("finding", "JS1 noted that Fiji would ratify ICRMW."),
        ("finding", "JS1 noted that ratification of ICRMW was a priority."),
        ("finding", "The delegation said that Fiji might sign ICRMW."),
        ("commendation", "Peru welcomed the plan to ratify ICRMW."),
        ("commendation", "Peru welcomed the planned ratification of ICRMW."),
        ("concern", "Peru regretted the failure to ratify ICRMW."),
        ("recommendation", "Ratify ICRMW."),
        ("recommendation", "Consider the ratification of ICRMW."),
        ("recommendation", "Protect migrants by ratifying ICRMW."),
        ("recommendation", "Recommended that Fiji become party to ICRMW."),
        ("request", "Asked whether Fiji had ratified ICRMW."),
        ("request", "Asked about the treaties and whether it had signed ICRMW."),
        ("recommendation", "Recommended that it sign the treaties it had not signed, including ICRMW."),
    ],
)  # fmt: skip
def test_what_is_asked_planned_or_denied_is_not_reported(kind: str, text: str) -> None:
    assert not any(reported(text, kind))


@given(st.text(max_size=80), st.integers(0, 80), st.sampled_from(["fact", "recommendation", "commendation"]))
def test_no_text_makes_it_raise(text: str, start: int, kind: str) -> None:
    assert is_reported(text, ActMention(min(start, len(text)), len(text), "ratify", ()), kind) in (True, False)
