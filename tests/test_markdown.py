"""Markdown: plain text shows unchanged, and nothing that comes out runs."""

from __future__ import annotations

import re
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.check import bodies
from generator.markdown import TooComplex, escape, render
from generator.mkdocs.free_pages import sanitize
from generator.model import Document, FrontMatter
from generator.text import squash

SIGNS = st.text(st.sampled_from("ab1 *_[]()<>#+-.!`\\&;:/@^|~=\"'x"), max_size=40)


@given(SIGNS)
@example("<:@1>")
@example("<a<b@c>")
def test_escaped_text_shows_as_it_was(text: str) -> None:
    shown = render(escape(text)).paragraphs
    assert list(shown.values()) == ([squash(text)] if squash(text) else [])


@given(SIGNS)
def test_no_element_outside_the_list_comes_out(text: str) -> None:
    assert not re.search(r"<(?:script|iframe|object|style|svg|form)|\son\w+=|javascript:", render(text).html)


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "[x](data:text/html,a)",
    ],
)
def test_hostile_bodies_are_harmless(body: str) -> None:
    html = render(body).html
    assert not re.search(
        r"<(?!/?(?:p|a|em|strong|img)\b)|\son\w+\s*=\s*[\"']?alert(?!.*&gt;)|href=\"(?:java|data)", html
    )


@given(SIGNS | st.text("<>/!-ab \"'=\n`\\", max_size=40))
@example('<IMG SRC="a<!-- -->')
def test_what_shows_a_text_unchanged_holds_no_html(text: str) -> None:
    """The converter writes no body that the check of bodies refuses."""
    document = Document("a.md", FrontMatter(title="A", slug="a"), escape(text), "")
    assert [problem.what for problem in bodies.check(document, set()) if "HTML" in problem.what] == []


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (
            "Seen ![from & *afar*](https://a.org/b.png?c&d).",
            'Seen <a href="https://a.org/b.png?c&amp;d">from &amp; *afar*</a>.',
        ),
        ("![](https://a.org/b.png)", '<a href="https://a.org/b.png">https://a.org/b.png</a>'),
        ("[![The bridge](https://a.org/b.png)](https://c.org)", '<a href="https://c.org"><em>The bridge</em></a>'),
        ("![](javascript:alert)", "<a>javascript:alert</a>"),
        ("![](//a.org/b.png)", '<a href="//a.org/b.png">//a.org/b.png</a>'),
        (r"![](pictures/b\_c.png)", '<img alt="" src="pictures/b_c.png">'),
        (r"![](pictures/\.\./c.png)", '<a href="pictures/../c.png">pictures/../c.png</a>'),
        ("![A bridge](pictures/b%20c.png)", '<img alt="A bridge" src="pictures/b%20c.png">'),
    ],
)
def test_of_a_picture_in_the_web_a_link_remains(body: str, html: str) -> None:
    """A page asks nothing of other sites; its policy would leave a broken picture."""
    rendered = render(body)
    assert rendered.html.strip().replace(' rel="noopener noreferrer"', "") == f'<p id="p1">{html}</p>'


def test_a_backslash_in_an_address_is_none_of_its_characters() -> None:
    assert render(r"[a](https://a.org/b\_c) [d](briefing:d\-e)").links == ("https://a.org/b_c", "briefing:d-e")


def test_a_link_to_a_picture_of_the_site_is_named_beside_the_picture_itself() -> None:
    text = "![](b.png) ![](b.png) [one](b.png) [other](b.png) [here](#p1)"
    problems = bodies.check(Document("a.md", FrontMatter(title="A", slug="a"), text, ""), set())
    assert [problem.what for problem in problems] == ['"b.png" leads nowhere'] * 2


def test_figures_of_a_table_stand_as_its_author_sets_them() -> None:
    html = render("| Town | People |\n|---|--:|\n| Vaduz | 5,696 |").html
    assert '<th align="right">People</th>' in html
    assert '<td align="right">5,696</td>' in html
    assert "<td>Vaduz</td>" in html
    free = sanitize(
        '<table><tr><td style="text-align: right;">5</td><td style="text-align: right; color: red">6</td></tr></table>'
    )
    assert '<td align="right">5</td><td>6</td>' in free


def test_every_block_has_an_anchor() -> None:
    rendered = render("One.\n\n## Two\n\n> Three.\n\n- a\n- b")
    assert rendered.paragraphs == {"p1": "One.", "p2": "Three.", "p3": "a b"}
    assert rendered.headings == ("h-two",)
    assert all(f'id="{anchor}"' in rendered.html for anchor in rendered.anchors)


@pytest.mark.parametrize(
    "unit",
    [
        "[a][",
        "[^a",
        "![\\",
        "[a](b ",
        "![a](<b ",
        "[a](b(c) ",
        "a\n===\n",
        "***\n",
        "# a\n",
        "[a] [\n",
        ">[^1]: a ",
        "[^1]: a ",
    ],
)
def test_what_looks_for_its_end_again_and_again_is_refused_or_takes_little_time(unit: str) -> None:
    for size in (1_000, 4_000, 16_000, 190_000):
        begin = process_time()
        with suppress(TooComplex):
            render(unit * (size // len(unit)))
        assert process_time() - begin < 8


def test_many_brackets_that_are_closed_are_rendered() -> None:
    links = render("See [one (1)](https://a.example/(x)) and [two] and [[three]] and \\[.\n" * 2_000).links
    assert len(links) == 2_000


@pytest.mark.parametrize("body", ["x" * 300_000, "[" * 5_000, "> " * 3_000 + "x"])
def test_what_would_take_too_long_is_refused(body: str) -> None:
    with pytest.raises(TooComplex):
        render(body)
