"""What the engine makes, and how it tells of it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from generator.build import Options
from generator.feeds.sitemap import sitemaps
from generator.publish.draw import BLOCK, SLOTS, Drawer, Shape, template_name
from generator.publish.page import Page
from tests.portal import NAMES, ROOT, Portal, eight, theme


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return eight(tmp_path)


def test_a_filled_frame_is_the_whole_template(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn in two parts equals the template rendered at once, for every page of a site."""
    portal.briefing("odd", 'Text & "more" < b', title="Portal", summary="", language="ar", status="withdrawn")
    portal.briefing("zq", title="zqtitlezq and {{ 7 * 7 }} <script>", deck="zqdescriptionzq")
    compared: list[str] = []
    draw = Drawer.__call__

    def both(drawer: Drawer, page: Page) -> str:
        drawn = draw(drawer, page)
        if page.kind != "redirect":
            assert drawn == whole(drawer, page)
            compared.append(page.kind)
        return drawn

    monkeypatch.setattr(Drawer, "__call__", both)
    portal.build()
    assert {"briefing", "listing", "home", "archive", "index", "search"} <= set(compared)


def whole(drawer: Drawer, page: Page) -> str:
    """A page rendered by its template in one piece."""
    from generator.mkdocs import theming

    look, frame = theme()
    config, env = frame.config, frame.env
    values = drawer.values(page)
    context = theming.full_context(config, look, Shape.of(page, values, look.site["name"]), values)
    context["page"] = theming.stand_in(page.url, page.title, values["canonical"])
    return str(env.get_template(template_name(page.kind)).render({**context, page.kind: page.data}))


def test_feeds_of_all_forms_name_the_same(portal: Portal) -> None:
    portal.build()
    files = portal.files()
    found = json.loads(files["topics/economy/feed.json"])
    assert [item["url"] for item in found["items"]] == [f"{NAMES.url}briefings/{slug}/" for slug in "geca"]
    for form in ("feed.xml", "rss.xml"):
        assert files[f"topics/economy/{form}"].count(b"/briefings/g/") >= 1
    lines = [json.loads(line) for line in files["catalogue/2024.jsonl"].splitlines()]
    assert [line["slug"] for line in lines] == list("hgfedcba")


def test_a_build_of_everything_tells_how_far_it_has_come(portal: Portal) -> None:
    for number in range(230):
        portal.briefing(f"more-{number}", tags=["economy"])
    told: list[tuple[int, int]] = []
    portal.build(options=Options(progress=lambda done, total: told.append((done, total))))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 4
    assert told[-1][0] == told[-1][1]
    told.clear()
    portal.briefing("a", "New.")
    portal.build(options=Options(progress=lambda done, total: told.append((done, total))))
    assert told == [], "one article is made too soon to tell of it"


def test_a_large_sitemap_is_parted() -> None:
    pages = [(f"p{number}/", "2024-01-01") for number in range(250)]
    files = dict(sitemaps(pages, "https://x.example/", most=100))
    assert files["sitemap.xml"].count(b"<loc>") == len(files) - 1 > 0
    assert sum(data.count(b"<loc>") for name, data in files.items() if name != "sitemap.xml") == 250


def test_slots_are_no_words_of_a_template() -> None:
    templates = "".join(path.read_text() for path in (ROOT / "theme").rglob("*.html"))
    assert not any(f"zq{slot}zq" in templates for slot in (*SLOTS, BLOCK))


def test_noting_files_never_waits_for_the_processes_that_look_at_the_catalogue(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more to note than the database holds in memory, each page of it once waited five seconds for them."""
    for number in range(150):
        portal.briefing(f"many-{number}", people=[f"Person {number}"])
    monkeypatch.setattr("generator.catalogue.store.CACHE_KIB", 8)
    begun = time.monotonic()
    portal.build(options=Options(jobs=2))
    assert time.monotonic() - begun < 30
    assert portal.files() == portal.clean()
