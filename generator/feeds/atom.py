"""The Atom form of a feed (RFC 4287)."""

from __future__ import annotations

from generator.feeds.item import Feed, Item, stamp
from generator.feeds.xml import element

FILE = "feed.xml"


def atom(feed: Feed) -> bytes:
    """Write the feed."""
    parts = [
        element("title", feed.title),
        element("id", feed.home),
        element("updated", stamp(feed.updated)),
        element("link", rel="self", type="application/atom+xml", href=feed.base + FILE),
        element("link", rel="alternate", type="text/html", href=feed.home),
        *(item.once("atom", _entry) for item in feed.items),
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    return (head + "\n".join(parts) + "\n</feed>\n").encode()


def _entry(item: Item) -> str:
    parts = [
        element("title", item.title),
        element("id", item.url),
        element("link", rel="alternate", type="text/html", href=item.url),
        element("updated", stamp(item.updated)),
        element("published", stamp(item.published)) if item.published else "",
        f"<author>{element('name', item.author)}</author>",
        element("summary", item.summary),
        *(element("category", term=tag) for tag in item.tags),
    ]
    return "<entry>\n" + "\n".join(part for part in parts if part) + "\n</entry>"
