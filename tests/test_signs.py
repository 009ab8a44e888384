"""Signs above the line and through it: a page's numbers and words are those that its readers see."""

from __future__ import annotations

import tracemalloc

import pytest

from generator.extract import extract
from generator.seeds import read, runs
from generator.verify.compare import SourceText, compare
from generator.verify.reader import text_of

PROSE = "The council of the harbour town voted on Tuesday to close its old bridge, after engineers found cracks in it."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("some 10<sup>6</sup> litres a km<sup>2</sup>, 10<sup>-3</sup> at most", "some 10⁶ litres a km², 10⁻³ at most"),
        ("the 14<sup>th</sup> of May, H<sub>2</sub>O", "the 14th of May, H2O"),
        ("opened in 1987<sup><a href='#n'>12</a></sup>.", "opened in 1987¹²."),
        ("opened<sup>1 </sup>in<sup> <a href='#n'>2</a> </sup>May", "opened¹ in² May"),
        ("about <del>12</del><ins>14</ins> million, <s>many</s> few", "about 14 million, few"),
        ("<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>の<ruby>橋<rt>はし</ruby>", "東京の橋"),
        ("it is <s>struck <b>out</b> and has no end", "it is struck out and has no end"),
    ],
)
def test_a_page_says_what_its_readers_see(source: str, text: str) -> None:
    page = f"<p>{source}</p>"
    assert [block.text for block in read("a.html", page.encode()).blocks] == [text]
    assert compare("p1", text, [SourceText(text_of("a.html", page))]) == []


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "<sup>[12]</sup>", "[3]", "2"])
def test_a_paragraph_with_a_footnote_at_its_end_is_one(mark: str) -> None:
    paragraphs = [f"{start} {PROSE}{mark}" for start in ("First", "Then", "Later", "At last")]
    page = f"<h1>Bridge closes</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}"
    assert [block.text.split()[0] for block in extract(read("a.html", page.encode())).body] == [
        paragraph.split()[0] for paragraph in paragraphs
    ]


@pytest.mark.parametrize(
    "between",
    [
        "<br>&nbsp;<br>",
        "<br>",
        "</p-ara><p-ara>",
        "</story-text><story-text class='x'>",
    ],
)
def test_paragraphs_that_are_parted_by_no_paragraph_element(between: str) -> None:
    page = f"<div><p-ara>{PROSE}{between}Then {PROSE} It was a <em>good</em> day.</p-ara></div>"
    assert [block.text for block in read("a.html", page.encode()).blocks] == [
        PROSE,
        f"Then {PROSE} It was a good day.",
    ]


@pytest.mark.parametrize("between", ["<br>", " <x-link>", "</x-link> "])
def test_a_sentence_is_not_parted_at_a_break_or_an_element_of_the_pages_own(between: str) -> None:
    page = f"<p>{PROSE[:40]}{between}{PROSE[40:]}</p>"
    assert "".join(block.text for block in read("a.html", page.encode()).blocks).replace(" ", "") == PROSE.replace(
        " ", ""
    )
    assert len(read("a.html", page.encode()).blocks) == 1


def test_a_text_in_a_language_without_signs_at_the_end_of_sentences_is_an_article() -> None:
    paragraph = "สภาเมืองเวลเดนลงมติเมื่อวันอังคารให้ปิดสะพานท่าเรือเก่าเป็นเวลาสิบเอ็ดเดือน หลังจากวิศวกรพบรอยแตกในตอม่อสองต้น"
    text = f"เมืองเวลเดนปิดสะพาน\n\n{paragraph}\n\nและ{paragraph}\n"
    assert [block.text for block in extract(read("a.txt", text.encode())).body] == [paragraph, f"และ{paragraph}"]


def test_an_article_whose_line_ends_count_has_its_paragraphs() -> None:
    once = PROSE.replace(" bridge", "\nbridge")
    wrapped = "\n\n".join(f"{start} {once}" for start in ("First", "Then", "Later", "At last"))
    blocks = read("a.html", f"<h1>Bridge closes</h1><pre>\n14 February 2024\n\n{wrapped}</pre>".encode()).blocks
    assert [block.text.split()[0] for block in blocks] == ["Bridge", "14", "First", "Then", "Later", "At"]
    assert blocks[2].text == f"First {PROSE}"


