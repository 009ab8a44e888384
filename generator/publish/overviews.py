"""The archive: all years and months at a glance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.publish.page import Page, Target, page_target
from generator.publish.site import Site
from generator.publish.teaser import Data
from generator.publish.wording import MONTHS, count_text
from generator.words import say


def archive(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """The archive: years as rows with twelve months; the pages of the years are those of the listing of all."""
    counts = site.catalogue.buckets(site.catalogue.everything)
    undated = counts.get("undated", 0)
    data: Data = {
        "years": [_year(site, name, counts) for name in counts if "-" not in name and name != "undated"],
        "undated": {"url": "archive/undated/", "count_text": count_text(undated), "count": undated}
        if undated
        else None,
    }
    yield page_target(Page("archive/", "archive", say("archive"), say("archive_description"), data))


def _year(site: Site, year: str, counts: Mapping[str, int]) -> Data:
    months = [counts.get(f"{year}-{number:02}", 0) for number in range(1, 13)]
    most = max(months)
    is_long = counts[year] > site.settings.a_page
    return {
        "year": year,
        "label": year,
        "url": f"archive/{year}/",
        "count": counts[year],
        "count_text": count_text(counts[year]),
        "months": [
            {
                "label": name[:3],
                "title": f"{name} {year}: {count_text(count)}",
                "url": f"archive/{year}/{number:02}/" if is_long else f"archive/{year}/#m-{year}-{number:02}",
                "count": count,
                "share": round(100 * count / most),
            }
            for number, (name, count) in enumerate(zip(MONTHS, months, strict=True), 1)
        ],
    }
