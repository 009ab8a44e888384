"""A small portal in a folder, built with and without a past: what the tests of the engine drive."""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator import yamltext
from generator.build import Build, Held, Options, Project
from generator.engine.report import Report
from generator.publish.draw import Look
from generator.publish.site import SiteNames
from generator.settings import Settings

ROOT = Path(__file__).parent.parent
NOON = datetime(2024, 5, 10, 12, tzinfo=UTC)
DATES = ("date", "updated", "added", "publish_at", "expire_at")
TAXONOMY = """\
politics: {label: Politics}
elections: {label: Elections, parent: politics}
economy: {label: Economy, definition: Money and work}
"""
SMALL = Settings(newest=3, a_page=3, names_a_page=2, feed_from=2, related=3)
NAMES = SiteNames("Portal", "A <portal> & more", "https://portal.example/sub/")


@lru_cache(maxsize=1)
def theme() -> tuple[Look, Any]:
    """The look of the real theme, and what makes its frames."""
    from mkdocs.config import load_config

    from generator.mkdocs import theming

    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.site_name, config.site_url = NAMES.name, NAMES.url
    env = config.theme.get_env()
    theming.prepare(env)
    look = theming.look_of(config, Settings(), [{"label": "About", "url": "about/"}])
    return look, theming.Frames(env, config, look)


class Portal:
    """Content in a folder, and the site built from it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings, self.as_of, self.theme = SMALL, NOON, ""
        self.content = root / "content"
        self.site = root / "site"
        if not self.content.exists():
            (self.content / "pages").mkdir(parents=True)
            self.write("taxonomy.yml", TAXONOMY)

    def write(self, name: str, text: str) -> None:
        """Write a file of the content folder."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def briefing(self, slug: str, body: str = "A first paragraph.\n\nA second one.", **fields: Any) -> str:
        """Write a briefing; its path below the content folder."""
        values = {"title": f"Title of {slug}", "slug": slug, "added": "2024-01-01", **fields}
        lines = [
            f"{name}: {value if name in DATES else yamltext.dump(value)}"
            for name, value in values.items()
            if value not in (None, [], "")
        ]
        path = f"briefings/{slug}.md"
        self.write(path, "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n")
        return path

    def start(self, where: Path | None = None, options: Options | None = None) -> Build:
        """Begin a build as it would run in ``where``, or here."""
        root = where or self.root
        project = Project(root.resolve(), self.content, (root / "site").resolve(), "site")
        return Build(project, self.settings, self.as_of, Held(project.cache, project.name, lambda _: None), options)

    def build(self, where: Path | None = None, options: Options | None = None) -> Report:
        """Build into ``where``, or here."""
        build = self.start(where, options)
        try:
            look, more = theme()
            build.read()
            build.make(NAMES, replace(look, theme=look.theme + self.theme), more)
            return build.publish()
        finally:
            build.close()

    def clean(self) -> dict[str, bytes]:
        """The files of a build that knows nothing of the past."""
        where = self.root / "clean"
        shutil.rmtree(where, ignore_errors=True)
        self.build(where)
        return tree(where / "site")

    def files(self) -> dict[str, bytes]:
        """The files of the site as it is."""
        return tree(self.site)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def eight(root: Path) -> Portal:
    """A portal of eight briefings on two subjects."""
    made = Portal(root)
    for number, slug in enumerate("abcdefgh"):
        tags = ["elections"] if number % 2 else ["economy"]
        made.briefing(slug, date=f"2024-0{number // 2 + 1}-0{number + 1}", tags=tags, people=["Ana Díaz"])
    return made


__all__ = ["NAMES", "NOON", "SMALL", "Portal", "eight", "theme", "tree"]
