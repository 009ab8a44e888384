"""Content → site: the right half of the picture, readable as a pipeline.

``read`` takes in what changed (problems stop it here), ``make`` writes aside what has to be made again, and
``publish`` puts it in place. Nothing here knows MkDocs: a door brings the look of the pages and, now and then,
a folder with MkDocs' own part of the site. What only a build that makes something needs is loaded by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import usercache
from generator.build.project import Held, Options, Project
from generator.build.reading import Reader
from generator.build.run import Run
from generator.engine.loose import Loose
from generator.engine.report import Report
from generator.engine.stage import Stage, remove
from generator.engine.versions import fingerprint
from generator.files import sha256
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.build.making import Maker
    from generator.publish.draw import Frame, Look, Shape
    from generator.publish.page import Target
    from generator.publish.site import SiteNames

__all__ = ["Build", "Held", "Options", "Project"]


class Build:
    """One run, from the lock to the report. ``close`` it in any case."""

    def __init__(
        self, project: Project, settings: Settings, as_of: datetime, held: Held, options: Options | None = None
    ) -> None:
        self.project, self.settings = project, settings
        self.stage = Stage(project.staging)
        self.run = Run(project, settings, as_of, held, options or Options(), self.stage)
        self.report = self.run.report
        self._reader = Reader(self.run)
        self._closed = False

    def begin(self) -> None:
        """If everything is to be read, begin with it beside this process; ``read`` goes on from there."""
        if self.run.options.clean and not self.is_fresh:
            self.run.held.restart()
        if self.is_fresh:
            self._reader.begin()
            for name in ("build.making", "engine.anew"):  # what making needs is loaded while others read
                import_module(f"generator.{name}")

    def is_for(self, project: Project, settings: Settings, options: Options) -> bool:
        """Whether this is the build of a project, as it is to be."""
        return (self.project, self.settings, self.run.options) == (project, settings, options)

    def read(self) -> None:
        """Take in what changed. Raises ContentError with every problem; nothing has been written then."""
        with self.run.step("read"):
            self.stage.clear()
            if not self.is_fresh and (self.run.options.clean or not self.is_current):
                self.run.held.restart()
            if not self.is_fresh:
                self.run.look_at_site()
            self._reader.enter()

    def make(self, names: SiteNames, look: Look, more: Callable[[Shape], Frame] | None = None) -> None:
        """Write aside what has to be made again; ``more`` makes frames that are not known from before."""
        with self.run.step("make"):
            epoch = sha256(repr((names, look.decisive)).encode())
            if not self.is_fresh and (self.run.store.get("epoch") != epoch or self._is_reframed(more)):
                self._restart()
            maker = self._begin(names, look)
            if not self.is_fresh and maker.manifest.is_mostly_gone:
                self._restart()
                maker = self._begin(names, look)
            if not self.is_fresh:
                self.run.stage = Loose(self.project.staging)
            self.remember("epoch", epoch)
            maker.make(more)

    def targets(self, names: SiteNames, look: Look) -> Iterator[Target]:
        """Every file of the portal, to be made by somebody else; those that are no pages are made here at once."""
        return self._begin(names, look).targets()

    def publish(self, host: Path | None = None, free: Mapping[str, str] | None = None) -> Report:
        """Put all in place; ``host`` is MkDocs' part if it was made, ``free`` the days of its pages by file."""
        from generator.build.publishing import publish

        with self.run.step("publish"):
            publish(self.run, self._maker.manifest, self._names.url, host, free or {})
        self.close()
        return self.report

    def close(self) -> None:
        """Let go of everything; what was not published is forgotten."""
        if self._closed:
            return
        self._closed = True
        if self.run.site is not None:
            self.run.site.drop()
        self._reader.drop()
        self.stage.clear()
        remove(str(self.run.aside))
        self.run.held.free()

    @property
    def is_fresh(self) -> bool:
        """Whether all is made anew."""
        return self.run.store.fresh

    @property
    def is_reading(self) -> bool:
        """Whether others read for this build at the moment."""
        return self._reader.is_reading

    @property
    def is_current(self) -> bool:
        """Whether what is known was taken in by the same options and the same taxonomy."""
        return self._reader.is_current

    @property
    def host_is_whole(self) -> bool:
        """Whether all that MkDocs made is in its place."""
        return self._maker.manifest.host_is_whole()

    def remember(self, name: str, value: Any) -> None:
        """Note something for later builds."""
        self.run.remember(name, value)

    def _is_reframed(self, more: Callable[[Shape], Frame] | None) -> bool:
        """Whether a frame is another one now: what of MkDocs' configuration and plugins it shows, only MkDocs knows."""
        from generator.publish.draw import Shape

        known = self.run.store.get("frames", {})
        return more is not None and any(more(Shape.named(name)) != tuple(frame) for name, frame in known.items())

    def _restart(self) -> None:
        """Forget all that is known, and read again."""
        self.run.held.restart()
        self._reader.enter()

    def _begin(self, names: SiteNames, look: Look) -> Maker:
        from generator.build.making import Maker

        look = replace(look, compiled=usercache.templates(), program=fingerprint())
        self._names, self._maker = names, Maker(self.run, lambda: self._reader.taxonomy, names, look)
        return self._maker
