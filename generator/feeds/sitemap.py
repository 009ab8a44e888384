"""The sitemap (sitemaps.org protocol), whole or in parts, the news sitemap, and robots.txt."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from generator.catalogue.entry import Entry, day
from generator.feeds.item import instant, stamp
from generator.feeds.xml import element, escaped

MOST = 50_000
"""Addresses that one file may hold."""
_A_PART = 20_000

_HEAD = '<?xml version="1.0" encoding="utf-8"?>'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(pages: Iterable[tuple[str, str]], site_url: str, *, most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """Make the files of the sitemap of (address inside the site, day of the last change or empty).

    Beyond ``most`` addresses they are parted by a checksum of the address, so that a new page moves no other,
    and ``sitemap.xml`` names the parts.
    """
    pages = list(pages)
    if len(pages) <= most:
        yield "sitemap.xml", _urlset(pages, site_url)
        return
    parts: list[list[tuple[str, str]]] = [[] for _ in range(1 << (-(-len(pages) // _A_PART) - 1).bit_length())]
    for page in pages:
        parts[zlib.crc32(page[0].encode()) % len(parts)].append(page)
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    lines = [f"<sitemap>{element('loc', site_url + name)}</sitemap>" for name in names]
    yield "sitemap.xml", _file("sitemapindex", _SPACE, lines)
    for name, part in zip(names, parts, strict=True):
        yield name, _urlset(part, site_url)


class Changed(NamedTuple):
    """A change of one address in the sitemap."""

    url: str
    """Inside the site."""
    changed: str | None
    """Day of the last change, or empty; None if the address goes."""
    following: str | None
    """The address that stands behind it; None behind the last one."""


def patched(sitemap: bytes, changes: Iterable[Changed], site_url: str, *, most: int = MOST) -> bytes | None:
    """A sitemap in one file with a few changes, the last address first; None if it has to be made anew."""
    data = bytearray(sitemap)
    for url, changed, following in changes:
        if not _is_plain(url + (following or "")):  # odd ones may be written alike
            return None
        here = _location(url, site_url)
        begin = data.find(here)
        end = data.find(b"\n", begin) + 1
        if begin < 0:
            begin = end = data.find(b"</urlset>" if following is None else _location(following, site_url))
        if begin < 0:
            return None
        data[begin:end] = b"" if changed is None else here + f"{_last(changed)}</url>\n".encode()
    return bytes(data) if data.count(b"\n<url>") <= most else None


def news(entries: Iterable[Entry], site_url: str, name: str) -> bytes:
    """Make the news sitemap (Google News) of the briefings published in the last two days."""
    lines = []
    for entry in entries:
        front = entry.front
        assert front.date is not None
        published = stamp(instant(front.date)) if front.date != day(front.date) else front.date.isoformat()
        publication = element("news:name", name) + element("news:language", front.language or "en")
        lines.append(
            f"<url>{element('loc', site_url + entry.url)}<news:news>"
            f"<news:publication>{publication}</news:publication>"
            f"{element('news:publication_date', published)}{element('news:title', front.title)}</news:news></url>"
        )
    space = f'{_SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return _file("urlset", space, lines)


def robots(site_url: str) -> bytes:
    """Let every robot in and show it the sitemaps."""
    names = ("sitemap.xml", "sitemap-news.xml")
    lines = "".join(f"Sitemap: {site_url}{name}\n" for name in names)
    return f"User-agent: *\nAllow: /\n\n{lines}".encode()


def _urlset(pages: Collection[tuple[str, str]], site_url: str) -> bytes:
    site, locations = escaped(site_url), [url for url, _ in pages]
    if not _is_plain("".join(locations)):  # as hardly any address is not, and there may be many thousand
        locations = [url if _is_plain(url) else escaped(quote(url)) for url in locations]
    days = [_last(changed) for _, changed in pages]
    lines = [f"<url><loc>{site}{url}</loc>{last}</url>" for url, last in zip(locations, days, strict=True)]
    return _file("urlset", _SPACE, lines)


def _location(url: str, site_url: str) -> bytes:
    return f"<url><loc>{escaped(site_url)}{url}</loc>".encode()


def _last(changed: str) -> str:
    return f"<lastmod>{changed}</lastmod>" if changed else ""


_is_plain = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch


def _file(root: str, space: str, lines: Iterable[str]) -> bytes:
    return ("\n".join([_HEAD, f"<{root} {space}>", *lines, f"</{root}>"]) + "\n").encode()
