"""What an auditor of accessibility would ask of each kind of page: contrast, headings, landmarks, sizes of targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AUDIT = "\n".join(Path(__file__).with_name("audit.js").read_text(encoding="utf-8").splitlines()[1:])
KINDS = [
    "",
    *("briefings/", "briefings/south-korea-closes-consulate-in-beijing/", "topics/", "topics/nuclear-tests/"),
    *("places/", "people/", "organizations/european-central-bank/", "archive/", "archive/2016/", "archive/undated/"),
    *("proof/", "search/?q=comet", "404.html", "about/", "editing/"),
]
ARABIC = "briefings/msbr-lml-yntlq-la-lmrykh-mn-lybn/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "smallest"), [(390, 40), (1280, 24)], ids=["phone", "desktop"])
def test_an_auditor_finds_nothing(browser: Browser, portal: str, width: int, smallest: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for url in KINDS:
        page.goto(portal + url, wait_until="networkidle" if "?" in url else "load")
        found[url] = page.evaluate(f"({AUDIT})({smallest})")
    context.close()
    assert {url: what for url, what in found.items() if what} == {}


def test_letters_of_twice_the_size_fit(browser: Browser, portal: str) -> None:
    context = browser.new_context(viewport={"width": 640, "height": 844})
    page = context.new_page()
    wide = []
    for url in [*KINDS, ARABIC]:
        page.goto(portal + url)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide += [url] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    context.close()
    assert wide == []


def test_where_a_right_to_left_briefing_belongs_stands_above_its_headline(page: Page, portal: str) -> None:
    page.goto(portal + ARABIC)
    right = "(name) => Math.round(document.querySelector(name).getBoundingClientRect().right)"
    assert page.evaluate(right, ".crumbs li:last-child") == page.evaluate(right, "h1")


def test_what_is_found_in_arabic_has_its_facts_in_the_order_of_the_portal(page: Page, portal: str) -> None:
    """As in lists: the facts are set in the portal's own language, whatever the headline above them is in."""
    page.goto(f"{portal}search/?q=مسبار")
    page.locator(".hits .entry").first.wait_for()
    way = "(name) => getComputedStyle(document.querySelector(name)).direction"
    assert page.evaluate(way, ".hits .entry") == "rtl"
    assert page.evaluate(way, ".hits .entry .meta") == "ltr"


def test_a_citation_says_in_which_language_the_headline_is(page: Page, portal: str) -> None:
    """Apart by itself, too: or the signs between Arabic and English would change their places."""
    page.goto(portal + ARABIC)
    headline = page.locator("h1").inner_text()
    assert page.locator(".cite bdi[lang=ar]").text_content() == headline


def test_a_line_above_a_headline_begins_with_a_word(page: Page, portal: str) -> None:
    for url in ("archive/2016/", "topics/nuclear-tests/"):
        page.goto(portal + url)
        mark = page.evaluate("getComputedStyle(document.querySelector('.kicker > span'), '::before').content")
        assert mark == "none", url


LINES = """(element, end) => {
  const range = document.createRange();
  range.setStart(element.firstChild, 0);
  range.setEnd(element.firstChild, end ?? element.firstChild.length);
  return range.getClientRects().length;
}"""


def test_a_count_is_not_broken(page: Page, portal: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{portal}proof/")
    assert {cell.evaluate(LINES) for cell in page.locator(".standings td").all()} == {1}


def test_a_chinese_headline_of_two_lines_is_broken_at_its_space(page: Page, portal: str) -> None:
    page.goto(f"{portal}briefings/shou-lun-liu-fang-hui-tan-zai-bei-jing-jie-shu-ge-fang-tong-yi-ji-xu-dui-hua/")
    headline = page.locator("h1")
    space = headline.inner_text().index(" ")
    seen = set()
    for width in range(500, 300, -20):  # how wide the signs are depends on the fonts
        page.set_viewport_size({"width": width, "height": 700})
        seen.add((headline.evaluate(LINES), headline.evaluate(LINES, space)))
    assert (2, 1) in seen
    assert (2, 2) not in seen
