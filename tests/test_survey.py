"""What is in the site folder: nothing that is missing, changed or foreign goes unseen, in one process or in several."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.build import Options
from generator.catalogue import glances
from generator.catalogue.glances import Glances
from generator.catalogue.seal import is_sealed
from generator.catalogue.store import Store
from generator.engine.stage import seen
from generator.engine.survey import SITE, Survey, folder_stamp, folders_of, survey
from generator.processes import child
from generator.processes.beside import in_parts
from tests.portal import Portal

Site = tuple[Path, Glances]

FILES = ["index.html", "a/index.html", "a/more.txt", "b/index.html", "b/c/index.html", "d/e/file.txt", ".hidden"]


@pytest.fixture(params=[1, 512], ids=["in many runs", "in one"])
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(glances, "_A_RUN", request.param)
    root = tmp_path / "site"
    for name in FILES:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    time.sleep(0.06)
    known = Glances(Store.begin(tmp_path / "some.db", "1").db, SITE)
    known.note({name: seen((root / name).stat()) for name in FILES})
    known.note({folder: folder_stamp(f"{root}/{folder}") for folder in folders_of(FILES)})
    known.flush()
    return root, known


def look(site: Site) -> Survey:
    return survey(*site)


def test_an_untouched_site_is_sound_and_no_folder_but_the_top_is_listed(site: Site) -> None:
    found = look(site)
    assert (found.missing, found.differing, found.foreign) == (set(), [], [])
    assert found.stamps == {}
    assert found.listed == len(["index.html", "a", "b", "d", ".hidden"])


def test_what_was_done_to_it_is_seen(site: Site) -> None:
    root, _ = site
    (root / "b/index.html").write_text("changed!")
    (root / "a/more.txt").unlink()
    (root / "b/c/new.txt").write_text("")
    (root / "z/y").mkdir(parents=True)
    (root / "z/y/deep").write_text("")
    (root / "z/link").symlink_to("y")
    (root / ".other").write_text("at the top, hidden names are not ours")
    (root / "a/.part").write_text("below it they are")
    found = look(site)
    assert found.missing == {"a/more.txt"}
    assert [path for path, _ in found.differing] == ["b/index.html"]
    assert found.foreign == ["a/.part", "b/c/new.txt", "z/link", "z/y/deep"]


def test_a_folder_that_became_a_link_or_a_file_has_lost_what_was_in_it(site: Site) -> None:
    root, _ = site
    (root / "b").rename(root.with_name("elsewhere"))
    (root / "b").symlink_to(root.with_name("elsewhere"))
    for name in ("of somebody else.txt", "c/too.txt", "deep/deeper/deepest.txt"):
        (root / "b" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "b" / name).write_text("")
    (root / "d/e/file.txt").unlink()
    (root / "d/e").rmdir()
    (root / "d/e").write_text("")
    found = look(site)
    assert found.missing == {"b/index.html", "b/c/index.html", "d/e/file.txt"}
    assert found.foreign == ["b", "d/e"]


def test_a_file_that_became_a_folder_is_missing(site: Site) -> None:
    root, _ = site
    (root / "a/more.txt").unlink()
    (root / "a/more.txt").mkdir()
    (root / "a/more.txt/inside").write_text("")
    found = look(site)
    assert found.missing == {"a/more.txt"}
    assert found.foreign == ["a/more.txt/inside"]


def test_a_folder_where_a_file_was_is_mended(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.briefing("a")
    portal.build()
    page = portal.site / "briefings/a/index.html"
    page.unlink()
    page.mkdir()
    (page / "inside").write_text("")
    portal.build()
    assert portal.files() == portal.clean()


@pytest.mark.parametrize("with_its_past", [True, False])
def test_a_file_where_a_folder_was_is_mended_at_once(tmp_path: Path, with_its_past: bool) -> None:
    portal = Portal(tmp_path)
    portal.briefing("a")
    portal.build()
    (portal.site / "briefings").rename(tmp_path / "aside")
    (portal.site / "briefings").write_text("in the way")
    portal.build(options=Options(clean=not with_its_past))
    assert portal.files() == portal.clean()


def test_a_part_whose_process_fails_is_done_here() -> None:
    parent = os.getpid()

    def only_here(part: Sequence[int]) -> list[int]:
        assert os.getpid() == parent
        return list(part)

    found = in_parts(only_here, range(10), 1)
    assert [number for part in found for number in part] == list(range(10))
    assert in_parts(only_here, []) == [[]]


@pytest.mark.skipif(sys.platform != "linux", reason="no processes are forked")
def test_an_error_in_one_part_ends_the_processes_of_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    parent, others = os.getpid(), list[int]()

    def slow_elsewhere(part: Sequence[int]) -> None:
        if os.getpid() != parent:
            time.sleep(60)
        others.extend(one.process for one in child._under_way)
        raise ValueError(part[0])

    with pytest.raises(ValueError, match="0"):
        in_parts(slow_elsewhere, range(9), 1)
    assert len(others) == 2
    assert not any(Path(f"/proc/{process}").exists() for process in others)


def test_damage_is_seen_even_if_time_and_size_are_as_before(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.briefing("a")
    portal.build()
    database = tmp_path / ".cache/briefing/site.db"
    assert is_sealed(database)
    before, data = database.stat(), bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    os.utime(database, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_sealed(database)
    portal.briefing("b")
    assert len(portal.build().made) > 20, "all is made anew"
    assert portal.files() == portal.clean()
