"""The door of MkDocs: staged, published whole or not at all, with its own verdicts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
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


def run(
    portal: Portal, *arguments: str, program: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1715342400", **environment}
    command = [str(Path(sys.executable).parent / program), *arguments]
    return subprocess.run(command, cwd=portal.root, env=known, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
@pytest.mark.parametrize("moment", ["noon", "1.5", "99999999999999999999", "253402300800"])
def test_a_moment_that_is_none_is_told(portal: Portal, program: str, moment: str) -> None:
    result = run(portal, "build", program=program, SOURCE_DATE_EPOCH=moment)
    assert result.returncode == 1
    assert f"SOURCE_DATE_EPOCH: '{moment}' is no moment; set it to seconds since 1970" in result.stderr
    assert "Traceback" not in result.stderr and not portal.site.exists()


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
def test_a_theme_without_our_templates_is_named_with_its_cure(portal: Portal, program: str) -> None:
    text = (portal.root / "mkdocs.yml").read_text()
    (portal.root / "mkdocs.yml").write_text(re.sub("custom_dir: [^,]+, ", "", text))
    result = run(portal, "build", program=program)
    assert result.returncode != 0
    assert "mkdocs.yml" in result.stderr
    assert "no folder of the theme has portal/base.html; write 'custom_dir: theme' below 'theme:'" in result.stderr
    assert not (portal.root / "site").exists()


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


@pytest.mark.parametrize(
    ("more", "theme"),
    [
        ("extra_css: [own.css]", ""),
        ("extra: {version: {provider: mike}}", ""),
        ("", ", palette: {scheme: slate}"),
        ("hooks: [hooks.py]", ""),
    ],
)
def test_what_the_frame_shows_of_the_configuration_is_part_of_every_page(portal: Portal, more: str, theme: str) -> None:
    portal.write("pages/own.css", "p{color:red}")
    (portal.root / "hooks.py").write_text("def on_config(config, **_):\n    config.extra_css.append('own.css')\n")
    assert run(portal, "build").returncode == 0
    first = portal.files()
    configure(portal, more=more, theme=f"{ROOT / 'theme'}{theme}")
    assert run(portal, "build").returncode == 0
    assert portal.files() == clean(portal)
    differing = {name for name in first if first[name] != portal.files()[name]}
    assert {"index.html", "briefings/a/index.html", "topics/elections/index.html", "about/index.html"} <= differing


def test_a_style_of_ones_own_is_found_from_every_page(portal: Portal) -> None:
    portal.write("pages/own.css", "p{color:red}")
    configure(portal, more="extra_css: [own.css]\nextra_javascript: [own.js]")
    assert run(portal, "build").returncode == 0
    pages = {name: text.decode() for name, text in portal.files().items() if name.endswith(".html")}
    for name, style in (
        ("index.html", "own.css"),
        ("briefings/a/index.html", "../../own.css"),
        ("about/index.html", "../own.css"),
        ("404.html", "/sub/own.css"),
    ):
        assert f'<link rel="stylesheet" href="{style}">' in pages[name]
    configure(portal, more="extra_css: [own.css]\nextra_javascript: [own.js]\nhooks: [hooks.py]")
    (portal.root / "hooks.py").write_text("def on_page_content(html, **_):\n    return html\n")
    assert run(portal, "build").returncode == 0
    looped = {name: text.decode() for name, text in portal.files().items() if name.endswith(".html")}
    assert looped == pages


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


def test_a_file_of_the_free_pages_and_an_alias_at_one_address_are_refused_in_either_order(portal: Portal) -> None:
    told = "two pages claim one address: CNAME; give the file of the free pages another name, or take the alias away"
    assert run(portal, "build", program="briefing").returncode == 0
    portal.write("pages/CNAME", "portal.example")
    assert run(portal, "build", program="briefing").returncode == 0
    before = portal.files()
    portal.briefing("a", date="2024-05-01", tags=["elections"], aliases=["CNAME/old"])
    for more in ([], ["--clean"]):
        assert told in run(portal, "build", *more, program="briefing").stderr
        assert portal.files() == before
    (portal.content / "pages/CNAME").unlink()
    assert run(portal, "build").returncode == 0
    before = portal.files()
    portal.write("pages/CNAME", "portal.example")
    assert told in run(portal, "build").stderr
    assert portal.files() == before


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


def test_the_loop_of_mkdocs_makes_the_same_bytes_and_fires_every_event(portal: Portal) -> None:
    portal.briefing("f", "Ünï < & text.\n\nMore.", date="2024-05-09", aliases=["old/f"], summary="")
    assert run(portal, "build", "--strict").returncode == 0
    outside = portal.files()
    (portal.root / "hooks.py").write_text(
        "import pathlib\nseen = pathlib.Path('seen.txt').open('w')\n"
        + "".join(
            f"def on_{event}({value}, page, **_):\n    seen.write('{event} ' + page.url + '\\n')\n    return {value}\n"
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
    ("plugin", "way"), [("material/meta", "in MkDocs' loop"), ("material/offline", "outside MkDocs' loop")]
)
def test_real_plugins_of_both_kinds(portal: Portal, plugin: str, way: str) -> None:
    assert run(portal, "build").returncode == 0
    alone = portal.files()
    text = (portal.root / "mkdocs.yml").read_text()
    (portal.root / "mkdocs.yml").write_text(text.replace("plugins:\n", f"plugins:\n  - {plugin}: {{enabled: true}}\n"))
    result = run(portal, "build", "--json", program="briefing")
    assert result.returncode == 0, result.stderr
    assert f'"way": "{way}"' in result.stdout
    if plugin == "material/meta":
        assert portal.files() == alone


def reported(portal: Portal) -> dict[str, object]:
    result = run(portal, "build", "--json", program="briefing")
    assert result.returncode == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


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


# ── the command ─────────────────────────────────────────────────────────────────────────────────


def test_a_quiet_build_says_nothing(portal: Portal) -> None:
    result = run(portal, "build", "--quiet", program="briefing")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_both_doors_make_the_same_and_mkdocs_runs_only_when_it_must(portal: Portal) -> None:
    def build() -> dict[str, object]:
        result = run(portal, "build", "--json", program="briefing")
        assert result.returncode == 0, result.stderr
        found: dict[str, object] = json.loads(result.stdout)
        return found

    assert build()["way"] == "outside MkDocs' loop"
    assert portal.files() == clean(portal)
    assert build()["way"] == "without MkDocs"
    portal.briefing("new", date="2024-05-09", tags=["elections"])
    assert build()["way"] == "without MkDocs"
    portal.briefing("rome", date="2024-05-09", tags=["economy"], places=["Rome"])
    assert "a page of a new kind" in str(build()["why"])  # the first place of the site
    assert portal.files() == clean(portal)
    portal.write("pages/about.md", "# About us\n\nOther.\n")
    assert "a free page changed" in str(build()["why"])
    portal.write("taxonomy.yml", "politics: {label: P}\nelections: {label: E}\neconomy: {label: M}\n")
    assert "the taxonomy changed" in str(build()["why"])
    configure(portal, more="copyright: somebody")
    assert "the configuration" in str(build()["why"])
    (portal.site / "about/index.html").unlink()
    assert "files that MkDocs made" in str(build()["why"])
    assert portal.files() == clean(portal)
    assert build()["made"] == 0


def test_two_configurations_of_one_site_folder_keep_apart(portal: Portal) -> None:
    other = (portal.root / "mkdocs.yml").read_text().replace("site_name: Portal", "site_name: Other")
    (portal.root / "other.yml").write_text(other)
    for _ in range(2):
        for file, name in (("mkdocs.yml", b"<title>Portal"), ("other.yml", b"<title>Other")):
            assert run(portal, "build", "-f", file, program="briefing").returncode == 0
            assert name in portal.files()["index.html"]


def test_the_project_is_where_its_configuration_stands_though_that_may_be_a_link(portal: Portal) -> None:
    assert run(portal, "build", program="briefing").returncode == 0
    shutil.copytree(portal.content, portal.root / "beside/content")
    beside = Portal(portal.root / "beside")
    beside.briefing("a", "Another text.", date="2024-05-01", tags=["elections"])
    (beside.root / "mkdocs.yml").symlink_to(portal.root / "mkdocs.yml")
    assert run(beside, "build", program="briefing").returncode == 0
    assert beside.files() == clean(beside) != portal.files()


def test_keep_going_publishes_the_rest_and_names_what_was_left_out(portal: Portal) -> None:
    portal.briefing("bad", "[x](briefing:nowhere)")
    portal.briefing("worse", "[x](briefing:bad)")
    assert run(portal, "build", program="briefing").returncode == 1
    assert not portal.site.exists()
    result = run(portal, "build", "--keep-going", program="briefing")
    assert result.returncode == 1
    assert "content/briefings/bad.md:7" in result.stderr and "content/briefings/worse.md:7" in result.stderr
    names = set(portal.files())
    assert "briefings/a/index.html" in names and not {"briefings/bad/index.html", "briefings/worse/index.html"} & names
    portal.briefing("bad", "Mended.")
    assert run(portal, "build", program="briefing").returncode == 0
    assert portal.files() == clean(portal)


CONTENT = [
    "plugins: [briefings: {content: texts}]",
    "plugins: {briefings: {content: texts}}",
    "plugins: [briefings: {content: !ENV [NO_SUCH, texts]}]",
    "INHERIT: above.yml",
]


@pytest.mark.parametrize("plugins", CONTENT)
def test_keep_going_reads_the_content_that_is_configured(portal: Portal, plugins: str) -> None:
    text = (portal.root / "mkdocs.yml").read_text().replace("content/pages", "texts/pages")
    (portal.root / "above.yml").write_text(CONTENT[0])
    (portal.root / "mkdocs.yml").write_text(re.sub(r"plugins:\n.*\n", f"{plugins}\n", text))
    portal.briefing("bad", "[x](briefing:nowhere)")
    portal.content.rename(portal.root / "texts")
    for _ in range(2):
        result = run(portal, "build", "--keep-going", program="briefing")
        assert (result.returncode, result.stderr.count("left out")) == (1, 1)
        assert "texts/briefings/bad.md:7" in result.stderr
        assert "briefings/a/index.html" in portal.files()


def test_keep_going_leaves_out_only_what_the_build_refuses(portal: Portal) -> None:
    text = (portal.root / "mkdocs.yml").read_text()
    (portal.root / "mkdocs.yml").write_text(text.replace("{newest: 3,", "{drafts: true, newest: 3,"))
    portal.briefing("draft", status="draft")
    portal.briefing("b", "[x](briefing:draft)")
    assert run(portal, "build", "--keep-going", program="briefing").returncode == 0
    assert portal.files() == clean(portal)
    (portal.root / "mkdocs.yml").write_text(text)
    result = run(portal, "build", "--keep-going", program="briefing")
    assert result.returncode == 1
    assert 'left out   content/briefings/b.md:7: body: briefing "draft" is a draft' in result.stderr


def test_keep_going_tells_all_that_keeps_a_free_page_from_being_made(portal: Portal) -> None:
    portal.briefing("a", "[x](briefing:nowhere)")
    result = run(portal, "build", "--keep-going", program="briefing")
    assert result.returncode == 1
    assert 'content/briefings/a.md:7: body: no briefing "nowhere"' in result.stderr
    assert 'content/pages/about.md:3: body: no briefing "a"' in result.stderr
    assert not portal.site.exists()


@pytest.mark.parametrize("text", ["- [", "plugins: 3", "plugins: [[]]", ""])
def test_keep_going_leaves_a_broken_configuration_to_the_words_of_mkdocs(portal: Portal, text: str) -> None:
    (portal.root / "mkdocs.yml").write_text(text)
    usual = run(portal, "build", program="briefing")
    result = run(portal, "build", "--keep-going", program="briefing")
    assert (result.returncode, result.stderr) == (usual.returncode, usual.stderr) and usual.returncode
    assert "Traceback" not in result.stderr


def test_both_doors_name_the_files_alike(portal: Portal) -> None:
    portal.briefing("bad", "[x](briefing:nowhere)")
    told = 'content/briefings/bad.md:7: body: no briefing "nowhere"'
    assert f"\n{told}" in run(portal, "build").stderr
    assert f"briefing: {told}" in run(portal, "build", program="briefing").stderr


def test_explain_tells_why_a_page_was_made(portal: Portal) -> None:
    assert run(portal, "build", program="briefing").returncode == 0
    portal.briefing("a", "New text.", date="2024-05-01", tags=["elections"])
    assert run(portal, "build", program="briefing").returncode == 0
    names = ["site/briefings/a/", "briefings/a/index.html", "./site/briefings/a", f"{portal.site}/briefings/a/"]
    for name in names:
        told = run(portal, "build", "--explain", name, program="briefing").stdout
        assert "briefings/a.md was changed" in told


def test_explain_knows_a_site_folder_of_another_name(portal: Portal) -> None:
    configure(portal, more="site_dir: ../public")
    assert run(portal, "build", program="briefing").returncode == 0
    told = run(portal, "build", "--explain", "../public/briefings/a/", program="briefing").stdout
    assert told.startswith("briefings/a/index.html: everything is made anew")


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
