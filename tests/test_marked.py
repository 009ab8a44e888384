"""Markdown seeds: what their front matter states, and nothing of their text lost or taken for something else."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from time import process_time

import pytest

from generator.articles import Stated
from generator.compose import compose
from generator.enrich import enrich
from generator.errors import SeedError
from generator.extract import extract
from generator.markdown import render
from generator.model import Document, Taxonomy
from generator.seeds import read
from generator.verify import Witness, prove
from generator.verify.reader import unmarked

PROSE = (
    "The new harbour bridge was opened on Monday by the mayor, who walked across it with hundreds of people behind. "
    "It took four years to build and cost less than planned, the town said."
)


def stated(front: str) -> Stated:
    return read("a.md", f"{front}\n\n{PROSE}\n".encode()).stated


def shown(text: str) -> list[str]:
    """Paragraphs of a text as the body of a briefing has them, but for the prose around it."""
    before, behind = (
        [f"{word} {PROSE}" for word in ("First,", "So", "Then,")],
        [f"{word} {PROSE}" for word in ("At last", "And")],
    )
    data = "\n\n".join(["# Bridge opens", *before, text, *behind]).encode()
    front, written = compose(enrich(extract(read("a.md", data)), Taxonomy()))
    assert prove(Document("a.md", front, written, ""), [Witness("a.md", data)]).differences == ()
    parts = written.split("\n\n")
    assert (parts[:3], parts[-2:]) == (before, behind)
    return parts[3:-2]


def test_a_nested_title_is_not_the_title() -> None:
    found = stated(
        '---\ntitle: "A bridge"\nauthor:\n  name: Ann Example\n  title: Reporter\nteaser: >\n  title: None\n---'
    )
    assert (found.titles, found.byline) == (("A bridge",), "Ann Example")


def test_a_title_may_hold_signs_of_yaml() -> None:
    assert stated("---\ntitle: Q&A on the bridge {all of it}\n---").titles == ("Q&A on the bridge {all of it}",)
    assert stated("---\ntitle: Ready: Q&A [new]\n---").titles == ("Ready: Q&A [new]",), "no valid YAML"
    assert stated("---\ntitle: 007\nauthor: null\n---").titles == ("007",)


def test_authors_and_tags_may_be_lists() -> None:
    found = stated(
        '---\nauthors:\n- name: Ann Example\n- "[[Bob Sample]]"\ntags: [sea, bridges]\ncategory: [News, Sea]\n---'
    )
    assert (found.byline, found.tags, found.section) == ("Ann Example, Bob Sample", ("sea", "bridges"), "News")


def test_front_matter_may_be_toml() -> None:
    found = stated(
        '+++\ntitle = "A bridge"\ndate = 2024-05-03T10:00:00Z\nlastmod = 2024-05-04\n[extra]\ntitle = "x"\n+++'
    )
    assert (found.titles, found.updated) == (("A bridge",), date(2024, 5, 4))
    assert found.date == datetime(2024, 5, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "front", ["---\na: &x [*x]\n---", "+++\nno toml\n+++", f"---\ntitle: {'[' * 50_000}\n---", "---\n\t:\n---"]
)
def test_broken_front_matter_states_nothing(front: str) -> None:
    assert stated(front) == Stated()


def test_paragraphs_between_two_rules_are_no_front_matter() -> None:
    seed = read("a.md", f"---\n\n{PROSE}\n\nThe mayor was glad.\n\n---\n\n{PROSE} It rained.".encode())
    assert [block.text for block in seed.blocks if block.text] == [PROSE, "The mayor was glad.", f"{PROSE} It rained."]


def test_code_is_kept_as_it_stands() -> None:
    """Line by line, each code by itself: the pages know no fences, and read what stands between them."""
    code = "```python\n# no heading\nx = [1]  # 1 * 2\n\n- no item\n```"
    assert shown(code) == ["`# no heading`  \n`x = [1]  # 1 * 2`", "`- no item`"]
    assert shown("~~~\na `b` ``` c\n~~~") == ["`` a `b` ``` c ``"]
    page = render("`# no heading`  \n`x = [1]  # 1 * 2`").html
    assert page == '<p id="p1"><code># no heading</code><br>\n<code>x = [1]  # 1 * 2</code></p>'


def test_a_table_is_kept() -> None:
    assert shown("| Year | Cost |\n|---|:-:|\n| 2023 | *4* |\n| 2024 | a \\| b |") == [
        "| Year | Cost |\n| --- | --- |\n| 2023 | \\*4\\* |\n| 2024 | a \\| b |"
    ]


def test_items_go_on_over_lines_and_may_stand_apart() -> None:
    assert shown("It said:\n- one item that is\n  wrapped\n- two\n\n* three\n\n1. four\nof\n45. them") == [
        "It said:",
        "- one item that is wrapped\n- two\n- three\n    1. four of",
        "45\\. them",
    ]
    assert shown("The bridge was built in\n1945. It is old, and it was\nalways so.") == [
        "The bridge was built in 1945. It is old, and it was always so."
    ]


def test_links_are_read_in_all_their_forms() -> None:
    text = (
        "See [a **bold** one](https://a.example/x_(y)), **[b](https://b.example/)**, [c][1], [D][], [no][such], "
        '<a class="x" href="https://e.example/">e</a>, and `[g](h)`.\n\n'
        '[1]: https://c.example/ "C"\n[d]: <https://d.example/>'
    )
    wanted = (
        "See [a](https://a.example/x_%28y%29) **[bold](https://a.example/x_%28y%29)** "
        "[one](https://a.example/x_%28y%29), **[b](https://b.example/)**, [c](https://c.example/), "
        "[D](https://d.example/), [no\\][such], [e](https://e.example/), and \\`[g\\](h)\\`."
    )
    assert shown(text) == [wanted]


def test_tags_of_html_are_no_text() -> None:
    assert shown('<div class="x">\nSome <b>raw</b> text,<br>5 &lt; 6 &amp; 7 < 8, `<b>`.\n</div>') == [
        "Some raw text, 5 < 6 & 7 < 8, \\`&lt;b>\\`."
    ]


@pytest.mark.parametrize(
    "piece", ["<!--", "[a](", "[a][", "**a", "`a", "`a ", "<a ", "| a ", "- a\n", "[a]: b\n", "```\n", "+++\n", "---\n"]
)
def test_markdown_is_read_in_linear_time(piece: str) -> None:
    begin = process_time()
    with suppress(SeedError):  # too many paragraphs
        read("a.md", f"{PROSE}\n\n{piece * (400_000 // len(piece))}".encode())
    assert process_time() - begin < 8


def test_references_to_characters_bring_none_in_that_cannot_be_seen() -> None:
    assert shown("Some&nbsp;words&#8238; and&#129; others&shy;.") == ["Some words and others."]


def test_a_quotation_of_several_paragraphs_is_several() -> None:
    text = "> The bridge is open,\n> they say.\n>\n> Nobody pays.\n>> All may cross.\n"
    blocks = read("a.md", text.encode()).blocks
    assert [(block.kind, block.text, block.line) for block in blocks] == [
        ("quote", "The bridge is open, they say.", 1),
        ("quote", "Nobody pays. All may cross.", 4),
    ]
    assert " ".join(unmarked(text).split()) == "The bridge is open, they say. Nobody pays. All may cross."


def test_escapes_in_front_matter_bring_nothing_in_that_cannot_be_seen() -> None:
    text = f'---\ntitle: "Bridge\\u202e closes\\tfor\\u2028 repairs"\nauthor: "Ann\\x7f Example"\n---\n\n{PROSE}\n'
    stated = read("a.md", text.encode()).stated
    assert (stated.titles, stated.byline) == (("Bridge closes for repairs",), "Ann Example")


def test_names_and_values_at_the_beginning_are_no_paragraph() -> None:
    seed = read("a.md", f"Title: Bridge closes: why\nDate: 2024-02-14\nAuthor: Ann Example\n\n{PROSE}\n".encode())
    assert (seed.stated.titles, str(seed.stated.date), seed.stated.byline) == (
        ("Bridge closes: why",),
        "2024-02-14",
        "Ann Example",
    )
    assert [(block.text, block.line) for block in seed.blocks] == [(PROSE, 5)]
    assert shown("Note: all is well.\nAnd: so on.\n\nWords.") == ["Note: all is well. And: so on.", "Words."]


def test_lines_are_joined_and_numbers_above_the_line_kept_as_they_are_meant() -> None:
    assert shown("市议会周二决定将旧港口大桥\n关闭十一个月。") == ["市议会周二决定将旧港口大桥关闭十一个月。"]
    assert shown("Some 10<sup>6</sup> litres.") == ["Some 10⁶ litres."]
    assert shown("[^1]: See the minutes.\n[^2]: It has\n  two lanes.") == [
        "\\[^1]: See the minutes.",
        "\\[^2]: It has two lanes.",
    ]


def test_no_list_or_table_below_the_lede_takes_it_from_the_article() -> None:
    lists = "1. Cars\n   - ring road\n   - no toll\n2. Bicycles\n3. Ferries"
    table = "| Part | Cost |\n| --- | --- |\n| Piers | 4 |"
    for between in (lists, table, "He said:\n\n> We wait."):
        text = f"# Bridge closes\n\n{PROSE}\n\n{between}\n\nThen {PROSE}\n\nLater {PROSE}\n"
        article = extract(read("a.md", text.encode()))
        assert (article.deck, article.body[0].text) == ("", PROSE)


def test_the_second_reader_knows_addresses_and_ends_of_lines() -> None:
    assert unmarked("See <https://a.example/x> and\\\nso on.") == "See https://a.example/x and\nso on."


@pytest.mark.parametrize("line", ["\\", "> \\", "\\\n\\"])
def test_a_line_that_holds_but_a_mark_for_a_new_one_says_nothing(line: str) -> None:
    """Pandoc writes an empty line so; the converter failed at it."""
    text = f"# Bridge opens\n\n{PROSE}\n\n{line}\n\nThen {PROSE}\n"
    blocks = extract(read("a.md", text.encode())).body
    assert [block.text for block in blocks if block.text] == [PROSE, f"Then {PROSE}"]


def test_a_mark_for_a_new_line_is_no_part_of_a_quotation() -> None:
    blocks = read("a.md", b"> One bridge\\\n> is closed.\n> \\\n> The other is not.").blocks
    assert [(block.kind, block.text) for block in blocks] == [
        ("quote", "One bridge is closed."),
        ("quote", "The other is not."),
    ]
