"""Pictures of a built site: ``python -m tests.browser.pictures SITE FOLDER [ADDRESS …]``.

Each page for phone and desktop, light and dark. Without addresses, what the documents show: one page of each kind, as
much of it as a screen holds. With addresses, these pages whole.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.serving import launched, served

WIDTHS = {"phone": (360, 760), "tablet": (768, 1024), "desktop": (1280, 900), "wide": (1920, 1080)}
KINDS = {
    "home": "",
    "briefing": "briefings/south-korea-closes-consulate-in-beijing/",
    "topic": "topics/north-korea/",
    "search": "search/?q=refugees",
}


def take(site: Path, folder: Path, pages: dict[str, str], widths: tuple[str, ...], *, whole: bool = True) -> None:
    """Take the pictures: ``<page>-<width>-<light or dark>``, JPEG or, of whole pages, PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(site) as address, launched() as browser:
        for width in widths:
            for scheme in ("light", "dark"):
                size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
                context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
                page = context.new_page()
                for name, url in pages.items():
                    page.goto(address + url, wait_until="networkidle")
                    target = folder / f"{name}-{width}-{scheme}"
                    if whole:
                        page.screenshot(path=target.with_suffix(".png"), full_page=True)
                    else:
                        page.screenshot(path=target.with_suffix(".jpg"), type="jpeg", quality=80)
                context.close()


if __name__ == "__main__":
    site, folder, *rest = sys.argv[1:]
    chosen = {url.strip("/").replace("/", "-") or "home": url for url in rest} or KINDS
    take(Path(site), Path(folder), chosen, ("phone", "desktop"), whole=bool(rest))
