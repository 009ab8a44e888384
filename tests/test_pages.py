"""Reading pages: whatever a page is made of, its text comes through, and nothing of it breaks the reader."""

from __future__ import annotations

import random
import resource
import time

import pytest

from generator.articles import Block
from generator.errors import SeedError
from generator.extract import extract
from generator.seeds import read


def blocks(source: str) -> tuple[Block, ...]:
    return read("a.html", source.encode()).blocks


def texts(source: str) -> list[str]:
    return [block.text for block in blocks(source)]


def test_an_attribute_whose_name_has_a_quotation_mark_costs_no_text() -> None:
    """Browsers read a stray quotation mark as an attribute's name; the parser writes it out as one."""
    source = '<p>Register <a class="x" href="/a"">here</a> now.</p><p>Bring <i class="y"" title="a">boots</i>.</p>'
    assert texts(source) == ["Register here now.", "Bring boots."]


@pytest.mark.parametrize("value", ["a > b", "a < b", "<!--", "-->", "<p>", "class=share", "it's &quot;so&quot;"])
def test_what_stands_in_an_attribute_is_no_markup(value: str) -> None:
    assert texts(f'<p title="{value}">One.</p><!-- <p>No.</p> --><p>Two <b title="{value}">three</b>.</p>') == [
        "One.",
        "Two three.",
    ]


def test_the_end_of_an_inner_element_is_not_the_end_of_the_outer() -> None:
    found = blocks('<div><span class="caption"><span>The bridge</span> at dawn.</span></div><p>It opened.</p>')
    assert [(block.text, block.kind) for block in found] == [
        ("The bridge at dawn.", "caption"),
        ("It opened.", "paragraph"),
    ]


def test_nothing_hidden_is_read() -> None:
    source = "<p>One.</p><div hidden><div>No.</div><p>No.</p></div><p>Two<span hidden> no <b>no</b></span>.</p>"
    assert texts(source) == ["One.", "Two."]
    assert texts('<p hidden="until-found">Folded.</p><p aria-hidden="true">No.</p>') == ["Folded."]


PROSE = [
    "The harbour bridge was opened on Monday by the mayor, and hundreds of people walked across it in the rain.",
    "Work on it took four years and cost less than planned, the council said in a statement on the same day.",
    "A ferry that had crossed the water for ninety years made its last journey in the evening, with a band on board.",
]


def test_what_follows_the_end_of_a_value_is_not_its_attribute() -> None:
    """Markup pasted into a value ends it early: what looks like a second class is none."""
    found = blocks(f'<p>{PROSE[0]}</p><div class="a" title="&lt;li class=" related">A bridge</div><p>{PROSE[1]}</p>')
    assert [block.region for block in found] == ["", "", ""]


@pytest.mark.parametrize("old", ['<basefont size="3">', '<bgsound src="a.mid">', "<keygen hidden>"])
def test_elements_of_old_pages_that_have_no_end_hold_nothing(old: str) -> None:
    found = blocks(f"<nav><a href='/'>Home</a> <b>all{old}</b></nav><p>{PROSE[0]}</p>")
    assert [(block.text, block.region) for block in found] == [("Home all", "nav"), (PROSE[0], "")]
    assert found[1].runs == ()


def kept(source: str) -> list[str]:
    return [block.text for block in extract(read("a.html", source.encode())).body]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


BOX = "<div><h3>Related articles</h3><ul><li><a href='/a'>Harbour fees rise again</a></li></ul></div>"


def test_a_box_between_the_paragraphs_does_not_end_the_article() -> None:
    source = f"<main><h1>Bridge opens</h1><div>{paragraphs(*PROSE[:2])}{BOX}{paragraphs(PROSE[2])}</div></main>"
    assert kept(source) == PROSE


def test_what_smaller_groups_say_behind_the_last_paragraph_is_no_article() -> None:
    about = paragraphs("Ann Lee has written on the harbour since 2011, and she lives there with a dog and two cats.")
    author = f"<div class='author'><h4>Ann Lee</h4>{about}</div>"
    source = f"<article><h1>Bridge opens</h1><div>{paragraphs(*PROSE)}</div>{author}</article>"
    assert kept(source) == PROSE


def test_lists_among_the_paragraphs_are_the_article() -> None:
    items = ["Open all day and all night", "Free of charge until 2030", "Closed to lorries and coaches"] * 4
    listed = "".join(f"<li>{item} ({at})</li>" for at, item in enumerate(items))
    source = (
        f"<article><h1>Bridge opens</h1><div>{paragraphs(*PROSE)}<h2>What to know</h2><ul>{listed}</ul></div></article>"
    )
    assert kept(source) == [*PROSE, "What to know", *(f"{item} ({at})" for at, item in enumerate(items))]


def test_an_unfinished_paragraph_at_the_end_stays() -> None:
    """A subscriber's article often breaks off in the middle of a sentence; its last words are the article's, too."""
    rest = (
        "The council had first asked for a bridge in the year of the great flood, and since then it has asked for one"
    )
    source = f"<article><h1>Bridge opens</h1><div>{paragraphs(*PROSE, rest)}</div><p>Subscribe to read on</p></article>"
    assert kept(source) == [*PROSE, rest]


def test_labels_of_a_box_between_the_paragraphs_are_dropped_and_its_sentences_stay() -> None:
    said = "“We have waited for four years, and it was worth every single day of it,” the mayor said at the opening."
    box = f"<div class='gallery'><p>Picture gallery of the opening day</p><p>{said}</p></div>"
    source = f"<article><h1>Bridge opens</h1><div>{paragraphs(*PROSE)}{box}{paragraphs(*PROSE[1:])}</div></article>"
    assert kept(source) == [*PROSE, said, *PROSE[1:]]


