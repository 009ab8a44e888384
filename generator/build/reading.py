"""Content → catalogue: all of it, or only what changed; any problem stops the build here."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.build.run import Run
from generator.catalogue.ledger import Ledger
from generator.engine import vocabulary
from generator.errors import BriefingError, ContentError, SettingsError
from generator.files import sha256
from generator.intake.changes import files, take_in
from generator.intake.rows import Rules, Wrong
from generator.model import Taxonomy
from generator.processes.cores import jobs_for

if TYPE_CHECKING:
    from generator.engine.everything import Found, Reading
    from generator.processes.begun import Begun

_WORTH_IT = 500
"""Briefings from which on a second process is worth its start."""


class Reader:
    """Reads for one run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._begun: Begun[list[str], list[Found]] | None = None

    @property
    def is_current(self) -> bool:
        """Whether what is known was taken in by the same options and the same taxonomy."""
        return bool(self._run.store.get("rules") == self._rules_id)

    @property
    def is_reading(self) -> bool:
        """Whether what was begun is under way."""
        return self._begun is not None

    @cached_property
    def _rules_id(self) -> list[Any]:
        """What decides how content is taken in; if it changes, all is read again."""
        file = self._run.project.content / "taxonomy.yml"
        return [asdict(self._run.settings), sha256(file.read_bytes()) if file.exists() else ""]

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The controlled vocabulary. Raises ContentError."""
        known = self._run.store.get("taxonomy")
        if known is not None:
            return vocabulary.unpacked(known)
        from generator import taxonomy

        try:
            return vocabulary.unpacked(vocabulary.packed(taxonomy.load(self._run.project.content)))
        except ContentError as error:
            raise self._problems(Wrong(str(error))) from error

    def enter(self) -> None:
        """Bring the catalogue up to date with the content. Raises ContentError with every problem."""
        run = self._run
        if not run.project.content.is_dir():  # misspelt: an empty site would take the place of the whole one
            cure = 'name the folder of the editors, or begin it with "briefing new"'
            raise SettingsError(f"content: there is no folder {run.settings.content!r}; {cure}")
        before = run.store.get("as_of")
        moment = datetime.fromisoformat(before) if before else None
        rules = Rules(
            lambda: self.taxonomy,
            run.as_of,
            moment,
            run.settings.drafts,
            run.settings.search,
            run.options.left_out,
        )
        run.store.transaction()
        try:
            changed = self._read_all(rules) if run.store.fresh else self._read_changed(rules)
        except Wrong as wrong:
            raise self._problems(wrong) from wrong
        except UnicodeEncodeError as error:  # the name of a file that no database takes
            raise self._problems(Wrong(repr(error.object))) from error
        if changed or (moment or run.as_of).date() != run.as_of.date():
            run.units.setdefault(("news", "", ""), "the clock")
            run.store.set("as_of", run.as_of.isoformat())

    def _read_changed(self, rules: Rules) -> bool:
        run = self._run
        taken = take_in(run.store.db, run.project.content, rules)
        run.texts = taken.texts
        if taken.changes:
            from generator.intake.affected import Affected

            ledger = Ledger(run.store.db, self.taxonomy)
            run.units = Affected(run.store.db, ledger, run.settings).enter(taken.changes)
        return bool(taken.changes)

    def begin(self) -> None:
        """Begin to read everything beside this process; whatever stands against it is found again by reading."""
        with suppress(BriefingError, OSError):
            self._begin()

    def _begin(self) -> None:
        from generator.engine.everything import begin

        self._begun = begin(self._jobs, self._way(), self._paths)

    def drop(self) -> None:
        """Nobody will ask for what was begun."""
        if self._begun is not None:
            self._begun.close()
            self._begun = None

    def _read_all(self, rules: Rules) -> bool:
        from generator.engine.everything import read_all

        run = self._run
        run.store.set("rules", self._rules_id)
        run.store.set("taxonomy", vocabulary.packed(self.taxonomy))
        run.report.jobs = self._jobs
        ledger = Ledger(run.store.db, self.taxonomy)
        if self._begun is None:
            self._begin()
        way, progress = self._way(), run.options.progress
        run.texts = read_all(run.store.db, self._jobs, way, self._paths, ledger, progress, self._begun)
        self.drop()
        del self._paths  # not to be held while pages are made
        return True

    def _way(self) -> Reading:
        from generator.engine.everything import Reading

        run, settings = self._run, self._run.settings
        return Reading(run.project.content, run.aside, self.taxonomy, run.as_of, settings.drafts, settings.search)

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(files(self._run.project.content, self._run.options.left_out))

    @property
    def _jobs(self) -> int:
        return jobs_for(len(self._paths), self._run.options.jobs, _WORTH_IT)

    def _problems(self, wrong: Wrong) -> BriefingError:
        from generator.check import check

        run = self._run
        problems = check(run.project.content, run.options.left_out, run.as_of, drafts=run.settings.drafts).problems
        if problems:
            return ContentError(problems, run.settings.content)
        return BriefingError(f"{wrong}: the file changed while it was read; run the build again")
