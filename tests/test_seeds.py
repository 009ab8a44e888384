"""Reading: nothing of a page, a feed or a text is lost or made up, and hostile files end in a plain word."""

from __future__ import annotations

import json
import textwrap
from base64 import b64encode
from time import process_time

import pytest

from generator.articles import Seed
from generator.errors import SeedError
from generator.seeds import read, read_all


def test_a_feed_that_explodes_is_harmless() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9)
    )
    bomb += b"]><rss><channel><item><title>&j;</title>"
    bomb += b"<description>Some words of text &j;</description></item></channel></rss>"
    (found,) = read_all("a.xml", bomb)
    assert not isinstance(found, SeedError)
    assert found.stated.titles == ("&j;",)


def test_no_text_of_a_page_is_lost_behind_an_instruction_to_programs() -> None:
    page = b'<p>The bridge is open.<?import namespace="t"> All may cross it.</p><!-- > --><p>Nobody pays.</p>'
    assert [block.text for block in read("a.html", page).blocks] == [
        "The bridge is open. All may cross it.",
        "Nobody pays.",
    ]


def test_signs_of_tags_inside_attributes_are_no_tags() -> None:
    page = b'<p title="a > b <i>c</i>">The <a href="/x?a>b" title=\'"<p>"\'>bridge</a> is open.</p>'
    (block,) = read("a.html", page).blocks
    assert block.text == "The bridge is open."
    assert [run.link for run in block.runs] == ["", "/x?a>b", ""]


def test_a_text_of_many_wrapped_lines_takes_linear_time() -> None:
    begin = process_time()
    (block,) = read("a.txt", b"a line of a text that goes on and on behind its end at ever-\n" * 40_000).blocks
    assert process_time() - begin < 4
    assert block.text.startswith("a line of a text that goes on and on behind its end at ever-a line of")


def test_a_page_of_nested_menus_takes_linear_time() -> None:
    page = b"<nav>" * 1_900 + b"x <p>y" * 20_000
    begin = process_time()
    blocks = read("a.html", page).blocks
    assert process_time() - begin < 2
    assert {block.region for block in blocks} == {""}, "what holds all of the text is not believed to be a menu"


@pytest.mark.parametrize(
    "page", ["<pre>x\ny" * 1_900 + "a word of it. \n" * 60_000, "<p>It is<br>" + "So it is.<br>" * 60_000]
)
def test_pages_of_lines_take_linear_time(page: str) -> None:
    begin = process_time()
    read("a.html", page.encode())
    assert process_time() - begin < 4


def rss(entry: str, head: str = "") -> bytes:
    return (
        f'<rss version="2.0"><channel><title>S</title>{head}<item><guid>1</guid>{entry}</item></channel></rss>'.encode()
    )


@pytest.mark.parametrize(("stated", "tag"), [("english", ""), ("en_us", "en-US"), ("pt-br", "pt-BR"), ("a-b-c", "")])
def test_a_language_is_a_tag_or_not_stated(stated: str, tag: str) -> None:
    """Front matter takes tags alone: a briefing with another word there could not be built."""
    item = {"id": "1", "content_text": "Some words of text.", "language": stated}
    seeds = [
        read("a.xml", rss("<description>Some words.</description>", f"<language>{stated}</language>")),
        read("a.json", json.dumps({"items": [item]}).encode()),
    ]
    assert [seed.stated.language for seed in seeds] == [tag, tag]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Tue, 03 Apr 2007 10:00:00 +0200", "2007-04-03T10:00:00+02:00"),
        ("Tue, 03 Apr 2007 10:00:00 +02:00", "2007-04-03T10:00:00+02:00"),
        ("Tue, 03 Apr 2007", "2007-04-03"),
        ("3 April 2007", "2007-04-03"),
        ("Tue, 03 Apr 2007 10:00:00 CEST", "2007-04-03"),
        ("Mon, 03 Apr 67 10:00 GMT", "1967-04-03T10:00:00+00:00"),
        ("Tue, 03 Apr 07 10:00 GMT", "2007-04-03T10:00:00+00:00"),
        ("03/04/2007", ""),
        ("2007-04-031", ""),
        ("Tuesday", ""),
    ],
)
def test_dates_of_feeds_are_read_where_they_are_sure(stated: str, moment: str) -> None:
    found = read("a.xml", rss(f"<pubDate>{stated}</pubDate><description>Some words.</description>")).stated.date
    assert (found.isoformat() if found else "") == moment


def atom(entry: str) -> Seed:
    head = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/blog/"><author><name>Ann</name></author>'
    )
    return read("a.atom", f"{head}<entry><id>1</id>{entry}</entry></feed>".encode())


def test_an_entry_has_what_its_feed_states_for_all() -> None:
    text = "<summary>Some words.</summary>"
    assert atom(f'<link href="x/1"/>{text}').stated.url == "https://a.example/blog/x/1"
    assert atom(text).stated.url == "", "an entry without a link has no address"
    assert atom(text).stated.byline == "Ann"
    assert atom(f"<author><name>Bob</name></author>{text}").stated.byline == "Bob"


def test_packed_content_is_unpacked_and_bytes_are_no_text() -> None:
    packed = b64encode("<p>Some “words”.</p>".encode()).decode()
    mode = f'<content type="text/html" mode="base64">{packed}</content>'
    assert [block.text for block in atom(mode).blocks] == ["Some “words”."]
    with pytest.raises(SeedError, match="no text"):
        atom(f'<content type="image/png">{packed}</content>')


