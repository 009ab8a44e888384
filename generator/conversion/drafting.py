"""Files of seeds → drafts: ``read → extract → enrich → compose``, and the proof.

Each step is done for some articles before the next one begins: a processor is quick at what it did a moment ago, and
each step is so much code that it has forgotten the others meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from generator.articles import Seed
from generator.conversion.draft import Draft, Rejected
from generator.errors import SeedError
from generator.model import Document, FrontMatter, Taxonomy

if TYPE_CHECKING:
    from generator.verify import Witness

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

_Article: TypeAlias = "tuple[int, Seed | SeedError, Witness]"
"""One article of some files: the number of its file, what it is, and the file for the proof."""

TOGETHER = 8
"""Articles that go through the steps together, at most; all that is made of them is held at once."""
_MUCH = 2_000_000
"""Bytes of their files from which on no more come together."""


def draft_file(seeds: Path, name: str, vocabulary: Taxonomy) -> list[Draft | Rejected]:
    """What one file gives: a draft for each article in it."""
    return draft_files(seeds, [name], vocabulary)[0]


def draft_files(seeds: Path, names: Sequence[str], vocabulary: Taxonomy) -> list[list[Draft | Rejected]]:
    """What each of some files gives."""
    found: list[list[Draft | Rejected]] = [[] for _ in names]
    articles = _articles(seeds, names, found)
    while some := _few(articles):
        drafts = _drafts([(seed, witness) for _, seed, witness in some], vocabulary)
        for (at, _, _), draft in zip(some, drafts, strict=True):
            found[at].append(draft)
    return found


def _few(articles: Iterator[_Article]) -> list[_Article]:
    """The next ones, fewer of what is large."""
    some: list[_Article] = []
    size = 0
    for article in articles:
        some.append(article)
        size += len(article[2].data)
        if len(some) == TOGETHER or size >= _MUCH:
            break
    return some


def _articles(seeds: Path, names: Sequence[str], found: list[list[Draft | Rejected]]) -> Iterator[_Article]:
    """Every article of some files; a file that cannot be opened is entered as ``found``."""
    from generator.seeds import read_all  # loaded with the first seed that has changed: start-up time is a promise
    from generator.verify import Witness

    for at, name in enumerate(names):
        try:
            data = (seeds / name).read_bytes()
        except OSError as error:
            found[at].append(Rejected(name, error.strerror or str(error)))
            continue
        witness = Witness(name, data)
        yield from ((at, seed, witness) for seed in read_all(name, data))


def _drafts(articles: Sequence[tuple[Seed | SeedError, Witness]], vocabulary: Taxonomy) -> list[Draft | Rejected]:
    from generator.compose import compose
    from generator.enrich import enrich
    from generator.extract import extract

    extracted = [_tried(extract, seed) for seed, _ in articles]
    enriched = [_tried(lambda article: enrich(article, vocabulary), article) for article in extracted]
    composed = [_tried(compose, briefing) for briefing in enriched]
    return [_draft(seed, made, witness) for (seed, witness), made in zip(articles, composed, strict=True)]


def _tried(step: Callable[[_Given], _Made], given: _Given | SeedError) -> _Made | SeedError:
    """What a step makes, or the error of this or of an earlier one."""
    if isinstance(given, SeedError):
        return given
    try:
        return step(given)
    except SeedError as error:
        return error.with_traceback(None)  # it would hold the list that holds it, and with that all of the articles


def _draft(seed: Seed | SeedError, made: tuple[FrontMatter, str] | SeedError, witness: Witness) -> Draft | Rejected:
    from generator.verify import prove

    if isinstance(made, SeedError):
        return Rejected(made.path, made.reason)
    assert isinstance(seed, Seed)
    front, body = made
    return Draft.of(seed, front, body, prove(Document(seed.path, front, body, ""), [witness]))
