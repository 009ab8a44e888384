"""The four works that are measured, in the order they are done in one round."""

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
        elif work == "edit":
            article = self.corpus.article(self.count // 2 + number)
            self._write(replace(article, body=f"{article.body}\n\nOne more sentence in round {number}."))
        elif work == "add":
            self._write(self._added(number))

    def restore(self, number: int) -> None:
        """Take back what a round changed."""
        self._write(self.corpus.article(self.count // 2 + number))
        article_file(self.folder, self.peer.name, self._added(number)).unlink(missing_ok=True)

    def _added(self, number: int) -> Article:
        # Newer than all others: the front page, the listings and the feeds follow.
        return replace(self.corpus.article(self.count + number), day=date(2026, 1, 1 + number % 28))

    def _write(self, article: Article) -> None:
        WRITERS[self.peer.name](self.folder, article)
