"""The expectations of editors: each seed has one, they are true to the text, and the program keeps its level."""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path

import pytest

from generator import taxonomy
from generator.articles import Article, Briefing, Seed
from generator.convert import seed_names
from generator.errors import SeedError
from generator.kinds import LANGUAGE, SLUG
from generator.seeds import read_all
from tests.quality import agreement, cases, ours
from tests.quality.agreement import Count
from tests.quality.cases import Case, Names

CASES = cases.load()
FILES = sorted({case.file for case in CASES})
KNOWN = taxonomy.load(cases.ROOT / "content").by_slug


def named(case: Case) -> str:
    return case.seed


def test_every_seed_has_its_expectation() -> None:
    shipped = seed_names(ours.SEEDS)
    assert sorted(shipped) == FILES
    entries = [seed.path for file in FILES for seed in read_all(file, data(file)) if not isinstance(seed, SeedError)]
    assert sorted(entries) == sorted(case.seed for case in CASES)


def data(file: str) -> bytes:
    return (ours.SEEDS / file).read_bytes()


def test_an_expectation_is_called_as_its_seed() -> None:
    wrong = [case.seed for case in CASES if not (cases.FOLDER / f"{case.seed.replace('#', '.')}.yml").exists()]
    assert wrong == []


def source(file: str) -> str:
    """The words of a seed without its markup, found by the plainest means."""
    raw = data(file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("windows-1252")
    if file.endswith((".html", ".htm", ".xml")):
        text = html.unescape(html.unescape(text) if file.endswith(".xml") else text)
        text = re.sub(r"</?(?:a|b|i|em|strong|span|cite|font|q)\b[^>]*>", "", text)
        text = re.sub(r"<[^>]+>|]]>", " ", text)
    if file.endswith(".md"):
        text = re.sub(r"\]\([^)]*\)|[*_\[#>\\]", "", text)
    text = text.replace("\u00ad", "").replace("\u200b", "")
    return agreement.norm(unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_is_expected_stands_in_the_seed(case: Case) -> None:
    text = source(case.file)
    stated = [case.title, case.deck, case.dateline, *case.paragraphs, *case.never, *(q.text for q in case.quotes)]
    listed = (case.people, case.organizations, case.places)
    stated += [name for names in listed for name in names.must] + [quote.speaker for quote in case.quotes]
    assert [words for words in stated if bare(words) not in bare(text)] == []


def bare(text: str) -> str:
    return re.sub(r"[*_\[\]\\#>]", "", agreement.norm(text))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_an_expectation_is_whole(case: Case) -> None:
    assert case.title
    assert len(case.paragraphs) >= 4
    LANGUAGE.read(case.language)
    for slug in case.stories:
        SLUG.read(slug)
    for listed in (case.tags, case.people, case.organizations, case.places):
        every = [*listed.must, *listed.may, *listed.never]
        assert len(every) == len(set(every))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_tags_exist(case: Case) -> None:
    assert [tag for tag in (*case.tags.must, *case.tags.may, *case.tags.never) if tag not in KNOWN] == []


def test_every_story_is_told_by_several_articles() -> None:
    told = [story for case in CASES for story in case.stories]
    assert [story for story in sorted(set(told)) if told.count(story) < 2] == []


def test_agreement_keeps_its_level() -> None:
    measured, floors = ours.measure(), ours.floors()
    assert measured.keys() == floors.keys()
    assert {name: value for name, value in measured.items() if value < floors[name]} == {}


# ── the measure itself can fail ─────────────────────────────────────────────────────────────────


def test_names_count_what_is_right_and_what_is_missing() -> None:
    assert agreement.names(["A", "B", "X"], ["A", "C"], ["B"]) == Count(right=2, given=3, found=1, expected=2)


def test_paragraphs_count_in_order_by_how_they_begin() -> None:
    body = ["One of them went.", "Share", "Two of them stayed.", "Perhaps so."]
    count, strange = agreement.sequence(body, ["One of", "Two of", "Three"], ["Perhaps"])
    assert count == Count(right=2, given=3, found=2, expected=3)
    assert strange == ["Share", "Perhaps so."]


def test_paragraphs_in_another_order_do_not_agree() -> None:
    count, _ = agreement.sequence(["B b", "A a"], ["A", "B"])
    assert count.right == 1


@pytest.mark.parametrize(
    ("line", "holds"),
    [("Share", True), ("Sharepoint", False), ("Log", False), ("more on this story from us", True), ("kept", False)],
)
def test_clutter_is_seen(line: str, holds: bool) -> None:
    strange = ["Share this", "Login"]
    assert agreement.holds_clutter(line, strange, [*strange, "We kept it; more on this story from us."]) == holds


def test_fields_agree_but_for_case_and_marks() -> None:
    assert agreement.same("The “Gulf” Desk", "Gulf  desk".replace("Gulf", '"Gulf"'))
    assert not agreement.same("Gulf Desk", "")


def test_a_seed_that_is_rejected_agrees_in_nothing() -> None:
    case = Case("lost.txt", title="A", paragraphs=("A b",), never=("Share",))
    counts = {name: count.f1 for name, count, _ in ours.compare(case, None, ours.vocabulary())}
    assert counts["title"] == counts["body"] == counts["clutter"] == counts["language"] == 0


def test_a_broader_tag_is_found_in_a_narrower_one_and_a_stranger_is_wrong() -> None:
    known, _ = taxonomy.parse("space: {label: Space}\nmars: {label: Mars, parent: space}\nart: {label: Art}\n")
    article = Article(Seed("a.txt", "", "text", ()), "A", ())
    case = Case("a.txt", title="A", tags=Names(must=("space",), may=("mars",)))
    for given, expected in [
        (("mars",), Count(1, 1, 1, 1)),
        (("space", "art"), Count(1, 2, 1, 1)),
        ((), Count(0, 0, 0, 1)),
    ]:
        counts = {name: count for name, count, _ in ours.compare(case, Briefing(article, tags=given), known)}
        assert counts["tags"] == expected


def test_a_mistake_in_an_expectation_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    for text, what in [("sed: a", "unknown field"), ("title: 3", "not text"), ("tags: {most: [a]}", "unknown most")]:
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=what):
            cases.read(file)
