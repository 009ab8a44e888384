"""What stands beside the article on a page is read as a whole: menus, footers, forms, lists of other stories."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.articles import Block
from generator.extract import extract
from generator.seeds import read

PROSE = "".join(
    f"<p>The council opened the bridge over the river in year {year}, and all who live here may cross it for free.</p>"
    for year in range(1990, 1998)
)
TITLES = [f"{name} news of this evening, told in brief" for name in ("World", "Local", "Sport", "Arts", "Food")]
TITLES += [f"What {name} readers ask of us" for name in ("young", "old", "new", "far")]
LINKS = "".join(f'<li><a href="/">{title}</a></li>' for title in TITLES)
TEXTS = " ".join(TITLES)
TABLE = "<table><tr><td>Bridge<td>Year<tr><td>{0}<td>1990</table>"
MARK = "\ufdd0{}\ufdd1"


def _blocks(page: str) -> tuple[Block, ...]:
    return read("a.html", page.encode()).blocks


def _menus(page: str) -> list[tuple[str, str]]:
    return [(block.region, block.text) for block in _blocks(page) if block.kind == "menu"]


@pytest.mark.parametrize(
    ("part", "region"),
    [
        ("<nav>{}</nav>", "nav"),
        ("<footer><ul>{}</ul></footer>", "footer"),
        ("<form action=x>{}</form>", "form"),
        ('<div role="navigation">{}</div>', "nav"),
        ('<ul class="menu" role="menu">{}</ul>', "nav"),
        ('<div class="related-stories"><ul>{}</ul></div>', "aside"),
        ('<div><aside class="x y">{}</aside></div>', "aside"),
        ("<nav><footer>{}</footer></nav>", "nav"),
        ('<div class="share"><nav>{}</nav></div>', "nav"),
    ],
)
def test_a_list_of_links_is_one_block_of_its_part_of_the_page(part: str, region: str) -> None:
    blocks = _blocks(f"<p>Before it.</p>{part.format(LINKS)}{PROSE}")
    assert [(block.region, block.text) for block in blocks if block.kind == "menu"] == [(region, TEXTS)]
    assert [block.text for block in blocks[:2]] == ["Before it.", TEXTS], "in the order of the page"
    assert len(blocks) == 2 + 8


@pytest.mark.parametrize(
    "part",
    [
        f"<form>{PROSE}</form>",
        f'<div class="menu">{PROSE}{LINKS}</div>',
        f"<nav><h1>The bridge is open</h1>{LINKS}</nav>",
        f'<div class="share"><h1 class="x">The bridge is open</h1>{LINKS}</div>',
        '<div class="author-box">By <a href="/ann">Ann Example</a></div>',
        f'<div class="related">{LINKS}<p>{"A paragraph that says more than a label does. " * 4}</p></div>',
        '<div class="share">5 May 2020, 14:30 <ul>' + "<li><a>Share</a></li>" * 12 + "</ul></div>",
        '<div class="widget">'
        + "<div>A short line of a poem, of a list of results, of a page of its own.</div>" * 12
        + "</div>",
        "<nav><button>Menu</button><select><option>English</select></nav>",
        f"<nav hidden>{LINKS}</nav>",
        f'<div hidden><nav class="a">{LINKS}</nav></div>',
        '<nav role="main">World news</nav>',
    ],
)
def test_no_menu_is_what_may_hold_the_article_its_headline_or_its_author(part: str) -> None:
    assert _menus(f"{part}{PROSE}") == []


def test_a_page_without_prose_is_read_line_by_line() -> None:
    assert [block.text for block in _blocks(f"<nav>{LINKS}</nav><p>The bridge is open.</p>")] == [
        *TITLES,
        "The bridge is open.",
    ]


def test_escapes_and_invisible_signs_in_a_menu_are_read_as_in_other_text() -> None:
    odd = "<a>Q&amp;A</a> <a>&lt;b&gt;</a> <a>x\u202ey\x07</a>"
    nav, aside = _menus(f'<nav>{odd}</nav><div class="share">{odd}{LINKS}</div>{PROSE}')
    assert nav == ("nav", "Q&A <b> xy")
    assert aside[1].startswith("Q&A <b> xy World news")


def test_tables_and_menus_without_white_space_between_them_are_all_read() -> None:
    page = (
        f"{PROSE}{TABLE.format('Old')}{TABLE.format('New')}text<nav>{LINKS}</nav><nav>Home</nav>{TABLE.format('Last')}"
    )
    found = [(block.kind, block.text) for block in _blocks(page)[8:]]
    assert found == [
        ("table", "Bridge Year Old 1990"),
        ("table", "Bridge Year New 1990"),
        ("paragraph", "text"),
        ("menu", TEXTS),
        ("menu", "Home"),
        ("table", "Bridge Year Last 1990"),
    ]


def test_a_mark_that_the_page_holds_itself_repeats_nothing() -> None:
    """A page could fill the memory otherwise: thousands of marks of one long table."""
    page = f'{PROSE}{TABLE.format("Old")}<div class="share">{MARK.format(0) * 50}{LINKS}</div>{MARK.format(0) * 500}'
    texts = [block.text for block in _blocks(f"{MARK.format(7)}&#xfdd0;0&#xfdd1;{page}")]
    assert sum(text.count("Bridge Year Old 1990") for text in texts) == 1


def test_whoever_holds_the_rights_is_found_in_a_footer_and_is_no_headline() -> None:
    footer = f"<footer>{LINKS}{LINKS * 8} <p>© 2020 <a>Example Town Herald</a></p></footer>"
    page = f"<div>Example Town Herald</div><h2>A new bridge over the river</h2>{PROSE}{footer}"
    assert extract(read("a.html", page.encode())).title == "A new bridge over the river"


def test_an_article_goes_on_behind_a_list_of_other_stories() -> None:
    page = f'<h1>A new bridge</h1>{PROSE}<div class="related">{LINKS}</div>{PROSE.replace("19", "20")}'
    body = extract(read("a.html", page.encode())).body
    assert len(body) == 16
    assert not any("news" in block.text for block in body)


@pytest.mark.parametrize(
    "page",
    [
        PROSE + "<nav>" * 1_900 + "<b></b>" * 60_000,
        "<nav>" * 1_900 + "<b></b>" * 60_000 + PROSE,
        f"<nav>{PROSE}" * 200 + "<i></i>" * 60_000,
        PROSE + '<div class="share"><b></b><b></b>' * 1_900 + "<i></i>" * 60_000 + "y " * 100,
        PROSE + '<div class="share">x</div>' * 40_000,
        PROSE + ('<div class="share">' * 900 + "x" * 160 + "</div>" * 900) * 50,
        PROSE + "<div hidden><button>x" * 900 + "<i></i>" * 60_000,
        PROSE + "<footer>" + "© 2020 x " * 50_000 + "</footer>",
    ],
    ids=range(8),
)
def test_hostile_nesting_takes_linear_time(page: str) -> None:
    begin = process_time()
    extract(read("a.html", page.encode()))
    assert process_time() - begin < 6


PARTS = st.sampled_from(
    [
        *("<nav>", "</nav>", "<form>", "</form>", "<footer>", "</footer>", '<div class="share">', "</div>", "<div>"),
        *('<ul class="menu">', "<ul>", "</ul>", "<aside>", "</aside>", "<p>", "</p>", "<li>", "<h1>", "</h1>"),
        *('<p role="search">', "<b>", "</b>", "<br>", '<a href="/">', "</a>", "<table>", "</table>", "<tr>", "<td>"),
        *("<hr>", "<span>", "</span>", " ", LINKS, PROSE, TABLE.format("x"), "&amp;", MARK.format(0), "<!-- -->"),
    ]
)


@given(st.lists(PARTS | st.integers(10_000, 99_999).map(" {} ".format), max_size=60))
def test_every_word_of_a_page_is_in_one_of_its_blocks_and_in_one_only(parts: list[str]) -> None:
    words = [f"w{at}" for at in range(len(parts))]
    page = PROSE + "".join(f"{part} {word} " for part, word in zip(parts, words, strict=True))
    found = " ".join(block.text for block in _blocks(page))
    assert sorted(re.findall(r"\bw\d+\b", found)) == sorted(words)
