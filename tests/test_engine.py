"""The engine bears kills, damage, full disks and company, and makes no more than it must."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from generator import cli
from generator.build import Build, Options
from generator.engine import manifest
from generator.engine.stage import Stage
from generator.errors import BriefingError, ContentError
from generator.feeds.sitemap import sitemaps
from generator.intake import changes
from generator.publish.draw import BLOCK, SLOTS, Drawer, Shape, template_name
from generator.publish.page import Page
from tests.portal import NAMES, NOON, ROOT, SMALL, Portal, theme, tree


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    made = Portal(tmp_path)
    for number, slug in enumerate("abcdefgh"):
        tags = ["elections"] if number % 2 else ["economy"]
        made.briefing(slug, date=f"2024-0{number // 2 + 1}-0{number + 1}", tags=tags, people=["Ana Díaz"])
    return made


# ── no more than it must ────────────────────────────────────────────────────────────────────────


def test_nothing_changed_makes_nothing(portal: Portal) -> None:
    portal.build()
    time.sleep(0.06)  # what was read just now is read once more, and then trusted
    portal.build()
    cache = {path: path.stat().st_mtime_ns for path in portal.root.rglob("*") if path.is_file()}
    report = portal.build()
    assert (report.made, report.removed) == ([], [])
    assert {path: path.stat().st_mtime_ns for path in portal.root.rglob("*") if path.is_file()} == cache


def test_an_edited_text_makes_its_own_page_and_the_index(portal: Portal) -> None:
    portal.settings = replace(SMALL, search=False)
    portal.build()
    portal.briefing("c", "A first paragraph.\n\nNew.", date="2024-02-03", tags=["economy"], people=["Ana Díaz"])
    assert portal.build().made == ["briefings/c/index.html"]


def test_touching_files_makes_nothing(portal: Portal) -> None:
    portal.build()
    for path in portal.content.rglob("*.md"):
        path.touch()
    assert portal.build().made == []


def test_a_copy_with_its_cache_makes_nothing(portal: Portal) -> None:
    """A fresh checkout with a restored cache has other times and inodes, and another place."""
    portal.build()
    copy = portal.root.with_name("copy")
    shutil.copytree(portal.root, copy)
    assert Portal(copy).build().made == []


def test_a_site_that_is_gone_is_made_anew_at_once(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "_MANY", 5)
    portal.build()
    shutil.rmtree(portal.site)
    made: list[tuple[int, int]] = []
    portal.build(options=Options(progress=lambda *told: made.append(told)))
    assert made, "it was made as a whole"
    assert portal.files() == portal.clean()


@pytest.mark.parametrize("many", [2, 2_000], ids=["in parts", "at once"])
def test_a_checkout_without_the_old_times_hashes_all_and_makes_what_changed(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """A fresh clone, a zip: every file is new to the file system, cache and site are restored."""
    monkeypatch.setattr(changes, "_MANY", many)
    monkeypatch.setattr(manifest, "_READ_IN_PARTS", many)
    portal.build()
    before = portal.files()
    for folder in (portal.content, portal.site, portal.root / ".cache"):
        aside = folder.with_name("aside")
        folder.rename(aside)
        for path in sorted(aside.rglob("*")):
            copy = folder / path.relative_to(aside)
            if path.is_dir():
                copy.mkdir(parents=True)
            else:
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
        shutil.rmtree(aside)
    portal.briefing("a", "Another text.", date="2024-01-01", tags=["economy"], people=["Ana Díaz"])
    report = portal.build()
    assert "briefings/a/index.html" in report.made
    assert "briefings/b/index.html" not in report.made
    assert portal.files() != before
    assert portal.files() == portal.clean()


def test_another_branch_and_back_makes_what_differs(portal: Portal) -> None:
    portal.build()
    before, contents = portal.files(), tree(portal.content)
    portal.briefing("a", "On the branch.")
    portal.briefing("only-there")
    (portal.content / "briefings/b.md").unlink()
    portal.build()
    assert portal.files() == portal.clean()
    shutil.rmtree(portal.content)
    for name, data in contents.items():
        path = portal.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    made = portal.build().made
    assert len(made) < len(before)
    assert portal.files() == before


def test_an_embargo_ends_by_time_alone(portal: Portal) -> None:
    portal.briefing("late", status="embargoed", publish_at="2024-05-11T00:00:00Z", expire_at="2024-05-13T00:00:00Z")
    portal.build()
    assert "briefings/late/index.html" not in portal.files()
    for days, listed in ((1, True), (4, False), (1, True)):
        portal.as_of = NOON + timedelta(days=days)
        portal.build()
        assert portal.files() == portal.clean()
        assert "briefings/late/index.html" in portal.files()
        assert (b"briefings/late/" in portal.files()["feed.xml"]) == listed


# ── whatever happens ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_cache_is_not_trusted(portal: Portal, seed: int) -> None:
    portal.build()
    portal.briefing("i", tags=["economy"])
    chance = random.Random(seed)
    caches = [p for p in (portal.root / ".cache").rglob("*") if p.is_file() and p.stat().st_size]
    for path in chance.sample(caches, 1) if seed % 2 else caches:
        data = bytearray(path.read_bytes())
        if chance.random() < 0.4:
            data = data[: chance.randrange(len(data))]
        for _ in range(chance.randint(1, 20)):
            if data:
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    portal.build()
    assert portal.files() == portal.clean()


def test_a_cache_without_its_parts_is_not_trusted(portal: Portal) -> None:
    portal.build()
    for name in ("site.db", "site.db.seal"):
        (portal.root / ".cache/briefing" / name).unlink()
        portal.briefing("a", f"Without {name}.")
        portal.build()
        assert portal.files() == portal.clean()


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from generator.engine import stage
from tests.portal import Portal
left = int(sys.argv[2])
def count(function):
    def counted(*arguments, **options):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return counted
for name in ("open", "rename", "replace", "write", "unlink"):
    setattr(os, name, count(getattr(os, name)))
Path.unlink = count(Path.unlink)
Path.replace = count(Path.replace)
portal = Portal(Path(sys.argv[1]))
portal.build()
"""


