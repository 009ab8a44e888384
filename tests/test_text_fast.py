"""The quick ways through text give what the plain definitions give."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from generator import prose, text

MIXED = st.text(
    st.sampled_from("aB é1_ U.Sn? !…。」)”\"\n\t\xa0'’--–中ا؟۔\u0301\u2028\ud800") | st.characters(), max_size=40
)


@given(MIXED)
@example("a--b -c- - 'd' ’e’ rock-’n’-roll x'-y")
@example("日本語 and English")
def test_words_are_counted_as_they_are_listed(passage: str) -> None:
    assert prose.word_count(passage) == len(prose.words(passage))


@given(MIXED)
def test_the_direction_is_that_of_most_strong_characters(passage: str) -> None:
    strong = [unicodedata.bidirectional(character) for character in passage]
    right = sum(kind in ("R", "AL") for kind in strong)
    assert text.direction(passage) == ("rtl" if right > strong.count("L") else "ltr")


def test_no_right_to_left_character_is_overlooked() -> None:
    rtl = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.bidirectional(chr(code)) in ("R", "AL")]
    assert len(rtl) > 1000
    assert [character for character in rtl if text.direction(character) != "rtl"] == []


@given(MIXED)
def test_sentences_are_all_of_the_text_but_white_space(passage: str) -> None:
    spans = prose.sentence_spans(passage)
    assert "".join("".join(passage[begin:end].split()) for begin, end in spans) == "".join(passage.split())
    assert all(passage[begin:end] == passage[begin:end].strip() != "" for begin, end in spans)


def test_where_sentences_end() -> None:
    passage = (
        "Mr. A. Smith of the U.S. spoke at 5.30 p.m. to etc. and left. “Why?” she asked. “Go.” Is it…? Yes! 是。否。"
    )
    assert prose.sentences(passage) == (
        "Mr. A. Smith of the U.S. spoke at 5.30 p.m. to etc. and left.",
        "“Why?” she asked.",
        "“Go.”",
        "Is it…?",
        "Yes!",
        "是。",
        "否。",
    )


def test_no_sentence_ends_behind_an_ordinal_or_an_abbreviation() -> None:
    whole = (
        "Am 3. Mai 2024 wurde die Brücke eröffnet, die 2,5 Mrd. Euro kostet.",
        "Es kamen z. B. Tausende, u. a. Kinder, d. h. Schüler der 2. Klasse.",
        "Seit dem 19. Jahrhundert fuhr hier zum 1. Mal keine Fähre.",
        "Der 1. FC traf in der 90. Minute, wie Prof. Dr. A. Muster sagte.",
        "Die Versammlung zum 80. Jahrestag kostete rund 3 Mio. Euro.",
        "EE. UU. anunció que la Dra. Pérez llega con Uds. Todos mañana.",
    )
    assert [sentence for passage in whole for sentence in prose.sentences(passage)] == list(whole)
    assert prose.sentences("\n".join(whole)) == whole


def test_a_sentence_may_end_with_a_number_or_a_letter() -> None:
    passage = "She won 25. The other won 3. I am 19. My team of 2019. Det er noe å bo i. Han kom. See plan b. It is."
    assert len(prose.sentences(passage)) == 8


def test_a_paragraph_of_stops_takes_no_quadratic_time() -> None:
    assert len(prose.sentences("Aa. " * 50_000)) == 50_000
    assert len(prose.sentences("Der 3. Mai " * 50_000)) == 1
    assert len(prose.sentences(f"{'1' * 50_000}. Mai")) == 2
    assert len(prose.sentences("a. b. C. " * 50_000)) < 3
    assert len(prose.sentences("a." * 50_000)) == 1
    assert len(prose.sentences(f"{'!' * 50_000}a {'?' * 50_000}{')' * 50_000}a")) == 1


@given(MIXED)
def test_what_is_printable_is_told_by_the_unusual_characters_alone(passage: str) -> None:
    assert text.is_printable(passage) == passage.replace("\n", " ").isprintable()


@given(MIXED)
def test_the_lines_of_a_text_are_squashed_as_each_by_itself(passage: str) -> None:
    lines = passage.split("\n")
    assert list(map(text.squasher(passage), lines)) == list(map(text.squash, lines))
