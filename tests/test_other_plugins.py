"""Plugins and hooks of somebody else: those that listen to pages get every page, others cost nothing."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.mkdocs_site import clean, configure, reported, run, small
from tests.portal import Portal

pytestmark = pytest.mark.slow


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return small(tmp_path)


def test_the_loop_of_mkdocs_makes_the_same_bytes_and_fires_every_event(portal: Portal) -> None:
    portal.briefing("f", "Ünï < & text.\n\nMore.", date="2024-05-09", aliases=["old/f"], summary="")
    assert run(portal, "build", "--strict").returncode == 0
    outside = portal.files()
    (portal.root / "hooks.py").write_text(
        "import pathlib\nseen = pathlib.Path('seen.txt').open('w')\n"
        + "".join(
            f"def on_{event}({value}, page, **_):\n    seen.write('{event} ' + page.url + '\\n')\n"
            "    file = page.file\n"
            "    assert file.abs_src_path or (file.generated_by, file.content_string) == ('briefings', '')\n"
            f"    return {value}\n"
            for event, value in (("page_markdown", "markdown"), ("page_content", "html"), ("post_page", "output"))
        )
    )
    configure(portal, more="hooks: [hooks.py]")
    result = run(portal, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert "in MkDocs' loop" in result.stderr
    assert portal.files() == outside
    seen = (portal.root / "seen.txt").read_text().splitlines()
    for event in ("page_markdown", "page_content", "post_page"):
        assert {f"{event} {url}" for url in ("", "briefings/f/", "topics/elections/", "old/f/", "about/")} <= set(seen)


@pytest.mark.parametrize(
    ("plugin", "way"),
    [
        ("material/meta", "in MkDocs' loop"),
        ("material/typeset", "in MkDocs' loop"),
        ("material/offline", "outside MkDocs' loop"),
    ],
)
def test_real_plugins_of_both_kinds(portal: Portal, plugin: str, way: str) -> None:
    assert run(portal, "build").returncode == 0
    alone = portal.files()
    text = (portal.root / "mkdocs.yml").read_text()
    (portal.root / "mkdocs.yml").write_text(text.replace("plugins:\n", f"plugins:\n  - {plugin}: {{enabled: true}}\n"))
    result = run(portal, "build", "--json", program="briefing")
    assert result.returncode == 0, result.stderr
    assert f'"way": "{way}"' in result.stdout
    if way == "in MkDocs' loop":
        assert portal.files() == alone


def test_a_plugin_of_somebody_else_that_listens_to_pages_gets_every_page(portal: Portal) -> None:
    minify = pytest.importorskip("mkdocs_minify_html_plugin._minify_html").Minifier
    assert reported(portal)["way"] == "outside MkDocs' loop"
    alone = portal.files()
    text = (portal.root / "mkdocs.yml").read_text()
    (portal.root / "mkdocs.yml").write_text(text.replace("plugins:\n", "plugins:\n  - minify_html: {}\n"))
    for _ in range(2):  # and again: what a plugin depends on cannot be known
        report = reported(portal)
        assert report["way"] == "in MkDocs' loop"
        assert "minify_html" in str(report["why"])
    files, shrink = portal.files(), minify(**_defaults("minify_html"))
    assert files.keys() == alone.keys()
    differing = {name for name in files if files[name] != alone[name]}
    assert {"index.html", "briefings/a/index.html", "topics/elections/index.html", "archive/index.html"} <= differing
    for name in differing:
        assert files[name].decode() == shrink.minify(alone[name].decode()), (
            "the same bytes but for what the plugin does"
        )


def _defaults(name: str) -> dict[str, object]:
    plugin = next(point for point in entry_points(group="mkdocs.plugins") if point.name == name).load()()
    plugin.load_config({})
    return dict(plugin.config)


def test_a_plugin_of_somebody_else_that_does_not_leaves_the_quick_way(portal: Portal) -> None:
    pytest.importorskip("mkdocs_redirects")
    assert reported(portal)["way"] == "outside MkDocs' loop"
    alone = portal.files()
    text = (portal.root / "mkdocs.yml").read_text()
    moved = "plugins:\n  - redirects: {redirect_maps: {former.md: about.md}}\n"
    (portal.root / "mkdocs.yml").write_text(text.replace("plugins:\n", moved))
    report = reported(portal)
    assert report["way"] == "outside MkDocs' loop"
    assert "no other plugin listens to pages" in str(report["why"])
    files = portal.files()
    assert b"about/" in files.pop("former/index.html")
    assert files == alone
    portal.briefing("a", "Changed.", date="2024-05-01", tags=["elections"])
    made = reported(portal)["files_made"]
    assert isinstance(made, list)
    assert "briefings/a/index.html" in made
    assert "briefings/b/index.html" not in made
    assert "former/index.html" in portal.files()
    assert portal.files() == clean(portal)


def test_what_a_plugin_makes_of_the_content_is_published(portal: Portal) -> None:
    (portal.root / "hooks.py").write_text(
        "def on_page_content(html, **_):\n    return html.replace('second', 'SECOND')\n"
    )
    configure(portal, more="hooks: [hooks.py]")
    assert run(portal, "build", "--strict").returncode == 0
    assert b"A SECOND one." in portal.files()["briefings/a/index.html"]
    portal.briefing("a", "Only a second text.", date="2024-05-01")
    assert run(portal, "build", "--strict").returncode == 0
    assert b"Only a SECOND text." in portal.files()["briefings/a/index.html"]
