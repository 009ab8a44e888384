"""The RSS 2.0 form of a feed."""

from __future__ import annotations

from generator.clock import rfc822
from generator.feeds.item import Feed, Item
from generator.feeds.xml import element

FILE = "rss.xml"


def rss(feed: Feed) -> bytes:
    """Write the feed."""
    parts = [
        element("title", feed.title),
        element("link", feed.home),
        element("description", feed.title),
        element("atom:link", rel="self", type="application/rss+xml", href=feed.base + FILE),
        *map(_item, feed.items),
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
    head += 'xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
    return (head + "\n".join(parts) + "\n</channel>\n</rss>\n").encode()


def _item(item: Item) -> str:
    title, url, summary, author, tags = item.markup
    parts = [
        f'<item>\n<title>{title}</title>\n<link>{url}</link>\n<guid isPermaLink="true">{url}</guid>',
        f"<description>{summary}</description>" if summary else "<description/>",
        f"<dc:creator>{author}</dc:creator>",
        *((f"<pubDate>{rfc822(item.published)}</pubDate>",) if item.published else ()),
        *(f"<category>{tag}</category>" for tag in tags),
        "</item>",
    ]
    return "\n".join(parts)
