"""Files written aside → the site: put in place, noted, and what does not belong there taken away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.build.run import Run
from generator.engine.manifest import Manifest
from generator.engine.stage import prune


def publish(run: Run, manifest: Manifest, url: str, host: Path | None, free: Mapping[str, str]) -> None:
    """Put all in place; ``host`` is MkDocs' part if it was made, ``free`` the days of its pages by file."""
    if host is not None:
        manifest.take_host(host, free, run.stage)
    manifest.write_sitemap(url, run.stage)
    run.report.made, run.report.removed = manifest.made, manifest.gone
    run.report.reused = manifest.total() - len(run.report.made)
    if manifest.made or manifest.gone or run.store.is_changed:
        manifest.settle(run.stage, all_is_new=run.store.fresh)
        run.store.break_seal()
        run.store.commit()  # a disk that is full now leaves the old site
        run.stage.publish(run.project.site)
        prune(run.project.site, manifest.gone)
        run.store.finish()
