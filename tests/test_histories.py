"""Any history of editors' work, changed seeds, kills, new converters and merged branches.

No edit is lost or doubled, nothing deleted comes back, nothing half written is left, and what nobody touched is
what its seed gives.

The model is simple on purpose: every edit by hand carries a marker of its own, and a conversion must leave
exactly the markers it found.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import generator.convert as pipeline
from generator import files
from generator.compose import compose
from tests.newsroom import Newsroom

MARK = re.compile(r"HAND\d+")
NAMES = ["a.txt", "b.txt", "c.txt", "d.txt"]
STEPS = int(os.environ.get("HISTORY_STEPS", "20"))
RUNS = int(os.environ.get("HISTORY_RUNS", "25"))


class Killed(BaseException):
    """Stands for the end of the process."""


@contextmanager
def killed_at(call: int) -> Any:
    """End the run at its n-th step that changes files, before or after the step."""
    left = [call]

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            result = real(*arguments, **options)
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return result

        return step

    with (
        mock.patch.object(files, "stage", counted(files.stage)),
        mock.patch.object(Path, "replace", counted(Path.replace)),
        mock.patch.object(Path, "unlink", counted(Path.unlink)),
        suppress(Killed),
    ):
        yield


class History(RuleBasedStateMachine):
    """One newsroom's history."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="history-"))
        self.room = Newsroom(self.root / "room", git=True)
        self.number = 0
        self.version = 1
        self.deleted: dict[str, set[str]] = {"main": set()}
        self.branch = "main"
        self.written: dict[str, str] = {}
        """What the last conversion left, while nobody has touched it."""
        self.texts: dict[str, tuple[str, ...]] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    # ── what editors do ──

    def marker(self) -> str:
        self.number += 1
        return f"HAND{self.number}"

    def choose(self, data: st.DataObject) -> str | None:
        names = sorted(self.room.pages())
        return data.draw(st.sampled_from(names)) if names else None

    @rule(data=st.data(), how=st.sampled_from(["append", "prepend", "replace", "insert", "cut", "title", "key"]))
    def edit(self, data: st.DataObject, how: str) -> None:
        name = self.choose(data)
        if name is None:
            return
        path = self.room.content / name
        head, body = path.read_text().rsplit("\n---\n", 1)
        parts = body.strip("\n").split("\n\n")
        at = data.draw(st.integers(0, len(parts) - 1))
        if how == "append":
            parts.append(f"{self.marker()} below.")
        elif how == "prepend":
            parts.insert(0, f"{self.marker()} above.")
        elif how == "insert":
            parts.insert(at, f"{self.marker()} between.")
        elif how == "replace":
            parts[at] = f"{parts[at][:20]} {self.marker()}"
        elif how == "cut" and len(parts) > 1:
            del parts[at]
        elif how == "title":
            head = re.sub("(?m)^title:.*$", f"title: {self.marker()}", head)
        elif how == "key":
            head += f"\nown_{self.number}: {self.marker()}"
        path.write_text(f"{head}\n---\n\n" + "\n\n".join(parts) + "\n")

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        if (name := self.choose(data)) is not None:
            self.number += 1
            target = self.room.content / "briefings" / "moved" / f"m{self.number}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.room.content / name).rename(target)

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        if (name := self.choose(data)) is not None:
            self.deleted[self.branch].add(self.slug(name))
            (self.room.content / name).unlink()

    @rule(data=st.data())
    def break_front_matter(self, data: st.DataObject) -> None:
        if (name := self.choose(data)) is not None:
            path = self.room.content / name
            path.write_text(path.read_text().replace("\ntitle:", f"\nbroken: [{self.marker()}\ntitle:", 1))

    @rule(data=st.data())
    def mend_front_matter(self, data: st.DataObject) -> None:
        if (name := self.choose(data)) is not None:
            path = self.room.content / name
            path.write_text(re.sub(r"(?m)^broken: \[.*\n", "", path.read_text()))

    @rule()
    def write_by_hand(self) -> None:
        mark = self.marker()
        path = self.room.content / "briefings" / f"own-{mark}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {mark}\nslug: own-{self.number}\nadded: 2026-01-01\n---\n\nOwn text.\n")

    # ── what happens to seeds ──

    def put(self, name: str, title: str, parts: list[int]) -> None:
        self.room.seed(name, title, *parts)

    @initialize()
    def begin(self) -> None:
        for at, name in enumerate(NAMES[:2]):
            self.put(name, f"Headline of story {at}", [at * 10, at * 10 + 1, at * 10 + 2])

    @rule(
        name=st.sampled_from(NAMES),
        story=st.integers(0, 5),
        parts=st.lists(st.integers(0, 9), min_size=2, max_size=5, unique=True),
    )
    def write_seed(self, name: str, story: int, parts: list[int]) -> None:
        self.put(name, f"Headline of story {story}", [story * 10 + part for part in parts])

    @rule(name=st.sampled_from(NAMES))
    def remove_seed(self, name: str) -> None:
        (self.room.seeds / name).unlink(missing_ok=True)

    @rule(one=st.sampled_from(NAMES), two=st.sampled_from([*NAMES, "e.txt"]))
    def swap_seeds(self, one: str, two: str) -> None:
        first, second, spare = self.room.seeds / one, self.room.seeds / two, self.root / "spare"
        for old, new in ((first, spare), (second, first), (spare, second)):
            if old.exists():
                old.rename(new)

    # ── converters ──

    @rule()
    def new_converter(self) -> None:
        self.version += 1

    def engine(self, *_: Any) -> str:
        return f"engine{self.version}"

    def compose(self, *arguments: Any) -> Any:
        front, body = compose(*arguments)
        return replace(front, section=f"section {self.version}"), body

    def run(self, **options: Any) -> Any:
        with (
            mock.patch.object(pipeline, "engine_name", self.engine),
            mock.patch("generator.compose.compose", self.compose),
        ):
            return self.room.convert(**options)

    @rule(again=st.booleans())
    def convert(self, again: bool) -> None:
        before = self.room.pages()
        report = self.run(again=again)
        self.compare(before)
        self.untouched(before)
        after = self.room.pages()
        repeated = self.run()
        assert self.room.pages() == after
        assert not (repeated.created or repeated.refreshed)
        state = self.room.state()  # after swaps among damaged records the memory settles with the second run
        self.run()
        assert (self.room.pages(), self.room.state()) == (after, state)
        assert not list((self.room.content / ".briefing").rglob("*.part"))
        assert not list((self.room.content / ".briefing").rglob("*.new"))
        assert not [rejected for rejected in report.rejected if "holds no article" not in rejected.reason]
        self.written = self.as_given(after)

    @rule(call=st.integers(1, 40))
    def convert_and_be_killed(self, call: int) -> None:
        before = self.room.pages()
        with killed_at(call):
            self.run()
        self.compare(before)
        self.written = {}

    @rule(data=st.data(), how=st.sampled_from(["cut", "marks", "gone"]))
    def damage_a_record(self, data: st.DataObject, how: str) -> None:
        records = sorted((self.room.content / ".briefing" / "seeds").rglob("*.json"))
        if not records:
            return
        path = data.draw(st.sampled_from(records))
        text = path.read_bytes()
        if how == "cut":
            path.write_bytes(text[: len(text) // 3])
        elif how == "marks":
            path.write_bytes(b"<<<<<<< HEAD\n" + text + b"=======\n" + text + b">>>>>>> other\n")
        elif b'"slug"' in text and self.has_page(text):
            path.unlink()
            self.written = {}  # what a lost record knew untouched is nobody's now
            self.convert(again=False)  # if its briefing went too before, nobody could tell that it was deleted
        self.written = {}

    # ── branches ──

    @precondition(lambda self: len(self.deleted) == 1)
    @rule()
    def fork(self) -> None:
        self.room.commit()
        self.room.git("branch", "-q", "-f", "other")
        self.deleted["other"] = set(self.deleted["main"])

    @precondition(lambda self: len(self.deleted) == 2)
    @rule()
    def switch(self) -> None:
        self.room.commit()
        self.branch = "other" if self.branch == "main" else "main"
        self.room.git("checkout", "-q", self.branch)
        self.room.seeds.mkdir(exist_ok=True)
        self.written = {}

    @precondition(lambda self: len(self.deleted) == 2)
    @rule(keep=st.sampled_from(["ours", "theirs"]), in_between=st.booleans(), records=st.booleans())
    def merge(self, keep: str, in_between: bool, records: bool) -> None:
        self.room.commit()
        other = "other" if self.branch == "main" else "main"
        self.room.git("merge", "-q", other, fails=True)
        if in_between:  # somebody converts while the merge is unfinished
            before = self.room.pages()
            self.run()
            self.compare(before)
        for line in self.room.git("status", "--porcelain", "-z").split("\0"):
            if line[:2] in ("UU", "AA", "UD", "DU", "AU", "UA", "DD"):
                self.resolve(line[:2], line[3:], keep, records)
        self.room.commit()
        self.room.git("branch", "-q", "-D", other, fails=True)
        self.branch = "main" if self.branch == "main" else self.branch
        there = {self.slug(name) for name in self.room.pages()}
        self.deleted = {self.branch: (self.deleted[self.branch] | self.deleted[other]) - there}
        if self.branch == "other":
            self.room.git("branch", "-q", "-M", "main")
            self.deleted = {"main": self.deleted.pop("other")}
            self.branch = "main"
        self.written = {}

    def resolve(self, kind: str, name: str, keep: str, records: bool) -> None:
        path = self.room.root / name
        if ".briefing/seeds" in name and kind in ("UU", "AA") and not records:
            return  # the marks stay in the record: nobody reads these files
        done = self.room.git("checkout", f"--{keep}", "--", name, fails=True)
        if kind in ("UD", "DU") and keep == ("theirs" if kind == "UD" else "ours"):
            path.unlink(missing_ok=True)
        if kind == ("UA" if keep == "ours" else "AU"):  # both gave the same file another name: one of them stays
            path.unlink(missing_ok=True)
        assert not path.exists() or "<<<<<<< " not in path.read_text(), done

    # ── promises ──

    def slug(self, name: str) -> str:
        match = re.search(r"(?m)^slug: (\S+)$", (self.room.content / name).read_text())
        return match[1] if match else name

    def has_page(self, record: bytes) -> bool:
        match = re.search(rb'"slug":"([^"]*)"', record)
        return match is not None and match[1].decode() in {self.slug(name) for name in self.room.pages()}

    def compare(self, before: dict[str, str]) -> None:
        after = self.room.pages()
        marks = [Counter(MARK.findall("\n".join(pages.values()))) for pages in (before, after)]
        assert marks[0] == marks[1], "an edit was lost or doubled"
        assert before.keys() <= after.keys(), "a page is gone"
        back = self.deleted[self.branch] & {self.slug(name) for name in after.keys() - before.keys()}
        assert not back, f"deleted, and back: {back}"
        for name, text in after.items():
            assert "<<<<<<< " not in text or before.get(name) == text, "the converter wrote marks of a merge"
            assert text == before.get(name) or (text.startswith("---\n") and "\n---\n" in text), "half written"

    def untouched(self, before: dict[str, str]) -> None:
        """What nobody touched since the last conversion is what its seed gives now."""
        for name, text in self.room.pages().items():
            seed = self.seed_of(text)
            touched = MARK.search(text) or name not in self.clean or before.get(name, text) != self.written[name]
            if seed is not None and not touched:
                assert self.parts_of(text) == self.given(seed)

    def seed_of(self, text: str) -> Path | None:
        """The seed that a page was made from, if it is there and as it was then."""
        found = re.search(r"sources: \[\{seed: (\w\.txt), sha256", text)
        path = self.room.seeds / found[1] if found else None
        return path if path and path.exists() and files.sha256(path.read_bytes()) in text else None

    def parts_of(self, text: str) -> list[str]:
        """Headline, section and paragraphs of a page."""
        head, body = text.split("\n---\n", 1)
        stated = [match[1] for name in ("title", "section") if (match := re.search(rf"(?m)^{name}: (.*)$", head))]
        return [*stated, *body.strip("\n").split("\n\n")]

    def given(self, seed: Path) -> list[str]:
        """The same as the seed gives it now."""
        title, *parts = seed.read_text().strip("\n").split("\n\n")
        return [title, f"section {self.version}", *parts]

    def as_given(self, pages: dict[str, str]) -> dict[str, str]:
        """Pages that are what their seed gives: those that no editor's cut and no open clash holds back."""
        found = {name: self.seed_of(text) for name, text in pages.items()}
        return {
            name: pages[name] for name, seed in found.items() if seed and self.parts_of(pages[name]) == self.given(seed)
        }

    @property
    def clean(self) -> set[str]:
        """Pages that stand as the last conversion left them."""
        return set(self.written)

    @invariant()
    def every_marker_is_one(self) -> None:
        marks = Counter(MARK.findall("\n".join(self.room.pages().values())))
        assert all(number == 1 for number in marks.values())


TestHistories = History.TestCase
TestHistories.settings = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking takes minutes; the story itself is readable
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
