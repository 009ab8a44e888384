"""Promises of the stage Article → Briefing: nothing invented, the user's article right, any input in linear time."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import taxonomy
from generator.articles import Article, Block, Briefing, Seed
from generator.enrich import enrich, fullest
from generator.enrich.mention import PLACE, Mention
from generator.enrich.names import people_in
from generator.enrich.quotes import quotes
from generator.extract import extract
from generator.model import Taxonomy
from generator.seeds import read

ROOT = Path(__file__).parent.parent
TAXONOMY = taxonomy.load(ROOT / "content")
USERS = ROOT / "seeds" / "000_1a90b3401c3da842.txt"


def article(*paragraphs: str, title: str = "", language: str = "") -> Article:
    blocks = tuple(Block(text) for text in paragraphs)
    return Article(Seed("a.txt", "0" * 64, "text", blocks), title, blocks, language=language)


def brief(*paragraphs: str, title: str = "", language: str = "en", tags: Taxonomy = TAXONOMY) -> Briefing:
    return enrich(article(*paragraphs, title=title, language=language), tags)


@pytest.fixture(scope="module")
def users() -> Briefing:
    return enrich(extract(read(USERS.name, USERS.read_bytes())), TAXONOMY)


def test_the_users_article_gets_what_an_editor_expects(users: Briefing) -> None:
    assert users.article.language == "en"
    assert users.summary[0] == "South Korea is calling on China to speed the passage of North Korean refugees."
    assert {"north-korea", "south-korea", "china", "refugees", "diplomacy"} <= set(users.tags)
    assert users.people == ("Kato Hiroshi",)
    assert {"China", "South Korea", "North Korea", "Beijing", "Tokyo", "Pyongyang"} <= set(users.places)
    assert set(users.organizations) == {"VOA", "Life Funds for North Korean Refugees"}


def test_the_users_quotations_have_their_speaker_and_their_parts(users: Briefing) -> None:
    found = [quote for quote, _ in quotes([block.text for block in users.article.body], users.people)]
    assert [quote.speaker for quote in found] == ["Kato Hiroshi", "Kato Hiroshi"]
    assert found[0].text[1] == "They officially comment only on their illegal stay or their illegal entry."
    assert found[1].text[0] == "China would like to keep its influence on North Korea,"


_WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """Kato Hiroshi Mr. President Obama said told the of in at and Ministry Foreign Affairs Beijing China North
        Korea U.S. "Yes we can," he she they “No one knows,” ”so” « oui » „ja“ 「はい」 ( ) IAEA University Paris
        Dr. — - . , ! ? : ; ' ’ s al-Sadr 東京 北京 الصين Москва Путин 12 2007 Monday Refugees for Life Funds Bank
        Jr. O'Neil Smith-Jones de la Cruz said: adds, " “ ” ‘ ’""",
    )
)
_PARAGRAPHS = st.lists(st.lists(_WORDS, min_size=1, max_size=40).map(" ".join) | st.text(max_size=80), max_size=8)


@settings(max_examples=150, deadline=None)
@given(_PARAGRAPHS, st.sampled_from(["", "en", "fr", "de", "zh", "ar", "ru"]))
def test_every_text_stands_word_for_word_in_the_article(paragraphs: list[str], language: str) -> None:
    found = brief(*paragraphs, language=language)
    names = (*found.people, *found.places, *found.organizations)
    for text in (*found.summary, *found.key_points, *names):
        assert text
        assert any(text in paragraph for paragraph in paragraphs)
    for quote, at in quotes(paragraphs, found.people):
        assert quote.text
        assert any(quote.text[0] in paragraph for paragraph in paragraphs[at : at + 1])
        assert all(any(part in paragraph for paragraph in paragraphs) for part in quote.text)
        assert not quote.speaker or any(quote.speaker in paragraph for paragraph in paragraphs)


_HOSTILE = (
    ['"', "“", "“a b c d” ", "« ", "‘a ", "'A b, c' ", "» ", "” ", "(", "[", "-- A", "the ", "a. A ", "said "],
    ["A", "A ", "A. ", "Mr. ", "A-", "A'", "al-", "A B and ", "Of the ", "Ministry of ", "Kato said, "],
    ["。", "北京", "北", "الصين ", "Ж"],
)


@pytest.mark.parametrize("piece", [piece for pieces in _HOSTILE for piece in pieces])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        begin = time.process_time()
        found = brief(text, title=text[:200], language="")
        quotes([text], found.people)
        return time.process_time() - begin

    seconds(1_000)
    small, large = seconds(10_000), seconds(80_000)
    assert large < max(30 * small, 4.0)  # by the square it would be 64 times and minutes


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("Le gouvernement a annoncé mercredi que les écoles seront fermées dans tout le pays.", "", "fr"),
        ("Le gouvernement a annoncé mercredi que les écoles seront fermées dans tout le pays.", "fr-CA", "fr-CA"),
        ("Le gouvernement a annoncé mercredi que les écoles seront fermées dans tout le pays.", "en", "fr"),
        ("Уряд оголосив, що школи будуть зачинені по всій країні.", "", "uk"),
        ("政府は水曜日、全国の学校を閉鎖すると発表した。", "en", "ja"),
        ("12 345", "de", "de"),
        ("", "", ""),
    ],
)
def test_a_stated_language_is_believed_unless_the_text_contradicts_it(text: str, stated: str, expected: str) -> None:
    assert brief(text, language=stated).article.language == expected


