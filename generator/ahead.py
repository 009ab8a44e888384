"""Beginning a build before MkDocs is there: to read the content takes about as long as to load MkDocs.

What the configuration seems to say is taken from its text. MkDocs' word counts: a build that turns out to be another
than the one begun is dropped, and so is one whose plugins or hooks could change what is read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator import configuration
from generator.build import Build, Held, Options, Project
from generator.clock import as_of
from generator.errors import SettingsError
from generator.processes.cores import can_fork
from generator.settings import Settings

_PURE = {"briefings", "search", "material/search"}


def begin(config: Path, options: Options, say: Callable[[str], None]) -> Build | None:
    """Begin to build what a configuration says, if that can be told from its text. ``close`` it in any case."""
    told = _told(config) if can_fork() else None
    if told is None:
        return None
    settings, site = told
    project = Project.of(configuration.folder(config), settings.content, site)
    build = Build(project, settings, as_of(), Held(project.cache, project.name, say), options)
    try:
        build.begin()
    except BaseException:
        build.close()
        raise
    return build


def _told(config: Path) -> tuple[Settings, Path] | None:
    """Settings of the plugin and folder of the site."""
    values = configuration.values(config)
    try:
        plugins, site = configuration.plugins(values), values.get("site_dir", "site")
        if values.keys() & {"INHERIT", "hooks"} or not plugins.keys() <= _PURE or not site:
            return None
        options = plugins["briefings"] or {}
        settings = Settings.from_mapping({name: value for name, value in options.items() if value is not None})
        return settings, configuration.folder(config) / site
    except (SettingsError, AttributeError, KeyError, TypeError):  # MkDocs has the words for it
        return None
