"""What is written aside comes into its place, whatever stands there; few files and all files end alike."""

from pathlib import Path

import pytest

from generator import files as basics
from generator.build import project
from generator.engine.loose import Loose
from generator.engine.stage import Stage, prune
from tests.portal import Portal

BOTH = pytest.mark.parametrize("kind", [Stage, Loose])


def publish(kind: type[Stage], root: Path, *names: str) -> Path:
    """Publish files that hold their own names."""
    stage = kind(root / "stage")
    for name in names:
        stage.write(name, name.encode())
    stage.publish(root / "deep" / "site")
    stage.clear()
    return root / "deep" / "site"


def files(folder: Path) -> dict[str, str]:
    """Every file with what it holds."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


@BOTH
def test_files_come_into_folders_that_are_made(kind: type[Stage], tmp_path: Path) -> None:
    site = publish(kind, tmp_path, "index.html", "a/b/c.html", "a/d.html")
    assert files(site) == {name: name for name in ("a/b/c.html", "a/d.html", "index.html")}
    assert not (tmp_path / "stage").exists()


@BOTH
def test_nothing_else_is_touched(kind: type[Stage], tmp_path: Path) -> None:
    site = publish(kind, tmp_path, "a/b/c.html", "a/d.html")
    (site / "a/d.html").write_text("another")
    publish(kind, tmp_path, "a/b/c.html", "a/e.html")
    assert files(site) == {"a/b/c.html": "a/b/c.html", "a/d.html": "another", "a/e.html": "a/e.html"}


@BOTH
def test_nothing_to_publish_leaves_an_empty_site(kind: type[Stage], tmp_path: Path) -> None:
    assert list(publish(kind, tmp_path).iterdir()) == []


@BOTH
def test_a_file_in_the_place_of_a_folder_goes(kind: type[Stage], tmp_path: Path) -> None:
    site = publish(kind, tmp_path, "index.html")
    (site / "a").write_text("in the way")
    publish(kind, tmp_path, "a/b/c.html")
    assert files(site) == {"a/b/c.html": "a/b/c.html", "index.html": "index.html"}


@BOTH
def test_a_folder_in_the_place_of_a_file_goes(kind: type[Stage], tmp_path: Path) -> None:
    site = publish(kind, tmp_path, "index.html")
    (site / "a/b.html").mkdir(parents=True)
    (site / "a/b.html/within").write_text("in the way")
    publish(kind, tmp_path, "a/b.html")
    assert files(site) == {"a/b.html": "a/b.html", "index.html": "index.html"}


@BOTH
def test_nothing_is_written_through_a_link(kind: type[Stage], tmp_path: Path) -> None:
    site = publish(kind, tmp_path, "index.html", "a/old.html")
    elsewhere = tmp_path / "elsewhere"
    (site / "a").rename(elsewhere)
    (site / "a").symlink_to(elsewhere)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(elsewhere / "old.html")
    publish(kind, tmp_path, "a/new.html", "index.html")
    assert files(elsewhere) == {"old.html": "a/old.html"}
    assert files(site) == {"a/new.html": "a/new.html", "index.html": "index.html"}


@BOTH
def test_of_a_link_that_is_taken_over_the_file_it_leads_to_comes_into_the_site(
    kind: type[Stage], tmp_path: Path
) -> None:
    (tmp_path / "made").write_text("made")
    (tmp_path / "link").symlink_to("made")
    stage = kind(tmp_path / "stage")
    stage.take("a/link.txt", str(tmp_path / "link"))
    stage.take("a/made.txt", str(tmp_path / "made"))
    stage.publish(tmp_path / "site")
    assert files(tmp_path / "site") == {"a/link.txt": "made", "a/made.txt": "made"}
    assert not (tmp_path / "site/a/link.txt").is_symlink()


@BOTH
def test_what_was_made_in_the_place_of_a_file_that_goes_stays(kind: type[Stage], tmp_path: Path) -> None:
    site = publish(kind, tmp_path, "a", "b/c", "index.html")
    publish(kind, tmp_path, "a/new.html", "b")
    prune(site, ["a", "b/c"])
    assert files(site) == {"a/new.html": "a/new.html", "b": "b", "index.html": "index.html"}


def test_a_file_system_is_known_by_where_it_is_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    outer, inner = tmp_path / "a b", tmp_path / "a b/c"
    inner.mkdir(parents=True)
    (tmp_path / "a bc").mkdir()
    mounts.write_text("/dev/x / ext4 rw 0 0\n" + f"/dev/x {tmp_path}/a\\040b ext4 rw 0 0\n")
    monkeypatch.setattr(basics, "_MOUNTS", mounts)
    device = tmp_path.stat().st_dev
    assert basics.system_of(tmp_path) == basics.system_of(tmp_path / "a bc") == (device, "/")
    assert basics.system_of(outer) == basics.system_of(inner) == (device, str(outer))
    monkeypatch.setattr(basics, "_MOUNTS", tmp_path / "nothing")
    assert basics.system_of(inner) == (device, "")


@pytest.mark.parametrize("mounted", ["site", "out"])
def test_what_is_written_aside_is_on_the_sites_file_system(
    mounted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container the site's folder may be mounted by itself; renaming crosses no mount."""
    portal = Portal(tmp_path)
    portal.site = tmp_path / ("site" if mounted == "site" else "out/site")
    (tmp_path / mounted).mkdir()
    monkeypatch.setattr(project, "system_of", lambda place: (1, str(place.is_relative_to(tmp_path / mounted))))
    found = project.Project(tmp_path, portal.content, portal.site, "site")
    assert found.staging.is_relative_to(tmp_path / mounted) and found.staging.name.startswith(".")
    if mounted == "site":
        for text in ("One.", "Another."):
            portal.briefing("a", text)
            portal.build()
            assert not list(portal.site.glob(".*"))
        assert portal.files() == portal.clean()
