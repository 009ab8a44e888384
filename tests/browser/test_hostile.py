"""Hostile text in every field of a briefing runs nothing, with the security policy switched off."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator import markdown, yamltext
from tests import small_sites
from tests.browser.serving import served

pytestmark = pytest.mark.browser

VECTORS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "'><svg onload=window.pwned=1>",
    "</title></textarea></style><script>window.pwned=1</script>",
    "javascript:window.pwned=1",
    "--><script>window.pwned=1</script>",
    "{{ 7 * 7 * 1111 }}{% raw %}",
    "${window.pwned=1}`-window.pwned-`",
    "<a href='javascript:window.pwned=1' onmouseover='window.pwned=1'>x</a>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "\\u003cscript\\u003ewindow.pwned=1",
    "[x](javascript:window.pwned=1)",
)
MARKDOWN = (
    "[click](javascript:window.pwned=1)",
    "[click](data:text/html,<script>window.pwned=1</script>)",
    '![x](x.png"onerror=window.pwned=1)',
    "<javascript:window.pwned=1>",
    "[x]: javascript:window.pwned=1",
    "`<script>window.pwned=1</script>`",
    "\\<script>window.pwned=1\\</script>",
)


def files() -> dict[str, str]:
    """A site with a vector in every field of a briefing, in the taxonomy, and in a free page."""
    made = {}
    tags = {}
    for number, vector in enumerate(VECTORS):
        text = yamltext.dump(vector)
        tags[f"tag-{number}"] = {"label": vector, "definition": vector}
        fields = {
            **dict.fromkeys(("title", "deck", "byline", "dateline", "section"), text),
            **dict.fromkeys(("places", "people", "organizations"), f"[{text}]"),
            "slug": f"v-{number}",
            "date": "2020-01-01",
            "added": "2026-01-01",
            "summary": text,
            "summary_by": "editor",
            "tags": f"[tag-{number}]",
            "sources": f"[{{name: {text}, seed: {text}, rights: {text}}}]",
            "corrections": f"[{{date: 2020-01-02, note: {text}}}]",
            "status": "published",
        }
        head = "".join(f"{name}: {value}\n" for name, value in fields.items())
        body = markdown.escape(vector).replace("<", "\\<")
        made[f"content/briefings/{number}.md"] = (
            f"---\n{head}---\n\n{body} “{body} and ten more words of it,” said {body}.\n"
        )
    made["content/taxonomy.yml"] = json.dumps(tags)
    page = "\n\n".join([*VECTORS, *MARKDOWN])
    made["content/pages/about.md"] = f"# About {VECTORS[1]}\n\n{page}\n"
    config = small_sites.CONFIG.replace("Small", json.dumps(VECTORS[1]).replace('\\"', '\\"'), 1)
    made["mkdocs.yml"] = config.replace("validation: ", "validation: ").replace("--strict", "")
    return made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The hostile site, built and served."""
    folder = tmp_path_factory.mktemp("hostile")
    small_sites.write(folder, files())
    result = small_sites.run(folder, "mkdocs", "build")
    assert result.returncode == 0, result.stdout + result.stderr
    with served(folder / "site") as address:
        yield folder / "site", address


def test_nothing_runs(browser: Browser, hostile: tuple[Path, str]) -> None:
    """On every page: no vector has run, no template was evaluated, no script or handler stands in the page."""
    site, address = hostile
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    pages = sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    assert len(pages) > 50
    searches = [
        f"search/index.html?q={word}"
        for word in ("pwned", "script", "%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E")
    ]
    for name in [*pages, *searches]:
        page.goto(address + name, wait_until="networkidle" if "?" in name else "load")
        for element in page.query_selector_all("summary, [onmouseover], a[href^='javascript']"):
            element.dispatch_event("mouseover")
        found = page.evaluate(
            """() => ({
                ran: window.pwned !== undefined,
                evaluated: document.documentElement.innerHTML.includes("54439"),
                scripts: [...document.scripts].filter((one) => !one.src && one.type !== "application/json").length,
                handlers: [...document.querySelectorAll("*")].filter((one) =>
                    [...one.attributes].some((at) => at.name.startsWith("on"))).length,
                addresses: [...document.querySelectorAll("[href], [src]")].filter((one) =>
                    /^\\s*(javascript|data:text)/i.test(one.getAttribute("href") || one.getAttribute("src"))).length,
            })"""
        )
        inline = found.pop("scripts")
        assert found == {"ran": False, "evaluated": False, "handlers": 0, "addresses": 0}, name
        assert inline <= (0 if name.startswith(("briefings", "topics", "search", "index")) else 3), name
    context.close()


def test_no_body_runs(browser: Browser, tmp_path: Path) -> None:
    """Even where a check was left out, what the renderer gives for any vector runs nothing."""
    bodies = [*VECTORS, *MARKDOWN, *(f"> {one}\n\n- {one}\n\n| a | b |\n|---|---|\n| {one} | x |" for one in VECTORS)]
    html = "\n".join(f"<div>{markdown.render(body).html}</div>" for body in bodies)
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{html}", encoding="utf-8")
    context = browser.new_context(bypass_csp=True)
    with served(tmp_path) as address:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        for link in page.query_selector_all("a"):
            link.dispatch_event("mouseover")
            if (link.get_attribute("href") or "").startswith("javascript"):
                link.click()
        assert page.evaluate("window.pwned") is None
        assert page.locator("script, iframe, object, style").count() == 0
    context.close()


def test_hostile_text_is_shown_as_it_is(browser: Browser, hostile: tuple[Path, str]) -> None:
    _, address = hostile
    context = browser.new_context()
    page = context.new_page()
    for number, vector in enumerate(VECTORS):
        page.goto(f"{address}briefings/v-{number}/")
        assert page.locator("h1").inner_text() == " ".join(vector.split())
    context.close()
