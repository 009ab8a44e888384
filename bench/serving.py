"""``python -m bench.serving``: how long it takes from saving a briefing until the browser is told to load it again.

A real server on a site of N articles, asked as its own script in the page asks it; the page then has to show what
was saved. Each round saves another article.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from bench import layouts
from bench.corpus import Corpus

SERVERS = {"briefing": ("briefing", "serve", "-a"), "mkdocs": ("mkdocs", "serve", "-q", "-a")}
_WAIT = 900.0
_EPOCH = re.compile(r"livereload\((\d+), (\d+)\)")


def main() -> int:
    """Measure and print; 1 if a server never showed what was saved."""
    parser = argparse.ArgumentParser(prog="python -m bench.serving", description=__doc__.split("\n")[0])
    parser.add_argument("--n", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--servers", type=lambda text: text.split(","), default=list(SERVERS))
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=Path(".cache/bench"), help="where the site is laid out")
    asked = parser.parse_args()
    folder = asked.folder.resolve() / "sites" / f"{asked.n}" / "serving"
    corpus = Corpus(asked.seed)
    layouts.write(folder, "briefing", corpus, asked.n)
    print("| server | articles | median | 95 of 100 | longest | load |\n|---|---|---|---|---|---|")
    for name in asked.servers:
        with _served(name, folder) as url:
            times = [_round(url, folder, corpus, asked.n, number, name) for number in range(asked.rounds)]
        figures = " | ".join(f"{value:.2f} s" for value in (median(times), _percentile(times, 95), max(times)))
        print(f"| {name} serve | {asked.n:,} | {figures} | {os.getloadavg()[0]:.1f} |", flush=True)
    return 0


@contextmanager
def _served(name: str, folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    program, *arguments = SERVERS[name]
    command = [str(Path(sys.executable).parent / program), *arguments, address]
    hear = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    server = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL, preexec_fn=hear)
    try:
        yield f"http://{address}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def _round(url: str, folder: Path, corpus: Corpus, count: int, number: int, name: str) -> float:
    """Save one article; seconds until its page shows it, and the browser has been told."""
    article = corpus.article((count // 2 + number) % count)
    page = f"{url}{_mount(folder)}briefings/{article.slug}/"
    known, sentence = _EPOCH.search(_get(page, until="livereload(")), f"Saved for {name} in round {number}."
    assert known is not None
    epoch = int(known[1])
    time.sleep(1.0)  # whatever the last round set off has come to an end
    layouts.WRITERS["briefing"](folder, replace(article, body=f"{article.body}\n\n{sentence}"))
    begun = time.monotonic()
    while True:
        epoch = int(_get(f"{url}/livereload/{epoch}/{known[2]}"))
        if sentence in _get(page):
            return time.monotonic() - begun
        if time.monotonic() - begun > _WAIT:
            raise SystemExit(f"{name}: {page} never showed what was saved")


def _mount(folder: Path) -> str:
    """The path the site is served below, as its address says."""
    found = re.search(r"^site_url:\s*https?://[^/\s]+(/\S*)?", (folder / "mkdocs.yml").read_text(), re.MULTILINE)
    return ((found and found[1]) or "/").rstrip("/") + "/"


def _get(url: str, until: str = "") -> str:
    """What is there; waits for a server that is still starting."""
    begun = time.monotonic()
    while True:
        try:
            with urllib.request.urlopen(url, timeout=90) as answer:
                text = str(answer.read().decode())
            if until in text:
                return text
        except OSError:
            pass
        if time.monotonic() - begun > _WAIT:
            raise SystemExit(f"{url} never answered")
        time.sleep(0.05)


def _percentile(values: list[float], share: int) -> float:
    """The smallest value that so many of a hundred do not exceed."""
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]


if __name__ == "__main__":
    sys.exit(main())
