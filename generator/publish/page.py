"""A page to be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
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
