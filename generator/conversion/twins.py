"""The same story from two seeds: one briefing that lists both as its sources.

Only what adds nothing is joined: nearly all of the new text stands in the briefing that is there, and the two
are not dated days apart (a notice that returns each week is not the same notice). An editor who takes a source
out of a briefing's list says "these are two": the seed then gets a briefing of its own and keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from generator import frontmatter, neardup
from generator.content import staging
from generator.content.merge import field_digest
from generator.content.places import Places
from generator.content.record import Record
from generator.content.state import State
from generator.conversion.draft import Draft
from generator.conversion.page import Page
from generator.conversion.report import Report
from generator.errors import StateError

INSIDE = 0.7
"""At least this share of a text must stand in the other for nothing to be lost with it."""
MOST = 20
"""Sources that a front matter lists at most."""
DAYS_APART = 3
"""Stated dates further apart make two stories, however alike."""


class Twins:
    """Finds the briefing whose story a draft tells, and lists the draft's seed there."""

    def __init__(self, content: Path, state: State, places: Places, report: Report, *, joining: bool = True) -> None:
        self.content, self.state, self.places, self.report = content, state, places, report
        self.joining = joining
        """Whether seeds are joined at all; if not, every seed becomes a briefing."""

    def learn(self, record: Record) -> None:
        """Make a new briefing's text known."""
        if not self.joining:
            return
        self._index.add(record.seed, neardup.load(record.sketch))

    def host_of(self, draft: Draft) -> Record | None:
        """The record of the briefing that tells a draft's story already."""
        if not self.joining:
            return None
        sketch = neardup.load(draft.sketch)
        for seed, other in self._index.same(sketch):
            both, ours, _ = neardup.shared(sketch, other)
            if seed == draft.seed or both < INSIDE * ours:
                continue
            host = self._record(seed)
            if host is not None and host.slug and not (self._days_apart(host, draft) or self._is_full(host, draft)):
                return host
        return None

    def join(self, host: Record, draft: Draft) -> None:
        """List a draft's seed as another source of the host's briefing."""
        file = self._file(host)
        if file is not None:
            page = self._page(file)
            if isinstance(page, str):
                self.report.notes.append(f"{file}: {page}; {draft.seed} tells the same story and waits")
                return
            host = self._list(host, file, page, draft)
        joined = Record(draft.seed, draft.sha256, file=file or host.file, twin_of=host.slug, repairs=draft.repairs)
        self.state.put(joined)
        self.report.twins.append((draft.seed, file or host.file))

    def is_settled(self, record: Record) -> bool:
        """Whether nobody has taken the seed of a record out of the list it was put into."""
        file = self.places.of_slug(record.twin_of, record.file)
        return self.joining and (file is None or record.seed in self.places.seeds_in(file))

    def stays(self, record: Record, draft: Draft) -> bool:
        """Whether a seed that was listed as another source still is one; done with it if so."""
        file = self.places.of_slug(record.twin_of, record.file)
        if file is None:
            self.report.deleted.append(draft.seed)
            return True
        if draft.seed not in self.places.seeds_in(file):
            return False
        if not self.joining:
            self._unlist(record, file)
            return False
        if record.sha256 == draft.sha256:
            self.report.twins.append((draft.seed, file))
            return True
        host = self.host_of(draft)
        if host is None or host.slug != record.twin_of:
            self._unlist(record, file)
            return False
        self.join(host, draft)
        return True

    def _list(self, host: Record, file: str, page: Page, draft: Draft) -> Record:
        """Write the draft's source into the file's list; what editors wrote there stays."""
        source = dict(draft.fields["sources"][0])
        moved = {item["seed"] for item in host.twins if item.get("sha256") == draft.sha256}
        return self._put_sources(host, file, page, drop={draft.seed, *moved}, add=[source])

    def _unlist(self, record: Record, file: str) -> None:
        host = next((r for r in self.state.all() if r.slug == record.twin_of), None)
        page = Page.read(self.content / file)
        if host is not None and isinstance(page, Page):
            self._put_sources(host, file, page, drop={record.seed}, add=[])

    def _put_sources(self, host: Record, file: str, page: Page, *, drop: set[str], add: list[dict[str, str]]) -> Record:
        def is_dropped(item: Any) -> bool:
            return isinstance(item, Mapping) and item.get("seed") in drop

        listed = page.fields.get("sources") or []
        listed = listed if isinstance(listed, list) else [listed]
        sources = [item for item in listed if not is_dropped(item) or item in add] + [x for x in add if x not in listed]
        untouched = host.fields.get("sources", "") == field_digest(listed)
        twins = (*(item for item in host.twins if not is_dropped(item)), *add)
        base = {**host.fields, "sources": field_digest(sources)} if untouched else host.fields
        new = replace(host, file=file, twins=twins, fields=base)
        text = frontmatter.patch(page.text, {"sources": sources}) if sources != listed else page.text
        staging.update(self.state, new, page.text, text)
        return new

    def _days_apart(self, host: Record, draft: Draft) -> bool:
        file = self._file(host)
        page = self._page(file) if file else None
        there = page.fields.get("date") if isinstance(page, Page) else None
        days = [value.date() if isinstance(value, datetime) else value for value in (there, draft.front.date)]
        known = [day.toordinal() for day in days if isinstance(day, date)]
        return len(known) == 2 and abs(known[0] - known[1]) > DAYS_APART

    def _is_full(self, host: Record, draft: Draft) -> bool:
        """Whether the host's list of sources has no room for another: the story then gets a second briefing."""
        file = self._file(host)
        page = self._page(file) if file else None
        listed = page.fields.get("sources") if isinstance(page, Page) else None
        if not isinstance(listed, list) or len(listed) < MOST:
            return False
        return draft.seed not in [item.get("seed") for item in listed if isinstance(item, Mapping)]

    def _file(self, host: Record) -> str | None:
        """Where the host's briefing is, or will be: a new one that waits to appear has been seen by no editor."""
        return host.file if staging.is_appearing(self.state, host) else self.places.of_slug(host.slug, host.file)

    def _page(self, file: str) -> Page | str:
        return Page.read(Path(self.state.behind.now(f"{self.content}/{file}")))

    def _record(self, seed: str) -> Record | None:
        try:
            return self.state.peek(seed)
        except StateError:
            return None

    @cached_property
    def _index(self) -> neardup.Index:
        index = neardup.Index()
        for record in sorted(self.state.all(), key=lambda record: record.seed):
            if record.slug and record.sketch:
                index.add(record.seed, neardup.load(record.sketch))
        return index
