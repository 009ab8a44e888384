"""A small newsroom for tests: seeds, an editors' folder, and what can be done to both."""

from __future__ import annotations

import random
import subprocess
from datetime import date
from pathlib import Path

from generator import frontmatter
from generator.convert import Options, Report, convert
from generator.model import Document

_WORDS = (
    *("council", "harbour", "minister", "rain", "border", "vote", "grain", "market", "bridge", "treaty"),
    *("hospital", "student", "energy", "river", "storm", "ballot", "engineer", "court", "strike", "village"),
    *("airport", "budget", "reactor", "island", "railway", "vaccine", "senate", "orchard", "mining", "tunnel"),
    *("museum", "drought", "prison", "festival", "glacier", "satellite", "refinery", "embassy", "farmer"),
)


def paragraph(number: int) -> str:
    """A paragraph of prose, always the same for a number."""
    chance = random.Random(number)
    words = [chance.choice(_WORDS) for _ in range(24)]
    return f"The {' '.join(words)} said on record number {number}."


def article(title: str, *paragraphs: int | str) -> str:
    """A seed as plain text."""
    parts = [part if isinstance(part, str) else paragraph(part) for part in paragraphs]
    return "\n\n".join([title, *parts]) + "\n"


class Newsroom:
    """Folders of one newsroom, below ``root``."""

    def __init__(self, root: Path, *, git: bool = False) -> None:
        self.root, self.seeds, self.content = root, root / "seeds", root / "content"
        self.seeds.mkdir(parents=True)
        self.content.mkdir()
        if git:
            self.git("init", "-q", "-b", "main")
            self.git("commit", "-q", "--allow-empty", "-m", "begin")

    def convert(self, *only: str, day: date = date(2026, 1, 1), **options: object) -> Report:
        """Convert all seeds, or the named ones."""
        return convert(self.seeds, self.content, day, only, Options(**options))  # type: ignore[arg-type]

    def seed(self, name: str, title: str, *paragraphs: int | str) -> None:
        """Write a seed."""
        self.seeds.mkdir(exist_ok=True)
        (self.seeds / name).write_text(article(title, *paragraphs), encoding="utf-8")

    def pages(self) -> dict[str, str]:
        """Every briefing's text, by its path below content."""
        found = sorted((self.content / "briefings").rglob("*.md"))
        return {path.relative_to(self.content).as_posix(): path.read_text(encoding="utf-8") for path in found}

    def page(self, slug: str) -> Path:
        """File of the briefing with a slug."""
        (name,) = [name for name, text in self.pages().items() if f"\nslug: {slug}\n" in text]
        return self.content / name

    def read(self, slug: str) -> Document:
        """The briefing with a slug."""
        path = self.page(slug)
        document, problems = frontmatter.read(path.read_text(encoding="utf-8"), path.name)
        assert document is not None, problems
        return document

    def edit(self, slug: str, old: str, new: str) -> None:
        """Change a briefing by hand."""
        path = self.page(slug)
        text = path.read_text(encoding="utf-8")
        assert old in text, text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def state(self) -> dict[str, bytes]:
        """What git would track of the converter's memory."""
        folder = self.content / ".briefing"
        files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".local" not in path.parts)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    def git(self, *arguments: str, fails: bool = False) -> str:
        """Run git in the newsroom."""
        who = ("-c", "user.name=Editor", "-c", "user.email=editor@newsroom.example", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *who, *arguments], cwd=self.root, capture_output=True, text=True)
        assert fails or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self) -> None:
        """Commit everything as it is."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "work")


def command(room: Newsroom, *words: str) -> tuple[int, str, str]:
    """Exit code, output and remarks of a command as an editor types it."""
    from tests import small_sites

    done = small_sites.run(room.root, "generator", *words)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr
