"""The door of MkDocs: staged, published whole or not at all, with its own verdicts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mkdocs_site import clean, configure, run, small
from tests.portal import ROOT, Portal, tree

pytestmark = pytest.mark.slow


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return small(tmp_path)


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


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
@pytest.mark.parametrize(
    "place", ["content/briefings", "content/briefings/site", "seeds", "theme", "theme/site", ".git", ".cache"]
)
def test_the_site_never_takes_the_place_of_what_it_is_made_from(portal: Portal, program: str, place: str) -> None:
    shutil.copytree(ROOT / "theme", portal.root / "theme")
    for name in ("seeds/a.txt", ".git/HEAD"):
        portal.write(f"../{name}", "precious")
    configure(portal, more=f"site_dir: {place}", theme="theme")
    before = tree(portal.root)
    result = run(portal, "build", program=program)
    assert result.returncode == 1
    assert "site_dir" in result.stderr and "name another one" in result.stderr
    assert {name: data for name, data in tree(portal.root).items() if not name.startswith(".cache/")} == before


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
def test_a_folder_of_content_that_is_not_there_takes_no_page_away(portal: Portal, program: str) -> None:
    assert run(portal, "build", program=program).returncode == 0
    before = portal.files()
    portal.write("pages/about.md", "# About\n")
    text = (portal.root / "mkdocs.yml").read_text()
    (portal.root / "mkdocs.yml").write_text(text.replace("newest: 3", "content: contnet, newest: 3"))
    result = run(portal, "build", program=program)
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert "mkdocs.yml, plugin briefings: content: there is no folder 'contnet'" in result.stderr
    assert portal.files() == before


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
def test_a_plugin_that_is_listed_twice_is_told_and_waits_for_nobody(portal: Portal, program: str) -> None:
    text = (portal.root / "mkdocs.yml").read_text()
    (portal.root / "mkdocs.yml").write_text(text.replace("plugins:\n", "plugins:\n  - briefings\n"))
    result = run(portal, "build", program=program)
    assert result.returncode == 1
    assert "mkdocs.yml, plugin briefings: it is listed twice; keep one of the two" in result.stderr


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("name: readthedocs", "write 'name: material' below 'theme:'"),
        ("name: null", "write 'name: material' below 'theme:'"),
        ("name: material, language: xx", "the theme has no template partials/languages/xx.html"),
    ],
)
def test_a_theme_that_cannot_draw_the_portal_is_told_in_a_line(
    portal: Portal, program: str, options: str, told: str
) -> None:
    text = (portal.root / "mkdocs.yml").read_text().replace("name: material", options).replace(", language: en", "")
    (portal.root / "mkdocs.yml").write_text(text)
    result = run(portal, "build", program=program)
    assert result.returncode == 1
    assert told in result.stderr and "Traceback" not in result.stderr
    assert not portal.site.exists()


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
@pytest.mark.parametrize(
    ("name", "more", "told"),
    [
        ("main.html", "{% if %}", "Expected an expression"),
        ("404.html", "{% block libs %}{{ nosuch.thing }}{% endblock %}", "'nosuch' is undefined"),
        ("portal/briefing.html", "{% if %}", "Expected an expression"),
    ],
)
def test_a_broken_template_is_told_with_its_file(portal: Portal, program: str, name: str, more: str, told: str) -> None:
    shutil.copytree(ROOT / "theme", portal.root / "theme")
    configure(portal, theme="theme")
    assert run(portal, "build", program=program).returncode == 0
    before = portal.files()
    template = portal.root / "theme" / name
    template.write_text(template.read_text() + more)
    result = run(portal, "build", program=program)
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert re.search(rf"/theme/{name}:\d+: {told}.*; correct the template\n", result.stderr)
    assert portal.files() == before


def test_a_configuration_may_come_through_a_pipe(portal: Portal) -> None:
    assert run(portal, "build").returncode == 0
    before = portal.files()
    piped = portal.root.with_name("piped.yml")
    (portal.root / "mkdocs.yml").rename(piped)
    shutil.rmtree(portal.root / ".cache")
    with piped.open() as text:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "-"]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1715342400"}
        assert subprocess.run(command, cwd=portal.root, stdin=text, env=environment, check=False).returncode == 0
    assert portal.files() == before


def test_a_page_that_shows_the_day_of_its_build_follows_the_clock(portal: Portal) -> None:
    shutil.copytree(ROOT / "theme", portal.root / "theme")
    configure(portal, theme="theme")
    with (portal.root / "theme/main.html").open("a") as template:
        template.write("{% block libs %}<!-- {{ build_date_utc.date() }} -->{% endblock %}")
    for moment, day in (("1715342400", b"2024-05-10"), ("1715601600", b"2024-05-13")):
        assert run(portal, "build", program="briefing", SOURCE_DATE_EPOCH=moment).returncode == 0
        assert b"<!-- %s -->" % day in portal.files()["about/index.html"]


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
def test_links_of_pages_that_stand_elsewhere_are_followed(portal: Portal, program: str) -> None:
    text = (portal.root / "mkdocs.yml").read_text().replace("docs_dir: content/pages", "docs_dir: docs")
    (portal.root / "mkdocs.yml").write_text(f"{text}\nmarkdown_extensions: [pymdownx.snippets]\n")
    portal.write("../part.md", "[the other](briefing:b#p1)\n")
    page = portal.root / "docs/about.md"
    page.parent.mkdir()
    page.write_text('# About\n\n[one](briefing:a), [all](portal:archive)\n\n--8<-- "part.md"\n')
    assert run(portal, "build", program=program).returncode == 0
    before = portal.files()
    portal.briefing("b", status="draft")
    page.write_text(f"{page.read_text()}\n<a HREF='briefing:nowhere'>x</a>, [d](portal:nowhere), [e](briefing:a#p9)\n")
    result = run(portal, "build", program=program)
    assert result.returncode == 1 and "Traceback" not in result.stderr
    for told in (
        'docs/about.md: briefing "b" is not public: readers would find no page; publish it, or remove the link',
        'docs/about.md: no briefing "nowhere"; write briefing: and the slug of a briefing',
        'docs/about.md: no place "#p9" in briefing "a"; link to one of its paragraphs (#p1, #p2 …) or subheads',
        'docs/about.md: no page of the portal "nowhere"; write portal: and one of archive, ',
    ):
        assert told in result.stderr
    assert portal.files() == before


def test_pages_of_a_content_beside_the_project_are_known(portal: Portal) -> None:
    text = (portal.root / "mkdocs.yml").read_text().replace("content/pages", "../content/pages")
    portal.write("../en/mkdocs.yml", text.replace("newest: 3", "content: ../content, newest: 3"))
    for way in ("outside MkDocs' loop", "without MkDocs"):
        portal.briefing("a", f"Now {way}.", date="2024-05-01", tags=["elections"])
        assert f"({way}" in run(portal, "build", "-f", "en/mkdocs.yml", program="briefing").stdout


def test_a_page_elsewhere_follows_what_it_leads_to(portal: Portal) -> None:
    text = (portal.root / "mkdocs.yml").read_text().replace("docs_dir: content/pages", "docs_dir: docs")
    (portal.root / "mkdocs.yml").write_text(text)
    portal.write("../docs/about.md", "# About\n\n[one](briefing:a)\n")
    portal.write("pages/about.md", "# Nobody's\n")
    assert run(portal, "build", program="briefing").returncode == 0
    (portal.content / "briefings/a.md").unlink()
    result = run(portal, "build", program="briefing")
    assert result.returncode == 1 and 'docs/about.md: no briefing "a"' in result.stderr


def test_edits_of_every_kind_leave_a_clean_builds_bytes(portal: Portal) -> None:
    result = run(portal, "build", "--strict")
    assert result.returncode == 0 and "Warning" not in result.stderr
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


@pytest.mark.parametrize("nav", ["nav: null", "nav: [{About: about.md}]\nnot_in_nav: plain.md"])
def test_the_sitemap_names_every_free_page_as_addresses_are_written(portal: Portal, nav: str) -> None:
    for name in ("über uns.md", "an office/100%.md", "plain.md"):
        portal.write(f"pages/{name}", "# A page\n")
    configure(portal, more=nav)
    for more in ([], ["--no-directory-urls"]):
        assert run(portal, "build", *more).returncode == 0
        locations = re.findall("<loc>https://portal.example/sub/([^<]*)</loc>", portal.files()["sitemap.xml"].decode())
        end = ".html" if more else "/"
        pages = {f"{name}{end}" for name in ("about", "plain", "%C3%BCber%20uns", "an%20office/100%25")}
        assert pages <= set(locations)


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


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
@pytest.mark.parametrize("place", ["site", ".cache"])
def test_what_cannot_be_written_is_told_in_a_line_through_both_doors(portal: Portal, place: str, program: str) -> None:
    """A file stands where a folder is needed: that stops root, too."""
    (portal.root / place).write_text("no folder")
    (portal.root / "above").write_text("no folder")
    configure(portal, more="site_dir: above/site" if place == "site" else "")
    result = run(portal, "build", program=program)
    assert result.returncode == 1
    assert "Not a directory" in result.stderr or "File exists" in result.stderr
    assert "Traceback" not in result.stderr
    assert (portal.root / place).read_text() == "no folder"


def test_what_mkdocs_itself_cannot_write_is_told_in_a_line(portal: Portal) -> None:
    (portal.root / "hook.py").write_text(
        "def on_pre_template(*_, **__):\n    raise OSError(28, 'No space left on device', 'site/there.js')\n"
    )
    configure(portal, more="hooks: [hook.py]")
    result = run(portal, "build")
    assert result.returncode == 1
    assert "site/there.js: No space left on device" in result.stderr
    assert "Traceback" not in result.stderr and not portal.site.exists()


@pytest.mark.parametrize("program", ["mkdocs", "briefing"])
@pytest.mark.parametrize("room", [0, 40_000])
def test_a_full_disk_below_the_database_is_told_in_a_line(portal: Portal, program: str, room: int) -> None:
    script = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); "
        "sys.argv[:2] = []; runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    limited = [sys.executable, "-c", script, str(room), str(Path(sys.executable).parent / program), "build"]
    result = subprocess.run(limited, cwd=portal.root, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "site.db.new: " in result.stderr and "Traceback" not in result.stderr
    assert not portal.site.exists()
    assert run(portal, "build", program=program).returncode == 0


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
