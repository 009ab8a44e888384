"""Content → site: the right half of the picture, readable as a pipeline.

``read`` takes in what changed (problems stop it here), ``make`` writes aside what has to be made again, and
``publish`` puts it in place. Nothing here knows MkDocs: a door brings the look of the pages and, now and then,
a folder with MkDocs' own part of the site. What only a build that makes something needs is loaded by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.catalogue.body import Text
from generator.catalogue.ledger import Ledger, Row
from generator.catalogue.query import Catalogue, Unit
from generator.catalogue.store import Store
from generator.engine import vocabulary
from generator.engine.lock import Lock
from generator.engine.manifest import Manifest
from generator.engine.report import Report
from generator.engine.stage import Stage, prune, remove
from generator.engine.texts import Texts
from generator.engine.versions import fingerprint
from generator.engine.workers import executor, jobs_for
from generator.errors import BriefingError, ContentError
from generator.files import sha256
from generator.intake.changes import files, take_in
from generator.intake.rows import Rules, Wrong
from generator.model import Taxonomy
from generator.publish.draw import Drawer, Frame, Look, Shape
from generator.publish.page import Target
from generator.publish.site import Site, SiteNames
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.engine.outputs import Made


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


@dataclass(frozen=True)
class Options:
    """How a build is to run."""

    clean: bool = False
    """Make everything, whatever is known."""
    left_out: frozenset[str] = frozenset()
    """Files of the content that are passed over."""
    jobs: int = 0
    """Processes; 0 leaves it to the size of the work."""


class Held:
    """The lock of a site folder and its database, taken before anything is known of the build."""

    def __init__(self, cache: Path, name: str, say: Callable[[str], None]) -> None:
        self.path = cache / f"{name}.db"
        self.lock = Lock(cache / f"{name}.lock")
        self.lock.take(say)
        self.store = Store.open(self.path, fingerprint())

    def restart(self) -> None:
        """Forget all that is known."""
        self.store.abandon()
        self.store = Store.begin(self.path, fingerprint())

    def free(self) -> None:
        """Let go."""
        self.store.abandon()
        self.lock.free()


class Build:
    """One run, from the lock to the report. ``close`` it in any case."""

    def __init__(
        self, project: Project, settings: Settings, as_of: datetime, held: Held, options: Options | None = None
    ) -> None:
        self.project, self.settings, self.as_of, self._held = project, settings, as_of, held
        self.options = options or Options()
        self.report = Report()
        self.stage = Stage(self._staging())
        self._units: dict[Unit, str] = {}
        self._texts: Mapping[str, Any] = {}
        self._closed = False

    # ── reading ─────────────────────────────────────────────────────────────────────────────────

    def read(self) -> None:
        """Take in what changed. Raises ContentError with every problem; nothing has been written then."""
        with self.report.stage("read"):
            self.stage.clear()
            if self.options.clean or not (self.is_fresh or self.is_current):
                self._held.restart()
            self._enter()

    @property
    def is_fresh(self) -> bool:
        """Whether all is made anew."""
        return self._store.fresh

    @property
    def is_current(self) -> bool:
        """Whether what is known was taken in by the same options and the same taxonomy."""
        return bool(self._store.get("rules") == self._rules_id)

    @property
    def _store(self) -> Store:
        return self._held.store

    def remember(self, name: str, value: Any) -> None:
        """Note something for later builds."""
        if self._store.get(name) != value:
            self._store.transaction()
            self._store.set(name, value)

    @cached_property
    def _rules_id(self) -> list[Any]:
        """What decides how content is taken in; if it changes, all is read again."""
        file = self.project.content / "taxonomy.yml"
        return [asdict(self.settings), sha256(file.read_bytes()) if file.exists() else ""]

    @cached_property
    def _taxonomy(self) -> Taxonomy:
        known = self._store.get("taxonomy")
        if known is not None:
            return vocabulary.unpacked(known)
        from generator import taxonomy

        try:
            return vocabulary.unpacked(vocabulary.packed(taxonomy.load(self.project.content)))
        except ContentError as error:
            raise self._problems(Wrong(str(error))) from error

    def _enter(self) -> None:
        before = self._store.get("as_of")
        moment = datetime.fromisoformat(before) if before else None
        rules = Rules(
            lambda: self._taxonomy,
            self.as_of,
            moment,
            self.settings.drafts,
            self.settings.search,
            self.options.left_out,
        )
        self._store.transaction()
        try:
            changed = self._read_all(rules) if self._store.fresh else self._read_changed(rules)
        except Wrong as wrong:
            raise self._problems(wrong) from wrong
        if changed or (moment or self.as_of).date() != self.as_of.date():
            self._units.setdefault(("news", "", ""), "the clock")
            self._store.set("as_of", self.as_of.isoformat())

    def _read_changed(self, rules: Rules) -> bool:
        taken = take_in(self._store.db, self.project.content, rules)
        self._texts = taken.texts
        if taken.changes:
            from generator.intake.affected import Affected

            ledger = Ledger(self._store.db, self._taxonomy)
            self._units = Affected(self._store.db, ledger, self.settings).enter(taken.changes)
        return bool(taken.changes)

    def _read_all(self, rules: Rules) -> bool:
        from generator.engine.anew import read_all

        self._store.set("rules", self._rules_id)
        self._store.set("taxonomy", vocabulary.packed(self._taxonomy))
        count = sum(1 for _ in files(self.project.content, self.options.left_out))
        self.report.jobs = jobs_for(count, self.options.jobs)
        ledger = Ledger(self._store.db, self._taxonomy)
        with executor(self.report.jobs) as pool:
            self._texts = read_all(self._store.db, pool, self.project.content, rules, ledger, self._aside)
        return True

    @property
    def _aside(self) -> Path:
        return self.stage.folder.with_suffix(".texts")

    def _problems(self, wrong: Wrong) -> BriefingError:
        from generator.check import check

        problems = check(self.project.content, self.options.left_out).problems
        if problems:
            return ContentError(problems)
        return BriefingError(f"{wrong}: the file changed while it was read; run the build again")

    # ── making ──────────────────────────────────────────────────────────────────────────────────

    def make(
        self,
        names: SiteNames,
        look: Look,
        more: Callable[[Shape], Frame] | None = None,
    ) -> None:
        """Write aside what has to be made again; ``more`` makes frames that are not known from before."""
        with self.report.stage("make"):
            epoch = sha256(repr((names, look.decisive)).encode())
            if not self._store.fresh and self._store.get("epoch") != epoch:
                self._held.restart()
                self._enter()
            self.remember("epoch", epoch)
            self._names, self._look, self._more = names, look, more
            self._manifest = Manifest(self._store.db, self.project.site)
            if self._store.fresh:
                self._make_all()
            else:
                self._make_changed()

    @contextmanager
    def _drawing(self) -> Iterator[Drawer]:
        known = {name: tuple(frame) for name, frame in self._store.get("frames", {}).items()}
        drawer = Drawer(self._look, dict(known), self._more)
        yield drawer
        if drawer.frames.keys() != known.keys():
            self.remember("frames", drawer.frames)

    def _make_all(self) -> None:
        from generator.engine.anew import Making, make_all
        from generator.engine.outputs import Made

        self._store.commit()
        how = Making(
            *(self._store.path, self._taxonomy, self.settings, self._names),
            *(self.as_of, self._look, self.stage.folder, self._aside),
        )
        with executor(self.report.jobs) as pool, self._drawing() as drawer:
            outputs = make_all(self._store.db, pool, how, drawer, self._texts)
        self._manifest.enter((), Made(outputs))

    def targets(self, names: SiteNames, look: Look) -> Iterator[Target]:
        """Every file of the portal, to be made by somebody else; those that are no pages are made here at once."""
        from generator.engine.making import key_of
        from generator.engine.outputs import Made, Output, name_of
        from generator.publish.units import everything, make

        self._names = names
        self._manifest = Manifest(self._store.db, self.project.site)
        texts = Texts(self._aside)
        places = self._texts
        catalogue = Catalogue(self._store.db, self._taxonomy)
        site = Site(catalogue, self.settings, names, self.as_of, lambda row: texts.get(places[row.slug]))
        drawer = Drawer(look, {})
        outputs = []
        for unit in list(everything(self._store.db)):
            for target in make(site, unit):
                if target.page is None:
                    data = target.make(drawer)
                    seen = self.stage.write(target.file, data)
                    row = (target.file, name_of(unit), key_of(target.facts), sha256(data), seen, target.sitemap)
                    outputs.append(Output(*row, "everything is made anew"))
                yield target
        self._manifest.enter((), Made(outputs))

    def _make_changed(self) -> None:
        units = dict(self._units)
        for unit in self._manifest.units_of(self._manifest.broken):
            units[unit] = "its file was missing or had been changed in the site folder"
        if units:
            with self._drawing() as drawer:
                self._manifest.enter(units, self._make(units, drawer))

    def _make(self, units: Mapping[Unit, str], drawer: Drawer) -> Made:
        from generator.engine.making import keys_in, make_units

        catalogue = Catalogue(self._store.db, self._taxonomy)
        site = Site(catalogue, self.settings, self._names, self.as_of, self._text)
        known = keys_in(self._store.db)
        return make_units(site, units.items(), known, self._manifest.broken, self.stage, drawer)

    def _text(self, row: Row) -> Text:
        slug = row.slug
        if slug in self._texts:
            known: Text = self._texts[slug]
            return known
        from generator.intake.digest import text_of

        path = row.entry.path
        try:
            return text_of(self.project.content, path, row.sha, row.proof)
        except (Wrong, FileNotFoundError) as error:
            raise BriefingError(f"{path}: the file changed while it was read; run the build again") from error

    @property
    def host_is_whole(self) -> bool:
        """Whether all that MkDocs made is in its place."""
        return self._manifest.host_is_whole()

    # ── publishing ──────────────────────────────────────────────────────────────────────────────

    def publish(self, host: Path | None = None, free: Mapping[str, str] | None = None) -> Report:
        """Put all in place; ``host`` is MkDocs' part if it was made, ``free`` the days of its pages by address."""
        with self.report.stage("publish"):
            if host is not None:
                self._manifest.take_host(host, free or {}, self.stage)
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
        self.stage.clear()
        remove(str(self._aside))
        self._held.free()

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
