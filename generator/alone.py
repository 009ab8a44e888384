"""Building without MkDocs, where MkDocs' own part of the site can stay as it is."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator import configuration
from generator.build import Build, Held, Options, Project
from generator.catalogue.store import Store
from generator.clock import as_of
from generator.engine import inputs
from generator.engine.stage import remove
from generator.engine.versions import fingerprint
from generator.files import below, write_atomic
from generator.settings import Settings

if TYPE_CHECKING:
    from generator.engine.report import Report


def build_by_config(config: Path, options: Options, say: Callable[[str], None]) -> Report | str:
    """Build what a configuration says, without MkDocs; else tell why it has to run."""
    name = _pointer(config)
    if not name:
        return "this configuration has not been built before"
    return build_alone(config, name, options, say)


def build_alone(config: Path, name: str, options: Options, say: Callable[[str], None]) -> Report | str:
    """Build what a configuration says, into the site folder of a database; else tell why MkDocs has to run."""
    from generator.publish.draw import NoFrame

    root = configuration.folder(config)
    held = Held(root / ".cache" / "briefing", name, say)
    try:
        reason = _obstacle(held, root, config.name)
        return reason or _build(held, root, options)
    except NoFrame:
        return "a page of a new kind needs its frame"
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "jinja2":  # loaded only where it was needed
            raise
        return "a template cannot be drawn"
    finally:
        held.free()


def _build(held: Held, root: Path, options: Options) -> Report | str:
    from generator.publish.draw import Look
    from generator.publish.site import SiteNames

    note = held.store.get("host")
    settings = Settings(**note["settings"])
    build = Build(Project.of(root, settings.content, root / note["site"]), settings, as_of(), held, options)
    try:
        if not build.is_current:
            return "the taxonomy changed"
        build.read()
        build.make(SiteNames(*note["names"]), Look.unpacked(note["look"], root))
        if not build.host_is_whole:
            return "files that MkDocs made are missing or were changed in the site folder"
        build.report.way, build.report.why = "without MkDocs", "nothing that it makes has changed"
        return build.publish()
    finally:
        build.close()


def _obstacle(held: Held, root: Path, config: str) -> str:
    """Why MkDocs has to run; empty if it need not. ``config`` is the name of the configuration."""
    if held.store.fresh:
        return "nothing trustworthy is known of an earlier build"
    note: dict[str, Any] | None = held.store.get("host")
    if not note:
        return "another plugin, an extension, a hook, an option or a warning may change what MkDocs makes"
    if note["files"][0] != config:
        return "this site folder was built by another configuration"
    if any(inputs.hidden(os.environ.get(name)) != value for name, value in note["environment"].items()):
        return "the environment changed"
    files = [str(root / file) for file in note["files"]]
    folders = [str(root / folder) for folder in note["folders"]]
    if not inputs.unchanged(root, files, folders, note["record"]):
        return "the configuration, the theme or a free page changed"
    return ""


def point(config: Path, project: Project) -> None:
    """Note which database belongs to a configuration."""
    file = _pointer_file(config)
    if not file.is_file():
        remove(str(file))
    write_atomic(file, json.dumps(project.name).encode(), durable=False)


def _pointer(config: Path) -> str:
    file = _pointer_file(config)
    try:
        name = json.loads(file.read_text()) if file.is_file() else ""  # at a pipe it would wait
    except (OSError, ValueError):
        return ""
    return name if isinstance(name, str) and "/" not in name else ""


def _pointer_file(config: Path) -> Path:
    return configuration.folder(config) / ".cache" / "briefing" / f"{config.name}.json"


def explain(config: Path, path: str) -> str:
    """Why a file of the site was made when it was made last; ``path`` may be its address, or that of its file."""
    root = configuration.folder(config)
    name = _pointer(config) or "site"
    store = Store.earlier(root / ".cache" / "briefing" / f"{name}.db", fingerprint())
    row = _output(store, root, name, path) if store is not None else None
    if row is None:
        return f"{path}: the last build knows no such file"
    kind, *rest = row[1].split("\t")
    return f"{row[0]}: {row[2]} (unit {' '.join(part for part in (kind, *rest) if part)})"


def _output(store: Store, root: Path, name: str, path: str) -> tuple[str, str, str] | None:
    """Path, unit and reason of a file of the site."""
    try:
        note = store.get("host")
        inside = below(root / (note["site"] if note else name), path).removeprefix("site/").lstrip("/")
        wanted = [inside, f"{inside}/index.html".removeprefix("./").lstrip("/")]
        row: tuple[str, str, str] | None = store.db.execute(
            "SELECT path, unit, reason FROM output WHERE path IN (?, ?)", wanted
        ).fetchone()
    except UnicodeEncodeError:  # no name of a file in any site
        return None
    finally:
        store.abandon()
    return row
