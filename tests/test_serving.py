"""The live previews: drafts are shown and marked, a saved edit is on the page within seconds."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.mkdocs.waking import tells_of_changes
from tests.mkdocs_site import configure
from tests.portal import Portal

pytestmark = pytest.mark.slow

SERVERS = {"briefing": ["generator", "serve", "-a"], "mkdocs": ["mkdocs", "serve", "-q", "-a"]}


@pytest.fixture(params=SERVERS)
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Portal, str]]:
    yield from serve(request.param, tmp_path)


def serve(server: str, root: Path, more: str = "", end: int = signal.SIGINT) -> Iterator[tuple[Portal, str]]:
    """A small portal and the address where it is served; what the server says is in the file ``said``."""
    portal = Portal(root)
    configure(portal, more)
    portal.write("pages/about.md", "# About\n")
    portal.briefing("a", date="2024-05-01", tags=["elections"])
    portal.briefing("secret", status="draft")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", *SERVERS[server], f"127.0.0.1:{port}"]
    # Where the tests run in the background, the interrupt is ignored and would be for the server, too.
    hear = partial(signal.signal, end, signal.SIG_DFL)
    with (root / "said").open("w") as said:
        process = subprocess.Popen(command, cwd=portal.root, env=environment(), preexec_fn=hear, stderr=said)
    try:
        yield portal, f"http://127.0.0.1:{port}/sub/"
    finally:
        process.send_signal(end)
        process.wait(timeout=20)
    cache = portal.root / ".cache/briefing"
    assert not list(cache.glob("at-*.db")), "a preview leaves nothing behind"


def environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(Path(__file__).parents[1])}


def page(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def until(url: str, text: str, seconds: float = 40) -> float:
    begun = time.monotonic()
    while text not in page(url):
        assert time.monotonic() - begun < seconds, f"{text!r} never came to {url}"
        time.sleep(0.05)
    return time.monotonic() - begun


def test_a_preview_shows_drafts_and_follows_edits(served: tuple[Portal, str]) -> None:
    portal, url = served
    until(f"{url}briefings/secret/", "Draft")
    portal.briefing("a", "Changed while it was served.", date="2024-05-01", tags=["elections"])
    until(f"{url}briefings/a/", "Changed while it was served.")
    portal.briefing("bad", "[x](briefing:nowhere)")
    portal.briefing("a", "Not to be seen yet.", date="2024-05-01", tags=["elections"])
    time.sleep(1.5)
    # MkDocs' own server answers nothing until the problem is mended; ours shows the last sound state.
    assert page(f"{url}briefings/a/") == "" or "Changed while it was served." in page(f"{url}briefings/a/")
    (portal.content / "briefings/bad.md").unlink()
    until(f"{url}briefings/a/", "Not to be seen yet.")
    portal.write("pages/about.md", "# About us\n\nOther.\n")
    until(f"{url}about/", "Other.")


def test_a_configuration_that_is_wrong_for_a_while_is_told_in_a_line(served: tuple[Portal, str]) -> None:
    portal, url = served
    until(f"{url}briefings/a/", "A first paragraph.")
    for wrong, told in (("plugins: [", "parsing"), ("theme: nosuch", "nosuch"), ("nav: [1]", "nav")):
        configure(portal, more=wrong)
        until_said(portal, told)
    configure(portal, more="copyright: Whoever")
    portal.briefing("a", "Changed after all.", date="2024-05-01", tags=["elections"])
    until(f"{url}briefings/a/", "Changed after all.")
    assert "Traceback" not in (portal.root / "said").read_text()


def test_a_preview_whose_first_build_is_refused_waits_for_the_cure(tmp_path: Path) -> None:
    for portal, url in serve("briefing", tmp_path, more="theme: material"):
        until_said(portal, "no folder of the theme has portal/base.html")
        time.sleep(1.0)  # from then on it watches
        configure(portal)
        until(f"{url}briefings/a/", "A first paragraph.")


@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_ends_a_preview_in_order(tmp_path: Path, server: str, end: int) -> None:
    for _, url in serve(server, tmp_path, end=end):
        until(f"{url}briefings/a/", "A first paragraph.")


def test_what_is_taken_away_and_made_again_is_watched_on(served: tuple[Portal, str]) -> None:
    portal, url = served
    until(f"{url}briefings/a/", "A first paragraph.")
    time.sleep(1.0)  # from then on it watches
    for turn in ("once", "twice"):
        portal.content.rename(portal.root / turn)
        time.sleep(0.5)
        shutil.copytree(portal.root / turn, portal.content)
        until_settled(url)
        portal.briefing("a", f"Changed {turn}.", date="2024-05-01", tags=["elections"])
        until(f"{url}briefings/a/", f"Changed {turn}.")


def until_settled(url: str) -> None:
    """Wait until a build has taken in what there is, and what follows is woken by itself."""
    until(f"{url}briefings/a/", "livereload(")
    time.sleep(1.5)


def until_said(portal: Portal, text: str) -> None:
    begun = time.monotonic()
    while text not in (portal.root / "said").read_text():
        assert time.monotonic() - begun < 40, f"the server never said {text!r}"
        time.sleep(0.05)


def epoch(url: str) -> int:
    """Which build of the site a page is told to be of."""
    found = re.search(r"livereload\((\d+), \d+\)", page(url))
    assert found
    return int(found[1])


def rebuilds(url: str, seconds: float) -> int:
    """How often the site is built within some time."""
    begun, seen = time.monotonic(), {epoch(url)}
    while time.monotonic() - begun < seconds:
        seen.add(epoch(url))
        time.sleep(0.1)
    return len(seen) - 1


def test_reading_is_no_change(served: tuple[Portal, str]) -> None:
    """Neither what a rebuild reads nor what another build of the folder reads sets off the next rebuild."""
    portal, url = served
    place = f"{url}briefings/a/"
    until(place, "livereload(")
    time.sleep(1.0)  # whatever setting it up has set off
    portal.briefing("a", "An edit.", date="2024-05-01", tags=["elections"])
    until(place, "An edit.")
    assert rebuilds(place, 3) <= 1
    beside = subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=portal.root, env=environment())
    assert rebuilds(place, 3) == 0
    assert beside.wait(timeout=60) == 0
    assert rebuilds(place, 1) == 0
    (portal.content / "briefings/a.md").rename(portal.content / "briefings/b.md")
    portal.write("briefings/new/c.md", (portal.content / "briefings/b.md").read_text().replace("slug: a", "slug: c"))
    until(f"{url}briefings/c/", "An edit.")


@pytest.mark.parametrize(
    ("kind", "tells"), [("ext4", True), ("overlay", True), ("nfs4", False), ("fuse.sshfs", False), ("virtiofs", False)]
)
def test_files_that_others_may_change_unnoticed_are_asked_for(tmp_path: Path, kind: str, tells: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/x / ext4 rw 0 0\nshare {tmp_path} {kind} rw 0 0\nother {tmp_path}/other nfs rw 0 0\n")
    (tmp_path / "place").mkdir()
    assert tells_of_changes(tmp_path / "place", mounts) is tells
    assert tells_of_changes(tmp_path / "place", tmp_path / "nothing") is False
