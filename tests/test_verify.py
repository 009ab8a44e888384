"""Every word can be proved: an independent reader finds each changed word, and nothing where none was changed."""

from __future__ import annotations

import html
import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from generator import frontmatter
from generator.content.tree import load
from generator.markdown import escape
from generator.model import Document, FrontMatter, Source
from generator.verify import reader, verify
from generator.verify.compare import SourceText, compare
from tests import small_sites
from tests.newsroom import Newsroom, paragraph
from tests.small_sites import ROOT
from tests.test_encodings import LEGACY, TEXTS, WIDE

FORMS: dict[str, Callable[[list[str]], str]] = {
    "txt": lambda parts: "Menu\n\n" + "\n\n".join(parts) + "\n\nShare this\n",
    "html": lambda parts: (
        "<html><body><nav>Menu</nav><article>"
        + "".join(f"<p>{html.escape(part).replace(' said ', ' <b>said</b> ')}</p>" for part in parts)
        + "<script>var x = 'said';</script></article></body></html>"
    ),
    "md": lambda parts: "# Headline\n\n" + "\n\n".join(part.replace(" said ", " **said** ") for part in parts) + "\n",
}


def document(body: str, seed: str = "a.txt", **fields: object) -> Document:
    front = FrontMatter(title="", slug="a", sources=(Source(seed=seed),))
    return Document("briefings/a.md", replace(front, **fields), body, "")  # type: ignore[arg-type]


def places(tmp_path: Path, source: str, body: str, **fields: object) -> list[tuple[str, str, str]]:
    (tmp_path / "a.txt").write_text(source, encoding="utf-8")
    verdict = verify(document(body, **fields), tmp_path)
    return [(item.place, item.ours, item.source) for item in verdict.differences]


