"""The works that are measured, in the order they are done in one round."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bench.corpus import Article, Corpus
from bench.layouts import WRITERS, article_file
from bench.measure import Usage, run
from bench.peers import Peer

WORKS = ("cold", "edit", "add", "noop")
"""What is measured if nothing else is asked for."""

MORE = ("add-middle", "add-undated", "retitle", "retag", "redate")
"""Further changes: an article from the middle of the archive, one without a date; title, tags or day changed."""


@dataclass(frozen=True)
class Site:
    """One peer's site on disk."""

    peer: Peer
    folder: Path
    home: Path
    """Where the peer is installed."""
    corpus: Corpus
    count: int

    def build(self) -> Usage:
        """Build once, in a new process. Raises Failed."""
        return run(self.peer.command(self.home), self.folder, self.peer.environment)

    def files(self) -> int:
        """How many files the finished site has."""
        return sum(path.is_file() for path in (self.folder / self.peer.output).rglob("*"))

    def prepare(self, work: str, number: int) -> None:
        """Bring the source into the state in which the work begins."""
        if work == "cold":
            for name in (self.peer.output, *self.peer.caches):
                path = self.folder / name
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        elif work != "noop":
            self._write(self._changed(work, number))

    def restore(self, number: int) -> None:
        """Take back what a round changed."""
        for work in (*WORKS, *MORE):
            if work.startswith("add"):
                article_file(self.folder, self.peer.name, self._changed(work, number)).unlink(missing_ok=True)
            elif work not in ("cold", "noop"):
                self._write(self._touched(work, number))

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
