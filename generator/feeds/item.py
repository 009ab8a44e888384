"""What a feed says of the portal or of one listing, and of each of its briefings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import NamedTuple, TypeVar

from generator.catalogue.entry import Entry
from generator.feeds.xml import escaped
from generator.words import say

_Form = TypeVar("_Form")

_MOST = 600
"""Items that are kept at once: feeds that show the same come one after the other."""


@dataclass(frozen=True)
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

    def once(self, form: str, write: Callable[[Item], _Form]) -> _Form:
        """What ``write`` makes of it, made once: most briefings stand in several feeds."""
        if form not in self.__dict__:
            self.__dict__[form] = write(self)
        made: _Form = self.__dict__[form]
        return made


class Markup(NamedTuple):
    """The texts of an item, escaped for both forms of XML."""

    title: str
    url: str
    summary: str
    author: str
    tags: list[str]

    @classmethod
    def of(cls, item: Item) -> Markup:
        """Escape them."""
        tags = [escaped(tag) for tag in item.tags]
        return cls(escaped(item.title), escaped(item.url), escaped(item.summary), escaped(item.author), tags)


@dataclass(frozen=True)
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


class Items:
    """Entries as feeds show them, the last ones kept: what feeds write of them takes much room."""

    def __init__(self, site_url: str) -> None:
        self._site_url = site_url
        self._kept: dict[str, Item] = {}

    def of(self, entries: Iterable[Entry]) -> tuple[Item, ...]:
        """Entries of one state of the catalogue as a feed shows them."""
        return tuple([self._one(entry) for entry in entries])

    def let_go(self) -> None:
        """Forget them; for when no more feeds come."""
        self._kept.clear()

    def _one(self, entry: Entry) -> Item:
        slug = entry.front.slug
        if slug not in self._kept:
            if len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]  # the oldest
            self._kept[slug] = _item(entry, self._site_url)
        return self._kept[slug]


def _item(entry: Entry, site_url: str) -> Item:
    front = entry.front
    return Item(
        title=front.title,
        url=site_url + entry.url,
        summary=front.summary or front.deck or entry.opening,
        author=front.byline or (front.sources[0].name if front.sources else "") or say("editors"),
        tags=front.tags,
        language=front.language,
        published=instant(front.date) if front.date else None,
        updated=_changed(entry),
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
