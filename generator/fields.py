"""The table of front-matter fields: kind, bounds, meaning, in the order they are written.

Reading, checking, writing, the JSON Schema and the editors' reference all come from this one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import NamedTuple

from generator.kinds import (
    LANGUAGE,
    NAME,
    SENTENCE,
    SHA256,
    SITE_PATH,
    SLUG,
    URL,
    Choice,
    Day,
    DayOrTime,
    Flag,
    Kind,
    ListOf,
    Record,
    Text,
    Time,
)
from generator.model import Correction, Image, Quote, Source


class Field(NamedTuple):
    """One key of the front matter."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    always_written: bool = False
    """Written even when empty, so that editors see what is unknown."""


FIELDS: tuple[Field, ...] = (
    Field("title", Text(300), "Headline as the source gives it.", required=True, always_written=True),
    Field("deck", Text(600), "The line under the headline, if the source has one."),
    Field(
        "slug",
        SLUG,
        "Permanent address briefings/<slug>/. Never changes, stays reserved after deletion.",
        required=True,
    ),
    Field("date", DayOrTime(), "Publication, if the source states it; empty means unknown.", always_written=True),
    Field("updated", DayOrTime(), "Last update, if the source states it."),
    Field("added", Day(), "Day it entered the portal; written once.", required=True),
    Field("summary", Text(2000), "One to three sentences, each word for word in the body."),
    Field("summary_by", Choice(("editor",)), "editor: the summary is the editor's own words."),
    Field("key_points", ListOf(SENTENCE, 5), "Up to five sentences word for word from the body."),
    Field("tags", ListOf(SLUG, 20), "Tags of the taxonomy, the surest first."),
    Field("places", ListOf(NAME, 50), "Places in the fullest form this source gives."),
    Field("people", ListOf(NAME, 50), "People in the fullest form this source gives."),
    Field("organizations", ListOf(NAME, 50), "Organisations in the fullest form this source gives."),
    Field(
        "quotes",
        ListOf(Record(Quote, {"speaker": NAME, "text": ListOf(SENTENCE, 10, unique=False)}, ("text",)), 50),
        "Only where an editor corrects the quotations that are computed.",
    ),
    Field("language", LANGUAGE, "Language of the body (BCP 47)."),
    Field("byline", Text(300), "Author line as stated."),
    Field("dateline", Text(200), "Place the report was filed from, as stated."),
    Field("section", Text(100), "Section of the source, as stated."),
    Field(
        "sources",
        ListOf(
            Record(Source, {"name": NAME, "url": URL, "seed": Text(500), "sha256": SHA256, "rights": Text(300)}),
            20,
        ),
        "Where it came from, all of them; none means written by hand.",
    ),
    Field("status", Choice(("published", "draft", "embargoed", "withdrawn")), "What readers get to see."),
    Field("publish_at", Time(), "When an embargo ends."),
    Field("expire_at", Time(), "When the briefing leaves the listings."),
    Field(
        "corrections",
        ListOf(Record(Correction, {"date": Day(), "note": SENTENCE}, ("date", "note")), 50),
        "Corrections, shown to readers.",
    ),
    Field("pinned", Flag(), "Stays at the top of the front page."),
    Field(
        "image",
        Record(Image, {"path": SITE_PATH, "alt": Text(500)}, ("path", "alt")),
        "A picture with alternative text.",
    ),
    Field("aliases", ListOf(SITE_PATH, 50), "Old addresses that lead here."),
)
"""Every field, in the order it is written."""

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}


def _assert_table_matches_model() -> None:
    from generator.model import FrontMatter

    assert [field.name for field in FIELDS] == [field.name for field in fields(FrontMatter)]


_assert_table_matches_model()
