"""Content → site: the right half of the picture, readable as a pipeline.

``read`` takes in what changed (problems stop it here), ``make`` writes aside what has to be made again, and
``publish`` puts it in place. Nothing here knows MkDocs: a door brings the look of the pages and, now and then,
a folder with MkDocs' own part of the site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from generator import frontmatter, taxonomy
from generator.catalogue.entry import Reading
from generator.catalogue.ledger import Ledger
from generator.catalogue.query import Catalogue, Unit
from generator.catalogue.store import Store
from generator.check import check
from generator.engine.lock import Lock
from generator.engine.making import keys_in, make_units
from generator.engine.manifest import Manifest
from generator.engine.report import Report
from generator.engine.stage import Stage, prune
from generator.engine.versions import fingerprint
from generator.errors import BriefingError, ContentError
from generator.files import sha256
from generator.intake.affected import Affected
from generator.intake.changes import Change, Intake, Rules, take_in
from generator.intake.digest import Wrong
from generator.model import Taxonomy
from generator.publish.draw import Drawer, Frame, Look, Shape
from generator.publish.site import Site, SiteNames
from generator.publish.units import ALWAYS, everything
from generator.settings import Settings


@dataclass(frozen=True)
class Project:
    """Where things are."""

    root: Path
    """Folder of mkdocs.yml."""
    content: Path
    site: Path
    name: str
    """Name of the build's database, from the site folder's."""

    @classmethod
    def of(cls, root: Path, content: str, site: Path) -> Project:
        """The places of a project that builds into ``site``."""
        root, site = root.resolve(), Path(site).resolve()
        inside = site.is_relative_to(root)
        name = site.relative_to(root).as_posix().replace("/", "+") if inside else f"at-{sha256(bytes(site))[:16]}"
        return cls(root, root / content, site, name)

    @property
    def is_inside(self) -> bool:
        """Whether the site lies in the project's folder, so that its place can be told relative to it."""
        return self.site.is_relative_to(self.root)

    @property
    def cache(self) -> Path:
        """Folder of everything that can be made again."""
        return self.root / ".cache" / "briefing"


