"""``briefing build``: the same site as by the door of MkDocs, and what it tells."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mkdocs_site import clean, configure, reported, run, small
from tests.portal import Portal

pytestmark = pytest.mark.slow


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return small(tmp_path)


def test_a_quiet_build_says_nothing(portal: Portal) -> None:
    result = run(portal, "build", "--quiet", program="briefing")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_build_that_nobody_listens_to_is_a_build(portal: Portal, closed: str) -> None:
    program = Path(sys.executable).parent / "briefing"
    for more in ("", "--clean --jobs 3"):
        portal.briefing("a", f"Another text{more}.", date="2024-05-01", tags=["elections"])
        done = subprocess.run(f"{program} build {more} {closed}", shell=True, cwd=portal.root, capture_output=True)
        assert done.returncode == 0 and b"Traceback" not in done.stderr
        assert f"Another text{more}.".encode() in portal.files()["briefings/a/index.html"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_project_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    portal = small(tmp_path / os.fsdecode(b"n\xff w?%20#\n'"))
    for program in ("briefing", "mkdocs"):
        assert run(portal, "build", program=program).returncode == 0
    portal.briefing("a", "Another text.", date="2024-05-01", tags=["elections"])
    assert run(portal, "build", program="briefing").returncode == 0
    assert b"Another text." in portal.files()["briefings/a/index.html"]


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


def test_what_is_no_file_is_not_taken_for_the_note_of_a_configuration(portal: Portal) -> None:
    (portal.root / ".cache/briefing/mkdocs.yml.json").mkdir(parents=True)
    assert reported(portal)["way"] == "outside MkDocs' loop"
    assert reported(portal)["way"] == "without MkDocs"


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


@pytest.mark.parametrize("path", ["nowhere", b"\xff", "https://portal.example/sub/nowhere/", "a\nb"])
def test_explain_tells_that_there_is_no_such_file(portal: Portal, path: str | bytes) -> None:
    assert run(portal, "build", program="briefing").returncode == 0
    result = run(portal, "build", "--explain", os.fsdecode(path), program="briefing")
    assert result.returncode == 0
    assert "the last build knows no such file" in result.stdout and "Traceback" not in result.stderr


def test_explain_knows_a_site_folder_of_another_name(portal: Portal) -> None:
    configure(portal, more="site_dir: ../public")
    assert run(portal, "build", program="briefing").returncode == 0
    told = run(portal, "build", "--explain", "../public/briefings/a/", program="briefing").stdout
    assert told.startswith("briefings/a/index.html: everything is made anew")
