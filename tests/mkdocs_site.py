"""A small portal that is built by commands, as users build theirs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.portal import ROOT, Portal, tree

CONFIG = """\
site_name: Portal
site_url: https://portal.example/sub/
docs_dir: content/pages
theme: {{name: material, custom_dir: {theme}, font: false, language: en}}
nav: [{{About: about.md}}]
plugins:
  - briefings: {{newest: 3, a_page: 3, feed_from: 2}}
{more}
validation:
  links: {{not_found: warn, anchors: warn}}
"""


def small(root: Path) -> Portal:
    """A portal of five briefings and a free page."""
    made = Portal(root)
    configure(made)
    made.write("pages/about.md", "# About\n\nSee [a](briefing:a).\n")
    for number, slug in enumerate("abcde"):
        made.briefing(slug, date=f"2024-05-0{number + 1}", tags=["elections"])
    return made


def configure(portal: Portal, more: str = "", theme: str = str(ROOT / "theme")) -> None:
    """Write its configuration, with more lines in it."""
    (portal.root / "mkdocs.yml").write_text(CONFIG.format(theme=theme, more=more))


def run(
    portal: Portal, *arguments: str, program: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command in it."""
    known = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1715342400", **environment}
    command = [str(Path(sys.executable).parent / program), *arguments]
    return subprocess.run(command, cwd=portal.root, env=known, capture_output=True, text=True, check=False)


def clean(portal: Portal) -> dict[str, bytes]:
    """What a build without a past makes of the same project."""
    other = portal.root.with_name(portal.root.name + "-clean")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(portal.root, other, ignore=shutil.ignore_patterns("site", ".cache"))
    result = run(Portal(other), "build", "-q")
    assert result.returncode == 0, result.stderr
    return tree(other / "site")


def reported(portal: Portal) -> dict[str, object]:
    """What a build reports."""
    result = run(portal, "build", "--json", program="briefing")
    assert result.returncode == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found
