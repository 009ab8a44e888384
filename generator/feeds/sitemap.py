"""The sitemap (sitemaps.org protocol) and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from generator.feeds.xml import element


def sitemap(pages: Iterable[tuple[str, str]], site_url: str) -> bytes:
    """Make the sitemap of (address inside the site, day of the last change or empty)."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for url, changed in pages:
        last = element("lastmod", changed) if changed else ""
        lines.append(f"<url>{element('loc', site_url + quote(url, safe='/%'))}{last}</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()


def robots(site_url: str) -> bytes:
    """Let every robot in and show it the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()
