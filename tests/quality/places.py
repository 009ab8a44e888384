"""Countries that news is about: those among the places of a briefing, against the labels of the Reuters desk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.enrich import fullest, names
from generator.enrich.gazetteer import cities, territory_codes
from generator.text import squash
from tests.quality.sets import rows

# The desk's labels where they are not the country's English name with hyphens.
_LABELS = {"US": "usa", "GB": "uk", "AE": "uae", "DE": "west-germany", "RU": "ussr", "SU": "ussr", "KR": "south-korea"}


def measure(data: Path) -> dict[str, float]:
    """``places.reuters.f1``: micro F1 of the labels of all stories."""
    found = rows(data, "places_reuters21578")
    if not found:
        return {}
    english: dict[str, str] = {}
    for name, code in territory_codes("en").items():
        english.setdefault(code, name.lower().replace(" ", "-"))
    both = given_all = wanted_all = 0
    for row in found:
        given = _labels(row, english)
        wanted = {label.lower() for label in row["places"]}
        both, given_all, wanted_all = both + len(given & wanted), given_all + len(given), wanted_all + len(wanted)
    return {"places.reuters.f1": 2 * both / (given_all + wanted_all)}


def _labels(row: dict[str, Any], english: dict[str, str]) -> set[str]:
    """The countries of the places that the briefing of a story would name; a city stands for its country."""
    mentions = names.find([squash(part) for part in row["text"].split("\n\n") if part.strip()])
    codes = set()
    for place in fullest.places(mentions):
        city = cities().get(place)
        if code := territory_codes("en").get(place) or (city.country if city else ""):
            codes.add(code)
    return {_LABELS.get(code, english.get(code, "")) for code in codes if not code.isdigit()} - {""}
