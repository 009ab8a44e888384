"""What the stages of one build share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.build.project import Held, Options, Project
from generator.catalogue.store import Store, told
from generator.engine.report import Report
from generator.engine.stage import Stage
from generator.light import changing
from generator.processes.beside import Ahead
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.catalogue.query import Unit
    from generator.engine.survey import Survey

_MUCH = 5_000_000
"""Bytes of a database whose site is so large that looking at it beside the content saves time."""


@changing
class Run:
    """One build while it runs."""

    project: Project
    settings: Settings
    as_of: datetime
    held: Held
    options: Options
    stage: Stage
    """Where files are written aside."""
    report: Report = field(default_factory=Report)
    units: dict[Unit, str] = field(default_factory=dict)
    """What reading found to be looked at again, with the reason."""
    texts: Mapping[str, Any] = field(default_factory=dict)
    """Slug → the text that was read just now, or the place where it was set aside."""
    site: Ahead[Survey] | None = None
    """What is seen of the site, while it is looked at."""

    @property
    def store(self) -> Store:
        """The database, as it is at this moment: a restart brings another one."""
        return self.held.store

    @property
    def aside(self) -> Path:
        """Folder of texts between reading and making."""
        return self.stage.folder.with_suffix(".texts")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step, and tell what the system refuses its database."""
        with self.report.stage(name), told(self.store.path):
            yield

    def look_at_site(self) -> None:
        """Begin to look at the site folder, which takes as long as looking at the content."""
        from generator.engine.survey import survey_of

        path = self.store.path
        self.site = Ahead(partial(survey_of, path, self.project.site), is_worth_it=path.stat().st_size > _MUCH)

    def survey(self) -> Survey | None:
        """What was seen of the site, if the database is the one by which it was looked at."""
        site, self.site = self.site, None
        if site is not None and self.store.fresh:
            site.drop()
        return site.result() if site is not None and not self.store.fresh else None

    def remember(self, name: str, value: Any) -> None:
        """Note something for later builds."""
        if self.store.get(name) != value:
            with told(self.store.path):
                self.store.transaction()
                self.store.set(name, value)