class Build:
    """One run, from the lock to the report. ``close`` it in any case."""

    def __init__(self, project: Project, settings: Settings, as_of: datetime, say: Callable[[str], None]) -> None:
        self.project, self.settings, self.as_of, self._say = project, settings, as_of, say
        self.report = Report()
        self._lock = Lock(project.cache / f"{project.name}.lock")
        self._units: dict[Unit, str] = {}
        self._store: Store
        self.stage = Stage(self._staging())
        self._closed = False

    # ── reading ─────────────────────────────────────────────────────────────────────────────────

    def read(self, left_out: frozenset[str] = frozenset(), *, clean: bool = False) -> None:
        """Take in what changed. Raises ContentError with every problem; nothing has been written then."""
        self._lock.take(self._say)
        with self.report.stage("read"):
            self.stage.clear()
            self._left_out = left_out
            self._taxonomy = self._vocabulary()
            path = self.project.cache / f"{self.project.name}.db"
            self._store = Store.begin(path, fingerprint()) if clean else Store.open(path, fingerprint())
            if self._store.get("rules", self._rules_id()) != self._rules_id():
                self._restart()
            self._enter()

    @property
    def is_fresh(self) -> bool:
        """Whether all is made anew."""
        return self._store.fresh

    def remembered(self, name: str) -> Any:
        """What an earlier build noted under a name."""
        return self._store.get(name)

    def remember(self, name: str, value: Any) -> None:
        """Note something for later builds."""
        if self._store.get(name) != value:
            self._store.transaction()
            self._store.set(name, value)

    def _restart(self) -> None:
        self._store.abandon()
        self._store = Store.begin(self.project.cache / f"{self.project.name}.db", fingerprint())

    def _enter(self) -> None:
        database = self._store.db
        self._store.transaction()
        before = self._store.get("as_of")
        rules = Rules(
            self._taxonomy,
            self.as_of,
            datetime.fromisoformat(before) if before else None,
            self.settings.drafts,
            self.settings.search,
            self._left_out,
        )
        try:
            taken = take_in(database, self.project.content, rules)
        except Wrong as wrong:
            raise self._problems(wrong) from wrong
        ledger = Ledger(database, self._taxonomy)
        self._readings = taken.readings
        if self._store.fresh:
            _enter_all(ledger, taken)
        else:
            self._units = Affected(database, ledger, self.settings).enter(taken.changes)
        if taken.changes or self._store.fresh:
            self._store.set("as_of", self.as_of.isoformat())
            self._store.set("rules", self._rules_id())

    def _problems(self, wrong: Wrong) -> BriefingError:
        problems = check(self.project.content, self._left_out).problems
        if problems:
            return ContentError(problems)
        return BriefingError(f"{wrong}: the file changed while it was read; run the build again")

    def _vocabulary(self) -> Taxonomy:
        try:
            return taxonomy.load(self.project.content)
        except ContentError as error:
            raise ContentError(check(self.project.content, self._left_out).problems or error.problems) from error

    def _rules_id(self) -> list[Any]:
        file = self.project.content / taxonomy.FILE
        return [asdict(self.settings), sha256(file.read_bytes()) if file.exists() else ""]

    # ── making ──────────────────────────────────────────────────────────────────────────────────

    def make(
        self,
        names: SiteNames,
        look: Look,
        frames: dict[str, Frame] | None,
        more: Callable[[Shape], Frame] | None = None,
    ) -> None:
        """Write aside what has to be made again. ``more`` makes frames; ``frames`` are those made before."""
        with self.report.stage("make"):
            epoch = sha256(repr((names, look.decisive)).encode())
            if not self._store.fresh and self._store.get("epoch") != epoch:
                self._restart()
                self._enter()
            self.remember("epoch", epoch)
            self._manifest = Manifest(self._store.db, self.project.site)
            catalogue = Catalogue(self._store.db, self._taxonomy)
            site = Site(catalogue, self.settings, names, self.as_of, self._reading)
            self.drawer = Drawer(look, frames or {}, more)
            self._names = names
            self._make(site)

    def _make(self, site: Site) -> None:
        if self._store.fresh:
            units = dict.fromkeys(everything(self._store.db), "everything is made anew")
        else:
            units = {**dict.fromkeys(ALWAYS, "the clock"), **self._units}
            for unit in self._manifest.units_of(self._manifest.broken):
                units[unit] = "its file was missing or had been changed in the site folder"
        known = keys_in(self._store.db)
        made = make_units(site, units.items(), known, self._manifest.broken, self.stage, self.drawer)
        self._manifest.enter(units, made)

    def _reading(self, slug: str, sha: str) -> Reading:
        reading = self._readings.pop(slug, None)
        if reading is not None:
            return reading
        (path,) = self._store.db.execute("SELECT path FROM briefing WHERE slug = ?", (slug,)).fetchone()
        data = (self.project.content / path).read_bytes()
        document, _ = frontmatter.read(data.decode(), path)
        if document is None or sha256(data) != sha:
            raise BriefingError(f"{path}: the file changed while it was read; run the build again")
        return Reading.of(document)

    @property
    def host_is_whole(self) -> bool:
        """Whether all that MkDocs made is in its place."""
        return self._manifest.host_is_whole()

    # ── publishing ──────────────────────────────────────────────────────────────────────────────

    def publish(self, host: Path | None = None, free: tuple[str, ...] = ()) -> Report:
        """Put all in place; ``host`` is MkDocs' part if it was made, ``free`` its pages for the sitemap."""
        with self.report.stage("publish"):
            if host is not None:
                self._manifest.take_host(host, free, self.stage)
            self._manifest.write_sitemap(self._names.url, self.stage)
            self.report.made, self.report.removed = self._manifest.made, self._manifest.gone
            self.report.reused = self._manifest.total() - len(self.report.made)
            if self._manifest.made or self._manifest.gone or self._store.is_changed:
                self._store.break_seal()
                self.stage.publish(self.project.site)
                prune(self.project.site, self._manifest.gone)
                self._store.finish()
        self.close()
        return self.report

    def close(self) -> None:
        """Let go of everything; what was not published is forgotten."""
        if self._closed:
            return
        self._closed = True
        if hasattr(self, "_store"):
            self._store.abandon()
        self.stage.clear()
        self._lock.free()

    def _staging(self) -> Path:
        """A folder on the site's file system: renaming does not cross from one to another."""
        inside = self.project.cache / f"{self.project.name}.stage"
        inside.parent.mkdir(parents=True, exist_ok=True)
        place = self.project.site
        while not place.exists():
            place = place.parent
        if place.stat().st_dev == inside.parent.stat().st_dev:
            return inside
        return self.project.site.with_name(f".{self.project.site.name}.stage")


def _enter_all(ledger: Ledger, taken: Intake) -> None:
    for change in taken.changes:
        if change.new is not None:
            ledger.add(change.new)
    ledger.settle()


__all__ = ["Build", "Change", "Project"]
