"""The engine bears kills, damage, full disks and company, and tells what is wrong."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest

from generator import cli
from generator.alone import explain
from generator.build import Build
from generator.catalogue.store import Store
from generator.engine.stage import Stage
from generator.errors import BriefingError, ContentError
from tests.portal import NAMES, ROOT, Portal, eight, theme


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return eight(tmp_path)


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


@pytest.mark.parametrize("kind", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("nowhere")])
def test_what_is_no_file_of_the_cache_stands_in_nobodys_way(portal: Portal, kind: Callable[[Path], None]) -> None:
    portal.build()
    portal.briefing("a", "Changed.")
    for ending in ("db", "db-journal", "db.seal", "db.seal.part", "db.new", "lock", "stage", "host", "texts"):
        place = portal.root / f".cache/briefing/site.{ending}"
        place.unlink(missing_ok=True)
        kind(place)
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


def test_a_disk_that_is_full_for_the_database_leaves_the_old_site(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.build()
    before = portal.files()
    portal.briefing("a", "New.", title="New")
    with monkeypatch.context() as patched:
        patched.setattr(Store, "commit", Mock(side_effect=sqlite3.OperationalError("database or disk is full")))
        with pytest.raises(OSError, match=r"disk is full.*site\.db"):
            portal.build()
    assert portal.files() == before
    portal.build()
    assert portal.files() == portal.clean()


def test_a_database_that_cannot_be_opened_keeps_nobody_waiting(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Store, "open", Mock(side_effect=OSError))
        with pytest.raises(OSError):
            portal.build()
    assert portal.build().made


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


def test_who_asks_for_an_explanation_leaves_a_running_build_alone(portal: Portal) -> None:
    build = portal.start()
    build.read()
    assert explain(portal.root / "mkdocs.yml", "index.html") == "index.html: the last build knows no such file"
    look, more = theme()
    build.make(NAMES, look, more)
    build.publish()
    assert explain(portal.root / "mkdocs.yml", "index.html").startswith("index.html: everything is made anew")


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
