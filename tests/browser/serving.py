"""A folder served on the loopback address, and the Chromium of the system."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

# Without these, Chromium calls its maker at every start.
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars", "--font-render-hinting=none"),
)


class _Quiet(SimpleHTTPRequestHandler):
    headers_sent: Mapping[str, str] = {}
    not_found = b""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        for name, value in self.headers_sent.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is missing with the site's own page, as hosts do."""
        if code != 404 or not self.not_found:
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.not_found)))
        self.end_headers()
        self.wfile.write(self.not_found)


@contextmanager
def served(folder: Path, place: str = "", headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on a free port of 127.0.0.1; give the address of the site at ``place`` in it."""
    page = folder / place / "404.html"
    names = {"headers_sent": headers or {}, "not_found": page.read_bytes() if page.exists() else b""}
    handler = type("Handler", (_Quiet,), names)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{place}"
    finally:
        server.shutdown()
        server.server_close()


def chromium_path() -> str | None:
    """Where the system has Chromium or Chrome; None if nowhere."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the Chromium of the system, without a window."""
    path = chromium_path()
    if path is None:
        raise FileNotFoundError("Chromium is missing. Type: sudo apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()