def test_the_line_that_a_page_calls_its_deck_is_the_deck() -> None:
    deck = "It took four years, and not everybody in the town is glad that it is there."
    source = (
        f"<article><h1>Bridge opens</h1><div><p class='article-lead'>{deck}</p>{paragraphs(*PROSE)}</div></article>"
    )
    article = extract(read("a.html", source.encode()))
    assert (article.deck, [block.text for block in article.body]) == (deck, PROSE)


@pytest.mark.parametrize(
    ("line", "stated", "headline"),
    [
        ("Harbour Bridge opens after four years", "Bridge opens after four years", "Bridge opens after four years"),
        ("Opens at last", "Harbour bridge: Opens at last", "Harbour bridge: Opens at last"),
        ("At last!", "Mayor opened the harbour bridge on Monday", "Mayor opened the harbour bridge on Monday"),
        ("Bridge opens", "Harbour News", "Bridge opens"),
    ],
    ids=["kicker in the line", "kicker stated", "other words", "the site's name"],
)
def test_line_and_statement_are_weighed(line: str, stated: str, headline: str) -> None:
    source = f"<meta property='og:title' content='{stated}'><main><h1>{line}</h1>{paragraphs(*PROSE)}</main>"
    assert extract(read("a.html", source.encode())).title == headline


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge opens – Harbour News</title>
<script type="application/ld+json">
{"@type":"NewsArticle","headline":"Bridge opens","datePublished":"2024-05-02T08:00:00Z"}</script>
<style>p{color:red}</style></head><body><nav><ul><li><a href="/">Home</a></li>
<li><a href="/x">News &amp; more</a></li></ul></nav>
<main><article><h1>Bridge opens</h1><p class="byline">By <a rel="author">Ann Lee</a></p>
<p>The harbour bridge was opened on Monday by the mayor, and <b>hundreds of people</b> walked across it in the rain.</p>
<figure><img src="a.jpg" alt=""><figcaption>The bridge.</figcaption></figure>
<blockquote><p>“We waited four years,” she said at the opening, “and it was worth every day.”</p></blockquote>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2020</td><td>4</td></tr></table>
<ol><li>The toll ends.<li>The ferry stops.</ol>
<p>Work took four years and cost less than planned, the council said.</p></article></main>
<footer>© 2024</footer></body></html>"""
"""A page with something of everything."""


def test_a_page_cut_off_anywhere_is_read_or_refused_in_words() -> None:
    """Whatever is left of it, cut at every byte."""
    data = PAGE.replace("mayor", "mäyor").encode()
    whole = {"Year", "Cost", "2020", *(block.text for block in read("a.html", data).blocks)}
    for end in range(1, len(data)):
        try:
            found = read("a.html", data[:end])
            extract(found)
        except SeedError as error:
            assert error.reason
        else:
            complete = [block.text for block in found.blocks[:-1] if block.kind != "table"]
            assert set(complete) - whole <= {"<", "</"}  # the beginning of a tag that is cut off is text


def test_a_page_with_bytes_of_chance_is_read_or_refused_in_words() -> None:
    """Bytes replaced, doubled and taken out, the same ones in every run."""
    chance = random.Random(5)
    marks = [
        b"<",
        b">",
        b'"',
        b"'",
        b"&",
        b"\0",
        b"\xff",
        b"<!--",
        b"]]>",
        b"<svg>",
        b"<table>",
        b"</p>",
        b"<plaintext>",
        b"\xc3",
    ]
    for _ in range(600):
        data = bytearray(PAGE.encode())
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 9)] = chance.choice(marks) * chance.randint(0, 3)
        try:
            extract(read("a.html", bytes(data)))
        except SeedError as error:
            assert error.reason


FLOODS = {
    "open elements": "<div>" * 1_900 + "<p>It opened." * 20_000,
    "deep lists": "<ul>" * 1_900 + "<li>It opened." * 20_000,
    "formats": "<b><i><u><font>" * 10_000 + "It opened.",
    "unclosed links": '<a href="/x">It opened ' * 20_000,
    "lists in lists": "<ul><li>It opened." * 900,
    "tables in tables": "<table><tr><td>It opened." * 500,
    "spans that tell": '<span class="caption">It opened.' * 1_900,
    "line breaks": "It opened.<br>" * 100_000,
    "comments": "<!-- --><!-->" * 50_000 + "It opened.",
    "stray signs": "< > & \" ' =" * 50_000,
    "one long attribute": f'<p title="{"x" * 2_000_000}">It opened.</p>',
    "many attributes": f"<p {' '.join(f'a{at}=1' for at in range(15_000))}>It opened.</p>",
    "references": "<p>" + "&amp;&#8217;&nosuch;" * 100_000,
    "classes": "".join(f'<p class="c{at} related{at}" id="i{at}">It opened.</p>' for at in range(10_000)),
    "head without end": "<title>" + "It opened. " * 100_000,
    "JSON without end": '<script type="application/ld+json">' + '{"@graph":[' * 50_000,
    "closed regions in each other": "<nav><aside><footer>" * 600 + "It opened.",
}


@pytest.mark.parametrize("kind", FLOODS)
def test_floods_end_soon_and_in_little_memory(kind: str) -> None:
    """Time is bounded by the bytes: each flood is read or refused in seconds of the processor."""
    data = FLOODS[kind].encode()
    began = time.process_time()
    try:
        extract(read("a.html", data))
    except SeedError as error:
        assert error.reason
    assert time.process_time() - began < 5 + len(data) / 200_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000
