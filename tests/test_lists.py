"""Lists: each item keeps its number, whatever stands inside of it and wherever the list begins."""

from __future__ import annotations

import pytest

from generator.articles import Block
from generator.compose import body
from generator.extract import extract
from generator.extract.weights import INTRODUCED, weigh
from generator.markdown import render
from generator.seeds import read

PROSE = "The council of the harbour town voted on Tuesday to close its old bridge, after engineers found cracks in it."


def written(*numbers: int) -> str:
    return body(tuple(Block(f"w{number}", "item", number) for number in numbers))


def test_a_list_of_the_other_kind_stands_inside_of_the_item_above() -> None:
    assert written(1, 0, 0, 2) == "1. w1\n    - w0\n    - w0\n2. w2"
    assert written(0, 1, 2, 0) == "- w0\n    1. w1\n    2. w2\n- w0"
    assert '<ol id="p1">\n<li>w1<ul>\n<li>w0</li>' in render(written(1, 0, 2)).html


def test_a_number_that_does_not_follow_is_kept() -> None:
    assert written(1, 3) == "1. w1\n\n3\\. w3"
    assert written(1, 2, 1, 2) == "1. w1\n2. w2\n\n1\\. w1\n\n2. w2"


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("<ol start=4><li>a<li>b</ol>", [4, 5]),
        ("<ol><li>a<li value=7>b<li>c</ol>", [1, 7, 8]),
        ("<ol reversed><li>a<li>b</ol>", [0, 0]),
        ("<ol class='wide reversed'><li>a<li>b</ol>", [1, 2]),
        ("<ol start=-3><li>a</ol>", [1]),
    ],
)
def test_items_of_a_page_have_the_numbers_that_readers_see(source: str, numbers: list[int]) -> None:
    assert [block.level for block in read("a.html", source.encode()).blocks] == numbers


def test_a_short_list_behind_a_colon_does_not_part_the_first_paragraph_from_the_article() -> None:
    changes = "What changes:\n\n1. Cars\n   - ring road\n   - no toll\n2. Bicycles\n   - footbridge"
    text = f"Bridge closes\n\n{PROSE}\n\n{changes}\n\n{PROSE[4:]}\n\nIt was {PROSE}\n\nThen {PROSE}"
    blocks = extract(read("a.txt", text.encode())).body
    assert [block.text for block in blocks][:3] == [PROSE, "What changes:", "Cars"]


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_the_first_of_several_subheads_is_not_lost_above_the_first_paragraph(name: str) -> None:
    paragraphs = [f"{start} {PROSE}" for start in ("First", "Then", "Later", "At last")]
    mark = {"a.html": "<h2>{}</h2>", "a.md": "## {}", "a.txt": "{}"}[name]
    heads = [mark.format(text) for text in ("1. The vote", "2. The detour")]
    shown = [f"<p>{paragraph}</p>" for paragraph in paragraphs] if name == "a.html" else paragraphs
    headline = {"a.html": "<h1>{}</h1>", "a.md": "# {}", "a.txt": "{}"}[name].format("Bridge closes for a year")
    text = "\n\n".join([headline, "14 February 2024", heads[0], *shown[:2], heads[1], *shown[2:]])
    article = extract(read(name, text.encode()))
    assert [block.text for block in article.body] == ["1. The vote", *paragraphs[:2], "2. The detour", *paragraphs[2:]]
    assert article.title == "Bridge closes for a year"


def test_nothing_introduces_a_list_that_nothing_stands_above() -> None:
    items = [Block(name, "item") for name in ("Home", "News", "Sport")]
    assert all(item.weight < INTRODUCED for item in weigh([*items, Block("What changes:")])[:3])
