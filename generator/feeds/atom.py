"""The Atom feed (RFC 4287) of the newest briefings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from generator.catalogue.collect import Entry
from generator.feeds.xml import element


def atom(entries: Iterable[Entry], *, title: str, site_url: str, address: str) -> bytes:
    """Make the feed; ``site_url`` ends with a slash, ``address`` is the feed's own below it."""
    entries = list(entries)
    newest = max((_changed(entry) for entry in entries), default=datetime(1970, 1, 1, tzinfo=UTC))
    parts = [
        element("title", title),
        element("id", site_url),
        element("updated", _stamp(newest)),
        element("link", rel="self", type="application/atom+xml", href=site_url + address),
        element("link", rel="alternate", type="text/html", href=site_url),
        *(_entry(entry, site_url) for entry in entries),
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    return (head + "\n".join(parts) + "\n</feed>\n").encode()


def _entry(entry: Entry, site_url: str) -> str:
    front = entry.front
    author = front.byline or (front.sources[0].name if front.sources else "") or "Editors"
    parts = [
        element("title", front.title),
        element("id", site_url + entry.url),
        element("link", rel="alternate", type="text/html", href=site_url + entry.url),
        element("updated", _stamp(_changed(entry))),
        element("published", _stamp(_instant(front.date))) if front.date else "",
        f"<author>{element('name', author)}</author>",
        element("summary", front.summary or front.deck or next(iter(entry.rendered.paragraphs.values()), "")),
        *(element("category", term=tag) for tag in front.tags),
    ]
    return "<entry>\n" + "\n".join(part for part in parts if part) + "\n</entry>"


def _changed(entry: Entry) -> datetime:
    front = entry.front
    corrected = [correction.date for correction in front.corrections]
    known = [moment for moment in (front.updated, front.date, *corrected) if moment is not None]
    return max((_instant(moment) for moment in known), default=_instant(front.added or date(1970, 1, 1)))


def _instant(moment: date) -> datetime:
    """A day counts from its midnight UTC: the source gives no time, and Atom wants one."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), UTC)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
