"""Links of the free pages to the portal, as they stand in what is published.

The checks of the content know what the files of ``content/pages`` say. Pages of another ``docs_dir``, and what
snippets, hooks and plugins put into a page, are known only when MkDocs has rendered it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from mkdocs.structure.files import File

from generator.build import Project
from generator.catalogue.entry import HIDDEN
from generator.check.pages import OVERVIEWS
from generator.check.relations import is_note
from generator.content import PAGES
from generator.engine import inputs
from generator.errors import ContentError
from generator.model import Problem

_LINK = re.compile(r'href="(briefing|portal):([^"#]*)#?([^"]*)"')
_Link = tuple[str, str, str]
"""Scheme, name and anchor."""


class Links:
    """Links of one build."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: list[tuple[File, set[_Link]]] = []
        self.are_known = True
        """Whether the checks of the content know them all, so that they are looked at without MkDocs, too."""

    def note(self, file: File, html: str) -> None:
        """Note what a page leads to."""
        if found := set(_LINK.findall(html)):
            self._found.append((file, found))

    def follow(self, database: sqlite3.Connection) -> None:
        """Look at those that nobody else knows. Raises ContentError with all that lead nowhere."""
        problems = []
        for file, found in self._found:
            if unknown := found - self._known(file, database):
                self.are_known = False
                name = inputs.short(self._project.root, file.abs_src_path or file.src_uri)
                wrong = (_wrong(*link, database) for link in sorted(unknown))
                problems += [Problem(name, 0, "", *words) for one in wrong for words in one]
        if problems:
            raise ContentError(problems)

    def _known(self, file: File, database: sqlite3.Connection) -> set[_Link]:
        if Path(file.src_dir or "").resolve() != (self._project.content / PAGES).resolve():
            return set()
        rows = database.execute("SELECT slug, anchor FROM link WHERE path = ?", (f"{PAGES}/{file.src_uri}",))
        return {*(("portal", name, "") for name in OVERVIEWS), *(("briefing", *row) for row in rows)}


def _wrong(scheme: str, name: str, anchor: str, database: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """What is wrong with a link, and the cure."""
    if scheme == "portal":
        if name not in OVERVIEWS:
            yield f'no page of the portal "{name}"', f"write portal: and one of {', '.join(OVERVIEWS)}"
        return
    row = database.execute("SELECT anchors, state FROM briefing WHERE slug = ?", (name,)).fetchone()
    if row is None:
        yield f'no briefing "{name}"', "write briefing: and the slug of a briefing"
    elif row[1] == HIDDEN:
        yield f'briefing "{name}" is not public: readers would find no page', "publish it, or remove the link"
    elif anchor and not is_note(anchor) and anchor not in row[0].split(" "):
        yield f'no place "#{anchor}" in briefing "{name}"', "link to one of its paragraphs (#p1, #p2 …) or subheads"
