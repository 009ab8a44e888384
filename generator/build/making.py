"""Catalogue → files written aside: everything anew, or what may have changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.build.run import Run
from generator.catalogue.body import Text
from generator.catalogue.ledger import Row
from generator.catalogue.query import Catalogue, Unit
from generator.engine.manifest import Manifest
from generator.errors import BriefingError
from generator.intake.rows import Wrong
from generator.model import Taxonomy
from generator.publish.draw import Drawer, Frame, Look, Shape
from generator.publish.page import Target
from generator.publish.site import Site, SiteNames

if TYPE_CHECKING:
    from generator.engine.outputs import Made


class Maker:
    """Makes for one run what its catalogue says."""

    def __init__(self, run: Run, vocabulary: Callable[[], Taxonomy], names: SiteNames, look: Look) -> None:
        self._run, self._vocabulary, self._names, self._look = run, vocabulary, names, look
        self.manifest = Manifest(run.store.db, run.project.site, run.survey())

    def make(self, more: Callable[[Shape], Frame] | None) -> None:
        """Write aside what has to be made again; ``more`` makes frames that are not known from before."""
        with self._drawing(more) as drawer:
            if self._run.store.fresh:
                self._make_all(drawer)
            else:
                self._make_changed(drawer)

    def targets(self) -> Iterator[Target]:
        """Every file of the portal, to be made by somebody else; those that are no pages are made here at once."""
        from generator.engine.making import key_of
        from generator.engine.outputs import Made, Output, name_of
        from generator.engine.texts import Texts
        from generator.files import sha256
        from generator.publish.units import everything, make

        run = self._run
        texts, places = Texts(run.aside), run.texts
        site = self._site(lambda row: texts.get(places[row.slug]))
        drawer = Drawer(self._look, {})
        outputs = []
        for unit in list(everything(run.store.db)):
            for target in make(site, unit):
                if target.page is None:
                    data = target.make(drawer)
                    seen = run.stage.write(target.file, data)
                    row = (target.file, name_of(unit), key_of(target.facts), sha256(data), seen, target.sitemap)
                    outputs.append(Output(*row, "everything is made anew"))
                yield target
        self.manifest.enter((), Made(outputs))

    @contextmanager
    def _drawing(self, more: Callable[[Shape], Frame] | None) -> Iterator[Drawer]:
        known = {name: tuple(frame) for name, frame in self._run.store.get("frames", {}).items()}
        drawer = Drawer(self._look, dict(known), more)
        yield drawer
        if drawer.frames.keys() != known.keys():
            self._run.remember("frames", drawer.frames)

    def _make_all(self, drawer: Drawer) -> None:
        from generator.engine.anew import Making, make_all
        from generator.engine.outputs import Made

        run = self._run
        run.store.rest()
        how = Making(
            database=run.store.path,
            taxonomy=self._vocabulary(),
            settings=run.settings,
            names=self._names,
            as_of=run.as_of,
            look=self._look,
            frames=drawer.frames,
            stage=run.stage.folder,
            texts=run.aside,
        )
        # Noted as they come, so that they need not be held; other processes go on seeing the catalogue as it was.
        run.store.hold()
        for outputs in make_all(run.store.db, run.report.jobs, how, drawer, run.texts, run.options.progress):
            self.manifest.enter((), Made(outputs))

    def _make_changed(self, drawer: Drawer) -> None:
        units = dict(self._run.units)
        for unit in self.manifest.units_of(self.manifest.broken):
            units[unit] = "its file was missing or had been changed in the site folder"
        if units:
            self.manifest.enter(units, self._make(units, drawer))

    def _make(self, units: Mapping[Unit, str], drawer: Drawer) -> Made:
        from generator.engine.making import keys_in, make_units

        known = keys_in(self._run.store.db)
        site = self._site(self._text)
        return make_units(site, units.items(), known, self.manifest.broken, self._run.stage, drawer)

    def _site(self, text: Callable[[Row], Text]) -> Site:
        catalogue = Catalogue(self._run.store.db, self._vocabulary())
        return Site(catalogue, self._run.settings, self._names, self._run.as_of, text)

    def _text(self, row: Row) -> Text:
        run = self._run
        if row.slug in run.texts:
            known: Text = run.texts[row.slug]
            return known
        from generator.intake.digest import text_of

        path = row.entry.path
        try:
            return text_of(run.project.content, path, row.sha, row.proof)
        except (Wrong, FileNotFoundError) as error:
            raise BriefingError(f"{path}: the file changed while it was read; run the build again") from error