def test_the_summary_begins_with_the_news_not_with_dateline_question_or_clutter() -> None:
    question = "Have you ever wondered what a harbour costs the people who live around it?"
    news = "The port of Varna will close for nine days from Monday while divers clear its entrance."
    found = brief(
        "Photo: the harbour of Varna at dawn.", question, news, "Ships wait outside the harbour for the divers."
    )
    assert found.summary[0] == news


def test_short_articles_have_no_key_points_and_none_repeats_the_summary() -> None:
    sentence = "The council of the {0} district voted for the new {1} bridge after a long debate about its {2} costs."
    texts = [sentence.format(f"north{n}", f"steel{n}", f"yearly{n}") for n in range(30)]
    assert brief(*texts[:3]).key_points == ()
    found = brief(*texts)
    assert len(found.key_points) <= 5
    assert not set(found.key_points) & set(found.summary)


def test_no_more_names_than_a_front_matter_holds() -> None:
    names = [f"Peter {first}{last}ov" for first in "BDGKLMNPRSTV" for last in ("ad", "el", "il", "om", "ul", "ap")]
    found = brief(*(f"Minister {name} spoke in Sofia." for name in names))
    assert len(found.people) == 50


def test_a_passing_mention_gives_no_tag() -> None:
    found = brief(
        "The orchestra of Lisbon opened its season with a symphony.",
        "The conductor studied music in several cities.",
        "One of the violins was made in Japan.",
        "The concert hall was sold out on the first evening.",
        title="Orchestra of Lisbon opens its season",
    )
    assert "japan" not in found.tags


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Das sagte ein Sprecher der Berliner Polizei am Montag, und Präsident Olaf Muster nickte.", {"Olaf Muster"}),
        ("Das sagte Ursula von der Leyen dem Sprecher von KRT.", {"Ursula von der Leyen"}),
        ("The Office of General Counsel wrote. How do Snippets work? What do I do? Ask Ann Smith.", {"Ann Smith"}),
        ("Selon Javier López, la ville est belle. Le président du Sénat se tait.", {"Javier López"}),
        ("Asi Barack Obama akati kwete.", {"Barack Obama"}),
    ],
)
def test_what_a_title_is_of_and_what_begins_a_sentence_is_no_person(text: str, people: set[str]) -> None:
    assert set(people_in([text], "de" if " der " in text or " von " in text else "en")) == people


@pytest.mark.parametrize(
    "attribution",
    [
        "heißt es in einer Mitteilung",
        "sagte die Mutter",
        "Auch sagte er nichts",
        "schrieb er auf X.",
        "said Rep. Jo Doe, R-TX",
    ],
)
def test_a_noun_or_a_party_is_no_speaker(attribution: str) -> None:
    text = f"„Wir haben die neue Brücke gestern eröffnet“, {attribution}. Die Mitteilung kam, und die Mutter ging."
    text = text.replace("„", "“").replace("“,", "”,") if "said" in attribution else text
    assert {quote.speaker for quote, _ in quotes([text], [])} <= {"", "Jo Doe"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“He scares me,” Harry Bond, 30, of Raleigh, N.C., who was among those polled, said on Monday.", "Harry Bond"),
        (
            "“I appreciate it very much,” tweeted Sen. Lindsey O. Graham (R-S.C.), a former candidate.",
            "Lindsey O. Graham",
        ),
        ("“He was handled so lightly,” said a former U.S. law enforcement official.", ""),
    ],
)
def test_a_state_behind_a_speaker_is_not_the_speaker(text: str, speaker: str) -> None:
    assert [quote.speaker for quote, _ in quotes([text], [])] == [speaker]


def test_sentences_end_behind_marks_of_footnotes() -> None:
    first = "The port of Varna will close for nine days from Monday.¹"
    second = "Divers clear its entrance, said Ann Holt.[2]"
    assert brief(f"{first} {second}", "Ships wait outside the harbour for the divers.").summary[:2] == (first, second)


def test_a_place_of_a_dateline_is_written_as_in_a_sentence() -> None:
    mentions = [Mention(PLACE, name, 0, 0, 0) for name in ("RIO DE JANEIRO", "PORT OF SPAIN")]
    assert set(fullest.places(mentions)) == {"Rio de Janeiro", "Port of Spain"}
