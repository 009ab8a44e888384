"""The same story is known again when it is copied, cut, reworded or wrapped in clutter, and no other is."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import neardup
from generator.neardup import Index, sketch
from tests.newsroom import paragraph


def story(number: int, length: int = 12) -> list[str]:
    return [paragraph(number * 100 + at) for at in range(length)]


@pytest.fixture(scope="module")
def index() -> Index:
    """Two hundred stories."""
    known = Index()
    for number in range(200):
        known.add(str(number), sketch("\n\n".join(story(number))))
    return known


def found(index: Index, text: str) -> list[str]:
    return [name for name, _ in index.same(sketch(text))]


@pytest.mark.parametrize("number", range(0, 200, 20))
def test_a_story_is_known_again(index: Index, number: int) -> None:
    parts, chance = story(number), random.Random(number)
    clutter = "Share this story on all networks\n\nSubscribe to our newsletter today\n\n"
    reworded = " ".join("otherwise" if chance.random() < 0.05 else word for word in " ".join(parts).split())
    assert found(index, "\n\n".join(parts)) == [str(number)]
    assert found(index, clutter + "\n\n".join(parts).upper() + clutter) == [str(number)]
    assert found(index, "\n\n".join(parts[:5])) == [str(number)]
    assert found(index, reworded) == [str(number)]
    assert found(index, "\n\n".join(reversed(parts))) == [str(number)]


def test_other_stories_are_others(index: Index) -> None:
    assert [found(index, "\n\n".join(story(number))) for number in range(300, 320)] == [[]] * 20


def test_a_phrase_that_stands_everywhere_leads_nowhere() -> None:
    index, phrase = Index(), "terms and conditions of the agency apply to all of this text " * 3
    for number in range(300):
        index.add(str(number), sketch(phrase + " ".join(story(number, 30))))
    assert found(index, phrase + " ".join(story(999, 30))) == []


@given(st.text(max_size=300))
def test_a_sketch_is_small_sorted_and_kept_whole(text: str) -> None:
    hashes = sketch(text)
    assert len(hashes) <= neardup.SIZE
    assert list(hashes) == sorted(set(hashes))
    assert neardup.load(neardup.dump(hashes)) == hashes


@given(st.text(max_size=60))
def test_what_is_no_sketch_is_an_empty_one(text: str) -> None:
    assert isinstance(list(neardup.load(text)), list)


@pytest.mark.parametrize(
    "text", ["", "one", "one two", "朝鲜半岛六方会谈在北京结束各方代表发表共同声明", "\ud800 lone half"]
)
def test_odd_texts_are_the_same_as_themselves_or_as_nothing(text: str) -> None:
    index = Index()
    index.add("it", sketch(text))
    assert found(index, text) in ([], ["it"])
    assert found(index, "an entirely different sentence about the harbour") == []