def changed(words: list[str], chance: random.Random) -> list[str]:
    """One word changed, left out, put in, or exchanged with its neighbour."""
    at = chance.randrange(1, len(words) - 1)
    kind = chance.choice(["other", "number", "gone", "added", "swapped", "case"])
    if kind == "gone":
        return words[:at] + words[at + 1 :]
    if kind == "added":
        return [*words[:at], "not", *words[at:]]
    if kind == "swapped" and words[at] != words[at + 1]:
        return [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    if kind == "case":
        return [*words[:at], words[at].swapcase(), *words[at + 1 :]] if words[at].swapcase() != words[at] else words[1:]
    other = f"{chance.randrange(10_000, 99_999)}" if kind == "number" else "otherwise"
    return [*words[:at], other, *words[at + 1 :]]


def test_one_changed_word_in_each_of_a_thousand_bodies_is_found(tmp_path: Path) -> None:
    missed = []
    for number in range(1_000):
        chance = random.Random(number)
        form = list(FORMS)[number % 3]
        parts = [paragraph(number * 10 + at) for at in range(5)]
        (tmp_path / f"a.{form}").write_text(FORMS[form](parts), encoding="utf-8")
        whole = document("\n\n".join(escape(part) for part in parts), f"a.{form}")
        assert verify(whole, tmp_path).state == "word for word", number
        at = chance.randrange(5)
        parts[at] = " ".join(changed(parts[at].split(" "), chance))
        verdict = verify(document("\n\n".join(escape(part) for part in parts), f"a.{form}"), tmp_path)
        if not verdict.differences or {item.place for item in verdict.differences} != {f"p{at + 1}"}:
            missed.append((number, form, verdict))
    assert missed == []


SAME = {
    "quotation marks": ("“Yes,” she said: ‘no’.", "\"Yes,\" she said: 'no'."),
    "white space": ("Ten\u00a0thousand  people\ncame.", "Ten thousand people came."),
    "soft hyphens": ("The govern\u00adment fell.", "The government fell."),
    "ligatures and full width": ("The ﬁnal: １２", "The final: 12"),
    "misread bytes": ("It isnâ€™t over.", "It isn’t over."),
    "ellipsis": ("And then…", "And then..."),
    "words broken by a mark of direction": ("ab\u200fc", "abc"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_changes_no_word_is_no_difference(tmp_path: Path, name: str) -> None:
    source, body = SAME[name]
    assert places(tmp_path, source, escape(body)) == []


OTHER = {
    "a number": ("The toll rose to 12.", "The toll rose to 21.", ("p1", "21.", "12.")),
    "a case": ("They met the Pope in Rome today.", "They met the pope in Rome today.", ("p1", "pope", "Pope")),
    "a hyphen": (
        "A well known man came in here.",
        "A well-known man came in here.",
        ("p1", "well-known", "well known"),
    ),
    "a negation": ("He did not go home that night.", "He did go home that night.", ("p1", "", "not")),
    "an accent": ("The café was closed on that day.", "The cafe was closed on that day.", ("p1", "cafe", "café")),
    "all of it": ("Something else.", "Invented from nothing.", ("p1", "Invented from nothing.", "")),
}


@pytest.mark.parametrize("name", OTHER)
def test_every_other_difference_is_listed_with_both_texts(tmp_path: Path, name: str) -> None:
    source, body, difference = OTHER[name]
    assert places(tmp_path, source, escape(body)) == [difference]


@pytest.mark.parametrize(
    "passage", ["la «\u00a0liberté\u00a0» d’un jour", "„Spaß“ und Prüß\u00a0sagt", "Úžasný den 3\u00a0×\u00a04"]
)
def test_a_letter_and_the_sign_behind_it_are_no_letter_of_another_script(tmp_path: Path, passage: str) -> None:
    assert places(tmp_path, f"{passage} – donâ€™t", f"{passage} – don’t".replace("\u00a0", " ")) == []


def test_the_second_reader_reads_json_as_it_is_meant() -> None:
    feed = json.dumps({"items": [{"content_html": "<p>It\u2019s “here”.</p>\n<p>And /there\\n.</p>"}]})
    assert reader.text_of("a.json#1", feed).split() == ["It’s", "“here”.", "And", "/there\\n."]
    assert reader.text_of("a.json", '{"items": [{"title": "Cut')


def test_the_second_reader_resolves_references_in_verbatim_text() -> None:
    feed = "<rss><item><description><![CDATA[It&#8217;s here &amp; there.]]></description></item></rss>"
    assert "It’s here & there." in reader.text_of("a.xml#1", feed)


@pytest.mark.parametrize(
    ("language", "encoding"), [*LEGACY, *((language, wide) for language in TEXTS for wide in WIDE)]
)
def test_the_second_reader_reads_every_encoding_that_is_told(language: str, encoding: str) -> None:
    assert reader.decode(TEXTS[language].encode(encoding)) == TEXTS[language]


def test_the_second_reader_reads_single_bytes_in_utf8(tmp_path: Path) -> None:
    data = "“Here,” she said in the caf".encode() + b"\xe9" + " – “there”.".encode()
    (tmp_path / "a.txt").write_bytes(data)
    assert verify(document("“Here,” she said in the café – “there”."), tmp_path).state == "word for word"
    assert reader.decode(data + b"\xe2\x80").endswith("“there”.")


def test_summary_names_and_headline_are_proved_too(tmp_path: Path) -> None:
    source = "Harbour opens\n\nThe mayor, Ana Ruiz, opened the harbour. Ships came in."
    kept = {"title": "Harbour opens", "summary": "Ships came in.", "people": ("Ana Ruiz",)}
    assert places(tmp_path, source, "Ships came in.", **kept) == []
    found = places(
        tmp_path, source, "Ships came in.", title="Harbour closes", people=("Ann Ruiz",), summary="It rained."
    )
    assert [place for place, _, _ in found] == ["title", "summary", "people"]
    assert places(tmp_path, source, "Ships came in.", summary="It rained.", summary_by="editor") == []


def test_a_source_cannot_lead_out_of_the_folder_of_seeds(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "secret.txt").write_text("Secret words.")
    assert verify(document("Secret words.", "../secret.txt"), tmp_path / "seeds").state == "no seed"


def test_a_changed_seed_is_named(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.seed("a.txt", "Harbour bridge opens", 1, 2, 3)
    room.convert()
    room.seed("a.txt", "Harbour bridge opens", 1, 2, 4)
    verdict = verify(room.read("harbour-bridge-opens"), room.seeds)
    assert verdict.changed_seeds == ("a.txt",)
    assert {item.place for item in verdict.differences} == {"p3"}


def test_our_own_briefings_say_what_their_sources_say(tmp_path: Path) -> None:
    """All seeds of the portal, converted and compared; differences are the work of editors, and there are none yet."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "taxonomy.yml").write_bytes((ROOT / "content" / "taxonomy.yml").read_bytes())
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    small_sites.run(tmp_path, "generator", "convert")
    done = small_sites.run(tmp_path, "generator", "verify", "--json", "--strict")
    verdicts = json.loads(done.stdout)
    assert len(verdicts) >= 14
    assert [verdict for verdict in verdicts if verdict["state"] != "word for word"] == []
    assert done.returncode == 0


def test_what_editors_have_in_content_is_compared() -> None:
    documents, _ = load(ROOT / "content")
    for item in documents:
        verdict = verify(item, ROOT / "seeds")
        invented = [d for d in verdict.differences if d.place in ("summary", "key_points", "quotes")]
        assert not invented, (item.path, invented)


def test_the_command_tells_what_differs(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.seed("a.txt", "Harbour bridge opens", 1, 2, 3)
    room.convert()
    room.edit("harbour-bridge-opens", paragraph(2), paragraph(2).replace(" said ", " denied "))
    done = small_sites.run(tmp_path, "generator", "verify", "--strict")
    assert done.returncode == 1
    assert "p2: denied | the source says: said" in done.stdout
    assert done.stdout.endswith("1 differs\n")
    assert frontmatter.read(room.page("harbour-bridge-opens").read_text(), "a.md")[1] == []


def test_the_command_says_that_a_briefing_is_not_there(tmp_path: Path) -> None:
    Newsroom(tmp_path)
    done = small_sites.run(tmp_path, "generator", "verify", "briefings/none.md")
    assert done.returncode == 1
    assert "briefings/none.md: there is no such briefing" in done.stderr


def test_a_letter_with_a_mark_is_another_letter(tmp_path: Path) -> None:
    found = places(tmp_path, "A fu\u0308hrende Homo\u0308opathin spoke in Reno.", "", places=("Homo", "Reno"))
    assert found == [("places", "Homo", "")]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One<script>var a = '</p>' /* <![CDATA[ */ < 2;</script> two</p>", "One two"),
        ('<p title="a > b">One <b\nclass=x>t</b>wo<!-- > --> &amp; 1 < 2</p>', "One two & 1 < 2"),
        ("<style>p {}</style>One<TEMPLATE><p>no</p></TEMPLATE> two<?php no ?>", "One two"),
        ("<![CDATA[One <b>&amp;]]> two", "One <b>&amp; two"),
        ("One two <a href='no", "One two"),
    ],
)
def test_the_second_reader_sees_what_readers_see(page: str, text: str) -> None:
    assert reader.strip(page).split() == text.split()


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ('[One](x) ![two](y) [three](z (z) "t")', 'One two [three](z (z) "t")'),
        ('[One \\] more](x "t") \\[two](y(y)y) !![three](z)', "One ] more \\two !three"),
        ("[One [two](x) three](y) [four] (z) [", "One [two three](y) [four] (z) ["),
        ("[![One](x)](y) [two](z", "![One](y) [two](z"),
        ("If a<b and c <d, [it][1] is [so] [It].", "If a<b and c <d, it is so."),
        ("An <b class='x'>old</b> bridge.", "An old bridge."),
    ],
)
def test_the_second_reader_knows_links_of_markdown(marked: str, text: str) -> None:
    assert reader.unmarked(marked) == text


@pytest.mark.parametrize("piece", ["[", "![a ", "[a](", '[a](b "', "\\[", "[\\", "[a](b)", "[x]", "[\\\n", "[a](b(c"])
def test_the_second_reader_takes_linear_time_for_markdown(piece: str) -> None:
    begin = process_time()
    reader.unmarked(piece * 200_000 + "](")
    assert process_time() - begin < 2


@pytest.mark.parametrize("piece", ["one two three ", "one ", "a b a c "])
def test_comparing_takes_linear_time(piece: str) -> None:
    ours, theirs = f"{piece * 30_000} end", f"Begin {piece * 20_000} and {piece * 10_000}"
    begin = process_time()
    found = compare("p1", ours, [SourceText(theirs)])
    assert process_time() - begin < 2
    assert found and found[0].ours and found[0].source


@pytest.mark.parametrize(
    "piece", ["<a ", '<a ="', "<!--", "<![CDATA[", "<script>", "<script x='", "</", "<a b='\"<a b=\"'"]
)
def test_the_second_reader_takes_linear_time(piece: str) -> None:
    begin = process_time()
    reader.strip(piece * 200_000 + "=\">'")
    assert process_time() - begin < 2