def test_halves_of_characters_are_removed() -> None:
    """JSON may hold them, where a description was cut off in the middle of a picture; no file can."""
    item = {
        "id": "1",
        "title": "A \ud83d bridge",
        "content_html": "<p>Some \ud83d words.</p>",
        "url": "https://a.example/\ud83d",
    }
    feed = json.dumps({"items": [{**item, "authors": [{"name": "Ann \ud83d"}]}]})
    page = (
        '<script type="application/ld+json">{"@type": "Article", "articleSection": "Sea \\ud83d"}</script><p>Words.</p>'
    )
    stated = read("a.json", feed.encode()).stated
    assert (stated.titles, stated.byline, stated.url) == (("A bridge",), "Ann", "https://a.example/")
    assert read("a.html", page.encode()).stated.section == "Sea"
    bare = json.dumps({"items": [{"id": "1", "content_html": "Some \ud83d\u202e words."}]})
    assert [block.text for block in read("a.json", bare.encode()).blocks] == ["Some words."]
    assert [block.text for block in read("a.xml", rss("<description>Some &#8238;words.</description>")).blocks] == [
        "Some words."
    ]


def test_a_word_that_a_soft_hyphen_parts_at_the_end_of_a_line_is_whole_again() -> None:
    text = "The har\u00ad\nbour bridge ope\u00ad\nned on Monday, and hun\u00ad \n dreds\nof people came."
    seed = read("a.txt", text.encode())
    assert " ".join(block.text for block in seed.blocks) == (
        "The harbour bridge opened on Monday, and hundreds of people came."
    )
    assert "removed soft hyphens (3)" in map(str, seed.repairs)


def test_ends_of_lines_that_were_doubled_part_no_paragraphs() -> None:
    lines = textwrap.wrap(
        "The harbour bridge opened on Monday after four years of work, and hundreds of people came. " * 4, 60
    )
    wanted = [block.text for block in read("a.txt", "\r\n".join(lines).encode()).blocks]
    assert [block.text for block in read("a.txt", "\r\r\n".join(lines).encode()).blocks] == wanted
    assert len(wanted) == 1


def test_a_moment_that_computers_count_from_is_no_date() -> None:
    page = b'<meta property="article:published_time" content="1970-01-01T00:00:00Z"><p>Words.</p>'
    assert read("a.html", page).stated.date is None
    entry = rss("<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate><description>Words.</description>")
    assert read("a.xml", entry).stated.date is None
    assert read("a.xml", rss("<pubDate>1970-01-01</pubDate><description>Words.</description>")).stated.date is not None


def test_an_article_is_told_by_its_whole_type_and_its_address_by_the_base() -> None:
    page = (
        '<base href="https://a.example/news/"><link rel="canonical" href="bridge.html"><p>Words.</p>'
        '<script type="application/ld+json">{"@type": "http://schema.org/Report", "articleSection": "Sea"}</script>'
    )
    stated = read("a.html", page.encode()).stated
    assert (stated.section, stated.url) == ("Sea", "https://a.example/news/bridge.html")


def test_plain_text_of_a_feed_keeps_its_paragraphs() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">A &amp;amp; B</title><entry><id>1</id>'
        '<content type="text">The bridge\nis open.\n\nIf a &lt; b, all is well.</content></entry></feed>'
    )
    seed = read("a.atom", feed.encode())
    assert [block.text for block in seed.blocks] == ["The bridge is open.", "If a < b, all is well."]
    assert seed.stated.site == "A & B"


def test_a_page_is_described_by_the_article_that_its_title_names() -> None:
    others = [{"headline": "Council elects new mayor", "datePublished": "2020-01-01"}, {"author": "undefined"}]
    own = {"headline": "Bridge closes", "datePublished": ["2024-02-14"], "author": {"name": ["Ann", "Bo"]}}
    own["keywords"] = "a; b"
    graph = json.dumps({"@graph": [{"@type": "NewsArticle", **article} for article in [*others, own]]})
    page = f'<title>Bridge closes | The Post</title><script type="application/ld+json">{graph}</script><p>Words.</p>'
    stated = read("a.html", page.encode()).stated
    assert (str(stated.date), stated.byline, stated.tags) == ("2024-02-14", "Ann, Bo", ("a", "b"))
    only = f'<title>A</title><script type="application/ld+json">{json.dumps({"@type": "Report", **others[1]})}</script>'
    assert read("a.html", f"{only}<p>Words.</p>".encode()).stated.byline == ""


@pytest.mark.parametrize(
    "comment",
    [
        "saved from url=(0027)https://a.example/bridge.ht ",
        "\n Page saved with SingleFile \n url: https://a.example/bridge.ht \n saved",
    ],
)
def test_a_saved_page_tells_where_it_is_from(comment: str) -> None:
    page = f"<!DOCTYPE html>\n<!-- {comment} -->\n<html><body><p>Some <a href='x'>words</a>.</p>"
    assert read("a.html", page.encode()).stated.url == "https://a.example/bridge.ht"


def test_content_that_a_feed_escapes_twice_is_read() -> None:
    content = "&lt;p class='a'&gt;The bridge is open.&lt;/p&gt;&lt;p&gt;All &amp;amp; sundry."
    entry = rss(f"<description><![CDATA[{content}]]></description>")
    assert [block.text for block in read("a.xml", entry).blocks] == ["The bridge is open.", "All & sundry."]
    entry = rss("<description><![CDATA[An article about &lt;p&gt; and <b>so</b>.]]></description>")
    assert [block.text for block in read("a.xml", entry).blocks] == ["An article about <p> and so."]
