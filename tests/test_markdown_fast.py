"""The fast renderer gives what the reference gives, to the byte, or declines.

``make differential EXAMPLES=100000`` looks for a counterexample for longer.
"""

from __future__ import annotations

import os
from time import process_time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.articles import Block
from generator.compose import body as written
from generator.markdown import escape, fast, reference, render
from generator.text import squash

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

# What Markdown gives a meaning to, in whole and in halves, among words, white space and odd characters.
MARKS = [
    *("*", "**", "***", "_", "__", "`", "``", "\\", "\\*", "\\_", "\\[", "\\]", "\\`", "\\\\", "\\n"),
    *("[", "]", "](", "](https://a.org/b)", "[x](https://a.org)", "![", "[^1]", "[^1]: ", "](#p1)", "(", ")", "]: "),
    *("<", ">", "<b>", "<a@b.org>", "<https://a.org>", "<!--", "&", "&amp;", "&lt;", "&copy", "&#38;", "&nbsp;", ";"),
    *("\n", "\n\n", "\n\n\n", "\n> ", "\n\n> ", "\n\n>\n", "\n\n- ", "\n- ", "\n\n1. ", "\n2. ", "\n\n7. ", "\n\n## "),
    *("- ", "+ ", "* ", "--", "---", "===", "\n---\n", "\n===\n", "|", "| a | b |", "\n|-|-|\n", ": ", "^", "~~", "{"),
    *(" ", "  ", "  \n", "    ", "\t", "\xa0", "\u3000", "\u200d", "\xad", "\u2028", "\x00", "\r", "\x02", "\ufeff"),
]
WORDS = [
    "a",
    "b",
    "word",
    "Is it",
    "1",
    "12",
    "1.",
    "3. ",
    "é",
    "“",
    "—",
    "!",
    "?",
    ".",
    "'",
    '"',
    "/",
    "#",
    "@",
    "א",
    "中",
]
ANYTHING = st.lists(
    st.sampled_from(MARKS) | st.lists(st.sampled_from([*WORDS, *" " * 8]), max_size=8).map("".join), max_size=14
).map("".join)

# What it is made for, put together from sound parts, so that it does not only decline.
PLAIN = st.lists(
    st.sampled_from(["word", "Is", "it", "é", "12", "a_b", "R&D", "(a)", "[sic]", "\\*", "&amp;", "中", '"q"']),
    min_size=1,
    max_size=6,
).map(" ".join)
ADDRESSES = [
    *("https://a.org", "http://a-b.co.uk/x_y?a=1&b=2&copy=3#f", "briefing:some-slug#p2", "#p1", "mailto:a@b.org"),
    *("https://xn--a.org", "javascript:alert(1)", "/x", "https://1.2.3.4/", "https://a.org/(b)"),
]
LINKED = st.builds("[{}]({})".format, PLAIN, st.sampled_from(ADDRESSES))
SPAN = st.one_of(
    PLAIN,
    LINKED,
    *[(PLAIN | LINKED).map(mark.format) for mark in ("*{}*", "**{}**", "_{}_", "__{}__", "[*{}*](#p1)")],
)
LINE = st.builds(str.join, st.sampled_from([" ", "", ", "]), st.lists(SPAN, min_size=1, max_size=4))
LINES = st.lists(LINE, min_size=1, max_size=3)
BLOCK = st.one_of(
    LINES.map("\n".join),
    *[LINE.map(form.format) for form in ("# {}", "## {}", "###### {}", "> {}")],
    LINES.map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    LINES.map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.builds(
        lambda first, lines: "\n".join(f"{at}. {x}" for at, x in enumerate(lines, first)), st.integers(1, 3), LINES
    ),
)
SOUND = st.lists(BLOCK, min_size=1, max_size=5).map("\n\n".join)


def agrees(body: str) -> bool:
    """Whether the fast renderer took the body; fails if its result is another than the reference's."""
    rendered = fast.render(body)
    assert rendered is None or rendered == reference.render(body)
    return rendered is not None


