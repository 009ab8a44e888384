"""The ways of a reader through the portal."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from generator import frontmatter
from tests.browser.conftest import PLACE, Watch
from tests.small_sites import ROOT

pytestmark = pytest.mark.browser


def rare_word() -> tuple[str, str]:
    """A word that stands in one body only and in no front matter, and the headline above it."""
    found: Counter[str] = Counter()
    where: dict[str, str] = {}
    told: set[str] = set()
    for file in sorted((ROOT / "content" / "briefings").rglob("*.md")):
        document, _ = frontmatter.read(file.read_text(encoding="utf-8"), file.name)
        assert document is not None
        words = set(re.findall(r"\b[a-z]{9,}\b", document.body))
        found.update(words)
        told |= set(re.findall(r"\w+", document.text[: document.text.index("\n---", 3)].lower()))
        where.update(dict.fromkeys(words, document.front.title))
    word = min(word for word, count in found.items() if count == 1 and word not in told)
    return word, where[word]


def test_home_to_briefing_to_tag_to_search_and_back(page: Page) -> None:
    word, headline = rare_word()
    first = page.locator(".lead .entry-title a")
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(title)
    tag = page.locator(".facts a[href*='/topics/']").first
    label = tag.inner_text()
    tag.click()
    expect(page.locator("h1")).to_have_text(label)
    expect(page.locator(".entry-title", has_text=title)).to_be_visible()
    page.locator(".find input").fill(word)
    page.keyboard.press("Enter")
    expect(page.locator(".hits .entry")).to_have_count(1)
    expect(page.locator(".hits .entry-title")).to_have_text(headline)
    page.locator(".hits .entry-title a").click()
    expect(page.locator("h1")).to_have_text(headline)
    expect(page.locator(".prose")).to_contain_text(word)
    page.go_back()
    expect(page.locator(".hits .entry-title")).to_have_text(headline)
    page.go_back()
    expect(page.locator("h1")).to_have_text(label)


def test_a_summary_sentence_leads_to_its_paragraph(page: Page, portal: str) -> None:
    page.goto(f"{portal}briefings/south-korea-closes-consulate-in-beijing/")
    sentence = page.locator(".summary span").first.inner_text()
    page.locator(".summary a.to").first.click()
    anchor = page.url.rpartition("#")[2]
    assert sentence in page.locator(f"#{anchor}").inner_text()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


def test_dark_is_kept_from_page_to_page(page: Page, portal: str) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    page.locator(".shade").click()
    dark = page.evaluate(background)
    assert dark != light
    for url in ("about/", "archive/", "briefings/south-korea-closes-consulate-in-beijing/", "search/"):
        page.goto(portal + url)
        assert page.evaluate(background) == dark, url
    page.locator(".shade").click()
    page.reload()
    assert page.evaluate(background) == light


def test_everything_by_keyboard(page: Page) -> None:
    word, headline = rare_word()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.closest('#content') !== null")
    assert focused, "the skip link leads past the navigation"
    page.keyboard.press("/")
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(page.locator(".hits .entry")).to_have_count(1)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.hits') !== null"):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus can be seen"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(headline)


def test_the_menu_of_a_phone_works_without_script(browser: Browser, portal: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(portal)
    page.locator(".menu summary").click()
    page.locator(".menu a", has_text="Archive").click()
    expect(page.locator("h1")).to_have_text("Archive")
    context.close()


def every_page(site: Path) -> list[str]:
    """Addresses of all pages of a site, below the portal's."""
    folder = site / PLACE
    files = sorted(folder.rglob("*.html"))
    return [file.relative_to(folder).as_posix().removesuffix("index.html") for file in files]


def dead_links(page: Page, site: Path, portal: str) -> list[str]:
    """Links of a page to places of the site that are not there."""
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.href.split('#')[0].split('?')[0])")
    dead = []
    for link in set(links):
        name = link.removeprefix(portal)
        file = site / PLACE / (f"{name}index.html" if name.endswith("/") or not name else name)
        if link.startswith("http://127.0.0.1") and not (link.startswith(portal) and file.exists()):
            dead.append(link)
    return dead


def is_too_wide(page: Page) -> bool:
    """Whether a page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_every_page_fits_a_phone_asks_nothing_elsewhere_and_leads_somewhere(
    browser: Browser, site: Path, portal: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, reduced_motion="reduce")
    page = context.new_page()
    watch = Watch(portal)
    watch.on(page)
    wide, dead = [], []
    for url in every_page(site):
        page.goto(portal + url)
        wide += [url] if is_too_wide(page) else []
        dead += [f"{url} → {link}" for link in dead_links(page, site, portal)]
    context.close()
    assert (wide, dead) == ([], [])
    watch.assert_quiet()


@pytest.mark.parametrize("width", [768, 1280])
def test_pages_fit_wider_screens(browser: Browser, site: Path, portal: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    wide = []
    for url in every_page(site)[::11]:
        page.goto(portal + url, wait_until="domcontentloaded")
        wide += [url] if is_too_wide(page) else []
    context.close()
    assert wide == []


def test_an_unknown_address_leads_on(context: BrowserContext, portal: str) -> None:
    page = context.new_page()
    page.goto(f"{portal}briefings/no-such-thing/deeper/")
    expect(page.locator("h1")).to_have_text("This page does not exist")
    page.locator(".ways a", has_text="Archive").click()
    expect(page.locator("h1")).to_have_text("Archive")


def test_print_has_the_text_and_not_the_frame(page: Page, portal: str) -> None:
    page.goto(f"{portal}briefings/south-korea-closes-consulate-in-beijing/")
    page.emulate_media(media="print")
    for name in (".prose", ".points li >> nth=0", ".cite p"):
        expect(page.locator(name)).to_be_visible()
    expect(page.locator(".nav")).to_be_hidden()
    expect(page.locator(".find")).to_be_hidden()
