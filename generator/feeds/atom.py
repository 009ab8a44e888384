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
        *map(_entry, feed.items),
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    return (head + "\n".join(parts) + "\n</feed>\n").encode()


def _entry(item: Item) -> str:
    title, url, summary, author, tags = item.markup
    parts = [
        f"<entry>\n<title>{title}</title>\n<id>{url}</id>",
        f'<link rel="alternate" type="text/html" href="{url}"/>\n<updated>{stamp(item.updated)}</updated>',
        *((f"<published>{stamp(item.published)}</published>",) if item.published else ()),
        f"<author><name>{author}</name></author>",
        f"<summary>{summary}</summary>" if summary else "<summary/>",
        *(f'<category term="{tag}"/>' for tag in tags),
        "</entry>",
    ]
    return "\n".join(parts)
