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
        "items": [item.once("json", _item) for item in feed.items],
    }
    return (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _item(item: Item) -> dict[str, Any]:
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
    return {name: part for name, part in value.items() if part}