@pytest.mark.slow
def test_a_kill_at_any_point_is_mended_by_the_next_build(portal: Portal) -> None:
    portal.build()
    chance = random.Random(7)
    for turn in range(6):
        portal.briefing("a", f"Text {turn}.", title=f"Title {turn}", tags=["economy"], date="2024-01-01")
        portal.briefing(f"new-{turn}", date="2024-01-01")
        (portal.content / f"briefings/{'bcdefgh'[turn]}.md").unlink()
        script = KILLED.format(root=str(ROOT))
        command = [sys.executable, "-c", script, str(portal.root), str(chance.randrange(2, 120))]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
        for path in portal.site.rglob("*.html"):
            assert path.read_bytes().endswith((b"</html>\n", b"</html>")), "a reader met half a file"
        portal.build()
        assert portal.files() == portal.clean()


def test_a_full_disk_leaves_the_old_site(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.build()
    before = portal.files()
    portal.briefing("a", "New.", title="New")
    write = Stage.write
    calls = iter(range(100))

    def full(stage: Stage, name: str, data: bytes) -> object:
        if next(calls) == 2:
            raise OSError(28, "No space left on device", name)
        return write(stage, name, data)

    with monkeypatch.context() as patched:
        patched.setattr(Stage, "write", full)
        with pytest.raises(OSError, match="No space left"):
            portal.build()
    assert portal.files() == before
    portal.build()
    assert portal.files() == portal.clean()


def test_a_copy_that_fails_names_the_file_that_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    def run(*_: object) -> int:
        raise OSError(28, "No space left on device", "theme/there.css", None, "site/here.css")

    assert cli._run(Namespace(run=run)) == 1
    assert capsys.readouterr().err == "briefing: site/here.css: No space left on device\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_site_is_told(portal: Portal) -> None:
    portal.build()
    before = portal.files()
    portal.briefing("z", "New.")
    portal.site.chmod(0o555)
    try:
        with pytest.raises(OSError):
            portal.build()
        assert portal.files() == before
    finally:
        portal.site.chmod(0o755)
    portal.build()
    assert portal.files() == portal.clean()


def test_a_file_that_changes_while_it_is_read_is_told(portal: Portal) -> None:
    portal.build()
    build = portal.start()
    look, more = theme()
    build.read()
    with _marked(build, "a"):
        portal.briefing("a", "Changed behind our back.", date="2024-01-01", tags=["economy"], people=["Ana Díaz"])
        with pytest.raises(BriefingError, match=r"briefings/a\.md: the file changed"):
            build.make(NAMES, look, more)
    build.close()
    portal.build()
    assert portal.files() == portal.clean()


@contextmanager
def _marked(build: Build, slug: str) -> Iterator[None]:
    """Let a build believe that a page has to be made, though its text was not read."""
    build.run.units[("briefing", slug, "")] = "a test"
    build.run.store.db.execute("UPDATE output SET key = '' WHERE path = ?", (f"briefings/{slug}/index.html",))
    yield


def test_the_second_build_waits_for_the_first(portal: Portal) -> None:
    first = portal.start()
    first.read()
    script = "import sys; from pathlib import Path; from tests.portal import Portal; Portal(Path(sys.argv[1])).build()"
    second = subprocess.Popen([sys.executable, "-c", script, str(portal.root)], cwd=ROOT)
    time.sleep(1.5)
    assert second.poll() is None
    first.close()
    assert second.wait(timeout=60) == 0
    assert portal.files() == portal.clean()


def test_all_problems_are_told_and_nothing_is_written(portal: Portal) -> None:
    portal.build()
    before = portal.files()
    portal.briefing("a", "[x](briefing:nowhere)", tags=["nothing"])
    (portal.content / "briefings/b.md").unlink()
    portal.briefing("c", "[x](briefing:b)")
    with pytest.raises(ContentError) as caught:
        portal.build()
    told = str(caught.value)
    assert 'no briefing "nowhere"' in told and 'no tag "nothing"' in told and 'no briefing "b"' in told
    assert portal.files() == before


@pytest.mark.parametrize("folder", ["briefings", "pages"])
@pytest.mark.parametrize("anew", [False, True])
def test_a_name_that_is_no_text_is_told(portal: Portal, folder: str, anew: bool) -> None:
    if not anew:
        portal.build()
    file = portal.content / folder / os.fsdecode(b"caf\xe9.md")
    file.write_text("---\ntitle: T\nslug: t\nadded: 2024-01-01\n---\n\nText.\n")
    with pytest.raises(ContentError) as caught:
        portal.build()
    assert str(caught.value) == f"content/{folder}/caf\udce9.md: the file's name is not UTF-8; give it another name"


# ── what is made ────────────────────────────────────────────────────────────────────────────────


def test_a_filled_frame_is_the_whole_template(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn in two parts equals the template rendered at once, for every page of a site."""
    portal.briefing("odd", 'Text & "more" < b', title="Portal", summary="", language="ar", status="withdrawn")
    portal.briefing("zq", title="zqtitlezq and {{ 7 * 7 }} <script>", deck="zqdescriptionzq")
    compared: list[str] = []
    draw = Drawer.__call__

    def both(drawer: Drawer, page: Page) -> str:
        drawn = draw(drawer, page)
        if page.kind != "redirect":
            assert drawn == whole(drawer, page)
            compared.append(page.kind)
        return drawn

    monkeypatch.setattr(Drawer, "__call__", both)
    portal.build()
    assert {"briefing", "listing", "home", "archive", "index", "search"} <= set(compared)


def whole(drawer: Drawer, page: Page) -> str:
    """A page rendered by its template in one piece."""
    from generator.mkdocs import theming

    look, frame = theme()
    config, env = frame.config, frame.env
    values = drawer.values(page)
    context = theming.full_context(config, look, Shape.of(page, values, look.site["name"]), values)
    context["page"] = theming.stand_in(page.url, page.title, values["canonical"])
    return str(env.get_template(template_name(page.kind)).render({**context, page.kind: page.data}))


def test_feeds_of_all_forms_name_the_same(portal: Portal) -> None:
    portal.build()
    files = portal.files()
    found = json.loads(files["topics/economy/feed.json"])
    assert [item["url"] for item in found["items"]] == [f"{NAMES.url}briefings/{slug}/" for slug in "geca"]
    for form in ("feed.xml", "rss.xml"):
        assert files[f"topics/economy/{form}"].count(b"/briefings/g/") >= 1
    lines = [json.loads(line) for line in files["catalogue/2024.jsonl"].splitlines()]
    assert [line["slug"] for line in lines] == list("hgfedcba")


def test_a_build_of_everything_tells_how_far_it_has_come(portal: Portal) -> None:
    for number in range(230):
        portal.briefing(f"more-{number}", tags=["economy"])
    told: list[tuple[int, int]] = []
    portal.build(options=Options(progress=lambda done, total: told.append((done, total))))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 4
    assert told[-1][0] == told[-1][1]
    told.clear()
    portal.briefing("a", "New.")
    portal.build(options=Options(progress=lambda done, total: told.append((done, total))))
    assert told == [], "one article is made too soon to tell of it"


def test_a_large_sitemap_is_parted() -> None:
    pages = [(f"p{number}/", "2024-01-01") for number in range(250)]
    files = dict(sitemaps(pages, "https://x.example/", most=100))
    assert files["sitemap.xml"].count(b"<loc>") == len(files) - 1 > 0
    assert sum(data.count(b"<loc>") for name, data in files.items() if name != "sitemap.xml") == 250


def test_slots_are_no_words_of_a_template() -> None:
    templates = "".join(path.read_text() for path in (ROOT / "theme").rglob("*.html"))
    assert not any(f"zq{slot}zq" in templates for slot in (*SLOTS, BLOCK))


def test_noting_files_never_waits_for_the_processes_that_look_at_the_catalogue(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With more to note than the database holds in memory, each page of it once waited five seconds for them."""
    for number in range(150):
        portal.briefing(f"many-{number}", people=[f"Person {number}"])
    monkeypatch.setattr("generator.catalogue.store.CACHE_KIB", 8)
    begun = time.monotonic()
    portal.build(options=Options(jobs=2))
    assert time.monotonic() - begun < 30
    assert portal.files() == portal.clean()