@thorough
@given(ANYTHING)
@example("*a [b* c](https://a.org)")
@example("[x *a](https://a.org) b*")
@example("> a\n> ")
@example("> a\n\n> b")
@example("- a\n\n- b")
@example("][ ](#p1)\\")
@example("<" * 300)
def test_it_never_differs_from_the_reference(body: str) -> None:
    agrees(body)


@thorough
@given(SOUND)
def test_it_never_differs_on_what_it_is_made_for(body: str) -> None:
    agrees(body)


@thorough
@given(st.text(max_size=60))
def test_it_never_differs_on_any_characters(text: str) -> None:
    agrees(text)
    agrees(escape(text))


TAKEN = {
    "paragraphs": "One.\n\nTwo, in “quotes” (and brackets) [sic].\n\n\n3 of 4, at 5.30 – a—b; R&D? Yes! A < B > C",
    "lines wrapped by hand": "One line\nand the next\nof it.",
    "subheads": "# One\n\n## Two \\#2\n\n## Two \\#2\n\n###### *Three*",
    "emphasis": "**Bold** and *slanted*, _so_ and __so__, in snake_case too; *a [link](https://a.org) in it*.",
    "links": "[A](https://example.org/x?a=1&b=2#c) [**b**](briefing:x#p2) [c](#p1) [d](mailto:a@b.org).",
    "lists": "- one\n- **two**\n\nBetween.\n\n1. one\n2. two\n\nBetween.\n\n3. three",
    "quotations": "> One.\n\n> Two,\n> in two lines.\n>\n> Three.\n\nAfter.",
    "escapes": "\\- no item \\*\\*no bold\\*\\* C:\\path &lt;b&gt; &amp; \\[a\\](b)",
    "scripts": "中文。日本語　です\n\nالعربية\n\nहिन्दी 100\xa0km soft\xadhyphen zero\u200djoiner 🚀",
}


@pytest.mark.parametrize("name", TAKEN)
def test_it_takes_plain_prose(name: str) -> None:
    assert agrees(TAKEN[name])


LINES = st.text(st.characters(categories=("L", "Nd", "P", "Zs")), max_size=80).map(squash)


@given(st.lists(st.builds(Block, LINES), max_size=5))
def test_it_takes_nearly_all_that_the_converter_writes(blocks: list[Block]) -> None:
    """Whatever is escaped is taken, but for marks by the hundred and a few signs at a line's beginning."""
    body = written(tuple(blocks))
    starts = [line[:1] for line in body.split("\n\n")]
    assert agrees(body) or any(not start.isalnum() for start in starts)


DECLINED = {
    "table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "footnote": "A[^1]\n\n[^1]: note",
    "image": "![alt](https://a.org/b.png)",
    "code": "`a`",
    "nested list": "- a\n    - b",
    "rule": "a\n\n---\n\nb",
    "two lists in a row": "- a\n\n- b",
    "automatic link": "<https://a.org>",
    "address in brackets": "[a](<https://a.org>)",
    "relative address": "[a](b.md)",
    "script": "[a](javascript:alert(1))",
    "HTML": "<b onclick=x>a@b</b>",
}


@pytest.mark.parametrize("name", DECLINED)
def test_it_leaves_the_rest_to_the_reference(name: str) -> None:
    assert fast.render(DECLINED[name]) is None
    assert render(DECLINED[name]) == reference.render(DECLINED[name])


@pytest.mark.parametrize("unit", [*MARKS, "[a", "*a ", "a_b", "\\*a*", "<a", "> a\n\n", "# a\n\n", "[a](b ", "&#1"])
def test_it_never_takes_long(unit: str) -> None:
    """A hostile body of the largest size takes a second at most, taken or declined; most take a millisecond."""
    body = (unit * 200_000)[:200_000]
    start = process_time()
    fast.render(body)
    assert process_time() - start < 1


def test_a_list_begins_with_the_number_it_has_in_the_source() -> None:
    assert '<ol id="p1" start="3">' in render("3. three\n4. four").html
    assert '<ol id="p1">' in render("1. one\n2. two").html


def test_the_target_of_a_link_is_read_as_a_browser_does() -> None:
    target = "https://a.org/?a=1&copy=2"
    assert reference.render(f"[x]({target})").links == fast.render(f"[x]({target})").links == (target,)
