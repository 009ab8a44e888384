"""The JSON Feed 1.1 form of a feed."""

from __future__ import annotations

import json
from typing import Any

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
    items = ", ".join(item.once("json", _item) for item in feed.items)
    return f'{_encode(value)[:-1]}, "items": [{items}]}}\n'.encode("utf-8", "replace")


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _item(item: Item) -> str:
    value: dict[str, Any] = {
        "id": item.url,
        "url": item.url,
        "title": item.title,
        "content_text": item.summary,
        "date_published": stamp(item.published) if item.published else "",
        "date_modified": stamp(item.updated),
        "authors": [{"name": item.author}],
        "language": item.language,
        "tags": list(item.tags),
    }
    return _encode({name: part for name, part in value.items() if part})
