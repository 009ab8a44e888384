"""The user's own article comes out as a careful editor would have it."""

from __future__ import annotations

from datetime import date

import pytest

from generator import frontmatter
from generator.convert import convert
from generator.model import Document
from generator.prose import sentences
from tests.small_sites import ROOT

NAME = "000_1a90b3401c3da842.txt"
SEED = (ROOT / "seeds" / NAME).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Convert the article alone, with the portal's own taxonomy."""
    folder = tmp_path_factory.mktemp("portal")
    (folder / "seeds").mkdir()
    (folder / "content").mkdir()
    (folder / "seeds" / NAME).write_bytes((ROOT / "seeds" / NAME).read_bytes())
    (folder / "content" / "taxonomy.yml").write_bytes((ROOT / "content" / "taxonomy.yml").read_bytes())
    report = convert(folder / "seeds", folder / "content", date(2026, 1, 1))
    assert report.created == [NAME]
    (file,) = (folder / "content" / "briefings").rglob("*.md")
    read, problems = frontmatter.read(file.read_text(encoding="utf-8"), file.name)
    assert not problems
    assert read is not None
    return read


def test_headline(document: Document) -> None:
    assert document.front.title == "South Korea Closes Consulate in Beijing"
    assert document.front.slug == "south-korea-closes-consulate-in-beijing"


def test_no_date_is_invented(document: Document) -> None:
    assert document.front.date is None
    assert document.front.updated is None
    assert "\ndate:\n" in document.text


def test_every_paragraph_and_nothing_else(document: Document) -> None:
    paragraphs = [part for part in SEED.split("\n\n") if len(part) > 60]
    assert document.body.split("\n\n") == paragraphs
    assert "Accessibility links" not in document.text
    assert "Breaking News" not in document.text


def test_the_summary_stands_in_it(document: Document) -> None:
    told = sentences(document.front.summary)
    assert 1 <= len(told) <= 3
    assert [sentence for sentence in told if sentence not in SEED] == []


def test_tags_people_and_places(document: Document) -> None:
    assert {"north-korea", "south-korea", "china", "refugees", "diplomacy"} <= set(document.front.tags)
    assert "Kato Hiroshi" in document.front.people
    assert {"Beijing", "Tokyo", "Pyongyang"} <= set(document.front.places)
    assert document.front.language == "en"


def test_its_source_is_named(document: Document) -> None:
    (source,) = document.front.sources
    assert source.seed == NAME
    assert len(source.sha256) == 64
