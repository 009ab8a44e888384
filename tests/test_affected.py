"""A change makes the pages again that show it, and no page of a listing that shows it neither before nor after."""

from pathlib import Path
from typing import Any

import pytest

from tests.portal import Portal

TAXONOMY = "top: {label: Top}\none: {label: One, parent: top}\ntwo: {label: Two, parent: top}\n"


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Nine briefings, three a month; a listing shows the three newest, and a year of more than three its months."""
    portal = Portal(tmp_path)
    portal.write("taxonomy.yml", TAXONOMY)
    for number in range(9):
        put(portal, number)
    portal.build()
    return portal


def put(portal: Portal, number: int, **fields: Any) -> None:
    """Write a briefing; the greater the number the newer."""
    values = {"date": f"2024-0{1 + number // 3}-1{number}", "tags": ["one" if number % 2 else "two"], **fields}
    portal.briefing(f"b{number}", **values)


def made(portal: Portal) -> set[str]:
    """What the next build makes of listings; the site is the one of a clean build."""
    report = portal.build()
    assert portal.files() == portal.clean()
    pages = {path.removesuffix("index.html") for path in report.made if path.endswith("index.html")}
    return {page for page in pages if page.startswith(("topics/", "archive/"))}


def test_the_newest_do_not_follow_what_they_do_not_show(portal: Portal) -> None:
    put(portal, 0, title="Another")
    assert made(portal) == {"archive/2024/01/", "topics/top/2024/01/", "topics/two/2024/01/"}


def test_the_newest_follow_what_they_show(portal: Portal) -> None:
    put(portal, 8, title="Another")
    assert {"topics/top/", "topics/top/2024/", "topics/top/2024/03/", "topics/two/"} <= made(portal)


def test_a_topic_follows_the_counts_of_those_below_it(portal: Portal) -> None:
    put(portal, 0, tags=["one"])
    assert {"topics/", "topics/top/", "topics/one/", "topics/two/"} <= made(portal)


def test_a_year_follows_the_counts_of_its_months(portal: Portal) -> None:
    put(portal, 0, date="2024-02-01")
    found = made(portal)
    assert {"archive/2024/", "topics/top/2024/", "topics/top/2024/01/", "topics/top/2024/02/"} <= found
    assert "topics/top/" not in found


def test_all_years_follow_the_count_of_each(portal: Portal) -> None:
    put(portal, 0, date="2023-02-01")
    assert {"archive/", "archive/2023/", "archive/2024/", "topics/top/", "topics/top/2024/"} <= made(portal)


def test_a_briefing_enters_and_leaves_the_newest(portal: Portal) -> None:
    put(portal, 0, date="2024-04-01")
    assert "topics/top/" in made(portal)
    put(portal, 0, date="2024-01-01")
    assert "topics/top/" in made(portal)
    (portal.content / "briefings/b7.md").unlink()
    assert "topics/top/" in made(portal)
