"""Plain text: lines that a file wraps are paragraphs again, however these are parted."""

from __future__ import annotations

import textwrap

import pytest

from generator.seeds import read

PARAGRAPHS = """\
The council of the harbour town voted on Tuesday to close its old bridge for eleven months, after engineers found cracks
in two of its piers and in the deck between them.
-
The work will cost 14 million euros, said the mayor. Drivers will have to take the northern ring road, which adds nine
kilometres to their way.
-
The bridge was opened in 1931 and last repaired in 1987. A footbridge for the time of the work is to be ready by the end
of March, or a little later.""".replace("\n", " ").split(" - ")


def texts(source: str) -> list[str]:
    return [block.text for block in read("a.txt", source.encode()).blocks]


@pytest.mark.parametrize("indent", ["", "   ", "\t"])
def test_paragraphs_without_a_blank_line_between_them_are_unwrapped(indent: str) -> None:
    wrapped = [textwrap.fill(paragraph, 66, initial_indent=indent) for paragraph in PARAGRAPHS]
    assert texts("\n".join(wrapped)) == PARAGRAPHS


def test_lines_of_a_poem_and_paragraphs_of_one_line_are_not_joined() -> None:
    poem = ["The bridge is old and long and low,", "the river cold,", "and nobody has seen it go", "or has been told."]
    assert texts("\n".join(poem)) == poem
    assert texts("\n".join(PARAGRAPHS)) == PARAGRAPHS


def test_a_language_without_spaces_gets_none_where_lines_are_joined() -> None:
    paragraph = "维尔登市议会周二投票决定将旧港口大桥关闭十一个月，工程师在其两个桥墩上发现了“裂缝”。" * 3
    assert texts("\n".join(textwrap.wrap(paragraph, 34))) == [paragraph]
    quoted = "He said that all was well in the town “and would be so” — “for years”, as she had told him in a letter."
    assert texts(textwrap.fill(f"{quoted} {quoted} {quoted}", 40)) == [f"{quoted} {quoted} {quoted}"]
