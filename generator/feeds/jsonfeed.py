"""The JSON Feed 1.1 form of a feed."""

from __future__ import annotations

import json

from generator.feeds.item import Feed, Item, stamp

FILE = "feed.json"


def jsonfeed(feed: Feed) -> bytes:
    """Write the feed."""
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.base + FILE,
    }
    items = ", ".join(map(_item, feed.items))
    return f'{_encode(value)[:-1]}, "items": [{items}]}}\n'.encode("utf-8", "replace")


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _item(item: Item) -> str:
    """Written by hand, for an encoder spends most of its time on beginning."""
    url = _encode(item.url)
    parts = [
        f'"id": {url}, "url": {url}',
        f'"title": {_encode(item.title)}' if item.title else "",
        f'"content_text": {_encode(item.summary)}' if item.summary else "",
        f'"date_published": "{stamp(item.published)}"' if item.published else "",
        f'"date_modified": "{stamp(item.updated)}"',
        f'"authors": [{{"name": {_encode(item.author)}}}]',
        f'"language": {_encode(item.language)}' if item.language else "",
        f'"tags": [{", ".join(map(_encode, item.tags))}]' if item.tags else "",
    ]
    return f"{{{', '.join(filter(None, parts))}}}"
