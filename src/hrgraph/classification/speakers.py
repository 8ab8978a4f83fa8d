"""Leave out of a reported recommendation who makes it: a committee against torture may recommend a law on citizenship.

Guarantees: what is left is the text itself, from a reporting verb on, with the sentences before it.
"""

from __future__ import annotations

import re

from hrgraph.registry import Registry

# Past tense or third person, so that the imperative of a recommendation ("urge the police to ...") is none of them.
_VERB = re.compile(
    r"""
    \b(?: recommend(?:ed|s) | urge[ds] | call(?:ed|s)\ (?:up)?on | call(?:ed|s)\ for | encourage[ds] | request(?:ed|s)
      | invite[ds] | advise[ds] | ask(?:ed|s) | propose[ds] | suggest(?:ed|s) | appeal(?:ed|s)\ to | exhort(?:ed|s) )
    (?: ,[^,.;]{1,80}, )?   # an aside: "recommended, with regard to prisons, that"
    \s*
    (?: (?:that | further | it | \w+ing | the\ (?:[a-z]+|State|Government))\b
      | (?P<name>(?:the\ )?(?=[A-Z])) )
    """,
    re.VERBOSE,
)
# "as the Committee recommended", "which it urged the Government to repeal": the recommendation stands before the verb.
_RELATIVE = re.compile(r"\b(?:as|which|who|whom|what|where|than)\b", re.IGNORECASE)
# "Noting the gaps in the law on shipwrecks, the Committee recommended": what it noted says what it is about.
_NOTING = re.compile(r"\w+ing\b[^,]*,\s")
_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+(?=[\"“A-Z])")


def without_speaker(text: str, registry: Registry) -> str:
    """Return a recommendation without what stands before its reporting verb in the same sentence.

    The verb counts where it says to whom or what: "recommended that", "recommended adopting", "urged Kenya to".
    """
    for verb in _VERB.finditer(text):
        if verb["name"] is not None and not _names_state(text[verb.end() :], registry):
            continue
        start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, verb.start())), default=0)
        if (noting := _NOTING.match(text, start, verb.start())) is not None:
            start = noting.end()
        if _RELATIVE.search(text, start, verb.start()):
            return text
        return text[:start] + text[verb.start() :]
    return text


def _names_state(text: str, registry: Registry) -> bool:
    names = registry.find_names(text[:80])
    return bool(names) and names[0].start == 0 and all(entry.kind == "State" for entry in names[0].entries)
