"""What git and zip do to a project: the cache carried over serves, nothing is made in vain, bytes are a clean build's.

Git itself runs, and the command ``briefing build``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mkdocs_site import clean, configure, run
from tests.portal import Portal, tree

CARRIED = ("site", ".cache")
Checkout = Callable[[Path, Path], Path]


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@portal.example", "-c", "init.defaultBranch=main"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def build(portal: Portal) -> tuple[list[str], list[str], str]:
    """Files made, files removed, and which way was taken."""
    done = run(portal, "build", "--json", program="briefing")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    return report["files_made"], report["files_removed"], report["way"]


NOTHING = ([], [], "without MkDocs")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two commits, the site of the second and the cache: as a run of CI leaves them."""
    portal = Portal(tmp_path_factory.mktemp("origin"))
    configure(portal)
    portal.write("pages/about.md", "# About\n\nText.\n")
    (portal.root / ".gitignore").write_text("/site/\n/.cache/\n")
    portal.briefing("a", date="2024-05-01", tags=["elections"])
    git(portal.root, "init", "-q")
    git(portal.root, "add", "-A")
    git(portal.root, "commit", "-q", "-m", "one")
    for slug in "bcd":
        portal.briefing(slug, date="2024-04-02", tags=["economy"], people=["Ana Díaz"])
    git(portal.root, "add", "-A")
    git(portal.root, "commit", "-q", "-m", "more")
    build(portal)
    return portal.root


def carry(origin: Path, folder: Path) -> Path:
    """Put site and cache beside a checkout as CI does: the same bytes, other times and inodes."""
    for name in CARRIED:
        shutil.copytree(origin / name, folder / name, copy_function=shutil.copyfile)
    return folder


def clone(origin: Path, folder: Path) -> Path:
    git(origin, "clone", "-q", str(origin), str(folder))
    return carry(origin, folder)


def shallow(origin: Path, folder: Path) -> Path:
    git(origin, "clone", "-q", "--depth", "1", f"file://{origin}", str(folder))
    assert (folder / ".git/shallow").exists()
    return carry(origin, folder)


def unzipped(origin: Path, folder: Path) -> Path:
    git(origin, "archive", "--format=zip", "-o", f"{folder}.zip", "HEAD")
    with zipfile.ZipFile(f"{folder}.zip") as archive:
        archive.extractall(folder)
    assert not (folder / ".git").exists()
    return carry(origin, folder)


def touched(origin: Path, folder: Path) -> Path:
    shutil.copytree(origin, folder)
    build(Portal(folder))  # here the stamps are known; now they change
    for path in folder.rglob("*"):
        path.touch()
    return folder


@pytest.mark.parametrize("checkout", [clone, shallow, unzipped, touched])
def test_a_checkout_with_its_cache_makes_nothing_and_then_what_changed(
    built: Path, tmp_path: Path, checkout: Checkout
) -> None:
    portal = Portal(checkout(built, tmp_path / "fresh"))
    before = portal.files()
    assert build(portal) == NOTHING
    assert portal.files() == before == tree(built / "site")
    portal.briefing("c", "Another text.", date="2024-04-02", tags=["economy"], people=["Ana Díaz"])
    made, removed, way = build(portal)
    assert "briefings/c/index.html" in made
    assert "briefings/a/index.html" not in made, "it is no neighbour"
    assert (removed, way) == NOTHING[1:]
    assert portal.files() == clean(portal)


def test_another_branch_and_back(built: Path, tmp_path: Path) -> None:
    portal = Portal(clone(built, tmp_path / "fresh"))
    before = portal.files()
    assert build(portal) == NOTHING
    git(portal.root, "checkout", "-q", "-b", "other", "HEAD~1")
    portal.briefing("only-there", date="2024-03-01", aliases=["old/place"])
    git(portal.root, "add", "-A")
    git(portal.root, "commit", "-q", "-m", "on the branch")
    made, removed, _ = build(portal)
    assert made
    assert removed
    assert portal.files() == clean(portal)
    git(portal.root, "checkout", "-q", "main")
    assert len(build(portal)[0]) < len(before)
    assert portal.files() == before
    git(portal.root, "checkout", "-q", "other")
    git(portal.root, "checkout", "-q", "main")
    assert build(portal) == NOTHING
    assert portal.files() == before


def test_a_cache_of_another_commit_serves_as_well(built: Path, tmp_path: Path) -> None:
    """CI restores what an older run left: what has changed since is made, and no more."""
    portal = Portal(clone(built, tmp_path / "fresh"))
    portal.briefing("e", date="2024-05-03", tags=["elections"])
    (portal.content / "briefings/b.md").unlink()
    portal.write("pages/about.md", "# About us\n\nText.\n")
    made, removed, way = build(portal)
    assert made
    assert removed
    assert way == "outside MkDocs' loop"
    assert portal.files() == clean(portal)