def test_code_and_verse_keep_their_lines() -> None:
    verse = "The bridge is old,\nthe *river* cold,\n\nit is told."
    page = f"<p>Words.</p><pre><code>if car:\n    toll = 2\n</code></pre><pre>{verse}</pre>"
    blocks = read("a.html", page.encode()).blocks
    assert [(block.kind, block.markdown) for block in blocks[1:]] == [
        ("code", "`if car:`  \n`toll = 2`"),
        ("paragraph", "The bridge is old,  \nthe \\*river\\* cold,"),
        ("paragraph", "it is told."),
    ]


def test_cells_of_a_table_stand_below_their_heads() -> None:
    page = (
        "<table><caption>Costs</caption><tr><th rowspan=2>Part<th colspan=2>Cost<tr><th>2024<th>2025"
        "<tr><td>Piers<td>4<td>5<tr><td rowspan=9>Deck<td>6<td>7<tr><td>8<td colspan=99>9</table>"
    )
    title, table = read("a.html", page.encode()).blocks
    assert (title.text, title.kind) == ("Costs", "paragraph")
    assert table.markdown.split("\n")[2:] == [
        "|  | 2024 | 2025 |",
        "| Piers | 4 | 5 |",
        "| Deck | 6 | 7 |",
        "|  | 8 | 9 |",
    ]


def test_cells_that_claim_many_columns_fill_no_memory() -> None:
    page = f"<table><tr>{'<td colspan=999>a' * 5000}</tr><tr><td>b<td>c</table>"
    tracemalloc.start()
    read("a.html", page.encode())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000


def test_lines_in_a_cell_are_read_once() -> None:
    page = "<table><tr><th>A<th>B<tr><td><pre>one\ntwo</pre><td>three</table><pre>four\nfive</pre><p>Words.</p>"
    texts = [block.text for block in read("a.html", page.encode()).blocks]
    assert texts == ["A B one two three", "four five", "Words."]


def test_a_number_above_the_line_in_a_cell_is_none_of_its_own() -> None:
    page = "<table><tr><th>Town<th>People<tr><td>Velden<td>12<sup>3</sup></table>"
    assert [block.text for block in read("a.html", page.encode()).blocks] == ["Town People Velden 12³"]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://a.example/x\u202ey", "https://a.example/x%E2%80%AEy"),
        ("https://a.example/x\x7f", "https://a.example/x%7F"),
        ("https://a.example/größe", "https://a.example/größe"),
        ("https://ex℀mple.com/", ""),
    ],
)
def test_the_address_of_a_link_holds_nothing_that_cannot_be_seen(address: str, written: str) -> None:
    assert runs.address(address) == written


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<b>Velden</b> <x-link>closes</x-link> its bridge", "Velden closes its bridge"),
        ("Velden<x-gap>&nbsp;</x-gap>closes its bridge", "Velden closes its bridge"),
        ("<b>Velden</b><br>&nbsp;closes <x-b><br></x-b>its bridge", "closes its bridge"),
    ],
)
def test_elements_of_a_pages_own_part_no_words_and_no_bold_lines(source: str, text: str) -> None:
    assert read("a.html", f"<p>{source}</p>".encode()).blocks[-1].text == text


def test_what_is_struck_out_is_told() -> None:
    seed = read("a.html", b"<p>About <del>12</del> 14 million.</p><p><s></s>Nobody knows.</p>")
    assert list(map(str, seed.repairs)) == ["left out what the page strikes out (1)"]


def test_what_markdown_strikes_out_with_tags_stays_and_is_no_difference() -> None:
    text = "About <del>12</del> 14 million."
    (block,) = read("a.md", text.encode()).blocks
    assert block.text == "About 12 14 million."
    assert compare("p1", block.text, [SourceText(text_of("a.md", text))]) == []
