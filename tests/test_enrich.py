"""Promises of the stage Article → Briefing: nothing invented, the user's article right, any input in linear time."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import taxonomy
from generator.enrich import enrich
from generator.enrich.quotes import quotes
from generator.extract import extract
from generator.model import Article, Block, Briefing, Seed, Taxonomy
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
        begin = time.perf_counter()
        found = brief(text, title=text[:200], language="")
        quotes([text], found.people)
        return time.perf_counter() - begin

    seconds(1_000)
    small, large = seconds(10_000), seconds(80_000)
    assert large < max(30 * small, 4.0)  # by the square it would be 64 times and minutes
