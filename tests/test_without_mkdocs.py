"""MkDocs is left out only where nothing that it makes can have changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.mkdocs_site import clean, configure, reported, run, small
from tests.portal import ROOT, Portal

pytestmark = pytest.mark.slow


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return small(tmp_path)


def without_mkdocs(portal: Portal) -> bool:
    """Whether a build that has nothing to do leaves MkDocs out."""
    return reported(portal)["way"] == "without MkDocs"


EXTENSION = """
from markdown import Extension, preprocessors

class Loud(preprocessors.Preprocessor):
    def run(self, lines):
        return [line.replace("Text", "TEXT") for line in lines]

class Louder(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Loud(md), "loud", 5)

def makeExtension(**options):
    return Louder(**options)
"""


@pytest.mark.parametrize("extension", ["pymdownx.snippets: {base_path: [parts]}", "loud"])
def test_what_an_extension_takes_in_is_looked_at_each_time(
    portal: Portal, extension: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(portal.root))
    (portal.root / "loud.py").write_text(EXTENSION)
    (portal.root / "parts").mkdir()
    (portal.root / "parts/part.md").write_text("Text of a part.\n")
    portal.write("pages/about.md", '# About\n\n--8<-- "part.md"\n\nText of the page.\n')
    configure(portal, more=f"markdown_extensions: [{extension}]")
    assert not without_mkdocs(portal) and not without_mkdocs(portal)
    (portal.root / "parts/part.md").write_text("Another text.\n")
    (portal.root / "loud.py").write_text(EXTENSION.replace("TEXT", "TeXT"))
    reported(portal)
    assert portal.files() == clean(portal)
    configure(portal, more="markdown_extensions: [tables, markdown.extensions.attr_list, pymdownx.details]")
    assert not without_mkdocs(portal) and without_mkdocs(portal)


def test_what_links_lead_to_is_looked_at_as_mkdocs_does(portal: Portal) -> None:
    theme, elsewhere = portal.root / "theme", portal.root / "elsewhere"
    shutil.copytree(ROOT / "theme", theme)
    configure(portal, theme="theme")
    elsewhere.mkdir()
    (theme / "portal").rename(elsewhere / "portal")
    (theme / "portal").symlink_to(elsewhere / "portal")
    (elsewhere / "page.md").write_text("# One\n")
    (portal.content / "pages/linked.md").symlink_to(elsewhere / "page.md")
    (portal.content / "pages/more").symlink_to(elsewhere)
    assert not without_mkdocs(portal) and without_mkdocs(portal)
    (elsewhere / "page.md").write_text("# Another\n")
    assert not without_mkdocs(portal)
    assert b"Another" in portal.files()["linked/index.html"] and b"Another" in portal.files()["more/page/index.html"]
    entry = elsewhere / "portal/partials/entry_meta.html"
    entry.write_text(entry.read_text() + "<!-- changed -->")
    assert not without_mkdocs(portal)
    assert b"<!-- changed -->" in portal.files()["index.html"]


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
def test_what_is_no_file_is_named_and_waited_for_by_nobody(portal: Portal, program: str) -> None:
    assert not without_mkdocs(portal) and without_mkdocs(portal)
    pages = portal.content / "pages"
    for name in ("pipe.md", "pipe.bin"):
        os.mkfifo(pages / name)
    (pages / "link.md").symlink_to("nowhere")
    (pages / ".#about.md").symlink_to("a lock of an editor")
    for _ in range(2):
        result = run(portal, "build", program=program)
        assert result.returncode == 1 and "Traceback" not in result.stderr
        for name in ("pipe.md", "pipe.bin", "link.md"):
            assert f"content/pages/{name}: this is no file" in result.stderr
        assert ".#about" not in result.stderr
    for name in ("pipe.md", "pipe.bin", "link.md"):
        (pages / name).unlink()
    assert without_mkdocs(portal)


ADDRESSES = [
    "!ENV ADDRESS",
    "!ENV [ADDRESS, 'https://none.example/']",
    "!ENV\n- ADDRESS",
    "!<!ENV> # whose\n  &a [ADDRESS]",
]


@pytest.mark.parametrize(("address", "inherited"), [*((one, False) for one in ADDRESSES), (ADDRESSES[0], True)])
def test_the_environment_is_part_of_the_configuration_however_it_is_asked_for(
    portal: Portal, address: str, inherited: bool
) -> None:
    config = portal.root / "mkdocs.yml"
    text = config.read_text().replace("https://portal.example/sub/", address)
    if inherited:
        (portal.root / "base.yml").write_text(text)
        text = '"INHERIT" : "base.yml"\n'
    config.write_text(text)
    for number in (1, 2, 2):
        result = run(portal, "build", program="briefing", ADDRESS=f"https://{number}.example/")
        assert result.returncode == 0, result.stderr
        assert f"https://{number}.example/".encode() in portal.files()["sitemap.xml"]
    assert "without MkDocs" in result.stdout
    if inherited:
        (portal.root / "base.yml").write_text((portal.root / "base.yml").read_text() + "copyright: Whoever\n")
        assert "without MkDocs" not in run(portal, "build", program="briefing", ADDRESS="https://2.example/").stdout


def test_hidden_files_that_mkdocs_is_told_to_take_are_looked_at_each_time(portal: Portal) -> None:
    configure(portal, more='exclude_docs: "!.well-known"')
    for text in ("one", "two"):
        portal.write("pages/.well-known/security.txt", text)
        reported(portal)
        assert (portal.site / ".well-known/security.txt").read_text() == text
    configure(portal, more='exclude_docs: "*.txt"')
    assert not without_mkdocs(portal) and without_mkdocs(portal)


def test_what_was_typed_for_mkdocs_is_of_that_build_alone(portal: Portal) -> None:
    assert run(portal, "build", "--no-directory-urls").returncode == 0
    assert "about.html" in portal.files()
    assert not without_mkdocs(portal)
    assert portal.files() == clean(portal)


@pytest.mark.parametrize("quiet", [[], ["-q"]])
@pytest.mark.parametrize("where", ["page", "configuration"])
def test_strict_mode_refuses_what_an_earlier_build_was_warned_of(portal: Portal, quiet: list[str], where: str) -> None:
    if where == "page":
        portal.write("pages/about.md", "# About\n\n[nowhere](missing.md)\n")
    else:
        configure(portal, more="unknown: option")
    assert run(portal, "build", *quiet).returncode == 0
    for _ in range(2):
        result = run(portal, "build", "--strict", program="briefing")
        assert result.returncode == 1
        assert ("missing.md" if where == "page" else "unknown") in result.stderr


def test_a_warning_keeps_mkdocs_running_until_it_is_mended(portal: Portal) -> None:
    portal.write("pages/about.md", "# About\n\n[nowhere](missing.md)\n")
    for _ in range(2):
        result = run(portal, "build", program="briefing")
        assert result.returncode == 0 and "missing.md" in result.stderr
        assert run(portal, "build", "--strict", program="briefing").returncode == 1
    portal.write("pages/about.md", "# About\n")
    assert run(portal, "build", "--strict", program="briefing").returncode == 0
    assert "without MkDocs" in run(portal, "build", "--strict", program="briefing").stdout
