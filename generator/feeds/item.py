"""What a feed says of the portal or of one listing, and of each of its briefings."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from generator.catalogue.entry import Entry
from generator.feeds.xml import escaped
from generator.light import light
from generator.words import say


class Markup(NamedTuple):
    """The texts of an item, escaped for both forms of XML."""

    title: str
    url: str
    summary: str
    author: str
    tags: list[str]


@light
class Item:
    """One briefing in a feed."""

    title: str
    url: str
    """Whole address, which is its identity, too."""
    summary: str
    author: str
    tags: tuple[str, ...]
    language: str
    published: datetime | None
    updated: datetime
    markup: Markup


@light
class Feed:
    """A feed in no particular form."""

    title: str
    home: str
    """Whole address of the page it belongs to."""
    base: str
    """Whole address of the folder its files are in."""
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        """The last change of any of its briefings."""
        return max((item.updated for item in self.items), default=datetime(1970, 1, 1, tzinfo=UTC))


def items(entries: Iterable[Entry], site_url: str) -> tuple[Item, ...]:
    """Entries as a feed shows them."""
    return tuple([_item(entry, site_url) for entry in entries])


def _item(entry: Entry, site_url: str) -> Item:
    front = entry.front
    title, url = front.title, site_url + entry.url
    summary = front.summary or front.deck or entry.opening
    author = front.byline or (front.sources[0].name if front.sources else "") or say("editors")
    return Item(
        title=title,
        url=url,
        summary=summary,
        author=author,
        tags=front.tags,
        language=front.language,
        published=instant(front.date) if front.date else None,
        updated=_changed(entry),
        markup=Markup(escaped(title), escaped(url), escaped(summary), escaped(author), list(map(escaped, front.tags))),
    )


def _changed(entry: Entry) -> datetime:
    front = entry.front
    corrected = [correction.date for correction in front.corrections]
    known = [moment for moment in (front.updated, front.date, *corrected) if moment is not None]
    return max((instant(moment) for moment in known), default=instant(front.added or date(1970, 1, 1)))


def instant(moment: date) -> datetime:
    """A day counts from its midnight UTC: the source gives no time, and feeds want one."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), UTC)


@lru_cache(maxsize=64)
def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC; in its own offset where the calendar of UTC has begun too late, or has ended."""
    with suppress(OverflowError):
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
