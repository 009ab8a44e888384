"""A page to be made, and any file of the site with what its bytes depend on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from generator.files import sha256


class Page(NamedTuple):
    """One page of the portal: where it goes, which template draws it, and with what."""

    url: str
    """Address inside the site; it ends with a slash, or is empty for the front page."""
    kind: str
    """briefing · listing · home · archive · index · search · redirect: the template's name."""
    title: str
    description: str
    data: Mapping[str, Any]
    """What the template gets under the name of its kind."""
    changed: str = ""
    """ISO day of the last change known, for the sitemap."""
    in_sitemap: bool = True

    @property
    def file(self) -> str:
        """File below the site folder."""
        return f"{self.url}index.html"

    @property
    def base(self) -> str:
        """Relative way from the page to the top of the site."""
        return "../" * self.url.count("/") or "./"


class Target(NamedTuple):
    """A file to be made: it is made only if its facts differ from those it was made of before."""

    file: str
    """Path below the site folder."""
    facts: Any
    """All that its bytes depend on beside settings, theme and version: plain data, in a fixed order."""
    make: Callable[[Callable[[Page], str]], bytes]
    """Gives the bytes, by help of a function that draws a page."""
    sitemap: str | None = None
    """ISO day of the last change (or empty) if the sitemap names it, else None."""
    page: Callable[[], Page] | None = None
    """Gives the page, if the file is one."""


def page_target(page: Page) -> Target:
    """The file of a page whose data are at hand."""
    facts = [page.url, page.kind, page.title, page.description, page.data]
    sitemap = page.changed if page.in_sitemap else None
    return Target(page.file, facts, lambda draw: draw(page).encode(), sitemap, lambda: page)


def file_target(file: str, data: bytes) -> Target:
    """A file whose bytes are at hand."""
    return Target(file, sha256(data), lambda _: data)
