"""The quick ways into slow questions miss nothing that the slow way finds."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import text as texts
from generator.articles import Block, Seed
from generator.extract import (
    appeals,
    byline,
    captions,
    clutter,
    dateline,
    datelines,
    dates,
    ends,
    extract,
    lexicon,
    notices,
    pointers,
    triggers,
)
from generator.prose import Passage, key_words, words
from generator.seeds import read_all
from generator.text import fold, squash

TEXTS = st.text(st.characters(max_codepoint=0x3FF) | st.sampled_from("’“”–—…•€ﬁＡ年가か́") | st.characters())


@given(TEXTS)
def test_folding_is_case_folded_nfkc(text: str) -> None:
    assert fold(text) == unicodedata.normalize("NFKC", text).casefold()


@given(st.lists(TEXTS, min_size=1))
def test_lines_fold_together_as_one_by_one(lines: list[str]) -> None:
    lines = [" ".join(line.split()) for line in lines]
    for many in (1, 100):
        assert fold("\n".join(lines * many)) == "\n".join(fold(line) for line in lines * many)


def test_what_folds_alone_folds_alone() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    pairs = [form.split() for form in map(unicodedata.decomposition, every) if not form.startswith("<")]
    joined = {chr(int(pair[1], 16)) for pair in pairs if len(pair) == 2}
    joined |= {*every[0x1161:0x1176], *every[0x11A8:0x11C3]}  # what follows in a syllable of Korean
    unchanged = [sign for sign in every if texts.unchanged().fullmatch(sign)]
    independent = [sign for sign in every if texts.independent().fullmatch(sign)]
    assert [sign for sign in unchanged if fold(sign) != sign] == []
    parts = {part for sign in unchanged + independent for part in unicodedata.normalize("NFKC", sign)}
    assert {part for part in parts if unicodedata.combining(part)} | (parts & joined) == set()
    assert set("".join(map(fold, independent))).isdisjoint(sign for sign in independent if fold(sign) != sign)


@given(TEXTS)
def test_white_space_is_squashed(text: str) -> None:
    assert squash(text) == " ".join(text.split())


@given(TEXTS)
def test_key_words_are_the_longer_words(text: str) -> None:
    wanted = [word.casefold() for word in words(text) if len(word) > 3 or not word.isascii()]
    assert sorted(key_words(text)) == sorted(wanted)


@given(TEXTS, st.lists(TEXTS))
@example(
    "Rock-’n’-roll at the harbour’s end, 北京 and co-operation", ["harbour", "rock", "rock-", "北", "operation", "end"]
)
def test_a_passage_holds_the_words_that_it_has(text: str, others: list[str]) -> None:
    listed = {word.casefold() for word in words(text)}
    passage = Passage(text)
    assert all(word in passage for word in listed)
    asked = {word.casefold() for other in others for word in words(other)}
    assert {word for word in asked if word in passage} == asked & listed or not text.isascii()


@pytest.mark.parametrize("word", [word for word, form in notices.NOTICES.items() if "(?=" not in form])
def test_a_notice_holds_its_word(word: str) -> None:
    @given(st.from_regex(notices.NOTICES[word]))
    def holds(line: str) -> None:
        assert word in line
        assert any(notices.is_notice(line, words) for words in triggers.held(line).values())

    holds()


@pytest.mark.parametrize(
    "line",
    [
        "we may be paid if you click on a link and make a purchase.",
        "sign up for our daily email, the morning email of the harbour.",
        "advertisement scroll to continue",
        "scroll to continue with the advertisement",
    ],
)
def test_a_notice_of_two_parts_is_found(line: str) -> None:
    assert notices.is_notice(line, triggers.held(line)[0])


@pytest.mark.parametrize(
    "credit", ["(Foto: Ann Example)", "Picture: © Example", "AP Photo/Ann Example", "GETTY İMAGES"]
)
def test_a_credit_is_found(credit: str) -> None:
    line = f"The harbour of Exampleton on a cold morning {credit}"
    assert captions.is_credited(line)
    assert clutter.reason(Block(line), fold(line), triggers.held(fold(line))[0]) == "caption"


@pytest.mark.parametrize("form", [ends._COMMENTS, ends._MORE, clutter._COUNTER, clutter._SIZES, clutter._PAGES])
def test_a_line_of_some_form_begins_as_it_must(form: re.Pattern[str]) -> None:
    @given(st.from_regex(form, fullmatch=True).map(fold).map(squash))
    def begins(line: str) -> None:
        assert not form.fullmatch(line) or clutter._may_tell(line)

    begins()


@given(st.from_regex(byline._BY, fullmatch=True) | st.from_regex(byline._DESK_ALONE, fullmatch=True))
@example("\u212airjoittaja: Ann Example")
@example(" The Harbour Desk ")
def test_a_byline_begins_or_ends_as_it_must(line: str) -> None:
    assert byline.may_be(line)


@given(st.from_regex(dateline._OPENING))
@example("日本 GENEVA. The harbour")
@example("A.B. The harbour")
def test_a_dateline_begins_as_it_must(paragraph: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dateline, "may_open", lambda _: True)
        found = dateline.find(paragraph)
    assert dateline.find(paragraph) == found


@given(st.from_regex(pointers._LABEL) | st.from_regex(pointers._CAPITALS) | st.sampled_from(pointers.beginnings()))
@example("VİDEO: the harbour")
@example("Vıdeo : the harbour")
def test_a_pointer_begins_as_it_must(line: str) -> None:
    line = squash(line)
    assert not pointers.is_pointer(line, fold(line)) or clutter._may_tell(fold(line))


def test_what_begins_a_line_is_long_enough_to_be_told_by() -> None:
    assert min(len(form) for form in pointers.beginnings() if form[0].isalpha()) >= clutter._BEGINNING


@given(st.sampled_from(lexicon.groups("appeals")["site"]))
def test_words_of_the_site_are_found_in_appeals(word: str) -> None:
    assert appeals.is_appeal(f"You may {word.rstrip('*').lower()} today.")


@pytest.mark.parametrize(("needed", "form"), datelines._FORMS)
def test_a_date_holds_what_its_form_needs(needed: re.Pattern[str], form: re.Pattern[str]) -> None:
    @given(st.from_regex(form))
    def holds(text: str) -> None:
        assert needed.search(text)
        assert form in datelines._possible(text)

    holds()


@pytest.mark.parametrize("form", [form for _, form in datelines._FORMS])
def test_a_date_has_figures_enough(form: re.Pattern[str]) -> None:
    @given(st.from_regex(re.compile(form.pattern, re.ASCII)))
    def has(line: str) -> None:
        assert datelines.all_in(line) == [] or dates.with_figures([line])

    has()


@pytest.mark.parametrize("title", ["A head\\ud800line", "A \\udfff"])
def test_lone_surrogates_of_a_feed_stop_nothing(title: str) -> None:
    prose = "The harbour \\ud800 was opened by the minister on a cold morning, and three ships came in before noon."
    item = f'{{"id": "1", "title": "{title}", "content_text": "{prose}"}}'
    feed = f'{{"version": "https://jsonfeed.org/version/1", "items": [{item}]}}'
    (seed,) = read_all("feed.json", feed.encode())
    assert isinstance(seed, Seed)
    assert extract(seed).body
