"""A long, seeded history of edits: after each, the site must be byte for byte the one of a clean build.

``make equality N=1000 STEPS=50 SEED=1``: builds with the command ``briefing build``, and beside it, from the same
content and without a past, with ``briefing build --clean``; exit code 1 at the first difference.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from generator.content.paragraphs import body_digests
from generator.content.record import Record
from generator.content.state import State
from tests.portal import ROOT, Portal, tree

NOON = 1_715_342_400
TEXT = "the minister said talks would resume after a vote on water rights in the north and prices rose again"
WORDS = TEXT.split()
NAMES = ["Ana Díaz", "Ana Diaz", "Bo Li", "Chidi Okoro", "Dana Katz", "Éva Nagy", "Farid <b>", "北京"]
TOPICS = [f"topic-{number}" for number in range(40)]
CONFIG = """\
site_name: {name}
site_url: https://portal.example/sub/
docs_dir: content/pages
theme: {{name: material, custom_dir: theme, font: false, language: en}}
plugins:
  - briefings: {{newest: {newest}, a_page: {a_page}, names_a_page: {names}, feed_from: 5, search: {search}}}
"""


class History:
    """One portal, edited at random."""

    def __init__(self, root: Path, count: int, seed: int) -> None:
        self.chance = random.Random(seed)
        self.portal = Portal(root)
        self.now = NOON
        self.options = {"name": "Portal", "newest": 10, "a_page": 20, "names": 5, "search": "true"}
        self.count = 0
        self.refused = ""
        shutil.copytree(ROOT / "theme", root / "theme")
        self.portal.write("pages/about.md", "# About\n\nText.\n")
        self.taxonomy()
        self.configure()
        for _ in range(count):
            self.add()

    # ── edits ───────────────────────────────────────────────────────────────────────────────────

    def configure(self) -> None:
        (self.portal.root / "mkdocs.yml").write_text(CONFIG.format(**self.options))

    def text(self, least: int, most: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(least, most))).capitalize()

    def fields(self) -> dict[str, object]:
        chance = self.chance
        return {
            "title": self.text(3, 9),
            "date": f"{chance.randint(2019, 2024)}-0{chance.randint(1, 5)}-{chance.randint(10, 28)}"
            if chance.random() < 0.9
            else None,
            "added": f"2024-0{chance.randint(1, 5)}-01",
            "tags": chance.sample(TOPICS[: chance.choice([3, 40])], chance.randint(0, 3)),
            "people": chance.sample(NAMES, chance.randint(0, 2)),
            "places": chance.sample(NAMES, chance.randint(0, 1)),
            "status": chance.choice(["published"] * 12 + ["withdrawn", "draft"]),
            "pinned": True if chance.random() < 0.003 else None,
            "sources": [{"seed": f"{chance.randint(1, 50)}.txt"}] if chance.random() < 0.5 else None,
        }

    def add(self) -> str:
        self.count += 1
        slug = f"article-{self.count}"
        self.portal.briefing(slug, "\n\n".join(f"{self.text(20, 60)}." for _ in range(3)), **self.fields())
        return f"add {slug}"

    def some(self) -> Path:
        return self.chance.choice(sorted((self.portal.content / "briefings").rglob("*.md")))

    def edit_text(self) -> str:
        path = self.some()
        path.write_text(path.read_text() + f"\n{self.text(5, 20)}.\n")
        return f"edit the text of {path.name}"

    def edit_fields(self) -> str:
        path = self.some()
        body = path.read_text().split("---\n", 2)[2].strip("\n")
        path.unlink()
        self.portal.briefing(path.stem, body, **self.fields())
        return f"change the fields of {path.name}"

    def delete(self) -> str:
        path = self.some()
        path.unlink()
        return f"delete {path.name}"

    def move(self) -> str:
        path = self.some()
        folder = self.portal.content / "briefings" / self.chance.choice(["", "x", "y/z"])
        folder.mkdir(parents=True, exist_ok=True)
        path.replace(folder / path.name)
        return f"move {path.name} to {folder.name}"

    def rename_slug(self) -> str:
        path = self.some()
        self.count += 1
        path.write_text(path.read_text().replace(f"slug: {path.stem}\n", f"slug: article-{self.count}\n"))
        path.replace(path.with_name(f"article-{self.count}.md"))
        return f"rename {path.name} to article-{self.count}"

    def taxonomy(self) -> str:
        lines = []
        for number, topic in enumerate(TOPICS):
            parent = f", parent: {TOPICS[number // 3]}" if number and self.chance.random() < 0.7 else ""
            lines.append(f"{topic}: {{label: {self.text(1, 2)} {number}{parent}}}\n")
        self.portal.write("taxonomy.yml", "".join(lines))
        return "change the taxonomy"

    def option(self) -> str:
        name = self.chance.choice(sorted(self.options))
        values = {
            "name": ["Portal", "Other & <more>"],
            "newest": [5, 10],
            "a_page": [10, 20],
            "names": [2, 5, 9],
            "search": ["true", "false"],
        }
        self.options[name] = self.chance.choice(values[name])
        self.configure()
        return f"set {name} to {self.options[name]}"

    def convert(self) -> str:
        """What a conversion leaves: a record that tells how a briefing stands to its source."""
        path, seed = self.some(), f"{self.chance.randint(1, 50)}.txt"
        body = tuple(body_digests(path.read_text().split("---\n", 2)[2].strip("\n")))
        proof = self.chance.choice(["word for word", "unreadable", ""])
        State(self.portal.content).put(Record(seed, slug=self.slug(path), body=body, proof=proof))
        return f"leave a record of {seed} for {path.name}"

    def theme(self) -> str:
        path = (
            self.portal.root
            / "theme"
            / self.chance.choice(
                ["portal/partials/entry_meta.html", "portal/briefing.html", "main.html", "assets/portal/portal.css"]
            )
        )
        with path.open("a") as file:
            file.write("{# changed #}\n" if path.suffix == ".html" else "\n/* changed */\n")
        return f"change {path.name} of the theme"

    def free_page(self) -> str:
        link = f"[there](briefing:{self.slug(self.some())})"
        self.portal.write("pages/about.md", f"# {self.text(1, 3)}\n\n{link}\n")
        return "change a free page"

    def slug(self, path: Path) -> str:
        return next(line for line in path.read_text().splitlines() if line.startswith("slug: "))[6:]

    def time_passes(self) -> str:
        self.now += self.chance.choice([3600, 86400, -7200])
        return "let time pass"

    def meddle(self) -> str:
        path = self.chance.choice(sorted(p for p in self.portal.site.rglob("*") if p.is_file()))
        path.unlink()
        return f"delete {path.relative_to(self.portal.root)}"

    def kill(self) -> str:
        self.edit_fields()
        self.add()
        process = subprocess.Popen(
            self.command(),
            cwd=self.portal.root,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(self.chance.random() * 1.5)
        process.kill()
        process.wait()
        return "edit, add, and kill a build"

    def step(self) -> str:
        often: list[Callable[[], str]] = [self.add, self.edit_text, self.edit_fields, self.delete, self.rename_slug]
        often.append(self.convert)
        seldom: list[Callable[[], str]] = [self.move, self.time_passes, self.free_page, self.meddle, self.kill]
        rare: list[Callable[[], str]] = [self.taxonomy, self.option, self.theme]
        edits = self.chance.choices([often, seldom, rare], [12, 5, 2], k=self.chance.choice([1, 1, 1, 4]))
        return "; ".join(self.chance.choice(kinds)() for kinds in edits)

    # ── builds ──────────────────────────────────────────────────────────────────────────────────

    def environment(self) -> dict[str, str]:
        return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(self.now), "PYTHONPATH": str(ROOT)}

    def command(self, *more: str) -> list[str]:
        return [sys.executable, "-m", "generator", "build", "--quiet", *more]

    def build(self, folder: Path, *more: str) -> tuple[int, str, float]:
        begun = time.perf_counter()
        done = subprocess.run(
            self.command(*more), cwd=folder, env=self.environment(), capture_output=True, text=True, check=False
        )
        return done.returncode, done.stderr, time.perf_counter() - begun

    def compare(self) -> tuple[list[str], float, float]:
        """Names of files that differ, and the seconds of both builds; a differing verdict counts as one."""
        root, beside = self.portal.root, self.portal.root / "beside"
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        for name in ("mkdocs.yml", "theme", "content"):
            (beside / name).symlink_to(root / name)
        mine = self.build(root)
        clean = self.build(beside, "--clean")
        if mine[:2] != clean[:2]:
            return [f"verdict: {mine[:2]} instead of {clean[:2]}"], mine[2], clean[2]
        self.refused = mine[1].strip() if mine[0] else ""
        if mine[0]:
            return [], mine[2], clean[2]
        ours, theirs = tree(root / "site"), tree(beside / "site")
        differing = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
        return differing, mine[2], clean[2]


def main() -> int:
    """Run a history; 1 at the first difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="equality-"))
    history = History(root, arguments.n, arguments.seed)
    what = "begin"
    for number in range(arguments.steps + 1):
        differing, mine, clean = history.compare()
        sys.stdout.write(f"{number:4} {mine:6.2f} s against {clean:6.2f} s  {what}\n")
        sys.stdout.flush()
        if differing:
            sys.stdout.write("differs: " + ", ".join(differing[:20]) + f"\nkept in {root}\n")
            return 1
        if history.refused:
            first = history.refused.splitlines()[0]
            sys.stdout.write(f"     refused by both alike: {first}\n")
            history.portal.write("pages/about.md", "# About\n\nNo link leads astray from here.\n")
        what = history.step()
    shutil.rmtree(root)
    return 0


if __name__ == "__main__":
    sys.exit(main())
