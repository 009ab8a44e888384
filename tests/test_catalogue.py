"""The catalogue keeps every field, exports what everybody may have, and parts long lists without moving all pages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from generator.catalogue.pack import pack, public, unpack
from generator.catalogue.periods import newest_first, surroundings
from generator.errors import ContentError
from generator.feeds.sitemap import sitemaps
from generator.model import Correction, FrontMatter, Image, Quote, Source
from tests.portal import Portal

FULL = FrontMatter(
    title='A "title"\u2028 & <more>',
    deck="Deck",
    slug="a",
    date=datetime(2024, 5, 1, 8, tzinfo=UTC),
    updated=date(2024, 5, 2),
    added=date(2024, 5, 3),
    summary="S.",
    summary_by="editor",
    key_points=("One.", "Two."),
    tags=("t",),
    places=("Łódź",),
    quotes=(Quote(("first", "second"), "Ana"), Quote(("third",))),
    sources=(Source("N", "https://n.example/", "seed.html", "0" * 64, "CC"), Source(url="https://m.example/")),
    status="embargoed",
    publish_at=datetime(2024, 5, 4, tzinfo=UTC),
    expire_at=datetime(2025, 5, 4, tzinfo=UTC),
    corrections=(Correction(date(2024, 5, 5), "Mended."),),
    pinned=True,
    image=Image("a.png", ""),
    aliases=("old/a",),
)


@pytest.mark.parametrize("front", [FULL, FrontMatter(), FrontMatter(slug="a", pinned=True)])
def test_every_field_is_kept(front: FrontMatter) -> None:
    assert unpack(pack(front)) == front


def test_what_is_of_use_to_the_portal_only_is_not_exported() -> None:
    shown = json.loads(public(pack(FULL)))
    assert shown["sources"][1] == {"url": "https://m.example/"}
    assert not shown.keys() & {"status", "publish_at", "pinned", "aliases", "summary_by"}


def test_a_page_of_a_period_names_its_neighbours_only() -> None:
    counts = newest_first([("2023", 9), ("undated", 1), ("2024", 2), ("2022", 1), ("2023-01", 4), ("2023-12", 5)])
    found = surroundings(counts, a_page=3)
    assert found["2024"].years == ("2024", "2023")
    assert found["2023"].years == ("2024", "2023", "2022")
    assert found["2023"].months == found["2023-12"].months == ("2023-12", "2023-01")
    assert found["2023-12"].years == ("2023",)
    assert "2024-05" not in found


def test_the_first_briefing_of_a_year_moves_few_pages(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    for year in range(2010, 2024):
        for day in range(10, 15):
            portal.briefing(f"b-{year}-{day}", date=f"{year}-03-{day}", tags=["economy"])
    portal.build()
    portal.briefing("newest", date="2024-01-01", tags=["economy"])
    made = portal.build().made
    assert "archive/2024/index.html" in made
    assert [name for name in made if name.startswith(("archive/201", "topics/economy/201"))] == []


def test_a_page_that_shows_a_part_leads_on_at_its_end(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    for day in range(1, 6):
        portal.briefing(f"b-{day}", date=f"2024-01-0{day}", places=["Vienna"])
    portal.briefing("older", date="2023-01-01", places=["Vienna"])
    portal.build()
    files = portal.files()
    ends = {name: data.rpartition(b"</section>")[2] for name, data in files.items() if name.endswith(".html")}
    assert b'href="../../places/vienna/2023/"' in ends["places/vienna/index.html"]
    assert b'href="../../../../places/vienna/2024/01/2/"' in ends["places/vienna/2024/01/index.html"]
    assert b"filters" not in ends["places/vienna/2023/index.html"]


def test_addresses_in_the_sitemap_are_escaped() -> None:
    ((_, data),) = sitemaps([("a/", ""), ("ü & <b>/", "2024-05-01")], "https://x.example/?a&b=")
    assert b"<loc>https://x.example/?a&amp;b=a/</loc></url>" in data
    assert b"<loc>https://x.example/?a&amp;b=%C3%BC%20%26%20%3Cb%3E/</loc><lastmod>2024-05-01</lastmod>" in data


def test_an_index_of_many_names_is_parted_by_letters(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    for number, name in enumerate(["Ana", "Anna", "Åse", "An Li", "Bo", "北京", "1 May", "«»"]):
        portal.briefing(f"b-{number}", people=[name], places=["Bo"])
    made = portal.build().made
    names = {name.removeprefix("people/by-name/") for name in made if name.startswith("people/by-name/")}
    assert {"a/index.html", "a/an/index.html", "a/an/2/index.html", "a/as/index.html", "b/index.html"} <= names
    assert {"cjk/index.html", "0/index.html"} <= names
    assert not any(name.startswith("places/by-name/") for name in made)
    files = portal.files()
    assert b'href="../../../people/by-name/a/an/"' in files["people/by-name/a/index.html"]
    assert b"\xc3\x85se" in files["people/by-name/a/as/index.html"]
    assert b">Chinese characters</a>" in files["people/index.html"]
    portal.briefing("more", people=["Bella"])
    moved = {name for name in portal.build().made if name.startswith("people/") and "by-name" in name}
    assert moved == {"people/by-name/b/index.html"}
    assert portal.files() == portal.clean()


def test_a_link_to_a_draft_is_told_unless_drafts_are_shown(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.briefing("hidden", status="draft")
    portal.briefing("later", status="embargoed", publish_at="2024-05-11T12:00:00Z")
    portal.briefing("other", "[Fine](briefing:hidden) among drafts.", status="draft")
    portal.build()
    portal.briefing("open", "One.\n\n[There](briefing:hidden), [then](briefing:later).")
    portal.write("pages/about.md", "# About\n\n[There](briefing:hidden)\n")
    with pytest.raises(ContentError) as refusal:
        portal.build()
    told = [str(problem) for problem in refusal.value.problems]
    why = "readers would find no page; publish it, or remove the link"
    assert told == [
        f'briefings/open.md:9: body: briefing "hidden" is a draft: {why}',
        f'briefings/open.md:9: body: briefing "later" is not public before 2024-05-11 12:00 UTC: {why}',
        f'pages/about.md:3: body: briefing "hidden" is a draft: {why}',
    ]
    portal.settings = replace(portal.settings, drafts=True)
    portal.build()


def test_time_that_opens_a_link_or_closes_it_is_seen(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.briefing("hidden", status="draft")
    portal.briefing("later", "[x](briefing:hidden)", status="embargoed", publish_at="2024-05-11T12:00:00Z")
    portal.build()
    portal.as_of += timedelta(days=3)
    with pytest.raises(ContentError, match="is a draft"):
        portal.build()
    portal.briefing("hidden")
    portal.build()
    assert portal.files() == portal.clean()
