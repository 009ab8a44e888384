"""The portal of this repository, built and served under a path; a browser with eyes on what it asks for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests import small_sites
from tests.browser.serving import chromium_path, launched, served

PLACE = "news/portal/"
"""The portal of the tests is not at the top of its host: every link has to bear that."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip for want of a browser, with the cure; in CI that is a failure."""
    if chromium_path() is None and not os.environ.get("CI"):
        for item in items:
            if "browser" in item.path.parts:
                item.add_marker(pytest.mark.skip(reason="no Chromium; type: sudo apt-get install chromium"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the portal of this repository; give the folder that is served, the site being below ``PLACE``."""
    root = tmp_path_factory.mktemp("host")
    result = small_sites.run(
        small_sites.ROOT,
        *("mkdocs", "build", "--strict", "--site-dir", str(root / PLACE)),
        SITE_URL=f"https://host.example/{PLACE}",
    )
    assert result.returncode == 0, result.stderr
    return root


@pytest.fixture(scope="session")
def portal(site: Path) -> Iterator[str]:
    """Address of the portal, with a slash at its end."""
    with served(site, PLACE) as address:
        yield address


@dataclass
class Watch:
    """What a page asked for and complained of."""

    home: str
    off_site: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on(self, page: Page) -> None:
        """Watch a page."""
        page.on("request", self._request)
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", lambda got: self.errors.append(f"{got.status} {got.url}") if got.status >= 400 else None)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.off_site.append(request.url)

    def assert_quiet(self) -> None:
        """Nothing off site, no error."""
        assert self.off_site == []
        assert self.errors == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh reader at a desk."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, portal: str) -> Iterator[Page]:
    """A watched page on the front page; nothing may leave the site and nothing may fail."""
    page = context.new_page()
    watch = Watch(portal)
    watch.on(page)
    page.goto(portal)
    yield page
    watch.assert_quiet()
