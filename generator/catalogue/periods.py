"""Years and months of a listing: which of them the page of each one names.

A page names its neighbours only. If it named all, the first briefing of a new year would change every page there is.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.light import light


@light
class Surroundings:
    """The periods that the page of a year or month leads to."""

    years: tuple[str, ...]
    """For a year: the next newer, itself, the next older. For a month: its year."""
    months: tuple[str, ...]
    """For a long year: its months. For a month: the next newer, itself, the next older of its year."""


def surroundings(counts: Mapping[str, int], a_page: int) -> dict[str, Surroundings]:
    """What the page of each period names; months of a year that is short enough for one page have none.

    ``counts`` are the periods that hold something, the newest first.
    """
    found: dict[str, Surroundings] = {}
    years = tuple(name for name in counts if "-" not in name)
    for at, year in enumerate(years):
        is_long = counts[year] > a_page
        months = tuple(name for name in counts if name.startswith(f"{year}-")) if is_long else ()
        found[year] = Surroundings(years[max(0, at - 1) : at + 2], months)
        for number, month in enumerate(months):
            found[month] = Surroundings((year,), months[max(0, number - 1) : number + 2])
    return found


def newest_first(rows: list[tuple[str, int]]) -> dict[str, int]:
    """Periods with their counts in the order of all pages: the newest first, the undated at the end."""
    return dict(sorted(rows, key=lambda row: (not row[0].startswith("undated"), row[0]), reverse=True))
