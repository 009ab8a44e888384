"""Running MkDocs from the command ``briefing``: the same build as ``mkdocs build``."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import mkdocs.commands.build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.alone import point
from generator.build import Build, Options
from generator.engine.report import Report
from generator.errors import BriefingError
from generator.mkdocs import host
from generator.mkdocs.plugin import BriefingsPlugin


def build(config_file: Path, options: Options, *, strict: bool = False, begun: Build | None = None) -> Report:
    """Build with MkDocs, going on from what was begun if it is the same build.

    Raises BriefingError if MkDocs refuses; its own messages go where its log goes.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    show_log()
    host.mark()
    try:
        config = load_config(str(config_file), strict=strict or None)
    except MkDocsException as error:
        raise BriefingError(f"{config_file}: {error}") from error
    plugin = config.plugins.get("briefings")
    if not isinstance(plugin, BriefingsPlugin):
        raise BriefingError(f"{config_file}: the plugin is missing; add - briefings below plugins:")
    try:
        plugin.options, plugin.is_direct, plugin.begun = options, True, begun
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs.commands.build.build(config)
        finally:
            config.plugins.on_shutdown()
    except SystemExit as refusal:
        raise plugin.error or BriefingError("MkDocs refused to build; its messages stand above") from refusal
    except MkDocsException as error:
        raise BriefingError(str(error)) from error
    if plugin.report is None:
        raise BriefingError("nothing was published")
    point(config_file, plugin.project)
    return plugin.report


def show_log() -> None:
    """Warnings and errors to standard error, as MkDocs' own command shows them."""
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))
        logger.addHandler(handler)
        logger.propagate = False
    logger.setLevel(logging.WARNING)
