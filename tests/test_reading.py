"""Reading an article asks the cheap questions first, and answers as if it had asked the dear ones."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue.body import Text
from generator.catalogue.entry import comparable
from generator.catalogue.provenance import Provenance
from generator.catalogue.reading import Reading
from generator.check.bodies import bad_link
from generator.check.bodies import check as check_body
from generator.check.values import check as check_values
from generator.engine.texts import Texts
from generator.model import Document, FrontMatter

ODD = st.text(st.sampled_from("ab “”„'’\xa0\u202f\xad\t\n «»é中\ud800"), max_size=30)
PASSAGES = st.sampled_from(["He said so.", "“Yes”, he said.", '"Yes", he said.', "It  rains.", "It rains.", "Nothing."])


@given(ODD, ODD, ODD)
def test_what_stands_to_the_letter_stands_with_its_typography_folded(before: str, passage: str, behind: str) -> None:
    assert comparable(passage) in comparable(before + passage + behind)


@given(st.lists(PASSAGES, min_size=1, max_size=4), st.lists(PASSAGES, max_size=3), st.lists(PASSAGES, max_size=3))
def test_claims_are_found_in_the_body_as_folded_texts_are(
    body: list[str], summary: list[str], points: list[str]
) -> None:
    front = FrontMatter(summary=" ".join(summary), key_points=tuple(points))
    document = Document("a.md", front, "\n\n".join(body), "")
    reading = Reading.of(document)
    folded = {anchor: comparable(text) for anchor, text in reading.rendered.paragraphs.items()}
    for point in points:
        first = next((anchor for anchor, text in folded.items() if comparable(point) in text), "")
        assert reading.anchor_of(point) == first
    whole = comparable(" ".join(reading.rendered.paragraphs.values()))
    missing = [point for point in points if comparable(point) not in whole]
    assert len([found for found in check_values(document) if found.field == "key_points"]) == len(missing)


@given(st.text(st.sampled_from("htps:/a.b[]é%\u2100@#?"), max_size=20))
def test_links_into_the_web_are_judged_as_all_links_are(rest: str) -> None:
    target = f"https://{rest}"
    document = Document("a.md", FrontMatter(), f"See [this]({target}).", "")
    if target in Reading.of(document).rendered.links:
        assert bool(check_body(document, ())) == (bad_link(target, (), ()) is not None)


def test_texts_come_back_as_they_were_set_aside(tmp_path: Path) -> None:
    known = Provenance("same", (("title", "a", "b"),), ("deck",), ("p1",), 2, True, (("encoding", 1, "x"),))
    said = ((("One", "two"), "Ann", "p2"),)
    texts = [Text("<p>\ud800 é</p>", (("S.", "p1"),), (), said, known), Text("", (), (), (), Provenance())]
    aside = Texts(tmp_path / "aside")
    first, more = aside.put(texts), aside.put(texts[::-1])
    try:
        assert [aside.get(place) for place in (*first, *more)] == [*texts, *texts[::-1]]
    finally:
        aside.close()
