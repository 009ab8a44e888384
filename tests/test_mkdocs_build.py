"""The door of MkDocs: staged, published whole or not at all, with its own verdicts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portal import ROOT, Portal, tree

pytestmark = pytest.mark.slow

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


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    made = Portal(tmp_path)
    configure(made)
    made.write("pages/about.md", "# About\n\nSee [a](briefing:a).\n")
    for number, slug in enumerate("abcde"):
        made.briefing(slug, date=f"2024-05-0{number + 1}", tags=["elections"])
    return made


def configure(portal: Portal, more: str = "", theme: str = str(ROOT / "theme")) -> None:
    (portal.root / "mkdocs.yml").write_text(CONFIG.format(theme=theme, more=more))


def run(portal: Portal, *arguments: str, program: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1715342400"}
    command = [str(Path(sys.executable).parent / program), *arguments]
    return subprocess.run(command, cwd=portal.root, env=environment, capture_output=True, text=True, check=False)


def clean(portal: Portal) -> dict[str, bytes]:
    """What a build without a past makes of the same project."""
    other = portal.root.with_name(portal.root.name + "-clean")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(portal.root, other, ignore=shutil.ignore_patterns("site", ".cache"))
    result = run(Portal(other), "build", "-q")
    assert result.returncode == 0, result.stderr
    return tree(other / "site")


def test_edits_of_every_kind_leave_a_clean_builds_bytes(portal: Portal) -> None:
    assert run(portal, "build", "--strict").returncode == 0
    first = portal.files()
    assert first == clean(portal)
    portal.briefing("a", "New text.", date="2024-05-01", tags=["elections"])
    portal.write("pages/about.md", "# About us\n\nOther.\n")
    portal.write("pages/picture.svg", "<svg/>")
    assert run(portal, "build", "--strict").returncode == 0
    assert portal.files() == clean(portal) != first
    (portal.content / "pages/picture.svg").unlink()
    (portal.content / "briefings/b.md").unlink()
    assert run(portal, "build").returncode == 0
    assert portal.files() == clean(portal)
    assert not (portal.site / "picture.svg").exists()


def test_a_template_and_a_style_are_part_of_every_page(portal: Portal, tmp_path: Path) -> None:
    theme = portal.root / "theme"
    shutil.copytree(ROOT / "theme", theme)
    configure(portal, theme="theme")
    assert run(portal, "build").returncode == 0
    entry = theme / "portal/partials/entry_meta.html"
    entry.write_text(entry.read_text() + "<!-- changed -->")
    with (theme / "assets/portal/portal.css").open("a") as style:
        style.write("\n.new{color:red}\n")
    assert run(portal, "build").returncode == 0
    assert portal.files() == clean(portal)
    assert b"<!-- changed -->" in portal.files()["index.html"]


def test_a_warning_in_strict_mode_leaves_the_site_as_it_was(portal: Portal) -> None:
    assert run(portal, "build", "--strict").returncode == 0
    before = portal.files()
    portal.briefing("new", date="2024-05-09")
    portal.write("pages/about.md", "# About\n\n[nowhere](missing.md)\n")
    result = run(portal, "build", "--strict")
    assert result.returncode == 1
    assert "missing.md" in result.stderr
    assert portal.files() == before
    again = run(portal, "build", "--strict")
    assert (again.returncode, again.stderr.count("missing.md")) == (1, result.stderr.count("missing.md"))


def test_a_problem_in_content_stops_before_anything_is_written(portal: Portal) -> None:
    assert run(portal, "build", "--strict").returncode == 0
    before = portal.files()
    portal.briefing("bad", "[x](briefing:a#p9)", title="Bad", colour="red")
    result = run(portal, "build")
    assert result.returncode == 1
    assert 'content/briefings/bad.md:8: body: no place "#p9" in briefing "a"' in result.stderr
    assert "colour: unknown field" in result.stderr
    assert portal.files() == before


def test_what_another_plugin_writes_after_the_build_is_published_too(portal: Portal) -> None:
    (portal.root / "hooks.py").write_text(
        "import pathlib\n\ndef on_post_build(config, **_):\n"
        "    pathlib.Path(config.site_dir, 'extra.txt').write_text('extra')\n"
    )
    configure(portal, more="hooks: [hooks.py]")
    assert run(portal, "build").returncode == 0
    assert portal.files()["extra.txt"] == b"extra"
    configure(portal)
    assert run(portal, "build").returncode == 0
    assert "extra.txt" not in portal.files()


def test_gh_deploy_pushes_the_whole_site(portal: Portal) -> None:
    def git(*arguments: str, cwd: Path = portal.root) -> str:
        identity = ["-c", "user.name=A", "-c", "user.email=a@portal.example"]
        done = subprocess.run(["git", *identity, *arguments], cwd=cwd, capture_output=True, text=True, check=True)
        return done.stdout

    bare = portal.root.with_name(portal.root.name + "-bare")
    git("init", "-q", "--bare", str(bare))
    git("init", "-q")
    git("config", "user.name", "A")
    git("config", "user.email", "a@portal.example")
    git("remote", "add", "origin", str(bare))
    git("commit", "-q", "--allow-empty", "-m", "begin")
    result = run(portal, "gh-deploy", "--force")
    assert result.returncode == 0, result.stderr
    pushed = set(git("ls-tree", "-r", "--name-only", "gh-pages", cwd=bare).split())
    assert pushed - {".nojekyll"} == set(portal.files())
