"""Drafts → content: a new briefing, a refreshed one, one that stays deleted, or another source of one there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator import frontmatter
from generator.content import staging
from generator.content.clash import leave_open
from generator.content.places import Places
from generator.content.record import Record
from generator.content.state import State
from generator.conversion.draft import Draft
from generator.conversion.history import History
from generator.conversion.page import Page, merge
from generator.conversion.report import Report
from generator.conversion.twins import Twins
from generator.light import changing


@changing
class Settling:
    """One run's way of putting drafts into a content folder."""

    content: Path
    as_of: date
    state: State
    places: Places
    history: History
    twins: Twins
    """How the same story is found again."""
    skipped: frozenset[str]
    """Fields that this run cannot tell and therefore leaves alone."""
    again: bool
    report: Report

    def settle(self, draft: Draft) -> None:
        """Put one draft into content."""
        record = self.history.of(draft)
        if record is not None and record.twin_of:
            if not self.twins.stays(record, draft):
                self._create(draft)
            return
        is_known = record is not None and draft.seed not in self.history.damaged
        is_same = is_known and record is not None and record.sha256 == draft.sha256
        if is_same and record is not None and not self.again and self.places.home(record) != "other":
            self.report.unchanged.append(draft.seed)
            return
        file = self.places.find(draft.seed, record)
        if file is not None:
            self._refresh(file, record or Record(draft.seed), draft)
        elif record is None or self._lost_its_place(record):
            self._create_or_join(draft)
        else:
            self._leave_deleted(record, draft)

    def _lost_its_place(self, record: Record) -> bool:
        """Whether a seed has no briefing though nobody deleted one."""
        if not record.slug:
            return record.seed not in self.history.damaged
        return self.places.is_taken_over(record)

    def _leave_deleted(self, record: Record, draft: Draft) -> None:
        if draft.seed not in self.history.damaged:
            self.state.put(replace(record, sha256=draft.sha256))
        self.report.deleted.append(draft.seed)

    def _create_or_join(self, draft: Draft) -> None:
        host = self.twins.host_of(draft)
        if host is not None:
            self.twins.join(host, draft)
        else:
            self._create(draft)

    def _create(self, draft: Draft) -> None:
        slug, file = self.places.free(draft.front.title, draft.folder)
        front = replace(draft.front, slug=slug, added=self.as_of)
        fields = dict(sorted(draft.field_digests().items()))
        record = draft.entered(Record(draft.seed, slug=slug, file=file, fields=fields, body=draft.body_digests()))
        staging.create(self.state, record, frontmatter.write(front, draft.body))
        self.report.created.append(draft.seed)
        self.twins.learn(record)

    def _refresh(self, file: str, record: Record, draft: Draft) -> None:
        page = Page.read(self.content / file)
        if isinstance(page, str):
            self.report.notes.append(f"{file}: {page}, so it is kept as it is")
            slug = record.slug or self.places.slug_in(file)
            if slug:  # look again once it can be read; should it be deleted before that, it stays so
                self.state.put(replace(record, sha256="", slug=slug, file=file))
            return
        merged = merge(page, record, draft, leave_open, self.skipped)
        staging.update(self.state, replace(merged.record, file=file), page.text, merged.text)
        self.report.clashes += [(file, clash) for clash in merged.clashes]
        (self.report.refreshed if merged.text != page.text else self.report.kept).append(draft.seed)
