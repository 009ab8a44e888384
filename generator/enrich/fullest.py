"""Mentions → names, each once, in the fullest form this source gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from generator.enrich import gazetteer
from generator.enrich.lexicon import entries
from generator.enrich.mention import ORGANIZATION, PERSON, PLACE, Mention
from generator.text import squash

_LONGEST = 100
MOST = 50
"""Names of one kind that a briefing lists: what its front matter holds."""
_Relation = Callable[[str, str], bool]


def people(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """People: a part of a name stands for the whole (Mr. Kato → Kato Hiroshi)."""
    found = _ranked(_names(mentions, PERSON), _is_part)
    # A given name alone tells nobody who is meant.
    return tuple(name for name in found if " " in name or name not in _not_alone())


@cache
def _not_alone() -> frozenset[str]:
    return entries("first_names") | entries("common_words") | entries("organisation_words")


def organizations(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Organisations: an acronym stands for what it abbreviates, where the source gives both."""
    return _ranked(_names(mentions, ORGANIZATION), _is_short_form)


_SMALL = re.compile(
    r"(?<=[ -])(?:D[aeiou]|D[eo]l|D[ao]s|Des|L[ae]s?|Los|[EA]l|Of|The|And|Upon|Am|An|Der|Es|Sur|Au|Aux)(?=[ -])"
)
"""Words inside of names that are written small."""


def places(mentions: Iterable[Mention], language: str = "en") -> tuple[str, ...]:
    """Places: a country's short form stands for its name (U.S. → United States), where the source gives both."""
    codes = gazetteer.territory_codes(language.partition("-")[0])

    def is_short(short: str, full: str) -> bool:
        letters = short.replace(".", "")
        return letters.isupper() and len(letters) < 5 and full in codes and codes.get(short) == codes[full]

    names = _names(mentions, PLACE)
    # A dateline in capitals is given as the text writes the place, where it does.
    spoken = {name.upper(): name for name in names if not name.isupper()}
    return _ranked([spoken.get(name, _spoken(name)) if name.isupper() else name for name in names], is_short)


def _spoken(name: str) -> str:
    """A known place in capitals (the dateline GENEVA) as it is written in a sentence; else as it stands (DPRK)."""
    spoken = _SMALL.sub(lambda word: word[0].lower(), name.title())
    return (
        spoken
        if len(name) > 3 and (spoken in gazetteer.territory_codes("en") or spoken in gazetteer.cities())
        else name
    )


def _names(mentions: Iterable[Mention], kind: str) -> list[str]:
    return [name for mention in mentions if mention.kind == kind and len(name := squash(mention.name)) <= _LONGEST]


def _ranked(names: Sequence[str], is_short_for: _Relation) -> tuple[str, ...]:
    counts = Counter(names)
    full = {name: _fullest(name, counts, is_short_for) for name in counts}
    totals: Counter[str] = Counter()
    for name, count in counts.items():
        totals[full[name]] += count
    order = {name: at for at, name in reversed(list(enumerate(names)))}
    return tuple(sorted(totals, key=lambda name: (-totals[name], order[name]))[:MOST])


def _fullest(name: str, counts: Counter[str], is_short_for: _Relation) -> str:
    longer = [other for other in counts if other != name and is_short_for(name, other)]
    if not longer:
        return name
    return max(longer, key=lambda other: (len(other.split()), counts[other], len(other)))


def _is_part(short: str, full: str) -> bool:
    one, other = short.split(), full.split()
    return len(one) < len(other) and set(one) < set(other)


def _is_short_form(short: str, full: str) -> bool:
    letters = short.replace(".", "")
    if letters.isupper() and " " not in short:
        return letters in (_initials(full, small=False), _initials(full, small=True))
    return full.startswith(short + " ") and len(short.split()) > 1


def _initials(name: str, *, small: bool) -> str:
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words if small or word[0].isupper()).upper()
