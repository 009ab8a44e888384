"""The works that are measured, in the order they are done in one round."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bench.corpus import Article, Corpus
from bench.discarded import discard
from bench.layouts import WRITERS, article_file
from bench.measure import Usage, run
from bench.peers import Peer

WORKS = ("cold", "edit", "add", "noop")
"""What is measured if nothing else is asked for."""

MORE = ("add-middle", "add-undated", "retitle", "retag", "redate", "restore")
"""Further changes: an article from the middle of the archive, one without a date; title, tags or day changed.

``restore``: nothing changed, but the source is a fresh clone of a repository in a new folder, to which caches and
outputs are copied, as continuous integration does it.
"""


@dataclass(frozen=True)
class Site:
    """One peer's site on disk."""

    peer: Peer
    folder: Path
    home: Path
    """Where the peer is installed."""
    corpus: Corpus
    count: int

    def build(self, work: str) -> Usage:
        """Build once, in a new process. Raises Failed."""
        return run(self.peer.command(self.home), self._place(work), self.peer.environment)

    def files(self, work: str) -> int:
        """How many files the finished site has."""
        return sum(path.is_file() for path in (self._place(work) / self.peer.output).rglob("*"))

    def _place(self, work: str) -> Path:
        return self.folder.with_name(f"{self.folder.name}-restored") if work == "restore" else self.folder

    def prepare(self, work: str, number: int) -> None:
        """Bring the source into the state in which the work begins."""
        if work == "cold":
            for name in (self.peer.output, *self.peer.caches):
                discard(self.folder / name, self.folder.parent)
        elif work == "restore":
            checkout(self.folder, self._place(work), (self.peer.output, *self.peer.caches))
        elif work != "noop":
            self._write(self._changed(work, number))

    def restore(self, number: int) -> None:
        """Take back what a round changed."""
        for work in (*WORKS, *MORE):
            if work.startswith("add"):
                article_file(self.folder, self.peer.name, self._changed(work, number)).unlink(missing_ok=True)
            elif work not in ("cold", "noop", "restore"):
                self._write(self._touched(work, number))
        discard(self._place("restore"), self.folder.parent)

    def _changed(self, work: str, number: int) -> Article:
        """The article of a work as it is after it."""
        article = self._touched(work, number)
        match work:
            case "edit":
                return replace(article, body=f"{article.body}\n\nOne more sentence in round {number}.")
            case "add":  # newer than all others: the front page, the listings and the feeds follow
                return replace(article, day=date(2026, 1, 1 + number % 28))
            case "add-undated":
                return replace(article, day=None)
            case "retitle":
                return replace(article, title=f"{article.title} {number}")
            case "retag":
                return replace(article, tags=self.corpus.tags[number : number + 3])
            case "redate":  # in the same year, so that it stays the same file
                assert article.day is not None
                return replace(article, day=article.day.replace(month=1 + article.day.month % 12, day=1 + number % 28))
        return article

    def _touched(self, work: str, number: int) -> Article:
        """The article of a work as it is before it: another one for each work and each round."""
        at = (*WORKS, *MORE).index(work) * 50 + number
        first = self.count if work.startswith("add") else self.count // 2
        return self.corpus.article(first + at if work.startswith("add") else (first + at) % self.count)

    def _write(self, article: Article) -> None:
        WRITERS[self.peer.name](self.folder, article)


def checkout(source: Path, place: Path, carried: Iterable[str]) -> None:
    """Clone ``source`` to ``place``, and copy beside it what git does not keep: the same bytes with other times."""
    discard(place, place.parent)
    _git(source, "init", "-q")
    ignored = "".join(f"/{name}\n" for name in (*carried, ".output"))
    (source / ".git" / "info" / "exclude").write_text(ignored, encoding="utf-8")
    _git(source, "add", "-A")
    _git(source, "-c", "user.name=-", "-c", "user.email=-", "commit", "-q", "--allow-empty", "-m", "as it is")
    _git(source, "clone", "-q", str(source), str(place))
    for path in (source / name for name in carried):
        if path.is_dir():
            shutil.copytree(path, place / path.name, copy_function=shutil.copyfile)
        elif path.exists():
            shutil.copyfile(path, place / path.name)


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)
