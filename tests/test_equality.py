"""Any history of edits leaves the bytes of a clean build, and the same verdict."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from generator.content.paragraphs import body_digests
from generator.content.record import Record
from generator.content.state import State
from generator.errors import BriefingError, ContentError
from tests.portal import SMALL, TAXONOMY, Portal

SLUGS = st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "2024", "undated"])
DATES = st.sampled_from(
    [None, "2024-05-09", "2024-05-01", "2024-04-02", "2023-12-31", "2023-12-01", "2024-05-01T08:00:00Z"]
)
ADDED = st.sampled_from(["2024-01-01", "2024-02-03", "2023-07-07"])
TAGS = st.lists(st.sampled_from(["politics", "elections", "economy"]), max_size=2, unique=True)
NAMES = st.lists(
    st.sampled_from(["Ana Díaz", "Ana Diaz", "Bo Li", "Cy <b>", "Anna", "北京", "1 May"]), max_size=2, unique=True
)
BODIES = st.sampled_from(
    [
        "One <paragraph> & more.",
        "One.\n\n## A subhead\n\nTwo, with [a link](briefing:a).",
        "[There](briefing:b#p2) and [here](#p1).\n\nMore.",
        "One.\n\nTwo.",
        "[Subhead](briefing:c#h-a-subhead)",
    ]
)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Ä title", "Another <title>", "Third"]),
        "date": DATES,
        "added": ADDED,
        "tags": TAGS,
        "people": NAMES,
        "places": NAMES,
        "status": st.sampled_from(["published", "draft", "withdrawn", "embargoed"]),
        "pinned": st.just(True),
        "publish_at": st.sampled_from(["2024-05-10T11:00:00Z", "2024-05-11T11:00:00Z"]),
        "expire_at": st.sampled_from(["2024-05-12T00:00:00Z"]),
        "aliases": st.lists(st.sampled_from(["old/a", "old/b", "briefings/z", "about"]), max_size=2, unique=True),
        "summary": st.sampled_from(["One.", ""]),
        "language": st.sampled_from(["en", "ar"]),
        "sources": st.sampled_from([[{"seed": "x.txt"}], [{"seed": "y.txt"}, {"seed": "x.txt"}]]),
    },
)


class History(RuleBasedStateMachine):
    """Edits of every kind; after each the site must be the one a clean build makes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.portal = Portal(self.folder)
        self.known: dict[str, dict[str, Any]] = {}
        for number, slug in enumerate("abcijkl"):
            body = "One.\n\nTwo.\n\n## A subhead\n\nThree."
            self.write(
                slug, {"tags": ["elections"], "date": f"2024-0{number % 3 + 3}-02", "people": ["Ana Diaz"]}, body
            )

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(slug=SLUGS, fields=FIELDS, body=BODIES)
    def write(self, slug: str, fields: dict[str, Any], body: str) -> None:
        self.portal.briefing(slug, body, **fields)
        self.known[slug] = {"body": body, **fields}

    @precondition(lambda self: self.known)
    @rule(data=st.data(), body=BODIES)
    def edit(self, data: st.DataObject, body: str) -> None:
        slug = data.draw(st.sampled_from(sorted(self.known)))
        self.known[slug] = {**self.known[slug], "body": body}
        self.portal.briefing(slug, **self.known[slug])

    @precondition(lambda self: self.known)
    @rule(data=st.data(), changes=FIELDS)
    def change_fields(self, data: st.DataObject, changes: dict[str, Any]) -> None:
        slug = data.draw(st.sampled_from(sorted(self.known)))
        self.known[slug] = {**self.known[slug], **changes}
        self.portal.briefing(slug, **self.known[slug])

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        slug = data.draw(st.sampled_from(sorted(self.known)))
        del self.known[slug]
        (self.portal.content / f"briefings/{slug}.md").unlink()

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        slug = data.draw(st.sampled_from(sorted(self.known)))
        path = self.portal.content / f"briefings/{slug}.md"
        folder = self.portal.content / "briefings" / data.draw(st.sampled_from(["x", "y"]))
        folder.mkdir(exist_ok=True)
        path.replace(folder / path.name)
        self.known.pop(slug)

    @rule(
        slug=SLUGS,
        seed=st.sampled_from(["x.txt", "y.txt"]),
        proof=st.sampled_from(["word for word", "differs", ""]),
        body=BODIES,
    )
    def record(self, slug: str, seed: str, proof: str, body: str) -> None:
        """A conversion, perhaps on another machine, left or changed what it remembers of a seed."""
        differences = ({"place": "p1", "ours": "One", "source": "Two"},) if proof == "differs" else ()
        record = Record(seed, slug=slug, body=tuple(body_digests(body)), proof=proof, differences=differences)
        State(self.portal.content).put(record)

    @rule(seed=st.sampled_from(["x.txt", "y.txt"]), data=st.sampled_from([b"", b"{ damaged"]))
    def lose_record(self, seed: str, data: bytes) -> None:
        path = State(self.portal.content).record_path(seed)
        path.unlink(missing_ok=True)
        if data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    @rule(link=st.sampled_from(["", "[x](briefing:a)", "[x](briefing:b#p2)"]))
    def page(self, link: str) -> None:
        self.portal.write("pages/about.md", f"# About\n\n{link}\n")

    @rule(
        economy=st.sampled_from(["Economy", "Money & <work>"]), parent=st.sampled_from(["", "\nlabour: {label: L}\n"])
    )
    def taxonomy(self, economy: str, parent: str) -> None:
        self.portal.write("taxonomy.yml", TAXONOMY.replace("label: Economy", f'label: "{economy}"') + parent)

    @rule(newest=st.integers(1, 4), a_page=st.integers(1, 4), related=st.integers(1, 3), names=st.integers(1, 3))
    def options(self, newest: int, a_page: int, related: int, names: int) -> None:
        self.portal.settings = replace(SMALL, newest=newest, a_page=a_page, related=related, names_a_page=names)

    @rule(hours=st.sampled_from([-30, 1, 24, 48]))
    def time(self, hours: int) -> None:
        self.portal.as_of += timedelta(hours=hours)

    @rule(theme=st.sampled_from(["", "x"]))
    def theme(self, theme: str) -> None:
        self.portal.theme = theme

    @rule(data=st.data())
    def meddle(self, data: st.DataObject) -> None:
        files = sorted(path for path in self.portal.site.rglob("*") if path.is_file())
        if files:
            path = data.draw(st.sampled_from(files))
            how = data.draw(st.sampled_from(["delete", "change", "add"]))
            if how == "delete":
                path.unlink()
            else:
                (path if how == "change" else path.with_suffix(".new")).write_bytes(b"meddled")

    @invariant()
    def incremental_equals_clean(self) -> None:
        before = self.portal.files() if self.portal.site.exists() else {}
        try:
            self.portal.build()
            verdict = ""
        except BriefingError as error:
            verdict = str(error)
        try:
            clean = self.portal.clean()
        except BriefingError as error:
            assert verdict == str(error)
            assert isinstance(error, ContentError)
            assert (self.portal.files() if self.portal.site.exists() else {}) == before
            return
        assert not verdict
        assert differences(self.portal.files(), clean) == []


def differences(mine: dict[str, bytes], theirs: dict[str, bytes]) -> list[str]:
    """Names of files that only one has, or that differ."""
    return sorted(name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name))


History.TestCase.settings = settings(
    max_examples=int(os.environ.get("EXAMPLES", "10")),
    stateful_step_count=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestHistory = History.TestCase
