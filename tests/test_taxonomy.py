"""The controlled vocabulary: what the shipped one promises, and how a broken one is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from generator import taxonomy
from generator.convert import brief
from generator.errors import ContentError
from generator.model import Tag, Taxonomy
from generator.text import fold

CONTENT = Path(__file__).parent.parent / "content"
LANGUAGES = ("en", "fr", "es", "de", "ar", "ru", "zh", "pt", "ja")


@pytest.fixture(scope="module")
def shipped() -> Taxonomy:
    return taxonomy.load(CONTENT)


def test_the_shipped_vocabulary_is_sound_and_large_enough_for_a_newsroom(shipped: Taxonomy) -> None:
    topics = [tag for tag in shipped.tags if not is_place(tag, shipped)]
    assert len(topics) >= 130
    assert sum(bool(tag.territory) for tag in shipped.tags) >= 190


def is_place(tag: Tag, vocabulary: Taxonomy) -> bool:
    """Whether a tag stands for a territory, or for a region that holds some or belongs to one."""
    family = (*vocabulary.path(tag.slug), *vocabulary.children(tag.slug))
    return any(relative.territory for relative in family)


def test_every_tag_says_what_it_means(shipped: Taxonomy) -> None:
    for tag in shipped.tags:
        assert tag.definition.endswith("."), tag.slug
        assert len(shipped.path(tag.slug)) <= 4, tag.slug


def test_labels_are_unique(shipped: Taxonomy) -> None:
    labels = [fold(tag.label) for tag in shipped.tags]
    assert sorted(labels) == sorted(set(labels))


def test_every_topic_can_be_suggested(shipped: Taxonomy) -> None:
    """A tag without phrases and without a territory would never be given; one that only holds others may."""
    silent = {tag.slug for tag in shipped.tags if not tag.phrases and not tag.territory}
    assert silent == {"polar-regions"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_the_name_of_another_tags_territory(shipped: Taxonomy, language: str) -> None:
    names = Locale(language).territories
    owners = {fold(names[tag.territory]): tag.slug for tag in shipped.tags if tag.territory}
    for tag in shipped.tags:
        for phrase in tag.phrases.get(language, ()):
            assert owners.get(fold(phrase), tag.slug) == tag.slug, phrase


def test_iptc_codes_stand_for_one_tag_each(shipped: Taxonomy) -> None:
    codes = [tag.iptc for tag in shipped.tags if tag.iptc]
    assert len(codes) == len(set(codes)) >= 100


# Addresses that readers may have kept. A tag can be added, moved or relabelled; its slug stays.
PERMANENT = """
africa americas asia europe middle-east oceania european-union north-korea united-states
politics elections diplomacy treaties sanctions international-aid united-nations conflict peace-talks nuclear-weapons
terrorism migration refugees human-rights law courts economy central-banks inflation trade energy mining aviation
health vaccines malaria epidemics environment climate-change disasters earthquakes floods volcanoes science space sport
football
"""


def test_published_topics_stay(shipped: Taxonomy) -> None:
    assert set(PERMANENT.split()) <= shipped.by_slug.keys()


def test_adding_a_tag_takes_one_edit_and_no_code(shipped: Taxonomy) -> None:
    text = (CONTENT / taxonomy.FILE).read_text(encoding="utf-8")
    entry = (
        "beekeeping:\n  label: Beekeeping\n  parent: agriculture\n  phrases: {en: [beekeeper, beekeepers, beehives]}\n"
    )
    larger, problems = taxonomy.parse(text + entry)
    assert not problems
    assert [tag.slug for tag in larger.path("beekeeping")] == ["economy", "agriculture", "beekeeping"]
    assert len(larger.tags) == len(shipped.tags) + 1


ARTICLE = b"""Harvest of honey falls by half

The beekeepers of the valley have lost half of their harvest, and many beehives stand empty this summer.

A beekeeper in the next village said that rain had kept the bees from flying during most of the weeks in May.
"""


def test_a_new_tag_is_given_to_articles_that_name_it() -> None:
    vocabulary, problems = taxonomy.parse("beekeeping: {label: Beekeeping, phrases: {en: [beekeeper, beekeepers]}}\n")
    assert not problems
    assert brief("honey.txt", ARTICLE, vocabulary).tags == ("beekeeping",)


@pytest.mark.parametrize(
    ("text", "line", "field", "what"),
    [
        ("a: {label: A, parent: b}\nb: {label: B, parent: a}\n", 1, "a.parent", "its own ancestor"),
        ("a: {label: A, parent: a}\n", 1, "a.parent", "its own ancestor"),
        ("a: {label: A, parent: bb}\nbbb: {label: B}\n", 1, "a.parent", 'no tag "bb"'),
        (
            "a: {label: A, phrases: {en: [x y]}}\nb: {label: B, phrases: {en: [X Y]}}\n",
            2,
            "b.phrases",
            "already belongs",
        ),
        ("a: {lable: A}\n", 1, "a.lable", "unknown field"),
        ("a: {definition: D.}\n", 1, "a.label", "missing"),
        ("A tag: {label: A}\n", 1, "A tag", "right form"),
        ("a: {label: A, territory: Korea}\n", 1, "a.territory", "right form"),
        ("a: {label: A, iptc: 11000000}\n", 1, "a.iptc", "not text"),
        ("a: {label: A, phrases: [x]}\n", 1, "a.phrases", "not a mapping"),
        ("a: {label: A}\na: {label: B}\n", 2, "", "a"),
        ("- a\n", 1, "", "a"),
    ],
)
def test_a_mistake_is_reported_with_its_line_and_cure(text: str, line: int, field: str, what: str) -> None:
    _, problems = taxonomy.parse(text)
    assert any(p.line == line and p.field == field and what in p.what and p.cure for p in problems), problems


def test_the_same_phrase_may_stand_in_two_languages() -> None:
    _, problems = taxonomy.parse("a: {label: A, phrases: {en: [gas]}}\nb: {label: B, phrases: {es: [gas]}}\n")
    assert not problems


def test_a_folder_without_vocabulary_has_an_empty_one(tmp_path: Path) -> None:
    assert taxonomy.load(tmp_path) == Taxonomy()


def test_a_tag_too_deep_below_others_is_named_once(tmp_path: Path) -> None:
    lines = ["t0: {label: T}", *(f"t{at}: {{label: T{at}, parent: t{at - 1}}}" for at in range(1, 2000))]
    (tmp_path / taxonomy.FILE).write_text("\n".join(lines[:50]) + "\n")
    assert len(taxonomy.load(tmp_path).tags) == 50
    (tmp_path / taxonomy.FILE).write_text("\n".join(lines) + "\n")
    with pytest.raises(ContentError) as refused:
        taxonomy.load(tmp_path)
    assert refused.value.told == [
        "taxonomy.yml:51: t50.parent: the tag has 50 tags above it; name one nearer to the top"
    ]
