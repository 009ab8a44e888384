"""``briefing serve`` says why: hostile seeds run nothing, and a briefing leads to the explanation of its text."""

from __future__ import annotations

import os
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
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.test_hostile import VECTORS
from tests.mkdocs_site import configure
from tests.portal import ROOT, Portal

pytestmark = pytest.mark.browser

NAME = "<img src=x onerror='window.pwned=1'>.html"
STATED = '<meta property="og:title" content="&lt;script&gt;window.pwned=1&lt;/script&gt; opens">'


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Portal, str]]:
    portal = Portal(tmp_path_factory.mktemp("preview"))
    configure(portal)
    portal.write("pages/about.md", "# About\n")
    seeds = portal.root / "seeds"
    seeds.mkdir()
    escaped = [vector.replace("&", "&amp;").replace("<", "&lt;") for vector in VECTORS]
    prose = "".join(
        f"<p>The bridge opened on Monday, {vector}, and many people walked across it.</p>" for vector in escaped
    )
    (seeds / NAME).write_text(f"{STATED}<main><h1>{escaped[0]}</h1>{prose}{''.join(VECTORS)}</main>")
    sources = [{"name": "Wire", "seed": NAME, "sha256": "0" * 64}]
    portal.briefing("a", status="draft", sources=sources)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [sys.executable, "-m", "generator", "serve", "-a", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=portal.root, env=environment, preexec_fn=hear)
    url = f"http://127.0.0.1:{port}/sub/"
    try:
        _wait(url)
        yield portal, url
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def _wait(url: str, seconds: float = 60) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        try:
            urllib.request.urlopen(f"{url}_explain/", timeout=5).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the preview never answered")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_a_hostile_seed_is_shown_and_runs_nothing(browser: Browser, served: tuple[Portal, str], scripts: bool) -> None:
    """With the policy switched off: escaping alone must hold."""
    context = browser.new_context(bypass_csp=True, java_script_enabled=scripts)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in (f"{served[1]}_explain/", f"{served[1]}_explain/{quote(NAME)}"):
        page.goto(address)
        assert page.locator("script, img, svg, iframe, [onerror], [onload]").count() == 0
        if scripts:
            assert page.evaluate("window.pwned") is None
    rows = page.locator("tr.keep")
    assert rows.count() >= len(VECTORS) - 1
    assert VECTORS[0] in page.locator("table.lines").inner_text()
    assert all(url.startswith(served[1]) for url in asked), "nothing is asked of others"
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_explanation_fits_and_can_be_read(
    browser: Browser, served: tuple[Portal, str], width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{served[1]}_explain/{quote(NAME)}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ink, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('tr.keep .text')).color, "
        "getComputedStyle(document.body).backgroundColor]"
    )
    assert _contrast(ink, paper) > 10
    context.close()


def _contrast(one: str, other: str) -> float:
    light = sorted(_luminance([int(part) for part in colour[4:-1].split(",")]) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def _luminance(colour: list[int]) -> float:
    parts = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_a_draft_leads_to_the_explanation_of_its_text(browser: Browser, served: tuple[Portal, str]) -> None:
    page = browser.new_page()
    page.goto(f"{served[1]}briefings/a/")
    page.get_by_role("link", name="Why this text?").click()
    assert page.locator("h1").inner_text() == NAME
    assert page.evaluate("window.pwned") is None
    page.close()


def test_the_built_site_knows_nothing_of_it(served: tuple[Portal, str], tmp_path: Path) -> None:
    """Built from a copy: the preview watches the folder itself."""
    portal = tmp_path / "portal"
    shutil.copytree(served[0].root, portal, ignore=shutil.ignore_patterns(".cache", "site"))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=portal, env=environment, check=True)
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"_explain" in path.read_bytes() or "explain" in path.name]
