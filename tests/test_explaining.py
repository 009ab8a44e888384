"""The preview's pages that say why: of every seed, of nothing else, and for this computer only."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from generator.mkdocs import explaining
from generator.mkdocs.explaining import Explainer
from tests.portal import ROOT

TEXT = "Home\n\nHarbour bridge opens\n\n" + "\n\n".join(
    f"The harbour bridge was opened on Monday by the mayor, and people number {at} walked across it." for at in range(4)
)
ITEM = "<item><title>Story {at}</title><guid>{at}</guid><description>{text}</description></item>"


@pytest.fixture
def explainer(tmp_path: Path) -> Explainer:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "bridge.txt").write_text(TEXT)
    (seeds / "a & b").mkdir()
    (seeds / "a & b/büro #1?.txt").write_text(TEXT)
    (seeds / "broken.html").write_text("<p></p>")
    items = "".join(ITEM.format(at=at, text=TEXT) for at in range(2))
    (seeds / "feed.xml").write_text(f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>")
    (tmp_path / "secret.txt").write_text(TEXT)
    (seeds / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    return Explainer(seeds, (str(ROOT / "theme"),), {"name": "Portal", "language": "en"})


def page(explainer: Explainer, url: str) -> tuple[str, str]:
    """Status and text of the page at an address as links have it."""
    path, _, query = url.partition("?")
    environ = {"PATH_INFO": "/sub/" + unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query}
    answer = explainer.answer(explaining.asked_for(environ, "/sub/"), query)
    assert answer is not None
    assert ("Content-Security-Policy", explaining.POLICY) in answer.headers
    return answer.status, answer.body.decode()


def links(html: str) -> list[str]:
    return [unescape(part.partition('"')[0]) for part in html.split('<a href="../_explain')[1:]]


def test_the_list_leads_to_the_explanation_of_every_seed(explainer: Explainer) -> None:
    _, html = page(explainer, "_explain/")
    found = links(html)
    assert len(found) == 4, "a link to a file elsewhere is no seed"
    for link in found:
        status, shown = page(explainer, f"_explain{link}")
        assert status == "200 OK"
        assert "büro #1?.txt" in shown or "%20" not in link


def test_the_list_is_searched_by_a_part_of_the_name(explainer: Explainer) -> None:
    assert len(links(page(explainer, "_explain/?q=BRID")[1])) == 1
    assert "No seed has such a name." in page(explainer, "_explain/?q=%3Cb%3E")[1]


def test_every_line_is_told_with_its_verdict(explainer: Explainer) -> None:
    _, html = page(explainer, "_explain/bridge.txt")
    assert html.count('<tr class="keep">') == 4
    assert html.count('<tr class="drop">') == 2
    assert "<b>left out</b> <span>navigation</span>" in html
    assert "<b>used as</b> <span>headline</span>" in html


def test_a_long_menu_is_folded_behind_its_first_words(explainer: Explainer) -> None:
    menu = " ".join(f"Section {at}" for at in range(100))
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n")[1:])
    (explainer.seeds / "menu.html").write_text(f"<nav><a>{menu}</a></nav><main>{prose}</main>")
    _, html = page(explainer, "_explain/menu.html")
    opening, folded = (
        html.partition("<details><summary><bdi>")[2].partition("</details>")[0].split("</bdi></summary><bdi>")
    )
    assert len(opening) <= 160
    assert opening + folded == f"{menu}</bdi>"
    assert html.count("<details>") == 1


def test_a_file_of_several_articles_leads_to_each(explainer: Explainer) -> None:
    _, html = page(explainer, "_explain/feed.xml")
    found = links(html)
    assert len(found) == 2
    assert all("people number 3 walked" in page(explainer, f"_explain{link}")[1] for link in found)
    assert page(explainer, "_explain/feed.xml?entry=other")[0] == "404 Not Found"


def test_what_is_no_article_is_said_with_the_reason(explainer: Explainer) -> None:
    assert "the page holds no text" in page(explainer, "_explain/broken.html")[1]


OUTSIDE = """../secret.txt ..%2Fsecret.txt %2e%2e/secret.txt way-out.txt /etc/passwd .hidden.txt a//b.txt bridge.txt/
bridge.txt%00 README.md %ff.txt none.txt a%20&%20b/../../secret.txt"""


@pytest.mark.parametrize("name", OUTSIDE.split())
def test_nothing_outside_the_seeds_is_shown(explainer: Explainer, name: str) -> None:
    status, html = page(explainer, f"_explain/{name}")
    assert (status, "opened on Monday" in html) == ("404 Not Found", False)


@pytest.mark.parametrize(
    ("host", "remote", "allowed"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("rebound.example:8000", "127.0.0.1", False),
        ("127.0.0.1.rebound.example", "127.0.0.1", False),
        ("127.0.0.1:8000", "192.0.2.7", False),
        ("", "127.0.0.1", False),
    ],
)
def test_only_this_computer_by_its_own_name_gets_an_answer(host: str, remote: str, allowed: bool) -> None:
    assert explaining.is_here({"HTTP_HOST": host, "REMOTE_ADDR": remote}) is allowed


def test_the_address_of_a_seed_survives_any_name() -> None:
    assert explaining.address("a b/ü #1%?.txt") == "_explain/a%20b/%C3%BC%20%231%25%3F.txt"
    assert explaining.address("feed.xml#ü&x") == "_explain/feed.xml?entry=%C3%BC%26x"
